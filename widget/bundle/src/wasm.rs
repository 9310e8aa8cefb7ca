//! From the crate `cop-widget` to two Wasm files and the JavaScript that binds both.

use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::glue;
use crate::publish;
use crate::shared::{self, Shared};

/// What the widget is compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// A Wasm file of the widget.
#[derive(Debug, Clone, Copy)]
pub enum Part {
    /// What every page fetches: the screens that most people come for.
    First,
    /// All screens, for whoever opens one that the first part does not have.
    Whole,
}

/// What wasm-bindgen makes of the compiled widget.
pub struct Bound {
    /// The modules that the browser compiles: the first part and the whole.
    pub wasm: [Vec<u8>; 2],
    /// One statement that declares `wasm_bindgen`, for either of them.
    pub glue: String,
}

/// Adds the Wasm target of the compiler in use, if it is missing.
///
/// # Errors
/// In a sentence that says what to do by hand.
pub fn ready_target() -> Result<(), Box<dyn Error>> {
    let library = PathBuf::from(answer_of(
        "rustc",
        &["--print", "target-libdir", "--target", TARGET],
    )?);
    if library.is_dir() {
        return Ok(());
    }
    eprintln!("The compiler's target {TARGET} is missing: adding it with rustup.");
    let by_hand = format!(
        "Add the standard library for {TARGET} by hand (`rustup target add {TARGET}`) and run `cargo bundle` again."
    );
    let added = Command::new("rustup")
        .args(["target", "add", TARGET])
        .status()
        .map_err(|e| format!("rustup could not be started ({e}). {by_hand}"))?;
    if !added.success() || !library.is_dir() {
        return Err(format!("rustup did not add the target {TARGET}. {by_hand}").into());
    }
    Ok(())
}

/// What cargo makes of a part of the widget.
pub struct Compiled {
    /// The path of its Wasm.
    pub wasm: PathBuf,
    /// The folder with the sentences of the languages beside English, which the build script of the widget writes.
    pub messages: PathBuf,
}

/// Compiles a part of the widget; cargo skips what is fresh.
pub fn compile(root: &Path, part: Part) -> Result<Compiled, Box<dyn Error>> {
    // A target folder of its own: the cargo that runs this tool may hold the lock of the other one.
    // And one for each part: in one folder they would take each other's place, and neither would ever be fresh.
    let (target_dir, features): (_, &[&str]) = match part {
        Part::First => (root.join("target/wasm"), &[]),
        Part::Whole => (root.join("target/wasm/whole"), &["--features", "whole"]),
    };
    let output = Command::new(cargo())
        .current_dir(root)
        .args([
            "build",
            "--message-format",
            "json-render-diagnostics",
            "--package",
            "cop-widget",
            "--lib",
            "--profile",
            PROFILE,
            "--target",
            TARGET,
        ])
        .args(features)
        .arg("--target-dir")
        .arg(&target_dir)
        // Replaces flags meant for the host, and makes the bytes the same from every checkout.
        .env(
            "CARGO_ENCODED_RUSTFLAGS",
            remapped_paths(root)?.join("\u{1f}"),
        )
        .env_remove("RUSTFLAGS")
        .stderr(Stdio::inherit())
        .output()
        .map_err(|e| format!("cargo could not be started: {e}"))?;
    if !output.status.success() {
        return Err("the widget does not compile".into());
    }
    Ok(Compiled {
        wasm: target_dir
            .join(TARGET)
            .join(PROFILE)
            .join("cop_widget.wasm"),
        messages: written_by_build_script(&output.stdout)
            .ok_or("cargo does not say where the build script of the widget has written")?
            .join("messages"),
    })
}

/// The folder that the build script of the widget writes to, from what cargo tells of the build.
fn written_by_build_script(told: &[u8]) -> Option<PathBuf> {
    told.split(|byte| *byte == b'\n').find_map(|line| {
        let told: serde_json::Value = serde_json::from_slice(line).ok()?;
        let is_widget = told["package_id"]
            .as_str()
            .is_some_and(|id| id.contains("cop-widget") || id.contains("/widget#"));
        let folder = told["out_dir"].as_str()?;
        (told["reason"] == "build-script-executed" && is_widget).then(|| PathBuf::from(folder))
    })
}

/// Binds both compiled parts to one script, which is no module, so that it can be run anew after a crash.
pub fn bind(compiled: &[Compiled; 2]) -> Result<Bound, Box<dyn Error>> {
    let [mut first, mut whole] = [bind_one(&compiled[0].wasm)?, bind_one(&compiled[1].wasm)?];
    let scripts = [glue::ready(first.js())?, glue::ready(whole.js())?];
    let Shared { script, names } = shared::share([
        &part(&scripts[0], first.wasm_mut()),
        &part(&scripts[1], whole.wasm_mut()),
    ])?;
    let emit = |output: &mut Output, names: &BTreeMap<String, String>| {
        let module = output.wasm_mut();
        let imports = module.imports.iter_mut().map(|import| &mut import.name);
        for name in imports.chain(module.exports.iter_mut().map(|export| &mut export.name)) {
            if let Some(new) = names.get(name) {
                name.clone_from(new);
            }
        }
        module.emit_wasm()
    };
    Ok(Bound {
        wasm: [emit(&mut first, &names[0]), emit(&mut whole, &names[1])],
        glue: script,
    })
}

fn bind_one(compiled: &Path) -> Result<Output, Box<dyn Error>> {
    let mut output = Bindgen::new()
        .input_path(compiled)
        .out_name("cop")
        .no_modules(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .force_enable_abort_handler(true)
        .omit_default_module_path(true)
        .generate_output()?;
    if output
        .snippets()
        .values()
        .any(|scripts| !scripts.is_empty())
        || !output.local_modules().is_empty()
    {
        return Err(
            "a crate of the widget brings JavaScript of its own, which the one module cannot carry"
                .into(),
        );
    }
    drop_unused_streams(output.wasm_mut());
    Ok(output)
}

fn part<'a>(script: &'a str, module: &walrus::Module) -> shared::Part<'a> {
    shared::Part {
        script,
        imports: module
            .imports
            .iter()
            .map(|import| import.name.clone())
            .collect(),
        exports: module
            .exports
            .iter()
            .map(|export| export.name.clone())
            .collect(),
    }
}

/// Drops the streams that Leptos brings for a server of its own, and all that only they use: they are exported
/// whether anything uses them or not, and their classes are cut out of the binding script.
fn drop_unused_streams(module: &mut walrus::Module) {
    let unused: Vec<_> = module
        .exports
        .iter()
        .filter(|export| export.name.contains("intounderlying"))
        .map(walrus::Export::id)
        .collect();
    for export in unused {
        module.exports.delete(export);
    }
    walrus::passes::gc::run(module);
}

/// Runs `wasm-opt` where it is installed, and says whether it is.
///
/// What it writes runs faster and is smaller as it stands, but can be larger in brotli, which has folded away before
/// what it folds: so it is taken only where the download gets smaller.
pub fn optimise(root: &Path, wasm: Vec<u8>) -> Result<Vec<u8>, Box<dyn Error>> {
    let Some(tool) = find_wasm_opt(root) else {
        eprintln!("wasm-opt is not installed; the widget does without.");
        return Ok(wasm);
    };
    eprintln!("Optimising with {}.", tool.display());
    let before = root.join("target/wasm/bound.wasm");
    let after = root.join("target/wasm/optimised.wasm");
    std::fs::write(&before, &wasm)?;
    let output = Command::new(&tool)
        // The features of the compiled code stand in it; exceptions come with the binding, for crashes.
        .args(["-Os", "--enable-exception-handling"])
        .arg(&before)
        .arg("-o")
        .arg(&after)
        .output()?;
    if !output.status.success() {
        // An older one does not know all of today's Wasm; what is optional must not stand in the way.
        eprintln!(
            "{} cannot read this Wasm, which stays as it is.",
            tool.display()
        );
        return Ok(wasm);
    }
    let optimised = std::fs::read(&after)?;
    if publish::brotli(&optimised)?.len() < publish::brotli(&wasm)?.len() {
        Ok(optimised)
    } else {
        eprintln!("It makes the download no smaller, so the Wasm stays as it is.");
        Ok(wasm)
    }
}

/// The cargo that runs this tool, or the one on the path.
pub fn cargo() -> PathBuf {
    env::var_os("CARGO").map_or_else(|| PathBuf::from("cargo"), PathBuf::from)
}

fn remapped_paths(root: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let sysroot = answer_of("rustc", &["--print", "sysroot"])?;
    let version = answer_of("rustc", &["-vV"])?;
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .unwrap_or("unknown");
    let mut prefixes = vec![
        format!("{}=/cop", root.display()),
        // Where the sources of the standard library are installed, their paths would get in.
        format!("{sysroot}/lib/rustlib/src/rust=/rustc/{commit}"),
    ];
    if let Some(home) = cargo_home() {
        prefixes.push(format!("{}=/cargo", home.display()));
    }
    Ok(prefixes
        .into_iter()
        .map(|prefix| format!("--remap-path-prefix={prefix}"))
        .collect())
}

fn cargo_home() -> Option<PathBuf> {
    env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(env::home_dir()?.join(".cargo")))
}

/// The `wasm-opt` of the checkout or else of the machine.
pub fn find_wasm_opt(root: &Path) -> Option<PathBuf> {
    let local = root.join("node_modules/.bin");
    let path = env::var_os("PATH").unwrap_or_default();
    std::iter::once(local)
        .chain(env::split_paths(&path))
        .map(|folder| folder.join("wasm-opt"))
        .find(|candidate| candidate.is_file())
}

fn answer_of(program: &str, arguments: &[&str]) -> Result<String, Box<dyn Error>> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|e| format!("{program} could not be started: {e}"))?;
    if !output.status.success() {
        return Err(format!(
            "{program} failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        )
        .into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
