//! What the log leaves out: names, texts, and times with their zones resolved.

use serde::Serialize;

use crate::affiliation::{Affiliation, Dimension, People};
use crate::id::{CommunityId, EventId, GroupId, PersonId, TextId};
use crate::reads;
use crate::schedule::Occurrence;
use crate::sorted::SortedMap;
use crate::text::TextRef;

/// What the log leaves out, for the part of the state that is being shown.
///
/// What is missing was erased, or is not for the one who asks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Particulars {
    /// Names of people.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub people: SortedMap<PersonId, String>,
    /// Names of groups.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub labels: SortedMap<GroupId, String>,
    /// Texts.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub texts: SortedMap<TextId, String>,
    /// Names of other communities that are spoken of, as far as they may be seen.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub communities: SortedMap<CommunityId, String>,
    /// The times of events that are near, in order: of those before, the last one and those of which something is
    /// recorded, then the next ones.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub occurrences: SortedMap<EventId, Vec<Occurrence>>,
}

reads!(Particulars {
    people,
    labels,
    texts,
    communities,
    occurrences
});

impl Particulars {
    /// A text: none where it was erased.
    #[must_use]
    pub fn text(&self, text: TextRef) -> Option<&str> {
        self.texts.get(&text.id).map(String::as_str)
    }

    /// The name of the group that a person belongs to: none where that is not known.
    #[must_use]
    pub fn group(
        &self,
        people: &People,
        person: &PersonId,
        dimension: Dimension,
    ) -> Option<String> {
        match people.on(person, dimension) {
            Affiliation::Known(group) => Some(
                self.labels
                    .get(&group)
                    .cloned()
                    .unwrap_or_else(|| group.to_string()),
            ),
            Affiliation::NoneDeclared | Affiliation::Unknown => None,
        }
    }

    /// Takes over what others hold.
    pub fn learn(&mut self, other: &Particulars) {
        self.people.learn(&other.people);
        self.labels.learn(&other.labels);
        self.texts.learn(&other.texts);
        self.communities.learn(&other.communities);
        self.occurrences.learn(&other.occurrences);
    }
}
