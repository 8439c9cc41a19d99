//! Many files: atomic writes.
