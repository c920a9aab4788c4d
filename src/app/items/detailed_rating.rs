//! The detailed rating: sixteen items about one client's behaviour, instead of four sliders.

use std::sync::Arc;

use leptos::prelude::*;

use super::clients_only::ClientsOnly;
use crate::{
    app::{
        components::{
            Evidence, EvidenceField, NotFoundPage, Questionnaire, RecordForm, RisesAsked, TextArea,
        },
        state::use_text,
    },
    content::Perspective,
    domain::{
        ClientId, Form, Instrument, ItemResponses, ItemsVersion, Measurement, Note, Rater, Rating,
        Record,
    },
    route::Route,
};

/// Rates a client's trust by the items.
#[component]
pub fn DetailedRatingPage(client: ClientId) -> impl IntoView {
    let text = use_text();
    let Some((form, found, _)) = RecordForm::open::<Rating>(client, None) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    if !found.kind.has_items() {
        return view! { <ClientsOnly title=text.detailed_rating() client=found/> }.into_any();
    }
    let evidence = Evidence::of(None);
    let rated = Arc::clone(&found);
    let done = move |answers: ItemResponses| {
        let note = Note::new(&form.note.get_untracked());
        let words = |error| text.note_error(&error);
        let Some(note) = form.state.accept("note", note, words) else {
            return;
        };
        let rating = Rating {
            id: form.id,
            date: form.today(),
            rater: Rater::Seller,
            measurement: Measurement::Items(answers),
            is_blind: false,
            note,
            evidence: evidence.cited(),
        };
        if !evidence.asks(&rating, None, &rated) {
            form.save(Record::Rating(rating));
        }
    };
    let cited = Arc::clone(&found);
    let extra = move || {
        let instrument = Instrument::Items(ItemsVersion::CURRENT, Form::Full);
        view! {
            <RisesAsked evidence/>
            <EvidenceField client=Arc::clone(&cited) entry=form.id instrument date=form.date evidence/>
            <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.rating_note_hint()/>
        }
    };
    view! {
        <Questionnaire
            form=Form::Full
            perspective=Perspective::Estimate
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
