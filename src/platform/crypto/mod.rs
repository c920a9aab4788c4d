//! Sealing texts with the browser's own cryptography (WebCrypto): nothing of it is ours.
//!
//! Invariants: salts and nonces are drawn anew each time; a key never leaves the browser's keeping
//! but encrypted; what was sealed has been opened once before it is given out.

mod answer;

use js_sys::{Array, ArrayBuffer, JsString, Object, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, Crypto, CryptoKey, Pbkdf2Params, SubtleCrypto};

use crate::exchange::sealed::{Ciphertext, Kdf, Sealed};

pub use answer::{new_response_key_pair, open_answer, seal_answer};

/// A text was not sealed, or not opened.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The browser has no cryptography here: the page came over plain http.
    #[error("no cryptography on this page")]
    Unavailable,
    /// Another key sealed it, so another passphrase; or somebody altered it on purpose.
    #[error("the key does not open it")]
    WrongKey,
    /// Anything else that the browser says.
    #[error("the browser's cryptography failed: {0}")]
    Failed(String),
}

/// A key in the browser's keeping: it cannot be read out.
#[derive(Clone, Debug)]
pub struct Key(CryptoKey);

/// Whether the browser offers cryptography on this page: it does over https and on localhost.
pub fn is_available() -> bool {
    subtle().is_ok()
}

/// A new way from a passphrase to a key, with a fresh salt.
///
/// # Errors
/// [`CryptoError`].
pub fn new_kdf() -> Result<Kdf, CryptoError> {
    random().map(Kdf::new)
}

/// The key of a passphrase; takes about half a second. The passphrase counts in the Unicode form
/// NFC, so that each keyboard's way of typing `é` is the same.
///
/// # Errors
/// [`CryptoError`].
pub async fn key_of(passphrase: &str, kdf: &Kdf) -> Result<Key, CryptoError> {
    let subtle = subtle()?;
    let normal: String = JsString::from(passphrase).normalize("NFC").into();
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

/// The text sealed with a passphrase.
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

/// The text that a passphrase sealed.
///
/// # Errors
/// [`CryptoError::WrongKey`] where it was another passphrase.
pub async fn open_text(sealed: &Sealed, passphrase: &str) -> Result<String, CryptoError> {
    let key = key_of(passphrase, &sealed.kdf).await?;
    open(&sealed.text, &key, &sealed.kdf.header()).await
}

/// The text encrypted with a key. It opens only along with `header`, which stays readable.
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

/// The text that a key encrypted along with `header`.
///
/// # Errors
/// [`CryptoError::WrongKey`] where it was another key or another header.
pub async fn open(sealed: &Ciphertext, key: &Key, header: &str) -> Result<String, CryptoError> {
    let cipher = gcm(sealed.nonce(), header);
    let bytes = Uint8Array::from(sealed.bytes());
    let opened = subtle()?.decrypt_with_object_and_buffer_source(&cipher, &key.0, &bytes);
    let opened = bytes_of(done(opened).await.map_err(not_opened)?);
    String::from_utf8(opened).map_err(|error| CryptoError::Failed(error.to_string()))
}

/// A random key for texts, and the same wrapped in another key, to be stored.
///
/// # Errors
/// [`CryptoError`].
pub async fn new_data_key(by: &Key) -> Result<(Key, Ciphertext), CryptoError> {
    let usages = usages(&["encrypt", "decrypt"]);
    let made = subtle()?.generate_key_with_object(&key_kind(), true, &usages);
    let wrapped = wrap(&Key(done(made).await.map_err(failed)?), by).await?;
    Ok((unwrap(&wrapped, by).await?, wrapped))
}

/// The key for texts that another key wrapped.
///
/// # Errors
/// [`CryptoError::WrongKey`] where it was another key.
pub async fn unwrap(wrapped: &Ciphertext, by: &Key) -> Result<Key, CryptoError> {
    unwrap_as(wrapped, by, false).await
}

/// The wrapped key in a new wrapping: the passphrase changes, the texts stay as they are.
///
/// # Errors
/// As [`unwrap`].
pub async fn rewrap(wrapped: &Ciphertext, old: &Key, new: &Key) -> Result<Ciphertext, CryptoError> {
    wrap(&unwrap_as(wrapped, old, true).await?, new).await
}

/// What is authenticated along with a wrapped key, so that nothing else passes for one.
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

/// Browsers leave it out, rather than refuse, where the page is not secure.
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

/// What a call gives in the end.
async fn done<T: JsCast>(called: Result<Promise, JsValue>) -> Result<T, JsValue> {
    JsFuture::from(called?).await?.dyn_into()
}

fn failed(error: JsValue) -> CryptoError {
    CryptoError::Failed(match error.dyn_ref::<js_sys::Error>() {
        Some(error) => error.message().into(),
        None => format!("{error:?}"),
    })
}

/// Where a tag does not match, browsers call it an `OperationError`.
fn not_opened(error: JsValue) -> CryptoError {
    match error.dyn_ref::<js_sys::Error>() {
        Some(error) if error.name() == "OperationError" => CryptoError::WrongKey,
        _ => failed(error),
    }
}
