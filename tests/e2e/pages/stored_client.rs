//! Records as they lie in the browser's storage: documents of version 1, as an app of any later
//! version must read them, but for clients that have what came later.

use serde_json::{Value, json};
use trust_velocity::{
    documents::{decode_client, encode_client},
    domain::{Client, EntryId, LikertScore, Note, Promise, Record},
};

/// A stored client, in its first stage since the first contact.
#[derive(Clone)]
pub struct StoredClient {
    id: u64,
    name: String,
    organisation: Option<String>,
    first_contact: String,
    ratings: Vec<Value>,
    contacts: Vec<Value>,
    stages: Vec<Value>,
    breaches: Vec<Value>,
    promises: Vec<Promise>,
    /// Entries of kinds that version 1 did not know.
    records: Vec<Record>,
    snoozed_until: Option<String>,
}

impl StoredClient {
    /// A client without any rating.
    pub fn new(id: u64, name: &str, first_contact: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            organisation: None,
            first_contact: first_contact.to_owned(),
            ratings: Vec::new(),
            contacts: Vec::new(),
            breaches: Vec::new(),
            promises: Vec::new(),
            records: Vec::new(),
            snoozed_until: None,
            stages: vec![json!([hex(1), first_contact, "initial"])],
        }
    }

    /// A person at an organisation.
    pub fn at_organisation(mut self, organisation: &str) -> Self {
        self.organisation = Some(organisation.to_owned());
        self
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

    /// With a serious breach of conduct trust.
    pub fn breached(mut self, date: &str) -> Self {
        let id = hex(self.next());
        self.breaches.push(json!([id, date, "conduct", 2, "", ""]));
        self
    }

    /// Promised something, which is open.
    pub fn promised(mut self, date: &str, due: &str, what: &str) -> Self {
        self.promises.push(Promise {
            id: EntryId::new(self.next()),
            date: date.parse().expect("a date"),
            due: due.parse().expect("a date"),
            expected: LikertScore::new(5).expect("1-7"),
            what: Note::new(what).expect("a note"),
            outcome: None,
        });
        self
    }

    /// With further records, whose ids are their own affair.
    pub fn with_records(mut self, records: Vec<Record>) -> Self {
        self.records = records;
        self
    }

    /// Left out of the priority list until a day.
    pub fn snoozed(mut self, until: &str) -> Self {
        self.snoozed_until = Some(until.to_owned());
        self
    }

    fn next(&self) -> u64 {
        let count = self.ratings.len() + self.contacts.len() + self.stages.len();
        let count = count + self.breaches.len() + self.promises.len();
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

    /// Its key with its document, of version 1 if that can say all.
    pub fn entry(&self) -> (String, String) {
        let plain = self.of_version_1();
        if self.promises.is_empty() && self.records.is_empty() && self.snoozed_until.is_none() {
            return (self.key(), plain);
        }
        let (rev, mut client) = decode_client(&plain).expect("a document");
        let promises = self.promises.iter().cloned().map(Record::Promise);
        let records = promises.chain(self.records.iter().cloned());
        client.put_all(records.collect()).expect("dates in order");
        let until = self.snoozed_until.as_ref();
        let client = client.snoozed(until.map(|day| day.parse().expect("a date")));
        (self.key(), encode_client(rev, &client).expect("a document"))
    }

    fn of_version_1(&self) -> String {
        let document = json!({ "v": 1, "rev": 1, "client": {
            "id": hex(self.id), "name": self.name, "organisation": self.organisation, "title": null,
            "tags": [], "note": "", "first_contact": self.first_contact, "illustration": false,
            "ratings": self.ratings, "contacts": self.contacts, "breaches": self.breaches,
            "stages": self.stages,
        } });
        document.to_string()
    }
}

impl StoredClient {
    /// The client as the app reads it.
    pub fn client(&self) -> Client {
        decode_client(&self.entry().1).expect("a document").1
    }
}

fn hex(number: u64) -> String {
    format!("{number:016x}")
}
