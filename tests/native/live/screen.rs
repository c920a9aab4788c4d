//! A second screen shows what the host has signed, latest first, and the host publishes its counts sparingly.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    domain::{
        EntryId,
        classroom::{Naming, Round, Timer},
        live::LivePublic,
    },
    live::{
        Counts, CountsDue, Host, LeftOut, Opened, PhoneId, PhoneMessage, Place, Screen,
        SignedCounts, State, Topic,
    },
};

use super::{HOST, channel, key, session, signature, signed_state, submission};

const NOW: u64 = 1_764_000_000_000;

fn signed(counts: &Counts) -> Vec<u8> {
    let content = SignedCounts::new(HOST, counts);
    content.write(&signature(HOST.sign, &content.signed()))
}

fn opened(bytes: &[u8]) -> Result<Counts, LeftOut> {
    let (content, made) = SignedCounts::parse(channel(), bytes)?;
    if signature(content.host.sign, &content.signed()) != made {
        return Err(LeftOut::Forged);
    }
    content.counts()
}

fn counts(number: u64, here: u16) -> Counts {
    Counts {
        number,
        here,
        handed_in: 2,
    }
}

fn host() -> Host {
    let session = session(Naming::Anonymous);
    Host::new(&session, State::begin(session.id))
}

fn comes(host: &mut Host, number: u64, now: u64) {
    let opened = Opened {
        phone: PhoneId::of(&key(number)),
        seal: key(0),
        counter: 1,
        message: PhoneMessage::Here(Place::default()),
    };
    host.opened(opened, now);
}

proptest! {
    #[test]
    fn counts_come_back(number: u64, here in 0..=5_000_u16, handed_in in 0..=5_000_u16) {
        let counts = Counts { number, here, handed_in };
        prop_assert_eq!(opened(&signed(&counts)), Ok(counts));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in vec(any::<u8>(), 0..1_200)) {
        prop_assert!(opened(&bytes).is_err());
        let behind = [&signed(&counts(1, 1))[..193], &bytes].concat();
        // Not signed, whatever they say.
        prop_assert!(opened(&behind).is_err());
    }
}

#[test]
fn what_the_host_has_not_signed_is_left_out() {
    let bytes = signed(&counts(7, 31));
    let mut changed = bytes.clone();
    *changed.last_mut().unwrap() ^= 1;
    assert_eq!(opened(&changed), Err(LeftOut::Forged));
    // By another class, and by somebody who names this channel.
    let other = LivePublic {
        sign: key(9),
        ..HOST
    };
    let content = SignedCounts::new(other, &counts(7, 31));
    let foreign = content.write(&signature(other.sign, &content.signed()));
    assert_eq!(opened(&foreign), Err(LeftOut::Forged));
    // A state is none, and more phones than a class has are none.
    assert_eq!(
        opened(&signed_state(&State::begin(EntryId::new(1)))),
        Err(LeftOut::Forged)
    );
    assert_eq!(opened(&signed(&counts(7, 5_001))), Err(LeftOut::Garbled));
    assert_eq!(opened(&[1; 1_025]), Err(LeftOut::TooLarge));
}

#[test]
fn a_screens_topic_is_no_phones() {
    let topic = Topic::Screens(channel()).to_string();
    let last = topic.rsplit('/').next().unwrap();
    assert!(last.parse::<PhoneId>().is_err());
    // The broker's lists allow it as they are.
    assert_eq!(topic, format!("tv/1/{}/to/{last}", channel()));
}

#[test]
fn a_screen_goes_on_and_never_back() {
    let mut screen = Screen::new(EntryId::new(1));
    let state = |number, step| State {
        number,
        step,
        ..State::begin(EntryId::new(1))
    };
    screen.state_came(state(5, Some(2)));
    for late in [
        state(4, Some(1)),
        state(5, None),
        State {
            session: EntryId::new(2),
            ..state(9, None)
        },
    ] {
        screen.state_came(late);
        assert_eq!(screen.state(), Some(&state(5, Some(2))));
    }
    screen.state_came(state(6, None));
    assert_eq!(screen.state().unwrap().step, None);

    screen.counts_came(counts(NOW, 3), 50);
    screen.counts_came(counts(NOW - 1, 9), 60);
    screen.counts_came(counts(NOW, 9), 60);
    assert_eq!(screen.counts(), Some(counts(NOW, 3)));
    screen.counts_came(counts(NOW + 1, 4), 70);
    assert_eq!(screen.counts(), Some(counts(NOW + 1, 4)));
}

#[test]
fn a_screen_says_when_it_hears_nothing_more() {
    let mut screen = Screen::new(EntryId::new(1));
    screen.counts_came(counts(NOW, 3), 50);
    assert!(!screen.hears(50));
    screen.state_came(State::begin(EntryId::new(1)));
    assert!(screen.hears(50));
    // A browser wakes a hidden tab once a minute.
    assert!(screen.hears(50 + 60_000));
    assert!(!screen.hears(50 + 90_000));
    screen.counts_came(counts(NOW + 9, 3), 200_000);
    assert!(screen.hears(200_000));
}

#[test]
fn the_time_left_is_by_the_hosts_clock() {
    let mut screen = Screen::new(EntryId::new(1));
    let until = NOW + 90_000;
    screen.state_came(State {
        timer: Some(Timer::Running { until }),
        ..State::begin(EntryId::new(1))
    });
    assert_eq!(screen.seconds_left(7), None);
    // The screen's clock begins at another time.
    screen.counts_came(counts(NOW, 3), 1_000);
    assert_eq!(screen.seconds_left(1_000), Some(90));
    assert_eq!(screen.seconds_left(31_000), Some(60));
    assert_eq!(screen.seconds_left(500_000), Some(0));
    assert_eq!(screen.seconds_left(0), Some(90));
}

#[test]
fn counts_are_published_once_a_second_at_most() {
    let (mut host, mut due) = (host(), CountsDue::default());
    assert_eq!(due.next(&host, NOW), None);
    host.connected(NOW);
    let first = due.next(&host, NOW).unwrap();
    assert_eq!((first.number, first.here), (NOW, 0));

    // Phones come all the time; each beat asks.
    let mut published = 0;
    for beat in 1..=100_u64 {
        let now = NOW + beat * 100;
        comes(&mut host, beat, now);
        published += usize::from(due.next(&host, now).is_some());
    }
    assert!((9..=12).contains(&published), "{published}");

    // Nothing happens: a screen that is opened waits five seconds at most.
    let times = (1..=20).map(|second| NOW + 20_000 + second * 1_000);
    let times: Vec<_> = times
        .filter(|now| due.next(&host, *now).is_some())
        .collect();
    assert_eq!(times.len(), 4, "{times:?}");
    assert!(times.windows(2).all(|two| two[1] - two[0] == 5_000));
}

#[test]
fn counts_grow_in_number_whatever_the_clock_does() {
    let (mut host, mut due) = (host(), CountsDue::default());
    host.connected(NOW);
    let mut last = 0;
    for now in [NOW, NOW + 5_000, NOW - 60_000, NOW - 50_000, NOW + 100_000] {
        let counts = due.next(&host, now).unwrap();
        assert!(last < counts.number);
        last = counts.number;
    }
}

#[test]
fn a_host_that_is_offline_or_done_publishes_nothing() {
    let (mut host, mut due) = (host(), CountsDue::default());
    host.connected(NOW);
    assert!(due.next(&host, NOW).is_some());
    host.disconnected();
    assert_eq!(due.next(&host, NOW + 60_000), None);
    host.connected(NOW + 60_000);
    assert!(due.next(&host, NOW + 60_000).is_some());
    host.end(NOW + 61_000);
    assert_eq!(due.next(&host, NOW + 120_000), None);
}

#[test]
fn counts_say_how_many_have_handed_in() {
    let (mut host, mut due) = (host(), CountsDue::default());
    host.connected(NOW);
    for number in 1..=3 {
        comes(&mut host, number, NOW);
    }
    let opened = Opened {
        phone: PhoneId::of(&key(1)),
        seal: key(0),
        counter: 2,
        message: PhoneMessage::Submission(Box::new(submission(key(1), 1))),
    };
    host.opened(opened, NOW);
    // Handed in once it is stored.
    assert_eq!(
        due.next(&host, NOW).map(|it| (it.here, it.handed_in)),
        Some((3, 0))
    );
    host.stored(PhoneId::of(&key(1)).entry(), Round::First, 1);
    let later = due.next(&host, NOW + 1_000);
    assert_eq!(later.map(|it| (it.here, it.handed_in)), Some((3, 1)));
}
