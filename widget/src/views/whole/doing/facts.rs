//! The measures in the order in which they are read, and what is shown of each.

use std::rc::Rc;

use cop_core::view::CommunityView;
use cop_core::wire::Value;

use super::told::{State, Told};
use super::{drawn, number, share};
use crate::dom::El;
use crate::messages::Key;
use crate::platform;
use crate::widget::Widget;

/// One measure.
pub(super) struct Fact {
    /// By which name it was sent.
    pub(super) name: &'static str,
    pub(super) title: Key,
    /// Whether everybody sees it without asking for more.
    pub(super) is_front: bool,
    /// The numbers that stand under the sentence.
    pub(super) lead: &'static [Row],
    /// The numbers of its table.
    pub(super) rows: &'static [Row],
    /// Whether it is told for each boundary.
    pub(super) by_boundary: bool,
    /// What is drawn of it.
    pub(super) picture: Picture,
}

type Picture = fn(&Rc<Widget>, &CommunityView, Told<'_>, &str) -> Vec<El>;

/// A number: where it stands, what it is, what it is called.
pub(super) type Row = (&'static str, Kind, Key);

/// How a number is written.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// As it is.
    N,
    /// So many of so many.
    Share,
    /// A ratio as so many in a hundred.
    InHundred,
    /// A ratio with one digit after the point.
    Tenths,
    /// Some counts together, of the one at the path.
    SumOf(&'static [&'static str]),
    /// A day.
    Day,
    /// A word of the model.
    Word,
}

/// The boundaries that people talk across.
pub(super) const BOUNDARIES: [(&str, Key); 4] = [
    ("organisation", Key::DimensionOrganisation),
    ("profession", Key::DimensionProfession),
    ("sector", Key::DimensionSector),
    ("band", Key::DimensionBand),
];

/// What the words of measures are called.
const WORDS: [(&str, Key); 8] = [
    ("present", Key::SeenHere),
    ("thin", Key::SeenThinly),
    ("not_seen", Key::NotSeenHere),
    ("potential", Key::StagePotential),
    ("coalescing", Key::StageCoalescing),
    ("maturing", Key::StageMaturing),
    ("stewardship", Key::StageStewardship),
    ("transformation", Key::StageTransformation),
];

const NOTHING: Fact = Fact {
    name: "",
    title: Key::TabDoing,
    is_front: false,
    lead: &[],
    rows: &[],
    by_boundary: false,
    picture: drawn::nothing,
};

/// First what everybody sees, then the rest in the order of the table of measures.
pub(super) const FACTS: [Fact; 19] = [
    Fact {
        name: "thinking_together",
        title: Key::SignThinkingTogether,
        is_front: true,
        rows: &[
            ("grade_1", Kind::N, Key::WorkedThrough),
            ("grade_2", Kind::N, Key::ThoughtThrough),
            ("grade_3", Kind::N, Key::ThoughtAcross),
            ("people", Kind::N, Key::PeopleInThem),
            ("organisations", Kind::N, Key::TheirOrganisations),
            ("said", Kind::N, Key::SaidOfMeetings),
            ("worked_on", Kind::N, Key::MeetingsWorked),
            ("last_at", Kind::Day, Key::LastTime),
        ],
        picture: drawn::problems,
        ..NOTHING
    },
    Fact {
        name: "network_or_community",
        title: Key::SignNetwork,
        is_front: true,
        lead: &[("share", Kind::Share, Key::ActsWorkedOn)],
        rows: &[
            ("share", Kind::Share, Key::ActsWorkedOn),
            ("imported", Kind::Share, Key::ActsImported),
            ("two_way", Kind::Share, Key::PostsAnswered),
            ("coming_back", Kind::Share, Key::CameBack),
            ("events.working", Kind::N, Key::MeetingsWorkingOn),
            ("events.broadcast", Kind::N, Key::MeetingsPassingOn),
            ("episodes", Kind::N, Key::ThoughtThrough),
        ],
        picture: drawn::share_of,
        ..NOTHING
    },
    Fact {
        name: "participation",
        title: Key::SignParticipation,
        is_front: true,
        lead: &[("contributed", Kind::Share, Key::MembersContributed)],
        rows: &[
            ("members", Kind::N, Key::Members),
            ("core", Kind::N, Key::LevelCore),
            ("active", Kind::N, Key::LevelActive),
            ("occasional", Kind::N, Key::LevelOccasional),
            ("peripheral", Kind::N, Key::LevelPeripheral),
            ("not_seen", Kind::N, Key::LevelNotSeen),
            ("new", Kind::N, Key::LevelNew),
            ("transactional", Kind::N, Key::LevelOutside),
        ],
        picture: drawn::months,
        ..NOTHING
    },
    Fact {
        name: "concentration",
        title: Key::SignConcentration,
        is_front: true,
        rows: &[
            ("absence_factor", Kind::N, Key::PeopleForHalf),
            ("contributors", Kind::N, Key::WhoContributed),
            ("people", Kind::N, Key::PeopleInAll),
            ("contributions", Kind::N, Key::Contributions),
            ("gini", Kind::InHundred, Key::GiniContributors),
            ("gini_all", Kind::InHundred, Key::GiniAll),
        ],
        picture: drawn::half,
        ..NOTHING
    },
    Fact {
        name: "mix",
        title: Key::SignMix,
        is_front: true,
        rows: &[
            ("known", Kind::InHundred, Key::KnownOfMembers),
            ("groups", Kind::N, Key::Groups),
            ("effective", Kind::Tenths, Key::AsVariedAs),
            ("differ", Kind::InHundred, Key::TwoDiffer),
            ("independent", Kind::N, Key::InNoGroup),
        ],
        by_boundary: true,
        picture: drawn::mix,
        ..NOTHING
    },
    Fact {
        name: "across_boundaries",
        title: Key::SignAcross,
        is_front: true,
        rows: &[
            ("ties", Kind::Share, Key::PairsAcross),
            ("chance", Kind::InHundred, Key::ByChance),
            ("exchanges", Kind::Share, Key::ExchangesAcross),
        ],
        by_boundary: true,
        picture: drawn::across,
        ..NOTHING
    },
    Fact {
        name: "both_ways",
        title: Key::SignBothWays,
        is_front: true,
        rows: &[("", Kind::Share, Key::GoesBothWays)],
        by_boundary: true,
        picture: drawn::flows,
        ..NOTHING
    },
    Fact {
        name: "value",
        title: Key::SignValue,
        is_front: true,
        rows: &[
            ("helped", Kind::N, Key::OutcomeHelped),
            ("no_difference", Kind::N, Key::OutcomeNoDifference),
            ("worse", Kind::N, Key::OutcomeWorse),
            ("confirmed", Kind::N, Key::ConfirmedByOthers),
            ("complete_stories", Kind::N, Key::WholeStories),
            ("not_linked", Kind::N, Key::NotLinked),
        ],
        picture: drawn::ladder,
        ..NOTHING
    },
    Fact {
        name: "facilitation",
        title: Key::SignFacilitation,
        is_front: true,
        rows: &[
            ("acts", Kind::N, Key::FacilitationActs),
            ("people", Kind::N, Key::PeopleInThem),
            ("absence_factor", Kind::N, Key::PeopleForHalf),
            ("covered.events", Kind::Share, Key::MeetingsCovered),
            ("covered.problems", Kind::Share, Key::ProblemsCovered),
            ("took_hold.welcomed", Kind::Share, Key::WelcomedContributed),
            ("took_hold.introduced", Kind::Share, Key::IntroducedTalked),
            ("took_hold.summaries", Kind::Share, Key::SummariesLinked),
            ("reached", Kind::N, Key::PeopleReached),
            ("recognised.roles", Kind::Share, Key::RolesRecognised),
            ("recognised.minutes", Kind::N, Key::MinutesRecognised),
            ("recognised.other_minutes", Kind::N, Key::MinutesOther),
        ],
        picture: drawn::cared_for,
        ..NOTHING
    },
    Fact {
        name: "three_elements",
        title: Key::SignThreeElements,
        rows: &[
            ("domain.status", Kind::Word, Key::WhatWeCareAbout),
            (
                "domain.purpose_months_ago",
                Kind::N,
                Key::MonthsSincePurpose,
            ),
            (
                "domain.problems_with_terms",
                Kind::Share,
                Key::ProblemsOnTopic,
            ),
            ("community.status", Kind::Word, Key::WhoWeAre),
            ("community.exchanging", Kind::Share, Key::MembersExchange),
            ("community.partners", Kind::Tenths, Key::PartnersMedian),
            ("practice.status", Kind::Word, Key::WhatWeDo),
            ("practice.artefacts_used", Kind::N, Key::UsedByOthers),
            ("practice.applied", Kind::N, Key::PutToUse),
        ],
        ..NOTHING
    },
    Fact {
        name: "four_activities",
        title: Key::SignFourActivities,
        picture: drawn::four,
        ..NOTHING
    },
    Fact {
        name: "single_links",
        title: Key::SignSingleLinks,
        lead: &[("links", Kind::SumOf(&["single"]), Key::LinksOnOne)],
        rows: &[
            ("links", Kind::N, Key::LinksInAll),
            ("single", Kind::N, Key::LinksOnOne),
        ],
        ..NOTHING
    },
    Fact {
        name: "who_is_heard",
        title: Key::SignWhoIsHeard,
        picture: drawn::heard,
        ..NOTHING
    },
    Fact {
        name: "unanswered",
        title: Key::SignUnanswered,
        lead: &[("answered", Kind::Share, Key::PostsAnswered)],
        rows: &[
            ("answered", Kind::Share, Key::PostsAnswered),
            ("newcomers", Kind::Share, Key::NewcomersAnswered),
            ("again", Kind::Share, Key::NewcomersAgain),
        ],
        picture: drawn::share_of,
        ..NOTHING
    },
    Fact {
        name: "concerns",
        title: Key::SignConcerns,
        lead: &[("in_time", Kind::Share, Key::ConcernsAnswered)],
        rows: &[
            ("raised", Kind::N, Key::ConcernsRaised),
            ("answered", Kind::N, Key::AnsweredAtAll),
            ("in_time", Kind::Share, Key::ConcernsAnswered),
            ("changed", Kind::N, Key::ConcernChanged),
            ("explained", Kind::N, Key::ConcernExplained),
            ("disagreed", Kind::N, Key::ConcernDisagreed),
            ("open", Kind::N, Key::StillOpen),
            ("oldest_open_days", Kind::N, Key::OldestOpenDays),
            ("open_earlier", Kind::N, Key::OpenEarlier),
        ],
        picture: drawn::share_of,
        ..NOTHING
    },
    Fact {
        name: "memory",
        title: Key::SignMemory,
        rows: &[
            ("used_by_others", Kind::Share, Key::UsedByOthers),
            ("current", Kind::Share, Key::StillChecked),
            ("never_reviewed", Kind::N, Key::NeverChecked),
            ("harvested", Kind::Share, Key::ProblemsHarvested),
            ("remembered", Kind::Share, Key::ProblemsRemembered),
            ("evidence_path.cited", Kind::N, Key::EvidenceCited),
            ("evidence_path.tried", Kind::N, Key::EvidenceTried),
            ("evidence_path.difference", Kind::N, Key::EvidenceMattered),
            ("evidence_path.adopted", Kind::N, Key::EvidenceAdopted),
            (
                "evidence_path.days_to_trial",
                Kind::Tenths,
                Key::DaysToTrial,
            ),
        ],
        picture: drawn::remembered,
        ..NOTHING
    },
    Fact {
        name: "identity",
        title: Key::SignIdentity,
        lead: &[("endorsed", Kind::Share, Key::MembersEndorse)],
        rows: &[
            ("endorsed", Kind::Share, Key::MembersEndorse),
            ("organisations", Kind::N, Key::TheirOrganisations),
        ],
        picture: drawn::share_of,
        ..NOTHING
    },
    Fact {
        name: "stage",
        title: Key::SignStage,
        rows: &[
            ("declared.stage", Kind::Word, Key::StageDeclaredAs),
            ("declared.since", Kind::Day, Key::SinceWhen),
        ],
        ..NOTHING
    },
    Fact {
        name: "event_card",
        title: Key::SignEvents,
        ..NOTHING
    },
];

/// The numbers under the sentence, each with what it counts.
pub(super) fn lead(widget: &Widget, fact: &Fact, told: Told<'_>) -> Vec<(String, String)> {
    written(widget, fact.lead, told)
}

/// Those of these numbers that were sent.
pub(super) fn written(widget: &Widget, rows: &[Row], told: Told<'_>) -> Vec<(String, String)> {
    rows.iter()
        .filter_map(|(path, kind, key)| {
            let value = value(widget, told, path, *kind)?;
            Some((value, widget.say(*key).to_owned()))
        })
        .collect()
}

/// A number as it is written: none where it was not sent.
pub(super) fn value(widget: &Widget, told: Told<'_>, path: &str, kind: Kind) -> Option<String> {
    let found = told.at(path)?;
    match kind {
        Kind::N => Some(number(widget, found.as_n()?)),
        Kind::Share => Some(share_of(widget, told, found.as_share()?)),
        Kind::InHundred => Some(in_hundred(widget, found.as_share()?)),
        Kind::Tenths => {
            let (num, den) = found.as_share()?;
            let tenths = (num * 20 + den) / (2 * den.max(1));
            let (whole, rest) = (number(widget, tenths / 10), number(widget, tenths % 10));
            Some([&whole, ".", &rest].concat())
        }
        Kind::SumOf(paths) => {
            let sum = paths.iter().filter_map(|path| told.n(path)).sum();
            Some(share(widget, (sum, found.as_n()?)))
        }
        Kind::Day => Some(super::short(widget, super::day_of(found.as_text()?)?)),
        Kind::Word => Some(word(widget, found.as_text()?)),
    }
}

/// So many of so many; of a closed month, which was rounded, so many in a hundred.
pub(super) fn share_of(widget: &Widget, told: Told<'_>, part: (usize, usize)) -> String {
    match told.text("month") {
        Some(_) => in_hundred(widget, part),
        None => share(widget, part),
    }
}

fn in_hundred(widget: &Widget, (num, den): (usize, usize)) -> String {
    let n = (num * 200 + den) / (2 * den.max(1));
    widget.fill(Key::NInHundred, &[("n", &number(widget, n))])
}

/// A boundary at the beginning of a line, with the month that it is told of.
pub(super) fn named(widget: &Widget, key: Key, told: Told<'_>) -> String {
    let mut name = platform::begun_large(widget.say(key));
    if let Some(month) = told.text("month").and_then(super::month_of) {
        name.push_str(", ");
        name.push_str(&super::month_in_words(widget, month));
    }
    name
}

/// What a word of the model is called.
pub(super) fn word(widget: &Widget, word: &str) -> String {
    let key = WORDS.iter().find(|(known, _)| *known == word);
    key.map_or(word, |(_, key)| widget.say(*key)).to_owned()
}

/// The boundaries for which there is something to say, with what it is.
pub(super) fn by_boundary(told: Told<'_>) -> Vec<(Key, Told<'_>)> {
    BOUNDARIES
        .iter()
        .filter_map(|(name, key)| {
            let on = told.at(name)?;
            let is_shown = on.text("status").is_none() || on.state() == State::Shown;
            (is_shown && !matches!(on.0, Value::Null)).then_some((*key, on))
        })
        .collect()
}
