//! What a screen shows: names and texts put back to the state, in the order in which they are read.
//!
//! The server answers with these, and the page draws them from the same functions.
//!
//! ```
//! use cop_core::activity::Activity;
//! use cop_core::view::{self, Seen};
//! use cop_core::{Model, Particulars};
//!
//! let founded: Activity = serde_json::from_str(r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":16}},"visibility":"public","access":"open"}}"#)?;
//! let model = Model::replay(&[founded.clone()]);
//! let mut particulars = Particulars::default();
//! for text in founded.what.texts() {
//!     particulars.texts.insert(text.id, "Falls prevention".to_owned());
//! }
//! let shown = view::community(&Seen {
//!     community: model.communities().next().unwrap(),
//!     people: model.people(),
//!     particulars: &particulars,
//!     by: None,
//!     now: founded.at,
//! });
//! assert_eq!(shown.name, "Falls prevention");
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! They refuse nothing: what a person may not see has to be left out of the state before
//! ([`Community::excerpt`]).

mod community;
#[cfg(feature = "whole")]
mod concern;
mod directory;
mod event;
#[cfg(feature = "whole")]
mod link;
#[cfg(feature = "whole")]
mod people;
#[cfg(feature = "whole")]
mod practice;
mod problem;
mod turn;
#[cfg(feature = "whole")]
mod value;
mod words;

use serde::Serialize;

use crate::affiliation::{Dimension, People};
use crate::community::Community;
use crate::id::{PersonId, folded};
use crate::order::ordered;
use crate::particulars::Particulars;
use crate::time::Timestamp;

pub use community::{CommunityView, community};
#[cfg(feature = "whole")]
pub use community::{ConstituencyView, FrameView, ProjectView, StageView};
#[cfg(feature = "whole")]
pub use concern::{ConcernAnswerView, ConcernLine, concerns};
pub use directory::{DirectoryEntry, Search, directory_entry, rank};
pub use event::{
    AttendedView, CoHostView, EventView, OccurrenceView, RecordView, SessionView, events,
    next_event, proposals,
};
#[cfg(feature = "whole")]
pub use link::{
    ConnectionView, EvidenceView, LinkView, Linked, ReceptionView, SummaryView, connected_with,
    summaries,
};
#[cfg(feature = "whole")]
pub use people::{MemberView, MentoringView, PeopleView, RequestView, people};
#[cfg(feature = "whole")]
pub use practice::{
    ArtefactLine, ArtefactView, ReviewView, RevisionView, UseView, artefact, artefacts,
    due_for_review,
};
#[cfg(feature = "whole")]
pub use problem::{AdoptionView, InsightView, ProblemEvent, ProblemLinks, ReframingView};
pub use problem::{
    ProblemLine, ProblemView, ResourceLine, problem, problem_from, problems, resources,
    threads_from,
};
pub use turn::TurnView;
#[cfg(feature = "whole")]
pub use value::{ConfirmationView, StoryView, ValueLine, value, value_stories};

/// The state to show, what the log leaves out of it, and for whom and when.
#[derive(Debug, Clone, Copy)]
pub struct Seen<'a> {
    /// The community, as far as this person may see it.
    pub community: &'a Community,
    /// What is known of people.
    pub people: &'a People,
    /// Names, texts, times.
    pub particulars: &'a Particulars,
    /// Who looks: none for somebody who is not signed in.
    pub by: Option<&'a PersonId>,
    /// When.
    pub now: Timestamp,
}

/// A person as shown to others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PersonView {
    /// Which.
    pub id: PersonId,
    /// None where the name was erased, or is not for the one who looks.
    pub name: Option<String>,
    /// Where they work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// What they are.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profession: Option<String>,
}

#[cfg(feature = "whole")]
crate::reads!(PersonView {
    id,
    name,
    organisation,
    profession
});

impl Seen<'_> {
    pub(crate) fn person(&self, person: &PersonId) -> PersonView {
        let name = self.particulars.people.get(person).cloned();
        // Whose name is not for the one who looks is not to be told by where they work either.
        let group = |dimension| {
            name.as_ref()?;
            self.particulars.group(self.people, person, dimension)
        };
        PersonView {
            id: person.clone(),
            organisation: group(Dimension::Organisation),
            profession: group(Dimension::Profession),
            name,
        }
    }

    /// These people by name, and those without one last.
    pub(crate) fn by_name<'p>(
        &self,
        people: impl IntoIterator<Item = &'p PersonId>,
    ) -> Vec<PersonView> {
        let people: Vec<(String, PersonView)> = people
            .into_iter()
            .map(|person| {
                let person = self.person(person);
                let name = folded(person.name.as_deref().unwrap_or_default());
                (name, person)
            })
            .collect();
        ordered(people, |(a_name, a), (b_name, b)| {
            (a.name.is_none(), a_name, &a.id).cmp(&(b.name.is_none(), b_name, &b.id))
        })
        .into_iter()
        .map(|(_, person)| person)
        .collect()
    }

    pub(crate) fn text(&self, text: Option<crate::text::TextRef>) -> Option<String> {
        self.particulars.text(text?).map(str::to_owned)
    }

    /// The community's name: its id where the name is missing.
    pub(crate) fn name(&self) -> String {
        self.text(Some(self.community.frame.purpose.name))
            .unwrap_or_else(|| self.community.id.to_string())
    }
}

#[cfg(test)]
#[cfg(feature = "whole")]
mod tests;
