//! Every command, with the stage on which it is given: talk, practice, value, identity, corrections.

use cop_core::activity::{
    ArtefactState, ConcernOutcome, Erasure, JournalQuestion, Preference, PulseItem, Reaction,
    Reference, Relation, RetractionReason, Stance,
};
use cop_core::command::{Command, Patch};

use super::{Stage, allow, busy, concern, day, draft, person, raise, report};

pub(super) fn of_talk() -> Vec<(&'static str, Stage, Command)> {
    let stage = busy();
    let problem = stage.problem();
    let about = Reference::Contribution(problem.clone());
    let mut reading = stage.clone();
    reading.give("member", allow(Preference::ReadsLogged));
    vec![
        ("any", stage.clone(), raise()),
        (
            "to the author's problem",
            stage.clone(),
            Command::Reply {
                in_reply_to: problem.clone(),
                to: vec![],
                stance: Stance::Offer,
                text: "We keep two items for the corridor.".into(),
                vantage: Some("as a carer".into()),
            },
        ),
        (
            "any",
            stage.clone(),
            Command::Announce {
                title: "The library is open".into(),
                text: None,
                terms: vec![],
                original: None,
            },
        ),
        (
            "any",
            stage.clone(),
            Command::ShareResource {
                title: "A film on handover".into(),
                text: None,
                link: Some("https://example.org/film".into()),
                terms: vec![],
                artefact: None,
            },
        ),
        (
            "the author's problem",
            stage.clone(),
            Command::MarkInsight {
                about: about.clone(),
            },
        ),
        ("any", stage.clone(), concern()),
        (
            "the author's",
            stage.clone(),
            Command::AnswerConcern {
                concern: stage.concern(),
                outcome: ConcernOutcome::Changed,
                text: None,
            },
        ),
        (
            "the author's",
            stage.clone(),
            Command::ReframeProblem {
                problem: problem.clone(),
                statement: "Where do we say what the patient must not hear?".into(),
                confirmed_by: vec![],
            },
        ),
        (
            "the author's problem",
            stage.clone(),
            Command::Summarise {
                of: about.clone(),
                text: "Two items stay in the corridor.".into(),
            },
        ),
        (
            "problem and artefact",
            stage.clone(),
            Command::Connect {
                from: problem,
                to: stage.artefact().into(),
                reason: None,
            },
        ),
        (
            "the author's problem",
            stage.clone(),
            Command::React {
                to: about.clone(),
                reaction: Reaction::Thanks,
            },
        ),
        (
            "the member allows it",
            reading,
            Command::MarkRead { of: about },
        ),
        (
            "any",
            stage.clone(),
            Command::TellStory {
                title: "The night the lights went out".into(),
                text: "We found the torch.".into(),
            },
        ),
        (
            "any",
            stage,
            Command::ShareJournal {
                question: JournalQuestion::SkillsOutside,
                title: "What the porter knew".into(),
                text: "I had never asked.".into(),
            },
        ),
    ]
}

pub(super) fn of_practice() -> Vec<(&'static str, Stage, Command)> {
    let stage = busy();
    let artefact = stage.artefact();
    let mut retired = stage.clone();
    retired.give(
        "curator",
        Command::ReviewArtefact {
            artefact: artefact.clone(),
            state: ArtefactState::Retired,
            next_review: None,
            note: None,
        },
    );
    let using = Command::UseArtefact {
        artefact: artefact.clone(),
        context: None,
        note: None,
    };
    let revise = Command::ReviseArtefact {
        artefact: artefact.clone(),
        title: "Handover at the bedside, second edition".into(),
        text: None,
        link: None,
        note: None,
    };
    vec![
        ("any", stage.clone(), draft()),
        ("the author's", stage.clone(), revise.clone()),
        ("retired", retired.clone(), revise),
        (
            "the author's",
            stage.clone(),
            Command::ReviewArtefact {
                artefact: artefact.clone(),
                state: ArtefactState::NeedsWork,
                next_review: Some(day("2027-03-02")),
                note: None,
            },
        ),
        ("the author's", stage.clone(), using.clone()),
        ("retired", retired, using),
        (
            "the author's artefact",
            stage.clone(),
            Command::CiteEvidence {
                by: artefact.clone().into(),
                source: "NICE CG161".into(),
            },
        ),
        (
            "the author's artefact",
            stage.clone(),
            report(artefact.into()),
        ),
        (
            "the author's report",
            stage.clone(),
            Command::ConfirmValue {
                report: stage.report(),
                relation: Relation::Colleague,
            },
        ),
    ]
}

pub(super) fn of_identity() -> Vec<(&'static str, Stage, Command)> {
    let stage = busy();
    let mut endorsed = stage.clone();
    endorsed.give("member", Command::EndorsePurpose { version: 1 });
    vec![
        (
            "any",
            stage.clone(),
            Command::IntroduceSelf {
                text: "I work days.".into(),
            },
        ),
        (
            "the purpose as it is",
            stage.clone(),
            Command::EndorsePurpose { version: 1 },
        ),
        (
            "a purpose to come",
            stage.clone(),
            Command::EndorsePurpose { version: 2 },
        ),
        ("the member's", endorsed, Command::WithdrawEndorsement),
        (
            "any",
            stage,
            Command::AnswerPulse {
                item: PulseItem::Identification,
                value: 6,
            },
        ),
    ]
}

pub(super) fn of_corrections() -> Vec<(&'static str, Stage, Command)> {
    let stage = busy();
    let raised = stage.last("problem_raised");
    let founded = stage.last("community_founded");
    let retract = |of| Command::Retract {
        of,
        reason: RetractionReason::Mistake,
    };
    let mut retracted = stage.clone();
    retracted.give("author", retract(raised));
    vec![
        (
            "the author's problem",
            stage.clone(),
            Command::Correct {
                of: raised,
                patch: Patch {
                    title: Some("Who has moved bedside handover?".into()),
                    ..Patch::default()
                },
            },
        ),
        ("the author's problem", stage.clone(), retract(raised)),
        ("taken back before", retracted, retract(raised)),
        ("the founding", stage.clone(), retract(founded)),
        (
            "the author's problem",
            stage.clone(),
            Command::Erase {
                of: Erasure::Activity(raised),
            },
        ),
        (
            "the author",
            stage.clone(),
            Command::Erase {
                of: Erasure::Person(person("author")),
            },
        ),
        (
            "two accounts",
            stage,
            Command::RecordSamePerson {
                from: person("author"),
                into: person("member"),
            },
        ),
    ]
}
