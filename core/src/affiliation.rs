//! Where people stand: the four boundaries, and what is known of each person on them.

use serde::Serialize;

use crate::id::{GroupId, PersonId};
use crate::sorted::{SortedMap, SortedSet};
use crate::wire::{Fields, Read, Reading, Value, reads_words};
use crate::{deserializes, reads};

/// One of the four boundaries that a community of practice reaches across.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// The organisation somebody works for.
    Organisation,
    /// The profession.
    Profession,
    /// The sector: hospital, primary care, third sector.
    Sector,
    /// The band in the hierarchy.
    Band,
}

reads_words!(Dimension { "organisation" => Organisation, "profession" => Profession, "sector" => Sector, "band" => Band });

impl Dimension {
    /// All four, in the order in which they are shown.
    pub const ALL: [Dimension; 4] = [
        Dimension::Organisation,
        Dimension::Profession,
        Dimension::Sector,
        Dimension::Band,
    ];
}

/// What is known of a person on one dimension.
///
/// "None declared" (a service user without an organisation) and "unknown" (nobody asked) are different facts.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Affiliation {
    /// The person belongs to this group.
    Known(GroupId),
    /// The person said that there is none.
    NoneDeclared,
    /// Nothing was said.
    #[default]
    Unknown,
}

impl Read for Affiliation {
    fn read(value: Value, reading: &mut Reading) -> Self {
        match value {
            Value::Text(word) if word == "none_declared" => Self::NoneDeclared,
            Value::Text(word) if word == "unknown" => Self::Unknown,
            Value::Null => Self::Unknown,
            value => Self::Known(Fields::of(value, reading).take("known")),
        }
    }
}

deserializes!(Affiliation);

impl Affiliation {
    /// The group, where it is known.
    #[must_use]
    pub fn known(&self) -> Option<&GroupId> {
        match self {
            Affiliation::Known(group) => Some(group),
            Affiliation::NoneDeclared | Affiliation::Unknown => None,
        }
    }
}

/// The affiliations of one person on the four dimensions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Affiliations {
    #[serde(skip_serializing_if = "is_unknown")]
    organisation: Affiliation,
    #[serde(skip_serializing_if = "is_unknown")]
    profession: Affiliation,
    #[serde(skip_serializing_if = "is_unknown")]
    sector: Affiliation,
    #[serde(skip_serializing_if = "is_unknown")]
    band: Affiliation,
}

reads!(Affiliations {
    organisation,
    profession,
    sector,
    band
});

fn is_unknown(affiliation: &Affiliation) -> bool {
    *affiliation == Affiliation::Unknown
}

impl Affiliations {
    /// The affiliation on a dimension.
    #[must_use]
    pub fn on(&self, dimension: Dimension) -> &Affiliation {
        match dimension {
            Dimension::Organisation => &self.organisation,
            Dimension::Profession => &self.profession,
            Dimension::Sector => &self.sector,
            Dimension::Band => &self.band,
        }
    }

    fn state(&mut self, dimension: Dimension, affiliation: Affiliation) {
        *match dimension {
            Dimension::Organisation => &mut self.organisation,
            Dimension::Profession => &mut self.profession,
            Dimension::Sector => &mut self.sector,
            Dimension::Band => &mut self.band,
        } = affiliation;
    }
}

/// What is known of everybody, whatever community they are in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct People {
    affiliations: SortedMap<PersonId, Affiliations>,
}

reads!(People { affiliations });

impl People {
    /// The affiliations of a person: all unknown for somebody never heard of.
    #[must_use]
    pub fn affiliations(&self, person: &PersonId) -> Affiliations {
        self.affiliations.get(person).cloned().unwrap_or_default()
    }

    /// The affiliation of a person on one dimension.
    #[must_use]
    pub fn on(&self, person: &PersonId, dimension: Dimension) -> Affiliation {
        self.affiliations
            .get(person)
            .map_or(Affiliation::Unknown, |known| known.on(dimension).clone())
    }

    /// How many different groups these people come from on a dimension, as far as it is known.
    #[must_use]
    pub fn n_groups<'a>(
        &self,
        people: impl IntoIterator<Item = &'a PersonId>,
        dimension: Dimension,
    ) -> usize {
        let mut groups: SortedSet<&GroupId> = SortedSet::new();
        groups.extend(
            people
                .into_iter()
                .filter_map(|person| self.affiliations.get(person)?.on(dimension).known()),
        );
        groups.len()
    }

    /// What is known of these people only.
    #[must_use]
    pub fn excerpt<'a>(&self, people: impl IntoIterator<Item = &'a PersonId>) -> People {
        People {
            affiliations: people
                .into_iter()
                .filter_map(|person| Some((person.clone(), self.affiliations.get(person)?.clone())))
                .collect(),
        }
    }

    /// What somebody who is not signed in may know: of those who hold a role everything, of all others the
    /// organisation, so that organisations can be counted, and nothing that would tell who they are.
    #[must_use]
    pub fn for_strangers(&self, holds_role: impl Fn(&PersonId) -> bool) -> People {
        let seen = |(person, known): (&PersonId, &Affiliations)| {
            let seen = if holds_role(person) {
                known.clone()
            } else {
                Affiliations {
                    organisation: known.organisation.clone(),
                    ..Affiliations::default()
                }
            };
            (person.clone(), seen)
        };
        People {
            affiliations: self.affiliations.iter().map(seen).collect(),
        }
    }

    /// Takes over what an excerpt knows.
    pub fn learn(&mut self, excerpt: People) {
        self.affiliations.extend(excerpt.affiliations);
    }

    /// Everybody of whom something is known, with it.
    pub fn iter(&self) -> impl Iterator<Item = (&PersonId, &Affiliations)> {
        self.affiliations.iter()
    }

    pub(crate) fn state(
        &mut self,
        person: &PersonId,
        dimension: Dimension,
        affiliation: Affiliation,
    ) {
        self.affiliations
            .get_or_insert_with(person, Affiliations::default)
            .state(dimension, affiliation);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_groups_are_counted() {
        let mut people = People::default();
        let person = |name| PersonId::parse(name).unwrap();
        let trust = GroupId::from_label("Northmoor").unwrap();
        people.state(
            &person("ana"),
            Dimension::Organisation,
            Affiliation::Known(trust.clone()),
        );
        people.state(
            &person("ben"),
            Dimension::Organisation,
            Affiliation::Known(trust),
        );
        people.state(
            &person("carer"),
            Dimension::Organisation,
            Affiliation::NoneDeclared,
        );
        let all = [person("ana"), person("ben"), person("carer"), person("new")];
        assert_eq!(people.n_groups(&all, Dimension::Organisation), 1);
    }
}
