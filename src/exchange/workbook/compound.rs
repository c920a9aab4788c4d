//! The chains of sectors in a compound file, the packing of Excel 97–2003, and the workbook's stream in
//! it, before calamine follows them.
//!
//! Invariant: a file is read only if each of its chains ends; one that comes back to itself would be
//! unpacked without end.

/// A reference to no sector: it ends a chain, or marks a sector that is in none.
const FIRST_RESERVED: u32 = 0xFFFF_FFFA;
/// The bytes of the header that are read.
const HEADER: usize = 512;
/// The bytes of an entry of the directory.
const ENTRY: usize = 128;
/// Shorter streams lie in sectors of their own, of [`MINI_SECTOR`] bytes.
const MINI_STREAM: usize = 4096;
const MINI_SECTOR: usize = 64;

/// The workbook's stream, if all chains that start in the header or in the directory end.
pub(super) fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let file = File::read(bytes)?;
    if !file.all_chains_end()? {
        return None;
    }
    // As calamine looks for it: the first of a name, in any case.
    ["Workbook", "Book"]
        .into_iter()
        .find_map(|name| file.stream(name))
}

struct File<'a> {
    bytes: &'a [u8],
    sector_size: usize,
    /// The sector that follows each sector in its chain.
    next: Vec<u32>,
}

impl<'a> File<'a> {
    /// Reads the table of chains; none if it is cut, or larger than the file.
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let sector_size = match bytes.get(30..32)? {
            [0x09, 0] => 512,
            [0x0C, 0] => 4096,
            _ => return None,
        };
        let mut file = Self {
            bytes,
            sector_size,
            next: Vec::new(),
        };
        let most = bytes.len() / sector_size;
        // The numbers of the table's parts: in the header first, then in a chain of its own, of which each
        // sector ends with the next.
        let mut parts: Vec<u32> = numbers(bytes.get(76..HEADER)?).collect();
        let mut sector = number(bytes, 68)?;
        let mut walked = 0;
        while sector < FIRST_RESERVED {
            parts.extend(numbers(file.sector(sector)?));
            sector = parts.pop()?;
            walked += 1;
            if most < walked {
                return None;
            }
        }
        parts.retain(|part| *part < FIRST_RESERVED);
        if most < parts.len() {
            return None;
        }
        for part in parts {
            let part = numbers(file.sector(part)?);
            file.next.extend(part);
        }
        Some(file)
    }

    /// None if the directory is cut.
    fn all_chains_end(&self) -> Option<bool> {
        let mut chains = Chains {
            next: &self.next,
            state: vec![State::Unknown; self.next.len()],
        };
        let (directory, short) = (number(self.bytes, 48)?, number(self.bytes, 60)?);
        if !chains.ends(directory) || !chains.ends(short) {
            return Some(false);
        }
        let mut sector = directory;
        while let Some(next) = self.next.get(sector as usize) {
            for entry in self.sector(sector)?.chunks_exact(ENTRY) {
                if !chains.ends(number(entry, 116)?) {
                    return Some(false);
                }
            }
            sector = *next;
        }
        Some(true)
    }

    /// The stream of a name, as far as it is in the file.
    fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let directory = self.chain(number(self.bytes, 48)?, usize::MAX);
        let mut entries = directory.chunks_exact(ENTRY);
        let root = entries.clone().next()?;
        let entry = entries.find(|entry| has_name(entry, name))?;
        let (start, length) = (number(entry, 116)?, number(entry, 120)? as usize);
        if MINI_STREAM <= length {
            return Some(self.chain(start, length));
        }
        let minis = self.chain(number(root, 116)?, number(root, 120)? as usize);
        let next: Vec<_> = numbers(&self.chain(number(self.bytes, 60)?, usize::MAX)).collect();
        let mut stream = Vec::new();
        let mut sector = start;
        // A chain that comes back to itself ends with the length.
        while stream.len() < length {
            let Some(part) = minis.chunks(MINI_SECTOR).nth(sector as usize) else {
                break;
            };
            stream.extend_from_slice(part);
            sector = next.get(sector as usize).copied().unwrap_or(u32::MAX);
        }
        stream.truncate(length);
        Some(stream)
    }

    /// The bytes of a chain that ends, at most so many.
    fn chain(&self, start: u32, most: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut id = start;
        while bytes.len() < most
            && let Some(sector) = self.sector(id)
        {
            bytes.extend_from_slice(sector);
            id = self.next.get(id as usize).copied().unwrap_or(u32::MAX);
        }
        bytes.truncate(most);
        bytes
    }

    /// A sector; the last one may be shorter.
    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        let start = (id as usize)
            .checked_add(1)?
            .checked_mul(self.sector_size)?;
        let rest = self.bytes.get(start..)?;
        Some(rest.get(..self.sector_size).unwrap_or(rest))
    }
}

/// The chains, each walked over once.
struct Chains<'a> {
    next: &'a [u32],
    state: Vec<State>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Unknown,
    /// In the chain that is walked over.
    Walked,
    Ends,
}

impl Chains<'_> {
    fn ends(&mut self, start: u32) -> bool {
        let mut walked = Vec::new();
        let mut at = start as usize;
        while let Some(state) = self.state.get_mut(at) {
            match state {
                State::Unknown => *state = State::Walked,
                State::Walked => return false,
                State::Ends => break,
            }
            walked.push(at);
            at = self.next[at] as usize;
        }
        for at in walked {
            self.state[at] = State::Ends;
        }
        true
    }
}

/// Whether an entry of the directory has this name, in any case: it is in UTF-16, and ends with a zero.
fn has_name(entry: &[u8], name: &str) -> bool {
    let units = entry[..64].chunks_exact(2);
    let units = units.map(|two| u16::from_le_bytes([two[0], two[1]]));
    let known: Vec<_> = units.take_while(|unit| *unit != 0).collect();
    String::from_utf16_lossy(&known).eq_ignore_ascii_case(name)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four| four.first_chunk().copied().map(u32::from_le_bytes))
}
