//! The strongest and the weakest dimensions, each with the answers behind it.

use leptos::prelude::*;

use super::ranked;
use crate::{
    app::{
        components::{DimensionMark, fetched_items},
        state::use_text,
    },
    content::{Items, Perspective},
    domain::{Assessment, Dimension, Form, Score},
    i18n::Text,
};

/// The id of the part with the highest scores.
const STRONGEST: &str = "strongest";

/// The highest and the lowest dimensions, tied ones named as such, each with the item of the highest or
/// lowest agreement.
#[component]
pub fn OutstandingCard(assessment: Assessment) -> impl IntoView {
    let text = use_text();
    let items = fetched_items(assessment.answers.version());
    let ranked = ranked(&assessment.answers.scores());
    let (Some((_, low)), Some((_, high))) = (ranked.first().copied(), ranked.last().copied())
    else {
        return ().into_any();
    };
    let with = |score: Score| {
        let of_it = ranked.iter().filter(|(_, other)| *other == score);
        of_it.map(|(dimension, _)| *dimension).collect::<Vec<_>>()
    };
    let (weakest, strongest) = (with(low), with(high));
    let row = move |dimension: Dimension, is_most: bool, title: &'static str| {
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
            <div class="result__outstanding" data-dimension=dimension.id()>
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
        let rows = move |id: &'static str, of: Vec<Dimension>, title: [&'static str; 2]| {
            let title = title[usize::from(1 < of.len())];
            let rows = of.into_iter().map(|it| row(it, id == STRONGEST, title));
            view! { <div class="result__end" id=id>{rows.collect_view()}</div> }
        };
        view! {
            {rows(STRONGEST, strongest, [text.strongest(), text.tied_strongest()])}
            {rows("weakest", weakest, [text.weakest(), text.tied_weakest()])}
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
