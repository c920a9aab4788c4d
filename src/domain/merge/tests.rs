//! Entries of two sides: all are kept, or the conflict is told.

use super::*;
use crate::domain::{
    BuyingRole, Channel, CivilDate, ClientId, Contact, Name, Note, PerDimension, Profile, Record,
    RelationshipKind, Stage, StageEntry,
};

fn day(text: &str) -> CivilDate {
    text.parse().unwrap()
}

fn contact(id: u64, date: &str, minutes: u16) -> Record {
    Record::Contact(Contact {
        id: EntryId::new(id),
        date: day(date),
        channel: Channel::Call,
        minutes,
        served: PerDimension::default(),
        note: Note::default(),
        next: None,
    })
}

fn stage(id: u64, date: &str) -> Record {
    Record::Stage(StageEntry {
        id: EntryId::new(id),
        date: day(date),
        stage: Stage::Deepening,
    })
}

/// Met on 2026-01-10, with contact 2 on 2026-02-01.
fn base() -> Client {
    let profile = Profile {
        name: Name::new("陈工").unwrap(),
        organisation: None,
        title: None,
        tags: Vec::new(),
        note: Note::default(),
    };
    let (start, today) = (day("2026-01-10"), day("2026-06-01"));
    let mut client = Client::new(ClientId::new(7), profile, start, EntryId::new(1), today).unwrap();
    client.put(contact(2, "2026-02-01", 15)).unwrap();
    client
}

fn with(record: Record) -> Client {
    let mut client = base();
    client.put(record).unwrap();
    client
}

fn without(id: u64) -> Client {
    let mut client = base();
    assert!(client.remove(EntryId::new(id)));
    client
}

#[test]
fn entries_of_both_sides_are_kept() {
    let merged = merge(
        &base(),
        &with(contact(3, "2026-03-01", 1)),
        &with(contact(4, "2026-01-20", 2)),
    )
    .unwrap();
    let ids: Vec<_> = merged.history().iter().map(Record::id).collect();
    assert_eq!(ids, [3, 2, 4, 1].map(EntryId::new));
}

#[test]
fn one_entry_changed_twice_is_a_clash() {
    let (longer, shorter) = (contact(2, "2026-02-01", 60), contact(2, "2026-02-01", 5));
    let conflict = Err(vec![Conflict::Entry(EntryId::new(2))]);
    assert_eq!(
        merge(&base(), &with(longer.clone()), &with(shorter)),
        conflict
    );
    assert_eq!(merge(&base(), &with(longer.clone()), &without(2)), conflict);
    assert_eq!(merge(&base(), &without(2), &with(longer.clone())), conflict);
    let both = merge(&base(), &with(longer.clone()), &with(longer.clone()));
    assert_eq!(both, Ok(with(longer)));
    assert_eq!(merge(&base(), &without(2), &without(2)), Ok(without(2)));
}

#[test]
fn one_side_alone_is_taken_as_it_is() {
    let base = with(contact(3, "2026-02-01", 20));
    // Of two contacts of one day the later entered stands: now it is the other one.
    let mut mine = base.clone();
    assert!(mine.remove(EntryId::new(2)));
    mine.put(contact(2, "2026-02-01", 15)).unwrap();
    assert_ne!(mine, base);
    assert_eq!(merge(&base, &mine, &base), Ok(mine.clone()));
    assert_eq!(merge(&base, &mine, &mine), Ok(mine.clone()));
    assert_eq!(merge(&base, &base, &mine), Ok(mine));
}

#[test]
fn no_entry_is_left_before_the_first_contact() {
    let mut later = without(2);
    later
        .set_first_contact(day("2026-02-15"), day("2026-06-01"))
        .unwrap();
    let early = with(contact(3, "2026-01-20", 1));
    let mine = {
        let mut mine = early.clone();
        mine.remove(EntryId::new(2));
        mine
    };
    assert_eq!(
        merge(&base(), &mine, &later),
        Err(vec![Conflict::FirstContact])
    );
    assert_eq!(
        merge(&base(), &later, &mine),
        Err(vec![Conflict::FirstContact])
    );
}

#[test]
fn the_first_contact_moves_with_its_stage() {
    let mut earlier = base();
    earlier
        .set_first_contact(day("2026-01-01"), day("2026-06-01"))
        .unwrap();
    let other = with(contact(3, "2026-03-01", 1));
    for (mine, theirs) in [(&earlier, &other), (&other, &earlier)] {
        let merged = merge(&base(), mine, theirs).unwrap();
        assert_eq!(merged.first_contact(), day("2026-01-01"));
        assert_eq!(merged.stages()[0].date, day("2026-01-01"));
        assert_eq!(merged.contacts().len(), 2);
    }
}

#[test]
fn a_relationship_keeps_a_stage() {
    let base = with(stage(3, "2026-03-01"));
    let (mut mine, mut theirs) = (base.clone(), base.clone());
    assert!(mine.remove(EntryId::new(1)) && theirs.remove(EntryId::new(3)));
    let conflict = Err(vec![Conflict::Entry(EntryId::new(1))]);
    assert_eq!(merge(&base, &mine, &theirs), conflict);
}

#[test]
fn an_edit_takes_a_client_out_of_the_bin() {
    let binned = base().into_bin(day("2026-04-01"));
    let edited = with(contact(3, "2026-03-01", 1));
    for (mine, theirs) in [(&binned, &edited), (&edited, &binned)] {
        assert_eq!(merge(&base(), mine, theirs), Ok(edited.clone()));
    }
    assert_eq!(merge(&base(), &base(), &binned), Ok(binned.clone()));
    assert_eq!(merge(&binned, &base(), &binned), Ok(base()));
    let later = base().into_bin(day("2026-04-02"));
    assert_eq!(merge(&base(), &later, &binned), Ok(later));
}

#[test]
fn merging_stays_linear_in_the_number_of_entries() {
    use crate::domain::counting::assert_linear;
    let with_all = |client: &Client, ids: std::ops::Range<u64>, minutes| {
        let mut client = client.clone();
        let entries = ids.map(|id| contact(10 + id, "2026-03-01", minutes));
        client.put_all(entries.collect()).unwrap();
        client
    };
    assert_linear(|count| {
        let quarter = count / 4;
        let base = with_all(&base(), 0..2 * quarter, 15);
        let mut mine = with_all(&base, quarter..3 * quarter, 20);
        mine.retain(|id| id.number() < 10 || 20 < id.number());
        let theirs = with_all(&base, 3 * quarter..count, 15);
        let merged = merge(&base, &mine, &theirs).unwrap();
        assert_eq!(
            merged.contacts().len(),
            1 + usize::try_from(count).unwrap() - 11
        );
    });
}

#[test]
fn kind_and_recommendation_are_merged_with_the_profile() {
    let base = base();
    let mut mine = base.clone();
    mine.kind = RelationshipKind::Supplier;
    mine.role = Some(BuyingRole::Buyer);
    let by = Some(ClientId::new(8));
    mine.set_recommended_by(by).unwrap();
    let theirs = with(contact(3, "2026-03-01", 1));
    for (mine, theirs) in [(&mine, &theirs), (&theirs, &mine)] {
        let merged = merge(&base, mine, theirs).unwrap();
        assert_eq!(merged.kind, RelationshipKind::Supplier);
        assert_eq!(merged.role, Some(BuyingRole::Buyer));
        assert_eq!(merged.recommended_by(), by);
        assert_eq!(merged.contacts().len(), 2);
    }
    let mut theirs = base.clone();
    theirs.set_recommended_by(Some(ClientId::new(9))).unwrap();
    let conflict = Err(vec![Conflict::Profile]);
    assert_eq!(merge(&base, &mine, &theirs), conflict);
    let mut theirs = base.clone();
    theirs.kind = RelationshipKind::TeamMember;
    assert_eq!(merge(&base, &mine, &theirs), conflict);
    theirs.kind = mine.kind;
    theirs.role = Some(BuyingRole::User);
    assert_eq!(merge(&base, &mine, &theirs), conflict);
    theirs.role = None;
    theirs.kind = RelationshipKind::Supplier;
    assert_eq!(merge(&base, &theirs, &mine), conflict);
    assert_eq!(merge(&base, &mine, &mine), Ok(mine.clone()));
    // The other one is taken back alone.
    assert_eq!(merge(&mine, &base, &mine), Ok(base));
}

#[test]
fn of_two_days_until_which_one_is_snoozed_the_later_stands() {
    let base = base();
    let [monday, friday] = ["2026-06-01", "2026-06-05"].map(|text| Some(day(text)));
    let snoozed = |until| base.clone().snoozed(until);
    for (mine, theirs, until) in [
        (monday, friday, friday),
        (friday, monday, friday),
        (None, monday, monday),
        (monday, None, monday),
    ] {
        let merged = merge(&base, &snoozed(mine), &snoozed(theirs)).unwrap();
        assert_eq!(merged.snoozed_until(), until);
    }
    let woken = merge(&snoozed(monday), &base, &snoozed(monday)).unwrap();
    assert_eq!(woken.snoozed_until(), None);
}
