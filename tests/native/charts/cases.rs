//! The clients of the pictures, and their labels in Chinese.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    chart::{ChartLabel, Grain, Labels},
    domain::{
        Breach, Channel, CivilDate, Client, ClientId, Contact, Dimension, EntryId, Measurement,
        Name, Note, PerDimension, Profile, Rater, Rating, Record, Score, Scores, Severity, Stage,
        StageEntry, Unit,
    },
};

/// Labels as the page sets them in Chinese.
pub struct Chinese;

impl Labels for Chinese {
    fn word(&self, word: ChartLabel) -> String {
        let word = match word {
            ChartLabel::Dimension(Dimension::Expertise) => "专业信任",
            ChartLabel::Dimension(Dimension::Conduct) => "职业信任",
            ChartLabel::Dimension(Dimension::Relationship) => "关系信任",
            ChartLabel::Dimension(Dimension::Benefit) => "利益信任",
            ChartLabel::Axis(Dimension::Expertise) => "专业",
            ChartLabel::Axis(Dimension::Conduct) => "职业",
            ChartLabel::Axis(Dimension::Relationship) => "关系",
            ChartLabel::Axis(Dimension::Benefit) => "利益",
            ChartLabel::Stage(Stage::Initial) => "初次接触",
            ChartLabel::Stage(Stage::Deepening) => "深化关系",
            ChartLabel::Stage(Stage::LongTerm) => "长期合作",
            ChartLabel::Stage(Stage::Ended) => "已结束",
            ChartLabel::Gate(score) => return format!("门槛 {}", score.value()),
            ChartLabel::Breach => "受损",
            ChartLabel::Regained(share) => return format!("受损，恢复 {:.0}%", share * 100.0),
            ChartLabel::OtherRatings => "其他评分",
            ChartLabel::Formula => "公式速度",
            ChartLabel::Net => "净变化",
            ChartLabel::Trend => "近期趋势",
            ChartLabel::PointsPer(Unit::Day) => "分/天",
            ChartLabel::PointsPer(Unit::Week) => "分/周",
            ChartLabel::PointsPer(Unit::Month) => "分/月",
            ChartLabel::PointsPer(Unit::Year) => "分/年",
            ChartLabel::NoRatings => "还没有评分",
            ChartLabel::BaselineOnly => "已记下基线，下次评分起有速度",
            ChartLabel::App => "信任速度",
            ChartLabel::Total => "总分",
            ChartLabel::Scale => "每项 0–10，总分 0–40",
            ChartLabel::PracticeNote => "练习用自评，不是测验",
            ChartLabel::Answers(count) => return format!("{count} 人"),
            ChartLabel::Key(score) => return format!("参考答案 {:.1}", score.value()),
            ChartLabel::NoKey => "参考答案留空",
            ChartLabel::OnlyScore(score) => return format!("打了 {score:.1} 分"),
            ChartLabel::Mean(mean) => return format!("平均 {mean:.1}"),
            ChartLabel::NoScores => "没有评分",
            ChartLabel::Hidden => "不足 3 人，不显示",
            ChartLabel::TrendPer(unit) => {
                let unit = self.word(ChartLabel::PointsPer(unit));
                return format!("近期趋势（{unit}）");
            }
            ChartLabel::ErrorZone => "误差范围（中位）",
            ChartLabel::NoStage => "还没有阶段",
            ChartLabel::NoTrends => "还没有可以比较的近期趋势",
        };
        word.to_owned()
    }

    fn date(&self, date: CivilDate, grain: Grain) -> String {
        match grain {
            Grain::Day => format!("{}月{}日", date.month(), date.day()),
            Grain::Month => format!("{}月", date.month()),
            Grain::Year => format!("{}年", date.year()),
        }
    }

    fn full_date(&self, date: CivilDate) -> String {
        format!("{}年{}月{}日", date.year(), date.month(), date.day())
    }

    fn number(&self, number: f64, decimals: usize) -> String {
        grouped(number, decimals)
    }
}

/// Labels as the page sets them in English: longer words.
pub struct English;

impl Labels for English {
    fn word(&self, word: ChartLabel) -> String {
        let word = match word {
            ChartLabel::Dimension(Dimension::Expertise) => "Expertise trust",
            ChartLabel::Dimension(Dimension::Conduct) => "Conduct trust",
            ChartLabel::Dimension(Dimension::Relationship) => "Relationship trust",
            ChartLabel::Dimension(Dimension::Benefit) => "Benefit trust",
            ChartLabel::Axis(Dimension::Expertise) => "Expertise",
            ChartLabel::Axis(Dimension::Conduct) => "Conduct",
            ChartLabel::Axis(Dimension::Relationship) => "Relationship",
            ChartLabel::Axis(Dimension::Benefit) => "Benefit",
            ChartLabel::Stage(Stage::Initial) => "First contact",
            ChartLabel::Stage(Stage::Deepening) => "Deepening",
            ChartLabel::Stage(Stage::LongTerm) => "Long-term",
            ChartLabel::Stage(Stage::Ended) => "Ended",
            ChartLabel::Gate(score) => return format!("Gate {}", score.value()),
            ChartLabel::Breach => "Damaged",
            ChartLabel::Regained(share) => {
                return format!("Damaged, {:.0}% regained", share * 100.0);
            }
            ChartLabel::OtherRatings => "Other ratings",
            ChartLabel::Formula => "Formula velocity",
            ChartLabel::Net => "Net change",
            ChartLabel::Trend => "Recent trend",
            ChartLabel::PointsPer(unit) => return format!("points/{}", unit.id()),
            ChartLabel::NoRatings => "No ratings yet",
            ChartLabel::BaselineOnly => "Baseline recorded; velocity from the next rating on",
            ChartLabel::App => "Trust Velocity",
            ChartLabel::Total => "Total",
            ChartLabel::Scale => "each 0–10, total 0–40",
            ChartLabel::PracticeNote => "A practice self-rating, not a test",
            ChartLabel::Answers(1) => "1 answer",
            ChartLabel::Answers(count) => return format!("{count} answers"),
            ChartLabel::Key(score) => return format!("key {:.1}", score.value()),
            ChartLabel::NoKey => "no key score",
            ChartLabel::OnlyScore(score) => return format!("scored {score:.1}"),
            ChartLabel::Mean(mean) => return format!("mean {mean:.1}"),
            ChartLabel::NoScores => "no scores",
            ChartLabel::Hidden => "under three answers: not shown",
            ChartLabel::TrendPer(unit) => {
                return format!("Recent trend (points/{})", unit.id());
            }
            ChartLabel::ErrorZone => "Error (median)",
            ChartLabel::NoStage => "No stage",
            ChartLabel::NoTrends => "No recent trend to compare yet",
        };
        word.to_owned()
    }

    fn date(&self, date: CivilDate, grain: Grain) -> String {
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let month = MONTHS[usize::try_from(date.month()).unwrap() - 1];
        match grain {
            Grain::Day => format!("{month} {}", date.day()),
            Grain::Month => month.to_owned(),
            Grain::Year => date.year().to_string(),
        }
    }

    fn full_date(&self, date: CivilDate) -> String {
        format!("{}, {}", self.date(date, Grain::Day), date.year())
    }

    fn number(&self, number: f64, decimals: usize) -> String {
        grouped(number, decimals)
    }
}

fn grouped(number: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", number.abs());
    let whole = digits.find('.').unwrap_or(digits.len());
    let mut text = String::from(if number < 0.0 { "−" } else { "" });
    for (nth, digit) in digits.chars().enumerate() {
        if 0 < nth && nth < whole && (whole - nth).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

pub fn date(text: &str) -> CivilDate {
    text.parse().unwrap()
}

/// Builds a client, entry by entry.
pub struct Story {
    client: Client,
    entries: u64,
}

impl Story {
    fn since(first_contact: CivilDate) -> Self {
        let profile = Profile {
            name: Name::new("华东精机・陈工").unwrap(),
            organisation: None,
            title: None,
            tags: Vec::new(),
            note: Note::default(),
        };
        let empty = Self {
            client: Client::empty(ClientId::new(1), profile, first_contact),
            entries: 0,
        };
        empty.stage(first_contact, Stage::Initial)
    }

    fn put(mut self, make: impl FnOnce(EntryId) -> Record) -> Self {
        self.entries += 1;
        self.client.put(make(EntryId::new(self.entries))).unwrap();
        self
    }

    fn stage(self, date: CivilDate, stage: Stage) -> Self {
        self.put(|id| Record::Stage(StageEntry { id, date, stage }))
    }

    fn contact(self, date: CivilDate) -> Self {
        self.put(|id| {
            Record::Contact(Contact {
                id,
                date,
                channel: Channel::Visit,
                minutes: 30,
                served: PerDimension([true; 4]),
                note: Note::default(),
                next: None,
            })
        })
    }

    fn breach(self, date: CivilDate) -> Self {
        self.put(|id| {
            Record::Breach(Breach {
                id,
                date,
                dimension: Dimension::Conduct,
                severity: Severity::Serious,
                what: Note::default(),
                done: Note::default(),
            })
        })
    }

    fn rated(self, date: CivilDate, rater: Rater, scores: [Option<f64>; 4]) -> Self {
        let scores: Scores =
            PerDimension(scores.map(|score| score.map(|score| Score::new(score).unwrap())));
        let (measurement, note) = (Measurement::Sliders(scores), Note::default());
        self.put(|id| {
            Record::Rating(Rating {
                id,
                date,
                rater,
                measurement,
                is_blind: false,
                note,
                evidence: Vec::new(),
            })
        })
    }

    fn rating(self, date: &str, scores: [f64; 4]) -> Self {
        self.rated(self::date(date), Rater::Seller, scores.map(Some))
    }

    fn every(mut self, days: i64, from: &str, until: &str) -> Self {
        let (first, last) = (date(from), date(until));
        for nth in 0.. {
            let Some(day) = first.plus_days(nth * days).filter(|day| *day <= last) else {
                break;
            };
            self = self.contact(day);
        }
        self
    }
}

fn met(first_contact: &str) -> Story {
    Story::since(date(first_contact))
}

/// A year with all that a relationship can have.
pub fn year() -> Client {
    met("2026-03-03")
        .rating("2026-03-06", [2.5, 4.5, 1.0, 1.6])
        .rating("2026-04-02", [4.2, 5.4, 1.8, 2.0])
        .rating("2026-05-04", [6.1, 6.2, 2.6, 2.7])
        .stage(date("2026-05-07"), Stage::Deepening)
        .rating("2026-06-05", [6.4, 6.5, 4.0, 3.1])
        .breach(date("2026-07-01"))
        .rating("2026-07-08", [6.8, 4.3, 3.4, 3.0])
        .rating("2026-08-04", [6.9, 5.6, 4.4, 3.8])
        .rating("2026-09-11", [7.4, 6.8, 5.9, 4.6])
        .stage(date("2026-09-16"), Stage::LongTerm)
        .rating("2026-10-25", [7.6, 7.2, 6.4, 5.6])
        .every(13, "2026-03-04", "2026-11-10")
        .client
}

pub fn none() -> Client {
    met("2026-09-01").contact(date("2026-09-01")).client
}

pub fn one() -> Client {
    met("2026-09-01")
        .rating("2026-10-04", [4.0, 5.5, 2.0, 3.0])
        .client
}

/// A rating every day for 500 days, with stages along them.
pub fn many() -> Client {
    let first = date("2025-06-20");
    let mut story = Story::since(first);
    for nth in 0..500_u32 {
        let day = first.plus_days(i64::from(nth) + 1).unwrap();
        let t = f64::from(nth);
        let score = |grown: f64, swing: f64| {
            Some((grown * (t / 500.0).sqrt() + (t / swing).sin() * 0.5 + 1.0).clamp(0.0, 10.0))
        };
        let scores = [
            score(8.0, 9.0),
            score(7.0, 14.0),
            score(6.0, 21.0),
            score(4.5, 5.0),
        ];
        story = story.rated(day, Rater::Seller, scores);
    }
    let story = story.stage(date("2025-11-03"), Stage::Deepening);
    story
        .stage(date("2026-06-10"), Stage::LongTerm)
        .every(4, "2025-06-21", "2026-11-10")
        .client
}

/// As many ratings, the last of them today; each so manyth leaves a dimension out.
pub fn daily(count: u32, every: u32) -> Client {
    let today = date("2026-11-10");
    let first = today.plus_days(-i64::from(count)).unwrap();
    let mut story = Story::since(first);
    for nth in 1..=count {
        let day = first.plus_days(i64::from(nth)).unwrap();
        let scores = [7919, 6101, 5009, 3203].map(|step| f64::from(nth * step % 101) / 10.0);
        let mut scores = scores.map(Some);
        if every != 0 && nth % every == 0 {
            scores[usize::try_from(nth / every % 4).unwrap()] = None;
        }
        story = story.rated(day, Rater::Seller, scores);
    }
    story.client
}

pub fn equal() -> Client {
    let dates = [
        "2026-06-03",
        "2026-07-01",
        "2026-08-01",
        "2026-09-05",
        "2026-10-20",
    ];
    dates
        .into_iter()
        .fold(met("2026-05-20"), |story, date| {
            story.rating(date, [6.0; 4])
        })
        .client
}

/// Met and rated today.
pub fn one_day() -> Client {
    met("2026-11-10")
        .contact(date("2026-11-10"))
        .rating("2026-11-10", [3.0, 5.0, 1.0, 2.0])
        .client
}

/// Missing scores, two breaches close to each other, and the client's own answers.
pub fn gaps() -> Client {
    let asked = || Rater::Client(Name::new("陈工").unwrap());
    let seller = |story: Story, day: &str, scores| story.rated(date(day), Rater::Seller, scores);
    let mut story = met("2026-04-01");
    story = seller(story, "2026-04-10", [Some(3.0), Some(4.0), None, None]);
    story = seller(story, "2026-05-12", [Some(5.0), None, Some(2.0), None]);
    story = seller(
        story,
        "2026-06-15",
        [Some(6.0), Some(6.0), Some(3.0), Some(2.5)],
    );
    story = seller(story, "2026-07-20", [None; 4]);
    story = seller(story, "2026-08-22", [Some(6.5), Some(3.0), None, Some(3.0)]);
    story = seller(
        story,
        "2026-09-25",
        [Some(7.0), Some(4.5), Some(4.0), Some(3.5)],
    );
    story
        .rated(date("2026-06-20"), asked(), [4.5, 5.0, 4.0, 2.0].map(Some))
        .rated(date("2026-09-20"), asked(), [5.5, 3.0, 4.5, 3.0].map(Some))
        .breach(date("2026-08-01"))
        .breach(date("2026-08-09"))
        .stage(date("2026-06-30"), Stage::Deepening)
        .every(21, "2026-04-01", "2026-10-30")
        .client
}

/// Back and forth within weeks, ended, and resumed five days ago.
pub fn short_stages() -> Client {
    met("2026-01-05")
        .rating("2026-01-20", [5.0, 5.0, 2.0, 1.0])
        .stage(date("2026-02-10"), Stage::Deepening)
        .stage(date("2026-02-20"), Stage::Initial)
        .rating("2026-03-01", [6.0, 5.5, 2.5, 2.0])
        .stage(date("2026-03-15"), Stage::Deepening)
        .rating("2026-06-01", [7.0, 6.5, 6.0, 4.0])
        .stage(date("2026-07-01"), Stage::LongTerm)
        .rating("2026-08-10", [7.0, 6.5, 6.5, 7.2])
        .stage(date("2026-09-01"), Stage::Ended)
        .stage(date("2026-11-05"), Stage::Deepening)
        .rating("2026-11-08", [6.0, 6.0, 5.0, 5.0])
        .client
}

/// Rated well on the day after first contact: 20 points a day.
pub fn huge_first() -> Client {
    met("2026-05-01")
        .rating("2026-05-02", [6.0, 6.0, 4.0, 4.0])
        .rating("2026-05-20", [6.0, 6.0, 4.5, 4.0])
        .rating("2026-06-25", [6.5, 6.5, 4.5, 4.5])
        .rating("2026-08-01", [6.5, 7.0, 5.0, 4.5])
        .rating("2026-10-01", [7.0, 7.0, 6.0, 5.0])
        .client
}

/// Any client whose first contact is between 1900 and 2026.
pub fn any_client() -> impl Strategy<Value = Client> {
    let score = proptest::option::weighted(0.8, 0.0..=10.0_f64);
    let entry = (
        0_i64..46_000,
        0_u8..12,
        [score.clone(), score.clone(), score.clone(), score],
    );
    let span = prop_oneof![Just(1_i64), Just(30), Just(700), Just(46_000)];
    (0_i64..46_000, span, vec(entry, 0..30)).prop_map(|(first, span, entries)| {
        let first = date("1900-01-01").plus_days(first).unwrap();
        let mut story = Story::since(first);
        for (days, kind, scores) in entries {
            let day = first.plus_days(days % span).unwrap();
            story = match kind {
                0..=5 => story.rated(day, Rater::Seller, scores),
                6 => story.rated(day, Rater::Client(Name::new("陈工").unwrap()), scores),
                7 => story.breach(day),
                8..=9 => story.contact(day),
                _ => story.stage(
                    day,
                    Stage::ALL[usize::from(kind % 2) * 2 + usize::from(days % 2 == 0)],
                ),
            };
        }
        story.client
    })
}
