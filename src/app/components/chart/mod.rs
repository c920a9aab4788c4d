//! The charts on the page: a canvas with its readout, text summary, data table and picture.

mod describe;
mod legend;
mod picture;
mod table;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

use legend::Legend;
use table::DataTable;

pub use describe::Describe;
pub use picture::PictureAddress;
use picture::PictureDialog;

use crate::{
    app::state::{use_appearance, use_store, use_text},
    chart::{Palette, ProfileChart, RenderContext, draw::Caption},
    domain,
    platform::canvas,
};

/// The profile chart: one profile, or several against each other.
#[component]
pub fn ProfileCard(
    /// The card's name on its page, and in the name of its picture's file.
    id: &'static str,
    title: &'static str,
    #[prop(into)] chart: Signal<ProfileChart>,
    /// What stands above its picture.
    #[prop(into)]
    caption_title: Signal<String>,
    /// The smaller line there: the date, and whose answers.
    #[prop(into)]
    caption_subtitle: Signal<String>,
) -> impl IntoView {
    let caption = Signal::derive(move || (caption_title.get(), caption_subtitle.get()));
    let chart = Memo::new(move |_| chart.get());
    view! { <ChartCard id title chart caption/> }
}

/// A chart on its canvas, with its readout, legend, text summary, data table and picture.
#[component]
pub fn ChartCard<C: Describe>(
    id: &'static str,
    title: &'static str,
    chart: Memo<C>,
    /// Title and subtitle of its picture.
    caption: Signal<(String, String)>,
    #[prop(optional)] hint: Option<&'static str>,
    /// Whether several panels stand in it.
    #[prop(optional)]
    is_tall: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let appearance = use_appearance();
    let highlight = RwSignal::new(None::<usize>);
    let node = NodeRef::<html::Canvas>::new();
    let resized = on_resize(node);
    let palette = move || match appearance.get() {
        domain::Theme::Light => &Palette::LIGHT,
        domain::Theme::Dark => &Palette::DARK,
    };
    Effect::new(move || {
        resized.track();
        let (Some(element), chart, highlight) = (node.get(), chart.get(), highlight.get()) else {
            return;
        };
        let palette = palette();
        // At most once a frame, when the layout is known.
        request_animation_frame(move || {
            let context = RenderContext {
                palette,
                labels: &text,
                highlight,
            };
            if let Err(error) = canvas::paint(&element, &chart, &context) {
                // A hidden canvas is painted when it is shown: its size changes then.
                if error != canvas::CanvasError::NoSize {
                    leptos::logging::error!("{error}");
                }
            }
        });
    });
    let point_at = move |event: ev::PointerEvent| {
        let size = node
            .get_untracked()
            .and_then(|element| canvas::size(&element).ok());
        let Some(size) = size else { return };
        let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
        highlight.set(chart.with_untracked(|chart| chart.nearest_to(at, size)));
    };
    let keydown = move |event: ev::KeyboardEvent| {
        let count = chart.with_untracked(Describe::readouts);
        let Some(last) = count.checked_sub(1) else {
            return;
        };
        let at = highlight.get_untracked();
        let next = match event.key().as_str() {
            "ArrowLeft" => Some(at.map_or(last, |at| at.saturating_sub(1))),
            "ArrowRight" => Some(at.map_or(0, |at| (at + 1).min(last))),
            "Home" => Some(0),
            "End" => Some(last),
            "Escape" => None,
            _ => return,
        };
        event.prevent_default();
        highlight.set(next);
    };
    let readout = move || {
        let at = highlight
            .get()
            .and_then(|at| chart.with(|chart| chart.readout(at, text)));
        at.unwrap_or_else(|| {
            let is_empty = chart.with(Describe::readouts) == 0;
            if is_empty {
                String::new()
            } else {
                C::hint(text).to_owned()
            }
        })
    };
    let description = move || chart.with(|chart| chart.description(text));
    let keys = move || {
        let context = RenderContext {
            palette: palette(),
            labels: &text,
            highlight: None,
        };
        chart.with(|chart| chart.keys(&context))
    };
    let is_table_open = RwSignal::new(false);
    let picture = PictureAddress::none();
    let picture_open = RwSignal::new(false);
    let make_picture = move |_| {
        let chart = chart.get_untracked();
        let palette = untrack(palette);
        let (title, subtitle) = caption.get_untracked();
        spawn_local(async move {
            let context = RenderContext {
                palette,
                labels: &text,
                highlight: None,
            };
            let caption = Caption {
                title: &title,
                subtitle: &subtitle,
            };
            let made = canvas::png(&chart, &context, caption).await;
            if !made.is_ok_and(|blob| picture.show(&blob)) {
                return store.show_toast(text.picture_failed());
            }
            picture_open.try_set(true);
        });
    };
    let file_name = format!("trust-velocity-{id}.png");
    view! {
        <section class="card chart" id=id aria-labelledby=format!("{id}-title")>
            <header class="card__head">
                <h2 class="card__title" id=format!("{id}-title")>{title}</h2>
                <div class="chart__tools">
                    {children.map(|children| children())}
                    <button class="button button--quiet" type="button" id=format!("{id}-picture") on:click=make_picture>
                        {text.as_picture()}
                    </button>
                </div>
            </header>
            <canvas
                class="chart__canvas"
                class:chart__canvas--tall=is_tall
                data-theme=move || appearance.get().id()
                id=format!("{id}-chart")
                node_ref=node
                role="img"
                tabindex="0"
                aria-label=description
                on:pointermove=point_at
                on:pointerdown=point_at
                on:pointerleave=move |event| {
                    // A finger that is lifted leaves too, and its readout stays to be read.
                    if event.pointer_type() != "touch" {
                        highlight.set(None);
                    }
                }
                on:keydown=keydown
                on:blur=move |_| highlight.set(None)
            ></canvas>
            <output class="chart__readout" id=format!("{id}-readout")>{readout}</output>
            {move || view! { <Legend keys=keys()/> }}
            {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
            <details
                class="chart__data"
                on:toggle=move |event| {
                    is_table_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                }
            >
                <summary>{text.as_table()}</summary>
                <p class="quiet" id=format!("{id}-summary")>{description}</p>
                <div class="scroll" tabindex="0" role="group" aria-label=text.as_table()>
                    {move || is_table_open.get().then(|| view! { <DataTable chart/> })}
                </div>
            </details>
            <PictureDialog open=picture_open picture description=Signal::derive(description) file_name/>
        </section>
    }
}

/// Tells each change of a canvas' size or of the pixels that it has to fill.
fn on_resize(node: NodeRef<html::Canvas>) -> Trigger {
    let changed = Trigger::new();
    let listener = window_event_listener(ev::resize, move |_| changed.notify());
    on_cleanup(move || listener.remove());
    Effect::new(move |_| {
        let element = node.get()?;
        let callback = Closure::<dyn FnMut()>::new(move || changed.notify());
        let observer = web_sys::ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        observer.observe(&element);
        let kept = StoredValue::new_local((observer, callback));
        on_cleanup(move || {
            kept.try_with_value(|(observer, _)| observer.disconnect());
        });
        Some(())
    });
    changed
}
