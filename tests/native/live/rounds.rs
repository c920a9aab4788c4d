//! Two rounds in one class, answers that are closed for a while, and the time that is left.

use trust_velocity::{
    domain::{
        EntryId,
        classroom::{Naming, Round, Timer},
        live::PhoneProgress,
    },
    live::{Host, HostAction, HostMessage, LeftOut, Phone, PhoneId, Receipt, Status},
};

use super::{
    hostile::{
        NOW, accepts, hands_in, hands_in_to, host, id, phone, published, receipt, receipt_of,
    },
    key, session, submission, submission_to,
};

#[test]
fn each_round_has_receipts_of_its_own() {
    let mut host = host(Naming::Anonymous);
    host.opened(hands_in(1, 10, 3), NOW);
    assert_eq!(host.stored(id(1), Round::First, 3), [receipt(1, 3)]);
    let mut phone = phone();
    phone.hand_in(submission(key(1), 3), NOW);
    let opens = |phone: &mut Phone, actions: &[HostAction]| {
        let [HostAction::Send { message, .. }] = actions else {
            panic!("{actions:?}");
        };
        phone.opened(*message);
    };
    opens(&mut phone, &[receipt(1, 3)]);
    host.set_step(Some(2), NOW + 1_000);
    let state = published(&host.set_round(Round::Second, NOW + 2_000));
    assert_eq!((state.round, state.step), (Round::Second, None));
    assert_eq!(host.set_round(Round::Second, NOW + 3_000), []);
    assert_eq!(host.presence(NOW).handed_in, 0);
    phone.state_came(state, NOW);
    assert_eq!(phone.progress().round, Round::Second);
    // The third edition of the first round is received, the first of the second is not.
    let second = submission_to(Round::Second, key(1), 1);
    assert_eq!(phone.hand_in(second.clone(), NOW + 4_000).len(), 1);
    assert_eq!(phone.status(Round::Second), Status::Sending);
    let actions = host.opened(hands_in_to(Round::Second, 1, 11, 1), NOW + 4_000);
    assert_eq!(actions, [HostAction::Accept(Box::new(second.clone()))]);
    opens(&mut phone, &[receipt(1, 3)]);
    assert_eq!(phone.status(Round::Second), Status::Sending);
    let receipts = host.stored(id(1), Round::Second, 1);
    assert_eq!(receipts, [receipt_of(Round::Second, 1, 1)]);
    opens(&mut phone, &receipts);
    assert_eq!(
        Round::ALL.map(|round| phone.status(round)),
        [
            Status::Received { edition: 3 },
            Status::Received { edition: 1 }
        ]
    );
    assert_eq!(host.presence(NOW).handed_in, 1);
    // An answer to the first round that did not arrive comes after it.
    let late = host.opened(hands_in(2, 5, 1), NOW + 5_000);
    assert_eq!(late, [accepts(2, 1)]);
    assert_eq!(host.stored(id(2), Round::First, 1), [receipt(2, 1)]);
    // All of it is known after a reload.
    let mut session = session(Naming::Anonymous);
    session.accept(submission(key(1), 1));
    session.accept(second);
    let mut again = Host::new(&session, host.state().clone());
    let actions = again.opened(hands_in_to(Round::Second, 1, 20, 1), NOW);
    assert_eq!(actions, [receipt_of(Round::Second, 1, 1)]);
}

#[test]
fn a_phone_sends_both_rounds_until_each_is_received() {
    let mut phone = Phone::new(
        EntryId::new(1),
        PhoneId::of(&key(1)),
        PhoneProgress::default(),
        3,
    );
    let [first, second] = Round::ALL.map(|round| submission_to(round, key(1), 1));
    assert_eq!(phone.hand_in(first, NOW), []);
    assert_eq!(phone.hand_in(second, NOW), []);
    assert_eq!(phone.connected(NOW).len(), 2);
    let receipt = |round| {
        HostMessage::Receipt(Receipt {
            submission: id(1),
            round,
            edition: 1,
        })
    };
    phone.opened(receipt(Round::Second));
    assert_eq!(phone.status(Round::First), Status::Sending);
    assert_eq!(phone.tick(NOW + 10_000).len(), 1);
    phone.opened(receipt(Round::First));
    assert_eq!((phone.due(), phone.tick(NOW + 60_000)), (None, Vec::new()));
}

#[test]
fn a_closed_class_takes_no_answers_until_it_is_open_again() {
    let mut host = host(Naming::Anonymous);
    host.opened(hands_in(1, 10, 1), NOW);
    host.stored(id(1), Round::First, 1);
    let closed = published(&host.set_open(false, NOW + 1_000));
    // One that was on its way is left out, and not held against the phone.
    assert_eq!(host.opened(hands_in(1, 11, 2), NOW + 2_000), []);
    assert_eq!(host.left_out().of(LeftOut::Closed), 1);
    // One that is stored gets its receipt.
    let again = host.opened(hands_in(1, 12, 1), NOW + 2_500);
    assert_eq!(again, [receipt(1, 1)]);
    let mut phone = phone();
    phone.state_came(closed, NOW + 1_000);
    assert!(!phone.is_open());
    assert_eq!(phone.hand_in(submission(key(1), 2), NOW + 3_000), []);
    assert_eq!(phone.status(Round::First), Status::Sending);
    assert_eq!(phone.due(), None);
    let open = published(&host.set_open(true, NOW + 60_000));
    phone.state_came(open, NOW + 60_000);
    let due = phone.due().unwrap();
    assert!((NOW + 60_000..NOW + 61_000).contains(&due));
    assert_eq!(phone.tick(due).len(), 1);
    assert_eq!(host.opened(hands_in(1, due, 2), due), [accepts(1, 2)]);
}

#[test]
fn the_time_left_is_by_the_hosts_clock_from_the_first_start_on() {
    let mut host = host(Naming::Anonymous);
    let timer = Timer::of_minutes(5);
    assert_eq!(host.set_timer(timer, NOW), [], "it was never started");
    let mut phone = phone();
    // Its clock is three minutes ahead.
    let ahead = NOW + 180_000;
    phone.state_came(published(&host.tick(NOW + 2_000)), ahead + 2_000);
    assert_eq!(phone.time_left(ahead), None);
    let started = published(&host.set_timer(timer.started(NOW + 3_000), NOW + 3_000));
    phone.state_came(started, ahead + 3_000);
    assert_eq!(phone.time_left(ahead + 63_000), Some((240, true)));
    assert_eq!(phone.time_left(ahead + 900_000), Some((0, true)));
    let paused = timer.started(NOW + 3_000).paused(NOW + 63_000);
    phone.state_came(
        published(&host.set_timer(paused, NOW + 63_000)),
        ahead + 63_000,
    );
    assert_eq!(phone.time_left(ahead + 900_000), Some((240, false)));
}
