//! The reports that were collected, by seller: ordered by name or day, never by figures.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::current::Current;
use crate::{
    app::{
        components::{Choice, ChoiceField},
        state::{use_store, use_text},
    },
    domain::{
        EntryId,
        team::{KeptReport, SellerOrder, Team},
    },
    i18n::Text,
};

const ORDERS: [SellerOrder; 2] = [SellerOrder::Name, SellerOrder::Reported];

/// The list of the sellers.
#[component]
pub fn Sellers(current: Current<Team>) -> impl IntoView {
    let text = use_text();
    let is_anonymous = untrack(|| current.read(|team| team.is_anonymous)).unwrap_or_default();
    let order = RwSignal::new(usize::from(is_anonymous));
    let rows = move || {
        let order = ORDERS.get(order.get()).copied();
        let order = order.unwrap_or(SellerOrder::Reported);
        let rows = current.read(|team| {
            let reports = team.reports_by(order).into_iter();
            reports
                .map(|kept| row(kept, is_anonymous, text))
                .collect::<Vec<_>>()
        });
        rows.unwrap_or_default()
    };
    let orders = [
        Choice::new("name", text.team_order_name()),
        Choice::new("reported", text.team_order_reported()),
    ];
    let order_field = (!is_anonymous).then(|| {
        view! {
            <ChoiceField
                name="seller-order"
                label=text.team_order()
                value=order
                choices=orders.to_vec()
            />
        }
    });
    let of_named = (!is_anonymous).then(|| {
        view! {
            <th scope="col">{text.team_clients()}</th>
            <th scope="col">{text.team_rated_of()}</th>
        }
    });
    view! {
        <section class="card" aria-labelledby="sellers-title">
            <h2 class="card__title" id="sellers-title">{text.team_seller_list()}</h2>
            <p class="quiet">{text.team_seller_list_hint()}</p>
            {order_field}
            <div class="scroll team__scroll" tabindex="0" role="group" aria-label=text.team_seller_list()>
                <table class="table" id="team-sellers">
                    <thead>
                        <tr>
                            <th scope="col">{text.team_sellers()}</th>
                            <th scope="col">{text.team_reported()}</th>
                            <th scope="col">{text.team_edition()}</th>
                            {of_named}
                            <th scope="col">{text.team_remove_report()}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=rows key=Clone::clone let(row)>
                            <SellerRow row current/>
                        </For>
                    </tbody>
                </table>
            </div>
        </section>
    }
}

#[derive(Clone, PartialEq, Eq, Hash)]
struct Row {
    seller: EntryId,
    name: String,
    /// Who it is, in a sentence.
    who: String,
    cells: Vec<String>,
}

fn row(kept: &KeptReport, is_anonymous: bool, text: Text) -> Row {
    let report = &kept.report;
    let name = report.name.as_ref();
    let mut cells = vec![text.full_date(report.date()), report.edition.to_string()];
    if !is_anonymous {
        let clients = report.clients();
        let rated = clients.iter().filter(|it| it.last_rating.is_some());
        cells.extend([clients.len().to_string(), rated.count().to_string()]);
    }
    Row {
        seller: report.seller,
        name: name.map_or_else(
            || text.team_unnamed_seller().to_owned(),
            |name| name.as_str().to_owned(),
        ),
        who: text.team_seller(name),
        cells,
    }
}

#[component]
fn SellerRow(row: Row, current: Current<Team>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let Row {
        seller,
        name,
        who,
        cells,
    } = row;
    let label = text.team_remove_report_of(&who);
    let remove = move |_| {
        let Some(team) = untrack(|| current.get()) else {
            return;
        };
        let words = text.team_report_removed(&who);
        spawn_local(async move {
            if let Err(words) = current.put(team.without(seller), &words).await {
                store.show_toast(&words);
            }
        });
    };
    let cells = cells.into_iter().map(|cell| view! { <td>{cell}</td> });
    view! {
        <tr>
            <th scope="row"><bdi>{name}</bdi></th>
            {cells.collect_view()}
            <td>
                <button class="button button--quiet" type="button" aria-label=label on:click=remove>
                    {text.team_remove_report()}
                </button>
            </td>
        </tr>
    }
}
