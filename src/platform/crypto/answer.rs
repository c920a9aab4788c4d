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
    let pair = new_pair(&ECDH).await?;
    Ok(ResponseKeyPair {
        public: public_of(&pair).await?,
        private: private_of(&pair).await?,
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
    let pair = new_pair(&ECDH).await?;
    let sender = public_of(&pair).await?;
    let key = shared_key(&half(&pair, "privateKey")?, public, PURPOSE).await?;
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
    let private = import_private(&ECDH, &key.private).await?;
    let shared = shared_key(&private, &sealed.sender, PURPOSE).await?;
    let content = open(&sealed.sealed, &shared, &header(sealed.request)).await?;
    let response = Response::from_content(&content).map_err(failed_to_write)?;
    if response.request == sealed.request {
        Ok(response)
    } else {
        Err(CryptoError::WrongKey)
    }
}

/// The purpose that an answer's key is derived for.
const PURPOSE: &str = "trust-velocity-answer 1";

/// The additional authenticated data of an answer: it belongs to this request and no other.
fn header(request: EntryId) -> String {
    format!("{PURPOSE} {request}")
}

/// The key that both sides derive for a purpose from their own private key and the other's public key.
pub(super) async fn shared_key(
    private: &CryptoKey,
    public: &[u8],
    purpose: &str,
) -> Result<Key, CryptoError> {
    const BITS: u32 = 256;
    let subtle = subtle()?;
    let public = import_public(&ECDH, public).await?;
    let way = EcdhKeyDeriveParams::new("ECDH", &public);
    let secret = subtle.derive_bits_with_object(&way, private, BITS);
    let secret: ArrayBuffer = done(secret).await.map_err(failed)?;
    let material =
        subtle.import_key_with_str("raw", &secret, "HKDF", false, &usages(&["deriveKey"]));
    let material: CryptoKey = done(material).await.map_err(failed)?;
    let info = Uint8Array::from(purpose.as_bytes());
    let salt = Uint8Array::new_with_length(0);
    let way = HkdfParams::new("HKDF", &JsValue::from("SHA-256"), &info, &salt);
    let usages = usages(&["encrypt", "decrypt"]);
    let key =
        subtle.derive_key_with_object_and_object(&way, &material, &key_kind(), false, &usages);
    done(key).await.map(Key).map_err(failed)
}

/// A use of keys over P-256.
pub(super) struct Curve {
    /// The name of the algorithm.
    name: &'static str,
    /// The uses of the private half.
    private: &'static [&'static str],
    /// The uses of the public half.
    public: &'static [&'static str],
}

/// To agree on a key.
pub(super) const ECDH: Curve = Curve {
    name: "ECDH",
    private: &["deriveBits"],
    public: &[],
};

/// To sign.
pub(super) const ECDSA: Curve = Curve {
    name: "ECDSA",
    private: &["sign"],
    public: &["verify"],
};

const P_256: &str = "P-256";

/// The private half of a pair from its PKCS #8.
///
/// # Errors
/// [`CryptoError::WrongKey`] if it is none.
pub(super) async fn import_private(curve: &Curve, bytes: &[u8]) -> Result<CryptoKey, CryptoError> {
    import("pkcs8", curve, bytes, curve.private).await
}

/// The public half of a pair from its uncompressed point.
///
/// # Errors
/// As [`import_private`].
pub(super) async fn import_public(curve: &Curve, point: &[u8]) -> Result<CryptoKey, CryptoError> {
    import("raw", curve, point, curve.public).await
}

async fn import(
    format: &str,
    curve: &Curve,
    bytes: &[u8],
    uses: &[&str],
) -> Result<CryptoKey, CryptoError> {
    let way = EcKeyImportParams::new(curve.name);
    way.set_named_curve(P_256);
    let bytes = Uint8Array::from(bytes);
    let key = subtle()?.import_key_with_object(format, &bytes, &way, false, &usages(uses));
    done(key).await.map_err(|_| CryptoError::WrongKey)
}

pub(super) async fn new_pair(curve: &Curve) -> Result<Object, CryptoError> {
    let way = EcKeyGenParams::new(curve.name, P_256);
    let uses = usages(&[curve.private, curve.public].concat());
    let made = subtle()?.generate_key_with_object(&way, true, &uses);
    done(made).await.map_err(failed)
}

pub(super) fn half(pair: &Object, name: &str) -> Result<CryptoKey, CryptoError> {
    let half = Reflect::get(pair, &JsValue::from(name)).map_err(failed)?;
    half.dyn_into().map_err(failed)
}

pub(super) async fn public_of(pair: &Object) -> Result<Vec<u8>, CryptoError> {
    let raw = subtle()?.export_key("raw", &half(pair, "publicKey")?);
    Ok(bytes_of(done(raw).await.map_err(failed)?))
}

pub(super) async fn private_of(pair: &Object) -> Result<Vec<u8>, CryptoError> {
    let bytes = subtle()?.export_key("pkcs8", &half(pair, "privateKey")?);
    Ok(bytes_of(done(bytes).await.map_err(failed)?))
}

fn failed_to_write(error: impl ToString) -> CryptoError {
    CryptoError::Failed(error.to_string())
}
