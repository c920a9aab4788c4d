//! The form of a breach: trust damaged.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, Form, NOTHING, NotFoundPage, RecordForm, TextArea,
            position,
        },
        state::use_text,
    },
    domain::{
        Breach, CivilDate, Client, ClientId, Dimension, EntryId, PromiseOutcome, Severity,
        draft::BreachDraft,
    },
};

/// Records that trust was damaged, or edits that record.
#[component]
pub fn BreachPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, old)) = RecordForm::open::<Breach>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let dimension = RwSignal::new(
        old.as_ref()
            .map_or(NOTHING, |old| position(&Dimension::ALL, &old.dimension)),
    );
    let severity = RwSignal::new(
        old.as_ref()
            .map_or(NOTHING, |old| position(&Severity::ALL, &old.severity)),
    );
    let done = RwSignal::new(String::new());
    if let Some(old) = &old {
        form.note.set(old.what.as_str().to_owned());
        done.set(old.done.as_str().to_owned());
    }
    let of_promise = old.is_none().then(|| broken_promise(&client)).flatten();
    let title = if old.is_some() {
        text.edit_breach()
    } else {
        text.record_breach()
    };
    let dimensions = Dimension::ALL
        .map(|dimension| Choice::new(dimension.id(), text.dimension_short(dimension)));
    let severities = Severity::ALL.map(|severity| {
        Choice::new(severity.id(), text.severity(severity)).meaning(text.severity_hint(severity))
    });
    let save = {
        let client = client.clone();
        move |()| {
            let draft = BreachDraft {
                date: form.date.get_untracked(),
                dimension: Dimension::ALL.get(dimension.get_untracked()).copied(),
                severity: Severity::ALL.get(severity.get_untracked()).copied(),
                what: form.note.get_untracked(),
                done: done.get_untracked(),
            };
            let checked = draft.check(form.id, &client, form.today());
            form.save_checked(checked, |error| text.breach_error(error));
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            <p class="form__hint">{text.breach_hint()}</p>
            {of_promise.map(|(what, on)| {
                let label = text.breach_of_promise(&what);
                let fill = move |_| {
                    form.note.set(what.clone());
                    form.date.set(on.to_string());
                };
                view! {
                    <p>
                        <button class="button" type="button" id="from-promise" on:click=fill>{label}</button>
                    </p>
                }
            })}
            <DateField form client/>
            <ChoiceField
                name="dimension"
                label=text.breach_dimension_label()
                value=dimension
                choices=dimensions.to_vec()
                state=form.state
            />
            <ChoiceField
                name="severity"
                label=text.severity_label()
                value=severity
                choices=severities.to_vec()
                state=form.state
            />
            <TextArea
                name="what"
                label=text.breach_what_label()
                value=form.note
                state=form.state
                hint=text.breach_what_hint()
                required=true
            />
            <TextArea name="done" label=text.breach_done_label() value=done state=form.state hint=text.breach_done_hint()/>
        </Form>
    }
    .into_any()
}

/// The promise that was broken last, and the day, unless trust damage was recorded on that day or
/// since.
fn broken_promise(client: &Client) -> Option<(String, CivilDate)> {
    let promises = client.promises().iter();
    let broken = promises.filter_map(|promise| match promise.outcome {
        Some(PromiseOutcome::Broken { on }) => Some((promise.what.as_str().to_owned(), on)),
        _ => None,
    });
    let last = broken.max_by_key(|(_, on)| *on)?;
    let is_told = client.breaches().iter().any(|breach| last.1 <= breach.date);
    (!is_told).then_some(last)
}
