//! An edit of many clients: each is read and written once, what fails stops no other, and one undo
//! takes all of it back.

use std::{cell::Cell, rc::Rc, sync::Arc};

use trust_velocity::{
    domain::{
        Assumptions, CivilDate, Client, ClientEdit, ClientId, DateError, EditError, EntryId, Name,
        Stage, Summary,
    },
    exchange::{ClientColumn, clients_csv},
    i18n::Text,
    storage::{
        Backend, Change, Durability, Each, NotChanged, Replica, Repository, SaveError, Yield,
        YieldFuture,
    },
};

use crate::{
    backends::{Fault, Faulty, MemoryJournal, now},
    records,
};

fn first_contact() -> CivilDate {
    "2026-01-10".parse().unwrap()
}

fn ids(count: u64) -> Vec<ClientId> {
    (1..=count).map(ClientId::new).collect()
}

/// A store of so many clients, the last of which was met on 2026-05-01.
fn stored(count: u64) -> Faulty {
    let faulty = Faulty::default();
    let mut replica = open(&faulty);
    let last = "2026-05-01".parse().unwrap();
    let added = ids(count).into_iter().map(|id| {
        let day = if id == ClientId::new(count) {
            last
        } else {
            first_contact()
        };
        let client = records::client(day).with_id(id);
        Change {
            before: None,
            after: Some(Arc::new(client)),
        }
    });
    now(replica.put(added.collect())).unwrap();
    faulty
}

/// A page that has read summaries, and no client.
fn open(faulty: &Faulty) -> Replica {
    let repository = Repository::new(faulty.clone());
    let mut replica = now(Replica::begin(repository, records::today())).unwrap();
    now(replica.scan(usize::MAX)).unwrap();
    replica
}

fn tag(name: &str) -> ClientEdit {
    ClientEdit::AddTags(vec![Name::new(name).unwrap()])
}

fn edit(replica: &mut Replica, ids: &[ClientId], edit: &ClientEdit) -> Each<EditError> {
    let made = |client: &Client| edit.made_to(client, records::today());
    now(replica.change_each(ids, made))
}

/// The tags of each client, as they are stored.
fn tags(faulty: &Faulty) -> Vec<usize> {
    let repository = Repository::new(faulty.clone());
    let replica = now(Replica::open(repository, records::today())).unwrap();
    replica
        .clients()
        .map(|client| client.profile.tags.len())
        .collect()
}

#[test]
fn many_clients_are_changed_at_once_and_back_by_one_undo() {
    let faulty = stored(300);
    let mut replica = open(&faulty);
    let each = edit(&mut replica, &ids(300), &tag("展会"));
    assert_eq!(
        (each.changed, each.unchanged, each.failed.len()),
        (300, 0, 0)
    );
    assert_eq!(tags(&faulty), vec![1; 300]);
    let listed = replica.index().entries();
    assert!(
        listed
            .into_iter()
            .all(|(_, entry)| entry.summary.tags.len() == 1)
    );
    assert_eq!(replica.clients().count(), 0, "lists keep summaries alone");
    // The same again changes nothing, so there is nothing more to undo.
    let again = edit(&mut replica, &ids(300), &tag("展会"));
    assert_eq!((again.changed, again.unchanged), (0, 300));
    assert_eq!(now(replica.undo()), Ok(true));
    assert_eq!(tags(&faulty), vec![0; 300]);
    assert_eq!(now(replica.undo()), Ok(false));
}

#[test]
fn a_client_that_cannot_take_the_edit_stops_no_other() {
    let faulty = stored(4);
    let unreadable = format!("trust-velocity/client/{}", ClientId::new(2));
    faulty.set(&unreadable, "not a document").unwrap();
    let mut replica = open(&faulty);
    let date: CivilDate = "2026-04-01".parse().unwrap();
    let enter = ClientEdit::EnterStage {
        id: EntryId::new(77),
        date,
        stage: Stage::Deepening,
    };
    let each = edit(&mut replica, &ids(5), &enter);
    assert_eq!(each.changed, 2);
    let [unread, late, gone] = &each.failed[..] else {
        panic!("{:?}", each.failed)
    };
    assert_eq!(unread.0, ClientId::new(2));
    assert!(matches!(unread.1, NotChanged::Save(SaveError::Occupied(_))));
    let before = DateError::BeforeFirstContact {
        first_contact: "2026-05-01".parse().unwrap(),
    };
    assert_eq!(
        *late,
        (
            ClientId::new(4),
            NotChanged::Refused(EditError::Date(before))
        )
    );
    assert_eq!(*gone, (ClientId::new(5), NotChanged::Gone));
    let kept = faulty.get(&unreadable).unwrap();
    assert_eq!(kept.as_deref(), Some("not a document"));
    assert_eq!(now(replica.undo()), Ok(true));
    let stages = |id| {
        now(replica.read_client(ClientId::new(id))).unwrap();
        replica.client(ClientId::new(id)).unwrap().stages().len()
    };
    assert_eq!([1, 3].map(stages), [0, 0]);
}

#[test]
fn what_was_done_before_the_storage_refused_stands_and_can_be_undone() {
    let faulty = stored(10);
    let mut replica = open(&faulty);
    faulty.breaks(Fault::Blocked, 30);
    let each = edit(&mut replica, &ids(10), &tag("a"));
    faulty.mend();
    let done = each.changed;
    assert!(0 < done && done < 10, "{done} were changed");
    assert_eq!(each.failed.len(), 10 - done);
    let refused = |(_, error): &(ClientId, NotChanged<EditError>)| {
        matches!(error, NotChanged::Save(SaveError::Unavailable(_)))
    };
    assert!(each.failed.iter().all(refused));
    let tagged = |count| [vec![1; count], vec![0; 10 - count]].concat();
    // The one that was being written may have been written.
    assert!([tagged(done), tagged(done + 1)].contains(&tags(&faulty)));
    now(replica.refresh()).unwrap();
    assert_eq!(now(replica.undo()), Ok(true));
    assert!(tags(&faulty)[..done].iter().all(|count| *count == 0));
}

#[test]
fn each_client_is_edited_as_another_tab_has_stored_it() {
    let faulty = stored(3);
    let mut here = open(&faulty);
    let mut there = open(&faulty);
    edit(&mut there, &[ClientId::new(1)], &tag("theirs"));
    edit(&mut there, &[ClientId::new(2)], &ClientEdit::PutIntoBin);
    let each = edit(&mut here, &ids(3), &tag("mine"));
    let binned = NotChanged::Refused(EditError::Binned);
    assert_eq!(each.failed, [(ClientId::new(2), binned)]);
    assert_eq!(tags(&faulty), [2, 0, 1]);
    // Both can be undone, each by its own tab.
    assert_eq!(now(here.undo()), Ok(true));
    assert_eq!(tags(&faulty), [1, 0, 0]);
}

/// Counts how often a command could yield.
struct Counted(Rc<Cell<usize>>);

impl Yield for Counted {
    fn next(&self, _: usize) -> Option<YieldFuture> {
        self.0.set(self.0.get() + 1);
        None
    }
}

#[test]
fn the_browser_has_its_turn_between_any_two_clients() {
    let faulty = stored(100);
    let mut replica = open(&faulty);
    let offered = Rc::new(Cell::new(0));
    replica
        .repository_mut()
        .set_yield(Box::new(Counted(Rc::clone(&offered))));
    edit(&mut replica, &ids(100), &tag("a"));
    assert!(99 <= offered.get(), "{}", offered.get());
}

#[test]
fn the_journal_has_all_of_them_as_one_command() {
    let faulty = stored(20);
    let journal = MemoryJournal::default();
    let mut replica = open(&faulty);
    replica
        .repository_mut()
        .set_journal(Box::new(journal.clone()));
    now(replica.recover()).unwrap();
    edit(&mut replica, &ids(20), &tag("a"));
    assert_eq!(now(replica.repository().confirm()), Ok(Durability::Disk));
    faulty.loses(1_000);
    assert_ne!(tags(&faulty), vec![1; 20]);
    let mut repository = Repository::new(faulty.clone());
    repository.set_journal(Box::new(journal));
    let mut again = now(Replica::begin(repository, records::today())).unwrap();
    now(again.recover()).unwrap();
    assert_eq!(tags(&faulty), vec![1; 20]);
}

#[test]
fn a_table_of_clients_has_a_row_for_each() {
    let mut client = records::client(first_contact()).with_id(ClientId::new(7));
    client.profile.tags = vec![Name::new("=a").unwrap(), Name::new("b").unwrap()];
    let summary = Summary::of(&client, &Assumptions::default(), records::today());
    let text = Text(trust_velocity::domain::Language::Zh);
    let csv = clients_csv([&summary], &text);
    let mut lines = csv.lines();
    let headings = lines.next().unwrap();
    assert!(headings.starts_with("\u{feff}姓名,单位,职位,标签,首次接触日期,阶段,"));
    assert_eq!(headings.split(',').count(), ClientColumn::ALL.len());
    let row = lines.next().unwrap();
    assert_eq!(
        row,
        "陈工,,,\"'=a; b\",2026-01-10,,,,,,,,,,,0000000000000007"
    );
    assert_eq!(lines.next(), None);
}
