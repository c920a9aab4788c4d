//! A connection to the site's broker that is made anew when it is lost.
//!
//! Invariant: waits grow from one try to the next, up to half a minute, and differ from one browser to
//! another, so that a class does not come back all at once.

use std::{
    cell::{Cell, OnceCell, RefCell},
    rc::{Rc, Weak},
};

use sha2::{Digest as _, Sha256};
use wasm_bindgen_futures::spawn_local;

use super::{LinkState, pulse::Pulse};
use crate::{
    domain::live::KeyPair,
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

/// The owner of a [`Link`]: it lets a machine of [`crate::live`] meet the broker and the browser.
pub trait Driver {
    /// Shows a state of the connection.
    fn show_link(&self, state: LinkState);

    /// Takes an event of the connection, never within a call of the link.
    fn on_event(self: Rc<Self>, event: LinkEvent);

    /// Does what is due by the clock, each second; with `is_doubtful` the network may have changed.
    fn beat(self: Rc<Self>, is_doubtful: bool);
}

/// A connection that comes back.
#[derive(Clone)]
pub struct Link(Rc<Inner>);

struct Inner {
    options: MqttOptions,
    driver: OnceCell<Weak<dyn Driver>>,
    pulse: RefCell<Option<Pulse>>,
    mqtt: RefCell<Option<Rc<Mqtt>>>,
    is_ready: Cell<bool>,
    is_asking: Cell<bool>,
    is_over: Cell<bool>,
    failures: Cell<u32>,
    next_try: Cell<f64>,
}

impl Link {
    /// A connection that does nothing before [`Self::begin`].
    pub fn new(options: MqttOptions) -> Self {
        Self(Rc::new(Inner {
            options,
            driver: OnceCell::new(),
            pulse: RefCell::new(None),
            mqtt: RefCell::new(None),
            is_ready: Cell::new(false),
            is_asking: Cell::new(false),
            is_over: Cell::new(false),
            failures: Cell::new(0),
            next_try: Cell::new(0.0),
        }))
    }

    /// Lets its driver beat, now and each second, and keeps it until [`Self::end`]. It connects with the first
    /// [`Self::beat`].
    pub fn begin<D: Driver + 'static>(&self, driver: &Rc<D>) {
        let weak: Weak<D> = Rc::downgrade(driver);
        if self.0.is_over.get() || self.0.driver.set(weak).is_err() {
            return;
        }
        let beating = Rc::clone(driver);
        let pulse = Pulse::new(move |is_doubtful| Rc::clone(&beating).beat(is_doubtful));
        self.0.pulse.replace(Some(pulse));
        Rc::clone(driver).beat(false);
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
        // Not within the call of the pulse that is dropped, and the driver with it.
        let pulse = self.0.pulse.take();
        spawn_local(async move { drop(pulse) });
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

    fn show(&self, state: LinkState) {
        if let Some(driver) = self.driver.get().and_then(Weak::upgrade) {
            driver.show_link(state);
        }
    }

    fn tell(&self, event: LinkEvent) {
        if let Some(driver) = self.driver.get().and_then(Weak::upgrade) {
            driver.on_event(event);
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
                self.show(LinkState::Connected);
                self.tell(LinkEvent::Ready);
            }
            MqttEvent::Published(message) => self.tell(LinkEvent::Published(message)),
            MqttEvent::Closed(_) => {
                self.mqtt.take();
                if self.is_ready.replace(false) {
                    self.next_try.set(now_millis() + spread(FIRST_WAIT));
                    self.show(LinkState::Connecting);
                    self.tell(LinkEvent::Lost);
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
        self.show(state);
    }
}

/// A time between three quarters and five quarters of this one, in milliseconds.
fn spread(wait: u32) -> f64 {
    let share = (platform::random_number() % 512) as f64 / 1024.0;
    f64::from(wait) * (0.75 + share)
}

/// A client's name by which the broker keeps what comes in: always the same for a key, and known to nobody
/// with the link, who could take its place.
pub fn kept_client(kind: char, sign: &KeyPair) -> String {
    let digest = Sha256::digest(&sign.private);
    let digits = digest.iter().take(8).map(|byte| format!("{byte:02x}"));
    format!("{kind}{}", digits.collect::<String>())
}
