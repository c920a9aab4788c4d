//! The preview of a restore: new, different and equal clients, and the choices.

use std::{mem, sync::Arc};

use leptos::prelude::*;

use super::{
    Step,
    apply::Apply,
    item_rows::ItemRows,
    item_words::choices,
    work::{ReadBackup, Work},
};
use crate::{
    app::{components::Checkbox, state::use_text},
    exchange::backup::{Choice, ClassCounts, Item, Plan, Standing},
};

/// The plan of a restore, with a choice for each client, and the button that carries it out.
#[component]
pub fn Preview(read: Arc<ReadBackup>, step: RwSignal<Step>, work: Work) -> impl IntoView {
    let text = use_text();
    let day = text.full_date(read.backup.made());
    let groups = Groups::of(&read.plan);
    let [new, in_bin, differing, equal] = [
        &groups.new,
        &groups.in_bin,
        &groups.differing,
        &groups.equal,
    ]
    .map(Vec::len);
    let summary = text.restore_summary(&new, &(in_bin + differing), &equal);
    let conflicts = groups.conflicts;
    let conflicts = (0 < conflicts).then(|| {
        view! { <p id="restore-conflicts">{text.restore_conflicts(conflicts)}</p> }
    });
    let is_empty = read.plan.items().is_empty()
        && read.plan.new_assessments() + read.plan.new_filters() == 0
        && read.plan.class_counts() == ClassCounts::default();
    let plan = RwSignal::new(read.plan.clone());
    view! {
        <section class="restore">
            <h2 class="section__title" id="restore-next" tabindex="-1">{text.restore_found(&day)}</h2>
            <p id="restore-summary">{summary}</p>
            {conflicts}
            {is_empty.then(|| view! { <p>{text.restore_empty()}</p> })}
            <RestoreSettings plan/>
            <RestoreMyself plan/>
            <RestoreClass plan/>
            <Apply plan read day step work/>
            <Group title=text.restore_new_title() places=groups.new plan/>
            <Group title=text.restore_in_bin_title() places=groups.in_bin plan/>
            <Group title=text.restore_differs_title() places=groups.differing plan/>
            <EqualOnes places=groups.equal plan/>
        </section>
    }
}

/// The places of a plan's clients, by their standing.
struct Groups {
    new: Vec<usize>,
    in_bin: Vec<usize>,
    differing: Vec<usize>,
    equal: Vec<usize>,
    /// How many of those that differ have something that is not the same on both sides.
    conflicts: usize,
}

impl Groups {
    fn of(plan: &Plan) -> Self {
        let mut groups = Self {
            new: Vec::new(),
            in_bin: Vec::new(),
            differing: Vec::new(),
            equal: Vec::new(),
            conflicts: 0,
        };
        for (place, item) in plan.items().iter().enumerate() {
            match item.standing() {
                Standing::New => groups.new.push(place),
                Standing::Equal => groups.equal.push(place),
                Standing::InBin(difference) | Standing::Differs(difference) => {
                    let is_in_bin = matches!(item.standing(), Standing::InBin(_));
                    let group = if is_in_bin {
                        &mut groups.in_bin
                    } else {
                        &mut groups.differing
                    };
                    group.push(place);
                    groups.conflicts += usize::from(difference.profile || 0 < difference.changed);
                }
            }
        }
        groups
    }
}

/// Clients of one standing, each with its choice, and a choice for all of them.
#[component]
fn Group(title: &'static str, places: Vec<usize>, plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let first = *places.first()?;
    let standing = plan.with_untracked(|plan| plan.items().get(first).map(Item::standing))?;
    let version = RwSignal::new(0);
    let for_all = (1 < places.len()).then(|| {
        let id = match standing {
            Standing::New => "all-new",
            Standing::InBin(_) => "all-in-bin",
            Standing::Equal | Standing::Differs(_) => "all-differing",
        };
        let choose = move |event| {
            let Some(choice) = Choice::from_id(&event_target_value(&event)) else {
                return;
            };
            let is_of_group =
                |item: &Item| mem::discriminant(&item.standing()) == mem::discriminant(&standing);
            plan.update(|plan| plan.choose_for_all(is_of_group, choice));
            version.update(|version| *version += 1);
        };
        let options = choices(text, standing)
            .map(|(choice, label, _)| view! { <option value=choice.id()>{label}</option> });
        view! {
            <p class="restore__all">
                <label class="field__label" for=id>{text.choice_for_all()}</label>
                <select class="select" id=id on:change=choose>
                    <option value="">{text.choice_each()}</option>
                    {options.collect_view()}
                </select>
            </p>
        }
    });
    Some(view! {
        <section>
            <h3 class="section__title">{title}</h3>
            {for_all}
            <ItemRows places=places.into() standing plan version label=title.to_owned()/>
        </section>
    })
}

/// The names of the equal clients.
#[component]
fn EqualOnes(places: Vec<usize>, plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    (!places.is_empty()).then(|| {
        let title = text.restore_equal_title(places.len());
        view! {
            <details class="fold" id="restore-equal">
                <summary>{title.clone()}</summary>
                <ItemRows places=places.into() standing=Standing::Equal plan version=RwSignal::new(0) label=title/>
            </details>
        }
    })
}

/// Whether to restore the settings, if they differ.
#[component]
fn RestoreSettings(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    plan.with_untracked(Plan::settings_differ).then(|| {
        view! {
            <Part id="restore-settings" label=text.restore_settings_too() plan is_on=Plan::restores_settings set=Plan::set_restores_settings/>
        }
    })
}

/// Whether to add the self-assessments and saved filters that only the file has.
#[component]
fn RestoreMyself(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let what = plan.with_untracked(|plan| text.myself_added(plan));
    what.map(|what| {
        view! {
            <Part id="restore-myself" label=text.restore_part_too(&what) plan is_on=Plan::restores_myself set=Plan::set_restores_myself/>
        }
    })
}

/// Whether to add the missing exercises and sessions, and which of them stay unchanged.
#[component]
fn RestoreClass(plan: RwSignal<Plan>) -> impl IntoView {
    let text = use_text();
    let counts = plan.with_untracked(Plan::class_counts);
    let take = text.class_added(&counts).map(|what| {
        view! {
            <Part id="restore-class" label=text.restore_part_too(&what) plan is_on=Plan::restores_class set=Plan::set_restores_class/>
        }
    });
    let kept = [
        (
            counts.other_exercises,
            text.class_other_exercises(counts.other_exercises),
        ),
        (counts.unreadable, text.class_unreadable(counts.unreadable)),
    ];
    let kept = kept.into_iter().filter(|(count, _)| 0 < *count);
    let kept = kept.map(|(_, words)| view! { <p class="quiet">{words}</p> });
    view! {
        {take}
        {kept.collect_view()}
    }
}

/// A checkbox for a part of the file other than its clients.
#[component]
fn Part(
    id: &'static str,
    #[prop(into)] label: String,
    plan: RwSignal<Plan>,
    is_on: fn(&Plan) -> bool,
    set: fn(&mut Plan, bool),
) -> impl IntoView {
    let checked = Signal::derive(move || plan.with(is_on));
    view! {
        <Checkbox id label checked set=move |is_on| plan.update(|plan| set(plan, is_on))/>
    }
}
