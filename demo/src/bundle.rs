//! Builds what the pages embed, by the same command that a developer would use.

use std::env;
use std::path::Path;
use std::process::Command;

/// Builds the widget into `target/widget`, with its progress shown.
///
/// # Errors
/// A sentence that says what to do.
pub fn build(workspace: &Path) -> Result<(), String> {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = Command::new(&cargo)
        // What `cargo bundle` stands for, but with the progress of the first build in sight.
        .args(["run", "--package", "cop-bundle"])
        .current_dir(workspace)
        .status()
        .map_err(|error| {
            format!(
                "{} could not be started ({error}): install Rust from https://rustup.rs and try again.",
                Path::new(&cargo).display()
            )
        })?;
    if status.success() {
        Ok(())
    } else {
        Err(
            "The widget could not be built: the lines above say why. Mend it and try again, \
             or run `cargo bundle` by itself to see more."
                .to_owned(),
        )
    }
}
