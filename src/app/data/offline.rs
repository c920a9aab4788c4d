//! Offline use: whether it is ready, how to install the site, and a button to fetch its cached
//! files again; or what the one file of `./dev single` is.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::{
    app::state::{use_store, use_text},
    platform,
    platform::{offline, offline::Offer},
};

/// The section on offline use.
#[component]
pub fn OfflineSection() -> impl IntoView {
    let text = use_text();
    if platform::is_file() {
        return view! {
            <section class="card" id="single-file">
                <h2 class="card__title">{text.single_file()}</h2>
                <p>{text.single_file_storage()}</p>
                <p>{text.single_file_shared()}</p>
                <p>{text.single_file_lacks()}</p>
            </section>
        }
        .into_any();
    }
    let install = match (platform::is_wechat(), offline::is_installed()) {
        (true, _) => view! { <p>{text.wechat_installs_nothing()}</p> }.into_any(),
        (false, true) => view! { <p>{text.runs_installed()}</p> }.into_any(),
        (false, false) => view! { <HowToInstall/> }.into_any(),
    };
    view! {
        <section class="card" id="offline">
            <h2 class="card__title">{text.offline()}</h2>
            <Readiness/>
            {install}
            {offline::is_supported().then(|| view! { <Reset/> })}
        </section>
    }
    .into_any()
}

/// Whether the site works offline.
#[component]
fn Readiness() -> impl IntoView {
    let text = use_text();
    if !offline::is_supported() {
        return view! { <p id="offline-state">{text.offline_unsupported()}</p> }.into_any();
    }
    let is_ready = RwSignal::new(false);
    spawn_local(async move {
        offline::ready().await;
        // The page may be gone by now.
        is_ready.try_set(true);
    });
    let words = move || {
        if is_ready.get() {
            text.offline_ready()
        } else {
            text.offline_preparing()
        }
    };
    view! { <p id="offline-state" role="status">{words}</p> }.into_any()
}

/// The button to fetch the cached files again.
#[component]
fn Reset() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let reset = move |_| {
        spawn_local(async move {
            if let Err(reason) = offline::reset().await {
                store.show_toast(&text.offline_not_reset(&reason));
            }
        });
    };
    let refused = offline::was_refused().then(|| {
        view! { <p class="form__failure" id="not-reset" role="alert">{text.offline_kept()}</p> }
    });
    view! {
        {refused}
        <details class="fold">
            <summary>{text.offline_trouble()}</summary>
            <p>{text.reset_offline_hint()}</p>
            <p class="actions">
                <button class="button" type="button" id="reset-offline" on:click=reset>
                    {text.reset_offline()}
                </button>
            </p>
        </details>
    }
}

/// Installs by a button if the browser offers it, else explains it for each kind of device.
#[component]
fn HowToInstall() -> impl IntoView {
    let text = use_text();
    let is_offered = offline::offered(Offer::Install);
    let how = move || {
        if is_offered.get() {
            view! {
                <p class="actions">
                    <button
                        class="button"
                        type="button"
                        id="install"
                        on:click=|_| Offer::Install.accept()
                    >
                        {text.install()}
                    </button>
                </p>
            }
            .into_any()
        } else {
            view! {
                <p>{text.install_chromium()}</p>
                <p>{text.install_ios()}</p>
                <p>{text.install_storage()}</p>
            }
            .into_any()
        }
    };
    view! {
        <p>{text.install_why()}</p>
        {how}
    }
}
