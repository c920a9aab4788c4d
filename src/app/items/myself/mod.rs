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
    domain::{Assessment, CivilDate, Form, Instrument, ItemsVersion, velocity::trend_of_totals},
    i18n::Text,
};

/// The page of one's self-assessments.
#[component]
pub fn MyselfPage() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let items = fetched_items(ItemsVersion::CURRENT);
    let trends = Instrument::ITEMS.map(|instrument| {
        move || {
            let (myself, today) = (store.myself(), store.today());
            let totals = myself.series(instrument, today).into_iter().filter_map(dated_total);
            let totals: Vec<_> = totals.collect();
            let assumptions = store.settings().assumptions.with_error_of(instrument);
            let trend = trend_of_totals(&totals, today, &assumptions);
            let error = error_words(text, instrument);
            (!totals.is_empty()).then(|| {
                view! { <TotalsTrendCard id=instrument.id() title=text.trend_of_form(&text.way_of(instrument)) trend assumptions error/> }
            })
        }
    });
    let about = move || match items.get() {
        Some(Ok(items)) => Some(items.about(text.language()).to_owned()),
        _ => None,
    };
    // Versions are not compared, so the newer one begins anew.
    let new_series = move || {
        let myself = store.myself();
        let has = |version| {
            let mut all = myself.assessments().iter();
            all.any(|entry| entry.answers.version() == version)
        };
        ItemsVersion::ALL
            .into_iter()
            .all(has)
            .then(|| view! { <p class="quiet" id="new-series">{text.new_series()}</p> })
    };
    view! {
        <div class="page myself">
            <h1 class="page__title" tabindex="-1">{text.self_assessment()}</h1>
            <Begun/>
            <StartCard/>
            {new_series}
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

/// A sentence on the error of a short form; none for other forms.
fn error_words(text: Text, instrument: Instrument) -> Option<&'static str> {
    matches!(instrument, Instrument::Items(_, Form::Short)).then(|| text.short_form_error())
}

/// The name of a self-assessment: `16 题 · 上课之前`.
fn kind_words(text: Text, assessment: &Assessment) -> String {
    let form = text.way_of(assessment.answers.instrument());
    format!("{form} · {}", text.occasion(assessment.occasion))
}

/// The same name, with the date.
fn named(text: Text, assessment: &Assessment) -> String {
    let date = text.full_date(assessment.date);
    format!("{date} · {}", kind_words(text, assessment))
}
