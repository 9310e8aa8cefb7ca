//! The invariants of the house that a program can check by reading it.

#![allow(clippy::unwrap_used, reason = "a test that finds nothing has to fail")]

mod reference;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .unwrap()
        .to_owned()
}

/// Every file that git tracks or would track, by its path from the root.
fn files() -> Vec<PathBuf> {
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(listed.status.success(), "git ls-files failed");
    let text = String::from_utf8(listed.stdout).unwrap();
    let files: Vec<PathBuf> = text.lines().map(PathBuf::from).collect();
    assert!(files.len() > 50, "only {} files found", files.len());
    files
        .into_iter()
        .filter(|path| root().join(path).is_file())
        .collect()
}

fn read(path: &Path) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

fn with_ending(endings: &[&str]) -> Vec<PathBuf> {
    let ends = |path: &Path| {
        path.extension()
            .is_some_and(|ending| endings.contains(&ending.to_str().unwrap()))
    };
    files().into_iter().filter(|path| ends(path)).collect()
}

#[test]
fn the_top_level_is_what_the_readme_says() {
    let top: BTreeSet<String> = files()
        .iter()
        .map(|path| {
            path.components()
                .next()
                .unwrap()
                .as_os_str()
                .to_str()
                .unwrap()
                .to_owned()
        })
        .filter(|name| !name.starts_with('.'))
        .collect();
    let expected = [
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "README.md",
        "clippy.toml",
        "core",
        "demo",
        "server",
        "tests",
        "widget",
    ];
    assert_eq!(top, expected.map(str::to_owned).into());
    let readme = read(Path::new("README.md"));
    for package in [
        "cop-core",
        "cop-widget",
        "cop-bundle",
        "cop-catalogue",
        "cop-server",
        "cop-demo",
        "cop-tests",
    ] {
        assert!(
            readme.contains(package),
            "README.md does not name {package}"
        );
    }
}

#[test]
fn the_core_depends_on_nothing_but_serde() {
    let manifest = read(Path::new("core/Cargo.toml"));
    let (_, dependencies) = manifest.split_once("[dependencies]").unwrap();
    let (dependencies, _) = dependencies.split_once("\n[").unwrap();
    let names: Vec<&str> = dependencies
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.split(['.', ' ', '=']).next().unwrap())
        .collect();
    assert_eq!(names, ["serde"]);
}

/// The words of a folder of golden files, which has one for each.
fn golden_words(
    folder: &str,
    word: fn(&serde_json::Value) -> &serde_json::Value,
) -> BTreeSet<String> {
    let folder = root().join("core/tests/golden").join(folder);
    let words = fs::read_dir(folder).unwrap().map(|entry| {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
        word(&golden).as_str().unwrap().to_owned()
    });
    words.collect()
}

#[test]
fn the_readme_names_every_activity_and_every_command() {
    let readme = read(Path::new("README.md"));
    let mut words = golden_words("activities", |golden| &golden["what"]["type"]);
    words.extend(golden_words("commands", |golden| &golden["type"]));
    words.retain(|word| !readme.contains(&format!("`{word}`")));
    assert_eq!(words, BTreeSet::new(), "the README does not name these");
}

#[test]
fn no_source_file_is_over_600_lines() {
    for path in with_ending(&["rs", "js", "mjs", "ts", "css"]) {
        let n_lines = read(&path).lines().count();
        assert!(n_lines <= 600, "{} has {n_lines} lines", path.display());
    }
}

#[test]
fn modules_are_named_by_what_they_own() {
    let banned = [
        "mod.rs",
        "utils.rs",
        "util.rs",
        "common.rs",
        "types.rs",
        "helpers.rs",
    ];
    for path in with_ending(&["rs"]) {
        let name = path.file_name().unwrap().to_str().unwrap();
        assert!(!banned.contains(&name), "{}", path.display());
    }
}

/// The words between quotation marks in the sources of the widget.
fn words_of_the_widget() -> BTreeSet<String> {
    with_ending(&["rs"])
        .iter()
        .filter(|path| path.starts_with("widget/src"))
        .flat_map(|path| {
            let text = read(path);
            let quoted = text.split('"').skip(1).step_by(2);
            let words = quoted.flat_map(str::split_whitespace);
            words.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect()
}

#[test]
fn a_style_stands_beside_its_view_and_is_used() {
    let styles: Vec<PathBuf> = with_ending(&["css"])
        .into_iter()
        .filter(|path| path.starts_with("widget/src"))
        .collect();
    assert!(styles.len() >= 10, "only {} styles found", styles.len());
    let words = words_of_the_widget();
    for style in styles {
        if style.starts_with("widget/src/views") {
            let view = style.with_extension("rs");
            assert!(root().join(&view).is_file(), "no {}", view.display());
        }
        for class in classes(&read(&style)) {
            assert!(words.contains(&class), "{}: .{class}", style.display());
        }
    }
}

/// The classes that a style sheet selects.
fn classes(css: &str) -> BTreeSet<String> {
    css.match_indices('.')
        .map(|(at, _)| &css[at + 1..])
        .filter(|rest| rest.starts_with(|first: char| first.is_ascii_lowercase()))
        .map(|rest| rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '-'))
        .filter_map(|mut names| names.next())
        .map(str::to_owned)
        .collect()
}

/// What a style sheet declares, as names and values.
fn declarations(css: &str) -> Vec<(String, String)> {
    let mut bare = String::new();
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").unwrap().1;
    }
    bare.push_str(rest);
    bare.split(['{', '}', ';'])
        .filter_map(|one| one.split_once(':'))
        .map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()))
        .collect()
}

/// How many values stand beside each other; what a function takes is part of one.
fn n_values(value: &str) -> usize {
    let mut depth = 0;
    let apart = value.chars().filter(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => (),
        }
        *c == ' ' && depth == 0
    });
    apart.count() + 1
}

#[test]
fn the_widget_has_no_left_and_no_right() {
    let sizes =
        ["width", "height"].map(|size| ["", "min-", "max-"].map(|end| [end, size].concat()));
    let sizes = sizes.concat();
    // Four values at once name a left and a right side; two do not.
    let sides = [
        "margin",
        "padding",
        "inset",
        "border-width",
        "scroll-margin",
    ];
    let mut n = 0;
    for path in with_ending(&["css"]) {
        if !path.starts_with("widget/src") {
            continue;
        }
        for (name, value) in declarations(&read(&path)) {
            n += 1;
            let is_physical = sizes.contains(&name)
                || name
                    .split('-')
                    .any(|word| matches!(word, "left" | "right" | "top" | "bottom"))
                || value
                    .split(' ')
                    .any(|word| matches!(word, "left" | "right"))
                || (sides.contains(&name.as_str()) && n_values(&value) == 4);
            assert!(!is_physical, "{}: {name}: {value}", path.display());
        }
    }
    assert!(n > 200, "only {n} declarations found");
}

#[test]
fn every_token_of_the_widget_is_used_and_described() {
    let css: String = with_ending(&["css"])
        .iter()
        .filter(|path| path.starts_with("widget/src"))
        .map(|path| read(path))
        .collect();
    let described = read(Path::new("widget/element/custom-elements.json"));
    let tokens: BTreeSet<&str> = css
        .match_indices("var(--cop-")
        .map(|(at, _)| css[at + 4..].split([',', ')', ' ']).next().unwrap())
        .collect();
    assert!(tokens.len() >= 10, "only {} tokens found", tokens.len());
    for token in &tokens {
        assert!(
            described.contains(&format!("\"{token}\"")),
            "{token} is not described"
        );
    }
    for (at, _) in described.match_indices("\"--cop-") {
        let token = described[at + 1..].split('"').next().unwrap();
        assert!(tokens.contains(token), "{token} is described and not used");
    }
}

#[test]
fn every_part_of_the_widget_is_described() {
    let mut used = BTreeSet::new();
    for path in with_ending(&["rs"]) {
        if path.starts_with("widget/src") {
            let text = read(&path);
            for (at, begin) in text.match_indices(".part(") {
                let call = &text[at + begin.len()..];
                let call = &call[..call.find(")\n").unwrap()];
                // Between quotation marks, wherever in the call: the words of a part's name.
                let names = call.split('"').skip(1).step_by(2);
                used.extend(names.flat_map(str::split_whitespace).map(str::to_owned));
            }
        }
    }
    let described = read(Path::new("widget/element/custom-elements.json"));
    let described: serde_json::Value = serde_json::from_str(&described).unwrap();
    let parts = &described["modules"][0]["declarations"][0]["cssParts"];
    let parts: BTreeSet<String> = parts
        .as_array()
        .unwrap()
        .iter()
        .map(|part| part["name"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(used, parts);
}

#[test]
fn no_test_sleeps() {
    // Split so that this file does not find itself.
    let naps = [
        concat!("thread::", "sleep"),
        concat!("time::", "sleep("),
        concat!("waitFor", "Timeout"),
    ];
    for path in with_ending(&["rs", "js", "mjs", "ts"]) {
        let is_test = path.components().any(|part| part.as_os_str() == "tests")
            || path.to_str().unwrap().ends_with("tests.rs");
        if is_test {
            let text = read(&path);
            for nap in naps {
                assert!(!text.contains(nap), "{} has {nap}", path.display());
            }
        }
    }
}

#[test]
fn nothing_is_put_off_without_a_condition() {
    let marks = [
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
        concat!("todo", "!("),
        concat!("#[", "ignore"),
    ];
    for path in with_ending(&["rs", "js", "mjs", "ts", "css", "html"]) {
        let text = read(&path);
        for mark in marks {
            // Not within a longer word: a calendar has tasks of the type VTODO.
            let mut found = text.match_indices(mark).map(|(at, _)| &text[..at]);
            let is_marked = found.any(|before| !before.ends_with(char::is_alphanumeric));
            assert!(!is_marked, "{} has {mark}", path.display());
        }
    }
}
