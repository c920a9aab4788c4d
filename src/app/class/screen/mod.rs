//! A second screen of a live class, for a projector: how to join, how many are here, the step, the time that
//! is left, and the key once it is revealed.
//!
//! Invariants: it has the join link and no key of the class, so it shows and changes nothing; no answer of
//! anybody reaches it.

mod key;

use std::sync::Arc;

use key::KeyView;
use leptos::{context::Provider, prelude::*};
use wasm_bindgen_futures::spawn_local;

use super::session::WholeScreen;
use crate::{
    app::{
        components::{Lookup, QrCode, exercise_of, page_about, sources},
        live::{LinkState, ScreenLink, ScreenStart, drivers},
        state::use_text,
    },
    domain::{
        classroom::Round,
        exercise::{Case, Exercise},
        live::Channel,
    },
    exchange::{
        link::{Assigned, Assignment},
        qr,
    },
    i18n::Text,
    live::State,
    platform::{self, crypto},
    route::{Route, payload},
};

/// The page of a second screen's link.
#[component]
pub fn ScreenPage() -> impl IntoView {
    let text = use_text();
    let link = payload(&platform::hash()).unwrap_or_default();
    let not_opened = |words: String| {
        view! {
            <div class="page page--text" id="not-opened">
                <h1 class="page__title" tabindex="-1">{text.join_not_opened()}</h1>
                <p role="alert">{words}</p>
            </div>
        }
        .into_any()
    };
    let assignment = match Assignment::find(&link) {
        Ok(assignment) => assignment,
        Err(error) => return not_opened(text.join_error(&error)),
    };
    let Some(channel) = assignment.live else {
        return not_opened(text.live_screen_not_live().to_owned());
    };
    // The whole class uses one language.
    let text = Text(assignment.language);
    view! {
        <div lang=text.language().tag()>
            <Provider value=text><Following link assignment channel/></Provider>
        </div>
    }
    .into_any()
}

/// The case, and the whole exercise if this site has it.
type Given = (Case, Option<Exercise>);

#[component]
fn Following(
    /// The payload of the join link.
    link: String,
    assignment: Assignment,
    channel: Channel,
) -> impl IntoView {
    let (store, text, built_in) = sources();
    let screen = ScreenLink::new();
    let failure = RwSignal::new(None::<String>);
    let session = assignment.session;
    spawn_local(async move {
        match drivers().await {
            Ok(drivers) => drivers.begin_screen(screen, ScreenStart { session, channel }),
            // The page may be gone by now.
            Err(_) => _ = failure.try_set(Some(text.page_not_fetched().to_owned())),
        }
    });
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
    let assignment = Arc::new(assignment);
    page_about(found, move |(case, known): Given| {
        let (link, assignment) = (link.clone(), Arc::clone(&assignment));
        view! { <Shown screen link assignment case known failure/> }
    })
}

#[component]
fn Shown(
    screen: ScreenLink,
    link: String,
    assignment: Arc<Assignment>,
    case: Case,
    known: Option<Exercise>,
    failure: RwSignal<Option<String>>,
) -> impl IntoView {
    let text = use_text();
    let title = case.title.as_str().to_owned();
    let words = move || {
        failure
            .get()
            .unwrap_or_else(|| link_words(text, screen.link.get()).to_owned())
    };
    let key = opened(text, screen, assignment, known, failure);
    let counts = move || {
        let counts = screen.counts.get()?;
        let (here, handed_in) = (counts.here.into(), counts.handed_in.into());
        let words = [text.live_here(here), text.live_handed_in(handed_in)].join(" · ");
        Some(view! { <p class="screen__counts" id="screen-counts">{words}</p> })
    };
    let left = move || {
        let left = screen.left.get()?;
        let words = text.minutes_and_seconds(left);
        let over = (left == 0).then(|| view! { <p class="timer__over">{text.time_is_over()}</p> });
        Some(view! {
            <div class="timer" data-over=(left == 0).then_some("true")>
                <p class="timer__left" role="timer" aria-label=text.timer() id="screen-left">{words}</p>
                {over}
            </div>
        })
    };
    let is_over = Memo::new(move |_| screen.link.get() == LinkState::Ended);
    let is_closed = move || {
        let is_open = screen
            .state
            .with(|it| it.as_ref().is_none_or(|state| state.is_open));
        (!is_open && !is_over.get())
            .then(|| view! { <p class="note" id="screen-closed">{text.live_screen_closed()}</p> })
    };
    let join = Memo::new(move |_| {
        let round = screen.state.with(|it| it.as_ref().map(|state| state.round));
        let payload = match round {
            // A text that cannot be read opens neither round, and phones say so.
            Some(Round::Second) => Assignment::second_round(&link).ok(),
            _ => None,
        };
        let payload = payload.unwrap_or_else(|| link.clone());
        format!("{}{}/{payload}", platform::address(), Route::Join)
    });
    let step = Memo::new(move |_| screen.state.with(|it| it.as_ref().and_then(|it| it.step)));
    let case = StoredValue::new(case);
    let is_several = move || qr::codes(&join.get()).is_ok_and(|codes| 1 < codes.len());
    let scan = move || {
        if is_several() {
            text.step_scan_within(&platform::address())
        } else {
            text.step_scan().to_owned()
        }
    };
    let side = move || match step.get() {
        Some(step) => case.with_value(|case| step_view(text, case, step)),
        None => view! {
            <ol class="session__steps">
                <li>{scan}</li>
                <li>{text.live_screen_work()}</li>
                <li>{text.live_step_hand_in()}</li>
            </ol>
        }
        .into_any(),
    };
    let main = move || match key.get() {
        Some(exercise) => view! { <KeyView exercise/> }.into_any(),
        None if is_over.get() => ().into_any(),
        None => view! {
            <div class="session__screen">
                <div class="session__code" id="screen-code"><QrCode shown=join/></div>
                <div class="session__side">{counts}{left}{is_closed}{side}</div>
            </div>
        }
        .into_any(),
    };
    view! {
        <div class="page session" id="screen">
            <div class="screen__head">
                <h1 class="page__title session__title" tabindex="-1"><bdi>{title}</bdi></h1>
                {platform::offers_whole_screen().then(|| view! { <WholeScreen/> })}
            </div>
            <p role="status" id="screen-link">{words}</p>
            {main}
        </div>
    }
}

/// The step that the trainer leads to, from 1 as phones count them.
fn step_view(text: Text, case: &Case, step: u16) -> AnyView {
    let at = usize::from(step.saturating_sub(1));
    let points = case.points.len();
    let task_at = at.checked_sub(points + usize::from(case.tells_scores()));
    let (title, facts) = if let Some(point) = case.points.get(at) {
        let title = text.exercise_point_title(&step, &text.full_date(point.date), &point.day);
        (title, Some(point.facts.as_str().to_owned()))
    } else if let Some((task, at)) = task_at.and_then(|at| Some((case.tasks.get(at)?, at))) {
        let title = text.task_number(&(at + 1));
        (title, Some(task.ask().as_str().to_owned()))
    } else if at == points && case.tells_scores() {
        (text.ratings_close().to_owned(), None)
    } else {
        (text.check_your_answers().to_owned(), None)
    };
    let facts = facts.map(|facts| view! { <p class="exercise-text"><bdi>{facts}</bdi></p> });
    view! {
        <section id="screen-step">
            <h2 class="section__title">{title}</h2>
            {facts}
        </section>
    }
    .into_any()
}

/// The exercise with its key, once the reveal code has come and opens it.
fn opened(
    text: Text,
    screen: ScreenLink,
    assignment: Arc<Assignment>,
    known: Option<Exercise>,
    failure: RwSignal<Option<String>>,
) -> RwSignal<Option<Exercise>> {
    let exercise = RwSignal::new(None);
    let code = Memo::new(move |_| {
        let code = |state: &State| Some(state.reveal.as_ref()?.as_str().to_owned());
        screen.state.with(|state| state.as_ref().and_then(code))
    });
    Effect::new(move || {
        let Some(code) = code.get() else { return };
        let (assignment, known) = (Arc::clone(&assignment), known.clone());
        spawn_local(async move {
            let secret = crypto::open_text(&assignment.sealed, &code).await;
            let secret = secret.map_err(|error| text.reveal_key_broken(&error));
            let opened = secret.and_then(|secret| {
                let opened = assignment.opened(&secret, known.as_ref());
                opened.map_err(|error| text.reveal_key_error(&error))
            });
            // The page may be gone by now.
            match opened {
                Ok(opened) => _ = exercise.try_set(Some(opened)),
                Err(words) => _ = failure.try_set(Some(words)),
            }
        });
    });
    exercise
}

fn link_words(text: Text, link: LinkState) -> &'static str {
    match link {
        LinkState::Connecting | LinkState::Elsewhere | LinkState::TakenOver => {
            text.live_phone_connecting()
        }
        LinkState::Waiting => text.live_screen_waiting(),
        LinkState::Connected => text.live_screen_connected(),
        LinkState::Unreachable => text.live_screen_unreachable(),
        LinkState::Gone => text.live_screen_gone(),
        LinkState::Ended => text.live_screen_ended(),
    }
}
