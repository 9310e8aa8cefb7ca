//! Every sentence that pages say, by its name, in the language of whoever reads the page.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri};
use cop_core::time::{CivilDate, CivilDateTime};
use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/messages.rs"));

/// A sentence, or the forms of one for each class of numbers that the language tells apart, the last for all others.
#[derive(Debug, Clone, Copy)]
enum Message {
    Plain(&'static str),
    Counted(&'static [(&'static str, &'static str)]),
}

/// The sentences of one language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Texts {
    language: &'static str,
    messages: &'static [Message],
    /// Whether the address asked for the language, so that the addresses on the page do so too.
    is_asked: bool,
}

impl<S: Send + Sync> FromRequestParts<S> for Texts {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.uri, &parts.headers))
    }
}

impl Texts {
    /// In the language that the address asks for, or else in the one that the browser likes best of those that there
    /// are, or else in English.
    fn of(uri: &Uri, headers: &HeaderMap) -> Self {
        let mut asked = uri.query().unwrap_or_default().split('&');
        if let Some(asked) = asked.find_map(|one| Self::named(one.strip_prefix("lang=")?)) {
            return Self {
                is_asked: true,
                ..asked
            };
        }
        let accepted = headers.get_all(ACCEPT_LANGUAGE).iter();
        let accepted = accepted
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .filter_map(weighed)
            .filter(|(_, weight)| *weight > 0.0);
        // The first of those that are liked as much.
        let best = accepted.min_by(|(_, one), (_, other)| other.total_cmp(one));
        best.map_or_else(Self::english, |(texts, _)| texts)
    }

    /// English, which is always there.
    pub(super) fn english() -> Self {
        Self::at(&LANGUAGES[0])
    }

    /// The language of a tag such as `cy-GB` (RFC 5646), without script and region.
    fn named(tag: &str) -> Option<Self> {
        let wanted = tag.split('-').next()?;
        let known = LANGUAGES
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(wanted));
        known.map(Self::at)
    }

    fn at((language, messages): &'static (&'static str, impl AsRef<[Message]>)) -> Self {
        Self {
            language,
            messages: messages.as_ref(),
            is_asked: false,
        }
    }

    /// The tag of the language.
    pub(super) fn language(&self) -> &'static str {
        self.language
    }

    /// A sentence.
    pub(super) fn say(&self, key: Key) -> &'static str {
        self.form(key, "other")
    }

    /// A sentence with its gaps filled.
    pub(super) fn fill(&self, key: Key, gaps: &[(&str, &str)]) -> String {
        filled(self.say(key), gaps)
    }

    /// A sentence in the form that a number takes, with its gaps; `{n}` is the number.
    pub(super) fn count(&self, key: Key, n: usize) -> String {
        filled(self.counted(key, n), &[("n", &n.to_string())])
    }

    /// A sentence in the form that a number takes.
    pub(super) fn counted(&self, key: Key, n: usize) -> &'static str {
        let language = self.language.parse::<LanguageIdentifier>().ok();
        let rules = language
            .and_then(|language| PluralRules::create(language, PluralRuleType::CARDINAL).ok());
        let class = match rules.and_then(|rules| rules.select(n).ok()) {
            Some(PluralCategory::ZERO) => "zero",
            Some(PluralCategory::ONE) => "one",
            Some(PluralCategory::TWO) => "two",
            Some(PluralCategory::FEW) => "few",
            Some(PluralCategory::MANY) => "many",
            Some(PluralCategory::OTHER) | None => "other",
        };
        self.form(key, class)
    }

    /// Why something was refused, by the stable code; the code itself is shown for one that has no sentence.
    pub(super) fn refusal(&self, code: &str) -> String {
        let mut known = REFUSALS.into_iter().flatten();
        match known.find(|(known, _)| *known == code) {
            Some((_, key)) => self.say(*key).to_owned(),
            None => self.fill(Key::RefusedOtherwise, &[("code", code)]),
        }
    }

    /// A moment by the clocks of a place.
    pub(super) fn date(&self, civil: CivilDateTime) -> String {
        let time = format!("{:02}:{:02}", civil.time.hour(), civil.time.minute());
        self.dated(Key::PageDate, civil.date, &time)
    }

    /// A day, without a time.
    pub(super) fn day(&self, date: CivilDate) -> String {
        self.dated(Key::DayAndYear, date, "")
    }

    fn dated(&self, key: Key, date: CivilDate, time: &str) -> String {
        let nth = |names: Key, n: usize| self.say(names).split(", ").nth(n).unwrap_or_default();
        let month = usize::try_from(date.month() - 1).expect("there are twelve months");
        self.fill(
            key,
            &[
                ("weekday", nth(Key::Weekdays, date.weekday() as usize)),
                ("day", &date.day().to_string()),
                ("month", nth(Key::Months, month)),
                ("year", &date.year().to_string()),
                ("time", time),
            ],
        )
    }

    /// The address of a page of ours, which asks for the language where this one was asked to.
    pub(super) fn address(&self, path: &str) -> String {
        let query = path.split_once('?').map(|(_, query)| query);
        let mut asked = query.unwrap_or_default().split('&');
        if !self.is_asked || asked.any(|one| one.starts_with("lang=")) {
            return path.to_owned();
        }
        let joint = if query.is_some() { '&' } else { '?' };
        format!("{path}{joint}lang={}", self.language)
    }

    /// The language that addresses ask for, where they do.
    pub(super) fn asked(&self) -> Option<&'static str> {
        self.is_asked.then_some(self.language)
    }

    fn form(&self, key: Key, class: &str) -> &'static str {
        match self.messages[key as usize] {
            Message::Plain(sentence) => sentence,
            Message::Counted(forms) => {
                let form = forms.iter().find(|(known, _)| *known == class);
                form.or(forms.last()).map_or("", |(_, sentence)| sentence)
            }
        }
    }
}

/// A language of the header `Accept-Language` that there is here, and how much it is liked.
fn weighed(accepted: &str) -> Option<(Texts, f32)> {
    let (tag, weight) = accepted.split_once(';').unwrap_or((accepted, "q=1"));
    let weight = weight.trim().strip_prefix("q=")?.parse().ok()?;
    Some((Texts::named(tag.trim())?, weight))
}

/// A sentence as pieces: what stands in it, and the names of its gaps.
pub(super) fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = sentence.split('{');
    let first = rest.next().map(Piece::Words);
    first
        .into_iter()
        .chain(rest.flat_map(|piece| match piece.split_once('}') {
            Some((gap, words)) => [Piece::Gap(gap), Piece::Words(words)],
            None => [Piece::Words("{"), Piece::Words(piece)],
        }))
}

/// A piece of a sentence.
pub(super) enum Piece<'a> {
    Words(&'a str),
    Gap(&'a str),
}

fn filled(sentence: &str, gaps: &[(&str, &str)]) -> String {
    pieces(sentence)
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Gap(name) => gaps
                .iter()
                .find(|(gap, _)| *gap == name)
                .map_or("", |(_, filling)| filling),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &'static str, accepted: &'static str, language: &str, link: &str) {
        let headers = HeaderMap::from_iter([(ACCEPT_LANGUAGE, accepted.parse().unwrap())]);
        let texts = Texts::of(&Uri::from_static(address), &headers);
        assert_eq!(
            (texts.language(), texts.address("/c").as_str()),
            (language, link)
        );
    }

    #[test]
    fn the_address_goes_before_the_browser_and_stays() {
        check("/c?q=falls&lang=cy", "de", "cy", "/c?lang=cy");
        check("/c?lang=AR-eg", "de", "ar", "/c?lang=ar");
        check("/c?lang=", "de", "de", "/c");
        check("/c?language=cy", "de", "de", "/c");
    }

    #[test]
    fn a_language_is_asked_for_once_and_beside_what_else_an_address_asks_for() {
        let asking = Texts::of(&Uri::from_static("/c?lang=cy"), &HeaderMap::new());
        let address = "/c/falls?problem=p1";
        assert_eq!(asking.address(address), "/c/falls?problem=p1&lang=cy");
        assert_eq!(
            asking.address("/c/falls?problem=p1&lang=de"),
            "/c/falls?problem=p1&lang=de"
        );
        assert_eq!(Texts::english().address(address), address);
    }

    #[test]
    fn the_browsers_best_language_of_those_that_there_are_is_taken() {
        check("/c", "fi, de-AT;q=0.8, cy;q=0.9", "cy", "/c");
        check("/c", "en-GB,cy;q=0.9", "en", "/c");
        check("/c", "de,cy", "de", "/c");
        check("/c", "cy;q=0, ar;q=0.1", "ar", "/c");
        check("/c", "fi, *;q=0.5", "en", "/c");
        check("/c", "cy;q=lots", "en", "/c");
    }

    fn in_language(tag: &str) -> Texts {
        Texts::named(tag).unwrap()
    }

    #[test]
    fn one_is_not_many() {
        let [english, arabic] = ["en", "ar"].map(in_language);
        assert_eq!(english.count(Key::PageNMembers, 1), "1 member");
        assert_eq!(english.count(Key::PageNMembers, 2), "2 members");
        let forms = [1, 2, 3, 11, 100].map(|n| arabic.count(Key::PageNMembers, n));
        assert_eq!(
            forms,
            ["عضو واحد", "عضوان", "3 أعضاء", "11 عضوا", "100 عضو"]
        );
    }

    #[test]
    fn a_date_is_written_out_in_every_language() {
        let civil = CivilDateTime::parse("2026-11-20T09:05").unwrap();
        let written = ["en", "cy", "de", "ar"].map(|tag| in_language(tag).date(civil));
        assert_eq!(
            written,
            [
                "Friday 20 November 2026, 09:05",
                "Dydd Gwener 20 Tachwedd 2026, 09:05",
                "Freitag, 20. November 2026, 09:05",
                "الجمعة، 20 نوفمبر 2026، 09:05",
            ]
        );
    }

    #[test]
    fn a_day_is_written_as_in_a_date() {
        let civil = CivilDateTime::parse("2026-11-20T09:05").unwrap();
        for (tag, _) in &LANGUAGES {
            let texts = in_language(tag);
            let (day, date) = (texts.day(civil.date), texts.date(civil));
            let rest = date.strip_prefix(day.as_str());
            assert_eq!(rest.map(|rest| &rest[rest.len() - 5..]), Some("09:05"));
        }
    }

    #[test]
    fn every_language_names_all_days_and_months() {
        for (tag, _) in &LANGUAGES {
            let texts = in_language(tag);
            let n = |key| texts.say(key).split(", ").count();
            assert_eq!([n(Key::Weekdays), n(Key::Months)], [7, 12], "{tag}");
        }
    }

    #[test]
    fn a_refusal_has_the_words_of_pages_where_these_have_their_own() {
        let english = Texts::english();
        assert!(
            english
                .refusal("sign_in_needed")
                .contains("the code from your intranet")
        );
        assert_eq!(
            english.refusal("not_a_member"),
            "Only members can do this. Join the community first."
        );
        assert!(english.refusal("no_such_code").contains("(no_such_code)"));
    }
}
