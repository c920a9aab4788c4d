//! Reading a workbook: its code lies in a file of its own, fetched when the first one is chosen.
// The split point is a foreign function of the data pages' file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error.
#![allow(clippy::unnecessary_wraps)]

use wasm_split_helpers::SplitLoaderError;

use crate::{
    exchange::{Sheet, WorkbookError, read_workbook},
    platform::{self, split_point},
};

split_point!(workbook;
    /// The sheets of a workbook that have rows.
    pub fn sheets_in(bytes: Vec<u8>) -> Result<Result<Vec<Sheet>, WorkbookError>, SplitLoaderError> {
        Ok(read_workbook(&bytes, &platform::contained))
    }
);
