//! The portfolio: all clients' levels against their trends.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    chart::{
        LeftOut, Palette, PortfolioChart, RenderContext, Scene,
        draw::{Caption, POSTER},
    },
    domain::{
        Assumptions, CivilDate, ClientId, Name, PerDimension, Rater, Score, Stage, Summary, Unit,
        velocity::{Slope, Verdict},
    },
};

use super::{
    SIZES, THEMES,
    cases::{Chinese, English, date},
    check, compare,
    sheet::{draw, draw_highlight, draw_layers, draw_poster},
};
use crate::records;

const TODAY: &str = "2026-11-10";

/// A client with a level, a slope and its standard error, both in points per day.
fn client(
    id: u64,
    stage: Option<Stage>,
    total: f64,
    (per_day, standard_error): (f64, f64),
) -> Arc<Summary> {
    let empty = records::client(date("2026-01-01")).with_id(ClientId::new(id));
    let mut summary = Summary::of(&empty, &Assumptions::default(), date(TODAY));
    summary.name = Name::new(&format!("客户 {id}")).unwrap();
    summary.stage = stage.map(|stage| (stage, date("2026-02-01")));
    summary.total = Some(total);
    summary.slope = Some(Slope {
        from: date("2026-09-01"),
        to: date("2026-11-01"),
        points: 4,
        window_days: 90,
        per_day,
        standard_error,
    });
    Arc::new(summary)
}

fn chart(clients: &[Arc<Summary>]) -> PortfolioChart {
    PortfolioChart::new(clients.iter(), Unit::Month, date(TODAY))
}

/// Twelve clients of every stage, one of them steeper than the chart is high.
fn twelve() -> Vec<Arc<Summary>> {
    use Stage::{Deepening, Initial, LongTerm};
    let rows = [
        (Some(Initial), 8.5, 0.12),
        (Some(Initial), 11.0, 0.02),
        (Some(Initial), 14.5, -0.03),
        (None, 12.5, 0.05),
        (Some(Deepening), 18.0, 0.09),
        (Some(Deepening), 20.5, -0.11),
        (Some(Deepening), 22.0, 0.01),
        (Some(Deepening), 24.5, 0.14),
        (Some(LongTerm), 29.0, 0.03),
        (Some(LongTerm), 31.5, -0.08),
        (Some(LongTerm), 34.0, 0.0),
        (Some(LongTerm), 36.5, 0.07),
    ];
    (1..)
        .zip(rows)
        .map(|(id, (stage, total, per_day))| client(id, stage, total, (per_day, 0.03)))
        .collect()
}

/// As many clients as a store may have, spread without a random source.
fn many(count: u64) -> Vec<Arc<Summary>> {
    let spread = |id: u64, by: u64| (id * by % 1000) as f64 / 1000.0;
    let of = |id| {
        let stage = Stage::ALL[usize::try_from(id % 3).unwrap()];
        let per_day = (spread(id, 617) + spread(id, 331) - 1.0) * 0.3;
        let error = 0.02 + spread(id, 457) * 0.05;
        client(id, Some(stage), spread(id, 389) * 40.0, (per_day, error))
    };
    (1..=count).map(of).collect()
}

#[test]
fn clients_of_every_stage() {
    let chart = chart(&twelve());
    check("portfolio-twelve", &chart, None);
    check("portfolio-twelve-readout", &chart, Some(5));
}

#[test]
fn no_client_with_a_trend() {
    let chart = chart(&[]);
    assert_eq!((chart.zone(), chart.points().len()), (None, 0));
    check("portfolio-none", &chart, None);
    assert_eq!(chart.nearest((100.0, 100.0), (358, 300)), None);
    assert_eq!(chart.next_by_trend(None, true), None);
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    assert_eq!(chart.keys(&context), []);
}

#[test]
fn three_thousand_clients() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let picture = draw(&chart(&many(3_000)), SIZES[1].1, &context);
    compare("portfolio-many-desktop-light", &picture);
}

/// One steep client presses nobody flat: it stands at the edge, and is counted.
#[test]
fn a_steep_client_stands_at_the_edge() {
    let mut clients = many(60);
    clients.push(client(100, Some(Stage::Initial), 20.0, (9.0, 0.1)));
    clients.push(client(101, Some(Stage::LongTerm), 21.0, (-9.0, 0.1)));
    let chart = chart(&clients);
    assert!(chart.range().high() < 20.0, "{:?}", chart.range());
    assert!(2 <= chart.summary().beyond_the_edge);
    let steep = chart
        .points()
        .iter()
        .position(|point| point.summary.id == ClientId::new(100));
    check("portfolio-steep", &chart, steep);
}

#[test]
fn a_picture_to_share() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let caption = Caption {
        title: "Level and trend",
        subtitle: "10 Nov 2026",
    };
    let chart = chart(&twelve());
    compare(
        "english-portfolio-phone-light",
        &draw(&chart, SIZES[0].1, &context),
    );
    compare(
        "english-poster-portfolio-light",
        &draw_poster(&chart, POSTER, &context, caption),
    );
}

#[test]
fn who_has_no_recent_trend_is_left_out_and_told() {
    let recent = client(1, Some(Stage::Initial), 10.0, (0.1, 0.01));
    let mut stale = Summary::clone(&client(2, Some(Stage::Initial), 10.0, (0.1, 0.01)));
    stale.slope.as_mut().unwrap().to = date("2026-08-12");
    let mut unrated = Summary::clone(&client(3, None, 10.0, (0.1, 0.01)));
    unrated.slope = None;
    let ended = client(4, Some(Stage::Ended), 10.0, (0.1, 0.01));
    let clients = [recent, Arc::new(stale), Arc::new(unrated), ended];
    let chart = chart(&clients);
    let drawn: Vec<_> = chart
        .points()
        .iter()
        .map(|it| it.summary.id.number())
        .collect();
    assert_eq!(drawn, [1]);
    let left_out: Vec<_> = chart
        .left_out()
        .iter()
        .map(|(it, why)| (it.id.number(), *why))
        .collect();
    let expected = [
        (2, LeftOut::Stale),
        (3, LeftOut::Insufficient),
        (4, LeftOut::Ended),
    ];
    assert_eq!(left_out, expected);
}

/// The figures are those of the client's page: ratings make the slope, and the slope the verdict.
#[test]
fn a_dot_is_what_the_ratings_say() {
    let day = |text: &str| text.parse::<CivilDate>().unwrap();
    let mut rated = records::client(day("2026-08-01"));
    for (id, on, score) in [
        (1, "2026-10-01", 4.0),
        (2, "2026-10-11", 5.0),
        (3, "2026-10-21", 6.0),
    ] {
        let scores = PerDimension([score; 4].map(|score| Score::new(score).ok()));
        rated
            .put(records::rating(id, day(on), Rater::Seller, scores))
            .unwrap();
    }
    let summary = Arc::new(Summary::of(&rated, &Assumptions::default(), day(TODAY)));
    let chart = PortfolioChart::new([&summary].into_iter(), Unit::Week, day(TODAY));
    let point = &chart.points()[0];
    // 8 points in 20 days; σ = 1.6, Σ(t − t̄)² = 200.
    assert!((point.trend - 0.4 * 7.0).abs() < 1e-9);
    assert!((point.margin - 1.96 * 1.6 / 200_f64.sqrt() * 7.0).abs() < 1e-9);
    assert!((point.total - 24.0).abs() < 1e-9);
    assert_eq!((point.verdict, point.stage()), (Verdict::Rising, None));
    assert_eq!(chart.zone(), Some(point.margin));
}

/// The zone is the median band, which one uncertain client does not widen; each dot's own band decides
/// whether it is hollow.
#[test]
fn the_zone_of_error_is_the_median_band() {
    let errors = [0.01, 0.02, 5.0];
    let of = |(id, error)| client(id, None, 20.0, (0.03, error));
    let clients: Vec<_> = (1..).zip(errors).map(of).collect();
    let chart = chart(&clients);
    let expected = Unit::Month.from_per_day(1.96 * 0.02);
    assert!((chart.zone().unwrap() - expected).abs() < 1e-9);
    let hollow: Vec<_> = chart
        .points()
        .iter()
        .filter(|point| point.is_within_error())
        .map(|point| point.summary.id.number())
        .collect();
    // 0.03 lies beyond 1.96 × 0.01, and within 1.96 × 0.02.
    assert_eq!(hollow, [2, 3]);
}

#[test]
fn the_nearest_dot_is_found_if_one_is_near() {
    let size = (720, 320);
    let chart = chart(&many(300));
    for (x, y) in [
        (100.0, 100.0),
        (360.0, 160.0),
        (700.0, 40.0),
        (f64::NAN, 3.0),
    ] {
        if let Some(found) = chart.nearest((x, y), size) {
            assert!(found < chart.points().len());
        }
    }
    let twelve = self::chart(&twelve());
    assert_eq!(twelve.nearest((f64::INFINITY, 10.0), size), None);
    // The lowest level stands at the left, the highest at the right.
    let columns = |x: f64| {
        let mut rows = (0..320).step_by(8);
        rows.find_map(|y| twelve.nearest((x, f64::from(y)), size))
    };
    assert_eq!(columns(170.0), Some(0));
    assert_eq!(columns(690.0), None, "nobody has a total near 40");
    assert_eq!(columns(650.0), Some(11));
}

#[test]
fn arrows_upward_go_from_trend_to_trend() {
    let chart = chart(&twelve());
    let mut at = chart.next_by_trend(None, true).unwrap();
    let mut trends = vec![chart.points()[at].trend];
    while let Some(next) = chart
        .next_by_trend(Some(at), true)
        .filter(|next| *next != at)
    {
        at = next;
        trends.push(chart.points()[at].trend);
    }
    assert_eq!(trends.len(), 12, "every dot is passed once");
    assert!(trends.is_sorted());
    assert_eq!(chart.next_by_trend(None, false), Some(at));
    let totals = chart.points().iter().map(|point| point.total);
    assert!(totals.is_sorted());
}

/// A redraw's cost depends on the size of the chart only, and a readout's on nothing.
#[test]
fn more_clients_do_not_cost_more() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let size = (358, 300);
    let charts = [300, 3_000, 30_000].map(|count| chart(&many(count)));
    let [few, some, most] = charts
        .each_ref()
        .map(|chart| draw(chart, size, &context).points);
    assert!(few < some && most < 2 * some, "{few}, {some}, {most}");
    let marks = charts.map(|chart| draw_highlight(&chart, size, &context, 100).points);
    assert!(marks.iter().all(|mark| *mark < 40), "{marks:?}");
}

fn any_client() -> impl Strategy<Value = Arc<Summary>> {
    let number = prop_oneof![Just(0.0), -1.0..1.0, -1e308..1e308];
    let error = prop_oneof![Just(0.0), 0.0..1.0, 0.0..1e308];
    let stage = proptest::option::of(proptest::sample::select(&Stage::ALL[..]));
    (any::<u64>(), stage, 0.0..=40.0, number, error)
        .prop_map(|(id, stage, total, per_day, error)| client(id, stage, total, (per_day, error)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_clients_are_drawn_inside_their_canvas(
        clients in vec(any_client(), 0..40),
        size in (0_u32..900, 0_u32..500),
        highlight in proptest::option::of(0_usize..40),
        at in any::<(f64, f64)>(),
    ) {
        for (_, palette) in THEMES {
            let context = RenderContext { palette, labels: &Chinese };
            let chart = chart(&clients);
            let range = chart.range();
            prop_assert!(range.low().is_finite() && range.high().is_finite());
            let drawn = draw_layers(&chart, size, &context, highlight);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
            prop_assert!(chart.nearest(at, size).is_none_or(|nth| nth < chart.points().len()));
            prop_assert_eq!(chart.points().len() + chart.left_out().len(), clients.len());
        }
    }
}
