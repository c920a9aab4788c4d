//! Distributions: of a class, of a large one in few bins, and of hardly anyone.

use proptest::{collection::vec, option, prelude::*};
use trust_velocity::{
    chart::{
        DistributionChart, Labels, Palette, Panel, RenderContext,
        draw::{Caption, POSTER},
    },
    domain::{PerDimension, Score},
};

use super::{
    cases::{Chinese, English},
    compare,
    sheet::{draw, draw_layers, draw_poster},
};

const PHONE: (u32, u32) = (358, 600);
const PROJECTOR: (u32, u32) = (984, 480);

const LIGHT: RenderContext<'_> = RenderContext {
    palette: &Palette::LIGHT,
    labels: &Chinese,
};

/// As many scores as svg for each value.
fn scores(counts: &[(f64, usize)]) -> Vec<Score> {
    let each = counts
        .iter()
        .flat_map(|(value, count)| vec![*value; *count]);
    each.map(|value| Score::new(value).unwrap()).collect()
}

fn panel(counts: &[(f64, usize)], key: f64) -> Panel {
    Panel::new(&scores(counts), Score::new(key).ok())
}

/// A class of 40, two of whom left a dimension out.
fn class() -> DistributionChart {
    DistributionChart::new(PerDimension([
        panel(
            &[
                (4.5, 1),
                (5.1, 2),
                (5.4, 8),
                (6.0, 7),
                (6.6, 8),
                (7.0, 3),
                (7.6, 3),
                (8.0, 1),
                (8.5, 1),
                (6.1, 4),
                (5.5, 2),
            ],
            6.0,
        ),
        panel(
            &[
                (3.9, 2),
                (4.5, 4),
                (5.0, 5),
                (5.5, 7),
                (6.0, 8),
                (6.4, 4),
                (7.0, 5),
                (7.5, 3),
            ],
            5.5,
        ),
        panel(
            &[
                (1.0, 1),
                (2.0, 2),
                (2.5, 1),
                (3.1, 2),
                (3.5, 1),
                (4.0, 2),
                (4.6, 6),
                (5.0, 8),
                (5.5, 3),
                (6.0, 4),
                (6.5, 2),
                (7.0, 1),
                (7.4, 2),
                (8.0, 1),
                (10.0, 1),
            ],
            2.5,
        ),
        panel(
            &[
                (0.4, 1),
                (1.0, 1),
                (1.5, 2),
                (2.1, 2),
                (2.5, 2),
                (3.0, 1),
                (3.5, 8),
                (4.0, 5),
                (4.4, 3),
                (5.0, 5),
                (5.5, 4),
                (6.5, 1),
                (7.0, 3),
            ],
            3.0,
        ),
    ]))
}

#[test]
fn a_class_of_forty() {
    let chart = class();
    compare(
        "distribution-class-phone-light",
        &draw(&chart, PHONE, &LIGHT),
    );
    compare(
        "distribution-class-desktop-light",
        &draw(&chart, PROJECTOR, &LIGHT),
    );
    let dark = RenderContext {
        palette: &Palette::DARK,
        ..LIGHT
    };
    compare(
        "distribution-class-desktop-dark",
        &draw_layers(&chart, PROJECTOR, &dark, Some(2)),
    );
    let caption = Caption {
        title: "软件公司：时间点 2",
        subtitle: "38 / 40 人",
    };
    compare(
        "poster-distribution-light",
        &draw_poster(&chart, POSTER, &LIGHT, caption),
    );
}

#[test]
fn three_hundred_in_few_bins() {
    let chart = DistributionChart::new(PerDimension([
        panel(&[(6.0, 300)], 6.0),
        panel(&[(5.5, 120), (6.0, 150), (6.5, 29), (0.0, 1)], 6.0),
        panel(&[(0.0, 150), (10.0, 150)], 10.0),
        panel(&[(3.0, 100), (4.0, 100), (4.5, 100)], 0.0),
    ]));
    compare(
        "distribution-many-phone-light",
        &draw(&chart, PHONE, &LIGHT),
    );
    compare(
        "distribution-many-desktop-light",
        &draw(&chart, PROJECTOR, &LIGHT),
    );
}

#[test]
fn few_scores_none_and_hidden_ones() {
    let none = f64::NAN;
    let key = Score::new(5.0).ok();
    let chart = DistributionChart::new(PerDimension([
        panel(&[(4.0, 1), (6.5, 1)], none),
        panel(&[(5.0, 1)], none),
        panel(&[], 7.0),
        Panel::hidden(key),
    ]));
    let english = RenderContext {
        labels: &English,
        ..LIGHT
    };
    compare(
        "english-distribution-few-phone-light",
        &draw(&chart, PHONE, &english),
    );
    compare(
        "english-distribution-few-desktop-light",
        &draw(&chart, PROJECTOR, &english),
    );
}

#[test]
fn a_gap_in_the_key_has_no_line_and_a_hidden_group_no_figure() {
    let drawn = |panel: Panel| {
        let chart = DistributionChart::new(PerDimension([(); 4].map(|()| panel.clone())));
        draw(&chart, PROJECTOR, &LIGHT).svg
    };
    let svg = drawn(panel(&[(4.0, 3)], 6.0));
    assert!(svg.contains("参考答案 6.0") && svg.contains("平均 4.0") && svg.contains("3 人"));
    assert_eq!(svg.matches("<circle").count(), 12);
    let gap = drawn(panel(&[(4.0, 3)], f64::NAN));
    assert!(gap.contains("参考答案留空") && !gap.contains("参考答案 "));
    // Of one person there is no mean.
    let one = drawn(panel(&[(4.0, 1)], 6.0));
    assert!(one.contains("打了 4.0 分") && !one.contains("平均"));
    let hidden = drawn(Panel::hidden(Score::new(6.0).ok()));
    assert!(hidden.contains("不足 3 人，不显示") && hidden.contains("参考答案 6.0"));
    assert!(!hidden.contains("平均") && !hidden.contains("<circle"));
    assert!(drawn(panel(&[], 6.0)).contains("没有评分"));
}

fn any_panel() -> impl Strategy<Value = Panel> {
    let score = prop_oneof![Just(0.0), Just(10.0), Just(5.0), 0.0..=10.0];
    let score = score.prop_map(|value| Score::new(value).unwrap());
    let scores = prop_oneof![
        vec(score.clone(), 0..50),
        vec(Just(Score::new(9.9).unwrap()), 0..400)
    ];
    prop_oneof![
        4 => (scores, option::of(score.clone())).prop_map(|(scores, key)| Panel::new(&scores, key)),
        1 => option::of(score).prop_map(Panel::hidden),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_distribution_is_drawn_inside_its_canvas(
        panels in [any_panel(), any_panel(), any_panel(), any_panel()],
        size in (0_u32..2000, 0_u32..1200),
        highlight in option::of(0_usize..6),
        at in any::<(f64, f64)>(),
        is_chinese in any::<bool>(),
    ) {
        let labels: &dyn Labels = if is_chinese { &Chinese } else { &English };
        let context = RenderContext { palette: &Palette::LIGHT, labels };
        let chart = DistributionChart::new(PerDimension(panels));
        let drawn = draw_layers(&chart, size, &context, highlight);
        prop_assert_eq!(drawn.outside, Vec::<String>::new());
        let nearest = chart.nearest(at, size);
        let has_words = drawn.svg.contains("<text");
        prop_assert!(nearest.is_none() || has_words);
        let is_roomy = 240 <= size.0 && 190 <= size.1;
        prop_assert!(!is_roomy || has_words);
    }
}
