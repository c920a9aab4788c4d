//! All clients as a chart, as a board, as stages over time and by account.

use super::App;

impl App {
    /// Goes to the chart of levels and trends by the list's link.
    #[track_caller]
    pub fn opens_level_and_trend(&self) {
        self.click(".client-list a[href='#/clients/chart']");
        self.shows(".portfolio h1", self.text.level_and_trend());
        self.sees("#portfolio-chart");
    }

    /// Goes to the board of stages.
    #[track_caller]
    pub fn goes_to_stage_board(&self) {
        self.go("#/clients/board");
        self.shows(".portfolio h1", self.text.stage_board());
        self.sees(".stage-board__card");
    }

    /// Goes to the stages over time.
    #[track_caller]
    pub fn goes_to_stages_over_time(&self) {
        self.go("#/clients/stages");
        self.shows(".portfolio h1", self.text.stages_over_time());
        self.sees("#stages-chart");
    }

    /// Waits until the row of a stage has just these cells: median, stays, and where they led.
    #[track_caller]
    pub fn has_durations(&self, row: usize, cells: [&str; 6]) {
        let css = format!("#time-in-stage tbody tr:nth-child({row}) td");
        self.until(&format!("row {row} has {cells:?}"), || {
            self.texts(&css) == cells
        });
    }

    /// Goes to the list of accounts.
    #[track_caller]
    pub fn goes_to_accounts(&self) {
        self.go("#/clients/accounts");
        self.shows(".portfolio h1", self.text.by_account());
    }

    /// Waits until the page is that of an account with just these people.
    #[track_caller]
    pub fn has_people(&self, account: &str, names: &[&str]) {
        self.shows(".account h1", account);
        self.until(&format!("the people are {names:?}"), || {
            self.texts("#people tbody th a") == names
        });
    }

    /// Waits until the column of a stage names just these clients, in this order.
    #[track_caller]
    pub fn has_in_column(&self, stage: &str, names: &[&str]) {
        let cards = format!("[data-stage='{stage}'] .stage-board__name");
        self.until(&format!("{stage} has {names:?}"), || {
            self.texts(&cards) == names
        });
    }

    /// Presses Shift and the right arrow in a card. The drivers hold keys differently, so the page
    /// dispatches the event.
    #[track_caller]
    pub fn shifts_card_to_the_right(&self, focused: &str) {
        self.script_with(
            "document.querySelector(arguments[0]).dispatchEvent(new KeyboardEvent('keydown', {
               key: 'ArrowRight', shiftKey: true, bubbles: true, cancelable: true,
             }))",
            serde_json::json!([focused]),
        );
    }

    /// Drags the card of a client to the middle of a stage's column, as a mouse does. The drivers hold
    /// buttons differently, so the page dispatches the events.
    #[track_caller]
    pub fn drags_card(&self, card: &str, stage: &str) {
        self.script_with(
            "const [card, stage] = arguments;
             const it = document.querySelector(card);
             it.scrollIntoView({ block: 'nearest' });
             const place = (element) => {
               const box = element.getBoundingClientRect();
               return [box.left + box.width / 2, box.top + 10];
             };
             const from = place(it);
             const to = place(document.querySelector(`.stage-board__column[data-stage=${stage}]`));
             it.setPointerCapture = () => {};
             const send = (kind, [x, y]) => it.dispatchEvent(new PointerEvent(kind, {
               bubbles: true, cancelable: true, pointerType: 'mouse', pointerId: 1, button: 0,
               clientX: x, clientY: y,
             }));
             send('pointerdown', from);
             send('pointermove', [from[0] + 10, from[1]]);
             send('pointermove', to);
             send('pointerup', to)",
            serde_json::json!([card, stage]),
        );
    }
}
