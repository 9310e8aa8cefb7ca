//! The published script in few bytes: with short names, without space, and without what nothing uses.

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_span::SourceType;

/// A module that does the same in fewer bytes; what it does not declare, exports and properties keep their names.
///
/// # Errors
/// If it cannot be read as a module.
pub fn minify(module: &str) -> Result<String, String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, module, SourceType::mjs()).parse();
    if let Some(problem) = parsed.diagnostics.first() {
        return Err(format!("the script cannot be read: {problem}"));
    }
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    Ok(Codegen::new()
        .with_options(CodegenOptions::minify())
        .with_scoping(minified.scoping)
        .with_private_member_mappings(minified.class_private_mappings)
        .build(&program)
        .code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(module: &str, expected: &str) {
        assert_eq!(minify(module), Ok(expected.to_owned()));
    }

    #[test]
    fn names_that_only_the_module_knows_become_short() {
        check(
            "class Long { #secret = 1; tell() { return this.#secret; } }\nshow(new Long());",
            "class e{#e=1;tell(){return this.#e}}show(new e);",
        );
    }

    #[test]
    fn names_that_others_know_stay() {
        check(
            "const written = { kept: VERSION };\nexport { written };\nexport const told = () => written.kept;",
            "const e={kept:VERSION};export{e as written};export const told=()=>e.kept;",
        );
    }

    #[test]
    fn what_nothing_uses_is_dropped_with_what_only_that_needs() {
        check(
            "function a() { return b(); }\nfunction b() {}\nconst names = [\"x\"];\nkeep();",
            "keep();",
        );
    }

    #[test]
    fn asking_a_browser_what_it_can_is_not_dropped() {
        check(
            "try { new WebAssembly.Instance(module); } catch { refuse(); }\nelement.innerHTML = \"\";",
            "try{new WebAssembly.Instance(module)}catch{refuse()}element.innerHTML=``;",
        );
    }

    #[test]
    fn what_is_no_module_is_refused() {
        let reason = minify("const a = ;").err();
        assert!(reason.is_some_and(|reason| reason.contains("cannot be read")));
    }
}
