//! The items of a form: one at a time on a phone, a list on wider screens.
//!
//! Each reply is kept at once as a draft, so a reload, a call or a closed page comes back to the
//! same item. Nothing is stored as an answer before the person has seen what was skipped.

mod check;
mod item;

use std::time::Duration;

use leptos::{ev, prelude::*};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

use self::{check::Check, item::Item};
use super::{Draft, FormState, Icon, Shape};
use crate::{
    browser,
    content::{Items, Voice},
    domain::{Agreement, Answers, Form, Reply, Sheet},
    state::{Store, use_store, use_text},
};

/// How long a tapped answer is seen before the next item comes.
const CONFIRMATION: Duration = Duration::from_millis(180);

/// The width from which on the items are a list.
const WIDE: &str = "(min-width: 800px)";

/// The items of the site's file, once they are here.
pub type FetchedItems = RwSignal<Option<Result<Items, String>>>;

/// Fetches the items.
pub fn fetched_items() -> FetchedItems {
    browser::fetched("content/items16-1.json".to_owned(), |file| {
        Items::parse(file).map_err(|error| error.to_string())
    })
}

/// How the items stand on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Layout {
    /// One at a time.
    Single,
    /// All below each other.
    List,
}

impl Layout {
    fn of_window() -> Self {
        if browser::matches_media(WIDE) {
            Self::List
        } else {
            Self::Single
        }
    }

    const fn id(self) -> &'static str {
        match self {
            Self::Single => "single",
            Self::List => "list",
        }
    }
}

/// A form that is being filled in; what the parts of the page share.
#[derive(Clone, Copy)]
struct Filling {
    store: Store,
    voice: Voice,
    sheet: RwSignal<Sheet>,
    layout: RwSignal<Layout>,
    draft: Draft,
    /// Whether it goes on from a draft.
    is_resumed: RwSignal<bool>,
    /// Whether open items are pointed out.
    points_out: RwSignal<bool>,
}

impl Filling {
    fn len(self) -> usize {
        self.sheet.with_untracked(|sheet| sheet.form().len())
    }

    /// Takes a reply, and keeps it.
    fn reply(self, item: usize, reply: Reply) {
        self.sheet.update(|sheet| {
            sheet.set(item, reply);
            if self.layout.get_untracked() == Layout::List {
                // A phone would go on from here.
                sheet.go(sheet.first_open().unwrap_or(sheet.form().len()));
            }
        });
        self.is_resumed.set(false);
        self.keep();
    }

    /// Goes on from an item that has just been answered by a tap, if that is wanted: after the eye
    /// has seen the answer, where motion is welcome.
    fn goes_on_from(self, item: usize) {
        if self.layout.get_untracked() == Layout::List
            || !untrack(|| self.store.settings().advances)
        {
            return;
        }
        let go_on = move || {
            // The page may be gone by now, or at another item.
            if self.sheet.try_with_untracked(Sheet::at) == Some(item) {
                self.go(item + 1);
            }
        };
        if browser::matches_media("(prefers-reduced-motion: reduce)") {
            go_on();
        } else {
            set_timeout(go_on, CONFIRMATION);
        }
    }

    /// Goes to an item, or behind the last one, with the focus: so it is read out.
    fn go(self, item: usize) {
        self.sheet.update(|sheet| sheet.go(item));
        self.keep();
        self.focus(item);
    }

    fn focus(self, item: usize) {
        let selector = if item < self.len() {
            format!("#item-{}", item + 1)
        } else {
            "#check-title".to_owned()
        };
        // It stands in the page after the effects of this turn.
        request_animation_frame(move || {
            browser::focus(&selector);
            if self.layout.try_get_untracked() == Some(Layout::Single) {
                window().scroll_to_with_x_and_y(0.0, 0.0);
            }
        });
    }

    fn keep(self) {
        let text = self.sheet.with_untracked(ToString::to_string);
        self.draft.keep_text(text);
    }

    /// Puts back what was kept.
    async fn resume(self) {
        let kept = self.draft.text().await;
        let Some(Ok(kept)) = kept.map(|text| text.parse::<Sheet>()) else {
            return;
        };
        let form = self.sheet.try_with_untracked(Sheet::form);
        if Some(kept.form()) == form && 0 < kept.count() {
            self.sheet.try_set(kept);
            self.is_resumed.try_set(true);
        }
    }

    fn start_over(self) {
        self.sheet.update(|sheet| *sheet = Sheet::new(sheet.form()));
        self.is_resumed.set(false);
        self.points_out.set(false);
        self.draft.drop_text();
        self.focus(0);
    }
}

/// Asks a form's items, and gives the answers to `done` when the person saves them. It needs no
/// stored records; the draft ends once `state` has saved (`FormState::run`).
#[component]
pub fn Questionnaire(
    form: Form,
    /// Who answers, about whom.
    voice: Voice,
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// Whom it is about, where the items do not say so.
    #[prop(default = None, into)]
    subject: Option<String>,
    /// The name under which the replies are kept until they are saved.
    #[prop(into)]
    draft: String,
    /// Where "continue later" leads; nowhere for one who has no other page here.
    #[prop(optional, into)]
    leave: Option<String>,
    /// What the last button is called; "save" if nothing else.
    #[prop(optional, into)]
    save_label: Option<String>,
    /// What the form has to say; the caller saves with it.
    state: FormState,
    /// Takes the answers: one of them at least.
    #[prop(into)]
    done: Callback<Answers>,
    /// What stands above the last button.
    #[prop(optional, into)]
    extra: ViewFn,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let filling = Filling {
        store,
        voice,
        sheet: RwSignal::new(Sheet::new(form)),
        layout: RwSignal::new(Layout::of_window()),
        draft: Draft::named(draft),
        is_resumed: RwSignal::new(false),
        points_out: RwSignal::new(false),
    };
    let resized = window_event_listener(ev::resize, move |_| {
        let layout = Layout::of_window();
        if filling.layout.get_untracked() != layout {
            filling.layout.set(layout);
        }
    });
    on_cleanup(move || resized.remove());
    state.set_draft(filling.draft);
    let is_ready = RwSignal::new(false);
    spawn_local(async move {
        filling.resume().await;
        is_ready.try_set(true);
    });
    let source = RwSignal::new(fetched_items());
    let items = Memo::new(move |_| is_ready.get().then(|| source.get().get()).flatten());
    Effect::new(move || {
        let is_single = filling.layout.get_untracked() == Layout::Single;
        if matches!(items.get(), Some(Ok(_))) && is_single {
            filling.focus(filling.sheet.with_untracked(Sheet::at));
        }
    });
    let save_label = save_label.unwrap_or_else(|| text.save().to_owned());
    let body = move || match items.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => {
            let retry = move |_| source.set(fetched_items());
            view! {
                <p role="alert">{text.not_fetched(&reason)}</p>
                <p><button class="button" type="button" on:click=retry>{text.retry()}</button></p>
            }
            .into_any()
        }
        Some(Ok(items)) => {
            let (extra, save_label) = (extra.clone(), save_label.clone());
            let check = {
                let items = items.clone();
                ViewFn::from(move || {
                    view! {
                        <Check
                            filling
                            items=items.clone()
                            state
                            done
                            save_label=save_label.clone()
                            extra=extra.clone()
                        />
                    }
                })
            };
            let layout = move || match filling.layout.get() {
                Layout::Single => {
                    view! { <Single filling items=items.clone() check=check.clone()/> }.into_any()
                }
                Layout::List => {
                    view! { <List filling items=items.clone() check=check.clone()/> }.into_any()
                }
            };
            layout.into_any()
        }
    };
    view! {
        <section
            class="page questionnaire"
            tabindex="-1"
            aria-labelledby="questionnaire-title"
            data-layout=move || filling.layout.get().id()
            on:keydown=move |event| on_key(filling, &event)
        >
            <header class="questionnaire__head">
                <Progress filling leave/>
            </header>
            <div class="questionnaire__titles">
                <h1 class="questionnaire__title" id="questionnaire-title" tabindex="-1">{title}</h1>
                {subject.map(|subject| view! { <p class="questionnaire__subject"><bdi>{subject}</bdi></p> })}
                <Resumed filling/>
            </div>
            {body}
        </section>
    }
}

/// The way back, where one is, and the way out.
#[component]
fn Progress(filling: Filling, leave: Option<String>) -> impl IntoView {
    let text = use_text();
    let count = filling.len();
    let at = Memo::new(move |_| filling.sheet.with(Sheet::at));
    let is_single = Memo::new(move |_| filling.layout.get() == Layout::Single);
    let replied = Memo::new(move |_| filling.sheet.with(Sheet::count));
    let back = move || {
        let can_go_back = is_single.get() && 0 < at.get();
        can_go_back.then(|| {
            view! {
                <button class="link questionnaire__back" type="button" id="previous-item"
                    on:click=move |_| filling.go(filling.sheet.with_untracked(Sheet::at).saturating_sub(1))>
                    <Icon shape=Shape::Back/>{text.previous_item()}
                </button>
            }
        })
    };
    let place = move || {
        if !is_single.get() {
            text.replied_of(&replied.get(), &count)
        } else if at.get() < count {
            format!("{} / {count}", at.get() + 1)
        } else {
            String::new()
        }
    };
    view! {
        <span class="questionnaire__side">{back}</span>
        <span class="questionnaire__count" id="item-count">{place}</span>
        <span class="questionnaire__side">
            {leave.map(|leave| view! {
                <a class="link questionnaire__later" id="later" href=leave>{text.continue_later()}</a>
            })}
        </span>
        <progress
            class="questionnaire__progress"
            max=count.to_string()
            prop:value=move || replied.get().to_string()
            aria-label=move || text.replied_of(&replied.get(), &count)
        ></progress>
    }
}

/// That it goes on from where it was left, with the way to begin anew.
#[component]
fn Resumed(filling: Filling) -> impl IntoView {
    let text = use_text();
    move || {
        filling.is_resumed.get().then(|| {
            view! {
                <p class="questionnaire__resumed" role="status">
                    {text.resumed_here()}" "
                    <button
                        class="button button--quiet"
                        type="button"
                        id="start-over"
                        on:click=move |_| filling.start_over()
                    >
                        {text.start_over()}
                    </button>
                </p>
            }
        })
    }
}

/// One item at a time, then the check.
#[component]
fn Single(filling: Filling, items: Items, check: ViewFn) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let count = filling.len();
    let at = Memo::new(move |_| filling.sheet.with(Sheet::at));
    move || {
        let item = at.get();
        if item == count {
            return check.run();
        }
        let can_go_on = Memo::new(move |_| {
            filling
                .sheet
                .with(|sheet| sheet.replies().get(item) != Some(&Reply::Open))
        });
        let advances = move || store.settings().advances;
        let next = move || {
            (!advances() || can_go_on.get()).then(|| {
                view! {
                    <button
                        class="button button--primary"
                        type="button"
                        id="next-item"
                        disabled=move || !can_go_on.get()
                        on:click=move |_| filling.go(item + 1)
                    >
                        {text.next_item()}
                    </button>
                }
            })
        };
        let toggle = move |event| {
            let advances = event_target_checked(&event);
            store.update_settings(|settings| settings.advances = advances);
        };
        view! {
            <Item filling items=items.clone() item/>
            <footer class="questionnaire__foot">
                <label class="check">
                    <input type="checkbox" id="advances" prop:checked=advances on:change=toggle/>
                    {text.advances_label()}
                </label>
                {next}
            </footer>
        }
        .into_any()
    }
}

/// All items below each other, and the check below them.
#[component]
fn List(filling: Filling, items: Items, check: ViewFn) -> impl IntoView {
    let text = use_text();
    let lead = items.lead(filling.voice, text.language()).to_owned();
    let list = (0..filling.len()).map(|item| {
        view! { <li><Item filling items=items.clone() item/></li> }
    });
    view! {
        <p class="quiet">{text.keys_hint()}</p>
        <p class="questionnaire__lead" aria-hidden="true">{lead}</p>
        <ol class="questionnaire__list">{list.collect_view()}</ol>
        {check.run()}
    }
}

/// Keys work while the focus is on an item, so that none is pressed by mistake.
fn on_key(filling: Filling, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.alt_key() || event.meta_key() || event.is_composing() {
        return;
    }
    let is_single = filling.layout.get_untracked() == Layout::Single;
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let Some(target) = target else { return };
    // Selectors of our own are well-formed.
    let within = |selector: &str| target.closest(selector).ok().flatten();
    if within("textarea, select, input:not([type=radio]), dialog").is_some() {
        return;
    }
    let (at, count) = filling
        .sheet
        .with_untracked(|sheet| (sheet.at(), sheet.form().len()));
    let item = if is_single {
        (at < count).then_some(at)
    } else {
        within(".item").and_then(|item| {
            item.id()
                .strip_prefix("item-")?
                .parse::<usize>()
                .ok()?
                .checked_sub(1)
        })
    };
    let key = event.key();
    let reply = match key.as_str() {
        "0" | "-" => Some(Reply::CannotSay),
        digit => digit
            .parse()
            .ok()
            .and_then(Agreement::new)
            .map(Reply::Agreed),
    };
    if let (Some(item), Some(reply)) = (item, reply) {
        event.prevent_default();
        filling.reply(item, reply);
        if !is_single {
            filling.focus(item + 1);
        } else if untrack(|| filling.store.settings().advances) {
            filling.go(item + 1);
        }
        return;
    }
    if !is_single {
        return;
    }
    let can_go_on = item.is_some_and(|item| {
        filling
            .sheet
            .with_untracked(|sheet| sheet.replies().get(item) != Some(&Reply::Open))
    });
    match key.as_str() {
        "ArrowLeft" => {
            event.prevent_default();
            if 0 < at {
                filling.go(at - 1);
            }
        }
        "ArrowRight" => {
            event.prevent_default();
            if can_go_on {
                filling.go(at + 1);
            }
        }
        "Enter" if can_go_on && within("button, a").is_none() => {
            event.prevent_default();
            filling.go(at + 1);
        }
        _ => {}
    }
}
