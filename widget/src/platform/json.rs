//! Reading JSON by the browser's own reader: another one, with all that it knows of fractions, weighs twenty kilobytes.

use cop_core::wire::Value;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Reads JSON: none where it is not JSON, or has a fraction, which nothing here has.
pub fn parse_json(text: &str) -> Option<Value> {
    value(JSON::parse(text).ok()?)
}

fn value(parsed: JsValue) -> Option<Value> {
    if parsed.is_null() {
        return Some(Value::Null);
    }
    if let Some(yes) = parsed.as_bool() {
        return Some(Value::Bool(yes));
    }
    if let Some(number) = parsed.as_f64() {
        let whole = number as i64;
        return (whole as f64 == number).then_some(Value::Number(whole.into()));
    }
    if let Some(text) = parsed.as_string() {
        return Some(Value::Text(text));
    }
    match parsed.dyn_into::<Array>() {
        Ok(list) => list
            .iter()
            .map(value)
            .collect::<Option<_>>()
            .map(Value::List),
        Err(object) => fields(&object.unchecked_into()).map(Value::Object),
    }
}

fn fields(object: &Object) -> Option<Vec<(String, Value)>> {
    Object::keys(object)
        .iter()
        .map(|name| {
            let field = js_sys::Reflect::get(object, &name).ok()?;
            Some((name.as_string()?, value(field)?))
        })
        .collect()
}
