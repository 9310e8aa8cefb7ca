//! A feed written as XML: everything that people wrote goes through [`element`].

use std::fmt::Write;

use super::{Entry, Feed};
use crate::http::page::in_path;

pub(super) fn write(feed: &Feed, site: &str) -> String {
    let id = in_path(feed.community.as_str());
    let here = format!("{site}/v1/communities/{id}/feed.atom");
    let page = format!("{site}/c/{id}");
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    xml.push_str("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\">\n");
    element(&mut xml, "id", &here);
    element(&mut xml, "title", &feed.name);
    element(&mut xml, "updated", &feed.updated.to_string());
    // Whoever is not named below is the community.
    author(&mut xml, &feed.name);
    link(&mut xml, "self", "application/atom+xml", &here);
    link(&mut xml, "alternate", "text/html", &page);
    for happening in &feed.entries {
        entry(&mut xml, happening, &page);
    }
    xml.push_str("</feed>\n");
    xml
}

fn entry(xml: &mut String, entry: &Entry, page: &str) {
    let activity = &entry.activity;
    xml.push_str("<entry>\n");
    element(xml, "id", &format!("urn:uuid:{}", activity.id));
    element(xml, "title", &format!("{}: {}", entry.label, entry.title));
    element(xml, "published", &activity.at.to_string());
    element(xml, "updated", &activity.recorded.to_string());
    if let Some(name) = &entry.author {
        author(xml, name);
    }
    link(xml, "alternate", "text/html", page);
    xml.push_str("</entry>\n");
}

fn author(xml: &mut String, name: &str) {
    xml.push_str("<author>");
    element(xml, "name", name);
    xml.push_str("</author>\n");
}

fn link(xml: &mut String, rel: &str, kind: &str, address: &str) {
    let address = escaped(address);
    // Writing to a string can't fail.
    writeln!(
        xml,
        "<link rel=\"{rel}\" type=\"{kind}\" href=\"{address}\"/>"
    )
    .ok();
}

fn element(xml: &mut String, name: &str, text: &str) {
    let text = escaped(text);
    writeln!(xml, "<{name}>{text}</{name}>").ok();
}

/// A text between tags or in a quoted attribute. What XML 1.0 can't hold, not even escaped, is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' | ' '..='\u{fffd}' | '\u{10000}'.. => escaped.push(letter),
            _ => {}
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_write_is_text_and_never_markup() {
        assert_eq!(escaped("<b> & \"q\""), "&lt;b&gt; &amp; &quot;q&quot;");
        assert_eq!(escaped("a\u{0}b\u{b}c\u{ffff}d\té"), "abcd\té");
    }
}
