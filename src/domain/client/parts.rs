//! A client made of stored parts: dates and ids are checked here once.

use crate::domain::{
    Breach, BuyingRole, CivilDate, Client, ClientId, Contact, EntryId, Feedback, IdIndex,
    PlannedAction, Profile, Promise, Rating, RelationshipKind, Request, StageEntry,
};

/// The parts of a client as they are stored, each list in the order of entry: see
/// [`Client::from_parts`].
#[derive(Clone, Debug, PartialEq)]
pub struct ClientParts {
    /// The client's id.
    pub id: ClientId,
    /// The client's profile.
    pub profile: Profile,
    /// The kind of relationship.
    pub kind: RelationshipKind,
    /// The role in the buying decision, if one is known.
    pub role: Option<BuyingRole>,
    /// The client who recommended it, if that is known.
    pub recommended_by: Option<ClientId>,
    /// The day of the first contact.
    pub first_contact: CivilDate,
    /// Whether it is an example with invented numbers.
    pub example: bool,
    /// The day it was put into the bin, if it is there.
    pub binned: Option<CivilDate>,
    /// The day before which the priority list leaves it out, if one was set.
    pub snoozed_until: Option<CivilDate>,
    /// All ratings of all raters.
    pub ratings: Vec<Rating>,
    /// All contacts.
    pub contacts: Vec<Contact>,
    /// All breaches.
    pub breaches: Vec<Breach>,
    /// All promises.
    pub promises: Vec<Promise>,
    /// All feedback.
    pub feedback: Vec<Feedback>,
    /// All planned actions.
    pub actions: Vec<PlannedAction>,
    /// All stages entered.
    pub stages: Vec<StageEntry>,
    /// All requests for a rating.
    pub requests: Vec<Request>,
}

/// Parts that make no client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidClient {
    /// An entry lies before the first contact.
    #[error("an entry of {0} lies before the first contact")]
    BeforeFirstContact(CivilDate),
    /// Two entries have one id.
    #[error("two entries have the id {0}")]
    RepeatedId(EntryId),
    /// A promise is due, or something became of it, before it was made.
    #[error("the dates of the promise {0} are not in order")]
    PromiseOutOfOrder(EntryId),
    /// It is recommended by itself.
    #[error("recommended by itself")]
    RecommendsItself,
    /// A day of a planned action lies before the one on which it was planned.
    #[error("the dates of the planned action {0} are not in order")]
    ActionOutOfOrder(EntryId),
}

impl Client {
    /// The client of these parts; the dates and ids of its entries are checked once, in
    /// n log n for n entries.
    ///
    /// # Errors
    /// [`InvalidClient`] if an entry lies before the first contact, two entries share an id, the dates
    /// of a promise or a planned action are not in order, or the client is recommended by itself.
    ///
    /// ```
    /// # use trust_velocity::domain::*;
    /// # let profile = Profile { name: Name::new("陈工")?, organisation: None, title: None, tags: vec![], note: Note::default() };
    /// let first_contact = "2026-01-10".parse()?;
    /// let initial = StageEntry { id: EntryId::new(1), date: first_contact, stage: Stage::Initial };
    /// let mut parts = ClientParts {
    ///     id: ClientId::new(7), profile, kind: RelationshipKind::Client, role: None, recommended_by: None,
    ///     first_contact, example: false, binned: None, snoozed_until: None, ratings: vec![],
    ///     contacts: vec![], breaches: vec![], promises: vec![], feedback: vec![], actions: vec![],
    ///     stages: vec![initial.clone()], requests: vec![],
    /// };
    /// assert_eq!(Client::from_parts(parts.clone())?.stages(), [initial.clone()]);
    /// parts.stages.push(initial);
    /// assert_eq!(Client::from_parts(parts), Err(InvalidClient::RepeatedId(EntryId::new(1))));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn from_parts(parts: ClientParts) -> Result<Self, InvalidClient> {
        let ClientParts {
            id,
            profile,
            kind,
            role,
            recommended_by,
            first_contact,
            example,
            binned,
            snoozed_until,
            ratings,
            contacts,
            breaches,
            promises,
            feedback,
            actions,
            stages,
            requests,
        } = parts;
        let client = Self {
            id,
            profile,
            kind,
            role,
            recommended_by,
            first_contact,
            example,
            binned,
            snoozed_until,
            ratings,
            contacts,
            breaches,
            promises,
            feedback,
            actions,
            stages,
            requests,
        };
        if let Some((.., date)) = client.outlines().find(|(.., date)| *date < first_contact) {
            return Err(InvalidClient::BeforeFirstContact(date));
        }
        let mut promises = client.promises.iter();
        if let Some(promise) = promises.find(|promise| !promise.is_in_order()) {
            return Err(InvalidClient::PromiseOutOfOrder(promise.id));
        }
        if recommended_by == Some(id) {
            return Err(InvalidClient::RecommendsItself);
        }
        let mut actions = client.actions.iter();
        if let Some(action) = actions.find(|action| !action.is_in_order()) {
            return Err(InvalidClient::ActionOutOfOrder(action.id));
        }
        match IdIndex::new(client.outlines().map(|(id, ..)| id)).repeated() {
            Some(id) => Err(InvalidClient::RepeatedId(id)),
            None => Ok(client),
        }
    }
}
