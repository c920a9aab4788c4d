//! The journeys through the built site on three browser engines.

fn main() {}
