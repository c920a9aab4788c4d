//! A canvas of any pixel density as a backend of plotters: `paint` on the page, `png` to share.
//!
//! [`HidpiCanvas`] wraps the backend of plotters-canvas, which draws in device pixels and leaves the
//! measuring of text to plotters: that adds a styled span to the page, which a strict `style-src`
//! forbids. The wrapper draws in CSS pixels and measures with the canvas itself. Whatever a browser
//! refuses is an error value.

use js_sys::Promise;
use plotters::{
    coord::Shift,
    drawing::DrawingArea,
    prelude::{DrawingBackend, IntoDrawingArea},
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, CanvasRenderingContext2d, HtmlCanvasElement};

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
    /// The canvas has no size yet; drawing again once it has will do.
    #[error("the canvas has no size")]
    NoSize,
    /// The browser gave no image.
    #[error("the canvas gave no image")]
    NoImage,
    /// The browser refused a drawing operation, in its own words.
    #[error("the canvas refused: {0}")]
    Refused(String),
}

/// Draws a scene onto a canvas on the page, as large as CSS makes it and as fine as its screen is.
///
/// Cheap enough for every frame of a moving finger; call it again whenever size, pixel ratio,
/// theme, language or highlight have changed.
///
/// # Errors
/// [`CanvasError`]; with [`CanvasError::NoSize`] the element is hidden or not laid out yet.
pub fn paint(
    canvas: &HtmlCanvasElement,
    scene: &impl Scene,
    look: &RenderContext<'_>,
) -> Result<(), CanvasError> {
    let (width, height) = size(canvas)?;
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let area = HidpiCanvas::new(canvas, (width, height), ratio)?.into_drawing_area();
    scene
        .draw(&area, look)
        .map_err(|error| CanvasError::Refused(error.to_string()))
}

/// The size of a canvas on the page in whole CSS pixels: what a chart's `nearest` asks for.
///
/// # Errors
/// [`CanvasError::NoSize`] where it is hidden or not laid out yet.
pub fn size(canvas: &HtmlCanvasElement) -> Result<(u32, u32), CanvasError> {
    let side = |pixels: i32| u32::try_from(pixels).ok().filter(|side| 0 < *side);
    let sides = (side(canvas.client_width()), side(canvas.client_height()));
    let (Some(width), Some(height)) = sides else {
        return Err(CanvasError::NoSize);
    };
    Ok((width, height))
}

/// A scene as a PNG to share, 1200 × 840 pixels, with its own ground, title and legend.
///
/// # Errors
/// [`CanvasError`], never [`CanvasError::NoSize`].
pub async fn png(
    scene: &impl Scene,
    look: &RenderContext<'_>,
    caption: Caption<'_>,
) -> Result<Blob, CanvasError> {
    image(draw::POSTER, 2.0, |area| {
        draw::poster(area, scene, look, caption)
    })
    .await
}

/// A card as a PNG to share, 1125 × 1590 pixels.
///
/// # Errors
/// [`CanvasError`], never [`CanvasError::NoSize`].
pub async fn card_png(card: &Card, look: &RenderContext<'_>) -> Result<Blob, CanvasError> {
    image(draw::CARD, 3.0, |area| card.draw(area, look)).await
}

/// A drawing on a canvas of its own, as a PNG.
async fn image(
    size: (u32, u32),
    ratio: f64,
    draw: impl FnOnce(&DrawingArea<HidpiCanvas, Shift>) -> Drawn<HidpiCanvas>,
) -> Result<Blob, CanvasError> {
    let document = web_sys::window().and_then(|window| window.document());
    let canvas = document
        .ok_or(CanvasError::NoDocument)?
        .create_element("canvas")
        .map_err(|error| refused(&error))?
        .dyn_into::<HtmlCanvasElement>()
        .map_err(|_| CanvasError::NoContext)?;
    let area = HidpiCanvas::new(&canvas, size, ratio)?.into_drawing_area();
    draw(&area).map_err(|error| CanvasError::Refused(error.to_string()))?;
    blob(&canvas).await
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

/// The canvas of plotters, drawn on in CSS pixels and measured by itself.
struct HidpiCanvas {
    inner: CanvasBackend,
    context: CanvasRenderingContext2d,
    /// In CSS pixels.
    size: (u32, u32),
    /// Device pixels to each CSS pixel, across and down.
    scale: (f64, f64),
}

type Done = Result<(), DrawingErrorKind<CanvasError>>;

impl HidpiCanvas {
    /// A clear canvas of a size in CSS pixels, with `ratio` device pixels to each.
    fn new(canvas: &HtmlCanvasElement, size: (u32, u32), ratio: f64) -> Result<Self, CanvasError> {
        // Browsers refuse canvases beyond some 16 million pixels; no screen has more than 4 to 1.
        let ratio = if ratio.is_finite() {
            ratio.clamp(1.0, 4.0)
        } else {
            1.0
        };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a positive number of pixels, and a float's cast saturates"
        )]
        let device = |side: u32| (f64::from(side) * ratio).round() as u32;
        let (width, height) = (device(size.0), device(size.1));
        // Setting a size, even the same, clears the canvas and costs a new bitmap.
        if (canvas.width(), canvas.height()) != (width, height) {
            canvas.set_width(width);
            canvas.set_height(height);
        }
        // A canvas gives the same context each time, so what is set here holds for plotters too.
        let context = canvas
            .get_context("2d")
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
            .ok_or(CanvasError::NoContext)?;
        let across = f64::from(width) / f64::from(size.0);
        let down = f64::from(height) / f64::from(size.1);
        let canvas = Self {
            inner: CanvasBackend::with_canvas_object(canvas.clone())
                .ok_or(CanvasError::NoContext)?,
            context,
            size,
            scale: (across, down),
        };
        canvas.shift(0.0).map_err(|error| refused(&error))?;
        let context = &canvas.context;
        context.clear_rect(0.0, 0.0, f64::from(size.0), f64::from(size.1));
        context.set_line_join("round");
        context.set_line_cap("butt");
        Ok(canvas)
    }

    /// Makes one unit a CSS pixel, and moves what is drawn by a part of one to the right and down.
    fn shift(&self, by: f64) -> Result<(), JsValue> {
        let (across, down) = self.scale;
        self.context
            .set_transform(across, 0.0, 0.0, down, by * across, by * down)
    }

    /// Draws moved by half a pixel, which puts lines of odd width onto whole pixels.
    fn draw_shifted(&mut self, draw: impl FnOnce(&mut CanvasBackend) -> InnerDone) -> Done {
        self.shift(0.5).map_err(drawing_error)?;
        let done = draw(&mut self.inner);
        self.shift(0.0).map_err(drawing_error)?;
        ours(done)
    }

    fn set_font(&self, style: &impl BackendTextStyle) {
        let (family, slant) = (style.family(), style.style());
        self.context.set_font(&format!(
            "{} {}px {}",
            slant.as_str(),
            style.size(),
            family.as_str()
        ));
    }
}

type InnerError = <CanvasBackend as DrawingBackend>::ErrorType;
type InnerDone = Result<(), DrawingErrorKind<InnerError>>;

fn ours(done: InnerDone) -> Done {
    done.map_err(|error| {
        DrawingErrorKind::DrawingError(match error {
            DrawingErrorKind::DrawingError(error) => CanvasError::Refused(error.to_string()),
            DrawingErrorKind::FontError(error) => CanvasError::Refused(error.to_string()),
        })
    })
}

fn drawing_error(error: JsValue) -> DrawingErrorKind<CanvasError> {
    DrawingErrorKind::DrawingError(refused(&error))
}

impl DrawingBackend for HidpiCanvas {
    type ErrorType = CanvasError;

    fn get_size(&self) -> (u32, u32) {
        self.size
    }

    fn ensure_prepared(&mut self) -> Done {
        ours(self.inner.ensure_prepared())
    }

    fn present(&mut self) -> Done {
        ours(self.inner.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        ours(self.inner.draw_pixel(point, color))
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        corner: BackendCoord,
        opposite: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        if fill {
            return ours(self.inner.draw_rect(corner, opposite, style, fill));
        }
        self.draw_shifted(|inner| inner.draw_rect(corner, opposite, style, fill))
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        if style.stroke_width().is_multiple_of(2) {
            return ours(self.inner.draw_path(path, style));
        }
        self.draw_shifted(|inner| inner.draw_path(path, style))
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        ours(self.inner.draw_circle(center, radius, style, fill))
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        ours(self.inner.fill_polygon(path, style))
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        // Measured from the baseline: "middle" and "top" differ between engines and fonts.
        let below_middle = match style.anchor().v_pos {
            VPos::Top => 0.86,
            VPos::Center => 0.36,
            VPos::Bottom => -0.14,
        };
        self.set_font(style);
        self.context.set_fill_style_str(&css(style.color()));
        self.context.set_text_baseline("alphabetic");
        self.context.set_text_align(match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        });
        let baseline = f64::from(y) + below_middle * style.size();
        self.context
            .fill_text(text, f64::from(x), baseline)
            .map_err(drawing_error)
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<CanvasError>> {
        self.set_font(style);
        let metrics = self.context.measure_text(text).map_err(drawing_error)?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a positive number of pixels, and a float's cast saturates"
        )]
        let whole = |length: f64| length.ceil() as u32;
        Ok((whole(metrics.width()), whole(style.size())))
    }
}

fn css(
    BackendColor {
        alpha,
        rgb: (red, green, blue),
    }: BackendColor,
) -> String {
    format!("rgba({red},{green},{blue},{alpha})")
}
