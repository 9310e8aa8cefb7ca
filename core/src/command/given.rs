//! How the first part of a page writes the commands that it gives, without what serde brings for all of them.

use super::Command;
use crate::activity::Reference;
use crate::wire::Value;

impl Command {
    /// The command as it is written: none for those that the first part of a page does not give.
    #[must_use]
    pub fn given(&self) -> Option<Value> {
        let mut fields = Fields(Vec::new());
        let word = match self {
            Command::Join { note } => {
                fields.text("note", note.as_deref());
                "join"
            }
            Command::AskToJoin { reason } => {
                fields.text("reason", Some(reason));
                "ask_to_join"
            }
            Command::WithdrawRequest => "withdraw_request",
            Command::Leave => "leave",
            Command::Follow => "follow",
            Command::Unfollow => "unfollow",
            Command::AnswerInvitation {
                event,
                occurrence: None,
                answer,
            } => {
                fields.text("event", Some(event.as_str()));
                fields.text("answer", Some(answer.word()));
                "answer_invitation"
            }
            Command::RaiseProblem {
                title,
                text,
                terms,
                vantage,
            } if terms.is_empty() => {
                fields.text("title", Some(title));
                fields.text("text", text.as_deref());
                fields.text("vantage", vantage.as_deref());
                "raise_problem"
            }
            Command::Reply {
                in_reply_to,
                to,
                stance,
                text,
                vantage,
            } => {
                let to = to.iter().map(|person| person.as_str().to_owned());
                fields.text("in_reply_to", Some(in_reply_to.as_str()));
                fields.put("to", Value::List(to.map(Value::Text).collect()));
                fields.text("stance", Some(stance.word()));
                fields.text("text", Some(text));
                fields.text("vantage", vantage.as_deref());
                "reply"
            }
            Command::MarkInsight {
                about: Reference::Contribution(about),
            } => {
                fields.text("about", Some(about.as_str()));
                "mark_insight"
            }
            _ => return None,
        };
        fields.text("type", Some(word));
        Some(Value::Object(fields.0))
    }
}

struct Fields(Vec<(String, Value)>);

impl Fields {
    fn text(&mut self, name: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.put(name, Value::Text(value.to_owned()));
        }
    }

    fn put(&mut self, name: &str, value: Value) {
        self.0.push((name.to_owned(), value));
    }
}
