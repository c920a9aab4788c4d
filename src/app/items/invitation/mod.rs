//! The respondent's view of a request: who asks, the items, and the answer to send back.
//!
//! Invariant: no record is shown or stored here, and nothing is sent automatically. The answers are
//! kept as a draft under the request's id until the person starts over.

mod finished;

use finished::Finished;
use leptos::{context::Provider, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{Draft, FormState, Questionnaire, focus_soon},
        state::{use_store, use_text},
    },
    content::Perspective,
    domain::{CivilDate, Instrument, ItemResponses},
    exchange::link::{Asked, Invitation, LinkError},
    i18n::Text,
    platform,
    platform::crypto,
    route::{Route, payload},
};

/// A request, as its respondent sees it.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let store = use_store();
    let hash = platform::hash();
    let found = payload(&hash).ok_or(LinkError::Foreign);
    match found.and_then(|text| Invitation::find(&text)) {
        Ok(invitation) => {
            let chosen = untrack(|| store.settings()).language;
            let text = Text(chosen.unwrap_or(invitation.language));
            view! {
                <div class="guest" lang=text.language().tag()>
                    <Provider value=text><Invited invitation/></Provider>
                </div>
            }
            .into_any()
        }
        Err(error) => view! { <NotOpened error/> }.into_any(),
    }
}

/// The reason why the link cannot be opened, and what to do.
#[component]
fn NotOpened(error: LinkError) -> impl IntoView {
    let text = use_text();
    let hash = platform::hash();
    let next = match (&error, payload(&hash)) {
        (LinkError::TooNew { .. }, _) => view! {
            <p>
                <button class="button" type="button" on:click=|_| platform::reload()>
                    {text.reload_page()}
                </button>
            </p>
        }
        .into_any(),
        (LinkError::OtherKind, Some(payload)) => {
            let route = format!("{}/{payload}", Route::Answers);
            view! { <p><a class="button" href=route>{text.accept_answer()}</a></p> }.into_any()
        }
        _ => view! { <p>{text.ask_again()}</p> }.into_any(),
    };
    view! {
        <div class="page page--text" id="not-opened">
            <h1 class="page__title" tabindex="-1">{text.not_opened()}</h1>
            <p role="alert">{text.invitation_error(&error)}</p>
            {next}
        </div>
    }
}

/// The step of the respondent.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    /// A draft is being looked up.
    Opening,
    /// The introduction; `is_begun` if there is a draft.
    Start { is_begun: bool },
    /// The items.
    Items,
    /// The answer, to be sent.
    Finished(CivilDate, ItemResponses),
}

#[component]
fn Invited(invitation: Invitation) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let step = RwSignal::new(Step::Opening);
    let name = format!("invitation/{}", invitation.request);
    let sheet = Draft::named(name.clone());
    let answer = Draft::named(format!("{name}/answer"));
    let (version, form) = (invitation.version, invitation.form);
    spawn_local(async move {
        let kept = answer.text().await.and_then(|text| read(&text));
        let kept =
            kept.filter(|(_, answers)| answers.instrument() == Instrument::Items(version, form));
        let next = match kept {
            Some((date, answers)) => Step::Finished(date, answers),
            None => Step::Start {
                is_begun: sheet.text().await.is_some(),
            },
        };
        // The page may be gone by now.
        step.try_set(next);
    });
    let go = move |next: Step| {
        step.set(next);
        focus_soon("main h1");
    };
    let done = move |answers: ItemResponses| {
        let date = untrack(|| store.today());
        answer.keep_text(format!("{date} {answers}"));
        go(Step::Finished(date, answers));
    };
    let correct = move || {
        answer.drop_text();
        go(Step::Items);
    };
    move || match step.get() {
        Step::Opening => {
            view! { <p class="page quiet" role="status">{text.loading()}</p> }.into_any()
        }
        Step::Start { is_begun } => {
            let begin = move || go(Step::Items);
            view! { <Start invitation=invitation.clone() is_begun begin/> }.into_any()
        }
        Step::Items => {
            let perspective = perspective_of(invitation.asked);
            view! {
                <Questionnaire
                    version
                    form
                    perspective
                    title=text.invited()
                    draft=name.clone()
                    save_label=text.finish_answer()
                    state=FormState::new()
                    done
                />
            }
            .into_any()
        }
        Step::Finished(date, answers) => {
            view! { <Finished invitation=invitation.clone() date answers correct/> }.into_any()
        }
    }
}

/// Who asks, what is asked, and a note on privacy.
#[component]
fn Start(
    invitation: Invitation,
    is_begun: bool,
    #[prop(into)] begin: Callback<()>,
) -> impl IntoView {
    let text = use_text();
    let answer_privacy = match invitation.key {
        Some(_) if crypto::is_available() => text.invited_sealed(),
        Some(_) => text.answer_not_sealed(),
        None => text.invited_clear(),
    };
    let is_kept = untrack(|| use_store().unavailable()).is_none();
    let label = if is_begun { text.go_on() } else { text.begin() };
    view! {
        <article class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.invited()}</h1>
            <p class="guest__lead" id="invited-by">
                {text.invited_by(invitation.asked, invitation.from.as_ref())}
            </p>
            <p id="invited-questions">
                {text.invited_questions(invitation.form.len())}" "{text.invited_time(invitation.form)}
            </p>
            <p>
                <button
                    class="button button--primary guest__begin"
                    type="button"
                    id="begin"
                    on:click=move |_| begin.run(())
                >
                    {label}
                </button>
            </p>
            <ul class="guest__facts" id="invited-privacy">
                <li>{text.invited_nothing_sent()}</li>
                <li>{answer_privacy}</li>
                <li>{text.invited_not_anonymous()}</li>
                {is_kept.then(|| view! { <li>{text.invited_kept()}</li> })}
            </ul>
        </article>
    }
}

const fn perspective_of(asked: Asked) -> Perspective {
    match asked {
        Asked::Client => Perspective::Client,
        Asked::Peer => Perspective::Peer,
    }
}

/// The date and the responses of a draft.
fn read(kept: &str) -> Option<(CivilDate, ItemResponses)> {
    let (date, answers) = kept.split_once(' ')?;
    Some((date.parse().ok()?, answers.parse().ok()?))
}
