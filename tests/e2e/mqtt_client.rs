//! A client of the broker that is no page, and keeps to no rules but those of MQTT.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, TcpStream};

use trust_velocity::live::mqtt::{Connection, Delivery, Event};

use crate::broker::Broker;
use crate::browser::PATIENCE;

/// A connected client.
pub struct MqttClient {
    stream: TcpStream,
    connection: Connection,
    payloads: Vec<Vec<u8>>,
    acknowledged: usize,
}

impl MqttClient {
    /// Connects, and subscribes to a topic.
    pub fn subscribed(broker: &Broker, name: &str, topic: &str) -> Self {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, broker.mqtt_port()));
        let stream = stream.expect("the broker listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
        let mut client = Self {
            stream,
            connection: Connection::new(),
            payloads: Vec::new(),
            acknowledged: 0,
        };
        client.sends(&Connection::connect(name, true, 0).expect("a packet"));
        let topics = [(topic.to_owned(), Delivery::Once)];
        let subscribe = client.connection.subscribe(&topics).expect("a packet");
        client.sends(&subscribe);
        while !client.reads().contains(&Event::Subscribed) {}
        client
    }

    /// Publishes, and waits until the broker has taken it.
    pub fn publishes(&mut self, topic: &str, payload: &[u8], is_retained: bool) {
        let delivery = Delivery::Acknowledged;
        let packet = self
            .connection
            .publish(topic, payload, delivery, is_retained);
        self.sends(&packet.expect("a packet"));
        let wanted = self.acknowledged + 1;
        while self.acknowledged < wanted {
            self.reads();
        }
    }

    /// Publishes at `QoS` 0 what no page would: it may be larger than a page reads.
    pub fn publishes_any(&mut self, topic: &str, payload: &[u8]) {
        let length = 2 + topic.len() + payload.len();
        let mut packet = vec![0x30];
        let mut rest = length;
        // The remaining length, seven bits a byte, the lowest first.
        while 0 < rest {
            let more = if rest < 128 { 0 } else { 128 };
            packet.push(u8::try_from(rest % 128).expect("seven bits") | more);
            rest /= 128;
        }
        let topic_length = u16::try_from(topic.len()).expect("a short topic");
        packet.extend(topic_length.to_be_bytes());
        packet.extend(topic.as_bytes());
        packet.extend(payload);
        self.sends(&packet);
    }

    /// The payload that came first, once there is one.
    pub fn hears(&mut self) -> Vec<u8> {
        while self.payloads.is_empty() {
            self.reads();
        }
        self.payloads.remove(0)
    }

    fn sends(&mut self, bytes: &[u8]) {
        self.stream.write_all(bytes).expect("the broker takes it");
    }

    fn reads(&mut self) -> Vec<Event> {
        let mut bytes = vec![0; 65_536];
        let count = self.stream.read(&mut bytes).expect("the broker answers");
        assert_ne!(count, 0, "the broker ended the connection");
        let (events, answers) = self.connection.read(&bytes[..count]).expect("packets");
        self.sends(&answers);
        for event in &events {
            match event {
                Event::Published(it) => self.payloads.push(it.payload.clone()),
                Event::Acknowledged => self.acknowledged += 1,
                _ => {}
            }
        }
        events
    }
}
