//! A broker for live sessions: Debian's nats-server with the files of `deploy/live`, at free ports and with
//! a store of its own, until it is dropped.

use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process, thread};

/// Its names: Debian has it where not everybody's path leads.
const PROGRAMS: [&str; 2] = ["nats-server", "/usr/sbin/nats-server"];

/// A running broker.
pub struct Broker {
    program: Child,
    folder: PathBuf,
    port: u16,
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
        let program = Command::new(program().expect("nats-server"))
            .arg("-c")
            .arg(folder.join("one.conf"))
            .env("LIVE_PASSWORD", "loopback")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let broker = Self {
            program: program.expect("it starts"),
            folder,
            port,
        };
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            assert!(Instant::now() < end, "the broker does not listen");
            thread::sleep(Duration::from_millis(50));
        }
        broker
    }

    /// The port of its WebSocket.
    pub const fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Broker {
    fn drop(&mut self) {
        // It may have ended by itself.
        self.program.kill().ok();
        self.program.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
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
