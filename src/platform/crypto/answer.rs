//! Answers encrypted to the sender of a request: ECDH over P-256 with an ephemeral key per answer,
//! HKDF-SHA-256, AES-256-GCM.

use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, EcKeyGenParams, EcKeyImportParams, EcdhKeyDeriveParams, HkdfParams};

use super::{CryptoError, Key, bytes_of, done, failed, key_kind, open, seal, subtle, usages};
use crate::{
    domain::{EntryId, ResponseKeyPair},
    exchange::link::{Response, SealedResponse},
};

/// A new key pair that answers are encrypted to.
///
/// # Errors
/// [`CryptoError`].
pub async fn new_response_key_pair() -> Result<ResponseKeyPair, CryptoError> {
    let pair = new_pair().await?;
    let subtle = subtle()?;
    let private = done::<ArrayBuffer>(subtle.export_key("pkcs8", &half(&pair, "privateKey")?));
    Ok(ResponseKeyPair {
        public: public_of(&pair).await?,
        private: bytes_of(private.await.map_err(failed)?),
    })
}

/// Encrypts an answer so that only the private key decrypts it.
///
/// # Errors
/// [`CryptoError::WrongKey`] if the public key is invalid.
pub async fn seal_answer(
    response: &Response,
    public: &[u8],
) -> Result<SealedResponse, CryptoError> {
    let pair = new_pair().await?;
    let sender = public_of(&pair).await?;
    let key = shared_key(&half(&pair, "privateKey")?, public).await?;
    let content = response.content().map_err(failed_to_write)?;
    let sealed = seal(&content, &key, &header(response.request)).await?;
    Ok(SealedResponse {
        request: response.request,
        sender,
        sealed,
    })
}

/// Decrypts an answer.
///
/// # Errors
/// [`CryptoError::WrongKey`] if it was encrypted to another key, or altered.
pub async fn open_answer(
    sealed: &SealedResponse,
    key: &ResponseKeyPair,
) -> Result<Response, CryptoError> {
    let private = subtle()?.import_key_with_object(
        "pkcs8",
        &Uint8Array::from(&key.private[..]),
        &curve(),
        false,
        &usages(&["deriveBits"]),
    );
    let private = done(private).await.map_err(|_| CryptoError::WrongKey)?;
    let shared = shared_key(&private, &sealed.sender).await?;
    let content = open(&sealed.sealed, &shared, &header(sealed.request)).await?;
    let response = Response::from_content(&content).map_err(failed_to_write)?;
    if response.request == sealed.request {
        Ok(response)
    } else {
        Err(CryptoError::WrongKey)
    }
}

/// The additional authenticated data of an answer: it belongs to this request and no other.
fn header(request: EntryId) -> String {
    format!("trust-velocity-answer 1 {request}")
}

/// The key that both sides derive from their own private key and the other's public key.
async fn shared_key(private: &CryptoKey, public: &[u8]) -> Result<Key, CryptoError> {
    const BITS: u32 = 256;
    let subtle = subtle()?;
    let public = subtle.import_key_with_object(
        "raw",
        &Uint8Array::from(public),
        &curve(),
        false,
        &usages(&[]),
    );
    let public: CryptoKey = done(public).await.map_err(|_| CryptoError::WrongKey)?;
    let way = EcdhKeyDeriveParams::new("ECDH", &public);
    let secret = subtle.derive_bits_with_object(&way, private, BITS);
    let secret: ArrayBuffer = done(secret).await.map_err(failed)?;
    let material =
        subtle.import_key_with_str("raw", &secret, "HKDF", false, &usages(&["deriveKey"]));
    let material: CryptoKey = done(material).await.map_err(failed)?;
    let info = Uint8Array::from(&b"trust-velocity-answer 1"[..]);
    let salt = Uint8Array::new_with_length(0);
    let way = HkdfParams::new("HKDF", &JsValue::from("SHA-256"), &info, &salt);
    let usages = usages(&["encrypt", "decrypt"]);
    let key =
        subtle.derive_key_with_object_and_object(&way, &material, &key_kind(), false, &usages);
    done(key).await.map(Key).map_err(failed)
}

fn curve() -> Object {
    let curve = EcKeyImportParams::new("ECDH");
    curve.set_named_curve("P-256");
    curve.into()
}

async fn new_pair() -> Result<Object, CryptoError> {
    let way = EcKeyGenParams::new("ECDH", "P-256");
    let made = subtle()?.generate_key_with_object(&way, true, &usages(&["deriveBits"]));
    done(made).await.map_err(failed)
}

fn half(pair: &Object, name: &str) -> Result<CryptoKey, CryptoError> {
    let half = Reflect::get(pair, &JsValue::from(name)).map_err(failed)?;
    half.dyn_into().map_err(failed)
}

async fn public_of(pair: &Object) -> Result<Vec<u8>, CryptoError> {
    let raw = subtle()?.export_key("raw", &half(pair, "publicKey")?);
    Ok(bytes_of(done(raw).await.map_err(failed)?))
}

fn failed_to_write(error: impl ToString) -> CryptoError {
    CryptoError::Failed(error.to_string())
}
