//! What leaves and enters the app as a file or as text: backups, tables, contacts.
//!
//! Invariant: every parser takes any input and gives a value or a typed error, never a panic; what
//! is written here is read back here without loss.
