//! The route: the page that is shown, parsed from the location's hash.
//!
//! Hash routes work from any sub-folder of any static host, and from a file.

mod help_section;
mod payload;
mod portfolio_view;
mod tour_step;

use std::fmt;

use payload::unescaped;

pub use help_section::HelpSection;
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

/// A printed form of an exercise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sheet {
    /// The trainer's sheet, with the key.
    Trainer,
    /// The sheet that trainees without phones fill in.
    Paper,
}

impl Sheet {
    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Trainer => "trainer",
            Self::Paper => "paper",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        [Self::Trainer, Self::Paper]
            .into_iter()
            .find(|sheet| sheet.id() == id)
    }
}

/// A part of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SessionPart {
    /// How to join, and who has handed in.
    Join,
    /// Taking what is handed in.
    Collect,
    /// The answers of the class.
    Board,
    /// The figures to take home.
    Report,
}

impl SessionPart {
    /// All, in the order of a lesson.
    pub const ALL: [Self; 4] = [Self::Join, Self::Collect, Self::Board, Self::Report];

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Join => "join",
            Self::Collect => "collect",
            Self::Board => "board",
            Self::Report => "report",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
}

/// A page of actions on all records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DataPart {
    /// Make a backup.
    Backup,
    /// Restore a backup.
    Restore,
    /// Import clients from contacts or a table.
    Import,
    /// See the bin.
    Bin,
    /// Lock the records with a passphrase.
    Lock,
}

impl DataPart {
    /// All, in the order of the page.
    pub const ALL: [Self; 5] = [
        Self::Backup,
        Self::Restore,
        Self::Import,
        Self::Bin,
        Self::Lock,
    ];

    /// The stable name used in routes.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Import => "import",
            Self::Bin => "bin",
            Self::Lock => "lock",
        }
    }

    fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.id() == id)
    }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_route_leads_back() {
        let id = ClientId::new(7);
        let entry = EntryId::new(9);
        for route in [
            Route::Today,
            Route::NewRecord(RecordKind::Contact),
            Route::Clients,
            Route::Portfolio(PortfolioView::Chart),
            Route::Portfolio(PortfolioView::Board),
            Route::Portfolio(PortfolioView::Stages),
            Route::Portfolio(PortfolioView::Accounts),
            Route::Tour(TourStep::List),
            Route::Tour(TourStep::Records),
            Route::NewClient,
            Route::Client(id),
            Route::Account(id),
            Route::EditClient(id),
            Route::Record(id, RecordKind::Rating, None),
            Route::Record(id, RecordKind::Contact, Some(entry)),
            Route::Record(id, RecordKind::Breach, None),
            Route::Record(id, RecordKind::Stage, Some(entry)),
            Route::DetailedRating(id),
            Route::Myself,
            Route::Questionnaire(Form::Short, Occasion::RetrospectivePretest),
            Route::Assessment(entry),
            Route::Invitation,
            Route::Answers,
            Route::Class,
            Route::Exercise(ExerciseId::Drill(7)),
            Route::Practice("one-over-t".parse().unwrap()),
            Route::NewExercise,
            Route::EditExercise(entry),
            Route::NewSession(ExerciseId::Own(entry)),
            Route::Session(entry, SessionPart::Board),
            Route::Sheet(ExerciseId::Own(entry), Sheet::Trainer),
            Route::Sheet("one-over-t".parse().unwrap(), Sheet::Paper),
            Route::TrainersGuide(None),
            Route::TrainersGuide(Some("day-course".parse().unwrap())),
            Route::Join,
            Route::ImportExercise,
            Route::Team,
            Route::More,
            Route::Settings,
            Route::Help(None),
            Route::Help(Some(HelpSection::Trap)),
            Route::Learn(None),
            Route::Learn(Some("four-kinds".parse().unwrap())),
            Route::Data,
            Route::DataPart(DataPart::Restore),
        ] {
            assert_eq!(Route::from_hash(&route.to_string()), route);
            assert_eq!(
                Route::from_hash(&format!("{route}?from=singlemessage")),
                route
            );
        }
    }

    proptest! {
        #[test]
        fn any_hash_is_a_page(hash in "#?(/?[a-z0-9?&=%]{0,17}){0,5}") {
            let route = Route::from_hash(&hash);
            prop_assert_eq!(Route::from_hash(&route.to_string()), route);
        }
    }
}
