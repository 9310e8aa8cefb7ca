//! The same natively: `cop-wasm-fold log` writes a log, `cop-wasm-fold fold 2026-11-20T09:00:00Z` folds one,
//! `cop-wasm-fold measure 100000` times the measures of an invented one.

mod fixture;

use std::error::Error;
use std::io::{self, Read, Write};
use std::time::Instant;

use cop_core::time::Timestamp;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut out = io::stdout().lock();
    match arguments[..] {
        ["log"] => {
            for activity in fixture::log()?.activities() {
                writeln!(out, "{}", serde_json::to_string(activity)?)?;
            }
        }
        ["fold", now] => {
            let mut log = String::new();
            io::stdin().read_to_string(&mut log)?;
            let views = cop_wasm_fold::views(&log, Timestamp::parse(now)?)?;
            out.write_all(views.as_bytes())?;
        }
        ["measure", n] => {
            let log = cop_wasm_fold::invented(n.parse()?);
            // A line for each one asked for, so that another program can be timed in between.
            for _ in io::stdin().lines() {
                let begun = Instant::now();
                let sum = cop_wasm_fold::measured(&log);
                writeln!(out, "{sum} {}", begun.elapsed().as_nanos())?;
                out.flush()?;
            }
        }
        _ => {
            return Err(
                "cop-wasm-fold log, cop-wasm-fold fold MOMENT < LOG, or cop-wasm-fold measure N"
                    .into(),
            );
        }
    }
    Ok(())
}
