//! The repair after trust was damaged, step by step, while trust has not come back.

use std::sync::Arc;

use leptos::prelude::*;

use super::plan_until::{ActionRow, PlanUntil, planned_today, save_action};
use crate::{
    app::{
        components::repair_step_state,
        state::{use_store, use_text},
    },
    domain::{
        ActionOrigin, Breach, CivilDate, Client, EntryId, Instrument, NonEmptyText, PlannedAction,
        Rater, RepairStep, repair_plan,
        velocity::{Series, unrecovered_breach},
    },
};

/// What has the focus after a step was planned or done.
const TITLE: &str = "#repair-title";

/// The steps of the latest breach that trust has not come back from; nothing if there is none.
#[component]
pub fn RepairCard(
    client: Signal<Arc<Client>>,
    calendar: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    move || {
        let client = client.get();
        let breach = open_breach(&client, store.today())?;
        let plan = repair_plan(&client, &breach).map(|(step, action)| (step, action.cloned()));
        let done = plan
            .iter()
            .filter(|(_, action)| is_done(action.as_ref()))
            .count();
        let steps = plan.into_iter().map(|(step, action)| {
            let client = Arc::clone(&client);
            view! { <li><Step client breach=breach.id step action calendar/></li> }
        });
        let steps = steps.collect_view();
        let of = text.repair_of(&text.full_date(breach.date), &breach.what.as_str());
        Some(view! {
            <section class="card" id="repair" aria-labelledby="repair-title">
                <h2 class="card__title" id="repair-title" tabindex="-1">{text.repair_plan()}</h2>
                <p>{of}</p>
                <p class="quiet">{text.repair_hint()}</p>
                <p id="repair-progress">{text.repair_progress(&done, &RepairStep::ALL.len())}</p>
                <ol class="plan">{steps}</ol>
            </section>
        })
    }
}

/// The latest breach, if trust has not come back from it.
fn open_breach(client: &Client, today: CivilDate) -> Option<Breach> {
    let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
    let open = unrecovered_breach(&series)?;
    let mut breaches = client.breaches().iter();
    breaches.find(|breach| breach.id == open.breach).cloned()
}

fn is_done(action: Option<&PlannedAction>) -> bool {
    action.is_some_and(|action| action.done_on().is_some())
}

/// A step: the way to plan it, then its row, then when it was done.
#[component]
fn Step(
    client: Arc<Client>,
    breach: EntryId,
    step: RepairStep,
    action: Option<PlannedAction>,
    calendar: RwSignal<Option<EntryId>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let name = text.repair_step(step);
    let Some(action) = action else {
        let plan = move |due| {
            // The words of a step are never empty.
            if let Ok(what) = NonEmptyText::new(name) {
                let origin = ActionOrigin::Repair { breach, step };
                let action = planned_today(store, due, what, origin);
                save_action(store, Arc::clone(&client), action, TITLE);
            }
        };
        let which = text.repair_step_plan_which(&name);
        let id = format!("repair-{}", step.id());
        return view! {
            <p>{name}</p>
            <PlanUntil id label=text.repair_step_plan() which usual_days=step.usual_days() plan/>
        }
        .into_any();
    };
    if action.next_day().is_some() && action.done_on().is_none() {
        return view! { <ActionRow client action focus=TITLE calendar/> }.into_any();
    }
    let state = repair_step_state(text, &action);
    let what = action.what.as_str().to_owned();
    view! { <p>{what}" "<span class="quiet">{state}</span></p> }.into_any()
}
