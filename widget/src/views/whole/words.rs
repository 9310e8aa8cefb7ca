//! What the words of the domain are called, and how one of them is chosen.

use cop_core::activity::{
    Access, ArtefactForm, ArtefactState, Beneficiary, ConcernOutcome, Form as MeetingForm,
    JournalQuestion, Mode, Part, Preference, Reference, Relation, Role, Rung, Stage, ValueOutcome,
    Visibility,
};
use cop_core::affiliation::Dimension;
use cop_core::id::{ContributionId, EventId, PersonId};
use cop_core::view::{self, LinkView, Linked, PersonView, Seen};

use super::super::person;
use super::ask::Named;
use crate::form::Form;
use crate::messages::Key;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// Words with what each is called.
pub(super) type Words<T, const N: usize> = [(T, Key); N];

pub(super) const ARTEFACT_FORMS: Words<ArtefactForm, 6> = [
    (ArtefactForm::Guide, Key::FormGuide),
    (ArtefactForm::Case, Key::FormCase),
    (ArtefactForm::Tool, Key::FormTool),
    (ArtefactForm::Protocol, Key::FormProtocol),
    (ArtefactForm::Summary, Key::FormSummary),
    (ArtefactForm::Recording, Key::FormRecording),
];

pub(super) const ARTEFACT_STATES: Words<ArtefactState, 3> = [
    (ArtefactState::Current, Key::StateCurrent),
    (ArtefactState::NeedsWork, Key::StateNeedsWork),
    (ArtefactState::Retired, Key::StateRetired),
];

pub(super) const RUNGS: Words<Rung, 5> = [
    (Rung::Immediate, Key::RungImmediate),
    (Rung::Potential, Key::RungPotential),
    (Rung::Applied, Key::RungApplied),
    (Rung::Realised, Key::RungRealised),
    (Rung::Reframing, Key::RungReframing),
];

pub(super) const VALUE_OUTCOMES: Words<ValueOutcome, 3> = [
    (ValueOutcome::Helped, Key::OutcomeHelped),
    (ValueOutcome::NoDifference, Key::OutcomeNoDifference),
    (ValueOutcome::Worse, Key::OutcomeWorse),
];

pub(super) const BENEFICIARIES: Words<Beneficiary, 4> = [
    (Beneficiary::Oneself, Key::ForMyself),
    (Beneficiary::Team, Key::ForTeam),
    (Beneficiary::ServiceUsers, Key::ForServiceUsers),
    (Beneficiary::Organisation, Key::ForOrganisation),
];

pub(super) const RELATIONS: Words<Relation, 3> = [
    (Relation::Colleague, Key::RelationColleague),
    (Relation::ServiceUser, Key::RelationServiceUser),
    (Relation::Manager, Key::RelationManager),
];

pub(super) const CONCERN_OUTCOMES: Words<ConcernOutcome, 3> = [
    (ConcernOutcome::Changed, Key::ConcernChanged),
    (ConcernOutcome::Explained, Key::ConcernExplained),
    (ConcernOutcome::Disagreed, Key::ConcernDisagreed),
];

pub(super) const JOURNAL_QUESTIONS: Words<JournalQuestion, 3> = [
    (JournalQuestion::SkillsOutside, Key::JournalSkills),
    (JournalQuestion::Opportunities, Key::JournalOpportunities),
    (JournalQuestion::WiderSystem, Key::JournalWider),
];

pub(super) const STAGES: Words<Stage, 5> = [
    (Stage::Potential, Key::StagePotential),
    (Stage::Coalescing, Key::StageCoalescing),
    (Stage::Maturing, Key::StageMaturing),
    (Stage::Stewardship, Key::StageStewardship),
    (Stage::Transformation, Key::StageTransformation),
];

pub(super) const ROLES: Words<Role, 5> = [
    (Role::Steward, Key::RoleSteward),
    (Role::Facilitator, Key::RoleFacilitator),
    (Role::Convenor, Key::RoleConvenor),
    (Role::Curator, Key::RoleCurator),
    (Role::Sponsor, Key::RoleSponsor),
];

pub(super) const MEETING_FORMS: Words<MeetingForm, 4> = [
    (MeetingForm::Working, Key::MeetingWorking),
    (MeetingForm::Broadcast, Key::MeetingBroadcast),
    (MeetingForm::Social, Key::MeetingSocial),
    (MeetingForm::Mixed, Key::MeetingMixed),
];

pub(super) const MODES: Words<Mode, 3> = [
    (Mode::Hybrid, Key::Hybrid),
    (Mode::Online, Key::Online),
    (Mode::InPerson, Key::InPerson),
];

pub(super) const PARTS: Words<Part, 4> = [
    (Part::Present, Key::PartPresent),
    (Part::TookPart, Key::PartTook),
    (Part::Spoke, Key::PartSpoke),
    (Part::Chair, Key::PartChair),
];

pub(super) const VISIBILITIES: Words<Visibility, 3> = [
    (Visibility::Organisation, Key::SeenByOrganisation),
    (Visibility::Public, Key::SeenByPublic),
    (Visibility::Members, Key::SeenByMembers),
];

pub(super) const ACCESSES: Words<Access, 3> = [
    (Access::Open, Key::AccessOpen),
    (Access::OnRequest, Key::AccessOnRequest),
    (Access::ByInvitation, Key::AccessByInvitation),
];

pub(super) const DIMENSIONS: Words<Dimension, 4> = [
    (Dimension::Organisation, Key::DimensionOrganisation),
    (Dimension::Profession, Key::DimensionProfession),
    (Dimension::Sector, Key::DimensionSector),
    (Dimension::Band, Key::DimensionBand),
];

pub(super) const PREFERENCES: Words<Preference, 5> = [
    (Preference::Nudges, Key::AllowNudges),
    (Preference::NudgesByOthers, Key::AllowNudgesByOthers),
    (Preference::Introductions, Key::AllowIntroductions),
    (Preference::NamedCredit, Key::AllowNamedCredit),
    (Preference::ReadsLogged, Key::AllowReadsLogged),
];

/// What a word is called.
pub(super) fn word<T: PartialEq, const N: usize>(words: &Words<T, N>, wanted: &T) -> Option<Key> {
    words
        .iter()
        .find(|(word, _)| word == wanted)
        .map(|(_, key)| *key)
}

/// The words to choose from.
pub(super) fn options<T, const N: usize>(widget: &Widget, words: &Words<T, N>) -> Vec<Named> {
    words
        .iter()
        .enumerate()
        .map(|(nth, (_, key))| (nth.to_string(), widget.say(*key).to_owned()))
        .collect()
}

/// The word that was chosen: the first one where none was.
pub(super) fn chosen<T: Copy, const N: usize>(words: &Words<T, N>, typed: &str) -> T {
    let nth = typed.parse().unwrap_or(0_usize);
    words.get(nth).unwrap_or(&words[0]).0
}

/// A word as the value of its option.
pub(super) fn value_of<T: PartialEq, const N: usize>(words: &Words<T, N>, wanted: &T) -> String {
    let nth = words.iter().position(|(word, _)| word == wanted);
    nth.unwrap_or(0).to_string()
}

/// The members to choose from, by name, without the reader where they are not meant.
pub(super) fn members(widget: &Widget, slice: &SliceId, with_reader: bool) -> Vec<Named> {
    let me = widget.session.person();
    let known = widget
        .session
        .look(slice, |seen| view::people(seen).members);
    match known {
        Known::Here(members) => members
            .iter()
            .map(|member| &member.person)
            .filter(|person| with_reader || Some(&person.id) != me.as_ref())
            .map(|person| named(widget, person))
            .collect(),
        Known::Loading | Known::Failed(_) => Vec::new(),
    }
}

/// A person to choose.
pub(super) fn named(widget: &Widget, person: &PersonView) -> Named {
    (person.id.to_string(), person::name(widget, person))
}

/// The person that was chosen.
pub(super) fn person_in(form: &Form, name: &str) -> Option<PersonId> {
    PersonId::parse(form.typed(name)).ok()
}

/// The people that were ticked.
pub(super) fn people_in(form: &Form, name: &str) -> Vec<PersonId> {
    super::ask::several(form, name)
        .iter()
        .filter_map(|id| PersonId::parse(id).ok())
        .collect()
}

/// What can be pointed at, in groups: threads, artefacts, meetings, people.
pub(super) fn references(widget: &Widget, seen: &Seen<'_>, kinds: &[Linked]) -> Vec<Named> {
    let mut found = Vec::new();
    let group = |found: &mut Vec<Named>, key: Key, members: Vec<Named>| {
        if !members.is_empty() {
            found.push((String::new(), widget.say(key).to_owned()));
            found.extend(members);
        }
    };
    let has = |kind: Linked| kinds.contains(&kind);
    if has(Linked::Problem) {
        let problems = view::problems(seen);
        let named = problems
            .into_iter()
            .filter(|line| !line.is_retracted)
            .map(|line| (written(&line.id.into()), line.title));
        group(&mut found, Key::TabProblems, named.collect());
    }
    if has(Linked::Artefact) {
        let artefacts = view::artefacts(seen);
        let named = artefacts
            .into_iter()
            .map(|line| (written(&line.id.into()), line.title));
        group(&mut found, Key::Artefacts, named.collect());
    }
    if has(Linked::Event) {
        let events = view::events(seen);
        let named = events
            .into_iter()
            .map(|event| (written(&Reference::Event(event.id)), event.title));
        group(&mut found, Key::TabEvents, named.collect());
    }
    if has(Linked::Person) {
        let members = view::people(seen).members;
        let named = members.iter().map(|member| {
            let (id, name) = named(widget, &member.person);
            (["p:", &id].concat(), name)
        });
        group(&mut found, Key::TabPeople, named.collect());
    }
    found
}

/// A reference as the value of an option.
pub(super) fn written(reference: &Reference) -> String {
    match reference {
        Reference::Contribution(id) => ["c:", id.as_str()].concat(),
        Reference::Event(id) => ["e:", id.as_str()].concat(),
        Reference::Person(id) => ["p:", id.as_str()].concat(),
    }
}

/// The reference that was chosen.
pub(super) fn reference_in(form: &Form, name: &str) -> Option<Reference> {
    let (kind, id) = form.typed(name).split_once(':')?;
    match kind {
        "c" => ContributionId::parse(id).ok().map(Reference::Contribution),
        "e" => EventId::parse(id).ok().map(Reference::Event),
        _ => PersonId::parse(id).ok().map(Reference::Person),
    }
}

/// What a link leads to, in a word.
pub(super) fn kind_of(link: &LinkView) -> Key {
    match link.what {
        Linked::Problem => Key::KindProblem,
        Linked::Announcement => Key::KindAnnouncement,
        Linked::Resource => Key::KindResource,
        Linked::Concern => Key::KindConcern,
        Linked::Story => Key::KindStory,
        Linked::Journal => Key::KindJournal,
        Linked::Turn => Key::KindTurn,
        Linked::Summary => Key::KindSummary,
        Linked::Artefact => Key::KindArtefact,
        Linked::Report => Key::KindReport,
        Linked::Event => Key::KindEvent,
        Linked::Person => Key::KindPerson,
    }
}
