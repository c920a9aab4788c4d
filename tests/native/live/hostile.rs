//! Hostile messages are counted and left out, and a class goes on beside them; each side does what it
//! should, and no more.

use trust_velocity::{
    domain::{
        EntryId, Name,
        classroom::{Naming, RevealCode, Round, Timer},
        live::PhoneProgress,
    },
    live::{
        Host, HostAction, HostMessage, LeftOut, Opened, Phone, PhoneId, PhoneMessage, Place,
        Receipt, State, Status,
    },
};

use super::{key, session, submission, submission_to};

pub(super) const NOW: u64 = 1_764_000_000_000;

pub(super) fn host(naming: Naming) -> Host {
    let session = session(naming);
    let mut host = Host::new(&session, State::begin(session.id));
    assert_eq!(host.connected(NOW), []);
    host
}

fn here(number: u64, counter: u64, step: u16) -> Opened {
    Opened {
        phone: PhoneId::of(&key(number)),
        seal: key(0),
        counter,
        message: PhoneMessage::Here(Place {
            step,
            answered: 1,
            name: Some(Name::new("李雷").unwrap()),
        }),
    }
}

pub(super) fn hands_in(number: u64, counter: u64, edition: u32) -> Opened {
    hands_in_to(Round::First, number, counter, edition)
}

pub(super) fn hands_in_to(round: Round, number: u64, counter: u64, edition: u32) -> Opened {
    let submission = submission_to(round, key(number), edition);
    Opened {
        message: PhoneMessage::Submission(Box::new(submission)),
        ..here(number, counter, 0)
    }
}

pub(super) fn receipt(number: u64, edition: u32) -> HostAction {
    receipt_of(Round::First, number, edition)
}

pub(super) fn receipt_of(round: Round, number: u64, edition: u32) -> HostAction {
    let phone = PhoneId::of(&key(number));
    HostAction::Send {
        phone,
        seal: key(0),
        message: HostMessage::Receipt(Receipt {
            submission: phone.entry(),
            round,
            edition,
        }),
    }
}

pub(super) fn accepts(number: u64, edition: u32) -> HostAction {
    HostAction::Accept(Box::new(submission(key(number), edition)))
}

pub(super) fn id(number: u64) -> EntryId {
    PhoneId::of(&key(number)).entry()
}

#[test]
fn a_receipt_is_given_once_it_is_stored_and_each_time_it_is_asked_for() {
    let mut host = host(Naming::Anonymous);
    assert_eq!(host.opened(hands_in(1, 10, 1), NOW), [accepts(1, 1)]);
    // It comes again while it is being stored.
    assert_eq!(host.opened(hands_in(1, 11, 1), NOW + 2_000), []);
    assert_eq!(host.presence(NOW).handed_in, 0);
    assert_eq!(host.stored(id(1), Round::First, 1), [receipt(1, 1)]);
    assert_eq!(host.presence(NOW).handed_in, 1);
    assert_eq!(
        host.opened(hands_in(1, 12, 1), NOW + 4_000),
        [receipt(1, 1)]
    );
    // A change, which could not be stored at first.
    assert_eq!(
        host.opened(hands_in(1, 13, 2), NOW + 5_000),
        [accepts(1, 2)]
    );
    host.not_stored(id(1), Round::First);
    assert_eq!(
        host.opened(hands_in(1, 14, 2), NOW + 7_000),
        [accepts(1, 2)]
    );
    assert_eq!(host.stored(id(1), Round::First, 2), [receipt(1, 2)]);
    // An old one that comes late is answered with what is stored.
    assert_eq!(
        host.opened(hands_in(1, 15, 1), NOW + 8_000),
        [receipt(1, 2)]
    );
    // A phone whose clock was put back.
    assert_eq!(host.opened(hands_in(1, 3, 3), NOW + 9_000), [accepts(1, 3)]);
    assert_eq!(host.left_out().sum(), 0);
    // A submission that came in by a code alone has no phone to tell.
    assert_eq!(host.stored(id(2), Round::First, 1), []);
}

#[test]
fn what_is_stored_is_known_after_a_reload() {
    let mut session = session(Naming::Anonymous);
    session.accept(submission(key(1), 1));
    let mut host = Host::new(&session, State::begin(session.id));
    assert_eq!(host.presence(NOW).handed_in, 1);
    assert_eq!(host.opened(hands_in(1, 10, 1), NOW), [receipt(1, 1)]);
}

#[test]
fn each_hostile_message_is_counted_by_its_reason() {
    let mut host = host(Naming::Anonymous);
    assert_eq!(host.opened(hands_in(1, 10, 1), NOW).len(), 1);
    host.stored(id(1), Round::First, 1);
    let mut others = hands_in(2, 11, 9);
    let PhoneMessage::Submission(forged) = &mut others.message else {
        unreachable!()
    };
    forged.id = id(1);
    let mut foreign = hands_in(2, 11, 1);
    let PhoneMessage::Submission(it) = &mut foreign.message else {
        unreachable!()
    };
    it.session = EntryId::new(9);
    for (opened, reason) in [
        (others, LeftOut::Forged),
        (foreign, LeftOut::Foreign),
        (hands_in(1, 10, 1), LeftOut::Replayed),
        (here(1, 10, 3), LeftOut::Replayed),
        (hands_in_to(Round::Second, 1, 12, 1), LeftOut::TooSoon),
    ] {
        let before = host.left_out().of(reason);
        assert_eq!(host.opened(opened, NOW), []);
        assert_eq!(host.left_out().of(reason), before + 1, "{reason}");
    }
    host.leave_out(LeftOut::Garbled);
    let counts = LeftOut::ALL.map(|reason| host.left_out().of(reason));
    assert_eq!(counts, [0, 1, 1, 2, 1, 1, 0, 0]);
    assert_eq!(host.left_out().sum(), 6);
    // None of them moved a phone, or made one.
    let presence = host.presence(NOW);
    assert_eq!((presence.here, presence.handed_in), (1, 1));
    assert!(presence.steps.is_empty());
}

#[test]
fn a_flood_of_phones_costs_bounded_memory_and_shuts_nobody_out() {
    let mut host = host(Naming::Anonymous);
    let most = Host::MOST_PHONES as u64;
    host.opened(here(0, 1, 0), NOW);
    for number in 1..most + 1_000 {
        host.opened(here(number, 1, 0), NOW);
    }
    assert_eq!(host.presence(NOW).here, Host::MOST_PHONES);
    assert_eq!(host.left_out().of(LeftOut::Surplus), 1_000);
    assert_eq!(host.opened(hands_in(0, 2, 1), NOW), [accepts(0, 1)]);
    assert_eq!(host.opened(hands_in(most + 5, 2, 1), NOW), []);
    assert_eq!(host.left_out().of(LeftOut::Surplus), 1_001);
}

#[test]
fn one_phone_does_not_keep_the_store_busy() {
    let mut host = host(Naming::Anonymous);
    let mut accepted = 0;
    for edition in 1..=1_000 {
        let now = NOW + u64::from(edition);
        let actions = host.opened(hands_in(1, now, edition), now);
        accepted += actions.len();
        if !actions.is_empty() {
            host.not_stored(id(1), Round::First);
        }
    }
    assert_eq!(accepted, 1);
}

#[test]
fn an_anonymous_class_shows_numbers_alone() {
    for (naming, names) in [(Naming::Anonymous, 0), (Naming::Named(Vec::new()), 2)] {
        let mut host = host(naming);
        host.opened(here(1, 1, 0), NOW);
        host.opened(here(2, 1, 2), NOW);
        host.opened(here(1, 2, 2), NOW + 100_000);
        let later = NOW + 151_000;
        let presence = host.presence(later);
        assert_eq!((presence.here, presence.away), (1, 1));
        assert_eq!(presence.steps.into_iter().collect::<Vec<_>>(), [(2, 1)]);
        let attendees: Vec<_> = host.attendees(later).collect();
        assert_eq!(attendees.len(), names);
        assert!(attendees.iter().all(|it| it.name.is_some() && it.step == 2));
        let here = attendees.iter().filter(|it| it.is_here).count();
        assert_eq!(here, names / 2);
        assert_eq!(format!("{host:?}").contains("李雷"), 0 < names);
    }
}

pub(super) fn published(actions: &[HostAction]) -> State {
    let [HostAction::Publish(state)] = actions else {
        panic!("{actions:?}");
    };
    state.clone()
}

#[test]
fn each_change_of_the_state_has_a_higher_number() {
    let mut host = host(Naming::Anonymous);
    // The broker shows nothing, so what begins is published.
    let due = host.due().unwrap();
    assert_eq!(due, NOW + 2_000);
    let begun = published(&host.tick(due));
    assert_eq!((begun.step, begun.number), (None, due));
    let later = due + 5_000;
    let changes: [&[HostAction]; 4] = [
        &host.set_step(Some(2), later),
        &host.set_round(Round::Second, later),
        &host.set_timer(Timer::Running { until: 9 }, later),
        // Its clock is put back.
        &host.set_open(false, NOW),
    ];
    let numbers = changes.map(|actions| published(actions).number);
    assert_eq!(numbers, [later, later + 1, later + 2, later + 3]);
    assert_eq!(host.set_open(false, later), [], "nothing changes");
    let state = host.state().clone();
    assert_eq!(
        (state.step, state.round, state.is_open),
        (None, Round::Second, false)
    );
    // A phone takes each once, in any order, and none of another session.
    let id = PhoneId::of(&key(1));
    let mut phone = Phone::new(EntryId::new(1), id, PhoneProgress::default(), 1);
    let mut foreign = state.clone();
    (foreign.session, foreign.number) = (EntryId::new(9), u64::MAX);
    let taken = [
        begun.clone(),
        state.clone(),
        begun.clone(),
        state.clone(),
        foreign,
    ];
    let taken = taken.map(|state| phone.state_came(state, NOW));
    assert_eq!(taken, [true, true, false, false, false]);
    // After a reload the broker's is shown again, and no earlier one.
    let mut again = Phone::new(EntryId::new(1), id, phone.progress(), 1);
    assert!(!again.state_came(begun, NOW));
    assert!(again.state_came(state, NOW));
}

#[test]
fn a_state_that_is_missing_or_older_is_put_back_once_a_second() {
    let mut host = host(Naming::Anonymous);
    let first = published(&host.reveal(RevealCode::new("K7PM2X").unwrap(), NOW));
    assert_eq!(host.state_seen(Some(first.clone()), NOW), []);
    assert_eq!(host.due(), None);
    let second = published(&host.set_step(Some(1), NOW));
    for seen in [None, Some(first.clone())] {
        let later = NOW + 10_000;
        for wait in 0..100 {
            assert_eq!(host.state_seen(seen.clone(), later + wait), []);
        }
        assert_eq!(host.due(), Some(later + 1_000));
        assert_eq!(published(&host.tick(later + 1_000)), second);
        assert_eq!(host.due(), None);
    }
    // The broker shows what was published a moment later.
    host.state_seen(Some(first), NOW);
    host.state_seen(Some(second.clone()), NOW);
    assert_eq!(host.due(), None);
    // Another device of the trainer goes on.
    let mut other = second;
    (other.number, other.step) = (other.number + 5, Some(4));
    assert_eq!(host.state_seen(Some(other.clone()), NOW), []);
    assert_eq!((host.state(), host.due()), (&other, None));
    // Two devices in one millisecond: one of the two counts in the end.
    let mut same = other.clone();
    same.step = Some(7);
    host.state_seen(Some(same), NOW);
    let put_back = published(&host.tick(NOW + 1_000));
    assert_eq!(
        (put_back.number, put_back.step),
        (other.number + 1, Some(4))
    );
    // None of a foreign session is taken.
    let mut foreign = other;
    (foreign.session, foreign.number) = (EntryId::new(9), u64::MAX);
    host.state_seen(Some(foreign), NOW);
    assert_eq!(published(&host.tick(NOW + 1_000)), put_back);
}

#[test]
fn what_changed_while_offline_is_published_with_the_connection() {
    let mut host = host(Naming::Anonymous);
    host.disconnected();
    assert_eq!(host.set_step(Some(3), NOW), []);
    assert_eq!((host.tick(NOW + 60_000), host.due()), (Vec::new(), None));
    host.connected(NOW + 60_000);
    let state = published(&host.tick(NOW + 62_000));
    assert_eq!(state.step, Some(3));
}

#[test]
fn the_end_empties_what_the_broker_keeps() {
    let mut host = host(Naming::Anonymous);
    let actions = host.end(NOW);
    let [HostAction::Publish(state), HostAction::Clear] = &actions[..] else {
        panic!("{actions:?}");
    };
    assert!(state.is_ended && !state.is_open);
    // The broker shows the text that was just published, then the empty one.
    host.state_seen(Some(state.clone()), NOW);
    host.state_seen(None, NOW);
    assert_eq!(host.due(), None);
    // Something is put there once more.
    let mut later = state.clone();
    (later.number, later.is_ended) = (later.number + 9, false);
    host.state_seen(Some(later), NOW);
    assert!(host.tick(NOW + 1_000).contains(&HostAction::Clear));
    assert!(host.state().is_ended);
    assert_eq!(host.set_step(Some(1), NOW), []);
    // A phone that was told sends what it has, and tells its place no longer.
    let mut phone = phone();
    phone.moved(Place::default(), NOW);
    phone.state_came(state.clone(), NOW);
    assert_eq!(phone.due(), None);
    assert_eq!(phone.hand_in(submission(key(1), 1), NOW).len(), 1);
    assert_eq!(phone.status(Round::First), Status::Sending);
}

#[test]
fn the_host_counts_what_the_session_holds() {
    let mut host = host(Naming::Anonymous);
    host.opened(hands_in(1, 1, 2), NOW);
    let id = submission(key(1), 2).id;
    assert_eq!(host.stored(id, Round::First, 2), [receipt(1, 2)]);
    // The trainer deletes the submissions: an edition of before is stored anew, and has no receipt till then.
    host.set_submissions([]);
    assert_eq!(host.presence(NOW).handed_in, 0);
    let later = NOW + 5_000;
    assert_eq!(host.opened(hands_in(1, 2, 2), later), [accepts(1, 2)]);
    // Brought back, or collected by code.
    host.set_submissions([(id, Round::First, 2), (EntryId::new(9), Round::First, 1)]);
    assert_eq!(host.presence(later).handed_in, 2);
    assert_eq!(host.opened(hands_in(1, 3, 2), later), [receipt(1, 2)]);
}

pub(super) fn phone() -> Phone {
    let id = PhoneId::of(&key(1));
    let mut phone = Phone::new(EntryId::new(1), id, PhoneProgress::default(), 5);
    assert_eq!(phone.connected(NOW), []);
    phone
}

#[test]
fn waits_grow_and_differ_between_phones() {
    let waits = |spread| {
        let id = PhoneId::of(&key(1));
        let mut phone = Phone::new(EntryId::new(1), id, PhoneProgress::default(), spread);
        phone.connected(NOW);
        let mut now = NOW;
        assert_eq!(phone.hand_in(submission(key(1), 1), now).len(), 1);
        let waits = (0..8).map(|_| {
            let due = phone.due().unwrap();
            assert_eq!(phone.tick(due - 1), []);
            assert_eq!(phone.tick(due).len(), 1);
            let wait = due - now;
            now = due;
            wait
        });
        waits.collect::<Vec<_>>()
    };
    let expected = [2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000];
    let mut first = Vec::new();
    for spread in 0..100 {
        let waits = waits(spread);
        for (wait, expected) in waits.iter().zip(expected) {
            assert!(
                (expected * 3 / 4..expected * 5 / 4).contains(wait),
                "{waits:?}"
            );
        }
        first.push(waits[0]);
    }
    first.sort_unstable();
    first.dedup();
    assert!(80 < first.len(), "{first:?}");
}

#[test]
fn a_place_is_told_when_it_changes_and_once_a_minute() {
    let mut phone = phone();
    let place = |step| Place {
        step,
        ..Place::default()
    };
    assert_eq!(phone.moved(place(1), NOW).len(), 1);
    assert_eq!(phone.moved(place(1), NOW + 1_000), []);
    assert_eq!(phone.moved(place(2), NOW + 1_000), []);
    assert_eq!(phone.moved(place(3), NOW + 2_000), []);
    assert_eq!(phone.due(), Some(NOW + 3_000));
    let told = phone.tick(NOW + 3_000);
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].message, PhoneMessage::Here(place(3)));
    let due = phone.due().unwrap();
    assert!((NOW + 48_000..NOW + 78_000).contains(&due));
    assert_eq!(phone.tick(due).len(), 1);
    // Its clock is put back by a day: it does not fall silent for a day.
    let earlier = NOW - 86_400_000;
    assert_eq!(phone.tick(earlier), []);
    assert!(phone.due().unwrap() <= earlier + 120_000);
}

#[test]
fn a_receipt_counts_for_the_edition_that_it_names() {
    let mut phone = phone();
    let receipt = |number, edition| {
        let submission = id(number);
        HostMessage::Receipt(Receipt {
            submission,
            round: Round::First,
            edition,
        })
    };
    assert_eq!(phone.status(Round::First), Status::NotHandedIn);
    let first = phone.hand_in(submission(key(1), 1), NOW);
    let second = phone.hand_in(submission(key(1), 2), NOW);
    assert!(first[0].counter < second[0].counter);
    phone.opened(receipt(1, 1));
    assert_eq!(phone.status(Round::First), Status::Sending);
    phone.opened(receipt(2, 2));
    assert_eq!(phone.status(Round::First), Status::Sending);
    phone.opened(receipt(1, 2));
    assert_eq!(phone.status(Round::First), Status::Received { edition: 2 });
    phone.opened(receipt(1, 1));
    assert_eq!(phone.status(Round::First), Status::Received { edition: 2 });
    assert_eq!(phone.due(), None);
    // The same once more, as after a reload.
    assert_eq!(phone.hand_in(submission(key(1), 2), NOW + 1), []);
    assert_eq!(phone.status(Round::First), Status::Received { edition: 2 });
}

/// A tab that waited knows the class as it was; the tab that was the host before it kept what became of it.
#[test]
fn a_host_that_waited_goes_on_from_what_was_kept() {
    let session = session(Naming::Anonymous);
    let began = State {
        number: NOW,
        ..State::begin(session.id)
    };
    let mut before = Host::new(&session, began.clone());
    before.connected(NOW);
    before.set_step(Some(3), NOW + 1_000);
    let mut waiting = Host::new(&session, began.clone());
    assert_eq!(
        waiting.state_seen(Some(before.state().clone()), NOW + 2_000),
        []
    );
    assert_eq!(waiting.state(), before.state());
    // Over is over, also where the broker keeps nothing.
    before.end(NOW + 3_000);
    let mut waiting = Host::new(&session, began);
    waiting.state_seen(Some(before.state().clone()), NOW + 4_000);
    waiting.connected(NOW + 5_000);
    waiting.state_seen(None, NOW + 6_000);
    assert!(waiting.state().is_ended);
    assert_eq!(waiting.tick(NOW + 60_000), []);
}
