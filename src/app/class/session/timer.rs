//! The class's remaining time, large enough for the whole room.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::CurrentSession;
use crate::{
    app::{
        components::{Dialog, FormState, Lookup, TextField, exercise_of_session, sources},
        state::use_text,
    },
    domain::classroom::{Session, Timer},
    platform,
};

const TICK: Duration = Duration::from_secs(1);

/// The timer of a session, and its buttons.
#[component]
pub fn TimerPart(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let timer = Memo::new(move |_| current.read(|session| session.timer));
    let now = RwSignal::new(platform::whole_millis());
    let left = Memo::new(move |_| {
        let now = now.get();
        timer.get().map_or(0, |timer| timer.seconds_left(now))
    });
    let is_running = Memo::new(move |_| timer.get().is_some_and(Timer::is_running));
    let is_over = Memo::new(move |_| is_running.get() && left.get() == 0);
    Effect::new(move || {
        now.set(platform::whole_millis());
        if !is_running.get() || is_over.get() {
            return;
        }
        let tick = move || _ = now.try_set(platform::whole_millis());
        if let Ok(ticking) = set_interval_with_handle(tick, TICK) {
            on_cleanup(move || ticking.clear());
        }
    });
    let change = move |edit: fn(Timer, u64) -> Timer| {
        let at = platform::whole_millis();
        now.set(at);
        spawn_local(async move {
            let edit = move |session: &mut Session| {
                session.timer = edit(session.timer, at);
            };
            current.edit_or_toast(edit).await;
            now.try_set(platform::whole_millis());
        });
    };
    let toggle = move |_| {
        if untrack(|| is_running.get() && !is_over.get()) {
            change(Timer::paused);
        } else {
            change(Timer::started);
        }
    };
    let label = move || {
        if is_running.get() && !is_over.get() {
            text.timer_pause()
        } else {
            text.timer_start()
        }
    };
    let shown = move || text.minutes_and_seconds(left.get());
    let asks = RwSignal::new(false);
    view! {
        <section class="timer" aria-label=text.timer() data-over=move || is_over.get().then_some("true")>
            <p class="timer__left" role="timer" id="time-left">{shown}</p>
            <p class="timer__over" role="status" id="time-over">
                {move || is_over.get().then(|| text.time_is_over())}
            </p>
            <p class="actions timer__actions">
                <button class="button" type="button" id="timer-toggle" on:click=toggle>{label}</button>
                <button
                    class="button"
                    type="button"
                    id="timer-longer"
                    on:click=move |_| change(Timer::minute_longer)
                >
                    {text.timer_longer()}
                </button>
                <button
                    class="button"
                    type="button"
                    id="timer-reset"
                    on:click=move |_| asks.set(true)
                >
                    {text.timer_reset()}
                </button>
            </p>
            <Dialog open=asks title=text.timer_reset().to_owned()>
                <ResetForm current asks/>
            </Dialog>
        </section>
    }
}

/// Asks for the minutes to set the timer to.
#[component]
fn ResetForm(current: CurrentSession, asks: RwSignal<bool>) -> impl IntoView {
    const MOST: u16 = 600;
    let state = FormState::new();
    let minutes = RwSignal::new(String::new());
    let (store, text, built_in) = sources();
    let usual = Memo::new(move |_| {
        let exercise = current.read(|session| exercise_of_session(store, text, built_in, session));
        match exercise? {
            Lookup::Found(exercise) => Some(exercise.case().minutes.to_string()),
            Lookup::Loading | Lookup::Failed(_) => None,
        }
    });
    Effect::new(move || minutes.set(usual.get().unwrap_or_default()));
    let reset = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        state.clear();
        let typed = match minutes.get_untracked().trim().parse::<u16>() {
            Ok(number @ 1..=MOST) => Ok(number),
            _ => Err(()),
        };
        let Some(minutes) = state.accept("reset-minutes", typed, |()| text.count_error(&MOST))
        else {
            return;
        };
        asks.set(false);
        spawn_local(current.edit_or_toast(move |session| {
            session.timer = Timer::of_minutes(minutes);
        }));
    };
    view! {
        <form novalidate on:submit=reset>
            <TextField
                name="reset-minutes"
                label=text.minutes_to_work()
                value=minutes
                state
                input_mode="numeric"
            />
            <p class="actions">
                <button class="button button--primary" type="submit" id="confirm-timer">
                    {text.timer_reset()}
                </button>
            </p>
        </form>
    }
}
