//! The form of a client's profile, while it is filled in.

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        Channel, Contact, PerDimension, Record, RecordKind, Stage,
        draft::testing::{FIRST_CONTACT, TODAY, client, day, malformed, today},
    };

    const NEW: Subject<'_> = Subject::New {
        id: ClientId::new(8),
        stage_entry: EntryId::new(2),
    };

    fn draft() -> ClientDraft {
        ClientDraft {
            name: " 陈工 👩🏽‍🔧 ".to_owned(),
            organisation: " 华东机电".to_owned(),
            title: "\u{3000}".to_owned(),
            kind: RelationshipKind::Supplier,
            role: Some(BuyingRole::User),
            recommended_by: Some(ClientId::new(9)),
            first_contact: TODAY.to_owned(),
            tags: "采购、展会".to_owned(),
            note: " 喝茶 ".to_owned(),
        }
    }

    fn errors(edit: impl FnOnce(&mut ClientDraft)) -> Vec<(Field, ClientError)> {
        let mut draft = draft();
        edit(&mut draft);
        draft.check(&NEW, today()).unwrap_err()
    }

    fn name(text: &str) -> Name {
        Name::new(text).unwrap()
    }

    /// The client of the tests, with a contact on 2026-02-01.
    fn visited() -> Client {
        let mut client = client();
        let contact = Contact {
            id: EntryId::new(3),
            date: day("2026-02-01"),
            channel: Channel::Call,
            minutes: 0,
            served: PerDimension::default(),
            note: Note::default(),
            next: None,
        };
        client.put(Record::Contact(contact)).unwrap();
        client
    }

    #[test]
    fn a_good_draft_gives_a_new_client_in_its_first_stage() {
        let client = draft().check(&NEW, today()).unwrap();
        let profile = Profile {
            name: name("陈工 👩🏽‍🔧"),
            organisation: Some(name("华东机电")),
            title: None,
            tags: vec![name("采购"), name("展会")],
            note: Note::new("喝茶").unwrap(),
        };
        assert_eq!(client.profile, profile);
        assert_eq!(client.id(), ClientId::new(8));
        assert_eq!(client.kind, RelationshipKind::Supplier);
        assert_eq!(client.role, Some(BuyingRole::User));
        assert_eq!(client.recommended_by(), Some(ClientId::new(9)));
        let itself = errors(|draft| draft.recommended_by = Some(ClientId::new(8)));
        assert_eq!(itself, [(Field::RecommendedBy, RecommendsItself.into())]);
        assert_eq!(client.first_contact(), today());
        let [entry] = client.stages() else {
            panic!("{:?}", client.stages())
        };
        assert_eq!((entry.id, entry.stage), (EntryId::new(2), Stage::Initial));
    }

    #[test]
    fn a_known_client_keeps_its_id_and_history() {
        let known = visited();
        let draft = ClientDraft {
            first_contact: "2026-02-01".to_owned(),
            ..draft()
        };
        let client = draft.check(&Subject::Known(&known), today()).unwrap();
        assert_eq!(client.id(), known.id());
        assert_eq!(client.contacts(), known.contacts());
        assert_eq!(client.profile.name, name("陈工 👩🏽‍🔧"));
        assert_eq!(client.first_contact(), day("2026-02-01"));
        // The first stage moves along.
        assert_eq!(client.stages()[0].date, day("2026-02-01"));
    }

    #[test]
    fn the_first_contact_lies_neither_after_today_nor_after_an_entry() {
        let known = visited();
        let of_known = |typed: &str| {
            let draft = ClientDraft {
                first_contact: typed.to_owned(),
                ..draft()
            };
            draft.check(&Subject::Known(&known), today())
        };
        let refused = |error| {
            let error = TypedDateError::Refused(error);
            vec![(Field::Date, ClientError::Date(error))]
        };
        let in_the_way = DateError::RecordInTheWay {
            kind: RecordKind::Contact,
            date: day("2026-02-01"),
        };
        assert_eq!(of_known("2026-02-02"), Err(refused(in_the_way)));
        let after = DateError::AfterToday { today: today() };
        assert_eq!(of_known("2026-04-21"), Err(refused(after)));
        let tomorrow = errors(|draft| "2026-04-21".clone_into(&mut draft.first_contact));
        assert_eq!(tomorrow, refused(after));
        let earlier = of_known("1900-01-01").map(|client| client.first_contact());
        assert_eq!(earlier, Ok(CivilDate::MIN));
        for bad in ["1899-12-31", "20.4.2026"] {
            let found = errors(|draft| bad.clone_into(&mut draft.first_contact));
            assert_eq!(found, [(Field::Date, ClientError::Date(malformed(bad)))]);
        }
    }

    #[test]
    fn a_first_contact_that_was_not_chosen_is_missing_and_no_bad_date() {
        for none in ["", " "] {
            let found = errors(|draft| none.clone_into(&mut draft.first_contact));
            assert_eq!(found, [(Field::FirstContact, ClientError::NoFirstContact)]);
        }
        // Of a known client a date was there, and was taken away.
        let emptied = ClientDraft {
            first_contact: String::new(),
            ..draft()
        };
        let found = emptied.check(&Subject::Known(&client()), today());
        let error = ClientError::Date(malformed(""));
        assert_eq!(found, Err(vec![(Field::Date, error)]));
    }

    #[test]
    fn only_the_name_must_be_there() {
        let bare = ClientDraft {
            name: "Ada".to_owned(),
            first_contact: FIRST_CONTACT.to_owned(),
            ..ClientDraft::default()
        };
        let profile = bare.check(&NEW, today()).unwrap().profile;
        assert_eq!((profile.organisation, profile.title), (None, None));
        assert_eq!((profile.tags, profile.note), (Vec::new(), Note::default()));
        let found = errors(|draft| "  ".clone_into(&mut draft.name));
        assert_eq!(found, [(Field::Name, ClientError::Name(NameError::Empty))]);
    }

    #[test]
    fn tags_lie_between_commas_and_semicolons_of_both_languages() {
        let read = |typed: &str| {
            let tags = typed_tags(typed).unwrap();
            tags.iter()
                .map(|tag| tag.as_str().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(read("a,b，c、d;e；f"), ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(read(" ,, two words ,\u{3000}、"), ["two words"]);
        // Only of equal ones in a row is one left out.
        assert_eq!(read("a, a, b, a"), ["a", "b", "a"]);
    }

    #[test]
    fn a_client_has_so_many_tags_and_no_more() {
        let typed = |count| {
            let tags: Vec<_> = (0..count).map(|at: u8| at.to_string()).collect();
            tags.join("，")
        };
        assert_eq!(typed_tags(&typed(64)).map(|tags| tags.len()), Ok(64));
        assert_eq!(typed_tags(&typed(65)), Err(ClientError::Tags(65)));
        assert_eq!(typed_tags("a, \u{200b}"), Err(NameError::Unseen.into()));
    }

    #[test]
    fn each_text_is_bounded_at_its_own_field() {
        let long = "龙".repeat(201);
        let too_long = |field| [(field, ClientError::Name(NameError::TooLong(201)))];
        assert_eq!(
            errors(|it| it.name.clone_from(&long)),
            too_long(Field::Name)
        );
        let found = errors(|it| it.organisation.clone_from(&long));
        assert_eq!(found, too_long(Field::Organisation));
        assert_eq!(
            errors(|it| it.title.clone_from(&long)),
            too_long(Field::Title)
        );
        let found = errors(|it| it.tags = format!("a,{long},{long}"));
        assert_eq!(found, too_long(Field::Tags));
        let found = errors(|it| it.note = "龙".repeat(4_001));
        assert_eq!(found, [(Field::Note, ClientError::Note(NoteError(4_001)))]);
    }

    #[test]
    fn all_faults_are_found_at_once() {
        let long = "龙".repeat(201);
        let draft = ClientDraft {
            name: String::new(),
            organisation: long.clone(),
            title: long.clone(),
            kind: RelationshipKind::Client,
            role: None,
            recommended_by: None,
            first_contact: "2026-02-02".to_owned(),
            tags: long,
            note: "龙".repeat(4_001),
        };
        let known = visited();
        let found = draft.check(&Subject::Known(&known), today()).unwrap_err();
        let in_the_way = TypedDateError::Refused(DateError::RecordInTheWay {
            kind: RecordKind::Contact,
            date: day("2026-02-01"),
        });
        let too_long = || ClientError::Name(NameError::TooLong(201));
        let all = [
            (Field::Name, ClientError::Name(NameError::Empty)),
            (Field::Organisation, too_long()),
            (Field::Title, too_long()),
            (Field::Date, ClientError::Date(in_the_way)),
            (Field::Tags, too_long()),
            (Field::Note, ClientError::Note(NoteError(4_001))),
        ];
        assert_eq!(found, all);
    }
}
