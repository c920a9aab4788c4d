//! The levels of an account: the weakest link, and of each dimension the mean beside its spread and
//! whose is lowest.

use leptos::prelude::*;

use super::Page;
use crate::domain::{AccountFigures, BuyingRole, Dimension, LevelSpread, WeakestLink};

/// The card of the figures.
#[component]
pub fn Levels(page: Page) -> impl IntoView {
    let Page { store, text, .. } = page;
    let figures = Memo::new(move |_| {
        let assumptions = store.settings().assumptions;
        page.people
            .with(|people| AccountFigures::of(people, &assumptions))
    });
    let weakest = move || {
        figures.with(|figures| {
            if figures.weakest.is_empty() {
                return view! { <p id="weakest-link">{text.nobody_rated()}</p> }.into_any();
            }
            let links = figures.weakest.iter().map(|link| weakest_words(page, link));
            let links = links.map(|words| view! { <li>{words}</li> }).collect_view();
            let as_weak = (!figures.as_weak.is_empty()).then(|| {
                let points = text.number(
                    AccountFigures::difference_by_error(&store.settings().assumptions),
                    1,
                );
                let names = page.names_of(&figures.as_weak);
                view! { <p class="quiet" id="as-weak">{text.as_weak(&names, &points)}</p> }
            });
            view! {
                <h3 class="card__title" id="weakest-title">{text.weakest_link()}</h3>
                <ul id="weakest-link" aria-labelledby="weakest-title">{links}</ul>
                {as_weak}
                <p class="quiet">{text.weakest_hint()}</p>
            }
            .into_any()
        })
    };
    let table = move || {
        figures.with(|figures| {
            let rows = figures.levels.iter();
            let rows = rows.map(|(dimension, level)| level_row(page, dimension, level.as_ref()));
            let rows = rows.collect_view();
            (!figures.weakest.is_empty()).then(|| {
                view! {
                    <div class="scroll" tabindex="0" role="group" aria-label=text.account_levels()>
                        <table class="table table--stacked" id="account-levels">
                            <thead>
                                <tr>
                                    <th scope="col">{text.level_dimension()}</th>
                                    <th scope="col">{text.level_mean()}</th>
                                    <th scope="col">{text.level_spread()}</th>
                                    <th scope="col">{text.lowest_person()}</th>
                                    <th scope="col">{text.people_rated()}</th>
                                </tr>
                            </thead>
                            <tbody>{rows}</tbody>
                        </table>
                    </div>
                    <p class="quiet">{text.levels_hint()}</p>
                }
            })
        })
    };
    let left_out = move || {
        figures.with(|figures| {
            let unrated = (!figures.unrated.is_empty() && !figures.weakest.is_empty()).then(|| {
                let names = page.names_of(&figures.unrated);
                view! { <p id="not-rated-yet">{text.not_rated_yet(&names)}</p> }
            });
            let ended = (!figures.ended.is_empty()).then(|| {
                let names = page.names_of(&figures.ended);
                view! { <p id="ended-people">{text.ended_not_counted(&names)}</p> }
            });
            view! { {unrated}{ended} }
        })
    };
    view! {
        <section class="card" aria-labelledby="levels-title">
            <h2 class="card__title" id="levels-title">{text.account_levels()}</h2>
            {weakest}
            {table}
            {left_out}
            <MissingRoles page figures/>
        </section>
    }
}

/// The roles that nobody is known to have among those who count, once all of them were read.
#[component]
fn MissingRoles(page: Page, figures: Memo<AccountFigures>) -> impl IntoView {
    let missing = Memo::new(move |_| {
        let ended = figures.with(|figures| figures.ended.clone());
        let people = page.people.get();
        let counted = people.iter().filter(|person| !ended.contains(&person.id));
        let clients = counted.map(|person| page.store.client(person.id));
        let roles = clients.map(|client| client.map(|client| client.role));
        let roles = roles.collect::<Option<Vec<_>>>()?;
        let missing = BuyingRole::ALL.into_iter();
        let missing = missing.filter(|role| !roles.contains(&Some(*role)));
        Some(missing.collect::<Vec<_>>())
    });
    move || {
        let missing = missing.get().filter(|missing| !missing.is_empty())?;
        let items = missing.into_iter().map(|role| {
            view! { <li data-role=role.id()>{page.text.nobody_in_role(role)}</li> }
        });
        Some(view! { <ul id="missing-roles">{items.collect_view()}</ul> })
    }
}

fn weakest_words(page: Page, link: &WeakestLink) -> String {
    let text = page.text;
    let score = text.score(Some(link.known.score));
    let dimension = text.dimension(link.dimension);
    let day = text.full_date(link.known.date);
    let score = text.weakest_score(&dimension, &score, &day);
    format!("{}{}{score}", page.name_of(link.client), text.colon())
}

fn level_row(
    page: Page,
    dimension: Dimension,
    level: Option<&LevelSpread>,
) -> impl IntoView + use<> {
    let text = page.text;
    let number = |value| text.number(value, 1);
    let none = || "—".to_owned();
    let mean = level.map_or_else(none, |level| number(level.mean));
    let spread = level.map_or_else(none, |level| {
        format!("{}–{}", number(level.lowest), number(level.highest))
    });
    let lowest = level.map_or_else(none, |level| page.names_of(&level.lowest_of));
    let people = level.map_or(0, |level| level.people);
    view! {
        <tr data-dimension=dimension.id()>
            <th scope="row">{text.dimension(dimension)}</th>
            <td data-label=text.level_mean()>{mean}</td>
            <td data-label=text.level_spread()>{spread}</td>
            <td data-label=text.lowest_person()><bdi>{lowest}</bdi></td>
            <td data-label=text.people_rated()>{people}</td>
        </tr>
    }
}
