//! What the server keeps of the reader and the page reads out or works on: a statement, and communities for them.

use cop_core::activity::{Activity, Kind};
use cop_core::affiliation::People;
use cop_core::id::Term;
use cop_core::measure::Personal;
use cop_core::measure::communities_for_you::{Candidate, CommunitiesForYou, suggest, words_of};
use cop_core::membership::Standing;
use cop_core::reads;
use cop_core::view::DirectoryEntry;
use cop_core::wire::Value;

use super::own::Line;
use super::{Directory, Failure, Session};
use crate::json;
use crate::route::escaped;

/// Communities for the reader, with what the directory says of each.
#[derive(Debug, Clone)]
pub struct ForYou {
    /// Which, and why.
    pub found: Personal<CommunitiesForYou>,
    /// All that the reader may see.
    pub directory: Vec<DirectoryEntry>,
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
        let candidates: Vec<Candidate> = directory.iter().map(candidate).collect();
        Ok(ForYou {
            found: suggest(&words, &candidates, self.now()),
            directory,
        })
    }

    async fn whole_directory(&self) -> Result<Vec<DirectoryEntry>, Failure> {
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
