//! The forms.

use super::App;

/// The four kinds of trust, in their order.
pub const DIMENSIONS: [&str; 4] = ["expertise", "conduct", "relationship", "benefit"];

impl App {
    /// Opens the form of an entry of this kind, for the client whose page is open.
    #[track_caller]
    pub fn opens_form(&self, kind: &str) {
        let client = self.client_route();
        self.go(&format!("{client}/{kind}"));
        self.sees("form");
    }

    /// The route of the client whose page or form is open.
    #[track_caller]
    pub fn client_route(&self) -> String {
        let route = self.route();
        let parts: Vec<_> = route.split('/').take(3).collect();
        assert!(parts.len() == 3, "{route} is no client's route");
        parts.join("/")
    }

    /// Types the four scores.
    #[track_caller]
    pub fn scores(&self, scores: [&str; 4]) {
        for (dimension, score) in DIMENSIONS.into_iter().zip(scores) {
            self.fill(&format!("#score-{dimension}"), score);
        }
    }

    /// Shows the date and the rater of a rating.
    #[track_caller]
    pub fn opens_occasion(&self) {
        self.click(".form__occasion > summary");
        self.sees("#date");
    }

    /// Takes one of a few choices.
    #[track_caller]
    pub fn chooses(&self, field: &str, choice: &str) {
        self.click(&format!("#{field}-{choice}"));
    }

    /// Presses "save"; a field at fault then has the focus, before anything else is typed.
    #[track_caller]
    pub fn saves(&self) {
        self.click("form [type=submit]");
        self.settle();
    }

    /// Presses "save", and once more if the form asks what a rise rests on; ends on a client's page.
    #[track_caller]
    pub fn saves_to_client(&self) {
        self.saves();
        if self.has(".form__asks") {
            self.saves();
        }
        self.sees(".client h1");
        self.sees_no("form");
    }

    /// Waits for a sentence at a field, and for the field to be marked for assistive technology.
    #[track_caller]
    pub fn finds_fault(&self, field: &str, words: &str) {
        let (input, error) = if DIMENSIONS.contains(&field) {
            (format!("#score-{field}"), format!("#error-{field}"))
        } else {
            (format!("#{field}"), format!("#{field}-error"))
        };
        self.shows(&error, words);
        self.sees(&format!("{input}[aria-invalid=true]"));
        let described = self.attribute(&input, "aria-describedby");
        let id = error.trim_start_matches('#');
        assert!(
            described.split(' ').any(|name| name == id),
            "{input} is described by {described}"
        );
    }

    /// Waits for the sentence about the form as a whole.
    #[track_caller]
    pub fn fails(&self, words: &str) {
        self.shows(".form__failure", words);
    }
}
