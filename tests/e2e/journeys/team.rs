//! A manager and two sellers, each in a browser of their own.

use trust_velocity::domain::{
    EntryId, Language, Name,
    team::{AcceptedReport, ReasonKind},
};

use crate::broker::Broker;
use crate::browser::Engine;
use crate::pages::{App, StoredClient};
use crate::stage::Stage;

const MORNING: &str = "2026-04-20T09:00:00";

fn stage() -> Stage {
    Stage::new().at(MORNING)
}

fn seller(engine: Engine, language: Language) -> App {
    App::open(engine, language, seller_stage())
}

/// A seller with two clients: one was rated thrice and met lately, the other waits for a rating.
fn seller_stage() -> Stage {
    let rated = StoredClient::new(7, "陈工", "2026-01-01")
        .in_stage("2026-02-01", "deepening")
        .rated("2026-02-10", [2.0; 4])
        .rated("2026-03-10", [4.0; 4])
        .rated("2026-04-10", [7.0; 4])
        .visited("2026-04-15", 30);
    let unrated = StoredClient::new(8, "Berg", "2026-04-18").in_stage("2026-04-18", "initial");
    stage().with_stored(&[rated.entry(), unrated.entry()])
}

fn name(text: &str) -> Name {
    Name::new(text).expect("a name")
}

pub fn shares_with_a_manager_and_leaves(engine: Engine) {
    let manager = App::open(engine, Language::En, stage());
    let text = manager.text;
    manager.go("#/more");
    manager.reads("main", text.team_hint());
    let invitation = manager.begins_team("华东销售", false);
    manager.sees("#no-reports");
    assert_eq!(manager.violations(), [""; 0]);

    let first = seller(engine, Language::Zh);
    let zh = first.text;
    first.goes_to_clients();
    first.sees(".client-list__views");
    assert!(!first.has(".client-list__views [href='#/team']"));
    first.joins_team(&invitation, Some("小李"));
    first.reads("#shared-count", &zh.team_shared_count(&2, &2));
    first.reads("#last-report", zh.team_never_sent());
    // From now on the team stands beside the clients.
    let joined = first.route();
    first.goes_to_clients();
    first.click(".client-list__views [href='#/team']");
    first.sees("#teams-joined");
    first.go(&joined);
    // No name goes along until the seller says so, and one client does not go at all.
    first.reads("#shared-clients", zh.team_no_name());
    first.set("#shared-clients tbody tr:nth-child(1) select", "named");
    first.sees("#shared-clients tr[data-choice=named]");
    first.set("#shared-clients tbody tr:nth-child(2) select", "nothing");
    first.reads("#shared-count", &zh.team_shared_count(&1, &2));
    assert_eq!(first.violations(), [""; 0]);
    assert_eq!(first.overflow(), None);
    let report = first.makes_report();
    first.reads("#last-report", "1");

    let second = seller(engine, Language::En);
    second.joins_team(&invitation, Some("Anna"));
    let other = second.makes_report();

    // One text cannot be read, and costs no other.
    let chat = format!("{report}\n{}\n{other}", &other[..other.len() - 9]);
    let line = text.team_accepted(AcceptedReport::New, Some(&name("Anna")), 2);
    manager.collects_reports(&chat, &line);
    manager.reads("#report-log", text.team_report_damaged());
    manager.reads("#team-waiting", text.team_reason(ReasonKind::Rating));
    assert_eq!(manager.count("#team-sellers tbody tr"), 2);
    manager.reads("#team-sellers", "小李");
    manager.sees("#team-chart");
    assert_eq!(manager.violations(), [""; 0]);
    assert_eq!(manager.overflow(), None);

    // The same report counts once, and a later edition takes its place.
    let again = text.team_accepted(AcceptedReport::Repeated, Some(&name("小李")), 1);
    manager.collects_reports(&report, &again);
    first.set("#shared-clients tbody tr:nth-child(2) select", "unnamed");
    first.reads("#shared-count", &zh.team_shared_count(&2, &2));
    let later = first.makes_report();
    let replaced = text.team_accepted(AcceptedReport::Replaced, Some(&name("小李")), 2);
    manager.collects_reports(&later, &replaced);
    assert_eq!(manager.count("#team-sellers tbody tr"), 2);

    // Who leaves makes no report any more; the manager keeps the last one until it is removed.
    first.click("#leave-team");
    first.sees("#has-left");
    first.sees_no("#make-report");
    first.undoes();
    first.sees("#make-report");
    first.click("#leave-team");
    first.sees("#has-left");
    manager.reload();
    manager.sees("#team-sellers tbody tr:nth-child(2)");
    manager.click("#team-sellers tbody tr:nth-child(1) button");
    manager.sees_no("#team-sellers tbody tr:nth-child(2)");
    manager.undoes();
    manager.sees("#team-sellers tbody tr:nth-child(2)");
    for app in [&manager, &first, &second] {
        app.has_no_problems();
    }
}

/// A manager admits two of three sellers by their phrases; the third is refused. One changes the list while the
/// manager is away, and leaves at the end.
pub fn shares_figures_with_a_live_team(engine: Engine) {
    let broker = Broker::start();
    let opens = |language, stage: Stage| App::open(engine, language, stage.with_broker(&broker));
    let manager = opens(Language::En, stage());
    let text = manager.text;
    manager.begins_team("华东销售", false);
    let team = manager.route();
    let invitation = manager.makes_team_live();
    manager.sees("#no-entrants");
    assert_eq!(manager.violations(), [""; 0]);

    let first = opens(Language::Zh, seller_stage());
    let second = opens(Language::En, seller_stage());
    let third = opens(Language::En, seller_stage());
    let of_first = first.shares_live(&invitation, "小李");
    let of_second = second.shares_live(&invitation, "Anna");
    let of_third = third.shares_live(&invitation, "Mallory");
    let sellers = [&first, &second, &third];
    for app in sellers {
        assert_eq!(app.violations(), [""; 0]);
        assert_eq!(app.overflow(), None);
    }

    // Each phrase is on the manager's page, in both languages, and no figure before it is admitted.
    manager.reads("#team-entrants", &of_third);
    assert!(manager.has("#no-reports"));
    manager.decides_on(&of_first, ".team__admit");
    first.reads("#team-share-status", "主管已收到第 1 期");
    manager.decides_on(&of_second, ".team__admit");
    manager.decides_on(&of_third, ".team__refuse");
    third.shows("#team-share-status", text.team_share_refused());
    manager.until("two are in the figures", || {
        manager.count("#team-sellers tbody tr") == 2
    });
    manager.reads("#team-sellers", "小李");
    manager.reads("#team-sellers", "Anna");
    assert_eq!(manager.violations(), [""; 0]);
    assert_eq!(manager.overflow(), None);

    // A change that is made while the manager is away waits on the broker, over a reload of the seller's page.
    manager.go("#/more");
    manager.sees("main");
    first.set("#shared-clients tbody tr:nth-child(2) select", "nothing");
    first.shows("#team-share-status", first.text.team_share_sending());
    first.reload();
    first.shows("#team-share-status", first.text.team_share_sending());
    manager.go(&team);
    manager.reads("#team-sellers tbody", "2");
    first.reads("#team-share-status", "第 2 期");
    manager.reload();
    manager.shows("#team-live-link", text.team_live_connected());
    manager.until("the admission is kept", || {
        manager.count("#team-entrants > li[data-admission=admitted]") == 2
    });

    second.click("#leave-team");
    second.shows("#team-share-status", text.team_share_left());
    manager.reads("#team-entrants", text.team_live_has_left());
    assert_eq!(manager.count("#team-sellers tbody tr"), 2);

    manager.click("#end-team-live");
    manager.click("#confirm-end-team-live");
    manager.sees("#begin-team-live");
    for app in [&manager, &first, &second, &third] {
        assert_eq!(app.violations(), [""; 0]);
        app.has_no_problems();
    }
}

pub fn hides_two_sellers_of_an_anonymous_team(engine: Engine) {
    let manager = App::open(engine, Language::Zh, stage());
    let invitation = manager.begins_team("匿名组", true);
    for at in 1..=3 {
        let one = seller(engine, Language::Zh);
        one.joins_team(&invitation, None);
        assert!(!one.has("#shared-clients option[value=named]"));
        let report = one.makes_report();
        let text = manager.text;
        let line = text.team_accepted(AcceptedReport::New, None, 2);
        manager.collects_reports(&report, &line);
        manager.until("the report is counted", || {
            manager.count("#team-sellers tbody tr") == at
        });
        assert_eq!(manager.has("#too-few"), at < 3);
        assert_eq!(manager.has("#team-funnel"), at == 3);
    }
    assert!(!manager.has("#team-waiting"));
    manager.has_no_problems();
}

pub fn says_why_no_team_is_joined(engine: Engine) {
    let app = App::open(engine, Language::En, stage());
    let text = app.text;
    app.go(&format!("#/team/{}", "AQdx".repeat(9)));
    app.sees("#team-not-opened");
    app.go(&format!("#/team/{}", EntryId::new(7)));
    app.shows("h1", text.not_found());
    app.go("#/team");
    app.sees("#no-teams");
    app.click("#open-invitation");
    app.reads(".form__failure", text.team_invitation_nothing());
    app.click("#begin-team");
    app.reads("#team-name-error", text.name_error_empty());
    assert_eq!(app.violations(), [""; 0]);
    app.has_no_problems();
}
