//! The kind of a file and its size when unpacked, before anything is unpacked.

use std::io::Cursor;

use zip::ZipArchive;

use super::{MAX_CELLS, MAX_UNPACKED, WorkbookError, compound::workbook_stream, extent::is_within};

/// The kind of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// XML in a ZIP archive, since Excel 2007.
    Xlsx,
    /// Records in a compound file, Excel 97–2003.
    Xls,
}

/// Whether it begins as a ZIP archive does.
pub(super) fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Whether it begins as a compound file does, the packing of the old Office.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// The kind of a workbook whose size can be borne.
///
/// # Errors
/// [`WorkbookError`], but for an empty one.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, WorkbookError> {
    if !is_compound(bytes) {
        return kind_of_zip(bytes);
    }
    // Names of streams are in UTF-16.
    let has = |name: &str| {
        let name: Vec<_> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if has("EncryptedPackage") {
        Err(WorkbookError::Encrypted)
    } else if has("Workbook") || has("Book") {
        let stream = workbook_stream(bytes).ok_or(WorkbookError::Damaged)?;
        if is_within(&stream, MAX_CELLS, MAX_UNPACKED) {
            Ok(Kind::Xls)
        } else {
            Err(WorkbookError::TooLargeUnpacked)
        }
    } else if has("Root Entry") {
        Err(WorkbookError::NotAWorkbook)
    } else {
        // It ends before its list of what is in it.
        Err(WorkbookError::Damaged)
    }
}

fn kind_of_zip(bytes: &[u8]) -> Result<Kind, WorkbookError> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| WorkbookError::Damaged)?;
    let mut kind = None;
    let mut declared = 0_u64;
    for at in 0..zip.len() {
        let file = zip.by_index_raw(at).map_err(|_| WorkbookError::Damaged)?;
        let name = file
            .name()
            .unwrap_or_default()
            .to_lowercase()
            .replace('\\', "/");
        if name.starts_with("xl/workbook") {
            if file.encrypted() {
                return Err(WorkbookError::Encrypted);
            }
            match name.rsplit('.').next() {
                Some("xml") => kind = Some(Kind::Xlsx),
                Some("bin") => return Err(WorkbookError::Binary),
                _ => {}
            }
        }
        // Pictures and the like are never unpacked.
        if [".xml", ".rels"].iter().any(|end| name.ends_with(end)) {
            declared = declared.saturating_add(file.size());
        }
    }
    let kind = kind.ok_or(WorkbookError::NotAWorkbook)?;
    // An archive may lie, but `zip` unpacks no part beyond its declared size.
    if (MAX_UNPACKED as u64) < declared {
        return Err(WorkbookError::TooLargeUnpacked);
    }
    Ok(kind)
}
