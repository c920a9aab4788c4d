//! Plotters' SVG backend with two things mended, and an eye on the edges: labels are measured as a
//! system font would set them (Chinese characters full width), and sizes are true CSS pixels.

use std::{
    cell::{Cell, RefCell},
    convert::Infallible,
    io,
    rc::Rc,
};

use plotters::{
    backend::SVGBackend,
    prelude::{DrawingBackend, IntoDrawingArea},
};
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingErrorKind, FontFamily,
    FontStyle,
    text_anchor::{HPos, Pos, VPos},
};
use trust_velocity::chart::{
    RenderContext, Scene,
    draw::{Caption, poster},
};

/// The drawn picture.
pub struct Picture {
    pub svg: String,
    /// Coordinates that lie outside of the canvas, and texts that reach out of it.
    pub outside: Vec<String>,
    /// How many points its shapes and texts were drawn through.
    pub points: usize,
}

/// A scene on the theme's card.
pub fn draw(scene: &impl Scene, size: (u32, u32), context: &RenderContext<'_>) -> Picture {
    draw_layers(scene, size, context, None)
}

/// A scene on the theme's card, and above it the mark of a readout.
pub fn draw_layers(
    scene: &impl Scene,
    size: (u32, u32),
    context: &RenderContext<'_>,
    highlight: Option<usize>,
) -> Picture {
    on_sheet(size, |sheet| {
        let area = sheet.into_drawing_area();
        area.fill(&context.palette.surface).unwrap();
        scene.draw(&area, context).unwrap();
        if let Some(index) = highlight {
            scene.draw_highlight(&area, context, index).unwrap();
        }
        area.present().unwrap();
    })
}

/// The mark of a readout alone, as the page draws it at each move of a pointer.
pub fn draw_highlight(
    scene: &impl Scene,
    size: (u32, u32),
    context: &RenderContext<'_>,
    index: usize,
) -> Picture {
    on_sheet(size, |sheet| {
        let area = sheet.into_drawing_area();
        scene.draw_highlight(&area, context, index).unwrap();
        area.present().unwrap();
    })
}

/// A scene as an image to share.
pub fn draw_poster(
    scene: &impl Scene,
    size: (u32, u32),
    context: &RenderContext<'_>,
    caption: Caption<'_>,
) -> Picture {
    on_sheet(size, |sheet| {
        let area = sheet.into_drawing_area();
        poster(&area, scene, context, caption).unwrap();
        area.present().unwrap();
    })
}

fn on_sheet(size: (u32, u32), draw: impl FnOnce(Sheet<'_>)) -> Picture {
    let mut svg = String::new();
    let (outside, points) = (Rc::default(), Rc::default());
    draw(Sheet {
        svg: SVGBackend::with_string(&mut svg, size),
        outside: Rc::clone(&outside),
        points: Rc::clone(&points),
    });
    Picture {
        svg,
        outside: outside.take(),
        points: points.get(),
    }
}

struct Sheet<'a> {
    svg: SVGBackend<'a>,
    outside: Rc<RefCell<Vec<String>>>,
    points: Rc<Cell<usize>>,
}

type Done = Result<(), DrawingErrorKind<io::Error>>;

impl Sheet<'_> {
    fn see(&self, what: &str, (x, y): BackendCoord) {
        self.points.set(self.points.get() + 1);
        let (width, height) = self.svg.get_size();
        let inside = |at: i32, side: u32| (0..=i64::from(side)).contains(&i64::from(at));
        if !inside(x, width) || !inside(y, height) {
            self.outside
                .borrow_mut()
                .push(format!("{what} at {x}, {y}"));
        }
    }
}

/// Half an em for a Latin character or a digit, one for any other.
fn width(text: &str, size: f64) -> u32 {
    let half_ems: u32 = text
        .chars()
        .map(|char| if char.is_ascii() { 11 } else { 20 })
        .sum();
    format!("{:.0}", (f64::from(half_ems) * size / 20.0).ceil())
        .parse()
        .unwrap()
}

impl DrawingBackend for Sheet<'_> {
    type ErrorType = io::Error;

    fn get_size(&self) -> (u32, u32) {
        self.svg.get_size()
    }

    fn ensure_prepared(&mut self) -> Done {
        self.svg.ensure_prepared()
    }

    fn present(&mut self) -> Done {
        self.svg.present()
    }

    fn draw_pixel(&mut self, point: BackendCoord, color: BackendColor) -> Done {
        self.see("pixel", point);
        self.svg.draw_pixel(point, color)
    }

    fn draw_line<S: BackendStyle>(
        &mut self,
        from: BackendCoord,
        to: BackendCoord,
        style: &S,
    ) -> Done {
        self.see("line", from);
        self.see("line", to);
        self.svg.draw_line(from, to, style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        corner: BackendCoord,
        opposite: BackendCoord,
        style: &S,
        fill: bool,
    ) -> Done {
        self.see("rectangle", corner);
        self.see("rectangle", opposite);
        assert!(
            corner.0 <= opposite.0 && corner.1 <= opposite.1,
            "a rectangle inside out"
        );
        self.svg.draw_rect(corner, opposite, style, fill)
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let path: Vec<_> = path
            .into_iter()
            .inspect(|point| self.see("path", *point))
            .collect();
        self.svg.draw_path(path, style)
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        center: BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Done {
        let reach = i32::try_from(radius).unwrap();
        self.see("circle", (center.0 - reach, center.1 - reach));
        self.see("circle", (center.0 + reach, center.1 + reach));
        self.svg.draw_circle(center, radius, style, fill)
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Done {
        let path: Vec<_> = path
            .into_iter()
            .inspect(|point| self.see("polygon", *point))
            .collect();
        self.svg.fill_polygon(path, style)
    }

    fn draw_text<S: BackendTextStyle>(
        &mut self,
        text: &str,
        style: &S,
        (x, y): BackendCoord,
    ) -> Done {
        let wide = i32::try_from(width(text, style.size())).unwrap();
        let left = match style.anchor().h_pos {
            HPos::Left => x,
            HPos::Center => x - wide / 2,
            HPos::Right => x - wide,
        };
        self.see(text, (left, y - 6));
        self.see(text, (left + wide, y + 6));
        assert!(
            matches!(style.anchor().v_pos, VPos::Center),
            "texts stand on their middle"
        );
        self.svg.draw_text(text, &TrueSize(style), (x, y + 1))
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<io::Error>> {
        Ok((width(text, style.size()), width("信", style.size())))
    }
}

/// The SVG backend divides sizes by 1.24, as if they were the heights of lines.
struct TrueSize<'a, S>(&'a S);

impl<S: BackendTextStyle> BackendTextStyle for TrueSize<'_, S> {
    type FontError = Infallible;

    fn color(&self) -> BackendColor {
        self.0.color()
    }

    fn size(&self) -> f64 {
        self.0.size() * 1.24
    }

    fn style(&self) -> FontStyle {
        self.0.style()
    }

    fn anchor(&self) -> Pos {
        self.0.anchor()
    }

    fn family(&self) -> FontFamily<'_> {
        self.0.family()
    }

    fn layout_box(&self, _: &str) -> Result<((i32, i32), (i32, i32)), Infallible> {
        unreachable!("the SVG backend lays no text out")
    }

    fn draw<E, F: FnMut(i32, i32, BackendColor) -> Result<(), E>>(
        &self,
        _: &str,
        _: BackendCoord,
        _: F,
    ) -> Result<Result<(), E>, Infallible> {
        unreachable!("the SVG backend draws texts as texts")
    }
}
