//! The size of the first load.
