//! An attempt at an exercise: its shared state, and the commands on it.

use leptos::{prelude::*, task::tick};
use wasm_bindgen_futures::spawn_local;

use super::progress::{Progress, Step};
use crate::{
    app::components::Draft,
    domain::{
        Dimension, PerDimension,
        classroom::{Round, Submission},
        exercise::{Case, PointAnswer, TaskAnswer},
        live::KeyPair,
    },
    platform::{self, crypto},
};

/// An attempt at an exercise.
#[derive(Clone, Copy)]
pub struct AttemptState {
    /// The case.
    pub case: StoredValue<Case>,
    /// The progress.
    pub progress: RwSignal<Progress>,
    /// Whether it was resumed from a draft.
    pub is_resumed: RwSignal<bool>,
    /// The place that the trainer leads to, beyond which nobody goes; none if there is none.
    pub led: RwSignal<Option<u16>>,
    /// The trainee's submission to the round before.
    pub earlier: RwSignal<Option<Submission>>,
    draft: Draft,
    /// The draft of the round before.
    earlier_draft: StoredValue<Option<Draft>>,
    /// Reads the fields of the current page; returns whether it may be left.
    reader: StoredValue<Option<Callback<(), bool>>>,
}

/// A direction from a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the previous page.
    Back,
    /// To the next page.
    Forward,
    /// To the open questions.
    ToCheck,
}

impl AttemptState {
    /// An attempt at its beginning, with a draft of this name.
    pub fn new(case: Case, start: Submission, draft: String) -> Self {
        Self {
            case: StoredValue::new(case),
            progress: RwSignal::new(Progress::begin(start)),
            is_resumed: RwSignal::new(false),
            led: RwSignal::new(None),
            earlier: RwSignal::new(None),
            draft: Draft::named(draft),
            earlier_draft: StoredValue::new(None),
            reader: StoredValue::new(None),
        }
    }

    /// The same, but if it has no draft yet it begins from the answers of the round before, which have a
    /// draft of this name.
    pub fn after(self, earlier: String) -> Self {
        self.earlier_draft.set_value(Some(Draft::named(earlier)));
        self
    }

    /// Loads the draft; the signal becomes true once that is done.
    pub fn resume(self) -> RwSignal<bool> {
        let is_ready = RwSignal::new(false);
        spawn_local(async move {
            self.load().await;
            // The page may be gone by now.
            is_ready.try_set(true);
        });
        is_ready
    }

    /// The same, and then draws the key that signs changes, unless one is there.
    pub fn resume_with_key(self) -> RwSignal<bool> {
        let is_ready = RwSignal::new(false);
        spawn_local(async move {
            self.load().await;
            self.draw_key().await;
            is_ready.try_set(true);
        });
        is_ready
    }

    /// Draws the key of a trainee who has none and has not handed in. A browser that cannot leaves changes
    /// unsigned, and the trainer decides on them.
    pub async fn draw_key(self) {
        let has_key = |it: &Progress| it.key.is_some();
        let has_key = self.progress.try_with_untracked(has_key) != Some(false);
        if !has_key
            && self.is_unknown()
            && let Ok(pair) = crypto::new_sign_pair().await
        {
            self.take_key(pair);
        }
    }

    /// Gives the trainee a key and the id that follows from it, unless something was handed in under another.
    /// It is kept with the next change.
    pub fn take_key(self, pair: KeyPair) {
        let id = pair.public.id();
        let is_own = |it: &Progress| it.submission.id == id;
        if self.is_unknown() || self.progress.try_with_untracked(is_own) == Some(true) {
            self.progress.try_update(|progress| {
                progress.submission.id = id;
                progress.key = Some(pair);
            });
        }
    }

    /// Whether the trainee has handed in nothing under this id, in either round.
    fn is_unknown(self) -> bool {
        let earlier = self.earlier.try_get_untracked().flatten();
        let is_unknown = |it: &Progress| {
            let has_earlier = earlier.is_some_and(|earlier| earlier.id == it.submission.id);
            it.handed.is_none() && !has_earlier
        };
        self.progress.try_with_untracked(is_unknown) == Some(true)
    }

    /// Continues from the draft if it is valid and of this session and round.
    async fn load(self) {
        let earlier = match self.earlier_draft.get_value() {
            Some(draft) => self.kept(draft, Round::First).await,
            None => None,
        };
        if let Some(earlier) = &earlier {
            self.earlier.try_set(earlier.handed.clone());
        }
        let Some(round) = self.progress.try_with_untracked(|it| it.submission.round) else {
            return;
        };
        if let Some(kept) = self.kept(self.draft, round).await {
            let is_under_way = !matches!(kept.step, Step::Start | Step::Finished);
            self.is_resumed.try_set(is_under_way);
            self.progress.try_set(kept);
        } else if let Some(earlier) = earlier {
            self.progress.try_set(earlier.second_round());
        }
    }

    /// The progress that a draft keeps, if it is valid and of this session and of a round.
    async fn kept(self, draft: Draft, round: Round) -> Option<Progress> {
        let text = draft.text().await?;
        // The page may be gone by now.
        let kept = self
            .case
            .try_with_value(|case| Progress::read(&text, case))??;
        let session = self
            .progress
            .try_with_untracked(|it| it.submission.session)?;
        let is_of = (kept.submission.session, kept.submission.round) == (session, round);
        is_of.then_some(kept)
    }

    /// The current page.
    pub fn step(self) -> Memo<Step> {
        Memo::new(move |_| self.progress.with(|progress| progress.step))
    }

    /// Changes the progress, and keeps it at once.
    pub fn edit(self, edit: impl FnOnce(&mut Progress)) {
        self.progress.update(edit);
        if let Some(text) = self.progress.with_untracked(Progress::write) {
            self.draft.keep_text(text);
        }
    }

    /// The answers to a point.
    pub fn point(self, at: usize) -> PointAnswer {
        let answers = self.progress.with_untracked(|it| {
            let points = it.submission.attempt.points();
            points.get(at).copied()
        });
        answers.unwrap_or_default()
    }

    /// Answers a point, with the dimensions that were left out on purpose.
    pub fn answer_point(self, at: usize, answer: PointAnswer, unsure: PerDimension<bool>) {
        let is_known = |it: &Progress| {
            it.is_closed
                || it.submission.attempt.points().get(at) == Some(&answer)
                    && it.unsure.get(at) == Some(&unsure)
        };
        if self.progress.with_untracked(is_known) {
            return;
        }
        self.edit(|progress| {
            progress.submission.attempt.set_point(at, answer);
            if let Some(place) = progress.unsure.get_mut(at) {
                *place = unsure;
            }
        });
    }

    /// The answer to a task.
    pub fn task(self, at: usize) -> Option<TaskAnswer> {
        self.progress
            .with_untracked(|it| it.submission.attempt.tasks().get(at).copied().flatten())
    }

    /// Answers a task.
    pub fn answer_task(self, at: usize, answer: Option<TaskAnswer>) {
        if self.task(at) != answer {
            self.edit(|progress| progress.submission.attempt.set_task(at, answer));
        }
    }

    /// Goes to a page, or no further than the trainer leads, with the focus on its heading, so screen readers
    /// read it out.
    pub fn go(self, step: Step) {
        let case = self.case.get_value();
        let may_go = |step: &Step| untrack(|| self.may_go(*step));
        let steps = self.progress.with_untracked(|it| it.steps(&case));
        let last = steps.into_iter().rfind(|last| may_go(last));
        let step = last.filter(|_| !may_go(&step)).unwrap_or(step);
        self.is_resumed.set(false);
        self.reader.set_value(None);
        self.edit(|progress| progress.go(step, &case));
        show_top();
    }

    /// Sets the reader of the current page's fields, which runs before the page is left.
    pub fn read_with(self, reader: impl Fn() -> bool + Send + Sync + 'static) {
        self.reader
            .set_value(Some(Callback::new(move |()| reader())));
    }

    /// Leaves the page, unless one of its fields is invalid.
    pub fn leave(self, way: Direction) {
        let reader = self.reader.get_value();
        if reader.is_some_and(|reader| !reader.run(())) {
            return;
        }
        let (before, after) = untrack(|| self.neighbours());
        let next = match way {
            Direction::Back => before,
            Direction::Forward => after,
            Direction::ToCheck => Some(Step::Check),
        };
        // Whoever is beyond comes back.
        let may_go = |next: &Step| way == Direction::Back || untrack(|| self.may_go(*next));
        if let Some(next) = next.filter(may_go) {
            self.go(next);
        }
    }

    /// Advances from a page.
    pub fn on_submit(self) -> impl Fn(leptos::ev::SubmitEvent) + Copy {
        move |event| {
            event.prevent_default();
            self.leave(Direction::Forward);
        }
    }

    /// The place of the current page: 0 at the start, then the pages between from 1, then one more.
    pub fn place(self) -> u16 {
        self.place_of(self.progress.with(|progress| progress.step))
    }

    /// Whether the trainer lets trainees go to a page. Where they lead, none beyond is open.
    pub fn may_go(self, step: Step) -> bool {
        let led = self.led.get();
        led.is_none_or(|led| self.place_of(step) <= led)
    }

    fn place_of(self, step: Step) -> u16 {
        let steps = self.case.with_value(Progress::all_steps);
        let place = match step {
            Step::Start => 0,
            Step::Finished => steps.len() + 1,
            step => steps
                .iter()
                .position(|it| *it == step)
                .map_or(0, |at| at + 1),
        };
        u16::try_from(place).unwrap_or(u16::MAX)
    }

    /// Goes to a place between the start and the end, if a page between is shown and may be left.
    pub fn lead_to(self, place: u16) {
        let is_between = |step| !matches!(step, Step::Start | Step::Finished);
        let step = self.progress.with_untracked(|progress| progress.step);
        let steps = self.case.with_value(Progress::all_steps);
        let wanted = usize::from(place)
            .checked_sub(1)
            .and_then(|at| steps.get(at));
        let is_there = |wanted: &Step| {
            let steps = |progress: &Progress| self.case.with_value(|case| progress.steps(case));
            self.progress.with_untracked(steps).contains(wanted)
        };
        let wanted = wanted.copied().filter(is_there);
        let Some(wanted) = wanted.filter(|it| is_between(step) && *it != step) else {
            return;
        };
        let reader = self.reader.get_value();
        if reader.is_none_or(|reader| reader.run(())) {
            self.go(wanted);
        }
    }

    /// Submits, or finishes.
    pub fn finish(self) {
        self.is_resumed.set(false);
        self.edit(Progress::hand_in);
        show_top();
    }

    /// Deletes all answers.
    pub fn start_over(self) {
        let case = self.case.get_value();
        self.is_resumed.set(false);
        self.edit(|progress| progress.start_over(&case));
        show_top();
    }

    /// The pages before and after the current one.
    pub fn neighbours(self) -> (Option<Step>, Option<Step>) {
        let (step, steps) = self.progress.with(|progress| {
            let steps = self.case.with_value(|case| progress.steps(case));
            (progress.step, steps)
        });
        let at = steps.iter().position(|other| *other == step);
        let before = at.and_then(|at| at.checked_sub(1)).map(|at| steps[at]);
        let after = at.and_then(|at| steps.get(at + 1)).copied();
        (before, after)
    }

    /// The open questions of a point: the dimensions, and whether stage and action are open.
    pub fn open_at(self, point: usize) -> (Vec<Dimension>, bool, bool) {
        self.progress.with(|progress| {
            let open = progress.is_open(point);
            let dimensions = Dimension::ALL.into_iter().filter(|it| open[*it]);
            let points = progress.submission.attempt.points();
            let answer = points.get(point).copied().unwrap_or_default();
            (
                dimensions.collect(),
                answer.stage.is_none(),
                answer.action.is_none(),
            )
        })
    }
}

/// Shows the top of a new page, with the focus on its heading.
pub fn show_top() {
    spawn_local(async {
        // The new page is in the document after the effects of this task.
        tick().await;
        window().scroll_to_with_x_and_y(0.0, 0.0);
        platform::focus("main h1");
    });
}
