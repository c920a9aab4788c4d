//! A printed page, as far as journeys ask: its sheets of paper and its length.

use miniz_oxide::inflate::decompress_to_vec_zlib;

/// A PDF as a browser printed it.
pub struct Pdf {
    /// The file, and after it the objects that lie compressed in it.
    objects: Vec<u8>,
    length: usize,
}

impl Pdf {
    /// Reads the file of a browser.
    pub fn of(file: Vec<u8>) -> Self {
        let length = file.len();
        let mut objects = file.clone();
        let mut rest = file.as_slice();
        while let Some(start) = find(rest, b"stream") {
            let (head, body) = rest.split_at(start + b"stream".len());
            let end = find(body, b"endstream").unwrap_or(body.len());
            let head = &head[head.len().saturating_sub(HEAD)..];
            if find(head, b"/ObjStm").is_some() {
                let packed = body[..end].trim_ascii_start();
                objects.extend(decompress_to_vec_zlib(packed).expect("a stream of objects"));
            }
            rest = body.get(end + b"endstream".len()..).unwrap_or_default();
        }
        Self { objects, length }
    }

    /// How many sheets of paper it takes.
    pub fn sheets(&self) -> usize {
        let text = String::from_utf8_lossy(&self.objects);
        let values = text.split("/Type").skip(1).map(str::trim_start);
        values
            .filter_map(|rest| rest.strip_prefix("/Page"))
            .filter(|rest| !rest.starts_with(char::is_alphanumeric))
            .count()
    }

    /// The length of the file in bytes. A chart is pixels in it, or lines if it was painted for paper alone;
    /// one that was not painted adds nothing.
    pub const fn length(&self) -> usize {
        self.length
    }
}

/// The dictionary of a stream, which stands before it, is shorter than this.
const HEAD: usize = 300;

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}
