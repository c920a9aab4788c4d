//! One row of the list: the facts of a client that it shows, and that the list is searched, filtered
//! and sorted by.

use leptos::prelude::*;

use crate::{
    app::{
        components::{ScoreBar, VerdictMark},
        state::Listed,
    },
    domain::{
        Channel, CivilDate, ClientId, Name, PerDimension, Score, Stage,
        velocity::{Known, Verdict},
    },
    i18n::{Text, format::DateStyle},
    platform,
    route::Route,
};

/// The facts of a row.
#[derive(Debug)]
pub struct Row {
    /// The client.
    pub id: ClientId,
    /// The client's name.
    pub name: String,
    /// The client's organisation; empty if there is none.
    pub organisation: String,
    /// The text that a search looks into, in lower case.
    pub words: String,
    /// The stage on the day of the row.
    pub stage: Option<Stage>,
    /// The latest known scores.
    pub scores: PerDimension<Option<Score>>,
    /// The total of the latest complete rating, 0–40.
    pub total: Option<f64>,
    /// The verdict on the trend.
    pub verdict: Verdict,
    /// The slope of the trend, in points per day.
    pub slope: Option<f64>,
    /// The last contact, and how it was made.
    pub last_contact: Option<(CivilDate, Channel)>,
    /// Whether the client is one of the examples.
    pub example: bool,
    /// Whether the figures hold on the day; if not, they are being computed anew.
    pub is_current: bool,
}

impl Row {
    /// The row of a client, as of a day.
    pub fn of(listed: &Listed, today: CivilDate) -> Self {
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
            verdict: summary.verdict(today),
            slope: summary.slope.map(|slope| slope.per_day),
            last_contact: summary.last_contact,
            example: summary.is_example,
            is_current: listed.is_current,
        }
    }
}

/// A row at its place in the list, the first being 0. Nothing in it changes by itself.
pub fn row_view(row: &Row, index: usize, text: Text) -> AnyView {
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
    let organisation = (!row.organisation.is_empty()).then(|| {
        let organisation = row.organisation.clone();
        view! { <span class="client-row__organisation">{organisation}</span>" · " }
    });
    view! {
        <li style:--index=index.to_string() aria-posinset=index + 1>
            <a class="client-row" href=Route::Client(row.id).to_string()>
                <span class="client-row__name">
                    {organisation}<span class="client-row__person">{row.name.clone()}</span>
                </span>
                <VerdictMark verdict=row.verdict/>
                <span class="client-row__contact">
                    {last_contact}
                    {row.example.then(|| view! { <span class="badge">{text.example()}</span> })}
                    {(!row.is_current).then(|| view! { <span class="badge">{text.recomputing()}</span> })}
                </span>
                <span class="client-row__stage">{row.stage.map(|stage| text.stage_name(stage))}</span>
                <ScoreBar scores=row.scores/>
            </a>
        </li>
    }
    .into_any()
}
