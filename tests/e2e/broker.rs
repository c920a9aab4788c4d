//! A broker for live sessions: Debian's nats-server with the files of `deploy/live`, at free ports and with
//! a store of its own, until it is dropped.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

/// Its names: Debian has it where not everybody's path leads.
const PROGRAMS: [&str; 2] = ["nats-server", "/usr/sbin/nats-server"];

/// A running broker.
pub struct Broker {
    program: Option<Child>,
    folder: PathBuf,
    port: u16,
    mqtt: u16,
}

impl Broker {
    /// Whether the program is installed.
    pub fn is_installed() -> bool {
        program().is_some()
    }

    /// Starts one.
    pub fn start() -> Self {
        let [plain, figures, port, mqtt] = free_ports();
        let folder = env::temp_dir().join(format!("broker-{}-{port}", process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let store = folder.join("store").display().to_string();
        let changes = [
            ("127.0.0.1:4222", format!("127.0.0.1:{plain}")),
            ("127.0.0.1:8222", format!("127.0.0.1:{figures}")),
            ("127.0.0.1:8083", format!("127.0.0.1:{port}")),
            ("127.0.0.1:1883", format!("127.0.0.1:{mqtt}")),
            ("/var/lib/nats", store),
        ];
        for name in ["one.conf", "broker.conf"] {
            let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("deploy/live");
            let mut text = fs::read_to_string(source.join(name)).expect("the host's file");
            for (from, to) in &changes {
                text = text.replace(from, to);
            }
            fs::write(folder.join(name), text).expect("it is written");
        }
        let mut broker = Self {
            program: None,
            folder,
            port,
            mqtt,
        };
        broker.starts_again();
        broker
    }

    /// Starts it with the store that it had before [`Self::ends`].
    pub fn starts_again(&mut self) {
        let program = Command::new(program().expect("nats-server"))
            .arg("-c")
            .arg(self.folder.join("one.conf"))
            .env("LIVE_PASSWORD", "loopback")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.program = Some(program.expect("it starts"));
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(Instant::now() < end, "the broker does not listen");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Kills it; its store stays.
    pub fn ends(&mut self) {
        if let Some(mut program) = self.program.take() {
            // It may have ended by itself.
            program.kill().ok();
            program.wait().ok();
        }
    }

    /// The port of MQTT itself, without a WebSocket.
    pub const fn mqtt_port(&self) -> u16 {
        self.mqtt
    }

    /// The port of its WebSocket.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        self.ends();
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// Three brokers with `deploy/live/three.conf` behind Caddy, until they are dropped: `tests/live/cluster.mjs`.
pub struct Cluster {
    program: Child,
    input: Option<ChildStdin>,
    told: BufReader<ChildStdout>,
    port: u16,
}

impl Cluster {
    /// Whether its programs are installed.
    pub fn is_installed() -> bool {
        let runs = |program, asking| {
            let asked = Command::new(program).arg(asking).output();
            asked.is_ok_and(|asked| asked.status.success())
        };
        Broker::is_installed() && runs("caddy", "version") && runs("node", "--version")
    }

    /// Starts one.
    pub fn start() -> Self {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/live/cluster.mjs");
        let program = Command::new("node")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn();
        let mut program = program.expect("node starts");
        let told = BufReader::new(program.stdout.take().expect("its output is piped"));
        let mut cluster = Self {
            input: program.stdin.take(),
            program,
            told,
            port: 0,
        };
        cluster.port = cluster.hears().parse().expect("Caddy's port");
        cluster
    }

    /// Caddy's port.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Kills the node that leads the stream of the messages.
    pub fn loses_leader(&mut self) {
        let input = self.input.as_mut().expect("it has its input to its end");
        input.write_all(b"\n").expect("it reads");
        assert!(self.hears().starts_with("node"));
    }

    fn hears(&mut self) -> String {
        let mut line = String::new();
        self.told.read_line(&mut line).expect("it tells");
        line.trim().to_owned()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        // It ends its programs when its input ends.
        self.input.take();
        self.program.wait().ok();
    }
}

fn program() -> Option<&'static str> {
    PROGRAMS.into_iter().find(|program| {
        let asked = Command::new(program).arg("--version").output();
        asked.is_ok_and(|asked| asked.status.success())
    })
}

/// Ports that are free now, all different.
fn free_ports<const N: usize>() -> [u16; N] {
    let listeners: [TcpListener; N] =
        std::array::from_fn(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port"));
    listeners.map(|listener| listener.local_addr().expect("its address").port())
}
