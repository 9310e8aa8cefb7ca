//! What things are called in a document: their addresses, and their names where those are handed in.

use crate::Particulars;
use crate::activity::Reference;
use crate::id::{ActivityId, CommunityId, ContributionId, EventId, GroupId, PersonId};
use crate::text::TextRef;
use crate::time::Timestamp;

/// How things are named in a document.
#[derive(Debug, Clone, Copy)]
pub struct Names<'a> {
    /// What every address begins with; ends with a slash.
    pub(super) base: &'a str,
    /// The address of our own words.
    pub(super) vocabulary: &'a str,
    people: Option<&'a Particulars>,
    texts: Option<&'a Particulars>,
}

impl<'a> Names<'a> {
    /// Addresses that begin with `base`, which ends with a slash; no names, no texts.
    ///
    /// `vocabulary` is the address of the words that ActivityStreams lacks, ending with `#` or a slash:
    /// choose it once, because it is part of what such a word means to others.
    #[must_use]
    pub fn new(base: &'a str, vocabulary: &'a str) -> Self {
        Self {
            base,
            vocabulary,
            people: None,
            texts: None,
        }
    }

    /// With the names of people and groups that are in there.
    #[must_use]
    pub fn with_people(self, particulars: &'a Particulars) -> Self {
        Self {
            people: Some(particulars),
            ..self
        }
    }

    /// With the titles and texts that are in there.
    #[must_use]
    pub fn with_texts(self, particulars: &'a Particulars) -> Self {
        Self {
            texts: Some(particulars),
            ..self
        }
    }
}

/// Tells one activity.
pub(super) struct Teller<'a> {
    pub(super) names: &'a Names<'a>,
    pub(super) actor: Option<&'a PersonId>,
    pub(super) community: Option<&'a CommunityId>,
    pub(super) at: Timestamp,
}

impl Teller<'_> {
    pub(super) fn text(&self, text: TextRef) -> Option<&str> {
        self.names.texts?.text(text)
    }

    pub(super) fn person_name(&self, person: &PersonId) -> Option<&str> {
        let name = self.names.people?.people.get(person)?;
        Some(name.as_str())
    }

    pub(super) fn group_name(&self, group: &GroupId) -> Option<&str> {
        let name = self.names.people?.labels.get(group)?;
        Some(name.as_str())
    }

    /// The address of one of our own words.
    pub(super) fn word(&self, word: &str) -> String {
        format!("{}{word}", self.names.vocabulary)
    }

    /// An address below the base.
    pub(super) fn address(&self, parts: &[&str]) -> String {
        let mut address = self.names.base.trim_end_matches('/').to_owned();
        for part in parts {
            address.push('/');
            encode(part, &mut address);
        }
        address
    }

    /// An address in the activity's community.
    pub(super) fn inside(&self, parts: &[&str]) -> String {
        match self.community {
            Some(community) => {
                let place = ["communities", community.as_str()];
                self.address(&[&place[..], parts].concat())
            }
            None => self.address(parts),
        }
    }

    pub(super) fn activity(&self, id: ActivityId) -> String {
        self.address(&["activities", &id.to_string()])
    }

    pub(super) fn person_address(&self, person: &PersonId) -> String {
        self.address(&["people", person.as_str()])
    }

    pub(super) fn contribution(&self, id: &ContributionId) -> String {
        self.inside(&["contributions", id.as_str()])
    }

    pub(super) fn event_address(&self, id: &EventId) -> String {
        self.inside(&["events", id.as_str()])
    }

    pub(super) fn reference(&self, reference: &Reference) -> String {
        match reference {
            Reference::Contribution(id) => self.contribution(id),
            Reference::Event(id) => self.event_address(id),
            Reference::Person(id) => self.person_address(id),
        }
    }
}

/// Writes an id as one part of an address (RFC 3986): an id may hold a slash, a space, any letter.
fn encode(part: &str, address: &mut String) {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    for byte in part.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            address.push(char::from(byte));
        } else {
            address.push('%');
            address.push(char::from(DIGITS[usize::from(byte >> 4)]));
            address.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
}
