//! The list of clients: search, filter, sort.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::{
    app::{
        components::{ExamplesButton, Icon, ScoreBar, Shape, VerdictMark},
        state::{Listed, use_store, use_text},
    },
    domain::{
        Channel, CivilDate, ClientId, Name, PerDimension, Score, Stage,
        velocity::{Known, Verdict},
    },
    i18n::{Text, format::DateStyle},
    platform,
    route::Route,
};

/// How many rows are shown at first, and more at each request.
const PAGE: usize = 50;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    Name,
    Trust,
    Trend,
    LastContact,
}

impl Order {
    const ALL: [Self; 4] = [Self::Name, Self::Trust, Self::Trend, Self::LastContact];

    const fn id(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Trust => "trust",
            Self::Trend => "trend",
            Self::LastContact => "last-contact",
        }
    }

    const fn label(self, text: Text) -> &'static str {
        match self {
            Self::Name => text.sort_by_name(),
            Self::Trust => text.sort_by_trust(),
            Self::Trend => text.sort_by_trend(),
            Self::LastContact => text.sort_by_last_contact(),
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: ClientId,
    name: String,
    organisation: String,
    /// What the search looks into, in lower case.
    words: String,
    stage: Option<Stage>,
    scores: PerDimension<Option<Score>>,
    total: Option<f64>,
    /// The slope of the recent trend, in points a day.
    slope: Option<f64>,
    verdict: Verdict,
    last_contact: Option<(CivilDate, Channel)>,
    example: bool,
    /// Whether the figures hold today; if not, they are being made anew.
    is_current: bool,
}

impl Row {
    fn of(listed: &Listed, today: CivilDate) -> Self {
        let summary = &listed.summary;
        let name = summary.name.as_str();
        let organisation = summary.organisation.as_ref().map_or("", Name::as_str);
        let title = summary.title.as_ref().map_or("", Name::as_str);
        let mut words = vec![name, organisation, title];
        words.extend(summary.tags.iter().map(Name::as_str));
        let known = |known: Option<Known>| known.map(|known| known.score);
        Self {
            id: summary.id,
            name: name.to_owned(),
            organisation: organisation.to_owned(),
            words: platform::lower_case(&words.join("\n")),
            stage: summary.stage.map(|(stage, _)| stage),
            scores: PerDimension(summary.latest.0.map(known)),
            total: summary.total,
            slope: summary.slope.map(|slope| slope.per_day),
            verdict: summary.verdict(today),
            last_contact: summary.last_contact,
            example: summary.is_example,
            is_current: listed.is_current,
        }
    }

    fn compare(&self, other: &Self, order: Order, text: Text) -> Ordering {
        let by_order = match order {
            Order::Name => Ordering::Equal,
            Order::Trust => highest_first(self.total, other.total),
            Order::Trend => {
                let group = |row: &Self| match row.verdict {
                    Verdict::Rising => 0,
                    Verdict::WithinError => 1,
                    Verdict::Falling => 2,
                    Verdict::Insufficient | Verdict::Stale => 3,
                };
                let slopes = highest_first(self.slope, other.slope);
                group(self).cmp(&group(other)).then(slopes)
            }
            Order::LastContact => {
                let date = |row: &Self| row.last_contact.map(|(date, _)| date);
                date(self).cmp(&date(other))
            }
        };
        by_order
            .then_with(|| text.compare(&self.name, &other.name))
            .then(self.id.cmp(&other.id))
    }
}

/// The highest first, the unknown last.
fn highest_first(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

/// The list, with the client marked whose page stands beside it.
#[component]
pub fn ClientList(#[prop(into)] route: Signal<Route>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let search = RwSignal::new(String::new());
    let stage = RwSignal::new(None::<Stage>);
    let order = RwSignal::new(Order::LastContact);
    let limit = RwSignal::new(PAGE);
    let all = Memo::new(move |_| {
        let today = store.today();
        store.with_summaries(|all| {
            let kept = all
                .values()
                .filter(|listed| listed.summary.binned.is_none());
            kept.map(|listed| Row::of(listed, today))
                .collect::<Vec<_>>()
        })
    });
    let found = Memo::new(move |_| {
        let words = platform::lower_case(search.get().trim());
        let mut rows = all.get();
        rows.retain(|row| {
            row.words.contains(&words) && (stage.get().is_none() || stage.get() == row.stage)
        });
        rows.sort_by(|a, b| a.compare(b, order.get(), text));
        rows
    });
    let current = Memo::new(move |_| route.get().client());
    let is_page = Memo::new(move |_| route.get() == Route::Clients);
    let rows = move || {
        let rows = found.get();
        let rest = rows.len().saturating_sub(limit.get());
        let rows = rows
            .into_iter()
            .take(limit.get())
            .map(|row| view! { <RowView row current/> });
        view! {
            <ul class="client-list__rows">{rows.collect_view()}</ul>
            {(rest > 0).then(|| view! {
                <button class="button" type="button" on:click=move |_| limit.update(|n| *n += PAGE)>
                    {text.show_more(rest)}
                </button>
            })}
        }
    };
    let count = move || all.with(Vec::len);
    let some = Memo::new(move |_| 0 < count());
    let tools = move || {
        view! {
                <div class="client-list__tools">
                    <input
                        class="field__input"
                        type="search"
                        id="search"
                        autocomplete="off"
                        aria-label=text.search()
                        placeholder=text.search()
                        prop:value=search
                        on:input=move |event| search.set(event_target_value(&event))
                    />
                    <select
                        class="select"
                        id="stage-filter"
                        aria-label=text.stage_filter()
                        on:change=move |event| stage.set(Stage::from_id(&event_target_value(&event)))
                    >
                        <option value="">{text.all_stages()}</option>
                        {Stage::ALL.map(|choice| view! {
                            <option value=choice.id() selected=move || stage.get() == Some(choice)>
                                {text.stage_name(choice)}
                            </option>
                        })}
                    </select>
                    <select
                        class="select"
                        id="sort"
                        aria-label=text.sort()
                        on:change=move |event| {
                            let id = event_target_value(&event);
                            let chosen = Order::ALL.into_iter().find(|order| order.id() == id);
                            order.set(chosen.unwrap_or(Order::LastContact));
                        }
                    >
                        {Order::ALL.map(|choice| view! {
                            <option value=choice.id() selected=move || order.get() == choice>
                                {choice.label(text)}
                            </option>
                        })}
                    </select>
                </div>
                {rows}
                <p class="visually-hidden" role="status">{move || text.clients_found(found.with(Vec::len))}</p>
                {move || found.with(Vec::is_empty).then(|| view! {
                    <p class="empty">{text.nothing_found()}</p>
                })}
                {move || all.with(|rows| rows.iter().any(|row| row.example)).then(|| view! {
                    <p class="client-list__examples"><ExamplesButton/></p>
                })}
        }
    };
    view! {
        <div class="client-list">
            <header class="client-list__head">
                {move || {
                    let title = view! {
                        {text.clients()}" "
                        {move || some.get().then(|| view! { <span class="quiet">{count()}</span> })}
                    };
                    // Beside a client's page, that page has the first heading.
                    if is_page.get() {
                        view! { <h1 class="page__title" tabindex="-1">{title}</h1> }.into_any()
                    } else {
                        view! { <h2 class="page__title">{title}</h2> }.into_any()
                    }
                }}
                <a class="button" href=Route::NewClient.to_string() id="new-client">
                    <Icon shape=Shape::Plus/>{text.new_client()}
                </a>
            </header>
            {move || if some.get() {
                tools().into_any()
            } else {
                view! { <Welcome/> }.into_any()
            }}
        </div>
    }
}

#[component]
fn RowView(row: Row, current: Memo<Option<ClientId>>) -> impl IntoView {
    let text = use_text();
    let last_contact = match row.last_contact {
        Some((date, channel)) => {
            format!(
                "{} · {}",
                text.date_as(date, DateStyle::Day),
                text.channel(channel)
            )
        }
        None => text.no_contact_yet().to_owned(),
    };
    let title = match row.organisation.as_str() {
        "" => row.name,
        organisation => format!("{organisation} · {}", row.name),
    };
    let is_current = move || (current.get() == Some(row.id)).then_some("true");
    view! {
        <li>
            <a class="client-row" href=Route::Client(row.id).to_string() aria-current=is_current>
                <span class="client-row__name">{title}</span>
                <VerdictMark verdict=row.verdict/>
                <span class="client-row__contact">
                    {last_contact}
                    {row.example.then(|| view! { <span class="badge">{text.example()}</span> })}
                </span>
                <span class="client-row__stage">{row.stage.map(|stage| text.stage_name(stage))}</span>
                <ScoreBar scores=row.scores/>
            </a>
        </li>
    }
}

/// The ways in, where there is no client yet.
#[component]
fn Welcome() -> impl IntoView {
    let text = use_text();
    view! {
        <section class="welcome">
            <p class="welcome__formula" aria-hidden="true">
                <span class="welcome__numerator">{text.formula_numerator()}</span>
                <span class="welcome__denominator">{text.formula_denominator()}</span>
            </p>
            <p class="welcome__words">{text.welcome()}</p>
            <p class="welcome__ways">
                <a class="button button--primary" href=Route::NewClient.to_string()>{text.add_client()}</a>
                <ExamplesButton/>
                <a class="link" href=Route::Help(None).to_string()>{text.what_figures_mean()}</a>
            </p>
            <p class="quiet">{text.privacy_hint()}</p>
        </section>
    }
}
