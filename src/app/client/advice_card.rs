//! Advice that fits the focus of the stage and the lowest dimension, with the way to plan it.

use std::sync::Arc;

use leptos::prelude::*;

use super::plan_until::{PlanUntil, planned_today, save_action};
use crate::{
    app::{
        components::{DimensionMark, advice_words, fetched_advice},
        state::{use_store, use_text},
    },
    content::{Action, Advice},
    domain::{
        ActionOrigin, ActionOutcome, AdviceKey, Client, Dimension, Instrument, NonEmptyText,
        PlannedAction, Rater, RelationshipKind, Scores, Stage, velocity::Series,
    },
};

/// In how many days an action of the advice is due unless another day is chosen.
const USUAL_DAYS: i64 = 14;

/// The element that has the focus after an action was planned or dismissed.
const TITLE: &str = "#advice-title";

/// One action for each dimension that needs advice, with alternatives.
#[component]
pub fn AdviceCard(kind: RelationshipKind, client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let advice = fetched_advice(kind);
    let needed = Memo::new(move |_| {
        let (client, today) = (client.get(), store.today());
        let series = Series::of(&client, &Rater::Seller, Instrument::Sliders1, today);
        let known = series.latest_known();
        let latest = Scores::from_fn(|dimension| known[dimension].map(|known| known.score));
        let stage = client.stage_on(today).map(|entry| entry.stage);
        let needed = Advice::needed(stage, &latest).into_iter();
        let needed = needed.map(|(dimension, stage)| {
            let name = text.dimension(dimension);
            let words = match latest[dimension] {
                known @ Some(_) => text.advice_for(&name, &text.score(known)),
                None => text.advice_for_unrated(&name),
            };
            (dimension, stage, words)
        });
        needed.collect::<Vec<_>>()
    });
    let body = move || match advice.get() {
        _ if needed.with(Vec::is_empty) => {
            view! { <p class="quiet">{text.advice_ended()}</p> }.into_any()
        }
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => view! { <p role="alert">{text.not_fetched(&reason)}</p> }.into_any(),
        Some(Ok(advice)) => {
            let needed = needed.get().into_iter();
            let parts = needed.map(|(dimension, stage, words)| {
                view! { <Advised client advice=advice.clone() dimension stage words/> }
            });
            parts.collect_view().into_any()
        }
    };
    view! {
        <section class="card" id="advice" aria-labelledby="advice-title">
            <h2 class="card__title" id="advice-title" tabindex="-1">{text.advice()}</h2>
            <div class="next__list">{body}</div>
        </section>
    }
}

/// The advice for a dimension, without what was planned or dismissed already.
#[component]
fn Advised(
    client: Signal<Arc<Client>>,
    advice: Advice,
    dimension: Dimension,
    stage: Option<Stage>,
    words: String,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let turn = RwSignal::new(0_usize);
    let title = words.clone();
    let shown = move || {
        let client = client.get();
        let left = advice.of(dimension, stage);
        let left = left.filter(|action| !action.is_for_several && !is_taken(&client, action));
        let left: Vec<_> = left.collect();
        let place = turn.get().checked_rem(left.len());
        let Some(action) = place.and_then(|place| left.get(place)) else {
            return view! { <p class="quiet">{text.advice_all_taken()}</p> }.into_any();
        };
        let what = NonEmptyText::new(action.action(text.language())).ok();
        let origin = AdviceKey::new(&action.id).map(ActionOrigin::Advice);
        // The site's own file has both of every action.
        let Some((what, origin)) = what.zip(origin) else {
            return ().into_any();
        };
        let new = StoredValue::new((client, what, origin));
        let plan = move |due| {
            let (client, what, origin) = new.get_value();
            save_action(
                store,
                client,
                planned_today(store, due, what, origin),
                TITLE,
            );
        };
        let dismiss = move |_| {
            let (client, what, origin) = new.get_value();
            let today = store.today_at_save();
            let action = PlannedAction {
                outcome: Some(ActionOutcome::Dismissed(today)),
                ..planned_today(store, today, what, origin)
            };
            save_action(store, client, action, TITLE);
        };
        let another = (1 < left.len()).then(|| {
            let which = format!("{}{}{words}", text.another_action(), text.colon());
            view! {
                <button
                    class="button"
                    type="button"
                    aria-label=which
                    on:click=move |_| turn.update(|turn| *turn = turn.wrapping_add(1))
                >
                    {text.another_action()}
                </button>
            }
        });
        view! {
            <div class="next__words" aria-live="polite">{advice_words(text, action)}</div>
            <PlanUntil id=format!("plan-{}", dimension.id()) label=text.advice_plan() usual_days=USUAL_DAYS plan/>
            <p class="plan__buttons">
                {another}
                <button class="button button--quiet" type="button" data-action="dismiss" on:click=dismiss>
                    {text.advice_dismiss()}
                </button>
            </p>
        }
        .into_any()
    };
    view! {
        <div class="next__one" data-dimension=dimension.id()>
            <h3 class="result__kind"><DimensionMark dimension/>{title}</h3>
            {shown}
        </div>
    }
}

/// Whether an action of the advice was planned or dismissed.
fn is_taken(client: &Client, action: &Action) -> bool {
    let is_of = |planned: &PlannedAction| match &planned.origin {
        ActionOrigin::Advice(key) => key.as_str() == action.id,
        ActionOrigin::Own | ActionOrigin::Repair { .. } => false,
    };
    client.actions().iter().any(is_of)
}
