//! The faults of a rating, each at its field.

use super::*;
use crate::domain::{
    DateError, Dimension, Form, ItemsVersion, Scores,
    draft::testing::{FIRST_CONTACT, TODAY, client, day, malformed, today},
};

fn typed(text: &str) -> Answer {
    Answer::Typed(text.to_owned())
}

fn sliders(texts: [&str; 4]) -> Measure {
    Measure::Sliders(PerDimension(texts.map(typed)))
}

fn scores(values: [Option<f64>; 4]) -> Scores {
    PerDimension(values.map(|value| value.map(|value| Score::new(value).unwrap())))
}

fn draft() -> RatingDraft {
    RatingDraft {
        date: TODAY.to_owned(),
        kind: RaterKind::Seller,
        person: String::new(),
        measure: sliders(["7.5", " 8 ", "０，３", "10"]),
        is_blind: false,
        note: " 第二次拜访 ".to_owned(),
        evidence: vec![EntryId::new(4)],
    }
}

fn edited(edit: impl FnOnce(&mut RatingDraft)) -> Result<Rating, Vec<(Field, RatingError)>> {
    let mut draft = draft();
    edit(&mut draft);
    draft.check(EntryId::new(9), &client(), today())
}

fn errors(edit: impl FnOnce(&mut RatingDraft)) -> Vec<(Field, RatingError)> {
    edited(edit).unwrap_err()
}

#[test]
fn only_the_sellers_ratings_rest_on_entries() {
    let by_peer = edited(|draft| draft.kind = RaterKind::Peer).unwrap();
    assert_eq!(by_peer.evidence, []);
}

#[test]
fn a_good_draft_gives_the_rating_that_was_typed() {
    let rating = Rating {
        id: EntryId::new(9),
        date: today(),
        rater: Rater::Seller,
        measurement: Measurement::Sliders(scores([Some(7.5), Some(8.0), Some(0.3), Some(10.0)])),
        is_blind: false,
        note: Note::new("第二次拜访").unwrap(),
        evidence: vec![EntryId::new(4)],
    };
    assert_eq!(edited(|_| ()), Ok(rating));
}

#[test]
fn each_score_is_judged_at_its_own_dimension() {
    let cases = [
        ("", TypedScoreError::Empty),
        (" \u{3000}", TypedScoreError::Empty),
        ("10.05", TypedScoreError::NotAScore),
        ("10.1", TypedScoreError::NotAScore),
        ("-0.1", TypedScoreError::NotAScore),
        ("many", TypedScoreError::NotAScore),
        ("7,5,", TypedScoreError::NotAScore),
        ("7.25", TypedScoreError::TooPrecise),
        ("９．９９", TypedScoreError::TooPrecise),
    ];
    for dimension in Dimension::ALL {
        for (text, error) in cases {
            let found = errors(|draft| {
                let mut answers = PerDimension::from_fn(|_| typed("5"));
                answers[dimension] = typed(text);
                draft.measure = Measure::Sliders(answers);
            });
            let expected = (Field::Score(dimension), RatingError::Score(error));
            assert_eq!(found, [expected], "{text}");
        }
    }
}

#[test]
fn an_untouched_slider_is_a_fault_and_an_unknown_score_is_none() {
    let with = |answer: Answer| {
        edited(|draft| {
            let [e, c, r] = ["1", "2", "3"].map(typed);
            draft.measure = Measure::Sliders(PerDimension([e, c, r, answer]));
        })
    };
    let three = scores([Some(1.0), Some(2.0), Some(3.0), None]);
    let measurement = with(Answer::Unknown).map(|rating| rating.measurement);
    assert_eq!(measurement, Ok(Measurement::Sliders(three)));
    let open = (
        Field::Score(Dimension::Benefit),
        RatingError::Score(TypedScoreError::Empty),
    );
    assert_eq!(with(Answer::Open), Err(vec![open]));
}

#[test]
fn a_rating_without_any_score_is_refused_as_a_whole() {
    let unknown = || Measure::Sliders(PerDimension::from_fn(|_| Answer::Unknown));
    let nothing = [(Field::Whole, RatingError::NothingRated)];
    assert_eq!(errors(|draft| draft.measure = unknown()), nothing);
    let none = Measure::Items(ItemResponses::none(ItemsVersion::V2, Form::Short));
    assert_eq!(errors(|draft| draft.measure = none), nothing);
    // An error in a field is told first, and alone.
    let found = errors(|draft| {
        draft.measure = unknown();
        draft.date.clear();
    });
    assert_eq!(found, [(Field::Date, RatingError::Date(malformed("")))]);
}

#[test]
fn answers_to_items_stay_as_they_were_given() {
    let answers: ItemResponses = "65-7".parse().unwrap();
    let rating = edited(|draft| draft.measure = Measure::Items(answers)).unwrap();
    assert_eq!(rating.measurement, Measurement::Items(answers));
}

#[test]
fn only_a_client_who_rates_has_a_name() {
    let by = |kind: RaterKind, person: &str| {
        edited(|draft| {
            draft.kind = kind;
            person.clone_into(&mut draft.person);
        })
        .map(|rating| rating.rater)
    };
    let refused = |error| Err(vec![(Field::Person, RatingError::Person(error))]);
    let name = Name::new("李总").unwrap();
    assert_eq!(by(RaterKind::Client, " 李总 "), Ok(Rater::Client(name)));
    assert_eq!(by(RaterKind::Client, " "), refused(NameError::Empty));
    let long = "龙".repeat(201);
    assert_eq!(
        by(RaterKind::Client, &long),
        refused(NameError::TooLong(201))
    );
    assert_eq!(by(RaterKind::Seller, &long), Ok(Rater::Seller));
    assert_eq!(by(RaterKind::Peer, ""), Ok(Rater::Peer));
}

#[test]
fn only_a_rating_of_ones_own_is_blind() {
    let blind = |kind: RaterKind| {
        edited(|draft| {
            draft.kind = kind;
            draft.person = "李总".to_owned();
            draft.is_blind = true;
        })
        .map(|rating| rating.is_blind)
    };
    let all = RaterKind::ALL.map(blind);
    assert_eq!(all, [Ok(true), Ok(false), Ok(false)]);
}

#[test]
fn a_date_lies_between_the_first_contact_and_today() {
    let on = |date: &str| edited(|draft| date.clone_into(&mut draft.date));
    let refused = |error| {
        let error = TypedDateError::Refused(error);
        Err(vec![(Field::Date, RatingError::Date(error))])
    };
    assert!(on(FIRST_CONTACT).is_ok());
    let first_contact = day(FIRST_CONTACT);
    let before = DateError::BeforeFirstContact { first_contact };
    assert_eq!(on("2026-01-09"), refused(before));
    let after = DateError::AfterToday { today: today() };
    assert_eq!(on("2026-04-21"), refused(after));
}

#[test]
fn all_faults_are_found_at_once() {
    let found = errors(|draft| {
        draft.date.clear();
        draft.kind = RaterKind::Client;
        draft.measure = sliders(["10.1", "7.25", "many", ""]);
        draft.note = "a".repeat(4_001);
    });
    let score = |dimension, error| (Field::Score(dimension), RatingError::Score(error));
    let all = [
        (Field::Date, RatingError::Date(malformed(""))),
        (Field::Person, RatingError::Person(NameError::Empty)),
        score(Dimension::Expertise, TypedScoreError::NotAScore),
        score(Dimension::Conduct, TypedScoreError::TooPrecise),
        score(Dimension::Relationship, TypedScoreError::NotAScore),
        score(Dimension::Benefit, TypedScoreError::Empty),
        (Field::Note, RatingError::Note(NoteError(4_001))),
    ];
    assert_eq!(found, all);
}

#[test]
fn a_shown_score_is_read_as_the_same_score() {
    for tenths in 0..=100 {
        let score = Score::new(f64::from(tenths) / 10.0).ok();
        assert_eq!(Answer::from_score(score).parse(), Ok(score));
    }
    assert_eq!(Answer::from_score(None).parse(), Ok(None));
}
