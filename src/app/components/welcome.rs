//! The ways in, if there is no client yet: on the first page and in the list.

use leptos::prelude::*;

use super::ExamplesButton;
use crate::{
    app::state::use_text,
    domain::Dimension,
    route::{Route, TourStep},
};

/// The ways in, if there is no client yet.
#[component]
pub fn Welcome() -> impl IntoView {
    let text = use_text();
    let terms = Dimension::ALL.map(|dimension| {
        let plus = (dimension != Dimension::ALL[0]).then_some(" + ");
        let name = text.dimension_short(dimension);
        view! { {plus}<span data-dimension=dimension.id()>{name}</span> }
    });
    view! {
        <section class="welcome">
            <p class="welcome__formula" aria-hidden="true">
                {text.formula_equals()}
                <span class="welcome__fraction">
                    <span class="welcome__numerator">{terms}</span>
                    <span class="welcome__denominator">{text.formula_denominator()}</span>
                </span>
            </p>
            <p class="welcome__words">{text.welcome()}</p>
            <p class="welcome__ways">
                <a class="button button--primary" href=Route::NewClient.to_string()>{text.add_client()}</a>
                <ExamplesButton/>
                <a class="button" href=Route::Myself.to_string()>{text.rate_myself()}</a>
                <a class="link" href=Route::Tour(TourStep::List).to_string()>{text.tour_examples()}</a>
                <a class="link" href=Route::Help(None).to_string()>{text.what_figures_mean()}</a>
            </p>
            <p class="quiet">{text.privacy_hint()}</p>
        </section>
    }
}
