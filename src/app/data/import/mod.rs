//! Importing clients from contact cards or a table, and exporting the ratings as a table.
//!
//! Invariant: a preview changes nothing; all clients of a file are imported as one change.

mod choices;
mod columns;
mod damaged;
mod export;
mod namesakes;
mod preview;

use std::sync::Arc;

use choices::EncodingChoice;
use export::ExportCard;
use leptos::prelude::*;
use preview::Preview;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;

use crate::{
    app::{components::FileField, state::use_text},
    exchange::{
        CardReader, Encoding, EncodingGuess, Table, TableError, read_contacts, read_contacts_with,
    },
    i18n::Text,
    platform,
    platform::files,
};

/// The kinds of files that hold tables or cards.
const KINDS: &str =
    ".csv,.txt,.tsv,.vcf,text/csv,text/plain,text/tab-separated-values,text/vcard,text/x-vcard";

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
    Done(Arc<Table>, Option<Coded>),
}

/// A file whose text is not the same in all encodings.
#[derive(Clone)]
struct Coded {
    bytes: Arc<[u8]>,
    /// How it was decoded: as guessed, or as chosen.
    guess: EncodingGuess,
}

/// A table, with its file if its encoding can be chosen.
type ReadTable = (Table, Option<Coded>);

/// Where the focus goes after a file or a text was read.
const OUTCOME: &str = "#preview-title, #import-failure";

/// The reason why a file is no table.
#[derive(Debug, thiserror::Error)]
enum ReadError {
    #[error("the browser does not read the file: {0}")]
    Refused(String),
    #[error("too large to be read at all")]
    TooLarge,
    #[error("a workbook, or another packed file")]
    Workbook,
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
            Ok((table, None))
        });
    };
    let choose_encoding = Callback::new(move |encoding| {
        let Reading::Done(_, Some(coded)) = reading.get_untracked() else {
            return;
        };
        let focused = "#encoding, #import-failure";
        read(text, reading, begin(), focused, async move {
            coded.read_as(encoding)
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
        Reading::Failed(words) => Some(
            view! {
                <p class="form__failure" id="import-failure" role="alert" tabindex="-1">{words}</p>
            }
            .into_any(),
        ),
        Reading::Done(table, coded) => {
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
        <ExportCard/>
    }
}

/// Reads a table, and focuses the first of these elements.
fn read(
    text: Text,
    reading: RwSignal<Reading>,
    is_last: impl Fn() -> bool + 'static,
    focused: &'static str,
    source: impl Future<Output = Result<ReadTable, ReadError>> + 'static,
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
            Ok((table, coded)) => Reading::Done(Arc::new(table), coded),
            Err(error) => Reading::Failed(words(text, &error)),
        });
        platform::painted().await;
        platform::focus(focused);
    });
}

/// The table in a file. Contacts are read slice by slice, since with their pictures they may be
/// too large to be held at once.
async fn read_file(file: &File, progress: impl Fn(u32)) -> Result<ReadTable, ReadError> {
    let size = file.size();
    let mut to = SLICE.min(size);
    let slice = async |from, to| {
        let bytes = files::slice_of(file, from, to).await;
        bytes.map_err(ReadError::Refused)
    };
    let mut bytes = slice(0.0, to).await?;
    if !CardReader::reads(&bytes) {
        return read_table(file).await;
    }
    let mut reader = CardReader::new();
    loop {
        reader.push(&bytes)?;
        if size <= to {
            return Ok((reader.finish(&files::decoded)?, None));
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

/// The table in a file of no cards, in the most likely encoding; with its bytes if another could be
/// meant.
async fn read_table(file: &File) -> Result<ReadTable, ReadError> {
    // A table can have twice its UTF-8 bytes as UTF-16.
    if (2 * Table::MAX_BYTES) as f64 + 2.0 < file.size() {
        return Err(ReadError::TooLarge);
    }
    let bytes = files::bytes_of(file).await.map_err(ReadError::Refused)?;
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        return Err(ReadError::Workbook);
    }
    let guess = Encoding::guess(&bytes, decoded).ok_or(ReadError::NotText)?;
    let text = decoded(&bytes, guess.encoding).ok_or(ReadError::NotText)?;
    let bytes = bytes.into();
    let coded = (!text.is_ascii()).then_some(Coded { bytes, guess });
    Ok((read_contacts(&text)?, coded))
}

impl Coded {
    /// The table in a chosen encoding.
    fn read_as(mut self, encoding: Encoding) -> Result<ReadTable, ReadError> {
        let text = decoded(&self.bytes, encoding).ok_or(ReadError::NotText)?;
        self.guess.encoding = encoding;
        self.guess.is_certain = true;
        Ok((read_contacts(&text)?, Some(self)))
    }
}

fn decoded(bytes: &[u8], encoding: Encoding) -> Option<String> {
    files::decoded(bytes, encoding.label())
}

fn words(text: Text, error: &ReadError) -> String {
    match error {
        ReadError::Refused(reason) => text.file_refused(reason),
        ReadError::TooLarge => text.table_too_large(&(Table::MAX_BYTES / 1_000_000)),
        ReadError::Workbook => text.file_is_workbook().to_owned(),
        ReadError::NotText => text.file_is_no_text().to_owned(),
        ReadError::Table(error) => text.table_error(error),
    }
}
