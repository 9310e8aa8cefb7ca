//! The part of Markdown that people write in messages, as a tree of blocks.
//!
//! It makes no HTML: whoever shows the tree makes nodes of it, so that no text can become markup.
//! Every text can be read, in time proportional to its length; what is not markup stays as it was written.

mod inline;

/// What stands on lines of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// Lines up to an empty one.
    Paragraph(Vec<Inline>),
    /// Lines that begin with `-`, `*` or `+`, or with a number from 1.
    List {
        /// Whether they are numbered.
        ordered: bool,
        /// One after the other, without lists inside them.
        items: Vec<Vec<Inline>>,
    },
    /// Lines that begin with `>`.
    Quote(Vec<Inline>),
    /// Lines between two lines of three backticks, as they are.
    Code(String),
}

/// What stands within a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline {
    /// Text as it is.
    Text(String),
    /// `**strong**`
    Strong(Vec<Inline>),
    /// `*emphasis*` or `_emphasis_`
    Emphasis(Vec<Inline>),
    /// Text between backticks, as it is.
    Code(String),
    /// `[text](https://…)`, or an address that stands in the text.
    Link {
        /// An address that begins with `https://`, `http://` or `mailto:`.
        href: String,
        /// What is shown, with no link inside it.
        text: Vec<Inline>,
    },
    /// The end of a line within a block.
    Break,
}

/// Reads a text.
///
/// # Example
/// ```
/// use cop_core::markdown::{Block, Inline, parse};
///
/// let blocks = parse("Try *this*");
/// let this = Inline::Emphasis(vec![Inline::Text("this".into())]);
/// assert_eq!(blocks, [Block::Paragraph(vec![Inline::Text("Try ".into()), this])]);
/// ```
#[must_use]
pub fn parse(text: &str) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if is_fence(line) {
            let mut code = String::new();
            for line in lines.by_ref().take_while(|line| line.trim() != "```") {
                code.push_str(line);
                code.push('\n');
            }
            blocks.close();
            blocks.done.push(Block::Code(code));
        } else {
            blocks.line(line);
        }
    }
    blocks.close();
    blocks.done
}

/// Three backticks, and perhaps the name of a language.
fn is_fence(line: &str) -> bool {
    let language = line.trim().strip_prefix("```");
    language.is_some_and(|name| !name.contains(|c: char| c == '`' || c.is_whitespace()))
}

#[derive(Default)]
struct Blocks {
    done: Vec<Block>,
    open: Option<Open>,
}

/// A block that the next line may continue.
enum Open {
    Paragraph(String),
    List { ordered: bool, items: Vec<String> },
    Quote(String),
}

impl Blocks {
    fn line(&mut self, line: &str) {
        let text = line.trim();
        if text.is_empty() {
            return self.close();
        }
        if let Some(quoted) = text.strip_prefix('>') {
            if let Some(Open::Quote(lines)) = &mut self.open {
                return continue_with(lines, quoted.trim());
            }
            return self.begin(Open::Quote(quoted.trim().to_owned()));
        }
        if let Some((number, first)) = item(text) {
            let is_ordered = number.is_some();
            match &mut self.open {
                Some(Open::List { ordered, items }) if *ordered == is_ordered => {
                    return items.push(first.to_owned());
                }
                _ if number.is_none_or(|number| number == "1") => {
                    return self.begin(Open::List {
                        ordered: is_ordered,
                        items: vec![first.to_owned()],
                    });
                }
                _ => {}
            }
        }
        match &mut self.open {
            Some(Open::Paragraph(lines)) => continue_with(lines, text),
            Some(Open::List { items, .. }) if line.starts_with([' ', '\t']) => {
                if let Some(lines) = items.last_mut() {
                    continue_with(lines, text);
                }
            }
            _ => self.begin(Open::Paragraph(text.to_owned())),
        }
    }

    fn begin(&mut self, block: Open) {
        self.close();
        self.open = Some(block);
    }

    fn close(&mut self) {
        self.done.extend(self.open.take().map(|open| match open {
            Open::Paragraph(lines) => Block::Paragraph(inline::parse(&lines)),
            Open::Quote(lines) => Block::Quote(inline::parse(&lines)),
            Open::List { ordered, items } => {
                let items = items.iter().map(|lines| inline::parse(lines)).collect();
                Block::List { ordered, items }
            }
        }));
    }
}

fn continue_with(lines: &mut String, line: &str) {
    lines.push('\n');
    lines.push_str(line);
}

/// The number, if it has one, and the text of a line that begins as an item of a list does.
fn item(line: &str) -> Option<(Option<&str>, &str)> {
    if let Some(text) = line.strip_prefix(['-', '*', '+']) {
        return text.strip_prefix(' ').map(|text| (None, text.trim_start()));
    }
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let (number, text) = line.split_at_checked(n_digits)?;
    let text = text.strip_prefix(['.', ')'])?.strip_prefix(' ')?;
    (1..=3)
        .contains(&n_digits)
        .then(|| (Some(number), text.trim_start()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text(text: &str) -> Inline {
        Inline::Text(text.to_owned())
    }

    #[track_caller]
    fn check(written: &str, expected: &[Block]) {
        assert_eq!(parse(written), expected);
    }

    #[test]
    fn an_empty_line_ends_a_paragraph_and_a_single_line_end_is_kept() {
        check(
            "one\r\ntwo\n\n\nthree",
            &[
                Block::Paragraph(vec![text("one"), Inline::Break, text("two")]),
                Block::Paragraph(vec![text("three")]),
            ],
        );
    }

    #[test]
    fn lists_begin_with_a_mark_or_the_number_one() {
        let items = |items: &[&str]| items.iter().map(|item| vec![text(item)]).collect();
        let list = |ordered, of: &[&str]| Block::List {
            ordered,
            items: items(of),
        };
        check(
            "- a\n  * b\n1. c\n7) d",
            &[list(false, &["a", "b"]), list(true, &["c", "d"])],
        );
        check(
            "2026. was good",
            &[Block::Paragraph(vec![text("2026. was good")])],
        );
        check("-5 degrees", &[Block::Paragraph(vec![text("-5 degrees")])]);
    }

    #[test]
    fn an_answer_under_a_quote_is_not_part_of_it() {
        check(
            "> said\n> twice\nanswer",
            &[
                Block::Quote(vec![text("said"), Inline::Break, text("twice")]),
                Block::Paragraph(vec![text("answer")]),
            ],
        );
    }

    #[test]
    fn code_is_kept_as_it_is_even_without_an_end() {
        check("```rust\n  *a*\n\n", &[Block::Code("  *a*\n\n".to_owned())]);
        check(
            "```\na\n```\nb",
            &[
                Block::Code("a\n".to_owned()),
                Block::Paragraph(vec![text("b")]),
            ],
        );
    }

    fn depth_and_letters(inlines: &[Inline], letters: &mut String) -> usize {
        let depths = inlines.iter().map(|inline| match inline {
            Inline::Text(text) | Inline::Code(text) => {
                letters.push_str(text);
                1
            }
            Inline::Strong(inside) | Inline::Emphasis(inside) => {
                1 + depth_and_letters(inside, letters)
            }
            Inline::Link { href, text } => {
                assert!(
                    ["http://", "https://", "mailto:"]
                        .iter()
                        .any(|known| { href.to_ascii_lowercase().starts_with(known) })
                );
                let depth = depth_and_letters(text, letters);
                if text[..] != [Inline::Text(href.clone())] {
                    letters.push_str(href);
                }
                1 + depth
            }
            Inline::Break => 1,
        });
        depths.max().unwrap_or(0)
    }

    /// All letters of the tree, having checked how deep it is.
    fn letters(blocks: &[Block]) -> String {
        let mut found = String::new();
        for block in blocks {
            let lines = match block {
                Block::Code(code) => {
                    found.push_str(code);
                    continue;
                }
                Block::Paragraph(lines) | Block::Quote(lines) => std::slice::from_ref(lines),
                Block::List { items, .. } => items,
            };
            assert!(
                lines
                    .iter()
                    .all(|line| depth_and_letters(line, &mut found) <= 4)
            );
        }
        found.retain(char::is_alphabetic);
        found
    }

    #[test]
    fn long_runs_of_marks_take_no_longer_than_text() {
        for piece in [
            "*",
            "_",
            "[",
            "`",
            "](",
            "[a](",
            "**a ",
            "*a _b ",
            "[a](http://",
            "> ",
            "https://(",
            "\\",
        ] {
            let written = piece.repeat(200_000 / piece.len());
            letters(&parse(&written));
        }
    }

    proptest! {
        #[test]
        fn no_letter_is_lost_in_any_text(
            any in "\\PC{0,60}",
            marked in "([a-c ]|é|\\*|_|`|\\[|\\]|\\(|\\)|\\\\|>|- |1\\. |\n|https://|mailto:){0,60}",
        ) {
            for written in [any, marked] {
                // The name of a language beside a fence is markup.
                let kept = written.lines().filter(|line| !is_fence(line));
                let expected: String = kept.flat_map(str::chars).filter(|c| c.is_alphabetic()).collect();
                if !written.contains("```") {
                    prop_assert_eq!(letters(&parse(&written)), expected);
                }
            }
        }
    }
}
