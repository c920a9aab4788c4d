//! Asking the client, or a colleague who knows the relationship, for their own rating: the form,
//! and the page of a request that was made.

mod made;

use std::sync::Arc;

use leptos::prelude::*;
use made::MadePage;

use super::clients_only::ClientsOnly;
use crate::{
    app::{
        components::{
            Checkbox, Choice, ChoiceField, Form, FormState, NotFoundPage, TextField, crypto_words,
            position,
        },
        state::{use_store, use_text},
    },
    domain,
    domain::{
        Client, ClientId, EntryId, ItemsVersion, Language, Name, Record, RecordKind, Request,
        Respondent,
    },
    platform,
    platform::crypto,
    route::Route,
    storage::{Change, ChangeSet},
};

/// Asks for a rating, or shows the request.
#[component]
pub fn AskPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let store = use_store();
    let found = untrack(|| store.client(client));
    match (found, entry) {
        (Some(client), None) if !client.kind.has_items() => {
            view! { <ClientsOnly title=use_text().ask() client/> }.into_any()
        }
        (Some(client), None) => view! { <AskForm client/> }.into_any(),
        (Some(client), Some(entry)) => view! { <MadePage client entry/> }.into_any(),
        (None, _) => view! { <NotFoundPage/> }.into_any(),
    }
}

/// The short form first: respondents are busy.
const FORMS: [domain::Form; 2] = [domain::Form::Short, domain::Form::Full];

#[component]
fn AskForm(client: Arc<Client>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let myself = untrack(|| store.myself());
    let is_client = RwSignal::new(0);
    let person = RwSignal::new(client.profile.name.as_str().to_owned());
    let form = RwSignal::new(0);
    let language = RwSignal::new(position(&Language::ALL, &text.language()));
    let own_name = myself.name.as_ref().map_or("", Name::as_str);
    let own_name = RwSignal::new(own_name.to_owned());
    let can_encrypt = crypto::is_available();
    let encrypts = RwSignal::new(can_encrypt);
    let id = client.id();
    let line = text.client_line(&client.profile);
    let save = move |()| {
        let respondent = if is_client.get_untracked() == 0 {
            let name = Name::new(&person.get_untracked());
            let name = state.accept("person", name, |error| text.name_error(&error));
            name.map(Respondent::Client)
        } else {
            Some(Respondent::Peer)
        };
        let typed = own_name.get_untracked();
        let name = if typed.trim().is_empty() {
            Some(None)
        } else {
            let name = Name::new(&typed).map(Some);
            state.accept("own-name", name, |error| text.name_error(&error))
        };
        let (Some(respondent), Some(name)) = (respondent, name) else {
            return;
        };
        let (form, language) = (
            FORMS[form.get_untracked()],
            Language::ALL[language.get_untracked()],
        );
        let (client, seen) = (Arc::clone(&client), Arc::clone(&myself));
        let date = untrack(|| store.today());
        let encrypts = encrypts.get_untracked();
        state.run(async move {
            let key = if encrypts {
                let key = crypto::new_response_key_pair().await;
                Some(key.map_err(|error| crypto_words(text, &error))?)
            } else {
                None
            };
            let request = Request {
                id: EntryId::new(platform::random_number()),
                date,
                respondent,
                version: ItemsVersion::CURRENT,
                form,
                language,
                key,
                rating: None,
            };
            let entry = request.id;
            let mut mine = Client::clone(&client);
            let put = mine.put(Record::Request(request));
            put.map_err(|error| text.date_error(&error))?;
            let is_renamed = seen.name != name;
            let myself = is_renamed.then(|| {
                let mut mine = domain::Myself::clone(&seen);
                mine.name = name;
                Change {
                    before: seen,
                    after: Arc::new(mine),
                }
            });
            let asked = Change {
                before: Some(client),
                after: Some(Arc::new(mine)),
            };
            let wanted = ChangeSet {
                clients: vec![asked],
                myself,
                ..ChangeSet::default()
            };
            let made = store.change(wanted, text.request_made()).await;
            made.map_err(|error| text.save_error(&error))?;
            state.go(Route::Record(id, RecordKind::Request, Some(entry)));
            Ok(())
        });
    };
    let asked = [
        Choice::new("client", text.asked_as_client()).meaning(text.asked_as_client_hint()),
        Choice::new("peer", text.asked_as_peer()).meaning(text.asked_as_peer_hint()),
    ];
    let forms = FORMS.map(|form| {
        let (id, hint) = match form {
            domain::Form::Short => ("short", text.form_short_hint()),
            domain::Form::Full => ("full", text.form_full_hint()),
        };
        Choice::new(id, text.by_items(ItemsVersion::CURRENT, form)).meaning(hint)
    });
    let languages = Language::ALL
        .map(|language| Choice::new(language.id(), text.language_name(Some(language))));
    let encryption = if can_encrypt {
        view! {
            <Checkbox
                id="encrypt"
                label=text.encrypt_label()
                checked=encrypts
                set=move |is_on| encrypts.set(is_on)
            />
        }
        .into_any()
    } else {
        view! { <p class="form__hint" id="encrypt-off">{text.encrypt_off()}</p> }.into_any()
    };
    view! {
        <Form
            title=text.ask()
            state
            cancel=Route::Client(id).to_string()
            save
            save_label=text.ask_save()
        >
            <p class="form__for">{line}</p>
            <p class="form__hint">{text.ask_hint()}</p>
            <ChoiceField name="asked" label=text.asked_label() value=is_client choices=asked.to_vec()/>
            {move || (is_client.get() == 0).then(|| view! {
                <TextField name="person" label=text.person_label() value=person state hint=text.person_hint()/>
            })}
            <ChoiceField name="form" label=text.form_label() value=form choices=forms.to_vec()/>
            <ChoiceField name="language" label=text.ask_language() value=language choices=languages.to_vec()/>
            <TextField name="own-name" label=text.own_name_label() value=own_name state hint=text.own_name_hint()/>
            {encryption}
        </Form>
    }
}
