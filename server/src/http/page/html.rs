//! HTML written by hand: everything that is not markup of ours goes through [`Html::text`].

use std::fmt::Display;

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
