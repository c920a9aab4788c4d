//! The three engines, and their WebDriver programs: one program and one fresh profile a session.

use std::fmt;
use std::io::{BufRead as _, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use thirtyfour::Capabilities;

use crate::camera::Camera;

/// How long anything may take that a person would wait for.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long a driver may take to do what it was asked to do, before it is asked again.
pub const A_WHILE: Duration = Duration::from_secs(2);

/// How often a condition is looked at while waiting for it.
pub const GLANCE: Duration = Duration::from_millis(25);

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

    /// What a new session asks for; a camera where it can be staged.
    pub fn capabilities(self, camera: Option<&Camera>) -> Capabilities {
        let wanted = match self {
            Self::Chromium => json!({
                "browserName": "chrome",
                "goog:chromeOptions": { "args": chromium_arguments(camera), "prefs": chromium_prefs(camera) },
            }),
            Self::WebKit => json!({
                "browserName": "MiniBrowser",
                "webkitgtk:browserOptions": { "binary": mini_browser(), "args": ["--automation"] },
            }),
            Self::Firefox => json!({
                "browserName": "firefox",
                "moz:firefoxOptions": { "args": ["-headless"] },
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

/// A running WebDriver program, with a virtual screen where it needs one; both end with this value.
pub struct Driver {
    program: Child,
    screen: Option<Child>,
    port: u16,
}

impl Driver {
    /// Starts the program, in a time zone where one is given, and waits until it listens.
    pub fn start(engine: Engine, time_zone: Option<&str>) -> Self {
        let port = free_port();
        let mut command = engine.command(port);
        let mut screen = None;
        if engine == Engine::WebKit {
            let (child, display) = start_screen();
            screen = Some(child);
            command.env("DISPLAY", display);
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

    /// Where it listens.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        for child in [Some(&mut self.program), self.screen.as_mut()]
            .into_iter()
            .flatten()
        {
            // It may have ended by itself: then there is nothing left to end.
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
            // It answers yes where the person would be asked.
            "--use-fake-ui-for-media-stream".to_owned(),
            format!("--use-file-for-fake-video-capture={}", video.display()),
        ]);
    }
    arguments
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

/// Starts a virtual screen; gives the name of its display too.
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
