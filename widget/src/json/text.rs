//! From the text of JSON (RFC 8259) to its tree.

use super::Json;

/// Most objects and lists within each other.
const MAX_LEVELS: u32 = 64;

impl Json {
    /// Reads a text: none where it is not JSON.
    pub fn parse(text: &str) -> Option<Json> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(MAX_LEVELS)?;
        reader.peek().is_none().then_some(value)
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    /// The next byte that is not white space, without passing it.
    fn peek(&mut self) -> Option<u8> {
        loop {
            match self.text.as_bytes().get(self.at) {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                other => return other.copied(),
            }
        }
    }

    fn take(&mut self) -> Option<u8> {
        let byte = *self.text.as_bytes().get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    /// Passes a byte that has to come next, after white space.
    fn pass(&mut self, byte: u8) -> Option<()> {
        (self.peek()? == byte).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, value: Json) -> Option<Json> {
        let end = self.at + word.len();
        let is_there = self.text.as_bytes().get(self.at..end)? == word.as_bytes();
        self.at = end;
        is_there.then_some(value)
    }

    fn value(&mut self, n_levels_left: u32) -> Option<Json> {
        match self.peek()? {
            b'{' => {
                let mut fields = Vec::new();
                self.members(b'}', |reader| {
                    let name = reader.string()?;
                    reader.pass(b':')?;
                    fields.push((name, reader.value(n_levels_left.checked_sub(1)?)?));
                    Some(())
                })?;
                Some(Json::Object(fields))
            }
            b'[' => {
                let mut values = Vec::new();
                self.members(b']', |reader| {
                    values.push(reader.value(n_levels_left.checked_sub(1)?)?);
                    Some(())
                })?;
                Some(Json::List(values))
            }
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Bool(true)),
            b'f' => self.word("false", Json::Bool(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    /// What stands between two brackets, with commas in between.
    fn members(&mut self, end: u8, mut member: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.peek()? == end {
            self.at += 1;
            return Some(());
        }
        loop {
            member(self)?;
            match self.peek()? {
                b',' => self.at += 1,
                byte if byte == end => {
                    self.at += 1;
                    return Some(());
                }
                _ => return None,
            }
        }
    }

    fn string(&mut self) -> Option<String> {
        self.pass(b'"')?;
        let mut string = String::new();
        loop {
            let begin = self.at;
            while !matches!(self.text.as_bytes().get(self.at)?, b'"' | b'\\') {
                self.at += 1;
            }
            string.push_str(self.text.get(begin..self.at)?);
            if self.take()? == b'"' {
                return Some(string);
            }
            string.push(self.escaped()?);
        }
    }

    fn escaped(&mut self) -> Option<char> {
        Some(match self.take()? {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'u' => return self.code_point(),
            itself @ (b'"' | b'\\' | b'/') => char::from(itself),
            _ => return None,
        })
    }

    fn code_point(&mut self) -> Option<char> {
        let unit = self.unit()?;
        if !(0xd800..0xdc00).contains(&unit) {
            return char::from_u32(unit);
        }
        let (b'\\', b'u') = (self.take()?, self.take()?) else {
            return None;
        };
        let low = self.unit()?;
        (0xdc00..0xe000)
            .contains(&low)
            .then(|| char::from_u32(0x1_0000 + ((unit - 0xd800) << 10) + (low - 0xdc00)))?
    }

    fn unit(&mut self) -> Option<u32> {
        (0..4).try_fold(0, |unit, _| {
            Some(unit << 4 | char::from(self.take()?).to_digit(16)?)
        })
    }

    /// A number, without its fraction if it has one.
    fn number(&mut self) -> Option<Json> {
        let is_negative = self.peek()? == b'-';
        self.at += usize::from(is_negative);
        let begin = self.at;
        let mut number: u64 = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            number = number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
            self.at += 1;
        }
        if self.at == begin {
            return None;
        }
        while let Some(b'.' | b'e' | b'E' | b'+' | b'-' | b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            self.at += 1;
        }
        Some(if is_negative {
            Json::Negative(i64::try_from(number).ok()?.wrapping_neg())
        } else {
            Json::Positive(number)
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;

    fn as_value(json: &Json) -> Value {
        match json {
            Json::Null => Value::Null,
            Json::Bool(is_so) => Value::from(*is_so),
            Json::Positive(number) => Value::from(*number),
            Json::Negative(number) => Value::from(*number),
            Json::Text(text) => Value::from(text.as_str()),
            Json::List(values) => values.iter().map(as_value).collect(),
            Json::Object(fields) => fields
                .iter()
                .map(|(name, value)| (name.clone(), as_value(value)))
                .collect(),
        }
    }

    /// Compares with another reader of JSON.
    #[track_caller]
    fn check(json: &str) {
        let expected: Option<Value> = serde_json::from_str(json).ok();
        assert_eq!(Json::parse(json).as_ref().map(as_value), expected, "{json}");
    }

    #[test]
    fn what_is_json_is_read() {
        check(r#" {"a": 1, "b" : [true, false, null, -7, {"c": {}}], "d": []} "#);
        check(r#""é \" \\ \/ \b\f\n\r\t \u00e9 \ud83d\ude00""#);
        check("18446744073709551615");
        check("[[],[[]]]");
    }

    #[test]
    fn what_is_not_json_is_not_read() {
        for json in [
            "", "{", "{]", "[}", "{\"a\"}", "{\"a\":}", "{\"a\":1", "{}x", "tru", "nullx", "[,]", "[1,]", "-", "\"",
            r#""\ud83d""#, r#""\ud83dx""#, r#""\x""#, r#""\u12""#,
        ] {
            check(json);
        }
    }

    #[test]
    fn numbers_lose_their_fraction() {
        assert_eq!(Json::parse("2.75e1"), Some(Json::Positive(2)));
    }

    #[test]
    fn depth_has_an_end() {
        let deep = |n: usize| "[".repeat(n) + &"]".repeat(n);
        assert!(Json::parse(&deep(60)).is_some());
        assert!(Json::parse(&deep(100_000)).is_none());
    }
}
