//! The form of who a client is.

use leptos::prelude::*;

use super::recommended_by::{RecommendedBy, RecommendedByField, RecommenderDialog};
use crate::{
    app::{
        components::{
            Choice, ChoiceField, Form, FormState, NOTHING, NotFoundPage, TextArea, TextField,
            date_of_today, position, recommender,
        },
        state::{use_store, use_text},
    },
    domain::{
        BuyingRole, Client, ClientId, EntryId, Name, Profile, RecordKind, RelationshipKind,
        draft::{ClientDraft, Subject},
    },
    platform,
    route::Route,
    storage::SaveError,
};

/// The roles in a buying decision, after that none is known.
const ROLES: [Option<BuyingRole>; 5] = [
    None,
    Some(BuyingRole::DecisionMaker),
    Some(BuyingRole::Influencer),
    Some(BuyingRole::User),
    Some(BuyingRole::Buyer),
];

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
    let date = start_date(old.as_deref());
    let old_kind = old.as_ref().map(|old| old.kind).unwrap_or_default();
    let kind = RwSignal::new(position(&RelationshipKind::ALL, &old_kind));
    let recommended_by = RecommendedBy::of(old.as_ref().and_then(|old| old.recommended_by()));
    let old_role = old.as_ref().and_then(|old| old.role);
    let role = RwSignal::new(position(&ROLES, &old_role));
    let rated_as = old.as_ref().filter(|old| !old.ratings().is_empty());
    let rated_as = rated_as.map(|old| old.kind);
    let (heading, cancel) = match id {
        Some(id) => (text.edit_of(old_kind), Route::Client(id)),
        None => (text.add_client(), Route::Clients),
    };
    let goes_on_to_rate = StoredValue::new(false);
    let save = move |()| {
        let rates = goes_on_to_rate.try_update_value(std::mem::take) == Some(true);
        let draft = ClientDraft {
            kind: RelationshipKind::ALL[kind.get_untracked()],
            role: ROLES.get(role.get_untracked()).copied().flatten(),
            recommended_by: untrack(|| recommended_by.chosen()),
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
            state.go(if rates {
                Route::Record(id, RecordKind::Rating, None)
            } else {
                Route::Client(id)
            });
            Ok(())
        });
    };
    view! {
        <Form title=heading state cancel=cancel.to_string() save>
            <TextField name="name" label=text.name_label() value=name state placeholder=text.name_placeholder() required=true/>
            <TextField name="organisation" label=text.organisation_label() value=organisation state/>
            <TextField name="title" label=text.title_label() value=title state/>
            <FirstContactField date state is_new=id.is_none()/>
            <TextField name="tags" label=text.tags_label() value=tags state hint=text.tags_hint()/>
            <RelationshipFields kind rated_as role recommended_by state/>
            <TextArea name="note" label=text.note_label() value=note state hint=text.privacy_hint()/>
            {id.is_none().then(|| view! {
                <div class="form__bar">
                    <button
                        class="button"
                        type="submit"
                        id="save-and-rate"
                        on:click=move |_| goes_on_to_rate.set_value(true)
                    >
                        {text.save_and_rate()}
                    </button>
                </div>
            })}
        </Form>
        <RecommenderDialog choice=recommended_by own=id/>
    }
    .into_any()
}

/// The kind of the relationship, the role and who recommended the client: most leave all as they are.
#[component]
fn RelationshipFields(
    kind: RwSignal<usize>,
    /// The kind that ratings were given by, if there are any.
    rated_as: Option<RelationshipKind>,
    role: RwSignal<usize>,
    recommended_by: RecommendedBy,
    state: FormState,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let chosen = move || RelationshipKind::ALL[kind.get()];
    let choices = RelationshipKind::ALL
        .map(|kind| Choice::new(kind.id(), text.relationship_kind(kind)))
        .to_vec();
    let roles = ROLES
        .map(|role| {
            Choice::new(
                role.map_or("none", BuyingRole::id),
                text.role_or_unknown(role),
            )
        })
        .to_vec();
    let gist = move || {
        let role = ROLES.get(role.get()).copied().flatten();
        let role = role.map(|role| format!(" · {}", text.buying_role_name(role)));
        let by = recommended_by.chosen();
        let by = by.and_then(|id| recommender(store, text, id));
        let by = by.map(|(name, _)| format!(" · {}{}{name}", text.recommended_by(), text.colon()));
        let kind = text.relationship_kind(chosen());
        format!(
            "{}{}{kind}{}{}",
            text.kind_label(),
            text.colon(),
            role.unwrap_or_default(),
            by.unwrap_or_default()
        )
    };
    let is_changed = move || rated_as.is_some_and(|rated| rated != chosen());
    view! {
        <details class="form__occasion" id="relationship" open=move || state.error("recommended-by").is_some()>
            <summary>{gist}</summary>
            <ChoiceField name="kind" label=text.kind_label() value=kind choices/>
            <p class="form__hint">{text.kind_hint()}</p>
            {move || is_changed().then(|| view! {
                <p class="form__hint" id="kind-changes" role="status">{text.kind_changes_anchors()}</p>
            })}
            <ChoiceField name="role" label=text.buying_role() value=role choices=roles/>
            <p class="form__hint">{text.buying_role_hint()}</p>
            <RecommendedByField choice=recommended_by state/>
        </details>
    }
}

/// The first contact of a client as typed; empty of a new one.
fn start_date(old: Option<&Client>) -> RwSignal<String> {
    let date = old.map(|old| old.first_contact().to_string());
    RwSignal::new(date.unwrap_or_default())
}

/// The day of the first contact: of a new client asked for as people think of it, with the date once one
/// is chosen.
#[component]
fn FirstContactField(date: RwSignal<String>, state: FormState, is_new: bool) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let field = move || {
        view! {
            <TextField
                name="date"
                label=text.first_contact_label()
                value=date
                state
                kind="date"
                max=date_of_today(store)
                hint=text.first_contact_hint()
                required=true
            />
        }
    };
    if !is_new {
        return field().into_any();
    }
    let usual = [
        ("today", 0_i64, text.first_contact_today()),
        ("week", 7, text.first_contact_last_week()),
        ("month", 30, text.first_contact_a_month_ago()),
        ("quarter", 91, text.first_contact_three_months_ago()),
    ];
    let other = Choice::new("date", text.first_contact_other());
    let choices = usual.map(|(id, _, words)| Choice::new(id, words));
    let choices: Vec<_> = choices.into_iter().chain([other]).collect();
    let chosen = RwSignal::new(NOTHING);
    Effect::new(move || {
        let usual = usual.get(chosen.get());
        let day = usual.and_then(|(_, days, _)| store.today_at_save().plus_days(-days));
        if let Some(day) = day {
            date.set(day.to_string());
        }
    });
    let is_asked =
        move || chosen.get() != NOTHING || state.error("date").is_some() || !date.get().is_empty();
    view! {
        <ChoiceField name="first-contact" label=text.first_contact_question() value=chosen choices state/>
        <div hidden=move || !is_asked()>{field()}</div>
    }
    .into_any()
}
