//! The charts on the page: two layers with their readout, text summary, data table and picture.

mod describe;
mod layers;
mod legend;
mod picture;
mod portfolio;
mod table;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::is_printing;
use layers::Layers;
use legend::Legend;
use table::DataTable;

pub use describe::Describe;
pub use layers::MadeForPaper;
pub use picture::PictureAddress;
use picture::PictureDialog;
pub use portfolio::stage_words;

use crate::{
    app::state::{use_appearance, use_store, use_text},
    chart::{Palette, ProfileChart, RenderContext, draw::Caption},
    domain::Theme,
    i18n::Text,
    platform::canvas,
};

/// The profile chart: one profile, or several against each other.
#[component]
pub fn ProfileCard(
    /// The card's name on its page, and in the name of its picture's file.
    id: &'static str,
    title: &'static str,
    #[prop(into)] chart: Signal<ProfileChart>,
    /// The title above its picture.
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
    let is_printing = is_printing();
    // Paper is white.
    let theme = Memo::new(move |_| {
        if is_printing.get() {
            Theme::Light
        } else {
            appearance.get()
        }
    });
    let highlight = RwSignal::new(None::<usize>);
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
    let description = Memo::new(move |_| chart.with(|chart| chart.description(text)));
    let keys = Memo::new(move |_| {
        let context = render_context(&text, theme.get());
        chart.with(|chart| chart.keys(&context))
    });
    let is_table_open = RwSignal::new(false);
    let picture = PictureAddress::none();
    let picture_open = RwSignal::new(false);
    let make_picture = move |_| {
        let chart = chart.get_untracked();
        let theme = appearance.get_untracked();
        let (title, subtitle) = caption.get_untracked();
        spawn_local(async move {
            let caption = Caption {
                title: &title,
                subtitle: &subtitle,
            };
            let made = canvas::png(&chart, &render_context(&text, theme), caption).await;
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
                {children.map(|children| view! { <div class="chart__tools">{children()}</div> })}
            </header>
            {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
            <Layers id=format!("{id}-chart") chart theme highlight description is_tall/>
            <output class="chart__readout" id=format!("{id}-readout")>{readout}</output>
            {move || view! { <Legend keys=keys.get()/> }}
            <div class="chart__more">
                <details
                    on:toggle=move |event| {
                        is_table_open.set(event_target::<web_sys::Element>(&event).has_attribute("open"));
                    }
                >
                    <summary>{text.as_table()}</summary>
                    <p class="quiet" id=format!("{id}-summary")>{move || description.get()}</p>
                    <div class="scroll" tabindex="0" role="group" aria-label=text.as_table()>
                        {move || is_table_open.get().then(|| view! { <DataTable chart/> })}
                    </div>
                </details>
                <button class="button button--quiet" type="button" id=format!("{id}-picture") on:click=make_picture>
                    {text.as_picture()}
                </button>
            </div>
            <PictureDialog open=picture_open picture description=description file_name/>
        </section>
    }
}

/// The language and the colours that charts are drawn in.
fn render_context(text: &Text, theme: Theme) -> RenderContext<'_> {
    RenderContext {
        palette: match theme {
            Theme::Light => &Palette::LIGHT,
            Theme::Dark => &Palette::DARK,
        },
        labels: text,
    }
}
