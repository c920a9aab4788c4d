//! The seller's estimate beside the client's own answer: both as they were given, never blended.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::{
        components::{DimensionMark, GlossaryLinks, ProfileCard},
        state::{use_store, use_text},
    },
    chart::{ProfileChart, ProfileRole},
    domain::{
        CivilDate, Client, Dimension, Instrument, ItemsVersion, PerDimension, Rater, Rating,
        RecordKind, Scores, sorted,
        velocity::{Gap, MOST_DAYS_APART, gaps},
    },
    i18n::{GlossaryEntry, Text},
    route::{HelpSection, Route},
};

/// The latest answer of each person at the client's, the requests that wait for one, and the way to
/// ask.
#[component]
pub fn GapCard(#[prop(into)] client: Signal<Arc<Client>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let content = move || {
        let (client, today) = (client.get(), store.today());
        let waits = waiting(text, &client);
        let ask = Route::Record(client.id(), RecordKind::Request, None).to_string();
        let answers = latest_answers(&client, today);
        if !answers.is_empty() {
            let parts = answers.into_iter().map(|(rater, answer)| {
                view! { <Answered client=Arc::clone(&client) rater answer/> }
            });
            return view! {
                {parts.collect_view()}
                <p class="quiet">{text.gap_hint()}</p>
                <p><a href=Route::Help(Some(HelpSection::Dimensions)).to_string()>{text.read_more_in_help()}</a></p>
                <GlossaryLinks entries=&[GlossaryEntry::Gap]/>
                {waits}
                {client.kind.has_items().then(|| view! {
                    <p><a class="button" id="ask-again" href=ask>{text.gap_ask_again()}</a></p>
                })}
            }
            .into_any();
        }
        view! {
            <p>{text.gap_invites()}</p>
            {waits}
            <p><a class="button" id="ask-client" href=ask>{text.ask()}</a></p>
        }
        .into_any()
    };
    let both = Memo::new(move |_| both_sides(text, &client.get(), store.today()));
    let profile = move || {
        let (chart, subtitle) = both.get()?;
        let title = text.client_line(&client.get().profile);
        let (chart, subtitle) = (Signal::stored(chart), Signal::stored(subtitle));
        let title = Signal::stored(title);
        Some(view! {
            <ProfileCard
                id="both-sides"
                title=text.gap_profile()
                chart
                caption_title=title
                caption_subtitle=subtitle
            />
        })
    };
    // Nobody but clients is asked; what one was asked or answered as a client stays.
    let is_shown = Memo::new(move |_| {
        client.with(|client| {
            client.kind.has_items()
                || !client.requests().is_empty()
                || !latest_answers(client, store.today()).is_empty()
        })
    });
    let card = move || {
        is_shown.get().then(|| {
            view! {
                <section class="card gap-card" aria-labelledby="gap-title">
                    <h2 class="card__title" id="gap-title" tabindex="-1">{text.gap_title()}</h2>
                    {content}
                </section>
            }
        })
    };
    view! {
        {card}
        {profile}
    }
}

/// The profile of the latest answer over the seller's estimate near it, with both days.
fn both_sides(text: Text, client: &Client, today: CivilDate) -> Option<(ProfileChart, String)> {
    let (rater, answer) = latest_answers(client, today).into_iter().next()?;
    let gap = gaps(client, &rater, today).pop()?;
    if gap.client_date != answer.date {
        return None;
    }
    let chart = ProfileChart::new(text.rater_seller(), gap.seller).beside(
        ProfileRole::Client,
        text.rater_client(),
        gap.client,
    );
    let [own, theirs] = [gap.seller_date, gap.client_date].map(|date| text.full_date(date));
    Some((chart, text.gap_days(&own, &theirs)))
}

/// The requests that nobody has answered yet.
fn waiting(text: Text, client: &Client) -> impl IntoView + use<> {
    let open = client.requests().iter().rev();
    let open = open.filter(|request| request.answer(client).is_none());
    let rows: Vec<_> = open
        .map(|request| {
            let route = Route::Record(client.id(), RecordKind::Request, Some(request.id));
            let who = text.respondent(&request.respondent);
            let words = text.gap_waits(&who, &text.full_date(request.date));
            view! { <li><a class="link" href=route.to_string()>{words}</a></li> }
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul>{rows}</ul> })
}

/// The latest answer of each person, the most recent first; of one date the later entered.
fn latest_answers(client: &Client, today: CivilDate) -> Vec<(Rater, Rating)> {
    let theirs =
        |rating: &&Rating| matches!(rating.rater, Rater::Client(_)) && rating.date <= today;
    let all = client.ratings();
    let raters = all.iter().filter(theirs).map(|rating| &rating.rater);
    let mut raters = sorted(raters.collect(), Ord::cmp);
    raters.dedup();
    let latest = raters.into_iter().filter_map(|rater| {
        let of_rater = all
            .iter()
            .filter(theirs)
            .filter(|rating| &rating.rater == rater);
        let latest = of_rater.max_by_key(|rating| rating.date)?;
        Some((rater.clone(), latest.clone()))
    });
    let mut latest: Vec<_> = latest.collect();
    latest.sort_by_key(|(_, rating)| std::cmp::Reverse(rating.date));
    latest
}

#[component]
fn Answered(client: Arc<Client>, rater: Rater, answer: Rating) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let today = untrack(|| store.today());
    let pairs = gaps(&client, &rater, today);
    let gap = pairs.last().copied();
    let gap = gap.filter(|gap| gap.client_date == answer.date);
    let pairs = (1 < pairs.len()).then(|| view! { <Pairs pairs/> });
    let who = text.rater_name(&rater);
    let Some(gap) = gap else {
        let missing = text.gap_none(&text.full_date(answer.date), &MOST_DAYS_APART);
        // A rating of today would lie near it.
        let can_rate = today.days_since(answer.date) <= MOST_DAYS_APART;
        let rate = Route::Record(client.id(), RecordKind::Rating, None).to_string();
        return view! {
            <Table caption=who own=None theirs=(answer.date, answer.scores()) difference=PerDimension::default()/>
            <p id="gap-missing">{missing}</p>
            {can_rate.then(|| view! {
                <p><a class="button button--primary" id="gap-rate" href=rate>{text.gap_rate_now()}</a></p>
            })}
            {pairs}
        }
        .into_any();
    };
    let instruments = (gap.seller_instrument != gap.client_instrument).then(|| {
        let (own, theirs) = (
            text.way_of(gap.seller_instrument),
            text.way_of(gap.client_instrument),
        );
        view! { <p class="quiet" id="gap-instruments">{text.gap_instruments(&own, &theirs)}</p> }
    });
    let same_items = |it| matches!(it, Instrument::Items(ItemsVersion::V2, _));
    // A sentence always says what the two voices are about.
    let acts = match (
        same_items(gap.seller_instrument),
        same_items(gap.client_instrument),
    ) {
        (true, true) => Some(text.gap_same_acts()),
        (true, false) => None,
        (false, _) => Some(text.gap_other_acts()),
    };
    let acts = acts.map(|words| view! { <p class="quiet" id="gap-acts">{words}</p> });
    let Gap {
        seller_date,
        seller,
        client_date,
        client,
        ..
    } = gap;
    view! {
        <Table
            caption=who
            own=Some((seller_date, seller))
            theirs=(client_date, client)
            difference=gap.difference()
        />
        {acts}
        {instruments}
        {pairs}
    }
    .into_any()
}

/// Each kind of trust over time, the latest pair first: both scores with their days, and the gap.
#[component]
fn Pairs(pairs: Vec<Gap>) -> impl IntoView {
    let text = use_text();
    let count = pairs.len();
    let groups = Dimension::ALL.map(|dimension| {
        let rows = pairs.iter().rev().map(|gap| {
            // How each was taken is told if it differs.
            let is_same = gap.seller_instrument == gap.client_instrument;
            let side = |scores: Scores, date, instrument| {
                let way = (!is_same).then(|| format!(" · {}", text.way_of(instrument)));
                view! {
                    <td>
                        {text.score(scores[dimension])}<br/>
                        <span class="quiet">{text.full_date(date)}{way}</span>
                    </td>
                }
            };
            view! {
                <tr>
                    {side(gap.seller, gap.seller_date, gap.seller_instrument)}
                    {side(gap.client, gap.client_date, gap.client_instrument)}
                    <td>{signed_or_dash(text, gap.difference()[dimension])}</td>
                </tr>
            }
        });
        view! {
            <tbody>
                <tr>
                    <th scope="rowgroup" colspan="3">
                        <DimensionMark dimension/>" "{text.dimension_short(dimension)}
                    </th>
                </tr>
                {rows.collect_view()}
            </tbody>
        }
    });
    view! {
        <details class="fold gap-card__pairs">
            <summary>{text.gap_over_time(count)}</summary>
            <table class="table gap-card__table">
                <thead>
                    <tr>
                        <th scope="col">{text.rater_seller()}</th>
                        <th scope="col">{text.rater_client()}</th>
                        <th scope="col">{text.gap_difference()}</th>
                    </tr>
                </thead>
                {groups}
            </table>
        </details>
    }
}

fn signed_or_dash(text: Text, points: Option<f64>) -> String {
    match points {
        Some(points) => text.signed(points, 1),
        None => text.number_or_dash(None, 1),
    }
}

/// The four kinds of trust, as each side sees them.
#[component]
fn Table(
    caption: String,
    own: Option<(CivilDate, Scores)>,
    theirs: (CivilDate, Scores),
    difference: PerDimension<Option<f64>>,
) -> impl IntoView {
    let text = use_text();
    let rows = Dimension::ALL.map(|dimension| {
        let own = own.and_then(|(_, scores)| scores[dimension]);
        let difference = signed_or_dash(text, difference[dimension]);
        view! {
            <tr>
                <th scope="row">
                    <DimensionMark dimension/>" "{text.dimension_short(dimension)}
                </th>
                <td>{text.score(own)}</td>
                <td>{text.score(theirs.1[dimension])}</td>
                <td>{difference}</td>
            </tr>
        }
    });
    view! {
        <table class="table gap-card__table">
            <caption class="gap-card__who">{caption}</caption>
            <thead>
                <tr>
                    <td></td>
                    <th scope="col">
                        {text.rater_seller()}
                        {own.map(|(date, _)| view! { <br/>{text.full_date(date)} })}
                    </th>
                    <th scope="col">{text.rater_client()}<br/>{text.full_date(theirs.0)}</th>
                    <th scope="col">{text.gap_difference()}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
