//! The element of a row.

use leptos::{
    prelude::*,
    tachys::view::{Mountable, Render},
};
use wasm_bindgen::{JsCast, JsValue};

use super::row::Row;
use crate::{
    app::components::{PART_ENDS, ScoreBar, VerdictMark, children, part_ends, verdict_mark},
    domain::{Name, PerDimension, velocity::Verdict},
    i18n::Text,
    route::Route,
};

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
                    <span class="client-row__line">
                        <span class="client-row__name">
                            <span class="client-row__organisation"></span>
                            " · "
                            <span class="client-row__person"></span>
                        </span>
                        <span class="client-row__stage"></span>
                    </span>
                    <span class="client-row__line">
                        <span class="client-row__contact"><strong></strong></span>
                        <span class="client-row__tags"></span>
                    </span>
                    <span class="client-row__line">
                        <ScoreBar scores=PerDimension::default()/>
                        <span class="client-row__total" aria-hidden="true"></span>
                        <VerdictMark verdict=Verdict::Insufficient/>
                    </span>
                </a>
            </li>
        };
        let row = row.into_any().build().elements().into_iter().next()?;
        Some(Self { row, text })
    }

    /// The element of a row. Nothing in it changes by itself.
    ///
    /// # Errors
    /// The browser's error, if it refuses; none is known to.
    pub fn element(&self, row: &Row) -> Result<web_sys::Element, JsValue> {
        let text = self.text;
        let summary = &*row.summary;
        let item: web_sys::Element = self.row.clone_node_with_deep(true)?.unchecked_into();
        let [link] = children(&item)?;
        link.set_attribute("href", &Route::Client(summary.id).to_string())?;
        let [first, second, third] = children(&link)?;

        let [name, stage] = children(&first)?;
        let [organisation, person] = children(&name)?;
        match &summary.organisation {
            Some(known) => organisation.set_text_content(Some(known.as_str())),
            None => name.replace_children_with_node_1(&person),
        }
        person.set_text_content(Some(summary.name.as_str()));
        stage.set_text_content(row.stage().map(|stage| text.stage_name(stage)));

        let [contact, tags] = children(&second)?;
        let badges = [
            summary.is_example.then(|| text.example()),
            (!row.is_current).then(|| text.recomputing()),
        ];
        for words in badges.into_iter().flatten() {
            let badge = document().create_element("span")?;
            badge.set_class_name("badge");
            badge.set_text_content(Some(words));
            second.insert_before(&badge, Some(&contact))?;
        }
        let words = self.last_contact(row);
        match row.days_overdue() {
            Some(days) => {
                let [overdue] = children(&contact)?;
                overdue.set_text_content(Some(&text.days_overdue(count(days))));
                contact.append_with_str_1(&format!(" · {words}"))?;
            }
            None => contact.set_text_content(Some(&words)),
        }
        let names: Vec<_> = summary.tags.iter().map(Name::as_str).collect();
        tags.set_text_content(Some(&names.join(" · ")));

        let [bar, total, verdict] = children(&third)?;
        let scores = PerDimension(summary.latest.0.map(|known| known.map(|known| known.score)));
        let number = text.number_or_dash(summary.total, 1);
        let label = [text.total_points(&number), text.scores_line(&scores)].join(" · ");
        bar.set_attribute("aria-label", &label)?;
        let style = bar.unchecked_into::<web_sys::HtmlElement>().style();
        for (property, end) in PART_ENDS.into_iter().zip(part_ends(&scores)) {
            style.set_property(property, &end)?;
        }
        total.set_text_content(Some(&number));

        verdict.set_attribute("data-verdict", row.verdict.id())?;
        let [mark] = children(&verdict)?;
        mark.set_text_content(Some(verdict_mark(row.verdict)));
        verdict.replace_children_with_node_1(&mark);
        let words = if summary.is_rated() {
            text.verdict(row.verdict)
        } else {
            text.no_ratings()
        };
        verdict.append_with_str_1(&format!(" {words}"))?;
        Ok(item)
    }

    fn last_contact(&self, row: &Row) -> String {
        let text = self.text;
        match (row.summary.last_contact, count(row.days_without_contact)) {
            (None, _) => text.no_contact_yet().to_owned(),
            (_, 0) => text.contact_today().to_owned(),
            (_, days) => text.contact_days_ago(days),
        }
    }
}

/// Days for a text; a clock that was set back counts none.
fn count(days: i64) -> usize {
    days.try_into().unwrap_or_default()
}
