//! Making a backup: its content, the passphrase, and the export.

mod export;
mod made;

use export::ExportCard;
use leptos::{ev, prelude::*};
use made::Made;

use crate::{
    app::{
        components::{
            FormFailure, FormState, LEAST_CHARS, PassphraseField, ShowPassphrase,
            focus_first_error, focus_soon,
        },
        state::{Store, use_store, use_text},
    },
    domain::Myself,
    exchange::backup::{Backup, Class, Counts},
    i18n::Text,
    platform::crypto,
};

/// Makes a backup of everything, and exports it once it has been verified.
#[component]
pub fn BackupPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let made = RwSignal::new_local(None::<Made>);
    // Typed input stays while another tab changes records.
    let is_empty = Memo::new(move |_| {
        store.all_clients().is_empty()
            && store.myself().assessments().is_empty()
            && store.documents().is_empty()
    });
    let page = move || {
        if is_empty.get() {
            return view! { <p class="empty">{text.nothing_to_back_up()}</p> }.into_any();
        }
        view! { <Holds/> <MakeForm made/> }.into_any()
    };
    let card = move || made.get().map(|made| view! { <ExportCard made/> });
    view! { {page} {card} }
}

/// The content of a backup made now, and the records that it cannot hold.
#[component]
fn Holds() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let counts = move || {
        let counts = Counts::of(&store.all_clients(), Some(&store.myself()));
        text.backup_counts(
            &counts.clients,
            &store.bin().len(),
            &counts.entries(),
            &counts.assessments,
        )
    };
    let class = Memo::new(move |_| {
        let documents = store.documents().into_iter().collect();
        let class = Class::of(&documents);
        let lacking = documents.len() - class.len();
        let counts = [
            class.exercises.len(),
            class.sessions.len(),
            class.teams.len(),
        ];
        (counts, lacking)
    });
    let class_counts = move || {
        let ([exercises, sessions, teams], _) = class.get();
        let of_class = (0 < exercises + sessions).then(|| {
            view! { <p id="backup-class">{text.backup_class_counts(&exercises, &sessions)}</p> }
        });
        let of_teams =
            (0 < teams).then(|| view! { <p id="backup-teams">{text.backup_teams(teams)}</p> });
        (of_class, of_teams)
    };
    let warning = |words: String| view! { <p class="banner banner--warning">{words}</p> };
    let lacking = move || {
        let count = store.unreadable().len();
        (0 < count).then(|| warning(text.backup_lacks(count)))
    };
    let class_lacking = move || {
        let (_, count) = class.get();
        (0 < count).then(|| warning(text.backup_lacks_class(count)))
    };
    view! {
        <section class="card">
            <h2 class="card__title">{text.backup_holds()}</h2>
            <p id="backup-counts">{counts}</p>
            {class_counts}
            {lacking}
            {class_lacking}
        </section>
    }
}

/// The optional passphrase, and the button.
#[component]
fn MakeForm(made: RwSignal<Option<Made>, LocalStorage>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let (passphrase, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let progress = RwSignal::new(None::<&'static str>);
    let make = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| progress.get()).is_some() {
            return;
        }
        state.clear();
        made.set(None);
        let (passphrase, again) = untrack(|| (passphrase.get(), again.get()));
        if !can_take(text, state, &passphrase, &again) {
            focus_first_error();
            return;
        }
        let passphrase = (!passphrase.is_empty()).then_some(passphrase);
        progress.set(Some(match passphrase {
            Some(_) => text.sealing_backup(),
            None => text.making_backup(),
        }));
        let backup = untrack(|| everything(store));
        state.run(async move {
            let result = Made::new(backup, passphrase.as_deref()).await;
            // The page may be gone by now.
            progress.try_set(None);
            let done = result.map_err(|error| text.backup_failed(&error.words(text)))?;
            made.try_set(Some(done));
            focus_soon("#backup-made");
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate on:submit=make>
            <Passphrases passphrase again state/>
            <FormFailure state/>
            <p>
                <button class="button button--primary" type="submit" id="make-backup">
                    {text.make_backup()}
                </button>
            </p>
            <p class="quiet" role="status" id="backup-progress">{move || progress.get()}</p>
        </form>
    }
}

/// The two fields of a new passphrase, or the reason why there are none.
#[component]
fn Passphrases(
    passphrase: RwSignal<String>,
    again: RwSignal<String>,
    state: FormState,
) -> impl IntoView {
    let text = use_text();
    if !crypto::is_available() {
        return view! { <p class="banner banner--warning">{text.seal_unavailable()}</p> }
            .into_any();
    }
    let shown = RwSignal::new(false);
    let rule = text.passphrase_rule(&LEAST_CHARS);
    view! {
        <section class="card">
            <h2 class="card__title">{text.seal_backup()}</h2>
            <p>{text.seal_hint()}</p>
            <PassphraseField
                name="passphrase"
                label=text.passphrase()
                value=passphrase
                state
                shown
                autocomplete="new-password"
                hint=rule
            />
            <PassphraseField
                name="passphrase-again"
                label=text.passphrase_again()
                value=again
                state
                shown
                autocomplete="new-password"
            />
            <ShowPassphrase shown/>
        </section>
    }
    .into_any()
}

/// Whether a passphrase was typed twice alike and is long enough, or none was typed.
fn can_take(text: Text, state: FormState, typed: &str, again: &str) -> bool {
    let count = typed.chars().count();
    if typed.is_empty() && again.is_empty() {
        return true;
    }
    if count < LEAST_CHARS {
        let words = |()| text.passphrase_short(count, &LEAST_CHARS);
        return state.accept("passphrase", Err(()), words).unwrap_or(false);
    }
    let same = if typed == again { Ok(true) } else { Err(()) };
    let words = |()| text.passphrase_differs().to_owned();
    state
        .accept("passphrase-again", same, words)
        .unwrap_or(false)
}

fn everything(store: Store) -> Backup {
    let myself = Myself::clone(&store.myself());
    let settings = Some(store.settings());
    let backup = Backup::of_shared(store.today(), settings, Some(myself), store.all_clients());
    backup.with_class(Class::of(&store.documents().into_iter().collect()))
}
