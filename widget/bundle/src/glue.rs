//! What is done to the JavaScript that wasm-bindgen writes before it is published.

use crate::trim::trim;

/// What no script of ours may contain: a page with a strict policy would block it, and rightly.
const FORBIDDEN: [&str; 10] = [
    "eval(",
    "new Function",
    "insertAdjacentHTML",
    "outerHTML",
    "document.write",
    "createContextualFragment",
    "parseFromString",
    "setHTMLUnsafe",
    "srcdoc",
    "import(",
];

const HTML_SINK: &str = ".innerHTML = getStringFromWasm0(arg1, arg2);";
const TRUSTED_SINK: &str = ".innerHTML = trustedHtml(getStringFromWasm0(arg1, arg2));";

/// Readies the binding script: without what is never run, and with one way of setting HTML at most.
///
/// # Errors
/// If HTML is set anywhere but in the one place that static parts of views need.
pub fn ready(glue: &str) -> Result<String, String> {
    trim(&squeeze(&trust(glue)?)?)
}

/// Wraps the binding script into a function that makes a fresh, unconnected instance of it at each call.
pub fn factory(script: &str) -> String {
    // The name that the widget imports as a global function is the parameter: nothing is put on the page.
    format!("const makeGlue=(copAborted)=>{{\n{script}return wasm_bindgen;\n}};\n")
}

/// Finds ways of running text as code or markup.
pub fn refuse_sinks(script: &str) -> Result<(), String> {
    match FORBIDDEN.iter().find(|&&word| script.contains(word)) {
        Some(word) => Err(format!("`{word}` must not be in the published script")),
        None => Ok(()),
    }
}

/// Sends the one place that sets HTML, if there is one, through the policy that the page can name in `trusted-types`.
fn trust(glue: &str) -> Result<String, String> {
    refuse_sinks(glue)?;
    let [n_known, n_places] = [HTML_SINK, "innerHTML"].map(|pattern| glue.matches(pattern).count());
    if n_known != n_places || n_places > 1 {
        return Err(format!(
            "the binding script must set HTML in one known place at most; \
             of {n_places} places {n_known} are known"
        ));
    }
    Ok(glue.replace(HTML_SINK, TRUSTED_SINK))
}

/// Drops indentation, blank lines and comments that fill whole lines, so that parts can be told by their lines.
///
/// # Errors
/// If a template or a comment goes over lines in a way that this cannot follow.
fn squeeze(script: &str) -> Result<String, String> {
    let mut squeezed = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            in_comment = !line.contains("*/");
            if !in_comment && !line.ends_with("*/") {
                return Err(format!("code stands behind a comment: {line}"));
            }
            continue;
        }
        if line.is_empty() || line.starts_with("//") {
            continue;
        }
        if line.matches('`').count() % 2 != 0 {
            return Err(format!("a template goes over more than one line: {line}"));
        }
        squeezed.push_str(line);
        squeezed.push('\n');
    }
    Ok(squeezed)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SINK: &str = "$7: function(arg0, arg1, arg2) {\n\
                        arg0.innerHTML = getStringFromWasm0(arg1, arg2);\n},\n";

    #[track_caller]
    fn check(glue: &str, expected: Result<&str, &str>) {
        match (trust(glue), expected) {
            (Ok(made), Ok(part)) => assert!(made.contains(part), "{made}"),
            (Err(reason), Err(part)) => assert!(reason.contains(part), "{reason}"),
            (made, _) => panic!("{made:?}"),
        }
    }

    #[test]
    fn html_goes_through_the_policy() {
        check(
            SINK,
            Ok("arg0.innerHTML = trustedHtml(getStringFromWasm0(arg1, arg2));"),
        );
    }

    #[test]
    fn a_script_that_sets_no_html_needs_no_policy() {
        check("let wasm_bindgen = 1;\n", Ok("let wasm_bindgen = 1;"));
    }

    #[test]
    fn a_second_place_that_sets_html_is_refused() {
        check(&SINK.repeat(2), Err("of 2 places 2 are known"));
        check(
            &format!("{SINK}x.innerHTML = y;"),
            Err("of 2 places 1 are known"),
        );
    }

    #[test]
    fn text_is_never_run_as_code() {
        check(&format!("{SINK}eval(x)"), Err("`eval(`"));
        check(&format!("{SINK}new Function(x)"), Err("`new Function`"));
        check(
            &format!("{SINK}x.insertAdjacentHTML(y)"),
            Err("`insertAdjacentHTML`"),
        );
    }

    #[test]
    fn comments_and_indentation_are_dropped_and_code_stays() {
        let script = "/**\n * What it is.\n */\nlet a = 'http://x'; // kept\n\n  // gone\n  b();\n";
        assert_eq!(
            squeeze(script),
            Ok("let a = 'http://x'; // kept\nb();\n".into())
        );
    }

    #[test]
    fn what_cannot_be_squeezed_safely_is_refused() {
        assert!(squeeze("let a = `one\n  two`;").is_err());
        assert!(squeeze("/* why */ a();").is_err());
    }
}
