//! The element's reference, which is also the page of the npm package, against what the element is.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::read;

const REFERENCE: &str = "widget/README.md";

/// What stands under a heading, up to the next.
fn part(heading: &str) -> String {
    let reference = read(Path::new(REFERENCE));
    let (_, rest) = reference.split_once(&format!("\n{heading}\n")).unwrap();
    rest.split("\n#").next().unwrap().to_owned()
}

/// The names that begin the rows of the table under a heading.
fn rows(heading: &str) -> BTreeSet<String> {
    part(heading)
        .lines()
        .filter_map(|line| line.strip_prefix("| `")?.split('`').next())
        .map(|name| name.trim_end_matches("()").to_owned())
        .collect()
}

fn json(path: &str) -> Value {
    serde_json::from_str(&read(Path::new(path))).unwrap()
}

fn names(list: &Value) -> BTreeSet<String> {
    let names = list.as_array().unwrap().iter();
    names
        .map(|named| named["name"].as_str().unwrap().to_owned())
        .collect()
}

#[test]
fn the_reference_has_every_name_of_the_element_and_no_other() {
    let manifest = json("widget/element/custom-elements.json");
    let element = &manifest["modules"][0]["declarations"][0];
    for (heading, list) in [
        ("### Attributes", "attributes"),
        ("### Properties", "members"),
        ("### Events", "events"),
        ("### Parts", "cssParts"),
        ("### Tokens", "cssProperties"),
    ] {
        assert_eq!(rows(heading), names(&element[list]), "{heading}");
    }
}

#[test]
fn the_reference_has_every_failure_with_its_sentences() {
    let english = json("widget/messages/en.json");
    let failures = json("widget/element/failures.json");
    let failures = failures.as_object().unwrap();
    let codes = failures.keys().cloned().collect();
    assert_eq!(rows("### Failures"), codes);
    let part = part("### Failures");
    for (code, editor) in failures {
        // Where the server is out of reach the widget runs, and says so as it does of all that the server refuses.
        let name = match code.as_str() {
            "unreachable" => "refused_unreachable".to_owned(),
            code => format!("failed_{code}"),
        };
        for sentence in [&english[name], editor] {
            let sentence = sentence.as_str().unwrap();
            assert!(part.contains(sentence), "{code}: {sentence}");
        }
    }
}

#[test]
fn the_reference_has_what_an_event_tells() {
    let manifest = json("widget/element/custom-elements.json");
    let events = &manifest["modules"][0]["declarations"][0]["events"];
    let part = part("### Events");
    for event in events.as_array().unwrap() {
        let name = event["name"].as_str().unwrap();
        let row = part
            .lines()
            .find(|line| line.contains(&format!("`{name}`")));
        let detail = event["type"]["text"].as_str().unwrap();
        let fields = detail
            .split(['{', ','])
            .filter_map(|field| field.split_once(':'));
        for (field, _) in fields {
            let field = field.trim().trim_end_matches('?');
            assert!(
                row.unwrap().contains(&format!("`{field}`")),
                "{name}: {field}"
            );
        }
    }
}

#[test]
fn the_reference_says_what_each_host_needs() {
    let part = part("## In the system that makes your pages");
    for host in [
        "SharePoint",
        "WordPress",
        "Drupal",
        "Confluence",
        "Backstage",
    ] {
        assert!(part.contains(&format!("**{host}")), "{host}");
    }
}
