//! The sheets of a workbook in a preview: the choice among them, and remarks on them.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    exchange::{FailedCells, Sheet},
};

/// The choice of the sheet to import, if there are several with rows.
#[component]
pub fn SheetChoice(sheets: Arc<[Sheet]>, chosen: usize, choose: Callback<usize>) -> impl IntoView {
    let text = use_text();
    if sheets.len() < 2 {
        return None;
    }
    let options = sheets.iter().enumerate().map(|(at, sheet)| {
        view! {
            <option value=at.to_string() selected=at == chosen>{text.sheet_name(sheet)}</option>
        }
    });
    let options = options.collect_view();
    let change = move |event| {
        if let Ok(at) = event_target_value(&event).parse() {
            choose.run(at);
        }
    };
    Some(view! {
        <div class="field">
            <label class="field__label" for="sheet">{text.sheet_label()}</label>
            <select class="select" id="sheet" aria-describedby="sheet-hint" on:change=change>
                {options}
            </select>
            <p class="field__hint" id="sheet-hint">{text.sheet_hint()}</p>
        </div>
    })
}

/// The cells whose formula failed, which count as empty.
#[component]
pub fn FailedCellsNote(failed: FailedCells) -> impl IntoView {
    let words = use_text().cells_failed(&failed)?;
    Some(view! { <p id="failed-cells">{words}</p> })
}
