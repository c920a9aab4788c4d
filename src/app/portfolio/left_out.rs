//! The clients that the chart does not draw, in words.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    chart::{LeftOut, PortfolioChart},
    i18n::Text,
    route::Route,
};

/// How many clients are added at a time.
const BATCH: usize = 50;

/// Whom the chart leaves out, by why; nothing if it draws all.
#[component]
pub fn LeftOutClients(chart: Memo<PortfolioChart>) -> impl IntoView {
    let text = use_text();
    let any = Memo::new(move |_| chart.with(|chart| !chart.left_out().is_empty()));
    move || {
        any.get().then(|| {
            view! {
                <section class="card" id="not-drawn" aria-labelledby="not-drawn-title">
                    <h2 class="card__title" id="not-drawn-title">{text.not_drawn()}</h2>
                    {LeftOut::ALL.map(|why| view! { <Group chart why/> })}
                </section>
            }
        })
    }
}

#[component]
fn Group(chart: Memo<PortfolioChart>, why: LeftOut) -> impl IntoView {
    let text = use_text();
    let shown = RwSignal::new(BATCH);
    let group = Memo::new(move |_| {
        chart.with(|chart| {
            let all = chart.left_out().iter().filter(|(_, other)| *other == why);
            all.map(|(summary, _)| (summary.id, text.summary_line(summary)))
                .collect::<Vec<_>>()
        })
    });
    let count = Memo::new(move |_| group.with(Vec::len));
    let links =
        move || group.with(|group| group.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let rest = move || count.get().saturating_sub(shown.get());
    let body = move || {
        view! {
            <ul class="left-out">
                <For each=links key=Clone::clone let((id, name))>
                    <li><a href=Route::Client(id).to_string()>{name}</a></li>
                </For>
            </ul>
            {move || (0 < rest()).then(|| view! {
                <button class="button" type="button" on:click=move |_| shown.update(|shown| *shown += BATCH)>
                    {move || text.show_more_clients(rest())}
                </button>
            })}
        }
    };
    move || {
        (0 < count.get()).then(|| {
            view! {
                <details class="left-out__group">
                    <summary>{move || words(why, count.get(), text)}</summary>
                    {body()}
                </details>
            }
        })
    }
}

fn words(why: LeftOut, count: usize, text: Text) -> String {
    match why {
        LeftOut::Stale => text.not_drawn_stale(count),
        LeftOut::Insufficient => text.not_drawn_insufficient(count),
        LeftOut::Ended => text.not_drawn_ended(count),
    }
}
