//! What people are to do, each step with its moment; steps name what earlier steps made by handles.

use std::collections::BTreeMap;

use cop_core::activity::{Kind, Reference};
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{CommandId, CommunityId, ContributionId, EventId, PersonId};
use cop_core::refusal::Refusal;
use cop_core::time::Timestamp;
use cop_core::{Decision, Log};

use super::random::Random;

/// A step: somebody gives a command.
#[derive(Debug)]
pub struct Step {
    at: Timestamp,
    by: PersonId,
    community: Option<CommunityId>,
    command: Command,
    makes: Option<String>,
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

impl Plan {
    /// Adds a step in a community.
    pub fn add(&mut self, at: Timestamp, by: &PersonId, community: &CommunityId, command: Command) {
        self.push(at, by, Some(community), command, None);
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
        self.push(at, by, Some(community), command, Some(handle.to_owned()));
    }

    /// Adds a step that belongs to no community.
    pub fn add_everywhere(&mut self, at: Timestamp, by: &PersonId, command: Command) {
        self.push(at, by, None, command, None);
    }

    fn push(
        &mut self,
        at: Timestamp,
        by: &PersonId,
        community: Option<&CommunityId>,
        command: Command,
        makes: Option<String>,
    ) {
        self.steps.push(Step {
            at,
            by: by.clone(),
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
        let mut made: BTreeMap<String, String> = BTreeMap::new();
        let mut decided = Vec::with_capacity(self.steps.len());
        for step in self.steps {
            let intent = Intent {
                context: Context::default(),
                id: command_id(step.at, &mut random),
                by: step.by,
                at: step.at,
                community: step.community,
                command: with_ids(step.command, &made),
            };
            let decision = match log.give(&intent) {
                Ok(decision) => decision,
                Err(refusal) => return Err(Box::new(Refused { intent, refusal })),
            };
            if let Some(handle) = step.makes {
                let id = decision
                    .activities
                    .iter()
                    .find_map(|activity| id_of(&activity.what));
                made.insert(handle, id.expect("a step with a handle makes something"));
            }
            decided.push((intent, decision));
        }
        Ok(decided)
    }
}

/// A UUID of version 7: the moment in front, so that ids sort as the history does.
fn command_id(at: Timestamp, random: &mut Random) -> CommandId {
    let ms = u128::from(at.ms().unsigned_abs()) & 0xffff_ffff_ffff;
    let drawn = u128::from(random.next());
    // The last byte stays 0: what the command makes counts up from there.
    CommandId::from_u128(ms << 80 | 0x7 << 76 | 0b10 << 62 | (drawn & 0x003f_ffff_ffff_ffff) << 8)
}

fn id_of(what: &Kind) -> Option<String> {
    match what {
        Kind::EventPlanned { event, .. } => Some(event.to_string()),
        Kind::ProblemRaised { problem, .. } => Some(problem.to_string()),
        Kind::Replied(turn) => Some(turn.turn.to_string()),
        Kind::Announced { contribution, .. } | Kind::ResourceShared { contribution, .. } => {
            Some(contribution.to_string())
        }
        _ => None,
    }
}

fn with_ids(mut command: Command, made: &BTreeMap<String, String>) -> Command {
    let id = |handle: &str| {
        made.get(handle)
            .unwrap_or_else(|| panic!("nothing was made under the handle {handle} so far"))
            .as_str()
    };
    match &mut command {
        Command::Reply { in_reply_to, .. } => *in_reply_to = contribution(id(in_reply_to.as_str())),
        Command::MarkInsight {
            about: Reference::Contribution(about),
        } => *about = contribution(id(about.as_str())),
        Command::PlanEvent {
            problem: Some(problem),
            ..
        } => *problem = contribution(id(problem.as_str())),
        Command::ChangeEvent { event: planned, .. }
        | Command::CancelEvent { event: planned, .. }
        | Command::AnswerInvitation { event: planned, .. } => {
            *planned = event(id(planned.as_str()));
        }
        _ => {}
    }
    command
}
