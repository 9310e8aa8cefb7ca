//! The one JavaScript module: the element, the binding script and what it must know of the Wasm; and beside it, what
//! shows the element in a frame.

use std::error::Error;
use std::fs;
use std::path::Path;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256, Sha384};

use crate::failures::Failures;
use crate::glue;
use crate::minify::minify;
use crate::publish::{FAILURES, FIRST, WHOLE};
use crate::wasm::Bound;

/// The hand-written parts, in the order in which they stand in the module.
const PARTS: [&str; 7] = [
    "failure.js",
    "wasm.js",
    "token.js",
    "early.js",
    "kept.js",
    "places.js",
    "element.js",
];

/// What shows the element in a frame: for the page around the frame, and for the page inside it.
const FRAME_PARTS: [&str; 3] = [FRAME, "framed.js", "framed.css"];
const FRAME: &str = "frame.js";

/// The published module and the version that it names itself by.
pub struct Module {
    /// The text of `cop.js`.
    pub script: String,
    /// What is told of failures, in every language, as a file of its own.
    pub failures: String,
    /// The names and texts of what shows the element in a frame.
    pub frame: Vec<(&'static str, String)>,
    /// The version of the package and eight digits of the hash of all that is in it.
    pub version: String,
}

/// Puts the module together from the sources in `element`.
pub fn compose(
    element: &Path,
    messages: &Path,
    failures: &Failures,
    bound: &Bound,
) -> Result<Module, Box<dyn Error>> {
    let hashes = json!({
        FIRST: short_integrity(&bound.wasm[0]),
        WHOLE: short_integrity(&bound.wasm[1]),
        FAILURES: short_integrity(failures.explained.as_bytes()),
    });
    let mut source = glue::factory(&bound.glue);
    source.push_str(&format!(
        "const FAILED = {};\nconst INTEGRITY = {hashes};\n",
        failures.unexplained
    ));
    source.push_str(&addresses(messages)?);
    for part in PARTS {
        let written = fs::read_to_string(element.join(part))?;
        glue::refuse_sinks(&written).map_err(|reason| format!("{part}: {reason}"))?;
        source.push_str(&written);
    }
    let frame = FRAME_PARTS
        .into_iter()
        .map(|part| Ok((part, frame_part(element, part, failures)?)))
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    // The version is of what is published, so it stands in front of that, under a name that minifying leaves alone
    // because it is not declared in there.
    let body = minify(&source)?;
    let mut digest = Sha256::new().chain_update(&body);
    for (_, text) in &frame {
        digest.update(text);
    }
    let digits: String = digest
        .finalize()
        .iter()
        .take(4)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    // Of digits alone, with a nought before them, it would be no version to npm.
    let version = format!("{}-h{digits}", env!("CARGO_PKG_VERSION"));
    let script = format!("const VERSION=\"{version}\";{body}");
    Ok(Module {
        script,
        failures: failures.explained.clone(),
        frame,
        version,
    })
}

/// Where the script finds the files beside it. Bundlers find and publish what stands in just this form, with its name
/// in full.
fn addresses(messages: &Path) -> Result<String, Box<dyn Error>> {
    let mut names: Vec<String> = [FIRST, WHOLE, FAILURES].map(str::to_owned).into();
    for entry in fs::read_dir(messages)? {
        names.push(format!("messages/{}", entry?.file_name().display()));
    }
    names.sort();
    let addresses: String = names
        .iter()
        .map(|name| format!("{name:?}: new URL(\"./{name}\", import.meta.url),\n"))
        .collect();
    Ok(format!("const FILES = {{\n{addresses}}};\n"))
}

fn frame_part(element: &Path, part: &str, failures: &Failures) -> Result<String, Box<dyn Error>> {
    let mut source = fs::read_to_string(element.join(part))?;
    if !part.ends_with(".js") {
        return Ok(source);
    }
    if part == FRAME {
        source.insert_str(0, &format!("const TITLES = {};\n", failures.titles));
    }
    glue::refuse_sinks(&source)
        .and_then(|()| minify(&source))
        .map_err(|reason| format!("{part}: {reason}").into())
}

/// The same of fewer bytes, for what stands in the script itself.
fn short_integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(bytes)))
}

/// The value of an `integrity` attribute for these bytes.
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha384-{}", BASE64_STANDARD.encode(Sha384::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;

    fn source(name: &str) -> String {
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../element")
            .join(name);
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    fn listed(constant: &str) -> BTreeSet<String> {
        names_in(&source("element.js"), constant)
    }

    /// What stands between the brackets of a list of plain strings.
    fn names_in(script: &str, constant: &str) -> BTreeSet<String> {
        let (_, rest) = script
            .split_once(&format!("const {constant} = "))
            .expect("the list has that name");
        let (list, _) = rest.split_once(';').expect("a statement ends");
        let list = list.replace(",\n]", "\n]");
        serde_json::from_str(&list).expect("the list holds plain strings")
    }

    fn declaration() -> Value {
        let manifest: Value =
            serde_json::from_str(&source("custom-elements.json")).expect("it is JSON");
        manifest["modules"][0]["declarations"][0].clone()
    }

    fn names(of: &Value) -> BTreeSet<String> {
        let entries = of.as_array().expect("it is a list");
        entries
            .iter()
            .map(|entry| entry["name"].as_str().expect("each has a name").to_owned())
            .collect()
    }

    #[test]
    fn the_manifest_names_the_attributes_that_are_observed() {
        assert_eq!(names(&declaration()["attributes"]), listed("ATTRIBUTES"));
    }

    fn events() -> BTreeSet<String> {
        names(&declaration()["events"])
    }

    /// The names of events in all sources of a folder.
    fn dispatched(folder: &Path, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            if path.is_dir() {
                dispatched(&path, found);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let text = fs::read_to_string(&path).expect("it is text");
                let named = text.split("\"cop-").skip(1);
                let names = named.filter_map(|rest| rest.split('"').next());
                found.extend(names.map(|name| format!("cop-{name}")));
            }
        }
    }

    #[test]
    fn the_manifest_names_the_events_that_are_dispatched() {
        let widget = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut found = BTreeSet::new();
        dispatched(&widget.join("src"), &mut found);
        assert_eq!(events(), found);
    }

    #[test]
    fn a_frame_passes_on_every_event_and_attributes_of_the_element_only() {
        assert_eq!(names_in(&source("framed.js"), "EVENTS"), events());
        let attributes = names_in(&source("frame.js"), "ATTRIBUTES");
        assert!(attributes.is_subset(&listed("ATTRIBUTES")));
    }

    #[test]
    fn the_types_know_every_attribute_event_and_failure() {
        let types = source("cop.d.ts");
        let failures: Value = serde_json::from_str(&source("failures.json")).expect("it is JSON");
        let codes = failures
            .as_object()
            .expect("codes have sentences")
            .keys()
            .cloned();
        for name in listed("ATTRIBUTES")
            .into_iter()
            .chain(events())
            .chain(codes)
        {
            assert!(
                types.contains(&format!("\"{name}\"")) || types.contains(&format!("{name}?:")),
                "cop.d.ts does not know {name}"
            );
        }
    }

    #[test]
    fn every_failure_of_the_element_has_its_sentence() {
        let failures: Value = serde_json::from_str(&source("failures.json")).expect("it is JSON");
        let script = PARTS.map(source).concat();
        let used: BTreeSet<&str> = script
            .split("new Failure(\"")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(used.contains("crashed"));
        for code in used {
            assert!(failures[code].is_string(), "{code} has no sentence");
        }
    }
}
