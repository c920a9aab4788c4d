//! The link back to the previous page.

use leptos::prelude::*;

use super::{Icon, Shape};
use crate::route::Route;

/// A link to the parent page, with an arrow.
#[component]
pub fn BackLink(
    /// The parent page.
    to: Route,
    /// The label.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! { <a class="link" href=to.to_string()><Icon shape=Shape::Back/>{label}</a> }
}
