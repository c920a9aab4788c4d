//! The class as a whole: what to discuss, then the figures.

use leptos::prelude::*;

use crate::{
    app::{class::results::CurrentResults, components::GlossaryLinks, state::use_text},
    domain::{
        Dimension, PerDimension, Stage,
        classroom::{Board, DimensionError, Discussion},
    },
    i18n::{GlossaryEntry, Text},
};

/// The class as a whole.
#[component]
pub fn OverviewStep(
    results: CurrentResults,
    /// Goes to a time point, from 0.
    open_point: Callback<usize>,
) -> impl IntoView {
    let text = use_text();
    // A drill has no points, so its tasks show everything. If the class is hidden, the heading says
    // so.
    let has_figures = Memo::new(move |_| {
        results.with(|it| {
            it.as_ref().is_some_and(|it| {
                let board = &it.board;
                let has_points = !board.exercise().case().points.is_empty();
                has_points && 0 < board.count() && !board.is_hidden(board.count())
            })
        })
    });
    // Of one person there is no agreement, and no prompt without a name.
    let is_class =
        Memo::new(move |_| results.with(|it| it.as_ref().is_some_and(|it| 1 < it.board.count())));
    let straight_lines = move || {
        let count = results
            .get()?
            .board
            .straight_lines()
            .filter(|_| is_class.get())?;
        let words = (0 < count).then(|| text.straight_lines_found(count))?;
        Some(view! { <p class="board__prompt" id="straight-lines">{words}</p> })
    };
    move || {
        has_figures.get().then(|| {
            view! {
                <div class="board__overview">
                    <DiscussionList results open_point/>
                    {straight_lines}
                    <MeanErrors results/>
                    {is_class.get().then(|| view! { <AgreementPanel results/> })}
                </div>
            }
        })
    }
}

/// With fewer answers, one more may reverse the agreement.
const FEW: usize = 10;

#[component]
fn AgreementPanel(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let alpha = Memo::new(move |_| results.with(|it| it.as_ref()?.board.alpha()));
    let figure = move || {
        let words = text.number_or_dash(alpha.get(), 2);
        view! { <p class="board__alpha" id="alpha">{words}</p> }
    };
    let few = move || {
        alpha.get()?;
        let count = results.with(|it| it.as_ref().map(|it| it.board.count()))?;
        (count < FEW).then(|| view! { <p id="few">{text.alpha_of_few(count)}</p> })
    };
    let why_none = move || {
        let results = results.get().filter(|_| alpha.get().is_none())?;
        Some(view! { <p>{why_no_alpha(text, &results.board)}</p> })
    };
    view! {
        <section class="board__panel" id="agreement" aria-label=text.agreement()>
            <h2 class="votes__title">{text.agreement()}</h2>
            {figure}
            {why_none}
            <p class="board__strong">{text.agreement_is_not_accuracy()}</p>
            {few}
            <p class="board__small">{text.alpha_meaning()}</p>
        </section>
    }
}

/// The reason why there is no alpha.
pub fn why_no_alpha(text: Text, board: &Board) -> &'static str {
    if board.is_hidden(board.count()) {
        return text.small_group_hidden();
    }
    let points = 0..board.exercise().case().points.len();
    let mut units = points.filter_map(|at| Some(board.point(at)?.units));
    let has_two = units.any(|units| units.0.iter().any(|unit| 2 <= unit.n));
    if has_two {
        text.alpha_all_same()
    } else {
        text.alpha_too_few()
    }
}

#[component]
fn MeanErrors(results: CurrentResults) -> impl IntoView {
    let text = use_text();
    let errors =
        Memo::new(move |_| results.with(|it| it.as_ref().map(|it| it.board.dimension_errors())));
    let has_key = Memo::new(move |_| {
        results.with(|it| {
            it.as_ref().map_or_else(PerDimension::default, |it| {
                let points = &it.board.exercise().key().points;
                PerDimension::from_fn(|dimension| {
                    points.iter().any(|point| point.scores[dimension].is_some())
                })
            })
        })
    });
    let is_of_one =
        Memo::new(move |_| results.with(|it| it.as_ref().is_some_and(|it| it.board.count() == 1)));
    let rows = move || {
        let errors = errors.get()?;
        let biases = errors.0.iter().flatten().map(|error| error.bias.abs());
        // At least two points on either side, so that small errors look small.
        let most = biases.fold(2.0, f64::max);
        let row = |(dimension, error): (Dimension, &Option<DimensionError>)| {
            view! { <ErrorRow dimension error=*error has_key=has_key.get()[dimension] most/> }
        };
        Some(errors.iter().map(row).collect_view())
    };
    let title = move || {
        if is_of_one.get() {
            text.errors_of_one()
        } else {
            text.mean_errors()
        }
    };
    let hint = move || {
        if is_of_one.get() {
            text.errors_of_one_hint()
        } else {
            text.mean_errors_hint()
        }
    };
    // A class of one has no agreement and no mean.
    let entries = move || {
        const OF_ONE: &[GlossaryEntry] = &[GlossaryEntry::Key];
        const OF_MANY: &[GlossaryEntry] = &[
            GlossaryEntry::Agreement,
            GlossaryEntry::MeanError,
            GlossaryEntry::Key,
        ];
        let entries = if is_of_one.get() { OF_ONE } else { OF_MANY };
        view! { <GlossaryLinks entries/> }
    };
    view! {
        <section class="board__panel" id="mean-errors" aria-label=title>
            <h2 class="votes__title">{title}</h2>
            <ul class="votes__list">{rows}</ul>
            <p class="board__small">{hint}</p>
            {entries}
        </section>
    }
}

/// A dimension's mean error, to the right of the middle if the class rated too high.
#[component]
fn ErrorRow(
    dimension: Dimension,
    error: Option<DimensionError>,
    /// Whether the key has a score of it at any point.
    has_key: bool,
    most: f64,
) -> impl IntoView {
    let text = use_text();
    let none = if has_key {
        "—"
    } else {
        text.distribution_no_key()
    };
    let numbers = error.map_or_else(
        || view! { <strong>{none}</strong> }.into_any(),
        |error| {
            let distance = text.number(error.mean_absolute_error, 1);
            view! {
                <strong>{text.signed(error.bias, 1)}</strong>
                " "
                {text.mean_distance(&distance)}
            }
            .into_any()
        },
    );
    let bar = error.map(|error| {
        let width = 50.0 * error.bias.abs() / most;
        let left = if error.bias < 0.0 { 50.0 - width } else { 50.0 };
        view! {
            <span class="error-bar__part" style:left=format!("{left}%") style:width=format!("{width}%")></span>
        }
    });
    view! {
        <li class="vote" data-dimension=dimension.id()>
            <span class="vote__label board__dimension">{text.dimension(dimension)}</span>
            <span class="vote__count">{numbers}</span>
            <span class="vote__bar error-bar" aria-hidden="true">{bar}</span>
        </li>
    }
}

#[component]
fn DiscussionList(results: CurrentResults, open_point: Callback<usize>) -> impl IntoView {
    let text = use_text();
    let all = Memo::new(move |_| {
        results.with(|it| {
            it.as_ref().map_or_else(Default::default, |it| {
                (it.board.discussion(), it.board.count())
            })
        })
    });
    let buttons = move || {
        let (all, people) = all.get();
        if all.is_empty() {
            let words = match people {
                1 => text.nothing_to_discuss_of_one(),
                _ => text.nothing_to_discuss(),
            };
            return view! { <p>{words}</p> }.into_any();
        }
        let button = |it: Discussion| {
            let (point, words) = (point_of(&it), discussion_words(text, &it, people));
            view! {
                <li>
                    <button class="button board__jump" type="button" on:click=move |_| open_point.run(point)>
                        <span>{words}</span>
                        <span aria-hidden="true">"→"</span>
                    </button>
                </li>
            }
        };
        let buttons = all.into_iter().map(button).collect_view();
        view! { <ol class="board__discussion">{buttons}</ol> }.into_any()
    };
    view! {
        <section class="board__panel board__worth" id="worth-discussing" aria-label=text.worth_discussing()>
            <h2 class="votes__title">{text.worth_discussing()}</h2>
            {buttons}
        </section>
    }
}

const fn point_of(it: &Discussion) -> usize {
    match it {
        Discussion::Disagreement { point, .. }
        | Discussion::CommonError { point, .. }
        | Discussion::OppositeStages { point, .. } => *point,
    }
}

/// A suggestion for the discussion, as a sentence, in a class of so many people.
pub fn discussion_words(text: Text, it: &Discussion, people: usize) -> String {
    let nth = point_of(it) + 1;
    match it {
        Discussion::Disagreement { dimension, sd, .. } => {
            text.discuss_disagreement(&nth, &text.dimension(*dimension), &text.number(*sd, 1))
        }
        Discussion::CommonError {
            dimension, bias, ..
        } => {
            let (name, points) = (text.dimension(*dimension), text.number(bias.abs(), 1));
            match (people, 0.0 < *bias) {
                (1, true) => text.discuss_one_above(&nth, &name, &points),
                (1, false) => text.discuss_one_below(&nth, &name, &points),
                (_, true) => text.discuss_error_above(&nth, &name, &points),
                (_, false) => text.discuss_error_below(&nth, &name, &points),
            }
        }
        Discussion::OppositeStages {
            first,
            second,
            others,
            ..
        } => {
            let named = |(stage, count): &(Stage, usize)| {
                text.stage_votes_of(&text.stage_name(*stage), count)
            };
            let others = (0 < *others).then(|| text.stage_votes_of(&text.other_stages(), others));
            let votes: Vec<_> = [named(first), named(second)]
                .into_iter()
                .chain(others)
                .collect();
            text.discuss_stages(&nth, &votes.join(text.list_comma()))
        }
    }
}
