//! The names by which the two Wasm files and their one binding script know each other.

use std::collections::BTreeMap;

/// Short names, the same for what is the same in both Wasm files.
///
/// The names that wasm-bindgen gives end in a hash, which does not compress, and which for a part of them is another
/// one in each build. So a name is given for what the script does under it.
#[derive(Default)]
pub struct ShortNames {
    by_meaning: BTreeMap<String, String>,
}

impl ShortNames {
    /// The short name of what does this.
    pub fn of(&mut self, meaning: &str) -> String {
        let next = format!("${}", self.by_meaning.len());
        self.by_meaning
            .entry(meaning.to_owned())
            .or_insert(next)
            .clone()
    }
}

/// The script with other names for those that are given.
pub fn rename(script: &str, names: &BTreeMap<String, String>) -> String {
    let mut renamed = String::with_capacity(script.len());
    let mut rest = script;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_in_identifier(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        renamed.push_str(names.get(word).map_or(word, String::as_str));
        let end = after.find(is_in_identifier).unwrap_or(after.len());
        renamed.push_str(&after[..end]);
        rest = &after[end..];
    }
    renamed
}

fn is_in_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Recognises `wasm_bindgen__…__invoke__h06fcff90da9c6aec`.
pub fn ends_in_hash(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or_default();
    let digits = last.strip_prefix('h').unwrap_or(last);
    name.contains("__") && digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, names: &[(&str, &str)], expected: &str) {
        let names = names
            .iter()
            .map(|(long, short)| ((*long).to_owned(), (*short).to_owned()))
            .collect();
        assert_eq!(rename(script, &names), expected);
    }

    #[test]
    fn a_name_is_replaced_wherever_it_stands() {
        check(
            "__wbg_now_0123: f,\nwasm.__run__h0123(); function __run__h0123(){}",
            &[("__wbg_now_0123", "$0"), ("__run__h0123", "$1")],
            "$0: f,\nwasm.$1(); function $1(){}",
        );
    }

    #[test]
    fn a_longer_name_that_begins_the_same_is_another_one() {
        check(
            "__wbg_now_01234",
            &[("__wbg_now_0123", "$0")],
            "__wbg_now_01234",
        );
    }

    #[test]
    fn the_same_gets_the_same_short_name() {
        let mut short = ShortNames::default();
        let now = short.of("Date.now()");
        assert_ne!(short.of("Math.random()"), now);
        assert_eq!(short.of("Date.now()"), now);
    }

    #[test]
    fn a_hash_is_told_from_a_word() {
        assert!(ends_in_hash(
            "wasm_bindgen__convert__invoke__h06fcff90da9c6aec"
        ));
        assert!(!ends_in_hash("__wbindgen_malloc"));
    }
}
