//! The form of who a client is.

use leptos::prelude::*;

use crate::{
    app::{
        components::{Form, FormState, NotFoundPage, TextArea, TextField},
        state::{use_store, use_text},
    },
    domain::{CivilDate, Client, ClientId, DateError, EntryId, Name, NameError, Note, Profile},
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
    let today = untrack(|| store.today());
    let date = RwSignal::new(
        old.as_ref()
            .map_or(today, |old| old.first_contact())
            .to_string(),
    );
    let (heading, cancel) = match id {
        Some(id) => (text.edit_client(), Route::Client(id)),
        None => (text.add_client(), Route::Clients),
    };
    let save = move |()| {
        let read = |field, typed: RwSignal<String>| {
            let name = Name::new(&typed.get_untracked());
            state.take(field, name, |error| text.name_error(&error))
        };
        let read_optional = |field, typed: RwSignal<String>| {
            let name = match Name::new(&typed.get_untracked()) {
                Err(NameError::Empty) => Ok(None),
                other => other.map(Some),
            };
            state.take(field, name, |error| text.name_error(&error))
        };
        let name = read("name", name);
        let organisation = read_optional("organisation", organisation);
        let title = read_optional("title", title);
        let tags = state.take("tags", read_tags(&tags.get_untracked()), |error| {
            text.name_error(&error)
        });
        let note = state.take("note", Note::new(&note.get_untracked()), |error| {
            text.note_error(&error)
        });
        let today = untrack(|| store.today());
        let date = date.get_untracked().parse::<CivilDate>();
        let date = state.take("date", date, |_| text.date_error_malformed().to_owned());
        let date = date.and_then(|date| {
            let past = if date <= today {
                Ok(date)
            } else {
                Err(DateError::AfterToday { today })
            };
            state.take("date", past, |error| text.date_error(&error))
        });
        let (Some(name), Some(organisation), Some(title), Some(tags), Some(note), Some(date)) =
            (name, organisation, title, tags, note, date)
        else {
            return;
        };
        let profile = Profile {
            name,
            organisation,
            title,
            tags,
            note,
        };
        let seen = base.get_value();
        let client = if let Some(old) = &seen {
            moved(Client::clone(old), profile, date, today)
        } else {
            let id = ClientId::new(platform::random_number());
            let entry = EntryId::new(platform::random_number());
            Client::new(id, profile, date, entry, today)
        };
        let Some(client) = state.take("date", client, |error| text.date_error(&error)) else {
            return;
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
                max=today.to_string()
                hint=text.first_contact_hint()
            />
            <TextField name="tags" label=text.tags_label() value=tags state hint=text.tags_hint()/>
            <TextArea name="note" label=text.note_label() value=note state hint=text.privacy_hint()/>
        </Form>
    }
    .into_any()
}

fn moved(
    mut client: Client,
    profile: Profile,
    first_contact: CivilDate,
    today: CivilDate,
) -> Result<Client, DateError> {
    client.set_first_contact(first_contact, today)?;
    client.profile = profile;
    Ok(client)
}

fn read_tags(typed: &str) -> Result<Vec<Name>, NameError> {
    let pieces = typed.split([',', '，', '、', ';', '；']).map(str::trim);
    let mut tags = pieces
        .filter(|tag| !tag.is_empty())
        .map(Name::new)
        .collect::<Result<Vec<_>, _>>()?;
    tags.dedup();
    Ok(tags)
}
