//! The names by which the Wasm and its binding script know each other.

use std::collections::BTreeMap;

/// Short names for those that end in a hash.
///
/// A hash does not compress, and there is one in the name of nearly every function that crosses the boundary.
pub struct ShortNames {
    script: String,
    short: BTreeMap<String, String>,
}

impl ShortNames {
    /// No short names yet, for a module that is bound by `script`.
    pub fn of(script: &str) -> ShortNames {
        ShortNames {
            script: script.to_owned(),
            short: BTreeMap::new(),
        }
    }

    /// Gives `name` a short one, if it ends in a hash and the script knows it.
    pub fn replace(&mut self, name: &mut String) {
        if !ends_in_hash(name) || !self.script.contains(name.as_str()) {
            return;
        }
        let next = format!("${}", self.short.len());
        name.clone_from(self.short.entry(name.clone()).or_insert(next));
    }

    /// The script with the short names.
    pub fn rename(&self) -> String {
        let mut renamed = String::with_capacity(self.script.len());
        let mut rest = self.script.as_str();
        while !rest.is_empty() {
            let end = rest.find(|c| !is_in_identifier(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            renamed.push_str(self.short.get(word).map_or(word, String::as_str));
            let end = after.find(is_in_identifier).unwrap_or(after.len());
            renamed.push_str(&after[..end]);
            rest = &after[end..];
        }
        renamed
    }
}

fn is_in_identifier(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '$'
}

/// Recognises `__wbg_remove_8228e91d7ddbc755` and `wasm_bindgen__…__invoke__h06fcff90da9c6aec`.
fn ends_in_hash(name: &str) -> bool {
    let last = name.rsplit('_').next().unwrap_or_default();
    let digits = last.strip_prefix('h').unwrap_or(last);
    name.contains("__") && digits.len() == 16 && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: &str, names: &[&str], expected: &str) {
        let mut short = ShortNames::of(script);
        for name in names {
            short.replace(&mut (*name).to_owned());
        }
        assert_eq!(short.rename(), expected);
    }

    #[test]
    fn a_name_is_shortened_wherever_it_stands() {
        check(
            "__wbg_now_0123456789abcdef: f,\nwasm.__run__h0123456789abcdef(); function __run__h0123456789abcdef(){}",
            &["__wbg_now_0123456789abcdef", "__run__h0123456789abcdef"],
            "$0: f,\nwasm.$1(); function $1(){}",
        );
    }

    #[test]
    fn a_longer_name_that_begins_the_same_is_another_one() {
        check(
            "__wbg_now_0123456789abcdef0",
            &["__wbg_now_0123456789abcdef"],
            "__wbg_now_0123456789abcdef0",
        );
    }

    #[test]
    fn names_without_a_hash_are_kept() {
        check(
            "wasm.mount(); wasm.__wbindgen_malloc()",
            &["mount", "__wbindgen_malloc"],
            "wasm.mount(); wasm.__wbindgen_malloc()",
        );
    }
}
