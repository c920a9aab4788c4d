//! A form that is being filled in: its shared state, and the commands on it.

use std::time::Duration;

use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::{
        components::Draft,
        state::{Store, use_store},
    },
    content::{Items, Perspective},
    domain::{Form, ItemResponse, ItemsVersion, Language, ResponseSheet},
    platform,
};

/// How long a tapped answer is shown before the next item.
const CONFIRMATION: Duration = Duration::from_millis(180);

/// How long an item is shown before it takes a reply: the second tap of a double tap, or a key that is
/// pressed twice, is no reply to an item that nobody has read.
const UNREAD: Duration = Duration::from_millis(400);

/// The minimal width for a list of the items.
const WIDE: &str = "(min-width: 800px)";

/// The layout of the items on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// One at a time.
    Single,
    /// All in a list.
    List,
}

impl Layout {
    /// The layout that fits the window.
    pub fn of_window() -> Self {
        if platform::matches_media(WIDE) {
            Self::List
        } else {
            Self::Single
        }
    }

    /// The name used in styles.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::List => "list",
        }
    }
}

/// A form that is being filled in: the state that the parts of the page share.
#[derive(Clone, Copy)]
pub struct Filling {
    store: Store,
    version: ItemsVersion,
    /// The respondent's perspective.
    pub perspective: Perspective,
    /// The words before each statement, if not those of the items.
    own_lead: Option<&'static str>,
    /// The responses so far.
    pub sheet: RwSignal<ResponseSheet>,
    /// The layout of the items on the page.
    pub layout: RwSignal<Layout>,
    /// The draft, which is kept until the form is saved.
    pub draft: Draft,
    /// Whether it was resumed from a draft.
    pub is_resumed: RwSignal<bool>,
    /// Whether open items are highlighted.
    pub points_out: RwSignal<bool>,
    /// The single item that has been shown for less than [`UNREAD`].
    unread: RwSignal<Option<usize>>,
}

impl Filling {
    /// An empty form with a draft of this name.
    pub fn new(
        version: ItemsVersion,
        form: Form,
        perspective: Perspective,
        own_lead: Option<&'static str>,
        draft: String,
    ) -> Self {
        Self {
            store: use_store(),
            version,
            perspective,
            own_lead,
            sheet: RwSignal::new(ResponseSheet::new(version, form)),
            layout: RwSignal::new(Layout::of_window()),
            draft: Draft::named(draft),
            is_resumed: RwSignal::new(false),
            points_out: RwSignal::new(false),
            unread: RwSignal::new(None),
        }
    }

    /// The words before each statement.
    pub fn lead(self, items: &Items, language: Language) -> String {
        let lead = self.own_lead;
        lead.unwrap_or_else(|| items.lead(self.perspective, language))
            .to_owned()
    }

    /// Takes no reply to a single item that is shown from now on, for a moment.
    pub fn shows(self, item: usize) {
        self.unread.set(Some(item));
        let is_read = move || {
            // The page may be gone by now, or at another item.
            if self.unread.try_get_untracked() == Some(Some(item)) {
                self.unread.set(None);
            }
        };
        set_timeout(is_read, UNREAD);
    }

    /// Whether an item takes no reply yet.
    pub fn is_unread(self, item: usize) -> bool {
        self.unread.get() == Some(item)
    }

    /// Whether one item at a time is shown now.
    pub fn is_single(self) -> bool {
        self.layout.get_untracked() == Layout::Single
    }

    /// Whether the page advances after an item was answered.
    pub fn advances(self) -> bool {
        self.store.settings().advances
    }

    /// Whether an item has a response.
    pub fn has_response(self, item: usize) -> bool {
        let is_open =
            |sheet: &ResponseSheet| sheet.replies().get(item) == Some(&ItemResponse::Open);
        !self.sheet.with(is_open)
    }

    /// How many items there are.
    pub fn len(self) -> usize {
        self.sheet.with_untracked(|sheet| sheet.form().len())
    }

    /// Sets a response, and keeps it.
    pub fn reply(self, item: usize, reply: ItemResponse) {
        self.sheet.update(|sheet| {
            sheet.set(item, reply);
            if !self.is_single() {
                // In the single-item layout the form continues from this item.
                sheet.go(sheet.first_open().unwrap_or(sheet.form().len()));
            }
        });
        self.is_resumed.set(false);
        self.keep();
    }

    /// Advances from an item that was answered by a tap, if the person wants that; with a delay to
    /// show the answer, if motion is welcome.
    pub fn goes_on_from(self, item: usize) {
        if !self.is_single() || !untrack(|| self.advances()) {
            return;
        }
        let go_on = move || {
            // The page may be gone by now, or at another item.
            if self.sheet.try_with_untracked(ResponseSheet::at) == Some(item) {
                self.go(item + 1);
            }
        };
        if platform::wants_less_motion() {
            go_on();
        } else {
            set_timeout(go_on, CONFIRMATION);
        }
    }

    /// Goes to an item, or past the last one, with the focus, so screen readers read it out.
    pub fn go(self, item: usize) {
        self.sheet.update(|sheet| sheet.go(item));
        self.keep();
        self.focus(item);
    }

    /// Focuses an item, or the content after the last one.
    pub fn focus(self, item: usize) {
        let selector = if item < self.len() {
            format!("#item-{}", item + 1)
        } else {
            "#check-title".to_owned()
        };
        spawn_local(async move {
            // The item is in the page after the effects of this task; a key pressed right after
            // this one should find it focused.
            tick().await;
            platform::focus(&selector);
            if self.layout.try_get_untracked() == Some(Layout::Single) {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
    }

    fn keep(self) {
        let text = self.sheet.with_untracked(ToString::to_string);
        self.draft.keep_text(text);
    }

    /// Restores the draft. One of another version goes on with its own items.
    pub async fn resume(self) {
        let kept = self.draft.text().await;
        let Some(Ok(kept)) = kept.map(|text| text.parse::<ResponseSheet>()) else {
            return;
        };
        let form = self.sheet.try_with_untracked(ResponseSheet::form);
        if Some(kept.form()) == form && 0 < kept.count() {
            self.sheet.try_set(kept);
            self.is_resumed.try_set(true);
        }
    }

    /// Deletes all responses.
    pub fn start_over(self) {
        self.sheet
            .update(|sheet| *sheet = ResponseSheet::new(self.version, sheet.form()));
        self.is_resumed.set(false);
        self.points_out.set(false);
        self.draft.drop_text();
        self.focus(0);
    }
}
