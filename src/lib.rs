//! Trust Velocity: trust records of clients, kept in the browser.
//!
//! The layers, from the core outward: [`domain`] (what is true without a browser),
//! [`storage`] (how it is kept), [`chart`] (how it is drawn), `i18n` (how it is said), then the
//! store, the routes and the pages, which exist only in a browser. See ARCHITECTURE.md.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod chart;
pub mod content;
pub mod documents;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod route;
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod components;
#[cfg(target_arch = "wasm32")]
pub mod pages;
#[cfg(target_arch = "wasm32")]
pub mod platform;
#[cfg(target_arch = "wasm32")]
pub mod state;
