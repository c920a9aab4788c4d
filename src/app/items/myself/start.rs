//! The beginning of a self-assessment: how many items, and on what occasion.

use leptos::prelude::*;

use crate::{
    app::{
        components::{Choice, ChoiceField},
        state::{use_store, use_text},
    },
    domain::{Form, Occasion},
    route::Route,
};

/// The retrospective pretest is offered on the page of a course, not here.
const OCCASIONS: [Occasion; 3] = [Occasion::Ordinary, Occasion::Pretest, Occasion::Posttest];

/// The choices, and the button to begin.
#[component]
pub fn StartCard() -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let form = RwSignal::new(0_usize);
    let occasion = RwSignal::new(0_usize);
    let forms = vec![
        Choice::new(Form::Full.id(), text.full_form()),
        Choice::new(Form::Short.id(), text.short_form()),
    ];
    let occasions = OCCASIONS.map(|occasion| Choice::new(occasion.id(), text.occasion(occasion)));
    let route = move || {
        let form = Form::ALL[form.get().min(1)];
        Route::Questionnaire(form, OCCASIONS[occasion.get().min(2)]).to_string()
    };
    let is_first = move || store.myself().assessments().is_empty();
    view! {
        <section class="card myself__start" aria-labelledby="start-title">
            <h2 class="myself__heading" id="start-title">{text.start_title()}</h2>
            {move || is_first().then(|| view! { <p>{text.start_hint()}</p> })}
            <ChoiceField name="form" label=text.form_label() value=form choices=forms/>
            <ChoiceField name="occasion" label=text.occasion_label() value=occasion choices=occasions.to_vec()/>
            <p><a class="button button--primary myself__start" id="start" href=route>{text.start()}</a></p>
        </section>
    }
}
