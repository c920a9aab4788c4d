//! The list of clients: search, filter, sort; and the search for a client from any page.
//!
//! [`row`] is the one place that makes a row's facts; all else reads rows.

mod actions;
mod filter_controls;
mod later;
mod row;
mod rows;
mod saved;
mod search;
mod select;
mod selected;
mod selection_bar;
mod snooze_days;
mod table;
mod template;
mod today_rest;
mod week;

use std::{sync::Arc, time::Duration};

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{ExamplesButton, GlossaryLinks, Icon, PagePlaces, Shape, Welcome},
        state::{use_store, use_text},
    },
    documents::DocumentId,
    domain::{ClientId, ListFilter, Name, Need, Order, Stage},
    i18n::{GlossaryEntry, Text},
    platform,
    route::{Route, TourStep},
};
use filter_controls::FilterControls;
use row::Filter;
use rows::Rows;
use saved::{FilterMenu, SavedFilters};
use select::{KindFilter, Select, TagFilter};
use selection_bar::{SelectButton, Selection, SelectionBar};
use table::Table;

pub use search::SearchDialog;
pub use snooze_days::SnoozeDays;
pub use today_rest::TodayRest;

/// The window in which the list stands beside a client's page, as `style/layout/frame.css` has it.
const WIDE: &str = "(min-width: 1000px)";

/// How long the list waits before it makes ready what a search needs.
const BEFORE_PREPARING: Duration = Duration::from_millis(300);

/// The list, with the client marked whose page stands beside it.
#[component]
pub fn ClientList(route: RwSignal<Route>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let places = expect_context::<PagePlaces>();
    let selection = Selection::new(None);
    let controls = FilterControls::new();
    let is_page =
        Memo::new(move |_| matches!(route.get(), Route::Clients | Route::Tour(TourStep::List)));
    let is_wide = window_is_wide();
    // As long as a page hides the list, all that follows stays as it was.
    let table = Memo::new_with_compare(
        move |before: Option<&Arc<Table>>| {
            if !is_page.get() && !is_wide.get() {
                return before.cloned().unwrap_or_default();
            }
            let before = before.map(Arc::as_ref);
            let cadence = store.settings().assumptions.cadence();
            Arc::new(Table::of(&store.listed(), store.today(), cadence, before))
        },
        |before, now| before.map(Arc::as_ptr) != now.map(Arc::as_ptr),
    );
    Effect::new(move || {
        let table = table.get();
        spawn_local(async move {
            platform::painted().await;
            platform::pause(BEFORE_PREPARING).await;
            table.prepare();
        });
    });
    let tags = Memo::new(move |_| table.with(|table| table.tags()));
    let kinds = Memo::new(move |_| table.with(|table| table.kinds()));
    let sorted = Memo::new(move |_| {
        let order = controls.order.with(|id| Order::from_id(id));
        table.with(|table| table.sorted(order.unwrap_or_default(), text))
    });
    let found = Memo::new(move |_| {
        let ListFilter {
            stage,
            need,
            tag,
            kind,
            ..
        } = controls.filter();
        let tag = tag.map_or_else(String::new, |tag| tag.as_str().to_owned());
        let filter = Filter {
            words: platform::searchable(controls.search.get().trim()),
            stage,
            need,
            // Nobody may have the tag any more, or be of the kind.
            tag: Some(tag)
                .filter(|tag| tags.with(|tags| tags.contains(tag)))
                .unwrap_or_default(),
            kind: kind.filter(|kind| kinds.with(|kinds| kinds.contains(kind))),
        };
        sorted.with(|sorted| table.get().found(sorted, &filter))
    });
    let is_filtered = Memo::new(move |_| controls.is_filtered());
    let current = Memo::new(move |_| route.get().client());
    let count = Memo::new(move |_| table.with(|table| table.rows().len()));
    let some = Memo::new(move |_| 0 < count.get());
    // The client that the list has opened by itself, until another is chosen: till then the list has the
    // first heading, and the focus.
    let opened = RwSignal::new(None);
    Effect::new(move || {
        if current.get() != opened.get_untracked() {
            opened.set(None);
        }
    });
    let leads = Memo::new(move |_| {
        is_page.get() || opened.get().is_some_and(|it| current.get() == Some(it))
    });
    // Asked once, when the rows are there: a window that is made wider later opens nothing.
    Effect::new(move || {
        let first = found.with(|found| found.first().copied());
        let (true, Some(first)) = (is_page.get() && !store.is_reading(), first) else {
            return;
        };
        if places.take_opens_beside() && is_wide.get_untracked() {
            let client = table.with(|table| table.rows()[first].summary.id);
            opened.set(Some(client));
            open_beside(client, route, places);
        }
    });
    let has_examples =
        move || table.with(|table| table.rows().iter().any(|row| row.summary.is_example));
    let tools = move || {
        let [stages, needs, orders] = fixed_choices(text);
        let search = controls.search;
        view! {
            <div class="client-list__tools" role="search">
                <input
                    class="field__input"
                    type="search"
                    id="search"
                    autocomplete="off"
                    maxlength=Name::MAX_CHARS.to_string()
                    aria-label=text.search()
                    placeholder=text.search()
                    prop:value=search
                    on:input=move |event| search.set(event_target_value(&event))
                />
                <Select id="stage-filter" label=text.stage_filter() choices=stages chosen=controls.stage/>
                <Select id="need-filter" label=text.need_filter() choices=needs chosen=controls.need/>
                <TagFilter tags chosen=controls.tag/>
                <KindFilter kinds chosen=controls.kind/>
                <Select id="sort" label=text.sort() choices=orders chosen=controls.order/>
            </div>
            <SavedFilters controls tags kinds/>
            <p class="client-list__found" class:visually-hidden=move || !is_filtered.get()>
                <span role="status">{move || match found.with(Vec::len) {
                    0 => text.nothing_found().to_owned(),
                    count => text.clients_found(count),
                }}</span>
                {move || is_filtered.get().then(|| view! {
                    <button class="button" type="button" id="clear-filters" on:click=move |_| clear(controls)>
                        {text.clear_filters()}
                    </button>
                })}
            </p>
            <SelectionBar selection table found/>
            <Rows table found current is_page selection/>
            {move || has_examples().then(|| view! {
                <p class="client-list__examples"><ExamplesButton/></p>
            })}
            <GlossaryLinks entries=&[GlossaryEntry::Total, GlossaryEntry::RecentTrend, GlossaryEntry::WithinError, GlossaryEntry::Stage, GlossaryEntry::LastContact]/>
        }
    };
    view! {
        <div class="client-list">
            <header class="client-list__head">
                {move || {
                    let title = view! {
                        {text.clients()}" "
                        {move || some.get().then(|| view! { <span class="quiet">{count}</span> })}
                    };
                    // Beside a client's page, that page has the first heading.
                    if leads.get() {
                        view! { <h1 class="page__title" tabindex="-1">{title}</h1> }.into_any()
                    } else {
                        view! { <h2 class="page__title">{title}</h2> }.into_any()
                    }
                }}
                <a class="button" href=Route::NewClient.to_string() id="new-client">
                    <Icon shape=Shape::Plus/>{text.new_client()}
                </a>
            </header>
            {move || some.get().then(|| other_views(text, controls, selection))}
            {move || if some.get() {
                tools().into_any()
            } else if store.is_reading() {
                view! { <p class="empty" role="status">{text.loading()}</p> }.into_any()
            } else {
                view! { <Welcome/> }.into_any()
            }}
        </div>
    }
}

/// Leaves nobody out any more.
fn clear(controls: FilterControls) {
    controls.clear_filters();
    // The button goes.
    platform::focus_in_place("#stage-filter");
}

/// Whether the window has room for the list beside a page, now and after each change of its size.
fn window_is_wide() -> RwSignal<bool> {
    let is_wide = RwSignal::new(platform::matches_media(WIDE));
    let resized = window_event_listener(ev::resize, move |_| {
        is_wide.set(platform::matches_media(WIDE));
    });
    on_cleanup(move || resized.remove());
    is_wide
}

/// The links to the other views of all clients, the saved filters, and the way to select several.
fn other_views(text: Text, controls: FilterControls, selection: Selection) -> impl IntoView {
    // Whoever has begun or joined a team comes by here; for all others it stands under More.
    let store = use_store();
    let has_team = Memo::new(move |_| store.has_document(|id| matches!(id, DocumentId::Team(_))));
    view! {
        <div class="client-list__views">
            <a class="link" href="#/clients/chart">{text.level_and_trend()}</a>
            <a class="link" href="#/clients/board">{text.stage_board()}</a>
            <a class="link" href="#/clients/stages">{text.stages_over_time()}</a>
            <a class="link" href="#/clients/accounts">{text.by_account()}</a>
            {move || has_team.get().then(|| view! { <a class="link" href="#/team">{text.team()}</a> })}
            <FilterMenu controls/>
            <SelectButton selection/>
        </div>
    }
}

/// Opens a client beside the list that was just opened, if the right half of the window would be empty,
/// unless the person is on the way to another page.
fn open_beside(client: ClientId, route: RwSignal<Route>, places: PagePlaces) {
    if Route::from_hash(&platform::hash()) != Route::Clients {
        return;
    }
    let client = Route::Client(client);
    places.go(Route::Clients, client);
    platform::go_instead(client);
    route.set(client);
}

/// The choices of stages, needs and orders.
fn fixed_choices(text: Text) -> [Vec<(String, String)>; 3] {
    let stages = Stage::ALL.map(|stage| (stage.id(), text.stage_name(stage)));
    let stages = choices(&[("", text.all_stages())], &stages);
    let needs = Need::ALL.map(|need| (need.id(), need_label(need, text)));
    let needs = choices(&[("", text.all_clients())], &needs);
    let orders = Order::ALL.map(|order| (order.id(), order_label(order, text)));
    let orders = choices(&[], &orders);
    [stages, needs, orders]
}

/// The ids and words of choices, after the one that chooses nothing, if there is one.
fn choices(none: &[(&str, &str)], choices: &[(&str, &str)]) -> Vec<(String, String)> {
    let all = none.iter().chain(choices);
    all.map(|(id, words)| ((*id).to_owned(), (*words).to_owned()))
        .collect()
}

const fn need_label(need: Need, text: Text) -> &'static str {
    match need {
        Need::Contact => text.contact_overdue(),
        Need::Rating => text.no_ratings(),
    }
}

const fn order_label(order: Order, text: Text) -> &'static str {
    match order {
        Order::LastContact => text.sort_by_last_contact(),
        Order::Overdue => text.sort_by_overdue(),
        Order::Trust => text.sort_by_trust(),
        Order::Trend => text.sort_by_trend(),
        Order::Name => text.sort_by_name(),
    }
}
