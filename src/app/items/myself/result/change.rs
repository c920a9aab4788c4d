//! The change since the last time with the same form, and whether it exceeds the error.

use leptos::prelude::*;

use super::super::error_words;
use crate::{
    app::{
        components::GlossaryLinks,
        state::{use_store, use_text},
    },
    domain::{Assessment, Occasion, velocity::least_reliable_change},
    i18n::GlossaryEntry,
};

/// The difference of the totals in words.
#[component]
pub fn ChangeCard(
    assessment: Assessment,
    last: Option<Assessment>,
    /// Whether those before it were of another version.
    is_new_series: bool,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let words = move || {
        let error = least_reliable_change(
            &store
                .settings()
                .assumptions
                .with_error_of(assessment.answers.instrument()),
        );
        let total = |entry: &Assessment| entry.answers.scores().total();
        if assessment.occasion == Occasion::RetrospectivePretest {
            return (
                text.looked_back().to_owned(),
                text.looked_back_hint().to_owned(),
            );
        }
        let Some(last) = last else {
            if is_new_series {
                return (
                    text.first_of_form().to_owned(),
                    text.new_series().to_owned(),
                );
            }
            let hint = text.first_of_form_hint(&text.way_of(assessment.answers.instrument()));
            return (text.first_of_form().to_owned(), hint);
        };
        let (Some(now), Some(before)) = (total(&assessment), total(&last)) else {
            return (
                text.not_comparable().to_owned(),
                text.not_comparable_hint().to_owned(),
            );
        };
        let change = now - before;
        let points = text.number(change.abs(), 1);
        let title = if points == text.number(0.0, 1) {
            text.same_as_last().to_owned()
        } else if 0.0 < change {
            text.higher_than_last(&points)
        } else {
            text.lower_than_last(&points)
        };
        let bound = text.number(error, 1);
        let meaning = if error < change.abs() {
            text.change_beyond_error(&bound)
        } else {
            text.change_within_error(&bound)
        };
        let error = error_words(text, assessment.answers.instrument());
        let sentences: Vec<_> = [Some(&*meaning), error].into_iter().flatten().collect();
        (title, sentences.join(text.sentence_space()))
    };
    view! {
        <section class="card" id="change" aria-labelledby="change-title">
            <h2 class="myself__heading" id="change-title">{move || words().0}</h2>
            <p class="quiet">{move || words().1}</p>
            <GlossaryLinks entries=&[GlossaryEntry::Total, GlossaryEntry::WithinError]/>
        </section>
    }
}
