//! The form of a contact.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, DimensionMark, Form, NotFoundPage, RecordForm,
            TextArea, TextField, position,
        },
        state::use_text,
    },
    domain::{
        Channel, CivilDate, ClientId, Contact, Dimension, EntryId, PerDimension,
        draft::ContactDraft,
    },
};

/// How long contacts usually take, in minutes, to pick with one tap.
const USUAL_MINUTES: [u16; 5] = [5, 15, 30, 60, 120];

/// When the next contact is, in days after this one, to choose with one tap.
const USUAL_NEXT: [i64; 3] = [7, 14, 30];

/// Logs a contact, or edits one.
#[component]
pub fn ContactPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, old)) = RecordForm::open::<Contact>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let channel = old.as_ref().map_or(Channel::Visit, |old| old.channel);
    let channel = RwSignal::new(position(&Channel::ALL, &channel));
    let minutes = RwSignal::new(match &old {
        Some(old) if old.minutes > 0 => old.minutes.to_string(),
        _ => String::new(),
    });
    let served = old
        .as_ref()
        .map_or(PerDimension([false; 4]), |old| old.served)
        .0;
    let served = PerDimension(served.map(RwSignal::new));
    if let Some(old) = &old {
        form.note.set(old.note.as_str().to_owned());
    }
    // A day that was agreed and is still to come stays, unless another is chosen.
    let known_next = match &old {
        Some(old) => old.next,
        None => client
            .next_contact(form.today())
            .filter(|day| form.today() < *day),
    };
    let next = RwSignal::new(known_next.map_or_else(String::new, |day| day.to_string()));
    // The day after so many days from this contact's.
    let days_later = move |days| {
        let date = form.date.get().parse::<CivilDate>().ok();
        date.and_then(|date| date.plus_days(days))
    };
    let words = [
        text.next_contact_week(),
        text.next_contact_fortnight(),
        text.next_contact_month(),
    ];
    let named = |at: usize| {
        let (days, words) = (USUAL_NEXT[at], words[at]);
        move || {
            days_later(days).map_or_else(|| words.to_owned(), |day| text.choice_of_day(words, day))
        }
    };
    let next_choices = [
        Choice::new("week", named(0)),
        Choice::new("fortnight", named(1)),
        Choice::new("month", named(2)),
        Choice::new("date", text.next_contact_date()),
        Choice::new("open", text.next_contact_open()),
    ];
    let (by_date, open) = (USUAL_NEXT.len(), USUAL_NEXT.len() + 1);
    let next_choice = RwSignal::new(if known_next.is_some() { by_date } else { open });
    let next_day = move || match USUAL_NEXT.get(next_choice.get_untracked()) {
        // If the date of this contact is wrong, only that is told.
        Some(days) => untrack(|| days_later(*days)).map_or_else(String::new, |day| day.to_string()),
        None if next_choice.get_untracked() == by_date => next.get_untracked(),
        None => String::new(),
    };
    let title = if old.is_some() {
        text.edit_contact()
    } else {
        text.log_contact()
    };
    let channels = Channel::ALL.map(|channel| Choice::new(channel.id(), text.channel(channel)));
    let usual = USUAL_MINUTES.map(|usual| {
        view! {
            <button
                class="choice__label"
                type="button"
                aria-label=text.minutes(u32::from(usual))
                on:click=move |_| minutes.set(usual.to_string())
            >
                {usual}
            </button>
        }
    });
    let kinds = Dimension::ALL.map(|dimension| {
        let id = format!("served-{}", dimension.id());
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="checkbox"
                    id=id.clone()
                    prop:checked=served[dimension]
                    on:change=move |event| served[dimension].set(event_target_checked(&event))
                />
                <label class="choice__label" for=id>
                    <DimensionMark dimension/>" "{text.dimension_short(dimension)}
                </label>
            </div>
        }
    });
    let save = {
        let client = client.clone();
        move |()| {
            let draft = ContactDraft {
                date: form.date.get_untracked(),
                channel: Channel::ALL[channel.get_untracked()],
                minutes: minutes.get_untracked(),
                served: PerDimension(served.0.map(|served| served.get_untracked())),
                note: form.note.get_untracked(),
                next: next_day(),
            };
            let checked = draft.check(form.id, &client, form.today());
            form.save_checked(checked, |error| text.contact_error(error));
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            <DateField form client/>
            <ChoiceField name="channel" label=text.channel_label() value=channel choices=channels.to_vec()/>
            <TextField
                name="minutes"
                label=text.minutes_label()
                value=minutes
                state=form.state
                input_mode="numeric"
                hint=text.minutes_hint()
            />
            <div class="minutes">{usual}</div>
            <fieldset class="field field--choices">
                <legend class="field__label">{text.served_label()}</legend>
                <div class="choices">{kinds}</div>
            </fieldset>
            <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.contact_note_hint()/>
            <ChoiceField name="next-contact" label=text.next_contact_label() value=next_choice choices=next_choices.to_vec()/>
            <div hidden=move || next_choice.get() != by_date>
                <TextField name="next" label=text.next_contact_date_label() value=next state=form.state kind="date"/>
            </div>
        </Form>
    }
    .into_any()
}
