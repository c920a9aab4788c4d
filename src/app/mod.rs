//! The app: the store and the texts in context, the frame, and the page of the route.
//!
//! `state`, `components` and `frame` are in the first wasm file. Every other folder is a file of its
//! own: see [`split`].

mod class;
mod client;
pub mod components;
mod data;
mod forms;
mod frame;
mod items;
mod list;
mod live;
mod more;
mod portfolio;
mod split;
pub mod state;
mod team;
mod trainee;

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::{ClientSearch, PagePlaces, SearchPurpose, Slices, has_dialog},
        frame::{Banners, Navigation, Toast, TodayPage},
        split::{FetchedPages, STYLES, Screen, SplitPage},
        state::{AccessState, Appearance, Store, use_store, use_text},
    },
    domain::Theme,
    i18n::Text,
    platform,
    route::{Place, Route},
};

/// How often it is asked whether the records should lock themselves, and which day it is.
const BETWEEN_LOOKS: Duration = Duration::from_secs(5);

/// How long to wait between asking whether the records are there.
const BETWEEN_ASKING: Duration = Duration::from_millis(20);

/// The whole app.
#[component]
pub fn App() -> impl IntoView {
    let store = Store::open();
    provide_context(store);
    let fetched = FetchedPages::none();
    provide_context(fetched);
    let places = PagePlaces::top();
    provide_context(places);
    let search = ClientSearch::closed();
    provide_context(search);
    let route = RwSignal::new(search.ask(Route::from_hash(&platform::hash())));
    let has_moved = StoredValue::new(false);
    let _ = window_event_listener(ev::hashchange, move |_| {
        let left = route.get_untracked();
        search.0.set(None);
        let next = search.ask(Route::from_hash(&platform::hash()));
        platform::leave_focus();
        store.update_today();
        route.set(next);
        store.toasts().expire();
        has_moved.set_value(true);
        places.go(left, next);
        match next {
            Route::Clients if left.place() == Place::Clients => places.list.show_again(),
            Route::Today if left.client().is_some() => places.today.show_again(),
            _ => show_top_of_page(),
        }
    });
    let has_clients = Memo::new(move |_| 0 < store.client_count() && !store.is_reading());
    Effect::new(move || {
        if has_clients.get() {
            fetched.prefetch_client();
        }
    });
    // The first page gone to may come only now.
    Effect::new(move || {
        if 0 < fetched.awaited() && has_moved.get_value() {
            show_top_of_page();
        }
    });
    let _ = window_event_listener(ev::focus, move |_| {
        store.lock_when_idle();
        store.update_today();
    });
    let _ = window_event_listener(ev::visibilitychange, move |_| {
        if !document().hidden() {
            store.lock_when_idle();
            store.refresh();
        }
    });
    // Nobody waits for these: if the browser refuses, the page looks when it is looked at again.
    let look = move || {
        store.lock_when_idle();
        store.update_today();
    };
    let _ = set_interval_with_handle(look, BETWEEN_LOOKS);
    platform::on_tab_message(move |message| store.handle_tab_message(message));
    let _ = window_event_listener(ev::pointerdown, move |_| store.record_activity());
    let _ = window_event_listener(ev::storage, move |event| {
        store.handle_storage_event(event.key());
    });
    let _ = window_event_listener(ev::keydown, move |event| {
        store.record_activity();
        let has = |letter, with_shift| has_combination(&event, letter, with_shift);
        if has("z", false) && !is_in_text() {
            event.prevent_default();
            store.undo();
        }
        if (has("z", true) || has("y", false)) && !is_in_text() {
            event.prevent_default();
            store.redo();
        }
        if event.key() == "Escape" && !has_dialog() {
            close_snooze();
        }
        if has("k", false) && store.access() == AccessState::Open {
            event.prevent_default();
            // Over a dialog it would leave what is typed there.
            if !has_dialog() {
                search.0.set(Some(SearchPurpose::Open));
            }
        }
    });
    let system_theme = system_theme();
    let appearance = move || store.theme().unwrap_or_else(|| system_theme.get());
    provide_context(Appearance(Signal::derive(appearance)));
    let language = Memo::new(move |_| store.language());
    // Until the settings are read, the page is as start.js marked it.
    let is_opening = Memo::new(move |_| store.access() == AccessState::Opening);
    Effect::new(move || {
        if !is_opening.get() {
            mark_document(Text(language.get()), store.theme().map(Theme::id));
        }
    });
    Effect::new(move || {
        if !is_opening.get() {
            let tapped = remove_first_visit();
            if tapped.is_some() {
                has_moved.set_value(true);
            }
            spawn_local(async move {
                platform::painted().await;
                if let Some(button) = tapped {
                    while untrack(|| store.is_reading()) {
                        platform::pause(BETWEEN_ASKING).await;
                    }
                    press(&button);
                }
                // A page that waits for its styles tells if they cannot be fetched.
                platform::add_style(STYLES).await.ok();
            });
        }
    });
    // Texts do not change within a page: another language makes the page anew.
    move || {
        provide_context(Text(language.get()));
        match store.access() {
            AccessState::Opening => ().into_any(),
            AccessState::Open => view! { <Frame route/> }.into_any(),
            AccessState::Locked => view! {
                <main id="main" tabindex="-1"><SplitPage screen=Screen::Lock/></main>
            }
            .into_any(),
        }
    }
}

/// Whether the focus is in what has an undo of its own.
fn is_in_text() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| {
        let text = "textarea, input:not([type=checkbox], [type=radio], [type=range])";
        // A selector of our own is well-formed.
        element.matches(text).unwrap_or(false)
    })
}

/// Closes the days of a snooze in Today, if they are open.
fn close_snooze() {
    let open = ".today__snooze[open]";
    platform::focus_in_place(&format!("{open} summary"));
    if let Ok(Some(details)) = document().query_selector(open) {
        // Removing an attribute is never refused.
        let _ = details.remove_attribute("open");
    }
}

/// A letter with Ctrl or Cmd, and with Shift or without it.
fn has_combination(event: &ev::KeyboardEvent, letter: &str, with_shift: bool) -> bool {
    let is_so = event.shift_key() == with_shift && !event.alt_key();
    (event.ctrl_key() || event.meta_key()) && is_so && event.key().eq_ignore_ascii_case(letter)
}

#[component]
fn Frame(route: RwSignal<Route>) -> impl IntoView {
    let text = use_text();
    let search = expect_context::<ClientSearch>();
    let place = Memo::new(move |_| route.get().place());
    // Whoever answers a request or joins a class keeps no records here: there is nowhere else to go.
    let is_guest =
        Memo::new(move |_| matches!(route.get(), Route::Invitation | Route::Join | Route::Screen));
    let skip = move |_| platform::focus("#main");
    view! {
        <button class="skip-link" type="button" on:click=skip>{text.skip_to_content()}</button>
        <div class="frame" data-guest=move || is_guest.get().then_some("true")>
            {move || (!is_guest.get()).then(|| view! { <Navigation route/> })}
            <div class="frame__page">
                {move || (!is_guest.get()).then(|| view! { <Banners route/> })}
                <main id="main" tabindex="-1">
                    {move || match place.get() {
                        Place::Today => view! { <TodayPage/> }.into_any(),
                        Place::Clients => view! { <ClientsPlace route/> }.into_any(),
                        Place::Myself | Place::Class | Place::More => {
                            let page = move || view! { <SplitPage screen=Screen::Page(route.get())/> };
                            page.into_any()
                        }
                    }}
                </main>
            </div>
        </div>
        <Toast route/>
        {move || (search.0.get().is_some() && !is_guest.get()).then(|| view! {
            <SplitPage screen=Screen::ClientSearch(search)/>
        })}
    }
}

/// The list beside the page on a desktop, one of the two on a phone.
#[component]
fn ClientsPlace(route: RwSignal<Route>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let has_detail = Memo::new(move |_| route.get() != Route::Clients);
    let has_clients = Memo::new(move |_| 0 < store.client_count() || store.is_reading());
    // Beside a page the list is made after it.
    let list = Slices::begin(usize::from(!has_detail.get_untracked()), 1, 1);
    let detail = move || match route.get() {
        Route::Clients => {
            view! { <p class="empty empty--page">{text.choose_client()}</p> }.into_any()
        }
        route => view! { <SplitPage screen=Screen::Page(route)/> }.into_any(),
    };
    view! {
        <div
            class="split"
            data-detail=move || has_detail.get().then_some("true")
            data-empty=move || (!has_clients.get()).then_some("true")
        >
            <div class="split__list">
                {move || (0 < list.made()).then(|| view! { <SplitPage screen=Screen::ClientList(route)/> })}
            </div>
            <div class="split__detail">{detail}</div>
        </div>
    }
}

fn mark_document(text: Text, theme: Option<&str>) {
    let document = document();
    document.set_title(text.app_name());
    let Some(root) = document.document_element() else {
        return;
    };
    // Setting these attributes of the root is never refused.
    let _ = root.set_attribute("lang", text.language().tag());
    let _ = match theme {
        Some(theme) => root.set_attribute("data-theme", theme),
        None => root.remove_attribute("data-theme"),
    };
}

/// The theme that the system asks for, as it changes.
fn system_theme() -> RwSignal<Theme> {
    let theme = RwSignal::new(platform::system_theme());
    let query = window()
        .match_media("(prefers-color-scheme: dark)")
        .ok()
        .flatten();
    if let Some(query) = query {
        let listener = Closure::<dyn FnMut()>::new(move || theme.set(platform::system_theme()));
        query.set_onchange(Some(listener.as_ref().unchecked_ref()));
        // Both live as long as the app.
        StoredValue::new_local((query, listener));
    }
    theme
}

/// Removes what `index.html` showed until now. If something was tapped in it, returns the id of the
/// button, empty for a link.
fn remove_first_visit() -> Option<String> {
    let root = document().document_element()?;
    let tapped = root
        .get_attribute("data-tapped")
        .or_else(|| root.get_attribute("data-waiting"));
    // Selectors and names of our own are well-formed.
    while let Ok(Some(shown)) = root.query_selector("#loading, .first-visit") {
        shown.remove();
    }
    for name in ["data-first-visit", "data-waiting", "data-tapped"] {
        let _ = root.remove_attribute(name);
    }
    tapped
}

fn press(button: &str) {
    let button = document().get_element_by_id(button);
    if let Some(button) = button.and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok()) {
        button.click();
    }
}

/// A new page begins at its top, with the focus on its heading.
fn show_top_of_page() {
    request_animation_frame(|| {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        platform::focus("main h1");
    });
}
