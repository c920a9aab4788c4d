//! Files that a person chooses, and texts handed out as files.

use js_sys::{Array, Uint8Array};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, TextDecoder, TextDecoderOptions};

use super::{save_file, words};

/// What a file holds.
///
/// # Errors
/// The browser's words where it cannot be read: gone, or not on this device.
pub async fn bytes_of(file: &File) -> Result<Vec<u8>, String> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(words)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// The text of bytes in the encoding of this label, a byte order mark left off; none where they are
/// no text in it.
pub fn decoded(bytes: &[u8], label: &str) -> Option<String> {
    let options = TextDecoderOptions::new();
    options.set_fatal(true);
    let decoder = TextDecoder::new_with_label_and_options(label, &options).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// Hands a text to the person as a file of this media type.
///
/// # Errors
/// The browser's words where it refuses.
pub fn save_text(text: &str, media_type: &str, name: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&Uint8Array::from(text.as_bytes()));
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).map_err(words)?;
    save_file(&blob, name).map_err(words)
}
