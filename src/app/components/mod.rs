//! Widgets that two or more files use.
//!
//! Invariant: each has two users, which `tests/native/tidy.rs` counts; a widget of one page is in
//! that page's folder.

mod advice_words;
mod answer_list;
mod back_link;
mod bulk_edit;
mod calendar_file;
mod chart;
mod checkbox;
mod choice;
mod client_choice;
mod client_search;
mod confirm;
mod dialog;
mod draft;
mod entry_words;
mod evidence;
mod examples_button;
mod exercise_lookup;
mod explained;
mod figure_table;
mod file_field;
mod form;
mod fraction;
mod icon;
mod join_box;
mod more_rows;
mod not_found_page;
mod once_fetched;
mod paged_text;
mod passphrase;
mod paste_field;
mod place;
mod printing;
mod prose;
mod qr_code;
mod qr_reader;
mod questionnaire;
mod recommender;
mod record_form;
mod save_or_copy;
mod score_bar;
mod score_slider;
mod scorm_progress;
mod slices;
mod to_send;
mod trend_card;
mod verdict;
mod welcome;
mod window;

pub use advice_words::{advice_words, fetched_advice};
pub use answer_list::AnswerList;
pub use back_link::BackLink;
pub use bulk_edit::{BulkEdit, EditOutcome};
pub use calendar_file::CalendarFile;
pub use chart::{ChartCard, Describe, MadeForPaper, PictureAddress, ProfileCard, stage_words};
pub use checkbox::Checkbox;
pub use choice::{Choice, ChoiceField, NOTHING, position};
pub use client_choice::ClientChoice;
pub use client_search::{ClientSearch, SearchPurpose};
pub use confirm::Confirm;
pub use dialog::{Dialog, has_dialog};
pub use draft::{Draft, on_leave};
pub use entry_words::{
    EntryWords, entry_date, entry_words, feedback_facts, repair_step_state, repair_words,
};
pub use evidence::{Evidence, EvidenceField, RisesAsked};
pub use examples_button::{ExamplesButton, example_ids, load_examples};
pub use exercise_lookup::{
    Lookup, exercise_of, exercise_of_session, fetched_index, page_about, session_of, sources,
};
pub use explained::{Explained, GlossaryLinks};
pub use figure_table::FigureTable;
pub use file_field::FileField;
pub use form::{
    Form, FormFailure, FormState, TextArea, TextField, focus_first_error, focus_soon,
    spares_composition,
};
pub use fraction::Fraction;
pub use icon::{DimensionMark, Icon, Shape};
pub use join_box::{JoinBox, PasteForm};
pub use more_rows::MoreRows;
pub use not_found_page::NotFoundPage;
pub use once_fetched::OnceFetched;
pub use paged_text::{PagedText, Pages, contents_of};
pub use passphrase::{LEAST_CHARS, PassphraseField, ShowPassphrase, crypto_words};
pub use paste_field::PasteField;
pub use place::{PagePlace, PagePlaces};
pub use printing::is_printing;
pub use prose::{ProseSection, prose_blocks};
pub use qr_code::QrCode;
pub use qr_reader::{CollectingQrReader, QrReader, ScanOutcome};
pub use questionnaire::{Questionnaire, fetched_items};
pub use recommender::recommender;
pub use record_form::{DateField, RecordForm, date_of_today, typed_date};
pub use save_or_copy::SaveOrCopy;
pub use score_bar::{PART_ENDS, ScoreBar, part_ends};
pub use score_slider::ScoreSlider;
pub use scorm_progress::change_scorm_progress;
pub use slices::Slices;
pub use to_send::ToSend;
pub use trend_card::{TotalsTrendCard, TrendCard, regain_words};
pub use verdict::{VerdictMark, verdict_mark};
pub use welcome::Welcome;
pub use window::{LayoutWatch, Mounted, Window, change_rows, children};
