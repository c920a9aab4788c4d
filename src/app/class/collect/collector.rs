//! Reads the received texts, merges them into the session, and logs the outcomes.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::super::session::{CurrentSession, content_of, session_in};
use crate::{
    app::{
        components::{ScanOutcome, crypto_words},
        state::use_text,
    },
    domain::{
        classroom::{Accepted, HandedIn, Maker, Session, Submission},
        exercise::Case,
    },
    exchange::link::{FoundSubmissions, LinkError, SubmissionReader, find_submissions},
    i18n::Text,
    platform::{self, crypto},
};

/// How many words that may be submissions are read before the page may render.
const SLICE: usize = 20;

/// Collects submissions, and holds the log of this page.
#[derive(Clone, Copy)]
pub struct Collector {
    current: CurrentSession,
    text: Text,
    case: StoredValue<Case>,
    lines: RwSignal<Vec<LogEntry>>,
    last: RwSignal<String>,
    progress: RwSignal<Option<(usize, usize)>>,
}

/// The outcome of one received text, in words.
#[derive(Clone, Debug, PartialEq)]
pub struct LogEntry {
    /// The kind of outcome.
    pub outcome: ScanOutcome,
    /// The words.
    pub words: String,
    /// A submission that is not here, and that the trainer may let count.
    pub doubtful: Option<Submission>,
}

/// The outcome of a submission.
enum Outcome {
    /// The session's answer, how many submissions its round has now, and how many tasks of this one the page
    /// does not know.
    Accepted(Accepted, usize, usize),
    /// Its points or tasks differ from those of this session's exercise.
    OtherCase,
}

impl Collector {
    /// An empty log.
    pub fn new(current: CurrentSession, case: Case) -> Self {
        Self {
            current,
            text: use_text(),
            case: StoredValue::new(case),
            lines: RwSignal::new(Vec::new()),
            last: RwSignal::new(String::new()),
            progress: RwSignal::new(None),
        }
    }

    /// All entries, the oldest first.
    pub fn lines(self) -> Vec<LogEntry> {
        self.lines.get()
    }

    /// The latest outcome, in words.
    pub fn last(self) -> String {
        self.last.get()
    }

    /// How many were accepted, were duplicates, and were refused.
    pub fn counts(self) -> [usize; 3] {
        self.lines.with(|lines| counts(lines))
    }

    /// How many of how many texts have been read, while reading goes on.
    pub fn progress(self) -> Option<(usize, usize)> {
        self.progress.get()
    }

    /// Collects a scanned text; returns the expected outcome at once.
    pub fn collect_code(self, scanned: &str) -> ScanOutcome {
        let found = find_submissions(scanned);
        let foreseen = found.submissions.first().and_then(|handed| {
            let mut session = self.current.read_now(Session::clone)?;
            // A signature that does not match is told by the log.
            let maker = match handed {
                HandedIn::Unsigned(_) => Maker::Unknown,
                HandedIn::Signed(_) => Maker::Phone,
            };
            let outcome = self.accept_into(&mut session, maker, handed.claimed().clone());
            Some(scan_outcome(&outcome))
        });
        // The log says whether it could be stored.
        spawn_local(async move { _ = self.collect_submissions(found).await });
        foreseen.unwrap_or(ScanOutcome::Refused)
    }

    /// Collects every submission in a text, or a session's file; returns whether it could be
    /// stored.
    pub async fn collect_text(self, pasted: &str) -> bool {
        if pasted.trim_start().starts_with('{') {
            return self.merge_session(session_in(self.text, pasted)).await;
        }
        let found = self.read(pasted).await;
        self.collect_submissions(found).await
    }

    /// Collects the submissions in a file.
    pub async fn collect_file(self, file: web_sys::File) {
        match content_of(self.text, &file).await {
            // The log says whether it could be stored.
            Ok(content) => _ = self.collect_text(&content).await,
            Err(words) => self.log(vec![refused(words)]),
        }
    }

    /// Reads a text in slices: a whole class at once must not block the page.
    async fn read(self, pasted: &str) -> FoundSubmissions {
        let mut reader = match SubmissionReader::new(pasted) {
            Ok(reader) => reader,
            Err(error) => return FoundSubmissions::of_unread(pasted, error),
        };
        let mut found = reader.read(SLICE);
        while !reader.is_done() {
            self.progress.try_set(Some(reader.progress()));
            platform::pause(Duration::ZERO).await;
            let part = reader.read(SLICE);
            found.submissions.extend(part.submissions);
            found.problems.extend(part.problems);
        }
        self.progress.try_set(None);
        found
    }

    /// Adds the submissions to the session, and logs the outcome of each.
    async fn collect_submissions(self, found: FoundSubmissions) -> bool {
        let FoundSubmissions {
            submissions,
            problems,
        } = found;
        let text = self.text;
        let mut entries: Vec<_> = problems
            .into_iter()
            .map(|(beginning, error)| refused(text.submission_problem(&beginning, &error)))
            .collect();
        if submissions.is_empty() && entries.is_empty() {
            entries.push(refused(text.submission_error(&LinkError::Foreign)));
        }
        let mut made = Vec::new();
        for handed in submissions {
            match self.made_by(handed).await {
                Ok(known) => made.push(known),
                Err(words) => entries.push(refused(words)),
            }
        }
        self.accept_all(made, entries).await
    }

    /// Lets a submission count that may be somebody else's, as the trainer decided.
    pub async fn let_count(self, submission: Submission) {
        let decided = vec![(Maker::Trainer, submission.clone())];
        // The log says whether it could be stored.
        if self.accept_all(decided, Vec::new()).await {
            self.lines.try_update(|lines| {
                let of_it = |entry: &&mut LogEntry| entry.doubtful.as_ref() == Some(&submission);
                lines
                    .iter_mut()
                    .filter(of_it)
                    .for_each(|entry| entry.doubtful = None);
            });
        }
    }

    /// A submission with what is known of who made it; the reason in words if its signature is not its
    /// phone's.
    async fn made_by(self, handed: HandedIn) -> Result<(Maker, Submission), String> {
        let text = self.text;
        let signed = match handed {
            HandedIn::Unsigned(submission) => return Ok((Maker::Unknown, submission)),
            HandedIn::Signed(signed) => signed,
        };
        let is_named = self.current.read_now(|session| !session.is_anonymous()) == Some(true);
        let (name, round) = (signed.claimed.name.clone(), signed.claimed.round);
        let who = text.who_in(name.filter(|_| is_named).as_ref(), round);
        match crypto::verified(*signed).await {
            Ok(Some(submission)) => Ok((Maker::Phone, submission)),
            Ok(None) => Err(text.accepted_forged(&who)),
            Err(error) => Err(text.signature_unknown(&who, &crypto_words(text, &error))),
        }
    }

    /// Adds submissions to the session, and logs the outcome of each behind other entries; returns whether
    /// they could be stored.
    async fn accept_all(self, made: Vec<(Maker, Submission)>, mut entries: Vec<LogEntry>) -> bool {
        let text = self.text;
        if made.is_empty() {
            self.log(entries);
            return true;
        }
        let accepted = self.current.edit(|session| {
            let accepted = made.into_iter().map(|(maker, submission)| {
                let name = submission.name.clone().filter(|_| !session.is_anonymous());
                let round = submission.round;
                let doubtful = (maker == Maker::Unknown).then(|| submission.clone());
                let outcome = self.accept_into(session, maker, submission);
                let is_doubtful = matches!(outcome, Outcome::Accepted(Accepted::Unsigned, ..));
                let words = match &outcome {
                    Outcome::Accepted(accepted, count, beyond) => {
                        let words = text.accepted_in(accepted, name.as_ref(), round, *count);
                        text.with_tasks_beyond(words, accepted, *beyond)
                    }
                    Outcome::OtherCase => text.other_case(name.as_ref()),
                };
                let outcome = scan_outcome(&outcome);
                let doubtful = doubtful.filter(|_| is_doubtful);
                LogEntry {
                    outcome,
                    words,
                    doubtful,
                }
            });
            accepted.collect::<Vec<_>>()
        });
        let accepted = accepted.await;
        let is_stored = accepted.is_ok();
        match accepted {
            Ok(accepted) => entries.extend(accepted),
            Err(words) => entries.push(refused(words)),
        }
        self.log(entries);
        is_stored
    }

    /// Merges another trainer's collection of this session into this one.
    async fn merge_session(self, read: Result<Session, String>) -> bool {
        let text = self.text;
        let other = match read {
            Ok(other) => other,
            Err(words) => {
                self.log(vec![refused(words)]);
                return true;
            }
        };
        let merged = self.current.edit(|session| {
            let (merged, count) = session.merged(&other)?;
            *session = merged;
            Some(count)
        });
        let merged = merged.await;
        let is_stored = merged.is_ok();
        self.log(vec![match merged {
            Ok(Some(0)) => LogEntry {
                outcome: ScanOutcome::Duplicate,
                words: text.session_nothing_new(&other),
                doubtful: None,
            },
            Ok(Some(count)) => LogEntry {
                outcome: ScanOutcome::Accepted,
                words: text.session_merged(&other, count),
                doubtful: None,
            },
            Ok(None) => refused(text.other_session(&other)),
            Err(words) => refused(words),
        }]);
        is_stored
    }

    fn accept_into(self, session: &mut Session, maker: Maker, submission: Submission) -> Outcome {
        let is_ours = submission.session == session.id;
        let fit = self.case.try_with_value(|case| {
            let attempt = &submission.attempt;
            (
                attempt.clone().fitted(case).is_some(),
                attempt.tasks_beyond(case),
            )
        });
        let (is_of_case, beyond) = fit.unwrap_or((true, 0));
        if is_ours && !is_of_case {
            return Outcome::OtherCase;
        }
        let round = submission.round;
        // Kept whole: a newer version of this page shows the tasks that this one does not know.
        let accepted = session.accept_from(maker, submission);
        Outcome::Accepted(accepted, session.of_round(round).len(), beyond)
    }

    fn log(self, entries: Vec<LogEntry>) {
        let last = match &entries[..] {
            [] => return,
            [one] => one.words.clone(),
            many => {
                let [new, again, refused] = counts(many);
                self.text.collect_counts(&new, &again, &refused)
            }
        };
        // The page may be gone by now; the submissions are stored all the same.
        self.last.try_set(last);
        self.lines.try_update(|lines| lines.extend(entries));
    }
}

fn scan_outcome(outcome: &Outcome) -> ScanOutcome {
    match outcome {
        Outcome::Accepted(Accepted::New | Accepted::Beside(_) | Accepted::Replaced, ..) => {
            ScanOutcome::Accepted
        }
        Outcome::Accepted(Accepted::Repeated | Accepted::Older, ..) => ScanOutcome::Duplicate,
        Outcome::Accepted(
            Accepted::OtherSession | Accepted::WrongEdition(_) | Accepted::Unsigned,
            ..,
        )
        | Outcome::OtherCase => ScanOutcome::Refused,
    }
}

fn refused(words: String) -> LogEntry {
    LogEntry {
        outcome: ScanOutcome::Refused,
        words,
        doubtful: None,
    }
}

/// How many were accepted, were duplicates, and were refused.
fn counts(entries: &[LogEntry]) -> [usize; 3] {
    [
        ScanOutcome::Accepted,
        ScanOutcome::Duplicate,
        ScanOutcome::Refused,
    ]
    .map(|outcome| entries.iter().filter(|it| it.outcome == outcome).count())
}
