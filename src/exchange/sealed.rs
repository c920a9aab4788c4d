//! A text encrypted with a passphrase: the visible part of the file and the hidden one.
//!
//! Invariant: a [`Kdf`] that exists costs an attacker enough and a browser not too much. The
//! browser encrypts and decrypts, in `platform::crypto`.

use std::{fmt, str::FromStr};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde::{Deserialize, Serialize};

use super::file::{self, FileError};

/// The key derivation from a passphrase: PBKDF2 with HMAC-SHA-256 to 256 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "KdfDocument", into = "KdfDocument")]
pub struct Kdf {
    rounds: u32,
    salt: [u8; 16],
}

/// AES-256-GCM ciphertext with its nonce.
///
/// As text it is the base64 of the nonce, the encrypted bytes and the tag of 16 bytes,
/// concatenated.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ciphertext {
    nonce: [u8; 12],
    bytes: Vec<u8>,
}

/// A text encrypted to a public key: ECDH over P-256, HKDF-SHA-256, AES-256-GCM.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedTo {
    /// The public key of a key pair made for this text: 65 bytes, a point of P-256.
    pub sender: Vec<u8>,
    /// The text, encrypted with the key that both sides derive.
    pub text: Ciphertext,
}

/// A text encrypted with a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// The derivation of the key.
    pub kdf: Kdf,
    /// The text, encrypted with that key and [`Kdf::header`] as additional data.
    pub text: Ciphertext,
}

/// The parameters of a sealed text are not accepted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// Another key derivation function.
    #[error("{0} is not {NAME}", NAME = Kdf::NAME)]
    OtherKdf(String),
    /// Another cipher.
    #[error("{0} is not {CIPHER}")]
    OtherCipher(String),
    /// Too few to be safe, or so many that the page would freeze.
    #[error("{0} rounds")]
    Rounds(u32),
    /// Not base64, or not of the right length.
    #[error("the {0} cannot be read")]
    Bytes(&'static str),
}

const CIPHER: &str = "AES-256-GCM";

impl Kdf {
    /// The name of the key derivation function.
    pub const NAME: &str = "PBKDF2-SHA-256";
    /// The fewest rounds, and those of a new file: OWASP's recommendation since 2023.
    pub const MIN_ROUNDS: u32 = 600_000;
    /// The most rounds: some ten seconds on a phone.
    pub const MAX_ROUNDS: u32 = 10_000_000;

    /// The parameters of a new file, with a random salt.
    pub const fn new(salt: [u8; 16]) -> Self {
        Self {
            rounds: Self::MIN_ROUNDS,
            salt,
        }
    }

    /// The number of rounds.
    pub const fn rounds(&self) -> u32 {
        self.rounds
    }

    /// The salt.
    pub const fn salt(&self) -> [u8; 16] {
        self.salt
    }

    /// The additional authenticated data: it keeps the parameters from being altered.
    pub fn header(&self) -> String {
        let salt = BASE64_STANDARD.encode(self.salt);
        format!(
            "{} 1 {} {} {salt} {CIPHER}",
            file::SEALED,
            Self::NAME,
            self.rounds
        )
    }
}

impl Ciphertext {
    /// Encrypted bytes, the tag at their end, and their nonce.
    pub const fn new(nonce: [u8; 12], bytes: Vec<u8>) -> Self {
        Self { nonce, bytes }
    }

    /// The nonce.
    pub const fn nonce(&self) -> [u8; 12] {
        self.nonce
    }

    /// The encrypted bytes, the tag at their end.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }
}

impl fmt::Display for Ciphertext {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_STANDARD.encode([&self.nonce[..], &self.bytes].concat()))
    }
}

impl FromStr for Ciphertext {
    type Err = SealedError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bytes = BASE64_STANDARD.decode(text).ok();
        bytes
            .as_deref()
            .and_then(<[u8]>::split_first_chunk)
            .filter(|(_, bytes)| TAG <= bytes.len())
            .map(|(nonce, bytes)| Self::new(*nonce, bytes.to_vec()))
            .ok_or(SealedError::Bytes("text"))
    }
}

/// The bytes of an AES-GCM tag.
const TAG: usize = 16;

impl Sealed {
    /// Writes the text of the file.
    ///
    /// # Errors
    /// [`FileError::Malformed`] if it cannot be written as JSON, which happens to none.
    pub fn write(&self) -> Result<String, FileError> {
        let data = Data {
            kdf: self.kdf,
            cipher: CIPHER.to_owned(),
            text: self.text.clone(),
        };
        file::write(file::SEALED, &data)
    }

    pub(super) fn parse(data: &str) -> Result<Self, FileError> {
        let Data { kdf, cipher, text } = file::parse(data)?;
        if cipher != CIPHER {
            return Err(file::malformed(SealedError::OtherCipher(cipher)));
        }
        Ok(Self { kdf, text })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Data {
    kdf: Kdf,
    cipher: String,
    text: Ciphertext,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KdfDocument {
    name: String,
    rounds: u32,
    salt: String,
}

impl From<Kdf> for KdfDocument {
    fn from(kdf: Kdf) -> Self {
        Self {
            name: Kdf::NAME.to_owned(),
            rounds: kdf.rounds,
            salt: BASE64_STANDARD.encode(kdf.salt),
        }
    }
}

impl TryFrom<KdfDocument> for Kdf {
    type Error = SealedError;

    fn try_from(document: KdfDocument) -> Result<Self, Self::Error> {
        let KdfDocument { name, rounds, salt } = document;
        if name != Self::NAME {
            return Err(SealedError::OtherKdf(name));
        }
        if !(Self::MIN_ROUNDS..=Self::MAX_ROUNDS).contains(&rounds) {
            return Err(SealedError::Rounds(rounds));
        }
        let salt = BASE64_STANDARD.decode(salt).ok();
        let salt = salt.and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            rounds,
            salt: salt.ok_or(SealedError::Bytes("salt"))?,
        })
    }
}

impl From<Ciphertext> for String {
    fn from(text: Ciphertext) -> Self {
        text.to_string()
    }
}

impl TryFrom<String> for Ciphertext {
    type Error = SealedError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::exchange::backup::Incoming;

    fn sealed() -> Sealed {
        Sealed {
            kdf: Kdf::new([7; 16]),
            text: Ciphertext::new([9; 12], vec![5; TAG + 3]),
        }
    }

    #[test]
    fn a_sealed_text_comes_back() {
        let text = sealed().write().unwrap();
        assert_eq!(Incoming::read(&text), Ok(Incoming::Sealed(sealed())));
    }

    #[test]
    fn parameters_are_bounded() {
        let rounds = |rounds| {
            let kdf = Kdf {
                rounds,
                ..Kdf::new([7; 16])
            };
            let text = Sealed { kdf, ..sealed() }.write().unwrap();
            Incoming::read(&text).map(drop)
        };
        let malformed = |result| matches!(result, Err(FileError::Malformed(_)));
        assert_eq!(rounds(600_000), Ok(()));
        assert_eq!(rounds(10_000_000), Ok(()));
        assert!(malformed(rounds(599_999)));
        assert!(malformed(rounds(10_000_001)));
        assert!(malformed(rounds(u32::MAX)));
    }

    #[test]
    fn another_way_of_sealing_is_not_taken() {
        let text = sealed().write().unwrap();
        let (_, data) = file::read(&text).unwrap();
        assert!(Sealed::parse(data).is_ok());
        for (from, to) in [
            (Kdf::NAME, "PBKDF2-SHA-1"),
            (CIPHER, "AES-128-CBC"),
            ("\"salt\":\"Bw", "\"salt\":\""),
            ("\"text\":\"", "\"text\":\"!"),
            ("\"rounds\":", "\"more\":1,\"rounds\":"),
        ] {
            assert!(data.contains(from), "{from}");
            let other = Sealed::parse(&data.replace(from, to));
            assert!(matches!(other, Err(FileError::Malformed(_))), "{other:?}");
        }
    }

    #[test]
    fn the_header_names_every_parameter() {
        let header =
            "trust-velocity-sealed 1 PBKDF2-SHA-256 600000 BwcHBwcHBwcHBwcHBwcHBw== AES-256-GCM";
        assert_eq!(sealed().kdf.header(), header);
    }

    proptest! {
        #[test]
        fn a_ciphertext_has_one_spelling(text in "[A-Za-z0-9+/=]{0,80}") {
            if let Ok(ciphertext) = text.parse::<Ciphertext>() {
                prop_assert_eq!(ciphertext.to_string(), text);
            }
        }

        #[test]
        fn a_ciphertext_comes_back(nonce: [u8; 12], bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            let ciphertext = Ciphertext::new(nonce, bytes);
            let back = ciphertext.to_string().parse().ok();
            let expected = (TAG <= ciphertext.bytes.len()).then_some(ciphertext);
            prop_assert_eq!(back, expected);
        }
    }
}
