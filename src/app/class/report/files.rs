//! The report's files.

use leptos::prelude::*;

use crate::{
    app::{
        class::results::{CurrentResults, Results},
        components::SaveOrCopy,
        state::use_text,
    },
    exchange::{points_csv, rounds_csv, trainees_csv},
    i18n::Text,
};

const CSV: &str = "text/csv;charset=utf-8";

/// A file of the report.
struct File {
    id: &'static str,
    title: &'static str,
    save: &'static str,
    /// The end of its name.
    ending: &'static str,
    media_type: &'static str,
    content: fn(&Results, Text) -> String,
}

/// The tables, and the definitions of their figures.
#[component]
pub fn ReportFiles(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    // The date of the session, so that the files of several sessions sort by date.
    let made = results.with_untracked(|it| it.as_ref().map(|it| it.session.made.to_string()));
    let made = made.unwrap_or_default();
    let has_rounds = Memo::new(move |_| {
        results.with(|it| {
            it.as_ref()
                .is_some_and(|it| it.board.both_rounds().is_some())
        })
    });
    let part = move |file: File| {
        let made = made.clone();
        let content = move || {
            let write = |it: &_| (file.content)(it, text);
            results.with_untracked(|it| it.as_deref().map(write).unwrap_or_default())
        };
        view! {
            <h3 class="report__subtitle">{file.title}</h3>
            <SaveOrCopy
                id=file.id
                save=file.save
                file_name=format!("trust-velocity-class-{made}-{}", file.ending)
                content
                media_type=file.media_type
            />
        }
    };
    view! {
        <section class="report__tools" id="report-files">
            <h2 class="section__title">{text.as_files()}</h2>
            {files(text).map(part.clone()).collect_view()}
            {move || has_rounds.get().then(|| part(rounds_file(text)))}
        </section>
    }
}

/// The file of a class that voted twice.
fn rounds_file(text: Text) -> File {
    File {
        id: "rounds",
        title: text.rounds_file(),
        save: text.save_points_file(),
        ending: "rounds.csv",
        media_type: CSV,
        content: |it, text| rounds_csv(&it.session, &it.board, &text),
    }
}

fn files(text: Text) -> [File; 3] {
    [
        File {
            id: "points",
            title: text.points_file(),
            save: text.save_points_file(),
            ending: "points.csv",
            media_type: CSV,
            content: |it, text| points_csv(&it.session, &it.board, &text),
        },
        File {
            id: "trainees",
            title: text.trainees_file(),
            save: text.save_points_file(),
            ending: "trainees.csv",
            media_type: CSV,
            content: |it, text| trainees_csv(&it.session, &it.board, &text),
        },
        File {
            id: "figures",
            title: text.figures_file(),
            save: text.save_figures_file(),
            ending: "figures.txt",
            media_type: "text/plain;charset=utf-8",
            content: |_, text| text.figures_text(),
        },
    ]
}
