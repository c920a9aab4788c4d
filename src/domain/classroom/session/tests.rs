//! Submissions put in and brought together: nobody takes the place of another name.

use proptest::{collection::vec, prelude::*, sample::select};

use super::{testing::session, *};
use crate::domain::exercise::{Attempt, TaskAnswer};

fn name(text: &str) -> Name {
    Name::new(text).unwrap()
}

fn submission(id: u64, edition: u32, who: &str) -> Submission {
    Submission {
        session: EntryId::new(1),
        id: EntryId::new(id),
        round: Round::First,
        edition,
        name: Some(name(who)),
        attempt: Attempt::new(Vec::new(), Vec::new()),
    }
}

fn second(submission: Submission) -> Submission {
    Submission {
        round: Round::Second,
        ..submission
    }
}

proptest! {
    #[test]
    fn several_are_accepted_as_one_by_one(
        came in vec((0..4_u64, 0..40_u32, select(&["李雷", "韩梅"]), any::<bool>()), 0..20),
        maker in select(&[Maker::Trainer, Maker::Phone, Maker::Unknown]),
        is_anonymous: bool,
    ) {
        let naming = if is_anonymous { Naming::Anonymous } else { Naming::Named(Vec::new()) };
        let submissions = came.into_iter().map(|(id, edition, who, is_second)| {
            let submission = submission(id, edition, who);
            if is_second { second(submission) } else { submission }
        });
        let (mut one_by_one, mut at_once) = (session(naming.clone()), session(naming));
        let outcomes: Vec<_> = submissions.clone().map(|it| one_by_one.accept_from(maker, it)).collect();
        prop_assert_eq!(at_once.accept_several(maker, submissions), outcomes);
        prop_assert_eq!(at_once, one_by_one);
    }
}

#[test]
fn the_first_round_stays_when_the_second_comes() {
    let mut session = session(Naming::Named(vec![name("李雷"), name("韩梅")]));
    session.accept(submission(7, 3, "李雷"));
    assert!(session.begin_second_round() && !session.begin_second_round());
    assert_eq!(session.missing(), [&name("李雷"), &name("韩梅")]);
    // Editions count from 1 in each round.
    let again = second(submission(7, 1, "李雷"));
    assert_eq!(session.accept(again.clone()), Accepted::New);
    assert_eq!(session.accept(again.clone()), Accepted::Repeated);
    assert_eq!(
        session.accept(second(submission(8, 1, "韩梅"))),
        Accepted::New
    );
    assert_eq!(session.accept(submission(9, 1, "王芳")), Accepted::New);
    assert_eq!(session.submissions()[0], submission(7, 3, "李雷"));
    assert_eq!(session.both_rounds(), [[&submission(7, 3, "李雷"), &again]]);
    let latest = session.latest().into_iter();
    let latest: Vec<_> = latest.map(|it| (it.id.number(), it.round)).collect();
    let expected = [(7, Round::Second), (9, Round::First), (8, Round::Second)];
    assert_eq!(latest, expected);
    assert_eq!(session.missing(), Vec::<&Name>::new());

    let empty = session.clone().without_submissions();
    assert_eq!((empty.round(), empty.latest().len()), (Round::First, 0));
    let mut revealed = empty.clone();
    revealed.is_revealed = true;
    assert!(!revealed.begin_second_round());
    // Whoever has not begun the second round keeps what comes of it.
    let (merged, count) = empty.merged(&session).unwrap();
    assert_eq!((merged.round(), count), (Round::Second, 4));
}

#[test]
fn nobody_revises_the_answers_of_another_name() {
    let (alice, mallory) = ("Alice", "Mallory");
    let of = |order: &[Submission]| {
        let mut session = session(Naming::Named(Vec::new()));
        let accepted = order.iter().map(|it| session.accept(it.clone()));
        (accepted.collect::<Vec<_>>(), session)
    };
    let first = submission(7, 1, alice);
    let [theirs, others] = [alice, mallory].map(|who| second(submission(7, 1, who)));
    let beside = |who| Accepted::Beside(Some(name(who)));
    let (accepted, one) = of(&[first.clone(), others.clone(), theirs.clone()]);
    assert_eq!(accepted, [Accepted::New, beside(alice), Accepted::New]);
    let (accepted, other) = of(&[others, theirs, first]);
    assert_eq!(accepted, [Accepted::New, beside(mallory), beside(mallory)]);
    for session in [&one, &other] {
        let both = session.both_rounds();
        let [[one, other]] = both[..] else {
            panic!("{both:?}");
        };
        assert_eq!([&one.name, &other.name], [&Some(name(alice)); 2]);
    }
    for (one, other) in [(&one, &other), (&other, &one)] {
        assert_eq!(one.merged(other), Some((one.clone(), 0)));
    }
}

#[test]
fn each_trainee_counts_once() {
    let mut session = session(Naming::Named(Vec::new()));
    assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::New);
    assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::Repeated);
    assert_eq!(session.accept(submission(8, 1, "李雷")), Accepted::New);
    assert_eq!(
        session.accept(submission(7, 2, "李 雷")),
        Accepted::Replaced
    );
    assert_eq!(session.accept(submission(7, 1, "李雷")), Accepted::Older);
    let foreign = Submission {
        session: EntryId::new(2),
        ..submission(9, 1, "李雷")
    };
    assert_eq!(session.accept(foreign), Accepted::OtherSession);
    let names = session.submissions().iter().map(|it| it.name.clone());
    assert_eq!(
        names.collect::<Vec<_>>(),
        [Some(name("李 雷")), Some(name("李雷"))]
    );
    assert_eq!(session.without_submissions().submissions(), []);
}

#[test]
fn nobody_takes_the_place_of_another_name() {
    let mut session = session(Naming::Named(Vec::new()));
    let (alice, mallory) = ("Alice", "Mallory");
    session.accept(submission(7, 1, alice));
    let outcomes = [
        (
            submission(7, u32::MAX, mallory),
            Accepted::WrongEdition(u32::MAX),
        ),
        (submission(7, 52, alice), Accepted::WrongEdition(52)),
        (submission(8, 0, mallory), Accepted::WrongEdition(0)),
        (
            submission(9, u32::MAX, mallory),
            Accepted::WrongEdition(u32::MAX),
        ),
        (submission(9, 51, mallory), Accepted::WrongEdition(51)),
        (
            submission(7, 2, mallory),
            Accepted::Beside(Some(name(alice))),
        ),
        (submission(7, 2, mallory), Accepted::Repeated),
        (submission(7, 3, mallory), Accepted::Replaced),
        (submission(7, 2, alice), Accepted::Replaced),
    ];
    for (submission, accepted) in outcomes {
        assert_eq!(session.accept(submission), accepted);
    }
    let kept = session.submissions().iter();
    let kept: Vec<_> = kept.map(|it| (it.name.clone(), it.edition)).collect();
    assert_eq!(kept, [(Some(name(alice)), 2), (Some(name(mallory)), 3)]);

    // The other trainer had them in the other order.
    let mut other = session.clone().without_submissions();
    other.accept(submission(7, 3, mallory));
    other.accept(submission(7, 2, alice));
    for (one, other) in [(&session, &other), (&other, &session)] {
        assert_eq!(one.merged(other), Some((one.clone(), 0)));
    }
}

/// Answers that differ from those of another number.
fn answering(submission: Submission, number: f64) -> Submission {
    Submission {
        attempt: Attempt::new(Vec::new(), vec![Some(TaskAnswer::Number(number))]),
        ..submission
    }
}

#[test]
fn nothing_takes_the_place_of_an_answer_unless_its_phone_signed_it() {
    let mut session = session(Naming::Named(Vec::new()));
    let first = answering(submission(7, 1, "李雷"), 1.0);
    let edited = answering(submission(7, 2, "李雷"), 2.0);
    // The first goes without, and so do repeated and older ones.
    for (maker, submission, outcome) in [
        (Maker::Unknown, &first, Accepted::New),
        (Maker::Unknown, &first, Accepted::Repeated),
        (Maker::Unknown, &edited, Accepted::Unsigned),
        (Maker::Phone, &edited, Accepted::Replaced),
        (Maker::Unknown, &edited, Accepted::Repeated),
        (Maker::Phone, &edited, Accepted::Repeated),
        (Maker::Unknown, &first, Accepted::Older),
    ] {
        assert_eq!(session.accept_from(maker, submission.clone()), outcome);
    }
    // Another's, under the same number and name.
    let forged = answering(submission(7, 3, "李 雷"), 9.0);
    let before = session.clone();
    assert_eq!(
        session.accept_from(Maker::Unknown, forged.clone()),
        Accepted::Unsigned
    );
    assert_eq!(session, before);
    // The trainer may know better, and the phone always does.
    assert_eq!(session.accept(forged.clone()), Accepted::Replaced);
    let third = answering(submission(7, 3, "李雷"), 3.0);
    assert_eq!(
        session.accept_from(Maker::Phone, third.clone()),
        Accepted::Replaced
    );
    assert_eq!(session.submissions(), [third]);
    assert_eq!(session.former().count(), 3);
    // Signed or not, former answers are not taken again.
    assert!(session.bring_back(&edited));
    for maker in [Maker::Phone, Maker::Unknown] {
        let again = session.accept_from(maker, forged.clone());
        assert_eq!(again, Accepted::Repeated);
    }
}

#[test]
fn whoever_answers_a_second_round_before_its_phone_gives_way_to_it() {
    let mut session = session(Naming::Named(Vec::new()));
    session.accept(submission(7, 1, "李雷"));
    let forged = second(answering(submission(7, 1, "李雷"), 9.0));
    let own = second(answering(submission(7, 1, "李雷"), 1.0));
    let unknown = session.accept_from(Maker::Unknown, forged.clone());
    assert_eq!(unknown, Accepted::New);
    let signed = session.accept_from(Maker::Phone, own.clone());
    assert_eq!(signed, Accepted::Replaced);
    assert_eq!(session.of_round(Round::Second), [own]);
    assert_eq!(session.former().collect::<Vec<_>>(), [&forged]);
    let again = session.accept_from(Maker::Unknown, forged);
    assert_eq!(again, Accepted::Repeated);
}

#[test]
fn what_is_stored_is_put_in_as_it_is() {
    let empty = session(Naming::Named(Vec::new()));
    let stored = vec![submission(7, 0, "李雷"), submission(8, u32::MAX, "李雷")];
    let mut session = empty.clone();
    assert!(session.put_in(Round::First, stored.clone()));
    assert_eq!(session.submissions(), stored);
    let put_in = |of: &[&[Submission]]| empty.clone().put_in(Round::First, of.concat());
    assert!(!put_in(&[&stored[..1], &stored[..1]]));
    let again = [second(submission(7, 1, "李 雷"))];
    assert!(put_in(&[&stored, &again]));
    let of_another = [second(submission(7, 1, "韩梅"))];
    assert!(!put_in(&[&stored, &of_another]));
}

#[test]
fn an_anonymous_class_keeps_no_name() {
    let mut session = session(Naming::Anonymous);
    session.accept(submission(7, 1, "李雷"));
    assert_eq!(session.submissions()[0].name, None);
    assert_eq!(session.missing(), Vec::<&Name>::new());
    assert_eq!(session.expects(), None);
}

#[test]
fn who_is_missing_is_told_by_name() {
    let list = ["李雷", "Han Mei", "王芳"].map(name);
    let mut session = session(Naming::Named(list.to_vec()));
    session.accept(submission(7, 1, "han  mei"));
    assert_eq!(session.missing(), [&list[0], &list[2]]);
    assert_eq!(session.expects(), Some(3));
    session.expected = Some(40);
    assert_eq!(session.expects(), Some(40));
}

#[test]
fn two_trainers_bring_together_what_they_collected() {
    let empty = session(Naming::Named(Vec::new()));
    let (mut one, mut other) = (empty.clone(), empty);
    one.accept(submission(7, 1, "李雷"));
    one.accept(submission(8, 3, "韩梅"));
    other.accept(submission(7, 2, "李雷"));
    other.accept(submission(8, 1, "韩梅"));
    other.accept(submission(9, 1, "王芳"));
    let (merged, count) = one.merged(&other).unwrap();
    assert_eq!(count, 2);
    let editions = merged.submissions().iter().map(|it| it.edition);
    assert_eq!(editions.collect::<Vec<_>>(), [2, 3, 1]);
    assert_eq!(merged.merged(&other), Some((merged.clone(), 0)));
    other.id = EntryId::new(5);
    assert_eq!(one.merged(&other), None);
}

#[test]
fn what_either_trainer_has_revealed_is_revealed() {
    let of = |is_revealed| Session {
        is_revealed,
        ..session(Naming::Anonymous)
    };
    for (one, other) in [(false, false), (false, true), (true, false), (true, true)] {
        let (merged, _) = of(one).merged(&of(other)).unwrap();
        assert_eq!(merged.is_revealed, one || other);
    }
}

#[test]
fn bringing_together_stays_linear_in_the_number_of_submissions() {
    use crate::domain::counting::assert_linear;
    let of = |ids: std::ops::Range<u64>, edition| {
        let mut session = session(Naming::Named(Vec::new()));
        session.accept_all(ids.map(|id| submission(id, edition, "李雷")));
        session
    };
    assert_linear(|count| {
        let (one, other) = (of(0..count / 2, 1), of(count / 4..count, 2));
        let (merged, taken) = one.merged(&other).unwrap();
        assert_eq!(
            (merged.submissions().len() as u64, taken as u64),
            (count, count - count / 4)
        );
    });
}

/// Submissions of a class in which trainees have ids of others too; no two of them alike.
fn handed_in() -> impl Strategy<Value = Vec<Submission>> {
    let names = select(&["李雷", "韩梅", "王芳"][..]);
    let one = (0..3_u64, 1..4_u32, names, any::<bool>());
    let one = one.prop_map(|(id, edition, who, is_second)| {
        let place = who.chars().next().map_or(0, u32::from);
        let answer = f64::from(place) + 10.0 * f64::from(edition) + id as f64;
        let task = Some(TaskAnswer::Number(if is_second { -answer } else { answer }));
        let submission = Submission {
            attempt: Attempt::new(Vec::new(), vec![task]),
            ..submission(id, edition, who)
        };
        if is_second {
            second(submission)
        } else {
            submission
        }
    });
    vec(one, 0..12)
}

/// The answers of each round in an order of their own, and those of trainees who handed in to both.
fn answers(session: &Session) -> ([Vec<String>; 2], Vec<String>) {
    let sorted = |mut words: Vec<String>| {
        words.sort();
        words
    };
    let words = |it: &Submission| format!("{:?} {:?}", it.name, it.attempt);
    let of_round = |round| sorted(session.of_round(round).iter().map(words).collect());
    let both = session.both_rounds().into_iter();
    let both = both.map(|both| both.map(words).concat());
    (Round::ALL.map(of_round), sorted(both.collect()))
}

proptest! {
    #[test]
    fn either_trainer_comes_to_the_same_of_both_rounds(
        one in handed_in(),
        other in handed_in(),
        is_anonymous: bool,
    ) {
        let collected = |submissions: Vec<Submission>| {
            let naming = if is_anonymous { Naming::Anonymous } else { Naming::Named(Vec::new()) };
            let mut session = session(naming);
            for submission in submissions {
                // Without names an id is one trainee, who answers one thing in each edition.
                let is_theirs = submission.name == Some(name("李雷"));
                if !is_anonymous || is_theirs {
                    session.accept(submission);
                }
            }
            session
        };
        let (one, other) = (collected(one), collected(other));
        let (here, _) = one.merged(&other).unwrap();
        let (there, _) = other.merged(&one).unwrap();
        prop_assert_eq!(answers(&here), answers(&there));
        prop_assert_eq!(here.round(), there.round());
        prop_assert_eq!(here.latest().len(), there.latest().len());
        // Only former answers may be kept by one alone.
        let (again, count) = here.merged(&there).unwrap();
        prop_assert_eq!((answers(&again), count), (answers(&here), 0));
        let names = here.both_rounds().into_iter();
        prop_assert!(names.into_iter().all(|[first, second]| first.name == second.name));
        prop_assert!(!is_anonymous || here.all_submissions().all(|it| it.name.is_none()));
    }

    #[test]
    fn the_second_round_changes_nothing_of_the_first(
        handed in handed_in(),
        later in handed_in(),
    ) {
        let mut session = session(Naming::Named(Vec::new()));
        for submission in handed {
            session.accept(submission);
        }
        let before = session.submissions().to_vec();
        for submission in later {
            session.accept(second(submission));
        }
        prop_assert_eq!(session.submissions(), before);
        let latest = session.latest();
        let trainees: BTreeSet<_> = latest.iter().map(|it| it.id).collect();
        prop_assert_eq!(trainees.len(), latest.len());
    }
}
