//! The parts of a printed page that journeys ask for: its sheets of paper and its charts.

use miniz_oxide::inflate::decompress_to_vec_zlib;

/// A PDF as a browser printed it.
pub struct Pdf {
    /// The file, and after it the objects that lie compressed in it.
    objects: Vec<u8>,
}

impl Pdf {
    /// Reads the file of a browser.
    pub fn of(file: Vec<u8>) -> Self {
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
        Self { objects }
    }

    /// How many sheets of paper it takes.
    pub fn sheets(&self) -> usize {
        self.count("/Type", "/Page")
    }

    /// How many charts are in it: pictures of pixels, each with its transparency as a picture of its own.
    /// One that was not painted is not there.
    pub fn charts(&self) -> usize {
        self.count("/Subtype", "/Image") / 2
    }

    /// How many objects have this value under this key.
    fn count(&self, key: &str, value: &str) -> usize {
        let text = String::from_utf8_lossy(&self.objects);
        let values = text.split(key).skip(1).map(str::trim_start);
        values
            .filter_map(|rest| rest.strip_prefix(value))
            .filter(|rest| !rest.starts_with(char::is_alphanumeric))
            .count()
    }
}

/// The dictionary of a stream, which stands before it, is shorter than this.
const HEAD: usize = 300;

fn find(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).position(|part| part == word)
}
