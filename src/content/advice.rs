//! Advice: concrete actions for each dimension, each with words to say and the theory behind it.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, de::Error};

use crate::domain::{Dimension, Language, RelationshipKind, Scores, Stage};

/// All actions, in the order of the file; cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Advice(Arc<[Action]>);

/// An action to take within two weeks, with one client or a few.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Action {
    /// The stable name.
    pub id: String,
    /// The dimension that it develops.
    #[serde(deserialize_with = "dimension")]
    pub dimension: Dimension,
    /// The stage that focuses on the dimension; `None` for clients in general.
    #[serde(deserialize_with = "stage")]
    pub stage: Option<Stage>,
    /// Whether it is done with several clients, so that it is no advice on one of them.
    #[serde(default, rename = "several")]
    pub is_for_several: bool,
    /// The theory behind it.
    pub idea: Theory,
    #[serde(rename = "action")]
    what: Text,
    say: Text,
    why: Text,
}

/// A theory that the source names behind the formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theory {
    /// 社会交换: a relationship depends on what both sides give and receive.
    SocialExchange,
    /// 关系营销: long-term relationships for mutual gain, beyond the single sale.
    RelationshipMarketing,
    /// 期望确认: comparing expectation with experience.
    ExpectationConfirmation,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Text {
    zh: String,
    en: String,
}

impl Advice {
    /// The address of the advice for a kind of relationship.
    pub const fn address(kind: RelationshipKind) -> &'static str {
        match kind {
            RelationshipKind::Client => "content/advice.json",
            RelationshipKind::TeamMember => "content/advice-team-member.json",
            RelationshipKind::ProjectPartner => "content/advice-project-partner.json",
            RelationshipKind::Supplier => "content/advice-supplier.json",
        }
    }

    /// Parses the advice of the site's file.
    ///
    /// # Errors
    /// The parser's words if the file is damaged, or names an unknown dimension, stage or theory.
    pub fn parse(json: &str) -> Result<Self, serde_json::Error> {
        serde_json::from_str::<Vec<Action>>(json).map(|actions| Self(actions.into()))
    }

    /// The advice that a client needs, as dimension and stage of [`Self::of`]: for the lowest dimension in
    /// the focus of the stage, or the first one there if none of them is known; and in general for the lowest
    /// of all, if that lies outside the focus and is lower still. None once the relationship has ended.
    ///
    /// ```
    /// use trust_velocity::{content::Advice, domain::{Dimension, PerDimension, Score, Stage}};
    /// let score = |value| Score::new(value).ok();
    /// // Expertise, conduct, relationship, benefit.
    /// let latest = PerDimension([score(6.0), score(5.0), score(2.0), None]);
    /// let needs = Advice::needed(Some(Stage::Initial), &latest);
    /// assert_eq!(needs, [(Dimension::Conduct, Some(Stage::Initial)), (Dimension::Relationship, None)]);
    /// ```
    pub fn needed(stage: Option<Stage>, latest: &Scores) -> Vec<(Dimension, Option<Stage>)> {
        if stage == Some(Stage::Ended) {
            return Vec::new();
        }
        let focus = stage.map_or(&[][..], Stage::focus);
        let lowest = |dimensions: &[Dimension]| {
            let known = dimensions.iter().filter_map(|it| Some((*it, latest[*it]?)));
            known.reduce(|a, b| if b.1 < a.1 { b } else { a })
        };
        let in_focus = lowest(focus);
        let general = lowest(&Dimension::ALL).filter(|(dimension, score)| {
            let is_lower = in_focus.is_none_or(|(_, in_focus)| *score < in_focus);
            is_lower && !focus.contains(dimension)
        });
        let in_focus = in_focus.map(|(dimension, _)| dimension);
        let in_focus = in_focus.or_else(|| focus.first().copied());
        let in_focus = in_focus.map(|dimension| (dimension, stage));
        let general = general.map(|(dimension, _)| (dimension, None));
        in_focus.into_iter().chain(general).collect()
    }

    /// The actions for a dimension and a stage, or for a dimension in general. There are none for a
    /// stage with another focus.
    ///
    /// ```
    /// use trust_velocity::{content::Advice, domain::{Dimension, Language, Stage}};
    /// let advice = Advice::parse(r#"[{
    ///     "id": "be-on-time", "dimension": "conduct", "stage": "initial",
    ///     "idea": "expectation_confirmation",
    ///     "action": {"zh": "…", "en": "End the first meeting on time."},
    ///     "say": {"zh": "…", "en": "I'll stop at half past ten."},
    ///     "why": {"zh": "…", "en": "Time is easy to check."}
    /// }]"#)?;
    /// let first = advice.of(Dimension::Conduct, Some(Stage::Initial)).next();
    /// assert_eq!(first.map(|it| it.action(Language::En)), Some("End the first meeting on time."));
    /// assert_eq!(advice.of(Dimension::Conduct, None).count(), 0);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn of(&self, dimension: Dimension, stage: Option<Stage>) -> impl Iterator<Item = &Action> {
        self.0
            .iter()
            .filter(move |action| action.dimension == dimension && action.stage == stage)
    }

    /// The action at a turn from 0, cyclically; `None` if there is no advice.
    pub fn pick(&self, dimension: Dimension, stage: Option<Stage>, turn: usize) -> Option<&Action> {
        let count = self.of(dimension, stage).count();
        self.of(dimension, stage).nth(turn.checked_rem(count)?)
    }
}

impl Action {
    /// The action.
    pub fn action(&self, language: Language) -> &str {
        self.what.text(language)
    }

    /// An example of words to say or write to the client, without quotation marks.
    pub fn say(&self, language: Language) -> &str {
        self.say.text(language)
    }

    /// How the action follows from the theory.
    pub fn why(&self, language: Language) -> &str {
        self.why.text(language)
    }
}

impl Text {
    fn text(&self, language: Language) -> &str {
        match language {
            Language::Zh => &self.zh,
            Language::En => &self.en,
        }
    }
}

fn dimension<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Dimension, D::Error> {
    let id = String::deserialize(deserializer)?;
    Dimension::from_id(&id).ok_or_else(|| D::Error::custom(format!("{id:?} is no dimension")))
}

fn stage<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Stage>, D::Error> {
    let id = Option::<String>::deserialize(deserializer)?;
    let known = |id: String| {
        Stage::from_id(&id).ok_or_else(|| D::Error::custom(format!("{id:?} is no stage")))
    };
    id.map(known).transpose()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;
    use crate::domain::{AdviceKey, PerDimension, Score};

    const FILE: &str = include_str!("../../assets/content/advice.json");

    fn advice() -> Advice {
        Advice::parse(FILE).unwrap()
    }

    /// The advice for each kind of relationship.
    fn of_kinds() -> [(RelationshipKind, Advice); 4] {
        RelationshipKind::ALL.map(|kind| {
            let root = env!("CARGO_MANIFEST_DIR");
            let path = format!("{root}/assets/{}", Advice::address(kind));
            let file = std::fs::read_to_string(path).unwrap();
            (kind, Advice::parse(&file).unwrap())
        })
    }

    /// Each text with its maximal length in Chinese and in English.
    fn texts(action: &Action) -> [(&Text, usize, usize); 3] {
        [
            (&action.what, 45, 150),
            (&action.say, 70, 200),
            (&action.why, 50, 140),
        ]
    }

    #[test]
    fn every_dimension_and_every_focus_has_actions() {
        for (kind, advice) in of_kinds() {
            // Of the other kinds the app shows one at a time, and another one.
            let least = match kind {
                RelationshipKind::Client => 6,
                _ => 2,
            };
            let stages = Stage::ALL.into_iter().map(Some).chain([None]);
            for stage in stages {
                for dimension in Dimension::ALL {
                    let count = advice.of(dimension, stage).count();
                    let of_one = advice.of(dimension, stage).filter(|it| !it.is_for_several);
                    let of_one = of_one.count();
                    let at = format!("{kind:?}, {dimension:?}, {stage:?}: {of_one} of {count}");
                    if stage.is_none_or(|stage| stage.focus().contains(&dimension)) {
                        assert!(least <= count, "{at}");
                        assert!(least.min(4) <= of_one, "{at}");
                    } else {
                        assert_eq!(count, 0, "{at}, which is no focus");
                    }
                }
            }
        }
    }

    /// On the page of one client it would be no advice.
    #[test]
    fn what_names_several_clients_is_for_several() {
        for action in advice().0.iter() {
            let zh = action.what.zh.as_str();
            let names = ["两位客户", "三位客户", "五位客户", "三位在谈客户"];
            let is_named = names.iter().any(|name| zh.contains(name));
            assert!(action.is_for_several || !is_named, "{zh}");
        }
    }

    #[test]
    fn no_two_are_the_same() {
        let all = of_kinds();
        let mut seen = BTreeSet::new();
        for action in all.iter().flat_map(|(_, advice)| advice.0.iter()) {
            assert!(seen.insert(&action.id), "{} twice", action.id);
            for (text, ..) in texts(action) {
                for text in [&text.zh, &text.en] {
                    assert!(seen.insert(text), "{}: {text} twice", action.id);
                }
            }
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(action.id.chars().all(kebab), "{}", action.id);
        }
    }

    #[test]
    fn every_text_is_short_and_whole() {
        let all = of_kinds();
        for action in all.iter().flat_map(|(_, advice)| advice.0.iter()) {
            for (Text { zh, en }, most_zh, most_en) in texts(action) {
                let length = zh.chars().count();
                assert!((8..=most_zh).contains(&length), "{length}: {zh}");
                let length = en.chars().count();
                assert!((20..=most_en).contains(&length), "{length}: {en}");
                assert!(zh.ends_with(['。', '？']), "{zh}");
                assert!(
                    !zh.contains([',', '.', ';', ':', '?', '!', '(', ')']),
                    "{zh}"
                );
                assert!(en.ends_with(['.', '?']), "{en}");
                assert!(en.is_ascii(), "{en}");
                assert!(
                    !(zh.to_owned() + en).contains(['"', '“', '”', '「']),
                    "{zh} {en}"
                );
                assert_eq!(zh.trim(), zh);
                assert!(!en.contains("  ") && en.trim() == en, "{en}");
            }
        }
    }

    #[test]
    fn another_one_goes_round() {
        let advice = advice();
        let (dimension, stage) = (Dimension::Benefit, Some(Stage::LongTerm));
        let pick = |turn| advice.pick(dimension, stage, turn).map(|action| &action.id);
        let all: Vec<_> = advice
            .of(dimension, stage)
            .map(|action| &action.id)
            .collect();
        let round: Vec<_> = (0..all.len()).filter_map(pick).collect();
        assert_eq!(round, all);
        assert_eq!(pick(all.len()), pick(0));
        assert!(pick(usize::MAX).is_some());
        assert_eq!(advice.pick(Dimension::Benefit, Some(Stage::Ended), 3), None);
    }

    #[test]
    fn the_advice_that_is_needed_is_there_and_fits() {
        let scores = |values: [Option<f64>; 4]| {
            PerDimension(values.map(|value| value.map(|value| Score::new(value).unwrap())))
        };
        let [expertise, conduct, relationship, benefit] = Dimension::ALL;
        let some = |values: [f64; 4]| scores(values.map(Some));
        let (initial, deepening) = (Some(Stage::Initial), Some(Stage::Deepening));
        for (stage, latest, needed) in [
            (initial, scores([None; 4]), vec![(expertise, initial)]),
            (
                initial,
                some([5.0, 4.0, 4.0, 6.0]),
                vec![(conduct, initial)],
            ),
            (
                deepening,
                some([3.0, 7.0, 5.0, 3.0]),
                vec![(relationship, deepening), (expertise, None)],
            ),
            (
                Some(Stage::LongTerm),
                scores([None, Some(2.0), None, None]),
                vec![(benefit, Some(Stage::LongTerm)), (conduct, None)],
            ),
            (None, some([5.0, 6.0, 4.0, 7.0]), vec![(relationship, None)]),
            (Some(Stage::Ended), some([1.0; 4]), vec![]),
        ] {
            let found = Advice::needed(stage, &latest);
            assert_eq!(found, needed, "{stage:?}");
            for (dimension, stage) in found {
                assert!(advice().of(dimension, stage).next().is_some());
            }
        }
    }

    /// A planned action names its advice by the key.
    #[test]
    fn every_name_is_a_key() {
        for action in advice().0.iter() {
            assert!(AdviceKey::new(&action.id).is_some(), "{}", action.id);
        }
    }

    #[test]
    fn what_is_no_dimension_stage_or_idea_is_refused() {
        for (known, unknown) in [
            (r#""dimension": "expertise""#, r#""dimension": "Expertise""#),
            (r#""stage": "initial""#, r#""stage": "first""#),
            (r#""stage": null, "#, ""),
            (r#""idea": "social_exchange""#, r#""idea": "gravity""#),
            (r#""idea""#, r#""theory""#),
            (r#""en""#, r#""de""#),
        ] {
            assert!(FILE.contains(known), "{known}");
            let damaged = FILE.replacen(known, unknown, 1);
            assert!(Advice::parse(&damaged).is_err(), "{unknown} was taken");
        }
    }

    proptest! {
        #[test]
        fn any_part_of_the_file_parses_or_is_refused(cut in 0..FILE.len()) {
            let part: String = FILE.chars().take(cut).collect();
            prop_assert!(part.trim_end() == FILE.trim_end() || Advice::parse(&part).is_err());
        }
    }
}
