//! The clients as the manager will see them, with the choice of each.

use std::collections::BTreeMap;

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::current::Current;
use crate::{
    app::{
        components::{Choice, ChoiceField, MoreRows, position, stage_words},
        state::{use_store, use_text},
    },
    domain::{
        CivilDate, ClientId, Unit, sorted,
        team::{ClientChoice, Membership, Shared, SharedClient},
    },
    i18n::Text,
};

/// How many clients the table has at first, and is given more at a time.
const BATCH: usize = 50;

/// The general choice, and a row for each client.
#[component]
pub fn ShareTable(current: Current<Membership>, shared: Memo<Vec<Shared>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let offered = untrack(|| current.read(Membership::offered)).unwrap_or_default();
    let usual = untrack(|| current.read(|it| it.usual)).unwrap_or(ClientChoice::Unnamed);
    let chosen = RwSignal::new(position(offered, &usual));
    // Another tab, or undo, may change it.
    Effect::new(move || {
        if let Some(usual) = current.read(|it| it.usual) {
            let at = position(offered, &usual);
            if chosen.get_untracked() != at {
                chosen.set(at);
            }
        }
    });
    Effect::new(move || {
        let choice = offered.get(chosen.get()).copied();
        let stored = untrack(|| current.read(|it| it.usual));
        if let Some(choice) = choice.filter(|choice| stored.is_some_and(|it| it != *choice)) {
            spawn_local(current.edit_or_toast(move |it| it.set_usual(choice)));
        }
    });
    let choices = offered
        .iter()
        .map(|choice| Choice::new(choice.id(), text.team_choice(*choice)));
    let choices: Vec<_> = choices.collect();
    let shown = RwSignal::new(BATCH);
    let all = Memo::new(move |_| shared.with(Vec::len));
    let rest = Memo::new(move |_| all.get().saturating_sub(shown.get()));
    let count = move || {
        let sent = shared.with(|it| it.iter().filter(|one| one.client.is_some()).count());
        text.team_shared_count(&sent, &all.get())
    };
    // By name, for the seller's eyes alone: the report has them in the order of their ids, which tells nothing.
    let ids = Memo::new(move |_| {
        shared.with(|shared| {
            let ids = shared.iter().map(|one| (&one.summary.name, one.summary.id));
            let ids = sorted(ids.collect(), Ord::cmp).into_iter();
            ids.map(|(_, id)| id).collect::<Vec<_>>()
        })
    });
    let first = move || ids.with(|ids| ids.iter().take(shown.get()).copied().collect::<Vec<_>>());
    let rows = Memo::new(move |_| {
        let (unit, today) = (store.settings().unit, store.today());
        shared.with(|shared| {
            let rows = shared.iter();
            let rows = rows.map(|one| (one.summary.id, Row::of(one, unit, today, text)));
            rows.collect::<BTreeMap<_, _>>()
        })
    });
    let is_empty = Memo::new(move |_| all.get() == 0);
    let table = move || {
        if is_empty.get() {
            let words = if store.is_reading() {
                text.loading()
            } else {
                text.team_nobody_to_share()
            };
            return view! { <p class="empty" id="nobody-to-share">{words}</p> }.into_any();
        }
        let head = HEAD.map(|words| view! { <th scope="col">{words(text)}</th> });
        view! {
            <p id="shared-count" role="status">{count}</p>
            <div class="scroll team__scroll" tabindex="0" role="group" aria-label=text.team_list_title()>
                <table class="table team__share" id="shared-clients">
                    <thead><tr>{head}</tr></thead>
                    <tbody>
                        <For each=first key=|id| *id let(id)>
                            <ClientRow id rows current offered/>
                        </For>
                    </tbody>
                </table>
            </div>
            <MoreRows rest more=move || shown.update(|shown| *shown += BATCH)/>
        }
        .into_any()
    };
    view! {
        <section class="card" aria-labelledby="share-title">
            <h2 class="card__title" id="share-title">{text.team_list_title()}</h2>
            <ChoiceField name="usual-choice" label=text.team_usual_choice() value=chosen choices/>
            <p class="quiet">{text.team_list_hint()}</p>
            {table}
        </section>
    }
}

/// The heads of the columns.
const HEAD: [fn(Text) -> &'static str; 12] = [
    |text| text.client_column(),
    |text| text.team_how_shared(),
    |text| text.team_shown_as(),
    |text| text.stage(),
    |text| text.total_column(),
    |text| text.verdict_column(),
    |text| text.team_last_contact(),
    |text| text.team_gate(),
    |text| text.team_breach(),
    |text| text.team_promises_due(),
    |text| text.team_last_rating(),
    |text| text.team_reasons(),
];

/// A row of the table.
#[derive(Clone, Default, PartialEq)]
struct Row {
    name: String,
    choice: &'static str,
    /// Those of what is shared; empty if nothing is.
    cells: Vec<String>,
}

impl Row {
    fn of(shared: &Shared, unit: Unit, today: CivilDate, text: Text) -> Self {
        let cells = shared.client.as_ref();
        Self {
            name: text.summary_line(&shared.summary),
            choice: shared.choice.id(),
            cells: cells.map_or_else(Vec::new, |client| cells_of(client, unit, today, text)),
        }
    }
}

fn cells_of(client: &SharedClient, unit: Unit, today: CivilDate, text: Text) -> Vec<String> {
    let date =
        |date: Option<CivilDate>| date.map_or_else(|| "—".to_owned(), |date| text.full_date(date));
    let called = client.called.as_ref();
    let stage = client.stage.map_or_else(
        || stage_words(None, text).to_owned(),
        |(stage, since)| text.team_since(&text.stage_name(stage), &text.full_date(since)),
    );
    let verdict = text.verdict(client.verdict(today));
    let trend = client.slope.map_or_else(
        || verdict.to_owned(),
        |slope| {
            let error = text.number(unit.from_per_day(slope.high() - slope.per_day), 1);
            let slope = text.signed(unit.from_per_day(slope.per_day), 1);
            format!("{verdict} · {slope} ± {error} {}", text.points_per(unit))
        },
    );
    let gate = client.gate.map_or_else(
        || "—".to_owned(),
        |(passed, of)| text.team_gate_of(&passed, &of),
    );
    vec![
        called.map_or_else(
            || text.team_no_name().to_owned(),
            |it| it.as_str().to_owned(),
        ),
        stage,
        text.number_or_dash(client.level, 1),
        trend,
        date(client.last_contact),
        gate,
        date(client.unrecovered_breach),
        client.promises_due.to_string(),
        date(client.last_rating),
        reasons_of(client, text),
    ]
}

/// The reasons of a client with their points, in one line.
pub fn reasons_of(client: &SharedClient, text: Text) -> String {
    if client.reasons.is_empty() {
        return "—".to_owned();
    }
    let reasons = client
        .reasons
        .iter()
        .map(|reason| text.team_reason_points(&text.team_reason(reason.kind), &reason.points));
    let reasons: Vec<_> = reasons.collect();
    reasons.join(text.list_comma())
}

/// A client; the row stays while what it says changes, so that the focus stays in its choice.
#[component]
fn ClientRow(
    id: ClientId,
    rows: Memo<BTreeMap<ClientId, Row>>,
    current: Current<Membership>,
    offered: &'static [ClientChoice],
) -> impl IntoView {
    let text = use_text();
    let row = Memo::new(move |_| rows.with(|rows| rows.get(&id).cloned()).unwrap_or_default());
    let name = move || row.with(|row| row.name.clone());
    let label = move || text.team_choice_for(&name());
    let choice = move || row.with(|row| row.choice);
    let choose = move |event| {
        let chosen = ClientChoice::from_id(&event_target_value(&event));
        if let Some(chosen) = chosen {
            spawn_local(current.edit_or_toast(move |it| it.choose(id, chosen)));
        }
    };
    let options = offered.iter().map(|it| {
        view! {
            <option value=it.id() prop:selected=move || choice() == it.id()>
                {text.team_choice(*it)}
            </option>
        }
    });
    let cells = move || {
        let cells = row.with(|row| row.cells.clone());
        let empty = HEAD.len() - 2 - cells.len();
        let nothing = (0..empty).map(|_| "—".to_owned());
        let cells = cells.into_iter().chain(nothing);
        cells
            .map(|cell| view! { <td><bdi>{cell}</bdi></td> })
            .collect_view()
    };
    view! {
        <tr data-choice=choice>
            <th scope="row"><bdi>{name}</bdi></th>
            <td>
                <select class="select" aria-label=label on:change=choose>{options.collect_view()}</select>
            </td>
            {cells}
        </tr>
    }
}
