//! Signatures by ECDSA over P-256 with SHA-256, and those of submissions.

use js_sys::{ArrayBuffer, Boolean, Object, Uint8Array};
use wasm_bindgen::JsValue;
use web_sys::{CryptoKey, EcdsaParams};

use super::{
    CryptoError, bytes_of, done, failed,
    recipient::{Curve, ECDSA, import_private, import_public, new_pair, private_of, public_of},
    subtle,
};
use crate::{
    domain::{
        classroom::{Signed, Submission},
        live::{KeyPair, PublicKey, Signature},
    },
    exchange::link::{signed_content, write_signed_submission},
};

/// A new key pair to sign with, of which a submission has its id.
///
/// # Errors
/// [`CryptoError`].
pub async fn new_sign_pair() -> Result<KeyPair, CryptoError> {
    new_key_pair(&ECDSA).await
}

/// The text of a submission, signed.
///
/// # Errors
/// [`CryptoError`].
pub async fn sign_submission(
    submission: &Submission,
    pair: &KeyPair,
) -> Result<String, CryptoError> {
    let not_written =
        |error: crate::exchange::link::LinkError| CryptoError::Failed(error.to_string());
    let content = signed_content(submission).map_err(not_written)?;
    let private = import_private(&ECDSA, &pair.private).await?;
    let signature = sign(&private, &content).await?;
    write_signed_submission(submission, &pair.public, &signature).map_err(not_written)
}

/// The submission, if the phone signed it that its id names.
///
/// # Errors
/// [`CryptoError`] if the browser cannot tell.
pub async fn verified(signed: Signed) -> Result<Option<Submission>, CryptoError> {
    let verify = async |key: &PublicKey, signature: &Signature, content: &[u8]| {
        match import_public(&ECDSA, &key.point()).await {
            Ok(key) => is_signed(&key, signature, content).await,
            // No point of the curve: nobody signs with it.
            Err(CryptoError::WrongKey) => Ok(false),
            Err(error) => Err(error),
        }
    };
    signed.verified(verify).await
}

pub(super) async fn new_key_pair(curve: &Curve) -> Result<KeyPair, CryptoError> {
    let pair = new_pair(curve).await?;
    let public = PublicKey::of_point(&public_of(&pair).await?);
    Ok(KeyPair {
        public: public.ok_or_else(|| CryptoError::Failed("no point".to_owned()))?,
        private: private_of(&pair).await?,
    })
}

fn with_sha_256() -> Object {
    EcdsaParams::new("ECDSA", &JsValue::from("SHA-256")).into()
}

pub(super) async fn sign(key: &CryptoKey, bytes: &[u8]) -> Result<Signature, CryptoError> {
    let bytes = Uint8Array::from(bytes);
    let signed = subtle()?.sign_with_object_and_buffer_source(&with_sha_256(), key, &bytes);
    let signature = bytes_of(done::<ArrayBuffer>(signed).await.map_err(failed)?);
    let signature = signature.try_into();
    signature.map_err(|_| CryptoError::Failed("no signature".to_owned()))
}

pub(super) async fn is_signed(
    key: &CryptoKey,
    signature: &Signature,
    bytes: &[u8],
) -> Result<bool, CryptoError> {
    let (signature, bytes) = (Uint8Array::from(&signature[..]), Uint8Array::from(bytes));
    let way = with_sha_256();
    let verified = subtle()?
        .verify_with_object_and_buffer_source_and_buffer_source(&way, key, &signature, &bytes);
    let is_own: Boolean = done(verified).await.map_err(failed)?;
    Ok(is_own.value_of())
}
