//! The stage track: where the relationship stands, what the gate asks for, what is missing, and when it
//! may be reached. The app shows evidence and never moves a client itself.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::Explained,
        state::{use_store, use_text},
    },
    domain::{
        Assumptions, CivilDate, Client, FEEDBACK_MAX_AGE_DAYS, RecordKind, Stage,
        velocity::{Figures, Recovery, StageFigures},
    },
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, Route},
};

/// The stage with its gate's progress, what is missing and the forecast.
#[component]
pub fn StageCard(
    #[prop(into)] client: Signal<Arc<Client>>,
    #[prop(into)] figures: Signal<Arc<Figures>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let body = move || {
        let (figures, client) = (figures.get(), client.get());
        let settings = store.settings();
        let today = store.today();
        let Some(stage) = figures.stage.clone() else {
            return view! { <p class="empty">{text.no_stage()}</p> }.into_any();
        };
        let unit = settings.unit;
        let breach = figures.recoveries.last().filter(|last| last.is_open());
        let sentences =
            stage_sentences(text, &client, &stage, breach, &settings.assumptions, today);
        let focus = stage.focus_per_day.map(|per_day| {
            let names: Vec<_> = stage.stage.focus().iter().map(|d| text.dimension(*d)).collect();
            let steps = vec![
                text.step_focus(&names.join(text.list_comma()), &text.full_date(stage.since)),
                format!(
                    "{} {} = {} {}",
                    text.signed(per_day, 4),
                    text.points_per(crate::domain::Unit::Day),
                    text.signed(unit.from_per_day(per_day), 2),
                    text.points_per(unit),
                ),
            ];
            view! {
                <p class="stage-card__focus">
                    <span class="quiet">{text.stage_velocity()}</span>" "
                    <Explained title=text.stage_velocity() steps help=HelpSection::Stages entry=GlossaryEntry::StageVelocity>
                        <strong class="figure__value">{text.signed(unit.from_per_day(per_day), 1)}</strong>
                        <span>{text.points_per(unit)}</span>
                    </Explained>
                </p>
            }
        });
        view! {
            <Track stage=stage.clone() assumptions=settings.assumptions/>
            {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
            {focus}
        }
        .into_any()
    };
    let change = move || Route::Record(client.get().id(), RecordKind::Stage, None).to_string();
    view! {
        <section class="card stage-card" aria-labelledby="stage-title">
            <header class="card__head">
                <h2 class="card__title" id="stage-title">{text.stage()}</h2>
                <a class="link" href=change>{text.change_stage()}</a>
            </header>
            {body}
        </section>
    }
}

#[component]
fn Track(stage: StageFigures, assumptions: Assumptions) -> impl IntoView {
    const ORDER: [Stage; 3] = [Stage::Initial, Stage::Deepening, Stage::LongTerm];
    let text = use_text();
    let current = ORDER.iter().position(|other| *other == stage.stage);
    let gates = stage.stage.gate().len();
    let passed = gates - stage.unmet.len();
    let weakest = stage.weakest.map(|(_, share)| share);
    let steps = gate_steps(text, &stage, &assumptions);
    let segments = ORDER.into_iter().enumerate().map(move |(at, segment)| {
        let filled = match current {
            Some(current) if at < current => 1.0,
            Some(current) if at == current => weakest.unwrap_or(0.0),
            _ => 0.0,
        };
        let is_current = current == Some(at);
        let gates = (is_current && 0 < gates).then(|| text.gates_passed(&passed, &gates));
        view! {
            <span class="track__segment" aria-current=is_current.then_some("step")>
                <span class="track__bar">
                    <span class="track__fill" style:width=format!("{:.1}%", filled * 100.0)></span>
                </span>
                <span class="track__name">{text.stage_name(segment)}</span>
                {gates.map(|gates| view! { <span class="track__gates">{gates}</span> })}
            </span>
        }
    });
    view! {
        <Explained title=text.gate_progress() steps help=HelpSection::Stages entry=GlossaryEntry::GateProgress class="figure--block">
            <span class="track" data-ended=(stage.stage == Stage::Ended).then_some("true")>
                {segments.collect_view()}
            </span>
        </Explained>
    }
}

fn gate_steps(text: Text, stage: &StageFigures, assumptions: &Assumptions) -> Vec<String> {
    let Some((weakest, share)) = stage.weakest else {
        return vec![text.ended_has_no_gate().to_owned()];
    };
    let mut steps: Vec<_> = stage
        .stage
        .gate()
        .iter()
        .map(|dimension| {
            let threshold = assumptions.thresholds()[*dimension].value();
            let name = text.dimension(*dimension);
            match stage.latest[*dimension] {
                Some(known) => text.step_gate(
                    &name,
                    &text.number(known.score.value(), 1),
                    &text.number(threshold, 1),
                    &text.percent((known.score.value() / threshold).min(1.0)),
                ),
                None => text.step_gate_unknown(&name),
            }
        })
        .collect();
    if !stage.unmet.is_empty() {
        steps.push(text.weakest_gate(&text.dimension(weakest), &text.percent(share)));
    }
    steps.push(text.step_gate_meaning().to_owned());
    steps
}

fn stage_sentences(
    text: Text,
    client: &Client,
    stage: &StageFigures,
    // The last breach, if trust has not come back after it: no stage is suggested meanwhile.
    breach: Option<&Recovery>,
    assumptions: &Assumptions,
    today: CivilDate,
) -> Vec<String> {
    if stage.stage == Stage::Ended {
        return vec![text.ended_since(&text.full_date(stage.since))];
    }
    let mut sentences: Vec<_> = stage
        .unmet
        .iter()
        .map(|dimension| {
            let threshold = assumptions.thresholds()[*dimension].value();
            let name = text.dimension(*dimension);
            match stage.latest[*dimension] {
                Some(known) => text.gate_missing(
                    &name,
                    &text.number(known.score.value(), 1),
                    &text.number(threshold, 1),
                    &text.number(threshold - known.score.value(), 1),
                ),
                None => text.gate_unknown(&name),
            }
        })
        .collect();
    if stage.unmet.is_empty() {
        let met = match stage.stage {
            Stage::Initial => text.gate_met_initial(),
            Stage::Deepening => text.gate_met_deepening(),
            Stage::LongTerm | Stage::Ended => text.gate_met_long_term(),
        };
        sentences.push(breach.map_or_else(
            || met.to_owned(),
            |breach| {
                let (date, kind) = (
                    text.full_date(breach.date),
                    text.dimension(breach.dimension),
                );
                text.gate_met_but_breach(&date, &kind)
            },
        ));
    }
    sentences.extend(forecast_sentence(text, stage, today));
    if stage.stage == Stage::LongTerm {
        sentences.push(feedback_sentence(text, client, today));
    }
    sentences
}

/// Whether feedback is recent enough to hold the gate.
fn feedback_sentence(text: Text, client: &Client, today: CivilDate) -> String {
    let Some(date) = client.last_feedback(today) else {
        return text.no_feedback().to_owned();
    };
    let age = today.days_since(date);
    let (ago, most) = (text.days_ago(age), text.days(FEEDBACK_MAX_AGE_DAYS));
    if age <= FEEDBACK_MAX_AGE_DAYS {
        text.feedback_current(&ago, &most)
    } else {
        text.feedback_old(&ago, &most)
    }
}

fn forecast_sentence(text: Text, stage: &StageFigures, today: CivilDate) -> Option<String> {
    let forecast = stage.forecast?;
    let upcoming = |days: Option<f64>| {
        let date = forecast.upcoming(days?, today)?;
        Some(text.full_date(date))
    };
    let date = upcoming(forecast.days)?;
    // An early end that is past already says no more than "from now on".
    let early = upcoming(forecast.early).unwrap_or_else(|| text.now().to_owned());
    Some(match upcoming(forecast.late) {
        Some(late) => text.forecast_between(&date, &early, &late),
        None => text.forecast_open(&date, &early),
    })
}
