//! What a measure word measures.

/// The kind of quantity a unit measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Dimension {
    Count,
    Money,
    Area,
    Length,
    Volume,
    Mass,
    Duration,
    Ratio,
    Concentration,
    Energy,
    Power,
}
