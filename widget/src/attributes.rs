//! The attributes of the element, as the widget understands them.

use cop_core::sorted::SortedMap;

use cop_core::id::{CommunityId, ContributionId};

#[cfg(feature = "whole")]
use crate::luggage;

/// The attributes that the element has.
#[derive(Debug, Clone, Default)]
pub struct Attributes {
    by_name: SortedMap<String, String>,
}

/// What the attribute `view` asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Nothing in particular.
    Unsaid,
    /// All communities.
    Directory,
    /// One community.
    Community,
    /// One problem.
    Problem,
    /// The events of a community.
    Events,
    /// What is the reader's own.
    Mine,
    /// A screen that there is not, or of something whose id is none.
    Unknown,
}

/// What the page is about, as the attribute `topic` says it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// It does not say.
    Unsaid,
    /// In these words.
    Words(String),
    /// In the page's own title, description and headings.
    Page,
}

impl Attributes {
    /// Reads the JSON object that the element hands over.
    pub fn parse(json: &str) -> Self {
        Self {
            by_name: crate::json::read(json).unwrap_or_default(),
        }
    }

    /// Takes over one that changed.
    pub fn set(&mut self, name: &str, value: Option<String>) {
        match value {
            Some(value) => self.by_name.insert(name.to_owned(), value),
            None => self.by_name.remove(name),
        };
    }

    fn said(&self, name: &str) -> Option<&str> {
        self.by_name
            .get(name)
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// The screen that is asked for.
    pub fn view(&self) -> View {
        let is_wrong = self.said("community").is_some() && self.community().is_none()
            || self.said("problem").is_some() && self.problem().is_none();
        match self.said("view") {
            _ if is_wrong => View::Unknown,
            None => View::Unsaid,
            Some("directory") => View::Directory,
            Some("community") => View::Community,
            Some("problem") => View::Problem,
            Some("events") => View::Events,
            Some("mine") => View::Mine,
            Some(_) => View::Unknown,
        }
    }

    /// The community that is named.
    pub fn community(&self) -> Option<CommunityId> {
        CommunityId::parse(self.said("community")?).ok()
    }

    /// The problem that is named.
    pub fn problem(&self) -> Option<ContributionId> {
        ContributionId::parse(self.said("problem")?).ok()
    }

    /// The address of the screen that the reader is at, and whether the focus is there, where the element goes on with
    /// what was begun before.
    #[cfg(feature = "whole")]
    pub fn place(&self) -> Option<(String, bool)> {
        let handed_over = || self.luggage().into_iter().flatten().next();
        let place = self.said("place").map(str::to_owned).or_else(handed_over)?;
        Some((place, self.by_name.get("focused").is_some()))
    }

    /// Takes out what the first part handed over, which nobody else is to read.
    #[cfg(feature = "whole")]
    pub fn take_luggage(&mut self) -> Vec<Vec<String>> {
        let luggage = self.luggage();
        self.by_name.remove("luggage");
        luggage
    }

    #[cfg(feature = "whole")]
    fn luggage(&self) -> Vec<Vec<String>> {
        let luggage = self.by_name.get("luggage");
        luggage.map_or_else(Vec::new, |luggage| luggage::open(luggage))
    }

    /// What the page is about.
    pub fn topic(&self) -> Topic {
        match self.said("topic") {
            None => Topic::Unsaid,
            Some("auto") => Topic::Page,
            Some(words) => Topic::Words(words.to_owned()),
        }
    }

    /// The language asked for.
    pub fn lang(&self) -> Option<&str> {
        self.said("lang")
    }

    /// Where what is kept may stay on the device: none where nothing may.
    pub fn persist(&self) -> Option<String> {
        let place = self.said("persist")?;
        ["tab", "device"].contains(&place).then(|| place.to_owned())
    }

    /// The level of the first heading, 2 to 4.
    pub fn heading_level(&self) -> usize {
        match self.said("heading-level") {
            Some("3") => 3,
            Some("4") => 4,
            _ => 2,
        }
    }
}
