//! A course seen through three self-assessments: before it, after it, and looking back.

use leptos::prelude::*;

use super::dated_total;
use crate::{
    app::{
        components::{GlossaryLinks, ProfileCard},
        state::{use_store, use_text},
    },
    chart::{ProfileChart, ProfileRole},
    domain::{Assessment, Assumptions, Course, Occasion, velocity::least_reliable_change},
    i18n::{GlossaryEntry, Text},
    route::Route,
};

/// The latest course, if one was begun.
#[component]
pub fn CourseCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    move || {
        let myself = store.myself();
        let course = myself.course()?;
        let form = course.pretest.answers.form();
        let instrument = course.pretest.answers.instrument();
        let assumptions = store.settings().assumptions.with_error_of(instrument);
        // Only like is compared with like.
        let is_unlike = myself.assessments().iter().any(|entry| {
            entry.occasion == Occasion::Posttest
                && course.pretest.date <= entry.date
                && entry.answers.instrument() != instrument
        });
        let start = |occasion: Occasion, words: &'static str| {
            let route = Route::Questionnaire(form, occasion).to_string();
            view! { <p><a class="button" href=route id=format!("start-{}", occasion.id())>{words}</a></p> }
        };
        let next = match (course.posttest, course.retrospective_pretest) {
            (None, _) => Some(start(Occasion::Posttest, text.start_after())),
            (Some(_), None) => Some(start(Occasion::RetrospectivePretest, text.start_then())),
            (Some(_), Some(_)) => None,
        };
        let total = |assessment: Option<&Assessment>, occasion| {
            view! { <Total text assessment=assessment.copied() occasion/> }
        };
        let differences = difference_words(text, &course, &assumptions);
        let reason = match (course.posttest, course.retrospective_pretest) {
            (Some(_), Some(_)) => text.why_differences_differ(),
            (Some(_), None) => text.why_look_back(),
            (None, _) if is_unlike => text.course_unlike(),
            (None, _) => text.course_waits(),
        };
        let chart = course.posttest.map(|after| {
            let label = |entry: &Assessment| text.occasion(entry.occasion);
            let chart = ProfileChart::new(label(after), after.answers.scores()).beside(
                ProfileRole::Earlier,
                label(course.pretest),
                course.pretest.answers.scores(),
            );
            let chart = match course.retrospective_pretest {
                Some(then) => chart.beside(
                    ProfileRole::Retrospective,
                    label(then),
                    then.answers.scores(),
                ),
                None => chart,
            };
            let subtitle = format!(
                "{} · {}",
                text.way_of(instrument),
                text.full_date(after.date)
            );
            view! {
                <ProfileCard
                    id="course-profile"
                    title=text.course_profile()
                    chart
                    caption_title=text.course_profile().to_owned()
                    caption_subtitle=subtitle
                />
            }
        });
        Some(view! {
            <section class="card course" aria-labelledby="course-title">
                <header class="card__head">
                    <h2 class="card__title" id="course-title">{text.course()}</h2>
                    <span class="quiet">{text.way_of(instrument)}</span>
                </header>
                <dl class="course__totals" id="course-totals">
                    {total(Some(course.pretest), Occasion::Pretest)}
                    {total(course.posttest, Occasion::Posttest)}
                    {total(course.retrospective_pretest, Occasion::RetrospectivePretest)}
                </dl>
                <ul class="course__differences" id="course-differences">
                    {differences.into_iter().map(|(value, words)| view! {
                        <li><strong>{value}</strong>" "<span>{words}</span></li>
                    }).collect_view()}
                </ul>
                <p class="quiet" id="course-reason">{reason}</p>
                <GlossaryLinks entries=&[GlossaryEntry::Total, GlossaryEntry::WithinError]/>
                {next}
            </section>
            {chart}
        })
    }
}

#[component]
fn Total(text: Text, assessment: Option<Assessment>, occasion: Occasion) -> impl IntoView {
    let total = assessment.and_then(|entry| entry.answers.scores().total());
    let date = match assessment {
        Some(entry) => text.full_date(entry.date),
        None => text.not_yet().to_owned(),
    };
    view! {
        <div class="course__total" data-occasion=occasion.id()>
            <dt>{text.occasion(occasion)}</dt>
            <dd>
                <strong class="course__figure">{text.number_or_dash(total, 1)}</strong>
                <span class="quiet">{date}</span>
            </dd>
        </div>
    }
}

/// The two differences, each with its meaning beside the error of two ratings.
fn difference_words(
    text: Text,
    course: &Course,
    assumptions: &Assumptions,
) -> Vec<(String, String)> {
    let total = |entry: &Assessment| dated_total(entry).map(|(_, total)| total);
    let Some(after) = course.posttest.and_then(total) else {
        return Vec::new();
    };
    let least = least_reliable_change(assumptions);
    let compared = |earlier: Option<f64>, name: &str| {
        let change = after - earlier?;
        let bound = text.number(least, 1);
        let words = if least < change.abs() {
            text.difference_beyond(&name, &bound)
        } else {
            text.difference_within(&name, &bound)
        };
        Some((text.signed(change, 1), words))
    };
    let both = [
        compared(total(course.pretest), text.after_minus_before()),
        compared(
            course.retrospective_pretest.and_then(total),
            text.after_minus_then(),
        ),
    ];
    both.into_iter().flatten().collect()
}
