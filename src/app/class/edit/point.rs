//! A time point of the form: the events, and its part of the key.

use leptos::prelude::*;

use super::{
    Editing, Removing,
    editing::position,
    fields::{AreaRow, Fault, KeyScore, Radios, TextRow},
};
use crate::{
    app::state::use_text,
    content::Anchors,
    domain::{
        CivilDate, Dimension, Stage,
        exercise::{Case, Field, PointField},
    },
};

/// A time point, which can be folded away.
#[component]
pub fn Point(editing: Editing, number: u32, anchors: Signal<Option<Anchors>>) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Point(number, field);
    let place = Memo::new(move |_| {
        editing.with(|draft| {
            let mut points = draft.points().iter();
            points
                .position(|point| point.number == number)
                .map_or(0, |at| at + 1)
        })
    });
    let day = move || editing.with(|draft| draft.day(number));
    let summary = move || {
        let date = editing.typed(at(PointField::Date)).parse::<CivilDate>();
        let date = date.ok().map(|date| text.full_date(date));
        let day = day().map(|day| text.exercise_day(&day));
        let parts = [Some(text.exercise_point(&place.get())), date, day];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    };
    let faults = move || {
        let count = editing.faults_of(number);
        (0 < count).then(|| view! { <span class="edit__count">{text.faults(count)}</span> })
    };
    let scores = Dimension::ALL
        .map(|dimension| view! { <KeyScore editing point=number dimension anchors/> });
    let stages = Stage::ALL.map(|stage| (stage.id(), text.stage_name(stage)));
    view! {
        <details class="card edit__part" open id=format!("point-{number}")>
            <summary class="edit__summary">
                <strong>{summary}</strong>
                {faults}
            </summary>
            <TextRow editing field=at(PointField::Date) label=text.date_label() kind="date"/>
            <AreaRow
                editing
                field=at(PointField::Facts)
                label=text.exercise_facts()
                hint=text.exercise_facts_hint()
                rows=5
            />
            <h3 class="edit__title">{text.key_title()}</h3>
            <p class="quiet">{text.key_hint()}</p>
            {scores}
            <Radios editing field=at(PointField::Stage) label=text.key_stage() choices=stages.to_vec()/>
            <AreaRow
                editing
                field=at(PointField::StageWhy)
                label=text.key_reason_of(&text.key_stage())
                rows=2
            />
            <h3 class="edit__title">{text.key_actions()}</h3>
            <TextRow
                editing
                field=at(PointField::Question)
                label=text.own_question()
                hint=text.own_question_hint()
            />
            <Actions editing point=number/>
            <p class="edit__end">
                <Removing
                    editing
                    number
                    label=Signal::derive(move || text.remove_point(&place.get()))
                    words=Signal::derive(move || text.exercise_point(&place.get()))
                />
            </p>
        </details>
    }
}

/// The possible actions, and which one is best.
#[component]
fn Actions(editing: Editing, point: u32) -> impl IntoView {
    let text = use_text();
    let at = move |field| Field::Point(point, field);
    let numbers = Memo::new(move |_| {
        editing.with(|draft| {
            let mut points = draft.points().iter();
            let point = points.find(|it| it.number == point);
            point.map(|point| point.actions.clone()).unwrap_or_default()
        })
    });
    let is_full = move || *Case::ACTIONS.end() <= numbers.with(Vec::len);
    view! {
        <fieldset class="edit__actions" id=at(PointField::Best).to_string() aria-label=text.key_actions()>
            <p class="quiet">{text.exercise_actions_hint()}</p>
            <Fault editing field=at(PointField::Actions)/>
            <Fault editing field=at(PointField::Best)/>
            <For each=move || numbers.get() key=|number| *number let:number>
                <Action editing point number numbers/>
            </For>
        </fieldset>
        <p id=at(PointField::Actions).to_string() tabindex="-1">
            <button
                class="button"
                type="button"
                id=format!("add-action-{point}")
                disabled=is_full
                on:click=move |_| editing.add_action(point)
            >
                {text.add_action()}
            </button>
        </p>
    }
}

#[component]
fn Action(editing: Editing, point: u32, number: u32, numbers: Memo<Vec<u32>>) -> impl IntoView {
    let text = use_text();
    let best = Field::Point(point, PointField::Best);
    let place = move || numbers.with(|numbers| position(numbers.iter().copied(), number));
    let is_best = move || editing.with(|draft| draft.text(best) == number.to_string());
    let name = Signal::derive(move || text.exercise_action(&place()));
    view! {
        <div class="edit__action" data-best=move || is_best().to_string()>
            <label class="check">
                <input
                    type="radio"
                    name=best.to_string()
                    id=format!("{best}-{number}")
                    prop:checked=is_best
                    on:change=move |_| editing.set(best, number.to_string())
                />
                {text.action_is_best()}
                <span class="visually-hidden">": "{name}</span>
            </label>
            <AreaRow editing field=Field::Point(point, PointField::Action(number)) label=name rows=2/>
            <AreaRow
                editing
                field=Field::Point(point, PointField::ActionWhy(number))
                label=Signal::derive(move || text.key_reason_of(&name.get()))
                rows=2
            />
            <Removing
                editing
                number
                label=Signal::derive(move || text.remove_action(&place()))
                words=name
            />
        </div>
    }
}
