//! A live session on the trainer's pages: its host, which goes on from page to page, and what it sees.
//!
//! Invariant: a session that is not live fetches nothing for it.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::{CurrentSession, handover::HandOver};
use crate::{
    app::{
        components::{Confirm, Lookup, exercise_of_session, sources},
        live::{Attending, HostCommand, HostLink, HostStart, HostView, LinkState, Soon, drivers},
        state::use_text,
    },
    domain::{
        classroom::{Accepted, Maker, Session, Submission},
        exercise::Case,
    },
    exchange::link::Assignment,
    i18n::Text,
};

/// The host of a page's session in this tab.
#[derive(Clone)]
pub enum Hosting {
    /// The session is not live.
    NotLive,
    /// It is being begun.
    Beginning,
    /// It is here; with the names of the steps, as phones count them from 1.
    Here(HostLink, Vec<String>),
    /// Its keys are not in this browser.
    WithoutKeys,
    /// It could not be begun; the reason in words.
    Failed(String),
}

/// Whether phones of a session hand in by themselves.
pub fn is_live(session: &Session) -> bool {
    Assignment::find(&session.assignment).is_ok_and(|assignment| assignment.live.is_some())
}

/// Begins the host of a live session, unless this tab has it, and tells it what phones have to know of the
/// session: its round, its timer, and when the key is revealed.
fn hosting(current: CurrentSession) -> RwSignal<Hosting, LocalStorage> {
    let (store, text, built_in) = sources();
    let live = Memo::new(move |_| current.read(is_live));
    let hosting = RwSignal::new_local(Hosting::NotLive);
    let has_begun = StoredValue::new(false);
    Effect::new(move || {
        if live.get() != Some(true) || has_begun.get_value() {
            return;
        }
        hosting.set(Hosting::Beginning);
        let exercise = current.read(|session| exercise_of_session(store, text, built_in, session));
        let case = match exercise {
            Some(Lookup::Found(exercise)) => exercise.case().clone(),
            Some(Lookup::Failed(words)) => return hosting.set(Hosting::Failed(words)),
            Some(Lookup::Loading) | None => return,
        };
        let Some(session) = current.read_now(Session::clone) else {
            return;
        };
        has_begun.set_value(true);
        let steps = steps_of(text, &case);
        let case = Rc::new(case);
        let accept = Rc::new(move |submissions| -> Soon<Vec<Option<u32>>> {
            Box::pin(accepted(current, Rc::clone(&case), submissions))
        });
        spawn_local(async move {
            let start = HostStart { session, accept };
            let host = match drivers().await {
                Ok(drivers) => drivers.host(store, start).await,
                Err(_) => Err(text.page_not_fetched().to_owned()),
            };
            // The page may be gone by now.
            hosting.try_set(match host {
                Ok(Some(host)) => Hosting::Here(host, steps),
                Ok(None) => Hosting::WithoutKeys,
                Err(words) => Hosting::Failed(words),
            });
        });
    });
    Effect::new(move || {
        let revealed = current.read(|session| {
            let code = session.reveal_code.clone();
            session.is_revealed.then_some(code)
        });
        if let (Some(Some(code)), Hosting::Here(host, _)) = (revealed, hosting.get()) {
            // A tab that only waits does nothing, and is told again once it is the host.
            host.link.track();
            host.command(HostCommand::Reveal(code));
        }
    });
    let shown = Memo::new(move |_| current.read(|session| (session.round(), session.timer)));
    Effect::new(move || {
        if let (Some((round, timer)), Hosting::Here(host, _)) = (shown.get(), hosting.get()) {
            // As above.
            host.link.track();
            host.command(HostCommand::Round(round));
            host.command(HostCommand::Timer(timer));
        }
    });
    let submissions = Memo::new(move |_| {
        let all = |session: &Session| {
            let all = session.all_submissions();
            all.map(|it| (it.id, it.round, it.edition)).collect()
        };
        live.get()
            .filter(|is_live| *is_live)
            .and_then(|_| current.read(all))
    });
    Effect::new(move || {
        if let (Some(submissions), Hosting::Here(host, _)) = (submissions.get(), hosting.get()) {
            host.command(HostCommand::Submissions(submissions));
        }
    });
    hosting
}

/// Stores submissions; tells of each which edition is stored now, if any.
async fn accepted(
    current: CurrentSession,
    case: Rc<Case>,
    submissions: Vec<Submission>,
) -> Result<Vec<Option<u32>>, String> {
    let accept = |session: &mut Session| {
        let fits = |it: &Submission| it.attempt.clone().fitted(&case).is_some();
        let asked = submissions.iter();
        let asked = asked.map(|it| (it.id, it.round, it.edition, fits(it)));
        let asked: Vec<_> = asked.collect();
        let fitting = asked.iter().zip(submissions);
        let fitting = fitting.filter_map(|((_, _, _, fits), it)| fits.then_some(it));
        // The host opened and checked each as its phone's.
        let mut outcomes = session.accept_several(Maker::Phone, fitting).into_iter();
        let editions = asked.into_iter().map(|(id, round, edition, fits)| {
            match fits.then(|| outcomes.next())?? {
                Accepted::OtherSession | Accepted::WrongEdition(_) | Accepted::Unsigned => None,
                Accepted::New | Accepted::Beside(_) | Accepted::Replaced | Accepted::Repeated => {
                    Some(edition)
                }
                Accepted::Older => {
                    let known = session.of_round(round).iter().find(|known| known.id == id);
                    known.map(|known| known.edition)
                }
            }
        });
        editions.collect()
    };
    current.edit(accept).await
}

/// The connection in a few words, on the other pages of a live session.
#[component]
pub fn LiveNote(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let hosting = hosting(current);
    move || match hosting.get() {
        Hosting::NotLive => ().into_any(),
        Hosting::Here(host, _) => {
            let link = RwSignal::from(host.link);
            let words = move || {
                let words = link_words(text, link.get());
                format!("{}: {words}", text.live_title())
            };
            view! { <p class="session__note" id="live-note">{words}</p> }.into_any()
        }
        other => view! { <p class="session__note" id="live-note">{other_words(text, other)}</p> }
            .into_any(),
    }
}

/// Who is here and how far, the step that all go to, and the end of the live part.
#[component]
pub fn LivePart(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let hosting = hosting(current);
    move || match hosting.get() {
        Hosting::NotLive => ().into_any(),
        Hosting::Here(host, steps) => view! { <Hosted current host steps/> }.into_any(),
        other => view! {
            <section class="card" id="live">
                <h2 class="card__title">{text.live_title()}</h2>
                <p role="status" id="live-link">{other_words(text, other)}</p>
            </section>
        }
        .into_any(),
    }
}

#[component]
fn Hosted(current: CurrentSession, host: HostLink, steps: Vec<String>) -> impl IntoView {
    let text = use_text();
    let link = RwSignal::from(host.link.clone());
    let seen = RwSignal::from(host.view.clone());
    let steps = StoredValue::new(steps);
    let host = StoredValue::new_local(host);
    let is_anonymous = current.read_now(Session::is_anonymous) == Some(true);
    let asks = RwSignal::new(false);
    let command = move |command| host.with_value(|host| host.command(command));
    // In a tab that only waits, nobody would do what is chosen.
    let is_idle = Memo::new(move |_| {
        let link = link.get();
        matches!(
            link,
            LinkState::Ended | LinkState::Elsewhere | LinkState::TakenOver
        )
    });
    let counts = move || {
        seen.with(|seen| {
            let presence = &seen.presence;
            let away = (0 < presence.away).then(|| text.live_away(presence.away));
            let parts = [
                Some(text.live_here(presence.here)),
                away,
                Some(text.live_handed_in(presence.handed_in)),
            ];
            parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        })
    };
    let places = move || {
        let places = seen.with(|seen| seen.presence.steps.clone()).into_iter();
        let places = places.map(|(step, count)| {
            let words = text.live_at_step(&step_name(text, steps, step), &count);
            view! { <li>{words}</li> }
        });
        places.collect_view()
    };
    let left_out = move || {
        let count = seen.with(|seen| seen.left_out.sum());
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        (0 < count)
            .then(|| view! { <p class="quiet" id="live-left-out">{text.live_left_out(count)}</p> })
    };
    let failure = move || {
        let reason = seen.with(|seen| seen.failure.clone())?;
        Some(view! { <p class="form__failure" role="alert">{text.live_not_stored(&reason)}</p> })
    };
    let is_closed = Memo::new(move |_| !is_idle.get() && seen.with(|seen| seen.is_closed));
    let toggle = move |_| command(HostCommand::Open(untrack(|| is_closed.get())));
    let close_label = move || {
        if is_closed.get() {
            text.live_open()
        } else {
            text.live_close()
        }
    };
    let closed = move || is_closed.get().then(|| text.live_is_closed());
    let controls = move || {
        (!is_idle.get()).then(|| {
            view! {
                <Pace seen steps command=Callback::new(command)/>
                <p class="actions">
                    <button class="button" type="button" id="live-close" on:click=toggle>{close_label}</button>
                    <button class="button button--quiet" type="button" id="live-end" on:click=move |_| asks.set(true)>
                        {text.live_end()}
                    </button>
                </p>
                <HandOver current/>
            }
        })
    };
    view! {
        <section class="card" id="live">
            <h2 class="card__title">{text.live_title()}</h2>
            <p role="status" id="live-link">{move || link_words(text, link.get())}</p>
            {failure}
            <p id="live-counts">{counts}</p>
            <p role="status" id="live-closed">{closed}</p>
            <ul class="names" id="live-steps">{places}</ul>
            {(!is_anonymous).then(|| view! { <Attendees seen steps/> })}
            {controls}
            {left_out}
        </section>
        <Confirm
            id="confirm-live-end"
            open=asks
            label=text.live_end()
            question=Signal::derive(move || text.live_end_question().to_owned())
            act=move |()| command(HostCommand::End)
        />
    }
}

/// The step that all go to.
#[component]
fn Pace(
    seen: RwSignal<HostView>,
    steps: StoredValue<Vec<String>>,
    command: Callback<HostCommand>,
) -> impl IntoView {
    let text = use_text();
    let chosen = Memo::new(move |_| seen.with(|seen| seen.step.unwrap_or(0)));
    let options = move || {
        let names = steps.get_value().into_iter();
        let own = std::iter::once(text.live_own_pace().to_owned());
        let options = own.chain(names).enumerate().map(|(at, name)| {
            let is_chosen = move || usize::from(chosen.get()) == at;
            view! { <option value=at.to_string() prop:selected=is_chosen>{name}</option> }
        });
        options.collect_view()
    };
    let choose = move |event| {
        let step = event_target_value(&event).parse::<u16>().ok();
        command.run(HostCommand::Step(step.filter(|step| 0 < *step)));
    };
    view! {
        <div class="field">
            <label class="field__label" for="live-pace">{text.live_pace()}</label>
            <p class="field__hint" id="live-pace-hint">{text.live_pace_hint()}</p>
            <select
                class="field__input"
                id="live-pace"
                aria-describedby="live-pace-hint"
                on:change=choose
            >
                {options}
            </select>
        </div>
    }
}

/// Those who gave a name.
#[component]
fn Attendees(seen: RwSignal<HostView>, steps: StoredValue<Vec<String>>) -> impl IntoView {
    let text = use_text();
    let attendees = Memo::new(move |_| seen.with(|seen| seen.attendees.clone()));
    let rows = move || {
        let rows = attendees.get().into_iter().map(|attendee| {
            let Attending {
                name,
                step,
                is_here,
                has_handed_in,
            } = attendee;
            let place = if has_handed_in {
                text.handed_in_label().to_owned()
            } else {
                step_name(text, steps, step)
            };
            let away = (!is_here).then(|| text.live_name_away());
            let words = [Some(place), away.map(str::to_owned)];
            let words = words.into_iter().flatten().collect::<Vec<_>>().join(" · ");
            view! { <li><bdi>{name.as_str().to_owned()}</bdi>" "<span class="quiet">{words}</span></li> }
        });
        rows.collect_view()
    };
    let none = move || {
        attendees
            .with(Vec::is_empty)
            .then(|| view! { <p class="quiet">{text.live_no_names()}</p> })
    };
    view! {
        <details class="fold" id="live-names">
            <summary>{text.live_names()}</summary>
            {none}
            <ul class="names">{rows}</ul>
        </details>
    }
}

fn link_words(text: Text, link: LinkState) -> &'static str {
    match link {
        LinkState::Connecting | LinkState::Waiting => text.live_connecting(),
        LinkState::Connected => text.live_connected(),
        LinkState::Unreachable => text.live_unreachable(),
        LinkState::Gone => text.live_gone(),
        LinkState::Elsewhere => text.live_elsewhere(),
        LinkState::Ended => text.live_ended(),
        LinkState::TakenOver => text.live_taken_over(),
    }
}

fn other_words(text: Text, hosting: Hosting) -> String {
    match hosting {
        Hosting::WithoutKeys => text.live_without_keys().to_owned(),
        Hosting::Failed(reason) => text.live_not_begun(&reason),
        _ => text.live_connecting().to_owned(),
    }
}

/// The names of the steps, as phones count them from 1: time points, the end of rating, tasks, the check.
fn steps_of(text: Text, case: &Case) -> Vec<String> {
    let points = (1..=case.points.len()).map(|number| text.live_point(&number));
    let closing = case.tells_scores().then(|| text.ratings_close().to_owned());
    let tasks = (1..=case.tasks.len()).map(|number| text.task_number(&number));
    let check = text.check_your_answers().to_owned();
    points.chain(closing).chain(tasks).chain([check]).collect()
}

/// The name of a step that a phone has told.
fn step_name(text: Text, steps: StoredValue<Vec<String>>, step: u16) -> String {
    let names = steps.get_value();
    match usize::from(step).checked_sub(1) {
        None => text.live_at_start().to_owned(),
        Some(at) => names
            .get(at)
            .cloned()
            .unwrap_or_else(|| text.live_at_end().to_owned()),
    }
}
