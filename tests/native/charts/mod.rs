//! Charts as pictures: each scene is drawn as an SVG and compared with the one kept under
//! `tests/snapshots/`. After a change on purpose, refresh and look at them:
//! `UPDATE_SNAPSHOTS=1 cargo test --test native charts`.

mod cases;
mod distributions;
mod portfolio;
mod profiles;
mod sheet;
mod stages;

use std::{env, fs, path::Path};

use proptest::prelude::*;
use trust_velocity::{
    chart::{
        Palette, Period, ProgressChart, RenderContext, Scene, VelocityChart,
        draw::{Caption, POSTER},
    },
    domain::{Assumptions, Client, Instrument, Name, Rater, Unit, velocity::Series},
};

use cases::{Chinese, English, date};
use sheet::{Picture, draw, draw_highlight, draw_layers, draw_poster};

const SIZES: [(&str, (u32, u32)); 2] = [("phone", (324, 220)), ("desktop", (720, 320))];
const THEMES: [(&str, &Palette); 2] = [("light", &Palette::LIGHT), ("dark", &Palette::DARK)];

fn series(client: &Client) -> Series<'_> {
    Series::of(
        client,
        &Rater::Seller,
        Instrument::Sliders1,
        date("2026-11-10"),
    )
}

fn progress(client: &Client, period: Period) -> ProgressChart {
    let asked = Rater::Client(Name::new("陈工").unwrap());
    let other = Series::of(client, &asked, Instrument::Sliders1, date("2026-11-10"));
    ProgressChart::new(&series(client), &[other], period, &Assumptions::default())
}

fn velocity(client: &Client, unit: Unit) -> VelocityChart {
    VelocityChart::new(&series(client), Period::All, unit, &Assumptions::default())
}

/// Every size in both themes.
fn check(name: &str, scene: &impl Scene, highlight: Option<usize>) {
    for (size_name, size) in SIZES {
        for (theme_name, palette) in THEMES {
            let context = RenderContext {
                palette,
                labels: &Chinese,
            };
            compare(
                &format!("{name}-{size_name}-{theme_name}"),
                &draw_layers(scene, size, &context, highlight),
            );
        }
    }
}

fn compare(name: &str, picture: &Picture) {
    assert_eq!(
        picture.outside,
        Vec::<String>::new(),
        "{name} leaves its canvas"
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/{name}.svg"));
    if env::var_os("UPDATE_SNAPSHOTS").is_some() {
        return fs::write(&path, &picture.svg).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert!(
        kept == picture.svg,
        "{name} has changed; UPDATE_SNAPSHOTS=1 writes it anew"
    );
}

#[test]
fn a_usual_year() {
    let client = cases::year();
    check("progress-year", &progress(&client, Period::All), None);
    check(
        "progress-year-readout",
        &progress(&client, Period::All),
        Some(4),
    );
    check(
        "progress-quarter",
        &progress(&client, Period::Days(90)),
        None,
    );
    check("velocity-year", &velocity(&client, Unit::Month), None);
    check(
        "velocity-year-readout",
        &velocity(&client, Unit::Week),
        Some(3),
    );
}

#[test]
fn no_rating() {
    let client = cases::none();
    check("progress-none", &progress(&client, Period::All), None);
    check("velocity-none", &velocity(&client, Unit::Month), None);
}

#[test]
fn one_rating() {
    let client = cases::one();
    check("progress-one", &progress(&client, Period::All), None);
    check("velocity-one", &velocity(&client, Unit::Year), None);
}

#[test]
fn five_hundred_ratings() {
    let client = cases::many();
    check("progress-many", &progress(&client, Period::All), None);
    check("velocity-many", &velocity(&client, Unit::Week), None);
}

#[test]
fn all_equal() {
    let client = cases::equal();
    check("progress-equal", &progress(&client, Period::All), None);
    check("velocity-equal", &velocity(&client, Unit::Month), None);
}

#[test]
fn one_day() {
    let client = cases::one_day();
    check("progress-one-day", &progress(&client, Period::All), None);
    check("velocity-one-day", &velocity(&client, Unit::Day), None);
}

#[test]
fn missing_scores_breaches_and_another_rater() {
    let client = cases::gaps();
    check("progress-gaps", &progress(&client, Period::All), None);
    check("velocity-gaps", &velocity(&client, Unit::Month), None);
}

#[test]
fn the_legend_names_other_raters_where_they_are_shown() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let names = |client: &Client, period| {
        let keys = progress(client, period).keys(&context);
        keys.into_iter().map(|key| key.text).collect::<Vec<_>>()
    };
    assert_eq!(names(&cases::year(), Period::All).len(), 4);
    let with_others = names(&cases::gaps(), Period::All);
    assert_eq!(with_others.last().map(String::as_str), Some("其他评分"));
    // The client's answers lie before the days shown.
    assert_eq!(names(&cases::gaps(), Period::Days(7)).len(), 4);
}

#[test]
fn short_stages() {
    check(
        "progress-short-stages",
        &progress(&cases::short_stages(), Period::All),
        None,
    );
}

#[test]
fn a_huge_first_velocity_stands_at_the_edge() {
    let client = cases::huge_first();
    let chart = velocity(&client, Unit::Day);
    assert_eq!(
        chart.points()[0].formula,
        Some(20.0),
        "the readout keeps the true value"
    );
    // The line of the formula leaves the box; the last value stands within.
    assert_eq!(chart.summary().beyond_the_edge, 4);
    assert!(chart.range().high() <= 1.5, "the other values fill the box");
    check("velocity-huge-first", &chart, None);
}

#[test]
fn an_image_to_share() {
    let client = cases::year();
    let caption = Caption {
        title: "华东精机・陈工：信任进程",
        subtitle: "我的判断・截至 2026年11月10日",
    };
    for (name, palette) in THEMES {
        let context = RenderContext {
            palette,
            labels: &Chinese,
        };
        let chart = progress(&client, Period::All);
        compare(
            &format!("poster-progress-{name}"),
            &draw_poster(&chart, POSTER, &context, caption),
        );
        let chart = velocity(&client, Unit::Month);
        let title = "很长的名字".repeat(40);
        let caption = Caption {
            title: &title,
            ..caption
        };
        compare(
            &format!("poster-velocity-{name}"),
            &draw_poster(&chart, POSTER, &context, caption),
        );
    }
}

#[test]
fn longer_words() {
    let client = cases::year();
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let (progress, velocity) = (
        progress(&client, Period::All),
        velocity(&client, Unit::Week),
    );
    let size = SIZES[0].1;
    compare(
        "english-progress-phone-light",
        &draw(&progress, size, &context),
    );
    compare(
        "english-velocity-phone-light",
        &draw(&velocity, size, &context),
    );
    let caption = Caption {
        title: "Chen (East Precision): trust progress",
        subtitle: "As of 10 Nov 2026",
    };
    compare(
        "english-poster-light",
        &draw_poster(&progress, POSTER, &context, caption),
    );
}

/// Names are drawn letters: neither markup nor a turned writing direction reaches a picture.
#[test]
fn a_hostile_name_is_text_in_a_picture() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let caption = Caption {
        title: "<img src=x onerror=alert(1)>",
        subtitle: "\"/><script>alert(1)</script>",
    };
    let chart = progress(&cases::year(), Period::All);
    let picture = draw_poster(&chart, POSTER, &context, caption);
    assert!(picture.svg.contains("&lt;img src=x onerror=alert(1)&gt;"));
    for markup in ["<img", "<script"] {
        assert!(!picture.svg.contains(markup), "{markup}");
    }
}

/// A redraw's cost depends on the width of the chart only, and that of a move of the pointer on nothing.
#[test]
fn more_ratings_do_not_cost_more() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &Chinese,
    };
    let (width, height) = (358, 300);
    let clients = [12, 400, 5000].map(|count| cases::daily(count, 0));
    let with_gaps = cases::daily(5000, 3);
    for client in clients.iter().chain([&with_gaps]) {
        let count = client.ratings().len();
        let charts = (progress(client, Period::All), velocity(client, Unit::Month));
        // Four lines through a pair of points a column, and some hundred for axes and labels.
        let drawn = draw(&charts.0, (width, height), &context).points;
        assert!(drawn < 4 * 2 * 358 + 700, "progress of {count}: {drawn}");
        // A line and a step between two points each.
        let drawn = draw(&charts.1, (width, height), &context).points;
        assert!(
            drawn < 2 * 2 * 2 * 358 + 700,
            "velocity of {count}: {drawn}"
        );
    }
    let marks = [&clients[0], &clients[1], &clients[2]].map(|client| {
        let charts = (progress(client, Period::All), velocity(client, Unit::Month));
        let nth = client.ratings().len() / 2;
        let of = [
            draw_highlight(&charts.0, (width, height), &context, nth),
            draw_highlight(&charts.1, (width, height), &context, nth),
        ];
        of.map(|picture| picture.points)
    });
    assert!(0 < marks[0][0] && marks[0][0] < 40, "{marks:?}");
    assert_eq!(marks[0], marks[1]);
    assert_eq!(marks[0], marks[2]);
}

#[test]
fn another_range_is_as_if_made_anew() {
    for client in [cases::year(), cases::short_stages(), cases::huge_first()] {
        for period in [Period::All, Period::Days(365), Period::Days(90)] {
            let all = progress(&client, Period::All);
            assert_eq!(all.over(period), progress(&client, period));
            let of = |period| {
                let assumptions = Assumptions::default();
                VelocityChart::new(&series(&client), period, Unit::Week, &assumptions)
            };
            assert_eq!(of(Period::All).over(period), of(period));
        }
    }
}

#[test]
fn the_nearest_rating_is_found_by_its_column() {
    let client = cases::year();
    let (chart, size) = (progress(&client, Period::All), (358, 300));
    assert_eq!(chart.nearest(-50.0, size), Some(0));
    assert_eq!(
        chart.nearest(f64::INFINITY, size),
        Some(0),
        "all equally far"
    );
    assert_eq!(chart.nearest(357.0, size), Some(7));
    assert_eq!(chart.nearest(100.0, (0, 0)), None);
    assert_eq!(
        progress(&cases::none(), Period::All).nearest(100.0, size),
        None
    );
    let found: Vec<_> = (0..358)
        .filter_map(|x| chart.nearest(f64::from(x), size))
        .collect();
    assert!(found.is_sorted());
}

#[test]
fn the_summary_tells_what_the_picture_shows() {
    let client = cases::year();
    let summary = progress(&client, Period::All).summary();
    assert_eq!((summary.ratings, summary.contacts), (8, 20));
    assert_eq!(summary.first, Some(date("2026-03-06")));
    assert_eq!(summary.last, Some(date("2026-10-25")));
    let [breach] = summary.breaches[..] else {
        panic!("{:?}", summary.breaches)
    };
    // Conduct fell from 6.5 to 4.3, and is at 7.2.
    let regain = breach.of_dimension;
    assert_eq!(breach.date, date("2026-07-01"));
    assert_eq!((regain.before, regain.after), (Some(6.5), Some(4.3)));
    assert!(
        regain
            .recovered
            .is_some_and(|share| (share - 2.9 / 2.2).abs() < 1e-9)
    );
    let ends: Vec<_> = summary
        .bands
        .iter()
        .map(|band| (band.stage.id(), band.until))
        .collect();
    let (first, second) = (date("2026-05-07"), date("2026-09-16"));
    assert_eq!(
        ends,
        [
            ("initial", Some(first)),
            ("deepening", Some(second)),
            ("long_term", None)
        ]
    );
    let conduct = summary.dimensions.0[1].unwrap();
    assert!((conduct.first.score.value(), conduct.last.score.value()) == (4.5, 7.2));
}

/// Each rating after a breach has its own share: what the latest one of the trend card has, at its time.
#[test]
fn each_rating_after_a_breach_tells_how_much_has_come_back() {
    let of = |client: &Client| {
        let chart = progress(client, Period::All);
        let points = chart.points().iter();
        points
            .map(|point| chart.regained_by(point))
            .collect::<Vec<_>>()
    };
    let year = of(&cases::year());
    assert_eq!(year[..4], [None; 4], "before the breach");
    let shares: Vec<_> = year[4..].iter().copied().map(Option::unwrap).collect();
    let expected = [0.0, 1.3 / 2.2, 2.5 / 2.2, 2.9 / 2.2];
    let is_near = |(found, expected): (&f64, f64)| (found - expected).abs() < 1e-9;
    assert!(shares.iter().zip(expected).all(is_near), "{shares:?}");
    // Of two the second counts, from 6.0 to 3.0; a rating without that score says nothing.
    let gaps = of(&cases::gaps());
    assert_eq!(gaps[4..], [Some(0.0), Some(0.5)]);
    assert_eq!(gaps[..4], [None; 4]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_client_is_drawn_inside_its_canvas(
        client in cases::any_client(),
        size in (0_u32..900, 0_u32..500),
        days in any::<u16>(),
        highlight in proptest::option::of(0_usize..30),
        x in any::<f64>(),
    ) {
        let context = RenderContext { palette: &Palette::LIGHT, labels: &Chinese };
        for period in [Period::All, Period::Days(days)] {
            let chart = progress(&client, period);
            let drawn = draw_layers(&chart, size, &context, highlight);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
            prop_assert!(chart.nearest(x, size).is_none_or(|nth| nth < chart.points().len()));
        }
        for unit in Unit::ALL {
            let chart = velocity(&client, unit);
            let range = chart.range();
            prop_assert!(range.low().is_finite() && range.high().is_finite() && range.low() < range.high());
            prop_assert!(chart.ticks().values.iter().all(|tick| tick.is_finite()));
            let drawn = draw_layers(&chart, size, &context, highlight);
            prop_assert_eq!(drawn.outside, Vec::<String>::new());
        }
    }
}
