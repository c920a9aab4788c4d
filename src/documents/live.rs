//! The keys of a live class, as its host and its phones keep them: each as a draft, which the lock
//! encrypts and no backup holds.
//!
//! Invariant: a private half is in no other document, and in no file that leaves the browser.

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use super::{DecodeError, invalid, newest, parse, parsed, print};
use crate::domain::{
    EntryId,
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

const VERSION: u32 = 1;

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
struct LivePhoneV1 {
    v: u32,
    seal: KeyPairV1,
    sign: KeyPairV1,
    host: Option<String>,
    counter: u64,
    received: Option<u32>,
    state_number: u64,
}

/// public, private
#[derive(Serialize, Deserialize)]
pub(super) struct KeyPairV1(String, String);

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
            v: VERSION,
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
        print(&LivePhoneV1 {
            v: VERSION,
            seal: KeyPairV1::from(&self.keys.seal),
            sign: KeyPairV1::from(&self.keys.sign),
            host: self.host.map(|host| host.to_string()),
            counter: self.progress.counter,
            received: self.progress.received,
            state_number: self.progress.state_number,
        })
    }

    /// The phone's part in a document.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is no such document.
    pub fn decode(text: &str) -> Result<Self, DecodeError> {
        let document: LivePhoneV1 = parse(&newest(text, &[])?)?;
        let host = document.host.map(|host| parsed("host", &host));
        Ok(Self {
            keys: keys_of(document.seal, document.sign)?,
            host: host.transpose()?,
            progress: PhoneProgress {
                counter: document.counter,
                received: document.received,
                state_number: document.state_number,
            },
        })
    }
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
