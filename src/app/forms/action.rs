//! The form of a planned action, of what became of it, and of its review.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, Form, NotFoundPage, RecordForm, TextArea, TextField,
            date_of_today, position, typed_date,
        },
        state::{use_store, use_text},
    },
    domain::{
        ActionOrigin, ActionOutcome, ClientId, EntryId, PlannedAction, ReviewResult,
        draft::{ActionDraft, ActionState},
    },
};

/// In how many days an action is due unless another day is chosen.
const USUAL_DAYS: i64 = 7;

/// Plans an action, or edits it: also to say what became of it, and what its review came to.
#[component]
pub fn ActionPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let (store, text) = (use_store(), use_text());
    let Some((form, client, old)) = RecordForm::open::<PlannedAction>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let today = untrack(|| store.today());
    let due = old.as_ref().map(|old| old.due);
    let due = due.or_else(|| today.plus_days(USUAL_DAYS)).unwrap_or(today);
    let due = RwSignal::new(due.to_string());
    let is_known = old.is_some();
    let outcome = old.as_ref().and_then(|old| old.outcome);
    let state = RwSignal::new(position(&ActionState::ALL, &ActionState::of(outcome)));
    let on = typed_date(store, outcome.map(ActionOutcome::on));
    let review = old.as_ref().and_then(|old| old.review.clone());
    let result = review.as_ref().and_then(|review| review.result.clone());
    let review = review.map_or_else(String::new, |review| review.on.to_string());
    let review = RwSignal::new(review);
    let (result, why) = result.unzip();
    // The first choice is that it was not reviewed yet.
    let results: Vec<_> = [None]
        .into_iter()
        .chain(ReviewResult::ALL.map(Some))
        .collect();
    let result = RwSignal::new(position(&results, &result));
    let why = RwSignal::new(why.map_or_else(String::new, |why| why.as_str().to_owned()));
    if let Some(old) = &old {
        form.note.set(old.what.as_str().to_owned());
    }
    let title = if old.is_some() {
        text.edit_action()
    } else {
        text.plan_an_action()
    };
    let origin = old.map_or(ActionOrigin::Own, |old| old.origin);
    let from = match origin {
        ActionOrigin::Own => None,
        ActionOrigin::Advice(_) => Some(text.action_of_advice().to_owned()),
        ActionOrigin::Repair { step, .. } => {
            let (plan, step) = (text.repair_plan(), text.repair_step(step));
            Some(format!("{plan}{}{step}", text.colon()))
        }
    };
    let states = ActionState::ALL.map(|state| Choice::new(state.id(), text.action_state(state)));
    let reviews = [Choice::new("open", text.action_result_none())]
        .into_iter()
        .chain(ReviewResult::ALL.map(|it| Choice::new(it.id(), text.review_result(it))));
    let reviews: Vec<_> = reviews.collect();
    let is_settled = Memo::new(move |_| state.get() != 0);
    let is_reviewed = Memo::new(move |_| result.get() != 0);
    let save = {
        let client = client.clone();
        move |()| {
            let draft = ActionDraft {
                date: form.date.get_untracked(),
                what: form.note.get_untracked(),
                due: due.get_untracked(),
                state: ActionState::ALL[state.get_untracked()],
                on: on.get_untracked(),
                review: review.get_untracked(),
                result: results[result.get_untracked()],
                why: why.get_untracked(),
            };
            let checked = draft.check(form.id, origin.clone(), &client, form.today());
            form.save_checked(checked, |error| text.action_error(error));
        }
    };
    // Nothing has become of an action that is being planned.
    let settling = is_known.then(|| {
        view! {
            <ChoiceField name="outcome" label=text.action_state_label() value=state choices=states.to_vec()/>
            <div hidden=move || !is_settled.get()>
                <TextField
                    name="on"
                    label=text.action_on_label()
                    value=on
                    state=form.state
                    kind="date"
                    max=date_of_today(store)
                />
            </div>
        }
    });
    let reviewing = is_known.then(|| {
        view! {
            <ChoiceField name="result" label=text.action_result_label() value=result choices=reviews/>
            <div hidden=move || !is_reviewed.get()>
                <TextArea name="why" label=text.action_why_label() value=why state=form.state required=true/>
            </div>
        }
    });
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            {from.map(|from| view! { <p class="form__hint">{from}</p> })}
            <TextArea
                name="what"
                label=text.action_what_label()
                value=form.note
                state=form.state
                hint=text.action_what_hint()
                required=true
            />
            <TextField
                name="due"
                label=text.action_due_label()
                value=due
                state=form.state
                kind="date"
                hint=text.action_due_hint()
                required=true
            />
            <DateField form client label=text.action_planned_label()/>
            {settling}
            <TextField
                name="review"
                label=text.action_review_label()
                value=review
                state=form.state
                kind="date"
                hint=text.action_review_hint()
            />
            {reviewing}
        </Form>
    }
    .into_any()
}
