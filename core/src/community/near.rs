//! What a thread or an artefact is linked with, so that a page that shows it holds that too.

use super::Community;
use crate::activity::Reference;
use crate::id::ContributionId;
use crate::sorted::SortedSet;

/// How many links after one another are followed: to an artefact that came of a thread, a report on it,
/// and the report that this one follows.
const N_LINKS: usize = 4;

impl Community {
    /// A thread or an artefact, and the threads, artefacts and reports that it is linked with. What came of
    /// something comes of it by way of artefacts and reports; other threads are not followed further.
    pub(super) fn near(&self, about: &ContributionId) -> SortedSet<ContributionId> {
        let about = self.talk.root_of(about).unwrap_or(about);
        let links = self.links();
        let mut near: SortedSet<ContributionId> = [about.clone()].into_iter().collect();
        for _ in 0..N_LINKS {
            let is_followed = |id: &ContributionId| {
                near.contains(id) && (id == about || self.talk.thread(id).is_none())
            };
            let mut found = Vec::new();
            for (one, other) in &links {
                if is_followed(one) {
                    found.push((*other).clone());
                }
                if is_followed(other) {
                    found.push((*one).clone());
                }
            }
            near.extend(found);
        }
        near
    }

    /// Every two contributions that are linked; instead of a turn its thread.
    fn links(&self) -> Vec<(&ContributionId, &ContributionId)> {
        let mut links = Vec::new();
        for (id, thread) in self.talk.threads() {
            let about = thread.about.as_ref();
            links.extend(about.and_then(Reference::contribution).map(|to| (id, to)));
        }
        for connection in self.talk.connections() {
            links.extend(
                connection
                    .to
                    .contribution()
                    .map(|to| (&connection.from, to)),
            );
        }
        links.extend(self.fabric.links());
        for (_, to) in &mut links {
            *to = self.talk.root_of(to).unwrap_or(to);
        }
        links
    }
}
