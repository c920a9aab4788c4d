//! The dialog of the saved filters: saving what is chosen, renaming and deleting.

use leptos::prelude::*;

use super::super::{actions::ActionForm, filter_controls::FilterControls, need_label, order_label};
use crate::{
    app::{
        components::{FormState, TextField, focus_soon},
        state::{use_store, use_text},
    },
    domain::{EntryId, FilterName, ListFilter, Myself, Name, SavedFilter},
    i18n::Text,
    platform,
};

/// The task of the form.
#[derive(Clone, Debug, PartialEq)]
enum Task {
    /// Saves what is chosen.
    Save(ListFilter),
    /// Renames a filter.
    Rename(SavedFilter),
}

/// A form with a name, and the saved filters, each with what can be done about it.
#[component]
pub fn FilterEditor(controls: FilterControls, open: RwSignal<bool>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let name = RwSignal::new(String::new());
    let task = RwSignal::new(Task::Save(untrack(|| controls.filter())));
    let saved = Memo::new(move |_| store.myself().filters().to_vec());
    let change = move |edit: &dyn Fn(&mut Myself), words: String| {
        if untrack(|| state.is_saving()) {
            return;
        }
        let seen = untrack(|| store.myself());
        let mut mine = Myself::clone(&seen);
        edit(&mut mine);
        state.run(async move {
            let stored = store.put_myself(seen, mine, &words).await;
            stored.map_err(|error| text.save_error(&error))?;
            // Undo lies behind the dialog, which may be closed by now.
            open.try_set(false);
            Ok(())
        });
    };
    let submit = move || {
        let typed = FilterName::new(&name.get_untracked());
        let words = |error| text.filter_name_error(error);
        let Some(typed) = state.accept("filter-name", typed, words) else {
            return;
        };
        let filter = match task.get_untracked() {
            Task::Save(filter) => SavedFilter {
                id: EntryId::new(platform::random_number()),
                name: typed,
                filter,
            },
            Task::Rename(old) => SavedFilter { name: typed, ..old },
        };
        let is_taken = saved.with_untracked(|saved| {
            let mut others = saved.iter().filter(|other| other.id != filter.id);
            others.any(|other| other.name == filter.name)
        });
        if is_taken {
            let taken = Err::<(), ()>(());
            state.accept("filter-name", taken, |()| {
                text.filter_name_taken().to_owned()
            });
            return;
        }
        let words = text.saved_what(&filter.name.as_str());
        change(&|myself| myself.put_filter(filter.clone()), words);
    };
    let form = move || {
        let task = task.get();
        let (label, what) = match &task {
            Task::Save(filter) if *filter == ListFilter::default() => {
                return view! { <p class="quiet">{text.filter_nothing_chosen()}</p> }.into_any();
            }
            Task::Save(_) if SavedFilter::MAX_COUNT <= saved.with(Vec::len) => {
                let words = text.filters_too_many(&SavedFilter::MAX_COUNT);
                return view! { <p class="quiet">{words}</p> }.into_any();
            }
            Task::Save(filter) => (text.filter_save(), filter_words(text, filter)),
            Task::Rename(old) => (text.rename(), filter_words(text, &old.filter)),
        };
        view! {
            <ActionForm id="filter-form" state open save=label submit>
                <p>{what}</p>
                <TextField name="filter-name" label=text.filter_name() value=name state required=true/>
            </ActionForm>
        }
        .into_any()
    };
    let row = move |filter: SavedFilter| {
        let named = filter.name.as_str().to_owned();
        let of_row = filter.clone();
        let rename = move |_| {
            state.clear();
            name.set(of_row.name.as_str().to_owned());
            task.set(Task::Rename(of_row.clone()));
            focus_soon("#filter-name");
        };
        let delete = {
            let words = text.deleted_what(&named);
            let id = filter.id;
            move |_| {
                state.clear();
                change(&|myself| _ = myself.remove_filter(id), words.clone());
            }
        };
        view! {
            <li class="saved-filters__row">
                <span>
                    <strong><bdi>{named.clone()}</bdi></strong>" "
                    <span class="quiet">{filter_words(text, &filter.filter)}</span>
                </span>
                <span class="saved-filters__actions">
                    <button
                        class="button"
                        type="button"
                        aria-label=text.rename_which(&named)
                        on:click=rename
                    >
                        {text.rename()}
                    </button>
                    <button
                        class="button button--danger"
                        type="button"
                        aria-label=text.delete_which(&named)
                        on:click=delete
                    >
                        {text.delete()}
                    </button>
                </span>
            </li>
        }
    };
    let rows = move || {
        let saved = saved.get();
        if saved.is_empty() {
            return view! { <p class="quiet">{text.no_saved_filters()}</p> }.into_any();
        }
        let rows = saved.into_iter().map(row).collect_view();
        view! { <ul class="saved-filters__rows">{rows}</ul> }.into_any()
    };
    view! {
        {form}
        {rows}
    }
}

/// The conditions of a filter, and its order, in words.
fn filter_words(text: Text, filter: &ListFilter) -> String {
    let search = filter.search.as_ref();
    let search = search.map(|words| text.filter_search(&words.as_str()));
    let stage = filter.stage.map(|stage| text.stage_name(stage).to_owned());
    let need = filter.need.map(|need| need_label(need, text).to_owned());
    let tag = filter.tag.as_ref().map(Name::as_str).map(str::to_owned);
    let kind = filter
        .kind
        .map(|kind| text.relationship_kind(kind).to_owned());
    let order = Some(order_label(filter.order, text).to_owned());
    let parts = [search, stage, need, tag, kind, order];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}
