//! The 700 people: the cast first, then names, professions and places drawn from the lists.

use std::collections::BTreeSet;

use cop_core::affiliation::Dimension;
use cop_core::command::StatedAffiliation;
use cop_core::id::PersonId;

use super::random::Random;
use crate::content::people::{BANDS, CAST, CastText, NAMES, ORGANISATIONS, PROFESSIONS};

/// How many people there are.
pub const N_PEOPLE: usize = 700;

/// Somebody in the example organisation.
#[derive(Debug, Clone)]
pub struct Person {
    /// The pseudonym.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// How texts refer to their kind: a key of the cast or of a profession.
    pub key: &'static str,
    /// Where they work, for use in a sentence.
    pub place: Option<&'static str>,
    /// Where they stand, as far as they said.
    pub affiliations: Vec<(Dimension, StatedAffiliation)>,
}

/// Everybody, the cast first.
#[must_use]
pub fn population() -> Vec<Person> {
    let mut random = Random::named("population");
    let mut people: Vec<Person> = CAST
        .iter()
        .enumerate()
        .map(|(nth, text)| from_cast(nth, text))
        .collect();
    let mut names: BTreeSet<String> = CAST.iter().map(|text| text.name.to_owned()).collect();
    while people.len() < N_PEOPLE {
        let name = full_name(&mut random);
        if names.insert(name.clone()) {
            people.push(drawn(people.len(), name, &mut random));
        }
    }
    people
}

/// The pseudonym of somebody in the cast.
#[must_use]
pub fn cast_id(key: &str) -> Option<PersonId> {
    CAST.iter().position(|text| text.key == key).map(person_id)
}

fn person_id(nth: usize) -> PersonId {
    PersonId::parse(&format!("p{:04}", nth + 1)).expect("a letter and digits are an id")
}

fn from_cast(nth: usize, text: &'static CastText) -> Person {
    let sector = ORGANISATIONS
        .iter()
        .find(|(label, ..)| *label == text.organisation)
        .map_or("", |(_, sector, _)| sector.label());
    person(
        nth,
        text.name.to_owned(),
        text.key,
        text.organisation,
        text.profession,
        sector,
        text.band,
    )
}

fn drawn(nth: usize, name: String, random: &mut Random) -> Person {
    let profession =
        &PROFESSIONS[random.weighted(PROFESSIONS.iter().map(|profession| profession.weight))];
    if profession.sectors.is_empty() {
        return person(nth, name, profession.key, "", "", "", "");
    }
    let (organisation, sector, _) =
        ORGANISATIONS[random.weighted(ORGANISATIONS.iter().map(|(_, sector, weight)| {
            if profession.sectors.contains(sector) {
                *weight
            } else {
                0
            }
        }))];
    // Not everybody was asked how high up they are.
    let band = if random.chance(92) {
        BANDS[random.weighted(BANDS.iter().map(|(_, weight)| *weight))].0
    } else {
        ""
    };
    person(
        nth,
        name,
        profession.key,
        organisation,
        profession.label,
        sector.label(),
        band,
    )
}

fn person(
    nth: usize,
    name: String,
    key: &'static str,
    organisation: &'static str,
    profession: &str,
    sector: &str,
    band: &str,
) -> Person {
    let mut affiliations = vec![
        (Dimension::Organisation, stated(organisation)),
        (Dimension::Profession, stated(profession)),
    ];
    if !sector.is_empty() {
        affiliations.push((Dimension::Sector, stated(sector)));
    }
    if !band.is_empty() {
        affiliations.push((Dimension::Band, stated(band)));
    }
    Person {
        id: person_id(nth),
        name,
        key,
        place: (!organisation.is_empty()).then_some(organisation),
        affiliations,
    }
}

fn stated(label: &str) -> StatedAffiliation {
    if label.is_empty() {
        StatedAffiliation::NoneDeclared
    } else {
        StatedAffiliation::Known(label.to_owned())
    }
}

fn full_name(random: &mut Random) -> String {
    let group = |random: &mut Random| random.weighted(NAMES.iter().map(|(weight, ..)| *weight));
    let given_from = group(random);
    // Families mix: about one in eight has a name from each side.
    let family_from = if random.chance(12) {
        group(random)
    } else {
        given_from
    };
    let given = random.pick(NAMES[given_from].1);
    let family = random.pick(NAMES[family_from].2);
    format!("{given} {family}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seven_hundred_people_have_seven_hundred_names() {
        let names: BTreeSet<String> = population().into_iter().map(|person| person.name).collect();
        assert_eq!(names.len(), N_PEOPLE);
    }

    #[test]
    fn a_carer_declares_neither_organisation_nor_profession() {
        let people = population();
        let joan = people
            .iter()
            .find(|person| person.key == "joan")
            .expect("joan is in the cast");
        assert_eq!(joan.place, None);
        assert!(
            joan.affiliations
                .iter()
                .all(|(_, stated)| *stated == StatedAffiliation::NoneDeclared)
        );
    }
}
