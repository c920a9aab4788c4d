//! The number of submissions, and who sent them, if the class gives names.

use leptos::prelude::*;

use super::CurrentSession;
use crate::{
    app::state::use_text,
    domain::{
        Name,
        classroom::{Naming, Round, Session},
    },
};

/// How many have submitted to the round that is answered now, and how many are expected.
#[component]
pub fn Count(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let count = move || current.read(|session| session.of_round(session.round()).len());
    let label = move || match current.read(Session::round) {
        Some(Round::Second) => text.handed_in_again_label(),
        _ => text.handed_in_label(),
    };
    let of = move || current.read(Session::expects).flatten();
    view! {
        <p class="session__count" id="count">
            {label}" "
            <span class="session__number">
                {count}
                {move || of().map(|of| view! { <span class="session__of">" / "{of}</span> })}
            </span>
        </p>
    }
}

/// Who has submitted to the round that is answered now and who has not, by name; nothing of their answers.
#[component]
pub fn Submitted(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let lists = Memo::new(move |_| {
        current.read(|session| match &session.naming {
            Naming::Anonymous => None,
            Naming::Named(_) => {
                let here = session.of_round(session.round()).iter();
                let here = here.map(|it| it.name.clone());
                let missing = session.missing().into_iter().cloned();
                Some((here.collect::<Vec<_>>(), missing.collect::<Vec<_>>()))
            }
        })
    });
    move || {
        let Some((here, missing)) = lists.get().flatten() else {
            return view! { <p class="session__note" id="no-names">{text.anonymous_note()}</p> }
                .into_any();
        };
        let missing = (!missing.is_empty()).then(|| {
            let title = text.missing_title(missing.len());
            view! { <Names id="missing" title names=missing.into_iter().map(Some).collect()/> }
        });
        let here = (!here.is_empty()).then(|| {
            let title = text.here_title(here.len());
            view! { <Names id="handed" title names=here/> }
        });
        view! { <div class="session__names">{missing}{here}</div> }.into_any()
    }
}

/// Who is missing, in one line, if a list says who is expected.
#[component]
pub fn Missing(current: CurrentSession) -> impl IntoView {
    let text = use_text();
    let missing = Memo::new(move |_| {
        let names = |session: &Session| {
            let names = session.missing().into_iter();
            names.cloned().collect::<Vec<_>>()
        };
        current.read(names).unwrap_or_default()
    });
    move || {
        let names = missing.get();
        (!names.is_empty()).then(|| {
            let title = text.missing_title(names.len());
            let names = names.into_iter().map(|name| {
                view! { " "<bdi>{name.as_str().to_owned()}</bdi> }
            });
            view! { <p class="session__note" id="still-missing">{title}":"{names.collect_view()}</p> }
        })
    }
}

#[component]
fn Names(id: &'static str, title: String, names: Vec<Option<Name>>) -> impl IntoView {
    let text = use_text();
    let names = names.into_iter().map(|name| match name {
        Some(name) => view! { <li><bdi>{name.as_str().to_owned()}</bdi></li> }.into_any(),
        None => view! { <li class="quiet">{text.without_name()}</li> }.into_any(),
    });
    view! {
        <section id=id>
            <h2 class="section__title">{title}</h2>
            <ul class="names">{names.collect_view()}</ul>
        </section>
    }
}
