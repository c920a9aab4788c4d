//! Reading a workbook: its code lies in a file of its own, fetched when the first one is chosen.
// The split point is a foreign function of the data pages' file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use wasm_split_helpers::SplitLoaderError;
#[cfg(split)]
use wasm_split_helpers::wasm_split;

use crate::{
    exchange::{Sheet, WorkbookError, read_workbook},
    platform,
};

/// The sheets of a workbook that have rows.
#[cfg(split)]
#[wasm_split(workbook, fallible)]
pub fn sheets_in(bytes: Vec<u8>) -> Result<Result<Vec<Sheet>, WorkbookError>, SplitLoaderError> {
    Ok(read_workbook(&bytes, &platform::contained))
}

/// The build without split files, which has the code at hand.
#[cfg(not(split))]
#[allow(clippy::unused_async, reason = "as where it is split")]
pub async fn sheets_in(
    bytes: Vec<u8>,
) -> Result<Result<Vec<Sheet>, WorkbookError>, SplitLoaderError> {
    Ok(read_workbook(&bytes, &platform::contained))
}
