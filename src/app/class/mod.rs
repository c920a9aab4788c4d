//! The trainer's pages: exercises and sessions.
//!
//! Invariant: before a session is revealed, no page shows an answer or an answer key.

mod begin;
mod board;
mod code_button;
mod collect;
mod edit;
mod exercise;
mod guide;
mod home;
mod import_exercise;
mod print_button;
mod report;
mod results;
mod screen;
mod session;
mod sheet;

use leptos::prelude::*;

use crate::route::{Route, SessionPart, Sheet};

/// The page of a route of the class, among those in this wasm file.
pub fn class_page(route: Route) -> AnyView {
    match route {
        Route::Exercise(id) => view! { <exercise::ExercisePage id/> }.into_any(),
        Route::NewExercise => view! { <edit::EditPage/> }.into_any(),
        Route::EditExercise(id) => view! { <edit::EditPage id/> }.into_any(),
        Route::NewSession(id) => view! { <begin::BeginPage id/> }.into_any(),
        Route::Session(id, part) => match part {
            SessionPart::Join => view! { <session::SessionPage id/> }.into_any(),
            SessionPart::Collect => view! { <collect::CollectPage id/> }.into_any(),
            SessionPart::Board => view! { <board::BoardPage id/> }.into_any(),
            SessionPart::Report => view! { <report::ReportPage id/> }.into_any(),
        },
        Route::Sheet(id, Sheet::Trainer) => view! { <sheet::TrainersSheetPage id/> }.into_any(),
        Route::Sheet(id, Sheet::Paper) => view! { <sheet::PaperSheetPage id/> }.into_any(),
        Route::TrainersGuide(name) => view! { <guide::GuidePage name/> }.into_any(),
        Route::ImportExercise => view! { <import_exercise::ImportExercisePage/> }.into_any(),
        Route::Screen => view! { <screen::ScreenPage/> }.into_any(),
        _ => view! { <home::HomePage/> }.into_any(),
    }
}
