//! Reads a file in steps, so that a page can draw between two.
//!
//! Invariant: no step takes longer than a part of the data does, and a frame is given only once the sum
//! of its data matches.

use std::{mem, ops::Range};

use serde::{Deserialize, de::IgnoredAny};
use sha2::{Digest as _, Sha256};

use super::{
    BACKUP, EXERCISE, FileError, HANDOVER, MAX_BYTES, SEALED, SESSION, hexadecimal,
    surroundings::{bare, is_of_other_encoding, looks_like_ours},
    version_of,
};
use crate::exchange::walk::{Walk, WalkError};

/// A file whose check sum matches.
#[derive(Default)]
pub(in crate::exchange) struct Frame {
    /// The mark.
    pub(in crate::exchange) format: &'static str,
    /// The range of the data in the text.
    pub(in crate::exchange) data: Range<usize>,
    /// The data, if they are an object, with its arrays emptied.
    pub(in crate::exchange) head: String,
    /// Those arrays: the name of each with its quotation marks, and its position in the text.
    pub(in crate::exchange) arrays: Vec<(String, usize)>,
}

/// Reads a file step by step: none takes longer than a part of the data does.
pub(in crate::exchange) struct FileReader {
    /// The text without what is around the file.
    bare: Range<usize>,
    walk: Walk,
    level: Level,
    /// The file with its data emptied.
    envelope: String,
    frame: Frame,
    sum: Sha256,
    summed: usize,
}

/// The array or object that a [`FileReader`] is in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Start,
    File,
    Data,
    Array,
    /// Behind the file: its sum is computed.
    Sum,
}

impl FileReader {
    /// How many bytes are summed in one step.
    const SUMMED: usize = 64 * 1024;

    /// Begins to read a text.
    ///
    /// # Errors
    /// [`FileError::TooLarge`], [`FileError::Empty`].
    pub(in crate::exchange) fn new(text: &str) -> Result<Self, FileError> {
        if MAX_BYTES < text.len() {
            return Err(FileError::TooLarge(text.len()));
        }
        let bare = bare(text);
        if bare.is_empty() {
            return Err(FileError::Empty);
        }
        Ok(Self {
            walk: Walk::before(bare.start),
            bare,
            level: Level::Start,
            envelope: String::new(),
            frame: Frame::default(),
            sum: Sha256::new(),
            summed: 0,
        })
    }

    /// Goes on with the same text; the frame once all of it was read.
    ///
    /// # Errors
    /// [`FileError`].
    pub(in crate::exchange) fn step(&mut self, text: &str) -> Result<Option<Frame>, FileError> {
        let bare = text.get(..self.bare.end).unwrap_or_default();
        self.step_in(bare).map_err(|error| match error {
            FileError::Foreign | FileError::Truncated | FileError::Altered
                if is_of_other_encoding(self.bare(text)) =>
            {
                FileError::OtherEncoding
            }
            error => error,
        })
    }

    /// How many bytes have been walked over, and how many summed.
    pub(in crate::exchange) fn progress(&self) -> usize {
        self.walk.at() + self.summed
    }

    fn bare<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.bare.clone()).unwrap_or_default()
    }

    fn step_in(&mut self, text: &str) -> Result<Option<Frame>, FileError> {
        if self.level != Level::Sum {
            let walked = self.walk_on(text);
            walked.map_err(|error| self.reason(text, error))?;
            if self.level == Level::Sum {
                self.frame.format = self.check_envelope(text)?;
            }
            return Ok(None);
        }
        let data = text.as_bytes().get(self.frame.data.clone());
        let rest = data.and_then(|data| data.get(self.summed..));
        let rest = rest.unwrap_or_default();
        let part = rest.get(..Self::SUMMED).unwrap_or(rest);
        self.sum.update(part);
        self.summed += part.len();
        if part.len() < rest.len() {
            return Ok(None);
        }
        let envelope: ReadEnvelope =
            serde_json::from_str(&self.envelope).map_err(|_| FileError::Altered)?;
        if envelope.sha256 != hexadecimal(&self.sum.finalize_reset()) {
            return Err(FileError::Altered);
        }
        Ok(Some(mem::take(&mut self.frame)))
    }

    fn walk_on(&mut self, text: &str) -> Result<(), WalkError> {
        let walk = &mut self.walk;
        match self.level {
            Level::Start if walk.enters(text, b'{')? => {
                self.envelope.push('{');
                self.level = Level::File;
            }
            Level::File if walk.goes_on(text, b'}')? => {
                let key = walk.key(text)?;
                push_key(&mut self.envelope, key);
                if key != "\"data\"" {
                    self.envelope += walk.value(text)?;
                    return Ok(());
                }
                self.envelope.push('0');
                let start = walk.at();
                self.frame.data = start..start;
                if walk.enters(text, b'{')? {
                    self.frame.head.push('{');
                    self.level = Level::Data;
                } else {
                    walk.value(text)?;
                    self.frame.data.end = walk.at();
                }
            }
            Level::Data if walk.goes_on(text, b'}')? => {
                let key = walk.key(text)?;
                push_key(&mut self.frame.head, key);
                let at = walk.at();
                if walk.enters(text, b'[')? {
                    self.frame.head += "[]";
                    self.frame.arrays.push((key.to_owned(), at));
                    self.level = Level::Array;
                } else {
                    self.frame.head += walk.value(text)?;
                }
            }
            Level::Array if walk.goes_on(text, b']')? => _ = walk.value(text)?,
            Level::Array => self.level = Level::Data,
            Level::Data => {
                self.frame.head.push('}');
                self.frame.data.end = walk.at();
                self.level = Level::File;
            }
            Level::File if walk.peek(text) == Err(WalkError::CutShort) => {
                self.envelope.push('}');
                self.level = Level::Sum;
            }
            Level::File | Level::Start => return Err(WalkError::Malformed),
            Level::Sum => {}
        }
        Ok(())
    }

    fn reason(&self, text: &str, error: WalkError) -> FileError {
        let text = self.bare(text);
        match error {
            _ if !looks_like_ours(text) => FileError::Foreign,
            WalkError::CutShort => FileError::Truncated,
            // Cut within a number or a word.
            WalkError::Malformed if !text.ends_with('}') => FileError::Truncated,
            WalkError::Malformed => FileError::Altered,
        }
    }

    /// The mark, if it is one of ours and the version is supported.
    fn check_envelope(&self, text: &str) -> Result<&'static str, FileError> {
        #[derive(Deserialize)]
        struct Head {
            format: String,
            v: u32,
        }
        let head: Head = serde_json::from_str(&self.envelope)
            .map_err(|_| self.reason(text, WalkError::Malformed))?;
        let format = [BACKUP, SEALED, EXERCISE, SESSION, HANDOVER]
            .into_iter()
            .find(|ours| *ours == head.format);
        let format = format.ok_or(FileError::Foreign)?;
        match head.v {
            0 => Err(FileError::NoSuchVersion(0)),
            found if version_of(format) < found => Err(FileError::TooNew { found }),
            _ => Ok(format),
        }
    }
}

/// A file with its data emptied; these fields and no other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReadEnvelope {
    #[serde(rename = "format")]
    _format: IgnoredAny,
    #[serde(rename = "v")]
    _v: IgnoredAny,
    sha256: String,
    #[serde(rename = "data")]
    _data: IgnoredAny,
}

fn push_key(object: &mut String, key: &str) {
    if !object.ends_with('{') {
        object.push(',');
    }
    object.extend([key, ":"]);
}
