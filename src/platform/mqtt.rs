//! MQTT over a WebSocket: one connection to a broker.
//!
//! Invariants: after [`MqttEvent::Closed`] nothing more is heard; a broker that keeps silent is given up like
//! one that closes.
//!
//! The socket is made and used by its names: web-sys's own would put a function for each of them into the
//! first file's script, which everybody fetches.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
    rc::{Rc, Weak},
};

use js_sys::{Array, ArrayBuffer, Function, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, MessageEvent};

use super::{
    now_millis,
    turns::{call, turn},
};
use crate::live::mqtt::{Connection, Delivery, Event, MqttError, Publication};

/// How long a broker may take to answer, in milliseconds.
const ANSWER_MILLIS: f64 = 10_000.0;
/// After how long without a word the broker is asked whether it is there, in milliseconds.
const QUIET_MILLIS: f64 = 25_000.0;
/// After how many seconds the broker may think that we are gone: a browser wakes a hidden tab once a minute.
const KEEP_ALIVE: u16 = 150;

/// How many bytes are read in one turn: some fifty messages.
const PART: usize = 32_768;
/// How many bytes may wait to be read: several times a class of the most phones that hands in at once.
const MOST_UNREAD: usize = 1 << 26;

/// The events that a socket is listened to for; an "error" is followed by a "close".
const EVENTS: [&str; 3] = ["open", "message", "close"];

/// How a connection begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MqttOptions {
    /// The client's name, one for each that is connected at a time.
    pub client: String,
    /// Whether the broker keeps what comes in while the client is away.
    pub is_kept: bool,
    /// The topics to subscribe to.
    pub topics: Vec<(String, Delivery)>,
}

/// An event of a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MqttEvent {
    /// Connected, and subscribed to the topics.
    Ready,
    /// A message came in.
    Published(Publication),
    /// It is over.
    Closed(MqttError),
}

/// A connection, which ends when this is dropped.
pub struct Mqtt(Rc<Inner>);

struct Inner {
    socket: EventTarget,
    options: MqttOptions,
    connection: RefCell<Connection>,
    hear: Box<dyn Fn(MqttEvent)>,
    listener: Closure<dyn Fn(MessageEvent)>,
    /// When something was heard last.
    heard: Cell<f64>,
    /// Since when an answer is awaited.
    awaits: Cell<Option<f64>>,
    is_open: Cell<bool>,
    is_over: Cell<bool>,
    unread: RefCell<Unread>,
    is_reading: Cell<bool>,
}

/// The messages that were not read yet.
#[derive(Default)]
struct Unread {
    messages: VecDeque<Vec<u8>>,
    bytes: usize,
}

impl Mqtt {
    /// Opens a connection; `hear` is called with what happens, never within this call.
    ///
    /// # Errors
    /// [`MqttError::Unreachable`] if the browser refuses the address.
    pub fn open(
        address: &str,
        options: MqttOptions,
        hear: impl Fn(MqttEvent) + 'static,
    ) -> Result<Self, MqttError> {
        let socket = socket(address).map_err(|_| MqttError::Unreachable)?;
        let inner = Rc::new_cyclic(|inner: &Weak<Inner>| {
            let inner = inner.clone();
            let listener = Closure::new(move |event: MessageEvent| {
                let Some(inner) = inner.upgrade() else {
                    return;
                };
                match event.data().dyn_into::<ArrayBuffer>() {
                    Ok(bytes) => inner.put(&Uint8Array::new(&bytes)),
                    // The connection may be dropped by what it tells, and this function with it: not within it.
                    Err(_) => spawn_local(async move { inner.on_event(&event) }),
                }
            });
            Inner {
                socket,
                options,
                connection: RefCell::new(Connection::new()),
                hear: Box::new(hear),
                listener,
                heard: Cell::new(now_millis()),
                awaits: Cell::new(Some(now_millis())),
                is_open: Cell::new(false),
                is_over: Cell::new(false),
                unread: RefCell::default(),
                is_reading: Cell::new(false),
            }
        });
        let listener = inner.listener.as_ref().unchecked_ref();
        for name in EVENTS {
            let added = inner
                .socket
                .add_event_listener_with_callback(name, listener);
            added.map_err(|_| MqttError::Unreachable)?;
        }
        Ok(Self(inner))
    }

    /// Publishes; a retained message is what later subscribers get first.
    ///
    /// # Errors
    /// [`MqttError::Closed`] if the connection is not ready or over, [`MqttError::TooLarge`].
    pub fn publish(
        &self,
        topic: &str,
        payload: &[u8],
        delivery: Delivery,
        is_retained: bool,
    ) -> Result<(), MqttError> {
        let mut connection = self.0.connection.borrow_mut();
        let packet = connection.publish(topic, payload, delivery, is_retained)?;
        drop(connection);
        if self.0.send(&packet) {
            Ok(())
        } else {
            Err(MqttError::Closed)
        }
    }

    /// Looks at the time: gives a silent broker up, and asks a quiet one whether it is there. To be called
    /// every second or so; at once with `is_doubtful` when the network may have changed.
    pub fn look(&self, is_doubtful: bool) {
        let now = now_millis();
        match self.0.awaits.get() {
            Some(since) if ANSWER_MILLIS <= now - since => self.0.end(if self.0.is_open.get() {
                MqttError::Silent
            } else {
                MqttError::Unreachable
            }),
            None if is_doubtful || QUIET_MILLIS <= now - self.0.heard.get() => {
                self.0.awaits.set(Some(now));
                self.0.send(&Connection::ping());
            }
            _ => {}
        }
    }
}

impl Unread {
    /// The messages of the next turn.
    fn next_part(&mut self) -> Result<Vec<u8>, MqttError> {
        if MOST_UNREAD < self.bytes {
            return Err(MqttError::TooLarge);
        }
        let mut part = Vec::new();
        while part.len() < PART
            && let Some(message) = self.messages.pop_front()
        {
            self.bytes -= message.len();
            part.extend(message);
        }
        Ok(part)
    }
}

impl Drop for Mqtt {
    fn drop(&mut self) {
        self.0.send(&Connection::disconnect());
        self.0.leave();
    }
}

impl Inner {
    /// Handles an event that brings no bytes.
    fn on_event(&self, event: &MessageEvent) {
        if self.is_over.get() {
            return;
        }
        let kind = Reflect::get(event, &"type".into()).ok();
        let kind = kind.and_then(|kind| kind.as_string());
        match kind.as_deref() {
            Some("open") => {
                self.is_open.set(true);
                let options = &self.options;
                let packet = Connection::connect(&options.client, !options.is_kept, KEEP_ALIVE);
                match packet {
                    Ok(packet) => _ = self.send(&packet),
                    Err(error) => self.end(error),
                }
            }
            Some("message") => self.end(MqttError::Malformed),
            _ if self.is_open.get() => self.end(MqttError::Closed),
            _ => self.end(MqttError::Unreachable),
        }
    }

    /// Keeps what came to be read in the next turns. A browser tells of all that is there in one task: of a
    /// class that hands in, a thousand messages, each of which would be acknowledged by itself. So nothing but
    /// copying is done here.
    fn put(self: &Rc<Self>, bytes: &Uint8Array) {
        self.heard.set(now_millis());
        let bytes = bytes.to_vec();
        let mut unread = self.unread.borrow_mut();
        unread.bytes += bytes.len();
        unread.messages.push_back(bytes);
        drop(unread);
        if self.is_reading.replace(true) {
            return;
        }
        let this = Rc::downgrade(self);
        spawn_local(async move {
            loop {
                turn().await;
                let Some(this) = this.upgrade().filter(|this| !this.is_over.get()) else {
                    return;
                };
                let part = this.unread.borrow_mut().next_part();
                match part {
                    // A flood: the connection begins anew, and what is missing comes again.
                    Err(error) => return this.end(error),
                    Ok(part) if part.is_empty() => return this.is_reading.set(false),
                    Ok(part) => this.on_bytes(&part),
                }
            }
        });
    }

    fn on_bytes(&self, bytes: &[u8]) {
        let read = self.connection.borrow_mut().read(bytes);
        let (events, answers) = match read {
            Ok(read) => read,
            Err(error) => return self.end(error),
        };
        if !answers.is_empty() {
            self.send(&answers);
        }
        for event in events {
            match event {
                Event::Accepted => {
                    let packet = self.connection.borrow_mut().subscribe(&self.options.topics);
                    match packet {
                        Ok(packet) => _ = self.send(&packet),
                        Err(error) => return self.end(error),
                    }
                }
                Event::Subscribed => {
                    self.awaits.set(None);
                    (self.hear)(MqttEvent::Ready);
                }
                Event::Published(message) => (self.hear)(MqttEvent::Published(message)),
                Event::Pong => self.awaits.set(None),
                Event::Acknowledged => {}
            }
        }
    }

    /// Sends; returns whether the socket takes it.
    fn send(&self, bytes: &[u8]) -> bool {
        let takes = self.is_open.get() && !self.is_over.get();
        takes && call(&self.socket, "send", Some(&Uint8Array::from(bytes))).is_ok()
    }

    /// Ends the connection, and tells so.
    fn end(&self, error: MqttError) {
        if self.leave() {
            (self.hear)(MqttEvent::Closed(error));
        }
    }

    /// Ends the connection; returns whether it was not over before.
    fn leave(&self) -> bool {
        if self.is_over.replace(true) {
            return false;
        }
        let listener = self.listener.as_ref().unchecked_ref();
        for name in EVENTS {
            // Removing a listener of ours is never refused.
            let _ = self
                .socket
                .remove_event_listener_with_callback(name, listener);
        }
        // Closing without a reason is never refused.
        let _ = call(&self.socket, "close", None);
        true
    }
}

fn socket(address: &str) -> Result<EventTarget, JsValue> {
    let class: Function = Reflect::get(&js_sys::global(), &"WebSocket".into())?.dyn_into()?;
    let socket = Reflect::construct(&class, &Array::of2(&address.into(), &"mqtt".into()))?;
    Reflect::set(&socket, &"binaryType".into(), &"arraybuffer".into())?;
    Ok(socket.unchecked_into())
}
