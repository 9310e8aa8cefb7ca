//! Reading JSON (RFC 8259) where it stands in memory.
//!
//! The browser's own reader leaves objects behind that would have to be asked from here for every name and value, which
//! takes ten times as long as reading the text; serde's weighs twenty kilobytes.

use cop_core::wire::Value;

/// How deep lists and objects may stand in each other: nothing that is read here goes half as deep.
const MAX_DEPTH: usize = 64;

/// As many digits as every 64 bits have place for.
const MAX_DIGITS: usize = 18;

/// Reads JSON into the one form from which everything is read: none where it is not JSON.
///
/// A number that is no whole one, or too large for one, is read as nothing: only the intervals of measures are such, and those are
/// not shown.
pub fn value(json: &str) -> Option<Value> {
    let mut reader = Reader { json, at: 0 };
    let value = reader.value(MAX_DEPTH)?;
    reader.next().is_none().then_some(value)
}

struct Reader<'a> {
    json: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn byte(&self) -> Option<u8> {
        self.json.as_bytes().get(self.at).copied()
    }

    /// The next byte that is not white space.
    fn next(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.byte() {
            self.at += 1;
        }
        self.byte()
    }

    /// Passes over this byte where it is the next one: whether it was.
    fn passes(&mut self, byte: u8) -> bool {
        let is_next = self.next() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// Passes over this word where it stands here: whether it did.
    fn passes_word(&mut self, word: &str) -> bool {
        let is_here = self.json.as_bytes()[self.at..].starts_with(word.as_bytes());
        self.at += if is_here { word.len() } else { 0 };
        is_here
    }

    fn value(&mut self, depth: usize) -> Option<Value> {
        let depth = depth.checked_sub(1)?;
        let (word, value) = match self.next()? {
            b'"' => return self.text().map(Value::Text),
            b'{' => return self.fields(depth).map(Value::Object),
            b'[' => return self.list(depth).map(Value::List),
            b'-' | b'0'..=b'9' => return Some(self.number()),
            b't' => ("true", Value::Bool(true)),
            b'f' => ("false", Value::Bool(false)),
            _ => ("null", Value::Null),
        };
        self.passes_word(word).then_some(value)
    }

    fn fields(&mut self, depth: usize) -> Option<Vec<(String, Value)>> {
        let mut fields = Vec::new();
        self.items(b'}', &mut |reader| {
            let name = reader.text()?;
            let is_named = reader.passes(b':');
            fields.push((name, reader.value(depth)?));
            is_named.then_some(())
        })?;
        Some(fields)
    }

    fn list(&mut self, depth: usize) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        self.items(b']', &mut |reader| {
            list.push(reader.value(depth)?);
            Some(())
        })?;
        Some(list)
    }

    /// What stands between brackets, separated by commas.
    fn items(&mut self, end: u8, item: &mut dyn FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.passes(end) {
            return Some(());
        }
        loop {
            item(self)?;
            if self.passes(end) {
                return Some(());
            }
            if !self.passes(b',') {
                return None;
            }
        }
    }

    /// By hand, like all of this: what the standard library has for it knows more, and weighs more.
    fn number(&mut self) -> Value {
        let is_negative = self.passes_word("-");
        let (begin, mut number, mut is_whole) = (self.at, 0, true);
        while let Some(byte @ (b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E')) = self.byte() {
            self.at += 1;
            is_whole &= byte.is_ascii_digit() && self.at - begin <= MAX_DIGITS;
            if is_whole {
                number = number * 10 + i64::from(byte - b'0');
            }
        }
        match is_whole && self.at > begin {
            true => Value::Number(if is_negative { -number } else { number }),
            false => Value::Null,
        }
    }

    fn text(&mut self) -> Option<String> {
        let mut text = String::new();
        if !self.passes(b'"') {
            return None;
        }
        loop {
            let begin = self.at;
            while !matches!(self.byte()?, b'"' | b'\\' | ..b' ') {
                self.at += 1;
            }
            text.push_str(self.json.get(begin..self.at)?);
            if self.passes_word("\"") {
                return Some(text);
            }
            text.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        if !self.passes_word("\\") {
            return None;
        }
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let unit = self.unit()?;
                let code = match self.second_half(unit) {
                    Some(second) => 0x1_0000 + ((unit & 0x3ff) << 10) + (second & 0x3ff),
                    None => unit,
                };
                // Half a character is none, as in the browser.
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            _ => return None,
        })
    }

    /// The second of two halves of UTF-16, where this is a first one.
    fn second_half(&mut self, first: u32) -> Option<u32> {
        let before = self.at;
        let is_first = (0xd800..0xdc00).contains(&first) && self.passes_word("\\u");
        let second = is_first.then(|| self.unit()).flatten();
        let second = second.filter(|second| (0xdc00..0xe000).contains(second));
        if second.is_none() {
            self.at = before;
        }
        second
    }

    fn unit(&mut self) -> Option<u32> {
        let mut unit = 0;
        for _ in 0..4 {
            unit = unit * 16 + char::from(self.byte()?).to_digit(16)?;
            self.at += 1;
        }
        Some(unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is read is what serde reads.
    #[track_caller]
    fn check(json: &str) {
        assert_eq!(value(json), serde_json::from_str(json).ok(), "{json}");
    }

    #[test]
    fn json_is_read() {
        check(include_str!("../../../core/tests/golden/state.json"));
        check(" { \"a\" : [ 1 , -20 , null , true , false , { } , [ ] ] ,\r\n\t\"\" : \"\" } ");
        check(r#""\"\\\/\b\f\n\r\t\u00e9 \ud83d\ude42 \u0000 é 🙂""#);
        check("[0,-7,999999999999999999,-999999999999999999]");
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for json in [
            "",
            " ",
            "nul",
            "nil",
            "truth",
            "{",
            "}",
            "[",
            "[1",
            "[1,",
            "[1,]",
            "[,1]",
            "[1 2]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\" 1}",
            "{\"a\":1,}",
            "{a:1}",
            "{1:1}",
            "\"",
            "\"a",
            "\"\\",
            "\"\\x\"",
            "\"\\u12\"",
            "\"\\u12g4\"",
            "\"a\nb\"",
            "\"a\n\"",
            "1 2",
            "[] []",
            "+1",
            ".5",
            "'a'",
        ] {
            check(json);
            assert_eq!(value(json), None, "{json}");
        }
    }

    #[test]
    fn a_fraction_and_half_a_character_are_read_as_nothing() {
        assert_eq!(
            value("[0.5,1e3,9999999999999999999]"),
            Some(Value::List(vec![Value::Null; 3]))
        );
        for half in [r#""\ud83d""#, r#""\ude42""#] {
            assert_eq!(value(half), Some(Value::Text("\u{fffd}".to_owned())));
        }
        assert_eq!(
            value(r#""\ud83d\u0041""#),
            Some(Value::Text("\u{fffd}A".to_owned()))
        );
    }

    #[test]
    fn what_stands_too_deep_is_not_read() {
        let nested = |n: usize| ["[".repeat(n), "]".repeat(n)].concat();
        assert!(value(&nested(MAX_DEPTH)).is_some());
        assert_eq!(value(&nested(100_000)), None);
    }
}
