//! Reads what comes as JSON, and writes what goes as JSON.

mod reader;

use cop_core::wire::{Read, Value, from_value};

pub use reader::value;

/// Reads a type: none where it is not JSON, or not of this form. What is wrong is not said, because nobody in the page
/// could do anything about it.
pub fn read<T: Read>(json: &str) -> Option<T> {
    from_value(value(json)?).ok()
}

/// A JSON object while it is being written.
#[must_use = "it is nothing before it has ended"]
pub struct Object(String);

impl Object {
    /// An object without fields.
    pub fn new() -> Self {
        Self(String::new())
    }

    /// A field that holds a text.
    pub fn text(mut self, name: &str, value: &str) -> Self {
        self.name(name);
        write_text(value, &mut self.0);
        self
    }

    /// A field that holds a text, where there is one.
    pub fn maybe(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// A field that holds what is written as JSON already.
    pub fn json(mut self, name: &str, json: &str) -> Self {
        self.name(name);
        self.0.push_str(json);
        self
    }

    fn name(&mut self, name: &str) {
        self.0.push(if self.0.is_empty() { '{' } else { ',' });
        write_text(name, &mut self.0);
        self.0.push(':');
    }

    /// The object as JSON.
    pub fn end(mut self) -> String {
        self.0.push_str(if self.0.is_empty() { "{}" } else { "}" });
        self.0
    }
}

/// Writes a value as JSON.
pub fn write(value: &Value, json: &mut String) {
    match value {
        Value::Text(text) => write_text(text, json),
        Value::List(items) => {
            json.push('[');
            for (nth, item) in items.iter().enumerate() {
                if nth > 0 {
                    json.push(',');
                }
                write(item, json);
            }
            json.push(']');
        }
        Value::Object(fields) => {
            let mut object = Object::new();
            for (name, value) in fields {
                object.name(name);
                write(value, &mut object.0);
            }
            json.push_str(&object.end());
        }
        Value::Bool(true) => json.push_str("true"),
        Value::Bool(false) => json.push_str("false"),
        Value::Number(number) => json.push_str(&number.to_string()),
        Value::Null => json.push_str("null"),
    }
}

/// Writes a text as JSON.
pub fn write_text(text: &str, json: &mut String) {
    json.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                json.push('\\');
                json.push(character);
            }
            '\n' => json.push_str("\\n"),
            '\0'..='\x1f' => {
                const DIGITS: [char; 16] = [
                    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
                ];
                json.push_str("\\u00");
                json.push(DIGITS[character as usize >> 4]);
                json.push(DIGITS[character as usize & 15]);
            }
            _ => json.push(character),
        }
    }
    json.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let text = "\"\\ \n\t\u{1} 🙂 \u{2028}";
        let written = Object::new()
            .text("a", text)
            .maybe("b", None)
            .json("c", "[1]")
            .end();
        let read: serde_json::Value = serde_json::from_str(&written).unwrap();
        assert_eq!(read, serde_json::json!({ "a": text, "c": [1] }));
        assert_eq!(Object::new().end(), "{}");
    }
}
