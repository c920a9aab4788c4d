//! A view whose code lies in another WebAssembly file.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;
use wasm_split_helpers::SplitLoaderError;

use crate::app::state::use_text;

/// The view, once its file is here; until then that it is loading, or that it could not be fetched, with a
/// way to try again.
#[component]
pub fn OnceFetched<F: Future<Output = Result<(), SplitLoaderError>> + 'static>(
    /// Fetches the file.
    fetch: fn() -> F,
    /// Makes the view; it is called once the file is here.
    view: impl Fn() -> Option<AnyView> + Send + 'static,
    /// Whether the view is a whole page.
    #[prop(optional)]
    is_page: bool,
) -> impl IntoView {
    let text = use_text();
    let fetched = RwSignal::new(None::<bool>);
    let begin = move || {
        fetched.set(None);
        spawn_local(async move {
            let is_here = fetch().await.is_ok();
            // The view may not be wanted any more.
            fetched.try_set(Some(is_here));
        });
    };
    begin();
    move || {
        match fetched.get() {
        None => Some(
            view! { <p class="quiet" class:page=is_page role="status">{text.loading()}</p> }
                .into_any(),
        ),
        Some(true) => view(),
        Some(false) => Some(
            view! {
                <div class:page=is_page>
                    <p role="alert">{text.page_not_fetched()}</p>
                    <p><button class="button" type="button" on:click=move |_| begin()>{text.retry()}</button></p>
                </div>
            }
            .into_any(),
        ),
    }
    }
}
