//! Forms that are open, with what was typed into them.

#[cfg(feature = "whole")]
use cop_core::id::PersonId;
use cop_core::id::{CommunityId, ContributionId};

#[cfg(any(test, not(feature = "whole")))]
use crate::luggage::Luggage;

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
    #[cfg(feature = "whole")]
    Approve(CommunityId, PersonId),
    /// Turns somebody down.
    #[cfg(feature = "whole")]
    Decline(CommunityId, PersonId),
    /// Does what only the whole offers: which act, and about what.
    #[cfg(feature = "whole")]
    Act(&'static str, String),
}

impl Which {
    /// The field that an error is shown at.
    pub fn main_field(&self) -> &'static str {
        match self {
            Which::Join(_) => "note",
            Which::Ask(_) => "reason",
            Which::Raise(_) => "title",
            Which::Reply(..) => "turn",
            #[cfg(feature = "whole")]
            Which::Approve(..) | Which::Decline(..) => "message",
            #[cfg(feature = "whole")]
            Which::Act(..) => "",
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
    /// At which field that is said, where it is not the main one.
    #[cfg(feature = "whole")]
    wrong: Option<&'static str>,
    /// Tells it from one that was open before.
    pub nth: u32,
    /// Whether it is on the screen; of one that was closed, what was typed is kept.
    pub is_open: bool,
    /// Whether the reader typed or chose anything.
    #[cfg(feature = "whole")]
    pub is_begun: bool,
}

/// The fields that a refusal is about, by its code: the first one that a form has.
#[cfg(feature = "whole")]
const FIELDS_BY_CODE: [(&str, &str); 18] = [
    ("source_format", "source"),
    ("source_format", "evidence"),
    ("link_scheme", "link"),
    ("date_range", "until"),
    ("date_range", "next_review"),
    ("capacity_range", "capacity"),
    ("event_in_the_past", "date"),
    ("event_length", "minutes"),
    ("no_such_occurrence", "time_of_series"),
    ("community_exists", "address"),
    ("community_id_format", "address"),
    ("word_format", "terms"),
    ("word_format", "vantage"),
    ("word_format", "group"),
    ("too_many", "terms"),
    ("out_of_range", "people"),
    ("out_of_range", "protected_minutes"),
    ("out_of_range", "head_count"),
];

/// The fields of the forms that the first part has.
#[cfg(feature = "whole")]
const FIELDS_OF_FIRST_PART: [&str; 9] = [
    "note",
    "reason",
    "title",
    "details",
    "vantage",
    "turn",
    "turn-to",
    "turn-vantage",
    "turn-stance",
];

impl Form {
    /// An empty form.
    pub fn new(which: Which, nth: u32) -> Self {
        Self {
            which,
            typed: Vec::new(),
            error: None,
            #[cfg(feature = "whole")]
            wrong: None,
            nth,
            is_open: true,
            #[cfg(feature = "whole")]
            is_begun: false,
        }
    }

    /// Writes the form down, for the whole widget to go on with.
    #[cfg(any(test, not(feature = "whole")))]
    pub fn pack(&self, luggage: &mut Luggage) {
        let (community, problem) = match &self.which {
            Which::Reply(community, problem) => (community, problem.as_str()),
            Which::Join(community) | Which::Ask(community) | Which::Raise(community) => {
                (community, "")
            }
            #[cfg(feature = "whole")]
            Which::Approve(..) | Which::Decline(..) | Which::Act(..) => return,
        };
        luggage.put(self.which.main_field());
        luggage.put(community.as_str());
        luggage.put(problem);
        luggage.put(if self.is_open { "open" } else { "" });
        for (field, typed) in &self.typed {
            luggage.put(field);
            luggage.put(typed);
        }
        luggage.close();
    }

    /// The form that the first part has written down.
    #[cfg(feature = "whole")]
    pub fn unpack(texts: &[String], nth: u32) -> Option<Self> {
        let (about, typed) = texts.split_at_checked(4)?;
        let community = CommunityId::parse(&about[1]).ok()?;
        let which = match about[0].as_str() {
            "note" => Which::Join(community),
            "reason" => Which::Ask(community),
            "title" => Which::Raise(community),
            "turn" => Which::Reply(community, ContributionId::parse(&about[2]).ok()?),
            _ => return None,
        };
        let mut form = Self::new(which, nth);
        for pair in typed.chunks_exact(2) {
            let mut fields = FIELDS_OF_FIRST_PART.into_iter();
            if let Some(field) = fields.find(|field| *field == pair[0]) {
                form.set(field, pair[1].clone());
            }
        }
        form.is_begun = !form.typed.is_empty();
        form.is_open = !about[3].is_empty();
        Some(form)
    }

    /// Takes note of why it did not work.
    pub fn fail(
        &mut self,
        #[allow(unused_variables, reason = "one part asks")] code: &str,
        reason: String,
    ) {
        self.error = Some(reason);
        #[cfg(feature = "whole")]
        {
            let has = |field: &str| self.typed.iter().find(|(name, _)| *name == field);
            self.wrong = FIELDS_BY_CODE
                .iter()
                .filter(|(known, _)| *known == code)
                .find_map(|(_, field)| has(field))
                .or(self.typed.first())
                .map(|(name, _)| *name)
                .filter(|_| matches!(self.which, Which::Act(..)));
        }
    }

    /// Takes note that something is wrong at a field.
    #[cfg(feature = "whole")]
    pub fn fail_at(&mut self, field: &'static str, reason: String) {
        self.error = Some(reason);
        self.wrong = Some(field);
    }

    /// Takes it off the screen; what was typed stays for when it is opened again.
    pub fn close(&mut self) {
        self.is_open = false;
        self.error = None;
    }

    /// Whether the reader would miss it.
    #[cfg(feature = "whole")]
    pub fn is_worth_keeping(&self) -> bool {
        match self.which {
            // To whom a turn is, is chosen anew where nothing was said yet.
            Which::Reply(..) => ["turn", "turn-vantage"]
                .into_iter()
                .any(|field| self.optional(field).is_some()),
            _ => self.is_begun,
        }
    }

    /// The field that the error is shown at.
    pub fn wrong_field(&self) -> &'static str {
        #[cfg(feature = "whole")]
        if let Some(field) = self.wrong {
            return field;
        }
        self.which.main_field()
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

    /// Takes in what was typed in the meantime, behind what was typed before.
    pub fn take_along(&mut self, since: &Self) {
        for field in [self.which.main_field(), "details"] {
            let (before, since) = (self.typed(field), since.typed(field));
            if since.is_empty() || since == before {
                continue;
            }
            let both = match before {
                "" => since.to_owned(),
                // In a field of one line the blank line is none, and the space is there.
                before => cop_core::text::joined(&[before, since], " \n\n"),
            };
            self.set(field, both);
        }
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

#[cfg(all(test, feature = "whole"))]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_in_the_first_part_is_read_in_the_whole() {
        let community = CommunityId::parse("falls").unwrap();
        let problem = ContributionId::parse("p1").unwrap();
        let fields: [(Which, &[&str]); 4] = [
            (Which::Join(community.clone()), &["note"]),
            (Which::Ask(community.clone()), &["reason"]),
            (
                Which::Raise(community.clone()),
                &["title", "details", "vantage"],
            ),
            (
                Which::Reply(community, problem),
                &["turn", "turn-to", "turn-vantage", "turn-stance"],
            ),
        ];
        for (which, fields) in fields {
            let mut form = Form::new(which.clone(), 1);
            for field in fields {
                let field = FIELDS_OF_FIRST_PART
                    .into_iter()
                    .find(|known| known == field);
                form.set(field.unwrap(), format!("“{}”\n", field.unwrap()));
            }
            form.close();
            let mut luggage = Luggage::new();
            form.pack(&mut luggage);
            let pieces = crate::luggage::open(&luggage.end());
            let read = Form::unpack(&pieces[0], 2).unwrap();
            assert_eq!(pieces.len(), 1);
            assert_eq!(read.which, which);
            assert!(!read.is_open && read.is_begun);
            for field in fields {
                assert_eq!(read.typed(field), format!("“{field}”\n"));
            }
        }
    }
}
