//! Arbitrary histories: people who give any command at any time, most of which the rules refuse.

use cop_core::activity::{
    Access, Answer, ArtefactForm, ArtefactState, Beneficiary, ConcernOutcome, Erasure, Form,
    JournalQuestion, Kind, Mode, Part, Preference, PulseItem, Reaction, Reference, Relation,
    RetractionReason, Role, Rung, Stage, Stance, ValueOutcome, Visibility,
};
use cop_core::affiliation::Dimension;
use cop_core::command::{
    Attendance, Command, Context, Intent, NewArtefact, NewReport, Patch, StatedAffiliation,
    StatedStandpoint,
};
use cop_core::id::{
    ActivityId, CommandId, CommunityId, ConstituencyId, ContributionId, EventId, PersonId,
    ProjectId,
};
use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, Timestamp, Zone};
use cop_core::{Decision, Log};
use proptest::prelude::*;

pub const N_PEOPLE: usize = 5;
pub const CAPACITY: u32 = 2;
/// How many kinds of steps there are.
const N_ACTS: u8 = 91;

pub fn person(nth: usize) -> PersonId {
    PersonId::parse(&format!("p{nth}")).unwrap()
}

pub fn community() -> CommunityId {
    CommunityId::parse("falls").unwrap()
}

pub fn at(nth: usize) -> Timestamp {
    let noon = Timestamp::parse("2026-01-01T12:00:00Z").unwrap();
    noon.plus_minutes(i64::try_from(nth).unwrap() * 60)
}

/// What the n-th command made first, had it made a contribution or an event.
pub fn made_by(nth: usize) -> String {
    ActivityId::from_u128(nth as u128 * 100).to_string()
}

#[derive(Debug, Clone)]
pub struct Step {
    pub by: usize,
    pub whom: usize,
    pub about: usize,
    pub act: u8,
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..N_PEOPLE, 0..N_PEOPLE, 0_usize..14, 0..N_ACTS);
    let step = step.prop_map(|(by, whom, about, act)| Step {
        by,
        whom,
        about,
        act,
    });
    prop::collection::vec(step, 0..70)
}

pub fn founding(visibility: Visibility, access: Access) -> Command {
    Command::FoundCommunity {
        name: "Falls prevention".into(),
        domain: "Keeping people on their feet.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec![],
        visibility,
        access,
        zone: None,
    }
}

fn schedule(in_hours: usize, is_series: bool) -> Schedule {
    let starts_at = at(in_hours);
    let rule = || Recurrence::parse("FREQ=DAILY;COUNT=3").unwrap();
    Schedule {
        starts: starts_at.civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at,
        series: is_series.then(|| Series::new(rule())),
    }
}

fn give_role(whom: PersonId, nth: usize) -> Command {
    Command::GiveRole {
        person: whom,
        role: [Role::Steward, Role::Facilitator, Role::Curator][nth % 3],
        protected_minutes: nth.is_multiple_of(2).then_some(60),
        recognised_by: None,
    }
}

fn day(nth: usize) -> CivilDate {
    at(nth * 24).date_utc()
}

/// What an activity contributed.
fn contribution(kind: &Kind) -> Option<ContributionId> {
    match kind {
        Kind::ProblemRaised {
            problem: contribution,
            ..
        }
        | Kind::Announced { contribution, .. }
        | Kind::ResourceShared { contribution, .. }
        | Kind::ConcernRaised { contribution, .. }
        | Kind::StoryTold { contribution, .. }
        | Kind::JournalShared { contribution, .. } => Some(contribution.clone()),
        Kind::Replied(turn) => Some(turn.turn.clone()),
        Kind::ArtefactDrafted(draft) => Some(draft.artefact.clone()),
        Kind::ValueReported(report) => Some(report.report.clone()),
        Kind::Summarised { summary, .. } => Some(summary.clone()),
        _ => None,
    }
}

/// The command that a step stands for, after these activities.
pub fn command(step: &Step, nth: usize, log: &Log) -> Command {
    let whom = person(step.whom);
    // Mostly something that is there, and sometimes nothing.
    let anything = ContributionId::parse(&made_by(step.about)).unwrap();
    let made = |find: &dyn Fn(&Kind) -> Option<ContributionId>| {
        let found = log.activities().iter().map(|activity| find(&activity.what));
        let found: Vec<ContributionId> = found.flatten().collect();
        let nth = step.about % found.len().max(1);
        found.get(nth).unwrap_or(&anything).clone()
    };
    let about = made(&contribution);
    let problem = made(&|kind| match kind {
        Kind::ProblemRaised { problem, .. } => Some(problem.clone()),
        _ => None,
    });
    let concern = made(&|kind| match kind {
        Kind::ConcernRaised { contribution, .. } => Some(contribution.clone()),
        _ => None,
    });
    let artefact = made(&|kind| match kind {
        Kind::ArtefactDrafted(draft) => Some(draft.artefact.clone()),
        _ => None,
    });
    let report = made(&|kind| match kind {
        Kind::ValueReported(report) => Some(report.report.clone()),
        _ => None,
    });
    let event = made(&|kind| match kind {
        Kind::EventPlanned { event, .. } => ContributionId::parse(event.as_str()).ok(),
        _ => None,
    });
    let event = EventId::parse(event.as_str()).unwrap();
    let reference = match step.whom % 3 {
        0 => Reference::Event(event.clone()),
        _ => Reference::Contribution(about.clone()),
    };
    let earlier = log
        .activities()
        .get((step.about * 7 + step.whom) % log.activities().len().max(1))
        .map_or(ActivityId::from_u128(1), |activity| activity.id);
    match step.act {
        0..=2 | 68..=75 => Command::Join { note: None },
        3 => Command::AskToJoin {
            reason: "I see falls every week".into(),
        },
        4 => Command::WithdrawRequest,
        5 => Command::ApproveRequest {
            person: whom,
            message: Some("Good to have you".into()),
        },
        6 => Command::DeclineRequest {
            person: whom,
            message: "Not this one".into(),
        },
        7 => Command::Invite { person: whom },
        8 => Command::Leave,
        9 => Command::Follow,
        10 => Command::Unfollow,
        11 | 12 => give_role(whom, step.about),
        13 => Command::EndRole {
            person: whom,
            role: [Role::Steward, Role::Facilitator][step.about % 2],
        },
        14 => Command::HandOverRole {
            person: whom,
            role: [Role::Steward, Role::Facilitator][step.about % 2],
        },
        15 | 16 | 76 => Command::PlanEvent {
            title: "Working session".into(),
            form: Form::Working,
            mode: Mode::Online,
            schedule: schedule(nth + 1 + step.about % 4, step.whom == 0),
            place: None,
            capacity: Some(CAPACITY),
            problem: None,
            with: None,
        },
        17 => Command::ChangeEvent {
            event,
            occurrence: None,
            schedule: schedule(nth + 1 + step.about, false),
            place: None,
            capacity: Some(CAPACITY),
            mode: None,
            form: None,
            problem: None,
        },
        18 => Command::CancelEvent {
            event,
            occurrence: None,
            reason: None,
        },
        19..=21 => Command::AnswerInvitation {
            event,
            occurrence: (step.whom == 0).then(|| at(nth + step.about).civil_utc()),
            answer: [
                Answer::Accepted,
                Answer::Accepted,
                Answer::Declined,
                Answer::Tentative,
            ][step.whom % 4],
        },
        22 | 77 | 78 => Command::RecordAttendance {
            event,
            occurrence: None,
            people: vec![Attendance {
                person: whom,
                part: Part::TookPart,
                presence: None,
            }],
        },
        23 => Command::ReportEvent {
            event,
            occurrence: None,
            notes: Some("We tried it on paper.".into()),
            outcome: None,
            head_count: Some(9),
        },
        24 | 79 => Command::RecordSession {
            event,
            occurrence: None,
            problem,
            participants: vec![person(0), person(1)],
        },
        25..=27 => Command::RaiseProblem {
            title: "Who has moved handover?".into(),
            text: None,
            terms: vec!["solution".into()],
            vantage: Some("as a carer".into()),
        },
        28..=30 => Command::Reply {
            in_reply_to: about,
            to: vec![],
            stance: Stance::Offer,
            text: "We keep two items for the corridor and say the rest.".into(),
            vantage: None,
        },
        31 => Command::MarkInsight { about: reference },
        32 | 81 => Command::RaiseConcern {
            title: "The corridor has ears".into(),
            text: None,
            about: Some(reference),
        },
        33 => Command::AnswerConcern {
            concern,
            outcome: ConcernOutcome::Explained,
            text: None,
        },
        34 => Command::ReframeProblem {
            problem,
            statement: "Where do we say what nobody else must hear?".into(),
            confirmed_by: vec![],
        },
        35 => Command::Summarise {
            of: reference,
            text: "Two items stay in the corridor.".into(),
        },
        36 => Command::Connect {
            from: problem,
            to: Reference::Person(whom),
            reason: None,
        },
        37 => Command::React {
            to: reference,
            reaction: Reaction::Thanks,
        },
        38 | 82 => Command::MarkRead { of: reference },
        39 => Command::TellStory {
            title: "The night the lights went out".into(),
            text: "We found the torch.".into(),
        },
        40 => Command::ShareJournal {
            question: JournalQuestion::WiderSystem,
            title: "What the porter knew".into(),
            text: "I had never asked.".into(),
        },
        41 | 42 | 80 => Command::DraftArtefact(NewArtefact {
            form: ArtefactForm::Guide,
            title: "Handover at the bedside".into(),
            text: Some("Two items wait.".into()),
            link: None,
            authors: vec![],
            thread: (step.whom == 0).then_some(about),
            cites: vec!["10.1186/1748-5908-4-27".into()],
            terms: vec![],
        }),
        43 => Command::ReviseArtefact {
            artefact,
            title: "Handover at the bedside, again".into(),
            text: None,
            link: None,
            note: None,
        },
        44 => Command::ReviewArtefact {
            artefact,
            state: [ArtefactState::Current, ArtefactState::Retired][step.whom % 2],
            next_review: None,
            note: None,
        },
        45 => Command::UseArtefact {
            artefact,
            context: None,
            note: None,
        },
        46 => Command::CiteEvidence {
            by: reference,
            source: "NICE CG161".into(),
        },
        47 => Command::ReportValue(NewReport {
            rung: Rung::Applied,
            outcome: ValueOutcome::Helped,
            source: reference,
            beneficiary: Beneficiary::Team,
            follows: None,
            evidence: None,
            text: None,
        }),
        48 => Command::ConfirmValue {
            report,
            relation: Relation::Colleague,
        },
        49 => Command::IntroduceSelf {
            text: "I work nights.".into(),
        },
        50 => Command::EndorsePurpose {
            version: u32::try_from(step.about % 2).unwrap() + 1,
        },
        51 => Command::WithdrawEndorsement,
        52 => Command::AnswerPulse {
            item: PulseItem::SharedPurpose,
            value: 5,
        },
        53 => Command::GoAway {
            from: day(step.about),
            until: Some(day(step.about + 3)),
        },
        54 => Command::Return,
        55 | 83 => Command::SetPreference {
            preference: [
                Preference::Nudges,
                Preference::NudgesByOthers,
                Preference::Introductions,
                Preference::NamedCredit,
                Preference::ReadsLogged,
            ][step.about % 5],
            allowed: !step.whom.is_multiple_of(3),
        },
        56 => Command::Welcome {
            person: whom,
            message: None,
            in_reply_to: None,
        },
        57 => Command::Introduce {
            one: whom,
            other: person(step.about % N_PEOPLE),
            reason: None,
        },
        58 => Command::AgreeMentoring {
            mentor: person(step.by),
            mentee: whom,
        },
        59 => Command::EndMentoring {
            mentor: whom,
            mentee: person(step.by),
        },
        60 => Command::NoteContact { person: whom },
        61 => Command::RevisePurpose {
            name: "Falls and frailty".into(),
            domain: "Staying on one's feet.".into(),
            for_whom: None,
            what_we_do: None,
            terms: vec!["falls".into()],
        },
        62 => Command::DeclareStage {
            stage: [Stage::Coalescing, Stage::Maturing][step.about % 2],
            reason: None,
        },
        63 => Command::SeekConstituency {
            name: "Commissioners".into(),
            standpoints: vec![StatedStandpoint {
                dimension: Dimension::Profession,
                affiliation: StatedAffiliation::Known("Commissioner".into()),
            }],
        },
        64 => Command::LinkProject {
            title: "Bay nursing trial".into(),
            people: vec![],
        },
        65 => match step.whom {
            0 | 1 => Command::Announce {
                title: "The library is closed".into(),
                text: None,
                terms: vec![],
                original: None,
            },
            2 => Command::ShareResource {
                title: "A film".into(),
                text: None,
                link: Some("https://example.org/film".into()),
                terms: vec![],
                artefact: None,
            },
            _ => Command::Correct {
                of: earlier,
                patch: Patch {
                    title: Some(format!("Put right {nth} times")),
                    ..Patch::default()
                },
            },
        },
        66 => match step.whom {
            0 => Command::Erase {
                of: Erasure::Person(person(step.about % N_PEOPLE)),
            },
            1 => Command::RecordSamePerson {
                from: person(step.about % N_PEOPLE),
                into: person(step.by),
            },
            2 => Command::Erase {
                of: Erasure::Activity(earlier),
            },
            _ => Command::Retract {
                of: earlier,
                reason: RetractionReason::Mistake,
            },
        },
        84 => Command::DropConstituency {
            constituency: ConstituencyId::parse(
                made(&|kind| match kind {
                    Kind::ConstituencySought { constituency, .. } => {
                        ContributionId::parse(constituency.as_str()).ok()
                    }
                    _ => None,
                })
                .as_str(),
            )
            .unwrap(),
        },
        85 => Command::UnlinkProject {
            project: ProjectId::parse(
                made(&|kind| match kind {
                    Kind::ProjectLinked { project, .. } => {
                        ContributionId::parse(project.as_str()).ok()
                    }
                    _ => None,
                })
                .as_str(),
            )
            .unwrap(),
        },
        86 => {
            let mut pairs = log.activities().iter().rev().map(|activity| &activity.what);
            let pair = pairs.find_map(|kind| match kind {
                Kind::MentoringAgreed { mentor, mentee } => Some((mentor.clone(), mentee.clone())),
                _ => None,
            });
            let (mentor, mentee) = pair.unwrap_or((person(step.by), whom));
            Command::EndMentoring { mentor, mentee }
        }
        87 | 88 => Command::SetPreference {
            preference: Preference::Introductions,
            allowed: true,
        },
        89 => {
            let willing = log.activities().iter().filter(|activity| {
                matches!(
                    activity.what,
                    Kind::PreferenceSet {
                        preference: Preference::Introductions,
                        allowed: true,
                    }
                )
            });
            let willing: Vec<PersonId> = willing.filter_map(|act| act.actor.clone()).collect();
            let nth = |nth: usize| willing.get(nth).cloned().unwrap_or(person(step.whom));
            Command::Introduce {
                one: nth(0),
                other: nth(1),
                reason: None,
            }
        }
        _ => Command::StateAffiliation {
            dimension: Dimension::Organisation,
            affiliation: StatedAffiliation::Known(format!("H{}", step.about)),
        },
    }
}

pub fn intent(nth: usize, by: usize, command: Command) -> Intent {
    // Only whoever runs the server joins accounts.
    let is_operator = matches!(command, Command::RecordSamePerson { .. });
    Intent {
        id: CommandId::from_u128(nth as u128 * 100),
        by: person(by),
        at: at(nth),
        community: Some(community()),
        command,
        context: Context {
            is_operator,
            ..Context::default()
        },
    }
}

/// The log after these steps; `each` is told of every command that was accepted, with the model before it.
pub fn tell(
    visibility: Visibility,
    access: Access,
    steps: &[Step],
    mut each: impl FnMut(&Log, &Intent, &Decision),
) -> Log {
    let mut log = Log::default();
    for nth in 0..=steps.len() {
        let (by, command) = match nth.checked_sub(1) {
            None => (0, founding(visibility, access)),
            Some(before) => (steps[before].by, command(&steps[before], nth, &log)),
        };
        let intent = intent(nth, by, command);
        let Ok(decision) = log.decide(&intent) else {
            continue;
        };
        each(&log, &intent, &decision);
        log.extend(decision.activities);
    }
    log
}
