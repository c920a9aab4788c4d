//! Exercises: the list, an exercise's page, its form, and the import.

use super::App;

/// A time point's scores in the small exercise.
const SCORES: [(&str, &str); 4] = [
    ("expertise", "6"),
    ("conduct", "5.5"),
    ("relationship", "3.5"),
    ("benefit", "4.5"),
];

impl App {
    /// Opens the page of an exercise.
    #[track_caller]
    pub fn opens_exercise(&self, id: &str) {
        self.go(&format!("#/class/exercises/{id}"));
        self.sees("#practise");
    }

    /// Copies the exercise that is open; ends in the form of the copy.
    #[track_caller]
    pub fn copies_exercise(&self) {
        self.click("#copy-exercise");
        self.shows("h1", self.text.edit_exercise());
        self.tells(self.text.copied_exercise());
    }

    /// Opens the form of a new exercise.
    #[track_caller]
    pub fn begins_exercise(&self) {
        self.go("#/class/exercises/new");
        self.shows("h1", self.text.new_exercise());
        self.sees("#point-1-date");
    }

    /// Fills in a short exercise of one time point, and a velocity to work out.
    #[track_caller]
    pub fn writes_exercise(&self, title: &str) {
        self.begins_exercise();
        self.fill("#title", title);
        self.fill("#minutes", "8");
        self.fill("#first-day", "36");
        self.set("#point-1-date", "2026-03-05");
        self.fill("#point-1-facts", "客户问：断网怎么办？");
        for (dimension, score) in SCORES {
            self.fill(&format!("#point-1-score-{dimension}"), score);
        }
        self.click("#point-1-stage-initial");
        self.fill("#point-1-action-2", "等");
        self.fill("#point-1-action-3", "问清楚");
        self.click("#point-1-best-3");
        self.click("#add-velocity");
        self.focuses("#task-4-ask");
    }

    /// Saves the form; ends on the exercise's page.
    #[track_caller]
    pub fn saves_exercise(&self, title: &str) {
        self.click("#save-edited");
        self.sees("#hand-on");
        self.shows("h1", title);
        self.tells(self.text.saved());
    }

    /// Opens all of the exercise, with its key.
    #[track_caller]
    pub fn previews_exercise(&self) {
        self.click("#preview > summary");
        self.sees("#preview-content");
    }

    /// The content of the open exercise's file.
    #[track_caller]
    pub fn exercise_file(&self) -> String {
        self.value("#exercise-text")
    }

    /// Loads the page that imports exercises.
    #[track_caller]
    pub fn goes_to_take(&self) {
        self.go("#/class/take");
        self.reload();
        self.sees("#exercise-pasted");
    }

    /// Adds the exercise that was found; ends on its page.
    #[track_caller]
    pub fn adds_exercise(&self, title: &str) {
        self.reads("#received-exercise", title);
        self.click("#add-exercise");
        self.tells(self.text.added_exercise());
        self.shows("h1", title);
    }
}
