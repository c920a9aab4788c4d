//! The stable names, in one place: whoever renames one loses what was stored, sent or bookmarked under it.

use std::{collections::BTreeSet, fmt::Debug};

use super::{
    BuyingRole, Channel, CommentKind, Dimension, Form, Instrument, ItemsVersion, Language, Need,
    Occasion, Order, RecordKind, RelationshipKind, RepairStep, ReviewResult, Severity, Stage,
    Theme, Unit,
    classroom::Round,
    draft::{ActionState, OutcomeKind, RaterKind},
    exercise::Reading,
    team::{Admission, ClientChoice, RatingAge, ReasonKind, Standing},
    velocity::Verdict,
};

/// Asserts that these are called so, and that each is found by its name, and none by another.
#[track_caller]
fn assert_names<T: Copy + Debug + PartialEq, const N: usize>(
    all: [T; N],
    id: fn(T) -> &'static str,
    from_id: fn(&str) -> Option<T>,
    names: [&str; N],
) {
    assert_eq!(all.map(id), names);
    assert_eq!(names.map(from_id), all.map(Some));
    for unknown in [String::new(), names[0].to_uppercase()] {
        assert_eq!(from_id(&unknown), None, "{unknown}");
    }
}

#[test]
fn what_was_stored_sent_or_bookmarked_is_found_by_its_name() {
    assert_names(
        BuyingRole::ALL,
        BuyingRole::id,
        BuyingRole::from_id,
        ["decision_maker", "influencer", "user", "buyer"],
    );
    assert_names(
        Channel::ALL,
        Channel::id,
        Channel::from_id,
        [
            "visit", "call", "wechat", "meeting", "email", "event", "other",
        ],
    );
    assert_names(
        Dimension::ALL,
        Dimension::id,
        Dimension::from_id,
        ["expertise", "conduct", "relationship", "benefit"],
    );
    assert_names(Form::ALL, Form::id, Form::from_id, ["full", "short"]);
    assert_names(
        Instrument::ALL,
        Instrument::id,
        Instrument::from_id,
        [
            "sliders-1",
            "items16-2",
            "items4-2",
            "items16-1",
            "items4-1",
        ],
    );
    let versions = ItemsVersion::ALL.map(ItemsVersion::id);
    assert_eq!(versions, ["items16-1", "items16-2"]);
    assert_names(Language::ALL, Language::id, Language::from_id, ["zh", "en"]);
    assert_names(Need::ALL, Need::id, Need::from_id, ["contact", "rating"]);
    assert_names(
        Occasion::ALL,
        Occasion::id,
        Occasion::from_id,
        ["ordinary", "before", "after", "then"],
    );
    assert_names(
        Order::ALL,
        Order::id,
        Order::from_id,
        ["last-contact", "overdue", "trust", "trend", "name"],
    );
    assert_names(
        Reading::ALL,
        Reading::id,
        Reading::from_id,
        [
            "change",
            "trend",
            "gate_initial",
            "gate_deepening",
            "gate_long_term",
            "recovery_total",
            "recovery_expertise",
            "recovery_conduct",
            "recovery_relationship",
            "recovery_benefit",
        ],
    );
    assert_names(
        RecordKind::ALL,
        RecordKind::id,
        RecordKind::from_id,
        [
            "rating", "contact", "breach", "promise", "feedback", "action", "stage", "request",
        ],
    );
    assert_names(
        RelationshipKind::ALL,
        RelationshipKind::id,
        RelationshipKind::from_id,
        ["client", "team_member", "project_partner", "supplier"],
    );
    assert_names(
        RepairStep::ALL,
        RepairStep::id,
        RepairStep::from_id,
        [
            "acknowledge",
            "explain",
            "compensate",
            "prevent",
            "follow_up",
        ],
    );
    assert_names(
        Stage::ALL,
        Stage::id,
        Stage::from_id,
        ["initial", "deepening", "long_term", "ended"],
    );
    assert_names(Theme::ALL, Theme::id, Theme::from_id, ["light", "dark"]);
    assert_names(
        Unit::ALL,
        Unit::id,
        Unit::from_id,
        ["day", "week", "month", "year"],
    );
}

#[test]
fn what_a_team_stored_or_sent_is_found_by_its_name() {
    assert_names(
        Admission::ALL,
        Admission::id,
        Admission::from_id,
        ["waiting", "admitted", "refused"],
    );
    assert_names(
        ClientChoice::ALL,
        ClientChoice::id,
        ClientChoice::from_id,
        ["nothing", "unnamed", "initials", "named"],
    );
    assert_names(
        ReasonKind::ALL,
        ReasonKind::id,
        ReasonKind::from_id,
        [
            "breach", "promise", "trend", "contact", "missed", "feedback", "focus", "rating",
        ],
    );
    assert_names(
        Standing::ALL,
        Standing::id,
        Standing::from_id,
        ["waiting", "received", "refused", "left"],
    );
}

#[test]
fn stored_numbers_lead_back() {
    assert_eq!(Severity::ALL.map(Severity::number), [1, 2, 3]);
    assert_eq!(Round::ALL.map(Round::number), [1, 2]);
    for number in 0..=4 {
        let severity = Severity::ALL.into_iter().find(|it| it.number() == number);
        assert_eq!(Severity::from_number(number), severity);
        let round = Round::ALL.into_iter().find(|it| it.number() == number);
        assert_eq!(Round::from_number(number), round);
    }
}

/// A choice of a form, and a text by its key, is found by its name.
#[test]
fn no_two_names_of_a_kind_in_the_page_are_the_same() {
    let choices = |reading: Reading| -> Vec<_> {
        let choices = reading.choices().iter();
        choices.map(|choice| choice.id()).collect()
    };
    for names in [
        &ActionState::ALL.map(ActionState::id)[..],
        &CommentKind::ALL.map(CommentKind::id),
        &OutcomeKind::ALL.map(OutcomeKind::id),
        &RaterKind::ALL.map(RaterKind::id),
        &RatingAge::ALL.map(RatingAge::id),
        &ReviewResult::ALL.map(ReviewResult::id),
        &Severity::ALL.map(Severity::id),
        &Verdict::ALL.map(Verdict::id),
        &choices(Reading::Change),
        &choices(Reading::Gate(Stage::Initial)),
    ] {
        let distinct: BTreeSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
    }
}
