//! Profiles: whole ones, ones with gaps, and any others.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    chart::{
        Card, Palette, ProfileChart, ProfileRole, RenderContext,
        draw::{CARD, Caption, POSTER},
    },
    domain::{Dimension, PerDimension, Score, Scores},
};

use super::{
    THEMES,
    cases::{Chinese, English, date},
    check, compare,
    sheet::{draw, draw_layers, draw_poster},
};

const ROLES: [ProfileRole; 4] = [
    ProfileRole::Current,
    ProfileRole::Earlier,
    ProfileRole::Retrospective,
    ProfileRole::Client,
];

fn scores(four: [f64; 4]) -> Scores {
    PerDimension(four.map(|score| Score::new(score).ok()))
}

fn now() -> ProfileChart {
    ProfileChart::new("这一次", scores([7.5, 8.3, 4.6, 6.2]))
}

fn now_and_then() -> ProfileChart {
    let then = scores([6.4, 8.1, 4.1, 4.9]);
    now().beside(ProfileRole::Earlier, "9月12日", then)
}

#[test]
fn one_profile() {
    check("profile-one", &now(), None);
}

#[test]
fn now_against_then() {
    check("profile-then", &now_and_then(), None);
    check("profile-then-readout", &now_and_then(), Some(1));
}

#[test]
fn self_against_client() {
    let client = scores([6.0, 8.8, 5.9, 4.2]);
    let chart = now().beside(ProfileRole::Client, "客户的回答", client);
    check("profile-client", &chart, None);
}

#[test]
fn before_and_after_a_course() {
    let seen_from_here = scores([4.5, 6.2, 3.1, 3.0]);
    let label = "现在看当时";
    let chart = now_and_then().beside(ProfileRole::Retrospective, label, seen_from_here);
    check("profile-course", &chart, None);
}

#[test]
fn missing_scores() {
    let one = scores([7.5, f64::NAN, 4.6, 6.2]);
    let other = scores([f64::NAN, 8.0, f64::NAN, 5.0]);
    let chart = ProfileChart::new("这一次", one).beside(ProfileRole::Earlier, "9月12日", other);
    check("profile-gaps", &chart, None);
    let nothing = ProfileChart::new("这一次", scores([f64::NAN; 4]));
    check("profile-nothing", &nothing, None);
}

#[test]
fn the_ends_of_the_scale() {
    check(
        "profile-zero",
        &ProfileChart::new("这一次", scores([0.0; 4])),
        None,
    );
    check(
        "profile-ten",
        &ProfileChart::new("这一次", scores([10.0; 4])),
        None,
    );
}

#[test]
fn longer_names_on_the_narrowest_phone() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let chart = ProfileChart::new("This time", scores([10.0; 4])).beside(
        ProfileRole::Client,
        "The client's answer",
        scores([6.0, 8.8, 5.9, 4.2]),
    );
    compare(
        "english-profile-narrow-light",
        &draw(&chart, (248, 300), &context),
    );
}

#[test]
fn a_gap_is_no_zero() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let drawn = |conduct| {
        let chart = ProfileChart::new("这一次", scores([7.0, conduct, 5.0, 6.0]));
        draw(&chart, (358, 300), &context).svg
    };
    let outline = |svg: &str| svg.matches("stroke=\"#1F5F8B\"").count();
    assert_eq!(outline(&drawn(0.0)), 4);
    assert_eq!(outline(&drawn(f64::NAN)), 2, "no line to it or across it");
    let [zero, gap] = [0.0, f64::NAN].map(|conduct| drawn(conduct).matches("<rect").count());
    assert_eq!(zero, gap + 2, "no square, and none of its ring");
}

#[test]
fn the_nearest_axis_is_found_by_its_direction() {
    let near = |at| now().nearest(at, (358, 300));
    assert_eq!(near((179.0, 10.0)), Some(Dimension::Expertise));
    assert_eq!(near((340.0, 160.0)), Some(Dimension::Conduct));
    assert_eq!(near((170.0, 290.0)), Some(Dimension::Relationship));
    assert_eq!(near((5.0, 140.0)), Some(Dimension::Benefit));
    assert_eq!(now().nearest((5.0, 140.0), (150, 300)), None);
}

#[test]
fn a_difference_needs_both_scores() {
    let chart = ProfileChart::new("1", scores([7.5, 8.0, f64::NAN, 6.0])).beside(
        ProfileRole::Client,
        "2",
        scores([7.0, f64::NAN, 5.0, 8.0]),
    );
    let found = Dimension::ALL.map(|dimension| chart.difference(dimension));
    assert_eq!(found, [Some(0.5), None, None, Some(-2.0)]);
    assert_eq!(now().difference(Dimension::Expertise), None);
}

fn card(chart: ProfileChart, name: Option<&str>) -> Card {
    Card {
        chart,
        title: "我的信任画像".to_owned(),
        date: date("2026-11-21"),
        form: "16 题自评".to_owned(),
        name: name.map(str::to_owned),
    }
}

#[test]
fn a_card_to_share() {
    for (name, palette) in THEMES {
        let context = RenderContext {
            palette,
            labels: &Chinese,
        };
        let check = |case: &str, card: &Card| {
            compare(&format!("card-{case}-{name}"), &draw(card, CARD, &context));
        };
        check("one", &card(now(), None));
        check("then", &card(now_and_then(), Some("华东精机 · 陈小明")));
        let gap = ProfileChart::new("这一次", scores([7.5, f64::NAN, 4.6, 10.0]));
        check("gap", &card(gap, Some(&"很长的名字".repeat(20))));
    }
}

#[test]
fn a_card_in_longer_words() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let chart = ProfileChart::new("This time", scores([10.0; 4]));
    let chart = chart.beside(ProfileRole::Earlier, "Sep 12", scores([6.4, 8.1, 4.1, 4.9]));
    let card = Card {
        title: "How I see my trustworthiness".to_owned(),
        form: "Self-rating of 16 items".to_owned(),
        ..card(chart, Some("Chen Xiaoming"))
    };
    compare("english-card-light", &draw(&card, CARD, &context));
}

#[test]
fn a_card_tells_no_name_by_itself() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let drawn = |name| draw(&card(now(), name), CARD, &context).svg;
    assert!(!drawn(None).contains("陈小明"));
    assert!(drawn(Some("陈小明")).contains("陈小明"));
    for words in [
        "信任速度",
        "2026年11月21日",
        "16 题自评",
        "练习用自评，不是测验",
    ] {
        assert!(drawn(None).contains(words), "{words}");
    }
}

fn any_scores() -> impl Strategy<Value = Scores> {
    let score = prop_oneof![Just(0.0), Just(10.0), 0.0..=10.0, Just(f64::NAN)];
    [score.clone(), score.clone(), score.clone(), score].prop_map(scores)
}

prop_compose! {
    pub fn any_profiles()(
        lead in any_scores(),
        label in ".{0,30}",
        others in vec((0..ROLES.len(), ".{0,30}", any_scores()), 0..4),
    ) -> ProfileChart {
        let beside = |chart: ProfileChart, (role, label, scores): (usize, String, Scores)| {
            chart.beside(ROLES[role], label, scores)
        };
        others.into_iter().fold(ProfileChart::new(label, lead), beside)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_profile_is_drawn_inside_its_canvas(
        chart in any_profiles(),
        size in (0_u32..900, 0_u32..500),
        highlight in proptest::option::of(0_usize..6),
        at in any::<(f64, f64)>(),
        name in ".{0,60}",
    ) {
        for palette in [&Palette::LIGHT, &Palette::DARK] {
            let context = RenderContext { palette, labels: &Chinese };
            let drawn = draw_layers(&chart, size, &context, highlight);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
            let context = RenderContext { labels: &English, ..context };
            let drawn = draw_layers(&chart, size, &context, highlight);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
        }
        let context = RenderContext { palette: &Palette::LIGHT, labels: &English };
        for name in [None, Some(name.as_str())] {
            let drawn = draw(&card(chart.clone(), name), CARD, &context);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
        }
        let caption = Caption { title: &name, subtitle: &name };
        let drawn = draw_poster(&chart, POSTER, &context, caption);
        prop_assert_eq!(drawn.outside, Vec::<String>::new());
        prop_assert_eq!(chart.nearest(at, size).is_some(), 160 <= size.0.min(size.1));
    }
}
