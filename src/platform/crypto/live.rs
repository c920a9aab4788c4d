//! The cryptography of a live class: envelopes sealed by ECDH over P-256 with an ephemeral key each,
//! HKDF-SHA-256 and AES-256-GCM, and signatures by ECDSA with SHA-256.
//!
//! Invariants: no message is returned before its signature has been verified; private halves are imported
//! once, and cannot be exported from here.

use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use web_sys::{CryptoKey, Pbkdf2Params};

use super::{
    CryptoError, bytes_of, done, failed, gcm, random,
    recipient::{
        ECDH, ECDSA, half, import_private, import_public, new_pair, public_of, shared_key,
    },
    signature::{is_signed, new_key_pair, sign},
    subtle, usages,
};
use crate::{
    domain::live::{Channel, LiveKeys, LivePublic, PublicKey, Signature},
    live::{
        Counts, Direction, Envelope, FromPhone, HandoverWords, HostMessage, LeftOut, Opened,
        PhoneId, SignedCounts, SignedState, State, ToPhone, ToSend, WriteError, team::Phrase,
    },
};

/// A message was not sealed or signed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// It cannot be written.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The browser's cryptography failed.
    #[error(transparent)]
    Crypto(#[from] CryptoError),
}

/// Two new key pairs, for a host or a phone.
///
/// # Errors
/// [`CryptoError`].
pub async fn new_live_keys() -> Result<LiveKeys, CryptoError> {
    Ok(LiveKeys {
        seal: new_key_pair(&ECDH).await?,
        sign: new_key_pair(&ECDSA).await?,
    })
}

/// A host's keys, ready for use.
#[derive(Clone, Debug)]
pub struct HostCrypto {
    public: LivePublic,
    channel: Channel,
    seal: CryptoKey,
    sign: CryptoKey,
    verify: CryptoKey,
}

/// A phone's keys and the public ones of its host, ready for use.
#[derive(Clone, Debug)]
pub struct PhoneCrypto {
    phone: PhoneId,
    channel: Channel,
    host: LivePublic,
    public: [PublicKey; 2],
    seal: CryptoKey,
    sign: CryptoKey,
    verify: CryptoKey,
}

impl HostCrypto {
    /// Imports a host's keys.
    ///
    /// # Errors
    /// [`CryptoError::WrongKey`] if they are none.
    pub async fn new(keys: &LiveKeys) -> Result<Self, CryptoError> {
        let public = keys.public();
        Ok(Self {
            public,
            channel: public.channel(),
            seal: import_private(&ECDH, &keys.seal.private).await?,
            sign: import_private(&ECDSA, &keys.sign.private).await?,
            verify: import_public(&ECDSA, &keys.sign.public.point()).await?,
        })
    }

    /// Opens what came into the inbox.
    ///
    /// # Errors
    /// [`LeftOut::TooLarge`], [`LeftOut::Garbled`] or [`LeftOut::Forged`].
    pub async fn open(&self, bytes: &[u8]) -> Result<Opened, LeftOut> {
        self.open_content(bytes).await?.opened()
    }

    /// The content of what came into the inbox, whose signature has been verified.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_content(&self, bytes: &[u8]) -> Result<FromPhone, LeftOut> {
        let envelope = Envelope::parse(bytes)?;
        let header = Direction::In.header(self.channel);
        let content = open(&envelope, &self.seal, &header).await;
        let (content, signature) = FromPhone::parse(&content.map_err(|_| LeftOut::Garbled)?)?;
        let key = import_public(&ECDSA, &content.sign.point()).await;
        let key = key.map_err(|_| LeftOut::Forged)?;
        verify(&key, &signature, &content.signed(self.channel)).await?;
        Ok(content)
    }

    /// Seals a message to a phone, and signs it: the parts of [`HostAction::Send`](crate::live::HostAction::Send).
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn seal(
        &self,
        phone: PhoneId,
        seal: &PublicKey,
        message: HostMessage,
    ) -> Result<Vec<u8>, SealError> {
        self.seal_content(&ToPhone::new(phone, message), seal).await
    }

    /// Seals a content to its phone, and signs it.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn seal_content(
        &self,
        content: &ToPhone,
        seal: &PublicKey,
    ) -> Result<Vec<u8>, SealError> {
        let signature = sign(&self.sign, &content.signed(self.channel)).await?;
        let header = Direction::To(content.phone).header(self.channel);
        let envelope = self::seal(&content.write(&signature)?, seal, &header).await?;
        Ok(envelope.write())
    }

    /// Signs a state: that of [`HostAction::Publish`](crate::live::HostAction::Publish).
    ///
    /// # Errors
    /// [`CryptoError`].
    pub async fn sign_state(&self, state: &State) -> Result<Vec<u8>, CryptoError> {
        let content = SignedState::new(self.public, state);
        let signature = sign(&self.sign, &content.signed()).await?;
        Ok(content.write(&signature))
    }

    /// Signs counts for second screens.
    ///
    /// # Errors
    /// [`CryptoError`].
    pub async fn sign_counts(&self, counts: &Counts) -> Result<Vec<u8>, CryptoError> {
        let content = SignedCounts::new(self.public, counts);
        let signature = sign(&self.sign, &content.signed()).await?;
        Ok(content.write(&signature))
    }

    /// The state that the broker keeps; `None` if this host did not sign it, or there is none.
    pub async fn state(&self, bytes: &[u8]) -> Option<State> {
        verified_state(bytes, self.channel, &self.verify).await.ok()
    }
}

impl PhoneCrypto {
    /// Imports a phone's keys and its host's, which [`SignedState::parse`] finds in the first state that
    /// comes.
    ///
    /// # Errors
    /// [`CryptoError::WrongKey`] if they are none.
    pub async fn new(host: LivePublic, keys: &LiveKeys) -> Result<Self, CryptoError> {
        Ok(Self {
            phone: PhoneId::of(&keys.sign.public),
            channel: host.channel(),
            host,
            public: [keys.sign.public, keys.seal.public],
            seal: import_private(&ECDH, &keys.seal.private).await?,
            sign: import_private(&ECDSA, &keys.sign.private).await?,
            verify: import_public(&ECDSA, &host.sign.point()).await?,
        })
    }

    /// Signs a message, and seals it to the host.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn seal(&self, to_send: &ToSend) -> Result<Vec<u8>, SealError> {
        let ToSend { counter, message } = to_send;
        self.seal_body(*counter, message.write()?).await
    }

    /// Signs a message's bytes, and seals them to the host.
    ///
    /// # Errors
    /// [`SealError`].
    pub async fn seal_body(&self, counter: u64, body: Vec<u8>) -> Result<Vec<u8>, SealError> {
        let [sign_key, seal_key] = self.public;
        let content = FromPhone::of_body(sign_key, seal_key, counter, body);
        let channel = self.channel;
        let signature = sign(&self.sign, &content.signed(channel)).await?;
        let header = Direction::In.header(channel);
        let envelope = seal(&content.write(&signature)?, &self.host.seal, &header).await?;
        Ok(envelope.write())
    }

    /// Opens what was sent to this phone.
    ///
    /// # Errors
    /// As [`HostCrypto::open`].
    pub async fn open(&self, bytes: &[u8]) -> Result<HostMessage, LeftOut> {
        self.open_content(bytes).await?.message()
    }

    /// The content of what was sent to this phone, whose signature has been verified.
    ///
    /// # Errors
    /// As [`HostCrypto::open`].
    pub async fn open_content(&self, bytes: &[u8]) -> Result<ToPhone, LeftOut> {
        let envelope = Envelope::parse(bytes)?;
        let channel = self.channel;
        let header = Direction::To(self.phone).header(channel);
        let content = open(&envelope, &self.seal, &header).await;
        let content = content.map_err(|_| LeftOut::Garbled)?;
        let (content, signature) = ToPhone::parse(self.phone, &content)?;
        verify(&self.verify, &signature, &content.signed(channel)).await?;
        Ok(content)
    }

    /// The state that the host signed.
    ///
    /// # Errors
    /// As [`HostCrypto::open`].
    pub async fn state(&self, bytes: &[u8]) -> Result<State, LeftOut> {
        verified_state(bytes, self.channel, &self.verify).await
    }
}

/// The state that the host of a channel signed, for a screen that has no key.
///
/// # Errors
/// As [`HostCrypto::open`].
pub async fn shown_state(channel: Channel, bytes: &[u8]) -> Result<State, LeftOut> {
    let (content, signature) = SignedState::parse(channel, bytes)?;
    verify(
        &verifying(&content.host).await?,
        &signature,
        &content.signed(),
    )
    .await?;
    content.state()
}

/// The counts that the host of a channel signed.
///
/// # Errors
/// As [`HostCrypto::open`].
pub async fn shown_counts(channel: Channel, bytes: &[u8]) -> Result<Counts, LeftOut> {
    let (content, signature) = SignedCounts::parse(channel, bytes)?;
    verify(
        &verifying(&content.host).await?,
        &signature,
        &content.signed(),
    )
    .await?;
    content.counts()
}

/// The key that verifies what a host has signed.
async fn verifying(host: &LivePublic) -> Result<CryptoKey, LeftOut> {
    let key = import_public(&ECDSA, &host.sign.point()).await;
    key.map_err(|_| LeftOut::Forged)
}

/// Words that nobody has drawn before.
///
/// # Errors
/// [`CryptoError`] if the browser gives no random numbers.
pub fn new_handover_words() -> Result<HandoverWords, CryptoError> {
    random().map(HandoverWords::of)
}

/// The phrase by which a manager knows a seller's keys. It takes as long as the key of a passphrase.
///
/// # Errors
/// [`CryptoError`].
pub async fn phrase_of(
    channel: Channel,
    sign: &PublicKey,
    seal: &PublicKey,
) -> Result<Phrase, CryptoError> {
    const BITS: u32 = 48;
    let subtle = subtle()?;
    let material = Uint8Array::from(&Phrase::material(sign, seal)[..]);
    let uses = usages(&["deriveBits"]);
    let material = subtle.import_key_with_str("raw", &material, "PBKDF2", false, &uses);
    let material: CryptoKey = done(material).await.map_err(failed)?;
    let salt = Uint8Array::from(Phrase::salt(channel).as_bytes());
    let way = Pbkdf2Params::new("PBKDF2", &JsValue::from("SHA-256"), Phrase::ROUNDS, &salt);
    let derived = subtle.derive_bits_with_object(&way, &material, BITS);
    let derived = bytes_of(done(derived).await.map_err(failed)?).try_into();
    let derived = derived.map_err(|_| CryptoError::Failed("no 48 bits".to_owned()))?;
    Ok(Phrase::of(derived))
}

async fn verified_state(bytes: &[u8], channel: Channel, key: &CryptoKey) -> Result<State, LeftOut> {
    let (content, signature) = SignedState::parse(channel, bytes)?;
    verify(key, &signature, &content.signed()).await?;
    content.state()
}

async fn seal(content: &[u8], to: &PublicKey, header: &str) -> Result<Envelope, CryptoError> {
    let pair = new_pair(&ECDH).await?;
    let sender = PublicKey::of_point(&public_of(&pair).await?);
    let sender = sender.ok_or_else(|| CryptoError::Failed("no point".to_owned()))?;
    let key = shared_key(&half(&pair, "privateKey")?, &to.point(), header).await?;
    let nonce = random()?;
    let content = Uint8Array::from(content);
    let cipher = gcm(nonce, header);
    let sealed = subtle()?.encrypt_with_object_and_buffer_source(&cipher, &key.0, &content);
    let sealed = bytes_of(done(sealed).await.map_err(failed)?);
    Ok(Envelope::new(sender, nonce, sealed))
}

async fn open(
    envelope: &Envelope,
    private: &CryptoKey,
    header: &str,
) -> Result<Vec<u8>, CryptoError> {
    let key = shared_key(private, &envelope.sender.point(), header).await?;
    let sealed = Uint8Array::from(envelope.sealed());
    let cipher = gcm(envelope.nonce, header);
    let opened = subtle()?.decrypt_with_object_and_buffer_source(&cipher, &key.0, &sealed);
    Ok(bytes_of(done(opened).await.map_err(super::not_opened)?))
}

async fn verify(key: &CryptoKey, signature: &Signature, bytes: &[u8]) -> Result<(), LeftOut> {
    match is_signed(key, signature, bytes).await {
        Ok(true) => Ok(()),
        _ => Err(LeftOut::Forged),
    }
}
