//! An answer to a request, before and after it is accepted.
//!
//! Accepting stores one rating, in one change with the request that it answers. A date that the
//! records cannot hold, before the first contact or after today, becomes today: clocks differ.

use std::sync::Arc;

use leptos::{ev, prelude::*};

use crate::{
    app::{
        components::{AnswerList, FormFailure, FormState, ScoreBar, focus_soon},
        state::{use_store, use_text},
    },
    content::Perspective,
    domain::{
        AnswerStatus, CivilDate, Client, Dimension, EntryId, Measurement, Note, Rating, Record,
        RecordKind, Request, Respondent,
    },
    exchange::link::Response,
    i18n::Text,
    platform,
    route::Route,
};

/// The respondent, the request, the answer, and the button to accept it.
#[component]
pub fn Preview(
    client: Arc<Client>,
    request: Request,
    response: Response,
    is_sealed: bool,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let today = untrack(|| store.today());
    let fits = client.check_date(response.date, today).is_ok();
    let date = if fits { response.date } else { today };
    let perspective = match request.respondent {
        Respondent::Client(_) => Perspective::Client,
        Respondent::Peer => Perspective::Peer,
    };
    let answers = response.answers;
    let scores = answers.scores();
    let came_clear = request.key.is_some() && !is_sealed;
    let acceptance = Acceptance {
        client: Arc::clone(&client),
        request: request.clone(),
        measurement: Measurement::Items(answers),
        date,
    };
    let state = match request.answer_status(&client, &answers) {
        AnswerStatus::Open => view! { <AcceptButton acceptance/> }.into_any(),
        AnswerStatus::Same(rating) => {
            view! { <AlreadyAccepted client=client.id() rating=rating.clone()/> }.into_any()
        }
        AnswerStatus::Other(rating) => {
            view! { <Differs acceptance old=rating.clone()/> }.into_any()
        }
    };
    let given = text.full_date(response.date);
    let moved = (!fits).then(|| {
        view! { <p id="date-moved">{text.answer_date_moved(&given, &text.full_date(today))}</p> }
    });
    view! {
        <section class="card" id="answer-preview">
            <h2 class="section__title" id="answer-title" tabindex="-1">{text.answer_preview()}</h2>
            <dl class="facts">
                <dt>{text.answer_from()}</dt>
                <dd>{text.respondent(&request.respondent)}</dd>
                <dt>{text.answer_about()}</dt>
                <dd>{text.client_line(&client.profile)}</dd>
                <dt>{text.answer_asked_on()}</dt>
                <dd>{text.full_date(request.date)}" · "{text.by_items(request.version, request.form)}</dd>
                <dt>{text.answer_given_on()}</dt>
                <dd>{given}</dd>
            </dl>
            {moved}
            {came_clear.then(|| view! { <p id="came-clear">{text.answer_came_clear()}</p> })}
            <ScoreBar scores/>
            <p id="answer-scores">{text.scores_line(&scores)}{total_words(text, scores.total())}</p>
            <details class="fold">
                <summary>{text.answer_each()}</summary>
                <AnswerList answers perspective/>
            </details>
            {state}
        </section>
    }
}

fn total_words(text: Text, total: Option<f64>) -> String {
    let words = match total {
        Some(total) => text.total_points(&text.number(total, 1)),
        None => text.incomplete_rating().to_owned(),
    };
    format!(" · {words}")
}

/// The answer to be stored.
#[derive(Clone)]
struct Acceptance {
    client: Arc<Client>,
    request: Request,
    measurement: Measurement,
    date: CivilDate,
}

impl Acceptance {
    /// The client with the rating, a new one or replacing an old one, and with the request that
    /// refers to it; the reason in words if the rating is not valid there.
    fn applied(&self, text: Text, old: Option<&Rating>) -> Result<Client, String> {
        let id = old.map_or_else(|| EntryId::new(platform::random_number()), |old| old.id);
        let rating = Rating {
            id,
            date: self.date,
            rater: self.request.respondent.rater(),
            measurement: self.measurement,
            is_blind: false,
            note: old.map_or_else(Note::default, |old| old.note.clone()),
            evidence: old.map_or_else(Vec::new, |old| old.evidence.clone()),
        };
        let request = Request {
            rating: Some(id),
            ..self.request.clone()
        };
        let mut client = Client::clone(&self.client);
        for record in [Record::Rating(rating), Record::Request(request)] {
            client
                .put(record)
                .map_err(|error| text.date_error(&error))?;
        }
        Ok(client)
    }
}

/// A form that accepts the answer; the page then shows its new status.
#[component]
fn AcceptForm(acceptance: Acceptance, old: Option<Rating>, children: Children) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let state = FormState::new();
    let take = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if untrack(|| state.is_saving()) {
            return;
        }
        state.clear();
        let (acceptance, old) = (acceptance.clone(), old.clone());
        state.run(async move {
            let who = text.respondent(&acceptance.request.respondent);
            let mine = acceptance.applied(text, old.as_ref())?;
            let words = text.answer_accepted_what(&who);
            let put = store
                .put_client(Some(acceptance.client), mine, &words)
                .await;
            put.map_err(|error| text.save_error(&error))?;
            focus_soon("#answer-state");
            Ok(())
        });
    };
    view! {
        <form class="form" novalidate on:submit=take>
            <FormFailure state/>
            {children()}
        </form>
    }
}

#[component]
fn AcceptButton(acceptance: Acceptance) -> impl IntoView {
    let text = use_text();
    view! {
        <AcceptForm acceptance old=None>
            <p class="quiet">{text.answer_counts_once()}</p>
            <p>
                <button class="button button--primary" type="submit" id="accept">{text.accept_rating()}</button>
            </p>
        </AcceptForm>
    }
}

#[component]
fn AlreadyAccepted(client: crate::domain::ClientId, rating: Rating) -> impl IntoView {
    let text = use_text();
    let to_rating = Route::Record(client, RecordKind::Rating, Some(rating.id)).to_string();
    view! {
        <p id="answer-state" role="status" tabindex="-1">
            {text.already_accepted_on(&text.full_date(rating.date))}
        </p>
        <p class="actions">
            <a class="button button--primary" id="to-client" href=Route::Client(client).to_string()>
                {text.to_client()}
            </a>
            <a class="button" id="to-rating" href=to_rating>{text.see_rating()}</a>
        </p>
    }
}

/// Both answers side by side, and the choice between them.
#[component]
fn Differs(acceptance: Acceptance, old: Rating) -> impl IntoView {
    let text = use_text();
    let (old_scores, new_scores) = (old.scores(), acceptance.measurement.scores());
    let rows = Dimension::ALL.map(|dimension| {
        view! {
            <tr>
                <th scope="row">{text.dimension_short(dimension)}</th>
                <td>{text.score(old_scores[dimension])}</td>
                <td>{text.score(new_scores[dimension])}</td>
            </tr>
        }
    });
    let keep = Route::Client(acceptance.client.id()).to_string();
    let (old_date, new_date) = (text.full_date(old.date), text.full_date(acceptance.date));
    view! {
        <p id="answer-differs" role="status">{text.answer_differs()}</p>
        <table class="table" id="both-answers">
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">{text.answer_old()}<br/>{old_date}</th>
                    <th scope="col">{text.answer_new()}<br/>{new_date}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
        <AcceptForm acceptance old=Some(old)>
            <p class="actions">
                <button class="button button--primary" type="submit" id="replace">
                    {text.answer_replace()}
                </button>
                <a class="button" id="keep" href=keep>{text.answer_keep()}</a>
            </p>
        </AcceptForm>
    }
}
