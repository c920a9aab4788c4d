//! Screenshots of every page: phone and desktop, light and dark, for a person to look at; and the pictures of
//! the READMEs.

use std::path::Path;
use std::{cell::Cell, env, fs};

use trust_velocity::domain::Language;

use crate::browser::Engine;
use crate::page::{DESKTOP, PHONE};
use crate::pages::{App, tour};
use crate::stage::Stage;

pub fn shots_in_chinese(engine: Engine) {
    shots(engine, Language::Zh);
}

pub fn shots_in_english(engine: Engine) {
    shots(engine, Language::En);
}

/// The pages whose windows the READMEs show, in `docs/images`.
const IN_README: [(&str, (u32, u32)); 2] = [("today", PHONE), ("client", DESKTOP)];

/// The most bytes of a picture there.
const MOST_BYTES: u64 = 200_000;

fn shots(engine: Engine, language: Language) {
    assert_eq!(engine, Engine::Chromium, "only Chromium shows whole pages");
    let folder = env::var("SHOTS").expect("SHOTS names the folder of the pictures");
    let app = App::open(engine, language, Stage::new());
    let count = Cell::new(0);
    tour(&app, &mut |name| {
        count.set(count.get() + 1);
        for (device, size) in [("phone", PHONE), ("desktop", DESKTOP)] {
            app.resize(size);
            for theme in ["light", "dark"] {
                app.asks_for_theme(theme);
                let file = format!(
                    "{:02}-{name}-{device}-{}-{theme}.png",
                    count.get(),
                    language.id()
                );
                app.picture_whole(&Path::new(&folder).join(file), size);
            }
        }
        app.asks_for_theme("light");
        if let Some((_, size)) = IN_README.iter().find(|(shown, _)| *shown == name) {
            app.resize(*size);
            let file = format!("docs/images/{name}.{}.png", language.id());
            app.picture_window(Path::new(&file));
            let size = fs::metadata(&file).expect("the picture").len();
            assert!(size <= MOST_BYTES, "{file} has {size} bytes");
        }
    });
}
