//! A published snapshot: files of a folder of any web server, in place of a server of communities.
//!
//! Only the first part of the widget shows one, because the rest is about what only a server knows. The element hands
//! over the address of a snapshot with a slash at its end, and that of a server without.

use cop_core::activity::Access;
use cop_core::time::Timestamp;
use cop_core::view::DirectoryEntry;

use super::{Failure, Session, SliceId};
use crate::platform;
use crate::route::escaped;

/// The file with the directory.
pub(super) const CATALOGUE: &str = "communities.json";

impl Session {
    /// Whether what is known comes from a snapshot, so that there is nobody to tell anything.
    #[inline(never)]
    pub fn is_snapshot(&self) -> bool {
        cfg!(not(feature = "whole")) && self.server.ends_with('/')
    }

    /// When the snapshot was made, once it is there.
    pub fn as_of(&self) -> Option<Timestamp> {
        (self.is_snapshot() && self.ahead_ms.get() != 0).then(|| self.now())
    }

    pub(super) fn path(&self, id: &SliceId) -> String {
        if self.is_snapshot() {
            file(id)
        } else {
            id.path()
        }
    }
}

/// The file with a part of a community.
fn file(id: &SliceId) -> String {
    let mut path = String::from("communities");
    let problem = id.problem.as_ref().map(|problem| problem.as_str());
    for id in [id.community.as_str()].into_iter().chain(problem) {
        path.push('/');
        // A percent sign means something else in an address than in the name of a file.
        path.push_str(&escaped(id).replace('%', "="));
    }
    path.push_str(".json");
    path
}

/// Why a file is not there.
pub(super) fn missing(path: &str) -> Failure {
    if path == CATALOGUE {
        Failure::Unreachable
    } else {
        Failure::Refused("no_such_community".to_owned())
    }
}

/// Leaves what has all of these words somewhere. Bytes are compared, because looking for a text in a text the way the
/// standard library does it would weigh a kilobyte and more.
pub fn search(communities: &mut Vec<DirectoryEntry>, words: &str, only_open: bool) {
    let words = platform::in_capitals(words);
    communities.retain(|entry| {
        let mut text = cop_core::text::joined(&entry.terms, " ");
        for part in [Some(&entry.name), entry.domain.as_ref()]
            .into_iter()
            .flatten()
        {
            text.push(' ');
            text.push_str(part);
        }
        let text = platform::in_capitals(&text);
        let is_there = |word: &str| {
            let mut places = text.as_bytes().windows(word.len().max(1));
            word.is_empty() || places.any(|place| place == word.as_bytes())
        };
        (!only_open || entry.access == Access::Open) && words.split(' ').all(is_there)
    });
}

#[cfg(test)]
mod tests {
    use cop_core::id::{CommunityId, ContributionId};

    use super::*;

    #[test]
    fn a_part_of_a_community_has_a_file_that_every_web_server_finds() {
        let falls = CommunityId::parse("falls at/home").unwrap();
        assert_eq!(
            file(&SliceId::of(&falls)),
            "communities/falls=20at=2Fhome.json"
        );
        let problem = ContributionId::parse("p-1").unwrap();
        assert_eq!(
            file(&SliceId::with_thread(&falls, &problem)),
            "communities/falls=20at=2Fhome/p-1.json"
        );
    }
}
