//! The window of a page: its size, its theme, paper and pictures.

use std::fs;
use std::path::Path;

use base64::{Engine as _, prelude::BASE64_STANDARD};
use serde_json::{Value, json};
use thirtyfour::common::print::{PrintPage, PrintParameters};

use super::{Page, text_of};
use crate::browser::Engine;
use crate::pdf::Pdf;

/// No engine's window but Chromium's can be as narrow as a phone.
const NARROWEST_WINDOW: u32 = 500;

impl Page {
    /// Sets the page's inner size in CSS pixels. If the engine's window cannot be so narrow, the
    /// app continues in a frame of that width, and so is loaded again; from then on it is the frame
    /// that changes its size.
    #[track_caller]
    pub fn resize(&self, (width, height): (u32, u32)) {
        if self.engine == Engine::Chromium {
            self.emulate(width, height, 1.0);
            return;
        }
        if self.framed.get() {
            let size = json!({ "width": width, "height": height });
            self.script(&format!("Object.assign(frameElement, {size})"));
            return;
        }
        if width < NARROWEST_WINDOW {
            let address = text_of(&self.script("return location.href"));
            self.enter_frame(&address, width, height);
            return;
        }
        // The window is larger by its own frame; its size changes after the call returns.
        self.until("the window has its size", || {
            let sizes = self.script("return [innerWidth, innerHeight, outerWidth, outerHeight]");
            let [inner_width, inner_height, outer_width, outer_height] =
                serde_json::from_value::<[u32; 4]>(sizes).expect("the window's sizes");
            let is_so = (inner_width, inner_height) == (width, height);
            if !is_so {
                self.run(self.session().set_window_rect(
                    0,
                    0,
                    (outer_width + width).saturating_sub(inner_width),
                    (outer_height + height).saturating_sub(inner_height),
                ));
            }
            is_so
        });
    }

    #[track_caller]
    pub(super) fn enter_frame(&self, address: &str, width: u32, height: u32) {
        let frame = format!("http://127.0.0.1:{}/test/frame.html", self.port);
        self.run(self.session().goto(frame));
        // Firefox reports it while the previous document is still being unloaded.
        let attributes = json!({ "width": width, "height": height, "src": address });
        let fill =
            format!("Object.assign(document.querySelector('iframe'), {attributes}); return true");
        self.until("the frame has its page", || self.holds(&fill));
        self.run(self.session().enter_frame(0));
        self.framed.set(true);
        self.started();
    }

    /// Chromium alone: a screen of this size and density.
    #[track_caller]
    pub fn emulate(&self, width: u32, height: u32, density: f64) {
        self.devtools(
            "Emulation.setDeviceMetricsOverride",
            json!({ "width": width, "height": height, "deviceScaleFactor": density, "mobile": false }),
        );
    }

    /// Chromium alone: the page is laid out as on paper.
    #[track_caller]
    pub fn lays_out_for_paper(&self) {
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" }));
        self.settle();
    }

    /// The words of all buttons and choices that are seen, once the page is laid out for paper.
    #[track_caller]
    pub fn can_be_pressed_on_paper(&self) -> Vec<String> {
        let words = self.script(
            "return [...document.querySelectorAll('button:not(.figure), .button, .select, .link:not(:has(bdi)), input, .navigation')]
               .filter((it) => it.checkVisibility()).map((it) => it.textContent.trim())",
        );
        serde_json::from_value(words).expect("a list of words")
    }

    /// Chromium alone: the system asks for this theme.
    #[track_caller]
    pub fn asks_for_theme(&self, id: &str) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-color-scheme", "value": id }] }),
        );
        self.settle();
    }

    /// Chromium alone: the system asks for less motion.
    #[track_caller]
    pub fn asks_for_less_motion(&self) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
        );
        self.settle();
    }

    /// Chromium alone: the system replaces all colours by its own few.
    #[track_caller]
    pub fn forces_colours(&self) {
        self.devtools(
            "Emulation.setEmulatedMedia",
            json!({ "features": [{ "name": "forced-colors", "value": "active" }] }),
        );
        self.settle();
    }

    /// Writes the window as a PNG.
    #[track_caller]
    pub fn picture_window(&self, file: &Path) {
        self.settle();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder).expect("the folder of the picture");
        }
        self.run(self.session().screenshot(file));
    }

    /// Chromium alone: writes the page as a PNG, below the window's end too.
    #[track_caller]
    pub fn picture_whole(&self, file: &Path, (width, height): (u32, u32)) {
        // On a desktop each column scrolls by itself; a dialog stays within the window.
        let whole = self.script(
            "if (document.querySelector('dialog[open]')) return 0;
             const columns = [...document.querySelectorAll('.split__list, .split__detail')];
             return Math.max(document.documentElement.scrollHeight, ...columns.map(
               (column) => Math.ceil(column.getBoundingClientRect().top + column.scrollHeight)))",
        );
        let whole = whole.as_u64().and_then(|whole| u32::try_from(whole).ok());
        self.emulate(width, whole.unwrap_or(height).max(height), 1.0);
        self.picture_window(file);
        self.emulate(width, height, 1.0);
    }

    /// Chromium alone: prints the page; how many rows of the list were printed.
    #[track_caller]
    pub fn rows_printed(&self) -> usize {
        self.script(
            "addEventListener('beforeprint', () => {
               window.rowsPrinted = document.querySelectorAll('.client-row').length
             }, { once: true })",
        );
        self.devtools("Page.printToPDF", json!({}));
        let printed = self.script("return window.rowsPrinted").as_u64();
        printed
            .and_then(|count| count.try_into().ok())
            .unwrap_or_default()
    }

    /// Chromium alone: prints the page as its styles say.
    #[track_caller]
    pub fn prints_by_styles(&self) -> Pdf {
        let printed = self.devtools("Page.printToPDF", json!({ "preferCSSPageSize": true }));
        let file = BASE64_STANDARD.decode(text_of(&printed["data"]));
        Pdf::of(file.expect("a file"))
    }

    /// Prints the page on A4, without backgrounds, as browsers do unless told otherwise.
    #[track_caller]
    pub fn prints(&self) -> Pdf {
        let paper = PrintParameters {
            page: PrintPage {
                width: 21.0,
                height: 29.7,
            },
            ..PrintParameters::default()
        };
        Pdf::of(self.run(self.session().print_page(paper)))
    }

    /// Chromium alone: a command of its DevTools protocol.
    #[track_caller]
    pub(super) fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.run(self.session().cdp().send_raw(command, parameters))
    }
}
