//! A log to fold: some communities over some months, decided by the core command by command.

use std::error::Error;

use cop_core::Log;
use cop_core::activity::Kind;
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{CommandId, CommunityId, PersonId};
use cop_core::time::Timestamp;
use serde_json::{Value, json};

const COMMUNITIES: [&str; 4] = ["discharge", "falls", "night-shifts", "sepsis"];
const N_PEOPLE: usize = 23;
const N_ROUNDS: usize = 400;

struct Stage {
    log: Log,
    nth: u128,
    now: Timestamp,
}

/// The log.
pub fn log() -> Result<Log, Box<dyn Error>> {
    let mut stage = Stage {
        log: Log::default(),
        nth: 0,
        now: Timestamp::parse("2026-03-02T08:00:00Z")?,
    };
    for (nth, community) in COMMUNITIES.into_iter().enumerate() {
        let access = ["open", "on_request"][nth % 2];
        stage.give(
            nth,
            community,
            json!({
                "type": "found_community", "name": community, "domain": "What we care about.",
                "terms": [community, "handover"], "visibility": "organisation", "access": access,
            }),
        )?;
        stage.give(nth, community, series())?;
    }
    for who in 0..N_PEOPLE {
        for nth in communities_of(who) {
            let (holder, community) = (nth, COMMUNITIES[nth]);
            let words = "It happens to us every week.";
            stage.give(who, community, json!({ "type": "join", "note": words }))?;
            stage.give(
                who,
                community,
                json!({ "type": "ask_to_join", "reason": words }),
            )?;
            let approval = json!({ "type": "approve_request", "person": format!("p{who}") });
            stage.give(holder, community, approval)?;
        }
    }
    for round in 0..N_ROUNDS {
        stage.now = stage.now.plus_minutes(547);
        // Steps without a common divisor bring everybody together with everything.
        let who = round * 7 % N_PEOPLE;
        let community = COMMUNITIES[communities_of(who)[round / 5 % 2]];
        stage.give(who, community, act(&stage.log, community, round))?;
    }
    Ok(stage.log)
}

/// Two for each, so that people meet others in one whom they do not meet in the other.
fn communities_of(who: usize) -> [usize; 2] {
    [who % 2, who % 2 + 2]
}

fn act(log: &Log, community: &str, round: usize) -> Value {
    let nth_of = |ids: Vec<String>| {
        ids.get(round * 3 % ids.len().max(1))
            .cloned()
            .unwrap_or_else(|| "none".to_owned())
    };
    let said = || {
        nth_of(made(log, community, |kind| match kind {
            Kind::ProblemRaised { problem, .. } => Some(problem.to_string()),
            Kind::Replied(turn) => Some(turn.turn.to_string()),
            _ => None,
        }))
    };
    let met = || {
        nth_of(made(log, community, |kind| match kind {
            Kind::EventPlanned { event, .. } => Some(event.to_string()),
            _ => None,
        }))
    };
    match round % 9 {
        0 | 1 => {
            json!({ "type": "raise_problem", "title": "Who has moved it?", "terms": ["handover"], "vantage": "at night" })
        }
        2..=4 => {
            json!({ "type": "reply", "in_reply_to": said(), "stance": "experience", "text": "We have moved it to the bedside, and it takes half the time." })
        }
        5 => json!({ "type": "mark_insight", "about": said() }),
        6 => json!({ "type": "answer_invitation", "event": met(), "answer": "accepted" }),
        7 => {
            json!({ "type": "state_affiliation", "dimension": "organisation", "affiliation": { "known": format!("Trust {}", round % 5) } })
        }
        _ => {
            json!({ "type": "share_resource", "title": "One page", "link": "https://northmoor.example/one" })
        }
    }
}

fn series() -> Value {
    json!({
        "type": "plan_event", "title": "Working session", "form": "working", "mode": "online", "capacity": 2,
        "schedule": {
            "starts": "2026-03-04T12:30:00", "zone": "Europe/London", "minutes": 60,
            "starts_at": "2026-03-04T12:30:00Z", "series": { "rule": "FREQ=WEEKLY;BYDAY=WE" },
        },
    })
}

/// The ids of what was made in a community so far.
fn made(log: &Log, community: &str, id: impl Fn(&Kind) -> Option<String>) -> Vec<String> {
    log.activities()
        .iter()
        .filter(|activity| {
            activity
                .community
                .as_ref()
                .is_some_and(|id| id.as_str() == community)
        })
        .filter_map(|activity| id(&activity.what))
        .collect()
}

impl Stage {
    /// Gives a command. What is refused is not recorded, as in life.
    fn give(&mut self, who: usize, community: &str, command: Value) -> Result<(), Box<dyn Error>> {
        self.nth += 0x100;
        let command: Command = serde_json::from_value(command)?;
        let intent = Intent {
            id: CommandId::from_u128(self.nth),
            by: PersonId::parse(&format!("p{who}"))?,
            at: self.now,
            community: Some(CommunityId::parse(community)?),
            command,
            context: Context::default(),
        };
        self.log.give(&intent).ok();
        Ok(())
    }
}
