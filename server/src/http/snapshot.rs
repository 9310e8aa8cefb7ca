//! What anybody may read, as files: the directory, every public community, and the problems on their pages.

use serde::Serialize;

use super::App;
use super::page::in_path;
use super::problem::{Code, Problem};

/// A file of a snapshot.
pub(crate) struct File {
    /// Its path in the folder, with `/` between names.
    pub(crate) path: String,
    /// What is in it.
    pub(crate) body: Vec<u8>,
}

impl File {
    fn new(path: String, body: &impl Serialize) -> Result<Self, Problem> {
        let body = serde_json::to_vec(body)
            .map_err(|fault| Problem::new(Code::Internal, fault.to_string()))?;
        Ok(Self { path, body })
    }
}

impl App {
    /// The files of a snapshot, the directory last: what it leads to is there before it.
    pub(crate) fn snapshot(&self) -> Result<Vec<File>, Problem> {
        let mut directory = self.public_directory()?;
        // A name that begins with a dot leads elsewhere, or is hidden.
        directory
            .communities
            .retain(|entry| !entry.id.as_str().starts_with('.'));
        let mut files = Vec::new();
        for entry in &directory.communities {
            let folder = format!("communities/{}", in_file_name(entry.id.as_str()));
            for problem in self.public_problems(&entry.id)? {
                let path = format!("{folder}/{}.json", in_file_name(problem.as_str()));
                files.push(File::new(
                    path,
                    &self.state(&entry.id, None, Some(&problem))?,
                )?);
            }
            let state = self.state(&entry.id, None, None)?;
            files.push(File::new(format!("{folder}.json"), &state)?);
        }
        files.push(File::new("communities.json".to_owned(), &directory)?);
        Ok(files)
    }
}

/// An id as the name of a file, which no web server takes for anything else: as in an address, with `=` for `%`.
fn in_file_name(id: &str) -> String {
    in_path(id).replace('%', "=")
}
