//! What is said.

use super::names::Teller;
use super::nouns::{act, tags};
use super::tree::As2;
use crate::activity::{Kind, Reaction, Reference, Turn};
use crate::id::ContributionId;

impl Teller<'_> {
    /// An earlier contribution, of which the activity tells nothing anew.
    pub(super) fn note(&self, id: &ContributionId) -> As2 {
        As2::of(&["Note"]).with("id", self.contribution(id))
    }

    /// What an activity points at. Of a contribution nothing but its address is known here.
    pub(super) fn pointed(&self, reference: &Reference) -> As2 {
        match reference {
            Reference::Contribution(id) => As2::of(&["Object"]).with("id", self.contribution(id)),
            Reference::Event(id) => self.event(id, None),
            Reference::Person(id) => self.person(id),
        }
    }

    pub(super) fn announced(&self, kind: &Kind) -> Option<As2> {
        let Kind::Announced {
            contribution,
            title,
            text,
            terms,
            original,
        } = kind
        else {
            return None;
        };
        let notice = self
            .contributed(&["Note", "cop:Announcement"], contribution)
            .each("tag", tags(terms));
        let notice = self.said(notice, Some(*title), *text);
        Some(match original {
            None => act(&["Create"], notice),
            Some(_) => act(&["Announce"], self.linked(notice, *original)),
        })
    }

    pub(super) fn shared(&self, kind: &Kind) -> Option<As2> {
        let Kind::ResourceShared {
            contribution,
            title,
            text,
            link,
            terms,
            artefact,
        } = kind
        else {
            return None;
        };
        let document = self
            .contributed(&["Document"], contribution)
            .each("tag", tags(terms));
        let document = self.linked(self.said(document, Some(*title), *text), *link);
        Some(match artefact {
            None => act(&["Create"], document),
            // What the community holds already is handed on.
            Some(artefact) => act(&["Announce"], self.document(artefact)).with("result", document),
        })
    }

    pub(super) fn replied(&self, turn: &Turn) -> As2 {
        let to = turn
            .to
            .iter()
            .map(|person| self.person_address(person).into());
        let note = self
            .contributed(&["Note"], &turn.turn)
            .with("inReplyTo", self.contribution(&turn.in_reply_to))
            .with("context", self.contribution(&turn.thread))
            .each("to", to)
            .with("cop:stance", turn.stance.word())
            .maybe(
                "cop:vantage",
                turn.vantage.as_ref().map(|vantage| vantage.as_str()),
            );
        act(&["Create"], self.said(note, None, turn.text))
    }

    pub(super) fn reacted(&self, to: &Reference, reaction: Reaction) -> As2 {
        match reaction {
            Reaction::Like => act(&["Like"], self.pointed(to)),
            Reaction::Thanks => act(&["Like", "cop:Thanks"], self.pointed(to)),
        }
    }
}
