//! The form of a promise, and of what became of it.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, Form, NOTHING, NotFoundPage, RecordForm, TextArea,
            TextField, date_of_today, position, typed_date,
        },
        state::{use_store, use_text},
    },
    domain::{
        CivilDate, ClientId, EntryId, LikertScore, Promise, PromiseOutcome,
        draft::{OutcomeKind, PromiseDraft},
    },
};

/// Records a promise, or edits it: also to say what became of it.
#[component]
pub fn PromisePage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let (store, text) = (use_store(), use_text());
    let Some((form, client, old)) = RecordForm::open::<Promise>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let scores: Vec<_> = LikertScore::all().collect();
    let chosen = |score: Option<LikertScore>| {
        RwSignal::new(score.map_or(NOTHING, |score| position(&scores, &score)))
    };
    let is_known = old.is_some();
    let outcome = old.as_ref().and_then(|old| old.outcome);
    let expected = chosen(old.as_ref().map(|old| old.expected));
    let experienced = chosen(match outcome {
        Some(PromiseOutcome::Kept { experienced, .. }) => Some(experienced),
        _ => None,
    });
    let due = RwSignal::new(
        old.as_ref()
            .map_or_else(String::new, |old| old.due.to_string()),
    );
    let on = typed_date(store, outcome.map(PromiseOutcome::on));
    // The first choice is that it is open.
    let kinds: Vec<_> = [None]
        .into_iter()
        .chain(OutcomeKind::ALL.map(Some))
        .collect();
    let kind = RwSignal::new(position(&kinds, &outcome.map(OutcomeKind::of)));
    if let Some(old) = &old {
        form.note.set(old.what.as_str().to_owned());
    }
    let title = if old.is_some() {
        text.edit_promise()
    } else {
        text.record_promise()
    };
    let outcomes = [
        Choice::new("open", text.promise_outcome_open()),
        Choice::new(OutcomeKind::Kept.id(), text.promise_outcome_kept()),
        Choice::new(OutcomeKind::Broken.id(), text.promise_outcome_broken())
            .meaning(text.promise_broken_hint()),
        Choice::new(
            OutcomeKind::Withdrawn.id(),
            text.promise_outcome_withdrawn(),
        ),
    ];
    let steps = || {
        const IDS: [&str; 7] = ["1", "2", "3", "4", "5", "6", "7"];
        IDS.map(|id| Choice::new(id, id)).to_vec()
    };
    let ends = (text.promise_least(), text.promise_greatest());
    let is_settled = Memo::new(move |_| kind.get() != 0);
    let is_kept = Memo::new(move |_| kind.get() == 1);
    let save = {
        let client = client.clone();
        move |()| {
            let answer = |at: RwSignal<usize>| scores.get(at.get_untracked()).copied();
            let draft = PromiseDraft {
                date: form.date.get_untracked(),
                what: form.note.get_untracked(),
                due: due.get_untracked(),
                expected: answer(expected),
                outcome: kinds[kind.get_untracked()],
                on: on.get_untracked(),
                experienced: answer(experienced),
            };
            let checked = draft.check(form.id, &client, form.today());
            form.save_checked(checked, |error| text.promise_error(error));
        }
    };
    // Nothing has become of a promise that is being made, unless its day is over.
    let today = form.today();
    let can_be_settled =
        move || is_known || due.get().parse::<CivilDate>().is_ok_and(|due| due <= today);
    let settling = view! {
        <div hidden=move || !can_be_settled()>
            <ChoiceField name="outcome" label=text.promise_outcome_label() value=kind choices=outcomes.to_vec()/>
        </div>
        <div hidden=move || !is_settled.get()>
            <TextField
                name="on"
                label=text.promise_on_label()
                value=on
                state=form.state
                kind="date"
                max=date_of_today(store)
                required=true
            />
        </div>
        <div hidden=move || !is_kept.get()>
            <ChoiceField
                name="experienced"
                label=text.promise_experienced_label()
                value=experienced
                choices=steps()
                state=form.state
                ends
            />
        </div>
    };
    // Whoever opens a promise that waits for its outcome comes to tell it.
    let (first, last) = if is_known && outcome.is_none() {
        (Some(settling), None)
    } else {
        (None, Some(settling))
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            {first}
            <TextArea
                name="what"
                label=text.promise_what_label()
                value=form.note
                state=form.state
                hint=text.promise_what_hint()
                required=true
            />
            <DateField form client label=text.promise_made_label()/>
            <TextField
                name="due"
                label=text.promise_due_label()
                value=due
                state=form.state
                kind="date"
                hint=text.promise_due_hint()
                required=true
            />
            <ChoiceField
                name="expected"
                label=text.promise_expected_label()
                value=expected
                choices=steps()
                state=form.state
                ends
                hint=text.promise_expected_hint()
            />
            {last}
        </Form>
    }
    .into_any()
}
