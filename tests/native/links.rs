//! The links of all documents: the file is there, and so is the heading that an anchor names. Paths
//! between backquotes are there too. Links to other sites are not followed.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use trust_velocity::{domain::RecordKind, route::Route};

/// Folders that are made, not written.
const MADE: [&str; 5] = ["target", "dist", "shots", "node_modules", ".git"];

/// Folders whose paths are named in texts.
const NAMED: [&str; 11] = [
    ".github", "assets", "bench", "deploy", "docs", "examples", "fuzz", "split", "src", "style",
    "tests",
];

/// Beginnings of paths that fuzzing and the bench make.
const MADE_PATHS: [&str; 3] = ["fuzz/corpus", "fuzz/artifacts", "bench/node_modules"];

#[test]
fn every_link_leads_to_a_file_and_its_heading() {
    let mut count = 0;
    let mut broken = Vec::new();
    for document in documents() {
        let text = fs::read_to_string(&document).unwrap();
        for link in links(&text) {
            // Of another site, or a page of the app: `learn.rs` follows those.
            if link.contains("://") || link.starts_with("#/") {
                continue;
            }
            count += 1;
            let (path, anchor) = link.split_once('#').unwrap_or((&link, ""));
            let target = match path {
                "" => document.clone(),
                path => document.parent().unwrap().join(path),
            };
            let leads = target.exists()
                && (anchor.is_empty()
                    || anchors(&fs::read_to_string(&target).unwrap()).contains(anchor));
            if !leads {
                broken.push(format!("{}: {link}", document.display()));
            }
        }
    }
    assert!(60 < count, "only {count} links were found");
    assert_eq!(broken, [""; 0]);
}

#[test]
fn every_path_that_is_named_is_there() {
    let mut count = 0;
    let mut missing = Vec::new();
    for document in documents() {
        // The changelog may name files that are gone.
        if document.ends_with("CHANGELOG.md") {
            continue;
        }
        let text = fs::read_to_string(&document).unwrap();
        for path in code(&without_blocks(&text)) {
            let first = path.split('/').next().unwrap();
            let is_path = path.contains('/') && NAMED.contains(&first);
            let is_plain = !path.contains([' ', '*', '<', '{', '…']);
            if !is_path || !is_plain || MADE_PATHS.iter().any(|made| path.starts_with(made)) {
                continue;
            }
            count += 1;
            if !root().join(&path).exists() {
                missing.push(format!("{}: {path}", document.display()));
            }
        }
    }
    assert!(60 < count, "only {count} paths were found");
    assert_eq!(missing, [""; 0]);
}

/// Every document that is committed.
fn documents() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            if path.is_dir() && !MADE.contains(&name) && !path.is_symlink() {
                walk(&path, found);
            } else if path.extension().is_some_and(|it| it == "md") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    walk(root(), &mut found);
    found.retain(|path| !path.starts_with(root().join("fuzz/corpus")));
    found.sort();
    assert!(15 < found.len(), "{found:?}");
    found
}

/// The targets of `[words](target)`, pictures too.
fn links(text: &str) -> Vec<String> {
    let text = without_code(&without_blocks(text));
    let mut parts = text.split("](");
    parts.next();
    let targets = parts.filter_map(|part| part.split_once(')'));
    targets.map(|(target, _)| target.to_owned()).collect()
}

/// The anchors of the headings, as GitHub makes them: small letters, without punctuation, each space a
/// hyphen, with a number behind one that is there already. The app's own `{#id}` is one too.
fn anchors(text: &str) -> BTreeSet<String> {
    let mut anchors = BTreeSet::new();
    for line in without_blocks(text).lines() {
        let heading = line.trim_start_matches('#');
        if heading.len() == line.len() || !heading.starts_with(' ') {
            continue;
        }
        let (title, id) = heading.trim().split_once(" {#").unwrap_or((heading, ""));
        if !id.is_empty() {
            anchors.insert(id.trim_end_matches('}').to_owned());
        }
        let kept = title.trim().chars().filter_map(|char| match char {
            ' ' => Some('-'),
            '-' | '_' => Some(char),
            _ => char.is_alphanumeric().then_some(char),
        });
        let slug = kept.collect::<String>().to_lowercase();
        let mut anchor = slug.clone();
        let mut number = 0;
        while !anchors.insert(anchor) {
            number += 1;
            anchor = format!("{slug}-{number}");
        }
    }
    anchors
}

/// Without what stands between lines of three backquotes.
fn without_blocks(text: &str) -> String {
    let mut is_block = false;
    let lines = text.lines().filter(|line| {
        let is_fence = line.trim_start().starts_with("```");
        is_block ^= is_fence;
        !is_fence && !is_block
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn without_code(text: &str) -> String {
    text.split('`').step_by(2).collect()
}

/// The texts between backquotes.
fn code(text: &str) -> Vec<String> {
    let words = text.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The shortcuts of the installed app are relative to the manifest, and open the pages that they name.
#[test]
fn each_shortcut_of_the_installed_app_opens_its_page() {
    let manifest = include_str!("../../assets/manifest.webmanifest");
    let manifest: serde_json::Value = serde_json::from_str(manifest).unwrap();
    // Without an id the address of the start is the app's: an id would be one of the whole origin, which two
    // folders of it would share.
    assert_eq!(
        (manifest.get("id"), &manifest["start_url"]),
        (None, &"./".into())
    );
    let shortcuts = manifest["shortcuts"].as_array().unwrap();
    let routes = shortcuts.iter().map(|shortcut| {
        let url = shortcut["url"].as_str().unwrap();
        Route::from_hash(url.strip_prefix("./").unwrap())
    });
    let expected = [
        Route::NewRecord(RecordKind::Contact),
        Route::NewRecord(RecordKind::Rating),
        Route::Myself,
    ];
    assert_eq!(routes.collect::<Vec<_>>(), expected);
}
