//! What people wrote, from its Markdown to elements.

use cop_core::markdown::{Block, Inline, parse};

use crate::dom::{El, el};

/// A text as elements.
pub fn rich(text: &str) -> El {
    el("div")
        .class("rich")
        .attr("dir", "auto")
        .children(parse(text).into_iter().map(block))
}

fn block(block: Block) -> El {
    match block {
        Block::Paragraph(inlines) => within(el("p"), inlines),
        Block::List { ordered, items } => el(if ordered { "ol" } else { "ul" })
            .children(items.into_iter().map(|item| within(el("li"), item))),
        Block::Quote(inlines) => within(el("blockquote"), inlines),
        Block::Code(text) => el("pre").child(el("code").text(text)),
    }
}

fn within(parent: El, inlines: Vec<Inline>) -> El {
    inlines
        .into_iter()
        .fold(parent, |parent, inline| match inline {
            Inline::Text(text) => parent.text(text),
            Inline::Strong(inlines) => parent.child(within(el("strong"), inlines)),
            Inline::Emphasis(inlines) => parent.child(within(el("em"), inlines)),
            Inline::Code(text) => parent.child(el("code").text(text)),
            Inline::Link { href, text } => parent.child(within(
                el("a")
                    .attr("href", href)
                    .attr("rel", "noopener nofollow ugc"),
                text,
            )),
            Inline::Break => parent.child(el("br")),
        })
}
