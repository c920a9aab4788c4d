//! Packets of the standard, and bytes that are none.

use proptest::prelude::*;

use super::*;

#[test]
fn packets_are_those_of_the_standard() {
    // MQTT 3.1.1, 3.1: "MQTT", level 4, clean session, 120 s, client "a".
    let connect = Connection::connect("a", true, 120).unwrap();
    assert_eq!(
        connect,
        [
            0x10, 13, 0, 4, b'M', b'Q', b'T', b'T', 4, 2, 0, 120, 0, 1, b'a'
        ]
    );
    let mut connection = Connection::new();
    let topics = [("t/in".to_owned(), Delivery::Acknowledged)];
    assert_eq!(
        connection.subscribe(&topics),
        Ok(vec![0x82, 9, 0, 1, 0, 4, b't', b'/', b'i', b'n', 1])
    );
    assert_eq!(
        connection.publish("t", b"hi", Delivery::Acknowledged, false),
        Ok(vec![0x32, 7, 0, 1, b't', 0, 2, b'h', b'i'])
    );
    assert_eq!(
        connection.publish("t", b"", Delivery::Once, true),
        Ok(vec![0x31, 3, 0, 1, b't'])
    );
    assert_eq!(Connection::ping(), [0xc0, 0]);
    assert_eq!(Connection::disconnect(), [0xe0, 0]);
}

#[test]
fn a_message_is_read_and_acknowledged_however_it_is_cut() {
    let bytes = [
        0x20, 2, 0, 0, 0x90, 3, 0, 1, 1, 0x32, 7, 0, 1, b't', 0, 9, b'h', b'i', 0x40, 2, 0, 2,
        0xd0, 0,
    ];
    let message = Event::Published(Publication {
        topic: "t".to_owned(),
        payload: b"hi".to_vec(),
    });
    let wanted = [
        Event::Accepted,
        Event::Subscribed,
        message,
        Event::Acknowledged,
        Event::Pong,
    ];
    for cut in 0..bytes.len() {
        let mut connection = Connection::new();
        let (mut events, mut answers) = connection.read(&bytes[..cut]).unwrap();
        let (more, further) = connection.read(&bytes[cut..]).unwrap();
        events.extend(more);
        answers.extend(further);
        assert_eq!(events, wanted);
        assert_eq!(answers, [0x40, 2, 0, 9]);
    }
}

#[test]
fn a_refusal_is_told() {
    let read = |bytes: &[u8]| Connection::new().read(bytes);
    assert_eq!(read(&[0x20, 2, 0, 5]), Err(MqttError::Refused(5)));
    assert_eq!(read(&[0x90, 3, 0, 1, 0x80]), Err(MqttError::NotAllowed));
    assert_eq!(read(&[0x10, 0]), Err(MqttError::Malformed));
    // An answer of a megabyte: refused by its head.
    assert_eq!(read(&[0x90, 0x80, 0x80, 0x40]), Err(MqttError::Malformed));
    let large = vec![0; MOST_BYTES as usize];
    let sent = Connection::new().publish("t", &large, Delivery::Once, false);
    assert_eq!(sent, Err(MqttError::TooLarge));
}

#[test]
fn a_large_message_is_passed_over_and_acknowledged() {
    let topic = "tv/1/x/in";
    let size = 40_000_usize;
    for (first, number) in [(0x30, &[][..]), (0x32, &[0, 7])] {
        let length = 2 + topic.len() + number.len() + size;
        let [low, middle, high] = [length % 128, length / 128 % 128, length / 16_384];
        let mut bytes = vec![
            first,
            u8::try_from(low | 128).unwrap(),
            u8::try_from(middle | 128).unwrap(),
            u8::try_from(high).unwrap(),
            0,
            9,
        ];
        bytes.extend(topic.bytes().chain(number.iter().copied()));
        bytes.resize(bytes.len() + size, 7);
        let next = Connection::new().publish("t", b"small", Delivery::Once, false);
        bytes.extend(next.unwrap());
        let all_at_once = bytes.len();
        // A frame may end anywhere, in the packet's head too.
        for frame in [all_at_once, 1, 3, 4_096] {
            let mut connection = Connection::new();
            let (mut payloads, mut answers) = (Vec::new(), Vec::new());
            for part in bytes.chunks(frame) {
                let (events, answered) = connection.read(part).unwrap();
                answers.extend(answered);
                for event in events {
                    let Event::Published(Publication { payload, .. }) = event else {
                        unreachable!()
                    };
                    payloads.push(payload);
                }
            }
            assert_eq!(payloads, [vec![0; MOST_BYTES as usize], b"small".to_vec()]);
            let answer = if number.is_empty() {
                &[][..]
            } else {
                &[0x40, 2, 0, 7]
            };
            assert_eq!(answers, answer, "frames of {frame}");
        }
    }
}

#[test]
fn packets_are_numbered_from_one_again() {
    let mut connection = Connection::new();
    connection.last_packet = u16::MAX;
    assert_eq!(connection.next_packet(), 1);
}

proptest! {
    #[test]
    fn no_bytes_end_in_a_panic(parts in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..60), 0..8)) {
        let mut connection = Connection::new();
        for part in parts {
            if connection.read(&part).is_err() {
                break;
            }
        }
    }

    #[test]
    fn no_packet_of_a_known_kind_ends_in_a_panic(
        kind in prop::sample::select(vec![2_u8, 3, 4, 9, 13]),
        flags in 0..16_u8,
        content in prop::collection::vec(any::<u8>(), 0..100),
    ) {
        let mut bytes = vec![kind << 4 | flags, u8::try_from(content.len()).unwrap()];
        bytes.extend(content);
        let _ = Connection::new().read(&bytes);
    }

    #[test]
    fn what_is_published_is_read_back(topic in "[a-z/]{1,60}", payload in prop::collection::vec(any::<u8>(), 0..9000)) {
        let sent = Connection::new().publish(&topic, &payload, Delivery::Once, false).unwrap();
        let read = Connection::new().read(&sent);
        prop_assert_eq!(read, Ok((vec![Event::Published(Publication { topic, payload })], Vec::new())));
    }
}
