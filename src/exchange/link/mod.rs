//! Messages between two people as a link, a code or a short text: a request for a rating and the
//! answer to it, an exercise for a class and the submissions of its trainees, an invitation to a team and
//! the reports of its sellers.
//!
//! Format: base64url (no padding) of version, kind, four bytes of check sum, in version 4 a public key and a
//! signature of 64 bytes each, and the deflated content. The sum detects damage; it is none, and anyone who has a link can read its
//! content, unless the answer in it is encrypted. Invariant: reading returns the written value.
//!
//! A message is found in any text that it was put into: within a sentence, broken over lines and
//! quoted, rewritten by a link checker, percent-encoded more than once. Its deflated content tells
//! where it ends, so its pieces are joined in one go, and the check sum decides.

mod answer;
mod assignment;
mod exercise;
mod pasted;
mod request;
mod several;
mod submission;
mod team;
mod unescape;

use base64::{
    Engine as _,
    alphabet::URL_SAFE,
    engine::general_purpose::{GeneralPurpose, NO_PAD, URL_SAFE_NO_PAD as BASE64URL},
};
use miniz_oxide::{
    deflate::compress_to_vec,
    inflate::{
        TINFLStatus,
        core::{DecompressorOxide, decompress},
        decompress_to_vec_with_limit,
    },
};
use pasted::{Candidate, Pasted};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest as _, Sha256};

use crate::domain::{
    classroom::Round,
    exercise::{Case, Task},
};

pub use answer::{Answered, Response, SealedResponse};
pub use assignment::{Assigned, Assignment, KeyError};
pub use exercise::{find_exercise, write_exercise};
pub use request::{Asked, Invitation};
pub use submission::{
    FoundSubmissions, SubmissionReader, find_submissions, signed_content, write_signed_submission,
    write_submission,
};
pub use team::{
    FoundReports, SealedReport, find_reports, find_team_invitation, read_report, report_content,
    write_team_invitation,
};

/// The version of the texts that this app writes, but for those below.
const VERSION: u8 = 1;

/// That of an exercise, or of a class with an exercise of its trainer's, which asks what version 1 does
/// not know: readings, or questions of time points.
const READING_VERSION: u8 = 2;

/// That of a class link or a submission of the second round, and of the link of a live class or a live team,
/// whose answers and reports come by themselves: versions 1 and 2 know none of them.
const ASKS_MORE_VERSION: u8 = 3;

/// That of a signed submission, which has its proof before the content.
const SIGNED_VERSION: u8 = 4;

/// The bytes of a proof: a public key and a signature.
const PROOF_BYTES: usize = 128;

/// The most bytes that the content may inflate to: enough for any exercise that fits the codes.
const MOST_BYTES: usize = 128 * 1024;

/// The most characters of a link that chat apps do not cut.
pub const MOST_CHARS: usize = 2_000;

/// The most bytes of a text in which one message is looked for. Content of [`MOST_BYTES`] that cannot
/// be compressed has 175,000 characters.
pub const MOST_PASTED_BYTES: usize = 300_000;

/// The most candidates that are tried for one message.
const MOST_CANDIDATES: usize = 64;

/// Decodes base64url that may be cut between any two characters.
const ANY_END: GeneralPurpose =
    GeneralPurpose::new(&URL_SAFE, NO_PAD.with_decode_allow_trailing_bits(true));

/// The kind of a message; its second byte.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Invitation = 1,
    Response = 2,
    SealedResponse = 3,
    Assignment = 4,
    Submission = 5,
    Exercise = 6,
    TeamInvitation = 7,
    Report = 8,
}

impl Kind {
    const ALL: [Self; 8] = [
        Self::Invitation,
        Self::Response,
        Self::SealedResponse,
        Self::Assignment,
        Self::Submission,
        Self::Exercise,
        Self::TeamInvitation,
        Self::Report,
    ];
}

/// A text from which no message can be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Longer than any message, and the text around it.
    #[error("over {MOST_PASTED_BYTES} bytes")]
    TooLong,
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

/// The version of the text that carries a case.
fn version_of(case: &Case) -> u8 {
    let reads = case.tasks.iter().any(|it| matches!(it, Task::Reading(_)));
    let asks = case.points.iter().any(|point| point.question.is_some());
    if reads || asks {
        READING_VERSION
    } else {
        VERSION
    }
}

/// The version of the text that is of a round, if that of the first round is `version`.
const fn version_in(round: Round, version: u8) -> u8 {
    match round {
        Round::First => version,
        Round::Second => ASKS_MORE_VERSION,
    }
}

/// Encodes a content.
fn write(kind: Kind, content: &impl Serialize) -> Result<String, LinkError> {
    write_as(VERSION, kind, content)
}

/// Encodes a content as one of a version.
fn write_as(version: u8, kind: Kind, content: &impl Serialize) -> Result<String, LinkError> {
    let json = serde_json::to_vec(content).map_err(malformed)?;
    write_json(version, kind, &[], &json)
}

/// Encodes the JSON of a content as one of a version, with the proof that it has.
fn write_json(version: u8, kind: Kind, proof: &[u8], json: &[u8]) -> Result<String, LinkError> {
    /// The strongest compression that is fast at this size.
    const LEVEL: u8 = 9;
    // Readers refuse longer ones.
    if MOST_BYTES < json.len() {
        return Err(malformed(format!("over {MOST_BYTES} bytes")));
    }
    let head = [version, kind as u8];
    let body = [proof, &compress_to_vec(json, LEVEL)].concat();
    Ok(BASE64URL.encode([&head[..], &sum(head, &body), &body].concat()))
}

/// A decoded message.
struct Message {
    kind: Kind,
    /// The public key and the signature, if it is signed.
    proof: Option<[u8; PROOF_BYTES]>,
    json: Vec<u8>,
    /// The characters that it took of its candidate's run.
    chars: usize,
}

/// Decodes the message at a candidate: its word alone, or as much of its run as its content takes.
fn read(candidate: Candidate<'_>) -> Result<Message, LinkError> {
    let Candidate { word, run } = candidate;
    let joined = || run.get(..message_chars(run)?);
    let texts = [Some(word), joined(), Some(run)].into_iter().flatten();
    for text in texts {
        match read_whole(text) {
            Err(LinkError::Damaged) => {}
            done => return done,
        }
    }
    Err(if candidate.is_long() {
        LinkError::Damaged
    } else {
        LinkError::Foreign
    })
}

/// Whether a message may begin here: an ordinary word begins like none.
fn may_be_message(candidate: Candidate<'_>) -> bool {
    let head = candidate
        .run
        .get(..4)
        .and_then(|head| ANY_END.decode(head).ok());
    // “Again” begins like an exercise of version 2, which is in pieces of a line at least.
    let is_short = |head: &[u8]| is_known(head) && head != [READING_VERSION, Kind::Exercise as u8];
    candidate.is_long() || head.is_some_and(|head| head.get(..2).is_some_and(is_short))
}

/// Whether some bytes begin with a version and a kind that it has.
fn is_known(bytes: &[u8]) -> bool {
    let is_of = |kinds: &[Kind], kind: &u8| kinds.iter().any(|known| *known as u8 == *kind);
    match bytes {
        [VERSION, kind, ..] => is_of(&Kind::ALL, kind),
        [READING_VERSION, kind, ..] => is_of(&[Kind::Assignment, Kind::Exercise], kind),
        [ASKS_MORE_VERSION, kind, ..] => is_of(
            &[Kind::Assignment, Kind::Submission, Kind::TeamInvitation],
            kind,
        ),
        [SIGNED_VERSION, kind, ..] => is_of(&[Kind::Submission], kind),
        _ => false,
    }
}

/// Decodes a text that is a message and nothing else.
fn read_whole(text: &str) -> Result<Message, LinkError> {
    let bytes = BASE64URL.decode(text).map_err(|_| LinkError::Damaged)?;
    let Some((&[version, kind, a, b, c, d], body)) = bytes.split_first_chunk() else {
        return Err(LinkError::Damaged);
    };
    if [a, b, c, d] != sum([version, kind], body) {
        return Err(LinkError::Damaged);
    }
    if SIGNED_VERSION < version || (version == SIGNED_VERSION && kind != Kind::Submission as u8) {
        return Err(LinkError::TooNew { found: version });
    }
    let kind = Kind::ALL.into_iter().find(|known| *known as u8 == kind);
    let kind = kind.ok_or(LinkError::OtherKind)?;
    let (proof, deflated) = proof_of(version, body).ok_or(LinkError::Damaged)?;
    let inflated = decompress_to_vec_with_limit(deflated, MOST_BYTES);
    let json = inflated.map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => LinkError::Malformed(format!("over {MOST_BYTES} bytes")),
        _ => LinkError::Damaged,
    })?;
    let chars = text.len();
    Ok(Message {
        kind,
        proof,
        json,
        chars,
    })
}

/// The proof of a message and its deflated content, from what follows the check sum; `None` if it is cut.
fn proof_of(version: u8, body: &[u8]) -> Option<(Option<[u8; PROOF_BYTES]>, &[u8])> {
    if version != SIGNED_VERSION {
        return Some((None, body));
    }
    let (proof, deflated) = body.split_first_chunk()?;
    Some((Some(*proof), deflated))
}

/// The characters of the message that a text begins with, by the end of its deflated content; `None`
/// if the content does not end.
fn message_chars(text: &str) -> Option<usize> {
    // Most messages are short, and most texts that begin like one are none.
    for most in [2_000, 20_000, usize::MAX] {
        let part = text.get(..most).unwrap_or(text);
        let whole = part.len() - usize::from(part.len() % 4 == 1);
        let bytes = ANY_END.decode(part.get(..whole)?).ok()?;
        let (&[version, ..], body) = bytes.split_first_chunk::<6>()?;
        if !is_known(&bytes) {
            return None;
        }
        let (_, deflated) = proof_of(version, body)?;
        if let Some(length) = deflated_bytes(deflated) {
            let head = bytes.len() - deflated.len();
            return Some((8 * (head + length)).div_ceil(6));
        }
        if part.len() == text.len() {
            break;
        }
    }
    None
}

/// The length of the deflated content that some bytes begin with.
fn deflated_bytes(bytes: &[u8]) -> Option<usize> {
    /// How far back deflated content refers.
    const WINDOW: usize = 32 * 1024;
    let mut inflater = Box::<DecompressorOxide>::default();
    let mut window = vec![0; WINDOW];
    let (mut read, mut written) = (0, 0);
    while written <= MOST_BYTES {
        let (status, taken, made) = decompress(
            &mut inflater,
            bytes.get(read..)?,
            &mut window,
            written % WINDOW,
            0,
        );
        (read, written) = (read + taken, written + made);
        match status {
            TINFLStatus::Done => return Some(read),
            TINFLStatus::HasMoreOutput => {}
            _ => return None,
        }
    }
    None
}

/// The first readable message in a text; else the error of the last one in our format.
fn find<T>(
    text: &str,
    parse: impl Fn(Kind, &[u8]) -> Result<T, LinkError>,
) -> Result<T, LinkError> {
    if MOST_PASTED_BYTES < text.len() {
        return Err(LinkError::TooLong);
    }
    let pasted = Pasted::parse(text);
    let candidates = (0..pasted.word_count()).filter_map(|at| pasted.candidate(at, text.len()));
    let mut last_error = LinkError::Foreign;
    let candidates = candidates.filter(|candidate| may_be_message(*candidate));
    for candidate in candidates.take(MOST_CANDIDATES) {
        match read(candidate).and_then(|message| parse(message.kind, &message.json)) {
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
mod tests;
