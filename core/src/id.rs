//! Ids of communities, people, events, contributions and groups, and of the activities in the log.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// Why a text is not an id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFault {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`MAX_ID_CHARS`].
    TooLong,
    /// It has a control character, or white space at an end.
    Unprintable,
    /// It looks like an e-mail address, which has no place in the log.
    EmailAddress,
}

/// Longest id, in characters.
pub const MAX_ID_CHARS: usize = 128;

impl fmt::Display for IdFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            IdFault::Empty => "an id can't be empty",
            IdFault::TooLong => "it is too long: an id has at most 128 characters, a term 60",
            IdFault::Unprintable => {
                "an id has no control characters and no white space at its ends"
            }
            IdFault::EmailAddress => {
                "a person's id can't be an e-mail address, because ids stay in the log: use a pseudonym"
            }
        })
    }
}

impl std::error::Error for IdFault {}

fn checked(text: &str) -> Result<&str, IdFault> {
    // Nearly all are of this kind, and whoever reads a log reads very many.
    let is_plain = text.len() <= MAX_ID_CHARS && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain && !text.is_empty() {
        Ok(text)
    } else if text.is_empty() {
        Err(IdFault::Empty)
    } else if crate::text::n_chars(text) > MAX_ID_CHARS {
        Err(IdFault::TooLong)
    } else if text.trim() != text || text.chars().any(char::is_control) {
        Err(IdFault::Unprintable)
    } else {
        Ok(text)
    }
}

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident, $check:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Reads an id as it came.
            ///
            /// # Errors
            /// [`IdFault::Empty`], [`IdFault::TooLong`], [`IdFault::Unprintable`], and for a person
            /// [`IdFault::EmailAddress`].
            pub fn parse(text: &str) -> Result<Self, IdFault> {
                let check: fn(&str) -> Result<&str, IdFault> = $check;
                check(text).map(|text| Self(Arc::from(text)))
            }

            /// The id as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&self.0)
            }
        }

        crate::wire::reads_text!($name, "an id", |text: &str| $name::parse(text).ok(), $name(Arc::from("")));
    };
}

text_id!(
    /// A community of practice: the last part of its address.
    CommunityId,
    checked
);
text_id!(
    /// A person, under a pseudonym: the name stands in the directory.
    PersonId,
    |text| match checked(text) {
        Ok(text) if text.bytes().any(|byte| byte == b'@') => Err(IdFault::EmailAddress),
        other => other,
    }
);
text_id!(
    /// What people attend: a single meeting or a series of them.
    EventId,
    checked
);
text_id!(
    /// Something that somebody contributed: a problem, a turn, a story, an artefact, a report.
    ContributionId,
    checked
);
text_id!(
    /// A piece of joint work that belongs to communities.
    ProjectId,
    checked
);
text_id!(
    /// A kind of people whom a community looks for.
    ConstituencyId,
    checked
);
text_id!(
    /// A group on one of the four boundaries: an organisation, a profession, a sector, a band.
    GroupId,
    checked
);
text_id!(
    /// A word that a community or a contribution is about, in lower case.
    Term,
    checked
);

impl Term {
    /// Reads a word as typed: lower case, spaces folded.
    ///
    /// # Errors
    /// [`IdFault::Empty`], [`IdFault::TooLong`] or [`IdFault::Unprintable`].
    pub fn from_typed(text: &str) -> Result<Self, IdFault> {
        Self::parse(&folded(text))
    }
}

impl GroupId {
    /// The group that a typed label names: the same label always names the same group.
    ///
    /// # Errors
    /// [`IdFault::Empty`], [`IdFault::TooLong`] or [`IdFault::Unprintable`].
    pub fn from_label(label: &str) -> Result<Self, IdFault> {
        Self::parse(&folded(label))
    }
}

/// A text as texts are compared: in lower case, with one space between words.
pub(crate) fn folded(text: &str) -> String {
    let text = spaced(text);
    #[cfg(feature = "whole")]
    let folded = text.chars().flat_map(char::to_lowercase).collect();
    // The server has folded what is read here, so this is about what the reader types, and about the order of names.
    #[cfg(not(feature = "whole"))]
    let folded = text.chars().map(in_lower_case).collect();
    folded
}

/// A letter of Europe's alphabets in lower case: a table of all letters would weigh two kilobytes in every page.
#[cfg(any(test, not(feature = "whole")))]
fn in_lower_case(letter: char) -> char {
    let code = u32::from(letter);
    let small = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a1 | 0x3a3..=0x3ab | 0x410..=0x42f => {
            code + 0x20
        }
        0x400..=0x40f => code + 0x50,
        0x178 => 0xff,
        // Large and small ones side by side.
        0x100..=0x12f | 0x132..=0x137 | 0x14a..=0x177 => code | 1,
        0x139..=0x148 | 0x179..=0x17e => code + (code & 1),
        _ => code,
    };
    char::from_u32(small).unwrap_or(letter)
}

/// A text with one space between words and none at its ends.
pub(crate) fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !spaced.is_empty() {
            spaced.push(' ');
        }
        spaced.push_str(word);
    }
    spaced
}

macro_rules! number_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(u128);

        impl $name {
            /// The id with this number, for instance of a UUIDv7.
            #[must_use]
            pub const fn from_u128(number: u128) -> Self {
                Self(number)
            }

            /// The id as a number.
            #[must_use]
            pub const fn as_u128(self) -> u128 {
                self.0
            }

            /// Reads the hyphenated form of a UUID.
            #[must_use]
            pub fn parse(text: &str) -> Option<Self> {
                uuid_from_text(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&uuid_text(self.0))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(&uuid_text(self.0))
            }
        }

        crate::wire::reads_text!($name, "a UUID", $name::parse, $name(0));
    };
}

number_id!(
    /// A command, named by whoever gives it, so that giving it twice is giving it once.
    CommandId
);
number_id!(
    /// An activity in the log.
    ActivityId
);
number_id!(
    /// A text in the text store.
    TextId
);

impl TextId {
    /// The place of a text that was erased.
    pub const NONE: TextId = TextId(0);
}

/// Hands out the ids of all that one command makes, so that the page and the server give the same.
#[derive(Debug)]
pub(crate) struct Ids {
    next: u128,
}

impl Ids {
    pub(crate) fn of(command: CommandId) -> Self {
        Self { next: command.0 }
    }

    fn next(&mut self) -> u128 {
        let id = self.next;
        self.next = self.next.wrapping_add(1);
        id
    }

    pub(crate) fn activity(&mut self) -> ActivityId {
        ActivityId(self.next())
    }

    pub(crate) fn text(&mut self) -> TextId {
        TextId(self.next())
    }

    pub(crate) fn event(&mut self) -> EventId {
        EventId(Arc::from(uuid_text(self.next())))
    }

    pub(crate) fn project(&mut self) -> ProjectId {
        ProjectId(Arc::from(uuid_text(self.next())))
    }

    pub(crate) fn constituency(&mut self) -> ConstituencyId {
        ConstituencyId(Arc::from(uuid_text(self.next())))
    }

    pub(crate) fn contribution(&mut self) -> ContributionId {
        ContributionId(Arc::from(uuid_text(self.next())))
    }
}

const HYPHENS: [usize; 4] = [8, 13, 18, 23];

fn uuid_text(number: u128) -> String {
    let mut text = String::with_capacity(36);
    for nibble in (0..32).rev() {
        if HYPHENS.contains(&text.len()) {
            text.push('-');
        }
        let digit = (number >> (nibble * 4)) as u32 & 0xf;
        text.push(char::from_digit(digit, 16).expect("four bits are a hexadecimal digit"));
    }
    text
}

fn uuid_from_text(text: &str) -> Option<u128> {
    if text.len() != 36 {
        return None;
    }
    let mut number = 0;
    for (at, letter) in text.char_indices() {
        if HYPHENS.contains(&at) {
            if letter != '-' {
                return None;
            }
        } else {
            number = number << 4 | u128::from(letter.to_digit(16)?);
        }
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_uuid_is_read_as_it_is_written() {
        let text = "019a9f3e-7c00-7abc-8def-0123456789ab";
        assert_eq!(CommandId::parse(text).unwrap().to_string(), text);
        assert_eq!(CommandId::parse("019a9f3e7c007abc8def0123456789ab"), None);
        assert_eq!(
            CommandId::parse("019a9f3e-7c00-7abc-8def-0123456789aé"),
            None
        );
    }

    #[test]
    fn ids_of_what_a_command_makes_follow_from_the_command() {
        let mut ids = Ids::of(CommandId::from_u128(16));
        assert_eq!(ids.activity(), ActivityId::from_u128(16));
        assert_eq!(ids.text(), TextId::from_u128(17));
        assert_eq!(ids.event().as_str(), "00000000-0000-0000-0000-000000000012");
    }

    #[test]
    fn letters_of_europe_are_lowered_as_by_the_table_of_all() {
        let greek = '\u{391}'..='\u{3ab}';
        let cyrillic = '\u{400}'..='\u{45f}';
        for letter in ('\0'..='\u{17f}').chain(greek).chain(cyrillic) {
            // The Turkish one becomes two.
            if letter != 'İ' {
                let small: Vec<char> = letter.to_lowercase().collect();
                assert_eq!([in_lower_case(letter)], small[..]);
            }
        }
    }

    #[test]
    fn a_person_is_never_named_by_an_email_address() {
        assert_eq!(
            PersonId::parse("ama@northmoor.example"),
            Err(IdFault::EmailAddress)
        );
        assert!(PersonId::parse("p0047").is_ok());
    }

    #[test]
    fn ids_stay_as_they_came() {
        assert_eq!(
            CommunityId::parse("Élan vital/2").unwrap().as_str(),
            "Élan vital/2"
        );
        assert_eq!(CommunityId::parse(" falls"), Err(IdFault::Unprintable));
        assert_eq!(CommunityId::parse(""), Err(IdFault::Empty));
    }

    #[test]
    fn a_label_names_one_group_however_it_is_spaced() {
        assert_eq!(
            GroupId::from_label("Red  Hat ").unwrap(),
            GroupId::from_label("red hat").unwrap()
        );
    }
}
