//! An open page as a person uses it: look, click, type. Whatever is looked for is waited for.
//!
//! Elements are named by CSS selectors. What does not hold in time is a panic that tells the
//! journey's own line.

use std::cell::Cell;
use std::fs;
use std::panic::Location;
use std::path::Path;
use std::time::Instant;
use std::{future::Future, thread};

use serde_json::{Value, json};
use thirtyfour::{By, Key, TypingData, WebDriver, WebElement, error::WebDriverResult};
use tokio::runtime::{Builder, Runtime};

use crate::axe;
use crate::browser::{Driver, Engine, GLANCE, PATIENCE};
use crate::stage::Stage;

/// The width that splits phones from the rest in the journeys.
pub const PHONE: (u32, u32) = (390, 844);
/// A common desktop window.
pub const DESKTOP: (u32, u32) = (1280, 800);

/// A browser of its own with the app in it.
pub struct Page {
    /// The engine that shows it.
    pub engine: Engine,
    address: String,
    framed: Cell<bool>,
    // Dropped in this order: the session, what runs it, then its program.
    session: Option<WebDriver>,
    runtime: Runtime,
    _driver: Driver,
}

impl Page {
    /// Starts the browser and opens the app.
    pub fn open(engine: Engine, stage: Stage) -> Self {
        let page = Self::blank(engine, stage);
        page.go("");
        page
    }

    fn blank(engine: Engine, stage: Stage) -> Self {
        let driver = Driver::start(engine);
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let session = runtime
            .block_on(WebDriver::new(driver.url(), engine.capabilities()))
            .unwrap_or_else(|error| panic!("{engine} does not start: {error}"));
        let page = Self {
            engine,
            address: stage.serve(),
            framed: Cell::new(false),
            session: Some(session),
            runtime,
            _driver: driver,
        };
        page.resize(DESKTOP);
        page
    }

    // --- Going ---

    /// Opens a route, such as `#/settings`, in the app; waits until the app has started.
    #[track_caller]
    pub fn go(&self, route: &str) {
        if self.framed.get() {
            self.script_with("location.hash = arguments[0]", json!([route]));
        } else {
            self.run(self.session().goto(format!("{}{route}", self.address)));
        }
        self.started();
    }

    /// Loads the page again.
    #[track_caller]
    pub fn reload(&self) {
        if self.framed.get() {
            self.script("window.isOld = true; location.reload()");
            self.until("the page is loaded again", || {
                self.script("return !window.isOld") == true
            });
        } else {
            self.run(self.session().refresh());
        }
        self.started();
    }

    #[track_caller]
    fn started(&self) {
        self.until("the app has started", || {
            self.script(
                "return document.readyState === 'complete' && !document.getElementById('loading')",
            ) == true
        });
    }

    /// The route that is shown: what follows `#`, with it.
    pub fn route(&self) -> String {
        text_of(&self.script("return location.hash"))
    }

    /// Waits for a route.
    #[track_caller]
    pub fn arrives_at(&self, route: &str) {
        self.until(&format!("the route is {route}"), || self.route() == route);
    }

    /// Gives the page's inside this size in CSS pixels. Where the engine's window cannot be so
    /// narrow, the app goes on in a frame of that width, and so is loaded again.
    #[track_caller]
    pub fn resize(&self, (width, height): (u32, u32)) {
        if self.engine == Engine::Chromium {
            self.emulate(width, height, 1.0);
            return;
        }
        if self.framed.replace(false) {
            let route = self.route();
            self.run(self.session().enter_default_frame());
            self.go(&route);
        }
        // Twice: the first shows how much the window's frame takes.
        let (mut outer_width, mut outer_height) = (width, height);
        let mut inner = (0, 0);
        for _ in 0..2 {
            self.run(
                self.session()
                    .set_window_rect(0, 0, outer_width, outer_height),
            );
            inner = self.inner_size();
            outer_width = (outer_width + width).saturating_sub(inner.0);
            outer_height = (outer_height + height).saturating_sub(inner.1);
        }
        if inner.0 > width {
            self.enter_frame(width, height);
        }
    }

    fn inner_size(&self) -> (u32, u32) {
        let size = self.script("return [innerWidth, innerHeight]");
        serde_json::from_value(size).expect("the window's size")
    }

    #[track_caller]
    fn enter_frame(&self, width: u32, height: u32) {
        let address = text_of(&self.script("return location.href"));
        let frame = text_of(&self.script("return new URL('/test/frame.html', location).href"));
        self.run(self.session().goto(frame));
        self.script_with(
            "const [width, height, address] = arguments;
             Object.assign(document.querySelector('iframe'), { width, height, src: address })",
            json!([width, height, address]),
        );
        self.run(self.session().enter_frame(0));
        self.framed.set(true);
        self.started();
    }

    /// Chromium alone: a screen of this size and density.
    #[track_caller]
    pub fn emulate(&self, width: u32, height: u32, density: f64) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": false }),
        );
    }

    /// Chromium alone: a command of its DevTools protocol.
    #[track_caller]
    pub fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.run(self.session().cdp().send_raw(command, parameters))
    }

    // --- Looking ---

    /// Waits until the condition holds.
    #[track_caller]
    pub fn until(&self, what: &str, condition: impl Fn() -> bool) {
        let start = Instant::now();
        while !condition() {
            assert!(
                start.elapsed() < PATIENCE,
                "waited in vain ({}) until {what}; the page shows:\n{}",
                Location::caller(),
                self.script("return document.body.innerText"),
            );
            thread::sleep(GLANCE);
        }
    }

    /// Whether there is such an element now, seen or unseen.
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
        self.sees(css);
        let text = self.script_with(
            "return document.querySelector(arguments[0])?.innerText.replace(/\\s+/g, ' ').trim() ?? ''",
            json!([css]),
        );
        text_of(&text)
    }

    /// Waits until the text of the element contains this.
    #[track_caller]
    pub fn reads(&self, css: &str, part: &str) {
        self.until(&format!("{css} reads “{part}”"), || {
            self.has(css) && self.text(css).contains(part)
        });
    }

    /// The value of a field.
    #[track_caller]
    pub fn value(&self, css: &str) -> String {
        self.sees(css);
        text_of(&self.script_with(
            "return document.querySelector(arguments[0])?.value ?? ''",
            json!([css]),
        ))
    }

    /// An attribute of the first such element; empty where it has none.
    #[track_caller]
    pub fn attribute(&self, css: &str, name: &str) -> String {
        self.sees(css);
        let script =
            "return document.querySelector(arguments[0])?.getAttribute(arguments[1]) ?? ''";
        text_of(&self.script_with(script, json!([css, name])))
    }

    /// The canvas' pixels as one number: equal pictures, equal numbers.
    #[track_caller]
    pub fn pixels(&self, css: &str) -> u64 {
        self.sees(css);
        let script = "const canvas = document.querySelector(arguments[0]);
            const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
            return data.reduce((sum, byte, at) => (sum * 31 + byte + at % 7) % 4294967291, 7)";
        self.script_with(script, json!([css]))
            .as_u64()
            .unwrap_or_default()
    }

    // --- Doing ---

    /// Clicks on the element, once it can be clicked.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.act(css, "clicked", async |element| element.click().await);
    }

    /// Clicks on the button or link of this visible name.
    #[track_caller]
    pub fn press_button(&self, name: &str) {
        let mark = "const wanted = arguments[0];
            for (const old of document.querySelectorAll('[data-pressed]')) old.removeAttribute('data-pressed');
            const found = [...document.querySelectorAll('button, a, summary, [role=button]')].find(
              (element) => element.innerText.trim() === wanted && element.getClientRects().length);
            found?.setAttribute('data-pressed', '');
            return !!found";
        self.until(&format!("there is a button “{name}”"), || {
            self.script_with(mark, json!([name])) == true
        });
        self.click("[data-pressed]");
    }

    /// Writes into a text field, in place of what it holds, key by key.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        if self.engine == Engine::WebKit && text.chars().any(|char| char.len_utf16() == 2) {
            // Its driver has no keys for what lies outside of Unicode's first plane.
            self.set(css, text);
            return;
        }
        self.act(css, "written into", async |element| {
            element.clear().await?;
            element.send_keys(text).await
        });
    }

    /// Gives a date, a slider or a list this value, as its own widget does: browsers differ in
    /// which keys would.
    #[track_caller]
    pub fn set(&self, css: &str, value: &str) {
        self.sees(css);
        let script = "const element = document.querySelector(arguments[0]);
            element.focus();
            const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(element), 'value');
            set.call(element, arguments[1]);
            element.dispatchEvent(new Event('input', { bubbles: true }));
            element.dispatchEvent(new Event('change', { bubbles: true }));
            return element.value";
        let now = text_of(&self.script_with(script, json!([css, value])));
        assert_eq!(
            now,
            value,
            "{css} took another value, at {}",
            Location::caller()
        );
    }

    /// Sends keys to whatever has the focus: text, or a [`Key`].
    #[track_caller]
    pub fn press(&self, keys: impl Into<TypingData>) {
        self.run(async {
            let focused = self.session().active_element().await?;
            focused.send_keys(keys).await
        });
    }

    /// Goes on with Tab until the element has the focus, as a person without a mouse does.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        self.sees(css);
        for _ in 0..80 {
            self.press(Key::Tab + "");
            if self.script_with(
                "return document.activeElement.matches(arguments[0])",
                json!([css]),
            ) == true
            {
                return;
            }
        }
        panic!("Tab does not reach {css} ({})", Location::caller());
    }

    // --- Judging ---

    /// Asserts that nothing was thrown, complained of or blocked since the page was loaded.
    #[track_caller]
    pub fn has_no_problems(&self) {
        let problems = self.script("return window.problems");
        assert_eq!(
            problems,
            json!([]),
            "the page has problems, at {}",
            Location::caller()
        );
    }

    /// Asserts that axe finds nothing.
    #[track_caller]
    pub fn is_accessible(&self) {
        let found = axe::violations(self);
        assert!(
            found.is_empty(),
            "axe, at {}, {}:\n{}",
            Location::caller(),
            self.route(),
            found.join("\n")
        );
    }

    /// Asserts that nothing sticks out to the side.
    #[track_caller]
    pub fn fits_its_width(&self) {
        let script = "const width = document.documentElement.clientWidth;
            return [document.documentElement.scrollWidth, width]";
        let found = self.script(script);
        assert!(
            found[0].as_u64() <= found[1].as_u64(),
            "the page scrolls sideways: {found}, at {}",
            Location::caller()
        );
    }

    /// Writes what is seen as a PNG.
    pub fn screenshot(&self, file: &Path) {
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder of the picture");
        }
        self.run(self.session().screenshot(file));
    }

    // --- Scripts ---

    /// Runs a script in the page; gives what it returns.
    #[track_caller]
    pub fn script(&self, source: &str) -> Value {
        self.script_with(source, json!([]))
    }

    /// Runs a script with these `arguments`.
    #[track_caller]
    pub fn script_with(&self, source: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else {
            panic!("arguments are a list")
        };
        self.run(self.session().execute(source, arguments))
            .json()
            .clone()
    }

    /// Runs a script that gives its answer to the function that is its last argument.
    #[track_caller]
    pub fn script_async(&self, source: &str) -> Value {
        self.run(self.session().execute_async(source, Vec::new()))
            .json()
            .clone()
    }

    fn session(&self) -> &WebDriver {
        self.session
            .as_ref()
            .expect("the session lives as long as the page")
    }

    #[track_caller]
    fn run<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> T {
        let place = Location::caller();
        self.runtime
            .block_on(work)
            .unwrap_or_else(|error| panic!("{error} (at {place})"))
    }

    /// Tries until the element is there and lets itself be used.
    #[track_caller]
    fn act(&self, css: &str, what: &str, work: impl AsyncFn(WebElement) -> WebDriverResult<()>) {
        self.until(&format!("{css} can be {what}"), || {
            let done = self.runtime.block_on(async {
                let element = self.session().find(By::Css(css)).await?;
                element.scroll_into_view().await?;
                work(element).await
            });
            done.is_ok()
        });
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        let Some(session) = self.session.take() else {
            return;
        };
        self.runtime.block_on(async {
            if thread::panicking() {
                let name = thread::current()
                    .name()
                    .unwrap_or("journey")
                    .replace("::", "-");
                fs::create_dir_all("shots/failed").ok();
                session
                    .screenshot(Path::new(&format!("shots/failed/{name}.png")))
                    .await
                    .ok();
            }
            // The driver program is ended anyway.
            session.quit().await.ok();
        });
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
