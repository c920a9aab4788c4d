//! The steps of a history, drawn at random.

use proptest::{option, prelude::*, sample::select};
use trust_velocity::domain::Unit;

use crate::backends::Fault;

/// A step of a history.
#[derive(Clone, Debug)]
pub(super) enum Step {
    /// In one of the two tabs, on one of a few clients.
    Do(usize, u64, Act),
    /// The same, while the storage fails after some operations.
    DoWhileBroken(usize, u64, Act, Fault, usize),
    /// The tab dies after some operations of the storage, and is opened again.
    DoAndDie(usize, u64, Act, usize),
    /// The person comes back to the tab, or hears of another's change.
    Refresh(usize),
    /// The page is loaded again.
    Reload(usize),
    /// The browser is killed, and forgets the last writes, at most so many.
    Kill(usize),
    /// The same, and the tabs cannot read the journal when they open; one saves before they can.
    KillAndSave(usize),
    /// A tab does something while the journal refuses.
    DoWithoutJournal(usize, u64, Act),
    /// Something else removes everything but the journal.
    Wipe(usize),
    /// Something else removes a client; a tab hears of it, and the person puts back what is offered, or gives
    /// it up.
    RemoveElsewhere(usize, u64, bool),
    /// Something else writes what no app can read in the place of a client.
    ForeignWrite(u64),
    /// The summaries of a client's shard are lost, or become those of another time.
    Spoil(u64, Spoilt),
}

/// A shard of summaries that is not what was stored last.
#[derive(Clone, Copy, Debug)]
pub(super) enum Spoilt {
    Missing,
    CutShort,
    Damaged,
    /// The shard as it was when this was last drawn for it; at first it is only remembered.
    Outdated,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Act {
    /// Puts an entry, new or in the place of another, with some minutes.
    Put(u64, u16),
    /// Takes an entry away.
    Remove(u64),
    /// Adds the client, or moves it into the bin, or restores it.
    AddOrBin,
    /// Takes it away for good.
    Purge,
    /// Adds two clients at once.
    Import,
    /// Gives a tag to each of some clients that can take it.
    TagEach(u8),
    /// Changes a setting.
    Choose(Unit),
    /// Writes a session in some state; `None` deletes it.
    Write(u64, Option<u8>),
    /// Takes the last change back.
    Undo,
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (10..16_u64, 0..600_u16).prop_map(|(entry, minutes)| Act::Put(entry, minutes)),
        2 => (10..16_u64).prop_map(Act::Remove),
        3 => Just(Act::AddOrBin),
        1 => Just(Act::Purge),
        1 => Just(Act::Import),
        2 => (0..3_u8).prop_map(Act::TagEach),
        1 => select(&Unit::ALL[..]).prop_map(Act::Choose),
        3 => (1..3_u64, option::weighted(0.8, 0..9_u8)).prop_map(|(id, to)| Act::Write(id, to)),
        3 => Just(Act::Undo),
    ]
}

pub(super) fn steps() -> impl Strategy<Value = Step> {
    let faults = select(vec![Fault::Full, Fault::Blocked, Fault::Forgets]);
    let one = || (0..2_usize, 1..4_u64, acts());
    prop_oneof![
        10 => one().prop_map(|(replica, client, act)| Step::Do(replica, client, act)),
        3 => (one(), faults, 0..9_usize)
            .prop_map(|((replica, client, act), fault, after)| {
                Step::DoWhileBroken(replica, client, act, fault, after)
            }),
        2 => (one(), 0..9_usize)
            .prop_map(|((replica, client, act), after)| Step::DoAndDie(replica, client, act, after)),
        2 => (0..2_usize).prop_map(Step::Refresh),
        1 => (0..2_usize).prop_map(Step::Reload),
        3 => (0..40_usize).prop_map(Step::Kill),
        1 => (0..40_usize).prop_map(Step::KillAndSave),
        1 => one().prop_map(|(replica, client, act)| Step::DoWithoutJournal(replica, client, act)),
        1 => (0..2_usize).prop_map(Step::Wipe),
        2 => (0..2_usize, 1..4_u64, any::<bool>())
            .prop_map(|(replica, client, back)| Step::RemoveElsewhere(replica, client, back)),
        1 => (1..10_u64).prop_map(Step::ForeignWrite),
        3 => (1..4_u64, select(vec![
            Spoilt::Missing, Spoilt::CutShort, Spoilt::Damaged, Spoilt::Outdated, Spoilt::Outdated,
        ])).prop_map(|(client, spoilt)| Step::Spoil(client, spoilt)),
    ]
}
