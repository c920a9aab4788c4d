//! Shared widgets, named by what they are.

mod answer_list;
mod back_link;
mod banner;
mod card;
mod chart;
mod dialog;
mod draft;
mod examples_button;
mod explained;
mod file_field;
mod form;
mod formula_card;
mod gap_card;
mod history;
mod icon;
mod navigation;
mod passphrase;
mod prose;
mod qr_code;
mod qr_reader;
mod questionnaire;
mod score_bar;
mod score_slider;
mod stage_card;
mod to_send;
mod toast;
mod trend_card;
mod verdict;

pub use answer_list::AnswerList;
pub use back_link::BackLink;
pub use banner::Banners;
pub use card::CardPicture;
pub use chart::{DistributionCard, ProfileCard, ProgressCard, VelocityCard};
pub use dialog::Dialog;
pub use draft::Draft;
pub use examples_button::ExamplesButton;
pub use explained::Explained;
pub use file_field::FileField;
pub use form::{
    Choice, ChoiceField, Form, FormFailure, FormState, TextArea, TextField, focus_first_error,
    focus_soon, position,
};
pub use formula_card::FormulaCard;
pub use gap_card::GapCard;
pub use history::{History, entry_words};
pub use icon::{DimensionMark, Icon, Shape};
pub use navigation::Navigation;
pub use passphrase::{LEAST_CHARS, PassphraseField, ShowPassphrase, crypto_words};
pub use prose::LongText;
pub use qr_code::QrCode;
pub use qr_reader::{CollectingQrReader, Heard, QrReader};
pub use questionnaire::{Questionnaire, fetched_items};
pub use score_bar::ScoreBar;
pub use score_slider::{Answer, ScoreSlider};
pub use stage_card::StageCard;
pub use to_send::ToSend;
pub use toast::Toast;
pub use trend_card::{TotalsTrendCard, TrendCard};
pub use verdict::VerdictMark;
