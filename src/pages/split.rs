//! The pages that lie in a second WebAssembly file, fetched when the first of them is opened.
//!
//! The list of clients is in the first file, so that it is there soon; `./dev build` splits the two.
//! Natively, and where nothing was split, the pages are simply there.
// The split point is a foreign function of the first file.
#![allow(unsafe_code)]
// Where the file cannot be fetched, wasm_split returns the error in the place of the page.
#![allow(clippy::unnecessary_wraps)]

use std::{
    pin::pin,
    task::{Context, Poll, Waker},
};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::{
    AnswersPage, AskPage, AssessmentPage, BreachPage, ClientFormPage, ClientPage, ContactPage,
    DataPage, DataPartPage, DetailedRatingPage, HelpPage, InvitationPage, LockScreen, MorePage,
    MyselfPage, NotFoundPage, QuestionnairePage, RatingPage, SettingsPage, StagePage,
};
use crate::{domain::RecordKind, route::Route, state::use_text};

/// Whether the second file is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Not asked for yet, or on its way.
    NotYet,
    /// Here.
    Here,
    /// It could not be fetched.
    Failed,
}

/// Whether the second file is here, for the whole app.
#[derive(Clone, Copy)]
pub struct FetchedPages(pub RwSignal<Fetched>);

/// What the second file shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The page of a route.
    Page(Route),
    /// The closed door.
    LockScreen,
}

/// What is to be shown, once the file of the pages has been fetched.
#[component]
pub fn SplitPage(shown: Shown) -> impl IntoView {
    let text = use_text();
    let FetchedPages(fetched) = expect_context();
    let fetch = move || {
        spawn_local(async move {
            let here = fetch_pages().await.is_ok();
            fetched.set(if here { Fetched::Here } else { Fetched::Failed });
        });
    };
    if untrack(|| fetched.get()) == Fetched::NotYet {
        fetch();
    }
    let retry = move |_| {
        fetched.set(Fetched::NotYet);
        fetch();
    };
    move || {
        match fetched.get() {
        Fetched::Here => at_once(page(shown)).and_then(Result::ok),
        Fetched::NotYet => {
            Some(view! { <p class="page quiet" role="status">{text.loading()}</p> }.into_any())
        }
        Fetched::Failed => Some(
            view! {
                <div class="page">
                    <p role="alert">{text.page_not_fetched()}</p>
                    <p><button class="button" type="button" on:click=retry>{text.retry()}</button></p>
                </div>
            }
            .into_any(),
        ),
    }
    }
}

/// What a future gives when it is asked but once: the file is here, so the page is made at once, in
/// the place of the page that asked for it.
fn at_once<T>(future: impl Future<Output = T>) -> Option<T> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Some(value),
        Poll::Pending => None,
    }
}

#[wasm_split(pages, preload(fetch_pages), fallible)]
fn page(shown: Shown) -> Result<AnyView, SplitLoaderError> {
    let route = match shown {
        Shown::Page(route) => route,
        Shown::LockScreen => return Ok(view! { <LockScreen/> }.into_any()),
    };
    Ok(match route {
        Route::Clients | Route::NewClient => view! { <ClientFormPage/> }.into_any(),
        Route::Client(id) => view! { <ClientPage id/> }.into_any(),
        Route::EditClient(id) => view! { <ClientFormPage id/> }.into_any(),
        Route::Record(client, kind, entry) => match kind {
            RecordKind::Rating => view! { <RatingPage client entry/> }.into_any(),
            RecordKind::Contact => view! { <ContactPage client entry/> }.into_any(),
            RecordKind::Breach => view! { <BreachPage client entry/> }.into_any(),
            RecordKind::Stage => view! { <StagePage client entry/> }.into_any(),
            RecordKind::Request => view! { <AskPage client entry/> }.into_any(),
        },
        Route::More => view! { <MorePage/> }.into_any(),
        Route::Settings => view! { <SettingsPage/> }.into_any(),
        Route::Help(section) => view! { <HelpPage section/> }.into_any(),
        Route::Data => view! { <DataPage/> }.into_any(),
        Route::DataPart(part) => view! { <DataPartPage part/> }.into_any(),
        Route::DetailedRating(client) => view! { <DetailedRatingPage client/> }.into_any(),
        Route::Myself => view! { <MyselfPage/> }.into_any(),
        Route::Questionnaire(form, occasion) => {
            view! { <QuestionnairePage form occasion/> }.into_any()
        }
        Route::Assessment(id) => view! { <AssessmentPage id/> }.into_any(),
        Route::Invitation => view! { <InvitationPage/> }.into_any(),
        Route::Answers => view! { <AnswersPage/> }.into_any(),
        Route::NotFound => view! { <NotFoundPage/> }.into_any(),
    })
}
