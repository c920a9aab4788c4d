//! Trust Velocity: trust records of clients, kept in the browser.
//!
//! From the core outward: [`domain`] (what is true without a browser), [`documents`] and [`storage`]
//! (how it is stored), [`exchange`] (how it leaves and enters), [`live`] (a class over a broker), [`content`], [`chart`], [`i18n`] and
//! [`route`]; then `platform` and `app`, which exist only in a browser. See ARCHITECTURE.md.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod chart;
pub mod content;
pub mod documents;
pub mod domain;
pub mod exchange;
pub mod i18n;
pub mod live;
pub mod route;
pub mod storage;

#[cfg(target_arch = "wasm32")]
pub mod app;
#[cfg(target_arch = "wasm32")]
pub mod platform;
