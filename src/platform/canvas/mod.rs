//! A canvas of any pixel density: [`Canvas`] on the page, [`png`] to share.
//!
//! Invariant: whatever a browser refuses is an error value.

mod backend;

use std::{cell::RefCell, rc::Rc};

use js_sys::Promise;
use plotters::{coord::Shift, drawing::DrawingArea};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, HtmlCanvasElement};

use backend::HidpiCanvas;

use crate::chart::{
    RenderContext, Scene, draw,
    draw::{Caption, Card, Drawn},
};

/// A browser does not let us draw.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CanvasError {
    /// There is no document to make a canvas in.
    #[error("there is no document")]
    NoDocument,
    /// The canvas gives no 2d context.
    #[error("the canvas has no 2d context")]
    NoContext,
    /// The browser gave no image.
    #[error("the canvas gave no image")]
    NoImage,
    /// The browser refused a drawing operation, in its own words.
    #[error("the canvas refused: {0}")]
    Refused(String),
}

/// The size of a canvas.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CanvasSize {
    /// In CSS pixels.
    pub width: u32,
    /// In CSS pixels.
    pub height: u32,
    /// How many device pixels there are to each, from 1 to 4.
    ratio: f64,
}

impl CanvasSize {
    /// A size in CSS pixels on this screen, rounded to whole ones; none of a canvas that is hidden.
    pub fn on_screen(width: f64, height: f64) -> Option<Self> {
        let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        let (width, height) = (whole(width.round()), whole(height.round()));
        (0 < width && 0 < height).then(|| Self::new((width, height), ratio))
    }

    /// Browsers refuse canvases beyond some 16 million pixels; no screen has more than 4 to 1.
    fn new((width, height): (u32, u32), ratio: f64) -> Self {
        let is_known = ratio.is_finite();
        Self {
            width,
            height,
            ratio: if is_known { ratio.clamp(1.0, 4.0) } else { 1.0 },
        }
    }

    fn in_device_pixels(self) -> (u32, u32) {
        let device = |side: u32| whole((f64::from(side) * self.ratio).round());
        (device(self.width), device(self.height))
    }
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a number of pixels, and a float's cast saturates"
)]
fn whole(length: f64) -> u32 {
    length as u32
}

/// A canvas that is drawn on again and again. It keeps what it has measured and set.
pub struct Canvas(Rc<RefCell<HidpiCanvas>>);

impl Canvas {
    /// Around an element on which nobody else draws.
    ///
    /// # Errors
    /// [`CanvasError::NoContext`].
    pub fn new(element: HtmlCanvasElement) -> Result<Self, CanvasError> {
        Ok(Self(Rc::new(RefCell::new(HidpiCanvas::new(element)?))))
    }

    /// Draws a scene in place of what was there. It reads no layout.
    ///
    /// # Errors
    /// [`CanvasError::Refused`].
    pub fn paint(
        &self,
        size: CanvasSize,
        scene: &impl Scene,
        context: &RenderContext<'_>,
    ) -> Result<(), CanvasError> {
        self.draw(size, |area| scene.draw(area, context))
    }

    /// Draws the mark of a readout in place of what was there, for a canvas above that of the scene.
    ///
    /// # Errors
    /// [`CanvasError::Refused`].
    pub fn paint_highlight(
        &self,
        size: CanvasSize,
        scene: &impl Scene,
        context: &RenderContext<'_>,
        index: usize,
    ) -> Result<(), CanvasError> {
        self.draw(size, |area| scene.draw_highlight(area, context, index))
    }

    /// Takes away what was drawn.
    pub fn clear(&self) {
        self.0.borrow().clear();
    }

    fn draw(
        &self,
        size: CanvasSize,
        draw: impl FnOnce(&DrawingArea<HidpiCanvas, Shift>) -> Drawn<HidpiCanvas>,
    ) -> Result<(), CanvasError> {
        self.0
            .borrow_mut()
            .begin(size)
            .map_err(|error| refused(&error))?;
        let area = DrawingArea::from(&self.0);
        draw(&area).map_err(|error| CanvasError::Refused(error.to_string()))?;
        self.0.borrow_mut().finish_path();
        Ok(())
    }
}

/// A scene as a PNG to share, 1200 × 840 pixels, with its own ground, title and legend.
///
/// # Errors
/// [`CanvasError`].
pub async fn png(
    scene: &impl Scene,
    context: &RenderContext<'_>,
    caption: Caption<'_>,
) -> Result<Blob, CanvasError> {
    image(draw::POSTER, 2.0, |area| {
        draw::poster(area, scene, context, caption)
    })
    .await
}

/// A card as a PNG to share, 1125 × 1590 pixels.
///
/// # Errors
/// [`CanvasError`].
pub async fn card_png(card: &Card, context: &RenderContext<'_>) -> Result<Blob, CanvasError> {
    image(draw::CARD, 3.0, |area| card.draw(area, context)).await
}

/// A drawing on a canvas of its own, as a PNG.
async fn image(
    size: (u32, u32),
    ratio: f64,
    draw: impl FnOnce(&DrawingArea<HidpiCanvas, Shift>) -> Drawn<HidpiCanvas>,
) -> Result<Blob, CanvasError> {
    let document = web_sys::window().and_then(|window| window.document());
    let element = document
        .ok_or(CanvasError::NoDocument)?
        .create_element("canvas")
        .map_err(|error| refused(&error))?
        .dyn_into::<HtmlCanvasElement>()
        .map_err(|_| CanvasError::NoContext)?;
    Canvas::new(element.clone())?.draw(CanvasSize::new(size, ratio), draw)?;
    blob(&element).await
}

async fn blob(canvas: &HtmlCanvasElement) -> Result<Blob, CanvasError> {
    let promise = Promise::new(&mut |resolve, reject| {
        let done = Closure::once_into_js(move |blob: JsValue| {
            // A promise's own `resolve` cannot fail.
            let _ = resolve.call1(&JsValue::NULL, &blob);
        });
        if let Err(error) = canvas.to_blob(done.unchecked_ref()) {
            let _ = reject.call1(&JsValue::NULL, &error);
        }
    });
    let blob = JsFuture::from(promise)
        .await
        .map_err(|error| refused(&error))?;
    blob.dyn_into::<Blob>().map_err(|_| CanvasError::NoImage)
}

fn refused(error: &JsValue) -> CanvasError {
    CanvasError::Refused(format!("{error:?}"))
}
