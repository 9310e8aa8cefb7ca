//! What a community has learned and what came of it: artefacts, evidence, value.

use serde::Serialize;

use super::{ArtefactForm, Beneficiary, Reference, Rung, ValueOutcome};
use crate::id::{ContributionId, PersonId, Term};
use crate::reads;
use crate::text::TextRef;
use crate::wire::reads_text;

/// An artefact as it was first written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArtefactDraft {
    /// Which.
    pub artefact: ContributionId,
    /// What it is.
    pub form: ArtefactForm,
    /// What it is called.
    pub title: TextRef,
    /// What it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
    /// Where it is, when it is kept elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<TextRef>,
    /// Who wrote it, the actor among them.
    pub authors: Vec<PersonId>,
    /// The thread that it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thread: Option<ContributionId>,
    /// The evidence that it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cites: Vec<Source>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

reads!(ArtefactDraft {
    artefact,
    form,
    title,
    text,
    link,
    authors,
    thread,
    cites,
    terms
});

/// What came of something, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ValueReport {
    /// This report.
    pub report: ContributionId,
    /// How far it went.
    pub rung: Rung,
    /// What it did.
    pub outcome: ValueOutcome,
    /// What it came from: a thread, a turn, an artefact, an event.
    pub source: Reference,
    /// For whom.
    pub beneficiary: Beneficiary,
    /// The earlier report that it goes on from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follows: Option<ContributionId>,
    /// What backs it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Source>,
    /// What happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextRef>,
}

reads!(ValueReport {
    report,
    rung,
    outcome,
    source,
    beneficiary,
    follows,
    evidence,
    text
});

/// Where evidence stands: a DOI, or the id of a guideline.
///
/// A DOI is written as `doi:10.…` in lower case, however it was typed; a guideline as typed, with single spaces.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Source(String);

/// Longest source, in characters.
pub const MAX_SOURCE_CHARS: usize = 200;

impl Source {
    /// Reads a source as typed: none where it is empty, too long, or has control characters.
    #[must_use]
    pub fn from_typed(typed: &str) -> Option<Self> {
        let text = crate::id::spaced(typed);
        if text.is_empty()
            || crate::text::n_chars(&text) > MAX_SOURCE_CHARS
            || text.chars().any(char::is_control)
        {
            return None;
        }
        let without = [
            "https://doi.org/",
            "http://doi.org/",
            "https://dx.doi.org/",
            "http://dx.doi.org/",
            "doi.org/",
            "doi:",
            "DOI:",
        ]
        .iter()
        .find_map(|prefix| text.strip_prefix(prefix))
        .unwrap_or(&text)
        .trim_start();
        if is_doi(without) {
            // A DOI is the same in upper and lower case.
            return Some(Self(format!("doi:{}", without.to_ascii_lowercase())));
        }
        Some(Self(text))
    }

    /// The source as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a DOI's resolver: none for a guideline.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        let doi = self.0.strip_prefix("doi:")?;
        Some(format!("https://doi.org/{doi}"))
    }
}

fn is_doi(text: &str) -> bool {
    let Some((registrant, name)) = text
        .strip_prefix("10.")
        .and_then(|rest| rest.split_once('/'))
    else {
        return false;
    };
    registrant.len() >= 4
        && registrant
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.')
        && !name.is_empty()
        && !name.bytes().any(|byte| byte == b' ')
}

impl Serialize for Source {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

reads_text!(
    Source,
    "a source",
    |text: &str| Some(Source(text.to_owned())),
    Source(String::new())
);

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(typed: &str, expected: Option<&str>) {
        let source = Source::from_typed(typed);
        assert_eq!(source.as_ref().map(Source::as_str), expected);
    }

    #[test]
    fn a_doi_is_one_however_it_is_typed() {
        let doi = Some("doi:10.1186/1748-5908-4-27");
        check("10.1186/1748-5908-4-27", doi);
        check("doi: 10.1186/1748-5908-4-27", doi);
        check("https://doi.org/10.1186/1748-5908-4-27", doi);
    }

    #[test]
    fn a_guideline_stays_as_it_was_typed() {
        check(" NICE  CG161 ", Some("NICE CG161"));
        check("10.5 per cent", Some("10.5 per cent"));
        check(" ", None);
    }
}
