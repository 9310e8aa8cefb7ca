//! One binding script for both Wasm files.
//!
//! wasm-bindgen writes a script for each of them. They are the same but for names and for what only one of the files
//! imports: here the two become one, in which everything stands once, so that the whole costs the first view hardly
//! more than its integrity hash.

use std::collections::{BTreeMap, BTreeSet};

use crate::names::{self, ShortNames, rename};

const IMPORTS_FROM: &str = "const import0 = {\n__proto__: null,\n";
const IMPORTS_TO: &str = "};\nreturn {\n__proto__: null,\n\"./cop_bg.js\": import0,\n";
/// What the names of imports begin with.
const IMPORT: &str = "__wb";

/// A Wasm file as wasm-bindgen leaves it, by its names.
pub struct Part<'a> {
    /// Its binding script, squeezed.
    pub script: &'a str,
    /// What it imports.
    pub imports: BTreeSet<String>,
    /// What it exports.
    pub exports: BTreeSet<String>,
}

/// The script for both, and the names that each of them has to take on for it.
pub struct Shared {
    /// One statement that declares `wasm_bindgen`.
    pub script: String,
    /// By the names before.
    pub names: [BTreeMap<String, String>; 2],
}

/// Makes one script for the first part and the whole.
///
/// # Errors
/// If the first part needs anything from the script, beside imports, that the whole does not.
pub fn share([first, whole]: [&Part; 2]) -> Result<Shared, String> {
    let mut short = ShortNames::default();
    // The whole first: its script is the one that goes on.
    let whole = Taken::from(whole, &mut short)?;
    let first = Taken::from(first, &mut short)?;
    let known: BTreeSet<&String> = whole.before.iter().chain(&whole.after).collect();
    let mut items: Vec<String> = whole.before.clone();
    let mut imports = whole.imports;
    imports.extend(first.imports);
    let mut imports: Vec<_> = imports.into_iter().collect();
    // As they were named, which is by what they do: what is written alike compresses better side by side.
    imports.sort_by(|(one, _), (other, _)| one.len().cmp(&other.len()).then(one.cmp(other)));
    let imports: String = imports
        .into_iter()
        .map(|(name, does)| format!("{name}: {does}"))
        .collect();
    items.push(format!("{IMPORTS_FROM}{imports}{IMPORTS_TO}"));
    items.extend(whole.after.iter().cloned());
    for item in first.before.iter().chain(&first.after) {
        if known.contains(item) {
            continue;
        }
        // Functions that run closures are called by their imports alone; anything else would be a second way.
        if !item.starts_with("function $") {
            return Err(format!(
                "the first part needs something of the binding script that the whole does not: {}",
                item.lines().next().unwrap_or_default()
            ));
        }
        items.insert(items.len() - 1, item.clone());
    }
    Ok(Shared {
        script: items.concat(),
        names: [first.names, whole.names],
    })
}

/// The script of one file, taken apart and under its short names.
struct Taken {
    before: Vec<String>,
    imports: BTreeMap<String, String>,
    after: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Taken {
    fn from(part: &Part, short: &mut ShortNames) -> Result<Self, String> {
        let unknown = || "the imports in the binding script are not written as expected".to_owned();
        let (before, rest) = part.script.split_once(IMPORTS_FROM).ok_or_else(unknown)?;
        let (imports, after) = rest.split_once(IMPORTS_TO).ok_or_else(unknown)?;
        let mut names = BTreeMap::new();
        let after = items(after);
        let mut n_alike = BTreeMap::new();
        for name in part.exports.iter().filter(|name| names::ends_in_hash(name)) {
            let item = after
                .iter()
                .find(|item| item.starts_with(&format!("function {name}(")))
                .ok_or_else(unknown)?;
            // Several may do the same by the script and not in the Wasm: which of them is which is up to each file.
            let does = rename(item, &BTreeMap::from([(name.clone(), String::new())]));
            let nth = n_alike.entry(does.clone()).or_insert(0);
            names.insert(name.clone(), short.of(&format!("{does}{nth}")));
            *nth += 1;
        }
        let exports = part.exports.iter().filter(|name| name.starts_with("__"));
        for name in exports.filter(|name| !names::ends_in_hash(name)) {
            names.insert(name.clone(), short.of(name));
        }
        let mut taken = BTreeMap::new();
        let mut entries: Vec<_> = entries(imports)
            .into_iter()
            .map(|(name, does)| (name, rename(&does, &names)))
            .collect();
        entries.sort_by(|(_, one), (_, other)| one.cmp(other));
        for (name, does) in entries {
            if part.imports.contains(name) {
                let new = short.of(&does);
                names.insert(name.to_owned(), new.clone());
                taken.insert(new, does);
            }
        }
        if let Some(missing) = part.imports.iter().find(|name| !names.contains_key(*name)) {
            return Err(format!("the binding script does not know {missing}"));
        }
        // The function that holds all others opens in the first line, and closes in the last.
        let (opening, before) = before.split_once('\n').ok_or_else(unknown)?;
        let mut head = vec![format!("{opening}\n")];
        head.extend(items(before).iter().map(|item| rename(item, &names)));
        Ok(Self {
            before: head,
            imports: taken,
            after: after.iter().map(|item| rename(item, &names)).collect(),
            names,
        })
    }
}

/// The imports, each with what it does.
fn entries(imports: &str) -> Vec<(&str, String)> {
    let mut entries: Vec<(&str, String)> = Vec::new();
    for line in imports.lines() {
        match line.split_once(": ") {
            Some((name, does)) if name.starts_with(IMPORT) => {
                entries.push((name, format!("{does}\n")));
            }
            _ => {
                if let Some((_, does)) = entries.last_mut() {
                    does.push_str(line);
                    does.push('\n');
                }
            }
        }
    }
    entries
}

/// Lines that belong together: each group ends where as many braces are closed as were opened.
fn items(script: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut depth = 0_i32;
    for line in script.lines() {
        for letter in line.chars() {
            match letter {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
        }
        item.push_str(line);
        item.push('\n');
        if depth <= 0 {
            depth = 0;
            items.push(std::mem::take(&mut item));
        }
    }
    if !item.is_empty() {
        items.push(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    const END: &str = "}\nfunction text(a) {\nreturn a;\n}\nreturn exports;\n})({});\n";

    /// A script with these imports, and with functions of these names that run closures.
    fn script(imports: &str, closures: &[&str]) -> String {
        let closures: String = closures
            .iter()
            .map(|name| format!("function {name}(a) {{\nwasm.{name}(a);\n}}\n"))
            .collect();
        format!(
            "let wasm_bindgen = (function(exports) {{\nfunction mount() {{\nwasm.mount();\n}}\nexports.mount = mount;\n\
             function get_imports() {{\n{IMPORTS_FROM}{imports}{IMPORTS_TO}}};\n{closures}{END}"
        )
    }

    fn part<'a>(script: &'a str, imports: &[&str], exports: &[&str]) -> Part<'a> {
        let set = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
        Part {
            script,
            imports: set(imports),
            exports: set(exports),
        }
    }

    const RUN_1: &str = "__invoke__h0000000000000001";
    const RUN_2: &str = "__invoke__h0000000000000002";

    #[test]
    fn what_does_the_same_stands_once_whatever_it_was_called() {
        let now = "function() {\nreturn text(Date.now());\n},\n";
        let [first, whole] = [("a1", RUN_1), ("b2", RUN_2)].map(|(hash, run)| {
            script(
                &format!("__wbg_now_{hash}: {now}__wbg_cast_{hash}: function(a) {{\nmake(a, {run});\n}},\n"),
                &[run],
            )
        });
        let shared = share([
            &part(
                &first,
                &["__wbg_now_a1", "__wbg_cast_a1"],
                &["mount", RUN_1],
            ),
            &part(
                &whole,
                &["__wbg_now_b2", "__wbg_cast_b2"],
                &["mount", RUN_2],
            ),
        ])
        .unwrap_or_else(|reason| panic!("{reason}"));
        assert_eq!(shared.script.matches("Date.now()").count(), 1);
        assert_eq!(shared.script.matches("make(a, ").count(), 1);
        let [of_first, of_whole] = shared.names;
        assert_eq!(of_first["__wbg_now_a1"], of_whole["__wbg_now_b2"]);
        assert_eq!(of_first["__wbg_cast_a1"], of_whole["__wbg_cast_b2"]);
        assert_eq!(of_first[RUN_1], of_whole[RUN_2]);
        let run = &of_first[RUN_1];
        assert!(shared.script.contains(&format!("make(a, {run});")));
        assert!(shared.script.contains(&format!("wasm.{run}(a);")));
    }

    #[test]
    fn what_only_one_of_them_imports_is_there_for_it() {
        let first = script("__wbg_open: function() {\nopen();\n},\n", &[]);
        let whole = script("__wbg_close: function() {\nclose();\n},\n", &[]);
        let shared = share([
            &part(&first, &["__wbg_open"], &[]),
            &part(&whole, &["__wbg_close"], &[]),
        ])
        .unwrap_or_else(|reason| panic!("{reason}"));
        let [of_first, of_whole] = shared.names;
        assert_ne!(of_first["__wbg_open"], of_whole["__wbg_close"]);
        assert!(shared.script.contains("\nopen();\n") && shared.script.contains("\nclose();\n"));
    }

    #[test]
    fn what_neither_imports_is_dropped() {
        let both = script(
            "__wbg_say: function(a) {\nsay(a);\n},\n__wbg_now: function() {\nnow();\n},\n",
            &[],
        );
        let part = part(&both, &["__wbg_now"], &[]);
        let shared = share([&part, &part]).unwrap_or_else(|reason| panic!("{reason}"));
        assert!(!shared.script.contains("say("));
        assert!(shared.script.contains("now();") && shared.script.contains("function mount"));
    }

    #[test]
    fn what_the_script_does_not_know_is_refused() {
        let both = script("", &[]);
        assert!(share([&part(&both, &["__wbg_now"], &[]), &part(&both, &[], &[])]).is_err());
    }

    #[test]
    fn a_first_part_that_needs_more_of_the_script_is_refused() {
        let whole = script("", &[]);
        let first = whole.replace("wasm.mount();", "wasm.mount(1);");
        let reason = share([&part(&first, &[], &[]), &part(&whole, &[], &[])]).err();
        assert!(reason.is_some_and(|reason| reason.contains("function mount")));
    }
}
