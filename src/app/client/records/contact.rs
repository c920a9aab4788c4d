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
    domain::{Channel, ClientId, Contact, Dimension, EntryId, PerDimension, Record},
};

/// How long contacts usually take, in minutes, to pick with one tap.
const USUAL_MINUTES: [u16; 5] = [5, 15, 30, 60, 120];

/// Logs a contact, or edits one.
#[component]
pub fn ContactPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, record)) = RecordForm::open(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let old = match record {
        Some(Record::Contact(contact)) => Some(contact),
        Some(_) => return view! { <NotFoundPage/> }.into_any(),
        None => None,
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
    let title = if old.is_some() {
        text.edit_contact()
    } else {
        text.log_contact()
    };
    let channels = Channel::ALL.map(|channel| Choice::new(channel.id(), text.channel(channel)));
    let usual = USUAL_MINUTES.map(|usual| {
        view! {
            <button class="chip" type="button" on:click=move |_| minutes.set(usual.to_string())>
                {text.minutes(u32::from(usual))}
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
            let date = form.read_date(&client);
            let typed = minutes.get_untracked();
            let parsed = parse_minutes(&typed).ok_or(());
            let minutes = form
                .state
                .take("minutes", parsed, |()| text.minutes_error().to_owned());
            let note = form.read_note("note", form.note);
            let (Some(date), Some(minutes), Some(note)) = (date, minutes, note) else {
                return;
            };
            form.save(Record::Contact(Contact {
                id: form.id,
                date,
                channel: Channel::ALL[channel.get_untracked()],
                minutes,
                served: PerDimension(served.0.map(|served| served.get_untracked())),
                note,
            }));
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
            <div class="chips">{usual}</div>
            <fieldset class="field field--choices">
                <legend class="field__label">{text.served_label()}</legend>
                <div class="choices">{kinds}</div>
            </fieldset>
            <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.contact_note_hint()/>
        </Form>
    }
    .into_any()
}

/// Whole minutes, at most a day; nothing typed is 0.
fn parse_minutes(typed: &str) -> Option<u16> {
    match typed.trim() {
        "" => Some(0),
        digits => digits.parse().ok().filter(|minutes| *minutes <= 1_440),
    }
}
