//! A session as its trainer runs it.

use trust_velocity::{
    documents::OpaqueDocument,
    domain::{
        EntryId, Language, Name,
        classroom::{Naming, RevealCode, Round, Session, Source, Submission},
        exercise::{Attempt, Case, Exercise, PointAnswer, TaskAnswer},
    },
    exchange::{
        link::{Assigned, Assignment, write_submission},
        sealed::{Ciphertext, Kdf, Sealed},
    },
};

use super::{App, StoredSession};

/// The exercise that the journeys begin sessions with.
const EXERCISE: &str = "one-over-t";

impl App {
    /// Opens the form to begin a session.
    #[track_caller]
    pub fn opens_session_form(&self) {
        self.go(&format!("#/class/exercises/{EXERCISE}/session"));
        self.shows("h1", self.text.begin_session());
    }

    /// Begins the session of the open form; returns its id.
    #[track_caller]
    pub fn begins_session(&self) -> EntryId {
        self.saves();
        self.sees("#join-code .qr__code");
        self.session_id()
    }

    /// The session whose page is open.
    #[track_caller]
    pub fn session_id(&self) -> EntryId {
        let route = self.route();
        let id = route.split('/').nth(3).and_then(|id| id.parse().ok());
        id.unwrap_or_else(|| panic!("{route} is no session's route"))
    }

    /// Goes to a part of a session.
    #[track_caller]
    pub fn goes_to_session(&self, id: EntryId, part: &str) {
        self.go(&format!("#/class/sessions/{id}/{part}"));
        self.sees(".session-nav__part[aria-current]");
        self.sees("#count");
    }

    /// Pastes what trainees sent, on the page that collects.
    #[track_caller]
    pub fn pastes_submissions(&self, pasted: &str) {
        self.set("#pasted", pasted);
        self.click("#collect-pasted");
    }

    /// Lets the submission count of which it is not known whose it is.
    #[track_caller]
    pub fn lets_it_count(&self) {
        self.click(".let-count");
    }

    /// Waits until so many have handed in, of so many.
    #[track_caller]
    pub fn counts_submissions(&self, count: &str) {
        self.shows("#count .session__number", count);
    }

    /// Opens what folds away, and waits for what is in it.
    #[track_caller]
    pub fn unfolds(&self, fold: &str) {
        if !self.has(&format!("{fold}[open]")) {
            self.click(&format!("{fold} > summary"));
        }
        self.sees(&format!("{fold}[open]"));
    }
}

/// A session as the form begins it, with these on its list. No phone opens its key: what its link
/// carries is not sealed with the code.
pub fn begun_session(names: &[&str]) -> StoredSession {
    let exercise = exercise();
    let id = EntryId::new(0x5e55_2000);
    let known = EXERCISE.parse().expect("a stable name");
    let mut session = Session::new(
        id,
        "2026-11-22".parse().expect("a date"),
        Source::Known(known),
        exercise.case().title.clone(),
        RevealCode::new("K7PM2X").expect("a code"),
    );
    let names = names.iter().map(|name| Name::new(name).expect("a name"));
    session.naming = Naming::Named(names.collect());
    let assignment = Assignment {
        session: id,
        assigned: Assigned::Known(known),
        language: Language::Zh,
        is_anonymous: false,
        round: Round::First,
        sealed: Sealed {
            kdf: Kdf::new([7; 16]),
            text: Ciphertext::new([9; 12], vec![0; 32]),
        },
        live: None,
    };
    session.assignment = assignment.write().expect("a payload");
    StoredSession(session)
}

/// The text of an empty submission.
pub fn handed_in(session: EntryId, id: u64, edition: u32, name: Option<&str>) -> String {
    written(session, id, edition, name, Attempt::none(exercise().case()))
}

/// The same with an action chosen at the first time point.
pub fn handed_in_with_an_action(
    session: EntryId,
    id: u64,
    edition: u32,
    name: Option<&str>,
) -> String {
    let mut attempt = Attempt::none(exercise().case());
    let answer = PointAnswer {
        action: Some(0),
        ..PointAnswer::default()
    };
    attempt.set_point(0, answer);
    written(session, id, edition, name, attempt)
}

/// The same by a newer version of the app, whose exercise has one more task.
pub fn handed_in_with_a_later_task(session: EntryId, id: u64, name: &str) -> String {
    let none = Attempt::none(exercise().case());
    let mut tasks = none.tasks().to_vec();
    tasks.push(Some(TaskAnswer::Number(50.0)));
    let attempt = Attempt::new(none.points().to_vec(), tasks);
    written(session, id, 1, Some(name), attempt)
}

/// The same of a trainee who answered another exercise.
pub fn handed_in_of_other_case(session: EntryId, id: u64) -> String {
    written(session, id, 1, None, Attempt::new(Vec::new(), Vec::new()))
}

/// The text of an empty submission of the second round.
pub fn handed_in_again(session: EntryId, id: u64, name: &str) -> String {
    let none = Attempt::none(exercise().case());
    let submission = Submission {
        round: Round::Second,
        ..submission(session, id, 1, Some(name), none)
    };
    write_submission(&submission).expect("a text")
}

fn written(
    session: EntryId,
    id: u64,
    edition: u32,
    name: Option<&str>,
    attempt: Attempt,
) -> String {
    write_submission(&submission(session, id, edition, name, attempt)).expect("a text")
}

fn submission(
    session: EntryId,
    id: u64,
    edition: u32,
    name: Option<&str>,
    attempt: Attempt,
) -> Submission {
    Submission {
        session,
        id: EntryId::new(id),
        round: Round::First,
        edition,
        name: name.map(|name| Name::new(name).expect("a name")),
        attempt,
    }
}

/// The exercise as if the trainer had written it, with its key and its document in the storage.
pub fn own_exercise() -> (Case, (String, String)) {
    let exercise = exercise();
    let document = OpaqueDocument::of_exercise(&exercise).expect("a document");
    let document = format!(r#"{{"v":3,"rev":1,"document":{}}}"#, document.text());
    let key = "trust-velocity/exercise/00000000000000aa".to_owned();
    (exercise.case().clone(), (key, document))
}

fn exercise() -> Exercise {
    super::exercise(EXERCISE, Language::Zh)
}
