//! The journeys of a person through the built site, on three browser engines one after another.
//!
//! `./dev test journeys [FILTER]` runs them. `ENGINES` names the engines, `AXE` the file of
//! axe-core, `SCORM` the folder of the SCORM package and `SCORM_AGAIN` the file of scorm-again, `TIMES` a
//! file for the durations, and `SHOTS` a folder: with it, screenshots are made instead of tests. `LONG` asks
//! for those too that are run before a release.
// A journey fails by a panic that says what it missed.
#![allow(clippy::expect_used, clippy::panic)]

mod axe;
mod broker;
mod browser;
mod camera;
#[path = "../support/first_load.rs"]
mod first_load;
mod journeys;
mod line;
mod mqtt_client;
mod page;
mod pages;
mod pdf;
#[path = "../support/server.rs"]
mod server;
mod stage;
mod times;

use std::any::Any;
use std::panic::{catch_unwind, resume_unwind};
use std::process::ExitCode;
use std::sync::Arc;
use std::{env, fs};

use browser::{Browser, Engine};
use libtest_mimic::{Arguments, Completion, Trial};
use times::Times;

/// Two cores: more browsers at once only wait for each other.
const AT_ONCE: usize = 2;

/// So many journeys may fail once in a run of all engines: a driver now and then loses a key or a
/// document. More of them hide a defect.
const MOST_SECOND_TRIES: usize = 3;

/// So many journeys of a run may begin anew because the engine's own process of the page ended, as that
/// of `WebKitGTK` 2.50.6 does now and then after a report of a team was made. Further ones are second tries.
const MOST_CRASHES: usize = 4;

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads.get_or_insert(AT_ONCE);
    let shots = env::var_os("SHOTS").is_some();
    let runs_long = env::var_os("LONG").is_some() || arguments.filter.is_some();
    let named = env::var("ENGINES").unwrap_or_else(|_| "chromium webkit firefox".to_owned());
    let mut failed = false;
    let mut second_tries = 0;
    let mut all_times = Vec::new();
    for name in named.split_whitespace() {
        let engine = Engine::named(name).unwrap_or_else(|| panic!("{name} is no engine we know"));
        let times = Arc::new(Times::of(engine));
        let trials = journeys::all()
            .into_iter()
            .filter(|journey| journey.makes_shots == shots)
            .map(|journey| {
                let times = Arc::clone(&times);
                Trial::ignorable_test(format!("{engine}::{}", journey.name), move || {
                    if let Some(reason) = journey.reason_not_on(engine, runs_long) {
                        times.leaves_out(journey.name, reason);
                        return Ok(Completion::ignored_with(reason));
                    }
                    times.measure(journey.name, || {
                        let mut failed = false;
                        while let Err(panic) = catch_unwind(|| (journey.run)(engine)) {
                            if is_crash(engine, panic.as_ref()) && times.crashes() < MOST_CRASHES {
                                times.crashed(journey.name);
                            } else if failed {
                                resume_unwind(panic);
                            } else {
                                failed = true;
                                times.tries_again(journey.name);
                            }
                            println!("once more, in a new browser: {engine}::{}", journey.name);
                            Browser::quit_all();
                        }
                    });
                    Ok(Completion::Completed)
                })
            })
            .collect();
        failed |= libtest_mimic::run(&arguments, trials).has_failed();
        Browser::quit_all();
        all_times.push(format!("{times}\n\n"));
        if !arguments.list {
            println!("{times}\n");
        }
        second_tries += times.second_tries();
    }
    if MOST_SECOND_TRIES < second_tries {
        println!("{second_tries} journeys failed at first, and at most {MOST_SECOND_TRIES} may");
        failed = true;
    }
    if let Some(file) = env::var_os("TIMES") {
        fs::write(file, all_times.concat()).expect("the times are written");
    }
    ExitCode::from(u8::from(failed))
}

/// Whether a journey panicked because the process of its page ended: that is what the driver of `WebKit`
/// says of a script then.
fn is_crash(engine: Engine, panic: &(dyn Any + Send)) -> bool {
    let message = panic.downcast_ref::<String>();
    engine == Engine::WebKit
        && message.is_some_and(|message| message.contains("Could not parse script result"))
}
