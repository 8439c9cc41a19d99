//! Arithmetic and structure checks over a finished notice. Reads it, never changes it.
