//! Functions of a Wasm file: one of each, and those that resemble each other side by side.
//!
//! The compiler leaves the same function several times where it was generic, and in an order that says nothing.
//! What compresses finds a repetition cheaper the closer it is, so here the order is made for that.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::convert::Infallible;

use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionSectionReader, Parser, Payload, TypeRef,
};

use crate::publish::brotli;

/// What makes functions alike.
#[derive(Debug, Clone, Copy)]
struct Taste {
    /// How many bytes make a piece: an instruction or two.
    piece_bytes: usize,
    /// A function that takes and gives the same is this much liker: its type need not be named anew.
    same_type: f64,
}

/// Which of these compresses best nobody can tell beforehand: they are half a hundredth apart, so all are tried.
const TASTES: [Taste; 6] = [
    taste(3, 1.0),
    taste(3, 1.25),
    taste(3, 1.5),
    taste(4, 1.25),
    taste(4, 1.5),
    taste(4, 2.0),
];

const fn taste(piece_bytes: usize, same_type: f64) -> Taste {
    Taste {
        piece_bytes,
        same_type,
    }
}

/// Or the smallest functions would always be the likest.
const SMALLEST: f64 = 8.0;

/// The same module with every function once, in an order that compresses well, and with nothing in it for tools.
///
/// # Errors
/// If this is no Wasm that can be read.
pub fn arrange(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let merged = merge(wasm)?;
    let functions = &Functions::of(&merged)?;
    let places: &Vec<usize> = &(0..functions.all.len()).collect();
    let tried: Vec<Result<Vec<u8>, Error>> = std::thread::scope(|scope| {
        let tries = TASTES.map(|taste| {
            let merged = &merged;
            scope.spawn(move || functions.moved(merged, &functions.by_likeness(taste), places))
        });
        let done = tries.into_iter().map(|tried| tried.join());
        done.map(|tried| tried.expect("it does not panic"))
            .collect()
    });
    let tried: Vec<Vec<u8>> = tried.into_iter().collect::<Result<_, _>>()?;
    let sent = std::thread::scope(|scope| {
        let sizes: Vec<_> = tried
            .iter()
            .map(|wasm| scope.spawn(|| brotli(wasm).map_or(usize::MAX, |sent| sent.len())))
            .collect();
        let sizes = sizes.into_iter().map(|size| size.join());
        sizes
            .map(|size| size.expect("it does not panic"))
            .collect::<Vec<usize>>()
    });
    let smallest = tried.into_iter().zip(sent).min_by_key(|(_, sent)| *sent);
    Ok(smallest.expect("there is more than one taste").0)
}

/// Lets the first of functions that are the same stand for all, until no two are.
///
/// Where code compares the addresses of functions these stay apart: each keeps its own place in the table.
fn merge(wasm: &[u8]) -> Result<Vec<u8>, Error> {
    let mut merged = wasm.to_vec();
    loop {
        let functions = Functions::of(&merged)?;
        let mut seen: BTreeMap<Function, usize> = BTreeMap::new();
        let mut kept = Vec::new();
        let mut stands_for = Vec::new();
        for (place, function) in functions.all.iter().enumerate() {
            stands_for.push(match seen.entry(*function) {
                Entry::Vacant(entry) => {
                    kept.push(place);
                    *entry.insert(place)
                }
                Entry::Occupied(entry) => *entry.get(),
            });
        }
        if kept.len() == functions.all.len() {
            return Ok(merged);
        }
        // Those that call what has become one can be the same now.
        merged = functions.moved(&merged, &kept, &stands_for)?;
    }
}

/// A function by the index of its type and the bytes of its locals and code.
type Function<'a> = (u32, &'a [u8]);

/// The functions that a module defines, behind those that it imports.
struct Functions<'a> {
    n_imported: u32,
    all: Vec<Function<'a>>,
}

impl<'a> Functions<'a> {
    fn of(wasm: &'a [u8]) -> Result<Self, Error> {
        let mut n_imported = 0;
        let mut types = Vec::new();
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        n_imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::FunctionSection(section) => {
                    types = section.into_iter().collect::<Result<_, _>>()?;
                }
                Payload::CodeSectionEntry(body) => bodies.push(&wasm[body.range()]),
                _ => {}
            }
        }
        Ok(Self {
            n_imported,
            all: types.into_iter().zip(bodies).collect(),
        })
    }

    /// From the smallest on, always the one that is likest to the one before.
    fn by_likeness(&self, taste: Taste) -> Vec<usize> {
        let pieces = |&(_, body): &(u32, &[u8])| pieces(body, taste.piece_bytes);
        let pieces: Vec<Vec<Piece>> = self.all.iter().map(pieces).collect();
        let mut holders: BTreeMap<Piece, Vec<usize>> = BTreeMap::new();
        for (function, pieces) in pieces.iter().enumerate() {
            for piece in pieces {
                holders.entry(*piece).or_default().push(function);
            }
        }
        let sizes: Vec<f64> = pieces.iter().map(|pieces| size(pieces.len())).collect();
        let mut by_size: Vec<usize> = (0..self.all.len()).collect();
        by_size.sort_by_key(|&function| self.all[function].1.len());

        let mut order = Vec::with_capacity(self.all.len());
        let mut is_placed = vec![false; self.all.len()];
        for &smallest in &by_size {
            let mut next = (!is_placed[smallest]).then_some(smallest);
            while let Some(last) = next {
                order.push(last);
                is_placed[last] = true;
                let mut n_shared = vec![0_u32; self.all.len()];
                for &other in pieces[last].iter().flat_map(|piece| &holders[piece]) {
                    n_shared[other] += 1;
                }
                let likeness = |other: usize| {
                    let is_same_type = self.all[other].0 == self.all[last].0;
                    let factor = if is_same_type { taste.same_type } else { 1.0 };
                    factor * f64::from(n_shared[other]) / sizes[other]
                };
                next = (0..self.all.len())
                    .filter(|&other| n_shared[other] > 0 && !is_placed[other])
                    .max_by(|&one, &other| likeness(one).total_cmp(&likeness(other)));
            }
        }
        order
    }

    /// The module with the functions in this order; what called one now calls the one that stands for it.
    fn moved(&self, wasm: &[u8], order: &[usize], stands_for: &[usize]) -> Result<Vec<u8>, Error> {
        let mut indices = vec![0; self.all.len()];
        for (index, &function) in (self.n_imported..).zip(order) {
            indices[function] = index;
        }
        let imported = 0..self.n_imported;
        let defined = stands_for.iter().map(|&function| indices[function]);
        let mut moving = Moving {
            indices: imported.chain(defined).collect(),
            order,
        };
        let mut module = Module::new();
        moving.parse_core_module(&mut module, Parser::new(0), wasm)?;
        Ok(module.finish())
    }
}

/// Some bytes of code, up to four.
type Piece = u32;

/// The different pieces of some code.
fn pieces(body: &[u8], n_bytes: usize) -> Vec<Piece> {
    let piece = |bytes: &[u8]| {
        let bytes = bytes.iter();
        bytes.fold(0, |piece, byte| piece << 8 | Piece::from(*byte))
    };
    let mut pieces: Vec<Piece> = body.windows(n_bytes).map(piece).collect();
    pieces.sort_unstable();
    pieces.dedup();
    pieces
}

/// What sharing pieces is held against.
///
/// In proportion to all pieces, hardly anything would come near to large functions: so to the power of seven eighths,
/// by roots, which are the same on every machine.
fn size(n_pieces: usize) -> f64 {
    let n_pieces = n_pieces as f64 + SMALLEST;
    n_pieces / n_pieces.sqrt().sqrt().sqrt()
}

/// Writes a module anew with its functions elsewhere.
struct Moving<'a> {
    /// By the indices before.
    indices: Vec<u32>,
    order: &'a [usize],
}

impl Reencode for Moving<'_> {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.indices[index as usize])
    }

    /// Leaves out what tools say of a module to each other, which browsers do not read.
    fn parse_custom_section(
        &mut self,
        _: &mut Module,
        _: CustomSectionReader<'_>,
    ) -> Result<(), Error> {
        Ok(())
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error> {
        let types: Vec<u32> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in self.order {
            functions.function(types[function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error> {
        let bodies: Vec<_> = section.into_iter().collect::<Result<_, _>>()?;
        for &function in self.order {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        ConstExpr, CustomSection, ElementSection, Elements, ExportKind, ExportSection, Function,
        ImportSection, Instruction, RefType, Section, TableSection, TableType, TypeSection,
        ValType,
    };
    use wasmparser::{ExternalKind, Operator, Validator};

    use super::*;

    /// What a function of these tests does: it calls some by their index and returns a number.
    struct Does {
        calls: Vec<u32>,
        returns: i32,
    }

    /// The index of the first function behind the one that is imported.
    const FIRST: u32 = 1;

    fn does(calls: &[u32], returns: i32) -> Does {
        Does {
            calls: calls.to_vec(),
            returns,
        }
    }

    /// A module that imports one function, and exports these by their place and has them in its table.
    fn module(functions: &[Does]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("page", "now", wasm_encoder::EntityType::Function(0));
        let mut declared = FunctionSection::new();
        let mut tables = TableSection::new();
        let n_functions = functions.len() as u64;
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: n_functions,
            maximum: None,
            shared: false,
        });
        let mut exports = ExportSection::new();
        let mut code = CodeSection::new();
        let mut in_table = Vec::new();
        for (function, index) in functions.iter().zip(FIRST..) {
            declared.function(0);
            exports.export(&index.to_string(), ExportKind::Func, index);
            in_table.push(index);
            let mut body = Function::new([]);
            for &called in &function.calls {
                body.instruction(&Instruction::Call(called));
                body.instruction(&Instruction::Drop);
            }
            body.instruction(&Instruction::I32Const(function.returns));
            body.instruction(&Instruction::End);
            code.function(&body);
        }
        let mut elements = ElementSection::new();
        let places = ConstExpr::i32_const(0);
        elements.active(None, &places, Elements::Functions(in_table.into()));
        let mut module = Module::new();
        module
            .section(&types)
            .section(&imports)
            .section(&declared)
            .section(&tables)
            .section(&exports)
            .section(&elements)
            .section(&code);
        module.finish()
    }

    /// A module as it is seen from outside: all that its functions return, by what they are exported as and as they
    /// stand in the table, with what those return that they call; `now` is what is imported.
    struct Seen {
        exported: BTreeMap<String, String>,
        in_table: Vec<String>,
        n_functions: usize,
    }

    fn seen(wasm: &[u8]) -> Seen {
        Validator::new()
            .validate_all(wasm)
            .unwrap_or_else(|fault| panic!("{fault}"));
        let mut bodies = Vec::new();
        let mut exported = Vec::new();
        let mut in_table = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.expect("it was validated") {
                Payload::ExportSection(section) => {
                    for export in section {
                        let export = export.expect("it was validated");
                        assert_eq!(export.kind, ExternalKind::Func);
                        exported.push((export.name.to_owned(), export.index));
                    }
                }
                Payload::ElementSection(section) => {
                    for element in section {
                        match element.expect("it was validated").items {
                            wasmparser::ElementItems::Functions(indices) => in_table
                                .extend(indices.into_iter().map(|i| i.expect("it was validated"))),
                            wasmparser::ElementItems::Expressions(..) => panic!("none was written"),
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => {
                    let operators = body.get_operators_reader().expect("it was validated");
                    let operators = operators.into_iter().collect::<Result<Vec<_>, _>>();
                    bodies.push(operators.expect("it was validated"));
                }
                _ => {}
            }
        }
        let told = |index: u32| told(&bodies, index);
        Seen {
            exported: exported
                .into_iter()
                .map(|(name, index)| (name, told(index)))
                .collect(),
            in_table: in_table.into_iter().map(told).collect(),
            n_functions: bodies.len(),
        }
    }

    /// What a function returns, and in brackets what those return that it calls.
    fn told(bodies: &[Vec<Operator>], index: u32) -> String {
        let Some(function) = index.checked_sub(FIRST) else {
            return "now".to_owned();
        };
        let mut calls = Vec::new();
        let mut returned = None;
        for operator in &bodies[function as usize] {
            match operator {
                Operator::Call { function_index } => calls.push(told(bodies, *function_index)),
                Operator::I32Const { value } => returned = Some(*value),
                _ => {}
            }
        }
        format!("{}{calls:?}", returned.expect("each returns a number"))
    }

    #[track_caller]
    fn check(functions: &[Does], n_left: usize) {
        let wasm = module(functions);
        let arranged = arrange(&wasm).unwrap_or_else(|fault| panic!("{fault}"));
        let [before, after] = [seen(&wasm), seen(&arranged)];
        assert_eq!(after.exported, before.exported);
        assert_eq!(after.in_table, before.in_table);
        assert_eq!(after.n_functions, n_left);
    }

    #[test]
    fn whoever_moves_is_called_where_they_are_now() {
        check(
            &[
                does(&[0, 5, 3, 2], 1_000_000),
                does(&[3], 1),
                does(&[4, 0], 2_000_000),
                does(&[], 3),
                does(&[2, 4, 4, 0], 1_000_001),
            ],
            5,
        );
    }

    #[test]
    fn what_is_the_same_is_there_once_and_then_what_calls_it() {
        check(
            &[does(&[3], 1), does(&[4], 1), does(&[], 7), does(&[], 7)],
            2,
        );
    }

    #[test]
    fn what_returns_something_else_stays_apart() {
        check(
            &[does(&[3], 1), does(&[4], 1), does(&[], 7), does(&[], 8)],
            4,
        );
    }

    #[test]
    fn the_likest_stands_beside() {
        let calls = [0; 9];
        let wasm = module(&[does(&calls, 1), does(&[], 2), does(&calls, 3), does(&[], 4)]);
        let functions = Functions::of(&wasm).unwrap_or_else(|fault| panic!("{fault}"));
        let order = functions.by_likeness(TASTES[0]);
        let place = |function| order.iter().position(|&placed| placed == function);
        assert_eq!(
            place(0)
                .zip(place(2))
                .map(|(one, other)| one.abs_diff(other)),
            Some(1),
            "{order:?}"
        );
    }

    #[test]
    fn the_same_module_always_gives_the_same_bytes() {
        let functions: Vec<Does> = (0..40)
            .map(|n| does(&[n % 7 + 1, n % 3], n as i32 / 2))
            .collect();
        let wasm = module(&functions);
        let twice = [arrange(&wasm), arrange(&wasm)].map(|made| made.expect("it is Wasm"));
        assert_eq!(twice[0], twice[1]);
    }

    #[test]
    fn what_tools_say_of_a_module_is_left_out() {
        let mut wasm = module(&[does(&[], 1)]);
        let bare = arrange(&wasm).expect("it is Wasm");
        CustomSection {
            name: "producers".into(),
            data: (&[0]).into(),
        }
        .append_to(&mut wasm);
        assert_eq!(arrange(&wasm).expect("it is Wasm"), bare);
    }

    #[test]
    fn what_is_no_wasm_is_refused() {
        assert!(arrange(b"\0asm and then something else").is_err());
    }
}
