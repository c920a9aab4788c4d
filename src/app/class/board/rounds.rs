//! Both rounds of a class that voted twice: how far it moved as a whole, and at each time point.

use leptos::prelude::*;

use crate::{
    app::{
        class::results::{CurrentResults, Results},
        components::GlossaryLinks,
        state::use_text,
    },
    domain::{
        Dimension, Score,
        classroom::{BothRounds, CellShift},
    },
    i18n::{GlossaryEntry, Text},
};

/// The class as a whole: towards each other, and towards the key.
#[component]
pub fn RoundsStep(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let rounds = Memo::new(move |_| results.with(|it| it.as_ref()?.board.both_rounds().cloned()));
    let tells_scores = move || {
        let results = results.get()?;
        let tells = results.board.exercise().case().tells_scores();
        tells.then(
            || view! { <p class="board__small" id="tasks-told">{text.tasks_told_scores()}</p> },
        )
    };
    let panels = move || {
        let rounds = rounds.get().filter(|rounds| 0 < rounds.count)?;
        let [first, second] = rounds.handed_in;
        Some(view! {
            <p id="rounds-of">{text.rounds_of(&rounds.count, &first, &second)}</p>
            <div class="board__overview board__rounds">
                <section class="board__panel" id="towards-each-other" aria-label=text.towards_each_other()>
                    <h2 class="votes__title">{text.towards_each_other()}</h2>
                    <p class="board__strong">{text.spreads(rounds.spreads())}</p>
                    <p class="board__small">{text.spreads_hint()}</p>
                </section>
                <section class="board__panel" id="towards-key" aria-label=text.towards_key()>
                    <h2 class="votes__title">{text.towards_key()}</h2>
                    <p class="board__strong">{error_words(text, &rounds)}</p>
                    {rounds.error.map(|error| view! {
                        <p class="board__small">{text.error_of_pairs(error.pairs)}</p>
                    })}
                </section>
            </div>
        })
    };
    view! {
        <div class="board__panel">
            {panels}
            <p class="board__strong" id="not-learning">{text.convergence_is_not_learning()}</p>
            {tells_scores}
            <p class="board__small">{text.other_screens_latest()}</p>
            <GlossaryLinks entries=&[GlossaryEntry::MeanError, GlossaryEntry::StandardDeviation]/>
        </div>
    }
}

/// How far the class's error changed, or the reason why that cannot be said.
pub fn error_words(text: Text, rounds: &BothRounds) -> String {
    let Some(error) = &rounds.error else {
        let is_hidden = rounds
            .points
            .iter()
            .flat_map(|point| point.0)
            .all(|it| it.is_none());
        let words = if is_hidden {
            text.small_group_hidden()
        } else {
            text.no_error_moved()
        };
        return words.to_owned();
    };
    let moved = text.error_moved(&text.number(error.first, 2), &text.number(error.second, 2));
    // Compared as it is shown: in whole per cent.
    let removed = error.removed.map(|share| match (share * 100.0).round() {
        0.0 => text.error_same().to_owned(),
        shown if shown < 0.0 => text.error_added(&text.percent(-share)),
        _ => text.error_removed(&text.percent(share)),
    });
    match removed {
        Some(removed) => format!("{moved}{}{removed}", text.list_comma()),
        None => moved,
    }
}

/// A time point in both rounds.
#[component]
pub fn PointRoundsStep(results: CurrentResults, at: usize) -> impl IntoView {
    let text = use_text();
    let tracks = move || {
        let results = results.get()?;
        let tracks = Dimension::ALL.map(|dimension| {
            let (cell, key) = cell_and_key(&results, at, dimension)?;
            Some(view! { <Track dimension cell key/> })
        });
        Some(tracks.into_iter().flatten().collect_view())
    };
    let table = move || {
        let results = results.get()?;
        let rows = Dimension::ALL.map(|dimension| {
            let (cell, _) = cell_and_key(&results, at, dimension)?;
            Some(rounds_row(text, dimension, cell))
        });
        let rows = rows.into_iter().flatten().map(|cells| {
            let mut cells = cells.into_iter();
            let name = cells.next();
            let cells = cells.map(|cell| view! { <td>{cell}</td> });
            view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
        });
        Some(rows.collect_view())
    };
    let head = rounds_head(text).map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <div class="board__panel" id="point-rounds">
            <ul class="votes__list" aria-hidden="true">{tracks}</ul>
            <p class="board__small" aria-hidden="true">{text.means_of_rounds()}</p>
            <div class="scroll" tabindex="0" role="group" aria-label=text.two_rounds()>
                <table class="table">
                    <thead><tr>{head.into_iter().collect_view()}</tr></thead>
                    <tbody>{table}</tbody>
                </table>
            </div>
            <p class="board__small">{text.convergence_is_not_learning()}</p>
        </div>
    }
}

/// The figures of a dimension at a time point, `None` if they are hidden, and the key's score.
pub fn cell_and_key(
    results: &Results,
    at: usize,
    dimension: Dimension,
) -> Option<(Option<CellShift>, Option<Score>)> {
    let board = &results.board;
    let point = board.both_rounds()?.points.get(at)?;
    let key = board.exercise().key().points.get(at)?;
    Some((point[dimension], key.scores[dimension]))
}

/// The headings of [`rounds_row`].
pub fn rounds_head(text: Text) -> [&'static str; 7] {
    [
        text.dimension_column(),
        text.count_column(),
        text.mean_of_rounds_column(),
        text.shift_column(),
        text.shift_interval_column(),
        text.sd_of_rounds_column(),
        text.error_of_rounds_column(),
    ]
}

/// A dimension with its figures in both rounds.
pub fn rounds_row(text: Text, dimension: Dimension, cell: Option<CellShift>) -> Vec<String> {
    let hidden = || text.distribution_hidden().to_owned();
    let n = cell.map_or_else(hidden, |cell| cell.n.to_string());
    let cell = cell.unwrap_or_default();
    let both = |first: Option<f64>, second: Option<f64>| match first.zip(second) {
        Some((first, second)) => format!("{} → {}", text.number(first, 2), text.number(second, 2)),
        None => "—".to_owned(),
    };
    let interval = cell.interval.map_or_else(
        || "—".to_owned(),
        |[low, high]| text.between_ends(&text.signed(low, 2), &text.signed(high, 2)),
    );
    let (first, second) = (cell.first, cell.second);
    vec![
        text.dimension(dimension).to_owned(),
        n,
        both(first.mean, second.mean),
        text.signed_or_dash(cell.shift, 2),
        interval,
        both(first.sd, second.sd),
        both(first.mean_absolute_error, second.mean_absolute_error),
    ]
}

/// Both means and the key on a line from 0 to 10.
#[component]
fn Track(
    dimension: Dimension,
    /// `None` if it is hidden.
    cell: Option<CellShift>,
    key: Option<Score>,
) -> impl IntoView {
    let text = use_text();
    let left = |value: f64| format!("{}%", 10.0 * value);
    let means = cell.and_then(|cell| cell.first.mean.zip(cell.second.mean));
    let marks = means.map(|(first, second)| {
        let (low, high) = (first.min(second), first.max(second));
        view! {
            <span class="rounds-track__way" style:left=left(low) style:width=left(high - low)></span>
            <span class="rounds-track__mean" style:left=left(first)></span>
            <span class="rounds-track__mean rounds-track__mean--second" style:left=left(second)></span>
        }
    });
    let key = key.map(|key| {
        view! { <span class="rounds-track__key" style:left=left(key.value())></span> }
    });
    view! {
        <li class="rounds-track" data-dimension=dimension.id()>
            <span class="board__dimension">{text.dimension_short(dimension)}</span>
            <span class="rounds-track__line">{marks}{key}</span>
        </li>
    }
}
