//! One client of a backup: its name, how it relates to the client here, and the chosen action.

use leptos::prelude::*;

use crate::{
    app::state::use_text,
    domain::Client,
    exchange::backup::{Choice, Counts, Difference, Item, Plan, Standing},
    i18n::Text,
};

/// A client of the file, with the choice of an action.
#[component]
pub fn ItemCard(item: Item, plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let client = item.in_file();
    let (id, standing) = (client.id(), item.standing());
    let name = client.profile.name.as_str().to_owned();
    let organisation = client.profile.organisation.as_ref().map(|name| {
        view! { " "<bdi class="quiet">{name.as_str().to_owned()}</bdi> }
    });
    let lines = lines(text, &item);
    let lines = lines
        .into_iter()
        .map(|line| view! { <p class="quiet">{line}</p> });
    let chosen = Memo::new(move |_| {
        plan.with(|plan| {
            let mut items = plan.items().iter();
            items
                .find(|item| item.in_file().id() == id)
                .map(Item::choice)
        })
    });
    let meaning = move || {
        let mut choices = choices(text, standing);
        let found = choices.find(|(choice, ..)| chosen.get() == Some(*choice));
        found.map(|(_, _, meaning)| meaning)
    };
    let choose = move |choice| plan.update(|plan| plan.choose(id, choice));
    let meaning_id = format!("meaning-{id}");
    view! {
        <li class="card restore__item">
            <p><strong><bdi>{name.clone()}</bdi></strong>{organisation}</p>
            {lines.collect_view()}
            <p>
                <ChoiceSelect
                    id=format!("choice-{id}")
                    standing
                    chosen=move || chosen.get()
                    choose
                    label=text.choice_for(&name)
                    described_by=meaning_id.clone()
                />
            </p>
            <p class="quiet" id=meaning_id>{meaning}</p>
        </li>
    }
}

/// A select field of the choices for a client of this standing.
#[component]
pub fn ChoiceSelect(
    #[prop(into)] id: String,
    standing: Standing,
    /// The selected choice; `None` selects the blank option.
    chosen: impl Fn() -> Option<Choice> + Copy + Send + 'static,
    choose: impl Fn(Choice) + 'static,
    /// The words of an option that chooses nothing.
    #[prop(optional)]
    blank: Option<&'static str>,
    /// The accessible name, if there is no label beside the field.
    #[prop(optional, into)]
    label: Option<String>,
    #[prop(optional, into)] described_by: Option<String>,
) -> impl IntoView {
    let options = choices(use_text(), standing).map(|(choice, label, _)| {
        let is_chosen = move || chosen() == Some(choice);
        view! { <option value=choice.id() prop:selected=is_chosen>{label}</option> }
    });
    let change = move |event| {
        if let Some(choice) = Choice::from_id(&event_target_value(&event)) {
            choose(choice);
        }
    };
    view! {
        <select class="select" id=id aria-label=label aria-describedby=described_by on:change=change>
            {blank.map(|words| view! { <option value="">{words}</option> })}
            {options.collect_view()}
        </select>
    }
}

/// The choices for a client of this standing, each with its name and its meaning.
fn choices(
    text: Text,
    standing: Standing,
) -> impl Iterator<Item = (Choice, &'static str, &'static str)> {
    let choices = match standing {
        Standing::New => vec![
            (
                Choice::Add,
                text.choice_new_add(),
                text.choice_new_add_means(),
            ),
            (
                Choice::Skip,
                text.choice_new_skip(),
                text.choice_new_skip_means(),
            ),
        ],
        Standing::Equal | Standing::Differs(_) => Choice::ALL
            .map(|choice| (choice, text.choice(choice), text.choice_means(choice)))
            .to_vec(),
    };
    choices.into_iter()
}

/// The entries of the client, and how the two states differ.
fn lines(text: Text, item: &Item) -> Vec<String> {
    let in_file = item.in_file();
    match (item.standing(), item.here()) {
        (Standing::Differs(difference), Some(here)) => {
            let states = [
                text.state_in_file(&state(text, in_file)),
                text.state_here(&state(text, here)),
            ];
            [
                states.to_vec(),
                differences(text, &difference, in_file, here),
            ]
            .concat()
        }
        _ => vec![state(text, in_file)],
    }
}

fn state(text: Text, client: &Client) -> String {
    let entries = Counts::of(&[client], None).entries();
    let bin = if client.binned().is_some() {
        text.in_bin_mark()
    } else {
        ""
    };
    let state = text.entries_since(&entries, &text.full_date(client.first_contact()));
    format!("{state}{bin}")
}

fn differences(
    text: Text,
    difference: &Difference,
    in_file: &Client,
    here: &Client,
) -> Vec<String> {
    let mut differences = Vec::new();
    if difference.profile {
        let [theirs, ours] = [in_file, here].map(|client| text.client_line(&client.profile));
        differences.push(if theirs == ours {
            text.differs_details().to_owned()
        } else {
            text.differs_profile(&theirs, &ours)
        });
    }
    differences.extend(text.entries_differ(difference));
    if differences.is_empty() && !difference.first_contact {
        differences.push(text.differs_otherwise().to_owned());
    }
    differences
}
