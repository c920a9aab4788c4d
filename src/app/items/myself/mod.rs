//! Self-assessments: beginning one, continuing those not finished, and the results of the others.

mod begun;
mod course;
mod history;
mod questionnaire;
mod result;
mod start;

use leptos::prelude::*;

use self::{begun::Begun, course::CourseCard, history::AssessmentHistory, start::StartCard};
pub use self::{questionnaire::QuestionnairePage, result::AssessmentPage};
use crate::{
    app::{
        components::{TotalsTrendCard, fetched_items},
        state::{use_store, use_text},
    },
    domain::{Assessment, CivilDate, Form, velocity::trend_of_totals},
    i18n::Text,
};

/// The page of one's self-assessments.
#[component]
pub fn MyselfPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let items = fetched_items();
    let trends = Form::ALL.map(|form| {
        move || {
            let (myself, today) = (store.myself(), store.today());
            let totals = myself.series(form, today).into_iter().filter_map(dated_total);
            let totals: Vec<_> = totals.collect();
            let trend = trend_of_totals(&totals, today, &store.settings().assumptions);
            (!totals.is_empty()).then(|| {
                view! { <TotalsTrendCard id=form.id() title=text.trend_of_form(&text.by_items(form)) trend/> }
            })
        }
    });
    let about = move || match items.get() {
        Some(Ok(items)) => Some(items.about(text.language()).to_owned()),
        _ => None,
    };
    view! {
        <div class="page myself">
            <h1 class="page__title" tabindex="-1">{text.self_assessment()}</h1>
            <Begun/>
            <StartCard/>
            {trends}
            <CourseCard/>
            <AssessmentHistory/>
            <section class="myself__about" aria-labelledby="about-title">
                <h2 class="card__title" id="about-title">{text.what_it_is_not()}</h2>
                <p class="quiet" id="about-items">{about}</p>
            </section>
        </div>
    }
}

/// Its total with its date, if every dimension has a score.
fn dated_total(assessment: &Assessment) -> Option<(CivilDate, f64)> {
    Some((assessment.date, assessment.answers.scores().total()?))
}

/// The name of a self-assessment: `16 题 · 上课之前`.
fn kind_words(text: Text, assessment: &Assessment) -> String {
    let form = text.by_items(assessment.answers.form());
    format!("{form} · {}", text.occasion(assessment.occasion))
}

/// The same name, with the date.
fn named(text: Text, assessment: &Assessment) -> String {
    let date = text.full_date(assessment.date);
    format!("{date} · {}", kind_words(text, assessment))
}
