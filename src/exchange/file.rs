//! The common frame of all our files: a mark, a version, a check sum, and the data.
//!
//! Invariant: no damage goes undetected. The check sum covers the data to the letter, and the rest
//! of the file is only names that must be there.

use std::{mem, ops::Range};

use serde::{Deserialize, Serialize, de::IgnoredAny};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

use super::walk::{Walk, WalkError};
use crate::documents::DecodeError;

/// The mark of a backup.
pub(super) const BACKUP: &str = "trust-velocity-backup";
/// The mark of an exercise with its key.
pub(super) const EXERCISE: &str = "trust-velocity-exercise";
/// The mark of a session with its submissions.
pub(super) const SESSION: &str = "trust-velocity-session";
/// The mark of a text encrypted with a passphrase.
pub(super) const SEALED: &str = "trust-velocity-sealed";

/// The version of the files that this app writes; it reads every one from 1.
fn version_of(format: &str) -> u32 {
    match format {
        // Version 2 added self-assessments and requests, version 3 exercises and sessions.
        BACKUP => 3,
        // Version 2 added former answers.
        SESSION => 2,
        _ => 1,
    }
}

/// The most bytes of a file that is read: ten times the capacity of a browser's storage.
pub const MAX_BYTES: usize = 50_000_000;

/// A text is no file of this app, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// The text is empty.
    #[error("the file is empty")]
    Empty,
    /// Over [`MAX_BYTES`]; the number of bytes.
    #[error("the file has {0} bytes, the most is {MAX_BYTES}")]
    TooLarge(usize),
    /// Not a file of this app, or another kind of its files.
    #[error("the file is none of this kind")]
    Foreign,
    /// The text ends before the file does.
    #[error("the file was cut off")]
    Truncated,
    /// An editor saved it in another encoding than UTF-8.
    #[error("the file was saved anew in another encoding")]
    OtherEncoding,
    /// The data no longer matches the check sum.
    #[error("the file was altered")]
    Altered,
    /// Written by a newer app: the file, or a document in it.
    #[error("version {found} is newer than this app")]
    TooNew {
        /// The version found.
        found: u32,
    },
    /// A version that never existed.
    #[error("there is no version {0}")]
    NoSuchVersion(u32),
    /// The check sum matches, yet the data does not have the format of its version.
    #[error("not the shape of this version: {0}")]
    Malformed(String),
    /// The check sum matches, yet the counts are not those of the records.
    #[error("the counts are not those of the records")]
    CountsDiffer,
    /// The check sum matches, yet a document in it cannot be read.
    #[error("the document of {part:?}: {reason}")]
    Document {
        /// The document.
        part: BackupPart,
        /// The reason.
        reason: DecodeError,
    },
}

/// A document of a backup; if there are several of a kind, with its position in the file, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackupPart {
    /// A client.
    Client(usize),
    /// The settings.
    Settings,
    /// The person's name and self-assessments.
    Myself,
    /// An own exercise.
    Exercise(usize),
    /// A session.
    Session(usize),
}

#[derive(Serialize)]
struct Envelope<'a> {
    format: &'a str,
    v: u32,
    sha256: &'a str,
    data: &'a RawValue,
}

/// The text of a file: the data with this mark.
pub(super) fn write(format: &'static str, data: &impl Serialize) -> Result<String, FileError> {
    let data = serde_json::value::to_raw_value(data).map_err(malformed)?;
    let envelope = Envelope {
        format,
        v: version_of(format),
        sha256: &sha256(data.get()),
        data: &data,
    };
    serde_json::to_string(&envelope).map_err(malformed)
}

/// The mark of a file, and the JSON of its data to the letter. U+FFFD stands for each byte that is not
/// UTF-8.
pub(super) fn read(text: &str) -> Result<(&'static str, &str), FileError> {
    let mut reader = FileReader::new(text)?;
    loop {
        if let Some(frame) = reader.step(text)? {
            return Ok((frame.format, text.get(frame.data).unwrap_or_default()));
        }
    }
}

/// A file whose check sum matches.
#[derive(Default)]
pub(super) struct Frame {
    /// The mark.
    pub(super) format: &'static str,
    /// Where the data are in the text.
    pub(super) data: Range<usize>,
    /// The data, if they are an object, with its arrays emptied.
    pub(super) head: String,
    /// Those arrays: the name of each with its quotation marks, and its position in the text.
    pub(super) arrays: Vec<(String, usize)>,
}

/// Reads a file step by step: none takes longer than a part of the data does.
pub(super) struct FileReader {
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

/// What a [`FileReader`] is in.
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
    pub(super) fn new(text: &str) -> Result<Self, FileError> {
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
    pub(super) fn step(&mut self, text: &str) -> Result<Option<Frame>, FileError> {
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
    pub(super) fn progress(&self) -> usize {
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
        let format = [BACKUP, SEALED, EXERCISE, SESSION]
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

/// The data of a file whose check sum matches.
pub(super) fn parse<'a, T: Deserialize<'a>>(data: &'a str) -> Result<T, FileError> {
    serde_json::from_str(data).map_err(malformed)
}

pub(super) fn malformed(error: impl ToString) -> FileError {
    FileError::Malformed(error.to_string())
}

/// Where the file is in a text, without what editors and chat apps add: a byte order mark, white space,
/// a code fence, quotation marks. A file begins and ends with a brace.
fn bare(text: &str) -> Range<usize> {
    let around = |char: char| char.is_whitespace() || "\u{feff}\u{200b}`\"'“”‘’「」".contains(char);
    let rest = text.trim_start_matches(around);
    let rest = rest.strip_prefix("json").map_or(rest, str::trim_start);
    let start = text.len() - rest.len();
    start..start + rest.trim_end_matches(around).len()
}

/// Whether a text that is no valid JSON was a file of this app, by its beginning.
fn looks_like_ours(text: &str) -> bool {
    let start: String = text.chars().take(60).collect();
    start.contains("trust-velocity-") || r#"{"format":"trust-velocity-"#.starts_with(&start)
}

/// Whether a file of this app was read as UTF-8 and is none: of UTF-16, where every other byte of a
/// Latin letter is zero, or of one as GBK, where most of what is not ASCII is no UTF-8.
fn is_of_other_encoding(text: &str) -> bool {
    let start: String = text.chars().take(150).filter(|c| *c != '\0').collect();
    if !start.contains("trust-velocity-") {
        return false;
    }
    let foreign = text.chars().filter(|c| !c.is_ascii());
    let (invalid, valid) = foreign.fold((0, 0), |(invalid, valid), c| match c {
        char::REPLACEMENT_CHARACTER => (invalid + 1, valid),
        _ => (invalid, valid + 1),
    });
    // A damaged byte or two are no other encoding.
    text.contains('\0') || 2 < invalid && valid <= invalid
}

/// The SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal digits.
pub fn sha256(text: &str) -> String {
    hexadecimal(&Sha256::digest(text))
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut digits = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        // Writing to a `String` never fails.
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written() -> String {
        write(BACKUP, &["陈工"]).unwrap()
    }

    #[test]
    fn the_check_sum_is_that_of_the_data_to_the_letter() {
        // printf '["陈工"]' | sha256sum
        let sum = "817e09c25639e378d7dc3fe4c8f8c6b122db88964d189aaed32b42ebd7e0f4dc";
        let file = format!(
            r#"{{"format":"trust-velocity-backup","v":3,"sha256":"{sum}","data":["陈工"]}}"#
        );
        assert_eq!(written(), file);
        assert_eq!(read(&file), Ok((BACKUP, "[\"陈工\"]")));
    }

    #[test]
    fn what_chat_apps_put_around_a_text_is_let_be() {
        let file = written();
        for around in [
            format!("\u{feff}{file}\r\n"),
            format!("\n```json\n{file}\n```\n"),
            format!("```\n{file}```"),
            format!("“{file}”"),
            format!("\u{3000}「{file}」"),
        ] {
            assert_eq!(read(&around), read(&file), "{around}");
        }
        assert_eq!(read(&format!("{file}{file}")), Err(FileError::Altered));
    }

    #[test]
    fn another_encoding_is_told() {
        let file = write(BACKUP, &["陈工", "王总"]).unwrap();
        let utf_16: Vec<u16> = file.encode_utf16().collect();
        let little: Vec<u8> = utf_16.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let big: Vec<u8> = utf_16.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        let (gbk, _, _) = encoding_rs::GBK.encode(&file);
        for bytes in [
            [&[0xff, 0xfe], &little[..]].concat(),
            [&[0xfe, 0xff], &big[..]].concat(),
            little,
            big,
            gbk.into_owned(),
        ] {
            let text = String::from_utf8_lossy(&bytes);
            assert_eq!(read(&text), Err(FileError::OtherEncoding), "{text}");
        }
        let damaged = file.replacen('陈', "\u{fffd}\u{fffd}", 1);
        assert_eq!(read(&damaged), Err(FileError::Altered));
        assert_eq!(read("P\0K\0"), Err(FileError::Foreign));
    }

    #[test]
    fn each_damage_has_its_error() {
        let with = |from: &str, to: &str| {
            let file = written();
            assert!(file.contains(from), "{from}");
            read(&file.replace(from, to)).map(drop).unwrap_err()
        };
        for empty in ["", " \n", "\u{feff}", "```\n```"] {
            assert_eq!(read(empty), Err(FileError::Empty), "{empty:?}");
        }
        for foreign in [
            "hello",
            "{}",
            "[1,2]",
            "{\"v\":1}",
            "<html>",
            "{\"format\":\"x\",\"v\":",
        ] {
            assert_eq!(read(foreign), Err(FileError::Foreign), "{foreign}");
        }
        assert_eq!(with("velocity-backup", "velocity-else"), FileError::Foreign);
        assert_eq!(with("\"v\":3", "\"v\":4"), FileError::TooNew { found: 4 });
        assert_eq!(with("\"v\":3", "\"v\":0"), FileError::NoSuchVersion(0));
        assert_eq!(with("\"v\":3", "\"v\":-1"), FileError::Altered);
        assert_eq!(with("\"v\":3", "\"v\":3,\"more\":1"), FileError::Altered);
        assert_eq!(with("陈", "程"), FileError::Altered);
        assert_eq!(with("[\"陈", "[ \"陈"), FileError::Altered);
        assert_eq!(with("工\"]}", ""), FileError::Truncated);
        assert_eq!(
            read(&" ".repeat(MAX_BYTES + 1)),
            Err(FileError::TooLarge(MAX_BYTES + 1))
        );
    }
}
