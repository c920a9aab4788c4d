//! A live class over a broker, as far as it needs no browser.

pub mod mqtt;
pub mod site;
