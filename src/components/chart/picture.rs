//! A picture that was made here, and its address for as long as the page shows it.

use leptos::prelude::*;
use web_sys::{Blob, Url};

/// The address of the latest picture; the page's browser keeps its bytes until the next one.
#[derive(Clone, Copy)]
pub(in crate::components) struct PictureAddress(RwSignal<Option<String>>);

impl PictureAddress {
    /// None yet. What is made of it goes with the component that asked for it.
    pub(in crate::components) fn new() -> Self {
        let address = RwSignal::new(None);
        on_cleanup(move || revoke(address.try_get_untracked().flatten()));
        Self(address)
    }

    pub(in crate::components) fn get(self) -> Option<String> {
        self.0.get()
    }

    /// Takes a picture in the place of the last one; tells whether the browser gave an address.
    pub(in crate::components) fn show(self, picture: &Blob) -> bool {
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
