//! MQTT 3.1.1 as far as a live class needs it: the packets of one connection, in and out.
//!
//! Invariant: whatever a broker sends, reading it ends in an event or an error; a packet larger than
//! [`MOST_BYTES`] is refused by its head, before it is kept.
//!
//! The packets are `mqtt-protocol-core`'s. Its `Connection`, which knows MQTT 5 too, is left out:
//! with it the file of live classes would be 30 kB larger.

use std::sync::Arc;

use mqtt_protocol_core::mqtt::{
    common::Cursor,
    connection::{PacketBuildResult, PacketBuilder},
    packet::{
        Qos, SubEntry, SubOpts,
        v3_1_1::{Connack, Connect, Disconnect, Pingreq, Puback, Publish, Suback, Subscribe},
    },
    result_code::{ConnectReturnCode, SubackReturnCode},
};

/// The largest packet that is read or written, in bytes: the largest envelope with room for its topic.
pub const MOST_BYTES: u32 = 16 * 1024;

/// Why a connection does not do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MqttError {
    /// No connection comes about: no network, no such address, or nobody answers there.
    #[error("the broker cannot be reached")]
    Unreachable,
    /// The broker answers, and takes no connection of ours; its code.
    #[error("the broker refuses the connection with code {0}")]
    Refused(u8),
    /// The broker does not let us subscribe.
    #[error("the broker refuses a subscription")]
    NotAllowed,
    /// A packet that is none, or one that has no place here.
    #[error("the broker sent something that is not MQTT")]
    Malformed,
    /// A packet larger than [`MOST_BYTES`].
    #[error("a packet is too large")]
    TooLarge,
    /// The broker has not answered in time.
    #[error("the broker does not answer")]
    Silent,
    /// The connection has ended.
    #[error("the connection is closed")]
    Closed,
}

/// A connection's guarantee of delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// At most once (`QoS` 0).
    Once,
    /// At least once (`QoS` 1).
    Acknowledged,
}

/// A text that came in under a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// The topic.
    pub topic: String,
    /// The content.
    pub payload: Vec<u8>,
}

/// An event of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The broker has taken the connection.
    Accepted,
    /// The broker has taken the subscriptions.
    Subscribed,
    /// A message came in.
    Published(Publication),
    /// The broker has what was published as [`Delivery::Acknowledged`].
    Acknowledged,
    /// An answer to a ping.
    Pong,
}

/// One connection's packets.
pub struct Connection {
    incoming: PacketBuilder,
    last_packet: u16,
}

impl Connection {
    /// A connection that has not begun.
    pub fn new() -> Self {
        Self {
            incoming: PacketBuilder::with_maximum_packet_size(MOST_BYTES),
            last_packet: 0,
        }
    }

    /// The packet to begin with: a client's name, whether the broker forgets it when the connection ends,
    /// and after how many seconds without a packet the broker may think that it is gone.
    ///
    /// # Errors
    /// [`MqttError::TooLarge`] if the name is over 65,535 bytes.
    pub fn connect(client: &str, is_clean: bool, keep_alive: u16) -> Result<Vec<u8>, MqttError> {
        let packet = Connect::builder()
            .client_id(client)
            .and_then(|it| it.clean_session(is_clean).keep_alive(keep_alive).build());
        packet
            .map(|packet| packet.to_continuous_buffer())
            .map_err(|_| MqttError::TooLarge)
    }

    /// The packet that subscribes to topics.
    ///
    /// # Errors
    /// [`MqttError::NotAllowed`] if a topic is none.
    pub fn subscribe(&mut self, topics: &[(String, Delivery)]) -> Result<Vec<u8>, MqttError> {
        let entries = topics.iter().map(|(topic, delivery)| {
            SubEntry::new(topic.as_str(), SubOpts::new().set_qos(qos(*delivery)))
        });
        let packet = entries.collect::<Result<Vec<_>, _>>().and_then(|entries| {
            let packet = Subscribe::builder().packet_id(self.next_packet());
            packet.entries(entries).build()
        });
        packet
            .map(|packet| packet.to_continuous_buffer())
            .map_err(|_| MqttError::NotAllowed)
    }

    /// The packet that publishes; a retained one is what later subscribers get first.
    ///
    /// # Errors
    /// [`MqttError::TooLarge`].
    pub fn publish(
        &mut self,
        topic: &str,
        payload: &[u8],
        delivery: Delivery,
        is_retained: bool,
    ) -> Result<Vec<u8>, MqttError> {
        let packet = Publish::builder().topic_name(topic).and_then(|packet| {
            let packet = packet.qos(qos(delivery)).retain(is_retained);
            let packet = packet.payload(payload);
            match delivery {
                Delivery::Once => packet.build(),
                Delivery::Acknowledged => packet.packet_id(self.next_packet()).build(),
            }
        });
        let bytes = packet.map_err(|_| MqttError::TooLarge)?;
        let bytes = bytes.to_continuous_buffer();
        if MOST_BYTES as usize <= bytes.len() {
            return Err(MqttError::TooLarge);
        }
        Ok(bytes)
    }

    /// The packet that asks whether the broker is there.
    pub fn ping() -> Vec<u8> {
        let packet = Pingreq::builder().build();
        packet.map_or_else(|_| Vec::new(), |packet| packet.to_continuous_buffer())
    }

    /// The packet that ends a connection on purpose.
    pub fn disconnect() -> Vec<u8> {
        let packet = Disconnect::builder().build();
        packet.map_or_else(|_| Vec::new(), |packet| packet.to_continuous_buffer())
    }

    /// Reads what came in; gives what happened and the packets to answer with.
    ///
    /// # Errors
    /// [`MqttError`]; the connection is of no use then.
    pub fn read(&mut self, bytes: &[u8]) -> Result<(Vec<Event>, Vec<u8>), MqttError> {
        let (mut events, mut answers) = (Vec::new(), Vec::new());
        let mut bytes = Cursor::new(bytes);
        loop {
            let packet = match self.incoming.feed(&mut bytes) {
                PacketBuildResult::Complete(packet) => packet,
                PacketBuildResult::Incomplete => return Ok((events, answers)),
                PacketBuildResult::Error(_) => return Err(MqttError::Malformed),
            };
            let data = packet.data_as_slice();
            let event = match packet.packet_type() {
                CONNACK => {
                    let (packet, _) = Connack::parse(data).map_err(|_| MqttError::Malformed)?;
                    match packet.return_code() {
                        ConnectReturnCode::Accepted => Event::Accepted,
                        code => return Err(MqttError::Refused(code as u8)),
                    }
                }
                SUBACK => {
                    let (packet, _) = Suback::parse(data).map_err(|_| MqttError::Malformed)?;
                    if !packet
                        .return_codes()
                        .iter()
                        .all(SubackReturnCode::is_success)
                    {
                        return Err(MqttError::NotAllowed);
                    }
                    Event::Subscribed
                }
                PUBLISH => {
                    let packet = Publish::parse(packet.flags(), Arc::from(data));
                    let (packet, _) = packet.map_err(|_| MqttError::Malformed)?;
                    if let Some(id) = packet.packet_id() {
                        let answer = Puback::builder().packet_id(id).build();
                        let answer = answer.map_err(|_| MqttError::Malformed)?;
                        answers.extend(answer.to_continuous_buffer());
                    }
                    Event::Published(Publication {
                        topic: packet.topic_name().to_owned(),
                        payload: packet.payload().as_slice().to_vec(),
                    })
                }
                PUBACK => {
                    Puback::parse(data).map_err(|_| MqttError::Malformed)?;
                    Event::Acknowledged
                }
                PINGRESP => Event::Pong,
                _ => return Err(MqttError::Malformed),
            };
            events.push(event);
        }
    }

    /// The next packet's number: 1 to 65,535, and again from 1. So many are never under way at once.
    fn next_packet(&mut self) -> u16 {
        self.last_packet = self.last_packet.checked_add(1).unwrap_or(1);
        self.last_packet
    }
}

impl Default for Connection {
    fn default() -> Self {
        Self::new()
    }
}

const CONNACK: u8 = 2;
const PUBLISH: u8 = 3;
const PUBACK: u8 = 4;
const SUBACK: u8 = 9;
const PINGRESP: u8 = 13;

const fn qos(delivery: Delivery) -> Qos {
    match delivery {
        Delivery::Once => Qos::AtMostOnce,
        Delivery::Acknowledged => Qos::AtLeastOnce,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

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
        // A publication of a megabyte: refused by its head.
        assert_eq!(read(&[0x30, 0x80, 0x80, 0x40]), Err(MqttError::Malformed));
        let large = vec![0; MOST_BYTES as usize];
        let sent = Connection::new().publish("t", &large, Delivery::Once, false);
        assert_eq!(sent, Err(MqttError::TooLarge));
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
}
