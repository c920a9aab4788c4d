//! The faults of a client's profile, each at its field.

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
