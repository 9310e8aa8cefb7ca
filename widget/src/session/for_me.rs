//! What the server keeps of the reader and the page reads out or works on: a statement, and communities for them.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Activity, Kind};
use cop_core::affiliation::{Affiliation, Dimension, People};
use cop_core::id::{PersonId, Term};
use cop_core::measure::communities_for_you::{
    Candidate, CommunitiesForYou, Suggestion, suggest, words_of, would_bring,
};
use cop_core::measure::{Personal, RULES, Sentence};
use cop_core::membership::Standing;
use cop_core::reads;
use cop_core::view::{DirectoryEntry, Seen};
use cop_core::wire::Value;

use super::own::Line;
use super::slice::SliceId;
use super::{Directory, Failure, Session, wire};
use crate::json;
use crate::route::escaped;

/// Communities for the reader, with what the directory says of each.
#[derive(Debug, Clone)]
pub struct ForYou {
    /// Which, and why.
    pub found: Personal<CommunitiesForYou>,
    /// All that the reader may see.
    pub directory: Vec<DirectoryEntry>,
    me: PersonId,
    /// Where the reader stands.
    own: People,
    /// The words that the reader goes by.
    words: BTreeSet<Term>,
}

/// Why one community may be for the reader.
#[derive(Debug, Clone, Default)]
pub struct Reasons {
    /// The words that both go by, in a sentence.
    pub words: Option<Sentence>,
    /// Whether many of the reader's profession meet others there.
    pub meets_profession: bool,
    /// Whom it seeks and has nobody of, as the reader would be.
    pub would_bring: Option<String>,
}

impl ForYou {
    /// Why the community that is seen may be for the reader, whether it is among the nearest or not.
    #[must_use]
    pub fn reasons(&self, seen: &Seen<'_>) -> Reasons {
        let community = seen.community;
        let mut weighed: Vec<Candidate> = self.directory.iter().map(candidate).collect();
        for other in &mut weighed {
            // The others weigh the words and are not suggested here.
            other.is_member = other.community != community.id;
            if !other.is_member {
                other.threads = used_in_threads(seen);
            }
        }
        let found = suggest(&self.words, &weighed, seen.now);
        let words = found.status.value().and_then(|found| {
            let one = found.communities.iter().find(|one| one.beside.is_none())?;
            Some(one.says.clone())
        });
        Reasons {
            words,
            meets_profession: self.meets_profession(seen),
            would_bring: self.brings(seen),
        }
    }

    /// What the directory may say of a community: why it is among the nearest to the reader.
    #[must_use]
    pub fn nearest(&self, entry: &DirectoryEntry) -> Option<&Suggestion> {
        let found = self.found.status.value()?;
        found
            .communities
            .iter()
            .find(|one| one.community == entry.id && one.beside.is_none())
    }

    /// So few are never told of that anybody could be found out by it.
    fn meets_profession(&self, seen: &Seen<'_>) -> bool {
        let own = self.own.on(&self.me, Dimension::Profession);
        if !matches!(own, Affiliation::Known(_)) {
            return false;
        }
        let (mut n_alike, mut n_others) = (0, 0);
        for member in seen.community.membership.members.keys() {
            match seen.people.on(member, Dimension::Profession) {
                other if other == own => n_alike += 1,
                Affiliation::Known(_) => n_others += 1,
                Affiliation::NoneDeclared | Affiliation::Unknown => {}
            }
        }
        n_alike >= RULES.k && n_others >= RULES.k
    }

    fn brings(&self, seen: &Seen<'_>) -> Option<String> {
        let mut people = seen.people.clone();
        people.learn(self.own.clone());
        let community = seen.community;
        let sought = would_bring(&community.frame, &community.membership, &self.me, &people)?;
        let name = community.frame.constituencies.get(&sought)?.name;
        seen.particulars.text(name).map(str::to_owned)
    }
}

/// In how many threads that the page knows of each word is used.
fn used_in_threads(seen: &Seen<'_>) -> BTreeMap<Term, u64> {
    let mut used = BTreeMap::new();
    for (_, thread) in seen.community.talk.threads() {
        for term in &thread.terms {
            *used.entry(term.clone()).or_default() += 1;
        }
    }
    used
}

/// What the server keeps of the reader, as far as words are found in it.
struct Kept {
    affiliations: People,
    activities: Vec<Placed>,
}

reads!(Kept {
    affiliations,
    activities
});

/// An activity beside its place in the log.
struct Placed {
    activity: Line,
}

reads!(Placed { activity });

impl Session {
    /// What the reader did to keep communities going.
    pub async fn statement(&self) -> Result<Value, Failure> {
        let sent = self.request("/v1/me/statement", None).await?;
        json::value(&sent).ok_or(Failure::Garbled)
    }

    /// Communities that go by the same words as the reader, of those that they may see.
    pub async fn communities_for_me(&self) -> Result<ForYou, Failure> {
        let me = self.person().ok_or(Failure::SignIn)?;
        let kept: Kept = self.get("/v1/me/export").await?;
        let own = kept.activities.into_iter().map(|placed| placed.activity.0);
        let named = own
            .filter(|activity| activity.actor.as_ref() == Some(&me))
            .flat_map(words);
        let words = words_of(&kept.affiliations.affiliations(&me), named);
        let directory = self.whole_directory().await?;
        let mut candidates: Vec<Candidate> = directory.iter().map(candidate).collect();
        let first = suggest(&words, &candidates, self.now());
        let own = kept.affiliations.excerpt([&me]);
        for one in first
            .status
            .value()
            .iter()
            .flat_map(|found| &found.communities)
        {
            // Whom it seeks, the directory does not say.
            let path = SliceId::of(&one.community).path();
            let state: wire::State = self.get(&path).await?;
            let mut people = state.people;
            people.learn(own.clone());
            let (frame, membership) = (&state.community.frame, &state.community.membership);
            let brings = would_bring(frame, membership, &me, &people);
            let same = |other: &&mut Candidate| other.community == one.community;
            if let Some(candidate) = candidates.iter_mut().find(same) {
                candidate.would_bring = brings;
            }
        }
        Ok(ForYou {
            found: suggest(&words, &candidates, self.now()),
            directory,
            me,
            own,
            words,
        })
    }

    pub(super) async fn whole_directory(&self) -> Result<Vec<DirectoryEntry>, Failure> {
        let mut all = Vec::new();
        let mut query = String::from("?q=");
        loop {
            let Directory {
                communities, next, ..
            } = self.directory(&query).await?;
            all.extend(communities);
            match next {
                Some(next) => query = ["?q=&after=", &escaped(&next)].concat(),
                None => return Ok(all),
            }
        }
    }
}

/// The words that somebody gave to what they raised or shared.
fn words(activity: Activity) -> Vec<Term> {
    match activity.what {
        Kind::ProblemRaised { terms, .. }
        | Kind::ResourceShared { terms, .. }
        | Kind::Announced { terms, .. } => terms,
        _ => Vec::new(),
    }
}

fn candidate(entry: &DirectoryEntry) -> Candidate {
    let term = |word: &String| Term::parse(word).ok();
    Candidate {
        community: entry.id.clone(),
        is_member: entry.standing == Some(Standing::Member),
        purpose: entry.terms.iter().filter_map(term).collect(),
        // The directory does not say them.
        threads: Default::default(),
        would_bring: None,
    }
}
