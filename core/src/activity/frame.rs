//! What frames a community: its purpose, whom it seeks, where it says it stands.

use serde::Serialize;

use crate::affiliation::{Affiliation, Dimension};
use crate::id::Term;
use crate::reads;
use crate::text::TextRef;

/// A purpose in its parts: what a community cares about, who it is for, what it does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Purpose {
    /// What the community is called.
    pub name: TextRef,
    /// What it cares about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain: Option<TextRef>,
    /// Who it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub for_whom: Option<TextRef>,
    /// What it does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_we_do: Option<TextRef>,
    /// The words it goes by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub terms: Vec<Term>,
}

reads!(Purpose {
    name,
    domain,
    for_whom,
    what_we_do,
    terms
});

/// A place on one of the four boundaries, by which it is told who belongs to a constituency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standpoint {
    /// On which boundary.
    pub dimension: Dimension,
    /// In which group.
    pub affiliation: Affiliation,
}

reads!(Standpoint {
    dimension,
    affiliation
});
