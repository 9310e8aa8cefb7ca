//! HTML written by hand: everything that is not markup of ours goes through [`Html::text`].

use std::fmt::Display;

use cop_core::markdown::{Block, Inline, parse};

use crate::http::texts::{Piece, pieces};

/// A piece of a page.
#[derive(Debug, Default, Clone)]
pub(in crate::http) struct Html(String);

impl Html {
    pub(in crate::http) fn new() -> Self {
        Self::default()
    }

    /// Markup that stands in the source of this program.
    pub(in crate::http) fn raw(mut self, markup: &'static str) -> Self {
        self.0.push_str(markup);
        self
    }

    /// What people wrote, or anything else: never markup, be it between tags or in a quoted attribute.
    pub(in crate::http) fn text(mut self, text: impl Display) -> Self {
        for letter in text.to_string().chars() {
            match letter {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                letter => self.0.push(letter),
            }
        }
        self
    }

    /// Another piece.
    pub(super) fn add(mut self, other: Html) -> Self {
        self.0.push_str(&other.0);
        self
    }

    /// A sentence, whose gaps are pieces that stand in it.
    pub(super) fn sentence(self, sentence: &str, gaps: &[(&str, Html)]) -> Self {
        self.each(pieces(sentence), |html, piece| match piece {
            Piece::Words(words) => html.text(words),
            Piece::Gap(name) => {
                let filling = gaps.iter().find(|(gap, _)| *gap == name);
                html.if_some(filling, |html, (_, filling)| html.add(filling.clone()))
            }
        })
    }

    /// A piece for each.
    pub(in crate::http) fn each<T>(
        self,
        all: impl IntoIterator<Item = T>,
        piece: impl Fn(Html, T) -> Html,
    ) -> Self {
        all.into_iter().fold(self, piece)
    }

    /// A piece where there is something to show.
    pub(in crate::http) fn if_some<T>(
        self,
        some: Option<T>,
        piece: impl FnOnce(Html, T) -> Html,
    ) -> Self {
        match some {
            Some(value) => piece(self, value),
            None => self,
        }
    }

    /// A paragraph for each that people wrote with an empty line between.
    pub(super) fn paragraphs(self, text: &str) -> Self {
        let paragraphs = text.split("\n\n").filter(|text| !text.trim().is_empty());
        self.each(paragraphs, |html, text| {
            html.raw("<p dir=\"auto\">").text(text.trim()).raw("</p>\n")
        })
    }

    /// What people wrote in Markdown, where it is more than a sentence.
    pub(super) fn rich(self, text: &str) -> Self {
        let html = self.raw("<div class=\"rich\" dir=\"auto\">\n");
        html.each(parse(text), |html, block| html.block(&block).raw("\n"))
            .raw("</div>\n")
    }

    fn block(self, block: &Block) -> Self {
        match block {
            Block::Paragraph(within) => self.raw("<p>").within(within).raw("</p>"),
            Block::Quote(within) => self
                .raw("<blockquote><p>")
                .within(within)
                .raw("</p></blockquote>"),
            Block::Code(text) => self.raw("<pre><code>").text(text).raw("</code></pre>"),
            Block::List { ordered, items } => {
                let (open, close) = if *ordered {
                    ("<ol>", "</ol>")
                } else {
                    ("<ul>", "</ul>")
                };
                let item =
                    |html: Self, item: &Vec<Inline>| html.raw("<li>").within(item).raw("</li>");
                self.raw(open).each(items, item).raw(close)
            }
        }
    }

    fn within(self, inlines: &[Inline]) -> Self {
        self.each(inlines, |html, inline| match inline {
            Inline::Text(text) => html.text(text),
            Inline::Strong(inlines) => html.raw("<strong>").within(inlines).raw("</strong>"),
            Inline::Emphasis(inlines) => html.raw("<em>").within(inlines).raw("</em>"),
            Inline::Code(text) => html.raw("<code>").text(text).raw("</code>"),
            Inline::Link { href, text } => html
                .raw("<a rel=\"noopener nofollow ugc\" href=\"")
                .text(href)
                .raw("\">")
                .within(text)
                .raw("</a>"),
            Inline::Break => html.raw("<br>"),
        })
    }

    pub(in crate::http) fn into_string(self) -> String {
        self.0
    }
}

/// A text as it stands in a path: what is not plain is percent-encoded.
pub(in crate::http) fn in_path(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_wrote_is_never_markup() {
        let html = Html::new()
            .raw("<p title=\"")
            .text("\" onclick='x'")
            .raw("\">")
            .text("<script>&")
            .raw("</p>");
        assert_eq!(
            html.into_string(),
            "<p title=\"&quot; onclick=&#39;x&#39;\">&lt;script&gt;&amp;</p>"
        );
    }

    #[track_caller]
    fn check_rich(written: &str, expected: &str) {
        let html = Html::new().rich(written).into_string();
        let inside = html.strip_prefix("<div class=\"rich\" dir=\"auto\">\n");
        assert_eq!(
            inside.and_then(|html| html.strip_suffix("\n</div>\n")),
            Some(expected)
        );
    }

    #[test]
    fn markdown_becomes_the_markup_that_it_stands_for_and_nothing_else_does() {
        check_rich(
            "**Try** *this*:\n`a<b`\n\n- one\n- two\n\n1. first",
            "<p><strong>Try</strong> <em>this</em>:<br><code>a&lt;b</code></p>\n\
             <ul><li>one</li><li>two</li></ul>\n<ol><li>first</li></ol>",
        );
        check_rich(
            "> <b>said</b>\n```\n<i>\n```",
            "<blockquote><p>&lt;b&gt;said&lt;/b&gt;</p></blockquote>\n<pre><code>&lt;i&gt;\n</code></pre>",
        );
        check_rich(
            "[see](https://a.example/?q=\"'<)",
            "<p><a rel=\"noopener nofollow ugc\" href=\"https://a.example/?q=&quot;&#39;&lt;\">see</a></p>",
        );
        check_rich(
            "[see](javascript:alert(1))",
            "<p>[see](javascript:alert(1))</p>",
        );
    }

    #[test]
    fn a_sentence_has_pieces_in_its_gaps() {
        let bold = Html::new().raw("<b>").text("<Ana>").raw("</b>");
        let gaps = [("name", bold), ("n", Html::new().text(3))];
        let html = Html::new().sentence("{n} & {name}.", &gaps);
        assert_eq!(html.into_string(), "3 &amp; <b>&lt;Ana&gt;</b>.");
    }

    #[test]
    fn an_id_in_a_path_stays_one_segment() {
        assert_eq!(in_path("Élan/2"), "%C3%89lan%2F2");
    }
}
