//! Pixels of pictures and of videos, and the codes that the browser itself detects in them.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, File, HtmlCanvasElement, HtmlVideoElement, ImageBitmap};

use super::{
    files::{call, object},
    words,
};

/// A source of pixels.
pub enum Picture {
    /// The current image of a video.
    Video(HtmlVideoElement),
    /// A still picture.
    Still(ImageBitmap),
}

/// Width, height and four bytes a pixel: red, green, blue, and how little is seen through it.
pub struct Pixels {
    /// The width in pixels.
    pub width: usize,
    /// The height in pixels.
    pub height: usize,
    /// The rows from the top.
    pub rgba: Vec<u8>,
}

impl Picture {
    /// Decodes the picture in a file.
    ///
    /// # Errors
    /// The browser's words if it does not know the format.
    pub async fn in_file(file: &File) -> Result<Self, String> {
        let window = web_sys::window().ok_or("no window")?;
        let bitmap = window.create_image_bitmap_with_blob(file).map_err(words)?;
        let bitmap = JsFuture::from(bitmap).await.map_err(words)?;
        Ok(Self::Still(bitmap.unchecked_into()))
    }

    /// Its pixels, scaled down if a side is longer than `most`; `None` if there is no
    /// image yet, or the browser does not draw it.
    pub fn pixels(&self, most: u32) -> Option<Pixels> {
        let (width, height) = self.size();
        let longest = width.max(height);
        let part = f64::from(most.min(longest)) / f64::from(longest.max(1));
        let [width, height] = [width, height].map(|side| (f64::from(side) * part).round());
        if width < 1.0 || height < 1.0 {
            return None;
        }
        let context = context(width, height)?;
        match self {
            Self::Video(video) => context
                .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, width, height),
            Self::Still(picture) => {
                context.draw_image_with_image_bitmap_and_dw_and_dh(picture, 0.0, 0.0, width, height)
            }
        }
        .ok()?;
        let data = context.get_image_data(0.0, 0.0, width, height).ok()?;
        Some(Pixels {
            width: data.width() as usize,
            height: data.height() as usize,
            rgba: data.data().0,
        })
    }

    fn size(&self) -> (u32, u32) {
        match self {
            Self::Video(video) => (video.video_width(), video.video_height()),
            Self::Still(picture) => (picture.width(), picture.height()),
        }
    }

    fn value(&self) -> &JsValue {
        match self {
            Self::Video(video) => video,
            Self::Still(picture) => picture,
        }
    }
}

impl Drop for Picture {
    fn drop(&mut self) {
        // Releases the memory at once: a photograph uses 50 MB until the browser collects it.
        if let Self::Still(picture) = self {
            picture.close();
        }
    }
}

/// A canvas whose pixels can be read.
fn context(width: f64, height: f64) -> Option<CanvasRenderingContext2d> {
    let document = web_sys::window()?.document()?;
    let canvas: HtmlCanvasElement = document.create_element("canvas").ok()?.dyn_into().ok()?;
    let sizes = [("width", width), ("height", height)];
    for (name, size) in sizes {
        canvas.set_attribute(name, &size.to_string()).ok()?;
    }
    let options = object(&[("willReadFrequently", &true.into())]);
    let context = canvas.get_context_with_context_options("2d", &options);
    context.ok()??.dyn_into().ok()
}

/// The browser's own reader of QR codes, which few browsers have.
pub struct CodeReader(JsValue);

impl CodeReader {
    /// The reader; `None` if the browser has none, or one for other codes only.
    pub async fn new() -> Option<Self> {
        const KIND: &str = "qr_code";
        let class = Reflect::get(&js_sys::global(), &"BarcodeDetector".into()).ok()?;
        let class: Function = class.dyn_into().ok()?;
        let kinds = call(&class, "getSupportedFormats", &JsValue::UNDEFINED).await;
        let kinds: Array = kinds.ok()?.dyn_into().ok()?;
        if !kinds.includes(&KIND.into(), 0) {
            return None;
        }
        let options = object(&[("formats", &Array::of1(&KIND.into()))]);
        let reader = Reflect::construct(&class, &Array::of1(&options));
        Some(Self(reader.ok()?))
    }

    /// The texts of the codes in a picture.
    ///
    /// # Errors
    /// The browser's words if its reader fails, as it does if the system lacks a part of it.
    pub async fn read(&self, picture: &Picture) -> Result<Vec<String>, String> {
        let found = call(&self.0, "detect", picture.value()).await;
        let found: Array = found.and_then(JsCast::dyn_into).map_err(words)?;
        let text = |code| Reflect::get(&code, &"rawValue".into()).ok()?.as_string();
        Ok(found.iter().filter_map(text).collect())
    }
}
