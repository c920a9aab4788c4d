//! Importing clients from contact cards or a table, with their histories from a table, and exporting
//! the ratings as a table.
//!
//! Invariant: a preview changes nothing; all clients of a file are imported as one change.

mod accounts;
mod add;
mod choices;
mod columns;
mod damaged;
mod export;
mod history;
mod namesakes;
mod preview;
mod refused;
mod sheets;
mod workbook;

use std::sync::Arc;

use choices::EncodingChoice;
use export::ExportCard;
use history::HistoryCard;
use leptos::prelude::*;
use preview::Preview;
use sheets::{FailedCellsNote, SheetChoice};
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::{
    app::{components::FileField, state::use_text},
    exchange::{
        CardReader, Encoding, EncodingGuess, MAX_WORKBOOK, Sheet, Table, TableError, WorkbookError,
        is_packed, read_contacts, read_contacts_with,
    },
    i18n::Text,
    platform,
    platform::files,
};

/// The kinds of files that hold tables or cards.
const KINDS: &str = ".xlsx,.xls,.xlsm,.csv,.txt,.tsv,.vcf,\
    application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,application/vnd.ms-excel,\
    text/csv,text/plain,text/tab-separated-values,text/vcard,text/x-vcard";

/// How many bytes of contacts are read at once.
const SLICE: f64 = 1_000_000.0;

/// The progress of reading a file.
#[derive(Clone)]
enum Reading {
    /// No file was chosen yet.
    Waiting,
    /// The file is being read; the percentage, if it is read in slices.
    Busy(Option<u32>),
    /// It is no table; the reason in words.
    Failed(String),
    /// A table was read.
    Done(Found),
}

/// The content of a file.
#[derive(Clone)]
enum Found {
    /// A table; with its file if its encoding can be chosen.
    Table(Arc<Table>, Option<Coded>),
    /// The sheets of a workbook, and which of them is chosen.
    Sheets(Arc<[Sheet]>, usize),
}

/// A file whose text is not the same in all encodings.
#[derive(Clone)]
struct Coded {
    bytes: Arc<[u8]>,
    /// How it was decoded: as guessed, or as chosen.
    guess: EncodingGuess,
}

/// The element that has the focus after a file or a text was read.
const OUTCOME: &str = "#preview-title, #import-failure";

/// The reason why a file is no table.
#[derive(Debug, thiserror::Error)]
enum ReadError {
    #[error("the browser does not read the file: {0}")]
    Refused(String),
    #[error("too large to be read at all")]
    TooLarge,
    #[error(transparent)]
    Workbook(#[from] WorkbookError),
    #[error("the code that reads workbooks could not be fetched")]
    NotFetched,
    #[error("no text")]
    NotText,
    #[error(transparent)]
    Table(#[from] TableError),
}

/// Imports clients from a file or a text, after a preview, and exports ratings.
#[component]
pub fn ImportPage() -> impl IntoView {
    let text = use_text();
    let reading = RwSignal::new(Reading::Waiting);
    let pasted = RwSignal::new(String::new());
    // Only the file that was chosen last is shown.
    let last = StoredValue::new(0_u32);
    let begin = move || {
        last.update_value(|last| *last += 1);
        let own = last.get_value();
        move || last.try_get_value() == Some(own)
    };
    let choose = move |file: File| {
        let is_last = begin();
        read(text, reading, is_last, OUTCOME, async move {
            let progress = |percent| {
                if is_last() {
                    reading.try_set(Reading::Busy(Some(percent)));
                }
            };
            read_file(&file, progress).await
        });
    };
    let paste = move |_| {
        let pasted = pasted.get_untracked();
        read(text, reading, begin(), OUTCOME, async move {
            let table = read_contacts_with(&pasted, &files::decoded)?;
            Ok(Found::Table(Arc::new(table), None))
        });
    };
    let choose_encoding = Callback::new(move |encoding| {
        let Reading::Done(Found::Table(_, Some(coded))) = reading.get_untracked() else {
            return;
        };
        let focused = "#encoding, #import-failure";
        read(text, reading, begin(), focused, async move {
            coded.read_as(encoding)
        });
    });
    let choose_sheet = Callback::new(move |at| {
        let Reading::Done(Found::Sheets(sheets, _)) = reading.get_untracked() else {
            return;
        };
        read(text, reading, begin(), "#sheet", async move {
            Ok(Found::Sheets(sheets, at))
        });
    });
    let is_busy = Memo::new(move |_| matches!(reading.get(), Reading::Busy(_)));
    let ask = move || match reading.get() {
        Reading::Busy(Some(percent)) => text.reading_percent(&percent),
        Reading::Busy(None) => text.loading().to_owned(),
        _ => text.choose_table().to_owned(),
    };
    let outcome = move || match reading.get() {
        Reading::Waiting | Reading::Busy(_) => None,
        Reading::Failed(words) => Some(failure(words)),
        Reading::Done(Found::Sheets(sheets, at)) => {
            let sheet = sheets.get(at)?.clone();
            let choice = view! { <SheetChoice sheets chosen=at choose=choose_sheet/> };
            let note = view! { <FailedCellsNote failed=sheet.failed_cells/> };
            Some(match sheet.table {
                Ok(table) => view! { <Preview table>{choice}{note}</Preview> }.into_any(),
                Err(error) => view! {
                    <section class="card">{choice}{failure(text.table_error(&error))}</section>
                }
                .into_any(),
            })
        }
        Reading::Done(Found::Table(table, coded)) => {
            let choice = coded.map(|Coded { guess, .. }| {
                let table = Arc::clone(&table);
                view! { <EncodingChoice guess table choose=choose_encoding/> }
            });
            Some(view! { <Preview table>{choice}</Preview> }.into_any())
        }
    };
    view! {
        <section class="card">
            <p>{text.import_formats()}</p>
            <FileField id="file" label=Signal::derive(ask) accept=KINDS chosen=choose/>
            <details class="more" id="paste">
                <summary>{text.paste_instead()}</summary>
                <div class="field">
                    <label class="field__label" for="pasted">{text.pasted_label()}</label>
                    <textarea
                        class="field__input"
                        id="pasted"
                        rows="5"
                        aria-describedby="pasted-hint"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=pasted
                        on:input=move |event| pasted.set(event_target_value(&event))
                    ></textarea>
                    <p class="field__hint" id="pasted-hint">{text.pasted_hint()}</p>
                </div>
                <p class="actions">
                    <button class="button" type="button" id="read-pasted" on:click=paste>
                        {text.read_it()}
                    </button>
                </p>
            </details>
            <p class="visually-hidden" role="status" id="import-reading">
                {move || is_busy.get().then(|| text.loading())}
            </p>
        </section>
        {outcome}
        <HistoryCard/>
        <ExportCard/>
    }
}

fn failure(words: String) -> AnyView {
    view! { <p class="form__failure" id="import-failure" role="alert" tabindex="-1">{words}</p> }
        .into_any()
}

/// Reads a table, and focuses the first of these elements.
fn read(
    text: Text,
    reading: RwSignal<Reading>,
    is_last: impl Fn() -> bool + 'static,
    focused: &'static str,
    source: impl Future<Output = Result<Found, ReadError>> + 'static,
) {
    reading.set(Reading::Busy(None));
    spawn_local(async move {
        platform::painted().await;
        let read = source.await;
        // The page may be gone by now, or another file was chosen.
        if !is_last() {
            return;
        }
        reading.try_set(match read {
            Ok(found) => Reading::Done(found),
            Err(error) => Reading::Failed(words(text, &error)),
        });
        platform::painted().await;
        platform::focus(focused);
    });
}

/// The table in a file. Contacts are read slice by slice, since with their pictures they may be
/// too large to be held at once.
async fn read_file(file: &File, progress: impl Fn(u32)) -> Result<Found, ReadError> {
    let size = file.size();
    let mut to = SLICE.min(size);
    let slice = async |from, to| {
        let bytes = files::slice_of(file, from, to).await;
        bytes.map_err(ReadError::Refused)
    };
    let mut bytes = slice(0.0, to).await?;
    if is_packed(&bytes) {
        return read_sheets(file).await;
    }
    if !CardReader::reads(&bytes) {
        return read_table(file).await;
    }
    let mut reader = CardReader::new();
    loop {
        reader.push(&bytes)?;
        if size <= to {
            let table = reader.finish(&files::decoded)?;
            return Ok(Found::Table(Arc::new(table), None));
        }
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a percentage is within 0 and 100"
        )]
        progress((100.0 * to / size) as u32);
        let from = to;
        to = (from + SLICE).min(size);
        bytes = slice(from, to).await?;
    }
}

/// The sheets of a workbook, unless its file is too large to be read at all.
async fn read_sheets(file: &File) -> Result<Found, ReadError> {
    if (MAX_WORKBOOK as f64) < file.size() {
        return Err(WorkbookError::TooLarge(MAX_WORKBOOK + 1).into());
    }
    let bytes = files::bytes_of(file).await.map_err(ReadError::Refused)?;
    let sheets = workbook::sheets_in(bytes).await;
    let sheets = sheets.map_err(|_| ReadError::NotFetched)??;
    match sheets.as_slice() {
        [
            Sheet {
                table: Err(error), ..
            },
        ] => Err((*error).into()),
        _ => Ok(Found::Sheets(sheets.into(), 0)),
    }
}

/// The table in a file of no cards, in the most likely encoding; with its bytes if another could be
/// meant.
async fn read_table(file: &File) -> Result<Found, ReadError> {
    // A table can have twice its UTF-8 bytes as UTF-16.
    if (2 * Table::MAX_BYTES) as f64 + 2.0 < file.size() {
        return Err(ReadError::TooLarge);
    }
    let bytes = files::bytes_of(file).await.map_err(ReadError::Refused)?;
    let guess = Encoding::guess(&bytes, decoded).ok_or(ReadError::NotText)?;
    let text = decoded(&bytes, guess.encoding).ok_or(ReadError::NotText)?;
    let bytes = bytes.into();
    let coded = (!text.is_ascii()).then_some(Coded { bytes, guess });
    Ok(Found::Table(Arc::new(read_contacts(&text)?), coded))
}

impl Coded {
    /// The table in a chosen encoding.
    fn read_as(mut self, encoding: Encoding) -> Result<Found, ReadError> {
        let text = decoded(&self.bytes, encoding).ok_or(ReadError::NotText)?;
        self.guess.encoding = encoding;
        self.guess.is_certain = true;
        Ok(Found::Table(Arc::new(read_contacts(&text)?), Some(self)))
    }
}

fn decoded(bytes: &[u8], encoding: Encoding) -> Option<String> {
    files::decoded(bytes, encoding.label())
}

fn words(text: Text, error: &ReadError) -> String {
    match error {
        ReadError::Refused(reason) => text.file_refused(reason),
        ReadError::TooLarge => text.table_too_large(&(Table::MAX_BYTES / 1_000_000)),
        ReadError::Workbook(error) => text.workbook_error(*error),
        ReadError::NotFetched => text.workbook_not_fetched().to_owned(),
        ReadError::NotText => text.file_is_no_text().to_owned(),
        ReadError::Table(error) => text.table_error(error),
    }
}
