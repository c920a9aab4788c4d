//! The size of the first load: everything that the first page fetches, as brotli compresses it; and
//! other properties of the built site.
//!
//! `./dev test size` runs it on the built site. Later files are listed, not counted.
#![allow(clippy::expect_used, clippy::unwrap_used)]

#[path = "support/first_load.rs"]
mod first_load;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use base64::{Engine as _, prelude::BASE64_STANDARD};
use sha2::{Digest as _, Sha256};
use trust_velocity::{
    content::{ExerciseIndex, ExerciseOutline, Exercises},
    domain::Language,
};

/// The budget, in bytes. It is not raised; the goal is 120 kB.
const BUDGET: usize = 145_500;

/// The budget of the list and one client's page; the goal is 300 kB. It was 480 kB before promises and the
/// second version of the items, 484 before the list left the first file to Today, and feedback, evidence
/// and calendar files came, 510 before planned actions, kinds of relationship, redo and the offer of
/// removed records, and 540 before accounts, saved filters, stages over time and the bracket of recovery.
const CLIENT_BUDGET: usize = 556_500;
/// The most files that these are, which is the goal.
const CLIENT_FILES: usize = 10;

#[test]
fn the_first_load_is_within_its_budget() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let mut first: Vec<(usize, String)> = Vec::new();
    let mut later: Vec<(usize, String)> = Vec::new();
    let fetched = first_load::of(&dist);
    assert!(
        fetched.iter().any(|name| name.contains("_bg.wasm")),
        "the program is counted"
    );
    for file in files(&dist) {
        let name = file
            .strip_prefix(&dist)
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let size = brotli_size(&fs::read(&file).unwrap());
        let list = if fetched.contains(&name) {
            &mut first
        } else {
            &mut later
        };
        list.push((size, name));
    }
    let total = print("first load", &mut first);
    print("later, when used", &mut later);
    println!(
        "budget {BUDGET}, used {total}, left {}",
        BUDGET.cast_signed() - total.cast_signed()
    );
    for name in &fetched {
        assert!(
            first.iter().any(|(_, known)| known == name),
            "{name} is fetched, but not in dist"
        );
    }
    assert!(
        total <= BUDGET,
        "the first load is {total} bytes, over the budget of {BUDGET}"
    );
}

/// The list and the page of one client are within their budget together, icons and the manifest left out.
#[test]
fn the_page_of_a_client_is_within_its_budget() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let first = first_load::of(&dist);
    // The loader's own list: start.js asks for these if the address names a client. The list's file is
    // among them.
    let start = fs::read_to_string(dist.join("start.js")).unwrap();
    let (_, names) = start.split_once("client:[").unwrap();
    let (names, _) = names.split_once(']').unwrap();
    let of_client: BTreeSet<_> = names
        .split(',')
        .map(|name| name.trim_matches('"'))
        .collect();
    assert!(of_client.contains("list") && of_client.contains("records"));
    let mut fetched: Vec<(usize, String)> = Vec::new();
    for file in files(&dist) {
        let name = file.strip_prefix(&dist).unwrap().to_str().unwrap();
        let (page, _) = name.split_once('-').unwrap_or((name, ""));
        let is_later = of_client.contains(page) || name == "pages.css";
        let is_first = first.contains(name) && !name.contains("icon") && !name.contains("manifest");
        if is_first || is_later {
            fetched.push((brotli_size(&fs::read(&file).unwrap()), name.to_owned()));
        }
    }
    let total = print("list and the page of a client", &mut fetched);
    let count = fetched.len();
    assert!(
        total <= CLIENT_BUDGET && count <= CLIENT_FILES,
        "{total} bytes in {count} files, over {CLIENT_BUDGET} in {CLIENT_FILES}"
    );
}

/// A folder of the app is a wasm file; the first file has these three together. Some more files begin at
/// a part of what a folder, or the first file, needs later.
#[test]
fn each_folder_of_the_app_is_a_wasm_file() {
    const FIRST: [&str; 3] = ["components", "frame", "state"];
    const PARTS: [&str; 4] = ["cards", "records", "selection", "workbook"];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = fs::read_dir(root.join("src/app"))
        .unwrap()
        .map(Result::unwrap);
    let folders = entries.filter(|entry| entry.path().is_dir());
    let names = folders.map(|entry| entry.file_name().into_string().unwrap());
    let mut wanted: BTreeSet<_> = names.filter(|name| !FIRST.contains(&&**name)).collect();
    wanted.extend(PARTS.map(str::to_owned));
    let mut built = BTreeSet::new();
    for file in files(&root.join("dist")) {
        let name = file.file_name().unwrap().to_str().unwrap();
        // The first file is named by an underscore, the rest by a page or as shared by some.
        if let Some((page, _)) = name.strip_suffix(".wasm").and_then(|it| it.split_once('-'))
            && !name.ends_with("_bg.wasm")
            && !page.starts_with("shared")
        {
            built.insert(page.to_owned());
        }
    }
    assert_eq!(built, wanted);
}

/// Each exercise is a file of its own, as the source has it, and the index tells of each; nothing holds
/// them all. Prints what a trainee and the list fetch.
#[test]
fn each_exercise_is_a_file_of_its_own() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let content = root.join("dist/content");
    let read = |name: &str| fs::read_to_string(content.join(name)).unwrap();
    let source = fs::read_to_string(root.join("assets/content/exercises.json")).unwrap();
    let all = Exercises::parse(&source).unwrap();
    let index = ExerciseIndex::parse(&read("exercise-index.json")).unwrap();
    let mut sizes = vec![(
        brotli_size(read("exercise-index.json").as_bytes()),
        "exercise-index.json".to_owned(),
    )];
    for language in Language::ALL {
        let outlines = all
            .iter(language)
            .map(|(slug, exercise)| (slug, ExerciseOutline::from(exercise.case())));
        assert!(outlines.eq(index.iter(language)));
        for (slug, exercise) in all.iter(language) {
            let name = format!("exercises/{slug}.json");
            let file = read(&name);
            let parsed = Exercises::parse(&file).unwrap();
            assert_eq!(
                parsed.iter(language).collect::<Vec<_>>(),
                [(slug, exercise)]
            );
            sizes.push((brotli_size(file.as_bytes()), name));
        }
    }
    sizes.sort();
    sizes.dedup();
    let count = all.iter(Language::Zh).count();
    assert_eq!(
        fs::read_dir(content.join("exercises")).unwrap().count(),
        count
    );
    assert!(!content.join("exercises.json").exists());
    print("exercises, each fetched when it is opened", &mut sizes);
}

/// The built page carries the policy of the source, and nothing that it would forbid.
#[test]
fn the_built_page_keeps_its_policy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let policy = |page: &str| {
        let mut tags = page
            .split("<meta")
            .filter_map(|rest| rest.split('>').next());
        let tag = tags.find(|tag| tag.contains("Content-Security-Policy"))?;
        let content = tag.split("content=\"").nth(1)?;
        content.split('"').next().map(str::to_owned)
    };
    let source = fs::read_to_string(root.join("index.html")).unwrap();
    let built = fs::read_to_string(root.join("dist/index.html")).unwrap();
    assert!(policy(&source).is_some());
    assert_eq!(policy(&built), policy(&source));
    for script in built.split("<script").skip(1) {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains("src="), "an inline script: {tag}");
    }
    for inline in [
        "<style",
        " style=",
        " onload=",
        " onclick=",
        "javascript:",
        "http://",
        "https://",
    ] {
        assert!(!built.contains(inline), "{inline} in the built page");
    }
}

/// The worker keeps every file that the page can ask for, and knows the build's page by its mark.
#[test]
fn the_worker_keeps_the_whole_site() {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("dist");
    let worker = fs::read_to_string(dist.join("sw.js")).unwrap();
    let value = |name: &str| -> serde_json::Value {
        let line = worker
            .lines()
            .find_map(|line| line.strip_prefix(&format!("const {name} = ")));
        serde_json::from_str(line.unwrap().trim_end_matches(';')).unwrap()
    };
    let kept: Vec<Vec<String>> = serde_json::from_value(value("FILES")).unwrap();
    for file in files(&dist) {
        let name = file.strip_prefix(&dist).unwrap().to_str().unwrap();
        let entry = kept.iter().find(|entry| entry[0] == name);
        if ["sw.js", "index.html", "live.json"].contains(&name) || name.starts_with("icons/") {
            assert!(entry.is_none(), "{name} is kept");
            continue;
        }
        let sum = BASE64_STANDARD.encode(Sha256::digest(fs::read(&file).unwrap()));
        assert_eq!(entry.unwrap()[1..], [format!("sha256-{sum}")], "{name}");
    }
    assert!(kept.contains(&vec!["./".to_owned()]));
    let page = fs::read_to_string(dist.join("index.html")).unwrap();
    let build = value("BUILD");
    assert!(page.contains(&format!("data-build={}", build.as_str().unwrap())));
}

/// The manifest's pictures have the sizes that it states, and its colours are the tokens'.
#[test]
fn the_manifest_tells_what_is_so() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let dist = root.join("dist");
    let manifest = fs::read(dist.join("manifest.webmanifest")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let mut purposes = Vec::new();
    for icon in manifest["icons"].as_array().unwrap() {
        let file = fs::read(dist.join(icon["src"].as_str().unwrap())).unwrap();
        purposes.push(icon["purpose"].as_str());
        if icon["type"] == "image/png" {
            let number = |at: usize| u32::from_be_bytes(file[at..at + 4].try_into().unwrap());
            assert_eq!(icon["sizes"], format!("{}x{}", number(16), number(20)));
        }
    }
    assert!(purposes.contains(&None) && purposes.contains(&Some("maskable")));
    let tokens = fs::read_to_string(root.join("style/tokens.css")).unwrap();
    let papers: Vec<_> = tokens
        .split("--paper: ")
        .skip(1)
        .map(|rest| rest.split(';').next().unwrap())
        .collect();
    assert_eq!(manifest["theme_color"], papers[0]);
    assert_eq!(manifest["background_color"], papers[0]);
    let page = fs::read_to_string(root.join("index.html")).unwrap();
    for (scheme, paper) in ["light", "dark"].iter().zip(papers) {
        let tag = format!("media=\"(prefers-color-scheme: {scheme})\" content=\"{paper}\"");
        assert!(page.contains(&tag), "{tag}");
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a built site: `./dev build`") {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else if !["trust-velocity.html", "trust-velocity-scorm.zip"]
            .iter()
            .any(|it| path.ends_with(it))
        {
            // The files that `./dev single` and `./dev scorm` write beside the site are no part of it.
            found.push(path);
        }
    }
    found
}

/// The size after `brotli -q 11`.
fn brotli_size(bytes: &[u8]) -> usize {
    const QUALITY: u32 = 11;
    const WINDOW: u32 = 22;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, QUALITY, WINDOW);
    writer.write_all(bytes).unwrap();
    writer.into_inner().len()
}

fn print(title: &str, files: &mut [(usize, String)]) -> usize {
    files.sort_by(|one, other| other.cmp(one));
    let total = files.iter().map(|(size, _)| size).sum();
    println!("{title}: {total} bytes");
    for (size, name) in files {
        println!("{size:>9}  {name}");
    }
    total
}
