//! A canvas of any pixel density as a backend of plotters: `paint` on the page, `png` to share.
//!
//! [`HidpiCanvas`] wraps the canvas of plotters-canvas: it draws in CSS pixels, and measures text with
//! the canvas itself, since plotters would add a styled span to the page, which a strict `style-src`
//! forbids. Neighbouring lines and dots of one style are one path, and a text is measured once.
//! Areas are passed on. Whatever a browser refuses is an error value.

use std::{
    cell::{Cell, RefCell},
    f64::consts::TAU,
    rc::Rc,
};

use js_sys::Promise;
use plotters::{coord::Shift, drawing::DrawingArea, prelude::DrawingBackend};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
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
        look: &RenderContext<'_>,
    ) -> Result<(), CanvasError> {
        self.draw(size, |area| scene.draw(area, look))
    }

    /// Draws the mark of a readout in place of what was there, for a canvas above that of the scene.
    ///
    /// # Errors
    /// [`CanvasError::Refused`].
    pub fn paint_highlight(
        &self,
        size: CanvasSize,
        scene: &impl Scene,
        look: &RenderContext<'_>,
        index: usize,
    ) -> Result<(), CanvasError> {
        self.draw(size, |area| scene.draw_highlight(area, look, index))
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
/// [`CanvasError`].
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

/// The canvas of plotters, drawn on in CSS pixels and measured by itself.
struct HidpiCanvas {
    inner: CanvasBackend,
    element: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
    size: Option<CanvasSize>,
    path: Option<Path>,
    fill: Option<Color>,
    stroke: Option<(Color, u32)>,
    align: Option<&'static str>,
    font: Cell<Option<Font>>,
    measured: RefCell<Vec<(Font, String, u32)>>,
}

/// Red, green, blue, and how much of them there is.
type Color = (u8, u8, u8, f64);

/// Size and slant; the family is the same in all charts.
type Font = (f64, &'static str);

/// A path that goes on as long as its style does.
#[derive(Clone, Copy, PartialEq)]
enum Path {
    Lines(Color, u32),
    Dots(Color),
}

type Done = Result<(), DrawingErrorKind<CanvasError>>;

/// As many widths are kept as labels may be there in some sizes of a chart.
const MOST_MEASURED: usize = 200;

impl HidpiCanvas {
    fn new(element: HtmlCanvasElement) -> Result<Self, CanvasError> {
        let context = element
            .get_context("2d")
            .ok()
            .flatten()
            .and_then(|context| context.dyn_into::<CanvasRenderingContext2d>().ok())
            .ok_or(CanvasError::NoContext)?;
        // A canvas gives the same context each time, so what is set here holds for plotters too.
        let inner =
            CanvasBackend::with_canvas_object(element.clone()).ok_or(CanvasError::NoContext)?;
        Ok(Self {
            inner,
            element,
            context,
            size: None,
            path: None,
            fill: None,
            stroke: None,
            align: None,
            font: Cell::new(None),
            measured: RefCell::default(),
        })
    }

    /// A clear canvas of a size.
    fn begin(&mut self, size: CanvasSize) -> Result<(), JsValue> {
        self.path = None;
        if self.size == Some(size) {
            self.clear();
            return Ok(());
        }
        // Setting a size, even the same, clears the canvas, its transformation and its styles.
        let (width, height) = size.in_device_pixels();
        self.element.set_width(width);
        self.element.set_height(height);
        (self.fill, self.stroke, self.align) = (None, None, None);
        self.font.set(None);
        let context = &self.context;
        context.set_line_join("round");
        context.set_text_baseline("alphabetic");
        let across = f64::from(width) / f64::from(size.width);
        let down = f64::from(height) / f64::from(size.height);
        context.set_transform(across, 0.0, 0.0, down, 0.0, 0.0)?;
        self.size = Some(size);
        Ok(())
    }

    fn clear(&self) {
        if let Some(CanvasSize { width, height, .. }) = self.size {
            let (width, height) = (f64::from(width), f64::from(height));
            self.context.clear_rect(0.0, 0.0, width, height);
        }
    }

    /// Draws the path that was going on.
    fn finish_path(&mut self) {
        match self.path.take() {
            Some(Path::Lines(..)) => self.context.stroke(),
            Some(Path::Dots(..)) => self.context.fill(),
            None => {}
        }
    }

    /// Goes on with a path of the same style, or begins one. What shows through is drawn one by
    /// one: it gets darker where it overlaps.
    fn go_on(&mut self, path: Path) {
        let (Path::Lines(color, _) | Path::Dots(color)) = path;
        let is_opaque = 1.0 <= color.3;
        if is_opaque && self.path == Some(path) {
            return;
        }
        self.finish_path();
        self.context.begin_path();
        match path {
            Path::Lines(color, width) => self.stroke_with(color, width),
            Path::Dots(color) => self.fill_with(color),
        }
        self.path = Some(path);
    }

    fn fill_with(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.context.set_fill_style_str(&css(color));
            self.fill = Some(color);
        }
    }

    fn stroke_with(&mut self, color: Color, width: u32) {
        let (old_color, old_width) = self.stroke.unzip();
        if old_color != Some(color) {
            self.context.set_stroke_style_str(&css(color));
        }
        if old_width != Some(width) {
            self.context.set_line_width(f64::from(width));
        }
        self.stroke = Some((color, width));
    }

    /// Passes an area on, drawn in the place and the style that it brings.
    fn pass_on(&mut self, draw: impl FnOnce(&mut CanvasBackend) -> InnerDone) -> Done {
        self.finish_path();
        self.fill = None;
        ours(draw(&mut self.inner))
    }

    fn set_font(&self, style: &impl BackendTextStyle) -> Font {
        let font = font_of(style);
        if self.font.replace(Some(font)) != Some(font) {
            let (size, slant) = font;
            let family = style.family();
            let font = format!("{slant} {size}px {}", family.as_str());
            self.context.set_font(&font);
        }
        font
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
        self.size.map_or((0, 0), |size| (size.width, size.height))
    }

    fn ensure_prepared(&mut self) -> Done {
        ours(self.inner.ensure_prepared())
    }

    fn present(&mut self) -> Done {
        self.finish_path();
        ours(self.inner.present())
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.pass_on(|inner| inner.draw_pixel(point, color))
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
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        if fill {
            return self
                .pass_on(|inner| inner.draw_rect((left, top), (right, bottom), style, fill));
        }
        let around = [(left, top), (right, top), (right, bottom), (left, bottom)];
        self.draw_path(around.into_iter().chain([(left, top)]), style)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let width = style.stroke_width();
        // Half a pixel puts lines of odd width onto whole pixels.
        let shift = if width.is_multiple_of(2) { 0.0 } else { 0.5 };
        let mut points = path
            .into_iter()
            .map(|(x, y)| (f64::from(x) + shift, f64::from(y) + shift));
        let Some((x, y)) = points.next() else {
            return Ok(());
        };
        self.go_on(Path::Lines(of(style.color()), width));
        self.context.move_to(x, y);
        for (x, y) in points {
            self.context.line_to(x, y);
        }
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let color = of(style.color());
        self.go_on(if fill {
            Path::Dots(color)
        } else {
            Path::Lines(color, style.stroke_width())
        });
        let [x, y, radius] = [f64::from(x), f64::from(y), f64::from(radius)];
        self.context.move_to(x + radius, y);
        self.context
            .arc(x, y, radius, 0.0, TAU)
            .map_err(drawing_error)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        self.pass_on(|inner| inner.fill_polygon(path, style))
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
        let align = match style.anchor().h_pos {
            HPos::Left => "left",
            HPos::Right => "right",
            HPos::Center => "center",
        };
        self.finish_path();
        self.set_font(style);
        self.fill_with(of(style.color()));
        if self.align.replace(align) != Some(align) {
            self.context.set_text_align(align);
        }
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
        let font = font_of(style);
        let height = whole(style.size().ceil());
        let mut measured = self.measured.borrow_mut();
        let known = measured
            .iter()
            .find(|(of, it, _)| *of == font && it == text);
        if let Some((.., width)) = known {
            return Ok((*width, height));
        }
        self.set_font(style);
        let metrics = self.context.measure_text(text).map_err(drawing_error)?;
        let width = whole(metrics.width().ceil());
        if MOST_MEASURED <= measured.len() {
            measured.clear();
        }
        measured.push((font, text.to_owned(), width));
        Ok((width, height))
    }
}

fn font_of(style: &impl BackendTextStyle) -> Font {
    let slant = match style.style() {
        FontStyle::Normal => "normal",
        FontStyle::Oblique => "oblique",
        FontStyle::Italic => "italic",
        FontStyle::Bold => "bold",
    };
    (style.size(), slant)
}

fn of(BackendColor { alpha, rgb }: BackendColor) -> Color {
    (rgb.0, rgb.1, rgb.2, alpha)
}

fn css((red, green, blue, alpha): Color) -> String {
    if 1.0 <= alpha {
        format!("rgb({red},{green},{blue})")
    } else {
        format!("rgba({red},{green},{blue},{alpha})")
    }
}
