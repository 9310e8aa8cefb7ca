//! Builds the widget into the files that are published, `target/widget`, and keeps their size budget.
//!
//! It compiles `cop-widget` to Wasm twice, the part that every page fetches and the whole, binds both, and puts their
//! one binding script and the hand-written element of `widget/element` into one module, `cop.js`, which knows the
//! integrity hashes of both.
//! It installs nothing but the compiler's Wasm target, and needs no tool beside cargo.

mod failures;
mod glue;
mod graph;
mod minify;
mod module;
mod names;
mod order;
mod publish;
mod shared;
mod trim;
mod wasm;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sha2::{Digest, Sha256};

use failures::Failures;
use wasm::{Compiled, Part};

const USAGE: &str = "\
Builds the widget into target/widget.

Usage: cargo bundle [--check]

  --check  first sees to it that nothing is linked into the widget that must not be there
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let with_check = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--check"] => true,
        ["--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match bundle(with_check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("The widget was not bundled: {reason}");
            ExitCode::FAILURE
        }
    }
}

fn bundle(with_check: bool) -> Result<(), Box<dyn Error>> {
    let root = root()?;
    let element = root.join("widget/element");
    let folder = root.join("target/widget");
    let stamp = root.join("target/wasm/bundle.stamp");
    if with_check {
        graph::check(&root)?;
    }
    wasm::ready_target()?;
    let compiled = [
        wasm::compile(&root, Part::First)?,
        wasm::compile(&root, Part::Whole)?,
    ];

    let failures = Failures::read(&element)?;
    let inputs = fingerprint(&compiled, &element, &failures, &root)?;
    if fs::read_to_string(&stamp).is_ok_and(|last| last == inputs)
        && let Some(sizes) = publish::sizes(&folder)
    {
        publish::weigh(sizes)?;
        eprintln!("{} is up to date.", folder.display());
        return Ok(());
    }

    let mut bound = wasm::bind(&compiled)?;
    for wasm in &mut bound.wasm {
        *wasm = order::arrange(&wasm::optimise(&root, std::mem::take(wasm))?)?;
    }
    let messages = &compiled[1].messages;
    let module = module::compose(&element, messages, &failures, &bound)?;
    let sizes = publish::write(&folder, &element, messages, &module, &bound.wasm)?;
    fs::write(&stamp, inputs)?;
    publish::weigh(sizes)?;
    eprintln!("{} holds version {}.", folder.display(), module.version);
    Ok(())
}

/// The checkout that cargo runs this tool from.
fn root() -> Result<PathBuf, Box<dyn Error>> {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    Ok(package.join("../..").canonicalize()?)
}

/// A hash of all that decides what is published: the Wasm, the element's sources, `wasm-opt` and this tool.
fn fingerprint(
    compiled: &[Compiled; 2],
    element: &Path,
    failures: &Failures,
    root: &Path,
) -> Result<String, Box<dyn Error>> {
    let mut sources: Vec<PathBuf> = fs::read_dir(element)?
        .map(|entry| Ok(entry?.path()))
        .collect::<Result<_, std::io::Error>>()?;
    sources.sort();
    sources.push(element.join("../README.md"));
    let mut hash = Sha256::new();
    // The hashes of the languages are in the Wasm, so whatever changes in what it says changes that.
    for path in compiled
        .iter()
        .map(|part| &part.wasm)
        .chain([&std::env::current_exe()?])
        .chain(&sources)
    {
        hash.update(Sha256::digest(fs::read(path)?));
    }
    for sentences in [&failures.unexplained, &failures.titles] {
        hash.update(sentences.to_string());
    }
    hash.update(&failures.explained);
    hash.update(format!("{:?}", wasm::find_wasm_opt(root)));
    Ok(hash
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect())
}
