//! A small static server on the loopback address, of the standard library alone: `./dev serve` is
//! compiled within seconds, and the journeys run it in their own process.
//!
//! It answers GET and HEAD for the files below one folder, never for a path that leaves it. If a
//! file lies there compressed too (`name.br`), who takes brotli gets that.

use std::fs;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// The files that are served, and how.
#[derive(Clone, Debug)]
pub struct Site {
    /// The folder whose files are served.
    pub root: PathBuf,
    /// The sub-folder of the host it is served from: `/`, or one like `/some/folder/`.
    pub base: String,
    /// More files, by name, served below `/test/`. Every `index.html` runs the scripts among them
    /// in order before its own: its Content-Security-Policy allows them as of the same origin.
    pub extras: Vec<(&'static str, String)>,
    /// The port and the path of a broker's WebSocket, which is passed on to from `live`; `live.json` then
    /// names it.
    pub broker: Option<(u16, &'static str)>,
}

/// The `live.json` of a site with a broker.
const WITH_BROKER: &str = r#"{"broker":"live"}"#;

impl Site {
    /// The folder as it is, at the host's root.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            base: "/".to_owned(),
            extras: Vec::new(),
            broker: None,
        }
    }

    /// Binds to the port (0: any free one) and answers from threads of its own.
    ///
    /// # Errors
    /// When the port cannot be bound.
    pub fn serve(self, port: u16) -> io::Result<Server> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        let address = listener.local_addr()?;
        let site = Arc::new(self);
        let ends = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&ends);
        let listening = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if asked.load(Ordering::SeqCst) {
                    return;
                }
                let site = Arc::clone(&site);
                // A browser that hangs up early is no error of ours.
                thread::spawn(move || site.answer(&stream).ok());
            }
        });
        Ok(Server {
            address,
            ends,
            listening,
        })
    }

    fn answer(&self, stream: &TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(Duration::from_secs(30)))?;
        let mut lines = BufReader::new(stream).lines();
        let request = lines.next().transpose()?.unwrap_or_default();
        let mut takes_brotli = false;
        let mut head = Vec::new();
        // The head is read to its end: closing a socket with unread bytes would reset it.
        for line in lines {
            let line = line?;
            if line.is_empty() {
                break;
            }
            let small = line.to_ascii_lowercase();
            takes_brotli |= small.starts_with("accept-encoding:") && small.contains("br");
            head.push(line);
        }
        if let Some(broker) = self.broker
            && request.split(' ').nth(1) == Some(&format!("{}live", self.base))
        {
            return pass_on(stream, broker, &head);
        }
        let mut words = request.split(' ');
        let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
        let reply = match method {
            "GET" | "HEAD" => self.find(target, takes_brotli),
            _ => ItemResponse::plain("405 Method Not Allowed"),
        };
        reply.write(stream, method == "HEAD")
    }

    fn find(&self, target: &str, takes_brotli: bool) -> ItemResponse {
        let path = target.split(['?', '#']).next().unwrap_or("");
        if let Some(name) = path.strip_prefix("/test/") {
            let extra = self.extras.iter().find(|(known, _)| *known == name);
            return extra.map_or_else(ItemResponse::missing, |(_, text)| {
                ItemResponse::file(Path::new(name), text.clone().into_bytes())
            });
        }
        let Some(path) = path.strip_prefix(&self.base).and_then(relative) else {
            return ItemResponse::missing();
        };
        if self.broker.is_some() && path == Path::new("live.json") {
            return ItemResponse::file(&path, WITH_BROKER.into());
        }
        let mut file = self.root.join(path);
        if file.is_dir() {
            file.push("index.html");
        }
        let compressed = format!("{}.br", file.display());
        if takes_brotli && let Ok(body) = fs::read(compressed) {
            let encoding = "Content-Encoding: br\r\n";
            return ItemResponse {
                encoding,
                ..ItemResponse::file(&file, body)
            };
        }
        let Ok(mut body) = fs::read(&file) else {
            return ItemResponse::missing();
        };
        if file.ends_with("index.html") && !self.extras.is_empty() {
            body = self
                .with_scripts(&String::from_utf8_lossy(&body))
                .into_bytes();
        }
        ItemResponse::file(&file, body)
    }

    fn with_scripts(&self, page: &str) -> String {
        let tags: Vec<_> = self
            .extras
            .iter()
            .filter(|(name, _)| media_type(Path::new(name)).starts_with("text/javascript"))
            .map(|(name, _)| format!("<script src=\"/test/{name}\"></script>"))
            .collect();
        let tags = tags.concat();
        page.replacen("<title>", &format!("{tags}<title>"), 1)
    }
}

/// A site that is being served, until it is stopped.
#[derive(Debug)]
pub struct Server {
    /// The address at which it listens.
    pub address: SocketAddr,
    ends: Arc<AtomicBool>,
    listening: JoinHandle<()>,
}

impl Server {
    /// Stops listening: from now on, connections are refused, and the port is free.
    #[allow(dead_code, reason = "`./dev serve` runs until it is ended")]
    pub fn stop(self) {
        self.ends.store(true, Ordering::SeqCst);
        // It looks at that when somebody calls.
        TcpStream::connect(self.address).ok();
        self.listening.join().ok();
    }
}

/// Passes a WebSocket on to a broker, as a host's web server does, until one of the two ends it.
fn pass_on(browser: &TcpStream, (port, path): (u16, &str), head: &[String]) -> io::Result<()> {
    let mut broker = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    write!(
        broker,
        "GET {path} HTTP/1.1\r\n{}\r\n\r\n",
        head.join("\r\n")
    )?;
    browser.set_read_timeout(None)?;
    let (mut from, mut to) = (browser.try_clone()?, broker.try_clone()?);
    thread::spawn(move || {
        io::copy(&mut from, &mut to).ok();
        to.shutdown(Shutdown::Both).ok();
    });
    let mut browser = browser;
    io::copy(&mut broker, &mut browser)?;
    browser.shutdown(Shutdown::Both)
}

/// The decoded path, if it stays inside the folder that it is joined to.
fn relative(path: &str) -> Option<PathBuf> {
    let path = PathBuf::from(decode(path)?);
    path.components()
        .all(|part| matches!(part, Component::Normal(_)))
        .then_some(path)
}

/// Undoes percent-encoding.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        rest = tail;
        if first == b'%' {
            let (digits, tail) = rest.split_at_checked(2)?;
            bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
            rest = tail;
        } else {
            bytes.push(first);
        }
    }
    (!bytes.contains(&0)).then_some(())?;
    String::from_utf8(bytes).ok()
}

struct ItemResponse {
    status: &'static str,
    kind: &'static str,
    /// A line of the head, or nothing.
    encoding: &'static str,
    body: Vec<u8>,
}

impl ItemResponse {
    fn plain(status: &'static str) -> Self {
        Self {
            status,
            kind: "text/plain; charset=utf-8",
            encoding: "",
            body: status.into(),
        }
    }

    fn missing() -> Self {
        Self::plain("404 Not Found")
    }

    fn file(name: &Path, body: Vec<u8>) -> Self {
        Self {
            status: "200 OK",
            kind: media_type(name),
            encoding: "",
            body,
        }
    }

    fn write(&self, mut stream: &TcpStream, head_only: bool) -> io::Result<()> {
        let Self {
            status,
            kind,
            encoding,
            body,
        } = self;
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}Content-Length: {}\r\n\
             Cache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\nConnection: close\r\n\r\n",
            body.len()
        )?;
        if !head_only {
            stream.write_all(body)?;
        }
        stream.flush()
    }
}

fn media_type(file: &Path) -> &'static str {
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("md") => "text/markdown; charset=utf-8",
        Some("txt") => "text/plain; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("pdf") => "application/pdf",
        _ => "application/octet-stream",
    }
}
