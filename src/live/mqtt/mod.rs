//! MQTT 3.1.1 as far as a live class needs it: the packets of one connection, in and out.
//!
//! Invariant: whatever a broker sends, reading it ends in an event or an error. A packet larger than
//! [`MOST_BYTES`] is known by its head and not kept: a message is passed over and acknowledged, since anybody
//! may send such a one, and the broker would send it again on the next connection.
//!
//! The packets are `mqtt-protocol-core`'s. Its `Connection`, which knows MQTT 5 too, is left out:
//! with it the file of live classes would be 30 kB larger.

use std::{mem, sync::Arc};

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
    /// A packet to send, larger than [`MOST_BYTES`]; or more came than can be read.
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
    /// The content; zeros, [`MOST_BYTES`] of them, in the place of one that is too large for any message of ours.
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
    /// Whether the next byte that comes begins a packet.
    is_between: bool,
    /// The beginning of a packet that is not known to be small.
    begun: Vec<u8>,
    /// How many bytes are still to come of a packet that is passed over.
    passing_over: usize,
    last_packet: u16,
}

impl Connection {
    /// A connection that has not begun.
    pub fn new() -> Self {
        Self {
            incoming: PacketBuilder::with_maximum_packet_size(MOST_BYTES),
            is_between: true,
            begun: Vec::new(),
            passing_over: 0,
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
        let bytes = [&mem::take(&mut self.begun), bytes].concat();
        let mut bytes = Cursor::new(&bytes[..]);
        loop {
            let passed = self.passing_over.min(bytes.remaining_slice().len());
            bytes.set_position(bytes.position() + passed as u64);
            self.passing_over -= passed;
            if self.is_between {
                match Beginning::of(bytes.remaining_slice()) {
                    Beginning::Ordinary => {}
                    Beginning::Incomplete => {
                        self.begun = bytes.remaining_slice().to_vec();
                        return Ok((events, answers));
                    }
                    Beginning::LargeMessage { topic, id, length } => {
                        self.passing_over = length;
                        answers.extend(id.map(acknowledgement).transpose()?.unwrap_or_default());
                        let payload = vec![0; MOST_BYTES as usize];
                        events.push(Event::Published(Publication { topic, payload }));
                        continue;
                    }
                }
            }
            let built = self.incoming.feed(&mut bytes);
            self.is_between = matches!(built, PacketBuildResult::Complete(_));
            let packet = match built {
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
                        answers.extend(acknowledgement(id)?);
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

/// The beginning of a packet.
enum Beginning {
    /// To be read by the builder.
    Ordinary,
    /// More bytes are needed to tell.
    Incomplete,
    /// A message larger than [`MOST_BYTES`], to be passed over.
    LargeMessage {
        topic: String,
        /// The number to acknowledge it by, if that is asked for.
        id: Option<u16>,
        /// The bytes of the whole packet.
        length: usize,
    },
}

impl Beginning {
    fn of(bytes: &[u8]) -> Self {
        /// The most bytes of a packet's length, which have seven bits each, the lowest first.
        const DIGITS: usize = 4;
        let Some((first, rest)) = bytes.split_first() else {
            return Self::Incomplete;
        };
        let digits = rest.get(..DIGITS).unwrap_or(rest);
        let Some(last) = digits.iter().position(|digit| *digit < 128) else {
            return if digits.len() < DIGITS {
                Self::Incomplete
            } else {
                Self::Ordinary
            };
        };
        let digits = digits.iter().take(last + 1).rev();
        let length = digits.fold(0, |length, digit| length << 7 | usize::from(digit & 127));
        let head = 2 + last;
        if first >> 4 != PUBLISH || head + length <= MOST_BYTES as usize {
            return Self::Ordinary;
        }
        let parts = || {
            let (topic_length, rest) = bytes.get(head..)?.split_first_chunk()?;
            let (topic, rest) = rest.split_at_checked(u16::from_be_bytes(*topic_length).into())?;
            let is_numbered = first & 0b110 != 0;
            let id = rest.first_chunk().map(|id| u16::from_be_bytes(*id));
            let is_whole = !is_numbered || id.is_some();
            is_whole.then(|| Self::LargeMessage {
                topic: String::from_utf8_lossy(topic).into_owned(),
                id: id.filter(|_| is_numbered),
                length: head + length,
            })
        };
        parts().unwrap_or(Self::Incomplete)
    }
}

fn acknowledgement(id: u16) -> Result<Vec<u8>, MqttError> {
    let packet = Puback::builder().packet_id(id).build();
    let packet = packet.map_err(|_| MqttError::Malformed)?;
    Ok(packet.to_continuous_buffer())
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
mod tests;
