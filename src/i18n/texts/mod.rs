//! The texts, by the page that shows them.

mod ask;
mod backup;
mod board;
mod classroom;
mod client;
mod common;
mod data;
mod errors;
mod exercise;
mod figures;
mod forms;
mod help;
mod history;
mod import;
mod learn;
mod lock;
mod myself;
mod offline;
mod profile;
mod qr;
mod report;
mod session;
mod settings;
mod trainee;
mod words;
mod workbook;
