//! The form of a client's profile, while it is filled in.

#[cfg(test)]
mod tests;

use super::{Field, TypedDateError, check::checked};
use crate::domain::{
    BuyingRole, CivilDate, Client, ClientId, DateError, EntryId, Name, NameError, Note, NoteError,
    Profile, RecommendsItself, RelationshipKind,
};

/// The typed fields of a client's profile.
///
/// ```
/// use trust_velocity::domain::{ClientId, EntryId, NameError};
/// use trust_velocity::domain::draft::{ClientDraft, Field, Subject};
/// let mut draft = ClientDraft {
///     name: "陈工".to_owned(),
///     first_contact: "2026-03-30".to_owned(),
///     tags: "采购，展会".to_owned(),
///     ..ClientDraft::default()
/// };
/// let today = "2026-03-31".parse()?;
/// let new = Subject::New { id: ClientId::new(7), stage_entry: EntryId::new(1) };
/// let client = draft.check(&new, today);
/// assert_eq!(client.map(|client| client.profile.tags.len()), Ok(2));
/// draft.name = " ".to_owned();
/// assert_eq!(draft.check(&new, today), Err(vec![(Field::Name, NameError::Empty.into())]));
/// # Ok::<(), trust_velocity::domain::ParseDateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientDraft {
    /// The kind of relationship.
    pub kind: RelationshipKind,
    /// The role in the buying decision, if one was chosen.
    pub role: Option<BuyingRole>,
    /// The person's name.
    pub name: String,
    /// The organisation; may be empty.
    pub organisation: String,
    /// The person's position; may be empty.
    pub title: String,
    /// The day of the first contact; must be given.
    pub first_contact: String,
    /// Words to find the client by, between commas or semicolons; may be empty.
    pub tags: String,
    /// The client who recommended it, if one was chosen.
    pub recommended_by: Option<ClientId>,
    /// Anything worth remembering; may be empty.
    pub note: String,
}

/// The client that a draft describes.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A new one.
    New {
        /// Its id.
        id: ClientId,
        /// The id of its first stage.
        stage_entry: EntryId,
    },
    /// One that is there already, and keeps its history.
    Known(&'a Client),
}

/// A field of a [`ClientDraft`] cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ClientError {
    /// A name, an organisation, a position or a tag.
    #[error(transparent)]
    Name(#[from] NameError),
    /// More tags than [`Profile::MAX_TAGS`]; how many.
    #[error("{0} tags, the most is {max}", max = Profile::MAX_TAGS)]
    Tags(usize),
    /// The date.
    #[error(transparent)]
    Date(#[from] TypedDateError),
    /// Nothing was said of the first contact with a new client.
    #[error("no first contact")]
    NoFirstContact,
    /// The note.
    #[error(transparent)]
    Note(#[from] NoteError),
    /// The recommender.
    #[error(transparent)]
    RecommendedBy(#[from] RecommendsItself),
}

impl ClientDraft {
    /// The client that was typed: a new one in its first stage, or the known one with another profile,
    /// kind, role, recommendation and first contact.
    ///
    /// # Errors
    /// Each field that cannot be taken, and why. The first contact lies neither after today nor, of a
    /// known client, after an entry.
    pub fn check(
        &self,
        subject: &Subject<'_>,
        today: CivilDate,
    ) -> Result<Client, Vec<(Field, ClientError)>> {
        checked(|faults| {
            let name = faults.accept(Field::Name, Name::new(&self.name));
            let organisation = faults.accept(Field::Organisation, optional(&self.organisation));
            let title = faults.accept(Field::Title, optional(&self.title));
            let is_new = matches!(subject, Subject::New { .. });
            let first_contact = if is_new && self.first_contact.trim().is_empty() {
                faults.accept(Field::FirstContact, Err(ClientError::NoFirstContact))
            } else {
                faults.accept(Field::Date, self.first_contact(*subject, today))
            };
            let tags = faults.accept(Field::Tags, typed_tags(&self.tags));
            let note = faults.accept(Field::Note, Note::new(&self.note));
            let profile = Profile {
                name: name?,
                organisation: organisation?,
                title: title?,
                tags: tags?,
                note: note?,
            };
            let client = subject.with(profile, first_contact?, today);
            let client = faults.accept(Field::Date, client.map_err(TypedDateError::from));
            let mut client = client?;
            client.kind = self.kind;
            client.role = self.role;
            let recommended = client.set_recommended_by(self.recommended_by);
            faults.accept(Field::RecommendedBy, recommended)?;
            Some(client)
        })
    }

    /// The first contact, read without the profile, so that it is judged whatever else is wrong.
    fn first_contact(
        &self,
        subject: Subject<'_>,
        today: CivilDate,
    ) -> Result<CivilDate, TypedDateError> {
        let date = self.first_contact.parse()?;
        match subject {
            Subject::Known(client) => client.clone().set_first_contact(date, today)?,
            Subject::New { .. } if today < date => {
                return Err(DateError::AfterToday { today }.into());
            }
            Subject::New { .. } => {}
        }
        Ok(date)
    }
}

impl Subject<'_> {
    /// The client with this profile and first contact.
    fn with(
        self,
        profile: Profile,
        first_contact: CivilDate,
        today: CivilDate,
    ) -> Result<Client, DateError> {
        match self {
            Self::New { id, stage_entry } => {
                Client::new(id, profile, first_contact, stage_entry, today)
            }
            Self::Known(client) => {
                let mut client = client.clone();
                client.set_first_contact(first_contact, today)?;
                client.profile = profile;
                Ok(client)
            }
        }
    }
}

/// The name that may be missing.
fn optional(typed: &str) -> Result<Option<Name>, NameError> {
    match Name::new(typed) {
        Err(NameError::Empty) => Ok(None),
        other => other.map(Some),
    }
}

/// The tags that were typed, between commas or semicolons; of equal ones in a row the first.
///
/// # Errors
/// A tag that is no [`Name`], or more than [`Profile::MAX_TAGS`].
///
/// ```
/// let tags = trust_velocity::domain::draft::typed_tags("采购，展会")?;
/// assert_eq!(tags.len(), 2);
/// # Ok::<(), trust_velocity::domain::draft::ClientError>(())
/// ```
pub fn typed_tags(typed: &str) -> Result<Vec<Name>, ClientError> {
    let pieces = typed.split([',', '，', '、', ';', '；']).map(str::trim);
    let mut tags = pieces
        .filter(|tag| !tag.is_empty())
        .map(Name::new)
        .collect::<Result<Vec<_>, _>>()?;
    tags.dedup();
    match tags.len() {
        count if Profile::MAX_TAGS < count => Err(ClientError::Tags(count)),
        _ => Ok(tags),
    }
}
