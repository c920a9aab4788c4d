//! A column of the board, and its cards: dragged with a mouse, moved by their button or by keys.

use std::sync::Arc;

use leptos::{ev, html, prelude::*};
use wasm_bindgen::JsCast;

use super::board::{BoardState, Move};
use crate::{
    app::{
        components::{Slices, VerdictMark, stage_words},
        state::{Store, use_store, use_text},
    },
    domain::{GateStanding, Stage, StageGate, Summary, sorted, stage_gates, velocity::Verdict},
    i18n::Text,
    route::Route,
};

/// How many cards a column shows at first, and is given more at a time.
const BATCH: usize = 50;

/// How many of them are made in a task.
const SLICE: usize = 8;

/// How far a mouse moves before that is a drag, in CSS pixels.
const DRAG: f64 = 6.0;

/// A stage with its clients, or those without a stage.
#[component]
pub fn Column(
    stage: Option<Stage>,
    cards: Memo<Vec<Arc<Summary>>>,
    board: BoardState,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let slices = Slices::begin(SLICE, SLICE, BATCH);
    let count = Memo::new(move |_| cards.with(Vec::len));
    let rest = move || count.get().saturating_sub(slices.most());
    let name = stage_words(stage, text);
    let facts = move || cards.with(|cards| facts(cards, store, text));
    let first = move || {
        cards.with(|cards| {
            cards
                .iter()
                .take(slices.made())
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    // A card is made anew when its client is another in memory.
    let key = |summary: &Arc<Summary>| (summary.id, Arc::as_ptr(summary).addr());
    view! {
        <section
            class="stage-board__column"
            data-stage=stage.map(Stage::id)
            data-over=move || (stage.is_some() && board.over.get() == stage).then_some("true")
            aria-label=move || text.stage_column_label(&name, &count.get())
        >
            <header>
                <h2 class="stage-board__title">{name}" "<span class="quiet">{count}</span></h2>
                <p class="stage-board__facts">{facts}</p>
            </header>
            <ul class="stage-board__cards" role="list">
                <For each=first key=key let(summary)>
                    <Card summary board/>
                </For>
            </ul>
            {move || (0 < rest()).then(|| view! {
                <button class="button" type="button" on:click=move |_| slices.add(BATCH)>
                    {move || text.show_more_clients(rest())}
                </button>
                <p class="stage-board__rest">{move || text.and_more_clients(rest())}</p>
            })}
        </section>
    }
}

/// How long the clients of a column have been in their stage.
fn facts(cards: &[Arc<Summary>], store: Store, text: Text) -> String {
    const LATELY: i64 = 30;
    let today = store.today();
    let since = cards.iter().filter_map(|summary| summary.stage);
    let days: Vec<_> = since.map(|(_, since)| today.days_since(since)).collect();
    let lately = days.iter().filter(|days| **days < LATELY).count();
    let days = sorted(days, Ord::cmp);
    let middle = days.len().saturating_sub(1) / 2;
    let (Some(lower), Some(upper)) = (days.get(middle), days.get(days.len() / 2)) else {
        return match cards {
            [] => text.no_one_in_stage().to_owned(),
            _ => String::new(),
        };
    };
    let median = text.median_in_stage(&text.days((lower + upper) / 2));
    [median, text.stage_entered_lately(lately)].join(" · ")
}

#[component]
fn Card(summary: Arc<Summary>, board: BoardState) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let who = text.summary_line(&summary);
    let stage = summary.stage.map(|(stage, _)| stage);
    let moves_to = {
        let summary = Arc::clone(&summary);
        move |stage| {
            let summary = Arc::clone(&summary);
            board.moving.set(Some(Move { summary, stage }));
        }
    };
    let keydown = {
        let moves_to = moves_to.clone();
        move |event: ev::KeyboardEvent| {
            let next = neighbour(stage, &event.key());
            if let (true, Some(next)) = (event.shift_key(), next) {
                event.prevent_default();
                moves_to(next);
            }
        }
    };
    let drag = Drag::new(board);
    let dropped = {
        let moves_to = moves_to.clone();
        move |_| {
            if let Some(over) = drag.end().filter(|over| Some(*over) != stage) {
                moves_to(over);
            }
        }
    };
    let gate = {
        let summary = Arc::clone(&summary);
        move || {
            let assumptions = store.settings().assumptions;
            let gates = stage_gates(&summary, &assumptions, store.today());
            gate_words(&gates, summary.unrecovered_breach.is_some(), text)
        }
    };
    let verdict = {
        let summary = Arc::clone(&summary);
        move || {
            let is_unrated = !summary.is_rated();
            view! { <VerdictMark verdict=summary.verdict(store.today()) is_unrated/> }
        }
    };
    view! {
        <li
            class="stage-board__card"
            id=format!("card-{}", summary.id)
            node_ref=drag.card
            data-dragged=move || drag.by.get().is_some().then_some("true")
            style:translate=move || match drag.by.get() {
                Some((right, down)) => format!("{right}px {down}px"),
                None => "none".to_owned(),
            }
            on:keydown=keydown
            on:pointerdown=move |event| drag.begin(&event)
            on:pointermove=move |event| drag.go_on(&event)
            on:pointerup=dropped
            on:pointercancel=move |_| _ = drag.end()
        >
            <a class="stage-board__name" href=Route::Client(summary.id).to_string()>{who.clone()}</a>
            <p>
                {text.total_points(&text.number_or_dash(summary.total, 1))}" "{verdict}
            </p>
            <p class="quiet">{gate}</p>
            <button
                class="button button--quiet"
                type="button"
                aria-label=text.move_client(&who)
                on:click=move |_| moves_to(Stage::offered_after(stage))
            >
                {text.move_to()}
            </button>
        </li>
    }
}

/// The stage beside one, by an arrow.
fn neighbour(stage: Option<Stage>, key: &str) -> Option<Stage> {
    let place = Stage::ALL.iter().position(|other| Some(*other) == stage);
    let next = match (key, place) {
        ("ArrowRight", None) => 0,
        ("ArrowRight", Some(place)) => place + 1,
        ("ArrowLeft", Some(place)) => place.checked_sub(1)?,
        _ => return None,
    };
    Stage::ALL.get(next).copied()
}

/// How many gates are reached, and the one that is furthest from it; of those that are all reached,
/// whether trust has still to come back after a breach.
fn gate_words(gates: &[StageGate], has_open_breach: bool, text: Text) -> Option<String> {
    let share = |gate: &StageGate| {
        let score = gate.latest.map_or(0.0, |known| known.score.value());
        score / gate.threshold.value()
    };
    let missing = gates.iter().filter(|gate| !gate.standing.is_reached());
    let weakest = missing.min_by(|a, b| share(a).total_cmp(&share(b)));
    let all = gates.len();
    let passed = gates
        .iter()
        .filter(|gate| gate.standing.is_reached())
        .count();
    let words = match weakest {
        Some(gate) => text.weakest_of_gate(
            &text.dimension_short(gate.dimension),
            &text.number_or_dash(gate.latest.map(|known| known.score.value()), 1),
            &text.number(gate.threshold.value(), 1),
        ),
        None if gates.iter().any(|gate| gate.standing == GateStanding::Old) => {
            text.verdict(Verdict::Stale).to_owned()
        }
        None if has_open_breach => text.breach_open().to_owned(),
        None => text.all_gates_passed().to_owned(),
    };
    (0 < all).then(|| format!("{} · {words}", text.gates_passed(&passed, &all)))
}

/// A card that a mouse or a pen drags. Fingers scroll, and use the button.
#[derive(Clone, Copy)]
struct Drag {
    card: NodeRef<html::Li>,
    /// The place where the button went down, in CSS pixels of the window.
    from: StoredValue<Option<(f64, f64)>>,
    /// How far the card is from its place.
    by: RwSignal<Option<(f64, f64)>>,
    board: BoardState,
}

impl Drag {
    fn new(board: BoardState) -> Self {
        Self {
            card: NodeRef::new(),
            from: StoredValue::new(None),
            by: RwSignal::new(None),
            board,
        }
    }

    fn begin(self, event: &ev::PointerEvent) {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        // A selector of our own is well-formed.
        let is_control =
            target.is_some_and(|target| target.closest("a, button").is_ok_and(|it| it.is_some()));
        if event.pointer_type() == "touch" || event.button() != 0 || is_control {
            return;
        }
        if let Some(card) = self.card.get_untracked() {
            // Without it the card stops where the pointer leaves it, and nothing is lost.
            let _ = card.set_pointer_capture(event.pointer_id());
        }
        self.from.set_value(Some(place(event)));
    }

    fn go_on(self, event: &ev::PointerEvent) {
        let Some(from) = self.from.get_value() else {
            return;
        };
        let to = place(event);
        let by = (to.0 - from.0, to.1 - from.1);
        if self.by.get_untracked().is_none() && by.0.hypot(by.1) < DRAG {
            return;
        }
        self.by.set(Some(by));
        let over = column_at(to);
        if self.board.over.get_untracked() != over {
            self.board.over.set(over);
        }
    }

    /// Lets the card go; the stage of the column under it, if it was dragged.
    fn end(self) -> Option<Stage> {
        self.from.set_value(None);
        self.by.get_untracked()?;
        self.by.set(None);
        let over = self.board.over.get_untracked();
        self.board.over.set(None);
        over
    }
}

fn place(event: &ev::PointerEvent) -> (f64, f64) {
    (event.client_x().into(), event.client_y().into())
}

/// The stage whose column is at a place of the window.
#[allow(clippy::cast_possible_truncation, reason = "pixels of a window")]
fn column_at((x, y): (f64, f64)) -> Option<Stage> {
    let found = document().elements_from_point(x as f32, y as f32).to_vec();
    let mut found = found.iter().filter_map(JsCast::dyn_ref::<web_sys::Element>);
    let column = found.find(|element| element.class_list().contains("stage-board__column"));
    Stage::from_id(&column?.get_attribute("data-stage")?)
}
