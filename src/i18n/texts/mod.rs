//! The texts themselves, by where they are read.

mod ask;
mod backup;
mod client;
mod common;
mod data;
mod errors;
mod figures;
mod forms;
mod help;
mod import;
mod lock;
mod myself;
mod profile;
mod offline;
mod qr;
mod settings;
mod words;
