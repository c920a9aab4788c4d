//! The check before saving: the answered and the unanswered items.

use leptos::{ev, prelude::*};

use super::filling::{Filling, Layout};
use crate::{
    app::{
        components::{FormFailure, FormState, focus_first_error},
        state::use_text,
    },
    content::{Items, Perspective},
    domain::{ItemResponse, ItemResponses, ResponseSheet},
};

/// The counts, the skipped items, each with a link, and the button to save.
#[component]
pub fn Check(
    filling: Filling,
    items: Items,
    state: FormState,
    done: Callback<ItemResponses>,
    save_label: String,
    extra: ViewFn,
) -> impl IntoView {
    let text = use_text();
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let sheet = filling.sheet.get_untracked();
        if let Some(open) = sheet.first_open() {
            filling.points_out.set(true);
            return filling.go(open);
        }
        let answers = sheet.answers();
        if answers.scores().0.iter().all(Option::is_none) {
            state.fail(text.nothing_scored().to_owned());
            return focus_first_error();
        }
        done.run(answers);
        focus_first_error();
    };
    let skipped = move || {
        let sheet = filling.sheet.get();
        let replies = sheet.replies().iter().enumerate();
        let rows: Vec<_> = replies
            .filter(|(_, reply)| !matches!(reply, ItemResponse::Agreed(_)))
            .map(|(item, _)| {
                let statement = items.statement(item, filling.perspective, text.language());
                let statement = format!("{}. {}", item + 1, statement.unwrap_or_default());
                view! {
                    <li>
                        <button
                            class="questionnaire__skipped"
                            type="button"
                            on:click=move |_| filling.go(item)
                        >
                            {statement}
                        </button>
                    </li>
                }
            })
            .collect();
        let is_short_list = !rows.is_empty() && sheet.first_open().is_none();
        is_short_list.then(|| {
            view! {
                <p>{text.skipped_items()}</p>
                <ul class="questionnaire__skips">{rows}</ul>
            }
        })
    };
    let counts = move || {
        let sheet = filling.sheet.get();
        let (answered, replied) = (sheet.answers().count(), sheet.count());
        let mut words = text.answered_count(answered);
        if answered < replied {
            words = format!(
                "{words}{}{}",
                text.list_comma(),
                text.cannot_say_count(replied - answered)
            );
        }
        let open = sheet.form().len() - replied;
        if 0 < open {
            words = format!("{words}{}{}", text.list_comma(), text.open_count(open));
        }
        words
    };
    let unscored = move || {
        let sheet = filling.sheet.get();
        let scores = sheet.answers().scores();
        let names: Vec<_> = scores
            .iter()
            .filter(|(_, score)| score.is_none())
            .map(|(dimension, _)| text.dimension(dimension))
            .collect();
        // A respondent who answers about somebody else has no use for the scores.
        let scores_matter = matches!(
            filling.perspective,
            Perspective::General | Perspective::Estimate
        );
        let is_told = scores_matter && sheet.first_open().is_none() && !names.is_empty();
        is_told.then(|| {
            view! { <p class="quiet">{text.unscored_dimensions(&names.join(text.list_comma()))}</p> }
        })
    };
    let straight = move || {
        let is_straight = filling
            .sheet
            .with(|sheet| sheet.answers().is_straight_line());
        is_straight.then(|| view! { <p class="note" id="straight-line">{text.straight_line()}</p> })
    };
    let title = move || {
        let is_over = filling.layout.get() == Layout::Single
            || filling.sheet.with(ResponseSheet::first_open).is_none();
        if is_over {
            text.check_title()
        } else {
            text.check_title_open()
        }
    };
    view! {
        <form class="questionnaire__check" novalidate on:submit=submit>
            <h2 class="questionnaire__statement" id="check-title" tabindex="-1">{title}</h2>
            <p id="check-counts">{counts}</p>
            {skipped}
            {unscored}
            {straight}
            {extra.run()}
            <FormFailure state/>
            <p class="actions">
                <button class="button button--primary" type="submit" id="save-answers">
                    {save_label}
                </button>
            </p>
        </form>
    }
}
