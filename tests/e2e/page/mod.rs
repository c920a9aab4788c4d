//! An open page as a person uses it: look, click, type. Each look-up waits for its element.
//!
//! Elements are named by CSS selectors. A condition that does not hold in time panics at the
//! journey's line.

mod acting;
mod checks;
mod reading;
mod storage;
mod window;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fs;
use std::future::ready;
use std::panic::Location;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Instant;

use serde_json::{Value, json};
use thirtyfour::{
    WebDriver, WindowHandle,
    error::{WebDriverError, WebDriverResult},
    session::scriptret::ScriptRet,
};
use tokio::time::timeout;

use crate::browser::{A_WHILE, Browser, Engine, GLANCE, PATIENCE};
use crate::server::{Server, Site};
use crate::stage::Stage;

/// The narrowest phone.
pub const SMALL_PHONE: (u32, u32) = (320, 640);
/// The width that splits phones from the rest in the journeys.
pub const PHONE: (u32, u32) = (390, 844);
/// A common desktop window.
pub const DESKTOP: (u32, u32) = (1280, 800);

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
        // A frame shows a complete and empty document until its own one comes.
        self.until("the app has started", || {
            self.holds(
                "return location.href !== 'about:blank' && document.readyState === 'complete'
                   && !document.getElementById('loading')",
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
