//! The problems of a community as the server lists them, page by page.

use cop_core::id::CommunityId;
use cop_core::reads;
use cop_core::view::ProblemLine;

use super::{Failure, Session};
use crate::route::escaped;

/// As much of the list as was fetched.
#[derive(Debug, Clone)]
pub struct Listed {
    /// The ones last added to first.
    pub problems: Vec<ProblemLine>,
    /// How many there are in all.
    pub total: usize,
    /// Where it goes on: none at the end.
    pub next: Option<String>,
}

reads!(Listed {
    problems,
    total,
    next
});

impl Session {
    /// The problems after one, or the first ones, and at most that many as the server gives at once.
    pub async fn problems(
        &self,
        id: &CommunityId,
        after: Option<&str>,
        n: usize,
    ) -> Result<Listed, Failure> {
        let mut path = [
            "/v1/communities/",
            &escaped(id.as_str()),
            "/problems?limit=",
        ]
        .concat();
        path.push_str(&n.to_string());
        if let Some(after) = after {
            path.push_str("&after=");
            path.push_str(&escaped(after));
        }
        self.get(&path).await
    }
}
