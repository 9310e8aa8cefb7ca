//! Problems that are like the one that somebody is putting: of this community, and of others that they may see.
//!
//! Nothing that is typed leaves the page: the directory and the problems of communities that go by the same words are
//! fetched, and compared here.

use cop_core::id::{ActivityId, CommunityId, ContributionId, PersonId};
use cop_core::reads;
use cop_core::sorted::{SortedMap, SortedSet};
use cop_core::time::Timestamp;
use cop_core::view::{DirectoryEntry, PersonView, ProblemLine};
use cop_core::wire::{Fields, Read, Reading, Value};

use super::{Failure, Session};
use crate::route::escaped;

/// How many other communities are asked for their problems at once.
const N_PLACES: usize = 3;
/// How many problems are found.
const N_FOUND: usize = 3;
/// Shorter words say too little.
const MIN_CHARS: usize = 4;
/// How much a word weighs that only one problem uses; of those that several use each takes its part.
const WEIGHT: usize = 12;
/// How much has to be common to two problems: one word that hardly another one uses, or several.
const ENOUGH: usize = 4;

/// What is known of the problems of other communities.
#[derive(Debug, Clone, Default)]
pub struct Elsewhere {
    directory: Option<Vec<DirectoryEntry>>,
    /// The communities that were asked, with their problems.
    pub places: Vec<Place>,
}

/// A community with its problems.
#[derive(Debug, Clone)]
pub struct Place {
    /// Which.
    pub community: CommunityId,
    /// What it is called.
    pub name: String,
    /// Its problems.
    pub problems: Vec<ProblemLine>,
}

impl Elsewhere {
    /// Takes over what was found out meanwhile.
    pub fn learn(&mut self, other: Self) {
        self.directory = other.directory.or(self.directory.take());
        for place in other.places {
            if self
                .places
                .iter()
                .all(|known| known.community != place.community)
            {
                self.places.push(place);
            }
        }
    }
}

/// A page of problems as the server sends it.
struct Listed {
    problems: Vec<Line>,
}

reads!(Listed { problems });

/// A problem in one line, as far as it is shown among others.
struct Line(ProblemLine);

/// Who raised it.
struct Author {
    id: PersonId,
    name: Option<String>,
    organisation: Option<String>,
    profession: Option<String>,
}

reads!(Author {
    id,
    name,
    organisation,
    profession
});

impl Read for Line {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, reading);
        let author: Option<Author> = fields.take("author");
        Self(ProblemLine {
            id: fields.take::<ContributionId>("id"),
            title: fields.take("title"),
            author: author.map(|author| PersonView {
                id: author.id,
                name: author.name,
                organisation: author.organisation,
                profession: author.profession,
            }),
            at: fields.take::<Timestamp>("at"),
            last_at: fields.take::<Timestamp>("last_at"),
            n_turns: fields.take("n_turns"),
            n_people: fields.take("n_people"),
            n_organisations: fields.take("n_organisations"),
            answered: fields.take("answered"),
            n_insights: fields.take("n_insights"),
            activity: fields.take::<ActivityId>("activity"),
            statement: fields.take("statement"),
            meanings: Vec::new(),
            is_retracted: fields.take("is_retracted"),
        })
    }
}

impl Session {
    /// Asks the communities that go by words of a text for their problems, unless they were asked before.
    pub async fn look_elsewhere(
        &self,
        here: &CommunityId,
        text: &str,
        common: &str,
        mut known: Elsewhere,
    ) -> (Elsewhere, Result<(), Failure>) {
        if known.directory.is_none() {
            match self.whole_directory().await {
                Ok(directory) => known.directory = Some(directory),
                Err(failure) => return (known, Err(failure)),
            }
        }
        let wanted = words(text, common);
        let entries: Vec<&DirectoryEntry> = known.directory.iter().flatten().collect();
        let scores = entries
            .iter()
            .map(|entry| match entry.id == *here {
                true => 0,
                false => n_common(&wanted, entry, common),
            })
            .collect();
        let near: Vec<(CommunityId, String)> = most(scores, 1, N_PLACES)
            .into_iter()
            .map(|nth| (entries[nth].id.clone(), entries[nth].name.clone()))
            .collect();
        for (community, name) in near {
            if known
                .places
                .iter()
                .any(|place| place.community == community)
            {
                continue;
            }
            let path = [
                "/v1/communities/",
                &escaped(community.as_str()),
                "/problems?limit=200",
            ]
            .concat();
            match self.get::<Listed>(&path).await {
                Ok(listed) => known.places.push(Place {
                    community,
                    name,
                    problems: listed.problems.into_iter().map(|line| line.0).collect(),
                }),
                Err(failure) => return (known, Err(failure)),
            }
        }
        (known, Ok(()))
    }
}

/// How many of the words stand in what a community says of itself.
fn n_common(wanted: &SortedSet<String>, entry: &DirectoryEntry, common: &str) -> usize {
    let mut said = entry.terms.join(" ");
    let latest = entry.latest_problem.as_ref().map(|latest| &latest.title);
    for text in [Some(&entry.name), entry.domain.as_ref(), latest] {
        said.push(' ');
        said.push_str(text.map_or("", String::as_str));
    }
    let said = words(&said, common);
    wanted.iter().filter(|word| said.contains(*word)).count()
}

/// The problems that have most in common with a text, at most three: in which place, and which of it.
///
/// A word counts for more the fewer problems use it; `common` are the words of the language that say nothing.
#[must_use]
pub fn alike(text: &str, common: &str, places: &[&[ProblemLine]]) -> Vec<(usize, usize)> {
    let wanted = words(text, common);
    let mut said = Vec::new();
    for (place, problems) in places.iter().enumerate() {
        for (nth, problem) in problems.iter().enumerate() {
            let mut text = problem.title.clone();
            text.push(' ');
            text.push_str(problem.statement.as_deref().unwrap_or_default());
            if !problem.is_retracted {
                said.push((place, nth, words(&text, common)));
            }
        }
    }
    let mut n_using: SortedMap<&str, usize> = SortedMap::new();
    for word in said.iter().flat_map(|(_, _, words)| words.iter()) {
        *n_using.get_or_insert_with(&word.as_str(), || 0) += 1;
    }
    let weight = |word: &String| {
        let n = n_using.get(word.as_str()).copied().unwrap_or(1);
        (WEIGHT / n).max(1)
    };
    let scores = said
        .iter()
        .map(|(_, _, words)| {
            let common = wanted.iter().filter(|word| words.contains(*word));
            common.map(weight).sum()
        })
        .collect();
    most(scores, ENOUGH, N_FOUND)
        .into_iter()
        .map(|nth| (said[nth].0, said[nth].1))
        .collect()
}

/// Where the highest scores are that are enough, at most so many, the first of equal ones first.
fn most(mut scores: Vec<usize>, enough: usize, n: usize) -> Vec<usize> {
    let mut found = Vec::new();
    while found.len() < n {
        let mut best = 0;
        for nth in 1..scores.len() {
            if scores[nth] > scores[best] {
                best = nth;
            }
        }
        match scores.get_mut(best) {
            Some(score) if *score >= enough => *score = 0,
            _ => break,
        }
        found.push(best);
    }
    found
}

/// The words of a text that say something, each once.
fn words(text: &str, common: &str) -> SortedSet<String> {
    let all = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .map(folded)
            .collect()
    };
    let common = all(common);
    let mut words = SortedSet::new();
    for word in all(text) {
        if word.chars().count() >= MIN_CHARS && !common.contains(&word) {
            words.insert(word);
        }
    }
    words
}

/// In small letters, and without the letter that English makes the plural with: both sides are folded alike.
fn folded(word: &str) -> String {
    let mut word = word.to_lowercase();
    if word.len() > MIN_CHARS && word.ends_with('s') && !word.ends_with("ss") {
        word.pop();
    }
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    const COMMON: &str = "what with does have";

    fn line(title: &str) -> ProblemLine {
        ProblemLine {
            id: ContributionId::parse("p").unwrap(),
            title: title.to_owned(),
            author: None,
            at: Timestamp::from_ms(0),
            last_at: Timestamp::from_ms(0),
            n_turns: 0,
            n_people: 1,
            n_organisations: 1,
            answered: false,
            n_insights: 0,
            activity: ActivityId::from_u128(1),
            statement: None,
            meanings: Vec::new(),
            is_retracted: false,
        }
    }

    #[track_caller]
    fn check(text: &str, here: &[&str], elsewhere: &[&str], found: &[(usize, usize)]) {
        let [here, elsewhere] =
            [here, elsewhere].map(|titles| titles.iter().map(|title| line(title)).collect());
        let places: [Vec<ProblemLine>; 2] = [here, elsewhere];
        let places: Vec<&[ProblemLine]> = places.iter().map(Vec::as_slice).collect();
        assert_eq!(alike(text, COMMON, &places), found);
    }

    #[test]
    fn a_problem_is_found_by_a_word_that_few_use() {
        check(
            "The sensor mats go off all night",
            &["Bed rails", "A sensor mat that nobody hears"],
            &["Sensors in cold rooms"],
            &[(0, 1), (1, 0)],
        );
    }

    #[test]
    fn words_that_say_nothing_find_nothing() {
        check(
            "What does one do with it",
            &["What have we"],
            &["With whom"],
            &[],
        );
    }

    #[test]
    fn a_word_that_everybody_uses_is_not_enough() {
        let falls = [
            "Falls at night",
            "Falls by day",
            "Falls at home",
            "Falls on stairs",
        ];
        check("Falls", &falls, &[], &[]);
        check("Falls on stairs", &falls, &[], &[(0, 3)]);
    }
}
