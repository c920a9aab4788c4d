//! One client of a backup in words: how it relates to the client here, and the actions.

use crate::{
    domain::Client,
    exchange::backup::{Choice, Counts, Difference, Item, Standing},
    i18n::Text,
};

/// The choices for a client of this standing, each with its name and its meaning.
pub fn choices(
    text: Text,
    standing: Standing,
) -> impl Iterator<Item = (Choice, &'static str, &'static str)> {
    let named = move |choice| match (standing, choice) {
        (Standing::New, Choice::Add) => (text.choice_new_add(), text.choice_new_add_means()),
        (Standing::New, Choice::Skip) => (text.choice_new_skip(), text.choice_new_skip_means()),
        _ => (text.choice(choice), text.choice_means(choice)),
    };
    let offered: &[Choice] = match standing {
        Standing::New => &[Choice::Add, Choice::Skip],
        // To fill what stays in the bin would be seen by nobody.
        Standing::InBin(_) => &[
            Choice::Skip,
            Choice::TakeOut,
            Choice::KeepBoth,
            Choice::Replace,
        ],
        Standing::Equal | Standing::Differs(_) => {
            &[Choice::Skip, Choice::Add, Choice::KeepBoth, Choice::Replace]
        }
    };
    offered.iter().map(move |choice| {
        let (label, meaning) = named(*choice);
        (*choice, label, meaning)
    })
}

/// The entries of the client, and how the two states differ.
pub fn lines(text: Text, item: &Item) -> Vec<String> {
    let in_file = item.in_file();
    match (item.standing(), item.here()) {
        (Standing::InBin(difference) | Standing::Differs(difference), Some(here)) => {
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
    let is_in_bin = here.binned().is_some() && in_file.binned().is_none();
    let has_all = !difference.profile && difference.changed + difference.only_in_file == 0;
    if is_in_bin && has_all {
        differences.push(text.differs_in_bin_only().to_owned());
    } else if differences.is_empty() && !difference.first_contact {
        differences.push(text.differs_otherwise().to_owned());
    }
    differences
}
