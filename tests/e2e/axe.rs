//! axe-core's rules for accessibility, run in the page.

use std::sync::OnceLock;
use std::{env, fs};

use crate::page::Page;

/// Gives null if axe-core is not in the document yet.
const RUN: &str = r#"
return window.axe?.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) => violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(" ")}\n  ${failureSummary}`)),
  (error) => [String(error)]) ?? null
"#;

/// Every violation in the page once it has settled, in words.
pub fn violations(page: &Page) -> Vec<String> {
    static SOURCE: OnceLock<String> = OnceLock::new();
    let source = SOURCE.get_or_init(|| {
        let file = env::var("AXE").expect("AXE names the file of axe-core");
        fs::read_to_string(file).expect("axe-core can be read")
    });
    let mut found = page.script_once_settled(RUN);
    // It is half a megabyte, and stays in the document.
    if found.is_null() {
        page.script(source);
        found = page.script_once_settled(RUN);
    }
    serde_json::from_value(found).expect("a list of violations")
}
