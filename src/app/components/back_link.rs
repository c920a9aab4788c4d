//! The way back to the page that one came from.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::route::Route;

/// A link to the page above, with an arrow.
#[component]
pub fn BackLink(
    /// The page above.
    to: Route,
    /// What it is called.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="link" href=to.to_string()><Icon shape=Shape::Back/>{label}</a> }
}
