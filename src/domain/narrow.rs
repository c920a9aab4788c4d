//! The ASCII character that a full-width one stands for.

/// The same character in its usual width; others as they are.
///
/// ```
/// assert_eq!("ＡＢ（１）\u{3000}件".chars().map(trust_velocity::domain::narrow).collect::<String>(), "AB(1) 件");
/// ```
pub fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}
