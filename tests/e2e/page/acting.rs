//! The actions of a person on a page: presses, typing, pointing.

use std::panic::Location;

use serde_json::{Value, json};
use thirtyfour::{Key, TypingData, WebElement, error::WebDriverResult};

use super::Page;
use crate::browser::Engine;

/// Returns an element, once it is in the middle of the window.
const SCROLL_TO: &str = "const it = document.querySelector(arguments[0]);
    it?.scrollIntoView({ block: 'center', inline: 'center' });
    return it";

impl Page {
    // --- Doing ---

    /// Clicks on the element, once it can be clicked.
    #[track_caller]
    pub fn click(&self, css: &str) {
        self.act(css, "clicked", async |element| element.click().await);
    }

    /// Clicks on the button or link of this visible name.
    #[track_caller]
    pub fn press_button(&self, name: &str) {
        let mark = "const wanted = arguments[0];
            for (const old of document.querySelectorAll('[data-pressed]')) old.removeAttribute('data-pressed');
            const found = [...document.querySelectorAll('button, a, summary, [role=button]')].find(
              (element) => element.innerText.trim() === wanted && element.getClientRects().length);
            found?.setAttribute('data-pressed', '');
            return !!found";
        self.until(&format!("there is a button “{name}”"), || {
            self.script_with(mark, json!([name])) == true
        });
        self.click("[data-pressed]");
    }

    /// Writes into a text field, in place of what it holds, key by key.
    #[track_caller]
    pub fn fill(&self, css: &str, text: &str) {
        let has_no_key = |char: char| char.len_utf16() == 2;
        // No engine notifies the page of clearing a field without a key, and WebKit's driver has no
        // keys for characters outside the Basic Multilingual Plane.
        if text.is_empty() || self.engine == Engine::WebKit && text.chars().any(has_no_key) {
            self.set(css, text);
            return;
        }
        let write = || {
            self.act(css, "written into", async |element| {
                element.clear().await?;
                element.send_keys(text).await
            });
        };
        let holds = || self.value(css) == text;
        let what = format!("{css} holds “{text}”");
        if self.engine == Engine::WebKit {
            self.repeat_until(&what, write, holds);
        } else {
            write();
            self.until(&what, holds);
        }
    }

    /// Gives a date, a slider or a list this value, as its own widget does: browsers differ in
    /// which keys would.
    #[track_caller]
    pub fn set(&self, css: &str, value: &str) {
        let script = "(() => {
            it.focus();
            const { set } = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(it), 'value');
            set.call(it, arguments[1]);
            it.dispatchEvent(new Event('input', { bubbles: true }));
            it.dispatchEvent(new Event('change', { bubbles: true }));
            return it.value
          })()";
        let now = self.evaluate(css, script, value);
        assert_eq!(
            now,
            value,
            "{css} took another value, at {}",
            Location::caller()
        );
    }

    /// Presses keys for the focused element: text, or a [`Key`].
    ///
    /// `WebKit`'s driver loses a key now and then: there each key is sent alone, and again if the
    /// page has not handled it.
    #[track_caller]
    pub fn press(&self, keys: impl Into<TypingData>) {
        let keys = keys.into();
        if self.engine != Engine::WebKit {
            return self.send(keys);
        }
        for key in keys.as_vec() {
            let before = self.keys_handled();
            self.repeat_until(
                &format!("the page hears the key {key:?}"),
                || self.send(key),
                || self.keys_handled() != before,
            );
        }
    }

    #[track_caller]
    pub(super) fn send(&self, keys: impl Into<TypingData>) {
        let chain = self.session().action_chain();
        self.run(chain.send_keys(keys).perform());
    }

    /// Counts the keys that went down in this document.
    #[track_caller]
    pub(super) fn keys_handled(&self) -> Value {
        self.script(
            "if (window.keysHeard === undefined) {
               window.keysHeard = 0;
               addEventListener('keydown', () => { window.keysHeard += 1 }, true);
             }
             return window.keysHeard",
        )
    }

    /// Presses the keys that undo.
    #[track_caller]
    pub fn press_undo(&self) {
        self.press_with_control("z");
    }

    /// Presses a key with Ctrl held. The drivers hold keys differently, so the page dispatches the event.
    #[track_caller]
    pub fn press_with_control(&self, key: &str) {
        self.script_with(
            "(document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown',
               { key: arguments[0], ctrlKey: true, bubbles: true, cancelable: true }))",
            json!([key]),
        );
    }

    /// Moves the pointer onto the element, at this share of its width from its left edge.
    #[track_caller]
    pub fn point_at(&self, css: &str, share: f64) {
        self.sees(css);
        self.run(async {
            let found = self.session().execute(SCROLL_TO, vec![css.into()]).await?;
            let element = found.element()?;
            let width = element.rect().await?.width;
            // WebDriver counts from the element's middle.
            #[allow(
                clippy::cast_possible_truncation,
                reason = "a number of pixels on a screen"
            )]
            let across = (width * (share - 0.5)) as i64;
            let chain = self.session().action_chain();
            chain
                .move_to_element_with_offset(&element, across, 0)
                .perform()
                .await
        });
    }

    /// Waits until the element has the focus.
    #[track_caller]
    pub fn focuses(&self, css: &str) {
        self.until(&format!("{css} has the focus"), || self.is_focused(css));
    }

    pub(super) fn is_focused(&self, css: &str) -> bool {
        let script = "return !!document.activeElement?.matches(arguments[0])";
        self.script_with(script, json!([css])) == true
    }

    /// Goes on with Tab until the element has the focus, as a person without a mouse does.
    #[track_caller]
    pub fn tab_to(&self, css: &str) {
        self.sees(css);
        for _ in 0..120 {
            self.press(Key::Tab + "");
            if self.is_focused(css) {
                return;
            }
        }
        panic!("Tab does not reach {css} ({})", Location::caller());
    }

    /// Retries until the element exists and accepts the action.
    #[track_caller]
    pub(super) fn act(
        &self,
        css: &str,
        what: &str,
        work: impl AsyncFn(WebElement) -> WebDriverResult<()>,
    ) {
        self.until(&format!("{css} can be {what}"), || {
            let done = self.browser().run(async {
                let arguments = vec![css.into()];
                let found = self.session().execute(SCROLL_TO, arguments).await?;
                work(found.element()?).await
            });
            done.is_ok()
        });
    }
}
