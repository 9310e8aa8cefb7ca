//! Every sentence that the reader sees, by its name, in the reader's language.

use std::cell::RefCell;

use cop_core::wire::{Read, Reading, Value};

use crate::platform;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A sentence, or the forms of one for each class of numbers that the language tells apart, the last for all others.
#[derive(Debug, Clone, Copy)]
enum Message {
    Plain(&'static str),
    Counted(&'static [(&'static str, &'static str)]),
}

impl Message {
    /// The sentence for a class of numbers.
    fn form(self, class: &str) -> &'static str {
        match self {
            Message::Plain(sentence) => sentence,
            Message::Counted(forms) => {
                let form = forms.iter().find(|(known, _)| *known == class);
                form.or(forms.last()).map_or("", |(_, sentence)| sentence)
            }
        }
    }
}

/// The sentences of a language beside English.
type Catalogue = &'static [Message];

thread_local! {
    /// The catalogues that were read, each once: they stay as long as the page.
    static READ: RefCell<Vec<(&'static str, Catalogue)>> = const { RefCell::new(Vec::new()) };
}

impl Read for Message {
    fn read(value: Value, reading: &mut Reading) -> Self {
        let kept = |text: String| -> &'static str { text.leak() };
        match value {
            Value::Text(sentence) => Message::Plain(kept(sentence)),
            forms => {
                let forms = forms.into_entries(reading).into_iter();
                let forms: Vec<_> = forms
                    .map(|(class, form)| (kept(class), kept(form.into_text("a sentence", reading))))
                    .collect();
                Message::Counted(forms.leak())
            }
        }
    }
}

/// The sentences of one language, and how it writes dates and numbers.
#[derive(Debug, Clone)]
pub struct Texts {
    /// The language and region for dates and numbers.
    pub locale: String,
    /// Whether the browser writes dates, times gone by and lists in that language; where it does not, the sentences of
    /// the catalogue have to do.
    pub is_written_by_browser: bool,
    language: &'static str,
    catalogue: Catalogue,
}

impl Texts {
    /// English, which is always there; dates are those of this language where it is English.
    pub fn english(language: &str) -> Self {
        let is_english = primary(language).eq_ignore_ascii_case("en");
        Self {
            locale: platform::preferred_locale(if is_english { language } else { "en" }),
            is_written_by_browser: true,
            language: "en",
            catalogue: &[],
        }
    }

    /// The file that the sentences of another language are in, and its hash: none for English, and for a language that
    /// nobody has translated yet.
    pub fn file_for(language: &str) -> Option<(&'static str, &'static str)> {
        let wanted = primary(language);
        LANGUAGES
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(wanted))
    }

    /// The sentences of a file: none where it cannot be read.
    pub fn read(name: &'static str, language: &str, file: &str) -> Option<Self> {
        let known = READ.with_borrow(|read| {
            let known = read.iter().find(|(known, _)| *known == name);
            known.map(|(_, catalogue)| *catalogue)
        });
        let catalogue = match known {
            Some(catalogue) => catalogue,
            None => {
                let read: Vec<Message> = crate::json::read(file)?;
                let read: Catalogue = read.leak();
                READ.with_borrow_mut(|all| all.push((name, read)));
                read
            }
        };
        let locale = platform::preferred_locale(language);
        Some(Self {
            is_written_by_browser: platform::writes(&locale),
            locale,
            language: name,
            catalogue,
        })
    }

    /// The language that the sentences are in.
    pub fn language(&self) -> &'static str {
        self.language
    }

    fn message(&self, key: Key) -> Message {
        let translated = self.catalogue.get(key as usize).copied();
        translated.unwrap_or(ENGLISH[key as usize])
    }

    /// A sentence.
    pub fn say(&self, key: Key) -> &'static str {
        self.message(key).form("other")
    }

    /// A sentence with its gaps filled.
    pub fn fill(&self, key: Key, gaps: &[(&str, &str)]) -> String {
        filled(self.say(key), gaps)
    }

    /// A sentence in the form that a number takes; `{n}` is the number.
    pub fn count(&self, key: Key, n: usize, gaps: &[(&str, &str)]) -> String {
        let sentence = self.message(key).form(&platform::plural(&self.locale, n));
        filled(
            &filled(sentence, &[("n", &platform::number(&self.locale, n))]),
            gaps,
        )
    }

    /// Several things in one phrase: "a, b and c".
    pub fn list(&self, things: &[String]) -> String {
        match things {
            [first @ .., last] if !self.is_written_by_browser && !first.is_empty() => {
                let first = cop_core::text::joined(first, self.say(Key::Comma));
                self.fill(Key::AndLast, &[("first", &first), ("last", last)])
            }
            _ => platform::list(&self.locale, things),
        }
    }

    /// Why the server or the core refused, by the stable code; the code itself is shown for one that is not known.
    pub fn refusal(&self, code: &str) -> String {
        match REFUSALS.iter().find(|(known, _)| *known == code) {
            Some((_, key)) => self.say(*key).to_owned(),
            None => self.fill(Key::RefusedOtherwise, &[("code", code)]),
        }
    }
}

/// The language of a tag, without script and region.
fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or_default()
}

fn filled(sentence: &str, gaps: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, (name, after))) = rest
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
    {
        text.push_str(before);
        match gaps.iter().find(|(gap, _)| *gap == name) {
            Some((_, filling)) => text.push_str(filling),
            // Left for the next round.
            None => {
                text.push('{');
                text.push_str(name);
                text.push('}');
            }
        }
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use cop_core::refusal::Refusal;

    #[test]
    fn every_refusal_and_failure_has_a_sentence() {
        let catalogue = catalogue();
        for code in Refusal::CODES.iter().chain(&crate::session::Failure::CODES) {
            assert!(
                catalogue.contains_key(&format!("refused_{code}")),
                "{code} has no sentence"
            );
        }
        assert!(REFUSALS.iter().any(|(code, _)| *code == "not_a_member"));
    }

    #[test]
    fn gaps_are_filled_and_fillings_are_left_alone() {
        assert_eq!(
            filled("{name} of {whole}", &[("name", "{whole}"), ("whole", "it")]),
            "{whole} of it"
        );
        assert_eq!(filled("no gap {here", &[]), "no gap {here");
    }

    #[test]
    fn every_message_is_used() {
        let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut text = String::new();
        read_all(&source, &mut text);
        // Those of the plain pages the server says, and sees to it that it does; those of failures the element.
        let elsewhere = |name: &str| {
            let of_others = ["refused_", "page_", "failed_"];
            of_others.iter().any(|begin| name.starts_with(begin))
        };
        for name in catalogue().keys().filter(|name| !elsewhere(name)) {
            let variant: String = name
                .split('_')
                .map(|word| word[..1].to_ascii_uppercase() + &word[1..])
                .collect();
            assert!(
                text.contains(&format!("Key::{variant}")),
                "{name} is not used"
            );
        }
    }

    fn catalogue() -> BTreeMap<String, serde_json::Value> {
        serde_json::from_str(include_str!("../messages/en.json")).unwrap()
    }

    fn read_all(folder: &std::path::Path, text: &mut String) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                read_all(&path, text);
            } else if path.extension().is_some_and(|end| end == "rs") {
                text.push_str(&std::fs::read_to_string(&path).unwrap());
            }
        }
    }
}
