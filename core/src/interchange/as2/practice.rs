//! What a community has learned, and what came of it.

use super::names::Teller;
use super::nouns::{act, tags};
use super::tree::As2;
use crate::activity::{ArtefactDraft, ArtefactState, Kind, Source, ValueOutcome, ValueReport};
use crate::id::ContributionId;

impl Teller<'_> {
    pub(super) fn document(&self, artefact: &ContributionId) -> As2 {
        As2::of(&["Document"]).with("id", self.contribution(artefact))
    }

    pub(super) fn source(&self, source: &Source) -> As2 {
        As2::of(&["Document"])
            .maybe("id", source.address())
            .with("name", source.as_str())
    }

    pub(super) fn drafted(&self, draft: &ArtefactDraft) -> As2 {
        let document = self
            .document(&draft.artefact)
            .each("attributedTo", self.people(&draft.authors))
            .with("cop:form", draft.form.word())
            .maybe(
                "context",
                draft
                    .thread
                    .as_ref()
                    .map(|thread| self.contribution(thread)),
            )
            .each(
                "cop:cites",
                draft.cites.iter().map(|source| self.source(source)),
            )
            .each("tag", tags(&draft.terms));
        let document = self.said(document, Some(draft.title), draft.text);
        act(&["Create"], self.linked(document, draft.link))
    }

    pub(super) fn revised(&self, kind: &Kind) -> Option<As2> {
        let Kind::ArtefactRevised {
            artefact,
            revision,
            title,
            text,
            link,
            note,
        } = kind
        else {
            return None;
        };
        let document = self.document(artefact).with("cop:revision", *revision);
        let document = self.linked(self.said(document, Some(*title), *text), *link);
        Some(self.said(act(&["Update"], document), None, *note))
    }

    /// What can be used stands in one collection, what needs work in another, and what is retired in none.
    pub(super) fn reviewed(&self, artefact: &ContributionId, state: ArtefactState) -> As2 {
        let shelf = |name| As2::of(&["Collection"]).with("id", self.inside(&["artefacts", name]));
        let document = self.document(artefact);
        let reviewed = match state {
            ArtefactState::Current => act(&["Add"], document).with("target", shelf("current")),
            ArtefactState::NeedsWork => act(&["Add"], document).with("target", shelf("needs_work")),
            ArtefactState::Retired => act(&["Remove"], document).with("origin", shelf("current")),
        };
        reviewed.with("cop:state", state.word())
    }

    pub(super) fn reported(&self, report: &ValueReport) -> As2 {
        let value = As2::of(&["Object", "cop:Value"])
            .with("id", self.contribution(&report.report))
            .with("cop:rung", report.rung.word())
            .with("cop:outcome", report.outcome.word())
            .with("cop:beneficiary", report.beneficiary.word())
            .maybe(
                "cop:follows",
                report
                    .follows
                    .as_ref()
                    .map(|earlier| self.contribution(earlier)),
            )
            .maybe(
                "cop:evidence",
                report.evidence.as_ref().map(|source| self.source(source)),
            );
        // Whoever says that it made no difference, or made things worse, does not like it.
        let types: &[&str] = match report.outcome {
            ValueOutcome::Helped => &["Like", "cop:ValueReported"],
            ValueOutcome::NoDifference | ValueOutcome::Worse => &["Activity", "cop:ValueReported"],
        };
        act(types, self.pointed(&report.source)).with("result", self.said(value, None, report.text))
    }
}
