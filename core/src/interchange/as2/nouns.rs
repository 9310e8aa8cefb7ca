//! What an activity is about: people, groups, notes, documents, and what is left of what was deleted.

use super::names::Teller;
use super::tree::As2;
use crate::activity::Purpose;
use crate::id::{CommunityId, ContributionId, GroupId, PersonId, Term};
use crate::text::TextRef;

impl Teller<'_> {
    pub(super) fn person(&self, person: &PersonId) -> As2 {
        As2::of(&["Person"])
            .with("id", self.person_address(person))
            .maybe("name", self.person_name(person))
    }

    pub(super) fn people<'p>(
        &self,
        people: impl IntoIterator<Item = &'p PersonId>,
    ) -> impl Iterator<Item = As2> {
        people.into_iter().map(|person| self.person(person))
    }

    /// The community in which it happened.
    pub(super) fn group(&self) -> As2 {
        As2::of(&["Group"]).with("id", self.inside(&[]))
    }

    pub(super) fn other_group(&self, community: &CommunityId) -> As2 {
        As2::of(&["Group"]).with("id", self.address(&["communities", community.as_str()]))
    }

    /// A group on one of the boundaries, such as an organisation.
    pub(super) fn boundary_group(&self, types: &[&'static str], group: &GroupId) -> As2 {
        As2::of(types)
            .with("id", self.address(&["groups", group.as_str()]))
            .maybe("name", self.group_name(group))
    }

    /// What a community says that it is for, in one of its versions.
    pub(super) fn purpose(&self, version: u32) -> As2 {
        As2::of(&["Document", "cop:Purpose"])
            .with("id", self.inside(&["purpose", &version.to_string()]))
            .with("cop:version", version)
    }

    pub(super) fn worded(&self, purpose: &Purpose, onto: As2) -> As2 {
        let line = |text: Option<TextRef>| text.and_then(|text| self.text(text));
        onto.maybe("name", self.text(purpose.name))
            .maybe("summary", line(purpose.domain))
            .maybe("cop:forWhom", line(purpose.for_whom))
            .maybe("cop:whatWeDo", line(purpose.what_we_do))
            .each("tag", tags(&purpose.terms))
    }

    /// What the actor contributed.
    pub(super) fn contributed(&self, types: &[&'static str], id: &ContributionId) -> As2 {
        As2::of(types).with("id", self.contribution(id)).maybe(
            "attributedTo",
            self.actor.map(|actor| self.person_address(actor)),
        )
    }

    /// With its headline and its text, where texts are handed in.
    pub(super) fn said(&self, onto: As2, title: Option<TextRef>, text: Option<TextRef>) -> As2 {
        let content = text.and_then(|text| self.text(text));
        onto.maybe("name", title.and_then(|title| self.text(title)))
            .maybe("content", content)
            // Without it, content would be read as HTML.
            .maybe("mediaType", content.map(|_| "text/markdown"))
    }

    /// With the address at which it stands elsewhere, where texts are handed in.
    pub(super) fn linked(&self, onto: As2, link: Option<TextRef>) -> As2 {
        onto.maybe("url", link.and_then(|link| self.text(link)))
    }

    pub(super) fn relationship(&self, subject: String, word: &str, object: String) -> As2 {
        As2::of(&["Relationship"])
            .with("subject", subject)
            .with("relationship", self.word(word))
            .with("object", object)
    }

    /// What is left of what was deleted.
    pub(super) fn tombstone(&self, id: String, former_type: &'static str) -> As2 {
        As2::of(&["Tombstone"])
            .with("id", id)
            .with("formerType", former_type)
            .with("deleted", self.at.to_string())
    }
}

pub(super) fn tags(terms: &[Term]) -> impl Iterator<Item = As2> {
    terms
        .iter()
        .map(|term| As2::of(&["Object"]).with("name", term.as_str()))
}

pub(super) fn act(types: &[&'static str], object: impl Into<As2>) -> As2 {
    As2::of(types).with("object", object)
}
