//! What the reader does: decided and shown at once in the page, and handed on to be sent.

use cop_core::activity::Activity;
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{CommandId, CommunityId, TextId};
use cop_core::refusal::Refusal;
use uuid::Builder;

use super::outbox::{Answered, Waiting};
use super::slice::Slice;
use super::wire::{Failure, Item};
use super::{Caller, Session, SliceId};
use crate::json::Object;
use crate::platform;

/// What is on its way to the server, or confirmed and not yet back over the stream.
pub(super) struct Pending {
    pub(super) command: String,
    community: CommunityId,
    /// Where in the log it stands, once the server has said so.
    pub(super) position: Option<u64>,
    pub(super) activities: Vec<Activity>,
    pub(super) texts: Vec<(TextId, String)>,
}

impl Pending {
    /// Whether a state of a community has still to be told of it.
    fn is_news_to(&self, community: &CommunityId, position: u64) -> bool {
        self.community == *community && self.position.is_none_or(|own| own > position)
    }
}

impl Session {
    /// Decides a command by what the page knows, shows what comes of it, and sends it.
    ///
    /// # Errors
    /// If the core refuses, or nobody is signed in.
    pub fn act(
        &self,
        slice: &SliceId,
        command: Command,
        answered: Answered,
    ) -> Result<(), Failure> {
        let by = self.person().ok_or(Failure::SignIn)?;
        let at = self.now();
        let intent = Intent {
            id: new_id(),
            by,
            at,
            community: Some(slice.community.clone()),
            command,
            context: Context::default(),
        };
        let decision = match self.slices.borrow().get(slice) {
            // What was recorded before, the page does not have.
            Some(Slice::Loaded(_)) if intent.command.earlier().is_some() => {
                cop_core::Decision::default()
            }
            Some(Slice::Loaded(loaded)) => loaded.shown().decide(&intent).map_err(refused)?,
            // The server decides alone where the page knows too little.
            _ => cop_core::Decision::default(),
        };
        let id = intent.id.to_string();
        let request = Object::new()
            .text("id", &id)
            .text("community", slice.community.as_str())
            .json(
                "command",
                &written(&intent.command).ok_or(Failure::Garbled)?,
            )
            .end();
        self.pending.borrow_mut().push(Pending {
            command: id.clone(),
            community: slice.community.clone(),
            position: None,
            activities: decision.activities,
            texts: decision.texts,
        });
        self.fold_all();
        self.notify();
        self.post(Waiting::new(id, request, answered));
        Ok(())
    }

    /// Takes what came back over the stream out of what is on its way: whether it was.
    pub(super) fn confirm(&self, item: &Item) -> bool {
        let mut was_pending = false;
        self.pending.borrow_mut().retain_mut(|pending| {
            let n_before = pending.activities.len();
            pending
                .activities
                .retain(|activity| activity.id != item.activity.id);
            was_pending |= pending.activities.len() < n_before;
            !pending.activities.is_empty()
        });
        was_pending
    }

    /// Puts what is on its way on top of what is confirmed, everywhere.
    pub(super) fn fold_all(&self) {
        let pending = self.pending.borrow();
        // Of somebody who has signed out nothing is seen that was not sent.
        let reader = self.person();
        let is_owner = reader.is_some() && reader == *self.owner.borrow();
        let pending: &[Pending] = if is_owner { &pending } else { &[] };
        let caller = self.caller.borrow();
        for (id, slice) in self.slices.borrow_mut().iter_mut() {
            if let Slice::Loaded(loaded) = slice {
                if let Caller::Person {
                    id,
                    name: Some(name),
                } = &*caller
                {
                    loaded.name(id, name);
                }
                let position = loaded.position();
                loaded.fold(
                    pending
                        .iter()
                        .filter(|pending| pending.is_news_to(&id.community, position)),
                );
            }
        }
    }
}

/// A command as JSON.
#[cfg(feature = "whole")]
fn written(command: &Command) -> Option<String> {
    serde_json::to_string(command).ok()
}

/// A command as JSON, of those that the first part gives.
#[cfg(not(feature = "whole"))]
fn written(command: &Command) -> Option<String> {
    let mut json = String::new();
    crate::json::write(&command.given()?, &mut json);
    Some(json)
}

/// A UUIDv7, which sorts by the time of the device: that of the server is not known without a network.
pub(super) fn new_id() -> CommandId {
    let ms = u64::try_from(platform::now_ms()).unwrap_or_default();
    let uuid = Builder::from_unix_timestamp_millis(ms, &platform::random_bytes()).into_uuid();
    CommandId::from_u128(uuid.as_u128())
}

#[allow(clippy::needless_pass_by_value, reason = "map_err hands it over")]
fn refused(refusal: Refusal) -> Failure {
    Failure::Refused(refusal.code().to_owned())
}
