//! The canvas of plotters-canvas, wrapped.
//!
//! The wrapper draws in CSS pixels, and measures text with the canvas itself: plotters would add a
//! styled span to the page, which a strict `style-src` forbids. Neighbouring lines and dots of one
//! style are one path, and a text is measured once. Areas are passed on.

use std::{
    cell::{Cell, RefCell},
    f64::consts::TAU,
};

use plotters::prelude::DrawingBackend;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontStyle,
    text_anchor::{HPos, VPos},
};
use plotters_canvas::CanvasBackend;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

use super::{CanvasError, CanvasSize, refused, whole};

/// The canvas of plotters, drawn on in CSS pixels and measured by itself.
pub(super) struct HidpiCanvas {
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
    pub(super) fn new(element: HtmlCanvasElement) -> Result<Self, CanvasError> {
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
    pub(super) fn begin(&mut self, size: CanvasSize) -> Result<(), JsValue> {
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
        context.set_text_baseline("alphabetic");
        let across = f64::from(width) / f64::from(size.width);
        let down = f64::from(height) / f64::from(size.height);
        context.set_transform(across, 0.0, 0.0, down, 0.0, 0.0)?;
        self.size = Some(size);
        Ok(())
    }

    pub(super) fn clear(&self) {
        if let Some(CanvasSize { width, height, .. }) = self.size {
            let (width, height) = (f64::from(width), f64::from(height));
            self.context.clear_rect(0.0, 0.0, width, height);
        }
    }

    /// Draws the path that was going on.
    pub(super) fn finish_path(&mut self) {
        match self.path.take() {
            Some(Path::Lines(..)) => self.context.stroke(),
            Some(Path::Dots(..)) => self.context.fill(),
            None => {}
        }
    }

    /// Goes on with a path of the same style, or begins one. Translucent paths are drawn one by
    /// one: they get darker where they overlap.
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
            // Round corners of thin lines cannot be seen, and cost most where lines are dense.
            let join = if width <= 1 { "bevel" } else { "round" };
            self.context.set_line_join(join);
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
