//! Texts as QR codes: written as modules, read from grey pictures, and a long one in several frames.
//!
//! Invariant: what [`codes`] writes, [`read`] and [`Frames`] give back to the letter or not at all.
//! A code holds ASCII alone, since readers guess the encoding of anything else, each its own way.

mod frames;
mod image;
mod matrix;
mod mixed;

pub use frames::{FrameStatus, Frames, MAX_FRAMES, frames};
pub use image::{GreyImage, MAX_PIXELS, NotAnImage, read};
pub use matrix::{Matrix, QUIET};
pub use mixed::{FORGET_AFTER_IMAGES, MAX_SETS, MixedFrames};

/// A text is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text has {bytes} bytes, the most is {most}")]
pub struct TooLong {
    /// Its bytes.
    pub bytes: usize,
    /// The most it may have.
    pub most: usize,
}

/// The codes that show a text: one, or the frames of a long one.
///
/// # Errors
/// [`TooLong`] where [`MAX_FRAMES`] frames do not hold it.
///
/// ```
/// use trust_velocity::exchange::qr;
/// assert_eq!(qr::codes("https://example.com/#/answers")?.len(), 1);
/// assert_eq!(qr::codes(&"答".repeat(500))?.len(), 6);
/// # Ok::<(), qr::TooLong>(())
/// ```
pub fn codes(text: &str) -> Result<Vec<Matrix>, TooLong> {
    let frames = frames(text)?;
    frames.iter().map(|frame| Matrix::write(frame)).collect()
}
