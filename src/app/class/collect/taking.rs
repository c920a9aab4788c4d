//! What comes in: read, brought to the session, and told.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::session::{Opened, content_of, session_in};
use crate::{
    app::{components::ScanOutcome, state::use_text},
    domain::{
        classroom::{Accepted, Session, Submission},
        exercise::Case,
    },
    exchange::link::{Handed, LinkError, find_submissions},
    i18n::Text,
    platform,
};

/// How many texts are read before the page may show something.
const SLICE: usize = 20;

/// What came in on this page, and the way to take more.
#[derive(Clone, Copy)]
pub struct Taking {
    opened: Opened,
    text: Text,
    case: StoredValue<Case>,
    lines: RwSignal<Vec<Entry>>,
    last: RwSignal<String>,
    progress: RwSignal<Option<(usize, usize)>>,
}

/// What became of one thing that came in, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// What became of it.
    pub heard: ScanOutcome,
    /// The words.
    pub words: String,
}

/// What became of a submission.
enum Outcome {
    /// The session took it or not; how many there are now.
    Accepted(Accepted, usize),
    /// It has other points or tasks than this session's exercise.
    OtherCase,
}

impl Taking {
    /// Nothing came in yet.
    pub fn new(opened: Opened, case: Case) -> Self {
        Self {
            opened,
            text: use_text(),
            case: StoredValue::new(case),
            lines: RwSignal::new(Vec::new()),
            last: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
        }
    }

    /// What became of each, the oldest first.
    pub fn lines(self) -> Vec<Entry> {
        self.lines.get()
    }

    /// What became of what came last, in words.
    pub fn last(self) -> String {
        self.last.get()
    }

    /// How many were taken, were here already, and were refused.
    pub fn counts(self) -> [usize; 3] {
        self.lines.with(|lines| counts(lines))
    }

    /// How many of how many texts are read, while that goes on.
    pub fn progress(self) -> Option<(usize, usize)> {
        self.progress.get()
    }

    /// Takes what the camera read, or a picture; tells at once what will become of it.
    pub fn hear(self, scanned: &str) -> ScanOutcome {
        let handed = find_submissions(scanned);
        let foreseen = handed.submissions.first().and_then(|submission| {
            let mut session = self.opened.read_now(Session::clone)?;
            let outcome = self.take_into(&mut session, submission.clone());
            Some(heard(&outcome))
        });
        spawn_local(async move { _ = self.take_handed(handed).await });
        foreseen.unwrap_or(ScanOutcome::Refused)
    }

    /// Takes every submission in a text, or a session's file; tells whether that could be stored.
    pub async fn take_text(self, pasted: &str) -> bool {
        if pasted.trim_start().starts_with('{') {
            return self.take_session(session_in(self.text, pasted)).await;
        }
        let handed = self.read(pasted).await;
        self.take_handed(handed).await
    }

    /// Takes what is in a file.
    pub async fn take_file(self, file: web_sys::File) {
        match content_of(self.text, &file).await {
            Ok(content) => _ = self.take_text(&content).await,
            Err(words) => self.show_toast(vec![refused(words)]),
        }
    }

    /// Reads a text slice by slice: a whole class at once must not hold up the page.
    async fn read(self, pasted: &str) -> Handed {
        let is_between = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
        let words: Vec<_> = pasted
            .split(is_between)
            .filter(|it| !it.is_empty())
            .collect();
        let mut handed = Handed::default();
        for (at, slice) in words.chunks(SLICE).enumerate() {
            if 0 < at {
                self.progress.try_set(Some((at * SLICE, words.len())));
                platform::pause(Duration::ZERO).await;
            }
            let found = find_submissions(&slice.join(" "));
            handed.submissions.extend(found.submissions);
            handed.problems.extend(found.problems);
        }
        self.progress.try_set(None);
        handed
    }

    /// Brings what was found to the session, and tells what became of each.
    async fn take_handed(self, handed: Handed) -> bool {
        let Handed {
            submissions,
            problems,
        } = handed;
        let text = self.text;
        let mut told: Vec<_> = problems
            .into_iter()
            .map(|(beginning, error)| refused(text.submission_problem(&beginning, &error)))
            .collect();
        if submissions.is_empty() && told.is_empty() {
            told.push(refused(text.submission_error(&LinkError::Foreign)));
        }
        if submissions.is_empty() {
            self.show_toast(told);
            return true;
        }
        let taken = self.opened.edit(|session| {
            let taken = submissions.into_iter().map(|submission| {
                let name = submission.name.clone().filter(|_| !session.is_anonymous());
                let outcome = self.take_into(session, submission);
                let words = match outcome {
                    Outcome::Accepted(took, count) => text.took(took, name.as_ref(), count),
                    Outcome::OtherCase => text.other_case(name.as_ref()),
                };
                let heard = heard(&outcome);
                Entry { heard, words }
            });
            taken.collect::<Vec<_>>()
        });
        let taken = taken.await;
        let is_stored = taken.is_ok();
        match taken {
            Ok(taken) => told.extend(taken),
            Err(words) => told.push(refused(words)),
        }
        self.show_toast(told);
        is_stored
    }

    /// Brings another trainer's collection of this session together with this one.
    async fn take_session(self, read: Result<Session, String>) -> bool {
        let text = self.text;
        let other = match read {
            Ok(other) => other,
            Err(words) => {
                self.show_toast(vec![refused(words)]);
                return true;
            }
        };
        let merged = self.opened.edit(|session| {
            let (merged, count) = session.merged(&other)?;
            *session = merged;
            Some(count)
        });
        let merged = merged.await;
        let is_stored = merged.is_ok();
        self.show_toast(vec![match merged {
            Ok(Some(0)) => Entry {
                heard: ScanOutcome::Again,
                words: text.session_nothing_new(&other),
            },
            Ok(Some(count)) => Entry {
                heard: ScanOutcome::Taken,
                words: text.session_merged(&other, count),
            },
            Ok(None) => refused(text.other_session(&other)),
            Err(words) => refused(words),
        }]);
        is_stored
    }

    fn take_into(self, session: &mut Session, submission: Submission) -> Outcome {
        let is_ours = submission.session == session.id;
        let fits = self
            .case
            .try_with_value(|case| submission.attempt.is_of(case));
        if is_ours && fits == Some(false) {
            return Outcome::OtherCase;
        }
        let took = session.accept(submission);
        Outcome::Accepted(took, session.submissions().len())
    }

    fn show_toast(self, told: Vec<Entry>) {
        let last = match &told[..] {
            [] => return,
            [one] => one.words.clone(),
            many => {
                let [new, again, refused] = counts(many);
                self.text.collect_counts(&new, &again, &refused)
            }
        };
        // The page may be gone by now: it is stored all the same.
        self.last.try_set(last);
        self.lines.try_update(|lines| lines.extend(told));
    }
}

fn heard(outcome: &Outcome) -> ScanOutcome {
    match outcome {
        Outcome::Accepted(Accepted::New | Accepted::Replaced, _) => ScanOutcome::Taken,
        Outcome::Accepted(Accepted::Repeated | Accepted::Older, _) => ScanOutcome::Again,
        Outcome::Accepted(Accepted::OtherSession, _) | Outcome::OtherCase => ScanOutcome::Refused,
    }
}

fn refused(words: String) -> Entry {
    Entry {
        heard: ScanOutcome::Refused,
        words,
    }
}

/// How many were taken, were here already, and were refused.
fn counts(told: &[Entry]) -> [usize; 3] {
    [ScanOutcome::Taken, ScanOutcome::Again, ScanOutcome::Refused]
        .map(|heard| told.iter().filter(|it| it.heard == heard).count())
}
