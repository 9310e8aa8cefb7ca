//! The folder of published files, and the budget that they must keep.

use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::json;

use crate::module::{Module, integrity};

/// What `cop.js` may weigh, in bytes as brotli sends them.
const MAX_SCRIPT_BYTES: usize = 8_000;
/// What all that the first view needs may weigh; the style sheets are in the Wasm.
const MAX_FIRST_VIEW_BYTES: usize = 150_000;
/// What the whole widget may weigh, which is fetched when something is first opened that needs it.
const MAX_WHOLE_BYTES: usize = 374_000;

/// The module.
const SCRIPT: &str = "cop.js";
/// The Wasm that every page fetches.
pub const FIRST: &str = "cop.wasm";
/// The Wasm with all screens.
pub const WHOLE: &str = "cop-whole.wasm";
/// What is told of failures, which is fetched where there is one.
pub const FAILURES: &str = "failures.json";

/// What is published as it is written, by its path from the folder of the element.
const AS_WRITTEN: [(&str, &str); 4] = [
    ("cop.d.ts", "cop.d.ts"),
    ("frame.d.ts", "frame.d.ts"),
    ("custom-elements.json", "custom-elements.json"),
    ("../README.md", "README.md"),
];

/// The version that stands in the source of `package.json`.
const UNVERSIONED: &str = "0.0.0";

/// How many bytes a file has on disk and on the wire.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    raw: usize,
    brotli: usize,
    gzip: usize,
}

/// Writes everything that is published into `folder` and returns the sizes of the script, the first part and the whole.
pub fn write(
    folder: &Path,
    element: &Path,
    messages: &Path,
    module: &Module,
    [first, whole]: &[Vec<u8>; 2],
) -> Result<[Size; 3], Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    // A build that is cut off must not leave a mixture that looks whole.
    let marker = folder.join("integrity.json");
    if marker.exists() {
        fs::remove_file(&marker)?;
    }
    write_messages(folder, messages)?;
    let script = module.script.as_bytes();
    let sizes = [
        write_compressed(&folder.join(SCRIPT), script)?,
        write_compressed(&folder.join(FIRST), first)?,
        write_compressed(&folder.join(WHOLE), whole)?,
    ];
    write_compressed(&folder.join(FAILURES), module.failures.as_bytes())?;
    for (name, text) in &module.frame {
        write_compressed(&folder.join(name), text.as_bytes())?;
    }
    for (source, name) in AS_WRITTEN {
        fs::copy(element.join(source), folder.join(name))?;
    }
    let package = fs::read_to_string(element.join("package.json"))?;
    fs::write(
        folder.join("package.json"),
        package.replacen(UNVERSIONED, &module.version, 1),
    )?;
    let mut hashes = json!({
        "version": module.version,
        SCRIPT: integrity(script),
        FIRST: integrity(first),
        WHOLE: integrity(whole),
        FAILURES: integrity(module.failures.as_bytes()),
    });
    for (name, text) in &module.frame {
        hashes[name] = integrity(text.as_bytes()).into();
    }
    fs::write(&marker, serde_json::to_string_pretty(&hashes)? + "\n")?;
    Ok(sizes)
}

/// Publishes the sentences of the languages beside English, and takes away those that are not there any more.
fn write_messages(folder: &Path, messages: &Path) -> Result<(), Box<dyn Error>> {
    let published = folder.join("messages");
    if published.exists() {
        fs::remove_dir_all(&published)?;
    }
    fs::create_dir_all(&published)?;
    for entry in fs::read_dir(messages)? {
        let entry = entry?;
        write_compressed(&published.join(entry.file_name()), &fs::read(entry.path())?)?;
    }
    Ok(())
}

/// Says what the files weigh.
///
/// # Errors
/// If one weighs more than its budget.
pub fn weigh([script, first, whole]: [Size; 3]) -> Result<(), String> {
    eprintln!("{:>14} {:>9} {:>9} {:>9}", "bytes", "raw", "brotli", "gzip");
    for (name, size) in [(SCRIPT, script), (FIRST, first), (WHOLE, whole)] {
        eprintln!(
            "{name:>14} {:>9} {:>9} {:>9}",
            size.raw, size.brotli, size.gzip
        );
    }
    let first_view = script.brotli + first.brotli;
    eprintln!(
        "first view: {first_view} of {MAX_FIRST_VIEW_BYTES} bytes, {SCRIPT}: {} of {MAX_SCRIPT_BYTES}, \
         {WHOLE}: {} of {MAX_WHOLE_BYTES}",
        script.brotli, whole.brotli
    );
    if script.brotli > MAX_SCRIPT_BYTES {
        return Err(format!(
            "cop.js weighs {} bytes in brotli, its budget is {MAX_SCRIPT_BYTES}",
            script.brotli
        ));
    }
    if first_view > MAX_FIRST_VIEW_BYTES {
        return Err(format!(
            "the first view weighs {first_view} bytes in brotli, its budget is {MAX_FIRST_VIEW_BYTES}"
        ));
    }
    if whole.brotli > MAX_WHOLE_BYTES {
        return Err(format!(
            "{WHOLE} weighs {} bytes in brotli, its budget is {MAX_WHOLE_BYTES}",
            whole.brotli
        ));
    }
    Ok(())
}

/// The sizes of what was written before, if all of it is there.
pub fn sizes(folder: &Path) -> Option<[Size; 3]> {
    let bytes = |path: PathBuf| usize::try_from(fs::metadata(path).ok()?.len()).ok();
    let size = |name: &str| {
        Some(Size {
            raw: bytes(folder.join(name))?,
            brotli: bytes(folder.join(format!("{name}.br")))?,
            gzip: bytes(folder.join(format!("{name}.gz")))?,
        })
    };
    let names = AS_WRITTEN.into_iter().map(|(_, name)| name);
    for name in names.chain(["package.json", FAILURES, "frame.js", "integrity.json"]) {
        bytes(folder.join(name))?;
    }
    Some([size(SCRIPT)?, size(FIRST)?, size(WHOLE)?])
}

/// The bytes as brotli sends them, at its best.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut sent = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: bytes.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*bytes, &mut sent, &parameters)?;
    Ok(sent)
}

fn write_compressed(path: &Path, bytes: &[u8]) -> Result<Size, Box<dyn Error>> {
    let brotli = brotli(bytes)?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let gzip = gzip.finish()?;
    fs::write(path, bytes)?;
    fs::write(with_suffix(path, ".br"), &brotli)?;
    fs::write(with_suffix(path, ".gz"), &gzip)?;
    Ok(Size {
        raw: bytes.len(),
        brotli: brotli.len(),
        gzip: gzip.len(),
    })
}

fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(script: usize, first: usize, whole: usize, expected: Result<(), &str>) {
        let size = |brotli| Size {
            raw: brotli * 3,
            brotli,
            gzip: brotli * 2,
        };
        match (weigh([size(script), size(first), size(whole)]), expected) {
            (Ok(()), Ok(())) => {}
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            (weighed, _) => panic!("{weighed:?}"),
        }
    }

    #[test]
    fn a_budget_may_be_used_up() {
        check(
            MAX_SCRIPT_BYTES,
            MAX_FIRST_VIEW_BYTES - MAX_SCRIPT_BYTES,
            MAX_WHOLE_BYTES,
            Ok(()),
        );
    }

    #[test]
    fn a_budget_must_not_be_passed() {
        check(MAX_SCRIPT_BYTES + 1, 0, 0, Err("cop.js weighs"));
        check(
            MAX_SCRIPT_BYTES,
            MAX_FIRST_VIEW_BYTES,
            0,
            Err("the first view weighs"),
        );
        check(0, 0, MAX_WHOLE_BYTES + 1, Err("cop-whole.wasm weighs"));
    }
}
