//! `POST /v1/commands`: decides and records.

use axum::Json;
use axum::extract::State;
use cop_core::activity::{PulseItem, SpeakingAs};
use cop_core::command::Command;
use cop_core::id::{CommandId, CommunityId};
use serde::{Deserialize, Serialize};

use super::activities::Item;
use super::problem::Problem;
use super::read::Body;
use super::{App, blocking};
use crate::clock;
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
    #[serde(default)]
    speaking_as: Option<SpeakingAs>,
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
    let id = match &command {
        Command::AnswerPulse { item, .. } => {
            pulse_id(&app, &caller, sent.community.as_ref(), *item)
        }
        _ => sent.id,
    };
    let accepted = app
        .writer
        .submit(Submission {
            id,
            by: caller.person.clone(),
            name: caller.name,
            community: sent.community,
            command,
            expected_position: sent.expected_position,
            speaking_as: sent.speaking_as,
            is_operator: false,
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

/// The id of somebody's answer to the pulse of this month: the same for the same person, and telling nobody who
/// lacks the server's key who they are. So everybody answers once, and whatever id was sent leads to nobody.
fn pulse_id(
    app: &App,
    caller: &Caller,
    community: Option<&CommunityId>,
    item: PulseItem,
) -> CommandId {
    let month = clock::now().month_utc().to_string();
    let community = community.map_or("", CommunityId::as_str);
    let item = format!("{item:?}");
    let said = [caller.person.as_str(), community, &item, &month].join("\n");
    CommandId::from_u128(app.key.fingerprint(&said))
}
