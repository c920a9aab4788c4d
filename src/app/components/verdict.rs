//! The verdict on a trend, as a mark with its word.

use leptos::prelude::*;

use crate::{app::state::use_text, domain::velocity::Verdict};

/// The verdict's mark and word; no arrow if there is no verdict.
#[component]
pub fn VerdictMark(
    verdict: Verdict,
    /// The client has no rating at all.
    #[prop(optional)]
    is_unrated: bool,
) -> impl IntoView {
    let text = use_text();
    let words = if is_unrated {
        text.no_ratings()
    } else {
        text.verdict(verdict)
    };
    view! {
        <span class="verdict" data-verdict=verdict.id()>
            <span aria-hidden="true">{verdict_mark(verdict)}</span>" "{words}
        </span>
    }
}

/// The mark of a verdict, which says the same as its word.
pub const fn verdict_mark(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Rising => "▲",
        Verdict::Falling => "▼",
        Verdict::WithinError => "＝",
        Verdict::Insufficient => "○",
        Verdict::Stale => "◌",
    }
}
