//! What the page is about, in words that the directory can be asked with.

use cop_core::text::{joined, n_chars};

/// Longest topic, in characters: it becomes part of an address.
const MAX_CHARS: usize = 600;

/// The title, description and headings of a page as one text, each once, no longer than an address allows.
pub fn from_page(texts: impl IntoIterator<Item = String>) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut topic = String::new();
    let mut length = 0;
    for text in texts {
        let text = joined(&text.split_whitespace().collect::<Vec<_>>(), " ");
        if text.is_empty() || seen.contains(&text) {
            continue;
        }
        // Words that stand in different headings are no phrase.
        for (nth, word) in text.split(' ').enumerate() {
            let mark = match (length, nth) {
                (0, _) => "",
                (_, 0) => ". ",
                _ => " ",
            };
            length += mark.len() + n_chars(word);
            if length > MAX_CHARS {
                return topic;
            }
            topic.push_str(mark);
            topic.push_str(word);
        }
        seen.push(text);
    }
    topic
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(texts: &[&str], topic: &str) {
        assert_eq!(from_page(texts.iter().map(|&text| text.to_owned())), topic);
    }

    #[test]
    fn what_stands_on_the_page_is_taken_once() {
        check(
            &[
                "Preventing falls",
                " Preventing\n falls ",
                "",
                "Older people",
            ],
            "Preventing falls. Older people",
        );
    }

    #[test]
    fn a_long_page_is_cut_between_words() {
        let word = "w".repeat(99);
        let topic = from_page((0..9).map(|n| format!("{word}{n}")));
        assert_eq!(topic.chars().count(), 5 * 100 + 4 * 2);
    }
}
