//! Setting, changing and removing the lock.

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{
            Choice, ChoiceField, FormFailure, FormState, LEAST_CHARS, PassphraseField,
            ShowPassphrase, focus_first_error, focus_soon, position,
        },
        state::{use_store, use_text},
    },
    i18n::Text,
    platform::crypto,
};

/// The minutes of inactivity after which the records lock themselves, by the choice's id; 0 locks
/// only by hand.
const IDLE: [(&str, u16); 4] = [("1", 1), ("5", 5), ("30", 30), ("0", 0)];

/// The state of the lock, and its actions.
#[component]
pub fn LockPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    if untrack(|| store.unavailable()).is_some() {
        return view! { <p class="empty">{text.nothing_to_lock()}</p> }.into_any();
    }
    if !crypto::is_available() {
        return view! { <p class="empty">{text.crypto_unavailable()}</p> }.into_any();
    }
    let is_locked = Memo::new(move |_| store.lock().is_some());
    let forms = move || {
        if is_locked.get() {
            view! { <ChangeForm/> }.into_any()
        } else {
            view! { <PutForm/> }.into_any()
        }
    };
    view! {
        <p>{text.lock_what_it_does()}</p>
        <p><strong>{text.lost_passphrase()}</strong></p>
        {forms}
    }
    .into_any()
}

#[component]
fn PutForm() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let shown = RwSignal::new(false);
    let idle = RwSignal::new(1);
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let Some(passphrase) = read_new(text, state, first, second) else {
            focus_first_error();
            return;
        };
        let (_, idle) = IDLE[idle.get_untracked()];
        state.run(async move {
            let put = store.put_lock(&passphrase, idle).await;
            put.map_err(|error| error.words(text))?;
            store.show_toast(text.lock_put());
            focus_soon("#lock-now");
            Ok(())
        });
    };
    view! {
        <form class="card form" novalidate on:submit=submit aria-labelledby="put-lock-title">
            <h2 class="card__title" id="put-lock-title">{text.put_lock()}</h2>
            <FormFailure state/>
            <NewPassphrase label=text.passphrase() first second state shown/>
            <ShowPassphrase shown/>
            <ChoiceField name="idle" label=text.idle_label() value=idle choices=idle_choices(text)/>
            <p class="actions">
                <button class="button button--primary" type="submit" id="put-lock" disabled=move || state.is_saving()>
                    {move || if state.is_saving() { text.sealing() } else { text.put_lock() }}
                </button>
            </p>
        </form>
    }
}

#[component]
fn ChangeForm() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let field = || RwSignal::new(String::new());
    let (old, first, second) = (field(), field(), field());
    let shown = RwSignal::new(false);
    let minutes = untrack(|| store.lock()).map_or(0, |lock| lock.idle_minutes);
    let idle = RwSignal::new(position(&IDLE.map(|(_, minutes)| minutes), &minutes));
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let keeps =
            [first, second].map(|field| field.with_untracked(String::is_empty)) == [true; 2];
        let new = if keeps {
            None
        } else {
            let Some(new) = read_new(text, state, first, second) else {
                focus_first_error();
                return;
            };
            Some(new)
        };
        let (typed, (_, idle)) = (old.get_untracked(), IDLE[idle.get_untracked()]);
        state.run(async move {
            let changed = store.change_lock(&typed, new.as_deref(), idle).await;
            changed.map_err(|error| error.words(text))?;
            for field in [old, first, second] {
                field.try_set(String::new());
            }
            store.show_toast(text.lock_changed());
            Ok(())
        });
    };
    let take_off = move |_| {
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let typed = old.get_untracked();
        state.run(async move {
            let taken = store.remove_lock(&typed).await;
            taken.map_err(|error| error.words(text))?;
            store.show_toast(text.lock_removed());
            focus_soon("main h1");
            Ok(())
        });
    };
    view! {
        <p class="actions">
            <button class="button button--primary" type="button" id="lock-now" on:click=move |_| store.lock_now()>
                {text.lock_now()}
            </button>
        </p>
        <form class="card form" novalidate on:submit=submit aria-labelledby="change-lock-title">
            <h2 class="card__title" id="change-lock-title">{text.change_lock()}</h2>
            <FormFailure state/>
            <PassphraseField
                name="passphrase"
                label=text.current_passphrase()
                value=old
                state
                shown
                autocomplete="current-password"
            />
            <NewPassphrase label=text.new_passphrase_or_none() first second state shown/>
            <ShowPassphrase shown/>
            <ChoiceField name="idle" label=text.idle_label() value=idle choices=idle_choices(text)/>
            <p class="actions">
                <button class="button button--primary" type="submit" id="change-lock" disabled=move || state.is_saving()>
                    {text.save()}
                </button>
                <button
                    class="button button--danger"
                    type="button"
                    id="remove-lock"
                    disabled=move || state.is_saving()
                    on:click=take_off
                >
                    {text.remove_lock()}
                </button>
            </p>
        </form>
    }
}

/// The fields of a new passphrase.
#[component]
fn NewPassphrase(
    label: &'static str,
    first: RwSignal<String>,
    second: RwSignal<String>,
    state: FormState,
    shown: RwSignal<bool>,
) -> impl IntoView {
    let text = use_text();
    view! {
        <PassphraseField
            name="new-passphrase"
            label
            value=first
            state
            shown
            autocomplete="new-password"
            hint=text.passphrase_rule(&LEAST_CHARS)
        />
        <PassphraseField
            name="same-passphrase"
            label=text.passphrase_again()
            value=second
            state
            shown
            autocomplete="new-password"
        />
    }
}

/// A new passphrase, typed twice; `None` after showing errors at the fields.
fn read_new(
    text: Text,
    state: FormState,
    first: RwSignal<String>,
    second: RwSignal<String>,
) -> Option<String> {
    let passphrase = first.get_untracked();
    let checked = |is_right: bool| if is_right { Ok(()) } else { Err(()) };
    let count = passphrase.chars().count();
    let is_long = LEAST_CHARS <= count;
    let is_same = passphrase == second.get_untracked();
    let long = state.accept("new-passphrase", checked(is_long), |()| {
        text.passphrase_short(count, &LEAST_CHARS)
    });
    let same = state.accept("same-passphrase", checked(is_same), |()| {
        text.passphrase_differs().to_owned()
    });
    long.and(same).map(|()| passphrase)
}

fn idle_choices(text: Text) -> Vec<Choice> {
    let choice = |(id, minutes): (&'static str, u16)| match minutes {
        0 => Choice::new(id, text.only_by_hand()),
        minutes => Choice::new(id, text.minutes(u32::from(minutes))),
    };
    IDLE.map(choice).to_vec()
}
