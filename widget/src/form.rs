//! Forms that are open, with what was typed into them.

use cop_core::id::{CommunityId, ContributionId, PersonId};

/// A form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Which {
    /// Joins, with a sentence on what brings the reader.
    Join(CommunityId),
    /// Asks to join, with a reason.
    Ask(CommunityId),
    /// Puts a problem.
    Raise(CommunityId),
    /// Takes a turn.
    Reply(CommunityId, ContributionId),
    /// Lets somebody in.
    Approve(CommunityId, PersonId),
    /// Turns somebody down.
    Decline(CommunityId, PersonId),
}

impl Which {
    /// The field that an error is shown at.
    pub fn main_field(&self) -> &'static str {
        match self {
            Which::Join(_) => "note",
            Which::Ask(_) => "reason",
            Which::Raise(_) => "title",
            Which::Reply(..) => "text",
            Which::Approve(..) | Which::Decline(..) => "message",
        }
    }
}

/// A form with what was typed into it.
#[derive(Debug, Clone)]
pub struct Form {
    /// Which.
    pub which: Which,
    /// What was typed, by field.
    typed: Vec<(&'static str, String)>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Tells it from one that was open before.
    pub nth: u32,
}

impl Form {
    /// An empty form.
    pub fn new(which: Which, nth: u32) -> Self {
        Self {
            which,
            typed: Vec::new(),
            error: None,
            nth,
        }
    }

    /// What was typed into a field.
    pub fn typed(&self, field: &str) -> &str {
        self.typed
            .iter()
            .find(|(name, _)| *name == field)
            .map_or("", |(_, typed)| typed)
    }

    /// What was typed into a field that may be left empty.
    pub fn optional(&self, field: &str) -> Option<String> {
        let typed = self.typed(field).trim();
        (!typed.is_empty()).then(|| typed.to_owned())
    }

    /// Takes over what is typed.
    pub fn set(&mut self, field: &'static str, typed: String) {
        match self.typed.iter_mut().find(|(name, _)| *name == field) {
            Some((_, before)) => *before = typed,
            None => self.typed.push((field, typed)),
        }
    }
}

/// The id of a field on the page.
pub fn field_id(field: &str) -> String {
    let mut id = String::from("field-");
    id.push_str(field);
    id
}
