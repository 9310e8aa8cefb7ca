//! More words that activities are told in: stages, what people allow, artefacts, value, corrections.

use serde::Serialize;

use crate::wire::reads_words;

/// An enum without data, with the word that each variant is written as.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $word:literal => $variant:ident),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant),*
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
        }

        reads_words!($name { $($word => $variant),* });
    };
}

words!(
    /// As whom somebody speaks, by their own word.
    SpeakingAs {
        /// For themselves.
        "self" => Oneself,
        /// In the role that they hold.
        "role" => Role,
        /// For their organisation.
        "organisation" => Organisation,
        /// For the community.
        "community" => Community,
    }
);

words!(
    /// Where a community says it stands in its life (Wenger, McDermott and Snyder 2002).
    Stage {
        /// People find each other.
        "potential" => Potential,
        /// They begin to meet.
        "coalescing" => Coalescing,
        /// They know what they are for.
        "maturing" => Maturing,
        /// They keep what they have and stay open.
        "stewardship" => Stewardship,
        /// They become something else, or end.
        "transformation" => Transformation,
    }
);

words!(
    /// What a member allows, or does not.
    Preference {
        /// To be reminded by the widget: the only one that is on unless it is switched off.
        "nudges" => Nudges,
        /// That a steward is told when they have gone quiet, and may ask after them.
        "nudges_by_others" => NudgesByOthers,
        /// To be introduced to somebody by a third.
        "introductions" => Introductions,
        /// To be named for what they did, outside the community.
        "named_credit" => NamedCredit,
        /// That what they read is logged.
        "reads_logged" => ReadsLogged,
    }
);

impl Preference {
    /// Whether it is on before anything was said.
    #[must_use]
    pub const fn default_allowed(self) -> bool {
        match self {
            Preference::Nudges => true,
            Preference::NudgesByOthers
            | Preference::Introductions
            | Preference::NamedCredit
            | Preference::ReadsLogged => false,
        }
    }
}

words!(
    /// How somebody was at a meeting.
    Presence {
        /// In the room.
        "in_person" => InPerson,
        /// On a screen.
        "online" => Online,
    }
);

words!(
    /// What became of a concern.
    ConcernOutcome {
        /// Something was changed.
        "changed" => Changed,
        /// It was explained.
        "explained" => Explained,
        /// It was heard, and seen otherwise.
        "disagreed" => Disagreed,
    }
);

words!(
    /// A word's worth of answer.
    Reaction {
        /// Likes it.
        "like" => Like,
        /// Says thank you.
        "thanks" => Thanks,
    }
);

words!(
    /// What an artefact is.
    ArtefactForm {
        /// How something is done.
        "guide" => Guide,
        /// What happened once.
        "case" => Case,
        /// Something to work with.
        "tool" => Tool,
        /// What has been agreed to do.
        "protocol" => Protocol,
        /// What a thread or a meeting came to.
        "summary" => Summary,
        /// A meeting to see again.
        "recording" => Recording,
    }
);

words!(
    /// What a review found.
    ArtefactState {
        /// It can be used.
        "current" => Current,
        /// It needs work.
        "needs_work" => NeedsWork,
        /// It should not be used any more.
        "retired" => Retired,
    }
);

words!(
    /// How far value went, from 1 to 5 (Wenger, Trayner and de Laat 2011).
    Rung {
        /// 1: something good happened in the exchange itself.
        "immediate" => Immediate,
        /// 2: something was gained that may be of use.
        "potential" => Potential,
        /// 3: it was put to use.
        "applied" => Applied,
        /// 4: things went better for it.
        "realised" => Realised,
        /// 5: what counts as better was seen anew.
        "reframing" => Reframing,
    }
);

words!(
    /// What something did.
    ValueOutcome {
        /// It helped.
        "helped" => Helped,
        /// It made no difference.
        "no_difference" => NoDifference,
        /// It made things worse.
        "worse" => Worse,
    }
);

words!(
    /// For whom something did it.
    Beneficiary {
        /// Whoever reports it.
        "self" => Oneself,
        /// Their team.
        "team" => Team,
        /// Those whom the work is for.
        "service_users" => ServiceUsers,
        /// Their organisation.
        "organisation" => Organisation,
    }
);

words!(
    /// How whoever confirms a report knows.
    Relation {
        /// They work together.
        "colleague" => Colleague,
        /// The work was for them.
        "service_user" => ServiceUser,
        /// They lead the work.
        "manager" => Manager,
    }
);

words!(
    /// The questions that prompt the private journal (Our NHS People, "Communities of practice").
    JournalQuestion {
        /// 1: a challenge that needed skills from outside one's own area.
        "skills_outside" => SkillsOutside,
        /// 2: opportunities to set up a community with other teams.
        "opportunities" => Opportunities,
        /// 3: how being part of one helped to understand the wider system.
        "wider_system" => WiderSystem,
    }
);

words!(
    /// What is asked in the pulse, answered from 1 to 7 (single-item identification, Postmes and others 2013).
    PulseItem {
        /// "I identify with this community."
        "identification" => Identification,
        /// "I know what we are trying to do."
        "shared_purpose" => SharedPurpose,
    }
);

words!(
    /// Why something was taken back.
    RetractionReason {
        /// Whoever did it wishes so.
        "own_wish" => OwnWish,
        /// It has no place here.
        "moderation" => Moderation,
        /// It never was so.
        "mistake" => Mistake,
    }
);
