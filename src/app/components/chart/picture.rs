//! A picture that was made here, and its address for as long as the page shows it.

use leptos::prelude::*;
use web_sys::{Blob, Url};

use crate::{
    app::{components::Dialog, state::use_text},
    platform,
};

/// The address of the latest picture; the page's browser keeps its bytes until the next one.
#[derive(Clone, Copy)]
pub struct PictureAddress(RwSignal<Option<String>>);

impl PictureAddress {
    /// None yet. The address is revoked with the component that asked for the picture.
    pub fn none() -> Self {
        let address = RwSignal::new(None);
        on_cleanup(move || revoke(address.try_get_untracked().flatten()));
        Self(address)
    }

    /// The address, if there is a picture.
    pub fn get(self) -> Option<String> {
        self.0.get()
    }

    /// Takes a picture in the place of the last one; tells whether the browser gave an address.
    pub fn show(self, picture: &Blob) -> bool {
        let Ok(address) = Url::create_object_url_with_blob(picture) else {
            return false;
        };
        let old = self.0.try_update(|kept| kept.replace(address));
        revoke(old.flatten());
        true
    }
}

fn revoke(address: Option<String>) {
    if let Some(address) = address {
        // An address that is not ours to revoke is not there any more.
        let _ = Url::revoke_object_url(&address);
    }
}

/// A picture with its ways out: to save it, or within WeChat to press it long.
#[component]
pub fn PictureDialog(
    open: RwSignal<bool>,
    picture: PictureAddress,
    /// The description of the picture, in words.
    #[prop(into)]
    description: Signal<String>,
    /// The name of its file.
    file_name: String,
) -> impl IntoView {
    let text = use_text();
    view! {
        <Dialog open title=text.picture_title().to_owned()>
            <img class="chart__picture" src=move || picture.get() alt=move || description.get()/>
            {if platform::is_wechat() {
                view! { <p>{text.wechat_picture_hint()}</p> }.into_any()
            } else {
                view! {
                    <p class="quiet">{text.picture_hint()}</p>
                    <p>
                        <a
                            class="button button--primary"
                            href=move || picture.get()
                            download=file_name.clone()
                        >
                            {text.download()}
                        </a>
                    </p>
                }
                    .into_any()
            }}
        </Dialog>
    }
}
