//! What a community talks about: problems and the turns in their threads, announcements, resources, concerns, stories.

mod concern;
mod connection;
mod evidence;
mod reception;
mod reframing;
mod root;
mod summary;
mod thread;
mod turn;

use serde::Serialize;

use crate::IS_WHOLE;
use crate::activity::{Activity, Kind, Preference, Reference};
use crate::command::{Command, Intent};
use crate::community::Community;
use crate::decision::{Decision, Draft};
use crate::id::{ContributionId, EventId, PersonId};
use crate::order::ordered;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::TextRef;
use crate::time::Timestamp;

pub use concern::ConcernAnswer;
pub use connection::Connection;
pub use evidence::Evidence;
pub(crate) use evidence::cite;
pub(crate) use reception::received;
pub use reception::{Mark, Reception};
pub use reframing::Reframing;
pub use root::Root;
pub use summary::Summary;
pub use thread::{Meaning, Thread};
pub use turn::Said;

/// The threads of a community, and what was said of them and of its meetings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Talk {
    /// Threads, by the id of the contribution they began with.
    threads: SortedMap<ContributionId, Thread>,
    /// The thread that each turn stands in.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    turns: SortedMap<ContributionId, ContributionId>,
    /// What threads and meetings came to, by the id of the summary.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    summaries: SortedMap<ContributionId, Summary>,
    /// What has to do with each other, in the order of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    connections: Vec<Connection>,
    /// How meetings were received.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    meetings: SortedMap<EventId, Reception>,
}

reads!(Talk { threads, turns } whole { summaries, connections, meetings });

impl Talk {
    /// The thread that began with a contribution.
    #[must_use]
    pub fn thread(&self, root: &ContributionId) -> Option<&Thread> {
        self.threads.get(root)
    }

    /// All threads, by the id of the contribution they began with.
    pub fn threads(&self) -> impl Iterator<Item = (&ContributionId, &Thread)> {
        self.threads.iter()
    }

    /// The root of the thread that a contribution stands in, be it the root itself or a turn.
    #[must_use]
    pub fn root_of<'a>(&'a self, id: &'a ContributionId) -> Option<&'a ContributionId> {
        if self.threads.contains_key(id) {
            Some(id)
        } else {
            self.turns.get(id)
        }
    }

    /// What a thread or a meeting came to.
    #[must_use]
    pub fn summary(&self, id: &ContributionId) -> Option<&Summary> {
        self.summaries.get(id)
    }

    /// All summaries, by their id.
    pub fn summaries(&self) -> impl Iterator<Item = (&ContributionId, &Summary)> {
        self.summaries.iter()
    }

    /// What has to do with each other, in the order of the log.
    pub fn connections(&self) -> impl Iterator<Item = &Connection> {
        self.connections.iter()
    }

    /// How a meeting was received: none where nobody said anything yet.
    #[must_use]
    pub fn reception(&self, event: &EventId) -> Option<&Reception> {
        self.meetings.get(event)
    }

    pub(crate) fn decide(
        &self,
        community: &Community,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        let may_observe = matches!(intent.command, Command::React { .. });
        if !may_observe || !community.membership.observers.contains(by) {
            community.membership.must_be_member(by)?;
        }
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::RaiseProblem { .. } => {
                root::decide(community, &intent.command, &mut draft)?;
            }
            Command::Reply { .. } => turn::decide(community, intent, &mut draft)?,
            Command::MarkInsight { about } => {
                let what = Kind::InsightMarked {
                    about: about.clone(),
                };
                reception::decide(community, by, what, &mut draft)?;
            }
            _ if !IS_WHOLE => {}
            Command::Announce { .. }
            | Command::ShareResource { .. }
            | Command::RaiseConcern { .. }
            | Command::TellStory { .. }
            | Command::ShareJournal { .. } => {
                root::decide(community, &intent.command, &mut draft)?;
            }
            Command::AnswerConcern { .. } => concern::decide(community, intent, &mut draft)?,
            Command::ReframeProblem { .. } => reframing::decide(community, intent, &mut draft)?,
            Command::Connect { .. } => connection::decide(community, intent, &mut draft)?,
            Command::Summarise { of, text } => summary::decide(community, (of, text), &mut draft)?,
            Command::React { to, reaction } => {
                let what = Kind::Reacted {
                    to: to.clone(),
                    reaction: *reaction,
                };
                reception::decide(community, by, what, &mut draft)?;
            }
            Command::MarkRead { of } => {
                let what = Kind::Read { of: of.clone() };
                if !community.fabric.allows(by, Preference::ReadsLogged) {
                    return Err(Refusal::NoConsent);
                }
                reception::decide(community, by, what, &mut draft)?;
            }
            _ => unreachable!("the community hands over what is said only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        if let Some((id, thread)) = root::begun(activity) {
            self.threads.get_or_insert_with(id, || thread);
        }
        if let Some(received) = received(&activity.what) {
            self.receive(activity, received);
        }
        match &activity.what {
            Kind::Replied(turn) => {
                if let Some(thread) = self.threads.get_mut(&turn.thread) {
                    thread.take_turn(activity, turn);
                    self.turns.insert(turn.turn.clone(), turn.thread.clone());
                }
            }
            _ if !IS_WHOLE => {}
            Kind::ConcernAnswered {
                concern,
                outcome,
                text,
            } => {
                if let Some(thread) = self.threads.get_mut(concern) {
                    thread.added(activity.at);
                    thread.answers.push(ConcernAnswer {
                        activity: activity.id,
                        by: activity.actor.clone(),
                        at: activity.at,
                        outcome: *outcome,
                        text: *text,
                    });
                }
            }
            Kind::ProblemReframed {
                problem,
                statement,
                confirmed_by,
            } => {
                if let Some(thread) = self.threads.get_mut(problem) {
                    thread.added(activity.at);
                    thread.reframings.push(Reframing {
                        activity: activity.id,
                        by: activity.actor.clone(),
                        at: activity.at,
                        statement: *statement,
                        confirmed_by: confirmed_by.clone(),
                    });
                }
            }
            Kind::Summarised { summary, of, text } => {
                self.summaries
                    .get_or_insert_with(summary, || Summary::new(activity, of, *text));
                self.added(of, activity.at);
            }
            Kind::Connected { from, to, reason } => self.connections.push(Connection {
                activity: activity.id,
                by: activity.actor.clone(),
                at: activity.at,
                from: from.clone(),
                to: to.clone(),
                reason: *reason,
            }),
            Kind::EvidenceCited {
                by: Reference::Contribution(by),
                source,
            } => {
                if let Some(thread) = self.thread_with(by) {
                    thread.cite(activity, by, source);
                }
            }
            _ => {}
        }
    }

    fn thread_with(&mut self, id: &ContributionId) -> Option<&mut Thread> {
        let root = self.root_of(id)?.clone();
        self.threads.get_mut(&root)
    }

    fn added(&mut self, to: &Reference, at: Timestamp) {
        if let Some(thread) = to.contribution().and_then(|id| self.thread_with(id)) {
            thread.added(at);
        }
    }

    fn receive(&mut self, activity: &Activity, received: &Reference) {
        match received {
            Reference::Contribution(id) => {
                if let Some(summary) = self.summaries.get_mut(id) {
                    summary.reception.take(activity);
                } else if let Some(thread) = self.thread_with(id) {
                    thread.receive(activity, id);
                }
            }
            Reference::Event(event) => {
                self.meetings
                    .get_or_insert_with(event, Reception::default)
                    .take(activity);
            }
            Reference::Person(_) => {}
        }
    }

    /// Takes over that something was said and taken back: a thread, a turn, a summary. What answers it stays, and the
    /// thread that it was in is as if nothing had been said.
    pub(crate) fn bury(&mut self, activity: &Activity) {
        let within = match &activity.what {
            Kind::Replied(turn) => Some(turn.thread.clone()),
            Kind::Summarised { of, .. } => {
                of.contribution().and_then(|id| self.root_of(id)).cloned()
            }
            _ => None,
        };
        let before = within.and_then(|root| Some((self.threads.get(&root)?.tally(), root)));
        self.evolve(activity);
        if let Some((id, _)) = root::begun(activity)
            && let Some(thread) = self.threads.get_mut(id)
        {
            thread.bury();
        }
        if let Kind::Summarised { summary, .. } = &activity.what
            && let Some(summary) = self.summaries.get_mut(summary)
        {
            summary.bury();
        }
        if let Some((tally, root)) = before
            && let Some(thread) = self.threads.get_mut(&root)
        {
            if let Kind::Replied(turn) = &activity.what {
                thread.bury_turn(&turn.turn);
            }
            thread.set_tally(tally);
        }
    }

    /// The newest threads and those that are near, without their turns; one thread with them. Of connections and
    /// summaries those of these threads, and of meetings.
    pub(crate) fn excerpt(
        &self,
        person: Option<&PersonId>,
        n_newest: usize,
        whole: Option<&ContributionId>,
        near: &SortedSet<ContributionId>,
    ) -> Talk {
        let newest = ordered(self.threads.iter().collect(), |(a_id, a), (b_id, b)| {
            (b.last_at, b_id).cmp(&(a.last_at, a_id))
        });
        let mut threads = SortedMap::new();
        let mut turns = SortedMap::new();
        // Problems and all else beside each other, so that news do not push out what waits for an answer.
        let (mut n_problems, mut n_others) = (0, 0);
        for (id, thread) in newest {
            let is_whole = whole == Some(id);
            let n = match thread.root {
                Root::Problem => &mut n_problems,
                _ => &mut n_others,
            };
            *n += 1;
            if *n <= n_newest || is_whole || near.contains(id) {
                threads.insert(id.clone(), thread.excerpt(person, is_whole));
            }
            if is_whole {
                let said = thread.turns.iter();
                turns.extend(said.map(|said| (said.turn.turn.clone(), id.clone())));
            }
        }
        let is_kept = |of: &Reference| match of {
            Reference::Contribution(id) => threads.contains_key(id) || near.contains(id),
            Reference::Event(_) | Reference::Person(_) => true,
        };
        let summaries = self
            .summaries
            .iter()
            .filter(|(_, summary)| is_kept(&summary.of))
            .map(|(id, summary)| {
                let reception = summary.reception.excerpt(person);
                let summary = Summary {
                    reception,
                    ..summary.clone()
                };
                (id.clone(), summary)
            })
            .collect();
        let connections = self
            .connections
            .iter()
            .filter(|connection| threads.contains_key(&connection.from) && is_kept(&connection.to))
            .cloned()
            .collect();
        let meetings = self
            .meetings
            .iter()
            .map(|(event, reception)| (event.clone(), reception.excerpt(person)))
            .collect();
        Talk {
            threads,
            turns,
            summaries,
            connections,
            meetings,
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for thread in self.threads.values() {
            thread.name_people(people);
        }
        for summary in self.summaries.values() {
            people.extend(summary.author.clone());
            summary.reception.people(people);
        }
        for connection in &self.connections {
            people.extend(connection.by.clone());
            people.extend(connection.to.person().cloned());
        }
        for reception in self.meetings.values() {
            reception.people(people);
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        for thread in self.threads.values() {
            thread.texts(texts);
        }
        texts.extend(self.summaries.values().filter_map(|summary| summary.text));
        texts.extend(self.connections.iter().filter_map(|link| link.reason));
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
