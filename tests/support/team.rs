//! Any report, team and membership.

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::domain::{
    CivilDate, ClientId, EntryId, Name, ResponseKeyPair, Stage,
    team::{
        ClientChoice, Membership, ReasonKind, SharedClient, SharedReason, SharedReport, Team,
        TeamInvitation,
    },
    velocity::Slope,
};

fn days() -> impl Strategy<Value = CivilDate> {
    (0..4_000_i64).prop_map(|days| {
        let first: CivilDate = "2020-01-01".parse().unwrap();
        first.plus_days(days).unwrap()
    })
}

fn names() -> impl Strategy<Value = Name> {
    select(&["陈工", "A. B.", "小李", "Zoë 🙂"][..]).prop_map(|name| Name::new(name).unwrap())
}

fn slopes() -> impl Strategy<Value = Slope> {
    let numbers = (-9e6..9e6, 0.0..9e6);
    (days(), 0..90_i64, 3..40_usize, 7..400_u16, numbers).prop_map(
        |(from, length, points, window_days, (per_day, standard_error))| Slope {
            from,
            to: from.plus_days(length).unwrap(),
            points,
            window_days,
            per_day: f64::trunc(per_day) / 1e6,
            standard_error: f64::trunc(standard_error) / 1e6,
        },
    )
}

/// Any client of a report.
pub fn shared_clients() -> impl Strategy<Value = SharedClient> {
    let reason = (select(&ReasonKind::ALL[..]), 1..=5_u8)
        .prop_map(|(kind, points)| SharedReason { kind, points });
    let gate = (1..=4_u8).prop_flat_map(|of| (0..=of, Just(of)));
    let dates = (
        option::of(days()),
        option::of(days()),
        option::of(days()),
        0..=4_u8,
    );
    let first = (
        option::of(names()),
        option::of((select(&Stage::ALL[..]), days())),
        option::of((0..=400_u16).prop_map(|tenths| f64::from(tenths) / 10.0)),
        option::of(slopes()),
        option::of(gate),
    );
    (first, dates, vec(reason, 0..4)).prop_map(
        |((called, stage, level, slope, gate), dates, reasons)| {
            let (last_contact, unrecovered_breach, last_rating, promises_due) = dates;
            SharedClient {
                called,
                stage,
                level,
                slope,
                last_contact,
                gate,
                unrecovered_breach,
                promises_due,
                last_rating,
                reasons,
            }
        },
    )
}

/// Any report for a team, of few sellers and editions, so that they meet often.
pub fn reports(team: EntryId) -> impl Strategy<Value = SharedReport> {
    let clients = vec(shared_clients(), 0..4);
    (0..4_u64, option::of(names()), days(), 1..5_u32, clients).prop_map(
        move |(seller, name, date, edition, clients)| {
            let seller = EntryId::new(seller);
            SharedReport::new(team, seller, name, date, edition, clients).unwrap()
        },
    )
}

/// A team without a report.
pub fn team(id: EntryId, is_anonymous: bool) -> Team {
    let key = ResponseKeyPair {
        public: vec![4; 65],
        private: vec![1, 2, 3],
    };
    let name = Name::new("华东销售").unwrap();
    Team::new(id, name, is_anonymous, "2026-11-01".parse().unwrap(), key)
}

/// Any team with reports.
pub fn teams() -> impl Strategy<Value = Team> {
    (0..3_u64, any::<bool>()).prop_flat_map(|(id, is_anonymous)| {
        let id = EntryId::new(id);
        vec(reports(id), 0..8).prop_map(move |reports| {
            let mut team = team(id, is_anonymous);
            for report in reports {
                team.accept(report);
            }
            team
        })
    })
}

/// Any membership.
pub fn memberships() -> impl Strategy<Value = Membership> {
    let choice = || select(&ClientChoice::ALL[..]);
    let choices = vec((any::<u64>().prop_map(ClientId::new), choice()), 0..4);
    let last = option::of((1..9_u32, days()));
    let first = (100..104_u64, any::<bool>(), option::of(names()));
    (first, choice(), choices, last, option::of(days())).prop_map(
        |((seller, is_anonymous, name), usual, choices, last, left)| {
            let invitation = TeamInvitation {
                team: EntryId::new(1),
                name: Name::new("华东销售").unwrap(),
                is_anonymous,
                key: vec![4; 65],
                live: None,
            };
            let mut membership = Membership::new(EntryId::new(seller), invitation, name);
            membership.usual = usual;
            membership.choices = choices.into_iter().collect();
            membership.last = last;
            membership.left = left;
            membership
        },
    )
}
