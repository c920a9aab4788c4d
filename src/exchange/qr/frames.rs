//! A long text split into several codes, which can be read in any order.
//!
//! Invariant: a text is returned only if its check sum is the one that its frames name.
//!
//! # Terms
//!
//! - *code*: one QR code. It shows at most 331 bytes of ASCII.
//! - *part*: a piece of a text's bytes, at most 285 of them, in base 32.
//! - *frame*: the content of one code of a long text: `MARK SET . I . N . PART`.
//! - *mark*: `TVQ1.`, which distinguishes a frame from any other text.
//! - *set*: all frames of one text. Its name is the first eight digits of the text's SHA-256.
//! - *I* and *N*: the frame's number, from 1, and how many frames the set has, at most
//!   [`MAX_FRAMES`].
//!
//! A frame has only characters of the kind that QR codes pack best: digits, capitals and points.
//!
//! # Example
//!
//! ```
//! use trust_velocity::exchange::qr::frames;
//! // A short ASCII text needs no frame.
//! assert_eq!(frames("ABC")?, ["ABC"]);
//! // Other characters do: three bytes of UTF-8 are one part of five digits.
//! //                           mark set      I N part
//! assert_eq!(frames("陈")?, ["TVQ1.C3A05BD5.1.1.5GMYQ"]);
//! // 300 bytes are two parts.
//! assert!(frames(&"信任".repeat(50))?[1].contains(".2.2."));
//! # Ok::<(), trust_velocity::exchange::qr::TooLong>(())
//! ```
//!
//! # Structure
//!
//! [`frames`] splits a text; [`Frames`] collects one set, and [`MixedFrames`](super::MixedFrames)
//! several at once. A frame that is not written exactly as [`frames`] writes it is
//! [`FrameStatus::Foreign`].

use std::fmt;

use super::{TooLong, matrix::MAX_BYTES};
use crate::exchange::sha256;

/// The most frames of a set: at three frames in two seconds, a minute of holding still.
pub const MAX_FRAMES: usize = 99;

/// The bytes of a part, so that a frame fits one code.
const PART: usize = 285;

const MARK: &str = "TVQ1.";

/// The digits of base 32 by RFC 4648.
const DIGITS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The content of the codes for a text: the text itself if it fits one code, else frames.
///
/// # Errors
/// [`TooLong`] if it does not fit [`MAX_FRAMES`] frames.
pub fn frames(text: &str) -> Result<Vec<String>, TooLong> {
    // A text that is another set's frame, sent unframed, would be read as that frame.
    let stands_alone = text.is_ascii() && !text.is_empty() && !text.starts_with(MARK);
    if stands_alone && text.len() <= MAX_BYTES {
        return Ok(vec![text.to_owned()]);
    }
    let most = MAX_FRAMES * PART;
    if most < text.len() {
        return Err(TooLong {
            bytes: text.len(),
            most,
        });
    }
    let of = text.len().div_ceil(PART).max(1);
    let set = Set::of(text);
    let frame = |index: usize| {
        let bytes = text.as_bytes();
        let part = &bytes[index * PART..bytes.len().min((index + 1) * PART)];
        Frame {
            set: set.clone(),
            index,
            of,
            part: part.to_vec(),
        }
        .to_string()
    };
    Ok((0..of).map(frame).collect())
}

/// How a scanned text relates to the set of frames that is being collected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FrameStatus {
    /// A missing frame was added; others are still missing.
    Partial {
        /// The number of frames collected.
        have: usize,
        /// The number of frames of the set.
        of: usize,
    },
    /// The last missing frame was added: the whole text.
    Whole(String),
    /// A frame that is there already, or in [`MixedFrames`](super::MixedFrames) a code of a text
    /// that was complete.
    Repeated,
    /// A frame of another text.
    OtherSet,
    /// No frame: an unframed text.
    Foreign,
    /// All frames were collected, yet the check sum fails; all are forgotten.
    Damaged,
}

/// Collects the frames of one text: in any order, each any number of times.
///
/// ```
/// use trust_velocity::exchange::qr::{Frames, FrameStatus, frames};
/// let text = "信任".repeat(50);
/// let codes = frames(&text)?;
/// let mut collected = Frames::default();
/// assert_eq!(collected.add(&codes[1]), FrameStatus::Partial { have: 1, of: 2 });
/// assert_eq!(collected.add(&codes[1]), FrameStatus::Repeated);
/// assert_eq!(collected.add(&codes[0]), FrameStatus::Whole(text));
/// # Ok::<(), trust_velocity::exchange::qr::TooLong>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Frames {
    set: Option<Set>,
    parts: Vec<Option<Vec<u8>>>,
}

impl Frames {
    /// Adds a scanned text. The first frame determines which set is collected until it is whole.
    pub fn add(&mut self, text: &str) -> FrameStatus {
        let Some(frame) = Frame::parse(text) else {
            return FrameStatus::Foreign;
        };
        if self.set.is_none() {
            self.set = Some(frame.set.clone());
            self.parts = vec![None; frame.of];
        }
        if self.set.as_ref() != Some(&frame.set) || self.parts.len() != frame.of {
            return FrameStatus::OtherSet;
        }
        let place = &mut self.parts[frame.index];
        if place.is_some() {
            return FrameStatus::Repeated;
        }
        *place = Some(frame.part);
        if self.parts.iter().any(Option::is_none) {
            return self.progress();
        }
        let parts = std::mem::take(self).parts;
        let bytes: Vec<u8> = parts.into_iter().flatten().flatten().collect();
        match String::from_utf8(bytes) {
            Ok(text) if Set::of(&text) == frame.set => FrameStatus::Whole(text),
            _ => FrameStatus::Damaged,
        }
    }

    pub(super) fn progress(&self) -> FrameStatus {
        FrameStatus::Partial {
            have: self.parts.iter().flatten().count(),
            of: self.parts.len(),
        }
    }
}

/// Identifies a set: the text's name and the number of its frames.
pub(super) type SetName = (Set, usize);

/// The set that a code belongs to; an unframed text is a set of one.
pub(super) fn set_of(text: &str) -> SetName {
    match Frame::parse(text) {
        Some(frame) => (frame.set, frame.of),
        None => (Set::of(text), 1),
    }
}

/// The first eight digits of a text's SHA-256, in upper case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Set(String);

impl Set {
    fn of(text: &str) -> Self {
        Self(sha256(text)[..8].to_ascii_uppercase())
    }

    fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F');
        (text.len() == 8 && text.bytes().all(is_digit)).then(|| Self(text.to_owned()))
    }
}

struct Frame {
    set: Set,
    /// From 0; below `of`, which is at most [`MAX_FRAMES`].
    index: usize,
    of: usize,
    part: Vec<u8>,
}

impl Frame {
    /// Parses a frame, if it is written exactly as [`fmt::Display`] writes it.
    fn parse(text: &str) -> Option<Self> {
        let mut pieces = text.strip_prefix(MARK)?.split('.');
        let set = Set::parse(pieces.next()?)?;
        let number: usize = pieces.next()?.parse().ok()?;
        let of = pieces.next()?.parse().ok()?;
        let part = from_base32(pieces.next()?)?;
        if of < number || MAX_FRAMES < of || PART < part.len() {
            return None;
        }
        let index = number.checked_sub(1)?;
        let frame = Self {
            set,
            index,
            of,
            part,
        };
        (frame.to_string() == text).then_some(frame)
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Set(set), number, part) = (&self.set, self.index + 1, base32(&self.part));
        write!(f, "{MARK}{set}.{number}.{}.{part}", self.of)
    }
}

fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity((bytes.len() * 8).div_ceil(5));
    for chunk in bytes.chunks(5) {
        let at = |index| u64::from(chunk.get(index).copied().unwrap_or_default());
        let bits = (0..5).fold(0, |bits, index| bits << 8 | at(index));
        for digit in 0..(chunk.len() * 8).div_ceil(5) {
            let [.., low] = (bits >> (35 - 5 * digit)).to_be_bytes();
            text.push(char::from(DIGITS[usize::from(low & 31)]));
        }
    }
    text
}

/// `None` if a character is no digit. Trailing bits that make no byte are ignored.
fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    for chunk in text.as_bytes().chunks(8) {
        let mut bits = 0;
        for index in 0..8 {
            let digit = match chunk.get(index) {
                Some(char) => DIGITS.iter().position(|digit| digit == char)?,
                None => 0,
            };
            bits = bits << 5 | digit as u64;
        }
        bytes.extend_from_slice(&bits.to_be_bytes()[3..][..chunk.len() * 5 / 8]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_32_is_that_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY"),
            ("fo", "MZXQ"),
            ("foo", "MZXW6"),
            ("foob", "MZXW6YQ"),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text), Some(bytes.into()));
        }
        assert_eq!(from_base32("MZXW6YTBO1"), None);
    }

    #[test]
    fn a_short_ascii_text_needs_no_frame() {
        assert_eq!(frames("ABC").unwrap(), ["ABC"]);
        assert_eq!(frames(&"x".repeat(MAX_BYTES)).unwrap().len(), 1);
        assert_eq!(frames(&"x".repeat(MAX_BYTES + 1)).unwrap().len(), 2);
        // printf 陈 | sha256sum
        assert_eq!(frames("陈").unwrap(), ["TVQ1.C3A05BD5.1.1.5GMYQ"]);
        assert_eq!(frames("").unwrap(), ["TVQ1.E3B0C442.1.1."]);
        // A text that looks like a frame is framed.
        let [frame] = &frames(MARK).unwrap()[..] else {
            unreachable!()
        };
        assert_eq!(
            Frames::default().add(frame),
            FrameStatus::Whole(MARK.into())
        );
    }

    #[test]
    fn a_text_of_too_many_frames_is_refused() {
        let most = MAX_FRAMES * PART;
        let longest = frames(&"x".repeat(most)).unwrap();
        assert_eq!(longest.len(), MAX_FRAMES);
        let bytes = most + 1;
        let error = frames(&"x".repeat(bytes)).unwrap_err();
        assert_eq!(error, TooLong { bytes, most });
    }

    #[test]
    fn each_frame_is_told_from_the_others() {
        let [one, other] =
            [frames(&"一".repeat(200)), frames(&"二".repeat(200))].map(Result::unwrap);
        assert_eq!(one.len(), 3);
        let mut collected = Frames::default();
        assert_eq!(
            collected.add(&one[2]),
            FrameStatus::Partial { have: 1, of: 3 }
        );
        assert_eq!(collected.add(&other[0]), FrameStatus::OtherSet);
        assert_eq!(collected.add("https://example.com"), FrameStatus::Foreign);
        assert_eq!(collected.add(&one[2]), FrameStatus::Repeated);
        assert_eq!(
            collected.add(&one[0]),
            FrameStatus::Partial { have: 2, of: 3 }
        );
        let of_another_count = one[1].replace(".2.3.", ".2.2.");
        assert_eq!(collected.add(&of_another_count), FrameStatus::OtherSet);
        assert_eq!(collected.add(&one[1]), FrameStatus::Whole("一".repeat(200)));
        assert_eq!(
            collected.add(&other[0]),
            FrameStatus::Partial { have: 1, of: 3 }
        );
    }

    #[test]
    fn frames_of_a_wrong_sum_give_no_text() {
        let whole = frames(&"一".repeat(200)).unwrap();
        let mut collected = Frames::default();
        let damaged = whole[0].replace("4S", "4T");
        assert_ne!(damaged, whole[0]);
        for frame in [&damaged, &whole[1]] {
            assert!(matches!(collected.add(frame), FrameStatus::Partial { .. }));
        }
        assert_eq!(collected.add(&whole[2]), FrameStatus::Damaged);
        assert_eq!(
            collected.add(&whole[2]),
            FrameStatus::Partial { have: 1, of: 3 }
        );
    }

    #[test]
    fn what_is_not_written_just_so_is_foreign() {
        let frame = &frames("陈").unwrap()[0];
        assert!(matches!(
            Frames::default().add(frame),
            FrameStatus::Whole(_)
        ));
        for (from, to) in [
            ("TVQ1", "TVQ2"),
            ("C3A0", "c3a0"),
            ("C3A0", "C3A"),
            ("1.1", "01.1"),
            ("1.1", "+1.1"),
            ("1.1", "0.1"),
            ("1.1", "2.1"),
            ("1.1", "1.100"),
            ("1.1", "1.99999999999999999999999"),
            ("5GMYQ", "46MZR"),
            ("5GMYQ", "5GMYQA"),
            ("5GMYQ", "5gmyq"),
            ("5GMYQ", "5GMYQ."),
            ("5GMYQ", "5GMYQ "),
            (".5GMYQ", ""),
            ("TVQ1", " TVQ1"),
        ] {
            let other = frame.replace(from, to);
            assert_ne!(&other, frame);
            assert_eq!(
                Frames::default().add(&other),
                FrameStatus::Foreign,
                "{other}"
            );
        }
        let long = format!("TVQ1.C3A05BD5.1.1.{}", "A".repeat(464));
        assert_eq!(Frames::default().add(&long), FrameStatus::Foreign);
    }
}
