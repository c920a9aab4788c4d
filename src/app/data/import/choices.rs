//! The choices of a preview about the whole file: its encoding, its header, the order of its dates.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    exchange::{
        DateQuestions, DayOrder, Encoding, EncodingGuess, Epoch, Mapping, Row, Table,
        date_questions,
    },
};

/// The most cells that show how a text reads.
const MOST_SAMPLES: usize = 4;
/// The most characters that are shown of a cell or a row.
const MOST_CHARS: usize = 40;

/// The encoding of the file, with some of its names as they read in it.
#[component]
pub fn EncodingChoice(
    guess: EncodingGuess,
    table: Arc<Table>,
    choose: Callback<Encoding>,
) -> impl IntoView {
    let text = use_text();
    let EncodingGuess {
        encoding,
        is_certain,
        possible,
    } = guess;
    let samples = table.telling_cells(MOST_SAMPLES);
    let names = in_one_line(&samples, text.list_comma(), 2 * MOST_CHARS);
    let options = possible.into_iter().map(|possible| {
        view! {
            <option value=possible.label() selected=possible == encoding>
                {text.encoding(possible)}
            </option>
        }
    });
    let options = options.collect_view();
    let change = move |event| {
        if let Some(encoding) = Encoding::from_label(&event_target_value(&event)) {
            choose.run(encoding);
        }
    };
    view! {
        <div class="field">
            {(!is_certain).then(|| view! {
                <p class="form__failure" id="encoding-doubt" role="alert">
                    {text.encoding_uncertain()}
                </p>
            })}
            <label class="field__label" for="encoding">{text.encoding_label()}</label>
            <select class="select" id="encoding" aria-describedby="encoding-hint" on:change=change>
                {options}
            </select>
            <p class="field__hint" id="encoding-hint">
                {(!names.is_empty()).then(|| text.encoding_sample(&set_apart(&names)))}
            </p>
        </div>
    }
}

/// The row that names the columns, or that there is none.
#[component]
pub fn HeaderChoice(table: RwSignal<Arc<Table>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let text = use_text();
    let held = move || table.with(|table| table.header_line());
    let choose = move |event| {
        let line = event_target_value(&event).parse().ok();
        let chosen = table.with_untracked(|table| table.with_header(line));
        mapping.update(|mapping| {
            let dates = mapping.dates;
            *mapping = Mapping::guess(&chosen);
            mapping.dates = dates;
        });
        table.set(Arc::new(chosen));
    };
    let option = |row: &Row| {
        let line = row.line;
        let cells = in_one_line(&row.cells, text.list_comma(), MOST_CHARS);
        view! {
            <option value=line.to_string() prop:selected=move || held() == Some(line)>
                {text.header_on_line(&line, &set_apart(&cells))}
            </option>
        }
    };
    let options = table.with_untracked(|table| {
        if table.cards().is_some() {
            return None;
        }
        let rows = table.first_rows();
        Some(rows.into_iter().map(option).collect_view())
    });
    options.map(|options| view! {
        <div class="field">
            <label class="field__label" for="header-line">{text.header_label()}</label>
            <select
                class="select"
                id="header-line"
                aria-describedby="header-hint"
                on:change=choose
            >
                {options}
                <option value="" prop:selected=move || held().is_none()>{text.no_header()}</option>
            </select>
            <p class="field__hint" id="header-hint">{text.header_hint()}</p>
        </div>
    })
}

/// The questions about the dates of the file, asked once for all rows.
#[component]
pub fn DateChoices(table: RwSignal<Arc<Table>>, mapping: RwSignal<Mapping>) -> impl IntoView {
    let questions = Memo::new(move |_| {
        table.with(|table| mapping.with(|mapping| date_questions(table, mapping)))
    });
    move || {
        let text = use_text();
        let DateQuestions {
            order,
            may_be_year,
            serial,
        } = questions.get();
        let order = order.map(|example| {
            let mut orders = vec![
                (DayOrder::DayFirst, text.day_first().to_owned()),
                (DayOrder::MonthFirst, text.month_first().to_owned()),
            ];
            if may_be_year {
                orders.push((DayOrder::YearFirst, text.year_first().to_owned()));
            }
            question(
                ("date-order", text.date_order_label(&set_apart(&example))),
                orders,
                move || mapping.with(|mapping| mapping.dates.order),
                move |order| mapping.update(|mapping| mapping.dates.order = order),
            )
        });
        let epoch = serial.map(|(example, of_1900, of_1904)| {
            let epochs = vec![
                (Epoch::Of1900, text.full_date(of_1900)),
                (Epoch::Of1904, text.serial_of_1904(&text.full_date(of_1904))),
            ];
            question(
                ("date-epoch", text.serial_label(&set_apart(&example))),
                epochs,
                move || mapping.with(|mapping| mapping.dates.epoch),
                move |epoch| mapping.update(|mapping| mapping.dates.epoch = epoch),
            )
        });
        view! {
            {order}
            {epoch}
        }
    }
}

/// A question with its answers, of which none is chosen at first: its id and label, the answers with
/// their words, which one holds, and how one is chosen.
fn question<T: Copy + PartialEq + Send + Sync + 'static>(
    (id, label): (&'static str, String),
    answers: Vec<(T, String)>,
    held: impl Fn() -> Option<T> + Copy + Send + 'static,
    choose: impl Fn(Option<T>) + 'static,
) -> impl IntoView {
    let text = use_text();
    let values: Vec<_> = answers.iter().map(|(answer, _)| *answer).collect();
    let change = move |event| {
        let at = event_target_value(&event).parse::<usize>().ok();
        choose(at.and_then(|at| values.get(at)).copied());
    };
    let options = answers.into_iter().enumerate().map(|(at, (answer, words))| {
        view! {
            <option value=at.to_string() prop:selected=move || held() == Some(answer)>{words}</option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label" for=id>{label}</label>
            <select class="select" id=id on:change=change>
                <option value="" prop:selected=move || held().is_none()>{text.choose_one()}</option>
                {options.collect_view()}
            </select>
        </div>
    }
}

/// A foreign text, set apart so that it turns no words around it.
fn set_apart(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// The cells that are not empty with something between them, truncated.
pub fn in_one_line(cells: &[String], between: &str, most_chars: usize) -> String {
    let cells = cells.iter().map(|cell| cell.trim());
    let filled: Vec<_> = cells.filter(|cell| !cell.is_empty()).collect();
    let line = filled.join(between);
    let mut start: String = line.chars().take(most_chars).collect();
    if start.len() < line.len() {
        start.push('…');
    }
    start
}
