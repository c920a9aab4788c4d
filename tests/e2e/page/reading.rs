//! Reading a page, once what is asked for is there.

use std::cell::Cell;
use std::panic::Location;
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::{By, WebElement};

use super::Page;
use crate::browser::{A_WHILE, GLANCE, PATIENCE};

/// The visible text of `it`, its white space made single.
const VISIBLE_TEXT: &str = "it.innerText.replace(/\\s+/g, ' ').trim()";

impl Page {
    // --- Looking ---

    /// Waits until the condition holds.
    #[track_caller]
    pub fn until(&self, what: &str, condition: impl Fn() -> bool) {
        self.awaits(what, || condition().then_some(()));
    }

    /// Waits until there is a value, and returns it.
    #[track_caller]
    pub(super) fn awaits<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
        let start = Instant::now();
        let mut pause = GLANCE / 8;
        loop {
            if let Some(found) = look() {
                return found;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain ({}) until {what}; the page shows:\n{}\n{}",
                Location::caller(),
                self.script("return document.body.innerText"),
                self.state(),
            );
            thread::sleep(pause);
            // Most of what is waited for is there soon.
            pause = GLANCE.min(pause * 2);
        }
    }

    /// The things that a page that does not go on may wait for: files, locks, the database, a frame. Each is
    /// given a second.
    pub(super) fn state(&self) -> Value {
        let script = "const done = arguments[arguments.length - 1];
            const within = (promise) => Promise.race([
              promise.catch(String),
              new Promise((resolve) => setTimeout(resolve, 1000, 'no answer')),
            ]);
            const opens = () => new Promise((resolve) => {
              const request = indexedDB.open('trust-velocity');
              request.onerror = () => resolve(`${request.error}`);
              request.onsuccess = () => resolve((request.result.close(), 'opens'));
            });
            const files = performance.getEntriesByType('resource')
              .map(({ name, responseEnd }) => `${name.split('/').pop()} ${Math.round(responseEnd)}`);
            Promise.all([
              within(navigator.locks?.query() ?? Promise.resolve('none')),
              within(opens()),
              within(new Promise((resolve) => requestAnimationFrame(() => resolve('drawn')))),
            ]).then(([locks, database, frame]) =>
              done({
                files, locks, database, frame,
                visible: document.visibilityState,
                route: location.hash,
                focus: document.activeElement?.id,
              }))";
        let work = self.session().execute_async(script, Vec::new());
        let state = self.browser().run(work);
        state.map_or(Value::Null, |state| state.json().clone())
    }

    /// Waits for an element, and evaluates a script of it, in which it is `it`, to a text.
    #[track_caller]
    pub(super) fn evaluate(&self, css: &str, script: &str, more: &str) -> String {
        self.awaits(&format!("{css} is there"), || {
            self.evaluate_now(css, script, more)
        })
    }

    pub(super) fn evaluate_now(&self, css: &str, script: &str, more: &str) -> Option<String> {
        let script =
            format!("const it = document.querySelector(arguments[0]); return it ? {script} : null");
        let value = self.script_with(&script, json!([css, more]));
        value.as_str().map(str::to_owned)
    }

    /// Does something, and once more whenever a while has passed without the condition.
    #[track_caller]
    pub(super) fn repeat_until(&self, what: &str, act: impl Fn(), condition: impl Fn() -> bool) {
        let acted = Cell::new(None::<Instant>);
        self.until(what, || {
            if acted.get().is_none_or(|at| A_WHILE < at.elapsed()) {
                act();
                acted.set(Some(Instant::now()));
            }
            condition()
        });
    }

    /// Whether there is such an element now, visible or not.
    pub fn has(&self, css: &str) -> bool {
        self.count(css) > 0
    }

    /// How many there are now.
    pub fn count(&self, css: &str) -> usize {
        let found = self.script_with(
            "return document.querySelectorAll(arguments[0]).length",
            json!([css]),
        );
        found
            .as_u64()
            .and_then(|count| count.try_into().ok())
            .unwrap_or_default()
    }

    /// Waits for an element to be there.
    #[track_caller]
    pub fn sees(&self, css: &str) {
        self.until(&format!("{css} is there"), || self.has(css));
    }

    /// Waits for it to be gone.
    #[track_caller]
    pub fn sees_no(&self, css: &str) {
        self.until(&format!("{css} is gone"), || !self.has(css));
    }

    /// The visible text of the first such element, its white space made single.
    #[track_caller]
    pub fn text(&self, css: &str) -> String {
        self.evaluate(css, VISIBLE_TEXT, "")
    }

    /// Waits until the text of the element contains this.
    #[track_caller]
    pub fn reads(&self, css: &str, part: &str) {
        self.until(&format!("{css} reads “{part}”"), || {
            let text = self.evaluate_now(css, VISIBLE_TEXT, "");
            text.is_some_and(|text| text.contains(part))
        });
    }

    /// Waits until the text of the element is just this.
    #[track_caller]
    pub fn shows(&self, css: &str, words: &str) {
        self.until(&format!("{css} shows “{words}”"), || {
            self.evaluate_now(css, VISIBLE_TEXT, "").as_deref() == Some(words)
        });
    }

    /// The visible texts of all such elements now, in their order, their white space made single.
    #[track_caller]
    pub fn texts(&self, css: &str) -> Vec<String> {
        let script = "return [...document.querySelectorAll(arguments[0])].map(
            (element) => element.innerText.replace(/\\s+/g, ' ').trim())";
        serde_json::from_value(self.script_with(script, json!([css]))).expect("a list of texts")
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        self.evaluate(css, "it.value ?? ''", "")
    }

    /// An attribute of the first such element; empty if it has none.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> String {
        self.evaluate(css, "it.getAttribute(arguments[1]) ?? ''", name)
    }

    /// Lets the page draw what it has to draw, and takes its transitions to their ends.
    #[track_caller]
    pub fn settle(&self) {
        self.script_once_settled("return true");
    }

    /// Runs a script once the page has settled; gives what it returns, or what that promises.
    #[track_caller]
    pub fn script_once_settled(&self, source: &str) -> Value {
        // Transitions within closed `<details>` are not drawn, and so never end by themselves.
        self.script_async(&format!(
            "const done = arguments[arguments.length - 1];
             const work = () => {{ {source} }};
             const end = () => Promise.allSettled(document.getAnimations()
               .filter(({{ effect }}) => effect.target.checkVisibility?.() ?? true)
               .map((animation) => {{
                 animation.finish();
                 return animation.finished;
               }}));
             requestAnimationFrame(() => requestAnimationFrame(() => end().then(work).then(done)))"
        ))
    }

    /// The pixels of a canvas and of those that lie above it as one number: equal pictures, equal
    /// numbers.
    #[track_caller]
    pub fn pixels(&self, css: &str) -> u64 {
        self.sees(css);
        self.settle();
        let script = "const below = document.querySelector(arguments[0]);
            const canvas = document.createElement('canvas');
            [canvas.width, canvas.height] = [below.width, below.height];
            const sheet = canvas.getContext('2d');
            for (const layer of below.parentElement.querySelectorAll('canvas')) sheet.drawImage(layer, 0, 0);
            const { data } = sheet.getImageData(0, 0, canvas.width, canvas.height);
            return data.reduce((sum, byte, at) => (sum * 31 + byte + at % 7) % 4294967291, 7)";
        self.script_with(script, json!([css]))
            .as_u64()
            .unwrap_or_default()
    }

    /// The share of the pixels of each such element shown that is drawn by it: those that change when it is
    /// hidden. From 0 to 1.
    #[track_caller]
    pub fn shares_drawn(&self, css: &str) -> Vec<f64> {
        self.sees(css);
        self.settle();
        let shown = self.run(self.session().find_all(By::Css(css)));
        let is_shown = |it: &WebElement| {
            let size = self.run(it.rect());
            2.0 <= size.width && 2.0 <= size.height
        };
        shown
            .into_iter()
            .filter(is_shown)
            .map(|it| {
                let scrolls = "arguments[0].scrollIntoView({ block: 'center' })";
                let pictured = |visibility: &str| {
                    let script = format!("arguments[0].style.visibility = '{visibility}'");
                    self.run(async { self.session().execute(script, vec![it.to_json()?]).await });
                    self.run(it.screenshot_as_png_base64())
                };
                self.run(async { self.session().execute(scrolls, vec![it.to_json()?]).await });
                let drawn = pictured("");
                let blank = pictured("hidden");
                pictured("");
                self.difference(&drawn, &blank)
            })
            .collect()
    }

    /// The share of pixels that an eye tells apart in two pictures of one size.
    #[track_caller]
    pub(super) fn difference(&self, one: &str, other: &str) -> f64 {
        let pictures = json!([one, other]);
        let share = self.script_async(&format!(
            "const done = arguments[arguments.length - 1];
             const pixels = async (picture) => {{
               const bytes = Uint8Array.from(atob(picture), (char) => char.charCodeAt(0));
               const {{ width, height }} = await createImageBitmap(new Blob([bytes]));
               const sheet = new OffscreenCanvas(width, height).getContext('2d');
               sheet.drawImage(await createImageBitmap(new Blob([bytes])), 0, 0);
               return sheet.getImageData(0, 0, width, height).data;
             }};
             Promise.all({pictures}.map(pixels)).then(([one, other]) => {{
               const differs = (at) => [0, 1, 2].some((part) => 16 < Math.abs(one[at + part] - other[at + part]));
               const count = one.length / 4;
               const others = Array.from({{ length: count }}, (_, at) => differs(at * 4));
               done(others.filter(Boolean).length / count);
             }}, String)"
        ));
        share.as_f64().expect("two pictures")
    }
}
