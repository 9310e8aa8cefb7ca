//! What the intranet knows of the organisation: whom one can be, and which communities its pages embed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use cop_core::Model;
use cop_core::community::Community;
use cop_core::id::{PersonId, TextId};
use cop_server::store::{Store, StoreError};

use crate::content::communities::COMMUNITIES;
use crate::content::people::CAST;
use crate::intranet::{Embedded, N_EMBEDDED, Visitor};
use crate::seed;

/// In how many of the largest imported communities one can be somebody.
const N_WITH_VISITORS: usize = 3;

/// The communities of the invented organisation that the pages are about, in the order in which they number them.
const EMBEDDED: [&str; N_EMBEDDED] = [
    "falls-prevention",
    "dementia-friendly-wards",
    "medicines-safety",
    "discharge-that-holds",
    "reading-and-health-literacy",
    "wound-care-in-the-community",
];

/// The people of the invented organisation whom one can be.
#[must_use]
pub fn invented_visitors() -> Vec<Visitor> {
    CAST.iter()
        .filter_map(|text| {
            Some(Visitor {
                id: seed::cast_id(text.key)?,
                name: text.name.to_owned(),
                introduced: text.introduced?.to_owned(),
            })
        })
        .collect()
}

/// The communities of the invented organisation that pages embed.
#[must_use]
pub fn invented_communities() -> Vec<Embedded> {
    EMBEDDED
        .iter()
        .map(|id| {
            let text = COMMUNITIES.iter().find(|text| text.id == *id);
            Embedded {
                id: (*id).to_owned(),
                name: text.map_or(*id, |text| text.name).to_owned(),
            }
        })
        .collect()
}

/// People of an imported organisation, and its largest communities in place of those that the pages are about.
///
/// The people are who holds its largest communities, a member of each, and somebody who is in nothing.
///
/// # Errors
/// The store could not be read.
pub fn imported(store: &Store) -> Result<(Vec<Visitor>, Vec<Embedded>), StoreError> {
    let (model, _) = store.fold()?;
    let names: BTreeMap<PersonId, String> = store.names()?.into_iter().collect();
    let mut largest: Vec<&Community> = model.communities().collect();
    largest.sort_by_key(|community| Reverse(community.membership.members.len()));
    let texts: Vec<TextId> = largest
        .iter()
        .map(|community| community.frame.purpose.name.id)
        .collect();
    let titles = store
        .particulars(&BTreeSet::new(), &BTreeSet::new(), &texts)?
        .texts;
    let title = |community: &Community| {
        titles
            .get(&community.frame.purpose.name.id)
            .map_or(community.id.as_str(), String::as_str)
            .to_owned()
    };
    let embedded = largest
        .iter()
        .cycle()
        .take(N_EMBEDDED)
        .map(|community| Embedded {
            id: community.id.to_string(),
            name: title(community),
        })
        .collect();
    let mut visitors: Vec<Visitor> = Vec::new();
    let mut add = |person: Option<&PersonId>, introduced: String| {
        if let Some(person) = person
            && visitors.iter().all(|visitor| visitor.id != *person)
        {
            visitors.push(Visitor {
                id: person.clone(),
                name: names.get(person).unwrap_or(&person.to_string()).clone(),
                introduced,
            });
        }
    };
    for community in largest.iter().take(N_WITH_VISITORS) {
        let membership = &community.membership;
        let mut people = membership.members.keys();
        let holder = people.find(|person| membership.holds(person));
        add(holder, format!("holds {}", title(community)));
        let mut members = membership.members.iter();
        let plain = members.find(|(_, member)| member.roles.is_empty());
        add(
            plain.map(|(person, _)| person),
            format!("member of {}", title(community)),
        );
    }
    let outside = names.keys().find(|person| is_in_nothing(&model, person));
    add(outside, "in nothing yet".to_owned());
    Ok((visitors, embedded))
}

fn is_in_nothing(model: &Model, person: &PersonId) -> bool {
    model
        .communities()
        .all(|community| !community.membership.is_member(person))
}
