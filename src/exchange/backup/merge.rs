//! Comparing and merging two states of one client.

use sha2::{Digest as _, Sha256};

use crate::{
    documents::encode_client,
    domain::{Client, ClientId, Name},
};

/// How a client of the file differs from the one here. If none of these parts differs, the order of
/// entries or a mark does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Whether the profile, the kind of the relationship, or who recommended the client differs.
    pub profile: bool,
    /// Whether the first contact differs.
    pub first_contact: bool,
    /// How many entries exist on both sides, equal or not.
    pub in_both: usize,
    /// How many entries only the file has.
    pub only_in_file: usize,
    /// How many entries exist only here.
    pub only_here: usize,
    /// How many entries exist on both sides but differ.
    pub changed: usize,
}

impl Difference {
    pub(super) fn between(in_file: &Client, here: &Client) -> Self {
        let (theirs, ours) = (in_file.indexed_entries(), here.indexed_entries());
        let (mut in_both, mut changed) = (0, 0);
        for theirs in theirs.entries() {
            if let Some(ours) = ours.get(theirs.id()) {
                in_both += 1;
                changed += usize::from(theirs != ours);
            }
        }
        Self {
            profile: in_file.profile != here.profile
                || in_file.kind != here.kind
                || in_file.role != here.role
                || in_file.recommended_by() != here.recommended_by(),
            first_contact: in_file.first_contact() != here.first_contact(),
            in_both,
            only_in_file: theirs.entries().len() - in_both,
            only_here: ours.entries().len() - in_both,
            changed,
        }
    }
}

/// The client here, with the entries that only the file has.
pub(super) fn union(here: &Client, in_file: &Client) -> Client {
    let mut union = here.clone();
    let earliest = here.first_contact().min(in_file.first_contact());
    // An earlier date is neither after today nor after any record.
    let _ = union.set_first_contact(earliest, here.first_contact());
    let known = here.indexed_entries();
    let missing = in_file
        .entries()
        .filter(|record| known.get(record.id()).is_none());
    // No record precedes its own client's first contact, and the union's is no later.
    let _ = union.put_all(missing.collect());
    union
}

/// The file's state as a separate client. The same state gives the same client, except for the
/// mark.
pub(super) fn second_client(in_file: &Client, mark: &str) -> Option<Client> {
    let text = encode_client(0, in_file).ok()?;
    let mut second = in_file.clone().with_id(second_id(&text));
    second.profile.name = marked(&in_file.profile.name, mark);
    Some(second)
}

/// The id of the second client of this document: 64 bits of its SHA-256.
pub(super) fn second_id(document: &str) -> ClientId {
    let digest = Sha256::digest(document);
    let first = digest.iter().take(8);
    ClientId::new(first.fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

/// Appends the mark to the name, which is shortened if both together are too long.
fn marked(name: &Name, mark: &str) -> Name {
    let room = Name::MAX_CHARS.saturating_sub(mark.chars().count());
    let start: String = name.as_str().chars().take(room).collect();
    Name::new(&format!("{start}{mark}")).unwrap_or_else(|_| name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::decode_client,
        domain::{EntryId, Note, Record},
    };

    /// Entries 1–7, of which 4 is a contact.
    fn client() -> Client {
        decode_client(include_str!("../../../tests/fixtures/client-v1.json"))
            .unwrap()
            .1
    }

    fn contact(id: u64, date: &str, note: &str) -> Record {
        let mut contact = client().contacts()[0].clone();
        contact.id = EntryId::new(id);
        contact.date = date.parse().unwrap();
        contact.note = Note::new(note).unwrap();
        Record::Contact(contact)
    }

    #[test]
    fn what_differs_is_counted() {
        let mut here = client();
        here.profile.name = Name::new("陈工程师").unwrap();
        here.put(contact(8, "2026-06-01", "")).unwrap();
        here.put(contact(9, "2026-06-01", "")).unwrap();
        let mut in_file = client();
        in_file.put(contact(4, "2026-03-05", "别的")).unwrap();
        in_file.put(contact(10, "2026-06-02", "")).unwrap();
        let difference = Difference {
            profile: true,
            first_contact: false,
            in_both: 7,
            only_in_file: 1,
            only_here: 2,
            changed: 1,
        };
        assert_eq!(Difference::between(&in_file, &here), difference);
    }

    #[test]
    fn a_marked_name_is_never_too_long() {
        let mark = "（副本）";
        let long = Name::new(&"陈".repeat(Name::MAX_CHARS)).unwrap();
        let name = marked(&long, mark);
        assert_eq!(name.as_str().chars().count(), Name::MAX_CHARS);
        assert!(name.as_str().ends_with(mark));
        assert_eq!(marked(&long, &"长".repeat(300)), long);
        assert_eq!(marked(&long, ""), long);
    }

    #[test]
    fn each_state_has_its_own_second_client() {
        let mut other = client();
        other.put(contact(8, "2026-06-01", "")).unwrap();
        let id = |client: &Client| second_client(client, "").unwrap().id();
        assert_eq!(id(&client()), id(&client()));
        assert_ne!(id(&client()), id(&other));
        let copy = second_client(&other.clone().as_example(), "").unwrap();
        assert_eq!(copy.history(), other.history());
        assert!(copy.is_example());
    }
}
