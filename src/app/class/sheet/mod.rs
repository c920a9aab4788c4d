//! An exercise on paper: what its trainer needs to know, and what trainees without phones fill in.

mod paper;
mod trainer;

use leptos::prelude::*;

use super::{
    super::components::{exercise_of, page_about, sources},
    print_button::PrintButton,
};
use crate::{
    app::{components::BackLink, state::use_text},
    domain::exercise::{Exercise, ExerciseId},
    i18n::Text,
    route::Route,
};

pub use paper::PaperSheetPage;
pub use trainer::TrainersSheetPage;

/// A sheet of an exercise, once that is here.
fn sheet_page(
    id: ExerciseId,
    hint: fn(Text) -> &'static str,
    sheet: impl Fn(Exercise) -> AnyView + Send + Sync + Copy + 'static,
) -> impl IntoView {
    let (store, text, built_in) = sources();
    page_about(
        move || exercise_of(store, text, built_in, id, store.language()),
        move |exercise| {
            let title = exercise.case().title.as_str().to_owned();
            view! {
                <article class="page sheet" id="sheet">
                    <p class="sheet__tools"><BackLink to=Route::Exercise(id) label=title/></p>
                    <div class="sheet__tools">
                        <p class="quiet">{hint(use_text())}</p>
                        <PrintButton/>
                    </div>
                    {sheet(exercise)}
                </article>
            }
        },
    )
}

/// The title of an exercise, after the kind of sheet.
#[component]
fn SheetTitle(kind: &'static str, title: String) -> impl IntoView {
    view! {
        <h1 class="page__title" tabindex="-1">
            <span class="quiet">{kind}</span>" "<bdi>{title}</bdi>
        </h1>
    }
}
