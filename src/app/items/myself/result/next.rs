//! Two actions, for the two weakest dimensions.

use leptos::prelude::*;

use super::ranked;
use crate::{
    app::{
        components::{DimensionMark, advice_words, fetched_advice},
        state::use_text,
    },
    content::Advice,
    domain::{Dimension, RelationshipKind, Scores},
};

/// An action for each of the two weakest dimensions, with alternatives.
#[component]
pub fn NextCard(scores: Scores) -> impl IntoView {
    let text = use_text();
    let ranked = ranked(&scores);
    // Beyond the two, one with the score of the second is as weak as it.
    let tied = ranked
        .get(1)
        .zip(ranked.get(2))
        .filter(|(second, third)| second.1 == third.1);
    let tied = tied.map(|(second, _)| {
        let level = ranked.iter().filter(|it| it.1 == second.1);
        let names: Vec<_> = level.map(|(it, _)| text.dimension(*it)).collect();
        let words = text.tied_next(&names.join(text.list_comma()));
        view! { <p class="quiet" id="tied-next">{words}</p> }
    });
    let weakest: Vec<_> = ranked.into_iter().take(2).collect();
    if weakest.is_empty() {
        return ().into_any();
    }
    let advice = fetched_advice(RelationshipKind::Client);
    let body = move || match advice.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(advice)) => weakest
            .iter()
            .map(|(dimension, _)| view! { <Next advice=advice.clone() dimension=*dimension/> })
            .collect_view()
            .into_any(),
    };
    view! {
        <section class="card next" id="next" aria-labelledby="next-title">
            <h2 class="card__title" id="next-title">{text.next_actions()}</h2>
            {tied}
            <div class="next__list">{body}</div>
        </section>
    }
    .into_any()
}

#[component]
fn Next(advice: Advice, dimension: Dimension) -> impl IntoView {
    let text = use_text();
    let turn = RwSignal::new(0_usize);
    let action = move || {
        let action = advice.pick(dimension, None, turn.get())?;
        Some(advice_words(text, action))
    };
    let name = text.dimension(dimension);
    view! {
        <div class="next__one" data-dimension=dimension.id()>
            <h3 class="result__kind"><DimensionMark dimension/>{name}</h3>
            <div class="next__words" aria-live="polite">{action}</div>
            <p>
                <button
                    class="button"
                    type="button"
                    aria-label=format!("{}{}{name}", text.another_action(), text.colon())
                    on:click=move |_| turn.update(|turn| *turn = turn.wrapping_add(1))
                >
                    {text.another_action()}
                </button>
            </p>
        </div>
    }
}
