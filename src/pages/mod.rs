//! One file per route.

mod breach;
mod client;
mod client_form;
mod client_list;
mod contact;
mod data;
mod detailed_rating;
mod help;
mod lock_screen;
mod more;
mod myself;
mod not_found;
mod rating;
mod record_form;
mod settings;
mod split;
mod stage;

use breach::BreachPage;
use client::ClientPage;
use client_form::ClientFormPage;
pub use client_list::ClientList;
use contact::ContactPage;
use data::{DataPage, DataPartPage};
use detailed_rating::DetailedRatingPage;
use help::HelpPage;
use lock_screen::LockScreen;
use more::MorePage;
use myself::{AssessmentPage, MyselfPage, QuestionnairePage};
use not_found::NotFoundPage;
use rating::RatingPage;
use settings::SettingsPage;
pub use split::{Fetched, FetchedPages, Shown, SplitPage};
use stage::StagePage;
