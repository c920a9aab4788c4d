//! Scanning for codes: with the browser's own reader if there is one, and with ours.

use crate::{
    exchange::qr::{CameraReader, GreyImage, read},
    platform::pictures::{CodeReader, Picture},
};

/// The longest side, in pixels, of a camera image: a code of 69 modules is as wide as a third of
/// it.
const PREVIEW_SIDE: u32 = 1024;

/// The longest sides at which a picture is scanned, in turn: a small one has less noise, a large
/// one resolves small codes.
const SCAN_SIDES: [u32; 3] = [1024, 2048, 640];

/// If the browser's own reader saw nothing in this many images of the camera, ours looks once: not all
/// browsers' readers read inverted codes.
const IMAGES_BEFORE_OURS: usize = 3;

/// A picture gave no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureError {
    /// The browser cannot open the file.
    Unreadable,
    /// It has no readable code.
    WithoutCode,
}

/// The texts of the codes in a file's picture, at least one.
pub async fn texts_of(file: &web_sys::File) -> Result<Vec<String>, PictureError> {
    let picture = Picture::in_file(file).await;
    let picture = picture.map_err(|_| PictureError::Unreadable)?;
    // Not all of the browsers' readers read inverted codes, of which one may stand beside another.
    let mut texts = match CodeReader::new().await {
        Some(reader) => reader.read(&picture).await.unwrap_or_default(),
        None => Vec::new(),
    };
    for most in SCAN_SIDES {
        for text in texts_in(&picture, most, read) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        if !texts.is_empty() {
            return Ok(texts);
        }
    }
    Err(PictureError::WithoutCode)
}

/// Scans the images of the camera.
pub struct CodeScanner {
    reader: Option<CodeReader>,
    ours: CameraReader,
    /// In how many images since ours looked the browser's reader saw nothing.
    unseen: usize,
}

impl CodeScanner {
    /// A scanner with the browser's reader, if it has one.
    pub async fn open() -> Self {
        Self {
            reader: CodeReader::new().await,
            ours: CameraReader::default(),
            unseen: 0,
        }
    }

    /// The texts of the codes that are in view.
    pub async fn scan(&mut self, picture: &Picture) -> Vec<String> {
        if let Some(reader) = &self.reader {
            match reader.read(picture).await {
                Ok(texts) if !texts.is_empty() => return texts,
                Ok(_) if self.unseen + 1 < IMAGES_BEFORE_OURS => {
                    self.unseen += 1;
                    return Vec::new();
                }
                Ok(_) => self.unseen = 0,
                // A reader that failed once always fails: the system lacks a part of it.
                Err(_) => self.reader = None,
            }
        }
        texts_in(picture, PREVIEW_SIDE, |image| self.ours.read(image))
    }
}

/// The texts of the codes in a picture, on each ground that it may stand on.
fn texts_in(
    picture: &Picture,
    most: u32,
    read: impl FnMut(&GreyImage) -> Vec<String>,
) -> Vec<String> {
    let images = picture
        .pixels(most)
        .and_then(|pixels| GreyImage::on_grounds(pixels.width, pixels.height, &pixels.rgba).ok());
    // A picture without pixels, such as a video that has not begun, has no codes.
    images.iter().flatten().flat_map(read).collect()
}
