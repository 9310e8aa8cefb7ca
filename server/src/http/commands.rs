//! `POST /v1/commands`: decides and records.

use axum::Json;
use axum::extract::State;
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId};
use serde::{Deserialize, Serialize};

use super::activities::Item;
use super::problem::Problem;
use super::read::Body;
use super::{App, blocking};
use crate::token::Caller;
use crate::writer::Submission;
use crate::zones;

/// What is sent.
#[derive(Deserialize)]
pub(super) struct Sent {
    id: CommandId,
    #[serde(default)]
    community: Option<CommunityId>,
    command: Command,
    #[serde(default)]
    expected_position: Option<u64>,
}

/// What is answered.
#[derive(Serialize)]
pub(super) struct Answer {
    epoch: String,
    position: u64,
    activities: Vec<Item>,
}

pub(super) async fn post(
    State(app): State<App>,
    caller: Caller,
    Body(sent): Body<Sent>,
) -> Result<Json<Answer>, Problem> {
    let mut command = sent.command;
    zones::normalise(&mut command)?;
    let accepted = app
        .writer
        .submit(Submission {
            id: sent.id,
            by: caller.person.clone(),
            name: caller.name,
            community: sent.community,
            command,
            expected_position: sent.expected_position,
        })
        .await?;
    blocking(move || {
        let activities = app.items(accepted.activities, Some(&caller.person))?;
        Ok(Json(Answer {
            epoch: app.epoch.clone(),
            position: accepted.position,
            activities,
        }))
    })
    .await
}
