//! The form of a rating: four sliders, each with the behaviour that its number means.

use leptos::prelude::*;

use super::{
    NotFoundPage,
    record_form::{DateField, RecordForm},
};
use crate::{
    browser,
    components::{Answer, Choice, ChoiceField, Form, ScoreSlider, TextArea, TextField, position},
    content::Anchors,
    domain::{
        CivilDate, ClientId, Dimension, EntryId, Instrument, Name, PerDimension, Rater, Rating,
        Record,
    },
    state::{use_store, use_text},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RaterKind {
    Seller,
    Client,
    Peer,
}

const RATERS: [RaterKind; 3] = [RaterKind::Seller, RaterKind::Client, RaterKind::Peer];

/// Rates a client's trust, or edits a rating.
#[component]
pub fn RatingPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, record)) = RecordForm::open(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let old = match record {
        Some(Record::Rating(rating)) => Some(rating),
        Some(_) => return view! { <NotFoundPage/> }.into_any(),
        None => None,
    };
    let (kind, person) = match old.as_ref().map(|old| &old.rater) {
        Some(Rater::Client(person)) => (RaterKind::Client, person.as_str()),
        Some(Rater::Peer) => (RaterKind::Peer, client.profile.name.as_str()),
        Some(Rater::Seller) | None => (RaterKind::Seller, client.profile.name.as_str()),
    };
    let chosen = RwSignal::new(position(&RATERS, &kind));
    let kind = move || RATERS[chosen.get()];
    let person = RwSignal::new(person.to_owned());
    if let Some(old) = &old {
        form.note.set(old.note.as_str().to_owned());
    }
    let anchors = browser::fetched("content/anchors.json".to_owned(), |file| {
        Anchors::parse(file).map_err(|error| error.to_string())
    });
    let anchors = Signal::derive(move || anchors.get().and_then(Result::ok));
    let rater = move || match kind() {
        RaterKind::Seller => Some(Rater::Seller),
        RaterKind::Client => Name::new(&person.get()).ok().map(Rater::Client),
        RaterKind::Peer => Some(Rater::Peer),
    };
    let earlier = {
        let client = client.clone();
        let entry = form.id;
        Memo::new(move |_| {
            let rater = rater();
            let of_rater = client
                .ratings()
                .iter()
                .filter(|rating| rating.id != entry && Some(&rating.rater) == rater.as_ref());
            of_rater
                .max_by_key(|rating| rating.date)
                .map(|rating| rating.scores)
        })
    };
    let answers = PerDimension::from_fn(|dimension| {
        let start = match (&old, earlier.get_untracked()) {
            (Some(old), _) => Answer::from_score(old.scores[dimension]),
            (None, Some(scores)) => {
                scores[dimension].map_or(Answer::Open, |last| Answer::from_score(Some(last)))
            }
            (None, None) => Answer::Open,
        };
        RwSignal::new(start)
    });
    let sliders = Dimension::ALL.map(|dimension| {
        let last = Signal::derive(move || earlier.get().and_then(|scores| scores[dimension]));
        view! { <ScoreSlider dimension answer=answers[dimension] anchors last state=form.state/> }
    });
    let raters = [
        Choice::new("seller", text.rater_seller()),
        Choice::new("client", text.rater_client()),
        Choice::new("peer", text.rater_peer()),
    ];
    let first_contact = client.first_contact();
    let title = if old.is_some() {
        text.edit_rating()
    } else {
        text.rate()
    };
    let instrument = old
        .as_ref()
        .map_or(Instrument::Sliders1, |old| old.instrument);
    let save = {
        let client = client.clone();
        move |()| {
            let date = form.read_date(&client);
            let note = form.read_note("note", form.note);
            let rater = match untrack(kind) {
                RaterKind::Seller => Some(Rater::Seller),
                RaterKind::Peer => Some(Rater::Peer),
                RaterKind::Client => form
                    .state
                    .take("person", Name::new(&person.get_untracked()), |error| {
                        text.name_error(&error)
                    })
                    .map(Rater::Client),
            };
            let scores = PerDimension::from_fn(|dimension| {
                let answer = answers[dimension].get_untracked().parse();
                form.state.take(dimension.id(), answer, |error| {
                    text.typed_score_error(error).to_owned()
                })
            });
            let [Some(e), Some(c), Some(r), Some(b)] = scores.0 else {
                return;
            };
            let (Some(date), Some(note), Some(rater)) = (date, note, rater) else {
                return;
            };
            let scores = PerDimension([e, c, r, b]);
            if scores.0.iter().all(Option::is_none) {
                form.state.fail(text.nothing_rated().to_owned());
                return;
            }
            form.save(Record::Rating(Rating {
                id: form.id,
                date,
                rater,
                instrument,
                scores,
                note,
            }));
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            <DateField form client/>
            <ChoiceField name="rater" label=text.rater_label() value=chosen choices=raters.to_vec()/>
            {move || (kind() == RaterKind::Client).then(|| view! {
                <TextField name="person" label=text.person_label() value=person state=form.state hint=text.person_hint()/>
            })}
            <p class="form__hint">{text.sliders_hint()}</p>
            {sliders}
            <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.rating_note_hint()/>
            <Preview first_contact date=form.date answers/>
        </Form>
    }
    .into_any()
}

/// What the formula will make of the answers, once they are saved.
#[component]
fn Preview(
    first_contact: CivilDate,
    date: RwSignal<String>,
    answers: PerDimension<RwSignal<Answer>>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let figures = move || {
        let scores = answers.0.map(|answer| answer.get().parse().ok().flatten());
        let total = PerDimension(scores).total()?;
        let days = date
            .get()
            .parse::<CivilDate>()
            .ok()?
            .days_since(first_contact);
        Some((total, days))
    };
    move || {
        let (total, days) = figures()?;
        let unit = store.settings().unit;
        let total_words = text.number(total, 1);
        let (dividend, velocity) = if 0 < days {
            let velocity = text.number(unit.from_per_day(total / days as f64), 1);
            (
                format!("{total_words} ÷ {}", text.days(days)),
                format!("{velocity} {}", text.points_per(unit)),
            )
        } else {
            (
                text.total_points(&total_words),
                text.baseline_to_be().to_owned(),
            )
        };
        Some(view! {
            <output class="card form__preview">
                <span>{format!("{} {dividend}", text.after_saving())}</span>" "
                <strong>{velocity}</strong>
            </output>
        })
    }
}
