//! Every test that needs no browser but the unit tests, in one binary: it is linked once.
//!
//! `cargo test --test native tabs` runs one module.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

// As `row.rs` and `selected.rs` of `src/app/list` name it.
use trust_velocity::domain;

#[path = "../support/any.rs"]
mod any;
#[path = "../support/backends.rs"]
mod backends;
#[path = "../support/class.rs"]
mod class;
#[path = "../support/qr.rs"]
mod picture;
#[path = "../support/records.rs"]
mod records;
#[path = "../support/team.rs"]
mod team_records;

#[allow(dead_code, reason = "the page uses all of it")]
#[path = "../../src/app/list/row.rs"]
mod row;
#[allow(dead_code, reason = "the page uses all of it")]
#[path = "../../src/app/list/selected.rs"]
mod selected;
#[path = "../../src/app/components/slices/count.rs"]
mod slice_count;
#[path = "../../src/app/components/score_slider/place.rs"]
mod slider_place;
#[path = "../../src/app/components/window/viewport.rs"]
mod viewport;

mod backup;
mod calendar;
mod cards;
mod charts;
mod class_exchange;
mod classroom;
mod documents;
mod encodings;
mod exchange;
mod guide;
mod headings;
mod histories;
mod learn;
mod licences;
mod link;
mod links;
mod list;
mod live;
mod mangled;
mod priorities;
mod properties;
mod qr;
mod qr_photos;
mod reading;
mod removed;
mod restores;
mod sealing;
mod selecting;
mod signed;
mod storage;
mod strangers;
mod summaries;
mod tables;
mod tabs;
mod team;
mod tidy;
mod vectors;
mod words;
mod workbooks;
