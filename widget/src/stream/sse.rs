//! Reads an event stream as the HTML standard writes it, from pieces that end anywhere.

/// One message of a stream.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Message {
    /// Which: none where the stream did not say.
    pub id: Option<String>,
    /// What kind: none for an ordinary message.
    pub event: Option<String>,
    /// What it says.
    pub data: String,
}

/// What has come of a stream and is not a whole message yet.
#[derive(Debug, Default)]
pub struct Reader {
    line: String,
    after_return: bool,
    message: Message,
    has_data: bool,
}

impl Reader {
    /// Takes the next piece and returns the messages that are whole now.
    pub fn read(&mut self, piece: &str) -> Vec<Message> {
        let mut messages = Vec::new();
        for letter in piece.chars() {
            match letter {
                // A line ends with a return, a newline, or the two together.
                '\n' if self.after_return => self.after_return = false,
                '\n' | '\r' => {
                    self.after_return = letter == '\r';
                    let line = std::mem::take(&mut self.line);
                    messages.extend(self.line(&line));
                }
                _ => {
                    self.after_return = false;
                    self.line.push(letter);
                }
            }
        }
        messages
    }

    fn line(&mut self, line: &str) -> Option<Message> {
        if line.is_empty() {
            let message = std::mem::take(&mut self.message);
            return std::mem::take(&mut self.has_data).then_some(message);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "id" => self.message.id = Some(value.to_owned()),
            "event" => self.message.event = Some(value.to_owned()),
            "data" => {
                if self.has_data {
                    self.message.data.push('\n');
                }
                self.has_data = true;
                self.message.data.push_str(value);
            }
            // A comment, or a field that nobody knows yet.
            _ => {}
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stream: &str, expected: &[(Option<&str>, Option<&str>, &str)]) {
        let expected: Vec<Message> = expected
            .iter()
            .map(|(id, event, data)| Message {
                id: id.map(str::to_owned),
                event: event.map(str::to_owned),
                data: (*data).to_owned(),
            })
            .collect();
        assert_eq!(Reader::default().read(stream), expected);
        let mut reader = Reader::default();
        let by_letter: Vec<Message> = stream
            .chars()
            .flat_map(|letter| reader.read(letter.encode_utf8(&mut [0; 4])))
            .collect();
        assert_eq!(by_letter, expected);
    }

    #[test]
    fn a_message_ends_with_an_empty_line() {
        check(
            "id: 7\ndata: {\"a\":1}\n\ndata: half",
            &[(Some("7"), None, "{\"a\":1}")],
        );
    }

    #[test]
    fn lines_may_end_in_any_way() {
        let two = [(Some("1"), None, "é"), (Some("2"), None, "b")];
        check("id: 1\r\ndata: é\r\n\r\nid: 2\r\ndata: b\r\n\r\n", &two);
        check("id: 1\rdata: é\r\rid: 2\rdata: b\r\r", &two);
    }

    #[test]
    fn data_of_several_lines_is_one_text() {
        check("data: a\ndata:\ndata:b\n\n", &[(None, None, "a\n\nb")]);
    }

    #[test]
    fn comments_and_unknown_fields_say_nothing() {
        check(
            ": still here\n\nretry: 10\n\nevent: end\ndata\n\n",
            &[(None, Some("end"), "")],
        );
    }
}
