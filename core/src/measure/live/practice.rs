//! Artefacts and what became of them, problems, and the evidence that things rest on.
//!
//! Each fact stands at its position in the log, so that the order in which facts come in does not matter, and one that is
//! taken back leaves nothing behind.

use std::collections::BTreeMap;

use super::super::Provenance;
use super::super::interner::Table;
use super::super::stored::stored;
use super::reports::Reports;
use super::{Deed, Names, Thing};
use crate::activity::{ArtefactForm, ArtefactState, Basis, Kind};
use crate::time::{CivilDate, Timestamp};

/// Artefacts and what became of them, problems, and what came of it all.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct Practice {
    /// By number of the artefact.
    pub(in super::super) artefacts: BTreeMap<u32, ArtefactHere>,
    /// Problems, by position.
    pub(in super::super) problems: BTreeMap<u64, ProblemHere>,
    /// What evidence was cited, and by what, by position.
    pub(in super::super) cited: BTreeMap<u64, Cited>,
    /// The threads and turns that were summed up, by position.
    pub(in super::super) summaries: BTreeMap<u64, u32>,
    /// What came of it.
    pub(in super::super) reports: Reports,
    /// How what is known of artefacts is known.
    pub(in super::super) basis: Provenance,
    /// How often each person did something with an artefact.
    pub(in super::super) people: Table<u32, u32>,
    threads: Table<u32, u32>,
}

stored!(Practice {
    artefacts,
    problems,
    cited,
    summaries,
    reports,
    basis,
    people,
    threads
});

/// What became of an artefact; each by position.
#[derive(Debug, Clone, Default)]
pub(in super::super) struct ArtefactHere {
    /// How it was drafted: once, unless it came in from elsewhere twice.
    pub(in super::super) drafts: BTreeMap<u64, Draft>,
    /// What reviews found, and when somebody should look again.
    pub(in super::super) reviews: BTreeMap<u64, (ArtefactState, Option<CivilDate>)>,
    /// When it was used.
    pub(in super::super) uses: BTreeMap<u64, Use>,
    /// When a thread was said to have to do with it, or began with it.
    pub(in super::super) links: BTreeMap<u64, Use>,
}

stored!(ArtefactHere {
    drafts,
    reviews,
    uses,
    links
});

/// How an artefact was drafted.
#[derive(Debug, Clone)]
pub(in super::super) struct Draft {
    /// Who wrote it.
    pub(in super::super) authors: Vec<u32>,
    /// When.
    pub(in super::super) at: Timestamp,
    /// On which day.
    pub(in super::super) day: CivilDate,
    /// What it is.
    pub(in super::super) form: ArtefactForm,
    /// The thread that it came from.
    pub(in super::super) thread: Option<u32>,
    /// The sources that it rests on.
    pub(in super::super) cites: Vec<u32>,
}

stored!(Draft {
    authors,
    at,
    day,
    form,
    thread,
    cites
});

/// That somebody used an artefact, or saw that a thread has to do with it.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Use {
    /// Who.
    pub(in super::super) who: Option<u32>,
    /// On which day.
    pub(in super::super) day: CivilDate,
    /// In which thread, or turn of one.
    pub(in super::super) within: Option<u32>,
    /// How it is known.
    pub(in super::super) basis: Basis,
}

stored!(Use {
    who,
    day,
    within,
    basis
});

/// A problem that was raised.
#[derive(Debug, Clone)]
pub(in super::super) struct ProblemHere {
    /// Which.
    pub(in super::super) problem: u32,
    /// Who raised it.
    pub(in super::super) who: Option<u32>,
    /// When.
    pub(in super::super) at: Timestamp,
    /// On which day.
    pub(in super::super) day: CivilDate,
    /// The words it goes by.
    pub(in super::super) terms: Vec<u32>,
    /// How it is known.
    pub(in super::super) basis: Basis,
}

stored!(ProblemHere {
    problem,
    who,
    at,
    day,
    terms,
    basis
});

/// That something rests on evidence.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Cited {
    /// What does.
    pub(in super::super) by: Thing,
    /// On which source.
    pub(in super::super) source: u32,
    /// Since which day.
    pub(in super::super) day: CivilDate,
}

stored!(Cited { by, source, day });

impl ArtefactHere {
    /// How it was first drafted: none where that was taken back.
    pub(in super::super) fn draft(&self) -> Option<&Draft> {
        Some(self.drafts.first_key_value()?.1)
    }

    /// What the last review found.
    pub(in super::super) fn last_review(&self) -> Option<(ArtefactState, Option<CivilDate>)> {
        Some(*self.reviews.last_key_value()?.1)
    }

    fn is_empty(&self) -> bool {
        self.drafts.is_empty()
            && self.reviews.is_empty()
            && self.uses.is_empty()
            && self.links.is_empty()
    }
}

impl Practice {
    /// Artefacts that are there, with how each was drafted.
    pub(in super::super) fn drafted(&self) -> impl Iterator<Item = (u32, &Draft, &ArtefactHere)> {
        let artefacts = self.artefacts.iter();
        artefacts.filter_map(|(number, artefact)| Some((*number, artefact.draft()?, artefact)))
    }

    /// The thread that a turn was taken in, or the contribution itself.
    pub(in super::super) fn thread_of(&self, contribution: u32) -> u32 {
        let thread = self.threads.get(&contribution);
        thread.copied().unwrap_or(contribution)
    }

    pub(super) fn count(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) {
        let is_about_artefact = match &deed.activity.what {
            Kind::Replied(turn) => {
                let (turn, thread) = (
                    names.contribution(&turn.turn),
                    names.contribution(&turn.thread),
                );
                match sign {
                    1 => self.threads.insert(turn, thread),
                    _ => self.threads.remove(&turn),
                };
                false
            }
            Kind::ProblemRaised { problem, terms, .. } => {
                let problem = ProblemHere {
                    problem: names.contribution(problem),
                    who: deed.who,
                    at: deed.activity.at,
                    day: deed.day,
                    terms: terms.iter().map(|term| names.term(term)).collect(),
                    basis: deed.activity.basis,
                };
                keep(&mut self.problems, deed, problem, sign);
                false
            }
            Kind::Summarised { of, .. } => {
                if let Some(of) = of.contribution() {
                    let of = names.contribution(of);
                    keep(&mut self.summaries, deed, of, sign);
                }
                false
            }
            Kind::EvidenceCited { by, source } => {
                let cited = Cited {
                    by: names.thing(by),
                    source: names.source(source),
                    day: deed.day,
                };
                keep(&mut self.cited, deed, cited, sign);
                true
            }
            Kind::ValueReported(_) | Kind::ValueConfirmed { .. } => {
                self.reports.count(names, deed, sign);
                false
            }
            _ => self.count_of_artefact(names, deed, sign),
        };
        if is_about_artefact {
            self.basis.count(deed.activity.basis, sign);
            self.count_person(deed.who, sign);
        }
    }

    /// Keeps what is about an artefact, and tells whether anything was.
    fn count_of_artefact(&mut self, names: &mut Names, deed: &Deed<'_>, sign: i64) -> bool {
        let seen = |within| Use {
            who: deed.who,
            day: deed.day,
            within,
            basis: deed.activity.basis,
        };
        let artefact = match &deed.activity.what {
            Kind::ArtefactDrafted(draft) => &draft.artefact,
            Kind::ArtefactReviewed { artefact, .. } | Kind::ArtefactUsed { artefact, .. } => {
                artefact
            }
            Kind::ResourceShared {
                artefact: Some(artefact),
                ..
            } => artefact,
            Kind::Connected { to, .. } => match to.contribution() {
                Some(to) => to,
                None => return false,
            },
            _ => return false,
        };
        let artefact = names.contribution(artefact);
        let here = self.artefacts.entry(artefact).or_default();
        match &deed.activity.what {
            Kind::ArtefactDrafted(draft) => {
                let authors = draft.authors.iter().map(|author| names.person(author));
                let draft = Draft {
                    authors: authors.chain(deed.who).collect(),
                    at: deed.activity.at,
                    day: deed.day,
                    form: draft.form,
                    thread: draft.thread.as_ref().map(|id| names.contribution(id)),
                    cites: draft
                        .cites
                        .iter()
                        .map(|cited| names.source(cited))
                        .collect(),
                };
                keep(&mut here.drafts, deed, draft, sign);
            }
            Kind::ArtefactReviewed {
                state, next_review, ..
            } => keep(&mut here.reviews, deed, (*state, *next_review), sign),
            Kind::ArtefactUsed { context, .. } => {
                let context = context.as_ref().and_then(|context| context.contribution());
                let within = context.map(|id| names.contribution(id));
                keep(&mut here.uses, deed, seen(within), sign);
            }
            Kind::Connected { from, .. } => {
                let from = names.contribution(from);
                keep(&mut here.links, deed, seen(Some(from)), sign);
            }
            Kind::ResourceShared { contribution, .. } => {
                let thread = names.contribution(contribution);
                keep(&mut here.links, deed, seen(Some(thread)), sign);
            }
            _ => {}
        }
        if here.is_empty() {
            self.artefacts.remove(&artefact);
        }
        matches!(
            deed.activity.what,
            Kind::ArtefactDrafted(_) | Kind::ArtefactReviewed { .. } | Kind::ArtefactUsed { .. }
        )
    }

    fn count_person(&mut self, who: Option<u32>, sign: i64) {
        let Some(who) = who else { return };
        let n = self.people.entry(who).or_insert(0);
        *n = if sign > 0 { *n + 1 } else { *n - 1 };
        if *n == 0 {
            self.people.remove(&who);
        }
    }
}

/// Keeps a fact at its position in the log, or takes it away.
pub(super) fn keep<T>(facts: &mut BTreeMap<u64, T>, deed: &Deed<'_>, fact: T, sign: i64) {
    match sign {
        1 => facts.insert(deed.position, fact),
        _ => facts.remove(&deed.position),
    };
}
