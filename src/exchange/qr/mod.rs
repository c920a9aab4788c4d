//! Texts as QR codes: written as modules, read from grey images, and split into frames if long.
//!
//! Invariant: [`read`] and [`Frames`] restore exactly what [`codes`] writes, or nothing. A code
//! holds only ASCII, since readers guess the encoding of other bytes, each differently.

mod frames;
mod image;
mod matrix;
mod mixed;
mod reader;

pub use frames::{FrameStatus, Frames, MAX_FRAMES, frames};
pub use image::{GreyImage, MAX_PIXELS, NotAnImage};
pub use matrix::{Matrix, QUIET};
pub use mixed::{FORGET_AFTER_IMAGES, MAX_SETS, MixedFrames};
pub use reader::{CameraReader, read};

/// A text is too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text has {bytes} bytes, the most is {most}")]
pub struct TooLong {
    /// The number of its bytes.
    pub bytes: usize,
    /// The largest number of bytes.
    pub most: usize,
}

/// The codes for a text: one, or the frames of a long one.
///
/// # Errors
/// [`TooLong`] if it does not fit [`MAX_FRAMES`] frames.
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
