//! The chains of sectors in a compound file, the packing of Excel 97–2003, before calamine follows them.
//!
//! Invariant: a file is read only if each of its chains ends; one that comes back to itself would be
//! unpacked without end.

/// A reference to no sector: it ends a chain, or marks a sector that is in none.
const FIRST_RESERVED: u32 = 0xFFFF_FFFA;
/// The bytes of the header that are read.
const HEADER: usize = 512;
/// The bytes of an entry of the directory.
const ENTRY: usize = 128;

/// Whether all chains that start in the header or in the directory end.
pub(super) fn all_chains_end(bytes: &[u8]) -> bool {
    File::read(bytes).is_some_and(|file| file.all_chains_end().unwrap_or(false))
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
        // Where the parts of the table are: in the header first, then in a chain of its own, of which
        // each sector ends with the next.
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

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes(*four))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes
        .chunks_exact(4)
        .filter_map(|four| four.first_chunk().copied().map(u32::from_le_bytes))
}
