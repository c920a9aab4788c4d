//! The days until which a client of Today can be left out.

use leptos::{html, prelude::*};

use crate::{
    app::state::{Store, use_store, use_text},
    domain::{CivilDate, ClientId},
    platform,
};

/// In how many days a snoozed client comes back.
const USUAL_DAYS: [i64; 4] = [1, 7, 14, 30];

/// The days until which a client can be left out.
#[component]
pub fn SnoozeDays(id: ClientId) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let today = store.today();
    let date = NodeRef::<html::Input>::new();
    let words = [
        text.tomorrow(),
        text.in_a_week(),
        text.next_contact_fortnight(),
        text.next_contact_month(),
    ];
    let usual = USUAL_DAYS.into_iter().zip(words).filter_map(|(days, words)| {
        let day = today.plus_days(days)?;
        let words = text.choice_of_day(words, day);
        Some(view! {
            <button class="button" type="button" on:click=move |_| leave_out(store, id, day)>{words}</button>
        })
    });
    let usual = usual.collect_view();
    let until_date = move |_| {
        let input = date.get_untracked();
        let day = input.and_then(|input| input.value().parse::<CivilDate>().ok());
        if let Some(day) = day.filter(|day| untrack(|| store.today()) < *day) {
            leave_out(store, id, day);
        }
    };
    let tomorrow = today.plus_days(1).unwrap_or(today).to_string();
    view! {
        <div class="today__days">
            {usual}
            <label class="today__date">
                {text.snooze_date()}
                <input class="field__input" type="date" node_ref=date min=tomorrow.clone() value=tomorrow/>
            </label>
            <button class="button" type="button" on:click=until_date>{text.snooze()}</button>
        </div>
    }
}

fn leave_out(store: Store, id: ClientId, until: CivilDate) {
    // The row goes.
    platform::focus_in_place("main h1");
    store.snooze(id, Some(until));
}
