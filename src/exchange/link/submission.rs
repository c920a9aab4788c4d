//! A trainee's submission as a text or a code.

use serde_json::value::RawValue;

use super::{
    Kind, LinkError, Message, PROOF_BYTES, SIGNED_VERSION, VERSION, malformed,
    several::{Several, beginning_of},
    version_in, write_as, write_json,
};
use crate::{
    documents::{decode_submission, encode_submission},
    domain::{
        NameError,
        classroom::{HandedIn, Signed, Submission},
        live::{PublicKey, Signature},
    },
};

/// The beginning of the signed bytes, so that nothing else that a key signs passes for a submission.
const SIGNED: &[u8] = b"trust-velocity-submission 1 ";

/// Writes the text that carries a submission, which anyone can read.
///
/// # Errors
/// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
///
/// ```
/// use trust_velocity::domain::{EntryId, classroom::{HandedIn, Round, Submission}, exercise::Attempt};
/// use trust_velocity::exchange::link::{find_submissions, write_submission};
/// let submission = Submission {
///     session: EntryId::new(1),
///     id: EntryId::new(7),
///     round: Round::First,
///     edition: 1,
///     name: None,
///     attempt: Attempt::new(Vec::new(), Vec::new()),
/// };
/// let text = write_submission(&submission)?;
/// let found = find_submissions(&format!("班长：{text}\n小李：{}", &text[..20]));
/// assert_eq!(found.submissions, [HandedIn::Unsigned(submission)]);
/// assert_eq!(found.problems.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_submission(submission: &Submission) -> Result<String, LinkError> {
    let json = encode_submission(submission).map_err(malformed)?;
    write_as(
        version_in(submission.round, VERSION),
        Kind::Submission,
        &RawValue::from_string(json).map_err(malformed)?,
    )
}

/// The bytes of a submission that its phone signs.
///
/// # Errors
/// As [`write_submission`].
pub fn signed_content(submission: &Submission) -> Result<Vec<u8>, LinkError> {
    let json = encode_submission(submission).map_err(malformed)?;
    Ok([SIGNED, json.as_bytes()].concat())
}

/// Writes the text of a submission with the public key of its phone, and the signature of
/// [`signed_content`].
///
/// # Errors
/// As [`write_submission`].
pub fn write_signed_submission(
    submission: &Submission,
    key: &PublicKey,
    signature: &Signature,
) -> Result<String, LinkError> {
    let json = encode_submission(submission).map_err(malformed)?;
    let proof = [&key.bytes()[..], signature].concat();
    write_json(SIGNED_VERSION, Kind::Submission, &proof, json.as_bytes())
}

/// The submissions in a pasted text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundSubmissions {
    /// The submissions, in the order of the text.
    pub submissions: Vec<HandedIn>,
    /// Words in our format that gave no submission: how each begins, and the reason.
    pub problems: Vec<(String, LinkError)>,
}

/// Finds every submission in a pasted text, such as a whole chat's.
pub fn find_submissions(pasted: &str) -> FoundSubmissions {
    match SubmissionReader::new(pasted) {
        Ok(mut reader) => reader.read(usize::MAX),
        Err(error) => FoundSubmissions::of_unread(pasted, error),
    }
}

impl FoundSubmissions {
    /// The result for a text that is not searched: its beginning, with the reason.
    pub fn of_unread(pasted: &str, reason: LinkError) -> Self {
        Self {
            submissions: Vec::new(),
            problems: vec![(beginning_of(pasted), reason)],
        }
    }
}

/// Reads the submissions in a long text, part by part.
pub struct SubmissionReader {
    several: Several,
}

impl SubmissionReader {
    /// The most characters of a broken submission: nothing in it is free text, and a whole class's
    /// chat has to be read in a short time whatever is in it.
    const MOST_CHARS: usize = 8_000;

    /// The most bytes of a text that is looked into: twenty classes of 100.
    pub const MOST_BYTES: usize = 2_000_000;

    /// Begins to read a text.
    ///
    /// # Errors
    /// [`LinkError::TooLong`] over [`Self::MOST_BYTES`].
    pub fn new(pasted: &str) -> Result<Self, LinkError> {
        if Self::MOST_BYTES < pasted.len() {
            return Err(LinkError::TooLong);
        }
        Ok(Self {
            several: Several::new(pasted),
        })
    }

    /// How many words have been read, of how many.
    pub const fn progress(&self) -> (usize, usize) {
        self.several.progress()
    }

    /// Whether the text has been read to its end.
    pub const fn is_done(&self) -> bool {
        self.several.is_done()
    }

    /// Reads on, up to so many words that may be submissions.
    pub fn read(&mut self, most: usize) -> FoundSubmissions {
        let (submissions, problems) = self.several.read(most, Self::MOST_CHARS, submission);
        FoundSubmissions {
            submissions,
            problems,
        }
    }
}

/// The submission of a message.
fn submission(message: &Message) -> Result<HandedIn, LinkError> {
    if message.kind != Kind::Submission {
        return Err(LinkError::OtherKind);
    }
    let json = std::str::from_utf8(&message.json).map_err(malformed)?;
    let submission = decode_submission(json).map_err(malformed)?;
    if submission.name.as_ref().is_some_and(|name| !name.is_seen()) {
        return Err(malformed(NameError::Unseen));
    }
    Ok(match message.proof {
        None => HandedIn::Unsigned(submission),
        Some(proof) => HandedIn::Signed(Box::new(signed(submission, &proof, &message.json))),
    })
}

fn signed(claimed: Submission, proof: &[u8; PROOF_BYTES], json: &[u8]) -> Signed {
    let (mut key, mut signature) = ([0; 64], [0; 64]);
    let (first, second) = proof.split_at(key.len());
    key.copy_from_slice(first);
    signature.copy_from_slice(second);
    Signed {
        claimed,
        key: PublicKey::new(key),
        signature,
        content: [SIGNED, json].concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_longer_than_any_chat_is_not_looked_into() {
        let long = "信".repeat(SubmissionReader::MOST_BYTES / 3 + 1);
        let found = find_submissions(&long);
        assert_eq!(found.submissions, []);
        assert_eq!(found.problems, [("信".repeat(16), LinkError::TooLong)]);
        let as_long = "信".repeat(SubmissionReader::MOST_BYTES / 3);
        assert_eq!(find_submissions(&as_long), FoundSubmissions::default());
    }
}
