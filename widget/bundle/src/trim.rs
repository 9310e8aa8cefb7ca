//! Parts of the binding script that this widget never runs.

/// The ways of fetching and starting a module, of which the element needs the last step only.
const START_FROM: &str = "async function __wbg_load(";
const START_TO: &str = "return Object.assign(__wbg_init, { initSync }, exports);";
const START: &str = "return Object.assign(async(module)=>\
__wbg_finalize_init(await WebAssembly.instantiate(module,__wbg_get_imports()),module),exports);";

/// Where a script would look for the Wasm beside itself; ours is a module and is told.
const ADDRESS_FROM: &str = "let script_src;";
const ADDRESS_TO: &str = "\n}\n";

/// Takes a squeezed script and returns it without those parts; its value then starts a compiled module.
///
/// # Errors
/// If the script is not written as it is by the pinned wasm-bindgen.
pub fn trim(script: &str) -> Result<String, String> {
    let trimmed = cut(script, START_FROM, START_TO)?.replacen(START_FROM, START, 1);
    Ok(cut(&trimmed, ADDRESS_FROM, ADDRESS_TO)?.replacen(ADDRESS_FROM, "", 1))
}

/// Cuts from behind `from` to behind the next `to`.
fn cut(script: &str, from: &str, to: &str) -> Result<String, String> {
    let unknown = || {
        format!(
            "the binding script is not written as expected at `{}`",
            from.trim()
        )
    };
    if script.matches(from).count() != 1 {
        return Err(unknown());
    }
    let (before, rest) = script.split_once(from).ok_or_else(unknown)?;
    let (_, after) = rest.split_once(to).ok_or_else(unknown)?;
    Ok([before, from, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "let script_src;\nif (a) {\nb();\n}\n\
        keep();\nasync function __wbg_load(module) {}\n\
        return Object.assign(__wbg_init, { initSync }, exports);\n})();\n";

    #[test]
    fn what_is_never_run_is_cut_out_and_the_rest_stays() {
        assert_eq!(trim(SCRIPT), Ok(format!("keep();\n{START}\n}})();\n")));
    }

    #[test]
    fn a_script_that_is_written_otherwise_is_refused() {
        assert!(trim(&SCRIPT.replace("__wbg_load", "load")).is_err());
        assert!(trim(&SCRIPT.replace("initSync }", "init }")).is_err());
    }
}
