//! Codes as pictures of grey pixels: clean, and as a camera sees them.

use trust_velocity::exchange::qr::{Matrix, QUIET};

/// A code with its quiet zone, `scale` pixels a module: the pixels of a side, and a byte for each.
pub fn drawn(code: &Matrix, scale: usize) -> (usize, Vec<u8>) {
    let side = (code.size() + 2 * QUIET) * scale;
    let at = |pixel: usize| (pixel / scale).wrapping_sub(QUIET);
    let pixels = (0..side).flat_map(|y| (0..side).map(move |x| (at(x), at(y))));
    let luma = pixels.map(|(x, y)| if code.is_dark(x, y) { 0 } else { 255 });
    (side, luma.collect())
}
