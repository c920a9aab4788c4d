//! Grey images, and the ways to prepare them for the decoder.

use quircs::{Code, Quirc};

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

    /// Converts an RGBA image to grey ones: what it shows on white, and if any of it can be seen through
    /// also on black, since the code on it may be white.
    ///
    /// # Errors
    /// As [`GreyImage::new`].
    pub fn on_grounds(width: usize, height: usize, rgba: &[u8]) -> Result<Vec<Self>, NotAnImage> {
        let (pixels, _) = rgba.as_chunks::<4>();
        let on = |ground: u16| {
            let luma = |[red, green, blue, alpha]: &[u8; 4]| {
                let [red, green, blue, alpha] = [*red, *green, *blue, *alpha].map(u16::from);
                // The luma by Rec. 601, in parts of 256.
                let luma = (77 * red + 150 * green + 29 * blue) / 256;
                u8::try_from((luma * alpha + ground * (255 - alpha)) / 255).unwrap_or(u8::MAX)
            };
            Self::new(width, height, pixels.iter().map(luma).collect())
        };
        let is_clear = pixels.iter().any(|[.., alpha]| *alpha < u8::MAX);
        let grounds: &[u16] = if is_clear { &[255, 0] } else { &[255] };
        grounds.iter().map(|ground| on(*ground)).collect()
    }
}

/// How [`GreyImage::thresholded`] separates dark from light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct AdaptiveThreshold {
    /// The surroundings reach as far on each side as this part of the longer side of the image.
    pub part: usize,
    /// How far a pixel's level is below (or above) the mean of its surroundings: hundredths of a
    /// halving of the light.
    pub margin: u64,
}

impl GreyImage {
    /// Adaptive threshold: black if a pixel is darker than its surroundings, else white; with
    /// `inverted`, black if it is lighter. Levels are logarithms, so a shadow, which takes the same
    /// part of the light from dark and light modules, shifts them all alike.
    pub(super) fn thresholded(&self, surroundings: AdaptiveThreshold, inverted: bool) -> Self {
        let AdaptiveThreshold { part, margin } = surroundings;
        let (width, height) = (self.width, self.height);
        let reach = (width.max(height) / part).max(1);
        let levels = levels();
        let level = |luma: u8| levels[usize::from(luma)];
        let sums = self.sums(level);
        let shade = |(y, x): (usize, usize)| {
            let (left, right) = (x.saturating_sub(reach), (x + reach).min(width));
            let (top, bottom) = (y.saturating_sub(reach), (y + reach).min(height));
            let sum = |y: usize, x: usize| u64::from(sums[y * (width + 1) + x]);
            let around = sum(bottom, right) + sum(top, left) - sum(top, right) - sum(bottom, left);
            let pixels = ((right - left) * (bottom - top)) as u64;
            let level = u64::from(level(self.luma[y * width + x])) * pixels;
            let (less, more) = if inverted {
                (around, level)
            } else {
                (level, around)
            };
            if less + margin * pixels < more {
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

    /// Dark for light.
    pub(super) fn inverted(&self) -> Self {
        Self {
            luma: self.luma.iter().map(|luma| !luma).collect(),
            ..*self
        }
    }

    /// Rotates by 180 degrees: the decoder samples a code from its corners, so a code that it
    /// cannot decode upright it often can upside down.
    pub(super) fn turned(&self) -> Self {
        Self {
            luma: self.luma.iter().rev().copied().collect(),
            ..*self
        }
    }

    /// The codes that are detected, decodable or not, with dark and light separated by one shade for
    /// the whole image. Few images have many.
    pub(super) fn detect(&self) -> Vec<Code> {
        let mut reader = Quirc::new();
        let codes = reader.identify(self.width, self.height, &self.luma);
        codes.flatten().collect()
    }

    /// The summed-area table: for each corner between pixels, the sum of the levels of all pixels
    /// above and left of it.
    fn sums(&self, level: impl Fn(u8) -> u32) -> Vec<u32> {
        let wide = self.width + 1;
        let mut sums = vec![0; wide * (self.height + 1)];
        for (y, row) in self.luma.chunks(self.width).enumerate() {
            let mut sum = 0;
            for (x, luma) in row.iter().enumerate() {
                sum += level(*luma);
                sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + sum;
            }
        }
        sums
    }
}

/// The level of each shade, 100 for each doubling: at most 504, so that those of [`MAX_PIXELS`] add
/// up to less than 2^32. Eight shades are added, since the darkest are mostly noise.
fn levels() -> [u32; 256] {
    std::array::from_fn(|luma| {
        let level = ((luma as f64 + 8.0) / 8.0).log2() * 100.0;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let level = level as u32;
        level
    })
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
            [255, 255, 255, 255],
            [0, 0, 0, 255],
            [255, 0, 0, 255],
            [0, 255, 0, 255],
        ];
        let lumas = |rgba: &[[u8; 4]; 4]| {
            let images = GreyImage::on_grounds(2, 2, rgba.as_flattened()).unwrap();
            images
                .into_iter()
                .map(|image| image.luma)
                .collect::<Vec<_>>()
        };
        assert_eq!(lumas(&rgba), [[255, 0, 76, 149]]);
        let [white, black, ..] = rgba;
        let clear = [white, black, [255, 255, 255, 0], [0, 0, 0, 128]];
        assert_eq!(lumas(&clear), [[255, 0, 255, 127], [255, 0, 0, 0]]);
        assert!(GreyImage::on_grounds(2, 2, &[0; 15]).is_err());
    }

    #[test]
    fn each_pixel_is_compared_with_its_surroundings() {
        let stripes = [48, 248, 20, 120].map(|luma| [luma; 2]);
        let image = GreyImage::new(8, 8, stripes.as_flattened().repeat(8)).unwrap();
        let surroundings = AdaptiveThreshold { part: 2, margin: 5 };
        let row = |inverted| image.thresholded(surroundings, inverted).luma[..8].to_vec();
        assert_eq!(row(false), [0, 0, 255, 255, 0, 0, 255, 255]);
        assert_eq!(row(true), [255, 255, 0, 0, 255, 255, 0, 0]);
        // A pixel that equals its surroundings is light.
        let flat = GreyImage::new(8, 8, vec![200; 64]).unwrap();
        assert_eq!(flat.thresholded(surroundings, false).luma, [255; 64]);
        assert_eq!(flat.thresholded(surroundings, true).luma, [255; 64]);
    }

    #[test]
    fn the_largest_image_does_not_overflow() {
        let levels = levels();
        assert!(levels.is_sorted() && levels[0] == 0);
        assert!(u32::try_from(u64::from(levels[255]) * MAX_PIXELS as u64).is_ok());
    }
}
