//! The pages that lie in WebAssembly files of their own, each fetched when the first of its pages is
//! opened.
//!
//! Invariant: each file begins at one folder of `app`, and `tests/native/tidy.rs` lets no folder use
//! another.
//!
//! Today is in the first file, so that it is there soon; `./dev build` splits them, since Trunk cannot
//! ([trunk#1022](https://github.com/trunk-rs/trunk/issues/1022)). Natively, and if nothing was split, the
//! pages are simply there.
// The split point is a foreign function of the first file.
#![allow(unsafe_code)]
// If the file cannot be fetched, wasm_split returns the error in the place of the page.
#![allow(clippy::unnecessary_wraps)]

use std::{sync::Arc, time::Duration};

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use super::{
    class::class_page,
    client::{ClientPage, fetch_shown_cards},
    components::{ClientSearch, NotFoundPage, OnceFetched},
    data::{DataPage, DataPartPage, lock_screen::LockScreen},
    forms::{
        action::ActionPage, breach::BreachPage, client::ClientFormPage, contact::ContactPage,
        feedback::FeedbackPage, promise::PromisePage, rating::RatingPage, stage::StagePage,
    },
    items::{
        answers::AnswersPage,
        ask::AskPage,
        detailed_rating::DetailedRatingPage,
        invitation::InvitationPage,
        myself::{AssessmentPage, MyselfPage, QuestionnairePage},
    },
    list::{ClientList, SearchDialog, SnoozeDays, TodayRest},
    more::{
        MorePage, help::HelpPage, learn::LearnPage, scorm::ScormPage, settings::SettingsPage,
        tour::TourPage,
    },
    portfolio::portfolio_page,
    team::team_page,
    trainee::{join::JoinPage, practice::PracticePage},
};
use crate::{
    app::state::{NeededRecords, PageClients, ReadError, use_store, use_text},
    domain::{ClientId, Priorities, RecordKind},
    platform::{self, at_once, scorm::is_scorm, split_point},
    route::{Place, Route},
};

/// How long the first page is there before others are fetched.
const BEFORE_PREFETCHING: Duration = Duration::from_millis(500);

/// The styles of all pages but the first, beside `index.html`.
pub const STYLES: &str = "pages.css";

/// The further styles of a trainer's pages.
const CLASS_STYLES: &str = "class.css";

/// Whether a file is here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetched {
    /// Not asked for yet, or on its way.
    NotYet,
    /// Here.
    Here,
    /// It could not be fetched.
    Failed,
}

/// A file of pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum File {
    /// The list of clients, and the search from any page.
    List,
    /// One client's page with its charts.
    Client,
    /// The forms of a client and its records.
    Forms,
    /// Settings, help, what can be learned, and the tour of the examples.
    More,
    /// The items: oneself, requests and answers.
    Items,
    /// Exercises and sessions, as their trainer has them.
    Class,
    /// Working through an exercise: what phones in a class need, and little more.
    Trainee,
    /// The actions on all records.
    Data,
    /// All clients as a chart, as a board, as stages over time and by account; one account.
    Portfolio,
}

impl File {
    const COUNT: usize = Self::Portfolio as usize + 1;
}

/// The files that are here, for the whole app.
#[derive(Clone, Copy)]
pub struct FetchedPages {
    /// By the file's number.
    files: [RwSignal<Fetched>; File::COUNT],
    /// How many pages came after a wait, for their file or their clients.
    awaited: RwSignal<usize>,
}

impl FetchedPages {
    /// None is here.
    pub fn none() -> Self {
        Self {
            files: [(); File::COUNT].map(|()| RwSignal::new(Fetched::NotYet)),
            awaited: RwSignal::new(0),
        }
    }

    /// How many pages came after a wait, for their file or their clients.
    pub fn awaited(self) -> usize {
        self.awaited.get()
    }

    /// Fetches the list and the page of a client before they are opened: most visits open them.
    pub fn prefetch_client(self) {
        spawn_local(async move {
            platform::pause(BEFORE_PREFETCHING).await;
            // A page that is opened fetches its file itself, and tells of a failure.
            for file in [File::List, File::Client] {
                let fetched = self.of(file);
                let is_wanted = || fetched.get_untracked() == Fetched::NotYet;
                if is_wanted() && fetch(file).await && is_wanted() {
                    fetched.set(Fetched::Here);
                }
            }
        });
    }

    const fn of(self, file: File) -> RwSignal<Fetched> {
        self.files[file as usize]
    }
}

/// A page, or the lock in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The page of a route.
    Page(Route),
    /// The list of clients, alone or beside the page of this route.
    ClientList(RwSignal<Route>),
    /// The search for a client, over any page.
    ClientSearch(ClientSearch),
    /// The part of Today below its rows.
    TodayRest(Memo<Arc<Priorities>>),
    /// The days until which a client of Today can be left out.
    SnoozeDays(ClientId),
    /// The lock, while it is on.
    Lock,
}

impl Screen {
    const fn file(self) -> File {
        match self {
            Self::ClientList(_)
            | Self::ClientSearch(_)
            | Self::TodayRest(_)
            | Self::SnoozeDays(_) => File::List,
            Self::Page(Route::Client(_)) => File::Client,
            Self::Lock | Self::Page(Route::Data | Route::DataPart(_)) => File::Data,
            Self::Page(Route::Join | Route::Practice(_)) => File::Trainee,
            Self::Page(route) if matches!(route.place(), Place::Class) => File::Class,
            Self::Page(
                Route::Myself
                | Route::Questionnaire(..)
                | Route::Assessment(_)
                | Route::DetailedRating(_)
                | Route::Record(_, RecordKind::Request, _)
                | Route::Invitation
                | Route::Answers,
            ) => File::Items,
            Self::Page(Route::NewClient | Route::EditClient(_) | Route::Record(..)) => File::Forms,
            Self::Page(Route::Portfolio(_) | Route::Account(_)) => File::Portfolio,
            Self::Page(_) => File::More,
        }
    }
}

/// The records that a screen needs.
const fn needed_by(screen: Screen) -> NeededRecords {
    let Screen::Page(route) = screen else {
        return NeededRecords::None;
    };
    match (route.client(), route) {
        (Some(id), _) => NeededRecords::WithClient(id),
        (None, Route::Data | Route::DataPart(_) | Route::Answers | Route::Settings) => {
            NeededRecords::All
        }
        (None, _) => NeededRecords::AllButClients,
    }
}

/// The content of a page, once its file was fetched and the clients that it needs were read.
#[component]
pub fn SplitPage(screen: Screen) -> impl IntoView {
    let text = use_text();
    let store = use_store();
    let file = screen.file();
    let clients = PageClients::read(store, needed_by(screen));
    let files = expect_context::<FetchedPages>();
    let fetched = files.of(file);
    let begin = move || {
        spawn_local(async move {
            let is_here = fetch(file).await;
            let result = if is_here {
                Fetched::Here
            } else {
                Fetched::Failed
            };
            if fetched.get_untracked() != result {
                fetched.set(result);
            }
        });
    };
    if untrack(|| fetched.get()) == Fetched::NotYet {
        begin();
    }
    let retry = move |_| {
        if fetched.get_untracked() == Fetched::Failed {
            fetched.set(Fetched::NotYet);
            begin();
        }
        clients.read_again(store);
    };
    let is_waiting = StoredValue::new(false);
    let wait = move || {
        is_waiting.set_value(true);
        let words = match clients.left() {
            0 => text.loading().to_owned(),
            left => text.clients_left_to_read(left),
        };
        view! { <p class="page quiet" role="status">{words}</p> }
    };
    move || {
        match (fetched.get(), clients.result()) {
        (Fetched::Failed, _) | (_, Some(Err(ReadError::NotFetched))) => Some(
            view! {
                <div class="page">
                    <p role="alert">{text.page_not_fetched()}</p>
                    <p><button class="button" type="button" on:click=retry>{text.retry()}</button></p>
                </div>
            }
            .into_any(),
        ),
        (Fetched::NotYet, _) | (_, None) => Some(wait.into_any()),
        (_, Some(Err(ReadError::Store(error)))) => {
            Some(view! { <p class="page" role="alert">{text.save_error(&error)}</p> }.into_any())
        }
        (Fetched::Here, Some(Ok(()))) => {
            if is_waiting.get_value() {
                is_waiting.set_value(false);
                // The page that the others stand in, or under, is as it was.
                if matches!(screen, Screen::Page(_) | Screen::ClientList(_) | Screen::Lock) {
                    files.awaited.update(|count| *count += 1);
                }
            }
            match file {
            File::List => at_once(list_pages(screen)),
            File::Client => at_once(client_pages(screen)),
            File::Forms => at_once(forms_pages(screen)),
            File::More => at_once(more_pages(screen)),
            File::Items => at_once(items_pages(screen)),
            File::Data => at_once(data_pages(screen)),
            File::Class => at_once(class_pages(screen)),
            File::Trainee => at_once(trainee_pages(screen)),
            File::Portfolio => at_once(portfolio_pages(screen)),
        }
        .and_then(Result::ok)
        }
    }
    }
}

/// Fetches a file and the styles of its pages; returns whether they are here.
async fn fetch(file: File) -> bool {
    // Fetched after the first paint: its link is there by now, or is added here.
    let styled = platform::add_style(STYLES);
    let of_class = (file == File::Class).then(|| platform::add_style(CLASS_STYLES));
    let fetched = match file {
        File::List => fetch_list().await,
        File::Client => match fetch_client().await {
            Ok(()) => fetch_shown_cards().await,
            failed => failed,
        },
        File::Forms => fetch_forms().await,
        File::More => fetch_more().await,
        File::Items => fetch_items().await,
        File::Data => fetch_data().await,
        File::Class => fetch_class().await,
        File::Trainee => fetch_trainee().await,
        File::Portfolio => fetch_portfolio().await,
    };
    let is_styled = match of_class {
        Some(of_class) => of_class.await.is_ok(),
        None => true,
    };
    fetched.is_ok() && styled.await.is_ok() && is_styled
}

split_point!(list, fetch_list;
    fn list_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::ClientList(route) => view! { <ClientList route/> }.into_any(),
            Screen::ClientSearch(search) => view! { <SearchDialog search/> }.into_any(),
            Screen::TodayRest(priorities) => view! { <TodayRest priorities/> }.into_any(),
            Screen::SnoozeDays(id) => view! { <SnoozeDays id/> }.into_any(),
            _ => ().into_any(),
        })
    }
);

split_point!(client, fetch_client;
    fn client_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Page(Route::Client(id)) => view! { <ClientPage id/> }.into_any(),
            _ => ().into_any(),
        })
    }
);

split_point!(forms, fetch_forms;
    fn forms_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        let Screen::Page(route) = screen else {
            return Ok(().into_any());
        };
        Ok(match route {
            Route::EditClient(id) => view! { <ClientFormPage id/> }.into_any(),
            Route::Record(client, kind, entry) => match kind {
                RecordKind::Rating => view! { <RatingPage client entry/> }.into_any(),
                RecordKind::Contact => view! { <ContactPage client entry/> }.into_any(),
                RecordKind::Breach => view! { <BreachPage client entry/> }.into_any(),
                RecordKind::Promise => view! { <PromisePage client entry/> }.into_any(),
                RecordKind::Feedback => view! { <FeedbackPage client entry/> }.into_any(),
                RecordKind::Action => view! { <ActionPage client entry/> }.into_any(),
                RecordKind::Stage => view! { <StagePage client entry/> }.into_any(),
                RecordKind::Request => ().into_any(),
            },
            _ => view! { <ClientFormPage/> }.into_any(),
        })
    }
);

split_point!(more, fetch_more;
    fn more_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Page(route @ (Route::More | Route::NotFound)) if is_scorm() => {
                view! { <ScormPage is_elsewhere=route == Route::NotFound/> }.into_any()
            }
            Screen::Page(Route::More) => view! { <MorePage/> }.into_any(),
            Screen::Page(Route::Team) => view! { <TeamFile/> }.into_any(),
            Screen::Page(Route::Settings) => view! { <SettingsPage/> }.into_any(),
            Screen::Page(Route::Help(section)) => view! { <HelpPage section/> }.into_any(),
            Screen::Page(Route::Learn(name)) => view! { <LearnPage name/> }.into_any(),
            Screen::Page(Route::Tour(step)) => {
                let client_page = |id| {
                    let screen = Screen::Page(Route::Client(id));
                    view! { <SplitPage screen/> }.into_any()
                };
                view! { <TourPage step client_page/> }.into_any()
            }
            _ => view! { <NotFoundPage/> }.into_any(),
        })
    }
);

split_point!(team, fetch_team;
    fn team_pages() -> Result<AnyView, SplitLoaderError> {
        Ok(team_page())
    }
);

/// A page about teams, once their file is here. It is fetched by the file of More, where Team stands: so the
/// first file knows nothing of it.
#[component]
fn TeamFile() -> impl IntoView {
    let files = expect_context::<FetchedPages>();
    let pages = move || {
        files.awaited.update(|count| *count += 1);
        at_once(team_pages()).and_then(Result::ok)
    };
    view! { <OnceFetched fetch=fetch_team view=pages is_page=true/> }
}

split_point!(items, fetch_items;
    fn items_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        let Screen::Page(route) = screen else {
            return Ok(().into_any());
        };
        Ok(match route {
            Route::Record(client, _, entry) => view! { <AskPage client entry/> }.into_any(),
            Route::DetailedRating(client) => view! { <DetailedRatingPage client/> }.into_any(),
            Route::Questionnaire(form, occasion) => {
                view! { <QuestionnairePage form occasion/> }.into_any()
            }
            Route::Assessment(id) => view! { <AssessmentPage id/> }.into_any(),
            Route::Invitation => view! { <InvitationPage/> }.into_any(),
            Route::Answers => view! { <AnswersPage/> }.into_any(),
            _ => view! { <MyselfPage/> }.into_any(),
        })
    }
);

split_point!(data, fetch_data;
    fn data_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Lock => view! { <LockScreen/> }.into_any(),
            Screen::Page(Route::DataPart(part)) => view! { <DataPartPage part/> }.into_any(),
            _ => view! { <DataPage/> }.into_any(),
        })
    }
);

split_point!(trainee, fetch_trainee;
    fn trainee_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Page(Route::Practice(id)) => view! { <PracticePage id/> }.into_any(),
            _ => view! { <JoinPage/> }.into_any(),
        })
    }
);

split_point!(class, fetch_class;
    fn class_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Page(route) => class_page(route),
            _ => ().into_any(),
        })
    }
);

split_point!(portfolio, fetch_portfolio;
    fn portfolio_pages(screen: Screen) -> Result<AnyView, SplitLoaderError> {
        Ok(match screen {
            Screen::Page(route) => portfolio_page(route),
            _ => ().into_any(),
        })
    }
);
