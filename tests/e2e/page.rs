//! An open page as a person uses it: look, click, type. Each look-up waits for its element.
//!
//! Elements are named by CSS selectors. A condition that does not hold in time panics at the
//! journey's line.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::future::ready;
use std::panic::Location;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use thirtyfour::{
    By, Key, TypingData, WebDriver, WebElement, WindowHandle,
    common::print::{PrintPage, PrintParameters},
    error::{WebDriverError, WebDriverResult},
    session::scriptret::ScriptRet,
};
use tokio::time::timeout;

use crate::axe;
use crate::browser::{A_WHILE, Browser, Engine, GLANCE, PATIENCE};
use crate::pdf::Pdf;
use crate::server::{Server, Site};
use crate::stage::Stage;

/// The narrowest phone.
pub const SMALL_PHONE: (u32, u32) = (320, 640);
/// The width that splits phones from the rest in the journeys.
pub const PHONE: (u32, u32) = (390, 844);
/// A common desktop window.
pub const DESKTOP: (u32, u32) = (1280, 800);

/// No engine's window but Chromium's can be as narrow as a phone.
const NARROWEST_WINDOW: u32 = 500;

/// The visible text of `it`, its white space made single.
const VISIBLE_TEXT: &str = "it.innerText.replace(/\\s+/g, ' ').trim()";

/// Returns an element, once it is in the middle of the window.
const SCROLL_TO: &str = "const it = document.querySelector(arguments[0]);
    it?.scrollIntoView({ block: 'center', inline: 'center' });
    return it";

/// A browser with the app in it, at an origin of its own.
pub struct Page {
    /// The engine that shows it.
    pub engine: Engine,
    site: Site,
    server: RefCell<Option<Server>>,
    port: u16,
    address: String,
    framed: Cell<bool>,
    has_new_build: Cell<bool>,
    tabs: RefCell<Vec<WindowHandle>>,
    browser: Option<Browser>,
}

impl Page {
    /// Starts the browser and opens a route of the app.
    pub fn open(engine: Engine, stage: Stage, route: &str) -> Self {
        let page = Self::blank(engine, stage);
        page.go(route);
        page
    }

    /// Starts the browser and opens the app in the frame of the stage's page.
    pub fn open_framed(engine: Engine, stage: Stage) -> Self {
        let page = Self::blank(engine, stage);
        let (width, height) = DESKTOP;
        page.enter_frame(&page.address, width, height);
        page
    }

    /// Starts the browser and opens a page of the disk.
    pub fn of_file(engine: Engine, file: &Path) -> Self {
        let mut page = Self::blank(engine, Stage::new());
        page.loses_the_network();
        page.run(page.session().goto(format!("file://{}", file.display())));
        // As the browser writes it.
        page.address = text_of(&page.script("return location.href"));
        page.started();
        page
    }

    /// Starts the browser and opens a route, without waiting for the app: the stage holds it back.
    pub fn open_held(engine: Engine, stage: Stage, route: &str) -> Self {
        let page = Self::blank(engine, stage.with_program_held());
        page.run(page.session().goto(format!("{}{route}", page.address)));
        page
    }

    /// Lets the app start that was held back.
    #[track_caller]
    pub fn starts(&self) {
        self.script("window.programComes()");
        self.started();
    }

    fn blank(engine: Engine, stage: Stage) -> Self {
        let browser = Browser::take(engine, &stage);
        let site = stage.site().clone();
        let server = match stage.port() {
            Some(port) => site.clone().serve(port).expect("the port is free again"),
            None => serve(&site),
        };
        let page = Self {
            engine,
            address: format!("http://{}{}", server.address, site.base),
            port: server.address.port(),
            site,
            server: RefCell::new(Some(server)),
            framed: Cell::new(false),
            has_new_build: Cell::new(false),
            tabs: RefCell::default(),
            browser: Some(browser),
        };
        page.resize(DESKTOP);
        page
    }

    /// Kills the browser, which must have a profile of its own; returns the port of the site, for another
    /// start.
    pub fn killed(mut self, profile: &Path) -> u16 {
        let browser = self.browser.take().expect("the page has it to its end");
        browser.kill(&profile.display().to_string());
        self.port
    }

    // --- Serving ---

    /// Stops the server of the site: nothing answers any more.
    pub fn loses_the_network(&self) {
        if let Some(server) = self.server.take() {
            server.stop();
        }
    }

    /// Serves another folder in the place of the built site, at the same address.
    pub fn deploys(&self, folder: &Path) {
        self.loses_the_network();
        self.has_new_build.set(true);
        let mut site = self.site.clone();
        site.root = folder.to_path_buf();
        let server = site.serve(self.port).expect("the port is free again");
        self.server.replace(Some(server));
    }

    // --- Going ---

    /// Opens a route, such as `#/settings`, in the app, which loads anew if it is there already; waits
    /// until the app has started.
    #[track_caller]
    pub fn go(&self, route: &str) {
        // The page compares and moves in one step. Firefox's driver compares first: if the app moves
        // on in between, it waits for a load that never comes.
        let moves = "const [address, route] = arguments;
            if (location.href.split('#')[0] !== address) return 'elsewhere';
            if (location.hash === route || !route) return 'here';
            location.hash = route;
            return 'moved'";
        let place = text_of(&self.script_with(moves, json!([self.address, route])));
        match place.as_str() {
            "moved" => {}
            "here" if self.framed.get() => {}
            "here" if self.engine == Engine::Firefox => {
                // The driver's own reload bypasses the service worker.
                self.reload_by_script();
            }
            "here" => self.run(self.session().refresh()),
            _ => self.run(self.session().goto(format!("{}{route}", self.address))),
        }
        self.started();
    }

    /// Reloads the page, after checking that nothing has gone wrong in it so far.
    #[track_caller]
    pub fn reload(&self) {
        self.has_no_problems();
        if self.framed.get() {
            self.reload_by_script();
        } else {
            self.run(self.session().refresh());
        }
        self.started();
    }

    /// Lets the page reload itself, and waits for the next document.
    #[track_caller]
    fn reload_by_script(&self) {
        self.script("window.isOld = true; location.reload()");
        self.until("the page is loaded again", || {
            self.holds("return !window.isOld")
        });
    }

    #[track_caller]
    fn started(&self) {
        self.until("the app has started", || {
            self.holds(
                "return document.readyState === 'complete' && !document.getElementById('loading')",
            )
        });
        // A page focuses its heading in its first frame; nobody types before that.
        self.settle();
    }

    /// Opens the app in another window of the same browser, and switches to it: each stays visible,
    /// and renders, which a background tab does not.
    #[track_caller]
    pub fn opens_tab(&self, route: &str) {
        // Engines list their windows in an order of their own.
        if self.tabs.borrow().is_empty() {
            let first = self.run(self.session().window());
            self.tabs.borrow_mut().push(first);
        }
        let tab = self.run(self.session().new_window());
        self.run(self.session().switch_to_window(tab.clone()));
        self.tabs.borrow_mut().push(tab);
        self.go(route);
    }

    /// Goes to a tab by its number, the first opened being 0.
    #[track_caller]
    pub fn goes_to_tab(&self, number: usize) {
        let tab = self.tabs.borrow()[number].clone();
        self.run(self.session().switch_to_window(tab));
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

    /// Sets the page's inner size in CSS pixels. If the engine's window cannot be so narrow, the
    /// app continues in a frame of that width, and so is loaded again; from then on it is the frame
    /// that changes its size.
    #[track_caller]
    pub fn resize(&self, (width, height): (u32, u32)) {
        if self.engine == Engine::Chromium {
            self.emulate(width, height, 1.0);
            return;
        }
        if self.framed.get() {
            let size = json!({ "width": width, "height": height });
            self.script(&format!("Object.assign(frameElement, {size})"));
            return;
        }
        if width < NARROWEST_WINDOW {
            let address = text_of(&self.script("return location.href"));
            self.enter_frame(&address, width, height);
            return;
        }
        // The window is larger by its own frame; its size changes after the call returns.
        self.until("the window has its size", || {
            let sizes = self.script("return [innerWidth, innerHeight, outerWidth, outerHeight]");
            let [inner_width, inner_height, outer_width, outer_height] =
                serde_json::from_value::<[u32; 4]>(sizes).expect("the window's sizes");
            let is_so = (inner_width, inner_height) == (width, height);
            if !is_so {
                self.run(self.session().set_window_rect(
                    0,
                    0,
                    (outer_width + width).saturating_sub(inner_width),
                    (outer_height + height).saturating_sub(inner_height),
                ));
            }
            is_so
        });
    }

    #[track_caller]
    fn enter_frame(&self, address: &str, width: u32, height: u32) {
        let frame = format!("http://127.0.0.1:{}/test/frame.html", self.port);
        self.run(self.session().goto(frame));
        // Firefox reports it while the previous document is still being unloaded.
        let attributes = json!({ "width": width, "height": height, "src": address });
        let fill =
            format!("Object.assign(document.querySelector('iframe'), {attributes}); return true");
        self.until("the frame has its page", || self.holds(&fill));
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

    /// Chromium alone: the page is laid out as on paper.
    #[track_caller]
    pub fn lays_out_for_paper(&self) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        self.settle();
    }

    /// The words of all buttons and choices that are seen, once the page is laid out for paper.
    #[track_caller]
    pub fn can_be_pressed_on_paper(&self) -> Vec<String> {
        let words = self.script(
            "return [...document.querySelectorAll('button:not(.figure), .button, .select, .link:not(:has(bdi)), input, .navigation')]
               .filter((it) => it.checkVisibility()).map((it) => it.textContent.trim())",
        );
        serde_json::from_value(words).expect("a list of words")
    }

    /// Chromium alone: the system asks for this theme.
    #[track_caller]
    pub fn asks_for_theme(&self, id: &str) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": id }] }),
        );
        self.settle();
    }

    /// Chromium alone: the system asks for less motion.
    #[track_caller]
    pub fn asks_for_less_motion(&self) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        self.settle();
    }

    /// Chromium alone: the system replaces all colours by its own few.
    #[track_caller]
    pub fn forces_colours(&self) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "forced-colors", "value": "active" }] }),
        );
        self.settle();
    }

    /// Chromium alone: writes the page as a PNG, below the window's end too.
    #[track_caller]
    pub fn picture_whole(&self, file: &Path, (width, height): (u32, u32)) {
        // On a desktop each column scrolls by itself; a dialog stays within the window.
        let whole = self.script(
            "if (document.querySelector('dialog[open]')) return 0;
             const columns = [...document.querySelectorAll('.split__list, .split__detail')];
             return Math.max(document.documentElement.scrollHeight, ...columns.map(
               (column) => Math.ceil(column.getBoundingClientRect().top + column.scrollHeight)))",
        );
        let whole = whole.as_u64().and_then(|whole| u32::try_from(whole).ok());
        self.emulate(width, whole.unwrap_or(height).max(height), 1.0);
        self.settle();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder of the picture");
        }
        self.run(self.session().screenshot(file));
        self.emulate(width, height, 1.0);
    }

    /// Chromium alone: prints the page; how many rows of the list were printed.
    #[track_caller]
    pub fn rows_printed(&self) -> usize {
        self.script(
            "addEventListener('beforeprint', () => {
               window.rowsPrinted = document.querySelectorAll('.client-row').length
             }, { once: true })",
        );
        self.devtools("Page.printToPDF", json!({}));
        let printed = self.script("return window.rowsPrinted").as_u64();
        printed
            .and_then(|count| count.try_into().ok())
            .unwrap_or_default()
    }

    /// Chromium alone: prints the page as its styles say.
    #[track_caller]
    pub fn prints_by_styles(&self) -> Pdf {
        let printed = self.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        let file = BASE64_STANDARD.decode(text_of(&printed["data"]));
        Pdf::of(file.expect("a file"))
    }

    /// Prints the page on A4, without backgrounds, as browsers do unless told otherwise.
    #[track_caller]
    pub fn prints(&self) -> Pdf {
        let paper = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            ..PrintParameters::default()
        };
        Pdf::of(self.run(self.session().print_page(paper)))
    }

    /// Chromium alone: a command of its DevTools protocol.
    #[track_caller]
    fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.run(self.session().cdp().send_raw(command, parameters))
    }

    // --- Looking ---

    /// Waits until the condition holds.
    #[track_caller]
    pub fn until(&self, what: &str, condition: impl Fn() -> bool) {
        self.awaits(what, || condition().then_some(()));
    }

    /// Waits until there is a value, and returns it.
    #[track_caller]
    fn awaits<T>(&self, what: &str, look: impl Fn() -> Option<T>) -> T {
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
    fn state(&self) -> Value {
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
    fn evaluate(&self, css: &str, script: &str, more: &str) -> String {
        self.awaits(&format!("{css} is there"), || {
            self.evaluate_now(css, script, more)
        })
    }

    fn evaluate_now(&self, css: &str, script: &str, more: &str) -> Option<String> {
        let script =
            format!("const it = document.querySelector(arguments[0]); return it ? {script} : null");
        let value = self.script_with(&script, json!([css, more]));
        value.as_str().map(str::to_owned)
    }

    /// Does something, and once more whenever a while has passed without the condition.
    #[track_caller]
    fn repeat_until(&self, what: &str, act: impl Fn(), condition: impl Fn() -> bool) {
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
    fn difference(&self, one: &str, other: &str) -> f64 {
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
        let has_no_key = |char: char| char.len_utf16() == 2;
        // No engine notifies the page of clearing a field without a key, and WebKit's driver has no
        // keys for characters outside the Basic Multilingual Plane.
        if text.is_empty() || self.engine == Engine::WebKit && text.chars().any(has_no_key) {
            self.set(css, text);
            return;
        }
        let write = || {
            self.act(css, "written into", async |element| {
                element.clear().await?;
                element.send_keys(text).await
            });
        };
        let holds = || self.value(css) == text;
        let what = format!("{css} holds “{text}”");
        if self.engine == Engine::WebKit {
            self.repeat_until(&what, write, holds);
        } else {
            write();
            self.until(&what, holds);
        }
    }

    /// Gives a date, a slider or a list this value, as its own widget does: browsers differ in
    /// which keys would.
    #[track_caller]
    pub fn set(&self, css: &str, value: &str) {
        let script = "(() => {
            it.focus();
            const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), 'value');
            set.call(it, arguments[1]);
            it.dispatchEvent(new Event('input', { bubbles: true }));
            it.dispatchEvent(new Event('change', { bubbles: true }));
            return it.value
          })()";
        let now = self.evaluate(css, script, value);
        assert_eq!(
            now,
            value,
            "{css} took another value, at {}",
            Location::caller()
        );
    }

    /// Presses keys for the focused element: text, or a [`Key`].
    ///
    /// `WebKit`'s driver loses a key now and then: there each key is sent alone, and again if the
    /// page has not handled it.
    #[track_caller]
    pub fn press(&self, keys: impl Into<TypingData>) {
        let keys = keys.into();
        if self.engine != Engine::WebKit {
            return self.send(keys);
        }
        for key in keys.as_vec() {
            let before = self.keys_handled();
            self.repeat_until(
                &format!("the page hears the key {key:?}"),
                || self.send(key),
                || self.keys_handled() != before,
            );
        }
    }

    #[track_caller]
    fn send(&self, keys: impl Into<TypingData>) {
        let chain = self.session().action_chain();
        self.run(chain.send_keys(keys).perform());
    }

    /// Counts the keys that went down in this document.
    #[track_caller]
    fn keys_handled(&self) -> Value {
        self.script(
            "if (window.keysHeard === undefined) {
               window.keysHeard = 0;
               addEventListener('keydown', () => { window.keysHeard += 1 }, true);
             }
             return window.keysHeard",
        )
    }

    /// Presses the keys that undo.
    #[track_caller]
    pub fn press_undo(&self) {
        self.press_with_control("z");
    }

    /// Presses a key with Ctrl held. The drivers hold keys differently, so the page dispatches the event.
    #[track_caller]
    pub fn press_with_control(&self, key: &str) {
        self.script_with(
            "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown',
               { key: arguments[0], ctrlKey: true, bubbles: true, cancelable: true }))",
            json!([key]),
        );
    }

    /// Moves the pointer onto the element, at this share of its width from its left edge.
    #[track_caller]
    pub fn point_at(&self, css: &str, share: f64) {
        self.sees(css);
        self.run(async {
            let found = self.session().execute(SCROLL_TO, vec![css.into()]).await?;
            let element = found.element()?;
            let width = element.rect().await?.width;
            // WebDriver counts from the element's middle.
            #[allow(
                clippy::cast_possible_truncation,
                reason = "a number of pixels on a screen"
            )]
            let across = (width * (share - 0.5)) as i64;
            let chain = self.session().action_chain();
            chain
                .move_to_element_with_offset(&element, across, 0)
                .perform()
                .await
        });
    }

    /// Waits until the element has the focus.
    #[track_caller]
    pub fn focuses(&self, css: &str) {
        self.until(&format!("{css} has the focus"), || self.is_focused(css));
    }

    fn is_focused(&self, css: &str) -> bool {
        let script = "return !!document.activeElement?.matches(arguments[0])";
        self.script_with(script, json!([css])) == true
    }

    /// Goes on with Tab until the element has the focus, as a person without a mouse does.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        self.sees(css);
        for _ in 0..80 {
            self.press(Key::Tab + "");
            if self.is_focused(css) {
                return;
            }
        }
        panic!("Tab does not reach {css} ({})", Location::caller());
    }

    // --- Judging ---

    /// Asserts that nothing was thrown, complained of or blocked since the page was loaded, that
    /// nothing was asked of any other host, and that no new build is offered if there is none.
    #[track_caller]
    pub fn has_no_problems(&self) {
        let problems = self.script(
            "const foreign = performance.getEntriesByType('resource')
               .filter(({ name }) => !['blob:', 'data:'].includes(new URL(name).protocol))
               .filter(({ name }) => new URL(name).origin !== location.origin)
               .map(({ name }) => `request: ${name}`);
             return [...window.problems, ...foreign]",
        );
        assert!(
            self.has_new_build.get() || !self.has("#update"),
            "a new build is offered, and there is none, at {}",
            Location::caller()
        );
        assert_eq!(
            problems,
            json!([]),
            "the page has problems, at {}",
            Location::caller()
        );
    }

    /// The violations that axe finds in the current page.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        axe::violations(self)
    }

    /// Marks the document as the app does for a chosen theme.
    #[track_caller]
    pub fn marks_theme(&self, id: Option<&str>) {
        self.script_with(
            "const [theme] = arguments;
             if (theme) document.documentElement.dataset.theme = theme;
             else delete document.documentElement.dataset.theme",
            json!([id]),
        );
    }

    /// The elements that overflow sideways; `None` if the page fits its width.
    #[track_caller]
    pub fn overflow(&self) -> Option<String> {
        let script = "const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return null;
            const wide = [...document.querySelectorAll('body *')].filter(
              (element) => clientWidth < element.getBoundingClientRect().right
                || element.clientWidth < element.scrollWidth);
            return `${scrollWidth} > ${clientWidth}: ` + wide.slice(-8)
              .map(({ tagName, id, className }) => `${tagName}#${id}.${className}`).join(', ')";
        self.script_once_settled(script).as_str().map(str::to_owned)
    }

    /// Makes all texts so many percent as large, as the browser's own setting does.
    #[track_caller]
    pub fn enlarges_text(&self, percent: u32) {
        let script = "document.documentElement.style.fontSize = `${arguments[0]}%`";
        self.script_with(script, json!([percent]));
        self.settle();
    }

    /// The texts that are not seen whole: their elements hide what does not fit, or stand beside the window.
    #[track_caller]
    pub fn cut_texts(&self) -> Vec<String> {
        let script = "const hides = (it) => {
              const { overflowX, overflowY } = getComputedStyle(it);
              return [overflowX, overflowY].some((overflow) => ['hidden', 'clip'].includes(overflow));
            };
            const words = (it) => `“${it.textContent.trim().slice(0, 40)}” in ${it.tagName}.${it.getAttribute('class')}`;
            const shown = [...document.querySelectorAll('body *')].filter((it) => it.innerText?.trim()
              && it.checkVisibility({ visibilityProperty: true }) && !it.closest('.visually-hidden, .skip-link, svg'));
            const cut = shown.filter((it) => hides(it)
              && (it.clientWidth + 1 < it.scrollWidth || it.clientHeight + 1 < it.scrollHeight));
            const beside = shown.filter((it) => !it.children.length && !it.closest('.scroll')).filter((it) => {
              const { left, right } = it.getBoundingClientRect();
              return left < -1 || document.documentElement.clientWidth + 1 < right;
            });
            return [...new Set([...cut, ...beside].map(words))]";
        let found = self.script_once_settled(script);
        serde_json::from_value(found).expect("a list of texts")
    }

    /// The text in localStorage under this key.
    #[track_caller]
    pub fn stored(&self, key: &str) -> Option<String> {
        let text = self.script_with("return localStorage.getItem(arguments[0])", json!([key]));
        text.as_str().map(str::to_owned)
    }

    /// Puts a text under a key of localStorage as another tab does: this page is told of the key.
    #[track_caller]
    pub fn stores_elsewhere(&self, key: &str, text: &str) {
        self.stores(key, text);
        let script = "window.dispatchEvent(new StorageEvent('storage', { key: arguments[0] }))";
        self.script_with(script, json!([key]));
    }

    /// Moves the page's clock on.
    #[track_caller]
    pub fn passes_hours(&self, hours: u32) {
        self.script_with(
            "const [hours] = arguments;
             const Before = window.Date;
             window.Date = class extends Before {
               constructor(...parts) {
                 if (parts.length) super(...parts); else super(Before.now() + hours * 3_600_000);
               }
               static now() { return Before.now() + hours * 3_600_000; }
             }",
            json!([hours]),
        );
    }

    /// Empties localStorage as another tab does: this page is told so.
    #[track_caller]
    pub fn empties_storage_elsewhere(&self) {
        self.script("localStorage.clear(); window.dispatchEvent(new StorageEvent('storage'))");
    }

    /// Removes a key of localStorage as another app of the origin does: this page is told of the key.
    #[track_caller]
    pub fn removes_elsewhere(&self, key: &str) {
        self.script_with(
            "localStorage.removeItem(arguments[0]);
             window.dispatchEvent(new StorageEvent('storage', { key: arguments[0] }))",
            json!([key]),
        );
    }

    /// Whether the journal has a copy of what is under a key.
    #[track_caller]
    pub fn has_copy(&self, key: &str) -> bool {
        let key = json!(key);
        let script = format!(
            "const done = arguments[0];
             const opening = indexedDB.open('trust-velocity');
             opening.onupgradeneeded = () => opening.transaction.abort();
             opening.onerror = () => done(false);
             opening.onsuccess = () => {{
               const database = opening.result;
               const asking = database.transaction('copies').objectStore('copies').count({key});
               asking.onsuccess = () => {{ database.close(); done(asking.result === 1); }};
             }};"
        );
        self.script_async(&script) == true
    }

    /// Whether a reader finds these words in anything that the journal keeps.
    #[track_caller]
    pub fn has_in_journal(&self, words: &str) -> bool {
        let words = json!(words);
        let script = format!(
            "const done = arguments[0];
             const opening = indexedDB.open('trust-velocity');
             opening.onupgradeneeded = () => opening.transaction.abort();
             opening.onerror = () => done(false);
             opening.onsuccess = async () => {{
               const database = opening.result;
               const names = [...database.objectStoreNames];
               const reading = database.transaction(names);
               const all = names.map((name) => new Promise((resolve) => {{
                 const asking = reading.objectStore(name).getAll();
                 asking.onsuccess = () => resolve(asking.result);
               }}));
               const kept = JSON.stringify(await Promise.all(all));
               database.close();
               done(kept.includes({words}));
             }};"
        );
        self.script_async(&script) == true
    }

    /// Puts a text under a key of localStorage.
    #[track_caller]
    pub fn stores(&self, key: &str, text: &str) {
        let script = "localStorage.setItem(arguments[0], arguments[1])";
        self.script_with(script, json!([key, text]));
    }

    // --- Scripts ---

    /// Runs a script in the page; returns its result.
    #[track_caller]
    pub fn script(&self, source: &str) -> Value {
        self.script_with(source, json!([]))
    }

    /// Whether a script returns true; not while the document that runs it is being replaced.
    fn holds(&self, source: &str) -> bool {
        let work = self.session().execute(source, Vec::new());
        self.browser()
            .run(work)
            .is_ok_and(|answer| *answer.json() == true)
    }

    /// Runs a script with these `arguments`.
    #[track_caller]
    pub fn script_with(&self, source: &str, arguments: Value) -> Value {
        let Value::Array(arguments) = arguments else {
            panic!("arguments are a list")
        };
        self.answer(async || self.session().execute(source, arguments.clone()).await)
    }

    /// Runs a script that passes its result to the function in its last argument.
    #[track_caller]
    pub fn script_async(&self, source: &str) -> Value {
        self.answer(async || self.session().execute_async(source, Vec::new()).await)
    }

    /// The answer to a script. A document that is being replaced gives none: the next one is asked.
    #[track_caller]
    fn answer(&self, ask: impl AsyncFn() -> WebDriverResult<ScriptRet>) -> Value {
        let is_lost = |error: &WebDriverError| error.to_string().contains("Document was unloaded");
        let start = Instant::now();
        let mut answer = self.browser().run(ask());
        while answer.as_ref().is_err_and(is_lost) && start.elapsed() < A_WHILE {
            thread::sleep(GLANCE);
            answer = self.browser().run(ask());
        }
        self.run(ready(answer)).json().clone()
    }

    fn session(&self) -> &WebDriver {
        self.browser().session()
    }

    fn browser(&self) -> &Browser {
        self.browser.as_ref().expect("the page has it to its end")
    }

    #[track_caller]
    fn run<T>(&self, work: impl Future<Output = WebDriverResult<T>>) -> T {
        let place = Location::caller();
        self.browser()
            .run(work)
            .unwrap_or_else(|error| panic!("{error} (at {place})"))
    }

    /// Retries until the element exists and accepts the action.
    #[track_caller]
    fn act(&self, css: &str, what: &str, work: impl AsyncFn(WebElement) -> WebDriverResult<()>) {
        self.until(&format!("{css} can be {what}"), || {
            let done = self.browser().run(async {
                let arguments = vec![css.into()];
                let found = self.session().execute(SCROLL_TO, arguments).await?;
                work(found.element()?).await
            });
            done.is_ok()
        });
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        // Work that the page still does, such as caching its files, ends with its site.
        let Some(browser) = self.browser.take() else {
            return self.loses_the_network();
        };
        if thread::panicking() {
            let name = thread::current()
                .name()
                .unwrap_or("journey")
                .replace("::", "-");
            fs::create_dir_all("shots/failed").ok();
            let file = format!("shots/failed/{name}.png");
            let picture = browser.session().screenshot(Path::new(&file));
            browser.run(async { timeout(PATIENCE, picture).await }).ok();
            browser.quit();
        } else {
            browser.give_back();
        }
        self.loses_the_network();
    }
}

/// Serves a site at a port, so an origin, that no other page of this run has had.
fn serve(site: &Site) -> Server {
    static USED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());
    let mut passed = Vec::new();
    loop {
        let server = site.clone().serve(0).expect("the site is served");
        let mut used = USED.lock().unwrap_or_else(PoisonError::into_inner);
        if used.insert(server.address.port()) {
            passed.into_iter().for_each(Server::stop);
            return server;
        }
        passed.push(server);
    }
}

fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
