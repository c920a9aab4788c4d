//! The keys of a live team, as its manager and its sellers keep them: each as a draft, which the lock encrypts
//! and no backup holds, with the sellers whom the manager admits.
//!
//! Invariant: as in [`live`](super::live), a private half is in no other document, and in no file that leaves
//! the browser.

use serde::{Deserialize, Serialize};

use super::{
    DecodeError, each, known,
    live::{KeyPairV1, keys_of},
    name, newest, parse, parsed, print,
};
use crate::domain::{
    CivilDate, EntryId,
    live::{KeyPair, LiveKeys, PublicKey},
    team::{Admission, Answer, Entrant, Standing},
};

/// The part of a live team that its manager keeps beside the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveManager {
    /// The pair that signs; reports are sealed to the team's key.
    pub sign: KeyPair,
    /// The sellers.
    pub sellers: Vec<Entrant>,
}

/// The part of a live team that a seller keeps beside the membership.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveSeller {
    /// The key that the manager signs with.
    pub manager: PublicKey,
    /// The seller's keys.
    pub keys: LiveKeys,
    /// The last report that went by itself; none until the seller has said that it should.
    pub shared: Option<LastShared>,
    /// The edition and the text of the report that the manager has not received, or no text to leave.
    pub pending: Option<(u32, Option<String>)>,
    /// The manager's last answer.
    pub answer: Option<Answer>,
}

/// The last report that went by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastShared {
    /// A digest of what was in it.
    pub digest: String,
    /// Its day.
    pub date: CivilDate,
}

const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LiveManagerV1 {
    v: u32,
    sign: KeyPairV1,
    sellers: Vec<EntrantV1>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntrantV1 {
    sign: String,
    seal: String,
    seller: String,
    name: Option<String>,
    admission: String,
    left: bool,
    edition: u32,
    aside: Option<(u32, String)>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LiveSellerV1 {
    v: u32,
    manager: String,
    seal: KeyPairV1,
    sign: KeyPairV1,
    /// digest, day
    shared: Option<(String, String)>,
    pending: Option<(u32, Option<String>)>,
    /// edition, standing
    answer: Option<(u32, String)>,
}

impl LiveManager {
    /// The name of the draft that holds it.
    pub fn draft(team: EntryId) -> String {
        format!("live-team/{team}")
    }

    /// The document.
    ///
    /// # Errors
    /// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn encode(&self) -> Result<String, DecodeError> {
        let seller = |it: &Entrant| EntrantV1 {
            sign: it.sign.to_string(),
            seal: it.seal.to_string(),
            seller: it.seller.to_string(),
            name: it.name.as_ref().map(|name| name.as_str().to_owned()),
            admission: it.admission.id().to_owned(),
            left: it.has_left,
            edition: it.edition,
            aside: it.aside.clone(),
        };
        print(&LiveManagerV1 {
            v: VERSION,
            sign: KeyPairV1::from(&self.sign),
            sellers: self.sellers.iter().map(seller).collect(),
        })
    }

    /// The manager's part in a document.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is no such document.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let document: LiveManagerV1 = parse(&newest(text, &[])?)?;
        let seller = |it: EntrantV1| {
            let own_name = it.name.map(|text| name("name", &text));
            Ok(Entrant {
                sign: parsed("sign", &it.sign)?,
                seal: parsed("seal", &it.seal)?,
                seller: parsed("seller", &it.seller)?,
                name: own_name.transpose()?,
                admission: known("admission", &it.admission, Admission::from_id)?,
                has_left: it.left,
                edition: it.edition,
                aside: it.aside,
            })
        };
        Ok(Self {
            sign: document.sign.into_pair("sign")?,
            sellers: each(document.sellers, seller)?,
        })
    }
}

impl LiveSeller {
    /// The name of the draft that holds it.
    pub fn draft(seller: EntryId) -> String {
        format!("live-seller/{seller}")
    }

    /// The document.
    ///
    /// # Errors
    /// As [`LiveManager::encode`].
    pub fn encode(&self) -> Result<String, DecodeError> {
        let shared = self.shared.as_ref();
        print(&LiveSellerV1 {
            v: VERSION,
            manager: self.manager.to_string(),
            seal: KeyPairV1::from(&self.keys.seal),
            sign: KeyPairV1::from(&self.keys.sign),
            shared: shared.map(|it| (it.digest.clone(), it.date.to_string())),
            pending: self.pending.clone(),
            answer: self
                .answer
                .map(|it| (it.edition, it.standing.id().to_owned())),
        })
    }

    /// The seller's part in a document.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is no such document.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let document: LiveSellerV1 = parse(&newest(text, &[])?)?;
        let shared = |(digest, date): (String, String)| {
            Ok(LastShared {
                digest,
                date: parsed("shared", &date)?,
            })
        };
        let answer = |(edition, standing): (u32, String)| {
            Ok(Answer {
                edition,
                standing: known("answer", &standing, Standing::from_id)?,
            })
        };
        Ok(Self {
            manager: parsed("manager", &document.manager)?,
            keys: keys_of(document.seal, document.sign)?,
            shared: document.shared.map(shared).transpose()?,
            pending: document.pending,
            answer: document.answer.map(answer).transpose()?,
        })
    }
}
