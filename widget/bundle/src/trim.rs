//! Parts of the binding script that this widget never runs.

/// The ways of fetching and starting a module, of which the element needs the last step only.
const START_FROM: &str = "async function __wbg_load(";
const START_TO: &str = "return Object.assign(__wbg_init, { initSync }, exports);";
const START: &str = "return Object.assign(async(module)=>\
__wbg_finalize_init(await WebAssembly.instantiate(module,__wbg_get_imports()),module),exports);";

/// Where a script would look for the Wasm beside itself; ours is a module and is told.
const ADDRESS_FROM: &str = "let script_src;";
const ADDRESS_TO: &str = "\n}\n";

/// Classes for streams that are written in Rust, which a library exports whether they are used or not.
const STREAMS: [&str; 3] = [
    "IntoUnderlyingByteSource",
    "IntoUnderlyingSink",
    "IntoUnderlyingSource",
];

/// How a value of the page is written into the message of a crash, kind by kind; its own text says enough.
const TOLD_FROM: &str = "function debugString(val) {\n";
const TOLD_TO: &str = "return className;\n}\n}\n}\n";
const TOLD: &str = "function debugString(val) {\nreturn `${val} ${val?.stack ?? \"\"}`;\n}\n";

/// What is done where a browser lacks something; every browser has it all that has the exceptions the script asks for.
const ENCODE_FROM: &str = "if (!('encodeInto' in cachedTextEncoder)) {\n";
const ENCODE_TO: &str = "\n};\n}\n";
const FINALIZATION: &str = "(typeof FinalizationRegistry === 'undefined')\n\
                            ? { register: () => {}, unregister: () => {} }\n: ";
const CLASS_FROM: &str = "let result;\ntry {\nresult = ";
const CLASS_TO: &str = ";\n} catch (_) {\nresult = false;\n}\nconst ret = result;\nreturn ret;\n";

/// Takes a squeezed script and returns it without those parts; its value then starts a compiled module.
///
/// # Errors
/// If the script is not written as it is by the pinned wasm-bindgen.
pub fn trim(script: &str) -> Result<String, String> {
    let mut trimmed = cut(script, START_FROM, START_TO)?.replacen(START_FROM, START, 1);
    trimmed = cut(&trimmed, ADDRESS_FROM, ADDRESS_TO)?.replacen(ADDRESS_FROM, "", 1);
    for (from, to, instead) in [(TOLD_FROM, TOLD_TO, TOLD), (ENCODE_FROM, ENCODE_TO, "")] {
        if trimmed.contains(from) {
            trimmed = cut(&trimmed, from, to)?.replacen(from, instead, 1);
        }
    }
    for class in STREAMS {
        trimmed = without_class(&trimmed, class)?;
    }
    // Whoever minifies it refuses a script in which only one of the last two was found.
    Ok(trimmed
        .replace(FINALIZATION, "")
        .replace(CLASS_FROM, "return ")
        .replace(CLASS_TO, ";\n"))
}

/// Drops a class that is nowhere made; the finalizer of one that is made would have to stay.
fn without_class(script: &str, class: &str) -> Result<String, String> {
    let declaration = format!("class {class} {{\n");
    if !script.contains(&declaration) {
        return Ok(script.to_owned());
    }
    let finalizer = format!("const {class}Finalization =");
    let cut_out = cut(
        script,
        &declaration,
        &format!("exports.{class} = {class};\n"),
    )?
    .replacen(&declaration, "", 1);
    let cut_out = cut(&cut_out, &finalizer, ", 1));\n")?.replacen(&finalizer, "", 1);
    let still_used =
        cut_out.contains(&format!("{class}.")) || cut_out.contains(&format!("{class}F"));
    Ok(if still_used {
        script.to_owned()
    } else {
        cut_out
    })
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
        class IntoUnderlyingSink {\nclose() {}\n}\nexports.IntoUnderlyingSink = IntoUnderlyingSink;\n\
        const IntoUnderlyingSinkFinalization = new FinalizationRegistry(ptr => wasm.free(ptr, 1));\n\
        keep();\nasync function __wbg_load(module) {}\n\
        return Object.assign(__wbg_init, { initSync }, exports);\n})();\n";

    #[test]
    fn what_is_never_run_is_cut_out_and_the_rest_stays() {
        assert_eq!(trim(SCRIPT), Ok(format!("keep();\n{START}\n}})();\n")));
    }

    #[test]
    fn a_class_that_is_used_stays() {
        let used = SCRIPT.replace("keep();", "IntoUnderlyingSink.__wrap(ptr);");
        assert!(trim(&used).is_ok_and(|trimmed| trimmed.contains("class IntoUnderlyingSink {")));
    }

    #[test]
    fn what_only_older_browsers_lack_is_not_made_up_for() {
        let script = "const cachedTextEncoder = new TextEncoder();\n\
            if (!('encodeInto' in cachedTextEncoder)) {\ncachedTextEncoder.encodeInto = function (arg, view) {\n\
            return {\nread: arg.length\n};\n};\n}\n\
            const F = (typeof FinalizationRegistry === 'undefined')\n\
            ? { register: () => {}, unregister: () => {} }\n: new FinalizationRegistry(free);\n\
            function is(a) {\nlet result;\ntry {\nresult = a instanceof Element;\n} catch (_) {\n\
            result = false;\n}\nconst ret = result;\nreturn ret;\n}\n";
        let expected = "const cachedTextEncoder = new TextEncoder();\n\
            const F = new FinalizationRegistry(free);\n\
            function is(a) {\nreturn a instanceof Element;\n}\nkeep();";
        let script = SCRIPT.replace("keep();", &format!("{script}keep();"));
        let trimmed = trim(&script).unwrap_or_else(|reason| panic!("{reason}"));
        assert!(trimmed.contains(expected), "{trimmed}");
    }

    #[test]
    fn a_value_in_the_message_of_a_crash_is_told_by_its_own_text() {
        let told = format!("{TOLD_FROM}switch (typeof val) {{\ncase 'object': {{\n{TOLD_TO}");
        let script = SCRIPT.replace("keep();", &format!("{told}keep();"));
        assert!(trim(&script).is_ok_and(|trimmed| trimmed.contains(&format!("{TOLD}keep();"))));
    }

    #[test]
    fn a_script_that_is_written_otherwise_is_refused() {
        assert!(trim(&SCRIPT.replace("__wbg_load", "load")).is_err());
        assert!(trim(&SCRIPT.replace("initSync }", "init }")).is_err());
    }
}
