//! Encryption by the browser's own cryptography (`WebCrypto`); no algorithm is ours.
//!
//! Invariants: salts and nonces are drawn for each use; a key leaves the browser only encrypted;
//! each sealed text has been decrypted once before it is returned.

pub mod live;
mod recipient;
mod signature;

use js_sys::{Array, ArrayBuffer, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, Crypto, CryptoKey, Pbkdf2Params, SubtleCrypto};

use crate::exchange::sealed::{Ciphertext, Kdf, Sealed};

pub use recipient::{new_response_key_pair, open_answer, open_report, seal_answer, seal_report};
pub use signature::{new_sign_pair, sign_submission, verified};

/// A text was not encrypted, or not decrypted.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The browser offers no cryptography here: the page was loaded over plain http.
    #[error("no cryptography on this page")]
    Unavailable,
    /// The key or passphrase is wrong, or the text was altered on purpose.
    #[error("the key does not open it")]
    WrongKey,
    /// Any other error, in the browser's words.
    #[error("the browser's cryptography failed: {0}")]
    Failed(String),
}

/// A key that stays in the browser: it cannot be exported.
#[derive(Clone, Debug)]
pub struct Key(CryptoKey);

/// Whether the browser offers cryptography on this page, as it does over https and on localhost.
pub fn is_available() -> bool {
    subtle().is_ok()
}

/// The parameters of a new key derivation, with a fresh salt.
///
/// # Errors
/// [`CryptoError`].
pub fn new_kdf() -> Result<Kdf, CryptoError> {
    random().map(Kdf::new)
}

/// Derives the key of a passphrase, which takes about half a second. The passphrase is normalised
/// to Unicode NFC, so it does not depend on how a keyboard types `é`.
///
/// # Errors
/// [`CryptoError`].
pub async fn key_of(passphrase: &str, kdf: &Kdf) -> Result<Key, CryptoError> {
    let subtle = subtle()?;
    let normal = super::composed(passphrase);
    let material = subtle.import_key_with_str(
        "raw",
        &Uint8Array::from(normal.as_bytes()),
        "PBKDF2",
        false,
        &usages(&["deriveKey"]),
    );
    let material: CryptoKey = done(material).await.map_err(failed)?;
    let salt = Uint8Array::from(&kdf.salt()[..]);
    let way = Pbkdf2Params::new("PBKDF2", &JsValue::from("SHA-256"), kdf.rounds(), &salt);
    let derived = subtle.derive_key_with_object_and_object(
        &way,
        &material,
        &key_kind(),
        false,
        &usages(&["encrypt", "decrypt", "wrapKey", "unwrapKey"]),
    );
    done(derived).await.map(Key).map_err(failed)
}

/// Encrypts a text with a passphrase.
///
/// # Errors
/// [`CryptoError`].
pub async fn seal_text(text: &str, passphrase: &str) -> Result<Sealed, CryptoError> {
    let kdf = new_kdf()?;
    let key = key_of(passphrase, &kdf).await?;
    let sealed = Sealed {
        kdf,
        text: seal(text, &key, &kdf.header()).await?,
    };
    Ok(sealed)
}

/// Decrypts a text with a passphrase.
///
/// # Errors
/// [`CryptoError::WrongKey`] if the passphrase is wrong.
pub async fn open_text(sealed: &Sealed, passphrase: &str) -> Result<String, CryptoError> {
    let key = key_of(passphrase, &sealed.kdf).await?;
    open(&sealed.text, &key, &sealed.kdf.header()).await
}

/// Encrypts a text with a key. Decrypting needs the same `header`, which stays readable.
///
/// # Errors
/// [`CryptoError`].
pub async fn seal(text: &str, key: &Key, header: &str) -> Result<Ciphertext, CryptoError> {
    let nonce = random()?;
    let cipher = gcm(nonce, header);
    let bytes = Uint8Array::from(text.as_bytes());
    let sealed = subtle()?.encrypt_with_object_and_buffer_source(&cipher, &key.0, &bytes);
    let sealed = Ciphertext::new(nonce, bytes_of(done(sealed).await.map_err(failed)?));
    if open(&sealed, key, header).await? == text {
        Ok(sealed)
    } else {
        Err(CryptoError::Failed("sealed to another text".to_owned()))
    }
}

/// Decrypts a text that was encrypted along with `header`.
///
/// # Errors
/// [`CryptoError::WrongKey`] if the key or the header differs.
pub async fn open(sealed: &Ciphertext, key: &Key, header: &str) -> Result<String, CryptoError> {
    let cipher = gcm(sealed.nonce(), header);
    let bytes = Uint8Array::from(sealed.bytes());
    let opened = subtle()?.decrypt_with_object_and_buffer_source(&cipher, &key.0, &bytes);
    let opened = bytes_of(done(opened).await.map_err(not_opened)?);
    String::from_utf8(opened).map_err(|error| CryptoError::Failed(error.to_string()))
}

/// A random key for texts, and the same key wrapped in another one, to be stored.
///
/// # Errors
/// [`CryptoError`].
pub async fn new_data_key(by: &Key) -> Result<(Key, Ciphertext), CryptoError> {
    let usages = usages(&["encrypt", "decrypt"]);
    let made = subtle()?.generate_key_with_object(&key_kind(), true, &usages);
    let wrapped = wrap(&Key(done(made).await.map_err(failed)?), by).await?;
    Ok((unwrap(&wrapped, by).await?, wrapped))
}

/// Unwraps a key that another key wrapped.
///
/// # Errors
/// [`CryptoError::WrongKey`] if another key wrapped it.
pub async fn unwrap(wrapped: &Ciphertext, by: &Key) -> Result<Key, CryptoError> {
    unwrap_as(wrapped, by, false).await
}

/// Wraps a wrapped key in another key: the passphrase changes, the texts stay as they are.
///
/// # Errors
/// As [`unwrap`].
pub async fn rewrap(wrapped: &Ciphertext, old: &Key, new: &Key) -> Result<Ciphertext, CryptoError> {
    wrap(&unwrap_as(wrapped, old, true).await?, new).await
}

/// The additional authenticated data of a wrapped key, so that no other text passes for one.
const WRAPPED_KEY: &str = "trust-velocity-key 1";

async fn wrap(key: &Key, by: &Key) -> Result<Ciphertext, CryptoError> {
    let nonce = random()?;
    let cipher = gcm(nonce, WRAPPED_KEY);
    let wrapped = subtle()?.wrap_key_with_object("raw", &key.0, &by.0, &cipher);
    Ok(Ciphertext::new(
        nonce,
        bytes_of(done(wrapped).await.map_err(failed)?),
    ))
}

async fn unwrap_as(wrapped: &Ciphertext, by: &Key, extractable: bool) -> Result<Key, CryptoError> {
    let cipher = gcm(wrapped.nonce(), WRAPPED_KEY);
    let unwrapped = subtle()?.unwrap_key_with_buffer_source_and_object_and_str(
        "raw",
        &Uint8Array::from(wrapped.bytes()),
        &by.0,
        &cipher,
        "AES-GCM",
        extractable,
        &usages(&["encrypt", "decrypt"]),
    );
    done(unwrapped).await.map(Key).map_err(not_opened)
}

fn crypto() -> Result<Crypto, CryptoError> {
    let window = web_sys::window().ok_or(CryptoError::Unavailable)?;
    window.crypto().map_err(|_| CryptoError::Unavailable)
}

/// In an insecure context browsers leave it out rather than refuse.
fn subtle() -> Result<SubtleCrypto, CryptoError> {
    let subtle = crypto()?.subtle();
    if subtle.is_instance_of::<SubtleCrypto>() {
        Ok(subtle)
    } else {
        Err(CryptoError::Unavailable)
    }
}

fn random<const N: usize>() -> Result<[u8; N], CryptoError> {
    let mut bytes = [0; N];
    crypto()?
        .get_random_values_with_u8_array(&mut bytes)
        .map_err(failed)?;
    Ok(bytes)
}

fn gcm(nonce: [u8; 12], header: &str) -> Object {
    let cipher = AesGcmParams::new("AES-GCM", &Uint8Array::from(&nonce[..]));
    cipher.set_additional_data(&Uint8Array::from(header.as_bytes()));
    cipher.into()
}

fn key_kind() -> Object {
    AesKeyGenParams::new("AES-GCM", 256).into()
}

fn usages(names: &[&str]) -> JsValue {
    names
        .iter()
        .map(|name| JsValue::from(*name))
        .collect::<Array>()
        .into()
}

fn bytes_of(buffer: ArrayBuffer) -> Vec<u8> {
    Uint8Array::new(&buffer).to_vec()
}

/// Awaits the result of a call.
async fn done<T: JsCast>(called: Result<Promise, JsValue>) -> Result<T, JsValue> {
    JsFuture::from(called?).await?.dyn_into()
}

fn failed(error: JsValue) -> CryptoError {
    CryptoError::Failed(match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    })
}

/// Browsers report a wrong tag as an `OperationError`.
fn not_opened(error: JsValue) -> CryptoError {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) if error.name() == "OperationError" => CryptoError::WrongKey,
        _ => failed(error),
    }
}
