//! Texts encrypted to a public key: answers to the sender of a request, reports to the manager of a team. ECDH
//! over P-256 with an ephemeral key per text, HKDF-SHA-256, AES-256-GCM.

use js_sys::{ArrayBuffer, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CryptoKey, EcKeyGenParams, EcKeyImportParams, EcdhKeyDeriveParams, HkdfParams};

use super::{CryptoError, Key, bytes_of, done, failed, key_kind, open, seal, subtle, usages};
use crate::{
    domain::{EntryId, ResponseKeyPair, team::SharedReport},
    exchange::{
        link::{Response, SealedReport, SealedResponse, read_report, report_content},
        sealed::SealedTo,
    },
};

/// The kinds of text, so that none passes for another: part of what the key is derived from, and of what is
/// authenticated.
const ANSWER: &str = "trust-velocity-answer 1";
const REPORT: &str = "trust-velocity-report 1";

/// A new key pair that texts are encrypted to.
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
    let content = response.content().map_err(failed_to_write)?;
    let sealed = seal_to(&content, public, ANSWER, response.request).await?;
    Ok(SealedResponse {
        request: response.request,
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
    let content = open_with(&sealed.sealed, key, ANSWER, sealed.request).await?;
    let response = Response::from_content(&content).map_err(failed_to_write)?;
    if response.request == sealed.request {
        Ok(response)
    } else {
        Err(CryptoError::WrongKey)
    }
}

/// Encrypts a report so that only the manager of the team decrypts it.
///
/// # Errors
/// As [`seal_answer`].
pub async fn seal_report(
    report: &SharedReport,
    public: &[u8],
) -> Result<SealedReport, CryptoError> {
    let content = report_content(report).map_err(failed_to_write)?;
    let sealed = seal_to(&content, public, REPORT, report.team).await?;
    Ok(SealedReport {
        team: report.team,
        sealed,
    })
}

/// Decrypts a report.
///
/// # Errors
/// As [`open_answer`].
pub async fn open_report(
    sealed: &SealedReport,
    key: &ResponseKeyPair,
) -> Result<SharedReport, CryptoError> {
    let content = open_with(&sealed.sealed, key, REPORT, sealed.team).await?;
    let report = read_report(&content).map_err(failed_to_write)?;
    if report.team == sealed.team {
        Ok(report)
    } else {
        Err(CryptoError::WrongKey)
    }
}

/// Encrypts a text of a kind about something with this id to a public key.
async fn seal_to(
    text: &str,
    public: &[u8],
    kind: &str,
    about: EntryId,
) -> Result<SealedTo, CryptoError> {
    let pair = new_pair(&ECDH).await?;
    let sender = public_of(&pair).await?;
    let key = shared_key(&half(&pair, "privateKey")?, public, kind).await?;
    let text = seal(text, &key, &header(kind, about)).await?;
    Ok(SealedTo { sender, text })
}

/// Decrypts a text of a kind about something with this id.
async fn open_with(
    sealed: &SealedTo,
    key: &ResponseKeyPair,
    kind: &str,
    about: EntryId,
) -> Result<String, CryptoError> {
    let private = import_private(&ECDH, &key.private).await?;
    let shared = shared_key(&private, &sealed.sender, kind).await?;
    open(&sealed.text, &shared, &header(kind, about)).await
}

/// The additional authenticated data of a text: it belongs to this request or team and no other.
fn header(kind: &str, about: EntryId) -> String {
    format!("{kind} {about}")
}

/// The key that both sides derive for a kind of text from their own private key and the other's public key.
pub(super) async fn shared_key(
    private: &CryptoKey,
    public: &[u8],
    kind: &str,
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
    let info = Uint8Array::from(kind.as_bytes());
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
