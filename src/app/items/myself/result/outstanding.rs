//! The strongest and the weakest dimension, each with the answers behind it.

use leptos::prelude::*;

use super::ranked;
use crate::{
    app::{
        components::{DimensionMark, fetched_items},
        state::use_text,
    },
    content::{Items, Perspective},
    domain::{Assessment, Dimension, Form},
    i18n::Text,
};

/// The two dimensions, each with the item of the highest or lowest agreement.
#[component]
pub fn OutstandingCard(assessment: Assessment) -> impl IntoView {
    let text = use_text();
    let items = fetched_items();
    let ranked = ranked(&assessment.answers.scores());
    let (Some((weakest, low)), Some((strongest, high))) =
        (ranked.first().copied(), ranked.last().copied())
    else {
        return ().into_any();
    };
    let row = move |dimension: Dimension, is_most: bool, title: &'static str| {
        let id = if is_most { "strongest" } else { "weakest" };
        let quote = move || match items.get() {
            None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
            Some(Err(reason)) => {
                view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any()
            }
            Some(Ok(items)) => {
                let quote = quote(text, &items, &assessment, dimension, is_most);
                quote
                    .map(|(statement, label)| {
                        view! {
                            <blockquote class="result__quote">
                                <p>{statement}</p>
                                <p class="quiet">{text.you_answered(&label)}</p>
                            </blockquote>
                        }
                    })
                    .into_any()
            }
        };
        view! {
            <div class="result__outstanding" id=id data-dimension=dimension.id()>
                <h2 class="result__kind">
                    <DimensionMark dimension/>
                    {format!("{title} · {}", text.dimension(dimension))}
                </h2>
                {quote}
            </div>
        }
    };
    let body = if low == high {
        view! { <p>{text.all_equal()}</p> }.into_any()
    } else {
        view! {
            {row(strongest, true, text.strongest())}
            {row(weakest, false, text.weakest())}
        }
        .into_any()
    };
    view! { <section class="card" aria-label=text.strongest_and_weakest()>{body}</section> }
        .into_any()
}

/// The statement of a dimension with the highest or lowest agreement, and the agreement's label.
fn quote(
    text: Text,
    items: &Items,
    assessment: &Assessment,
    dimension: Dimension,
    is_most: bool,
) -> Option<(String, String)> {
    let answers = assessment.answers.given().iter().enumerate();
    let answered = answers
        .filter(|(item, _)| Form::dimension(*item) == dimension)
        .filter_map(|(item, answer)| Some((item, (*answer)?)));
    let (item, answer) = if is_most {
        answered.rev().max_by_key(|(_, answer)| *answer)
    } else {
        answered.min_by_key(|(_, answer)| *answer)
    }?;
    let language = text.language();
    let statement = items.statement(item, Perspective::General, language)?;
    let label = items.label(answer.number(), language)?;
    Some((statement.to_owned(), label.to_owned()))
}
