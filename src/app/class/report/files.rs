//! The report's files.

use leptos::prelude::*;

use crate::{
    app::{
        class::results::{CurrentResults, Results},
        components::SaveOrCopy,
        state::use_text,
    },
    exchange::{points_csv, trainees_csv},
};

/// Two tables, and the definitions beside them.
#[component]
pub fn ReportFiles(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    // The day of the session, so that the files of several lie in order.
    let made = move || {
        results
            .get_untracked()
            .map(|it| it.session.made.to_string())
    };
    let file = move |what: &str| {
        let made = made().unwrap_or_default();
        format!("trust-velocity-class-{made}-{what}")
    };
    let csv = move |write: &dyn Fn(&Results) -> String| {
        results.with_untracked(|it| it.as_ref().map_or_else(String::new, |it| write(it)))
    };
    let points = move || csv(&|it| points_csv(&it.session, &it.board, &text));
    let trainees = move || csv(&|it| trainees_csv(&it.session, &it.board, &text));
    view! {
        <section class="report__tools" id="report-files">
            <h2 class="section__title">{text.as_files()}</h2>
            <h3 class="report__subtitle">{text.points_file()}</h3>
            <SaveOrCopy
                id="points"
                save=text.save_points_file()
                file_name=file("points.csv")
                content=points
            />
            <h3 class="report__subtitle">{text.trainees_file()}</h3>
            <SaveOrCopy
                id="trainees"
                save=text.save_points_file()
                file_name=file("trainees.csv")
                content=trainees
            />
            <h3 class="report__subtitle">{text.figures_file()}</h3>
            <SaveOrCopy
                id="figures"
                save=text.save_figures_file()
                file_name=file("figures.txt")
                content=move || text.figures_text()
                media_type="text/plain;charset=utf-8"
            />
        </section>
    }
}
