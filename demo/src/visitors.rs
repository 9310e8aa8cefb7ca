//! Whom one can be in the demonstration: the cast, or people of an imported organisation.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::Model;
use cop_core::community::Community;
use cop_core::id::{PersonId, TextId};
use cop_server::store::{Store, StoreError};

use crate::content::people::CAST;
use crate::intranet::Visitor;
use crate::seed;

/// How many of the largest imported communities one can be in.
const N_COMMUNITIES: usize = 3;

/// The people of the invented organisation whom one can be.
#[must_use]
pub fn of_cast() -> Vec<Visitor> {
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

/// People of an imported organisation: who holds its largest communities, a member of each, and one who is in nothing.
///
/// # Errors
/// The store could not be read.
pub fn of_imported(store: &Store) -> Result<Vec<Visitor>, StoreError> {
    let (model, _) = store.fold()?;
    let names: BTreeMap<PersonId, String> = store.names()?.into_iter().collect();
    let mut communities: Vec<&Community> = model.communities().collect();
    communities.sort_by_key(|community| std::cmp::Reverse(community.membership.members.len()));
    communities.truncate(N_COMMUNITIES);
    let titles: Vec<TextId> = communities
        .iter()
        .map(|community| community.purpose.name.id)
        .collect();
    let particulars = store.particulars(&BTreeSet::new(), &BTreeSet::new(), &titles)?;
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
    for community in communities {
        let title = particulars
            .texts
            .get(&community.purpose.name.id)
            .map_or(community.id.as_str(), String::as_str);
        let membership = &community.membership;
        let holder = membership
            .members
            .keys()
            .find(|person| membership.holds(person));
        add(holder, format!("holds {title}"));
        let mut members = membership.members.iter();
        let plain = members.find(|(_, member)| member.roles.is_empty());
        add(
            plain.map(|(person, _)| person),
            format!("member of {title}"),
        );
    }
    let outside = names.keys().find(|person| is_in_nothing(&model, person));
    add(outside, "in nothing yet".to_owned());
    Ok(visitors)
}

fn is_in_nothing(model: &Model, person: &PersonId) -> bool {
    model
        .communities()
        .all(|community| !community.membership.is_member(person))
}
