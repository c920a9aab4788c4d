//! The answers as they are submitted to the trainer, and the key once it is revealed.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{
    live::{HandedLive, Live},
    new_submission,
    reveal::RevealForm,
};
use crate::{
    app::{
        components::{Dialog, QrCode, ToSend},
        state::use_text,
        trainee::attempt::{AttemptState, ResultPart, Step, show_top},
    },
    domain::{
        classroom::{Round, Submission},
        exercise::Exercise,
        live::KeyPair,
    },
    exchange::link::{Assignment, LinkError, write_submission},
    platform::crypto,
};

/// The code to submit, or, after the reveal, the result.
#[component]
pub fn Submit(
    attempt: AttemptState,
    assignment: Assignment,
    /// The exercise, if this site has it.
    exercise: Option<Exercise>,
    /// The phone's part of a live session, if it has one.
    live: Option<Live>,
) -> impl IntoView {
    let text = use_text();
    let (handed, key) = attempt
        .progress
        .with_untracked(|it| (it.handed.clone(), it.key.clone()));
    let Some(submission) = handed else {
        return ().into_any();
    };
    let key = StoredValue::new(key);
    let secret = Memo::new(move |_| attempt.progress.with(|it| it.secret.clone()));
    let sealed = assignment.sealed.clone();
    let is_second = submission.round == Round::Second;
    // Its answers are not the next person's, nor those of a phone that was passed on.
    let id = submission.id;
    let earlier = move || attempt.earlier.get().filter(|earlier| earlier.id == id);
    let first_code = move || {
        earlier().map(|submission| {
            view! {
                <details class="fold" id="first-code">
                    <summary>{text.first_code()}</summary>
                    <SubmitOptions id="first-submission" submission key/>
                </details>
            }
        })
    };
    let fits = {
        let (assignment, exercise) = (assignment.clone(), exercise.clone());
        move |secret: String| {
            let opened = assignment.opened(&secret, exercise.as_ref());
            opened.map_err(|error| text.reveal_key_error(&error))
        }
    };
    if let Some(live) = live {
        let fits = fits.clone();
        let check = Callback::new(move |secret: String| fits(secret).map(drop));
        live.open_when_revealed(attempt, sealed.clone(), check);
    }
    let content = move || {
        let opened = secret.get().and_then(|secret| fits(secret).ok());
        let submission = submission.clone();
        if let Some(exercise) = opened {
            return view! { <Revealed exercise submission key/> }.into_any();
        }
        let fits = fits.clone();
        let check = Callback::new(move |secret: String| fits(secret).map(drop));
        let by_code = {
            let submission = submission.clone();
            move || {
                let submission = submission.clone();
                view! {
                    <p class="guest__lead">{text.handed_in_how()}</p>
                    <SubmitOptions submission key/>
                }
            }
        };
        let handed = match live {
            Some(live) => view! { <HandedLive live attempt by_code/> }.into_any(),
            None => view! { <section class="card">{by_code()}</section> }.into_any(),
        };
        view! {
            <article class="page page--text">
                <h1 class="page__title" tabindex="-1">{text.give_to_trainer()}</h1>
                {is_second.then(|| view! { <p class="note" id="second-round">{text.handed_in_second()}</p> })}
                {handed}
                {first_code}
                <RevealForm attempt sealed=sealed.clone() check/>
                <Changes attempt live/>
            </article>
        }
        .into_any()
    };
    content.into_any()
}

/// The answers as codes, as text to send, and as a file.
#[component]
fn SubmitOptions(
    /// The prefix of the ids of its elements.
    #[prop(default = "submission")]
    id: &'static str,
    submission: Submission,
    /// The pair that signs all but the first.
    key: StoredValue<Option<KeyPair>>,
) -> impl IntoView {
    let code = RwSignal::new(None);
    match key.get_value().filter(|_| !submission.is_first()) {
        None => code.set(Some(write_submission(&submission))),
        Some(pair) => {
            let submission = submission.clone();
            spawn_local(async move {
                let signed = crypto::sign_submission(&submission, &pair).await;
                // Unsigned, the trainer decides on it; the page may be gone by now.
                code.try_set(Some(signed.or_else(|_| write_submission(&submission))));
            });
        }
    }
    move || {
        let submission = submission.clone();
        let code = code.get()?;
        Some(view! { <WrittenOptions id submission code/> })
    }
}

#[component]
fn WrittenOptions(
    id: &'static str,
    submission: Submission,
    code: Result<String, LinkError>,
) -> impl IntoView {
    let text = use_text();
    let code = match code {
        Ok(code) => code,
        Err(reason) => {
            return view! { <p class="form__failure" role="alert">{text.not_written(&reason)}</p> }
                .into_any();
        }
    };
    let message = match &submission.name {
        Some(name) => text.submission_message(&name.as_str(), &code),
        None => text.submission_message_anonymous(&code),
    };
    let round = match submission.round {
        Round::First => "",
        Round::Second => "-2",
    };
    let file_name = format!("{}-{}{round}.txt", text.submission_file(), submission.id);
    let edition = (1 < submission.edition).then(|| {
        view! { <p class="quiet" id=format!("{id}-edition")>{text.handed_edition(&submission.edition)}</p> }
    });
    view! {
        <div id=format!("{id}-qr")><QrCode shown=code.clone()/></div>
        {edition}
        <ToSend id message code file_name/>
        <p class="quiet">{text.not_encrypted()}</p>
    }
    .into_any()
}

/// The buttons to correct the answers, or to let somebody else answer.
#[component]
fn Changes(attempt: AttemptState, live: Option<Live>) -> impl IntoView {
    let text = use_text();
    let asks = RwSignal::new(false);
    let someone_else = move |_| {
        asks.set(false);
        let case = attempt.case.get_value();
        attempt.edit(|progress| {
            progress.submission = {
                let Submission { session, round, .. } = progress.submission;
                new_submission(session, round, &case)
            };
            progress.key = None;
            progress.handed = None;
            progress.secret = None;
            progress.start_over(&case);
        });
        match live {
            Some(live) => live.renew(),
            None => spawn_local(attempt.draw_key()),
        }
        show_top();
    };
    view! {
        <p class="actions">
            <button class="button" type="button" id="change-answers" on:click=move |_| attempt.go(Step::Check)>
                {text.change_answers()}
            </button>
            <button class="button button--quiet" type="button" id="someone-else" on:click=move |_| asks.set(true)>
                {text.someone_else()}
            </button>
        </p>
        <Dialog open=asks title=text.someone_else()>
            <p>{text.someone_else_why()}</p>
            <p class="actions">
                <button class="button button--danger" type="button" id="someone-else-sure" on:click=someone_else>
                    {text.someone_else_sure()}
                </button>
                <button class="button" type="button" on:click=move |_| asks.set(false)>
                    {text.cancel()}
                </button>
            </p>
        </Dialog>
    }
}

/// The trainee's answers beside the key.
#[component]
fn Revealed(
    exercise: Exercise,
    submission: Submission,
    key: StoredValue<Option<KeyPair>>,
) -> impl IntoView {
    let text = use_text();
    let attempt = submission.attempt.clone();
    view! {
        <article class="page page--text">
            <h1 class="page__title" tabindex="-1">{text.your_result()}</h1>
            <p class="quiet work__title"><bdi>{exercise.case().title.as_str().to_owned()}</bdi></p>
            <ResultPart exercise attempt/>
            <details class="fold" id="code-again">
                <summary>{text.show_code_again()}</summary>
                <SubmitOptions submission key/>
            </details>
        </article>
    }
}
