//! The detailed rating: sixteen items about one client's behaviour, instead of four sliders.

use leptos::prelude::*;

use super::clients_only::ClientsOnly;
use crate::{
    app::{
        components::{NotFoundPage, Questionnaire, RecordForm, TextArea},
        state::use_text,
    },
    content::Perspective,
    domain::{ClientId, Form, ItemResponses, Measurement, Note, Rater, Rating, Record},
    route::Route,
};

/// Rates a client's trust by the items.
#[component]
pub fn DetailedRatingPage(client: ClientId) -> impl IntoView {
    let text = use_text();
    let Some((form, found, _)) = RecordForm::open(client, None) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    if !found.kind.has_items() {
        return view! { <ClientsOnly title=text.detailed_rating() client=found/> }.into_any();
    }
    let done = move |answers: ItemResponses| {
        let note = Note::new(&form.note.get_untracked());
        let words = |error| text.note_error(&error);
        let Some(note) = form.state.take("note", note, words) else {
            return;
        };
        form.save(Record::Rating(Rating {
            id: form.id,
            date: form.today(),
            rater: Rater::Seller,
            measurement: Measurement::Items(answers),
            is_blind: false,
            note,
            evidence: Vec::new(),
        }));
    };
    let extra = move || {
        view! { <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.rating_note_hint()/> }
    };
    view! {
        <Questionnaire
            form=Form::Full
            voice=Perspective::Estimate
            title=text.detailed_rating()
            subject=text.client_line(&found.profile)
            draft=Route::DetailedRating(client).to_string()
            leave=form.cancel()
            state=form.state
            done
            extra
        />
    }
    .into_any()
}
