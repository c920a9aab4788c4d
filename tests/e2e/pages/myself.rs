//! The items, and the self-assessments.

use super::App;

impl App {
    /// Goes to the self-assessments.
    #[track_caller]
    pub fn goes_to_myself(&self) {
        self.go("#/myself");
        self.sees("#start");
        // Its text is at the end of the page.
        self.sees("#about-items:not(:empty)");
    }

    /// Begins a self-assessment.
    #[track_caller]
    pub fn begins(&self, form: &str, occasion: &str) {
        self.goes_to_myself();
        self.chooses("form", form);
        self.chooses("occasion", occasion);
        self.click("#start");
        self.sees(".item");
    }

    /// Answers an item by a tap: `1`–`7`, or `0` for "cannot say".
    #[track_caller]
    pub fn taps(&self, item: usize, answer: char) {
        self.click(&format!(
            "#item-{item}:not([data-unread]) #reply-{item}-{answer}"
        ));
    }

    /// Answers items one after another, from this one on; on a phone each answer shows the next
    /// item.
    #[track_caller]
    pub fn taps_from(&self, first: usize, answers: &str) {
        for (at, answer) in answers.chars().enumerate() {
            self.taps(first + at, answer);
        }
    }

    /// Waits until a phone shows the item of this number, with the focus on it, so that it is read
    /// out, and takes a reply.
    #[track_caller]
    pub fn is_at_item(&self, number: usize, count: usize) {
        self.shows("#item-count", &format!("{number} / {count}"));
        self.focuses(&format!("#item-{number}"));
        self.sees(&format!("#item-{number}:not([data-unread])"));
    }

    /// Waits until this many replies to a questionnaire are kept.
    #[track_caller]
    pub fn keeps_replies(&self, route: &str, replies: &str) {
        let key = format!("trust-velocity/draft/{route}");
        self.until(&format!("{replies} is kept"), || {
            self.stored(&key).is_some_and(|text| text.contains(replies))
        });
    }

    /// Saves the answers; ends on the result.
    #[track_caller]
    pub fn saves_answers(&self) {
        self.click("#save-answers");
        self.sees(".result #profile-chart");
        self.sees(".next__one, .note");
    }

    /// Assesses oneself from the start to the result.
    #[track_caller]
    pub fn assesses(&self, form: &str, occasion: &str, answers: &str) {
        self.begins(form, occasion);
        self.taps_from(1, answers);
        self.saves_answers();
    }

    /// The dates and kinds of the self-assessments, the newest first.
    #[track_caller]
    pub fn assessments(&self) -> Vec<String> {
        self.texts("#assessments .entry__title")
    }

    /// Waits until this many self-assessments are listed.
    #[track_caller]
    pub fn lists_assessments(&self, count: usize) {
        self.until(&format!("{count} assessments are listed"), || {
            self.assessments().len() == count
        });
    }
}
