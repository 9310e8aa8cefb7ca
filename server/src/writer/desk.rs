//! What the writer's thread does: decide what waits, append it, show it, answer.

mod provision;

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Erasure, Kind, Recorded};
use cop_core::command::{Command, Context, Intent};
use cop_core::id::{CommandId, CommunityId, PersonId};
use cop_core::sorted::SortedSet;
use cop_core::{Decision, Evolved, Model, Scope};
use tokio::sync::mpsc;

use super::{Accepted, Fault, Message, Submission, Waiting};
use crate::clock;
use crate::live::Live;
use crate::store::{Batch, CommandRecord, Outcome, Pending, Store, StoreError};

/// Most commands in one transaction.
const MAX_COMMANDS: usize = 256;
/// How many activities are read at a time when somebody else appended.
const CATCH_UP_PAGE: usize = 1_000;

pub(super) struct Desk {
    store: Store,
    live: Live,
    /// Ahead of what others see by what is not on the disk yet.
    model: Model,
    /// The head of the log when `model` was last the same as what others see.
    head: u64,
    last_positions: BTreeMap<CommunityId, u64>,
    names: BTreeMap<PersonId, String>,
}

/// What the commands of one transaction come to.
#[derive(Default)]
struct Draft {
    batch: Batch,
    answers: Vec<Result<Accepted, Fault>>,
    by_command: BTreeMap<CommandId, Answered>,
    ids: BTreeSet<u128>,
    last_positions: BTreeMap<CommunityId, u64>,
    /// Whether something in it changes what was recorded before.
    is_amending: bool,
}

struct Answered {
    by: PersonId,
    body_hash: [u8; 32],
    answer: Result<Accepted, Fault>,
}

impl Answered {
    /// The first answer, for whoever gives the very same command.
    fn to(&self, waiting: &Waiting) -> Result<Accepted, Fault> {
        if self.by == waiting.recorded_as() && self.body_hash == waiting.body_hash {
            self.answer.clone()
        } else {
            Err(Fault::IdReused)
        }
    }
}

impl Desk {
    pub(super) fn open(store: Store) -> Result<Self, StoreError> {
        let (model, head) = store.fold()?;
        Ok(Self {
            live: Live::new(model.clone(), head),
            model,
            head,
            last_positions: store.last_positions()?,
            names: store.names()?.into_iter().collect(),
            store,
        })
    }

    pub(super) fn live(&self) -> Live {
        self.live.clone()
    }

    pub(super) fn run(mut self, mut queue: mpsc::Receiver<Message>) {
        while let Some(first) = queue.blocking_recv() {
            let mut waiting = Vec::new();
            let mut next = Some(first);
            while let Some(message) = next {
                match message {
                    Message::Decide(command) => waiting.push(*command),
                    Message::CatchUp => self.look_for_others(),
                    Message::Provision(message) => {
                        self.answer_all(std::mem::take(&mut waiting));
                        let answer = self.provision(&message.provisioning);
                        // Whoever hung up asks again, and what is so already is not recorded again.
                        message.answer.send(answer).ok();
                    }
                }
                next = (waiting.len() < MAX_COMMANDS)
                    .then(|| queue.try_recv().ok())
                    .flatten();
            }
            self.answer_all(waiting);
        }
    }

    fn look_for_others(&mut self) {
        match self.catch_up() {
            Ok(()) => {}
            Err(fault) => tracing::error!(%fault, "the log could not be read"),
        }
        if self.live.position() != self.head {
            self.forget_what_was_not_recorded();
        }
    }

    fn answer_all(&mut self, waiting: Vec<Waiting>) {
        if waiting.is_empty() {
            return;
        }
        let answers = match self.settle(&waiting) {
            Ok(answers) => answers,
            Err(fault) => {
                tracing::error!(%fault, "nothing was recorded");
                self.forget_what_was_not_recorded();
                waiting.iter().map(|_| Err(Fault::NotRecorded)).collect()
            }
        };
        for (waiting, answer) in waiting.into_iter().zip(answers) {
            // Whoever hung up gets the answer by giving the command again.
            waiting.answer.send(answer).ok();
        }
    }

    fn settle(&mut self, waiting: &[Waiting]) -> Result<Vec<Result<Accepted, Fault>>, StoreError> {
        // Erasing goes through the log, so it is done alone and on top of what is on the disk.
        if let Some(nth) = waiting.iter().position(Waiting::is_erasing)
            && waiting.len() > 1
        {
            let mut answers = Vec::with_capacity(waiting.len());
            let (before, rest) = waiting.split_at(nth);
            let (erasing, after) = rest.split_at(1);
            for part in [before, erasing, after] {
                if !part.is_empty() {
                    answers.extend(self.settle(part)?);
                }
            }
            return Ok(answers);
        }
        loop {
            let mut draft = Draft::default();
            for waiting in waiting {
                let answer = self.answer(&mut draft, waiting)?;
                draft.answers.push(answer);
            }
            match self.store.append(self.head, &draft.batch) {
                Ok(head) => {
                    self.publish(head, &draft);
                    return Ok(draft.answers);
                }
                Err(StoreError::Moved { .. }) => {
                    self.catch_up()?;
                    self.forget_what_was_not_recorded();
                }
                Err(fault) => return Err(fault),
            }
        }
    }

    fn answer(
        &mut self,
        draft: &mut Draft,
        waiting: &Waiting,
    ) -> Result<Result<Accepted, Fault>, StoreError> {
        let submission = &waiting.submission;
        if let Some(answered) = draft.by_command.get(&submission.id) {
            return Ok(answered.to(waiting));
        }
        if let Some(record) = self.store.command(submission.id)? {
            return Ok(self.answered(record)?.to(waiting));
        }
        let decision = match self.decide(draft, submission)? {
            Ok(decision) => decision,
            Err(fault) => {
                if let Fault::Refused { code, detail } = &fault {
                    let outcome = Outcome::Refused {
                        code: code.clone(),
                        detail: detail.clone(),
                    };
                    draft.keep(waiting, outcome, Err(fault.clone()));
                }
                return Ok(Err(fault));
            }
        };
        if !self.are_ids_free(draft, submission.id, &decision)? {
            return Ok(Err(Fault::IdReused));
        }
        Ok(Ok(self.accept(draft, waiting, decision)?))
    }

    fn decide(
        &self,
        draft: &Draft,
        submission: &Submission,
    ) -> Result<Result<Decision, Fault>, StoreError> {
        if let Command::Erase {
            of: Erasure::Person(person),
        } = &submission.command
            && !self.store.knows(person)?
        {
            return Ok(Ok(Decision::default()));
        }
        let intent = Intent {
            id: submission.id,
            by: submission.by.clone(),
            at: clock::now(),
            community: submission.community.clone(),
            command: submission.command.clone(),
            context: Context {
                speaking_as: submission.speaking_as,
                earlier: self.earlier(draft, &submission.command)?,
                is_operator: submission.is_operator,
            },
        };
        if let (Some(expected), Some(community)) =
            (submission.expected_position, &submission.community)
            // Whoever may not know of the community must not learn its position.
            && self.model.visible(community, Some(&submission.by)).is_some()
            && let Some(&position) = draft
                .last_positions
                .get(community)
                .or_else(|| self.last_positions.get(community))
            && position > expected
        {
            return Ok(Err(Fault::ChangedSince { position }));
        }
        let decided = self.model.decide(&intent);
        Ok(decided.map_err(|refusal| Fault::Refused {
            code: refusal.code().to_owned(),
            detail: refusal.to_string(),
        }))
    }

    /// The activity that a correction is about, from the log or from what waits to be appended to it.
    fn earlier(&self, draft: &Draft, command: &Command) -> Result<Option<Activity>, StoreError> {
        let Some(of) = command.earlier() else {
            return Ok(None);
        };
        let mut waiting = draft.batch.activities.iter();
        match waiting.find(|activity| activity.id == of) {
            Some(activity) => Ok(Some(activity.clone())),
            None => self.store.activity(of),
        }
    }

    /// Whether the ids that follow from a command's own are free: a made-up id could lie just before another's.
    fn are_ids_free(
        &self,
        draft: &Draft,
        command: CommandId,
        decision: &Decision,
    ) -> Result<bool, StoreError> {
        let n = decision.activities.len() + decision.texts.len() + 1;
        let first = command.as_u128();
        let Some(last) = first.checked_add(n as u128) else {
            return Ok(false);
        };
        Ok(
            draft.ids.range(first..=last).next().is_none()
                && !self.store.uses_ids_of(command, n)?,
        )
    }

    fn accept(
        &mut self,
        draft: &mut Draft,
        waiting: &Waiting,
        mut decision: Decision,
    ) -> Result<Accepted, StoreError> {
        let submission = &waiting.submission;
        for activity in &mut decision.activities {
            self.erase(draft, activity)?;
        }
        let before = self.head + draft.batch.activities.len() as u64;
        let activities: Vec<Recorded> = (before + 1..)
            .zip(decision.activities)
            .map(|(position, activity)| Recorded { position, activity })
            .collect();
        let mut again = BTreeSet::new();
        for recorded in &activities {
            if let Evolved::FoldAgain(scope) = self.model.evolve(&recorded.activity) {
                again.insert(scope);
            }
            draft.add(recorded);
        }
        if !again.is_empty() {
            draft.is_amending = true;
            let pending = Pending::of(&draft.batch);
            if again.contains(&Scope::Everything) {
                // Of somebody who was erased, the model must not even hold that they had two accounts.
                (self.model, _) = self.store.fold_with(&pending)?;
            } else {
                let store = &self.store;
                store.fold_again(&mut self.model, &again, self.head, &pending)?;
            }
        }
        draft
            .ids
            .extend(decision.texts.iter().map(|(id, _)| id.as_u128()));
        draft.batch.texts.extend(decision.texts);
        draft.batch.labels.extend(decision.labels);
        if let Some(name) = &submission.name
            && !activities.is_empty()
            && draft.batch.removal.people.is_empty()
            && self.names.get(&submission.by) != Some(name)
        {
            let named = (submission.by.clone(), name.clone());
            draft.batch.names.push(named);
        }
        let n = activities.len() as u64;
        let accepted = Accepted {
            position: before + n,
            activities,
        };
        let first = if n == 0 { before } else { before + 1 };
        draft.keep(
            waiting,
            Outcome::Recorded { first, n },
            Ok(accepted.clone()),
        );
        Ok(accepted)
    }

    /// What an erasure takes away goes with it; the log does not keep who it was.
    fn erase(&self, draft: &mut Draft, activity: &mut Activity) -> Result<(), StoreError> {
        let Kind::Erased { of } = &mut activity.what else {
            return Ok(());
        };
        let accounts = match of {
            Erasure::Person(person) => self.model.amendments().accounts_of(person),
            Erasure::Activity(_) | Erasure::Somebody => SortedSet::new(),
        };
        draft
            .batch
            .removal
            .add(self.store.removal(of, accounts.iter().cloned().collect())?);
        if let Erasure::Person(_) = of {
            *of = Erasure::Somebody;
            activity.actor = None;
            activity.recorder = None;
            activity.speaking_as = None;
        }
        Ok(())
    }

    fn answered(&self, record: CommandRecord) -> Result<Answered, StoreError> {
        let answer = match record.outcome {
            Outcome::Refused { code, detail } => Err(Fault::Refused { code, detail }),
            Outcome::Recorded { first, n: 0 } => Ok(Accepted {
                position: first,
                activities: Vec::new(),
            }),
            Outcome::Recorded { first, n } => Ok(Accepted {
                position: first + n - 1,
                activities: self
                    .store
                    .read(first - 1, usize::try_from(n).unwrap_or(usize::MAX))?,
            }),
        };
        Ok(Answered {
            by: record.by,
            body_hash: record.body_hash,
            answer,
        })
    }

    fn publish(&mut self, head: u64, draft: &Draft) {
        let recorded: Vec<Recorded> = (self.head + 1..)
            .zip(&draft.batch.activities)
            .map(|(position, activity)| Recorded {
                position,
                activity: activity.clone(),
            })
            .collect();
        self.head = head;
        self.last_positions.extend(draft.last_positions.clone());
        self.names.extend(draft.batch.names.iter().cloned());
        for person in &draft.batch.removal.people {
            self.names.remove(person);
        }
        if draft.is_amending {
            self.live.replace(self.model.clone(), head);
        } else {
            self.live.advance(&recorded);
        }
    }

    /// Takes over what another program appended to the same store.
    fn catch_up(&mut self) -> Result<(), StoreError> {
        let mut position = self.live.position();
        let mut model = None;
        let mut again = BTreeSet::new();
        loop {
            let page = self.store.read(position, CATCH_UP_PAGE)?;
            let Some(last) = page.last() else { break };
            position = last.position;
            let model = model.get_or_insert_with(|| self.live.look(|folded| folded.model.clone()));
            for recorded in &page {
                if let Some(community) = &recorded.activity.community {
                    self.last_positions
                        .insert(community.clone(), recorded.position);
                }
                if let Evolved::FoldAgain(scope) = model.evolve(&recorded.activity) {
                    again.insert(scope);
                }
            }
        }
        if let Some(mut model) = model {
            if again.contains(&Scope::Everything) {
                (model, position) = self.store.fold()?;
                self.last_positions = self.store.last_positions()?;
            } else {
                let pending = Pending::default();
                self.store
                    .fold_again(&mut model, &again, position, &pending)?;
            }
            // Whoever appended may have named or erased people as well.
            self.names = self.store.names()?.into_iter().collect();
            self.live.replace(model, position);
        }
        Ok(())
    }

    fn forget_what_was_not_recorded(&mut self) {
        (self.model, self.head) = self
            .live
            .look(|folded| (folded.model.clone(), folded.position));
    }
}

impl Draft {
    fn add(&mut self, recorded: &Recorded) {
        let activity: &Activity = &recorded.activity;
        self.ids.insert(activity.id.as_u128());
        if let Some(community) = &activity.community {
            self.last_positions
                .insert(community.clone(), recorded.position);
        }
        self.batch.activities.push(activity.clone());
    }

    fn keep(&mut self, waiting: &Waiting, outcome: Outcome, answer: Result<Accepted, Fault>) {
        // Who was erased must not be found here again; for them there is nothing to do a second time.
        if waiting.is_erasing_a_person() {
            return;
        }
        let (id, by) = (&waiting.submission.id, &waiting.recorded_as());
        self.batch.commands.push(CommandRecord {
            id: *id,
            by: by.clone(),
            body_hash: waiting.body_hash,
            outcome,
        });
        let answered = Answered {
            by: by.clone(),
            body_hash: waiting.body_hash,
            answer,
        };
        self.by_command.insert(*id, answered);
    }
}
