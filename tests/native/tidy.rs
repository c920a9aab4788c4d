//! The invariants of ARCHITECTURE.md that can be read off the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Crates that need a browser.
const BROWSER_CRATES: [&str; 11] = [
    "async_lock",
    "gloo_storage",
    "indexed_db_futures",
    "js_sys",
    "leptos",
    "plotters_canvas",
    "reactive_graph",
    "tachys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "web_sys",
];

/// The modules that know nothing of a browser, but for the files named.
const CORE: [(&str, &[&str]); 9] = [
    ("domain", &[]),
    ("documents", &[]),
    ("storage", &[]),
    ("exchange", &[]),
    ("live", &[]),
    ("content", &[]),
    ("chart", &[]),
    ("i18n", &["format.rs"]),
    ("route", &[]),
];

/// The modules, and which others each may use, from the core outward.
const LAYERS: [(&str, &[&str]); 11] = [
    ("domain", &[]),
    ("documents", &["domain"]),
    ("storage", &["domain", "documents"]),
    ("exchange", &["domain", "documents"]),
    ("live", &["domain", "documents", "exchange"]),
    ("chart", &["domain"]),
    ("content", &["domain", "documents"]),
    ("route", &["domain"]),
    ("i18n", &["domain", "documents", "storage", "exchange"]),
    (
        "platform",
        &["domain", "storage", "exchange", "live", "chart", "route"],
    ),
    (
        "app",
        &[
            "domain",
            "documents",
            "storage",
            "exchange",
            "live",
            "chart",
            "content",
            "route",
            "i18n",
            "platform",
        ],
    ),
];

/// The modules of `app`, and which others of it each may use. Those that may use no more than
/// `state` and `components` are the folders of one wasm file each: what two of them need is a component.
const APP_LAYERS: [(&str, &[&str]); 15] = [
    ("state", &[]),
    ("components", &["state"]),
    ("client", &["state", "components"]),
    ("list", &["state", "components"]),
    ("forms", &["state", "components"]),
    ("more", &["state", "components"]),
    ("items", &["state", "components"]),
    ("live", &["state"]),
    ("class", &["state", "components", "live"]),
    ("trainee", &["state", "components", "live"]),
    ("data", &["state", "components"]),
    ("portfolio", &["state", "components"]),
    ("team", &["state", "components", "live"]),
    (
        "split",
        &[
            "state",
            "components",
            "client",
            "list",
            "forms",
            "more",
            "items",
            "class",
            "trainee",
            "data",
            "portfolio",
            "team",
        ],
    ),
    ("frame", &["state", "components", "split"]),
];

/// The most lines of a source file.
const MOST_LINES: usize = 500;

#[test]
fn the_core_names_no_browser() {
    for (module, exceptions) in CORE {
        for (path, source) in sources(module) {
            if exceptions.iter().any(|name| path.ends_with(name)) {
                continue;
            }
            let code = without_comments(&source);
            let found: Vec<_> = words(&code)
                .filter(|word| BROWSER_CRATES.contains(word))
                .collect();
            assert!(found.is_empty(), "{}: {found:?}", path.display());
        }
    }
}

#[test]
fn modules_use_only_the_layers_below() {
    let known: BTreeSet<_> = LAYERS.iter().map(|(module, _)| *module).collect();
    let mut count = 0;
    for (module, below) in LAYERS {
        for (path, source) in sources(module) {
            for target in modules_used(&path, &source) {
                let used = target[0].as_str();
                assert!(known.contains(used), "{used}: name its layer here");
                count += 1;
                assert!(
                    used == module || below.contains(&used),
                    "{} uses {used}, which is no layer below {module}",
                    path.display()
                );
            }
        }
    }
    assert!(1000 < count, "only {count} uses were found");
    let declared = without_comments(&read("src/lib.rs"));
    for module in declared.split("pub mod ").skip(1) {
        let name = module.split(';').next().unwrap();
        assert!(known.contains(name), "{name} has no layer");
    }
}

#[test]
fn a_wasm_file_uses_no_other_ones_folder() {
    let known: BTreeSet<_> = APP_LAYERS.iter().map(|(module, _)| *module).collect();
    for (module, below) in APP_LAYERS {
        for (path, source) in sources(&format!("app/{module}")) {
            for used in modules_used(&path, &source) {
                let [app, used, ..] = used.as_slice() else {
                    continue;
                };
                let used = used.as_str();
                assert!(
                    app != "app" || used == module || below.contains(&used),
                    "{} uses app::{used}, which app::{module} may not",
                    path.display()
                );
            }
        }
    }
    let declared = without_comments(&read("src/app/mod.rs"));
    for module in declared.split("mod ").skip(1) {
        let name = module.split(';').next().unwrap();
        let is_known = known.contains(name) || name.contains(char::is_whitespace);
        assert!(is_known, "app::{name} has no layer");
    }
}

/// The modules that ARCHITECTURE.md names as those that hold an invariant say it in their first lines.
#[test]
fn an_invariant_stands_at_the_head_of_its_module() {
    let page = read("ARCHITECTURE.md");
    let (_, invariants) = page.split_once("## Invariants").unwrap();
    let links = invariants.split("](").skip(1);
    let links = links.map(|rest| rest.split(')').next().unwrap());
    let modules: Vec<_> = links.filter(|link| link.starts_with("src/")).collect();
    for module in &modules {
        let source = read(module);
        let head = source.lines().take_while(|line| line.starts_with("//!"));
        let says_it = head.collect::<String>().contains("Invariant");
        assert!(says_it, "{module} says no invariant");
    }
    assert!(
        20 < modules.len(),
        "only {} modules were found",
        modules.len()
    );
}

/// A module is told by a noun, or by what it does.
#[test]
fn no_module_begins_with_a_question() {
    const QUESTIONS: [&str; 4] = ["How ", "What ", "Where ", "Which "];
    for (path, source) in sources("") {
        let head = source.strip_prefix("//! ").unwrap_or_default();
        let asks = QUESTIONS.iter().any(|word| head.starts_with(word));
        assert!(!asks, "{} begins with a question", path.display());
    }
}

/// A thing is told by its noun, a function by its verb: "The end of the list", not "Where the list ends".
#[test]
fn no_comment_begins_with_what_or_where() {
    const FOLDERS: [&str; 5] = ["src", "tests", "examples", "fuzz/src", "fuzz/fuzz_targets"];
    let mut count = 0;
    for path in FOLDERS.iter().flat_map(|folder| files_below(folder, "rs")) {
        for (at, line) in read(&path).lines().enumerate() {
            let Some(comment) = line.trim_start().strip_prefix("//") else {
                continue;
            };
            let words = comment.trim_start_matches(['/', '!', ' ']);
            let is_question = ["What ", "Where "].iter().any(|it| words.starts_with(it));
            assert!(!is_question, "{}:{}: {line}", path.display(), at + 1);
            count += 1;
        }
    }
    assert!(5000 < count, "only {count} lines of comments were found");
}

#[test]
fn a_component_has_two_users() {
    let declared = without_comments(&read("src/app/components/mod.rs"));
    let sources = sources("app");
    let mut count = 0;
    for export in declared.split("pub use ").skip(1) {
        let export = export.split(';').next().unwrap();
        let (module, names) = export.split_once("::").unwrap();
        let names: Vec<_> = words(names).collect();
        let folder = Path::new("src/app/components").join(module);
        let is_user = |(path, source): &&(PathBuf, String)| {
            let is_own = path.starts_with(&folder) || *path == folder.with_extension("rs");
            let is_list = path.ends_with("components/mod.rs");
            let code = without_comments(source);
            !is_own && !is_list && words(&code).any(|word| names.contains(&word))
        };
        let users = sources.iter().filter(is_user).count();
        assert!(2 <= users, "components::{module} has {users} users");
        count += 1;
    }
    assert!(20 < count, "only {count} components were found");
}

#[test]
fn both_ways_to_the_dark_give_the_same_colours() {
    for (file, least) in [("style/tokens.css", 10), ("style/pages/tokens.css", 5)] {
        let style = read(file);
        let block = |selector: &str| {
            let (_, rest) = style.split_once(selector).expect("the block of a theme");
            let (body, _) = rest.split_once('}').expect("its end");
            let tokens = body.split(';').map(str::trim);
            tokens
                .filter(|token| !token.is_empty())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let chosen = block(":root[data-theme=\"dark\"] {");
        let wished = block(":root:not([data-theme=\"light\"]) {");
        assert!(least < chosen.len());
        assert_eq!(chosen, wished);
    }
}

#[test]
fn the_site_names_no_other_host_and_runs_no_inline_script() {
    let mut files = vec![PathBuf::from("index.html")];
    files.extend(files_below("style", "css"));
    files.extend(files_below("assets", "js"));
    files.extend(files_below("assets", "svg"));
    assert!(5 < files.len());
    for file in files {
        let text = read(&file).replace("http://www.w3.org/2000/svg", "");
        for scheme in ["http://", "https://", "url(//", "src=\"//", "href=\"//"] {
            assert!(!text.contains(scheme), "{}: {scheme}", file.display());
        }
    }
    let page = read("index.html");
    let policy = page
        .split("http-equiv=\"Content-Security-Policy\" content=\"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .expect("the page has a policy");
    let rules: BTreeMap<_, _> = policy
        .split(';')
        .filter_map(|rule| rule.trim().split_once(' '))
        .collect();
    assert_eq!(rules["default-src"], "'none'");
    assert_eq!(rules["script-src"], "'self' 'wasm-unsafe-eval'");
    for source in ["unsafe-inline", "'unsafe-eval'", "*", "http"] {
        assert!(!policy.contains(source), "{source} in {policy}");
    }
    assert!(
        !page.contains("style=") && !page.contains("onload="),
        "the policy forbids inline styles and handlers"
    );
}

#[test]
fn no_file_is_longer_than_the_most_lines() {
    let long: Vec<_> = sources(".")
        .into_iter()
        .filter(|(_, source)| MOST_LINES < source.lines().count())
        .map(|(path, _)| path)
        .collect();
    assert!(long.is_empty(), "over {MOST_LINES} lines: {long:?}");
}

/// The modules that `crate::…` and `super::…` name in a file, including those of `use …::{…}`, each
/// from the crate's root. Tests may use any layer, so their uses are left out.
fn modules_used(path: &Path, source: &str) -> Vec<Vec<String>> {
    let code = without_comments(source);
    // Tests that stand in a file of their own are declared at the head of the module.
    let code = code.split("#[cfg(test)]\nmod tests {").next().unwrap();
    let own: Vec<_> = path
        .with_extension("")
        .iter()
        .skip(1)
        .map(text_of)
        .collect();
    let own = match own.split_last() {
        Some((last, folder)) if last == "mod" => folder.to_vec(),
        _ => own,
    };
    if path.ends_with("tests.rs") {
        return Vec::new();
    }
    let mut used = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        used.extend(named(Vec::new(), &code[at + "crate::".len()..]));
    }
    for (at, _) in code.match_indices("super::") {
        if code[..at].ends_with("super::") {
            continue;
        }
        let (mut from, mut rest) = (own.as_slice(), &code[at..]);
        while let Some(after) = rest.strip_prefix("super::") {
            let outside = "a path that leaves the crate";
            (from, rest) = (from.split_last().expect(outside).1, after);
        }
        used.extend(named(from.to_vec(), rest));
    }
    // `$crate` of a macro, and the crate's own name in a path of visibility.
    used.retain(|path| {
        path.first()
            .is_some_and(|name| name.starts_with(char::is_lowercase))
    });
    used
}

/// The paths that a path, or a list of paths in braces, names below a module, each up to its last
/// list.
fn named(from: Vec<String>, rest: &str) -> Vec<Vec<String>> {
    let Some(list) = rest.strip_prefix('{') else {
        let end = rest.find(|char: char| !char.is_alphanumeric() && char != '_');
        let (word, after) = rest.split_at(end.unwrap_or(rest.len()));
        let path = [from, vec![word.to_owned()]].concat();
        return match after.strip_prefix("::") {
            Some(after) if after.starts_with(|char: char| char.is_lowercase() || char == '{') => {
                named(path, after)
            }
            _ => vec![path],
        };
    };
    let mut found = Vec::new();
    let (mut depth, mut begins) = (0, 0);
    for (at, char) in list.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if 0 < depth => depth -= 1,
            ',' | '}' if depth == 0 => {
                let item = list[begins..at].trim();
                if !item.is_empty() {
                    found.extend(named(from.clone(), item));
                }
                begins = at + 1;
                if char == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

fn text_of(part: &std::ffi::OsStr) -> String {
    part.to_str().expect("a file of ours").to_owned()
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
}

/// The code, without the lines of comments and with what follows a comment's start cut off.
pub fn without_comments(source: &str) -> String {
    let lines = source.lines().map(|line| match line.split_once("// ") {
        Some((code, _)) if !code.contains('"') => code,
        _ if line.trim_start().starts_with("//") => "",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The sources of a module, a folder or one file, below src/.
pub fn sources(module: &str) -> Vec<(PathBuf, String)> {
    let folder = Path::new("src").join(module);
    let files = if root().join(&folder).is_dir() {
        files_below(folder, "rs")
    } else {
        vec![folder.with_extension("rs")]
    };
    assert!(!files.is_empty(), "{module} has no sources");
    files
        .into_iter()
        .map(|file| {
            let source = read(&file);
            let name = file.components().collect();
            (name, source)
        })
        .collect()
}

fn files_below(folder: impl AsRef<Path>, extension: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root().join(&folder)).expect("a folder of ours") {
        let name = entry.expect("its entries").file_name();
        let path = folder.as_ref().join(name);
        if root().join(&path).is_dir() {
            found.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|other| other == extension) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).expect("a file of ours")
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
