//! The field of who recommended a client: one of the clients here, or nobody.

use leptos::{html, prelude::*};
use web_sys::{Event, EventInit};

use crate::{
    app::{
        components::{ClientChoice, Dialog, FormState, focus_soon, recommender},
        state::{use_store, use_text},
    },
    domain::ClientId,
};

/// The choice, while the form is open.
#[derive(Clone, Copy)]
pub struct RecommendedBy {
    /// The id of the chosen one as the form keeps it; empty of nobody.
    typed: RwSignal<String>,
    /// Whether the search is open.
    is_open: RwSignal<bool>,
    input: NodeRef<html::Input>,
}

impl RecommendedBy {
    /// The choice, as it is stored.
    pub fn of(client: Option<ClientId>) -> Self {
        let typed = client.map(|id| id.to_string()).unwrap_or_default();
        Self {
            typed: RwSignal::new(typed),
            is_open: RwSignal::new(false),
            input: NodeRef::new(),
        }
    }

    /// The chosen client.
    pub fn chosen(self) -> Option<ClientId> {
        self.typed.get().parse().ok()
    }

    /// Chooses, as if it were typed: so the form keeps it.
    fn choose(self, client: Option<ClientId>) {
        let Some(input) = self.input.get_untracked() else {
            return;
        };
        input.set_value(&client.map(|id| id.to_string()).unwrap_or_default());
        let options = EventInit::new();
        options.set_bubbles(true);
        if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
            // Dispatching fails only if a listener throws, and ours do not.
            let _ = input.dispatch_event(&event);
        }
        focus_soon("#choose-recommender");
    }
}

/// The field.
#[component]
pub fn RecommendedByField(choice: RecommendedBy, state: FormState) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let name = move || {
        let Some(id) = choice.chosen() else {
            return text.recommended_by_nobody().to_owned();
        };
        recommender(store, text, id).map_or_else(String::new, |(name, _)| name)
    };
    let is_chosen = Memo::new(move |_| choice.chosen().is_some());
    let choose_label = move || {
        if is_chosen.get() {
            text.change_recommender()
        } else {
            text.choose_recommender()
        }
    };
    view! {
        <div class="field" role="group" aria-labelledby="recommended-by-label">
            <p class="field__label" id="recommended-by-label">{text.recommended_by()}</p>
            <input
                type="hidden"
                id="recommended-by"
                node_ref=choice.input
                prop:value=choice.typed
                on:input=move |event| choice.typed.set(event_target_value(&event))
            />
            <p id="recommender" role="status"><bdi>{name}</bdi></p>
            <p>
                <button class="button" type="button" id="choose-recommender" on:click=move |_| choice.is_open.set(true)>
                    {choose_label}
                </button>
                " "
                {move || is_chosen.get().then(|| view! {
                    <button class="button button--quiet" type="button" id="clear-recommender" on:click=move |_| choice.choose(None)>
                        {text.clear_recommender()}
                    </button>
                })}
            </p>
            <p class="field__hint">{text.recommended_by_hint()}</p>
            <p class="field__error" role="alert">{move || state.error("recommended-by")}</p>
        </div>
    }
}

/// The search among the clients. It stands beside the form, since Enter in it saves nothing.
#[component]
pub fn RecommenderDialog(
    choice: RecommendedBy,
    /// The client whom the form is about, who is not offered.
    own: Option<ClientId>,
) -> impl IntoView {
    let text = use_text();
    let item = move |id: ClientId, line: String| {
        let choose = move |_| {
            choice.is_open.set(false);
            choice.choose(Some(id));
        };
        view! {
            <button class="menu__item" type="button" on:click=choose><bdi>{line}</bdi></button>
        }
        .into_any()
    };
    view! {
        <Dialog open=choice.is_open title=text.choose_recommender().to_owned()>
            <ClientChoice
                id="recommender-search"
                list_id="recommenders"
                keeps=move |summary| Some(summary.id) != own
                item
            />
        </Dialog>
    }
}
