//! The report: a page to print, and files for a spreadsheet.

mod files;
mod rounds;
mod tables;

use leptos::prelude::*;

use self::{
    files::ReportFiles,
    rounds::RoundsTables,
    tables::{ClassTables, PointTables, TaskTables, TraineeTable},
};
use super::{
    print_button::PrintButton,
    results::{CurrentResults, results_page},
};
use crate::{
    app::{components::GlossaryLinks, state::use_text},
    domain::{EntryId, classroom::Session},
    i18n::{GlossaryEntry, Text},
    route::SessionPart,
};

/// The report of a session.
#[component]
pub fn ReportPage(id: EntryId) -> impl IntoView {
    results_page(
        id,
        SessionPart::Report,
        move |results| view! { <Report results/> },
    )
}

#[component]
fn Report(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let head = move || Some(view! { <ReportHead session=results.get()?.session.clone()/> });
    let has_names = move || results.get().is_some_and(|it| !it.session.is_anonymous());
    let definitions = text
        .figure_definitions()
        .into_iter()
        .map(|(name, meaning)| {
            view! {
                <div>
                    <dt>{name}</dt>
                    <dd>{meaning}</dd>
                </div>
            }
        });
    view! {
        <article class="page report" id="report">
            <h1 class="page__title" tabindex="-1">{text.report()}</h1>
            <div class="report__tools">
                <p class="quiet">{text.report_hint()}</p>
                <p>{move || has_names().then(|| text.report_has_names())}</p>
                <PrintButton/>
                <GlossaryLinks entries=&[GlossaryEntry::Key, GlossaryEntry::Agreement, GlossaryEntry::MeanError, GlossaryEntry::StandardDeviation]/>
            </div>
            <ReportFiles results/>
            {head}
            <ClassTables results/>
            <RoundsTables results/>
            <PointTables results/>
            <TaskTables results/>
            <TraineeTable results/>
            <section class="report__section" id="definitions">
                <h2 class="section__title">{text.figures_defined()}</h2>
                <dl class="report__definitions">{definitions.collect_view()}</dl>
            </section>
        </article>
    }
}

/// The title and the date of the session.
#[component]
fn ReportHead(session: Session) -> impl IntoView {
    let text = use_text();
    let rows = [
        (text.report_date(), text.full_date(session.made)),
        (text.report_exercise(), session.title.as_str().to_owned()),
        (text.report_trainees(), count_words(text, &session)),
        (
            text.report_naming(),
            naming_words(text, &session).to_owned(),
        ),
    ];
    let rows = rows.map(|(name, value)| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd><bdi>{value}</bdi></dd>
            </div>
        }
    });
    view! { <dl class="report__head" id="report-head">{rows.into_iter().collect_view()}</dl> }
}

fn count_words(text: Text, session: &Session) -> String {
    let count = session.latest().len();
    match super::results::expected(text, session) {
        Some(expected) => format!("{count} {expected}"),
        None => text.people(count),
    }
}

const fn naming_words(text: Text, session: &Session) -> &'static str {
    if session.is_anonymous() {
        text.naming_anonymous()
    } else {
        text.naming_named()
    }
}
