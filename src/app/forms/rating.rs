//! The form of a rating: four sliders, each with the behaviour that its number means.

use leptos::prelude::*;

use super::blind::{Blind, BlindOffer};
use crate::{
    app::{
        components::{
            Choice, ChoiceField, DateField, Evidence, EvidenceField, Form, FormState, NotFoundPage,
            RecordForm, RisesAsked, ScoreBar, ScoreSlider, TextArea, TextField, position,
        },
        state::{use_store, use_text},
    },
    content::Anchors,
    domain::{
        CivilDate, ClientId, Dimension, EntryId, Instrument, Measurement, PerDimension, Rater,
        Rating, RelationshipKind, Scores,
        draft::{Answer, Measure, RaterKind, RatingDraft},
    },
    i18n::Text,
    platform,
    route::Route,
};

/// Rates a client's trust, or edits a rating.
#[component]
pub fn RatingPage(client: ClientId, entry: Option<EntryId>) -> impl IntoView {
    let text = use_text();
    let Some((form, client, old)) = RecordForm::open::<Rating>(client, entry) else {
        return view! { <NotFoundPage/> }.into_any();
    };
    let (kind, person) = match old.as_ref().map(|old| &old.rater) {
        Some(Rater::Client(person)) => (RaterKind::Client, person.as_str()),
        Some(Rater::Peer) => (RaterKind::Peer, client.profile.name.as_str()),
        Some(Rater::Seller) | None => (RaterKind::Seller, client.profile.name.as_str()),
    };
    let has_items = client.kind.has_items();
    // Of others than clients there are no answers of their own, but those from when they were clients.
    let offered: &[RaterKind] = if has_items || kind == RaterKind::Client {
        &RaterKind::ALL
    } else {
        &[RaterKind::Seller, RaterKind::Peer]
    };
    let chosen = RwSignal::new(position(offered, &kind));
    let kind = move || offered[chosen.get()];
    let person = RwSignal::new(person.to_owned());
    if let Some(old) = &old {
        form.note.set(old.note.as_str().to_owned());
    }
    let evidence = Evidence::of(old.as_ref());
    let instrument = old
        .as_ref()
        .map_or(Instrument::Sliders1, Rating::instrument);
    let rater = move || person.with(|person| kind().rater(person).ok());
    let was_blind = old.as_ref().is_some_and(|old| old.is_blind);
    let is_new = old.is_none();
    let blind = Blind::of(client.clone(), form.date, move || {
        is_new && kind() == RaterKind::Seller
    });
    let earlier = {
        let client = client.clone();
        let entry = form.id;
        Memo::new(move |_| {
            if was_blind || blind.hides() {
                return None;
            }
            let rater = rater();
            let of_rater = client
                .ratings()
                .iter()
                .filter(|rating| rating.id != entry && Some(&rating.rater) == rater.as_ref());
            of_rater
                .max_by_key(|rating| rating.date)
                .map(Rating::scores)
        })
    };
    // The last scores are ticks on the sliders, and no answer: nothing is rated that was not touched.
    let answers = PerDimension::from_fn(|dimension| {
        let old = old.as_ref();
        RwSignal::new(old.map_or(Answer::Open, |old| {
            Answer::from_score(old.scores()[dimension])
        }))
    });
    // A rating by items keeps its answers: only its date, rater and note are changed here.
    let items = old.as_ref().and_then(|old| match old.measurement {
        Measurement::Items(answers) => Some(answers),
        Measurement::Sliders(_) => None,
    });
    let measure = if let Some(answers) = items {
        view! {
            <p class="form__hint">{text.scores_of_items()}</p>
            <ScoreBar scores=answers.scores()/>
            <p>{text.scores_line(&answers.scores())}</p>
        }
        .into_any()
    } else {
        let by_items = is_new.then(|| Route::DetailedRating(client.id()).to_string());
        let relationship = client.kind;
        view! { <Sliders answers earlier evidence relationship by_items state=form.state/> }
            .into_any()
    };
    let occasion = move || {
        let date = form.date.get().parse();
        let date = date.map_or_else(|_| form.date.get(), |date| text.full_date(date));
        let rater = kind().rater(&person.get());
        let rater = rater.map_or_else(|_| String::new(), |rater| text.rater_name(&rater));
        format!("{date} · {rater}")
    };
    let is_wrong = move || {
        ["date", "person"]
            .iter()
            .any(|field| form.state.error(field).is_some())
    };
    let first_contact = client.first_contact();
    let title = if old.is_some() {
        text.edit_rating()
    } else {
        text.rate()
    };
    let save = {
        let (client, old) = (client.clone(), old.clone());
        move |()| {
            let measure = items.map_or_else(
                || Measure::Sliders(PerDimension(answers.0.map(|it| it.get_untracked()))),
                Measure::Items,
            );
            let draft = RatingDraft {
                date: form.date.get_untracked(),
                kind: untrack(kind),
                person: person.get_untracked(),
                measure,
                is_blind: was_blind || blind.is_chosen(),
                note: form.note.get_untracked(),
                evidence: evidence.cited(),
            };
            let checked = draft.check(form.id, &client, form.today());
            let is_asked = checked
                .as_ref()
                .is_ok_and(|rating| evidence.asks(rating, old.as_ref(), &client));
            if !is_asked {
                form.save_checked(checked, |error| text.rating_error(error));
            }
        }
    };
    view! {
        <Form title state=form.state cancel=form.cancel() save>
            <p class="form__for">{text.client_line(&client.profile)}</p>
            <details class="form__occasion" open=is_wrong>
                <summary>{occasion}</summary>
                <DateField form client=client.clone()/>
                <ChoiceField name="rater" label=text.rater_label() value=chosen choices=raters(text, offered)/>
                {move || (kind() == RaterKind::Client).then(|| view! {
                    <TextField name="person" label=text.person_label() value=person state=form.state hint=text.person_hint()/>
                })}
            </details>
            <BlindOffer blind/>
            {measure}
            {move || (kind() == RaterKind::Seller).then(|| view! {
                <EvidenceField client=client.clone() entry=form.id instrument date=form.date evidence/>
            })}
            <TextArea name="note" label=text.note_label() value=form.note state=form.state hint=text.rating_note_hint()/>
            <div class="form__bar">
                <Preview first_contact date=form.date answers/>
                <button class="button button--primary" type="submit">{text.save()}</button>
            </div>
        </Form>
    }
    .into_any()
}

/// The four sliders, with the last scores as ticks.
#[component]
fn Sliders(
    answers: PerDimension<RwSignal<Answer>>,
    earlier: Memo<Option<Scores>>,
    evidence: Evidence,
    /// The kind of the relationship, which the meanings of the scores follow.
    relationship: RelationshipKind,
    /// The address of the rating item by item.
    by_items: Option<String>,
    state: FormState,
) -> impl IntoView {
    let text = use_text();
    let anchors = platform::fetched(Anchors::address(relationship).to_owned(), |file| {
        Anchors::parse(file).map_err(|error| error.to_string())
    });
    let anchors = Signal::derive(move || anchors.get().and_then(Result::ok));
    let sliders = Dimension::ALL.map(|dimension| {
        let last = Signal::derive(move || earlier.get().and_then(|scores| scores[dimension]));
        let answer = answers[dimension];
        view! { <ScoreSlider dimension answer anchors last state/> }
    });
    let by_items = by_items.map(|route| {
        if !relationship.has_items() {
            return view! { <p class="form__hint" id="sliders-only">{text.sliders_only()}</p> }
                .into_any();
        }
        view! {
            <p><a href=route id="by-items">{text.rate_by_items()}</a></p>
            <p class="form__hint">{text.items_rate_acts()}</p>
        }
        .into_any()
    });
    view! {
        {sliders}
        <RisesAsked evidence/>
        <p class="form__hint">{text.sliders_hint()}</p>
        {by_items}
    }
}

/// The offered kinds of raters, to choose from.
fn raters(text: Text, offered: &[RaterKind]) -> Vec<Choice> {
    let choice = |kind: &RaterKind| {
        let label = match kind {
            RaterKind::Seller => text.rater_seller(),
            RaterKind::Client => text.rater_client(),
            RaterKind::Peer => text.rater_peer(),
        };
        Choice::new(kind.id(), label)
    };
    offered.iter().map(choice).collect()
}

/// The formula velocity that the answers will give, once they are saved.
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
