//! What may be linked into the widget.

use std::error::Error;
use std::path::Path;
use std::process::Command;

use crate::wasm;

/// Crates that cost more than they give in a browser; a star stands for any ending.
const BANNED: [&str; 12] = [
    "regex",
    "chrono-tz",
    "jiff",
    "rrule",
    "pulldown-cmark",
    "comrak",
    "ammonia",
    "fluent*",
    "icu_*",
    "leptos_router",
    "leptos_meta",
    "leptos-chartistry",
];

/// Checks what the widget depends on.
///
/// # Errors
/// With every crate that must not be there and the one that brings it.
pub fn check(root: &Path) -> Result<(), Box<dyn Error>> {
    let output = Command::new(wasm::cargo())
        .current_dir(root)
        .args([
            "tree",
            "--package",
            "cop-widget",
            "--target",
            wasm::TARGET,
            "--edges",
            "normal",
        ])
        .args(["--no-dedupe", "--prefix", "depth", "--format", " {p} [{f}]"])
        .output()?;
    if !output.status.success() {
        return Err(format!(
            "cargo tree failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
        .into());
    }
    let faults = faults(&String::from_utf8(output.stdout)?);
    if faults.is_empty() {
        Ok(())
    } else {
        Err(faults.join("\n").into())
    }
}

/// Reads lines like `2 regex v1.13.1 [std,unicode]`, depth first.
fn faults(tree: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut path: Vec<&str> = Vec::new();
    for line in tree.lines() {
        let mut words = line.split_whitespace();
        let (Some(depth), Some(name)) = (
            words.next().and_then(|word| word.parse().ok()),
            words.next(),
        ) else {
            continue;
        };
        path.truncate(depth);
        // What Leptos itself brings is not called by us, and the linker drops it: the size budget sees to that.
        let ours = !path.contains(&"leptos");
        if ours && BANNED.iter().any(|banned| is_named(name, banned)) {
            faults.push(format!(
                "{name} must not be in the widget; {} brings it",
                path.join(" > ")
            ));
        }
        if name == "tachys" && has_feature(line, "delegation") {
            faults.push(
                "the feature tachys/delegation leaks listeners and stops at shadow roots"
                    .to_owned(),
            );
        }
        path.push(name);
    }
    faults.sort();
    faults.dedup();
    faults
}

fn is_named(name: &str, banned: &str) -> bool {
    banned
        .strip_suffix('*')
        .map_or(name == banned, |start| name.starts_with(start))
}

fn has_feature(line: &str, feature: &str) -> bool {
    let features = line
        .rsplit_once('[')
        .map_or("", |(_, features)| features.trim_end_matches(']'));
    features.split(',').any(|named| named == feature)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(tree: &str, expected: &[&str]) {
        let faults = faults(tree);
        assert_eq!(faults.len(), expected.len(), "{faults:?}");
        for (fault, part) in faults.iter().zip(expected) {
            assert!(fault.contains(part), "{fault}");
        }
    }

    #[test]
    fn a_banned_crate_is_named_with_what_brings_it() {
        check(
            "0 cop-widget v0.1.0 []\n1 search v1.0.0 []\n2 regex v1.0.0 [std]\n1 fluent-bundle v1.0.0 []",
            &[
                "fluent-bundle must not be in the widget; cop-widget brings it",
                "cop-widget > search brings it",
            ],
        );
    }

    #[test]
    fn what_leptos_brings_is_left_to_the_linker() {
        check(
            "0 cop-widget v0.1.0 []\n1 leptos v0.8.23 [csr]\n2 leptos_config v0.8.10 []\n3 regex v1.0.0 []",
            &[],
        );
    }

    #[test]
    fn delegated_events_are_refused_wherever_they_are_switched_on() {
        check(
            "0 cop-widget v0.1.0 []\n1 leptos v0.8.23 []\n2 tachys v0.2.19 [default,delegation]",
            &["delegation"],
        );
    }
}
