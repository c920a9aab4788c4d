//! Requests to a client, or a colleague who knows the relationship, for their own rating.
//!
//! Invariant: an answer counts once, by its request and its answers.

use super::{
    CivilDate, Client, EntryId, Form, Instrument, ItemResponses, ItemsVersion, Language,
    Measurement, Name, Rater, Rating,
};

/// The person asked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Respondent {
    /// A person on the client's side.
    Client(Name),
    /// A colleague.
    Peer,
}

impl Respondent {
    /// The rater of the answer.
    pub fn rater(&self) -> Rater {
        match self {
            Self::Client(person) => Rater::Client(person.clone()),
            Self::Peer => Rater::Peer,
        }
    }
}

/// The two halves of a key that answers are encrypted to, as the browser exports them.
#[derive(Clone, PartialEq, Eq)]
pub struct ResponseKeyPair {
    /// The public half: 65 bytes, an uncompressed point of P-256. It goes with the request.
    pub public: Vec<u8>,
    /// The private half, as PKCS #8. It stays with the records.
    pub private: Vec<u8>,
}

impl std::fmt::Debug for ResponseKeyPair {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The private half stays out of any message.
        write!(f, "AnswerKey({} bytes)", self.public.len())
    }
}

/// A request for a rating. Its id is sent along, and comes back with the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The entry's id.
    pub id: EntryId,
    /// The day it was made.
    pub date: CivilDate,
    /// The person asked.
    pub respondent: Respondent,
    /// The version of the items.
    pub version: ItemsVersion,
    /// The form to fill in.
    pub form: Form,
    /// The language of the request.
    pub language: Language,
    /// The key that the answer is encrypted to; `None` if it comes in the clear.
    pub key: Option<ResponseKeyPair>,
    /// The rating made of the answer, once it was taken.
    pub rating: Option<EntryId>,
}

/// Whether an answer to a request was taken before.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum AnswerStatus<'a> {
    /// No answer was taken yet, or its rating was deleted.
    Open,
    /// This answer was taken before, and became this rating.
    Same(&'a Rating),
    /// Another answer was taken before, and became this rating.
    Other(&'a Rating),
}

impl Request {
    /// The instrument of the answer.
    pub const fn instrument(&self) -> Instrument {
        Instrument::Items(self.version, self.form)
    }

    /// The rating made of the answer, while it is in the client's history.
    pub fn answer<'a>(&self, client: &'a Client) -> Option<&'a Rating> {
        let id = self.rating?;
        client.ratings().iter().find(|rating| rating.id == id)
    }

    /// Whether an answer was taken before: an answer counts once, whatever its day.
    ///
    /// ```
    #[doc = include_str!("velocity/example.md")]
    /// # let mut request = Request {
    /// #     id: EntryId::new(9), date: today, respondent: Respondent::Peer,
    /// #     version: ItemsVersion::V1, form: Form::Short, language: Language::Zh, key: None, rating: None,
    /// # };
    /// let answers: ItemResponses = "65-7".parse()?;
    /// assert_eq!(request.answer_status(&client, &answers), AnswerStatus::Open);
    /// // Another answer became the entry 3.
    /// request.rating = Some(EntryId::new(3));
    /// assert!(matches!(request.answer_status(&client, &answers), AnswerStatus::Other(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn answer_status<'a>(
        &self,
        client: &'a Client,
        answers: &ItemResponses,
    ) -> AnswerStatus<'a> {
        match self.answer(client) {
            None => AnswerStatus::Open,
            Some(rating) if rating.measurement == Measurement::Items(*answers) => {
                AnswerStatus::Same(rating)
            }
            Some(rating) => AnswerStatus::Other(rating),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClientId, Note, Profile, Record};

    #[test]
    fn no_message_shows_the_private_half() {
        let pair = ResponseKeyPair {
            public: vec![4; 65],
            private: vec![171; 138],
        };
        assert_eq!(format!("{pair:?}"), "AnswerKey(65 bytes)");
    }

    #[test]
    fn an_answer_counts_once() {
        let day: CivilDate = "2026-03-01".parse().unwrap();
        let name = Name::new("陈工").unwrap();
        let profile = Profile {
            name: name.clone(),
            organisation: None,
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        };
        let mut client = Client::empty(ClientId::new(1), profile, day);
        let mut request = Request {
            id: EntryId::new(2),
            date: day,
            respondent: Respondent::Client(name),
            version: ItemsVersion::V1,
            form: Form::Short,
            language: Language::Zh,
            key: None,
            rating: None,
        };
        let answers: ItemResponses = "65-7".parse().unwrap();
        assert_eq!(request.answer_status(&client, &answers), AnswerStatus::Open);

        let rating = Rating {
            id: EntryId::new(3),
            date: day,
            rater: request.respondent.rater(),
            measurement: Measurement::Items(answers),
            is_blind: false,
            note: Note::default(),
            evidence: Vec::new(),
        };
        client.put(Record::Rating(rating.clone())).unwrap();
        assert_eq!(request.answer_status(&client, &answers), AnswerStatus::Open);
        request.rating = Some(rating.id);
        assert_eq!(
            request.answer_status(&client, &answers),
            AnswerStatus::Same(&rating)
        );
        let other = "6567".parse().unwrap();
        assert_eq!(
            request.answer_status(&client, &other),
            AnswerStatus::Other(&rating)
        );

        assert!(client.remove(rating.id));
        assert_eq!(request.answer_status(&client, &answers), AnswerStatus::Open);
    }
}
