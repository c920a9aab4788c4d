//! Undoing a deletion while a class or a team goes on sending.

use trust_velocity::{
    documents::{DocumentId, OpaqueDocument, TeamDocument, UndoneDocument},
    domain::{CivilDate, EntryId, Name, team::SharedReport},
    storage::{ChangeSet, Replica, Undo},
};

use super::{SESSION, SESSION_ID, changed, document, replica, stored};
use crate::{
    backends::{Shared, now},
    team_records,
};

fn changes(replica: &mut Replica, id: DocumentId, wanted: &OpaqueDocument, undo: Undo) {
    let change = super::to(replica, id, Some(wanted));
    now(replica.change_with_undo(change, undo)).unwrap();
}

/// As the app stores an answer: a phone is told that it is received, so it is not among the changes to undo.
fn stores(replica: &mut Replica, id: DocumentId, wanted: &OpaqueDocument) {
    let change = ChangeSet::of_document(id, replica.document(id).cloned(), Some(wanted.clone()));
    now(replica.make(change)).unwrap();
}

#[test]
fn what_the_app_stores_by_itself_is_not_undone() {
    let mut replica = replica(&stored());
    let mut session = document(SESSION).session().unwrap();
    session.expected = Some(31);
    let wanted = OpaqueDocument::of_session(&session).unwrap();
    stores(&mut replica, SESSION_ID, &wanted);
    assert_eq!(now(replica.undo()), Ok(false));
    assert_eq!(replica.document(SESSION_ID), Some(&wanted));
}

#[test]
fn deleted_submissions_come_back_beside_those_that_came_since() {
    let mut replica = replica(&stored());
    let full = document(SESSION).session().unwrap();
    let count = full.all_submissions().count();
    assert!(1 < count);
    let emptied = full.clone().without_submissions();
    let of = |session| OpaqueDocument::of_session(session).unwrap();
    changes(
        &mut replica,
        SESSION_ID,
        &of(&emptied),
        UndoneDocument::with_submissions,
    );

    let mut late = full.all_submissions().next().unwrap().clone();
    late.id = EntryId::new(4711);
    late.name = Some(Name::new("后来的人").unwrap());
    let mut since = emptied.clone();
    since.accept(late.clone());
    stores(&mut replica, SESSION_ID, &of(&since));

    assert_eq!(now(replica.undo()), Ok(true));
    let stored = replica.document(SESSION_ID).unwrap().session().unwrap();
    assert_eq!(stored.all_submissions().count(), count + 1);
    assert!(
        full.all_submissions()
            .all(|it| stored.all_submissions().any(|other| other == it))
    );
    assert!(stored.all_submissions().any(|it| *it == late));
    assert_eq!(stored.is_revealed, full.is_revealed);

    // Redone, it deletes those that it deleted before.
    assert_eq!(now(replica.redo()), Ok(true));
    let stored = replica.document(SESSION_ID).unwrap().session().unwrap();
    assert_eq!(stored.all_submissions().collect::<Vec<_>>(), [&late]);
}

#[test]
fn a_change_that_took_something_in_is_not_undone_over_what_came_since() {
    let mut replica = replica(&stored());
    let full = document(SESSION).session().unwrap();
    let emptied = full.clone().without_submissions();
    let of = |session| OpaqueDocument::of_session(session).unwrap();
    stores(&mut replica, SESSION_ID, &of(&emptied));
    changes(
        &mut replica,
        SESSION_ID,
        &of(&full),
        UndoneDocument::with_submissions,
    );
    let mut since = full.clone();
    since.expected = Some(31);
    stores(&mut replica, SESSION_ID, &of(&since));
    assert_eq!(now(replica.undo()), Err(changed()));
    assert_eq!(replica.document(SESSION_ID), Some(&of(&since)));
}

#[test]
fn a_removed_report_comes_back_beside_one_that_came_since() {
    let (team, id) = (EntryId::new(1), DocumentId::Team(EntryId::new(1)));
    let report = |seller: u64, edition| {
        let name = Some(Name::new(&format!("S{seller}")).unwrap());
        let day: CivilDate = "2026-11-01".parse().unwrap();
        SharedReport::new(team, EntryId::new(seller), name, day, edition, Vec::new()).unwrap()
    };
    let mut full = team_records::team(team, false);
    full.accept(report(7, 1));
    let of = |team| OpaqueDocument::of_team(&TeamDocument::Led(team)).unwrap();
    let mut replica = replica(&Shared::default());
    stores(&mut replica, id, &of(full.clone()));
    let without = full.without(EntryId::new(7));
    changes(
        &mut replica,
        id,
        &of(without.clone()),
        UndoneDocument::with_reports,
    );
    let mut since = without;
    since.accept(report(8, 1));
    stores(&mut replica, id, &of(since));

    assert_eq!(now(replica.undo()), Ok(true));
    let TeamDocument::Led(stored) = replica.document(id).unwrap().team().unwrap() else {
        panic!("another document");
    };
    let sellers = stored
        .reports()
        .iter()
        .map(|kept| kept.report.seller.number());
    assert_eq!(sellers.collect::<Vec<_>>(), [7, 8]);
}

#[test]
fn only_the_last_hundred_changes_can_be_undone() {
    let mut replica = replica(&stored());
    let mut session = document(SESSION).session().unwrap();
    for expected in 1..=101 {
        session.expected = Some(expected);
        let wanted = OpaqueDocument::of_session(&session).unwrap();
        super::put(&mut replica, SESSION_ID, Some(&wanted)).unwrap();
    }
    let undone = std::iter::repeat_with(|| now(replica.undo())).take_while(|it| *it == Ok(true));
    assert_eq!(undone.count(), 100);
    let stored = replica.document(SESSION_ID).unwrap().session().unwrap();
    assert_eq!(stored.expected, Some(1));
}
