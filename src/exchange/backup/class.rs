//! The part of a backup that only some pages read: the trainer's own exercises, sessions, and teams.

use std::collections::BTreeMap;

use crate::{
    documents::{DocumentId, OpaqueDocument, TeamDocument},
    domain::{EntryId, classroom::Session, exercise::Exercise},
};

/// Own exercises, sessions and teams, by their ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Class {
    /// The exercises that the person wrote.
    pub exercises: BTreeMap<EntryId, Exercise>,
    /// The sessions.
    pub sessions: BTreeMap<EntryId, Session>,
    /// The teams, led or joined.
    pub teams: BTreeMap<EntryId, TeamDocument>,
}

impl Class {
    /// Decodes these documents; leaves out one that cannot be read, or whose id is another's.
    ///
    /// ```
    /// use trust_velocity::{documents::*, domain::EntryId, exchange::backup::Class};
    /// let damaged = (DocumentId::Exercise(EntryId::new(7)), OpaqueDocument::new("{}"));
    /// assert!(Class::of(&[damaged].into()).is_empty());
    /// ```
    pub fn of(documents: &BTreeMap<DocumentId, OpaqueDocument>) -> Self {
        let mut class = Self::default();
        for (id, document) in documents {
            match id {
                DocumentId::Exercise(id) => {
                    // An unreadable document cannot be backed up; the page of data lists it.
                    let exercise = document.exercise().ok();
                    class
                        .exercises
                        .extend(exercise.map(|exercise| (*id, exercise)));
                }
                DocumentId::Session(id) => {
                    let session = document.session().ok();
                    let session = session.filter(|session| session.id == *id);
                    class.sessions.extend(session.map(|session| (*id, session)));
                }
                DocumentId::Team(id) => {
                    let team = document.team().ok().filter(|team| team.id() == *id);
                    class.teams.extend(team.map(|team| (*id, team)));
                }
            }
        }
        class
    }

    /// How many exercises, sessions and teams there are.
    pub fn len(&self) -> usize {
        self.exercises.len() + self.sessions.len() + self.teams.len()
    }

    /// Whether it has neither an exercise nor a session nor a team.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// The changes that restore a file's exercises and sessions, and their counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ClassPlan {
    pub edits: Vec<(DocumentId, Option<OpaqueDocument>, Option<OpaqueDocument>)>,
    pub counts: ClassCounts,
    /// All exercises and sessions of the file.
    pub in_file: Vec<(DocumentId, OpaqueDocument)>,
    /// How many characters the changes take, and how many they free.
    pub space: (usize, usize),
}

/// How many of a file's exercises and sessions a restore adds or completes, and how many it does not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClassCounts {
    /// Exercises that only the file has.
    pub new_exercises: usize,
    /// Sessions that only the file has.
    pub new_sessions: usize,
    /// Sessions of which the file has further submissions, or the reveal.
    pub fuller_sessions: usize,
    /// Exercises that differ here: these stay.
    pub other_exercises: usize,
    /// Teams that only the file has.
    pub new_teams: usize,
    /// Teams of which the file has further reports.
    pub fuller_teams: usize,
    /// Documents here that have an id of the file and cannot be read: they stay.
    pub unreadable: usize,
}

impl ClassPlan {
    /// Adds an exercise if it is missing here; one that exists here stays as it is.
    pub fn add_exercise(
        &mut self,
        id: EntryId,
        exercise: &Exercise,
        here: &BTreeMap<DocumentId, OpaqueDocument>,
        measure: impl Fn(&str) -> usize,
    ) {
        let id = DocumentId::Exercise(id);
        let Ok(document) = OpaqueDocument::of_exercise(exercise) else {
            self.counts.unreadable += 1;
            return;
        };
        self.in_file.push((id, document.clone()));
        match here.get(&id).map(OpaqueDocument::exercise) {
            None => {
                self.counts.new_exercises += 1;
                self.put(id, None, document, measure);
            }
            Some(Ok(ours)) if ours == *exercise => {}
            Some(Ok(_)) => self.counts.other_exercises += 1,
            Some(Err(_)) => self.counts.unreadable += 1,
        }
    }

    /// Adds a session if it is missing here; one that exists here gets the submissions of both sides.
    pub fn add_session(
        &mut self,
        id: EntryId,
        session: &Session,
        here: &BTreeMap<DocumentId, OpaqueDocument>,
        measure: impl Fn(&str) -> usize,
    ) {
        let id = DocumentId::Session(id);
        let Ok(in_file) = OpaqueDocument::of_session(session) else {
            self.counts.unreadable += 1;
            return;
        };
        self.in_file.push((id, in_file.clone()));
        let Some(document) = here.get(&id) else {
            self.counts.new_sessions += 1;
            self.put(id, None, in_file, measure);
            return;
        };
        let ours = document.session().ok();
        let both = ours.and_then(|ours| Some((ours.merged(session)?.0, ours)));
        let fuller = match both {
            Some((merged, ours)) if merged == ours => return,
            Some((merged, _)) => OpaqueDocument::of_session(&merged).ok(),
            None => None,
        };
        // A session of another version here, or one that does not go together with that of the file.
        let Some(fuller) = fuller else {
            self.counts.unreadable += 1;
            return;
        };
        self.counts.fuller_sessions += 1;
        self.put(id, Some(document), fuller, measure);
    }

    /// Adds a team if it is missing here; one that exists here gets the reports of both sides.
    pub fn add_team(
        &mut self,
        id: EntryId,
        team: &TeamDocument,
        here: &BTreeMap<DocumentId, OpaqueDocument>,
        measure: impl Fn(&str) -> usize,
    ) {
        let id = DocumentId::Team(id);
        let Ok(in_file) = OpaqueDocument::of_team(team) else {
            self.counts.unreadable += 1;
            return;
        };
        self.in_file.push((id, in_file.clone()));
        let Some(document) = here.get(&id) else {
            self.counts.new_teams += 1;
            self.put(id, None, in_file, measure);
            return;
        };
        let ours = document.team().ok();
        let both = ours.and_then(|ours| Some((ours.merged(team)?, ours)));
        let fuller = match both {
            Some((merged, ours)) if merged == ours => return,
            Some((merged, _)) => OpaqueDocument::of_team(&merged).ok(),
            None => None,
        };
        let Some(fuller) = fuller else {
            self.counts.unreadable += 1;
            return;
        };
        self.counts.fuller_teams += 1;
        self.put(id, Some(document), fuller, measure);
    }

    fn put(
        &mut self,
        id: DocumentId,
        base: Option<&OpaqueDocument>,
        wanted: OpaqueDocument,
        measure: impl Fn(&str) -> usize,
    ) {
        self.space.0 += measure(wanted.text());
        self.space.1 += base.map_or(0, |base| measure(base.text()));
        self.edits.push((id, base.cloned(), Some(wanted)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        documents::decode_document,
        domain::{
            Name,
            classroom::{RevealCode, Round, Source, Submission},
            exercise::{Attempt, ExerciseId},
        },
    };

    const EXERCISE: &str = include_str!("../../../tests/fixtures/exercise-v3.json");
    const ID: EntryId = EntryId::new(7);

    fn exercise() -> Exercise {
        let (_, document) = decode_document(EXERCISE.trim()).unwrap();
        document.exercise().unwrap()
    }

    /// A session with submissions of these ids and editions.
    fn session(handed: &[(u64, u32)]) -> Session {
        let mut session = Session::new(
            ID,
            "2026-11-22".parse().unwrap(),
            Source::Known(ExerciseId::Drill(7)),
            Name::new("两次拜访").unwrap(),
            RevealCode::new("K7PM2X").unwrap(),
        );
        for (id, edition) in handed {
            session.accept(Submission {
                session: ID,
                id: EntryId::new(*id),
                round: Round::First,
                edition: *edition,
                name: None,
                attempt: Attempt::new(Vec::new(), Vec::new()),
            });
        }
        session
    }

    fn class(exercise: Option<Exercise>, session: Option<Session>) -> Class {
        Class {
            exercises: exercise.into_iter().map(|it| (ID, it)).collect(),
            sessions: session.into_iter().map(|it| (ID, it)).collect(),
            teams: BTreeMap::new(),
        }
    }

    fn here(
        exercise: Option<&Exercise>,
        session: Option<&Session>,
    ) -> BTreeMap<DocumentId, OpaqueDocument> {
        let exercise = exercise.map(|it| OpaqueDocument::of_exercise(it).unwrap());
        let session = session.map(|it| OpaqueDocument::of_session(it).unwrap());
        let exercise = exercise.map(|it| (DocumentId::Exercise(ID), it));
        let session = session.map(|it| (DocumentId::Session(ID), it));
        exercise.into_iter().chain(session).collect()
    }

    fn planned(in_file: Class, here: &BTreeMap<DocumentId, OpaqueDocument>) -> ClassPlan {
        let mut plan = ClassPlan::default();
        for (id, exercise) in in_file.exercises {
            plan.add_exercise(id, &exercise, here, str::len);
        }
        for (id, session) in in_file.sessions {
            plan.add_session(id, &session, here, str::len);
        }
        plan
    }

    #[test]
    fn what_is_missing_is_added_and_what_is_equal_let_be() {
        let in_file = || class(Some(exercise()), Some(session(&[(1, 1)])));
        let plan = planned(in_file(), &BTreeMap::new());
        let both = here(Some(&exercise()), Some(&session(&[(1, 1)])));
        let added: Vec<_> = both
            .iter()
            .map(|(id, document)| (*id, None, Some(document.clone())))
            .collect();
        assert_eq!(plan.edits, added);
        assert_eq!(
            (plan.counts.new_exercises, plan.counts.new_sessions),
            (1, 1)
        );
        let length = |id| both[&id].text().len();
        let taken = both.keys().map(|id| length(*id)).sum();
        assert_eq!(plan.space, (taken, 0));
        let again = planned(in_file(), &both);
        assert_eq!(
            (again.edits.len(), again.counts),
            (0, ClassCounts::default())
        );
        assert_eq!(again.in_file.len(), 2);
    }

    #[test]
    fn a_session_gets_what_the_other_side_collected() {
        let ours = session(&[(1, 2), (2, 1)]);
        let in_file = class(None, Some(session(&[(1, 1), (2, 3), (3, 1)])));
        let here = here(None, Some(&ours));
        let plan = planned(in_file, &here);
        let union = OpaqueDocument::of_session(&session(&[(1, 2), (2, 3), (3, 1)])).unwrap();
        let id = DocumentId::Session(ID);
        assert_eq!(plan.edits, [(id, here.get(&id).cloned(), Some(union))]);
        assert_eq!(plan.counts.fuller_sessions, 1);
        let less = class(None, Some(session(&[(1, 1)])));
        assert_eq!(planned(less, &here).edits, []);
    }

    #[test]
    fn another_state_of_an_exercise_is_told_and_let_be() {
        let mut case = exercise().case().clone();
        case.minutes += 1;
        let ours = Exercise::new(case, exercise().key().clone()).unwrap();
        let here = here(Some(&ours), None);
        let plan = planned(class(Some(exercise()), None), &here);
        assert_eq!((plan.edits.len(), plan.counts.other_exercises), (0, 1));
    }

    #[test]
    fn what_cannot_be_read_is_not_written_over() {
        let [exercise_id, session_id] = [DocumentId::Exercise(ID), DocumentId::Session(ID)];
        let mut other = session(&[]);
        other.id = EntryId::new(8);
        let of_another = OpaqueDocument::of_session(&other).unwrap();
        let here = BTreeMap::from([
            (exercise_id, OpaqueDocument::new("{}")),
            (session_id, of_another),
        ]);
        assert!(Class::of(&here).is_empty());
        let in_file = class(Some(exercise()), Some(session(&[])));
        let plan = planned(in_file, &here);
        assert_eq!((plan.edits.len(), plan.counts.unreadable), (0, 2));
    }
}
