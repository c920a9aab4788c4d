//! The charts on the page: a canvas with its readout, text summary, data table and picture.

mod distribution;
mod picture;
mod told;

use std::{collections::BTreeSet, sync::Arc};

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

pub use distribution::DistributionCard;
pub(super) use picture::PictureAddress;
pub(super) use told::Told;

use super::Dialog;
use crate::{
    chart::{
        Key, Look, Marker, Period, ProfileChart, ProgressChart, Theme, VelocityChart,
        draw::{Caption, KeyShape, LineStyle},
    },
    domain,
    domain::{CivilDate, Client, Instrument, Rater, velocity::Series},
    i18n::Text,
    platform,
    platform::canvas,
    state::{use_appearance, use_store, use_text},
};

/// The series that is shown at first: the seller's, by sliders.
const OWN: (Rater, Instrument) = (Rater::Seller, Instrument::Sliders1);

/// The ranges of time offered.
const PERIODS: [Period; 3] = [Period::All, Period::Days(365), Period::Days(90)];

fn period_name(text: Text, period: Period) -> &'static str {
    match period {
        Period::All => text.range_all(),
        Period::Days(365) => text.range_year(),
        Period::Days(_) => text.range_quarter(),
    }
}

#[component]
fn PeriodSelect(period: RwSignal<usize>) -> impl IntoView {
    let text = use_text();
    let options = PERIODS.into_iter().enumerate().map(|(at, choice)| {
        view! {
            <option value=at.to_string() selected=move || period.get() == at>
                {period_name(text, choice)}
            </option>
        }
    });
    view! {
        <select
            class="select select--quiet"
            aria-label=text.chart_range()
            on:change=move |event| {
                let chosen = event_target_value(&event).parse().unwrap_or(0);
                period.set(if chosen < PERIODS.len() { chosen } else { 0 });
            }
        >
            {options.collect_view()}
        </select>
    }
}

/// The progress chart with its controls: whose ratings, and which range of time.
#[component]
pub fn ProgressCard(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let period = RwSignal::new(0_usize);
    let chosen = RwSignal::new(OWN);
    // A series is one rater and one instrument.
    let raters = Memo::new(move |_| {
        let client = client.get();
        let ratings = client.ratings().iter();
        let all = ratings.map(|rating| (rating.rater.clone(), rating.instrument()));
        let all: BTreeSet<_> = all.chain([OWN]).collect();
        all.into_iter().collect::<Vec<_>>()
    });
    let chart = Memo::new(move |_| {
        let (client, today) = (client.get(), store.today());
        let rater = Some(chosen.get()).filter(|rater| raters.with(|all| all.contains(rater)));
        let rater = rater.unwrap_or(OWN);
        let series = |(rater, instrument): &(Rater, Instrument)| {
            Series::of(&client, rater, *instrument, today)
        };
        let others: Vec<_> = raters
            .get()
            .iter()
            .filter(|other| **other != rater)
            .map(series)
            .collect();
        let period = PERIODS[period.get()];
        ProgressChart::new(
            &series(&rater),
            &others,
            period,
            &store.settings().assumptions,
        )
    });
    let name = move |(rater, instrument): &(Rater, Instrument)| {
        let name = text.rater_name(rater);
        match instrument {
            Instrument::Sliders1 => name,
            Instrument::Items1(form) => format!("{name} · {}", text.by_items(*form)),
        }
    };
    let rater_select = move || {
        (1 < raters.with(Vec::len)).then(|| {
            let options = raters.get().into_iter().enumerate().map(|(at, rater)| {
                let label = name(&rater);
                view! {
                    <option value=at.to_string() selected=move || chosen.get() == rater>{label}</option>
                }
            });
            view! {
                <select
                    class="select select--quiet"
                    aria-label=text.chart_rater()
                    on:change=move |event| {
                        let at: usize = event_target_value(&event).parse().unwrap_or(0);
                        chosen.set(raters.with(|all| all.get(at).cloned()).unwrap_or(OWN));
                    }
                >
                    {options.collect_view()}
                </select>
            }
        })
    };
    let caption = Signal::derive(move || {
        let whose = chosen.with(name);
        client_caption(text, &client.get(), text.progress(), &whose, store.today())
    });
    view! {
        <ChartCard id="progress" title=text.progress() chart caption>
            {rater_select}
            <PeriodSelect period/>
        </ChartCard>
    }
}

/// The velocity chart with its range of time; its unit is the one of the settings.
#[component]
pub fn VelocityCard(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let period = RwSignal::new(0_usize);
    let chart = Memo::new(move |_| {
        let (client, settings) = (client.get(), store.settings());
        let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, store.today());
        VelocityChart::new(
            &series,
            PERIODS[period.get()],
            settings.unit,
            &settings.assumptions,
        )
    });
    let caption = Signal::derive(move || {
        let whose = text.rater_seller();
        client_caption(text, &client.get(), text.velocity(), whose, store.today())
    });
    view! {
        <ChartCard id="velocity" title=text.velocity() chart caption hint=text.velocity_hint()>
            <PeriodSelect period/>
        </ChartCard>
    }
}

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

/// Title and subtitle of a client's picture.
fn client_caption(
    text: Text,
    client: &Client,
    title: &str,
    whose: &str,
    today: CivilDate,
) -> (String, String) {
    (
        format!("{} · {title}", text.client_line(&client.profile)),
        format!("{whose} · {}", text.full_date(today)),
    )
}

#[component]
fn ChartCard<C: Told>(
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
    let theme = move || match appearance.get() {
        domain::Theme::Light => &Theme::LIGHT,
        domain::Theme::Dark => &Theme::DARK,
    };
    Effect::new(move || {
        resized.track();
        let (Some(element), chart, highlight) = (node.get(), chart.get(), highlight.get()) else {
            return;
        };
        let theme = theme();
        // At most once a frame, when the layout is known.
        request_animation_frame(move || {
            let look = Look {
                theme,
                labels: &text,
                highlight,
            };
            if let Err(error) = canvas::paint(&element, &chart, &look) {
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
        let count = chart.with_untracked(Told::len);
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
            let is_empty = chart.with(Told::len) == 0;
            if is_empty {
                String::new()
            } else {
                C::hint(text).to_owned()
            }
        })
    };
    let told = move || chart.with(|chart| chart.told(text));
    let legend = move || {
        let look = Look {
            theme: theme(),
            labels: &text,
            highlight: None,
        };
        let keys = chart.with(|chart| chart.keys(&look));
        let is_needed = !keys.is_empty();
        let keys = keys.into_iter().map(|key| view! { <LegendKey key/> });
        is_needed.then(|| view! { <ul class="legend">{keys.collect_view()}</ul> })
    };
    let table = move || {
        chart.with(|chart| {
            let head = chart
                .head(text)
                .into_iter()
                .map(|cell| view! { <th scope="col">{cell}</th> });
            let rows = chart.rows(text).into_iter().map(|row| {
                let mut cells = row.into_iter();
                let first = cells.next();
                view! {
                    <tr>
                        <th scope="row">{first}</th>
                        {cells.map(|cell| view! { <td>{cell}</td> }).collect_view()}
                    </tr>
                }
            });
            view! {
                <table class="table">
                    <thead><tr>{head.collect_view()}</tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            }
        })
    };
    let picture = PictureAddress::new();
    let picture_open = RwSignal::new(false);
    let make_picture = move |_| {
        let chart = chart.get_untracked();
        let theme = untrack(theme);
        let (title, subtitle) = caption.get_untracked();
        spawn_local(async move {
            let look = Look {
                theme,
                labels: &text,
                highlight: None,
            };
            let caption = Caption {
                title: &title,
                subtitle: &subtitle,
            };
            let made = canvas::png(&chart, &look, caption).await;
            if !made.is_ok_and(|blob| picture.show(&blob)) {
                return store.tell(text.picture_failed());
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
                aria-label=told
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
            {legend}
            {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
            <details class="chart__data">
                <summary>{text.as_table()}</summary>
                <p class="quiet" id=format!("{id}-summary")>{told}</p>
                <div class="scroll" tabindex="0" role="group" aria-label=text.as_table()>{table}</div>
            </details>
            <Dialog open=picture_open title=text.picture_title().to_owned()>
                <img class="chart__picture" src=move || picture.get() alt=told/>
                {if platform::is_wechat() {
                    view! { <p>{text.wechat_picture_hint()}</p> }.into_any()
                } else {
                    view! {
                        <p class="quiet">{text.picture_hint()}</p>
                        <p>
                            <a
                                class="button button--primary"
                                href=move || picture.get()
                                download=file_name.clone()
                            >
                                {text.download()}
                            </a>
                        </p>
                    }
                        .into_any()
                }}
            </Dialog>
        </section>
    }
}

#[component]
fn LegendKey(key: Key) -> impl IntoView {
    let color = format!("rgb({} {} {})", key.color.0, key.color.1, key.color.2);
    let path = match key.shape {
        KeyShape::Line(style) => return view! { <LineKey style color text=key.text/> }.into_any(),
        KeyShape::Marker(Marker::Circle) => "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9Z",
        KeyShape::Marker(Marker::Square) => "M2 2h8v8H2Z",
        KeyShape::Marker(Marker::Diamond) => "M6 .8 11.2 6 6 11.2 .8 6Z",
        KeyShape::Marker(Marker::Triangle) => "M6 1.5 11 10.5H1Z",
        KeyShape::Steps => "M0 8h5V3h7v2H7v5H0Z",
        KeyShape::Band => "M0 3h12v6H0Z",
    };
    view! {
        <li class="legend__key">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path d=path style:fill=color></path>
            </svg>
            {key.text}
        </li>
    }
    .into_any()
}

#[component]
fn LineKey(style: LineStyle, color: String, text: String) -> impl IntoView {
    let (path, dashes) = match style {
        LineStyle::Solid => ("M0 6h28", "none"),
        LineStyle::Dashed => ("M0 6h28", "6 5"),
        LineStyle::Dotted => ("M0 6h28", "2 4"),
        LineStyle::Ringed => ("M0 6h9M19 6h9M18 6a4 4 0 1 1-8 0a4 4 0 1 1 8 0Z", "none"),
    };
    view! {
        <li class="legend__key">
            <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
                <path d=path fill="none" stroke-width="2" stroke-dasharray=dashes style:stroke=color></path>
            </svg>
            {text}
        </li>
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
