//! A connection to the site's broker that is made anew when it is lost.
//!
//! Invariant: waits grow from one try to the next, up to half a minute, and differ from one browser to
//! another, so that a class does not come back all at once.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use wasm_bindgen_futures::spawn_local;

use super::LinkState;
use crate::{
    live::mqtt::{Delivery, Publication},
    platform::{
        self,
        mqtt::{Mqtt, MqttEvent, MqttOptions},
        now_millis,
    },
};

/// The wait after the first failure, in milliseconds.
const FIRST_WAIT: u32 = 1_000;
/// How often the wait doubles: 32 seconds at most.
const DOUBLINGS: u32 = 5;

/// An event of the connection.
pub enum LinkEvent {
    /// It is there, with its subscriptions.
    Ready,
    /// It is lost.
    Lost,
    /// A message came.
    Published(Publication),
}

/// A connection that comes back.
#[derive(Clone)]
pub struct Link(Rc<Inner>);

struct Inner {
    options: MqttOptions,
    show: Box<dyn Fn(LinkState)>,
    hear: Box<dyn Fn(LinkEvent)>,
    mqtt: RefCell<Option<Rc<Mqtt>>>,
    is_ready: Cell<bool>,
    is_asking: Cell<bool>,
    is_over: Cell<bool>,
    failures: Cell<u32>,
    next_try: Cell<f64>,
}

impl Link {
    /// A connection that begins with the first [`Self::beat`]. Whoever made it is shown its states, and hears
    /// its events, never within a call of this one.
    pub fn new(
        options: MqttOptions,
        show: impl Fn(LinkState) + 'static,
        hear: impl Fn(LinkEvent) + 'static,
    ) -> Self {
        Self(Rc::new(Inner {
            options,
            show: Box::new(show),
            hear: Box::new(hear),
            mqtt: RefCell::new(None),
            is_ready: Cell::new(false),
            is_asking: Cell::new(false),
            is_over: Cell::new(false),
            failures: Cell::new(0),
            next_try: Cell::new(0.0),
        }))
    }

    /// Publishes, if the connection is there; what is lost otherwise is for the machines to send again.
    pub fn publish(&self, topic: &str, payload: &[u8], delivery: Delivery, is_retained: bool) {
        let mqtt = self.0.mqtt.borrow().clone();
        if let Some(mqtt) = mqtt.filter(|_| self.0.is_ready.get()) {
            // A connection that is just being lost tells so itself, and our envelopes are not too large.
            let _ = mqtt.publish(topic, payload, delivery, is_retained);
        }
    }

    /// Looks at the time; with `is_doubtful` the network may have changed.
    pub fn beat(&self, is_doubtful: bool) {
        let inner = &self.0;
        if inner.is_over.get() || inner.is_asking.get() {
            return;
        }
        let mqtt = inner.mqtt.borrow().clone();
        if let Some(mqtt) = mqtt {
            mqtt.look(is_doubtful);
        } else if is_doubtful || inner.next_try.get() <= now_millis() {
            inner.is_asking.set(true);
            spawn_local(Rc::clone(inner).open());
        }
    }

    /// Ends it for good.
    pub fn end(&self) {
        self.0.is_over.set(true);
        self.0.is_ready.set(false);
        self.0.mqtt.take();
    }
}

impl Inner {
    async fn open(self: Rc<Self>) {
        // Read each time: the host may have moved the broker, or taken it away.
        let broker = platform::broker().await;
        self.is_asking.set(false);
        if self.is_over.get() {
            return;
        }
        let broker = match broker {
            Ok(Some(broker)) => broker,
            Ok(None) => return self.failed(LinkState::Gone),
            Err(_) => return self.failed(LinkState::Unreachable),
        };
        let this = Rc::downgrade(&self);
        let opened = Mqtt::open(broker.address(), self.options.clone(), move |event| {
            if let Some(this) = this.upgrade() {
                this.on_event(event);
            }
        });
        match opened {
            Ok(mqtt) => _ = self.mqtt.replace(Some(Rc::new(mqtt))),
            Err(_) => self.failed(LinkState::Unreachable),
        }
    }

    fn on_event(&self, event: MqttEvent) {
        if self.is_over.get() {
            return;
        }
        match event {
            MqttEvent::Ready => {
                self.failures.set(0);
                self.is_ready.set(true);
                (self.show)(LinkState::Connected);
                (self.hear)(LinkEvent::Ready);
            }
            MqttEvent::Published(message) => (self.hear)(LinkEvent::Published(message)),
            MqttEvent::Closed(_) => {
                self.mqtt.take();
                if self.is_ready.replace(false) {
                    self.next_try.set(now_millis() + spread(FIRST_WAIT));
                    (self.show)(LinkState::Connecting);
                    (self.hear)(LinkEvent::Lost);
                } else {
                    self.failed(LinkState::Unreachable);
                }
            }
        }
    }

    fn failed(&self, state: LinkState) {
        let failures = self.failures.get();
        self.failures.set(failures.saturating_add(1));
        let wait = FIRST_WAIT << failures.min(DOUBLINGS);
        self.next_try.set(now_millis() + spread(wait));
        (self.show)(state);
    }
}

/// A time between three quarters and five quarters of this one, in milliseconds.
fn spread(wait: u32) -> f64 {
    let share = (platform::random_number() % 512) as f64 / 1024.0;
    f64::from(wait) * (0.75 + share)
}
