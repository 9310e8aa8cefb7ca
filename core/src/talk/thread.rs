//! A contribution and the turns that answer it.

use serde::Serialize;

use super::{ConcernAnswer, Evidence, Reception, Reframing, Root, Said, cite};
use crate::activity::{Activity, JournalQuestion, Kind, Reference, Source, Turn};
use crate::id::{ActivityId, ContributionId, PersonId, Term};
use crate::reads;
use crate::sorted::SortedSet;
use crate::text::TextRef;
use crate::time::Timestamp;
use crate::wire::reads_words;

/// A contribution and the turns that answer it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Thread {
    /// The activity that began it.
    pub activity: ActivityId,
    /// What it began with.
    pub root: Root,
    /// Who began it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub author: Option<PersonId>,
    /// When it began.
    pub at: Timestamp,
    /// In a sentence: none where it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TextRef>,
    /// In more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Where a resource is; where an announcement was first told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<TextRef>,
    /// What a concern is about; the artefact that a resource is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub about: Option<Reference>,
    /// What prompted a part of a journal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<JournalQuestion>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
    /// From where the author sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vantage: Option<Term>,
    /// Whether whoever began it, or who holds the community, took it back.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub is_retracted: bool,
    /// When it was last added to.
    pub last_at: Timestamp,
    /// How many turns it has; an excerpt may hold fewer.
    pub n_turns: u32,
    /// Whoever took a turn.
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    pub speakers: SortedSet<PersonId>,
    /// How often somebody said that it changed how they see it.
    pub n_insights: u32,
    /// How the root itself was received.
    #[serde(skip_serializing_if = "Reception::is_empty")]
    pub reception: Reception,
    /// How a problem was put anew, the first time first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub reframings: Vec<Reframing>,
    /// What became of a concern, the first answer first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<ConcernAnswer>,
    /// What the root rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// The turns, in the order of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<Said>,
}

reads!(Thread { activity, root, author, at, title, text, terms, vantage, is_retracted, last_at, n_turns, speakers, n_insights, reception, reframings, turns } whole { link, about, question, answers, evidence });

/// A term that says what a problem is about to be, where it is more than a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// Something may go wrong.
    Risk,
    /// Something is in the way.
    Challenge,
    /// Something works, and others may take it up.
    Solution,
}

reads_words!(Meaning { "risk" => Risk, "challenge" => Challenge, "solution" => Solution });

impl Thread {
    pub(super) fn new(
        activity: &Activity,
        root: Root,
        title: TextRef,
        text: Option<TextRef>,
    ) -> Self {
        Self {
            activity: activity.id,
            root,
            author: activity.actor.clone(),
            at: activity.at,
            title: Some(title),
            text,
            link: None,
            about: None,
            question: None,
            terms: Vec::new(),
            vantage: None,
            is_retracted: false,
            last_at: activity.at,
            n_turns: 0,
            speakers: SortedSet::new(),
            n_insights: 0,
            reception: Reception::default(),
            reframings: Vec::new(),
            answers: Vec::new(),
            evidence: Vec::new(),
            turns: Vec::new(),
        }
    }

    /// Whether somebody other than the author took a turn.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.speakers
            .iter()
            .any(|speaker| Some(speaker) != self.author.as_ref())
    }

    /// Whether it is to be shown: what was taken back is, without its text, where somebody answered it.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        !self.is_retracted || self.is_answered() || !self.answers.is_empty()
    }

    /// Whether a concern waits for a first answer.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.root == Root::Concern && self.answers.is_empty()
    }

    /// The problem as it is put now: in the words of the last reframing, else in those of its author.
    #[must_use]
    pub fn statement(&self) -> Option<TextRef> {
        match self.reframings.last() {
            Some(last) if !self.is_retracted => Some(last.statement),
            _ => self.title,
        }
    }

    /// What a problem is marked as by its terms, in their order.
    pub fn meanings(&self) -> impl Iterator<Item = Meaning> {
        let is_problem = self.root == Root::Problem;
        self.terms
            .iter()
            .filter_map(move |term| match term.as_str() {
                "risk" if is_problem => Some(Meaning::Risk),
                "challenge" if is_problem => Some(Meaning::Challenge),
                "solution" if is_problem => Some(Meaning::Solution),
                _ => None,
            })
    }

    /// Everybody in it: the author and whoever took a turn.
    pub fn people(&self) -> impl Iterator<Item = &PersonId> {
        self.author.iter().chain(
            self.speakers
                .iter()
                .filter(|speaker| Some(*speaker) != self.author.as_ref()),
        )
    }

    pub(super) fn has(&self, person: &PersonId) -> bool {
        self.people().any(|other| other == person)
    }

    pub(crate) fn said(&self, turn: &ContributionId) -> Option<&Said> {
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

    pub(super) fn added(&mut self, at: Timestamp) {
        self.last_at = self.last_at.max(at);
    }

    pub(super) fn take_turn(&mut self, activity: &Activity, turn: &Turn) {
        self.added(activity.at);
        self.n_turns += 1;
        self.speakers.extend(activity.actor.clone());
        self.turns.push(Said::new(activity, turn));
    }

    /// Takes over a word on the root, or on the turn that is named.
    pub(super) fn receive(&mut self, activity: &Activity, id: &ContributionId) {
        let turn = self.turns.iter_mut().find(|said| said.turn.turn == *id);
        let (reception, is_retracted) = match turn {
            Some(said) => (&mut said.reception, said.is_retracted),
            None => (&mut self.reception, self.is_retracted),
        };
        if is_retracted || !reception.take(activity) {
            return;
        }
        if let Kind::InsightMarked { .. } = activity.what {
            self.n_insights += 1;
            self.added(activity.at);
        }
    }

    /// Adds a source to what the root, or the turn that is named, rests on.
    pub(super) fn cite(&mut self, activity: &Activity, by: &ContributionId, source: &Source) {
        let turn = self.turns.iter_mut().find(|said| said.turn.turn == *by);
        let (evidence, is_retracted) = match turn {
            Some(said) => (&mut said.evidence, said.is_retracted),
            None => (&mut self.evidence, self.is_retracted),
        };
        if !is_retracted {
            cite(evidence, activity, source);
            self.added(activity.at);
        }
    }

    /// Marks it as taken back. What was said in it stays.
    pub(super) fn bury(&mut self) {
        self.is_retracted = true;
        self.title = None;
        self.text = None;
        self.link = None;
        self.terms.clear();
        self.vantage = None;
    }

    /// Marks a turn as taken back.
    pub(super) fn bury_turn(&mut self, turn: &ContributionId) {
        for said in &mut self.turns {
            if said.turn.turn == *turn {
                said.bury();
            }
        }
    }

    /// What is counted of its turns: when the last was, how many, whose.
    pub(super) fn tally(&self) -> (Timestamp, u32, SortedSet<PersonId>) {
        (self.last_at, self.n_turns, self.speakers.clone())
    }

    pub(super) fn set_tally(&mut self, tally: (Timestamp, u32, SortedSet<PersonId>)) {
        (self.last_at, self.n_turns, self.speakers) = tally;
    }

    /// What somebody may see of it, with its turns or without.
    pub(super) fn excerpt(&self, person: Option<&PersonId>, with_turns: bool) -> Thread {
        let turns = match with_turns {
            true => self.turns.iter().map(|said| said.excerpt(person)).collect(),
            false => Vec::new(),
        };
        Thread {
            turns,
            reception: self.reception.excerpt(person),
            author: self.author.clone(),
            about: self.about.clone(),
            terms: self.terms.clone(),
            vantage: self.vantage.clone(),
            speakers: self.speakers.clone(),
            reframings: self.reframings.clone(),
            answers: self.answers.clone(),
            evidence: self.evidence.clone(),
            ..*self
        }
    }

    pub(super) fn name_people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.people().cloned());
        people.extend(self.about.iter().filter_map(Reference::person).cloned());
        people.extend(self.evidence.iter().filter_map(|cited| cited.by.clone()));
        people.extend(self.answers.iter().filter_map(|answer| answer.by.clone()));
        for reframing in &self.reframings {
            people.extend(reframing.by.clone());
            people.extend(reframing.confirmed_by.iter().cloned());
        }
        self.reception.people(people);
        for said in &self.turns {
            people.extend(said.author.clone());
            people.extend(said.turn.addressees.iter().cloned());
            people.extend(said.evidence.iter().filter_map(|cited| cited.by.clone()));
            said.reception.people(people);
        }
    }

    pub(super) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend([self.title, self.text, self.link].into_iter().flatten());
        texts.extend(self.reframings.iter().map(|reframing| reframing.statement));
        texts.extend(self.answers.iter().filter_map(|answer| answer.text));
        texts.extend(self.turns.iter().filter_map(|said| said.turn.text));
    }
}
