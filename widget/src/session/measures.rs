//! How a community is doing, as the server sends it.

use cop_core::id::CommunityId;
use cop_core::wire::Value;

use super::{Failure, Session};
use crate::json;
use crate::route::escaped;

impl Session {
    /// The measures of a community, as they were sent: each screen takes of them what it shows.
    pub async fn measures(&self, id: &CommunityId, language: &str) -> Result<Value, Failure> {
        self.part_of(id, "/measures", language).await
    }

    /// Whom and what those who hold a community may look after.
    pub async fn desk(&self, id: &CommunityId, language: &str) -> Result<Value, Failure> {
        self.part_of(id, "/desk", language).await
    }

    async fn part_of(
        &self,
        id: &CommunityId,
        part: &str,
        language: &str,
    ) -> Result<Value, Failure> {
        let mut path = ["/v1/communities/", &escaped(id.as_str()), part].concat();
        if language != "en" {
            path.push_str("?lang=");
            path.push_str(language);
        }
        let sent = self.request(&path, None).await?;
        json::value(&sent).ok_or(Failure::Garbled)
    }
}
