//! A choice of one value, none at first.

use leptos::prelude::*;

/// Radio buttons in a column or in a row; the question is their group's name.
#[component]
pub fn Choices(
    /// The group's name within the form.
    name: &'static str,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
    /// The position of the chosen one.
    value: RwSignal<Option<usize>>,
    /// The value's stable name, and its words.
    choices: Vec<(String, String)>,
    /// Whether each has its own line.
    #[prop(optional)]
    is_list: bool,
) -> impl IntoView {
    let radios = choices.into_iter().enumerate().map(|(at, (id, label))| {
        let id = format!("{name}-{id}");
        view! {
            <div class="choice">
                <input
                    class="choice__input"
                    type="radio"
                    id=id.clone()
                    name=name
                    prop:checked=move || value.get() == Some(at)
                    on:change=move |_| value.set(Some(at))
                />
                <label class="choice__label" for=id><bdi>{label}</bdi></label>
            </div>
        }
    });
    let class = if is_list {
        "choices work__choices"
    } else {
        "choices"
    };
    view! {
        <fieldset class="field field--choices">
            <legend class="field__label work__question">{label}</legend>
            {hint.map(|hint| view! { <p class="field__hint work__hint">{hint}</p> })}
            <div class=class>{radios.collect_view()}</div>
        </fieldset>
    }
}
