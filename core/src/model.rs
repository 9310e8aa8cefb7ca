//! All communities and people, folded from the log: what a command is decided against.

use crate::activity::{Activity, Kind};
use crate::affiliation::{Affiliation, Dimension, People};
use crate::command::{Command, Intent, StatedAffiliation};
use crate::community::Community;
use crate::decision::{Decision, Draft};
use crate::id::{CommunityId, GroupId, PersonId};
use crate::refusal::Refusal;
use crate::sorted::SortedMap;
use crate::text::Field;

/// All communities and people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    communities: SortedMap<CommunityId, Community>,
    people: People,
}

impl Model {
    /// Folds a log from its beginning.
    pub fn replay<'a>(log: impl IntoIterator<Item = &'a Activity>) -> Self {
        let mut model = Self::default();
        for activity in log {
            model.evolve(activity);
        }
        model
    }

    /// A community by its id, whoever asks.
    #[must_use]
    pub fn community(&self, id: &CommunityId) -> Option<&Community> {
        self.communities.get(id)
    }

    /// A community by its id, where it exists for this person, or for anybody where none is named.
    #[must_use]
    pub fn visible(&self, id: &CommunityId, person: Option<&PersonId>) -> Option<&Community> {
        self.community(id)
            .filter(|community| community.is_visible_to(person))
    }

    /// All communities, by id.
    pub fn communities(&self) -> impl Iterator<Item = &Community> {
        self.communities.values()
    }

    /// What is known of everybody.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// A model that holds one community and some people, for deciding and folding in a page.
    #[must_use]
    pub fn from_excerpt(community: Community, people: People) -> Self {
        let mut communities = SortedMap::new();
        communities.insert(community.id.clone(), community);
        Self {
            communities,
            people,
        }
    }

    /// Whether a person may see an activity: of communities by their visibility and the activity's audience;
    /// what is true of a person everywhere, if it is about themselves.
    #[must_use]
    pub fn shows(&self, activity: &Activity, person: Option<&PersonId>) -> bool {
        match &activity.community {
            Some(id) => self
                .community(id)
                .is_some_and(|community| community.shows(activity, person)),
            None => person.is_some_and(|person| {
                activity.actor.as_ref() == Some(person) || activity.what.subject() == Some(person)
            }),
        }
    }

    /// What a command leads to.
    ///
    /// # Errors
    /// A [`Refusal`] names the rule that it would break. To somebody who may not see a community,
    /// every command for it is [`Refusal::NoSuchCommunity`].
    pub fn decide(&self, intent: &Intent) -> Result<Decision, Refusal> {
        if let Command::StateAffiliation {
            dimension,
            affiliation,
        } = &intent.command
        {
            return self.decide_affiliation(intent, *dimension, affiliation);
        }
        let id = intent.community.as_ref().ok_or(Refusal::CommunityNeeded)?;
        match self.communities.get(id) {
            Some(community) => community.decide(intent),
            None => Community::decide_founding(intent),
        }
    }

    fn decide_affiliation(
        &self,
        intent: &Intent,
        dimension: Dimension,
        stated: &StatedAffiliation,
    ) -> Result<Decision, Refusal> {
        // What is true of a person everywhere belongs to no community.
        let everywhere = Intent {
            community: None,
            ..intent.clone()
        };
        let mut draft = Draft::new(&everywhere);
        let affiliation = match stated {
            StatedAffiliation::Known(label) => {
                let label = Field::Name.parse(label)?;
                let group = GroupId::from_label(&label)?;
                draft.label(&group, &label);
                Affiliation::Known(group)
            }
            StatedAffiliation::NoneDeclared => Affiliation::NoneDeclared,
            StatedAffiliation::Unknown => Affiliation::Unknown,
        };
        if self.people.on(&intent.by, dimension) == affiliation {
            return Ok(Decision::default());
        }
        draft.record(Kind::AffiliationStated {
            person: intent.by.clone(),
            dimension,
            affiliation,
        });
        draft.done()
    }

    /// Takes over what was recorded. An activity of a community that was never founded changes nothing.
    pub fn evolve(&mut self, activity: &Activity) {
        if let Kind::AffiliationStated {
            person,
            dimension,
            affiliation,
        } = &activity.what
        {
            self.people.state(person, *dimension, affiliation.clone());
        }
        let Some(id) = &activity.community else {
            return;
        };
        if let Some(community) = self.communities.get_mut(id) {
            community.evolve(activity);
        } else if let Some(community) = Community::founded(activity) {
            self.communities.insert(id.clone(), community);
        }
    }
}
