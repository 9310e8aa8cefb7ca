//! What the server keeps of the reader.

use cop_core::activity::Role;
use cop_core::reads;
use cop_core::sorted::SortedSet;
use cop_core::view::DirectoryEntry;
use cop_core::wire::{Fields, Read, Reading, Value};

use super::{Failure, Session};

/// What is the reader's own.
#[derive(Debug, Clone)]
pub struct Mine {
    /// What they are in, by name.
    pub communities: Vec<MyCommunity>,
}

reads!(Mine { communities });

/// A community that the reader is in.
#[derive(Debug, Clone)]
pub struct MyCommunity {
    /// As the directory has it.
    pub entry: DirectoryEntry,
    /// What they do for it.
    pub roles: SortedSet<Role>,
    /// How many requests to join wait for them.
    pub n_requests: usize,
}

impl Read for MyCommunity {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let mut fields = Fields::of(value, reading);
        Self {
            roles: fields.take("roles"),
            n_requests: fields.take("n_requests"),
            entry: fields.rest(),
        }
    }
}

impl Session {
    /// What the reader is in.
    pub async fn mine(&self) -> Result<Mine, Failure> {
        self.get("/v1/me").await
    }

    /// A text of the reader's own, as the server sends it.
    pub async fn my_file(&self, path: &str) -> Result<String, Failure> {
        self.request(path, None).await
    }
}
