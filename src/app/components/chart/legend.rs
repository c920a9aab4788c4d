//! The legend of a chart.

use leptos::prelude::*;

use crate::chart::{
    LegendEntry, Marker,
    draw::{LegendShape, LineStyle},
};

/// The meaning of each colour, line and marker; nothing if the chart needs no legend.
#[component]
pub fn Legend(keys: Vec<LegendEntry>) -> impl IntoView {
    let is_needed = !keys.is_empty();
    let keys = keys.into_iter().map(|key| view! { <LegendItem key/> });
    is_needed.then(|| view! { <ul class="legend">{keys.collect_view()}</ul> })
}

#[component]
fn LegendItem(key: LegendEntry) -> impl IntoView {
    let color = format!("rgb({} {} {})", key.color.0, key.color.1, key.color.2);
    let path = match key.shape {
        LegendShape::Line(style) => {
            return view! { <LegendLine style color text=key.text/> }.into_any();
        }
        LegendShape::Marker(Marker::Circle) => "M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9Z",
        LegendShape::Marker(Marker::Square) => "M2 2h8v8H2Z",
        LegendShape::Marker(Marker::Diamond) => "M6 .8 11.2 6 6 11.2 .8 6Z",
        LegendShape::Marker(Marker::Triangle) => "M6 1.5 11 10.5H1Z",
        LegendShape::Steps => "M0 8h5V3h7v2H7v5H0Z",
        LegendShape::Band => "M0 3h12v6H0Z",
    };
    view! {
        <li class="legend__key">
            <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path d=path style:fill=color></path>
            </svg>
            {key.text}
        </li>
    }
    .into_any()
}

#[component]
fn LegendLine(style: LineStyle, color: String, text: String) -> impl IntoView {
    let (path, dashes) = match style {
        LineStyle::Solid => ("M0 6h28", "none"),
        LineStyle::Dashed => ("M0 6h28", "6 5"),
        LineStyle::Dotted => ("M0 6h28", "2 4"),
        LineStyle::Ringed => ("M0 6h9M19 6h9M18 6a4 4 0 1 1-8 0a4 4 0 1 1 8 0Z", "none"),
    };
    view! {
        <li class="legend__key">
            <svg viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
                <path d=path fill="none" stroke-width="2" stroke-dasharray=dashes style:stroke=color></path>
            </svg>
            {text}
        </li>
    }
}
