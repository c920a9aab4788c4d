//! QR codes in a grey image.
//!
//! A panic would end the page. So quircs decodes and not rqrr, whose assertion fails on some
//! photographs ([rqrr#54](https://github.com/WanzenBug/rqrr/issues/54)).

use quircs::Quirc;

/// The most pixels of an image that is read: the reader's sums would overflow beyond.
pub const MAX_PIXELS: usize = 8_000_000;

/// Width and height that do not match the bytes, or exceed the limits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{bytes} bytes are no picture of {width} × {height} pixels that can be read")]
pub struct NotAnImage {
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
    /// The number of bytes.
    pub bytes: usize,
}

/// A grey image: at least one pixel, at most [`MAX_PIXELS`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GreyImage {
    width: usize,
    height: usize,
    luma: Vec<u8>,
}

impl GreyImage {
    /// An image from its rows, top first, with a byte per pixel from 0 (black) to 255 (white).
    ///
    /// # Errors
    /// [`NotAnImage`] if there is no pixel, too many, or not one byte for each.
    pub fn new(width: usize, height: usize, luma: Vec<u8>) -> Result<Self, NotAnImage> {
        let bytes = luma.len();
        if (1..=MAX_PIXELS).contains(&bytes) && width.checked_mul(height) == Some(bytes) {
            return Ok(Self {
                width,
                height,
                luma,
            });
        }
        Err(NotAnImage {
            width,
            height,
            bytes,
        })
    }

    /// Converts an RGBA image to grey; alpha is ignored.
    ///
    /// # Errors
    /// As [`GreyImage::new`].
    pub fn of_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Self, NotAnImage> {
        // The luma by Rec. 601, in parts of 256.
        let luma = |pixel: &[u8]| {
            let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u16::from);
            let [luma, _] = (77 * red + 150 * green + 29 * blue).to_be_bytes();
            luma
        };
        Self::new(width, height, rgba.chunks_exact(4).map(luma).collect())
    }
}

/// Reads the texts of all codes in an image.
///
/// ```
/// use trust_velocity::exchange::qr::{GreyImage, read};
/// assert!(read(&GreyImage::new(640, 480, vec![255; 640 * 480])?).is_empty());
/// # Ok::<(), trust_velocity::exchange::qr::NotAnImage>(())
/// ```
pub fn read(image: &GreyImage) -> Vec<String> {
    let plain = ScanPass::at(image);
    if !plain.texts.is_empty() {
        return plain.texts;
    }
    let evened = ScanPass::at(&image.evened());
    // Most images of a camera have no code: the third pass is worth its time only if one was
    // detected.
    if evened.texts.is_empty() && (plain.sees_code || evened.sees_code) {
        return ScanPass::at(&image.turned()).texts;
    }
    evened.texts
}

/// One pass over an image; the decoder separates dark from light by one shade for the whole of it.
struct ScanPass {
    texts: Vec<String>,
    /// Whether a code was detected, decoded or not.
    sees_code: bool,
}

impl ScanPass {
    fn at(image: &GreyImage) -> Self {
        let mut reader = Quirc::new();
        let codes = reader.identify(image.width, image.height, &image.luma);
        let mut pass = Self {
            texts: Vec::new(),
            sees_code: false,
        };
        for code in codes {
            pass.sees_code = true;
            let data = code.ok().and_then(|code| code.decode().ok());
            pass.texts
                .extend(data.and_then(|data| String::from_utf8(data.payload).ok()));
        }
        pass
    }
}

impl GreyImage {
    /// Adaptive threshold: black if a pixel is darker than its surroundings, else white. This
    /// removes the shadow over half a code, and the glare of a lamp beside it.
    fn evened(&self) -> Self {
        /// Per cent of the local mean.
        const DARK: u64 = 92;
        let (width, height) = (self.width, self.height);
        let reach = (width.max(height) / 16).max(1);
        let sums = self.sums();
        let shade = |(y, x): (usize, usize)| {
            let (left, right) = (x.saturating_sub(reach), (x + reach).min(width));
            let (top, bottom) = (y.saturating_sub(reach), (y + reach).min(height));
            let sum = |y: usize, x: usize| u64::from(sums[y * (width + 1) + x]);
            let around = sum(bottom, right) + sum(top, left) - sum(top, right) - sum(bottom, left);
            let pixels = ((right - left) * (bottom - top)) as u64;
            let luma = u64::from(self.luma[y * width + x]);
            if luma * pixels * 100 < around * DARK {
                0
            } else {
                255
            }
        };
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
        Self {
            width,
            height,
            luma: places.map(shade).collect(),
        }
    }

    /// Rotates by 180 degrees: the decoder samples a code from its corners, so a code that it
    /// cannot decode upright it often can upside down.
    fn turned(&self) -> Self {
        Self {
            luma: self.luma.iter().rev().copied().collect(),
            ..*self
        }
    }

    /// The summed-area table: for each corner between pixels, the sum of all pixels above and left
    /// of it.
    fn sums(&self) -> Vec<u32> {
        let wide = self.width + 1;
        let mut sums = vec![0; wide * (self.height + 1)];
        for (y, row) in self.luma.chunks(self.width).enumerate() {
            let mut sum = 0;
            for (x, luma) in row.iter().enumerate() {
                sum += u32::from(*luma);
                sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + sum;
            }
        }
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_a_byte_for_each_pixel() {
        assert!(GreyImage::new(3, 2, vec![0; 6]).is_ok());
        for (width, height, bytes) in [
            (0, 0, 0),
            (0, 5, 0),
            (3, 2, 5),
            (3, 2, 7),
            (MAX_PIXELS + 1, 1, MAX_PIXELS + 1),
            (usize::MAX, 2, 6),
        ] {
            let error = GreyImage::new(width, height, vec![0; bytes]).unwrap_err();
            let expected = NotAnImage {
                width,
                height,
                bytes,
            };
            assert_eq!(error, expected);
        }
    }

    #[test]
    fn colours_become_shades() {
        let rgba = [
            [255, 255, 255, 0],
            [0, 0, 0, 255],
            [255, 0, 0, 255],
            [0, 255, 0, 255],
        ];
        let image = GreyImage::of_rgba(2, 2, rgba.as_flattened()).unwrap();
        assert_eq!(image.luma, [255, 0, 76, 149]);
        assert!(GreyImage::of_rgba(2, 2, &[0; 15]).is_err());
    }

    #[test]
    fn the_smallest_pictures_hold_nothing() {
        for (width, height) in [(1, 1), (1, 9), (9, 1), (2, 2)] {
            let image = GreyImage::new(width, height, vec![0; width * height]).unwrap();
            assert_eq!(read(&image), [""; 0]);
        }
    }
}
