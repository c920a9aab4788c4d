//! A trainee's view of a session: the exercise, then the code to submit, then the key.
//!
//! Invariants: nothing is sent automatically but in a live session, and no record is shown here. A trainee
//! keeps one id in a session; the key is shown to nobody without the reveal code.

mod live;
mod reveal;
mod submit;

use crate::app::components::PasteForm;
use leptos::{context::Provider, prelude::*};
use live::{Live, LiveAttending, LiveNote};
use submit::Submit;

use super::{
    super::components::{Lookup, exercise_of, page_about, sources},
    attempt::{AttemptState, Start, Step, WorkForm, fetched_anchors},
};
use crate::{
    app::{
        components::{FormState, TextField, focus_first_error},
        state::{use_store, use_text},
    },
    domain::{
        EntryId, Name, NameError,
        classroom::{Round, Submission},
        exercise::{Attempt, Case, Exercise},
    },
    exchange::link::{Assigned, Assignment, LinkError},
    i18n::Text,
    platform,
    route::payload,
};

/// The page of a session's join link; without a link, a box for it.
#[component]
pub fn JoinPage() -> impl IntoView {
    let text = use_text();
    let hash = platform::hash();
    match payload(&hash).map(|text| Assignment::find(&text)) {
        // The whole class uses one language.
        Some(Ok(assignment)) => {
            let own = text;
            let text = Text(assignment.language);
            name_skip_link(text);
            on_cleanup(move || name_skip_link(own));
            view! {
                <div class="guest" lang=text.language().tag()>
                    <Provider value=text><Joined assignment/></Provider>
                </div>
            }
            .into_any()
        }
        Some(Err(error)) => view! { <NotOpened error/> }.into_any(),
        None => view! {
            <div class="page page--text">
                <h1 class="page__title" tabindex="-1">{text.join_a_class()}</h1>
                <PasteForm/>
            </div>
        }
        .into_any(),
    }
}

/// Gives the link that skips to the content the words of a language: it is the frame's, which speaks that of
/// the phone.
fn name_skip_link(text: Text) {
    request_animation_frame(move || {
        let link = document().query_selector(".skip-link").ok().flatten();
        if let Some(link) = link {
            link.set_text_content(Some(text.skip_to_content()));
            // Setting an attribute of our own element is never refused.
            let _ = link.set_attribute("lang", text.language().tag());
        }
    });
}

/// The reason why the link cannot be opened, and a box to paste it whole.
#[component]
fn NotOpened(error: LinkError) -> impl IntoView {
    let text = use_text();
    let reload = matches!(error, LinkError::TooNew { .. }).then(|| {
        view! {
            <p>
                <button class="button" type="button" on:click=|_| platform::reload()>
                    {text.reload_page()}
                </button>
            </p>
        }
    });
    view! {
        <div class="page page--text" id="not-opened">
            <h1 class="page__title" tabindex="-1">{text.join_not_opened()}</h1>
            <p role="alert">{text.join_error(&error)}</p>
            {reload}
            <PasteForm/>
        </div>
    }
}

/// The case, and the whole exercise if this site has it.
type Given = (Case, Option<Exercise>);

#[component]
fn Joined(assignment: Assignment) -> impl IntoView {
    let (store, text, built_in) = sources();
    let found = {
        let (assigned, language) = (assignment.assigned.clone(), assignment.language);
        move || match &assigned {
            Assigned::Own(case) => Lookup::Found((Case::clone(case), None)),
            Assigned::Known(id) => match exercise_of(store, text, built_in, *id, language) {
                Lookup::Found(exercise) => Lookup::Found((exercise.case().clone(), Some(exercise))),
                Lookup::Loading => Lookup::Loading,
                Lookup::Failed(words) => Lookup::Failed(words),
            },
        }
    };
    page_about(found, move |(case, exercise): Given| {
        let assignment = assignment.clone();
        match assignment.live {
            Some(channel) => view! { <LiveAttending channel assignment case exercise/> }.into_any(),
            None => view! { <Attending assignment case exercise/> }.into_any(),
        }
    })
}

#[component]
fn Attending(
    assignment: Assignment,
    case: Case,
    exercise: Option<Exercise>,
    /// The phone's part of a live session, if it has one.
    #[prop(optional)]
    live: Option<Live>,
) -> impl IntoView {
    let text = use_text();
    let session = assignment.session;
    let start = new_submission(session, assignment.round, &case);
    // Each round has a draft of its own: neither code loses what the other has.
    let first = format!("join/{session}");
    let attempt = match assignment.round {
        Round::First => AttemptState::new(case, start, first),
        Round::Second => AttemptState::new(case, start, format!("{first}/2")).after(first),
    };
    let is_ready = match live {
        Some(_) => attempt.resume(),
        None => attempt.resume_with_key(),
    };
    let anchors = fetched_anchors();
    let step = attempt.step();
    let is_anonymous = assignment.is_anonymous;
    if let Some(live) = live {
        live.follow(attempt, is_ready);
    }
    let page = move || {
        if !is_ready.get() {
            return view! { <p class="page quiet" role="status">{text.loading()}</p> }.into_any();
        }
        match step.get() {
            Step::Start => {
                let is_live = live.is_some();
                view! { <Beginning attempt is_anonymous is_live/> }.into_any()
            }
            Step::Finished => {
                let (assignment, exercise) = (assignment.clone(), exercise.clone());
                view! { <Submit attempt assignment exercise live/> }.into_any()
            }
            _ => view! { <WorkForm attempt anchors finish=text.hand_in()/> }.into_any(),
        }
    };
    view! {
        {live.map(|live| view! { <LiveNote live attempt/> })}
        {page}
    }
}

/// An empty submission with a new id, until there is a key that gives one.
fn new_submission(session: EntryId, round: Round, case: &Case) -> Submission {
    Submission {
        session,
        id: EntryId::new(platform::random_number()),
        round,
        edition: 0,
        name: None,
        attempt: Attempt::none(case),
    }
}

/// The exercise, the nickname if one is asked for, and a note on privacy.
#[component]
fn Beginning(attempt: AttemptState, is_anonymous: bool, is_live: bool) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let name = attempt
        .progress
        .with_untracked(|it| it.submission.name.clone());
    let (id, round, is_filled) = attempt.progress.with_untracked(|it| {
        let Submission { id, round, .. } = it.submission;
        (id, round, !it.submission.attempt.is_empty())
    });
    let earlier = attempt
        .earlier
        .with_untracked(|it| it.as_ref().map(|it| it.id));
    let has_first = earlier == Some(id);
    // Under another name the two rounds would be two trainees'.
    let keeps_name = name.clone().filter(|_| has_first);
    let asks_name = !is_anonymous && keeps_name.is_none();
    let typed = RwSignal::new(name.map_or_else(String::new, |name| name.as_str().to_owned()));
    let may_begin = move |()| {
        if !asks_name {
            return true;
        }
        state.clear();
        let name = nickname(&typed.get_untracked());
        let name = state.accept("nickname", name, |error| match error {
            NameError::Empty => text.nickname_empty().to_owned(),
            NameError::TooLong(chars) => text.nickname_too_long(&chars),
            NameError::Unseen => text.name_error(&error),
        });
        focus_first_error();
        let is_named = name.is_some();
        if is_named {
            attempt.edit(|progress| progress.submission.name = name);
        }
        is_named
    };
    let is_kept = untrack(|| store.unavailable()).is_none();
    let lead = move || {
        let again = (round == Round::Second).then(|| {
            let words = match (has_first, is_filled) {
                (true, true) => text.second_round_from_first(),
                (true, false) => text.second_round_anew(),
                (false, true) => text.second_round_from_unfinished(),
                (false, false) => text.second_round_from_nothing(),
            };
            // In a live class the page itself tells them to.
            let talk = is_live.then(|| view! { <p id="talk-first">{text.second_round_note()}</p> });
            view! {
                {talk}
                <p class="note" id="second-round"><strong>{text.second_round()}</strong>{text.colon()}{words}</p>
            }
        });
        let name = match &keeps_name {
            _ if is_anonymous => view! { <p class="note" id="anonymous-class">{text.joins_anonymously()}</p> }.into_any(),
            Some(name) => view! { <p id="same-name">{text.keeps_name(name)}</p> }.into_any(),
            None => view! {
                <TextField name="nickname" label=text.nickname() value=typed state hint=text.nickname_hint()/>
            }
            .into_any(),
        };
        view! { {again}{name} }.into_any()
    };
    let foot = move || {
        let kept = if is_kept {
            text.join_kept()
        } else {
            text.join_not_kept()
        };
        let sent = match (is_live, is_anonymous) {
            (false, _) => text.join_nothing_sent(),
            (true, true) => text.live_joins(),
            (true, false) => text.live_joins_named(),
        };
        view! {
            <ul class="guest__facts" id="join-facts">
                <li>{sent}</li>
                <li>{kept}</li>
                <li>{text.join_no_real_clients()}</li>
            </ul>
        }
    };
    view! { <Start attempt may_begin=Callback::new(may_begin) lead foot/> }
}

/// A nickname that fits a row on the trainer's screen.
fn nickname(typed: &str) -> Result<Name, NameError> {
    const MOST_CHARS: usize = 40;
    let name = Name::new(typed)?;
    match name.as_str().chars().count() {
        chars if MOST_CHARS < chars => Err(NameError::TooLong(chars)),
        _ => Ok(name),
    }
}
