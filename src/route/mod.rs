//! The route: the page that is shown, parsed from the location's hash.
//!
//! Hash routes work from any sub-folder of any static host, and from a file.

mod help_section;
mod parts;
mod payload;
mod portfolio_view;
#[cfg(test)]
mod tests;
mod tour_step;

use std::fmt;

use payload::unescaped;

pub use help_section::HelpSection;
pub use parts::{DataPart, SessionPart, Sheet};
pub use payload::payload;
pub use portfolio_view::PortfolioView;
pub use tour_step::TourStep;

use crate::domain::{
    ClientId, EntryId, Form, Occasion, RecordKind,
    exercise::{ExerciseId, Slug},
};

/// A page of the app.
///
/// ```
/// use trust_velocity::route::Route;
/// let route = Route::from_hash("#/clients/00000000000000ff/edit");
/// assert_eq!(route.to_string(), "#/clients/00000000000000ff/edit");
/// assert_eq!(Route::from_hash(""), Route::Today);
/// assert_eq!(Route::from_hash("#/nowhere"), Route::NotFound);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// Whom to turn to today.
    Today,
    /// A new entry of a client who is asked for, over Today.
    NewRecord(RecordKind),
    /// The list of clients.
    Clients,
    /// All clients, seen otherwise than as a list.
    Portfolio(PortfolioView),
    /// A step of the tour of the examples.
    Tour(TourStep),
    /// The form for a new client.
    NewClient,
    /// A client's page.
    Client(ClientId),
    /// The account that a client stands in.
    Account(ClientId),
    /// The form of a client's profile.
    EditClient(ClientId),
    /// The form of an entry: a new one, or the one with the id.
    Record(ClientId, RecordKind, Option<EntryId>),
    /// The items about a client's trust: the detailed rating behind the sliders.
    DetailedRating(ClientId),
    /// The self-assessments.
    Myself,
    /// The items about oneself.
    Questionnaire(Form, Occasion),
    /// A self-assessment's result.
    Assessment(EntryId),
    /// The invitation to rate, as the one who is asked sees it; the request is in the hash.
    Invitation,
    /// The form that takes answers to requests; one may be in the hash.
    Answers,
    /// Exercises and sessions.
    Class,
    /// An exercise: what it is about, and the actions on it.
    Exercise(ExerciseId),
    /// An exercise, worked through alone.
    Practice(ExerciseId),
    /// The form for a new exercise of one's own.
    NewExercise,
    /// The form of an own exercise.
    EditExercise(EntryId),
    /// The form to begin a session with an exercise.
    NewSession(ExerciseId),
    /// A part of a session.
    Session(EntryId, SessionPart),
    /// An exercise on paper.
    Sheet(ExerciseId, Sheet),
    /// How to teach with it: the contents, or the page of a name.
    TrainersGuide(Option<Slug>),
    /// A session as a trainee joins it by its link; the assignment may be in the hash.
    Join,
    /// The import of an exercise from another trainer; it may be in the hash.
    ImportExercise,
    /// A second screen of a live class; the join link's payload is in the hash.
    Screen,
    /// Teams: as their manager has them, and as their sellers. Which one, or the invitation, is in the hash.
    Team,
    /// Everything beside the daily work.
    More,
    /// Settings.
    Settings,
    /// The help on the figures, from the start or at a section.
    Help(Option<HelpSection>),
    /// The lessons on trust: their contents, or the page of a name.
    Learn(Option<Slug>),
    /// The storage of the records, and the actions on all of them.
    Data,
    /// One of the things that can be done with all records.
    DataPart(DataPart),
    /// No page has the location's hash.
    NotFound,
}

/// A place of the navigation: pages that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// 今日.
    Today,
    /// 客户.
    Clients,
    /// 自评.
    Myself,
    /// 课堂.
    Class,
    /// 更多.
    More,
}

impl Route {
    /// The route of a location's hash. Text that chat apps append behind a `?` or a `&` is ignored, and
    /// separators may be percent-encoded, once or several times.
    pub fn from_hash(hash: &str) -> Self {
        /// More than any route has; what a link carries may be long.
        const MOST_CHARS: usize = 500;
        let end = hash.char_indices().nth(MOST_CHARS);
        let head = end.and_then(|(end, _)| hash.get(..end)).unwrap_or(hash);
        Self::parse(&unescaped(head)).unwrap_or(Self::NotFound)
    }

    fn parse(hash: &str) -> Option<Self> {
        let path = hash.trim_start_matches('#').split(['?', '&']).next()?;
        let segments: Vec<_> = path
            .split('/')
            .filter(|segment| !segment.is_empty())
            .collect();
        match segments.as_slice() {
            [] | ["today"] => Some(Self::Today),
            ["today", kind] => Some(Self::NewRecord(RecordKind::from_id(kind)?)),
            ["clients"] => Some(Self::Clients),
            ["tour", step] => Some(Self::Tour(TourStep::from_id(step)?)),
            ["clients", "new"] => Some(Self::NewClient),
            ["clients", id] => match PortfolioView::from_id(id) {
                Some(view) => Some(Self::Portfolio(view)),
                None => Some(Self::Client(id.parse().ok()?)),
            },
            ["clients", id, "account"] => Some(Self::Account(id.parse().ok()?)),
            ["clients", id, "edit"] => Some(Self::EditClient(id.parse().ok()?)),
            ["clients", id, kind] => Some(Self::Record(
                id.parse().ok()?,
                RecordKind::from_id(kind)?,
                None,
            )),
            ["clients", id, "rating", "items"] => Some(Self::DetailedRating(id.parse().ok()?)),
            ["clients", id, kind, entry] => Some(Self::Record(
                id.parse().ok()?,
                RecordKind::from_id(kind)?,
                Some(entry.parse().ok()?),
            )),
            ["myself"] => Some(Self::Myself),
            ["myself", "new", form, occasion] => Some(Self::Questionnaire(
                Form::from_id(form)?,
                Occasion::from_id(occasion)?,
            )),
            ["myself", id] => Some(Self::Assessment(id.parse().ok()?)),
            ["invitation", ..] => Some(Self::Invitation),
            ["answers", ..] => Some(Self::Answers),
            ["class"] => Some(Self::Class),
            ["class", "guide"] => Some(Self::TrainersGuide(None)),
            ["class", "guide", name] => Some(Self::TrainersGuide(Some(Slug::read(name)?))),
            ["class", "take", ..] => Some(Self::ImportExercise),
            ["class", "screen", ..] => Some(Self::Screen),
            ["class", "exercises", "new"] => Some(Self::NewExercise),
            ["class", "exercises", id] => Some(Self::Exercise(id.parse().ok()?)),
            ["class", "exercises", id, "practice"] => Some(Self::Practice(id.parse().ok()?)),
            ["class", "exercises", id, "edit"] => Some(Self::EditExercise(id.parse().ok()?)),
            ["class", "exercises", id, "session"] => Some(Self::NewSession(id.parse().ok()?)),
            ["class", "exercises", id, sheet] => {
                Some(Self::Sheet(id.parse().ok()?, Sheet::from_id(sheet)?))
            }
            ["class", "sessions", id, part] => {
                Some(Self::Session(id.parse().ok()?, SessionPart::from_id(part)?))
            }
            ["join", ..] => Some(Self::Join),
            ["team", ..] => Some(Self::Team),
            ["more"] => Some(Self::More),
            ["settings"] => Some(Self::Settings),
            ["help"] => Some(Self::Help(None)),
            ["help", id] => Some(Self::Help(Some(HelpSection::from_id(id)?))),
            ["learn"] => Some(Self::Learn(None)),
            ["learn", name] => Some(Self::Learn(Some(Slug::read(name)?))),
            ["data"] => Some(Self::Data),
            ["data", id] => Some(Self::DataPart(DataPart::from_id(id)?)),
            _ => None,
        }
    }

    /// The place that the page belongs to.
    pub const fn place(self) -> Place {
        match self {
            Self::Today | Self::NewRecord(_) => Place::Today,
            Self::Clients
            | Self::Portfolio(_)
            | Self::Tour(_)
            | Self::NewClient
            | Self::Client(_)
            | Self::Account(_)
            | Self::EditClient(_)
            | Self::Record(..)
            | Self::DetailedRating(_)
            | Self::Answers => Place::Clients,
            Self::Myself | Self::Questionnaire(..) | Self::Assessment(_) => Place::Myself,
            Self::Class
            | Self::Exercise(_)
            | Self::Practice(_)
            | Self::NewExercise
            | Self::EditExercise(_)
            | Self::NewSession(_)
            | Self::Session(..)
            | Self::Sheet(..)
            | Self::TrainersGuide(_)
            | Self::Join
            | Self::ImportExercise
            | Self::Screen => Place::Class,
            Self::More
            | Self::Settings
            | Self::Help(_)
            | Self::Learn(_)
            | Self::Data
            | Self::DataPart(_)
            | Self::Invitation
            | Self::Team
            | Self::NotFound => Place::More,
        }
    }

    /// Whether something is being entered, and nobody should be spoken to.
    pub const fn is_form(self) -> bool {
        matches!(
            self,
            Self::NewClient
                | Self::EditClient(_)
                | Self::Record(..)
                | Self::DetailedRating(_)
                | Self::Questionnaire(..)
                | Self::Invitation
                | Self::Answers
                | Self::Practice(_)
                | Self::NewExercise
                | Self::EditExercise(_)
                | Self::NewSession(_)
                | Self::Session(..)
                | Self::Join
                | Self::ImportExercise
                | Self::Screen
                | Self::DataPart(_)
        )
    }

    /// The client whose page or form it is.
    pub const fn client(self) -> Option<ClientId> {
        match self {
            Self::Client(id)
            | Self::Account(id)
            | Self::EditClient(id)
            | Self::Record(id, ..)
            | Self::DetailedRating(id) => Some(id),
            _ => None,
        }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Today => write!(f, "#/today"),
            Self::NewRecord(kind) => write!(f, "#/today/{}", kind.id()),
            Self::Clients => write!(f, "#/clients"),
            Self::Portfolio(view) => write!(f, "#/clients/{}", view.id()),
            Self::Tour(step) => write!(f, "#/tour/{}", step.id()),
            Self::NewClient => write!(f, "#/clients/new"),
            Self::Client(id) => write!(f, "#/clients/{id}"),
            Self::Account(id) => write!(f, "#/clients/{id}/account"),
            Self::EditClient(id) => write!(f, "#/clients/{id}/edit"),
            Self::Record(id, kind, None) => write!(f, "#/clients/{id}/{}", kind.id()),
            Self::Record(id, kind, Some(entry)) => {
                write!(f, "#/clients/{id}/{}/{entry}", kind.id())
            }
            Self::DetailedRating(id) => write!(f, "#/clients/{id}/rating/items"),
            Self::Myself => write!(f, "#/myself"),
            Self::Questionnaire(form, occasion) => {
                write!(f, "#/myself/new/{}/{}", form.id(), occasion.id())
            }
            Self::Assessment(id) => write!(f, "#/myself/{id}"),
            Self::Invitation => write!(f, "#/invitation"),
            Self::Answers => write!(f, "#/answers"),
            Self::Class => write!(f, "#/class"),
            Self::Exercise(id) => write!(f, "#/class/exercises/{id}"),
            Self::Practice(id) => write!(f, "#/class/exercises/{id}/practice"),
            Self::NewExercise => write!(f, "#/class/exercises/new"),
            Self::EditExercise(id) => write!(f, "#/class/exercises/{id}/edit"),
            Self::NewSession(id) => write!(f, "#/class/exercises/{id}/session"),
            Self::Session(id, part) => write!(f, "#/class/sessions/{id}/{}", part.id()),
            Self::Sheet(id, sheet) => write!(f, "#/class/exercises/{id}/{}", sheet.id()),
            Self::TrainersGuide(None) => write!(f, "#/class/guide"),
            Self::TrainersGuide(Some(name)) => write!(f, "#/class/guide/{name}"),
            Self::Join => write!(f, "#/join"),
            Self::ImportExercise => write!(f, "#/class/take"),
            Self::Screen => write!(f, "#/class/screen"),
            Self::Team => write!(f, "#/team"),
            Self::More => write!(f, "#/more"),
            Self::Settings => write!(f, "#/settings"),
            Self::Help(None) => write!(f, "#/help"),
            Self::Help(Some(section)) => write!(f, "#/help/{}", section.id()),
            Self::Learn(None) => write!(f, "#/learn"),
            Self::Learn(Some(name)) => write!(f, "#/learn/{name}"),
            Self::Data => write!(f, "#/data"),
            Self::DataPart(part) => write!(f, "#/data/{}", part.id()),
            Self::NotFound => write!(f, "#/not-found"),
        }
    }
}
