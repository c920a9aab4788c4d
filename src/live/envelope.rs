//! The envelopes on the broker: what is signed, how it is padded, and the bytes around it.
//!
//! Invariants: a sealed envelope has one of three sizes, whatever is in it; a signature is over the
//! channel, the direction and the keys or the phone beside the message, so no message passes for another
//! one's; reading returns the written value, and refuses bytes of any other size before it looks at them.
//!
//! Sealed: `1`, an ephemeral public key (64 bytes), a nonce (12), then 512, 2,048 or 8,192 bytes and a tag
//! (16) of AES-256-GCM. Within, from a phone: its two public keys, a counter (8, big endian), a signature
//! (64) and the message; to a phone: a signature and the message. The content has its length before it (2)
//! and zeros behind. A state and the counts for second screens are signed and not sealed: `1`, the host's two
//! public keys, whose digest is the channel, a signature, the message.

use super::{HostMessage, LeftOut, PhoneId, PhoneMessage, State};
use crate::{
    domain::live::{Channel, LivePublic, PublicKey, Signature},
    exchange::link::LinkError,
};

/// The way that a message goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From a phone to the host.
    In,
    /// From the host to a phone.
    To(PhoneId),
    /// From the host to all phones.
    State,
    /// From the host to second screens.
    Screens,
}

/// A sealed envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// The public half of a key pair made for this envelope (ECDH).
    pub sender: PublicKey,
    /// The nonce.
    pub nonce: [u8; 12],
    sealed: Vec<u8>,
}

/// The content of an envelope from a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FromPhone {
    /// The key that the phone signs with.
    pub sign: PublicKey,
    /// The key that its receipts are sealed to.
    pub seal: PublicKey,
    /// Higher with each message of the phone.
    pub counter: u64,
    body: Vec<u8>,
}

/// The content of an envelope to a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToPhone {
    /// The phone.
    pub phone: PhoneId,
    body: Vec<u8>,
}

/// A signed state as it lies on the broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedState {
    /// The host's public keys.
    pub host: LivePublic,
    body: Vec<u8>,
}

/// A message of a phone whose signature is its own.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The phone.
    pub phone: PhoneId,
    /// The key that its receipts are sealed to.
    pub seal: PublicKey,
    /// Higher with each message of the phone.
    pub counter: u64,
    /// The message.
    pub message: PhoneMessage,
}

/// A message cannot be written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WriteError {
    /// The submission cannot be written.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// Longer than the longest envelope; how many bytes.
    #[error("{0} bytes, the most is {most}", most = LONGEST - LENGTH_BYTES)]
    TooLong(usize),
}

/// The version of the envelopes; their first byte.
const VERSION: u8 = 1;

/// The bytes before the sealed ones: version, key, nonce.
const HEAD: usize = 1 + 64 + 12;

/// The bytes of a tag of AES-GCM.
const TAG: usize = 16;

/// The sizes that a content is padded to.
const SIZES: [usize; 3] = [512, 2_048, LONGEST];

const LONGEST: usize = 8_192;

/// The bytes of a padded content's length.
const LENGTH_BYTES: usize = 2;

impl Direction {
    /// The additional authenticated data of an envelope, and what its key is derived with: it belongs to
    /// this channel and direction and no other.
    pub fn header(self, channel: Channel) -> String {
        match self {
            Self::In => format!("trust-velocity-live 1 {channel} in"),
            Self::To(phone) => format!("trust-velocity-live 1 {channel} to {phone}"),
            Self::State => format!("trust-velocity-live 1 {channel} state"),
            Self::Screens => format!("trust-velocity-live 1 {channel} screens"),
        }
    }

    /// The header with the parts behind it, which are what is signed.
    pub(super) fn signed(self, channel: Channel, parts: &[&[u8]]) -> Vec<u8> {
        // The header has no line end and the parts but the last one length, so no two give the same bytes.
        [self.header(channel).as_bytes(), b"\n", &parts.concat()].concat()
    }
}

impl Envelope {
    /// The most bytes of an envelope.
    pub const MOST_BYTES: usize = HEAD + LONGEST + TAG;

    /// The envelope of sealed bytes, the tag at their end.
    pub const fn new(sender: PublicKey, nonce: [u8; 12], sealed: Vec<u8>) -> Self {
        Self {
            sender,
            nonce,
            sealed,
        }
    }

    /// The sealed bytes, the tag at their end.
    pub fn sealed(&self) -> &[u8] {
        &self.sealed
    }

    /// The bytes on the broker.
    pub fn write(&self) -> Vec<u8> {
        let head = [&[VERSION][..], self.sender.bytes(), &self.nonce].concat();
        [head, self.sealed.clone()].concat()
    }

    /// The envelope of some bytes.
    ///
    /// # Errors
    /// [`LeftOut::TooLarge`] or [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<Self, LeftOut> {
        if Self::MOST_BYTES < bytes.len() {
            return Err(LeftOut::TooLarge);
        }
        let parts = || {
            let sealed = bytes.len().checked_sub(HEAD + TAG)?;
            let (version, rest) = bytes.split_first()?;
            let (sender, rest) = rest.split_first_chunk()?;
            let (nonce, rest) = rest.split_first_chunk()?;
            let fits = *version == VERSION && SIZES.contains(&sealed);
            fits.then(|| Self::new(PublicKey::new(*sender), *nonce, rest.to_vec()))
        };
        parts().ok_or(LeftOut::Garbled)
    }
}

impl FromPhone {
    /// The content of a message.
    ///
    /// # Errors
    /// [`WriteError`].
    pub fn new(
        sign: PublicKey,
        seal: PublicKey,
        counter: u64,
        message: &PhoneMessage,
    ) -> Result<Self, WriteError> {
        Ok(Self::of_body(sign, seal, counter, message.write()?))
    }

    /// The content of a message's bytes.
    pub const fn of_body(sign: PublicKey, seal: PublicKey, counter: u64, body: Vec<u8>) -> Self {
        Self {
            sign,
            seal,
            counter,
            body,
        }
    }

    /// The message's bytes, which are the sender's once the signature has been verified.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The bytes that the phone signs.
    pub fn signed(&self, channel: Channel) -> Vec<u8> {
        let counter = self.counter.to_be_bytes();
        let parts = [
            &self.sign.bytes()[..],
            self.seal.bytes(),
            &counter,
            &self.body,
        ];
        Direction::In.signed(channel, &parts)
    }

    /// The padded bytes that are sealed.
    ///
    /// # Errors
    /// [`WriteError::TooLong`].
    pub fn write(&self, signature: &Signature) -> Result<Vec<u8>, WriteError> {
        let counter = self.counter.to_be_bytes();
        let parts = [
            &self.sign.bytes()[..],
            self.seal.bytes(),
            &counter,
            signature,
            &self.body,
        ];
        padded(&parts.concat())
    }

    /// The content that was sealed, with its signature.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(bytes: &[u8]) -> Result<(Self, Signature), LeftOut> {
        let parts = || {
            let (sign, rest) = unpadded(bytes)?.split_first_chunk()?;
            let (seal, rest) = rest.split_first_chunk()?;
            let (counter, rest) = rest.split_first_chunk()?;
            let (signature, body) = rest.split_first_chunk()?;
            let content = Self {
                sign: PublicKey::new(*sign),
                seal: PublicKey::new(*seal),
                counter: u64::from_be_bytes(*counter),
                body: body.to_vec(),
            };
            Some((content, *signature))
        };
        parts().ok_or(LeftOut::Garbled)
    }

    /// The message, once the signature has been verified.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`] if it is none that this version knows.
    pub fn opened(&self) -> Result<Opened, LeftOut> {
        Ok(Opened {
            phone: PhoneId::of(&self.sign),
            seal: self.seal,
            counter: self.counter,
            message: PhoneMessage::parse(&self.body)?,
        })
    }
}

impl ToPhone {
    /// The content of a message.
    pub fn new(phone: PhoneId, message: HostMessage) -> Self {
        Self::of_body(phone, message.write())
    }

    /// The content of a message's bytes.
    pub const fn of_body(phone: PhoneId, body: Vec<u8>) -> Self {
        Self { phone, body }
    }

    /// The message's bytes, which are the host's once the signature has been verified.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The bytes that the host signs.
    pub fn signed(&self, channel: Channel) -> Vec<u8> {
        Direction::To(self.phone).signed(channel, &[&self.body])
    }

    /// The padded bytes that are sealed.
    ///
    /// # Errors
    /// [`WriteError::TooLong`].
    pub fn write(&self, signature: &Signature) -> Result<Vec<u8>, WriteError> {
        padded(&[&signature[..], &self.body].concat())
    }

    /// The content that was sealed for a phone, with its signature.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn parse(phone: PhoneId, bytes: &[u8]) -> Result<(Self, Signature), LeftOut> {
        let parts = unpadded(bytes).and_then(<[u8]>::split_first_chunk);
        let (signature, body) = parts.ok_or(LeftOut::Garbled)?;
        let body = body.to_vec();
        Ok((Self { phone, body }, *signature))
    }

    /// The message, once the signature has been verified.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`] if it is none that this version knows.
    pub fn message(&self) -> Result<HostMessage, LeftOut> {
        HostMessage::parse(&self.body)
    }
}

impl SignedState {
    /// The content of a state.
    pub fn new(host: LivePublic, state: &State) -> Self {
        let body = state.write().into_bytes();
        Self { host, body }
    }

    /// The bytes that the host signs.
    pub fn signed(&self) -> Vec<u8> {
        Direction::State.signed(self.host.channel(), &[&self.body])
    }

    /// The bytes on the broker.
    pub fn write(&self, signature: &Signature) -> Vec<u8> {
        write_signed(&self.host, signature, &self.body)
    }

    /// The content of some bytes on a channel, with its signature.
    ///
    /// # Errors
    /// [`LeftOut::TooLarge`], [`LeftOut::Garbled`], or [`LeftOut::Forged`] if its keys are those of another
    /// channel.
    pub fn parse(channel: Channel, bytes: &[u8]) -> Result<(Self, Signature), LeftOut> {
        let (host, signature, body) = parse_signed(channel, bytes)?;
        Ok((Self { host, body }, signature))
    }

    /// The state, once the signature has been verified.
    ///
    /// # Errors
    /// [`LeftOut::Garbled`].
    pub fn state(&self) -> Result<State, LeftOut> {
        State::parse(&self.body)
    }
}

/// The bytes of what is signed and not sealed.
pub(super) fn write_signed(host: &LivePublic, signature: &Signature, body: &[u8]) -> Vec<u8> {
    let LivePublic { seal, sign } = host;
    let head = [&[VERSION][..], seal.bytes(), sign.bytes(), signature];
    [&head.concat()[..], body].concat()
}

/// The host's keys, the signature and the message in bytes of [`write_signed`] on a channel; the errors are
/// those of [`SignedState::parse`].
pub(super) fn parse_signed(
    channel: Channel,
    bytes: &[u8],
) -> Result<(LivePublic, Signature, Vec<u8>), LeftOut> {
    /// A state has some 400 bytes.
    const MOST_BYTES: usize = 1_024;
    if MOST_BYTES < bytes.len() {
        return Err(LeftOut::TooLarge);
    }
    let parts = || {
        let (seal, rest) = bytes.strip_prefix(&[VERSION])?.split_first_chunk()?;
        let (sign, rest) = rest.split_first_chunk()?;
        let (signature, body) = rest.split_first_chunk()?;
        let host = LivePublic {
            seal: PublicKey::new(*seal),
            sign: PublicKey::new(*sign),
        };
        Some((host, *signature, body.to_vec()))
    };
    let parts = parts().ok_or(LeftOut::Garbled)?;
    if parts.0.channel() == channel {
        Ok(parts)
    } else {
        Err(LeftOut::Forged)
    }
}

/// A content with its length before it and zeros behind, in the smallest size that holds it.
fn padded(content: &[u8]) -> Result<Vec<u8>, WriteError> {
    let too_long = || WriteError::TooLong(content.len());
    let filled = LENGTH_BYTES + content.len();
    let size = SIZES.into_iter().find(|size| filled <= *size);
    let size = size.ok_or_else(too_long)?;
    let length = u16::try_from(content.len()).map_err(|_| too_long())?;
    let mut bytes = [&length.to_be_bytes()[..], content].concat();
    bytes.resize(size, 0);
    Ok(bytes)
}

/// The content of padded bytes; `None` if they are not as [`padded`] writes them.
fn unpadded(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk()?;
    let (content, zeros) = rest.split_at_checked(u16::from_be_bytes(*length).into())?;
    let filled = LENGTH_BYTES + content.len();
    let size = SIZES.into_iter().find(|size| filled <= *size)?;
    (size == bytes.len() && zeros.iter().all(|byte| *byte == 0)).then_some(content)
}
