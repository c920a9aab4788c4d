//! The three engines, their WebDriver programs, and the pool of browsers for journeys.
//!
//! A returned browser opens a fresh window. The stored data of journeys are separated by origin, and each
//! journey's site has its own origin ([`crate::page`]): to a journey, the browser is as good as
//! new.

use std::fmt;
use std::fs::{self, DirEntry};
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};
use std::{iter, mem, thread};

use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver, error::WebDriverResult};
use tokio::{
    runtime::{Builder, Runtime},
    time::timeout,
};

use crate::stage::Stage;
use crate::{camera::Camera, times};

/// The longest wait for anything that a person would wait for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// The longest wait for a driver's answer before it is asked again.
pub const A_WHILE: Duration = Duration::from_secs(2);

/// How often a condition is looked at while waiting for it.
pub const GLANCE: Duration = Duration::from_millis(25);

/// Debian's headless shell itself: the command of its name is a script that would end alone.
const HEADLESS_SHELL: &str = "/usr/lib/chromium/chromium-headless-shell";

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, for Chrome, Edge and Android.
    Chromium,
    /// WebKitGTK, for every browser on an iPhone.
    WebKit,
    /// Firefox.
    Firefox,
}

impl Engine {
    /// The engine of this name, in lower case.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Chromium, Self::WebKit, Self::Firefox]
            .into_iter()
            .find(|engine| engine.to_string() == name)
    }

    /// The capabilities of a new session, with a fake camera if the engine supports one.
    pub fn capabilities(self, stage: &Stage) -> Capabilities {
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": chromium_options(stage),
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "args": firefox_arguments(stage), "prefs": firefox_prefs() },
            }),
        };
        match wanted {
            Value::Object(map) => map.into(),
            _ => Capabilities::new(),
        }
    }

    fn command(self, port: u16) -> Command {
        let program = match self {
            Self::Chromium => "chromedriver",
            Self::WebKit => "WebKitWebDriver",
            Self::Firefox => "geckodriver",
        };
        let mut command = Command::new(program);
        match self {
            Self::Chromium => command.args([format!("--port={port}"), "--silent".to_owned()]),
            // Its sandbox wants namespaces that a container has not; it shows our own site alone.
            Self::WebKit => command
                .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
                .env("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1"),
            Self::Firefox => command.args(["--port".to_owned(), port.to_string()]),
        };
        command
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Chromium => "chromium",
            Self::WebKit => "webkit",
            Self::Firefox => "firefox",
        })
    }
}

/// A running browser with one session.
pub struct Browser {
    engine: Engine,
    /// Whether it is as any journey's: no time zone was asked for, no profile, no camera, and no full
    /// Chromium.
    is_plain: bool,
    // Dropped in this order: the session, what runs it, then its program.
    session: WebDriver,
    runtime: Runtime,
    driver: Driver,
}

/// The browsers that wait for a journey.
static IDLE: Mutex<Vec<Browser>> = Mutex::new(Vec::new());

impl Browser {
    /// One that waits, or else a new one.
    pub fn take(engine: Engine, stage: &Stage) -> Self {
        let is_plain = stage.time_zone().is_none()
            && stage.profile().is_none()
            && (engine != Engine::Chromium
                || stage.camera().is_none() && !stage.is_in_full_chromium());
        let waits = |it: &Self| is_plain && it.engine == engine;
        let waiting = {
            let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
            idle.iter().position(waits).map(|at| idle.swap_remove(at))
        };
        waiting.unwrap_or_else(|| times::starting(|| Self::start(engine, stage, is_plain)))
    }

    fn start(engine: Engine, stage: &Stage, is_plain: bool) -> Self {
        let driver = Driver::start(engine, stage.time_zone());
        let runtime = Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime");
        let session = runtime
            .block_on(WebDriver::new(driver.url(), engine.capabilities(stage)))
            .unwrap_or_else(|error| panic!("{engine} does not start: {error}"));
        Self {
            engine,
            is_plain,
            session,
            runtime,
            driver,
        }
    }

    /// Its session.
    pub fn session(&self) -> &WebDriver {
        &self.session
    }

    /// Does some work of the session to its end.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> T {
        self.runtime.block_on(work)
    }

    /// Returns it to the pool, with a fresh window, if that draws and takes clicks.
    pub fn give_back(self) {
        if self.is_plain && self.run(self.renews_window()).unwrap_or(false) {
            let mut idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner);
            idle.push(self);
        } else {
            self.quit();
        }
    }

    /// Goes on in a new window, and closes all others: with them go their sizes, frames, dialogs, and
    /// what was emulated in them. Returns whether the new one is drawn and takes a click: `WebKit`'s now
    /// and then does not.
    async fn renews_window(&self) -> WebDriverResult<bool> {
        let old = self.session.windows().await?;
        let new = self.session.new_window().await?;
        for window in old {
            self.session.switch_to_window(window).await?;
            self.session.close_window().await?;
        }
        self.session.switch_to_window(new).await?;
        let is_drawn = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => done(true));
            setTimeout(() => done(false), 2000)";
        let is_drawn = self.session.execute_async(is_drawn, Vec::new()).await?;
        let button =
            "document.body.innerHTML = '<button onclick=\"window.isClicked = true\">x</button>';
            return document.querySelector('button')";
        let button = self.session.execute(button, Vec::new()).await?.element()?;
        if !matches!(timeout(A_WHILE, button.click()).await, Ok(Ok(()))) {
            return Ok(false);
        }
        let is_clicked = self
            .session
            .execute("return window.isClicked", Vec::new())
            .await?;
        Ok(*is_drawn.json() == true && *is_clicked.json() == true)
    }

    /// Ends it.
    pub fn quit(self) {
        // Its program is ended anyway, also if it does not answer.
        let quit = async { timeout(PATIENCE, self.session.quit()).await };
        self.runtime.block_on(quit).ok();
    }

    /// Kills its processes, which have this text in their command lines: the folder of its profile.
    pub fn kill(mut self, mark: &str) {
        let processes = fs::read_dir("/proc").expect("a list of processes");
        let is_it = |process: &DirEntry| {
            let command = fs::read(process.path().join("cmdline")).unwrap_or_default();
            String::from_utf8_lossy(&command).contains(mark)
        };
        let numbers = processes.flatten().filter(is_it);
        let numbers = numbers.map(|process| process.file_name());
        Command::new("kill")
            .arg("-KILL")
            .args(numbers)
            .status()
            .expect("kill runs");
        // The driver would wait for the browser's answer.
        self.driver.end();
        self.quit();
    }

    /// Ends all that wait.
    pub fn quit_all() {
        let idle = mem::take(&mut *IDLE.lock().unwrap_or_else(PoisonError::into_inner));
        idle.into_iter().for_each(Self::quit);
    }
}

/// A running WebDriver program, with a virtual screen if it needs one; dropping it ends both.
pub struct Driver {
    program: Child,
    screen: Option<Child>,
    port: u16,
}

impl Driver {
    /// Starts the program, in a time zone if one is given, and waits until it listens.
    pub fn start(engine: Engine, time_zone: Option<&str>) -> Self {
        let port = free_port();
        let mut command = engine.command(port);
        let mut screen = None;
        if engine == Engine::WebKit {
            let (child, display) = start_screen();
            screen = Some(child);
            command.env("DISPLAY", display);
            // The virtual screen has no GPU: drawing without one is faster than with a simulated one.
            command.envs([
                ("WEBKIT_DISABLE_DMABUF_RENDERER", "1"),
                ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"),
            ]);
        }
        if let Some(name) = time_zone {
            command.env("TZ", name);
        }
        let program = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("cannot start {engine}'s driver: {error}"));
        let driver = Self {
            program,
            screen,
            port,
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(
                start.elapsed() < PATIENCE,
                "{engine}'s driver does not listen"
            );
            thread::sleep(GLANCE);
        }
        driver
    }

    /// The address where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.end();
    }
}

impl Driver {
    fn end(&mut self) {
        for child in [Some(&mut self.program), self.screen.as_mut()]
            .into_iter()
            .flatten()
        {
            // It may have ended by itself: then there is nothing to end.
            child.kill().ok();
            child.wait().ok();
        }
    }
}

fn chromium_arguments(camera: Option<&Camera>) -> Vec<String> {
    let always = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
    ];
    let mut arguments = always.map(str::to_owned).to_vec();
    if camera.is_some() {
        arguments.push("--use-fake-device-for-media-stream".to_owned());
    }
    if let Some(Camera::Shows(video)) = camera {
        arguments.extend([
            // Grants the permission that the person would be asked for.
            "--use-fake-ui-for-media-stream".to_owned(),
            format!("--use-file-for-fake-video-capture={}", video.display()),
        ]);
    }
    arguments
}

/// The shell is Chromium without what surrounds a page: a walk through all pages takes a fifth less of
/// the processor. Journeys ask for the features that it lacks by [`Stage::in_full_chromium`].
fn chromium_options(stage: &Stage) -> Value {
    let camera = stage.camera();
    let mut arguments = chromium_arguments(camera);
    if let Some(folder) = stage.profile() {
        arguments.push(format!("--user-data-dir={}", folder.display()));
    }
    let mut options = json!({ "args": arguments, "prefs": chromium_prefs(camera) });
    if !stage.is_in_full_chromium() && Path::new(HEADLESS_SHELL).exists() {
        options["binary"] = json!(HEADLESS_SHELL);
    }
    options
}

fn chromium_prefs(camera: Option<&Camera>) -> Value {
    const BLOCK: u32 = 2;
    match camera {
        Some(Camera::Refused) => json!({
            "profile.default_content_setting_values.media_stream_camera": BLOCK,
        }),
        Some(Camera::Shows(_)) | None => json!({}),
    }
}

fn firefox_arguments(stage: &Stage) -> Vec<String> {
    let profile = stage.profile();
    let profile = profile.map(|folder| ["-profile".to_owned(), folder.display().to_string()]);
    iter::once("-headless".to_owned())
        .chain(profile.into_iter().flatten())
        .collect()
}

/// One process for all pages, and nothing kept for a next start, nor for a screen reader: what
/// differs is how much of the processor Firefox takes.
fn firefox_prefs() -> Value {
    json!({
        "accessibility.force_disabled": 1,
        "browser.cache.disk.enable": false,
        "browser.newtabpage.enabled": false,
        "browser.sessionhistory.max_total_viewers": 0,
        "browser.sessionstore.interval": 3_600_000,
        "browser.startup.homepage": "about:blank",
        "browser.startup.page": 0,
        "dom.ipc.processCount": 1,
        "dom.ipc.processPrelaunch.enabled": false,
        "fission.autostart": false,
        "gfx.webrender.software": true,
    })
}

fn free_port() -> u16 {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .expect("a free port")
        .port()
}

/// The small browser that WebKitGTK ships for tests, outside of the PATH.
fn mini_browser() -> String {
    const NAME: &str = "webkit2gtk-4.1/MiniBrowser";
    let folders = [
        "/usr/lib/x86_64-linux-gnu",
        "/usr/lib/aarch64-linux-gnu",
        "/usr/libexec",
        "/usr/lib",
    ];
    folders
        .map(|folder| format!("{folder}/{NAME}"))
        .into_iter()
        .find(|path| Path::new(path).exists())
        .expect("WebKitGTK's MiniBrowser")
}

/// Starts a virtual screen; returns the name of its display too.
fn start_screen() -> (Child, String) {
    let mut child = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "1600x1200x24",
            "-nolisten",
            "tcp",
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb starts");
    let mut number = String::new();
    let output = child.stdout.take().expect("Xvfb's output is piped");
    BufReader::new(output)
        .read_line(&mut number)
        .expect("Xvfb names its display");
    (child, format!(":{}", number.trim()))
}
