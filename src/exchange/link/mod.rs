//! Messages between two people as a link, a code or a short text: a request for a rating and the
//! answer to it, an exercise for a class and the submissions of its trainees.
//!
//! Format: base64url (no padding) of version, kind, four bytes of check sum, and the deflated
//! content. The sum detects damage; it is no signature, and anyone who has a link can read its
//! content, unless the answer in it is encrypted. Invariant: reading returns the written value.

mod answer;
mod assignment;
mod exercise;
mod request;
mod submission;

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use miniz_oxide::{
    deflate::compress_to_vec,
    inflate::{TINFLStatus, decompress_to_vec_with_limit},
};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

pub use answer::{Answered, Response, SealedResponse};
pub use assignment::{Assigned, Assignment, KeyError};
pub use exercise::{find_exercise, write_exercise};
pub use request::{Asked, Invitation};
pub use submission::{FoundSubmissions, find_submissions, write_submission};

/// The version of the texts that this app writes.
const VERSION: u8 = 1;

/// The most bytes that the content may inflate to: enough for any exercise that fits the codes.
const MOST_BYTES: usize = 128 * 1024;

/// The most characters of a link that chat apps do not cut.
pub const MOST_CHARS: usize = 2_000;

/// The kind of a message; its second byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Invitation = 1,
    Response = 2,
    SealedResponse = 3,
    Assignment = 4,
    Submission = 5,
    Exercise = 6,
}

impl Kind {
    const ALL: [Self; 6] = [
        Self::Invitation,
        Self::Response,
        Self::SealedResponse,
        Self::Assignment,
        Self::Submission,
        Self::Exercise,
    ];
}

/// A text from which no message can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// It contains no message of this app.
    #[error("nothing of ours is in the text")]
    Foreign,
    /// It was cut or changed in transit.
    #[error("the text was damaged")]
    Damaged,
    /// Written by a newer app.
    #[error("version {found} is newer than this app")]
    TooNew {
        /// The version found.
        found: u8,
    },
    /// A message of another kind than expected.
    #[error("another kind of text")]
    OtherKind,
    /// The check sum matches, yet the content does not have the format of its version.
    #[error("not the shape of this version: {0}")]
    Malformed(String),
}

/// Encodes a content.
fn write(kind: Kind, content: &impl Serialize) -> Result<String, LinkError> {
    /// The strongest compression that is fast at this size.
    const LEVEL: u8 = 9;
    let json = serde_json::to_vec(content).map_err(malformed)?;
    // Readers refuse longer ones.
    if MOST_BYTES < json.len() {
        return Err(malformed(format!("over {MOST_BYTES} bytes")));
    }
    let head = [VERSION, kind as u8];
    let deflated = compress_to_vec(&json, LEVEL);
    Ok(BASE64URL.encode([&head[..], &sum(head, &deflated), &deflated].concat()))
}

/// Decodes a text to the kind and the JSON of its content.
fn read(text: &str) -> Result<(Kind, Vec<u8>), LinkError> {
    /// The pattern of the first byte of any version.
    const STARTS: [&str; 3] = ["AQ", "Ag", "Aw"];
    if !STARTS.iter().any(|start| text.starts_with(start)) {
        return Err(LinkError::Foreign);
    }
    let bytes = BASE64URL.decode(text).map_err(|_| LinkError::Damaged)?;
    let Some((&[version, kind, a, b, c, d], deflated)) = bytes.split_first_chunk() else {
        return Err(LinkError::Damaged);
    };
    if [a, b, c, d] != sum([version, kind], deflated) {
        return Err(LinkError::Damaged);
    }
    if VERSION < version {
        return Err(LinkError::TooNew { found: version });
    }
    let kind = Kind::ALL.into_iter().find(|known| *known as u8 == kind);
    let kind = kind.ok_or(LinkError::OtherKind)?;
    let inflated = decompress_to_vec_with_limit(deflated, MOST_BYTES);
    let json = inflated.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::Malformed(format!("over {MOST_BYTES} bytes")),
        _ => LinkError::Damaged,
    })?;
    Ok((kind, json))
}

/// The words of a pasted text that may be messages: after `#/…/` in a link, or by themselves. Chat
/// apps add text and parameters around them.
fn candidates(pasted: &str) -> impl Iterator<Item = &str> {
    /// Shorter ones are ordinary words: “Agricultural” begins like a text of version 2.
    const FEWEST_CHARS: usize = 18;
    let is_ours = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    pasted
        .split(move |c| !is_ours(c))
        .filter(|word| FEWEST_CHARS <= word.len())
}

/// The first readable message in a text; else the error of the last one in our format.
fn find<T>(
    pasted: &str,
    parse: impl Fn(Kind, &[u8]) -> Result<T, LinkError>,
) -> Result<T, LinkError> {
    let mut last_error = LinkError::Foreign;
    for word in candidates(pasted) {
        match read(word).and_then(|(kind, json)| parse(kind, &json)) {
            Ok(found) => return Ok(found),
            Err(LinkError::Foreign) => {}
            Err(error) => last_error = error,
        }
    }
    Err(last_error)
}

fn parse<T: DeserializeOwned>(json: &[u8]) -> Result<T, LinkError> {
    serde_json::from_slice(json).map_err(malformed)
}

fn malformed(error: impl ToString) -> LinkError {
    LinkError::Malformed(error.to_string())
}

fn sum(head: [u8; 2], deflated: &[u8]) -> [u8; 4] {
    let digest = Sha256::new().chain_update(head).chain_update(deflated);
    let [a, b, c, d, ..]: [u8; 32] = digest.finalize().into();
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_damage_has_its_error() {
        let text = write(Kind::Response, &["陈工"]).unwrap();
        assert_eq!(read(&text).map(|(_, json)| json), Ok("[\"陈工\"]".into()));
        assert_eq!(read("hello").err(), Some(LinkError::Foreign));
        assert_eq!(read("陈工").err(), Some(LinkError::Foreign));
        for cut in 9..text.len() {
            assert_eq!(read(&text[..cut]).err(), Some(LinkError::Damaged), "{cut}");
        }
        let with = |version, kind: u8, json: &[u8]| {
            let deflated = compress_to_vec(json, 1);
            let head = [version, kind];
            read(&BASE64URL.encode([&head[..], &sum(head, &deflated), &deflated].concat())).err()
        };
        assert_eq!(with(2, 2, b"[]"), Some(LinkError::TooNew { found: 2 }));
        assert_eq!(with(1, 9, b"[]"), Some(LinkError::OtherKind));
        // 200 kB of zeros compress to some 200 bytes.
        let bomb = with(1, 2, &vec![b'0'; 200 * 1024]);
        assert!(matches!(bomb, Some(LinkError::Malformed(_))), "{bomb:?}");
    }

    #[test]
    fn words_around_it_are_let_be() {
        let text = write(Kind::Response, &["陈工"]).unwrap();
        let found = |pasted: &str| find(pasted, |_, json| parse::<Vec<String>>(json));
        for pasted in [
            text.clone(),
            format!("我的回答：{text}。"),
            format!("https://example.org/app/#/answers/{text}?from=singlemessage&isappinstalled=0"),
            format!("internationalisation {text}\n——来自 somebody"),
        ] {
            assert_eq!(found(&pasted), Ok(vec!["陈工".to_owned()]), "{pasted}");
        }
        for words in [
            "just some words",
            "Agriculturalists: Awe-inspiring, internationalisation",
        ] {
            assert_eq!(found(words), Err(LinkError::Foreign));
        }
        let cut = &text[..text.len() - 2];
        assert_eq!(found(&format!("答 {cut}")), Err(LinkError::Damaged));
    }
}
