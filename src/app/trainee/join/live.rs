//! A live session on a trainee's phone: it hands in by itself, and the key opens by itself.
//!
//! Invariants: it says “received” only once the trainer's browser has said that the answers are saved; the
//! way by code stays beside it; a phone that cannot take part says so, and works as in any session.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::Attending;
use crate::{
    app::{
        live::{LinkState, PhoneLink, PhoneStart, drivers},
        state::{use_store, use_text},
        trainee::attempt::{AttemptState, Progress, Step, show_top},
    },
    domain::{
        EntryId,
        classroom::Round,
        exercise::{Case, Exercise},
        live::{Channel, KeyPair},
    },
    exchange::{link::Assignment, sealed::Sealed},
    live::{Place, State, Status},
    platform::crypto,
};

/// The phone's part of a live session.
#[derive(Clone, Copy)]
pub struct Live {
    /// The id of the trainee's submission, which the phone's key gives.
    id: EntryId,
    /// The pair that the phone signs with.
    key: StoredValue<KeyPair>,
    phone: PhoneLink,
    /// How often somebody else took the phone, and the round that the class was in.
    taken: RwSignal<(u32, Round)>,
}

/// Takes part in a live session: with the phone's keys, or without if there are none to be had.
#[component]
pub fn LiveAttending(
    channel: Channel,
    assignment: Assignment,
    case: Case,
    exercise: Option<Exercise>,
) -> impl IntoView {
    let taken = RwSignal::new((0, assignment.round));
    move || {
        let (takers, round) = taken.get();
        let start = PhoneStart {
            session: assignment.session,
            channel,
            round,
            is_someone_else: 0 < takers,
        };
        let (assignment, case, exercise) = (assignment.clone(), case.clone(), exercise.clone());
        view! { <WithKeys start taken assignment case exercise/> }
    }
}

#[component]
fn WithKeys(
    start: PhoneStart,
    taken: RwSignal<(u32, Round)>,
    assignment: Assignment,
    case: Case,
    exercise: Option<Exercise>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let phone = PhoneLink::new(start.round);
    let begun = RwSignal::new(None::<Result<KeyPair, String>>);
    spawn_local(async move {
        let pair = match drivers().await {
            Ok(drivers) => drivers.begin_phone(store, phone, start).await,
            Err(_) => Err(text.page_not_fetched().to_owned()),
        };
        // The page may be gone by now.
        begun.try_set(Some(pair));
    });
    move || {
        let (assignment, case, exercise) = (assignment.clone(), case.clone(), exercise.clone());
        match begun.get() {
            None => {
                let words = text.live_phone_connecting();
                view! { <p class="page quiet" role="status">{words}</p> }.into_any()
            }
            Some(Ok(pair)) => {
                let live = Live {
                    id: pair.public.id(),
                    key: StoredValue::new(pair),
                    phone,
                    taken,
                };
                // Each round is an attempt of its own, which begins when the trainer begins it.
                let round = move || {
                    let assignment = Assignment {
                        round: phone.round.get(),
                        ..assignment.clone()
                    };
                    let (case, exercise) = (case.clone(), exercise.clone());
                    view! { <Attending assignment case exercise live/> }
                };
                round.into_any()
            }
            Some(Err(reason)) => view! {
                <p class="banner banner--warning" role="alert" id="live-failed">
                    {text.live_phone_failed(&reason)}
                </p>
                <Attending assignment case exercise/>
            }
            .into_any(),
        }
    }
}

impl Live {
    /// Tells the phone's driver how far an attempt is and what was handed in, and goes where the trainer
    /// leads and no further, once the attempt is there.
    pub fn follow(self, attempt: AttemptState, is_ready: RwSignal<bool>) {
        let phone = self.phone;
        Effect::new(move || {
            if !is_ready.get() {
                return;
            }
            // Begun before the phone was connected, or by the one who had it before.
            let is_other = |it: &Progress| it.submission.id != self.id || it.key.is_none();
            if attempt.progress.with_untracked(is_other) {
                attempt.take_key(self.key.get_value());
            }
            let step = attempt.place();
            let (place, handed) = attempt.progress.with(|progress| {
                let place = Place {
                    step,
                    answered: progress.answered(),
                    name: progress.submission.name.clone(),
                };
                (place, progress.handed.clone())
            });
            phone.place.set(Some(place));
            let earlier = attempt.earlier.get();
            for handed in [earlier, handed].into_iter().flatten() {
                let round = handed.round as usize;
                if phone
                    .handed
                    .with_untracked(|known| known[round].as_ref() != Some(&handed))
                {
                    phone.handed.update(|known| known[round] = Some(handed));
                }
            }
        });
        let lead = Memo::new(move |_| phone.state.with(|state| state.as_ref()?.step));
        Effect::new(move || {
            if !is_ready.get() {
                return;
            }
            attempt.led.set(lead.get());
            if let Some(place) = lead.get() {
                attempt.lead_to(place);
            }
        });
    }

    /// Opens the key when the trainer reveals it.
    pub fn open_when_revealed(
        self,
        attempt: AttemptState,
        sealed: Sealed,
        check: Callback<String, Result<(), String>>,
    ) {
        let code = self.code();
        Effect::new(move || {
            let is_closed = attempt.progress.with_untracked(|it| it.secret.is_none());
            let Some(code) = code.get().filter(|_| is_closed) else {
                return;
            };
            let sealed = sealed.clone();
            spawn_local(async move {
                // A code that does not open it is typed by hand, and the form says what is wrong.
                let Ok(secret) = crypto::open_text(&sealed, &code).await else {
                    return;
                };
                // The page may be gone by now.
                if check
                    .try_run(secret.clone())
                    .is_some_and(|fits| fits.is_ok())
                {
                    attempt.edit(|progress| progress.secret = Some(secret));
                    show_top();
                }
            });
        });
    }

    /// Takes new keys, for somebody else.
    pub fn renew(self) {
        let round = self.phone.round.get_untracked();
        self.taken.update(|taken| *taken = (taken.0 + 1, round));
    }

    /// Whether the trainer takes no answers now.
    fn is_closed(self) -> Memo<bool> {
        let state = self.phone.state;
        let closed = |state: &State| !state.is_open && !state.is_ended;
        Memo::new(move |_| state.with(|state| state.as_ref().is_some_and(closed)))
    }

    /// The reveal code, once the trainer has revealed.
    fn code(self) -> Memo<Option<String>> {
        let state = self.phone.state;
        Memo::new(move |_| {
            state.with(|state| {
                let code = state.as_ref()?.reveal.as_ref()?;
                Some(code.as_str().to_owned())
            })
        })
    }

    /// Whether what was handed in is this phone's, and not from before it was connected.
    fn hands_in(self, attempt: AttemptState) -> bool {
        attempt.progress.with(|it| it.submission.id == self.id)
    }
}

/// The connection in a few words, over every page of the attempt.
#[component]
pub fn LiveNote(live: Live, attempt: AttemptState) -> impl IntoView {
    let text = use_text();
    let link = live.phone.link;
    let code = live.code();
    let step = attempt.step();
    let words = move || match link.get() {
        LinkState::Connecting | LinkState::Elsewhere | LinkState::TakenOver => {
            text.live_phone_connecting()
        }
        LinkState::Waiting => text.live_phone_waiting(),
        LinkState::Connected => text.live_phone_connected(),
        LinkState::Unreachable => text.live_phone_unreachable(),
        LinkState::Gone => text.live_phone_gone(),
        LinkState::Ended => text.live_phone_ended(),
    };
    let revealed = move || {
        let is_waiting = code.get().is_some() && step.get() != Step::Finished;
        is_waiting.then(
            || view! { " "<strong id="live-revealed">{text.live_revealed_meanwhile()}</strong> },
        )
    };
    let is_closed = live.is_closed();
    let closed = move || {
        is_closed
            .get()
            .then(|| view! { " "<strong id="live-closed">{text.live_phone_closed()}</strong> })
    };
    // Not within the status, which would read out each second.
    let time_left = live.phone.time_left;
    let time = move || {
        let (seconds, is_running) = time_left.get()?;
        let words = match (seconds, is_running) {
            (0, true) => text.time_is_over().to_owned(),
            (seconds, true) => text.live_time_left(&text.minutes_and_seconds(seconds)),
            (seconds, false) => text.live_time_stands(&text.minutes_and_seconds(seconds)),
        };
        Some(view! { <p class="live-note" role="timer" id="live-time">{words}</p> })
    };
    view! {
        <p class="live-note" role="status" id="live-note">{words}{revealed}{closed}</p>
        {time}
    }
}

/// Whether the trainer has the answers, and the way by code beside it.
#[component]
pub fn HandedLive<V: IntoView + 'static>(
    live: Live,
    attempt: AttemptState,
    /// The way by code.
    by_code: impl Fn() -> V + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let text = use_text();
    let (link, status) = (live.phone.link, live.phone.status);
    let round = attempt.progress.with_untracked(|it| it.submission.round) as usize;
    let is_received = Memo::new(move |_| matches!(status.get()[round], Status::Received { .. }));
    let is_closed = live.is_closed();
    let words = move || {
        if !live.hands_in(attempt) {
            return text.live_phone_failed(&text.live_other_answers());
        }
        match (is_received.get(), link.get()) {
            (true, _) => text.live_received().to_owned(),
            (false, _) if is_closed.get() => text.live_handed_closed().to_owned(),
            (false, LinkState::Connected) => text.live_sending().to_owned(),
            (false, LinkState::Gone) => text.live_phone_gone().to_owned(),
            (false, LinkState::Ended) => text.live_phone_ended().to_owned(),
            (false, _) => text.live_keeps_trying().to_owned(),
        }
    };
    let next = move || {
        is_received
            .get()
            .then(|| view! { <p>{text.live_received_what()}</p> })
    };
    let code = move || {
        let code = by_code();
        if is_received.get() {
            view! {
                <details class="fold" id="live-code">
                    <summary>{text.live_show_code()}</summary>
                    {code}
                </details>
            }
            .into_any()
        } else {
            code.into_any()
        }
    };
    let received = move || is_received.get().then_some("true");
    view! {
        <section class="card">
            <p class="live-status" role="status" id="live-status" data-received=received>{words}</p>
            {next}
            {code}
        </section>
    }
}
