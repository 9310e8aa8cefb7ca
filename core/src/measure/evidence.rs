//! The activities behind the numbers of a measure: so that everybody can see what was counted, and of themselves all.

use super::history::History;
use super::{
    Name, across_boundaries, both_ways, concentration, concerns, event_card, facilitation,
    four_activities, identity, memory, mix, network_or_community, participation, single_links,
    stage, thinking_together, three_elements, unanswered, value, who_is_heard,
};
use crate::activity::Kind;
use crate::id::ActivityId;

/// The ids behind the numbers of a measure, by the name of the number.
pub(super) fn of(history: &History<'_>, name: Name) -> Vec<(&'static str, Vec<ActivityId>)> {
    match name {
        Name::ThreeElements => three_elements::evidence(history),
        Name::NetworkOrCommunity => network_or_community::evidence(history),
        Name::FourActivities => four_activities::evidence(history),
        Name::Participation => participation::evidence(history),
        Name::Concentration => concentration::evidence(history),
        Name::ThinkingTogether => thinking_together::evidence(history),
        Name::Mix => mix::evidence(history),
        Name::AcrossBoundaries => across_boundaries::evidence(history),
        Name::BothWays => both_ways::evidence(history),
        Name::SingleLinks => single_links::evidence(history),
        Name::WhoIsHeard => who_is_heard::evidence(history),
        Name::Unanswered => unanswered::evidence(history),
        Name::Concerns => concerns::evidence(history),
        Name::Value => value::evidence(history),
        Name::Memory => memory::evidence(history),
        Name::Facilitation => facilitation::evidence(history),
        Name::Identity => identity::evidence(history),
        Name::Stage => stage::evidence(history),
        Name::EventCard => event_card::evidence(history),
        Name::GoneQuiet | Name::CouldMeet | Name::CommunitiesForYou | Name::MyBridges => Vec::new(),
    }
}

impl History<'_> {
    /// The ids of what happened in the window and is behind a number.
    pub(super) fn behind(&self, is_behind: impl Fn(&super::Act<'_>) -> bool) -> Vec<ActivityId> {
        let behind = self.recent().filter(|act| is_behind(act));
        behind.map(|act| act.activity.id).collect()
    }

    /// The ids of what ever happened and is behind a number.
    pub(super) fn ever_behind(
        &self,
        is_behind: impl Fn(&super::Act<'_>) -> bool,
    ) -> Vec<ActivityId> {
        let behind = self.acts.iter().filter(|act| is_behind(act));
        behind.map(|act| act.activity.id).collect()
    }

    /// How those who are members came in, and how those who are none any more left.
    pub(super) fn memberships(&self) -> Vec<ActivityId> {
        self.ever_behind(|act| matches!(act.activity.what, Kind::Joined { .. } | Kind::Left))
    }

    /// Where everybody stands and stood, as it was stated.
    pub(super) fn affiliations(&self) -> Vec<ActivityId> {
        self.stated.iter().map(|(_, id)| *id).collect()
    }
}
