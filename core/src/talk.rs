//! What a community talks about: problems and the turns in their threads, announcements, resources, stories.

use serde::Serialize;

use crate::activity::{Activity, Kind, Turn};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft, at_most_twenty, terms, vantage};
use crate::id::{ContributionId, PersonId, Term};
use crate::membership::Membership;
use crate::order::ordered;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::{Field, TextRef};
use crate::time::Timestamp;
use crate::wire::reads_words;

/// The threads of a community.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Talk {
    /// Threads, by the id of the contribution they began with.
    threads: SortedMap<ContributionId, Thread>,
    /// The thread that each turn stands in.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    turns: SortedMap<ContributionId, ContributionId>,
}

reads!(Talk { threads, turns });

/// What a thread began with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Root {
    /// A problem.
    Problem,
    /// Something told to the community.
    Announcement,
    /// A document, a tool, a link.
    Resource,
    /// A doubt.
    Concern,
    /// What happened to somebody.
    Story,
}

reads_words!(Root { "problem" => Problem, "announcement" => Announcement, "resource" => Resource, "concern" => Concern, "story" => Story });

/// A contribution and the turns that answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// What it began with.
    pub root: Root,
    /// Who began it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When it began.
    pub at: Timestamp,
    /// In a sentence.
    pub title: TextRef,
    /// In more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Where a resource is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<TextRef>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// From where the author sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vantage: Option<Term>,
    /// When it was last added to.
    pub last_at: Timestamp,
    /// How many turns it has; an excerpt may hold fewer.
    pub n_turns: u32,
    /// Whoever took a turn.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub speakers: SortedSet<PersonId>,
    /// How often somebody said that it changed how they see it.
    pub n_insights: u32,
    /// Who said that the root itself changed how they see it.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub changed: SortedSet<PersonId>,
    /// The turns, in the order of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Said>,
}

reads!(Thread {
    root,
    author,
    at,
    title,
    text,
    link,
    terms,
    vantage,
    last_at,
    n_turns,
    speakers,
    n_insights,
    changed,
    turns
});

/// A turn as it stands in its thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Said {
    /// Who took it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When.
    pub at: Timestamp,
    /// What it says, to whom.
    pub turn: Turn,
    /// Whom it changed how they see it, by their own word.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub changed: SortedSet<PersonId>,
}

reads!(Said {
    author,
    at,
    turn,
    changed
});

impl Thread {
    /// Whether somebody other than the author took a turn.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.speakers
            .iter()
            .any(|speaker| Some(speaker) != self.author.as_ref())
    }

    /// Everybody in it: the author and whoever took a turn.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.author.iter().chain(
            self.speakers
                .iter()
                .filter(|speaker| Some(*speaker) != self.author.as_ref()),
        )
    }

    fn has(&self, person: &PersonId) -> bool {
        self.people().any(|other| other == person)
    }

    fn said(&self, turn: &ContributionId) -> Option<&Said> {
        self.turns.iter().find(|said| said.turn.turn == *turn)
    }

    fn author_of(&self, id: &ContributionId, root: &ContributionId) -> Option<&PersonId> {
        if id == root {
            self.author.as_ref()
        } else {
            self.said(id)?.author.as_ref()
        }
    }

    /// To whom a turn is: whom it names, else the author of what it answers,
    /// else whoever else last took a substantive turn. `root` is what the thread began with.
    #[must_use]
    pub fn addressees(
        &self,
        by: &PersonId,
        to: &[PersonId],
        in_reply_to: &ContributionId,
        root: &ContributionId,
    ) -> Vec<PersonId> {
        if !to.is_empty() {
            return to.to_vec();
        }
        let author = self
            .author_of(in_reply_to, root)
            .filter(|author| *author != by);
        author
            .or_else(|| {
                self.turns
                    .iter()
                    .rev()
                    .filter(|said| said.turn.is_substantive())
                    .filter_map(|said| said.author.as_ref())
                    .find(|author| *author != by)
            })
            .cloned()
            .into_iter()
            .collect()
    }
}

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

    pub(crate) fn decide(
        &self,
        membership: &Membership,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        membership.must_be_member(by)?;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::RaiseProblem {
                title,
                text,
                terms: words,
                vantage: typed_vantage,
            } => {
                let problem = draft.ids.contribution();
                let title = draft.text(Field::Title, title)?;
                let text = draft.optional_text(Field::Text, text.as_deref())?;
                draft.record(Kind::ProblemRaised {
                    problem,
                    title,
                    text,
                    terms: terms(words)?,
                    vantage: vantage(typed_vantage.as_deref())?,
                });
            }
            Command::Announce { title, text } => {
                let contribution = draft.ids.contribution();
                let title = draft.text(Field::Title, title)?;
                let text = draft.optional_text(Field::Text, text.as_deref())?;
                draft.record(Kind::Announced {
                    contribution,
                    title,
                    text,
                    terms: Vec::new(),
                });
            }
            Command::ShareResource {
                title,
                text,
                link,
                terms: words,
            } => {
                let contribution = draft.ids.contribution();
                let title = draft.text(Field::Title, title)?;
                let text = draft.optional_text(Field::Text, text.as_deref())?;
                check_link(link.as_deref())?;
                let link = draft.optional_text(Field::Link, link.as_deref())?;
                draft.record(Kind::ResourceShared {
                    contribution,
                    title,
                    text,
                    link,
                    terms: terms(words)?,
                });
            }
            Command::Reply {
                in_reply_to,
                to,
                stance,
                text,
                vantage: typed_vantage,
            } => {
                let root = self
                    .root_of(in_reply_to)
                    .ok_or(Refusal::NoSuchContribution)?;
                let thread = self.thread(root).ok_or(Refusal::NoSuchContribution)?;
                at_most_twenty(to.len())?;
                let to: Vec<PersonId> = to.iter().filter(|person| *person != by).cloned().collect();
                if to
                    .iter()
                    .any(|person| !membership.is_member(person) && !thread.has(person))
                {
                    return Err(Refusal::NoSuchAddressee);
                }
                let turn = Turn {
                    turn: draft.ids.contribution(),
                    thread: root.clone(),
                    in_reply_to: in_reply_to.clone(),
                    addressees: thread.addressees(by, &to, in_reply_to, root),
                    to,
                    stance: *stance,
                    text: Some(draft.text(Field::Text, text)?),
                    vantage: vantage(typed_vantage.as_deref())?,
                };
                draft.record(Kind::Replied(turn));
            }
            Command::MarkInsight { about } => {
                let root = self.root_of(about).ok_or(Refusal::NoSuchContribution)?;
                let thread = self.thread(root).ok_or(Refusal::NoSuchContribution)?;
                if thread.author_of(about, root) == Some(by) {
                    return Err(Refusal::OwnContribution);
                }
                let changed = match thread.said(about) {
                    Some(said) => &said.changed,
                    None => &thread.changed,
                };
                if !changed.contains(by) {
                    draft.record(Kind::InsightMarked {
                        about: about.clone(),
                    });
                }
            }
            _ => unreachable!("the community hands over what is said only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match &activity.what {
            Kind::ProblemRaised {
                problem,
                title,
                text,
                terms,
                vantage,
            } => {
                let mut thread = begun(Root::Problem, activity, *title, *text, terms);
                thread.vantage.clone_from(vantage);
                self.begin(problem, thread);
            }
            Kind::Announced {
                contribution,
                title,
                text,
                terms,
            } => self.begin(
                contribution,
                begun(Root::Announcement, activity, *title, *text, terms),
            ),
            Kind::ResourceShared {
                contribution,
                title,
                text,
                link,
                terms,
            } => {
                let mut thread = begun(Root::Resource, activity, *title, *text, terms);
                thread.link = *link;
                self.begin(contribution, thread);
            }
            Kind::ConcernRaised {
                contribution,
                title,
                text,
                about: _,
            } => self.begin(
                contribution,
                begun(Root::Concern, activity, *title, *text, &[]),
            ),
            Kind::StoryTold {
                contribution,
                title,
                text,
            } => self.begin(
                contribution,
                begun(Root::Story, activity, *title, *text, &[]),
            ),
            Kind::Replied(turn) => self.take_turn(activity, turn),
            Kind::InsightMarked { about } => self.mark(activity, about),
            _ => {}
        }
    }

    fn begin(&mut self, id: &ContributionId, thread: Thread) {
        self.threads.get_or_insert_with(id, || thread);
    }

    fn take_turn(&mut self, activity: &Activity, turn: &Turn) {
        let Some(thread) = self.threads.get_mut(&turn.thread) else {
            return;
        };
        thread.last_at = thread.last_at.max(activity.at);
        thread.n_turns += 1;
        thread.speakers.extend(activity.actor.clone());
        thread.turns.push(Said {
            author: activity.actor.clone(),
            at: activity.at,
            turn: turn.clone(),
            changed: SortedSet::new(),
        });
        self.turns.insert(turn.turn.clone(), turn.thread.clone());
    }

    fn mark(&mut self, activity: &Activity, about: &ContributionId) {
        let (Some(person), Some(root)) = (&activity.actor, self.root_of(about).cloned()) else {
            return;
        };
        let Some(thread) = self.threads.get_mut(&root) else {
            return;
        };
        thread.last_at = thread.last_at.max(activity.at);
        let changed = match thread
            .turns
            .iter_mut()
            .find(|said| said.turn.turn == *about)
        {
            Some(said) => &mut said.changed,
            None => &mut thread.changed,
        };
        if changed.insert(person.clone()) {
            thread.n_insights += 1;
        }
    }

    pub(crate) fn excerpt(&self, n_newest: usize, whole: Option<&ContributionId>) -> Talk {
        let newest = ordered(self.threads.iter().collect(), |(a_id, a), (b_id, b)| {
            (b.last_at, b_id).cmp(&(a.last_at, a_id))
        });
        let mut kept: SortedMap<ContributionId, Thread> = newest
            .into_iter()
            .take(n_newest)
            .map(|(id, thread)| (id.clone(), thread.without_turns()))
            .collect();
        let mut turns = SortedMap::new();
        if let Some((id, thread)) = whole.and_then(|id| Some((id, self.threads.get(id)?))) {
            kept.insert(id.clone(), thread.clone());
            turns.extend(
                thread
                    .turns
                    .iter()
                    .map(|said| (said.turn.turn.clone(), id.clone())),
            );
        }
        Talk {
            threads: kept,
            turns,
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        for thread in self.threads.values() {
            people.extend(thread.people().cloned());
            people.extend(thread.changed.iter().cloned());
            for said in &thread.turns {
                people.extend(said.turn.addressees.iter().cloned());
                people.extend(said.changed.iter().cloned());
            }
        }
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        for thread in self.threads.values() {
            texts.push(thread.title);
            texts.extend(thread.link);
            texts.extend(thread.text);
            texts.extend(thread.turns.iter().filter_map(|said| said.turn.text));
        }
    }
}

impl Thread {
    fn without_turns(&self) -> Thread {
        Thread {
            turns: Vec::new(),
            speakers: self.speakers.clone(),
            changed: self.changed.clone(),
            terms: self.terms.clone(),
            author: self.author.clone(),
            vantage: self.vantage.clone(),
            ..*self
        }
    }
}

fn begun(
    root: Root,
    activity: &Activity,
    title: TextRef,
    text: Option<TextRef>,
    terms: &[Term],
) -> Thread {
    Thread {
        root,
        author: activity.actor.clone(),
        at: activity.at,
        title,
        text,
        link: None,
        terms: terms.to_vec(),
        vantage: None,
        last_at: activity.at,
        n_turns: 0,
        speakers: SortedSet::new(),
        n_insights: 0,
        changed: SortedSet::new(),
        turns: Vec::new(),
    }
}

fn check_link(link: Option<&str>) -> Result<(), Refusal> {
    match link.map(str::trim) {
        None | Some("") => Ok(()),
        Some(link) if link.starts_with("https://") || link.starts_with("http://") => Ok(()),
        Some(_) => Err(Refusal::LinkScheme),
    }
}

#[cfg(test)]
mod tests;
