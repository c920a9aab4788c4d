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
pub fn lines(text: Text, item: &Item) -> Vec<String> {
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
