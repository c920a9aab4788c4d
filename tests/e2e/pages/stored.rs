//! Records as they lie in the browser's storage: documents of version 1, as an app of any later
//! version must read them.

use serde_json::{Value, json};
use trust_velocity::{documents::decode_client, domain::Client};

/// A stored client, in its first stage since the first contact.
#[derive(Clone)]
pub struct Stored {
    id: u64,
    name: String,
    first_contact: String,
    ratings: Vec<Value>,
    contacts: Vec<Value>,
    stages: Vec<Value>,
}

impl Stored {
    /// A client without any rating.
    pub fn new(id: u64, name: &str, first_contact: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            first_contact: first_contact.to_owned(),
            ratings: Vec::new(),
            contacts: Vec::new(),
            stages: vec![json!([hex(1), first_contact, "initial"])],
        }
    }

    /// Rated by the person who keeps the records.
    pub fn rated(mut self, date: &str, scores: [f64; 4]) -> Self {
        let id = hex(self.next());
        self.ratings
            .push(json!([id, date, "seller", "sliders-1", scores, ""]));
        self
    }

    /// Rated by a person at the client's.
    pub fn answered(mut self, date: &str, person: &str, scores: [f64; 4]) -> Self {
        let id = hex(self.next());
        self.ratings
            .push(json!([id, date, { "client": person }, "sliders-1", scores, ""]));
        self
    }

    /// Visited for so many minutes.
    pub fn visited(mut self, date: &str, minutes: u16) -> Self {
        let id = hex(self.next());
        self.contacts
            .push(json!([id, date, "visit", minutes, [], ""]));
        self
    }

    /// Entered a stage.
    pub fn in_stage(mut self, date: &str, stage: &str) -> Self {
        let id = hex(self.next());
        self.stages.push(json!([id, date, stage]));
        self
    }

    fn next(&self) -> u64 {
        let count = self.ratings.len() + self.contacts.len() + self.stages.len();
        count as u64 + 1
    }

    /// The route of its page.
    pub fn route(&self) -> String {
        format!("#/clients/{}", hex(self.id))
    }

    /// Its key.
    pub fn key(&self) -> String {
        format!("trust-velocity/client/{}", hex(self.id))
    }

    /// Its key with its document.
    pub fn entry(&self) -> (String, String) {
        let document = json!({ "v": 1, "rev": 1, "client": {
            "id": hex(self.id), "name": self.name, "organisation": null, "title": null,
            "tags": [], "note": "", "first_contact": self.first_contact, "illustration": false,
            "ratings": self.ratings, "contacts": self.contacts, "breaches": [],
            "stages": self.stages,
        } });
        (self.key(), document.to_string())
    }
}

impl Stored {
    /// The client as the app reads it.
    pub fn client(&self) -> Client {
        decode_client(&self.entry().1).expect("a document").1
    }
}

fn hex(number: u64) -> String {
    format!("{number:016x}")
}
