//! The dark and light modules of a QR code.

use std::fmt::Write as _;

use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

use super::TooLong;

/// The width of the quiet zone, in modules.
pub const QUIET: usize = 4;

/// The largest version written: 69 modules a side, which phones read from each other's screens.
const MAX_VERSION: u8 = 13;

/// The most bytes of the largest version with error correction M.
pub(super) const MAX_BYTES: usize = 331;

/// A QR code: a square of dark and light modules, without its quiet zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    size: usize,
    dark: Vec<bool>,
}

impl Matrix {
    /// The code of a text, with error correction M, or better if that takes no more room.
    ///
    /// # Errors
    /// [`TooLong`] if it does not fit 69 modules a side; 331 bytes do.
    ///
    /// ```
    /// use trust_velocity::exchange::qr::Matrix;
    /// assert_eq!(Matrix::write("TRUST")?.size(), 21);
    /// # Ok::<(), trust_velocity::exchange::qr::TooLong>(())
    /// ```
    pub fn write(text: &str) -> Result<Self, TooLong> {
        let segments = QrSegment::make_segments(text);
        let code = QrCode::encode_segments_advanced(
            &segments,
            QrCodeEcc::Medium,
            Version::MIN,
            Version::new(MAX_VERSION),
            None,
            true,
        )
        .map_err(|_| TooLong {
            bytes: text.len(),
            most: MAX_BYTES,
        })?;
        let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        let dark: Vec<_> = places.map(|(x, y)| code.get_module(x, y)).collect();
        Ok(Self {
            size: dark.len().isqrt(),
            dark,
        })
    }

    /// The number of modules a side.
    pub const fn size(&self) -> usize {
        self.size
    }

    /// Whether the module of this column and row is dark; those outside the code are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }

    /// The dark modules as an SVG path, one unit per module, with the quiet zone around them: the
    /// view box is a square of `size() + 2 * QUIET`.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for (y, row) in self.dark.chunks(self.size.max(1)).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, other| one == other) {
                if run[0] {
                    let (left, top, width) = (x + QUIET, y + QUIET, run.len());
                    // Writing to a `String` never fails.
                    let _ = write!(path, "M{left} {top}h{width}v1h-{width}z");
                }
                x += run.len();
            }
        }
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_begins_with_a_finder_pattern() {
        let code = Matrix::write("TRUST").unwrap();
        let row = |y| -> String {
            let modules = (0..8).map(|x| if code.is_dark(x, y) { '#' } else { '.' });
            modules.collect()
        };
        assert_eq!(
            [0, 1, 2, 6, 7].map(row),
            ["#######.", "#.....#.", "#.###.#.", "#######.", "........"]
        );
        assert!(code.path().starts_with("M4 4h7v1h-7z"));
        assert!(!code.is_dark(21, 0) && !code.is_dark(0, 21));
    }

    #[test]
    fn the_largest_code_holds_its_bytes_and_no_more() {
        let code = Matrix::write(&"x".repeat(MAX_BYTES)).unwrap();
        assert_eq!(code.size(), 69);
        let (bytes, most) = (MAX_BYTES + 1, MAX_BYTES);
        let error = Matrix::write(&"x".repeat(bytes)).unwrap_err();
        assert_eq!(error, TooLong { bytes, most });
    }
}
