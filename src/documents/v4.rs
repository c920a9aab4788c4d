//! The shape of a client of version 4, as it landed: never edited. A rating is shorter, a contact may
//! say when the next one is, and there are promises.
//!
//! # Parts that come later
//!
//! A kind of record that comes later is a part of its own: a field of the client that is absent if
//! it is empty. It refers to an entry by the entry's id, as the evidence of a rating does, so no array here
//! grows. A document that has such parts names them in `needs`, and an app that does not
//! know one of them takes the document for that of a newer app: it is kept, shown as too new, and never
//! written over. All others go on reading and writing the clients that have none. The parts that have come
//! since are those of [`Part`].

use serde::{Deserialize, Serialize};

use super::{
    CLIENT_VERSION, DecodeError, each,
    entries::{BreachV1, ContactV4, PromiseV4, RatingV4, RequestV3, StageV1},
    invalid, known, name, note, parsed,
    parts::{ActionV4, EvidenceV4, FeedbackV4, Part},
};
use crate::domain::{
    BuyingRole, Client, ClientId, ClientParts, InvalidClient, Name, Profile, Rating,
    RelationshipKind,
};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientEnvelopeV4 {
    pub v: u32,
    pub rev: u64,
    /// The parts that it has, by their names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// The day it was put into the bin.
    pub binned: Option<String>,
    pub client: ClientV4,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ClientV4 {
    pub id: String,
    pub name: String,
    pub organisation: Option<String>,
    pub title: Option<String>,
    pub tags: Vec<String>,
    pub note: String,
    pub first_contact: String,
    pub illustration: bool,
    pub ratings: Vec<RatingV4>,
    pub contacts: Vec<ContactV4>,
    pub breaches: Vec<BreachV1>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<PromiseV4>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub feedback: Vec<FeedbackV4>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<EvidenceV4>,
    pub stages: Vec<StageV1>,
    pub requests: Vec<RequestV3>,
    /// The ids of the blind ratings, in the order of the ratings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub blind: Vec<String>,
    /// The day before which the priority list leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub snoozed_until: Option<String>,
    /// The kind of the relationship; absent of one with a client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The id of the client who recommended it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recommended_by: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub actions: Vec<ActionV4>,
    /// The role in the buying decision.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// The error of a document that has parts of a later app; `None` if it names none.
pub(super) fn needs_newer_app(text: &str) -> Option<DecodeError> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
        needs: Vec<String>,
    }
    let head: Head = serde_json::from_str(text).ok()?;
    let is_newer = head.v == CLIENT_VERSION && !Part::are_known(&head.needs);
    is_newer.then_some(DecodeError::TooNew { found: head.v })
}

impl ClientEnvelopeV4 {
    /// The envelope of a client at its `rev`-th save.
    pub fn new(rev: u64, client: &Client) -> Self {
        let binned = client.binned().map(|day| day.to_string());
        let client = ClientV4::from(client);
        let parts = Part::ALL.into_iter().filter(|part| client.has(*part));
        Self {
            v: CLIENT_VERSION,
            rev,
            needs: parts.map(|part| part.name().to_owned()).collect(),
            binned,
            client,
        }
    }

    pub fn into_client(self) -> Result<(u64, Client), DecodeError> {
        if !Part::are_known(&self.needs) {
            return Err(DecodeError::TooNew { found: self.v });
        }
        let is_named = |part: Part| self.needs.iter().any(|name| name == part.name());
        let unnamed = Part::ALL
            .into_iter()
            .find(|part| self.client.has(*part) && !is_named(*part));
        if let Some(part) = unnamed {
            return Err(invalid("needs", part.name()));
        }
        let client = self.client.into_client(self.binned.as_deref())?;
        Ok((self.rev, client))
    }
}

impl From<&Client> for ClientV4 {
    fn from(client: &Client) -> Self {
        let profile = &client.profile;
        let text = |name: &Name| name.as_str().to_owned();
        Self {
            id: client.id().to_string(),
            name: text(&profile.name),
            organisation: profile.organisation.as_ref().map(text),
            title: profile.title.as_ref().map(text),
            tags: profile.tags.iter().map(text).collect(),
            note: profile.note.as_str().to_owned(),
            first_contact: client.first_contact().to_string(),
            illustration: client.is_example(),
            ratings: client.ratings().iter().map(RatingV4::from).collect(),
            contacts: client.contacts().iter().map(ContactV4::from).collect(),
            breaches: client.breaches().iter().map(BreachV1::from).collect(),
            promises: client.promises().iter().map(PromiseV4::from).collect(),
            feedback: client.feedback().iter().map(FeedbackV4::from).collect(),
            evidence: client.ratings().iter().filter_map(EvidenceV4::of).collect(),
            stages: client.stages().iter().map(StageV1::from).collect(),
            requests: client.requests().iter().map(RequestV3::from).collect(),
            blind: client
                .ratings()
                .iter()
                .filter(|rating| rating.is_blind)
                .map(|rating| rating.id.to_string())
                .collect(),
            snoozed_until: client.snoozed_until().map(|day| day.to_string()),
            kind: (client.kind != RelationshipKind::Client).then(|| client.kind.id().to_owned()),
            recommended_by: client.recommended_by().map(|by| by.to_string()),
            actions: client.actions().iter().map(ActionV4::from).collect(),
            role: client.role.map(|role| role.id().to_owned()),
        }
    }
}

impl ClientV4 {
    const fn has(&self, part: Part) -> bool {
        match part {
            Part::Feedback => !self.feedback.is_empty(),
            Part::Evidence => !self.evidence.is_empty(),
            Part::Blind => !self.blind.is_empty(),
            Part::SnoozedUntil => self.snoozed_until.is_some(),
            Part::Kind => self.kind.is_some(),
            Part::RecommendedBy => self.recommended_by.is_some(),
            Part::Actions => !self.actions.is_empty(),
            Part::Role => self.role.is_some(),
        }
    }

    pub fn into_client(self, binned: Option<&str>) -> Result<Client, DecodeError> {
        let id: ClientId = parsed("id", &self.id)?;
        let profile = Profile {
            name: name("name", &self.name)?,
            organisation: self
                .organisation
                .map(|text| name("organisation", &text))
                .transpose()?,
            title: self.title.map(|text| name("title", &text)).transpose()?,
            tags: self
                .tags
                .iter()
                .map(|text| name("tags", text))
                .collect::<Result<_, _>>()?,
            note: note("note", &self.note)?,
        };
        let mut ratings = each(self.ratings, RatingV4::into_rating)?;
        mark_blind(&mut ratings, &self.blind)?;
        EvidenceV4::put_all(self.evidence, &mut ratings)?;
        let parts = ClientParts {
            id,
            profile,
            kind: self
                .kind
                .map(|kind| known("kind", &kind, RelationshipKind::from_id))
                .transpose()?
                .unwrap_or_default(),
            role: self
                .role
                .map(|role| known("role", &role, BuyingRole::from_id))
                .transpose()?,
            recommended_by: self
                .recommended_by
                .map(|by| parsed("recommended_by", &by))
                .transpose()?,
            first_contact: parsed("first_contact", &self.first_contact)?,
            example: self.illustration,
            binned: binned.map(|day| parsed("binned", day)).transpose()?,
            snoozed_until: self
                .snoozed_until
                .map(|day| parsed("snoozed_until", &day))
                .transpose()?,
            ratings,
            contacts: each(self.contacts, ContactV4::into_contact)?,
            breaches: each(self.breaches, BreachV1::into_breach)?,
            promises: each(self.promises, PromiseV4::into_promise)?,
            feedback: each(self.feedback, FeedbackV4::into_feedback)?,
            actions: each(self.actions, ActionV4::into_action)?,
            stages: each(self.stages, StageV1::into_stage)?,
            requests: each(self.requests, RequestV3::into_request)?,
        };
        Client::from_parts(parts).map_err(|error| match error {
            InvalidClient::BeforeFirstContact(date) => invalid("date", &date.to_string()),
            InvalidClient::RepeatedId(_) => invalid("id", "the same twice"),
            InvalidClient::PromiseOutOfOrder(id) => invalid("promise", &id.to_string()),
            InvalidClient::RecommendsItself => invalid("recommended_by", "itself"),
            InvalidClient::ActionOutOfOrder(id) => invalid("action", &id.to_string()),
        })
    }
}

/// Marks the ratings of these ids, which are in the order of the ratings.
fn mark_blind(ratings: &mut [Rating], blind: &[String]) -> Result<(), DecodeError> {
    let mut left = blind.iter().peekable();
    for rating in ratings {
        let id = rating.id.to_string();
        rating.is_blind = left.next_if(|blind| **blind == id).is_some();
    }
    left.next().map_or(Ok(()), |id| Err(invalid("blind", id)))
}
