//! What stands within the lines of one block.

use super::Inline;

/// Reads the lines of one block, from left to right and once.
pub(super) fn parse(lines: &str) -> Vec<Inline> {
    let mut reader = Reader {
        rest: lines,
        before: None,
        plain: String::new(),
        done: Vec::new(),
        open: Vec::new(),
        may_have_code: true,
    };
    while let Some(next) = reader.rest.chars().next() {
        reader.step(next);
    }
    reader.give_up_on(0);
    reader.flush();
    reader.done
}

/// A mark that waits for its other half. Invariant: one of each kind, so a tree is at most four deep.
struct Open {
    mark: Mark,
    inside: Vec<Inline>,
}

#[derive(Clone, Copy)]
enum Mark {
    Strong(char),
    Emphasis(char),
    Link,
}

impl Mark {
    fn is_like(self, other: Self) -> bool {
        std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }
}

struct Reader<'a> {
    rest: &'a str,
    before: Option<char>,
    plain: String,
    done: Vec<Inline>,
    open: Vec<Open>,
    // Whether there may be a backtick further on: looked for in vain once, it is not looked for again.
    may_have_code: bool,
}

impl<'a> Reader<'a> {
    fn step(&mut self, next: char) {
        match next {
            '\n' => {
                self.take(1);
                self.push(Inline::Break);
            }
            '\\' if self
                .after(1)
                .starts_with(|c: char| c.is_ascii_punctuation()) =>
            {
                self.take(1);
                self.keep(1);
            }
            '`' if self.may_have_code => self.code(),
            '*' | '_' => self.mark(next),
            '[' => {
                self.take(1);
                self.begin(Mark::Link);
            }
            ']' => self.end_link(),
            'h' | 'H' => match self.address() {
                Some(n_bytes) => {
                    let href = self.take(n_bytes).to_owned();
                    let text = vec![Inline::Text(href.clone())];
                    self.push(Inline::Link { href, text });
                }
                None => self.keep(1),
            },
            other => self.keep(other.len_utf8()),
        }
    }

    /// What is left once that many bytes are taken.
    fn after(&self, n_bytes: usize) -> &'a str {
        self.rest.get(n_bytes..).unwrap_or_default()
    }

    fn take(&mut self, n_bytes: usize) -> &'a str {
        let taken = self.rest.get(..n_bytes).unwrap_or(self.rest);
        self.before = taken.chars().next_back().or(self.before);
        self.rest = self.after(taken.len());
        taken
    }

    fn keep(&mut self, n_bytes: usize) {
        let taken = self.take(n_bytes);
        self.plain.push_str(taken);
    }

    fn flush(&mut self) {
        if !self.plain.is_empty() {
            let text = Inline::Text(std::mem::take(&mut self.plain));
            self.add(text);
        }
    }

    fn push(&mut self, inline: Inline) {
        self.flush();
        self.add(inline);
    }

    fn add(&mut self, inline: Inline) {
        let place = match self.open.last_mut() {
            Some(open) => &mut open.inside,
            None => &mut self.done,
        };
        match (place.last_mut(), inline) {
            (Some(Inline::Text(text)), Inline::Text(more)) => text.push_str(&more),
            (_, inline) => place.push(inline),
        }
    }

    fn begin(&mut self, mark: Mark) {
        // Of two marks of a kind the second is more likely to be meant.
        if let Some(n) = self.open.iter().position(|open| open.mark.is_like(mark)) {
            self.give_up_on(n);
        }
        self.flush();
        self.open.push(Open {
            mark,
            inside: Vec::new(),
        });
    }

    /// Takes the marks from the n-th on for text.
    fn give_up_on(&mut self, n: usize) {
        while self.open.len() > n {
            self.flush();
            let Some(open) = self.open.pop() else { return };
            let (mark, n_times) = match open.mark {
                Mark::Strong(mark) => (mark, 2),
                Mark::Emphasis(mark) => (mark, 1),
                Mark::Link => ('[', 1),
            };
            self.plain.extend(std::iter::repeat_n(mark, n_times));
            self.flush();
            for inline in open.inside {
                self.add(inline);
            }
        }
    }

    /// Everything inside the n-th mark, which ends here.
    fn end(&mut self, n: usize) -> Vec<Inline> {
        self.give_up_on(n + 1);
        self.flush();
        self.open.pop().map(|open| open.inside).unwrap_or_default()
    }

    fn is_filled(&self, n: usize) -> bool {
        let later = self.open.get(n..).unwrap_or_default();
        later.len() > 1
            || !self.plain.is_empty()
            || later.iter().any(|open| !open.inside.is_empty())
    }

    fn mark(&mut self, mark: char) {
        let n_marks = self
            .rest
            .bytes()
            .take_while(|byte| *byte == mark as u8)
            .count();
        let after = self.after(n_marks).chars().next();
        let is_word = |c: Option<char>| c.is_some_and(is_of_word);
        let is_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let can_begin = !is_word(self.before) && !is_gap(after);
        let can_end = !is_word(after) && !is_gap(self.before);
        if n_marks > 3 || !(can_begin || can_end) {
            return self.keep(n_marks);
        }
        let last = self.open.last().map(|open| open.mark);
        let is_single = match n_marks {
            1 => true,
            2 => false,
            _ => can_end && matches!(last, Some(Mark::Emphasis(open)) if open == mark),
        };
        let is_same = |open: &Open| match open.mark {
            Mark::Strong(begun) => !is_single && begun == mark,
            Mark::Emphasis(begun) => is_single && begun == mark,
            Mark::Link => false,
        };
        let n = self.open.iter().position(is_same);
        let n_bytes = if is_single { 1 } else { 2 };
        match n {
            Some(n) if can_end && self.is_filled(n) => {
                self.take(n_bytes);
                let inside = self.end(n);
                self.push(match is_single {
                    true => Inline::Emphasis(inside),
                    false => Inline::Strong(inside),
                });
            }
            _ if can_begin => {
                self.take(n_bytes);
                self.begin(if is_single {
                    Mark::Emphasis(mark)
                } else {
                    Mark::Strong(mark)
                });
            }
            _ => self.keep(n_bytes),
        }
    }

    fn code(&mut self) {
        if self.rest.starts_with("``") {
            let n_ticks = self.rest.bytes().take_while(|byte| *byte == b'`').count();
            return self.keep(n_ticks);
        }
        match self.after(1).find('`') {
            Some(n_bytes) => {
                self.take(1);
                let code = self.take(n_bytes).to_owned();
                self.take(1);
                self.push(Inline::Code(code));
            }
            None => {
                self.may_have_code = false;
                self.keep(1);
            }
        }
    }

    fn end_link(&mut self) {
        let Some(n) = self
            .open
            .iter()
            .position(|open| open.mark.is_like(Mark::Link))
        else {
            return self.keep(1);
        };
        match target(self.after(1)).filter(|_| self.is_filled(n)) {
            Some(href) => {
                self.take(1 + href.len() + 2);
                let text = self.end(n);
                let href = href.to_owned();
                self.push(Inline::Link { href, text });
            }
            None => {
                self.give_up_on(n);
                self.keep(1);
            }
        }
    }

    /// How long the address is that stands here, if one does and it is not inside a link.
    fn address(&self) -> Option<usize> {
        let is_inside = self.open.iter().any(|open| open.mark.is_like(Mark::Link));
        if is_inside || self.before.is_some_and(is_of_word) {
            return None;
        }
        let scheme = web_scheme(self.rest)?;
        let is_end = |c: char| {
            c.is_whitespace()
                || c.is_control()
                || matches!(c, '<' | '>' | '"' | '`' | '[' | ']' | '\\')
        };
        let long = self.rest.split(is_end).next().unwrap_or_default();
        // The sentence around an address goes on with a mark of its own, or closes its bracket.
        let mut n_unopened = long
            .matches(')')
            .count()
            .saturating_sub(long.matches('(').count());
        let href = long.trim_end_matches(|c| match c {
            ')' if n_unopened > 0 => {
                n_unopened -= 1;
                true
            }
            other => matches!(other, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '*' | '_'),
        });
        (href.len() > scheme).then_some(href.len())
    }
}

/// The address in brackets that a text begins with, if it is one that a link may have.
fn target(text: &str) -> Option<&str> {
    let inside = text.strip_prefix('(')?;
    let mut depth = 0;
    let n_bytes = inside.find(|c: char| {
        match c {
            '(' => depth += 1,
            ')' if depth > 0 => depth -= 1,
            ')' => return true,
            _ => {}
        }
        // A link that begins here would otherwise be passed over once for each that began before it.
        c == '[' || c == '\\' || c.is_whitespace() || c.is_control()
    })?;
    let (href, rest) = inside.split_at_checked(n_bytes)?;
    let scheme = web_scheme(href).or_else(|| has_prefix(href, "mailto:"))?;
    (rest.starts_with(')') && href.len() > scheme).then_some(href)
}

fn web_scheme(text: &str) -> Option<usize> {
    has_prefix(text, "https://").or_else(|| has_prefix(text, "http://"))
}

/// How long the prefix is, in bytes, if the text begins with it in any case.
fn has_prefix(text: &str, prefix: &str) -> Option<usize> {
    let start = text.as_bytes().get(..prefix.len())?;
    start
        .eq_ignore_ascii_case(prefix.as_bytes())
        .then_some(prefix.len())
}

/// Whether words are made of it: a letter, a digit or what stands on one. Beyond ASCII that is all outside of the blocks
/// of punctuation and of pictures: a table of every letter would weigh two kilobytes in every page.
fn is_of_word(letter: char) -> bool {
    match letter {
        '×' | '÷' => false,
        'ª' | 'µ' | 'º' | 'À'..='\u{1fff}' | '\u{2c00}'..='\u{2fff}' => true,
        '\u{3040}'..='\u{1efff}' | '\u{20000}'.. => true,
        other => other.is_ascii_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree in a notation of its own, so that the expected trees are short.
    fn shown(inlines: &[Inline]) -> String {
        let show = |inline: &Inline| match inline {
            Inline::Text(text) => text.clone(),
            Inline::Strong(inside) => format!("S{{{}}}", shown(inside)),
            Inline::Emphasis(inside) => format!("E{{{}}}", shown(inside)),
            Inline::Code(code) => format!("C{{{code}}}"),
            Inline::Link { href, text } => format!("L{{{href}|{}}}", shown(text)),
            Inline::Break => "B".to_owned(),
        };
        inlines.iter().map(show).collect()
    }

    #[track_caller]
    fn check(written: &str, expected: &str) {
        assert_eq!(shown(&parse(written)), expected);
    }

    #[test]
    fn marks_around_words_make_them_strong_or_emphatic() {
        check("a **b** *c* _d_ __e__", "a S{b} E{c} E{d} S{e}");
        check("**a *b* c**", "S{a E{b} c}");
        check("***a***", "S{E{a}}");
        check("(*a*), *b*.", "(E{a}), E{b}.");
    }

    #[test]
    fn marks_without_another_half_are_text() {
        check("2*3*4 and snake_case_name", "2*3*4 and snake_case_name");
        check(
            "\u{201c}_a_\u{201d} é_b_ 日*c*",
            "\u{201c}E{a}\u{201d} é_b_ 日*c*",
        );
        check("*a **b", "*a **b");
        check("a * b * c **** ** d", "a * b * c **** ** d");
        check("*a _b* c_", "*a E{b* c}");
        check("\\*a\\* \\q", "*a* \\q");
    }

    #[test]
    fn code_is_left_alone() {
        check("`*a*` and ` alone", "C{*a*} and ` alone");
        check("``a``", "``a``");
    }

    #[test]
    fn links_go_to_the_web_or_to_a_mailbox() {
        check(
            "[a *b*](https://c.org/d_(e))!",
            "L{https://c.org/d_(e)|a E{b}}!",
        );
        check("[a](mailto:b@c.org)", "L{mailto:b@c.org|a}");
        check("*[a](HTTP://b)*", "E{L{HTTP://b|a}}");
    }

    #[test]
    fn any_other_link_stays_text() {
        check("[a](javascript:alert(1))", "[a](javascript:alert(1))");
        check(
            "[a](data:text/html,b) [c](/d) [e](https://)",
            "[a](data:text/html,b) [c](/d) [e](https://)",
        );
        check("[a](java\nscript:b)", "[a](javaBscript:b)");
        check("[a] (b) [", "[a] (b) [");
        check("[](mailto:b)", "[](mailto:b)");
    }

    #[test]
    fn an_address_in_the_text_is_a_link() {
        check(
            "see https://a.org/b?c=d_e, or",
            "see L{https://a.org/b?c=d_e|https://a.org/b?c=d_e}, or",
        );
        check(
            "(http://a.org/b_(c))",
            "(L{http://a.org/b_(c)|http://a.org/b_(c)})",
        );
        check("xhttps://a.org https:// h", "xhttps://a.org https:// h");
        check(
            "[b https://a.org](https://c)",
            "L{https://c|b https://a.org}",
        );
    }
}
