//! A community in which everything has happened once, and every command that can be given in it.

use cop_core::Log;
use cop_core::activity::{
    Access, ArtefactForm, Beneficiary, Form, Kind, Mode, Preference, Reference, Role, Rung,
    ValueOutcome, Visibility,
};
use cop_core::command::{Command, Context, Intent, NewArtefact, NewReport};
use cop_core::id::{ActivityId, CommandId, CommunityId, ContributionId, EventId, PersonId};
use cop_core::schedule::Schedule;
use cop_core::time::{CivilDate, Timestamp, Zone};

mod content;
mod rows;

pub use rows::rows;

/// Everybody on the stage. `author` is a member who made all that others speak of, `asker` asked to join.
pub const CAST: [&str; 8] = [
    "outsider",
    "asker",
    "observer",
    "member",
    "author",
    "curator",
    "facilitator",
    "steward",
];
/// Whoever runs the server.
pub const OPERATOR: &str = "operator";

/// A log with the community on it, in which everything has happened once.
pub fn founded() -> Stage {
    let founding = rows()
        .into_iter()
        .find(|(title, _, _)| *title == "the founding");
    founding.unwrap().1
}

/// A log with the community on it.
#[derive(Clone)]
pub struct Stage {
    pub log: Log,
    pub(super) community: &'static str,
}

pub fn person(id: &str) -> PersonId {
    PersonId::parse(id).unwrap()
}

fn at(nth: usize) -> Timestamp {
    let noon = Timestamp::parse("2026-03-02T12:00:00Z").unwrap();
    noon.plus_minutes(i64::try_from(nth).unwrap() * 10)
}

impl Stage {
    fn new(community: &'static str, access: Access) -> Self {
        let mut stage = Self {
            log: Log::default(),
            community,
        };
        stage.give(
            "steward",
            Command::FoundCommunity {
                name: "Falls prevention".into(),
                domain: "Keeping people on their feet.".into(),
                for_whom: None,
                what_we_do: None,
                terms: vec!["falls".into()],
                visibility: Visibility::Organisation,
                access,
                zone: None,
            },
        );
        for who in ["member", "author", "curator", "facilitator"] {
            stage.let_in(who, access);
        }
        for (who, role) in [
            ("curator", Role::Curator),
            ("facilitator", Role::Facilitator),
        ] {
            stage.give("steward", give_role(who, role));
        }
        stage.give("observer", Command::Follow);
        stage
    }

    fn let_in(&mut self, who: &str, access: Access) {
        if access != Access::Open {
            self.give(
                "steward",
                Command::Invite {
                    person: person(who),
                },
            );
        }
        self.give(who, Command::Join { note: None });
    }

    /// The intent with which somebody would give a command next.
    pub fn intent(&self, by: &str, command: &Command) -> Intent {
        let nth = self.log.activities().len() + 1;
        Intent {
            id: CommandId::from_u128(nth as u128 * 1_000),
            by: person(by),
            at: at(nth),
            community: Some(CommunityId::parse(self.community).unwrap()),
            command: command.clone(),
            context: Context {
                is_operator: by == OPERATOR,
                ..Context::default()
            },
        }
    }

    /// Has somebody give a command that must be accepted, and gives the activities it led to.
    pub fn give(&mut self, by: &str, command: Command) -> Vec<cop_core::activity::Activity> {
        let intent = self.intent(by, &command);
        self.log
            .give(&intent)
            .unwrap_or_else(|refusal| panic!("{by} {command:?}: {refusal}"))
            .activities
    }

    /// The last thing that was made of a kind.
    fn made<T>(&self, find: impl Fn(&Kind) -> Option<T>) -> T {
        let mut activities = self.log.activities().iter().rev();
        activities
            .find_map(|activity| find(&activity.what))
            .expect("the stage has made one before")
    }

    /// The last activity of a kind.
    fn last(&self, word: &str) -> ActivityId {
        let mut activities = self.log.activities().iter().rev();
        let last = activities.find(|activity| activity.what.word() == word);
        last.expect("the stage has made one before").id
    }

    fn problem(&self) -> ContributionId {
        self.made(|kind| match kind {
            Kind::ProblemRaised { problem, .. } => Some(problem.clone()),
            _ => None,
        })
    }

    fn concern(&self) -> ContributionId {
        self.made(|kind| match kind {
            Kind::ConcernRaised { contribution, .. } => Some(contribution.clone()),
            _ => None,
        })
    }

    fn artefact(&self) -> ContributionId {
        self.made(|kind| match kind {
            Kind::ArtefactDrafted(draft) => Some(draft.artefact.clone()),
            _ => None,
        })
    }

    fn report(&self) -> ContributionId {
        self.made(|kind| match kind {
            Kind::ValueReported(report) => Some(report.report.clone()),
            _ => None,
        })
    }

    fn event(&self) -> EventId {
        self.made(|kind| match kind {
            Kind::EventPlanned { event, .. } => Some(event.clone()),
            _ => None,
        })
    }
}

fn give_role(who: &str, role: Role) -> Command {
    Command::GiveRole {
        person: person(who),
        role,
        protected_minutes: None,
        recognised_by: None,
    }
}

fn schedule(starts_at: Timestamp) -> Schedule {
    Schedule {
        starts: starts_at.civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at,
        series: None,
    }
}

fn plan(starts_at: Timestamp) -> Command {
    Command::PlanEvent {
        title: "Working session".into(),
        form: Form::Working,
        mode: Mode::Hybrid,
        schedule: schedule(starts_at),
        place: Some("Library".into()),
        capacity: Some(12),
        problem: None,
        with: None,
    }
}

fn raise() -> Command {
    Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec!["handover".into()],
        vantage: None,
    }
}

fn draft() -> Command {
    Command::DraftArtefact(NewArtefact {
        form: ArtefactForm::Guide,
        title: "Handover at the bedside".into(),
        text: Some("Two items wait for the corridor.".into()),
        link: None,
        authors: vec![],
        thread: None,
        cites: vec!["10.1186/1748-5908-4-27".into()],
        terms: vec![],
    })
}

fn report(source: Reference) -> Command {
    Command::ReportValue(NewReport {
        rung: Rung::Applied,
        outcome: ValueOutcome::Helped,
        source,
        beneficiary: Beneficiary::Team,
        follows: None,
        evidence: None,
        text: None,
    })
}

fn concern() -> Command {
    Command::RaiseConcern {
        title: "The corridor has ears".into(),
        text: None,
        about: None,
    }
}

fn allow(preference: Preference) -> Command {
    Command::SetPreference {
        preference,
        allowed: true,
    }
}

fn day(text: &str) -> CivilDate {
    CivilDate::parse(text).unwrap()
}

/// An open community in which the author has made one of everything, and an event has begun.
fn busy() -> Stage {
    let mut stage = Stage::new("falls", Access::Open);
    stage.give("author", raise());
    stage.give("author", concern());
    stage.give("author", draft());
    let problem = stage.problem();
    stage.give("author", report(problem.clone().into()));
    let soon = at(stage.log.activities().len() + 2);
    stage.give("facilitator", plan(soon));
    stage.give(
        "author",
        Command::IntroduceSelf {
            text: "I work nights.".into(),
        },
    );
    stage.give(
        "author",
        Command::Announce {
            title: "The library is closed on Friday".into(),
            text: None,
            terms: vec![],
            original: None,
        },
    );
    stage
}
