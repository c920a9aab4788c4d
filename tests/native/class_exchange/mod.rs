//! Messages of a class arrive unchanged through any channel, or give an error in words.

mod files;
mod versions;

use std::fmt::Debug;

use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
};
use trust_velocity::{
    content::Exercises,
    domain::{
        EntryId, Form, ItemsVersion, Language, Name, PerDimension, Score, Stage,
        classroom::{HandedIn, Round, Submission},
        exercise::{AnswerKey, Attempt, Case, Exercise, ExerciseId, PointAnswer, Task, TaskAnswer},
        live::{Channel, PublicKey},
    },
    exchange::{
        ClassFile,
        link::{
            Answered, Asked, Assigned, Assignment, FoundSubmissions, Invitation, KeyError,
            LinkError, find_exercise, find_submissions, write_exercise, write_signed_submission,
            write_submission,
        },
        qr::frames,
        sealed::{Ciphertext, Kdf, Sealed},
    },
};

use crate::{any, class};

const EXERCISES: &str = include_str!("../../../assets/content/exercises.json");

fn assignments() -> impl Strategy<Value = Assignment> {
    let assigned = prop_oneof![
        class::known().prop_map(Assigned::Known),
        class::exercises().prop_map(|exercise| Assigned::Own(Box::new(exercise.case().clone())))
    ];
    let sealed = (
        any::<[u8; 16]>(),
        any::<[u8; 12]>(),
        vec(any::<u8>(), 16..90),
    );
    let head = (
        any::<u64>(),
        select(&Language::ALL[..]),
        any::<bool>(),
        select(&Round::ALL[..]),
    );
    let live = option::of(any::<[u8; 16]>().prop_map(Channel::new));
    (head, assigned, sealed, live).prop_map(
        |((session, language, is_anonymous, round), assigned, (salt, nonce, bytes), live)| {
            Assignment {
                session: EntryId::new(session),
                assigned,
                language,
                is_anonymous,
                round,
                sealed: Sealed {
                    kdf: Kdf::new(salt),
                    text: Ciphertext::new(nonce, bytes),
                },
                live,
            }
        },
    )
}

/// Text around a message in a chat, a mail or an address.
fn arounds() -> impl Strategy<Value = (&'static str, &'static str)> {
    select(
        &[
            ("", ""),
            (
                "https://example.org/app/#/join/",
                "?from=singlemessage&isappinstalled=0",
            ),
            ("请点这里：", "。谢谢！🙂"),
            (
                "\u{feff}  「",
                "」\r\n-- \r\nInternationalisation Department",
            ),
        ][..],
    )
}

/// The text with another character at some place, or cut there.
fn damages(text: &str, at: Index, other: char) -> [String; 2] {
    let at = at.index(text.len());
    let mut changed = text.to_owned();
    changed.replace_range(at..=at, &other.to_string());
    [changed, text[..at].to_owned()]
}

/// A text of one kind comes through, and no damage of it does.
fn comes_through<T: PartialEq + Debug>(
    text: &str,
    sent: &T,
    find: impl Fn(&str) -> Result<T, LinkError>,
    (before, after): (&str, &str),
    (at, other): (Index, char),
) -> Result<(), TestCaseError> {
    prop_assert!(text.is_ascii());
    let found = find(&format!("{before}{text}{after}"));
    prop_assert_eq!(found.as_ref(), Ok(sent));
    for damaged in damages(text, at, other) {
        prop_assert!(damaged == text || find(&damaged).is_err(), "{}", damaged);
    }
    Ok(())
}

fn find_submission(text: &str) -> Result<Submission, LinkError> {
    let mut handed = find_submissions(text);
    match (handed.submissions.pop(), handed.problems.pop()) {
        (Some(handed), _) => Ok(handed.claimed().clone()),
        (None, problem) => Err(problem.map_or(LinkError::Foreign, |(_, error)| error)),
    }
}

fn others() -> impl Strategy<Value = (Index, char)> {
    let other = prop_oneof!["[A-Za-z0-9_-]", "\\PC"];
    (
        any::<Index>(),
        other.prop_map(|text| text.chars().next().unwrap()),
    )
}

proptest! {
    // Whole exercises are slow.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn an_assignment_comes_through(sent in assignments(), around in arounds(), other in others()) {
        let text = sent.write().unwrap();
        comes_through(&text, &sent, Assignment::find, around, other)?;
        prop_assert_eq!(find_exercise(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(find_submission(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(Answered::find(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(Invitation::find(&text), Err(LinkError::OtherKind));
    }

    #[test]
    fn an_exercise_comes_through(
        sent in class::exercises(),
        around in arounds(),
        other in others(),
    ) {
        let text = write_exercise(&sent).unwrap();
        comes_through(&text, &sent, find_exercise, around, other)?;
        prop_assert_eq!(Assignment::find(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(find_submission(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(Answered::find(&text), Err(LinkError::OtherKind));
    }

    #[test]
    fn a_submission_comes_through(
        sent in class::submissions(),
        around in arounds(),
        other in others(),
    ) {
        let text = write_submission(&sent).unwrap();
        comes_through(&text, &sent, find_submission, around, other)?;
        prop_assert_eq!(Assignment::find(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(find_exercise(&text), Err(LinkError::OtherKind));
        prop_assert_eq!(Invitation::find(&text), Err(LinkError::OtherKind));
    }

    #[test]
    fn a_whole_chat_of_submissions_comes_in(
        lines in vec((class::submissions(), any::names(), any::<bool>()), 0..8),
    ) {
        let mut chat = Vec::new();
        let (mut whole, mut damaged) = (Vec::new(), Vec::new());
        for (submission, name, is_whole) in lines {
            let mut text = write_submission(&submission).unwrap();
            if is_whole {
                whole.push(submission);
            } else {
                // So much that the name behind it cannot make it whole by chance.
                text.truncate(text.len() - 12);
                damaged.push((text[..16].to_owned(), LinkError::Damaged));
            }
            chat.push(format!("{} 9:41\n{text}\n", name.as_str()));
        }
        let FoundSubmissions { submissions, problems } = find_submissions(&chat.concat());
        let whole = whole.into_iter().map(HandedIn::Unsigned);
        prop_assert_eq!(submissions, whole.collect::<Vec<_>>());
        prop_assert_eq!(problems, damaged);
    }

    #[test]
    fn any_text_is_an_error(text in "\\PC{0,80}|A[Qgw][A-Za-z0-9_-]{0,80}") {
        prop_assert!(Assignment::find(&text).is_err());
        prop_assert!(find_exercise(&text).is_err());
        prop_assert!(find_submissions(&text).submissions.is_empty());
    }
}

/// The built-in exercises in both languages, with the ids that they are assigned by.
fn built_in() -> Vec<(ExerciseId, Language, Exercise)> {
    let exercises = Exercises::parse(EXERCISES).unwrap();
    let of = |language| {
        let of_language = exercises.iter(language);
        of_language.map(move |(slug, it)| (ExerciseId::BuiltIn(slug), language, it.clone()))
    };
    Language::ALL.into_iter().flat_map(of).collect()
}

/// The assignment of a known exercise, sealed as the app seals it: a tag of 16 bytes behind the text.
fn assigned(id: ExerciseId, language: Language, key: &AnswerKey) -> Assignment {
    let secret = Assignment::secret(Some(id), key).unwrap();
    let bytes = (0..secret.len() + 16).map(|at| byte(at, 151));
    Assignment {
        session: EntryId::new(0xfedc_ba98_7654_3210),
        assigned: Assigned::Known(id),
        language,
        is_anonymous: true,
        round: Round::First,
        sealed: Sealed {
            kdf: Kdf::new(std::array::from_fn(|at| byte(at, 89))),
            text: Ciphertext::new(std::array::from_fn(|at| byte(at, 57)), bytes.collect()),
        },
        live: None,
    }
}

#[test]
fn the_link_of_a_known_exercise_fits_into_one_code() {
    let address = format!("https://{}/#/join/", "a".repeat(44));
    assert_eq!(address.len(), 60);
    let exercises = built_in();
    let (_, _, any) = &exercises[0];
    let drill = (ExerciseId::Drill(u32::MAX), Language::En, any.clone());
    for (id, language, exercise) in exercises.into_iter().chain([drill]) {
        let plain = assigned(id, language, exercise.key());
        let live = Some(Channel::new(std::array::from_fn(|at| byte(at, 31))));
        let live = Assignment {
            live,
            ..plain.clone()
        };
        for assignment in [plain, live] {
            let link = format!("{address}{}", assignment.write().unwrap());
            assert_eq!(Assignment::find(&link), Ok(assignment));
            assert_eq!(
                frames(&link).unwrap(),
                [link.as_str()],
                "{id}: {}",
                link.len()
            );
        }
    }
}

/// Bytes without a pattern that could be packed.
const fn byte(at: usize, step: usize) -> u8 {
    let [low, ..] = (at * step + 7).to_le_bytes();
    low
}

/// A work with an answer to everything, no two of them alike.
fn full(case: &Case) -> Attempt {
    let mut tenths = (0..=100_u32).cycle().step_by(37);
    let mut score = || Score::new(f64::from(tenths.next().unwrap()) / 10.0).ok();
    let points = case
        .points
        .iter()
        .enumerate()
        .map(|(at, point)| PointAnswer {
            scores: PerDimension([score(), score(), score(), score()]),
            stage: Some(Stage::ALL[at % 4]),
            action: Some(at % point.actions.len()),
        });
    let points = points.collect();
    let tasks = case.tasks.iter().enumerate().map(|(at, task)| {
        Some(match task {
            Task::Velocity(task) => TaskAnswer::Number((task.answer() * 100.0).round() / 100.0),
            Task::Faster(_) | Task::Reading(_) if 0 < task.choices() => {
                TaskAnswer::Choice(at % task.choices())
            }
            _ => TaskAnswer::Number(12.34),
        })
    });
    Attempt::new(points, tasks.collect())
}

#[test]
fn a_full_submission_fits_into_one_code_and_a_signed_one_into_two() {
    for (id, _, exercise) in built_in() {
        let attempt = full(exercise.case());
        assert!(attempt.is_of(exercise.case()), "{id}");
        let submission = Submission {
            session: EntryId::new(0xfedc_ba98_7654_3210),
            id: EntryId::new(0x0123_4567_89ab_cdef),
            round: Round::First,
            edition: 12,
            name: Some(Name::new("欧阳娜娜").unwrap()),
            attempt,
        };
        let text = write_submission(&submission).unwrap();
        assert!(text.len() <= 300, "{id}: {} characters", text.len());
        assert_eq!(frames(&text).unwrap(), [text.as_str()], "{id}");
        // A change has a key and a signature too: 128 bytes.
        let signature = std::array::from_fn(|at| byte(at, 151));
        let key = PublicKey::new(std::array::from_fn(|at| byte(at, 89)));
        let signed = write_signed_submission(&submission, &key, &signature).unwrap();
        assert!(signed.len() <= text.len() + 171, "{id}: {}", signed.len());
        let codes = frames(&signed).unwrap().len();
        assert_eq!(codes, 2, "{id}: {} characters", signed.len());
    }
}

#[test]
fn a_built_in_exercise_comes_through_as_an_own_one() {
    for (id, language, exercise) in built_in() {
        let text = write_exercise(&exercise).unwrap();
        assert_eq!(find_exercise(&text).as_ref(), Ok(&exercise), "{id}");
        let key = Assignment::secret(None, exercise.key()).unwrap();
        let own = Assignment {
            assigned: Assigned::Own(Box::new(exercise.case().clone())),
            ..assigned(id, language, exercise.key())
        };
        assert_eq!(own.opened(&key, None).as_ref(), Ok(&exercise), "{id}");
        for wrong in ["drill-7", "[[],[]]"] {
            assert!(own.opened(wrong, None).is_err(), "{id}");
        }
        let known = assigned(id, language, exercise.key());
        let here = Some(&exercise);
        assert_eq!(known.opened(&id.to_string(), here).as_ref(), Ok(&exercise));
        let other = Err(KeyError::OtherExercise);
        assert_eq!(known.opened("drill-77", here), other);
        assert_eq!(known.opened(&id.to_string(), None), other);
    }
}

/// A message that can be written but not read would be a link that nobody can open.
#[test]
fn an_exercise_too_long_for_a_link_is_told_to_the_one_who_writes() {
    let (_, _, exercise) = built_in().remove(0);
    let (case, mut key) = (exercise.case().clone(), exercise.key().clone());
    for point in &mut key.points {
        point.why = PerDimension(std::array::from_fn(|_| class::longest_note()));
        point.stage_why = class::longest_note();
        point.action_why.fill(class::longest_note());
    }
    let long = Exercise::new(case, key).unwrap();
    assert!(matches!(
        write_exercise(&long),
        Err(LinkError::Malformed(_))
    ));
    let file = ClassFile::Exercise(long);
    assert_eq!(ClassFile::read(&file.write().unwrap()), Ok(file));
}

#[test]
fn a_text_of_another_kind_is_told_apart() {
    let invitation = Invitation {
        request: EntryId::new(7),
        from: None,
        asked: Asked::Client,
        version: ItemsVersion::V2,
        form: Form::Short,
        language: Language::Zh,
        key: None,
    };
    let text = invitation.write().unwrap();
    assert_eq!(Assignment::find(&text), Err(LinkError::OtherKind));
    assert_eq!(find_exercise(&text), Err(LinkError::OtherKind));
    assert_eq!(find_submission(&text), Err(LinkError::OtherKind));
}
