//! Each statement of a form with its answer.

use leptos::prelude::*;

use super::questionnaire::fetched_items;
use crate::{
    app::state::use_text,
    content::{Items, Perspective},
    domain::ItemResponses,
};

/// The answers, item by item; only the numbers until the items have been fetched.
#[component]
pub fn AnswerList(answers: ItemResponses, perspective: Perspective) -> impl IntoView {
    let text = use_text();
    let fetched = fetched_items(answers.version());
    move || {
        let items = fetched.get().and_then(Result::ok);
        let rows = answers.given().iter().enumerate().map(|(item, answer)| {
            let language = text.language();
            let of_items = |find: &dyn Fn(&Items) -> Option<String>| items.as_ref().and_then(find);
            let statement = of_items(&|items| {
                items
                    .statement(item, perspective, language)
                    .map(str::to_owned)
            });
            let words = match answer {
                Some(answer) => {
                    let label = of_items(&|items| {
                        items.label(answer.number(), language).map(str::to_owned)
                    });
                    let label = label.map(|label| format!(" · {label}")).unwrap_or_default();
                    format!("{}{label}", answer.number())
                }
                None => text.cant_say().to_owned(),
            };
            view! {
                <li class="answer-list__item">
                    <span>{statement}</span>
                    <strong>{words}</strong>
                </li>
            }
        });
        view! { <ol class="answer-list">{rows.collect_view()}</ol> }
    }
}
