//! From when on: `starting Tuesday Feb 11, 2025`, `(starting September 10th 2024)`.

use cop_core::time::CivilDate;

use super::words;

const BEGINNINGS: &[&str] = &[
    "starting",
    "starts",
    "start",
    "started",
    "beginning",
    "begins",
    "from",
    "since",
    "effective",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The stated start, if one is stated in full, and the text without it.
pub(super) fn take(text: &str) -> (Option<CivilDate>, String) {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let plain: Vec<String> = tokens
        .iter()
        .map(|token| bare(token).to_lowercase())
        .collect();
    for (n, word) in plain.iter().enumerate() {
        if !BEGINNINGS.contains(&word.as_str()) {
            continue;
        }
        let mut at = n + 1;
        while plain.get(at).is_some_and(|word| is_passed_over(word)) {
            at += 1;
        }
        if let Some((date, n_used)) = date(&plain[at..]) {
            let rest = [&tokens[..n], &[","], &tokens[at + n_used..]].concat();
            return (Some(date), rest.join(" "));
        }
    }
    (None, text.to_owned())
}

fn is_passed_over(word: &str) -> bool {
    ["on", "the", ""].contains(&word) || words::weekday(word).is_some()
}

fn bare(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric())
}

fn date(words: &[String]) -> Option<(CivilDate, usize)> {
    let first = words.first()?;
    if let Ok(date) = CivilDate::parse(first) {
        return Some((date, 1));
    }
    let [first, second, third, ..] = words else {
        return None;
    };
    let (month, day) = match (month(first), month(second)) {
        (Some(month), _) => (month, day(second)?),
        (None, Some(month)) => (month, day(first)?),
        (None, None) => return None,
    };
    let year = third.parse().ok().filter(|year| *year >= 1_900)?;
    Some((CivilDate::from_ymd(year, month, day)?, 3))
}

fn month(word: &str) -> Option<u32> {
    let is_it = |name: &&str| name.starts_with(word) || *name == "september" && word == "sept";
    let n = MONTHS
        .iter()
        .position(|name| word.len() >= 3 && is_it(name))?;
    u32::try_from(n + 1).ok()
}

fn day(word: &str) -> Option<u32> {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &word[digits.len()..];
    ["", "st", "nd", "rd", "th"]
        .contains(&ending)
        .then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, date: Option<&str>, rest: &str) {
        let (found, left) = take(text);
        let left: Vec<_> = left.split_whitespace().collect();
        assert_eq!(
            (
                found.map(|date| date.to_string()).as_deref(),
                left.join(" ").as_str()
            ),
            (date, rest)
        );
    }

    #[test]
    fn a_stated_start_is_taken_out_of_the_text() {
        check(
            "biweekly starting Tuesday Feb 11, 2025",
            Some("2025-02-11"),
            "biweekly ,",
        );
        check(
            "Thursdays (starting February 15th 2024)",
            Some("2024-02-15"),
            "Thursdays ,",
        );
        check(
            "weekly from 2025-03-01 (see calendar)",
            Some("2025-03-01"),
            "weekly , (see calendar)",
        );
        check(
            "since the 3rd March 2024: weekly",
            Some("2024-03-03"),
            ", weekly",
        );
        check(
            "bi-weekly starting on Tue, Sept 2, 2025",
            Some("2025-09-02"),
            "bi-weekly ,",
        );
    }

    #[test]
    fn a_start_that_is_not_a_date_stays() {
        check("weekly starting March 3", None, "weekly starting March 3");
        check(
            "weekly starting Feb 30, 2025",
            None,
            "weekly starting Feb 30, 2025",
        );
        check("weekly from", None, "weekly from");
    }
}
