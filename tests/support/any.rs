//! Any records: strategies over everything that the types admit.

use proptest::{collection::vec, option, prelude::*, sample::select};
use trust_velocity::domain::{
    ActionOrigin, ActionOutcome, ActionReview, AdviceKey, Assessment, Assumptions, BackupReminder,
    Breach, BuyingRole, Cadence, Channel, CivilDate, Client, ClientId, Comment, CommentKind,
    Contact, Dimension, EntryId, Feedback, FeedbackContent, FilterName, Form, ItemResponses,
    ItemsVersion, Language, LikertScore, ListFilter, Measurement, Myself, Name, Need, NonEmptyText,
    Note, Occasion, Order, PerDimension, PlannedAction, Profile, Promise, PromiseOutcome, Rater,
    Rating, Recommendation, Record, RelationshipKind, RepairStep, Request, Respondent,
    ResponseKeyPair, ReviewResult, Satisfaction, SavedFilter, Score, Settings, Severity, Stage,
    StageEntry, Theme, Unit,
};

/// Any client.
pub fn clients() -> impl Strategy<Value = Client> {
    clients_among(u64::MAX)
}

/// Clients whose ids, and those of their entries, are at most this: they meet often.
pub fn clients_among(most: u64) -> impl Strategy<Value = Client> {
    let profile = (
        stored_names(),
        option::of(stored_names()),
        option::of(stored_names()),
        vec(stored_names(), 0..3),
        notes(),
    );
    (
        0..=most,
        profile,
        0..300_i64,
        any::<bool>(),
        (
            option::of(dates()),
            option::of(dates()),
            select(&RelationshipKind::ALL[..]),
            option::of(0..=most),
            option::of(select(&BuyingRole::ALL[..])),
        ),
        vec(records(most), 0..12),
    )
        .prop_map(
            |(
                id,
                (name, organisation, title, tags, note),
                days,
                example,
                (binned, snoozed, kind, recommended_by, role),
                records,
            )| {
                let first_contact = earliest_record().plus_days(-days).unwrap();
                let profile = Profile {
                    name,
                    organisation,
                    title,
                    tags,
                    note,
                };
                let mut client = Client::empty(ClientId::new(id), profile, first_contact);
                if example {
                    client = client.as_example();
                }
                client = client.snoozed(snoozed);
                client.kind = kind;
                client.role = role;
                let by = recommended_by.filter(|by| *by != id).map(ClientId::new);
                client.set_recommended_by(by).unwrap();
                if let Some(day) = binned {
                    client = client.into_bin(day);
                }
                for record in records {
                    client.put(record).unwrap();
                }
                client
            },
        )
}

/// Any settings.
pub fn settings() -> impl Strategy<Value = Settings> {
    let days = || 1..=365_u16;
    let thresholds = [1..=100_u32, 1..=100_u32, 1..=100_u32, 1..=100_u32];
    (
        option::of(select(&Language::ALL[..])),
        option::of(select(&Theme::ALL[..])),
        select(&Unit::ALL[..]),
        (
            option::of(any::<u16>()),
            option::of(any::<u16>()),
            any::<bool>(),
        ),
        (
            1..=50_u32,
            7..=3_650_u16,
            thresholds,
            days(),
            days(),
            days(),
        ),
    )
        .prop_map(
            |(
                language,
                theme,
                unit,
                (changes, days, advances),
                (sd, window, thresholds, a, b, c),
            )| {
                let thresholds =
                    thresholds.map(|tenths| Score::new(f64::from(tenths) / 10.0).unwrap());
                let cadence = Cadence::new(a, b, c).unwrap();
                let sd = f64::from(sd) / 10.0;
                let assumptions =
                    Assumptions::new(sd, window, PerDimension(thresholds), cadence).unwrap();
                Settings {
                    language,
                    theme,
                    unit,
                    assumptions,
                    reminder: BackupReminder { changes, days },
                    advances,
                }
            },
        )
}

/// Names of any script, of markup and of formulas too.
pub fn names() -> impl Strategy<Value = Name> {
    let text = prop_oneof![
        "\\PC{1,40}",
        Just("<script>alert(1)</script>".to_owned()),
        Just("مريم \u{202e}陈工🙂".to_owned())
    ];
    text.prop_filter_map("empty", |text| Name::new(&text).ok())
}

/// Names as records may have them: some show nothing, which was not refused at first.
fn stored_names() -> impl Strategy<Value = Name> {
    let unseen = select(&["\0", "\u{200b}", "\u{202e}", "\u{301}", "\u{3164}"][..]);
    prop_oneof![9 => names(), 1 => unseen.prop_map(|text| Name::stored(text).unwrap())]
}

/// Notes of any script, also of several lines.
pub fn notes() -> impl Strategy<Value = Note> {
    "[\\PC\n\t\"\\\\]{0,60}".prop_map(|text| Note::new(&text).unwrap())
}

/// A score, or none.
pub fn scores() -> impl Strategy<Value = Option<Score>> {
    option::of((0..=100_u32).prop_map(|tenths| Score::new(f64::from(tenths) / 10.0).unwrap()))
}

/// Days that records may have.
pub fn dates() -> impl Strategy<Value = CivilDate> {
    (0..4_000_i64).prop_map(|days| earliest_record().plus_days(days).unwrap())
}

fn earliest_record() -> CivilDate {
    "2020-02-29".parse().unwrap()
}

fn records(most: u64) -> impl Strategy<Value = Record> {
    let id = move || (0..=most).prop_map(EntryId::new);
    let rater = prop_oneof![
        Just(Rater::Seller),
        Just(Rater::Peer),
        names().prop_map(Rater::Client)
    ];
    let four = [scores(), scores(), scores(), scores()];
    prop_oneof![
        (
            id(),
            dates(),
            rater,
            four,
            any::<bool>(),
            notes(),
            evidence(id())
        )
            .prop_map(|(id, date, rater, scores, is_blind, note, evidence)| {
                let measurement = Measurement::Sliders(PerDimension(scores));
                Record::Rating(Rating {
                    id,
                    date,
                    rater,
                    measurement,
                    is_blind,
                    note,
                    evidence,
                })
            }),
        (
            id(),
            dates(),
            select(&Channel::ALL[..]),
            any::<u16>(),
            any::<[bool; 4]>(),
            notes(),
            option::of(dates())
        )
            .prop_map(|(id, date, channel, minutes, served, note, next)| {
                let served = PerDimension(served);
                Record::Contact(Contact {
                    id,
                    date,
                    channel,
                    minutes,
                    served,
                    note,
                    next,
                })
            }),
        (
            id(),
            dates(),
            select(&Dimension::ALL[..]),
            select(&Severity::ALL[..]),
            notes(),
            notes()
        )
            .prop_map(|(id, date, dimension, severity, what, done)| {
                Record::Breach(Breach {
                    id,
                    date,
                    dimension,
                    severity,
                    what,
                    done,
                })
            }),
        (id(), dates(), select(&Stage::ALL[..]))
            .prop_map(|(id, date, stage)| Record::Stage(StageEntry { id, date, stage })),
        (id(), dates(), answers(), notes(), evidence(id())).prop_map(
            |(id, date, answers, note, evidence)| {
                Record::Rating(Rating {
                    id,
                    date,
                    rater: Rater::Seller,
                    measurement: Measurement::Items(answers),
                    is_blind: false,
                    note,
                    evidence,
                })
            }
        ),
        requests(id(), id().boxed()).prop_map(Record::Request),
        promises(id(), dates().boxed()).prop_map(Record::Promise),
        feedback(id()).prop_map(Record::Feedback),
        actions(id(), id().boxed()).prop_map(Record::Action),
    ]
}

/// The evidence of a rating: mostly nothing, else entries that may be there or not.
fn evidence(id: impl Strategy<Value = EntryId>) -> impl Strategy<Value = Vec<EntryId>> {
    option::weighted(0.3, vec(id, 0..3)).prop_map(Option::unwrap_or_default)
}

/// Promises with any outcome, or none, whose dates are in order.
fn promises(
    id: impl Strategy<Value = EntryId>,
    dates: BoxedStrategy<CivilDate>,
) -> impl Strategy<Value = Promise> {
    let score = || (1..=LikertScore::MAX).prop_map(|number| LikertScore::new(number).unwrap());
    (
        id,
        dates,
        0..60_i64,
        0..60_i64,
        0..4,
        (score(), score()),
        notes(),
    )
        .prop_map(
            |(id, date, due, after, outcome, (expected, experienced), what)| {
                let on = date.plus_days(after).unwrap_or(date);
                Promise {
                    id,
                    date,
                    due: date.plus_days(due).unwrap_or(date),
                    expected,
                    what,
                    outcome: match outcome {
                        0 => None,
                        1 => Some(PromiseOutcome::Kept { on, experienced }),
                        2 => Some(PromiseOutcome::Broken { on }),
                        _ => Some(PromiseOutcome::Withdrawn { on }),
                    },
                }
            },
        )
}

/// Feedback that says one thing at least.
fn feedback(id: impl Strategy<Value = EntryId>) -> impl Strategy<Value = Feedback> {
    let comment = (select(&CommentKind::ALL[..]), "[\\PC\n\t\"\\\\]{1,60}");
    let comment = comment.prop_filter_map("says nothing", |(kind, text)| {
        let text = NonEmptyText::new(&text).ok()?;
        Some(Comment { kind, text })
    });
    let satisfaction =
        option::of((1..=Satisfaction::MAX).prop_map(|n| Satisfaction::new(n).unwrap()));
    let recommendation =
        option::of((0..=Recommendation::MAX).prop_map(|n| Recommendation::new(n).unwrap()));
    let content = (satisfaction, recommendation, option::of(comment));
    let content =
        content.prop_filter_map("says nothing", |(satisfaction, recommendation, comment)| {
            FeedbackContent::new(satisfaction, recommendation, comment)
        });
    (id, dates(), select(&Channel::ALL[..]), content).prop_map(|(id, date, channel, content)| {
        Feedback {
            id,
            date,
            channel,
            content,
        }
    })
}

/// Planned actions in any state, whose dates are in order.
fn actions(
    id: impl Strategy<Value = EntryId>,
    breach: BoxedStrategy<EntryId>,
) -> impl Strategy<Value = PlannedAction> {
    let text = || {
        let text = "[\\PC\n\t\"\\\\]{1,60}";
        text.prop_filter_map("says nothing", |text| NonEmptyText::new(&text).ok())
    };
    let origin = prop_oneof![
        Just(ActionOrigin::Own),
        "[a-z0-9-]{1,64}".prop_map(|key| ActionOrigin::Advice(AdviceKey::new(&key).unwrap())),
        (breach, select(&RepairStep::ALL[..]))
            .prop_map(|(breach, step)| ActionOrigin::Repair { breach, step }),
    ];
    let days = || 0..60_i64;
    let result = option::of((select(&ReviewResult::ALL[..]), text()));
    let review = option::of((days(), result));
    let outcome = (0..3, days());
    (id, dates(), days(), text(), origin, outcome, review).prop_map(
        |(id, date, due, what, origin, (outcome, after), review)| {
            let later = |days| date.plus_days(days).unwrap_or(date);
            PlannedAction {
                id,
                date,
                due: later(due),
                what,
                origin,
                outcome: match outcome {
                    0 => None,
                    1 => Some(ActionOutcome::Done(later(after))),
                    _ => Some(ActionOutcome::Dismissed(later(after))),
                },
                review: review.map(|(on, result)| ActionReview {
                    on: later(on),
                    result,
                }),
            }
        },
    )
}

/// Answers to either form.
pub fn answers() -> impl Strategy<Value = ItemResponses> {
    "(2:)?([-1-7]{4}|[-1-7]{16})".prop_map(|text| text.parse().unwrap())
}

/// A request, answered or not, with a key or without.
fn requests(
    id: impl Strategy<Value = EntryId>,
    rating: BoxedStrategy<EntryId>,
) -> impl Strategy<Value = Request> {
    let respondent = prop_oneof![Just(Respondent::Peer), names().prop_map(Respondent::Client)];
    let bytes = || vec(any::<u8>(), 0..140);
    let key = (bytes(), bytes()).prop_map(|(public, private)| ResponseKeyPair { public, private });
    let asked = (
        respondent,
        (select(&ItemsVersion::ALL[..]), select(&Form::ALL[..])),
        select(&Language::ALL[..]),
    );
    (id, dates(), asked, option::of(key), option::of(rating)).prop_map(
        |(id, date, (respondent, (version, form), language), key, rating)| Request {
            id,
            date,
            respondent,
            version,
            form,
            language,
            key,
            rating,
        },
    )
}

/// Whatever a person may keep of themself, with ids up to `most`.
pub fn myself(most: u64) -> impl Strategy<Value = Myself> {
    let id = (0..=most).prop_map(EntryId::new);
    let entry = (id, dates(), select(&Occasion::ALL[..]), answers());
    let entry = entry.prop_map(|(id, date, occasion, answers)| Assessment {
        id,
        date,
        occasion,
        answers,
    });
    let entries = vec(entry, 0..6);
    let filters = vec(saved_filter(most), 0..6);
    (option::of(names()), entries, filters).prop_map(|(name, entries, filters)| {
        let mut myself = Myself::default();
        myself.name = name;
        for entry in entries {
            myself.put(entry);
        }
        for filter in filters {
            myself.put_filter(filter);
        }
        myself
    })
}

/// Whatever filter of the list a person may save, with an id up to `most`.
fn saved_filter(most: u64) -> impl Strategy<Value = SavedFilter> {
    let filter = (
        option::of(names()),
        option::of(select(&Stage::ALL[..])),
        option::of(select(&Need::ALL[..])),
        option::of(names()),
        option::of(select(&RelationshipKind::ALL[..])),
        select(&Order::ALL[..]),
    );
    (0..=most, "\\PC{0,38}", filter).prop_map(|(id, end, filter)| {
        let (search, stage, need, tag, kind, order) = filter;
        SavedFilter {
            id: EntryId::new(id),
            name: FilterName::new(&format!("筛{end}")).unwrap(),
            filter: ListFilter {
                search,
                stage,
                need,
                tag,
                kind,
                order,
            },
        }
    })
}
