//! The items of a form: one at a time on a phone, a list on wider screens.
//!
//! Each response is kept at once as a draft, so a reload, a call or a closed page returns to the
//! same item. No answer is stored before the person has seen which items were skipped.

mod check;
mod filling;
mod item;
mod keys;

use leptos::{ev, prelude::*};
use wasm_bindgen_futures::spawn_local;

use self::{
    check::Check,
    filling::{Filling, Layout},
    item::Item,
    keys::on_key,
};
use super::{FormState, Icon, Shape};
use crate::{
    app::state::{use_store, use_text},
    content::{Items, Perspective},
    domain::{Form, ItemResponses, ItemsVersion, ResponseSheet},
    platform,
};

/// The items of the site's file, once they have been fetched.
pub type FetchedItems = RwSignal<Option<Result<Items, String>>>;

/// Fetches the items of a version.
pub fn fetched_items(version: ItemsVersion) -> FetchedItems {
    platform::fetched(format!("content/{}.json", version.id()), move |file| {
        Items::parse(version, file).map_err(|error| error.to_string())
    })
}

/// Asks a form's items, and passes the responses to `done` when the person saves them. It needs no
/// stored records; the draft ends once `state` has saved (`FormState::run`).
#[component]
pub fn Questionnaire(
    #[prop(default = ItemsVersion::CURRENT)] version: ItemsVersion,
    form: Form,
    /// The respondent's perspective.
    perspective: Perspective,
    /// The page's heading.
    #[prop(into)]
    title: String,
    /// The person rated, if the items do not say so.
    #[prop(default = None, into)]
    subject: Option<String>,
    /// The words before each statement, if not those of the items.
    #[prop(default = None)]
    lead: Option<&'static str>,
    /// The name of the draft.
    #[prop(into)]
    draft: String,
    /// The address of "continue later"; `None` for a respondent without another page here.
    #[prop(optional, into)]
    leave: Option<String>,
    /// The label of the last button; "save" by default.
    #[prop(optional, into)]
    save_label: Option<String>,
    /// The messages of the form; the caller saves with it.
    state: FormState,
    /// Called with the responses; at least one dimension has a score.
    #[prop(into)]
    done: Callback<ItemResponses>,
    /// Content above the last button.
    #[prop(optional, into)]
    extra: ViewFn,
) -> impl IntoView {
    let text = use_text();
    let filling = Filling::new(version, form, perspective, lead, draft);
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
    let tries = RwSignal::new(0_u32);
    let version = Memo::new(move |_| filling.sheet.with(ResponseSheet::version));
    // Only what the draft, if there is one, was begun with.
    let source = Memo::new(move |_| {
        tries.track();
        is_ready.get().then(|| fetched_items(version.get()))
    });
    let items = Memo::new(move |_| source.get()?.get());
    Effect::new(move || {
        if matches!(items.get(), Some(Ok(_))) && filling.is_single() {
            // After the frame has focused the heading of a new page.
            request_animation_frame(move || {
                if let Some(at) = filling.sheet.try_with_untracked(ResponseSheet::at) {
                    filling.focus(at);
                }
            });
        }
    });
    let save_label = save_label.unwrap_or_else(|| text.save().to_owned());
    let body = move || match items.get() {
        None => view! { <p class="quiet" role="status">{text.loading()}</p> }.into_any(),
        Some(Err(reason)) => {
            let retry = move |_| tries.update(|tries| *tries = tries.wrapping_add(1));
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

/// The link back, if there is one, and the link to leave.
#[component]
fn Progress(filling: Filling, leave: Option<String>) -> impl IntoView {
    let text = use_text();
    let count = filling.len();
    let at = Memo::new(move |_| filling.sheet.with(ResponseSheet::at));
    let is_single = Memo::new(move |_| filling.layout.get() == Layout::Single);
    let replied = Memo::new(move |_| filling.sheet.with(ResponseSheet::count));
    let back = move || {
        let can_go_back = is_single.get() && 0 < at.get();
        can_go_back.then(|| {
            view! {
                <button class="link questionnaire__back" type="button" id="previous-item"
                    on:click=move |_| filling.go(filling.sheet.with_untracked(ResponseSheet::at).saturating_sub(1))>
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

/// Says that it was resumed, with a button to start over.
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
    let at = Memo::new(move |_| filling.sheet.with(ResponseSheet::at));
    move || {
        let item = at.get();
        if item == count {
            return check.run();
        }
        let can_go_on = Memo::new(move |_| filling.has_response(item));
        let next = move || {
            (!filling.advances() || can_go_on.get()).then(|| {
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
                    <input type="checkbox" id="advances" prop:checked=move || filling.advances() on:change=toggle/>
                    {text.advances_label()}
                </label>
                {next}
            </footer>
        }
        .into_any()
    }
}

/// All items in a list, and the check below them.
#[component]
fn List(filling: Filling, items: Items, check: ViewFn) -> impl IntoView {
    let text = use_text();
    let lead = filling.lead(&items, text.language());
    let list = (0..filling.len()).map(|item| {
        view! { <li><Item filling items=items.clone() item/></li> }
    });
    view! {
        <p class="quiet questionnaire__keys">{text.keys_hint()}</p>
        <p class="questionnaire__lead" aria-hidden="true">{lead}</p>
        <ol class="questionnaire__list">{list.collect_view()}</ol>
        {check.run()}
    }
}
