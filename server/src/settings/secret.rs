//! Secrets: from a file or a variable, never from the command line, which everybody on the machine can read.

use std::fmt;
use std::fs;
use std::path::PathBuf;

use super::SettingsError;

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// What the file holds that a flag or a variable names, else what the variable holds, else what the file holds
    /// that the settings file names.
    pub fn find(
        named: Option<PathBuf>,
        variable: Option<String>,
        in_file: Option<PathBuf>,
    ) -> Result<Option<Self>, SettingsError> {
        let path = match (named, variable, in_file) {
            (Some(path), _, _) | (None, None, Some(path)) => path,
            (None, Some(text), _) => return Ok(Some(Self(text.trim().to_owned()))),
            (None, None, None) => return Ok(None),
        };
        match fs::read_to_string(&path) {
            Ok(text) => Ok(Some(Self(text.trim().to_owned()))),
            Err(why) => Err(SettingsError::Unreadable { file: path, why }),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_text(self) -> String {
        self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_comes_from_the_nearest_place_and_is_not_printed() {
        let path = std::env::temp_dir().join(format!("cop-{}.secret", uuid::Uuid::now_v7()));
        fs::write(&path, "from a file\n").unwrap();
        let find = |named, variable: Option<&str>, in_file| {
            let found = Secret::find(named, variable.map(str::to_owned), in_file).unwrap();
            found.map(Secret::into_text)
        };
        let nowhere = || Some(PathBuf::from("/nowhere/at/all"));
        assert_eq!(find(None, None, None), None);
        let from_file = Some("from a file".to_owned());
        assert_eq!(find(Some(path.clone()), Some("v"), nowhere()), from_file);
        assert_eq!(find(None, Some("v"), nowhere()).as_deref(), Some("v"));
        assert_eq!(find(None, None, Some(path.clone())), from_file);
        assert!(Secret::find(nowhere(), None, None).is_err());
        fs::remove_file(path).unwrap();
        assert_eq!(format!("{:?}", Secret("x".into())), "Secret");
    }
}
