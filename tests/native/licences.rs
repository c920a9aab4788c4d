//! assets/licences.txt: the licences of all that the site ships. `UPDATE_LICENCES=1` writes it.
//!
//! Named is every package that Cargo resolves for the browser, however little of it is left after
//! linking. Of several licences that a package offers, MIT is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/licences.txt");

const HEAD: &str = "\
Trust Velocity is licensed under the MIT licence or the Apache licence 2.0, as you like. Its site holds
code of the packages below, compiled to WebAssembly, and of Rust's standard library (MIT or Apache-2.0,
copyright (c) The Rust Project Contributors).
";

const MIT: &str = "\
Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the \"Software\"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED \"AS IS\", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
";

/// That of a package without a text of its own.
const CC0: &str = "\
CC0 1.0 Universal: the authors have waived all their rights.
https://creativecommons.org/publicdomain/zero/1.0/legalcode";

#[test]
fn the_licences_are_those_of_the_lock_file() {
    let licences = licences();
    if env::var_os("UPDATE_LICENCES").is_some() {
        fs::write(FILE, &licences).unwrap();
    }
    let written = fs::read_to_string(FILE).unwrap_or_default();
    for (is, should) in written.lines().zip(licences.lines()) {
        assert_eq!(is, should, "run `UPDATE_LICENCES=1 cargo test licences`");
    }
    assert_eq!(written.len(), licences.len());
}

/// The whole file: the packages that have the MIT licence word for word, each with its copyright;
/// then every other text once, with the packages that have it.
fn licences() -> String {
    let mut plain = String::new();
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in shipped() {
        let name = format!("{} {}", text(&package, "name"), text(&package, "version"));
        for licence in texts(&package) {
            match copyright_of_mit(&licence, &authors(&package)) {
                Some(copyright) => write!(plain, "{name}\n{copyright}").unwrap(),
                None => others.entry(licence).or_default().push(name.clone()),
            }
        }
    }
    let mut file = format!("{HEAD}\n{}\n\nMIT\n\n{plain}\n{MIT}", "-".repeat(72));
    for (licence, names) in others {
        let names = names.join("\n");
        write!(file, "\n{}\n\n{names}\n\n{licence}\n", "-".repeat(72)).unwrap();
    }
    file
}

/// The packages whose code is in the site, by name: what the package needs for the browser, but not
/// what runs at build time alone.
fn shipped() -> Vec<Value> {
    let output = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["metadata", "--locked", "--format-version", "1"])
        .args(["--filter-platform", "wasm32-unknown-unknown"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let by_id = |list: &Value| -> BTreeMap<String, Value> {
        let list = list.as_array().unwrap().iter();
        list.map(|it| (text(it, "id").to_owned(), it.clone()))
            .collect()
    };
    let packages = by_id(&metadata["packages"]);
    let nodes = by_id(&metadata["resolve"]["nodes"]);
    let root = text(&metadata["resolve"], "root");
    let (mut seen, mut next) = (BTreeSet::from([root.to_owned()]), vec![root.to_owned()]);
    while let Some(id) = next.pop() {
        for dependency in nodes[&id]["deps"].as_array().unwrap() {
            let mut kinds = dependency["dep_kinds"].as_array().unwrap().iter();
            let id = text(dependency, "pkg");
            let is_macro = packages[id]["targets"]
                .as_array()
                .unwrap()
                .iter()
                .any(|target| target["kind"][0] == "proc-macro");
            if kinds.any(|kind| kind["kind"].is_null()) && !is_macro && seen.insert(id.to_owned()) {
                next.push(id.to_owned());
            }
        }
    }
    seen.remove(root);
    let mut shipped: Vec<_> = seen.iter().map(|id| packages[id].clone()).collect();
    shipped.sort_by_key(|it| (text(it, "name").to_owned(), text(it, "version").to_owned()));
    assert!(100 < shipped.len(), "{}", shipped.len());
    shipped
}

/// The texts that come with a package: all if all of its licences hold, else one. A package that
/// brings none has the MIT licence, or none needed.
fn texts(package: &Value) -> Vec<String> {
    const NAMES: [&str; 4] = ["LICENSE", "LICENCE", "COPYING", "UNLICENSE"];
    let folder = Path::new(text(package, "manifest_path")).parent().unwrap();
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<_> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| NAMES.iter().any(|it| name.to_uppercase().starts_with(it)))
        .collect();
    names.sort();
    let read = |name: &String| {
        let text = fs::read_to_string(folder.join(name)).unwrap();
        let lines: Vec<_> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim_matches('\n').to_owned()
    };
    let texts: Vec<_> = names.iter().map(read).collect();
    let expression = text(package, "license");
    let is_mit = |text: &&String| text.contains("Permission is hereby granted, free of charge");
    if expression.contains(" AND ") {
        let is_apache = |text: &String| text.contains("Apache License");
        texts.into_iter().filter(|text| !is_apache(text)).collect()
    } else if let Some(mit) = texts.iter().find(is_mit) {
        vec![mit.clone()]
    } else if let [first, ..] = texts.as_slice() {
        vec![first.clone()]
    } else if expression == "CC0-1.0" {
        vec![CC0.to_owned()]
    } else {
        let name = text(package, "name");
        assert!(expression.contains("MIT"), "{name} brings no licence");
        vec![MIT.to_owned()]
    }
}

fn authors(package: &Value) -> String {
    let authors = package["authors"].as_array().unwrap().iter();
    let authors: Vec<_> = authors
        .map(|it| it.as_str().unwrap().split(" <").next().unwrap())
        .collect();
    match authors.as_slice() {
        [] => format!("Copyright (c) the authors of {}", text(package, "name")),
        authors => format!("Copyright (c) {}", authors.join(", ")),
    }
}

/// The lines before the MIT licence's words, without its title, or the authors if there are none;
/// nothing if there are other words.
fn copyright_of_mit(licence: &str, authors: &str) -> Option<String> {
    let words = |text: &str| -> Vec<String> {
        let words = text.split_whitespace();
        words.map(|word| word.replace(['“', '”'], "\"")).collect()
    };
    let (before, _) = licence.split_once("Permission is hereby granted")?;
    if words(&licence[before.len()..]) != words(MIT) {
        return None;
    }
    let lines = before.lines().map(|line| line.trim_matches(['#', ' ']));
    let is_title = |line: &str| line.to_lowercase().contains("mit license");
    let lines = lines.filter(|line| !line.is_empty() && !is_title(line));
    let mut lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        lines.push(authors);
    }
    Some(format!("  {}\n", lines.join("\n  ")))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value[key].as_str().unwrap()
}
