//! Asking the client, or a colleague who knows the relation, for their own answer.

use super::{CivilDate, EntryId, Form, Language, Name, Rater};

/// Who is asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Respondent {
    /// A person at the client's.
    Client(Name),
    /// A colleague.
    Peer,
}

impl Respondent {
    /// Whose rating the answer is.
    pub fn rater(&self) -> Rater {
        match self {
            Self::Client(person) => Rater::Client(person.clone()),
            Self::Peer => Rater::Peer,
        }
    }
}

/// The two halves of a key that answers are encrypted to, as the browser exports them.
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerKey {
    /// The public half: 65 bytes, an uncompressed point of P-256. It goes with the request.
    pub public: Vec<u8>,
    /// The private half, as PKCS #8. It stays with the records.
    pub private: Vec<u8>,
}

impl std::fmt::Debug for AnswerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The private half stays out of any message.
        write!(f, "AnswerKey({} bytes)", self.public.len())
    }
}

/// A request for a rating that was sent to somebody. Its id goes with it, and comes back with the
/// answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// Which entry.
    pub id: EntryId,
    /// The day it was made.
    pub date: CivilDate,
    /// Who is asked.
    pub respondent: Respondent,
    /// Which items.
    pub form: Form,
    /// In which language.
    pub language: Language,
    /// What the answer is encrypted to; `None` where it comes in the clear.
    pub key: Option<AnswerKey>,
    /// The rating that the answer became, once it was taken.
    pub rating: Option<EntryId>,
}
