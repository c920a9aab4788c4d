//! A line between a browser and the broker, which a journey cuts and mends.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::broker::Broker;

/// A line, until it is dropped.
pub struct Line {
    port: u16,
    state: Arc<State>,
}

#[derive(Default)]
struct State {
    is_cut: AtomicBool,
    is_over: AtomicBool,
    open: Mutex<Vec<TcpStream>>,
}

impl Line {
    /// A line to the broker's WebSocket.
    pub fn to(broker: &Broker) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = listener.local_addr().expect("its address").port();
        let state = Arc::new(State::default());
        let (there, known) = (broker.port(), Arc::clone(&state));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if known.is_over.load(Ordering::SeqCst) {
                    return;
                }
                // Who calls on a cut line is hung up on.
                known.connect(stream, there).ok();
            }
        });
        Self { port, state }
    }

    /// Its end at the browser.
    pub const fn port(&self) -> u16 {
        self.port
    }

    /// Ends what goes over it, and takes nothing more.
    pub fn cut(&self) {
        self.state.is_cut.store(true, Ordering::SeqCst);
        for stream in self.state.streams().drain(..) {
            stream.shutdown(Shutdown::Both).ok();
        }
    }

    /// Takes connections again.
    pub fn mend(&self) {
        self.state.is_cut.store(false, Ordering::SeqCst);
    }
}

impl State {
    fn connect(&self, browser: TcpStream, port: u16) -> io::Result<()> {
        // Held, so that none is added to a line that is just being cut.
        let mut open = self.streams();
        if self.is_cut.load(Ordering::SeqCst) {
            return Ok(());
        }
        let broker = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
        open.extend([browser.try_clone()?, broker.try_clone()?]);
        pass_on(browser.try_clone()?, broker.try_clone()?);
        pass_on(broker, browser);
        Ok(())
    }

    fn streams(&self) -> MutexGuard<'_, Vec<TcpStream>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.cut();
        self.state.is_over.store(true, Ordering::SeqCst);
        // The thread looks at that when somebody calls.
        TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).ok();
    }
}

/// Passes on what comes, until one of the two ends it.
fn pass_on(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || {
        io::copy(&mut from, &mut to).ok();
        to.shutdown(Shutdown::Both).ok();
    });
}
