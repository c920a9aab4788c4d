//! One client of a file: how it relates to the one here, and what each action does with it.

use std::sync::Arc;

use super::super::merge::{Difference, second_client, second_id, union};
use crate::{
    documents::encode_client,
    domain::{Client, ClientId},
};

/// How a client of the file relates to the clients here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// No client here has this id.
    New,
    /// The client here is equal.
    Equal,
    /// The client here lies in the bin, and the file's does not.
    InBin(Difference),
    /// The client here has another state.
    Differs(Difference),
}

/// The action for a client of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Do nothing.
    Skip,
    /// Add the entries that are missing here, and keep those here. The first contact becomes the
    /// earlier of the two, and a first stage that began with it moves along.
    Add,
    /// As [`Self::Add`], and take the client here out of the bin, if it lies there.
    TakeOut,
    /// Replace the client here by the file's.
    Replace,
    /// Keep the client here, and add the file's as a second client.
    KeepBoth,
}

/// The effect of the chosen action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing.
    Nothing,
    /// A client is added.
    Adds,
    /// A client here gets what it lacks.
    Fills,
    /// A client here leaves the bin, and gets what it lacks.
    TakesOut,
    /// A client here is replaced.
    Replaces,
}

/// A client of the file, and the chosen action.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    in_file: Arc<Client>,
    here: Option<Arc<Client>>,
    standing: Standing,
    choice: Choice,
    /// The client here with what the file adds, if it adds anything.
    filled: Option<Arc<Client>>,
    /// Whether this state is here already as a second client, or is one of the file's clients.
    has_copy: bool,
    /// The characters that the file's client, the one here and the filled one take.
    sizes: [usize; 3],
}

/// A client to store: the one here, if any, and what it becomes.
pub type ClientChange = (Option<Arc<Client>>, Arc<Client>);

impl Choice {
    /// All choices, the safest first.
    pub const ALL: [Self; 5] = [
        Self::Skip,
        Self::Add,
        Self::TakeOut,
        Self::KeepBoth,
        Self::Replace,
    ];

    /// The stable name used in the page.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Add => "add",
            Self::TakeOut => "take-out",
            Self::Replace => "replace",
            Self::KeepBoth => "keep-both",
        }
    }

    /// The choice of a stable name.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.id() == id)
    }
}

impl Item {
    /// Compares a client of the file with the one here. `is_known` tells the ids here and in the file,
    /// and `measure` the characters that a document takes where it is stored.
    pub(super) fn new(
        in_file: Arc<Client>,
        here: Option<Arc<Client>>,
        is_known: impl Fn(ClientId) -> bool,
        measure: impl Fn(&str) -> usize,
    ) -> Self {
        let standing = Standing::of(&in_file, here.as_deref());
        // The number of saves is that of a backup, and takes a character or two more where it is stored.
        let size = |text: Option<&String>| text.map_or(0, |text| measure(text));
        let encoded = |client: &Client| encode_client(0, client).ok();
        let mut item = Self {
            choice: standing.first_choice(),
            filled: None,
            has_copy: false,
            sizes: [0; 3],
            in_file,
            here,
            standing,
        };
        if standing != Standing::Equal {
            let text = encoded(&item.in_file);
            item.sizes[0] = size(text.as_ref());
            if let Some(here) = item.here.clone() {
                let filled = union(&here, &item.in_file);
                item.sizes[1] = size(encoded(&here).as_ref());
                if filled != *here {
                    item.sizes[2] = size(encoded(&filled).as_ref());
                    item.filled = Some(Arc::new(filled));
                }
                item.has_copy = text.is_some_and(|text| is_known(second_id(&text)));
            }
        }
        item
    }

    /// The client in the file.
    pub fn in_file(&self) -> &Client {
        &self.in_file
    }

    /// The client here, if one has this id.
    pub fn here(&self) -> Option<&Client> {
        self.here.as_deref()
    }

    /// How the two relate.
    pub const fn standing(&self) -> Standing {
        self.standing
    }

    /// The chosen action.
    pub const fn choice(&self) -> Choice {
        self.choice
    }

    pub(super) const fn choose(&mut self, choice: Choice) {
        self.choice = choice;
    }

    /// The effect of the chosen action.
    pub const fn effect(&self) -> Effect {
        match (self.choice, self.standing) {
            (Choice::Skip, _) | (_, Standing::Equal) => Effect::Nothing,
            (_, Standing::New) => Effect::Adds,
            (Choice::TakeOut, Standing::InBin(_)) => Effect::TakesOut,
            (Choice::Add | Choice::TakeOut, _) if self.filled.is_some() => Effect::Fills,
            // An existing copy was made from the same state and may have been edited since.
            (Choice::KeepBoth, _) if !self.has_copy => Effect::Adds,
            (Choice::Add | Choice::TakeOut | Choice::KeepBoth, _) => Effect::Nothing,
            (Choice::Replace, _) => Effect::Replaces,
        }
    }

    /// The change to store, if any. `mark` is appended to the name of a second client, as in
    /// `陈工（副本）`.
    pub fn change(&self, mark: &str) -> Option<ClientChange> {
        match (self.effect(), &self.here) {
            (Effect::Nothing, _) => None,
            (Effect::Adds, None) => Some((None, Arc::clone(&self.in_file))),
            (Effect::Adds, Some(_)) => {
                let second = second_client(&self.in_file, mark)?;
                Some((None, Arc::new(second)))
            }
            (Effect::Fills, here) => Some((here.clone(), self.filled.clone()?)),
            (Effect::TakesOut, here) => {
                let full = self.filled.as_ref().or(here.as_ref())?;
                let out = Client::clone(full).out_of_bin();
                Some((here.clone(), Arc::new(out)))
            }
            (Effect::Replaces, here) => Some((here.clone(), Arc::clone(&self.in_file))),
        }
    }

    /// How many characters the change takes, and how many it frees.
    pub(super) const fn space(&self) -> (usize, usize) {
        let [in_file, here, filled] = self.sizes;
        match self.effect() {
            Effect::Nothing => (0, 0),
            Effect::Adds => (in_file, 0),
            Effect::Fills => (filled, here),
            // Without the mark of the bin it is a few characters less.
            Effect::TakesOut if self.filled.is_some() => (filled, here),
            Effect::TakesOut => (here, here),
            Effect::Replaces => (in_file, here),
        }
    }
}

impl Standing {
    fn of(in_file: &Client, here: Option<&Client>) -> Self {
        match here {
            None => Self::New,
            Some(here) if here == in_file => Self::Equal,
            Some(here) => {
                let difference = Difference::between(in_file, here);
                if here.binned().is_some() && in_file.binned().is_none() {
                    Self::InBin(difference)
                } else {
                    Self::Differs(difference)
                }
            }
        }
    }

    /// Two states of one client share at least their first stage.
    const fn first_choice(self) -> Choice {
        match self {
            Self::InBin(difference) | Self::Differs(difference)
                if difference.profile && difference.in_both == 0 =>
            {
                Choice::KeepBoth
            }
            Self::InBin(_) => Choice::TakeOut,
            _ => Choice::Add,
        }
    }
}
