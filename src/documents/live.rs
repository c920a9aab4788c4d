//! The keys of a live class, as its host and its phones keep them, and that of any phone's submission: each
//! as a draft, which the lock encrypts and no backup holds. The host's is in the journal too, like a record.
//!
//! Invariant: a private half is in no other document, and in no file that leaves the browser but the sealed one
//! that takes a class to another device.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{DecodeError, invalid, newest, parse, parsed, print};
use crate::domain::{
    EntryId,
    classroom::Round,
    live::{KeyPair, LiveKeys, LivePublic, PhoneProgress},
};

/// The part of a live class that its host keeps beside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveHost {
    /// The class's keys.
    pub keys: LiveKeys,
    /// The text of the last state; none before the first.
    pub state: Option<String>,
}

/// The part of a live class that a phone keeps beside the attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LivePhone {
    /// Its keys.
    pub keys: LiveKeys,
    /// The host's public keys; none before its first state came.
    pub host: Option<LivePublic>,
    /// The numbers that it has to remember.
    pub progress: PhoneProgress,
}

const HOST_VERSION: u32 = 1;
const PHONE_VERSION: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LiveHostV1 {
    v: u32,
    seal: KeyPairV1,
    sign: KeyPairV1,
    state: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LivePhoneV2 {
    v: u32,
    seal: KeyPairV1,
    sign: KeyPairV1,
    host: Option<String>,
    counter: u64,
    /// In the first round, and in the second.
    received: [Option<u32>; 2],
    state_number: u64,
    round: u8,
}

/// public, private
#[derive(Serialize, Deserialize)]
pub(super) struct KeyPairV1(String, String);

/// The JSON of a key pair, as a phone keeps it with an attempt.
///
/// # Errors
/// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
pub fn encode_key_pair(pair: &KeyPair) -> Result<String, DecodeError> {
    print(&KeyPairV1::from(pair))
}

/// The key pair of a JSON text.
///
/// # Errors
/// [`DecodeError`] if the text is no key pair.
pub fn decode_key_pair(text: &str) -> Result<KeyPair, DecodeError> {
    parse::<KeyPairV1>(text)?.into_pair("key")
}

impl LiveHost {
    /// The name of the draft that holds it.
    pub fn draft(session: EntryId) -> String {
        format!("live/{session}")
    }

    /// The document.
    ///
    /// # Errors
    /// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn encode(&self) -> Result<String, DecodeError> {
        print(&LiveHostV1 {
            v: HOST_VERSION,
            seal: KeyPairV1::from(&self.keys.seal),
            sign: KeyPairV1::from(&self.keys.sign),
            state: self.state.clone(),
        })
    }

    /// The host's part in a document.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is no such document.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let document: LiveHostV1 = parse(&newest(text, &[])?)?;
        Ok(Self {
            keys: keys_of(document.seal, document.sign)?,
            state: document.state,
        })
    }
}

impl LivePhone {
    /// The name of the draft that holds it.
    pub fn draft(session: EntryId) -> String {
        format!("live-phone/{session}")
    }

    /// The document.
    ///
    /// # Errors
    /// As [`LiveHost::encode`].
    pub fn encode(&self) -> Result<String, DecodeError> {
        print(&LivePhoneV2 {
            v: PHONE_VERSION,
            seal: KeyPairV1::from(&self.keys.seal),
            sign: KeyPairV1::from(&self.keys.sign),
            host: self.host.map(|host| host.to_string()),
            counter: self.progress.counter,
            received: self.progress.received,
            state_number: self.progress.state_number,
            round: self.progress.round.number(),
        })
    }

    /// The phone's part in a document.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is no such document.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let document: LivePhoneV2 = parse(&newest(text, &[with_rounds])?)?;
        let host = document.host.map(|host| parsed("host", &host));
        let round = Round::from_number(document.round);
        Ok(Self {
            keys: keys_of(document.seal, document.sign)?,
            host: host.transpose()?,
            progress: PhoneProgress {
                counter: document.counter,
                received: document.received,
                state_number: document.state_number,
                round: round.ok_or_else(|| invalid("round", &document.round.to_string()))?,
            },
        })
    }
}

/// From a phone's document of version 1, which knows one round, to one of version 2.
fn with_rounds(document: &mut Map<String, Value>) -> Option<()> {
    let received = document.get("received")?.clone();
    document.insert("received".to_owned(), json!([received, null]));
    document.insert("round".to_owned(), 1.into());
    Some(())
}

impl From<&KeyPair> for KeyPairV1 {
    fn from(pair: &KeyPair) -> Self {
        Self(
            pair.public.to_string(),
            BASE64_STANDARD.encode(&pair.private),
        )
    }
}

impl KeyPairV1 {
    pub(super) fn into_pair(self, field: &'static str) -> Result<KeyPair, DecodeError> {
        let private = BASE64_STANDARD.decode(self.1);
        Ok(KeyPair {
            public: parsed(field, &self.0)?,
            // The text stays out of any message.
            private: private.map_err(|_| invalid(field, "the private half"))?,
        })
    }
}

pub(super) fn keys_of(seal: KeyPairV1, sign: KeyPairV1) -> Result<LiveKeys, DecodeError> {
    Ok(LiveKeys {
        seal: seal.into_pair("seal")?,
        sign: sign.into_pair("sign")?,
    })
}
