//! One file per route.

mod breach;
mod client;
mod client_form;
mod client_list;
mod contact;
mod data;
mod help;
mod more;
mod not_found;
mod rating;
mod record_form;
mod settings;
mod stage;

pub use breach::BreachPage;
pub use client::ClientPage;
pub use client_form::ClientFormPage;
pub use client_list::ClientList;
pub use contact::ContactPage;
pub use data::DataPage;
pub use help::HelpPage;
pub use more::MorePage;
pub use not_found::NotFoundPage;
pub use rating::RatingPage;
pub use settings::SettingsPage;
pub use stage::StagePage;
