//! The two layers of a chart on the page: the chart, and above it the mark of its readout.
//!
//! The chart is drawn anew if its data, size, colours or language change; pointer and keys redraw
//! the mark alone. Sizes come from a `ResizeObserver`, so that no redraw reads the layout.

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};

use super::{Describe, render_context};
use crate::{
    app::state::use_text,
    domain::Theme,
    platform::{
        self,
        canvas::{Canvas, CanvasError, CanvasSize},
    },
};

/// Whether what stands below is made while the page goes to paper. Sizes are told too late then, so a chart
/// measures itself.
#[derive(Clone, Copy)]
pub struct MadeForPaper(pub StoredValue<bool>);

/// A chart that can be pointed at and read out with the arrows.
#[component]
pub fn Layers<C: Describe>(
    /// The element's id.
    id: String,
    chart: Memo<C>,
    /// The theme that it is drawn in.
    theme: Memo<Theme>,
    /// The readout: an index into the chart's points.
    highlight: RwSignal<Option<usize>>,
    /// The chart in words.
    description: Memo<String>,
    /// Whether several panels stand in it.
    is_tall: bool,
) -> impl IntoView {
    let text = use_text();
    let (below, above) = (
        NodeRef::<html::Canvas>::new(),
        NodeRef::<html::Canvas>::new(),
    );
    let size = size_of(below);
    Effect::new(move |canvas: Option<Option<Canvas>>| {
        let canvas = canvas.flatten().or_else(|| canvas_of(below));
        if let (Some(canvas), Some(size)) = (&canvas, size.get()) {
            let context = render_context(&text, theme.get());
            log_error(chart.with(|chart| canvas.paint(size, chart, &context)));
        }
        canvas
    });
    Effect::new(move |canvas: Option<Option<Canvas>>| {
        let canvas = canvas.flatten();
        let Some(index) = highlight.get() else {
            canvas.as_ref().inspect(|canvas| canvas.clear());
            return canvas;
        };
        let canvas = canvas.or_else(|| canvas_of(above));
        if let (Some(canvas), Some(size)) = (&canvas, size.get()) {
            let context = render_context(&text, theme.get());
            log_error(chart.with(|chart| canvas.paint_highlight(size, chart, &context, index)));
        }
        canvas
    });
    let show = move |next: Option<usize>| {
        // A canvas that is taken away with its page loses the focus after its signals.
        let is_other = highlight.try_get_untracked().is_some_and(|at| at != next);
        if is_other {
            highlight.set(next);
        }
    };
    let point_at = move |event: ev::PointerEvent| {
        let Some(size) = size.get_untracked() else {
            return;
        };
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        let size = (size.width, size.height);
        show(chart.with_untracked(|chart| chart.nearest_to(at, size)));
    };
    // A finger reads a dot by a first tap, and opens it by a second one.
    let is_read = StoredValue::new(false);
    let pressed = move |event: ev::PointerEvent| {
        let before = highlight.get_untracked();
        let is_finger = event.pointer_type() == "touch";
        point_at(event);
        is_read.set_value(!is_finger || before == highlight.get_untracked());
    };
    let opens = move |at: Option<usize>| chart.with_untracked(|chart| chart.opens(at?));
    let open = move |at: Option<usize>| opens(at).map(platform::go).is_some();
    let keydown = move |event: ev::KeyboardEvent| {
        let count = chart.with_untracked(Describe::readouts);
        let Some(last) = count.checked_sub(1) else {
            return;
        };
        let at = highlight.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => Some(at.map_or(last, |at| at.saturating_sub(1))),
            "ArrowRight" => Some(at.map_or(0, |at| (at + 1).min(last))),
            key @ ("ArrowUp" | "ArrowDown") => {
                let is_up = key == "ArrowUp";
                let next = chart.with_untracked(|chart| chart.next_upward(at, is_up));
                if next.is_none() {
                    return;
                }
                next
            }
            "Enter" if open(at) => return event.prevent_default(),
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        show(next);
    };
    view! {
        <div class="chart__layers" class:chart__layers--tall=is_tall>
            <canvas
                class="chart__canvas"
                class:chart__canvas--opens=move || opens(highlight.get()).is_some()
                data-theme=move || theme.get().id()
                id=id
                node_ref=below
                role="img"
                tabindex="0"
                aria-label=move || description.get()
                on:pointermove=point_at
                on:pointerdown=pressed
                on:click=move |_| {
                    if is_read.get_value() {
                        open(highlight.get_untracked());
                    }
                }
                on:pointerleave=move |event| {
                    // A finger that is lifted leaves too, and its readout stays to be read.
                    if event.pointer_type() != "touch" {
                        show(None);
                    }
                }
                on:keydown=keydown
                on:blur=move |_| show(None)
            ></canvas>
            <canvas class="chart__highlight" node_ref=above aria-hidden="true"></canvas>
        </div>
    }
}

fn canvas_of(node: NodeRef<html::Canvas>) -> Option<Canvas> {
    log_error(Canvas::new(node.get()?))
}

/// The value; an error goes to the console.
fn log_error<T>(result: Result<T, CanvasError>) -> Option<T> {
    result
        .inspect_err(|error| leptos::logging::error!("{error}"))
        .ok()
}

/// Calls `changed` whenever there are other device pixels to a CSS pixel, as by zooming, or when the window
/// is moved to another screen.
fn on_other_pixels(changed: impl Fn() + Copy + 'static) {
    let query = StoredValue::new_local(None::<web_sys::MediaQueryList>);
    let listener = StoredValue::new_local(None::<Closure<dyn FnMut()>>);
    // A query tells that the ratio is no longer its own, so each ratio takes another one.
    let watch = move || {
        let ratio = window().device_pixel_ratio();
        let next = window().match_media(&format!("(resolution: {ratio}dppx)"));
        let next = next.ok().flatten();
        listener.try_with_value(|listener| {
            if let (Some(next), Some(listener)) = (&next, listener) {
                next.set_onchange(Some(listener.as_ref().unchecked_ref()));
            }
        });
        let last = query.try_update_value(|query| std::mem::replace(query, next));
        last.flatten().inspect(|last| last.set_onchange(None));
    };
    let on_change = Closure::new(move || {
        watch();
        changed();
    });
    listener.set_value(Some(on_change));
    watch();
    on_cleanup(move || {
        query.try_with_value(|query| {
            query
                .as_ref()
                .inspect(|query| query.set_onchange(None))
                .is_some()
        });
    });
}

/// The size of a canvas on this screen, as of the latest layout; none while it is hidden.
fn size_of(node: NodeRef<html::Canvas>) -> RwSignal<Option<CanvasSize>> {
    let size = RwSignal::new(None);
    let laid_out = StoredValue::new((0.0, 0.0));
    // The page may be gone by the next frame.
    let measure = move || {
        let next = laid_out
            .try_get_value()
            .and_then(|(width, height)| CanvasSize::on_screen(width, height));
        if size.try_get_untracked().is_some_and(|size| size != next) {
            size.set(next);
        }
    };
    // A screen of other pixels leaves the layout as it is. Some engines tell of it by a resize alone.
    on_other_pixels(measure);
    let listener = window_event_listener(ev::resize, move |_| measure());
    on_cleanup(move || listener.remove());
    let paper = use_context::<MadeForPaper>();
    Effect::new(move |_| {
        let element = node.get()?;
        if paper.is_some_and(|MadeForPaper(is_so)| is_so.get_value()) {
            let sides = (element.client_width(), element.client_height());
            laid_out.set_value((sides.0.into(), sides.1.into()));
            measure();
        }
        let callback = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let latest = entries.pop().dyn_into::<web_sys::ResizeObserverEntry>();
            if let Ok(entry) = latest {
                let content = entry.content_rect();
                laid_out.set_value((content.width(), content.height()));
                // Changing the layout within the observer's callback is reported as an error, so it waits for
                // the next frame.
                request_animation_frame(measure);
            }
        });
        let observer = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, callback));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
        Some(())
    });
    size
}
