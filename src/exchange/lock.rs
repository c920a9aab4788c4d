//! The lock of the records: the document that is stored in the clear beside the encrypted texts.

use serde::{Deserialize, Serialize};

use super::sealed::{Ciphertext, Kdf};
use crate::{
    documents::DecodeError,
    domain::{Language, Theme},
};

/// The version of the document that this app writes.
const VERSION: u32 = 1;

/// The most bytes of the document: ten times a lock's.
const MOST_BYTES: usize = 8_000;

/// A lock: how the passphrase gives the key of the records, and the settings of the lock screen.
#[derive(Clone, Debug, PartialEq)]
pub struct Lock {
    /// Whether the lock is being removed: texts are then decrypted and stored in the clear.
    pub is_ending: bool,
    /// The derivation of the key that wraps the records' key.
    pub kdf: Kdf,
    /// The records' key, wrapped.
    pub wrapped: Ciphertext,
    /// The minutes of inactivity after which the records are locked; 0 locks only by hand.
    pub idle_minutes: u16,
    /// The language chosen.
    pub language: Option<Language>,
    /// The theme chosen.
    pub theme: Option<Theme>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct LockV1 {
    v: u32,
    ending: bool,
    kdf: Kdf,
    key: Ciphertext,
    idle_minutes: u16,
    language: Option<String>,
    theme: Option<String>,
}

impl Lock {
    /// Parses a stored lock.
    ///
    /// # Errors
    /// [`DecodeError`] if the text is not a lock of a supported version.
    pub fn read(text: &str) -> Result<Self, DecodeError> {
        #[derive(Deserialize)]
        struct Head {
            v: u32,
        }
        let malformed = |error: serde_json::Error| DecodeError::Malformed(error.to_string());
        if MOST_BYTES < text.len() {
            return Err(DecodeError::Malformed(format!("over {MOST_BYTES} bytes")));
        }
        match serde_json::from_str::<Head>(text).map_err(malformed)?.v {
            VERSION => {}
            found if VERSION < found => return Err(DecodeError::TooNew { found }),
            found => return Err(DecodeError::NoSuchVersion(found)),
        }
        let lock: LockV1 = serde_json::from_str(text).map_err(malformed)?;
        let invalid = |field, value: &str| DecodeError::Invalid {
            field,
            value: value.to_owned(),
        };
        let language = lock
            .language
            .map(|id| Language::from_id(&id).ok_or_else(|| invalid("language", &id)));
        let theme = lock
            .theme
            .map(|id| Theme::from_id(&id).ok_or_else(|| invalid("theme", &id)));
        Ok(Self {
            is_ending: lock.ending,
            kdf: lock.kdf,
            wrapped: lock.key,
            idle_minutes: lock.idle_minutes,
            language: language.transpose()?,
            theme: theme.transpose()?,
        })
    }

    /// Writes the lock as text.
    ///
    /// # Errors
    /// [`DecodeError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, DecodeError> {
        let lock = LockV1 {
            v: VERSION,
            ending: self.is_ending,
            kdf: self.kdf,
            key: self.wrapped.clone(),
            idle_minutes: self.idle_minutes,
            language: self.language.map(|language| language.id().to_owned()),
            theme: self.theme.map(|theme| theme.id().to_owned()),
        };
        serde_json::to_string(&lock).map_err(|error| DecodeError::Malformed(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn lock() -> Lock {
        Lock {
            is_ending: false,
            kdf: Kdf::new([7; 16]),
            wrapped: Ciphertext::new([9; 12], vec![1; 48]),
            idle_minutes: 5,
            language: Some(Language::Zh),
            theme: Some(Theme::Dark),
        }
    }

    #[test]
    fn a_lock_comes_back_as_it_was() {
        let lock = lock();
        assert_eq!(Lock::read(&lock.write().unwrap()), Ok(lock));
    }

    #[test]
    fn a_text_longer_than_any_lock_is_not_looked_into() {
        let text = lock().write().unwrap();
        assert!(10 * text.len() <= MOST_BYTES, "{}", text.len());
        let long = text + &" ".repeat(MOST_BYTES);
        assert!(matches!(Lock::read(&long), Err(DecodeError::Malformed(_))));
    }

    #[test]
    fn a_newer_lock_says_so() {
        let newer = lock().write().unwrap().replace("\"v\":1", "\"v\":2");
        assert_eq!(Lock::read(&newer), Err(DecodeError::TooNew { found: 2 }));
    }

    proptest! {
        #[test]
        fn any_text_is_a_lock_or_an_error(at in any::<prop::sample::Index>(), byte in any::<u8>()) {
            let text = lock().write().unwrap();
            let mut bytes = text.into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(read) = Lock::read(&String::from_utf8_lossy(&bytes)) {
                prop_assert_eq!(Lock::read(&read.write().unwrap()), Ok(read));
            }
        }
    }
}
