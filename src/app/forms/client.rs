//! The form of who a client is.

use leptos::prelude::*;

use crate::{
    app::{
        components::{
            Form, FormState, NotFoundPage, TextArea, TextField, date_of_today, typed_date,
        },
        state::{use_store, use_text},
    },
    domain::{
        ClientId, EntryId, Name, Profile,
        draft::{ClientDraft, Subject},
    },
    platform,
    route::Route,
    storage::SaveError,
};

/// Adds a client, or edits who it is.
#[component]
pub fn ClientFormPage(#[prop(optional)] id: Option<ClientId>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let old = id.map(|id| untrack(|| store.client(id)));
    let old = match old {
        Some(None) => return view! { <NotFoundPage/> }.into_any(),
        Some(Some(client)) => Some(client),
        None => None,
    };
    let base = StoredValue::new(old.clone());
    let state = FormState::new();
    let start = |read: fn(&Profile) -> String| {
        RwSignal::new(
            old.as_ref()
                .map(|old| read(&old.profile))
                .unwrap_or_default(),
        )
    };
    let optional = |name: &Option<Name>| {
        name.as_ref()
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default()
    };
    let name = start(|profile| profile.name.as_str().to_owned());
    let organisation = RwSignal::new(
        old.as_ref()
            .map(|old| optional(&old.profile.organisation))
            .unwrap_or_default(),
    );
    let title = RwSignal::new(
        old.as_ref()
            .map(|old| optional(&old.profile.title))
            .unwrap_or_default(),
    );
    let tags = start(|profile| {
        profile
            .tags
            .iter()
            .map(Name::as_str)
            .collect::<Vec<_>>()
            .join(", ")
    });
    let note = start(|profile| profile.note.as_str().to_owned());
    let date = typed_date(store, old.as_ref().map(|old| old.first_contact()));
    let (heading, cancel) = match id {
        Some(id) => (text.edit_client(), Route::Client(id)),
        None => (text.add_client(), Route::Clients),
    };
    let save = move |()| {
        let draft = ClientDraft {
            name: name.get_untracked(),
            organisation: organisation.get_untracked(),
            title: title.get_untracked(),
            first_contact: date.get_untracked(),
            tags: tags.get_untracked(),
            note: note.get_untracked(),
        };
        let seen = base.get_value();
        let subject = match &seen {
            Some(known) => Subject::Known(known),
            None => Subject::New {
                id: ClientId::new(platform::random_number()),
                stage_entry: EntryId::new(platform::random_number()),
            },
        };
        let client = match draft.check(&subject, store.today_at_save()) {
            Ok(client) => client,
            Err(faults) => return state.show(faults, |error| text.client_error(error)),
        };
        let id = client.id();
        let words = text.saved_what(&text.client_line(&client.profile));
        state.run(async move {
            let result = store.put_client(seen, client, &words).await;
            if let Err(SaveError::Changed(_)) = &result {
                let theirs = untrack(|| store.client(id));
                base.set_value(theirs.clone());
                return Err(text.client_changed(theirs.as_deref()));
            }
            result.map_err(|error| text.save_error(&error))?;
            platform::go(Route::Client(id));
            Ok(())
        });
    };
    view! {
        <Form title=heading state cancel=cancel.to_string() save>
            <TextField name="name" label=text.name_label() value=name state placeholder=text.name_placeholder()/>
            <TextField name="organisation" label=text.organisation_label() value=organisation state/>
            <TextField name="title" label=text.title_label() value=title state/>
            <TextField
                name="date"
                label=text.first_contact_label()
                value=date
                state
                kind="date"
                max=date_of_today(store)
                hint=text.first_contact_hint()
            />
            <TextField name="tags" label=text.tags_label() value=tags state hint=text.tags_hint()/>
            <TextArea name="note" label=text.note_label() value=note state hint=text.privacy_hint()/>
        </Form>
    }
    .into_any()
}
