//! Changes to a resource (RFC 7644, section 3.5.2), read as the identity providers that there are write them.

use cop_core::id::PersonId;
use serde_json::{Map, Value};

use super::error::ScimError;
use super::filter::{self, without_prefix};
use super::group;
use super::resource::Attributes;
use super::user::{CORE, ENTERPRISE};
use crate::writer::MemberChange;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Op {
    Add,
    Remove,
    Replace,
}

/// One change: at a path, or to what its value names.
struct Change<'a> {
    op: Op,
    path: Option<&'a str>,
    value: &'a Value,
}

fn changes(body: &Value) -> Result<Vec<Change<'_>>, ScimError> {
    let operations = Attributes::of(body)?.get("Operations");
    let operations = operations
        .and_then(Value::as_array)
        .filter(|operations| !operations.is_empty())
        .ok_or_else(|| ScimError::syntax("a PATCH has Operations"))?;
    operations.iter().map(change).collect()
}

fn change(operation: &Value) -> Result<Change<'_>, ScimError> {
    let operation = Attributes::of(operation)?;
    let op = operation.get("op").and_then(Value::as_str).unwrap_or("");
    let op = match op.to_ascii_lowercase().as_str() {
        "add" => Op::Add,
        "remove" => Op::Remove,
        "replace" => Op::Replace,
        _ => return Err(ScimError::syntax("the op is add, remove or replace")),
    };
    let path = match operation.get("path") {
        None | Some(Value::Null) => None,
        Some(path) => Some(
            path.as_str()
                .ok_or_else(|| ScimError::path("the path is a string"))?,
        ),
    };
    if op == Op::Remove && path.is_none() {
        return Err(ScimError::no_target("a remove has a path"));
    }
    Ok(Change {
        op,
        path,
        value: operation.get("value").unwrap_or(&Value::Null),
    })
}

/// What a PATCH of a user comes to: the attributes it touches, as they are to be, with null where they are to go.
pub(super) fn of_user(body: &Value) -> Result<Value, ScimError> {
    let mut touched = Map::new();
    for change in changes(body)? {
        match (change.path, change.op) {
            (Some(path), Op::Remove) => touch(&mut touched, path, &Value::Null),
            (Some(path), Op::Add | Op::Replace) => touch(&mut touched, path, change.value),
            (None, _) => {
                for (path, value) in Attributes::of(change.value)?.iter() {
                    touch(&mut touched, path, value);
                }
            }
        }
    }
    Ok(Value::Object(touched))
}

/// Sets an attribute in a resource of its own. A value with a filter in its path is of an attribute that is not kept.
fn touch(touched: &mut Map<String, Value>, path: &str, value: &Value) {
    let (first, rest) = if path.eq_ignore_ascii_case(ENTERPRISE) {
        (ENTERPRISE, None)
    } else if let Some(rest) = without_prefix(path, ENTERPRISE) {
        (ENTERPRISE, Some(rest))
    } else {
        let path = without_prefix(path, CORE).unwrap_or(path);
        match path.split_once('.') {
            Some((first, rest)) => (first, Some(rest)),
            None => (path, None),
        }
    };
    let entry = touched
        .entry(first.to_ascii_lowercase())
        .or_insert(Value::Null);
    match (rest, value) {
        (Some(rest), value) => {
            merge(entry, [(rest, value)]);
        }
        (None, Value::Object(parts)) => {
            merge(
                entry,
                parts.iter().map(|(name, part)| (name.as_str(), part)),
            );
        }
        (None, value) => *entry = value.clone(),
    }
}

fn merge<'a>(entry: &mut Value, parts: impl IntoIterator<Item = (&'a str, &'a Value)>) {
    if !entry.is_object() {
        *entry = Value::Object(Map::new());
    }
    if let Some(object) = entry.as_object_mut() {
        for (name, part) in parts {
            object.insert(name.to_ascii_lowercase(), part.clone());
        }
    }
}

/// What a PATCH of a group comes to.
pub(super) fn of_group(body: &Value) -> Result<Vec<MemberChange>, ScimError> {
    let mut changed = Vec::new();
    for change in changes(body)? {
        match change.path {
            Some(path) => changed.push(of_members(change.op, path, change.value)?),
            None => {
                // A name that goes with it is the one that the provider read here.
                if let Some(members) = Attributes::of(change.value)?.get("members") {
                    changed.push(of_members(change.op, "members", members)?);
                }
            }
        }
    }
    Ok(changed)
}

fn of_members(op: Op, path: &str, value: &Value) -> Result<MemberChange, ScimError> {
    let name = path.split('[').next().unwrap_or_default().trim();
    if !name.eq_ignore_ascii_case("members") {
        return Err(match name.to_ascii_lowercase().as_str() {
            "displayname" | "id" | "externalid" => {
                ScimError::mutability("the name of a community belongs to its people")
            }
            _ => ScimError::path("of a group, only members change"),
        });
    }
    if let Some(condition) = path
        .split_once('[')
        .and_then(|(_, rest)| rest.trim_end().strip_suffix(']'))
    {
        let filter = filter::parse(condition)?;
        if op != Op::Remove || filter.attribute != "value" {
            return Err(ScimError::path(
                "only a remove picks members, by their value",
            ));
        }
        let person = PersonId::parse(&filter.value)
            .map_err(|_| ScimError::value("a member is not a user here"))?;
        return Ok(MemberChange::Remove(vec![person]));
    }
    Ok(match op {
        Op::Remove if value.is_null() => MemberChange::Replace(Vec::new()),
        Op::Remove => MemberChange::Remove(group::people(value)?),
        Op::Add => MemberChange::Add(group::people(value)?),
        Op::Replace => MemberChange::Replace(group::people(value)?),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[track_caller]
    fn check(operations: Value, expected: Value) {
        assert_eq!(
            of_user(&json!({ "Operations": operations })).unwrap(),
            expected
        );
    }

    #[test]
    fn a_path_and_a_value_without_one_say_the_same() {
        let expected = json!({ "active": "False", "name": { "formatted": "Ama" } });
        check(
            json!([
                { "op": "Replace", "path": "active", "value": "False" },
                { "op": "add", "path": "name.formatted", "value": "Ama" },
            ]),
            expected.clone(),
        );
        check(
            json!([{ "op": "replace", "value": { "active": "False", "name.formatted": "Ama" } }]),
            expected,
        );
    }

    #[test]
    fn the_enterprise_extension_is_found_however_it_is_written() {
        let expected = json!({ ENTERPRISE.to_lowercase(): { "organization": "Trust" } });
        check(
            json!([{ "op": "add", "path": format!("{ENTERPRISE}:organization"), "value": "Trust" }]),
            expected.clone(),
        );
        check(
            json!([{ "op": "add", "value": { ENTERPRISE: { "organization": "Trust" } } }]),
            expected,
        );
    }

    #[test]
    fn the_last_of_two_changes_counts_and_what_is_removed_is_null() {
        check(
            json!([
                { "op": "add", "path": "title", "value": "Nurse" },
                { "op": "remove", "path": "title" },
            ]),
            json!({ "title": null }),
        );
    }

    #[test]
    fn of_a_group_only_members_change() {
        let group = |operation: Value| of_group(&json!({ "Operations": [operation] }));
        let ama = || vec![PersonId::parse("ama").unwrap()];
        let picked = json!({ "op": "remove", "path": "members[value eq \"ama\"]" });
        assert_eq!(group(picked), Ok(vec![MemberChange::Remove(ama())]));
        let all = json!({ "op": "remove", "path": "members" });
        assert_eq!(group(all), Ok(vec![MemberChange::Replace(Vec::new())]));
        let one = json!({ "op": "Add", "path": "members", "value": { "value": "ama" } });
        assert_eq!(group(one), Ok(vec![MemberChange::Add(ama())]));
        let renamed = json!({ "op": "replace", "path": "displayName", "value": "Other" });
        assert!(group(renamed).is_err());
        assert!(of_group(&json!({})).is_err());
    }
}
