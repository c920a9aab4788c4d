//! A class that another device takes over: it goes on there, the first one stops, and no answer is lost.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    domain::{Language, classroom::Naming, classroom::Round},
    exchange::{ClassFile, FileError, Handover},
    live::{HandoverWords, Host, HostAction, HostMessage, Phone, State, Status},
};

use super::{
    hostile::{NOW, hands_in, host, id, phone, published, receipt},
    key, keys, session, submission,
};

/// A device that took the class over at a time of its clock, from what another one had sealed.
fn takes_over(sealed: &State, now: u64) -> Host {
    let mut host = Host::new(&session(Naming::Anonymous), sealed.clone().taken_over(now));
    host.connected(now);
    host
}

#[test]
fn another_device_goes_on_where_the_first_one_is() {
    let mut first = host(Naming::Anonymous);
    let sealed = published(&first.set_step(Some(1), NOW));
    let led = published(&first.set_step(Some(2), NOW + 5_000));
    let mut second = takes_over(&sealed, NOW + 9_000);
    let state = published(&second.state_seen(Some(led.clone()), NOW + 9_500));
    assert_eq!(state.step, Some(2));
    assert!(state.replaces(&led) && led.number < state.number);

    assert_eq!(first.state_seen(Some(state.clone()), NOW + 9_600), []);
    assert!(first.is_taken_over() && !second.is_taken_over());
    assert_eq!(first.set_step(Some(7), NOW + 10_000), []);
    assert_eq!(first.connected(NOW + 11_000), []);
    assert_eq!(first.tick(NOW + 60_000), []);
    // The first one's last state, which the broker shows late, is put right.
    assert_eq!(second.state_seen(Some(led), NOW + 9_700), []);
    assert_eq!(published(&second.tick(NOW + 20_000)), state);
}

#[test]
fn where_the_broker_keeps_no_state_the_sealed_one_counts() {
    let sealed = State {
        number: NOW,
        step: Some(4),
        ..State::begin(session(Naming::Anonymous).id)
    };
    // Its clock is an hour behind.
    let mut second = takes_over(&sealed, NOW - 3_600_000);
    second.state_seen(None, NOW - 3_600_000);
    let state = published(&second.tick(NOW - 3_598_000));
    assert_eq!(state.step, Some(4));
    assert!(state.replaces(&sealed) && sealed.number < state.number);
}

#[test]
fn a_phone_hands_in_again_what_the_first_device_had() {
    let mut phone: Phone = phone();
    phone.connected(NOW);
    let mut first = host(Naming::Anonymous);
    let sealed = published(
        &first
            .set_step(None, NOW)
            .into_iter()
            .chain(first.tick(NOW + 9_000))
            .collect::<Vec<_>>(),
    );
    phone.state_came(sealed.clone(), NOW);
    phone.hand_in(submission(key(1), 1), NOW);
    phone.opened(HostMessage::Receipt(received(&receipt(1, 1))));
    assert_eq!(phone.status(Round::First), Status::Received { edition: 1 });

    let mut second = takes_over(&sealed, NOW + 20_000);
    let state = published(&second.tick(NOW + 23_000));
    assert!(phone.state_came(state.clone(), NOW + 23_000));
    assert_eq!(phone.hand_in(submission(key(1), 1), NOW + 24_000).len(), 1);
    assert_eq!(phone.status(Round::First), Status::Sending);
    let actions = second.opened(hands_in(1, NOW + 24_000, 1), NOW + 24_000);
    assert!(matches!(&actions[..], [HostAction::Accept(_)]));
    let receipts = second.stored(id(1), Round::First, 1);
    phone.opened(HostMessage::Receipt(received(&receipts[0])));
    assert_eq!(phone.status(Round::First), Status::Received { edition: 1 });
    // The state of the first device, which comes late, takes nothing back.
    let late = State {
        number: state.number + 1_000,
        ..sealed
    };
    assert!(!phone.state_came(late, NOW + 25_000));
    assert_eq!(phone.status(Round::First), Status::Received { edition: 1 });
}

fn received(action: &HostAction) -> trust_velocity::live::Receipt {
    let HostAction::Send {
        message: HostMessage::Receipt(receipt),
        ..
    } = action
    else {
        panic!("{action:?}");
    };
    *receipt
}

proptest! {
    /// Whatever the clocks say, and whoever publishes when: once all is delivered, the device that took the
    /// class over has it, its state is the broker's, and the first one is silent.
    #[test]
    fn two_devices_come_to_one(
        clocks in [0_u64..20_000_000, 0_u64..20_000_000],
        steps in vec((any::<bool>(), any::<bool>(), 0_u16..9, 0_u64..4_000), 0..12),
    ) {
        let mut first = host(Naming::Anonymous);
        let sealed = published(&first.set_step(Some(1), clocks[0]));
        let mut retained = sealed.clone();
        let mut second = takes_over(&sealed, clocks[1]);
        let mut passed = 0;
        let publish = |actions: Vec<HostAction>, retained: &mut State| {
            for action in actions {
                if let HostAction::Publish(state) = action {
                    *retained = state;
                }
            }
        };
        for (is_first, changes, step, wait) in steps {
            passed += wait;
            let (device, now) = if is_first {
                (&mut first, clocks[0] + passed)
            } else {
                (&mut second, clocks[1] + passed)
            };
            let seen = device.state_seen(Some(retained.clone()), now);
            publish(seen, &mut retained);
            if changes {
                publish(device.set_step(Some(step), now), &mut retained);
            }
            publish(device.tick(now), &mut retained);
        }
        for _ in 0..3 {
            passed += 5_000;
            for (device, clock) in [(&mut second, clocks[1]), (&mut first, clocks[0])] {
                let seen = device.state_seen(Some(retained.clone()), clock + passed);
                publish(seen, &mut retained);
                publish(device.tick(clock + passed + 3_000), &mut retained);
            }
        }
        prop_assert!(first.is_taken_over() && !second.is_taken_over());
        prop_assert_eq!(second.state(), &retained);
        prop_assert_eq!(first.tick(u64::MAX), []);
    }

    #[test]
    fn words_come_back_as_they_are_typed(random: [u8; 9], is_large: bool) {
        for language in [Language::Zh, Language::En] {
            let words = HandoverWords::of(random).words(language);
            prop_assert_eq!(words.split(' ').count(), 6);
            let typed = if is_large { words.to_uppercase() } else { words.clone() };
            let typed = format!(" {} \n", typed.replace(' ', "\u{3000}"));
            prop_assert_eq!(HandoverWords::secret_of(&typed), HandoverWords::secret_of(&words));
        }
    }
}

#[test]
fn a_handover_is_read_as_it_was_written() {
    let handover = Handover {
        session: session(Naming::Anonymous),
        host: keys::live_host(),
    };
    let text = handover.write().unwrap();
    assert_eq!(Handover::read(&text), Ok(handover));
    assert_eq!(Handover::read("{}"), Err(FileError::Foreign));
    let altered = text.replacen("K7PM2X", "K7PM2Y", 1);
    assert!(Handover::read(&altered).is_err());
    // In the clear it is no file of a session.
    assert_eq!(ClassFile::read(&text), Err(FileError::Foreign));
}
