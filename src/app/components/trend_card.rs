//! The verdict in words, the recent trend with its band, the last net change, and recoveries.

use std::sync::Arc;

use leptos::prelude::*;

use super::{Explained, GlossaryLinks, VerdictMark};
use crate::{
    app::state::{use_store, use_text},
    domain::{
        Assumptions, CivilDate, Unit,
        velocity::{Figures, NetChange, Recovery, Regain, Trend, TrendLine, Verdict},
    },
    i18n::{GlossaryEntry, Text},
    route::HelpSection,
};

/// The recent trend of trust, and whether it exceeds the error.
#[component]
pub fn TrendCard(#[prop(into)] figures: Signal<Arc<Figures>>) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let body = move || {
        let figures = figures.get();
        let settings = store.settings();
        let (unit, assumptions) = (settings.unit, settings.assumptions);
        let trend = figures.trend;
        let line = view! { <TrendFigure trend unit assumptions id="trend-value"/> };
        let net = figures.net.last().map(|net| {
            let steps = net_steps(text, net, unit, &assumptions);
            let value = text.signed(unit.from_per_day(net.per_day), 1);
            let since = text.net_change_since(&text.days(net.days), &text.signed(net.change, 1));
            view! {
                <div class="trend-card__figure">
                    <p class="quiet">{since}</p>
                    <Explained title=text.net_change() steps help=HelpSection::Net entry=GlossaryEntry::NetChange>
                        <strong class="figure__value" id="net-value">
                            {value}
                        </strong>
                        <span>{text.points_per(unit)}</span>
                    </Explained>
                </div>
            }
        });
        let split = split_by_breach(&figures, &assumptions);
        let split = split.map(|date| {
            let words = text.trend_since_breach(&text.full_date(date));
            view! { <p class="quiet" id="trend-split">{words}</p> }
        });
        let recoveries = figures.recoveries.clone().into_iter().map(|recovery| {
            view! { <RecoveryLine recovery/> }
        });
        view! {
            <p class="trend-card__verdict" id="verdict">
                <VerdictMark verdict=trend.verdict/>
                <span>{verdict_words(text, &trend, figures.net.last(), !figures.recoveries.is_empty())}</span>
            </p>
            <div class="trend-card__figures">{line}{net}</div>
            <TrendBand trend unit/>
            {split}
            {recoveries.collect_view()}
            <GlossaryLinks entries=&[GlossaryEntry::Band, GlossaryEntry::WithinError]/>
        }
    };
    view! {
        <section class="card trend-card" aria-labelledby="trend-title">
            <h2 class="card__title" id="trend-title">{text.trust_movement()}</h2>
            {body}
        </section>
    }
}

/// The day of the last breach, if the trend leaves out ratings before it that its window would have.
fn split_by_breach(figures: &Figures, assumptions: &Assumptions) -> Option<CivilDate> {
    let line = figures.trend.line?;
    let last = figures.recoveries.last()?;
    let days = line.to.days_since(last.date);
    let is_within = (0..i64::from(assumptions.window_days())).contains(&days);
    (is_within && last.of_total.before.is_some()).then_some(last.date)
}

/// The trend of totals that are not ratings of a client, by the same rules and in the same words.
#[component]
pub fn TotalsTrendCard(
    /// The prefix of the ids, unique on the page.
    id: &'static str,
    title: String,
    trend: Trend,
    /// The assumptions with which the trend was computed.
    assumptions: Assumptions,
    /// A remark on the error, for the working.
    error: Option<&'static str>,
) -> impl IntoView {
    let store = use_store();
    let text = use_text();
    let unit = store.settings().unit;
    let labelled_by = format!("trend-title-{id}");
    let title_id = labelled_by.clone();
    view! {
        <section class="card trend-card" id=format!("trend-{id}") aria-labelledby=labelled_by>
            <h2 class="card__title" id=title_id>{title}</h2>
            <p class="trend-card__verdict">
                <VerdictMark verdict=trend.verdict/>
                <span>{verdict_words(text, &trend, None, false)}</span>
            </p>
            <TrendFigure trend unit assumptions error id=format!("trend-value-{id}")/>
            <TrendBand trend unit/>
        </section>
    }
}

/// The trend's slope, if it has one.
#[component]
fn TrendFigure(
    trend: Trend,
    unit: Unit,
    assumptions: Assumptions,
    /// A remark on the error, for the working.
    #[prop(default = None)]
    error: Option<&'static str>,
    #[prop(into)] id: String,
) -> impl IntoView {
    let text = use_text();
    trend.line.map(|line| {
        let mut steps = trend_steps(text, &trend, &line, unit, &assumptions);
        steps.extend(error.map(str::to_owned));
        let days = text.days(line.to.days_since(line.from));
        let over = text.recent_trend_over(&trend.points, &days);
        view! {
            <div class="trend-card__figure">
                <p class="quiet">{over}</p>
                <Explained title=text.recent_trend() steps help=HelpSection::Trend entry=GlossaryEntry::RecentTrend>
                    <strong class="figure__value" id=id.clone()>
                        {text.signed(unit.from_per_day(line.per_day), 1)}
                    </strong>
                    <span>{text.points_per(unit)}</span>
                </Explained>
            </div>
        }
    })
}

/// The trend's band, if it is a current one.
#[component]
fn TrendBand(trend: Trend, unit: Unit) -> impl IntoView {
    let line = trend.line.filter(|_| trend.verdict != Verdict::Stale);
    line.map(|line| view! { <Band line unit verdict=trend.verdict/> })
}

/// One sentence: from where to where in which time, whether that is more than error, and whether the
/// last step alone says otherwise.
fn verdict_words(text: Text, trend: &Trend, last: Option<&NetChange>, has_breach: bool) -> String {
    let changed = |days: i64, from, to, is_beyond_error| {
        let (days, from, to) = (text.days(days), text.number(from, 1), text.number(to, 1));
        if is_beyond_error {
            text.verdict_beyond_error(&days, &from, &to)
        } else {
            text.verdict_within_error(&days, &from, &to)
        }
    };
    let Some(line) = trend.line else {
        let needed = if has_breach {
            text.verdict_insufficient_after_breach(trend.points)
        } else {
            text.verdict_insufficient().to_owned()
        };
        // Two ratings tell a change, if no breach lies between them.
        let Some(net) = last.filter(|_| trend.points == 2) else {
            return needed;
        };
        let change = changed(net.days, net.before, net.after, net.beyond_error());
        return [change, needed].join(text.semicolon());
    };
    let is_beyond_error = match trend.verdict {
        Verdict::Stale | Verdict::Insufficient => {
            return text.verdict_stale(&text.full_date(line.to));
        }
        Verdict::Rising | Verdict::Falling => true,
        Verdict::WithinError => false,
    };
    let days = line.to.days_since(line.from);
    let words = changed(days, line.first_total, line.last_total, is_beyond_error);
    let differs = |net: &&NetChange| net.to == line.to && net.beyond_error() != is_beyond_error;
    let last_step = last.filter(differs).map(|net| {
        let change = text.signed(net.change, 1);
        if is_beyond_error {
            text.last_step_within_error(&change)
        } else {
            text.last_step_beyond_error(&change)
        }
    });
    words + &last_step.unwrap_or_default()
}

fn trend_steps(
    text: Text,
    trend: &Trend,
    line: &TrendLine,
    unit: Unit,
    assumptions: &Assumptions,
) -> Vec<String> {
    let per_unit = |per_day: f64| text.signed(unit.from_per_day(per_day), 2);
    let (low, high) = (per_unit(line.low), per_unit(line.high));
    vec![
        text.step_trend_points(
            &trend.points,
            &text.full_date(line.from),
            &text.full_date(line.to),
            &assumptions.window_days(),
        ),
        format!(
            "{}: {} {} = {} {}",
            text.least_squares_slope(),
            text.signed(line.per_day, 4),
            text.points_per(Unit::Day),
            per_unit(line.per_day),
            text.points_per(unit),
        ),
        text.step_standard_error(
            &text.number(assumptions.total_sem(), 1),
            &text.number(unit.from_per_day(line.standard_error), 2),
            &text.points_per(unit),
        ),
        text.step_band(&low, &high, &text.points_per(unit)),
        text.step_verdict(trend.verdict).to_owned(),
        text.step_theil_sen(&per_unit(line.theil_sen_per_day), &text.points_per(unit)),
    ]
}

fn net_steps(text: Text, net: &NetChange, unit: Unit, assumptions: &Assumptions) -> Vec<String> {
    let beyond = if net.beyond_error() {
        text.step_beyond_error()
    } else {
        text.step_within_error()
    };
    vec![
        text.step_net_totals(
            &text.full_date(net.from),
            &text.number(net.before, 1),
            &text.full_date(net.to),
            &text.number(net.after, 1),
        ),
        format!(
            "{} ÷ {} = {} {} = {} {}",
            text.signed(net.change, 1),
            text.days(net.days),
            text.signed(net.per_day, 4),
            text.points_per(Unit::Day),
            text.signed(unit.from_per_day(net.per_day), 2),
            text.points_per(unit),
        ),
        text.step_reliable_change(
            &text.signed(net.change, 1),
            &text.number(assumptions.total_sem(), 1),
            &text.signed(net.reliable_change, 2),
        ),
        beyond.to_owned(),
    ]
}

/// The trend's 95 % band on a line with 0 marked.
#[component]
fn Band(line: TrendLine, unit: Unit, verdict: Verdict) -> impl IntoView {
    let text = use_text();
    let [low, high, slope] = [line.low, line.high, line.per_day].map(|v| unit.from_per_day(v));
    let (from, to) = (low.min(0.0), high.max(0.0));
    let span = (to - from).max(f64::MIN_POSITIVE);
    // A margin of 8 % on each side, so that labels at the ends stay inside.
    let at = move |value: f64| format!("{:.2}%", 8.0 + 84.0 * (value - from) / span);
    let width = format!("{:.2}%", 84.0 * (high - low) / span);
    let near_zero = |value: f64| (value / span).abs() < 0.15;
    let label = |value: f64| {
        (!near_zero(value)).then(|| {
            view! { <span class="band__label" style:left=at(value)>{text.signed(value, 1)}</span> }
        })
    };
    let words = text.band_words(
        &text.signed(low, 1),
        &text.signed(high, 1),
        &text.points_per(unit),
    );
    view! {
        <div class="band" data-verdict=verdict.id() role="img" aria-label=words>
            <span class="band__line"></span>
            <span class="band__range" style:left=at(low) style:width=width></span>
            <span class="band__zero" style:left=at(0.0)></span>
            <span class="band__slope" style:left=at(slope)></span>
            <span class="band__label" style:left=at(0.0)>"0"</span>
            {label(low)}
            {label(high)}
        </div>
    }
}

/// The outcome of a breach: first of the kind of trust that it hit, then of the total.
#[component]
fn RecoveryLine(recovery: Recovery) -> impl IntoView {
    let text = use_text();
    let kind = text.dimension(recovery.dimension);
    let regains = [
        (kind, recovery.of_dimension),
        (text.total_column(), recovery.of_total),
    ];
    let [kind, total] = [&regains[0], &regains[1]].map(|(name, it)| regain_words(text, name, it));
    let date = text.full_date(recovery.date);
    let all = [recovery.of_dimension, recovery.of_total];
    let words = if all.iter().all(|it| it.after.is_none()) {
        text.recovery_unrated(&date)
    } else if all.iter().all(|it| it.before.is_none()) {
        text.recovery_no_before(&date)
    } else {
        text.recovery_line(&date, &kind, &total)
    };
    let is_of_the_day = recovery.of_total.after.is_some() && !recovery.is_rated_later;
    let of_the_day = is_of_the_day.then(|| {
        view! { <span class="quiet">" "{text.rated_on_the_day()}</span> }
    });
    let steps = regains
        .iter()
        .flat_map(|(name, it)| regain_steps(text, name, it));
    let steps: Vec<_> = steps.collect();
    view! {
        <p class="trend-card__recovery">
            <Explained title=text.recovery() steps help=HelpSection::Breach entry=GlossaryEntry::Recovery>
                <span>{words}</span>
            </Explained>
            {of_the_day}
        </p>
    }
}

/// Says what a breach took from a kind of trust, or from the total, and how far it has come back.
pub fn regain_words(text: Text, name: &str, regain: &Regain) -> String {
    let value = |value| text.number_or_dash(value, 1);
    let (before, after) = (value(regain.before), value(regain.after));
    match (regain.drop, regain.recovered, regain.days_to_recover) {
        (Some(_), Some(share), Some(days)) if 1.0 <= share => {
            text.regain_complete(&name, &before, &after, &text.days(days))
        }
        (Some(_), Some(share), _) => {
            let share = text.percent(share.max(0.0));
            text.regain_partial(&name, &before, &after, &value(regain.latest), &share)
        }
        (Some(_), None, _) => text.regain_no_drop(&name, &before, &after),
        (None, ..) => text.regain_unknown(&name),
    }
}

fn regain_steps(text: Text, name: &str, regain: &Regain) -> Vec<String> {
    let value = |value| text.number_or_dash(value, 1);
    let (before, after) = (value(regain.before), value(regain.after));
    let latest = value(regain.latest);
    let mut steps = vec![text.step_regain(&name, &before, &after, &latest)];
    if let (Some(drop), Some(share)) = (regain.drop, regain.recovered) {
        steps.push(format!(
            "({latest} − {after}) ÷ {} = {}",
            text.number(drop, 1),
            text.percent(share),
        ));
    }
    steps
}
