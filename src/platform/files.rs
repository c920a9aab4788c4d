//! Reading files that a person chooses, and saving or sharing files.

use std::time::Duration;

use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use leptos::prelude::set_timeout;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File, FilePropertyBag, TextDecoder};

use super::words;

/// Reads the bytes of a file, or of a part of one.
///
/// # Errors
/// The browser's words if it cannot be read: it was moved, or is in a cloud out of reach.
pub async fn bytes_of(file: &Blob) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Reads the bytes of a file from one position to another, in bytes from its start.
///
/// # Errors
/// The browser's words if it cannot be read.
pub async fn slice_of(file: &File, from: f64, to: f64) -> Result<Vec<u8>, String> {
    bytes_of(&file.slice_with_f64_and_f64(from, to).map_err(words)?).await
}

/// The text of a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TextError {
    /// It is too large; its size in bytes.
    TooLarge(usize),
    /// The browser refused; its words.
    Refused(String),
}

/// Reads the text of a file of at most `most` bytes. A larger one is not read at all: that alone
/// could crash the page. Invalid bytes become replacement characters, which a check sum detects.
///
/// # Errors
/// [`TextError`].
pub async fn text_of(file: &File, most: usize) -> Result<String, TextError> {
    if (most as f64) < file.size() {
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size is whole, and counts as the most where it is more"
        )]
        let size = file.size() as usize;
        return Err(TextError::TooLarge(size));
    }
    let bytes = bytes_of(file).await.map_err(TextError::Refused)?;
    // Almost every file is UTF-8, and then not copied.
    Ok(String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

/// Decodes bytes in the encoding of this label, without a byte order mark, and with U+FFFD in the
/// place of bytes that are not valid in it; `None` if the browser does not know the encoding.
pub fn decoded(bytes: &[u8], label: &str) -> Option<String> {
    let decoder = TextDecoder::new_with_label(label).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// Saves a text as a file of this media type.
///
/// # Errors
/// The browser's words if it refuses.
pub fn save_text(text: &str, media_type: &str, name: &str) -> Result<(), String> {
    let file = file_of(text, name, media_type)?;
    save_file(&file, name).map_err(words)
}

/// Makes a file of this text.
///
/// # Errors
/// The browser's words if it makes none.
pub fn file_of(text: &str, name: &str, kind: &str) -> Result<File, String> {
    let bits = Array::of1(&Uint8Array::from(text.as_bytes()));
    let options = FilePropertyBag::new();
    options.set_type(kind);
    File::new_with_u8_array_sequence_and_options(&bits, name, &options).map_err(words)
}

/// Makes a file of these bytes.
///
/// # Errors
/// The browser's words if it makes none.
pub fn file_of_blob(blob: &Blob, name: &str) -> Result<File, String> {
    let options = FilePropertyBag::new();
    options.set_type(&blob.type_());
    File::new_with_blob_sequence_and_options(&Array::of1(blob), name, &options).map_err(words)
}

/// Whether a file can be shared to another app.
pub fn can_share(file: &File) -> bool {
    let Some(navigator) = web_sys::window().map(|window| window.navigator()) else {
        return false;
    };
    method(&navigator, "canShare").is_some_and(|can_share| {
        let answer = can_share.call1(&navigator, &shared(file));
        answer.is_ok_and(|answer| answer.is_truthy())
    })
}

/// Lets the person send a file to another app; returns whether they did.
///
/// # Errors
/// The browser's words if it fails.
pub async fn share(file: &File) -> Result<bool, String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let navigator = navigator.ok_or("no window")?;
    let shared = navigator.share_with_data(&shared(file).unchecked_into());
    unless_cancelled(JsFuture::from(shared).await.map(drop))
}

/// Whether a text can be shared to another app.
pub fn can_share_text() -> bool {
    web_sys::window().is_some_and(|window| method(&window.navigator(), "share").is_some())
}

/// Lets the person send a text to another app; returns whether they did.
///
/// # Errors
/// The browser's words if it fails.
pub async fn share_text(text: &str) -> Result<bool, String> {
    let navigator = web_sys::window().map(|window| window.navigator());
    let navigator = navigator.ok_or("no window")?;
    let content = object(&[("text", &text.into())]);
    let shared = call(&navigator, "share", &content).await;
    unless_cancelled(shared.map(drop))
}

/// Whether the browser lets the person choose a place for a file, and lets us read it back.
pub fn can_pick() -> bool {
    web_sys::window().is_some_and(|window| method(&window, PICKER).is_some())
}

/// Saves a file where the person chooses, and reads it back; `None` if they chose no place.
///
/// # Errors
/// The browser's words if it fails.
pub async fn pick_and_save(file: &File) -> Result<Option<Vec<u8>>, String> {
    let mut read_back = None;
    let saved = async {
        let window = web_sys::window().ok_or("no window")?;
        let options = object(&[("suggestedName", &file.name().into())]);
        let handle = call(&window, PICKER, &options).await?;
        let writable = call(&handle, "createWritable", &JsValue::UNDEFINED).await?;
        call(&writable, "write", file).await?;
        call(&writable, "close", &JsValue::UNDEFINED).await?;
        let written = call(&handle, "getFile", &JsValue::UNDEFINED).await?;
        let buffer = call(&written, "arrayBuffer", &JsValue::UNDEFINED).await?;
        read_back = Some(Uint8Array::new(&buffer).to_vec());
        Ok(())
    };
    unless_cancelled(saved.await)?;
    Ok(read_back)
}

const PICKER: &str = "showSaveFilePicker";

fn shared(file: &File) -> JsValue {
    object(&[("files", &Array::of1(file))])
}

/// Closing the browser's own dialog is not a failure.
fn unless_cancelled(done: Result<(), JsValue>) -> Result<bool, String> {
    match done {
        Ok(()) => Ok(true),
        Err(error) if error.dyn_ref::<js_sys::Error>().is_some_and(is_cancelled) => Ok(false),
        Err(error) => Err(words(error)),
    }
}

fn is_cancelled(error: &js_sys::Error) -> bool {
    error.name() == "AbortError"
}

pub(super) async fn call(
    object: &JsValue,
    name: &str,
    argument: &JsValue,
) -> Result<JsValue, JsValue> {
    let function = method(object, name).ok_or_else(|| JsValue::from(name))?;
    let promise: Promise = function.call1(object, argument)?.dyn_into()?;
    JsFuture::from(promise).await
}

fn method(object: &JsValue, name: &str) -> Option<Function> {
    Reflect::get(object, &name.into()).ok()?.dyn_into().ok()
}

pub(super) fn object(entries: &[(&str, &JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in entries {
        // Setting a property of a plain object never fails.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// Saves a file under a name, in the browser's download folder.
///
/// # Errors
/// The browser's words if it refuses.
pub fn save_file(blob: &web_sys::Blob, name: &str) -> Result<(), JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or_else(|| JsValue::from("no document"))?;
    let link: web_sys::HtmlAnchorElement = document.create_element("a")?.dyn_into()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Safari begins to read the file only later.
    let revoke = move || {
        // Revoking fails only if the address is gone already.
        let _ = web_sys::Url::revoke_object_url(&address);
    };
    set_timeout(revoke, Duration::from_secs(60));
    Ok(())
}
