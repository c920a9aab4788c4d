//! The checks of any page: no error, no violation, nothing beside the window.

use std::panic::Location;

use serde_json::json;

use super::Page;
use crate::axe;

impl Page {
    // --- Judging ---

    /// Asserts that nothing was thrown, complained of or blocked since the page was loaded, that
    /// nothing was asked of any other host, and that no new build is offered if there is none.
    #[track_caller]
    pub fn has_no_problems(&self) {
        let problems = self.script(
            "const foreign = performance.getEntriesByType('resource')
               .filter(({ name }) => !['blob:', 'data:'].includes(new URL(name).protocol))
               .filter(({ name }) => new URL(name).origin !== location.origin)
               .map(({ name }) => `request: ${name}`);
             return [...window.problems, ...foreign]",
        );
        assert!(
            self.has_new_build.get() || !self.has("#update"),
            "a new build is offered, and there is none, at {}",
            Location::caller()
        );
        assert_eq!(
            problems,
            json!([]),
            "the page has problems, at {}",
            Location::caller()
        );
    }

    /// The violations that axe finds in the current page.
    #[track_caller]
    pub fn violations(&self) -> Vec<String> {
        axe::violations(self)
    }

    /// Marks the document as the app does for a chosen theme.
    #[track_caller]
    pub fn marks_theme(&self, id: Option<&str>) {
        self.script_with(
            "const [theme] = arguments;
             if (theme) document.documentElement.dataset.theme = theme;
             else delete document.documentElement.dataset.theme",
            json!([id]),
        );
    }

    /// The elements that overflow sideways; `None` if the page fits its width.
    #[track_caller]
    pub fn overflow(&self) -> Option<String> {
        let script = "const { scrollWidth, clientWidth } = document.documentElement;
            if (scrollWidth <= clientWidth) return null;
            const wide = [...document.querySelectorAll('body *')].filter(
              (element) => clientWidth < element.getBoundingClientRect().right
                || element.clientWidth < element.scrollWidth);
            return `${scrollWidth} > ${clientWidth}: ` + wide.slice(-8)
              .map(({ tagName, id, className }) => `${tagName}#${id}.${className}`).join(', ')";
        self.script_once_settled(script).as_str().map(str::to_owned)
    }

    /// Makes all texts so many percent as large, as the browser's own setting does.
    #[track_caller]
    pub fn enlarges_text(&self, percent: u32) {
        let script = "document.documentElement.style.fontSize = `${arguments[0]}%`";
        self.script_with(script, json!([percent]));
        self.settle();
    }

    /// The texts that are not seen whole: their elements hide what does not fit, or stand beside the window.
    #[track_caller]
    pub fn cut_texts(&self) -> Vec<String> {
        let script = "const hides = (it) => {
              const { overflowX, overflowY } = getComputedStyle(it);
              return [overflowX, overflowY].some((overflow) => ['hidden', 'clip'].includes(overflow));
            };
            const words = (it) => `“${it.textContent.trim().slice(0, 40)}” in ${it.tagName}.${it.getAttribute('class')}`;
            const shown = [...document.querySelectorAll('body *')].filter((it) => it.innerText?.trim()
              && it.checkVisibility({ visibilityProperty: true }) && !it.closest('.visually-hidden, .skip-link, svg'));
            const cut = shown.filter((it) => hides(it)
              && (it.clientWidth + 1 < it.scrollWidth || it.clientHeight + 1 < it.scrollHeight));
            const beside = shown.filter((it) => !it.children.length && !it.closest('.scroll')).filter((it) => {
              const { left, right } = it.getBoundingClientRect();
              return left < -1 || document.documentElement.clientWidth + 1 < right;
            });
            return [...new Set([...cut, ...beside].map(words))]";
        let found = self.script_once_settled(script);
        serde_json::from_value(found).expect("a list of texts")
    }
}
