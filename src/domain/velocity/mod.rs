//! The figures of trust over time. Filled in from `measurement.md`.
