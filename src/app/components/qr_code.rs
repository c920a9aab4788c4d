//! A text as a QR code, or as several codes that alternate.

use std::time::Duration;

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    exchange::qr::{Matrix, QUIET, codes},
    platform,
};

/// How long each of several codes is shown.
const TURN: Duration = Duration::from_millis(700);

/// Shows a text as QR codes: dark on white in both themes, as readers expect.
#[component]
pub fn QrCode(
    /// The text to show.
    #[prop(into)]
    shown: Signal<String>,
) -> impl IntoView {
    let text = use_text();
    move || match codes(&shown.get()) {
        Ok(codes) if codes.len() == 1 => {
            let codes = codes
                .iter()
                .map(|code| view! { <Code code label=text.qr_code().to_owned()/> });
            view! { <div class="qr">{codes.collect_view()}</div> }.into_any()
        }
        Ok(codes) => view! { <Turns codes/> }.into_any(),
        Err(error) => {
            view! { <p class="banner banner--warning">{text.qr_error(error)}</p> }.into_any()
        }
    }
}

#[component]
fn Code<'a>(code: &'a Matrix, label: String) -> impl IntoView + use<> {
    let side = code.size() + 2 * QUIET;
    view! {
        <svg class="qr__code" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label>
            <path d=code.path()></path>
        </svg>
    }
}

/// Several codes in turn, by a timer or by hand.
#[component]
fn Turns(codes: Vec<Matrix>) -> impl IntoView {
    let text = use_text();
    let of = codes.len();
    let at = RwSignal::new(0);
    let runs = RwSignal::new(!platform::wants_less_motion());
    let turn = move || {
        if untrack(|| runs.get()) {
            at.update(|at| *at = (*at + 1) % of);
        }
    };
    if let Ok(timer) = set_interval_with_handle(turn, TURN) {
        on_cleanup(move || timer.clear());
    }
    let step = move |by: usize| {
        runs.set(false);
        at.update(|at| *at = (*at + by) % of);
    };
    let code = move || {
        let at = at.get();
        let label = text.qr_code_of(&(at + 1), &of);
        codes.get(at).map(|code| view! { <Code code label/> })
    };
    let run_label = move || {
        if runs.get() {
            text.qr_pause()
        } else {
            text.qr_go_on()
        }
    };
    view! {
        <div class="qr">
            <p>{text.qr_several(&of)}</p>
            {code}
            <p class="qr__count">{move || at.get() + 1}" / "{of}</p>
            <div class="actions qr__actions">
                <button class="button" type="button" on:click=move |_| step(of - 1)>{text.qr_previous()}</button>
                <button class="button" type="button" on:click=move |_| runs.update(|runs| *runs = !*runs)>
                    {run_label}
                </button>
                <button class="button" type="button" on:click=move |_| step(1)>{text.qr_next()}</button>
            </div>
        </div>
    }
}
