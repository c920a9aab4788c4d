//! All clients, seen otherwise than as a list: their levels against their trends, a board of their
//! stages, their stages over time, and their accounts.
//!
//! Invariant: these work from summaries, but for a move and the page of one account, which read some
//! clients, and the stages over time and the order under other windows, which read all, a few at a time.

mod account;
mod all_clients;
mod board;
mod chart;
mod column;
mod left_out;
mod move_dialog;
mod stages;
mod weights;
mod windows;

use leptos::prelude::*;

use crate::{
    app::{
        components::GlossaryLinks,
        state::{use_store, use_text},
    },
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, PortfolioView, Route},
};
use account::{AccountList, AccountPage};
use board::Board;
use chart::LevelAndTrend;
use stages::StagesOverTime;

/// The page of a route.
pub fn portfolio_page(route: Route) -> AnyView {
    match route {
        Route::Portfolio(view) => view! { <PortfolioPage view/> }.into_any(),
        Route::Account(id) => view! { <AccountPage id/> }.into_any(),
        _ => ().into_any(),
    }
}

/// One of the views of all clients, with the links to the others.
#[component]
fn PortfolioPage(view: PortfolioView) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let some = Memo::new(move |_| 0 < store.client_count());
    let others = PortfolioView::ALL.map(|other| {
        let address = Route::Portfolio(other).to_string();
        let current = (other == view).then_some("page");
        view! { <a class="link" href=address aria-current=current>{name(other, text)}</a> }
    });
    let body = move || {
        if some.get() {
            let shown = match view {
                PortfolioView::Chart => view! { <LevelAndTrend/> }.into_any(),
                PortfolioView::Board => view! { <Board/> }.into_any(),
                PortfolioView::Stages => return view! { <StagesOverTime/> }.into_any(),
                PortfolioView::Accounts => return view! { <AccountList/> }.into_any(),
            };
            view! {
                {shown}
                <p class="quiet" id="never-ranked">{text.never_ranked()}</p>
                <ul class="portfolio__help">{sections(view, text).map(|(section, what)| {
                    let words = [text.read_more_in_help(), what].join(text.colon());
                    view! { <li><a href=Route::Help(Some(section)).to_string()>{words}</a></li> }
                }).collect_view()}</ul>
                <GlossaryLinks entries=entries(view)/>
            }
            .into_any()
        } else if store.is_reading() {
            view! { <p class="empty" role="status">{text.loading()}</p> }.into_any()
        } else {
            view! {
                <p class="empty">{text.portfolio_empty()}</p>
                <p>
                    <a class="button button--primary" href=Route::NewClient.to_string()>
                        {text.add_client()}
                    </a>
                </p>
            }
            .into_any()
        }
    };
    view! {
        <div class="page portfolio">
            <header>
                <nav class="portfolio__views" aria-label=text.portfolio_views()>
                    <a class="link" href=Route::Clients.to_string()>{text.as_list()}</a>
                    {others}
                </nav>
                <h1 class="page__title" tabindex="-1">{name(view, text)}</h1>
                <p class="portfolio__date">{move || text.full_date(store.today())}</p>
            </header>
            {body}
        </div>
    }
}

/// The sections of the help about a view, each with what it is about.
const fn sections(view: PortfolioView, text: Text) -> [(HelpSection, &'static str); 2] {
    let own = match view {
        PortfolioView::Chart => (HelpSection::Trend, text.recent_trend()),
        PortfolioView::Board | PortfolioView::Stages | PortfolioView::Accounts => {
            (HelpSection::Stages, text.gate_progress())
        }
    };
    [own, (HelpSection::Trap, text.formula_velocity())]
}

/// The figures of a view, in the glossary.
const fn entries(view: PortfolioView) -> &'static [GlossaryEntry] {
    match view {
        PortfolioView::Chart => &[
            GlossaryEntry::Level,
            GlossaryEntry::RecentTrend,
            GlossaryEntry::Band,
        ],
        PortfolioView::Board => &[GlossaryEntry::Stage, GlossaryEntry::GateProgress],
        PortfolioView::Stages => &[GlossaryEntry::Stage],
        PortfolioView::Accounts => &[GlossaryEntry::Level, GlossaryEntry::RecentTrend],
    }
}

const fn name(view: PortfolioView, text: Text) -> &'static str {
    match view {
        PortfolioView::Chart => text.level_and_trend(),
        PortfolioView::Board => text.stage_board(),
        PortfolioView::Stages => text.stages_over_time(),
        PortfolioView::Accounts => text.by_account(),
    }
}
