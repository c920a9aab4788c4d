//! The screen for the projector that shows how to join a session.

use leptos::prelude::*;

use super::{
    Count, CurrentSession, SessionNav,
    former::Former,
    live::{LivePart, is_live},
    manage::Keep,
    reveal::{RevealPart, ShownCode},
    screen_link::ScreenLinkPart,
    second_round::{SecondRoundNote, SecondRoundPart, payload_of},
    session_page,
    submitted::Submitted,
    timer::TimerPart,
};
use crate::{
    app::{
        components::{Dialog, QrCode, ToSend},
        state::use_text,
    },
    domain::{
        EntryId,
        classroom::{Round, Session},
    },
    exchange::qr,
    platform,
    route::{Route, SessionPart},
};

/// How to join a session, and who has submitted.
#[component]
pub fn SessionPage(id: EntryId) -> impl IntoView {
    session_page(id, |current| view! { <JoinScreen current/> })
}

#[component]
fn JoinScreen(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(false);
    let title = move || current.read(|session| session.title.as_str().to_owned());
    let is_revealed = Memo::new(move |_| current.read(|session| session.is_revealed) == Some(true));
    let revealed_note = if current.read_now(is_live) == Some(true) {
        text.live_revealed()
    } else {
        text.revealed_note()
    };
    // The usual next step; the parts above lead to all.
    let next = move || {
        let (part, words) = if is_revealed.get() {
            (SessionPart::Board, text.part_board())
        } else {
            (SessionPart::Collect, text.collect())
        };
        let route = Route::Session(current.id, part).to_string();
        view! { <a class="button button--primary" href=route id="next-part">{words}</a> }
    };
    view! {
        <div class="page session">
            <SessionNav id=current.id part=SessionPart::Join/>
            <h1 class="page__title session__title" tabindex="-1"><bdi>{title}</bdi></h1>
            <ShownCode current shown/>
            <SecondRoundNote current/>
            <Screen current/>
            <LivePart current/>
            <p class="session__note" role="status" id="revealed-note">
                {move || is_revealed.get().then_some(revealed_note)}
            </p>
            <p class="actions">
                {next}
                <SecondRoundPart current/>
                <RevealPart current shown/>
            </p>
            <Submitted current/>
            <Former current/>
            <Link current/>
            <ScreenLinkPart current/>
            <Keep current/>
        </div>
    }
}

/// The part that the whole room should be able to read.
#[component]
fn Screen(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let link = Memo::new(move |_| link(current));
    let is_several = move || qr::codes(&link.get()).is_ok_and(|codes| 1 < codes.len());
    let is_anonymous = current.read_now(Session::is_anonymous);
    let name_step = if is_anonymous == Some(true) {
        text.step_work_anonymous()
    } else {
        text.step_work_named()
    };
    let is_live = current.read_now(is_live) == Some(true);
    let [hand_in_step, hand_in_again_step] = if is_live {
        [text.live_step_hand_in(); 2]
    } else {
        [text.step_hand_in(), text.step_hand_in_again()]
    };
    let round = Memo::new(move |_| current.read(Session::round));
    let steps = move || {
        let is_second = round.get() == Some(Round::Second);
        let first = match (is_several(), is_second) {
            (_, true) if is_live => text.live_step_again().to_owned(),
            (true, false) => text.step_scan_within(&platform::address()),
            (true, true) => text.step_scan_again_within(&platform::address()),
            (false, false) => text.step_scan().to_owned(),
            (false, true) => text.step_scan_again().to_owned(),
        };
        let [work, hand_in] = if is_second {
            [text.step_revise(), hand_in_again_step]
        } else {
            [name_step, hand_in_step]
        };
        [first, work.to_owned(), hand_in.to_owned()].map(|step| view! { <li>{step}</li> })
    };
    let is_large = RwSignal::new(false);
    view! {
        <Dialog open=is_large title=text.join_code_title()>
            <div class="large-code"><QrCode shown=link/></div>
        </Dialog>
        <div class="session__screen">
            <div class="session__code" id="join-code">
                <QrCode shown=link/>
                <p>
                    <button class="button" type="button" id="code-large" on:click=move |_| is_large.set(true)>
                        {text.large_join_code()}
                    </button>
                </p>
            </div>
            <div class="session__side">
                {platform::is_file().then(|| view! { <p class="form__failure">{text.link_of_file()}</p> })}
                <ol class="session__steps">{steps}</ol>
                <Count current/>
                <TimerPart current/>
            </div>
        </div>
    }
}

/// The link for phones without a camera.
#[component]
fn Link(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let link = Memo::new(move |_| link(current));
    let to_send = move || {
        let link = link.get();
        let title = current.read_now(|session| text.join_message(session, &link));
        view! { <ToSend id="join" message=title.unwrap_or_default() link/> }
    };
    view! {
        <details class="fold" id="join-link">
            <summary>{text.link_without_camera()}</summary>
            {to_send}
        </details>
    }
}

fn link(current: CurrentSession) -> String {
    let payload = current.read(payload_of);
    let payload = payload.unwrap_or_default();
    format!("{}{}/{payload}", platform::address(), Route::Join)
}
