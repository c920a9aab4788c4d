//! A team, as its manager and its sellers have it.

use super::{App, route_in};

impl App {
    /// Begins a team; ends on its page. Gives the route in its invitation.
    #[track_caller]
    pub fn begins_team(&self, name: &str, is_anonymous: bool) -> String {
        self.go("#/team");
        self.sees("#begin-team");
        self.settle();
        self.set("#team-name", name);
        if is_anonymous {
            self.click("#team-naming-anonymous");
        }
        self.click("#begin-team");
        self.sees("#team-page");
        self.click("#invite > summary");
        route_in(&self.value("#invitation-message"))
    }

    /// Opens an invitation and joins the team under a name; none in an anonymous team.
    #[track_caller]
    pub fn joins_team(&self, invitation: &str, name: Option<&str>) {
        self.go(invitation);
        self.sees("#join-team");
        self.settle();
        match name {
            Some(name) => self.set("#seller-name", name),
            None => assert!(!self.has("#seller-name")),
        }
        self.click("#join-team");
        self.sees("#make-report");
    }

    /// Makes a report; gives the text to send.
    #[track_caller]
    pub fn makes_report(&self) -> String {
        self.settle();
        let shown = "#report-message";
        let before = self.has(shown).then(|| self.value(shown));
        self.click("#make-report:not(:disabled)");
        // The last report stays until the new one is encrypted.
        self.until("a new report is there", || {
            self.has(shown) && Some(self.value(shown)) != before
        });
        self.value(shown)
    }

    /// Pastes what sellers sent on the page of the team, and waits for its line.
    #[track_caller]
    pub fn collects_reports(&self, text: &str, line: &str) {
        self.settle();
        self.set("#pasted-reports", text);
        self.click("#collect-reports");
        self.reads("#report-log", line);
    }

    /// Makes a team live on its manager's page; gives the route in its invitation, which carries the key.
    #[track_caller]
    pub fn makes_team_live(&self) -> String {
        let before = self.value("#invitation-message");
        self.click("#begin-team-live");
        self.shows("#team-live-link", self.text.team_live_connected());
        self.until("the invitation is live", || {
            self.value("#invitation-message") != before
        });
        route_in(&self.value("#invitation-message"))
    }

    /// Joins a live team and shares by itself; gives the phrase.
    #[track_caller]
    pub fn shares_live(&self, invitation: &str, name: &str) -> String {
        self.joins_team(invitation, Some(name));
        self.sees("#team-phrase .team__phrase");
        self.shows("#team-share-status", self.text.team_share_not_yet());
        self.click("#share-live:not(:disabled)");
        self.shows("#team-share-status", self.text.team_share_waiting());
        self.text("#team-phrase .team__phrase")
    }

    /// Clicks a button of the seller with a phrase on the manager's page.
    #[track_caller]
    pub fn decides_on(&self, phrase: &str, button: &str) {
        let place = || {
            let count = self.count("#team-entrants > li");
            (1..=count).find(|at| {
                let row = format!("#team-entrants > li:nth-child({at})");
                self.has(&format!("{row} {button}")) && self.text(&row).contains(phrase)
            })
        };
        self.until("the seller's phrase is there", || place().is_some());
        let at = place().expect("a seller");
        self.click(&format!("#team-entrants > li:nth-child({at}) {button}"));
    }
}
