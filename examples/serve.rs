//! Serves a folder on the loopback address: `serve FOLDER PORT`. `./dev serve` runs it on `dist`.

#[path = "../tests/support/server.rs"]
mod server;

use std::env;
use std::error::Error;
use std::thread;

fn main() -> Result<(), Box<dyn Error>> {
    let [_, folder, port] = env::args()
        .collect::<Vec<_>>()
        .try_into()
        .map_err(|_| "usage: serve FOLDER PORT")?;
    let server = server::Site::new(folder)
        .serve(port.parse().map_err(|_| format!("{port} is not a port"))?)
        .map_err(|error| format!("cannot listen on port {port}: {error}"))?;
    println!(
        "Trust Velocity is at http://{}/ (Ctrl+C ends it)",
        server.address
    );
    loop {
        thread::park();
    }
}
