//! The channel and the keys of a live class: the host's and a phone's.
//!
//! Invariants: a channel is the digest of its host's public keys, so that the join link, which has to fit
//! one code, names them in 22 characters, and nobody can put others in their place; a public key has 64 bytes, whether they are a point of the curve is for the browser's
//! cryptography to say; a private half is in no message of an error and in no text but the stored one.

use std::{fmt, str::FromStr};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use sha2::{Digest as _, Sha256};

use super::{EntryId, classroom::Round};

/// The channel of one live class, which the join link carries: the first 16 bytes of the SHA-256 of its
/// host's public keys, 22 characters of base64url as text.
///
/// ```
/// use trust_velocity::domain::live::{LivePublic, PublicKey};
/// let public = LivePublic { seal: PublicKey::new([7; 64]), sign: PublicKey::new([9; 64]) };
/// let channel = public.channel();
/// assert_eq!(channel.to_string(), "ng5CGnwnKzBPyq3qgmDVbQ");
/// assert_eq!(channel.to_string().parse(), Ok(channel));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Channel([u8; 16]);

/// The public half of a key pair: an uncompressed point of P-256 without its first byte, which is 4 in
/// all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PublicKey([u8; 64]);

/// An ECDSA signature: the two numbers of 32 bytes each.
pub type Signature = [u8; 64];

/// The public keys of a host, which go with its state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LivePublic {
    /// Whatever a phone sends is sealed to this key (ECDH).
    pub seal: PublicKey,
    /// The host signs with the private half of this key (ECDSA).
    pub sign: PublicKey,
}

/// A key pair.
#[derive(Clone, PartialEq, Eq)]
pub struct KeyPair {
    /// The public half.
    pub public: PublicKey,
    /// The private half, as PKCS #8.
    pub private: Vec<u8>,
}

/// The two key pairs of a host for one class, or of a phone for one session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LiveKeys {
    /// The pair that others seal to (ECDH).
    pub seal: KeyPair,
    /// The pair that signs (ECDSA).
    pub sign: KeyPair,
}

/// The numbers that a phone has to remember over a reload.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PhoneProgress {
    /// The counter of the last message; 0 if none was sent.
    pub counter: u64,
    /// The last edition that the host has received in each round, if any.
    pub received: [Option<u32>; 2],
    /// The number of the last state that was shown; 0 if none was.
    pub state_number: u64,
    /// The round that the class is in, as far as it was told.
    pub round: Round,
}

/// The text is no channel, public key or pair of a host's public keys.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the base64url of {bytes} bytes: {text:?}")]
pub struct ParseLiveError {
    /// The bytes that it should have.
    pub bytes: usize,
    /// The text.
    pub text: String,
}

impl Channel {
    /// The channel of these bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

impl PublicKey {
    /// The key of a point's two coordinates.
    pub const fn new(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// The two coordinates.
    pub const fn bytes(&self) -> &[u8; 64] {
        &self.0
    }

    /// The id of whoever signs with the key: the first eight bytes of its SHA-256. A phone has it, and so do
    /// its submissions, so nobody else can sign a change of them.
    ///
    /// ```
    /// use trust_velocity::domain::live::PublicKey;
    /// assert_eq!(PublicKey::new([0; 64]).id().to_string(), "f5a5fd42d16a2030");
    /// ```
    pub fn id(&self) -> EntryId {
        let digest = Sha256::digest(self.0);
        let first = digest.iter().take(8);
        let number = first.fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        EntryId::new(number)
    }

    /// The key of an uncompressed point as browsers write it; `None` if it is none.
    pub fn of_point(point: &[u8]) -> Option<Self> {
        let (4, rest) = point.split_first().map(|(first, rest)| (*first, rest))? else {
            return None;
        };
        rest.try_into().ok().map(Self)
    }

    /// The uncompressed point as browsers read it, 65 bytes.
    pub fn point(&self) -> Vec<u8> {
        [&[4][..], &self.0].concat()
    }
}

impl LivePublic {
    /// The channel of the class.
    pub fn channel(&self) -> Channel {
        let digest = Sha256::new()
            .chain_update(self.seal.0)
            .chain_update(self.sign.0);
        let mut bytes = [0; 16];
        bytes.copy_from_slice(&digest.finalize()[..16]);
        Channel(bytes)
    }
}

impl LiveKeys {
    /// The public keys of a host.
    pub const fn public(&self) -> LivePublic {
        LivePublic {
            seal: self.seal.public,
            sign: self.sign.public,
        }
    }
}

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({})", self.public)
    }
}

impl fmt::Display for Channel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL.encode(self.0))
    }
}

impl FromStr for Channel {
    type Err = ParseLiveError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        bytes_of(text).map(Self)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL.encode(self.0))
    }
}

impl FromStr for PublicKey {
    type Err = ParseLiveError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        bytes_of(text).map(Self)
    }
}

/// The base64url of both keys: 171 characters.
impl fmt::Display for LivePublic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { seal, sign } = self;
        f.write_str(&BASE64URL.encode([seal.0, sign.0].concat()))
    }
}

impl FromStr for LivePublic {
    type Err = ParseLiveError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const BYTES: usize = 128;
        let parts = |bytes: [u8; BYTES]| {
            let (seal, sign) = bytes.split_first_chunk()?;
            Some(Self {
                seal: PublicKey(*seal),
                sign: PublicKey(sign.try_into().ok()?),
            })
        };
        parts(bytes_of(text)?).ok_or_else(|| unreadable::<BYTES>(text))
    }
}

fn bytes_of<const N: usize>(text: &str) -> Result<[u8; N], ParseLiveError> {
    let bytes = BASE64URL.decode(text).ok();
    let bytes = bytes.and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| unreadable::<N>(text))
}

fn unreadable<const N: usize>(text: &str) -> ParseLiveError {
    let text = text.to_owned();
    ParseLiveError { bytes: N, text }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_point_is_uncompressed() {
        let key = PublicKey::new([9; 64]);
        assert_eq!(PublicKey::of_point(&key.point()), Some(key));
        for other in [&[][..], &[4; 64], &[4; 66], &[2; 65], &[3; 33]] {
            assert_eq!(PublicKey::of_point(other), None, "{other:?}");
        }
    }

    /// Sessions keep what was handed in under these ids.
    #[test]
    fn the_id_of_a_key_stays() {
        let id = |byte| PublicKey::new([byte; 64]).id().to_string();
        assert_eq!(id(0), "f5a5fd42d16a2030");
        assert_ne!(id(1), id(0));
    }

    #[test]
    fn no_message_shows_a_private_half() {
        let pair = KeyPair {
            public: PublicKey::new([0; 64]),
            private: vec![171; 138],
        };
        let keys = LiveKeys {
            seal: pair.clone(),
            sign: pair,
        };
        let message = format!("{keys:?}");
        assert!(!message.contains("171"));
        // It tells whose keys they are.
        assert!(message.contains(&keys.seal.public.to_string()));
    }

    proptest! {
        #[test]
        fn public_keys_come_back(bytes in prop::collection::vec(any::<u8>(), 124..132)) {
            let text = BASE64URL.encode(&bytes);
            let written = text.parse().ok().map(|public: LivePublic| public.to_string());
            prop_assert_eq!(written, (bytes.len() == 128).then_some(text));
        }

        #[test]
        fn a_channel_and_a_public_key_come_back(bytes: [u8; 16], more: [u8; 16]) {
            let channel = Channel(bytes);
            prop_assert_eq!(channel.to_string().parse(), Ok(channel));
            let mut key = [7; 64];
            key[..16].copy_from_slice(&bytes);
            key[48..].copy_from_slice(&more);
            let key = PublicKey::new(key);
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }

        #[test]
        fn a_channel_has_one_spelling(text in "[A-Za-z0-9_=-]{20,24}") {
            if let Ok(channel) = text.parse::<Channel>() {
                prop_assert_eq!(channel.to_string(), text);
            }
        }
    }
}
