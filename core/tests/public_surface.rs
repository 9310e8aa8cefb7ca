//! What other programs can use of the crate stands in `public-surface.txt`: a change of it shows in a review.
//!
//! `UPDATE_EXPECT=1 cargo test -p cop-core --test laws public_surface` writes the list anew. It is read off the source:
//! implementations of traits are left out, and what macros make stands with the macro.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use quote::ToTokens;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Fields, Ident, ImplItem, Item, UseTree, Visibility};

struct Module {
    path: String,
    is_public: bool,
    items: Vec<Item>,
}

#[derive(Default)]
struct Surface {
    modules: Vec<Module>,
    /// Who hands out what stands in a private module, by its full name.
    handed_out: BTreeMap<String, String>,
    /// How others name a type, by its full name.
    types: BTreeMap<String, String>,
    lines: BTreeSet<String>,
}

#[test]
fn the_public_surface_is_the_one_that_was_agreed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut surface = Surface::default();
    surface.read(&root.join("src/lib.rs"), "cop_core", true);
    let modules = std::mem::take(&mut surface.modules);
    modules
        .iter()
        .for_each(|module| surface.follow_uses(module));
    modules.iter().for_each(|module| surface.list_items(module));
    modules
        .iter()
        .for_each(|module| surface.list_methods(module));
    let agreed = root.join("tests/public-surface.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let lines: Vec<&str> = surface.lines.iter().map(String::as_str).collect();
        fs::write(&agreed, lines.join("\n") + "\n").unwrap();
    }
    let agreed = fs::read_to_string(agreed).unwrap();
    let agreed: BTreeSet<String> = agreed.lines().map(str::to_owned).collect();
    let new: Vec<_> = surface.lines.difference(&agreed).collect();
    let gone: Vec<_> = agreed.difference(&surface.lines).collect();
    let same = new.is_empty() && gone.is_empty();
    assert!(
        same,
        "if this is meant, run with UPDATE_EXPECT=1\nnew: {new:#?}\ngone: {gone:#?}"
    );
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Whether something is there only in tests, or in the first part of a page.
fn is_elsewhere(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let condition = text(attribute);
        attribute.path().is_ident("cfg")
            && (condition.contains("test") || condition.contains("not"))
    })
}

/// Tokens as one would write them.
fn text(tokens: &impl ToTokens) -> String {
    const CLOSER: &[(&str, &str)] = &[
        (" :: ", "::"),
        ("& ", "&"),
        (" <", "<"),
        ("< ", "<"),
        (" >", ">"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        (" [", "["),
        ("[ ", "["),
        (" ]", "]"),
        (" ;", ";"),
        ("' ", "'"),
        (",)", ")"),
        ("->", "-> "),
        ("  ", " "),
    ];
    let spaced = tokens.to_token_stream().to_string();
    CLOSER
        .iter()
        .fold(spaced, |text, (from, to)| text.replace(from, to))
}

impl Surface {
    fn read(&mut self, file: &Path, path: &str, is_public_here: bool) {
        let items = syn::parse_file(&fs::read_to_string(file).unwrap())
            .unwrap()
            .items;
        let folder = if path == "cop_core" {
            file.parent().unwrap().to_owned()
        } else {
            file.with_extension("")
        };
        for item in &items {
            if let Item::Mod(module) = item
                && !is_elsewhere(&module.attrs)
            {
                let file = folder.join(format!("{}.rs", module.ident));
                let path = format!("{path}::{}", module.ident);
                self.read(&file, &path, is_public_here && is_public(&module.vis));
            }
        }
        self.modules.push(Module {
            path: path.to_owned(),
            is_public: is_public_here,
            items,
        });
    }

    /// Notes what `pub use` hands out of private modules.
    fn follow_uses(&mut self, module: &Module) {
        for item in &module.items {
            if let Item::Use(item) = item
                && module.is_public
                && is_public(&item.vis)
            {
                let mut names = Vec::new();
                flatten(&item.tree, &module.path, &mut names);
                self.handed_out
                    .extend(names.into_iter().map(|name| (name, module.path.clone())));
            }
        }
    }

    fn list_items(&mut self, module: &Module) {
        for item in &module.items {
            match item {
                Item::Struct(item) if is_public(&item.vis) => {
                    let fields = item.fields.iter().filter(|field| is_public(&field.vis));
                    let field =
                        |field: &syn::Field| format!(".{}", fields_of(std::iter::once(field)));
                    self.item(module, &item.ident, "struct", fields.map(field).collect());
                }
                Item::Enum(item) if is_public(&item.vis) => {
                    let variant = |variant: &syn::Variant| match &variant.fields {
                        Fields::Unit => format!("::{}", variant.ident),
                        fields => format!("::{} {{ {} }}", variant.ident, fields_of(fields)),
                    };
                    self.item(
                        module,
                        &item.ident,
                        "enum",
                        item.variants
                            .iter()
                            .filter(|variant| !is_elsewhere(&variant.attrs))
                            .map(variant)
                            .collect(),
                    );
                }
                Item::Trait(item) if is_public(&item.vis) => {
                    let parts = item.items.iter().map(|part| format!(" has {}", text(part)));
                    self.item(module, &item.ident, "trait", parts.collect());
                }
                Item::Fn(item) if is_public(&item.vis) => {
                    self.item(module, &item.sig.ident, &text(&item.sig), Vec::new());
                }
                Item::Const(item) if is_public(&item.vis) => {
                    self.item(
                        module,
                        &item.ident,
                        &format!("const {}", text(&item.ty)),
                        Vec::new(),
                    );
                }
                Item::Macro(item) => self.list_made(module, item),
                _ => {}
            }
        }
    }

    fn item(&mut self, module: &Module, name: &Ident, what: &str, parts: Vec<String>) {
        let full = format!("{}::{name}", module.path);
        let path = match self.handed_out.get(&full) {
            Some(path) => format!("{path}::{name}"),
            None if module.is_public => full.clone(),
            None => return,
        };
        self.lines.insert(format!("{path} is {what}"));
        self.lines
            .extend(parts.into_iter().map(|part| format!("{path}{part}")));
        self.types.insert(full, path);
    }

    /// What a macro of ours makes: all that it ever does, and the names that it was given.
    fn list_made(&mut self, module: &Module, item: &syn::ItemMacro) {
        let name = item
            .ident
            .as_ref()
            .map_or_else(|| text(&item.mac.path), ToString::to_string);
        if !["text_id", "number_id", "words", "reads_words"].contains(&name.as_str()) {
            return;
        }
        if item.ident.is_some() {
            let body = text(&item.mac.tokens);
            let made = body
                .split("pub ")
                .skip(1)
                .filter_map(|made| made.split(['{', ';', '=']).next());
            self.lines
                .extend(made.map(|made| format!("{}::{name}! makes {}", module.path, made.trim())));
            return;
        }
        let mut rest = item.mac.tokens.clone();
        let given = |input: ParseStream<'_>| {
            input.call(Attribute::parse_outer)?;
            let name: Ident = input.parse()?;
            rest = input.parse()?;
            Ok(name)
        };
        if let Ok(made) = given.parse2(item.mac.tokens.clone()) {
            let rest = rest.to_string();
            let variants = rest
                .split("=> ")
                .skip(1)
                .filter_map(|rest| rest.split([' ', ',']).next());
            let variants = if name == "words" {
                variants.map(|word| format!("::{word}")).collect()
            } else {
                Vec::new()
            };
            self.item(module, &made, &format!("made by {name}!"), variants);
        }
    }

    fn list_methods(&mut self, module: &Module) {
        for item in &module.items {
            let Item::Impl(item) = item else { continue };
            let (None, syn::Type::Path(of)) = (&item.trait_, &*item.self_ty) else {
                continue;
            };
            let name = &of.path.segments.last().unwrap().ident;
            // Its type stands beside it, or in another file under a name that no other type has.
            let beside = self.types.get(&format!("{}::{name}", module.path));
            let elsewhere = || {
                self.types
                    .iter()
                    .find(|(full, _)| full.ends_with(&format!("::{name}")))
            };
            let Some(path) = beside.or_else(|| Some(elsewhere()?.1)).cloned() else {
                continue;
            };
            for item in &item.items {
                match item {
                    ImplItem::Fn(item) if is_public(&item.vis) => {
                        self.lines.insert(format!("{path} has {}", text(&item.sig)));
                    }
                    ImplItem::Const(item) if is_public(&item.vis) => {
                        self.lines.insert(format!(
                            "{path} has const {}: {}",
                            item.ident,
                            text(&item.ty)
                        ));
                    }
                    _ => {}
                }
            }
        }
    }
}

fn fields_of<'a>(fields: impl IntoIterator<Item = &'a syn::Field>) -> String {
    let field = |field: &syn::Field| match &field.ident {
        Some(name) => format!("{name}: {}", text(&field.ty)),
        None => text(&field.ty),
    };
    fields.into_iter().map(field).collect::<Vec<_>>().join(", ")
}

fn flatten(tree: &UseTree, path: &str, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(below) => flatten(&below.tree, &format!("{path}::{}", below.ident), names),
        UseTree::Name(name) => names.push(format!("{path}::{}", name.ident)),
        UseTree::Group(group) => group
            .items
            .iter()
            .for_each(|tree| flatten(tree, path, names)),
        UseTree::Rename(_) | UseTree::Glob(_) => {
            panic!("write out what is handed out: {}", text(tree))
        }
    }
}
