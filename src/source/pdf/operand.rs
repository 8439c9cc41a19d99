//! What stands before an operator of a content stream.

/// What stands before an operator.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Number(f32),
    Name(Vec<u8>),
    Text(Vec<u8>),
    /// The numbers and strings of an array; arrays within arrays are laid flat.
    Array(Vec<Operand>),
    /// A dictionary, `true`, `null`: nothing that places text or lines.
    Other,
}

/// The last operand, 0 where it is no number.
pub(super) fn number(operands: &[Operand]) -> f32 {
    match operands.last() {
        Some(Operand::Number(value)) => *value,
        _ => 0.0,
    }
}

/// The last operands, if they are numbers.
pub(super) fn numbers<const N: usize>(operands: &[Operand]) -> Option<[f32; N]> {
    let from = operands.len().checked_sub(N)?;
    let mut out = [0.0; N];
    for (place, operand) in out.iter_mut().zip(&operands[from..]) {
        let Operand::Number(value) = operand else { return None };
        *place = *value;
    }
    Some(out)
}
