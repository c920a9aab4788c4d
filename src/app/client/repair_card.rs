//! The repair after trust was damaged, step by step, while trust has not come back.

use std::sync::Arc;

use leptos::{html, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::plan_until::{ActionRow, PlanUntil, due_in, planned_today, save_action};
use crate::{
    app::{
        components::{focus_soon, repair_step_state},
        state::{CommandError, Store, use_store, use_text},
    },
    domain::{
        ActionOrigin, Breach, CivilDate, Client, EntryId, Instrument, NonEmptyText, PlannedAction,
        Rater, RepairStep, repair_plan,
        velocity::{Series, unrecovered_breach},
    },
};

/// The element that has the focus after a step was planned or done.
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
        let plan = repair_plan(&client, breach.id).map(|(step, action)| (step, action.cloned()));
        let done = plan
            .iter()
            .filter(|(_, action)| is_done(action.as_ref()))
            .count();
        let mut left = Vec::new();
        let steps = plan.map(|(step, action)| {
            let client = Arc::clone(&client);
            let date = NodeRef::new();
            if action.is_none() {
                left.push((step, date));
            }
            view! { <li><Step client breach=breach.id step action date calendar/></li> }
        });
        let steps = steps.collect_view();
        let all = (1 < left.len()).then(|| {
            let words = text.repair_plan_all(left.len());
            let client = Arc::clone(&client);
            let plan = move |_| plan_all(store, &client, breach.id, &left);
            view! {
                <p><button class="button" type="button" id="repair-all" on:click=plan>{words}</button></p>
            }
        });
        let of = text.repair_of(&text.full_date(breach.date), &breach.what.as_str());
        Some(view! {
            <section class="card" id="repair" aria-labelledby="repair-title">
                <h2 class="card__title" id="repair-title" tabindex="-1">{text.repair_plan()}</h2>
                <p>{of}</p>
                <p class="quiet">{text.repair_hint()}</p>
                <p id="repair-progress">{text.repair_progress(&done, &RepairStep::ALL.len())}</p>
                <ol class="plan">{steps}</ol>
                {all}
            </section>
        })
    }
}

/// The latest breach, if trust has not come back from it.
pub fn open_breach(client: &Client, today: CivilDate) -> Option<Breach> {
    let series = Series::of(client, &Rater::Seller, Instrument::Sliders1, today);
    let open = unrecovered_breach(&series)?;
    let mut breaches = client.breaches().iter();
    breaches.find(|breach| breach.id == open.breach).cloned()
}

/// Plans the steps that are left until the dates in their fields, as one change.
fn plan_all(
    store: Store,
    client: &Arc<Client>,
    breach: EntryId,
    left: &[(RepairStep, NodeRef<html::Input>)],
) {
    let text = store.text();
    let planned = || {
        let mut planned = Client::clone(client);
        for (step, date) in left {
            let step = *step;
            let due = due_in(store, *date)?;
            // The words of a step are never empty.
            let Ok(what) = NonEmptyText::new(text.repair_step(step)) else {
                continue;
            };
            let origin = ActionOrigin::Repair { breach, step };
            let action = planned_today(store, due, what, origin);
            let put = planned.put(action.into());
            put.map_err(|error| CommandError::from(error).words(text))?;
        }
        Ok::<_, String>(planned)
    };
    let planned = match planned() {
        Ok(planned) => planned,
        Err(words) => return store.show_toast(&words),
    };
    let words = text.saved_what(&text.repair_plan());
    let client = Arc::clone(client);
    spawn_local(async move {
        match store.put_client(Some(client), planned, &words).await {
            Ok(()) => focus_soon(TITLE),
            Err(error) => store.show_toast(&text.save_error(&error)),
        }
    });
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
    /// The field of its due date.
    date: NodeRef<html::Input>,
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
            <PlanUntil id label=text.repair_step_plan() which usual_days=step.usual_days() date plan/>
        }
        .into_any();
    };
    if action.is_open() {
        return view! { <ActionRow client action focus=TITLE calendar/> }.into_any();
    }
    let state = repair_step_state(text, &action);
    let what = action.what.as_str().to_owned();
    view! { <p>{what}" "<span class="quiet">{state}</span></p> }.into_any()
}
