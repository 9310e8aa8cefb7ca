//! What people are to do, each step with its moment; steps name what earlier steps made by handles.

use std::collections::BTreeMap;

use cop_core::activity::{Kind, Role};
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{
    ActivityId, CommandId, CommunityId, ConstituencyId, ContributionId, EventId, PersonId,
    ProjectId,
};
use cop_core::refusal::Refusal;
use cop_core::time::Timestamp;
use cop_core::{Decision, Log, Model};
use serde_json::Value;

use super::random::Random;

/// A step: somebody gives a command.
#[derive(Debug)]
struct Step {
    at: Timestamp,
    by: By,
    community: Option<CommunityId>,
    command: Asked,
    makes: Option<String>,
}

/// Who gives a command.
#[derive(Debug)]
enum By {
    Person(PersonId),
    /// Whoever runs the server, at the wish of a person.
    Operator(PersonId),
    /// Whoever is steward of the community then.
    Steward,
}

/// What is asked for.
#[derive(Debug)]
enum Asked {
    Given(Box<Command>),
    /// About the activity that an earlier step with this handle led to.
    About(String, fn(ActivityId) -> Command),
}

/// Steps in any order.
#[derive(Debug, Default)]
pub struct Plan {
    steps: Vec<Step>,
}

/// A command that the rules refused, which a plan must not contain.
#[derive(Debug)]
pub struct Refused {
    /// What was asked.
    pub intent: Intent,
    /// Why not.
    pub refusal: Refusal,
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Intent {
            by,
            at,
            community,
            command,
            ..
        } = &self.intent;
        write!(
            f,
            "{by} at {at} in {community:?}: {}: {command:?}",
            self.refusal
        )
    }
}

impl std::error::Error for Refused {}

/// The event of this handle, until it has an id.
#[must_use]
pub fn event(handle: &str) -> EventId {
    EventId::parse(handle).expect("handles are short")
}

/// The contribution of this handle, until it has an id.
#[must_use]
pub fn contribution(handle: &str) -> ContributionId {
    ContributionId::parse(handle).expect("handles are short")
}

/// The constituency of this handle, until it has an id.
#[must_use]
pub fn constituency(handle: &str) -> ConstituencyId {
    ConstituencyId::parse(handle).expect("handles are short")
}

/// The project of this handle, until it has an id.
#[must_use]
pub fn project(handle: &str) -> ProjectId {
    ProjectId::parse(handle).expect("handles are short")
}

impl Plan {
    /// Adds a step in a community.
    pub fn add(&mut self, at: Timestamp, by: &PersonId, community: &CommunityId, command: Command) {
        let by = By::Person(by.clone());
        self.push(
            at,
            by,
            Some(community),
            Asked::Given(Box::new(command)),
            None,
        );
    }

    /// Adds a step in a community that makes what later steps call by this handle.
    pub fn make(
        &mut self,
        at: Timestamp,
        by: &PersonId,
        community: &CommunityId,
        handle: &str,
        command: Command,
    ) {
        let (by, makes) = (By::Person(by.clone()), Some(handle.to_owned()));
        self.push(
            at,
            by,
            Some(community),
            Asked::Given(Box::new(command)),
            makes,
        );
    }

    /// Adds a step in a community by whoever is its steward then.
    pub fn add_by_steward(&mut self, at: Timestamp, community: &CommunityId, command: Command) {
        self.push(
            at,
            By::Steward,
            Some(community),
            Asked::Given(Box::new(command)),
            None,
        );
    }

    /// Adds a step in a community about what an earlier step with this handle led to.
    pub fn amend(
        &mut self,
        at: Timestamp,
        by: &PersonId,
        community: &CommunityId,
        handle: &str,
        command: fn(ActivityId) -> Command,
    ) {
        let command = Asked::About(handle.to_owned(), command);
        self.push(at, By::Person(by.clone()), Some(community), command, None);
    }

    /// Adds a step that belongs to no community.
    pub fn add_everywhere(&mut self, at: Timestamp, by: &PersonId, command: Command) {
        self.push(
            at,
            By::Person(by.clone()),
            None,
            Asked::Given(Box::new(command)),
            None,
        );
    }

    /// Adds a step that belongs to no community, by whoever runs the server.
    pub fn add_as_operator(&mut self, at: Timestamp, by: &PersonId, command: Command) {
        self.push(
            at,
            By::Operator(by.clone()),
            None,
            Asked::Given(Box::new(command)),
            None,
        );
    }

    fn push(
        &mut self,
        at: Timestamp,
        by: By,
        community: Option<&CommunityId>,
        command: Asked,
        makes: Option<String>,
    ) {
        self.steps.push(Step {
            at,
            by,
            community: community.cloned(),
            command,
            makes,
        });
    }

    /// Has the model decide every step in order of time, and folds what it decides.
    ///
    /// # Errors
    /// The first command that the rules refuse.
    pub fn run(mut self) -> Result<Vec<(Intent, Decision)>, Box<Refused>> {
        self.steps.sort_by_key(|step| step.at);
        let mut random = Random::named("command ids");
        let mut log = Log::default();
        let mut made: BTreeMap<String, (String, ActivityId)> = BTreeMap::new();
        let mut decided = Vec::with_capacity(self.steps.len());
        for step in self.steps {
            let community = step.community.as_ref();
            let (by, is_operator) = match step.by {
                By::Person(person) => (person, false),
                By::Operator(person) => (person, true),
                By::Steward => (steward(log.model(), community), false),
            };
            let intent = Intent {
                context: Context {
                    is_operator,
                    ..Context::default()
                },
                id: command_id(step.at, &mut random),
                by,
                at: step.at,
                community: step.community,
                command: match step.command {
                    Asked::Given(command) => with_ids(&command, &made),
                    Asked::About(handle, command) => command(made[&handle].1),
                },
            };
            let decision = match log.give(&intent) {
                Ok(decision) => decision,
                Err(refusal) => return Err(Box::new(Refused { intent, refusal })),
            };
            if let Some(handle) = step.makes {
                let made_here = decision
                    .activities
                    .iter()
                    .find_map(|activity| Some((id_of(&activity.what)?, activity.id)));
                made.insert(
                    handle,
                    made_here.expect("a step with a handle makes something"),
                );
            }
            decided.push((intent, decision));
        }
        Ok(decided)
    }
}

fn steward(model: &Model, community: Option<&CommunityId>) -> PersonId {
    let community = community.and_then(|id| model.community(id));
    let mut stewards = community
        .iter()
        .flat_map(|community| community.membership.with_role(Role::Steward));
    stewards
        .next()
        .expect("every community here has a steward")
        .clone()
}

/// A UUID of version 7: the moment in front, so that ids sort as the history does.
fn command_id(at: Timestamp, random: &mut Random) -> CommandId {
    let ms = u128::from(at.ms().unsigned_abs()) & 0xffff_ffff_ffff;
    let drawn = u128::from(random.next());
    // The last byte stays 0: what the command makes counts up from there.
    CommandId::from_u128(ms << 80 | 0x7 << 76 | 0b10 << 62 | (drawn & 0x003f_ffff_ffff_ffff) << 8)
}

fn id_of(what: &Kind) -> Option<String> {
    let contribution = match what {
        Kind::EventPlanned { event, .. } => return Some(event.to_string()),
        Kind::ConstituencySought { constituency, .. } => return Some(constituency.to_string()),
        Kind::ProjectLinked { project, .. } => return Some(project.to_string()),
        Kind::ProblemRaised { problem, .. } => problem,
        Kind::Replied(turn) => &turn.turn,
        Kind::Announced { contribution, .. }
        | Kind::ResourceShared { contribution, .. }
        | Kind::ConcernRaised { contribution, .. }
        | Kind::StoryTold { contribution, .. } => contribution,
        Kind::ArtefactDrafted(draft) => &draft.artefact,
        Kind::ValueReported(report) => &report.report,
        _ => return None,
    };
    Some(contribution.to_string())
}

/// The command with the ids that its handles have by now, wherever they stand in it.
fn with_ids(command: &Command, made: &BTreeMap<String, (String, ActivityId)>) -> Command {
    let mut written = serde_json::to_value(command).expect("a command can be written");
    put_ids(&mut written, made);
    serde_json::from_value(written).expect("ids have the form of handles")
}

fn put_ids(value: &mut Value, made: &BTreeMap<String, (String, ActivityId)>) {
    match value {
        Value::String(text) => {
            // Handles have a slash, which no id has.
            if text.contains('/')
                && let Some((id, _)) = made.get(text.as_str())
            {
                text.clone_from(id);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| put_ids(item, made)),
        Value::Object(fields) => fields.values_mut().for_each(|field| put_ids(field, made)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
