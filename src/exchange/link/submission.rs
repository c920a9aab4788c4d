//! A trainee's submission as a text or a code.

use serde_json::value::RawValue;

use super::{Kind, LinkError, candidates, malformed, read, write};
use crate::{
    documents::{decode_submission, encode_submission},
    domain::classroom::Submission,
};

/// Writes the text that carries a submission, which anyone can read.
///
/// # Errors
/// [`LinkError::Malformed`] if it cannot be written as JSON, which happens to none.
///
/// ```
/// use trust_velocity::domain::{EntryId, classroom::Submission, exercise::Attempt};
/// use trust_velocity::exchange::link::{find_submissions, write_submission};
/// let submission = Submission {
///     session: EntryId::new(1),
///     id: EntryId::new(7),
///     edition: 1,
///     name: None,
///     attempt: Attempt::new(Vec::new(), Vec::new()),
/// };
/// let text = write_submission(&submission)?;
/// let found = find_submissions(&format!("班长：{text}\n小李：{}", &text[..20]));
/// assert_eq!(found.submissions, [submission]);
/// assert_eq!(found.problems.len(), 1);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn write_submission(submission: &Submission) -> Result<String, LinkError> {
    let json = encode_submission(submission).map_err(malformed)?;
    write(
        Kind::Submission,
        &RawValue::from_string(json).map_err(malformed)?,
    )
}

/// The submissions in a pasted text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FoundSubmissions {
    /// The submissions, in the order of the text.
    pub submissions: Vec<Submission>,
    /// Words in our format that gave no submission: how each begins, and the reason.
    pub problems: Vec<(String, LinkError)>,
}

/// Finds every submission in a pasted text, such as a whole chat's.
pub fn find_submissions(pasted: &str) -> FoundSubmissions {
    /// The number of characters by which a person recognises a text.
    const BEGINNING: usize = 16;
    let mut found = FoundSubmissions::default();
    for word in candidates(pasted) {
        let submission = read(word).and_then(|(kind, json)| match kind {
            Kind::Submission => {
                let json = std::str::from_utf8(&json).map_err(malformed)?;
                decode_submission(json).map_err(malformed)
            }
            _ => Err(LinkError::OtherKind),
        });
        match submission {
            Ok(submission) => found.submissions.push(submission),
            Err(LinkError::Foreign) => {}
            Err(error) => {
                let beginning = word.chars().take(BEGINNING).collect();
                found.problems.push((beginning, error));
            }
        }
    }
    found
}
