//! The charts on the page: a canvas with its readout, text summary, data table and picture.

mod told;

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

use told::Told;

use super::Dialog;
use crate::{
    chart::{
        Key, Labels, Look, Marker, Period, ProgressChart, Theme, VelocityChart, canvas,
        draw::{Caption, KeyShape},
    },
    domain::{self, Client, Instrument, Rater, velocity::Series},
    i18n::Text,
    state::{use_appearance, use_store, use_text},
};

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
    let chosen = RwSignal::new(Rater::Seller);
    let raters = Memo::new(move |_| {
        let mut raters = vec![Rater::Seller];
        raters.extend(
            client
                .get()
                .ratings()
                .iter()
                .map(|rating| rating.rater.clone()),
        );
        raters.sort();
        raters.dedup();
        raters
    });
    let chart = Memo::new(move |_| {
        let (client, today) = (client.get(), store.today());
        let rater = Some(chosen.get()).filter(|rater| raters.with(|all| all.contains(rater)));
        let rater = rater.unwrap_or(Rater::Seller);
        let series = |rater: &Rater| Series::of(&client, rater, Instrument::Sliders1, today);
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
    let name = move |rater: &Rater| match rater {
        Rater::Seller => text.rater_seller().to_owned(),
        Rater::Client(person) => text.rater_client_named(person),
        Rater::Peer => text.rater_peer().to_owned(),
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
                        chosen.set(raters.with(|all| all.get(at).cloned()).unwrap_or(Rater::Seller));
                    }
                >
                    {options.collect_view()}
                </select>
            }
        })
    };
    let whose = Signal::derive(move || name(&chosen.get()));
    view! {
        <ChartCard id="progress" title=text.progress() chart client whose>
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
    let whose = Signal::derive(move || text.rater_seller().to_owned());
    view! {
        <ChartCard id="velocity" title=text.velocity() chart client whose hint=text.velocity_hint()>
            <PeriodSelect period/>
        </ChartCard>
    }
}

#[component]
fn ChartCard<C: Told>(
    id: &'static str,
    title: &'static str,
    chart: Memo<C>,
    client: Signal<Arc<Client>>,
    whose: Signal<String>,
    #[prop(optional)] hint: Option<&'static str>,
    children: Children,
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
        highlight
            .set(chart.with_untracked(|chart| chart.nearest_to(f64::from(event.offset_x()), size)));
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
                text.chart_hint().to_owned()
            }
        })
    };
    let told = move || chart.with(|chart| chart.told(text));
    let legend = move || {
        let keys = chart.with(|chart| chart.keys(theme()));
        keys.into_iter()
            .map(|key| view! { <LegendKey key/> })
            .collect_view()
    };
    let table = move || {
        chart.with(|chart| {
            let head = chart
                .head(text)
                .into_iter()
                .map(|cell| view! { <th scope="col">{cell}</th> });
            let rows = (0..chart.len()).rev().map(|index| {
                let mut cells = chart.row(index, text).into_iter();
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
    let picture = RwSignal::new(None::<String>);
    let picture_open = RwSignal::new(false);
    let make_picture = move |_| {
        let chart = chart.get_untracked();
        let theme = untrack(theme);
        let client = client.get_untracked();
        let title = format!("{} · {title}", text.client_line(&client.profile));
        let today = text.full_date(untrack(|| store.today()));
        let subtitle = format!("{} · {today}", whose.get_untracked());
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
            let address = match canvas::png(&chart, &look, caption).await {
                Ok(blob) => web_sys::Url::create_object_url_with_blob(&blob).ok(),
                Err(_) => None,
            };
            let Some(address) = address else {
                return store.tell(text.picture_failed());
            };
            let old = picture
                .try_update(|picture| picture.replace(address))
                .flatten();
            revoke(old);
            picture_open.try_set(true);
        });
    };
    on_cleanup(move || revoke(picture.try_get_untracked().flatten()));
    let file_name = format!("trust-velocity-{id}.png");
    view! {
        <section class="card chart" id=id aria-labelledby=format!("{id}-title")>
            <header class="card__head">
                <h2 class="card__title" id=format!("{id}-title")>{title}</h2>
                <div class="chart__tools">
                    {children()}
                    <button class="button button--quiet" type="button" id=format!("{id}-picture") on:click=make_picture>
                        {text.as_picture()}
                    </button>
                </div>
            </header>
            <canvas
                class="chart__canvas"
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
            <ul class="legend">{legend}</ul>
            {hint.map(|hint| view! { <p class="quiet">{hint}</p> })}
            <details class="chart__data">
                <summary>{text.as_table()}</summary>
                <p class="quiet" id=format!("{id}-summary")>{told}</p>
                <div class="scroll" tabindex="0" role="group" aria-label=text.as_table()>{table}</div>
            </details>
            <Dialog open=picture_open title=text.picture_title().to_owned()>
                <img class="chart__picture" src=move || picture.get() alt=told/>
                <p class="quiet">{text.picture_hint()}</p>
                <p>
                    <a class="button button--primary" href=move || picture.get() download=file_name.clone()>
                        {text.download()}
                    </a>
                </p>
            </Dialog>
        </section>
    }
}

#[component]
fn LegendKey(key: Key) -> impl IntoView {
    let text = use_text();
    let color = format!("rgb({} {} {})", key.color.0, key.color.1, key.color.2);
    let path = match key.shape {
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
            {Labels::word(&text, key.word)}
        </li>
    }
}

fn revoke(address: Option<String>) {
    if let Some(address) = address {
        // An address that is not ours to revoke is not there any more.
        let _ = web_sys::Url::revoke_object_url(&address);
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
