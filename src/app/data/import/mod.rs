//! Importing clients from contact cards or a table, and exporting the ratings as a table.
//!
//! Invariant: a preview changes nothing; all clients of a file are imported as one change.

mod choices;
mod columns;
mod export;
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
    exchange::{Encoding, EncodingGuess, Table, TableError, read_contacts},
    i18n::Text,
    platform,
    platform::files,
};

/// The kinds of files that hold tables or cards.
const KINDS: &str =
    ".csv,.txt,.tsv,.vcf,text/csv,text/plain,text/tab-separated-values,text/vcard,text/x-vcard";

/// The progress of reading a file.
#[derive(Clone)]
enum Reading {
    /// No file was chosen yet.
    Waiting,
    /// The file is being read.
    Busy,
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
    let choose = move |file: File| {
        read(text, reading, OUTCOME, async move { text_of(&file).await });
    };
    let paste = move |_| {
        let pasted = pasted.get_untracked();
        read(text, reading, OUTCOME, async move { Ok((pasted, None)) });
    };
    let choose_encoding = Callback::new(move |encoding| {
        let Reading::Done(_, Some(coded)) = reading.get_untracked() else {
            return;
        };
        read(text, reading, "#encoding, #import-failure", async move {
            coded.decoded_as(encoding)
        });
    });
    let is_busy = move || matches!(reading.get(), Reading::Busy);
    let ask = move || {
        if is_busy() {
            text.loading().to_owned()
        } else {
            text.choose_table().to_owned()
        }
    };
    let outcome = move || match reading.get() {
        Reading::Waiting | Reading::Busy => None,
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
                {move || is_busy().then(|| text.loading())}
            </p>
        </section>
        {outcome}
        <ExportCard/>
    }
}

/// Reads the table in a text, and focuses the first of these elements.
fn read(
    text: Text,
    reading: RwSignal<Reading>,
    focused: &'static str,
    source: impl Future<Output = Result<(String, Option<Coded>), ReadError>> + 'static,
) {
    reading.set(Reading::Busy);
    spawn_local(async move {
        platform::painted().await;
        let read = source
            .await
            .and_then(|(text, coded)| Ok((read_contacts(&text)?, coded)));
        // The page may be gone by now.
        reading.try_set(match read {
            Ok((table, coded)) => Reading::Done(Arc::new(table), coded),
            Err(error) => Reading::Failed(words(text, &error)),
        });
        platform::painted().await;
        platform::focus(focused);
    });
}

/// The text of a file in the most likely encoding; with its bytes if another could be meant.
async fn text_of(file: &File) -> Result<(String, Option<Coded>), ReadError> {
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
    Ok((text, coded))
}

impl Coded {
    /// The text in a chosen encoding.
    fn decoded_as(mut self, encoding: Encoding) -> Result<(String, Option<Self>), ReadError> {
        let text = decoded(&self.bytes, encoding).ok_or(ReadError::NotText)?;
        self.guess.encoding = encoding;
        self.guess.is_certain = true;
        Ok((text, Some(self)))
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
