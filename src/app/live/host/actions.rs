//! The actions of the host's machine: submissions are stored, and messages sealed, signed and published.
//!
//! Invariant: a state is kept with the keys before it goes out.

use std::rc::{Rc, Weak};

use super::Host;
use crate::{
    documents::LiveHost,
    domain::classroom::Submission,
    live::{Counts, HostAction, Topic, mqtt::Delivery},
    platform::Turns,
    storage::SaveError,
};

impl Host {
    /// Does what the machine asks for, each kind one after the other.
    pub(super) fn act(self: &Rc<Self>, actions: Vec<HostAction>) {
        let (mut accepted, mut outgoing) = (Vec::new(), Vec::new());
        for action in actions {
            match action {
                HostAction::Accept(submission) => accepted.push(*submission),
                other => outgoing.push(other),
            }
        }
        let this = Rc::downgrade(self);
        if !accepted.is_empty() {
            let this = this.clone();
            self.accepted.put(accepted, move |submissions| {
                Self::store(this.clone(), submissions)
            });
        }
        if !outgoing.is_empty() {
            self.outgoing.put(outgoing, move |actions| {
                let this = this.clone();
                async move {
                    let Some(this) = this.upgrade() else { return };
                    let turns = Turns::begin();
                    for action in actions {
                        turns.next().await;
                        this.publish(action).await;
                    }
                }
            });
        }
    }

    /// Stores submissions, all that came meanwhile at once, and lets their receipts go out.
    async fn store(this: Weak<Self>, submissions: Vec<Submission>) {
        let Some(this) = this.upgrade() else { return };
        let of: Vec<_> = submissions.iter().map(|it| (it.id, it.round)).collect();
        let editions = (this.accept)(submissions).await;
        let failure = editions.as_ref().err().cloned();
        this.failure.replace(failure);
        let editions = editions.unwrap_or_default();
        for (at, (id, round)) in of.into_iter().enumerate() {
            match editions.get(at).copied().flatten() {
                Some(edition) => {
                    let actions = this.with(|host| host.stored(id, round, edition));
                    this.act(actions);
                }
                None => this.with(|host| host.not_stored(id, round)),
            }
        }
        this.show();
    }

    async fn publish(&self, action: HostAction) {
        let channel = self.channel;
        // A browser that could import the keys signs and seals with them; what is lost comes again.
        match action {
            HostAction::Publish(state) => {
                self.keep().await;
                if let Ok(signed) = self.crypto.sign_state(&state).await {
                    let topic = Topic::State(channel).to_string();
                    self.link
                        .publish(&topic, &signed, Delivery::Acknowledged, true);
                }
            }
            HostAction::Clear => {
                let topic = Topic::State(channel).to_string();
                self.link.publish(&topic, &[], Delivery::Acknowledged, true);
            }
            HostAction::Send {
                phone,
                seal,
                message,
            } => {
                if let Ok(sealed) = self.crypto.seal(phone, &seal, message).await {
                    let topic = Topic::To(channel, phone).to_string();
                    self.link.publish(&topic, &sealed, Delivery::Once, false);
                }
            }
            HostAction::Accept(_) => {}
        }
    }

    /// Publishes the counts for second screens; what is lost comes again.
    pub(super) async fn show_counts(self: Rc<Self>, counts: Counts) {
        if let Ok(signed) = self.crypto.sign_counts(&counts).await {
            let topic = Topic::Screens(self.channel).to_string();
            self.link.publish(&topic, &signed, Delivery::Once, false);
        }
    }

    /// Keeps the state with the keys. If that fails, it is on the broker, and in this tab.
    pub(super) async fn keep(&self) {
        let kept = self.store.with_live_keys(async |records| {
            if self.right.is_given_up() {
                return Ok(());
            }
            let stored = LiveHost {
                state: Some(self.with(|host| host.state().write())),
                ..self.stored.clone()
            };
            let text = stored.encode().map_err(SaveError::Occupied)?;
            let draft = LiveHost::draft(self.session);
            records.save_draft(&draft, &text).await
        });
        kept.await.ok();
    }
}
