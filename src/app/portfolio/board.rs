//! The board of stages: a column for each, a card for each client.

use std::sync::Arc;

use leptos::prelude::*;

use super::{column::Column, move_dialog::MoveDialog};
use crate::{
    app::state::{use_store, use_text},
    domain::{Stage, Summary, sorted},
};

/// A client, and the stage to which it is about to be moved.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// The client as its card shows it.
    pub summary: Arc<Summary>,
    /// The stage that is offered first.
    pub stage: Stage,
}

/// The state that cards and columns share.
#[derive(Clone, Copy)]
pub struct BoardState {
    /// The move that the dialog asks about.
    pub moving: RwSignal<Option<Move>>,
    /// The column under a card that is dragged.
    pub over: RwSignal<Option<Stage>>,
}

/// The board, and the dialog of a move.
#[component]
pub fn Board() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let board = BoardState {
        moving: RwSignal::new(None),
        over: RwSignal::new(None),
    };
    let columns = Memo::new(move |_| columns(store.listed().into_iter().map(|it| it.summary)));
    let has_stageless = Memo::new(move |_| columns.with(|columns| !columns[0].is_empty()));
    let column = move |at: usize| {
        let cards = Memo::new(move |_| columns.with(|columns| columns[at].clone()));
        let stage = at.checked_sub(1).map(|at| Stage::ALL[at]);
        view! { <Column stage cards board/> }
    };
    let stages = 1..=Stage::ALL.len();
    view! {
        <p class="quiet stage-board__hint">{text.stage_board_hint()}</p>
        <div class="stage-board" tabindex="0" role="group" aria-label=text.stage_board()>
            {move || has_stageless.get().then(|| column(0))}
            {stages.map(column).collect_view()}
        </div>
        <MoveDialog moving=board.moving/>
    }
}

/// The clients without a stage, and then those of each stage; the highest total first.
fn columns(summaries: impl Iterator<Item = Arc<Summary>>) -> [Vec<Arc<Summary>>; 5] {
    let mut columns = [const { Vec::new() }; 5];
    for summary in summaries {
        let stage = summary.stage.map(|(stage, _)| stage);
        let place = Stage::ALL.iter().position(|other| Some(*other) == stage);
        columns[place.map_or(0, |place| place + 1)].push(summary);
    }
    columns.map(|column| {
        sorted(column, |a: &Arc<Summary>, b: &Arc<Summary>| {
            let total = |summary: &Summary| summary.total.unwrap_or(-1.0);
            total(b).total_cmp(&total(a))
        })
    })
}
