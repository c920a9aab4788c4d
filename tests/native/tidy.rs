//! The invariants of ARCHITECTURE.md that can be read off the sources.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What only a browser has.
const BROWSER_CRATES: [&str; 10] = [
    "async_lock",
    "gloo_storage",
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
const CORE: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("documents", &[]),
    ("storage", &[]),
    ("exchange", &[]),
    ("content", &[]),
    ("chart", &[]),
    ("i18n", &["format.rs"]),
    ("route.rs", &[]),
];

/// The modules, and which others each may use, from the core outward.
const LAYERS: [(&str, &[&str]); 10] = [
    ("domain", &[]),
    ("documents", &["domain"]),
    ("storage", &["domain", "documents"]),
    ("exchange", &["domain", "documents"]),
    ("chart", &["domain"]),
    ("content", &["domain", "documents"]),
    ("route", &["domain"]),
    ("i18n", &["domain", "documents", "storage", "exchange"]),
    (
        "platform",
        &["domain", "storage", "exchange", "chart", "route"],
    ),
    (
        "app",
        &[
            "domain",
            "documents",
            "storage",
            "exchange",
            "chart",
            "content",
            "route",
            "i18n",
            "platform",
        ],
    ),
];

/// The most lines of a source file.
const MOST_LINES: usize = 500;

/// Longer files, each with the reason why it stays whole.
const LONG_FILES: [(&str, &str); 0] = [];

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
    let mut uses = 0;
    for (module, below) in LAYERS {
        for (path, source) in sources(module) {
            let code = without_comments(&source);
            // Tests may compare with any layer.
            let code = code.split("#[cfg(test)]\nmod ").next().unwrap();
            for used in modules_used(code) {
                assert!(known.contains(used.as_str()), "{used}: name its layer here");
                uses += 1;
                assert!(
                    used == module || below.contains(&used.as_str()),
                    "{} uses {used}, which is no layer below {module}",
                    path.display()
                );
            }
        }
    }
    assert!(100 < uses, "only {uses} uses were found");
    let declared = without_comments(&read("src/lib.rs"));
    for module in declared.split("pub mod ").skip(1) {
        let name = module.split(';').next().unwrap();
        assert!(known.contains(name), "{name} has no layer");
    }
}

#[test]
fn every_text_has_both_languages_and_the_same_places() {
    let texts = all_texts();
    assert!(200 < texts.len(), "only {} texts were found", texts.len());
    let mut keys = BTreeSet::new();
    for text in &texts {
        let Text {
            key,
            arguments,
            plural,
            languages,
        } = text;
        assert!(keys.insert(key), "{key} is there twice");
        let count = if *plural { 3 } else { 2 };
        assert_eq!(languages.len(), count, "{key}: {languages:?}");
        for words in languages {
            assert!(!words.trim().is_empty(), "{key} lacks a language");
            let mut places = places(words);
            if *plural {
                // "One" may be said without its figure.
                places.extend(arguments.iter().cloned());
            }
            assert_eq!(&places, arguments, "{key}: {words}");
        }
        if *plural {
            let [chinese, _, many] = languages.as_slice() else {
                unreachable!()
            };
            for words in [chinese, many] {
                assert_eq!(&self::places(words), arguments, "{key}: {words}");
            }
        }
        let is_chinese = |char: char| ('\u{4e00}'..='\u{9fff}').contains(&char);
        let chinese = &languages[0];
        let has_words = languages[1].chars().any(char::is_alphabetic);
        assert!(
            chinese.chars().any(is_chinese) || !has_words,
            "{key}: {chinese}"
        );
        if key != "language_label" {
            for english in &languages[1..] {
                assert!(!english.chars().any(is_chinese), "{key}: {english}");
            }
        }
    }
}

#[test]
fn every_text_is_used() {
    let code: Vec<_> = sources(".")
        .into_iter()
        .map(|(_, source)| without_comments(&source).replace(char::is_whitespace, ""))
        .collect();
    for Text { key, .. } in all_texts() {
        let call = format!(".{key}(");
        let passed = format!("Text::{key}");
        assert!(
            code.iter()
                .any(|code| code.contains(&call) || code.contains(&passed)),
            "nobody says {key}"
        );
    }
}

#[test]
fn both_ways_to_the_dark_give_the_same_colours() {
    let style = read("style/tokens.css");
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
    assert!(10 < chosen.len());
    assert_eq!(chosen, wished);
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
fn no_file_grows_without_a_reason() {
    let mut long = BTreeSet::new();
    for (path, source) in sources(".") {
        let name = path.strip_prefix("src").unwrap().display().to_string();
        if MOST_LINES < source.lines().count() {
            long.insert(name);
        }
    }
    let listed = LONG_FILES.map(|(name, _)| name.to_owned());
    assert_eq!(long, listed.into(), "files of over {MOST_LINES} lines");
}

/// A text as it is written in the macro.
#[derive(Debug)]
struct Text {
    key: String,
    arguments: BTreeSet<String>,
    plural: bool,
    languages: Vec<String>,
}

fn all_texts() -> Vec<Text> {
    let mut texts = Vec::new();
    for (path, source) in sources("i18n/texts") {
        let code = without_comments(&source);
        for block in code.split("texts! {").skip(1) {
            let mut rest = block;
            while !rest.trim_start().starts_with('}') {
                let (text, after) =
                    read_text(rest).unwrap_or_else(|| panic!("{}: {rest}", path.display()));
                texts.push(text);
                rest = after;
            }
        }
    }
    texts
}

/// `key(arguments): "…", "…";`, and what follows it.
fn read_text(source: &str) -> Option<(Text, &str)> {
    let (head, mut rest) = source.split_once(':')?;
    let (key, arguments) = match head.trim().split_once('(') {
        Some((key, arguments)) => (key, arguments.strip_suffix(')')?),
        None => (head.trim(), ""),
    };
    let plural = arguments.ends_with(" plural");
    let arguments = arguments.trim_end_matches(" plural").split(',');
    let mut languages = Vec::new();
    loop {
        rest = rest.trim_start().strip_prefix('"')?;
        // No text has an escaped quote: both languages have quotes of their own.
        let (words, after) = rest.split_once('"')?;
        assert!(!words.contains('\\'), "an escape in {words}");
        languages.push(words.to_owned());
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(after) => rest = after,
            None => break,
        }
    }
    let text = Text {
        key: key.to_owned(),
        arguments: arguments
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect(),
        plural,
        languages,
    };
    Some((text, rest.strip_prefix(';')?))
}

/// The names between braces.
fn places(words: &str) -> BTreeSet<String> {
    let pieces = words.split('{').skip(1);
    pieces
        .map(|piece| piece.split('}').next().unwrap_or(piece).to_owned())
        .collect()
}

/// The modules that `crate::…` names, those of `use crate::{…}` too.
fn modules_used(code: &str) -> Vec<String> {
    let mut used = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let Some(list) = rest.strip_prefix('{') else {
            used.extend(words(rest).next().map(str::to_owned));
            continue;
        };
        let mut depth = 0;
        let mut top = String::new();
        for char in list.chars() {
            match char {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                _ if depth == 0 => top.push(char),
                _ => {}
            }
        }
        let items = top.split(',').filter_map(|item| words(item).next());
        used.extend(items.map(str::to_owned));
    }
    // `$crate` of a macro, and the crate's own name in a path of visibility.
    used.retain(|name| name.starts_with(char::is_lowercase));
    used
}

fn words(code: &str) -> impl Iterator<Item = &str> {
    code.split(|char: char| !char.is_alphanumeric() && char != '_')
        .filter(|word| !word.is_empty())
}

/// The code, without the lines of comments and with what follows a comment's start cut off.
fn without_comments(source: &str) -> String {
    let lines = source.lines().map(|line| match line.split_once("// ") {
        Some((code, _)) if !code.contains('"') => code,
        _ if line.trim_start().starts_with("//") => "",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The sources of a module, a folder or one file, below src/.
fn sources(module: &str) -> Vec<(PathBuf, String)> {
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
