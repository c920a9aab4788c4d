//! Which files of the built site the first page fetches.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The files that the page names, and those that they name in turn as imports.
///
/// A journey checks that no browser fetches another.
pub fn of(dist: &Path) -> BTreeSet<String> {
    let page = fs::read_to_string(dist.join("index.html")).expect("a built site: `./dev build`");
    let mut fetched = BTreeSet::from(["index.html".to_owned()]);
    let mut open: Vec<String> = ["src=", "href=", "data-wasm="]
        .into_iter()
        .flat_map(|attribute| page.split(attribute).skip(1))
        .filter_map(|rest| rest.trim_start_matches('"').split(['"', ' ', '>']).next())
        // A part of the page is no file.
        .filter(|name| !name.starts_with('#'))
        .map(str::to_owned)
        .collect();
    while let Some(name) = open.pop() {
        let name = name.trim_start_matches("./").to_owned();
        // Modules may import each other in a circle.
        if !fetched.insert(name.clone()) {
            continue;
        }
        if Path::new(&name)
            .extension()
            .is_some_and(|extension| extension == "js")
        {
            let script = fs::read_to_string(dist.join(&name)).expect("a script of the page");
            let folder = Path::new(&name).parent().unwrap_or(Path::new(""));
            open.extend(imports(&script).map(|import| folder.join(import).display().to_string()));
        }
    }
    fetched
}

/// The relative files of a module's `import … from './…'` and `import './…'`, minified or not.
fn imports(script: &str) -> impl Iterator<Item = &str> {
    let after = ["from", "import"].map(|keyword| script.split(keyword).skip(1));
    after
        .into_iter()
        .flatten()
        .filter_map(|rest| rest.trim_start().strip_prefix(['\'', '"']))
        .filter_map(|rest| rest.split(['\'', '"']).next())
        .filter_map(|path| path.strip_prefix("./"))
}
