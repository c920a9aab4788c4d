//! The common frame of all our files: a mark, a version, a check sum, and the data.
//!
//! Invariant: no damage goes undetected. The check sum covers the data to the letter, and the rest
//! of the file is only names that must be there.

mod error;
mod reader;
mod surroundings;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest as _, Sha256};

pub use error::{BackupPart, FileError};
pub(super) use reader::{FileReader, Frame};

/// The mark of a backup.
pub(super) const BACKUP: &str = "trust-velocity-backup";
/// The mark of an exercise with its key.
pub(super) const EXERCISE: &str = "trust-velocity-exercise";
/// The mark of a session with its submissions.
pub(super) const SESSION: &str = "trust-velocity-session";
/// The mark of a live class that goes to another device.
pub(super) const HANDOVER: &str = "trust-velocity-handover";
/// The mark of a text encrypted with a passphrase.
pub(super) const SEALED: &str = "trust-velocity-sealed";

/// The version of the files that this app writes; it reads every one from 1.
fn version_of(format: &str) -> u32 {
    match format {
        // Of backups version 2 added self-assessments and requests, version 3 exercises and sessions,
        // version 4 promises. Of sessions version 2 added former answers, version 3 what version 2 of an
        // exercise did, version 4 a second round.
        BACKUP | SESSION => 4,
        // Version 2 added readings, and questions of time points.
        EXERCISE => 2,
        _ => 1,
    }
}

/// The most bytes of a file that is read: ten times the capacity of a browser's storage.
pub const MAX_BYTES: usize = 50_000_000;

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

/// The data of a file whose check sum matches.
pub(super) fn parse<'a, T: Deserialize<'a>>(data: &'a str) -> Result<T, FileError> {
    serde_json::from_str(data).map_err(malformed)
}

pub(super) fn malformed(error: impl ToString) -> FileError {
    FileError::Malformed(error.to_string())
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
            r#"{{"format":"trust-velocity-backup","v":4,"sha256":"{sum}","data":["陈工"]}}"#
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
        assert_eq!(with("\"v\":4", "\"v\":5"), FileError::TooNew { found: 5 });
        assert_eq!(with("\"v\":4", "\"v\":0"), FileError::NoSuchVersion(0));
        assert_eq!(with("\"v\":4", "\"v\":-1"), FileError::Altered);
        assert_eq!(with("\"v\":4", "\"v\":4,\"more\":1"), FileError::Altered);
        assert_eq!(with("陈", "程"), FileError::Altered);
        assert_eq!(with("[\"陈", "[ \"陈"), FileError::Altered);
        assert_eq!(with("工\"]}", ""), FileError::Truncated);
        assert_eq!(
            read(&" ".repeat(MAX_BYTES + 1)),
            Err(FileError::TooLarge(MAX_BYTES + 1))
        );
    }
}
