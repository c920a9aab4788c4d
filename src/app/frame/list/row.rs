//! One row of the list: the facts of a client that it shows, and that the list is searched, filtered
//! and sorted by.

use std::sync::OnceLock;

use leptos::{
    prelude::*,
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    app::{
        components::{PART_ENDS, ScoreBar, VerdictMark, children, part_ends, verdict_mark},
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
    /// The texts that a search looks into, and those as a search compares them once it did.
    searched: String,
    words: OnceLock<String>,
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
            searched: words.join("\n"),
            words: OnceLock::new(),
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

    /// The text that a search looks into, as it compares it.
    pub fn words(&self) -> &str {
        self.words
            .get_or_init(|| platform::searchable(&self.searched))
    }
}

/// A row without facts. Rows are cloned from it: the browser copies a whole row in one call, while
/// making and joining its parts takes some seventy.
pub struct RowTemplate {
    row: web_sys::Element,
    text: Text,
}

impl RowTemplate {
    /// The template of rows in a language; none if the browser makes no elements.
    pub fn new(text: Text) -> Option<Self> {
        let row = view! {
            <li>
                <a class="client-row">
                    <span class="client-row__name">
                        <span class="client-row__organisation"></span>
                        " · "
                        <span class="client-row__person"></span>
                    </span>
                    <VerdictMark verdict=Verdict::Insufficient/>
                    <span class="client-row__contact"></span>
                    <span class="client-row__stage"></span>
                    <ScoreBar scores=PerDimension::default()/>
                </a>
            </li>
        };
        let row = row.into_any().build().elements().into_iter().next()?;
        Some(Self { row, text })
    }

    /// The element of a row. Nothing in it changes by itself.
    ///
    /// # Errors
    /// What the browser says if it refuses, which none does.
    pub fn element(&self, row: &Row) -> Result<web_sys::Element, JsValue> {
        let text = self.text;
        let item: web_sys::Element = self.row.clone_node_with_deep(true)?.unchecked_into();
        let [link] = children(&item)?;
        link.set_attribute("href", &Route::Client(row.id).to_string())?;
        let [name, verdict, contact, stage, bar] = children(&link)?;

        let [organisation, person] = children(&name)?;
        if row.organisation.is_empty() {
            name.replace_children_with_node_1(&person);
        } else {
            organisation.set_text_content(Some(&row.organisation));
        }
        person.set_text_content(Some(&row.name));

        verdict.set_attribute("data-verdict", row.verdict.id())?;
        let [mark] = children(&verdict)?;
        mark.set_text_content(Some(verdict_mark(row.verdict)));
        verdict.replace_children_with_node_1(&mark);
        verdict.append_with_str_1(&format!(" {}", text.verdict(row.verdict)))?;

        contact.set_text_content(Some(&self.last_contact(row)));
        let badges = [
            row.example.then(|| text.example()),
            (!row.is_current).then(|| text.recomputing()),
        ];
        for words in badges.into_iter().flatten() {
            let badge = document().create_element("span")?;
            badge.set_class_name("badge");
            badge.set_text_content(Some(words));
            contact.append_child(&badge)?;
        }

        let name_of_stage = row.stage.map(|stage| text.stage_name(stage));
        stage.set_text_content(name_of_stage);

        bar.set_attribute("aria-label", &text.scores_line(&row.scores))?;
        let style = bar.unchecked_into::<web_sys::HtmlElement>().style();
        for (property, end) in PART_ENDS.into_iter().zip(part_ends(&row.scores)) {
            style.set_property(property, &end)?;
        }
        Ok(item)
    }

    fn last_contact(&self, row: &Row) -> String {
        match row.last_contact {
            Some((date, channel)) => {
                let day = self.text.date_as(date, DateStyle::Day);
                format!("{day} · {}", self.text.channel(channel))
            }
            None => self.text.no_contact_yet().to_owned(),
        }
    }
}
