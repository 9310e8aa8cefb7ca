//! Reading JSON by the browser's own reader: another one, with all that it knows of fractions, weighs twenty kilobytes.

use cop_core::wire::Value;
use js_sys::{Array, JSON, Object};
use wasm_bindgen::{JsCast, JsValue};

/// Reads JSON: none where it is not JSON, or has a fraction, which nothing here has but the intervals of measures, and
/// those are not shown.
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
        #[cfg(feature = "whole")]
        if whole as f64 != number {
            return Some(Value::Null);
        }
        return (whole as f64 == number).then_some(Value::Number(whole.into()));
    }
    if let Some(text) = parsed.as_string() {
        return Some(Value::Text(text));
    }
    match parsed.dyn_into::<Array>() {
        Ok(list) => {
            let mut items = Vec::new();
            for item in list.iter() {
                items.push(value(item)?);
            }
            Some(Value::List(items))
        }
        Err(object) => fields(&object.unchecked_into()).map(Value::Object),
    }
}

fn fields(object: &Object) -> Option<Vec<(String, Value)>> {
    let mut fields = Vec::new();
    for name in Object::keys(object).iter() {
        let field = js_sys::Reflect::get(object, &name).ok()?;
        fields.push((name.as_string()?, value(field)?));
    }
    Some(fields)
}
