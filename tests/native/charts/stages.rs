//! The stages over time: how many clients stood in each.

use proptest::{collection::vec, prelude::*};
use trust_velocity::{
    chart::{
        Palette, RenderContext, StagesChart,
        draw::{Caption, POSTER},
    },
    domain::{CivilDate, CountStep, Stage, StageCounts, StageHistory, Stay},
};

use super::{
    SIZES, THEMES,
    cases::{Chinese, English, date},
    check, compare,
    sheet::{draw, draw_layers, draw_poster},
};

const TODAY: &str = "2026-11-10";

/// Clients met in these days before today, each with the stages entered so many days after.
fn chart(clients: &[(i64, Vec<(i64, Stage)>)]) -> Option<StagesChart> {
    let today = date(TODAY);
    let histories: Vec<_> = clients
        .iter()
        .filter_map(|(ago, entries)| {
            let first_contact = today.plus_days(-ago)?;
            let day = |days: i64| first_contact.plus_days(days).filter(|day| *day <= today);
            let entered: Vec<(CivilDate, Stage)> = entries
                .iter()
                .filter_map(|(days, stage)| Some((day(*days)?, *stage)))
                .collect();
            let next = entered.iter().skip(1).map(|(day, _)| Some(*day));
            let stays = entered.iter().zip(next.chain([None]));
            let stays = stays.map(|((from, stage), until)| Stay {
                stage: *stage,
                from: *from,
                until,
            });
            Some(StageHistory {
                first_contact,
                stays: stays.collect(),
            })
        })
        .collect();
    StageCounts::of(&histories, today).map(StagesChart::new)
}

/// Forty clients, met over so many days, who go on, back and away.
fn forty(days: i64) -> StagesChart {
    use Stage::{Deepening, Ended, Initial, LongTerm};
    let of = |nth: i64| {
        let mut entries = vec![(0, Initial)];
        if nth % 3 != 0 {
            entries.push((40 + nth * 7 % 60, Deepening));
        }
        if nth % 5 == 0 {
            entries.push((130, LongTerm));
        }
        if nth % 7 == 0 {
            entries.push((150, Initial));
        }
        if nth % 9 == 0 {
            entries.push((200, Ended));
        }
        (days - nth * days / 45, entries)
    };
    chart(&(0..40).map(of).collect::<Vec<_>>()).unwrap()
}

#[test]
fn forty_clients_over_ten_months() {
    let chart = forty(300);
    assert_eq!((chart.step(), chart.points().len()), (CountStep::Month, 11));
    assert_eq!(chart.stages().len(), 4, "all have a stage");
    check("stages-months", &chart, None);
    check("stages-months-readout", &chart, Some(6));
}

#[test]
fn years_are_counted_by_quarters() {
    let chart = forty(1_500);
    assert_eq!(chart.step(), CountStep::Quarter);
    check("stages-quarters", &chart, None);
}

#[test]
fn one_client_without_a_stage() {
    let chart = chart(&[(70, vec![])]).unwrap();
    assert_eq!(chart.stages()[0], None);
    check("stages-without", &chart, None);
}

#[test]
fn a_picture_of_the_stages_to_share() {
    let context = RenderContext {
        palette: &Palette::LIGHT,
        labels: &English,
    };
    let caption = Caption {
        title: "Stages over time",
        subtitle: "10 Nov 2026",
    };
    let chart = forty(700);
    assert_eq!(chart.points().len(), 24);
    compare(
        "english-stages-phone-light",
        &draw(&chart, SIZES[0].1, &context),
    );
    compare(
        "english-poster-stages-light",
        &draw_poster(&chart, POSTER, &context, caption),
    );
}

#[test]
fn the_nearest_bars_are_those_under_the_pointer() {
    let chart = forty(300);
    let found: Vec<_> = (0..324)
        .filter_map(|x| chart.nearest(f64::from(x), (324, 220)))
        .collect();
    assert!(found.is_sorted());
    assert_eq!((found.first(), found.last()), (Some(&0), Some(&10)));
    assert_eq!(chart.nearest(100.0, (100, 60)), None);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_stages_are_drawn_inside_their_canvas(
        clients in vec((0_i64..20_000, vec((0_i64..3_000, 0_usize..4), 0..5)), 0..20),
        size in (0_u32..900, 0_u32..500),
        highlight in proptest::option::of(0_usize..30),
    ) {
        let clients: Vec<_> = clients
            .into_iter()
            .map(|(ago, mut entries)| {
                entries.sort_unstable();
                entries.dedup_by_key(|(days, _)| *days);
                let stages = entries.into_iter().map(|(days, stage)| (days, Stage::ALL[stage]));
                (ago, stages.collect())
            })
            .collect();
        if let Some(chart) = chart(&clients) {
            prop_assert!(chart.points().len() <= StageCounts::MOST);
            for (_, palette) in THEMES {
                let context = RenderContext { palette, labels: &Chinese };
                let drawn = draw_layers(&chart, size, &context, highlight);
                prop_assert_eq!(drawn.outside, Vec::<String>::new());
            }
        }
    }
}
