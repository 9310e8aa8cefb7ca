//! All measures of a community, by their names.

use serde::Serialize;

use super::across_boundaries::{self, AcrossBoundaries};
use super::both_ways::{self, BothWays};
use super::concentration::{self, Concentration};
use super::concerns::{self, Concerns};
use super::event_card::{self, EventCards};
use super::facilitation::{self, Facilitation};
use super::four_activities::{self, FourActivities};
use super::identity::{self, Identity};
use super::live::Here;
use super::memory::{self, Memory};
use super::mix::{self, Mix};
use super::network_or_community::{self, NetworkOrCommunity};
use super::participation::{self, Participation};
use super::single_links::{self, SingleLinks};
use super::stage::{self, Stage};
use super::thinking_together::{self, ThinkingTogether};
use super::three_elements::{self, ThreeElements};
use super::unanswered::{self, Unanswered};
use super::value::{self, Value};
use super::who_is_heard::{self, WhoIsHeard};
use super::{History, Live, Measure, Name, Sentence};

/// What a measure says, and what it does not say, whatever it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Told {
    /// Which measure.
    pub name: Name,
    /// What it says.
    pub says: Sentence,
    /// What it does not say.
    pub does_not_say: Sentence,
}

macro_rules! measures {
    ($($(#[$doc:meta])* $name:ident: $value:ident),* $(,)?) => {
        /// All measures of a community, in the order of the table of measures; those about one person are for that
        /// person alone and not among them.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        pub struct Measures {
            $($(#[$doc])* pub $name: Measure<$value>),*
        }

        impl Measures {
            /// By the plain definitions.
            #[must_use]
            pub fn batch(history: &History<'_>) -> Self {
                Self { $($name: $name::batch(history)),* }
            }

            pub(super) fn live(live: &Live, here: &Here) -> Self {
                Self { $($name: $name::live(live, here)),* }
            }

            /// The same for whoever may see the community and is no member of it: the numbers, and no posts or meetings.
            #[must_use]
            pub fn for_strangers(mut self) -> Self {
                self.unanswered.status = self.unanswered.status.map(Unanswered::without_ids);
                self.thinking_together.status =
                    self.thinking_together.status.map(ThinkingTogether::without_ids);
                self.event_card.status = self.event_card.status.map(EventCards::without_ids);
                self
            }

            /// What each says and does not say, in that order.
            #[must_use]
            pub fn told(&self) -> Vec<Told> {
                vec![$(Told {
                    name: self.$name.name,
                    says: self.$name.says.clone(),
                    does_not_say: self.$name.does_not_say(),
                }),*]
            }
        }
    };
}

measures! {
    /// M0: the three elements of a community of practice.
    three_elements: ThreeElements,
    /// M1: passing on, or working on.
    network_or_community: NetworkOrCommunity,
    /// M2: the four characteristic activities.
    four_activities: FourActivities,
    /// M3: how people take part.
    participation: Participation,
    /// M4: how much rests on few.
    concentration: Concentration,
    /// M5: problems that people thought through together.
    thinking_together: ThinkingTogether,
    /// M6: how mixed the members are.
    mix: Mix,
    /// M7: how much of the exchange crosses a boundary.
    across_boundaries: AcrossBoundaries,
    /// M8: whether exchange between groups goes both ways.
    both_ways: BothWays,
    /// M9: links between groups that rest on one person.
    single_links: SingleLinks,
    /// M10: whose contributions there are, beside who is a member.
    who_is_heard: WhoIsHeard,
    /// M11: whether anyone is left unanswered.
    unanswered: Unanswered,
    /// M12: what happens to concerns.
    concerns: Concerns,
    /// M13: what came of it.
    value: Value,
    /// M14: what the community remembers.
    memory: Memory,
    /// M15: who holds it.
    facilitation: Facilitation,
    /// M18: what people are trying to do as a whole.
    identity: Identity,
    /// M19: the stage that was declared, and signs of each.
    stage: Stage,
    /// M21: each meeting.
    event_card: EventCards,
}
