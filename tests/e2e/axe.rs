//! axe-core's rules for accessibility, run in the page.

use std::sync::OnceLock;
use std::{env, fs};

use crate::page::Page;

/// Its last argument is the callback for the result.
const RUN: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} at ${target.join(" ")}\n  ${failureSummary}`))),
  (error) => done([String(error)]));
"#;

/// Every violation in the current page, in words.
pub fn violations(page: &Page) -> Vec<String> {
    static SOURCE: OnceLock<String> = OnceLock::new();
    let source = SOURCE.get_or_init(|| {
        let file = env::var("AXE").expect("AXE names the file of axe-core");
        fs::read_to_string(file).expect("axe-core can be read")
    });
    // It is half a megabyte, and stays in the document.
    if page.script("return !window.axe") == true {
        page.script(source);
    }
    let found = page.script_async(RUN);
    serde_json::from_value(found).expect("a list of violations")
}
