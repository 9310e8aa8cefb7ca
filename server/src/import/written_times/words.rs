//! The words in which people say how often: `biweekly`, `every other Tuesday`, `first and third Wednesday`.

use std::collections::BTreeSet;

use cop_core::time::Weekday;

/// What a meeting is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    Week,
    Month,
}

/// Once in so many of them.
pub(super) type Often = (u32, Unit);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Ordinal(i8),
    Number(u32),
    Weekday(Weekday),
    WorkingDays,
    Often(Often),
    Unit(Often),
    Every,
    Other,
    Twice,
    After,
    To,
    Unknown,
}

/// The words of a column that say something, and the remarks beside them.
#[derive(Debug, Default)]
pub(super) struct Column {
    pub(super) words: Vec<Word>,
    pub(super) remarks: Vec<String>,
}

impl Column {
    pub(super) fn read(text: &str) -> Self {
        let mut column = Self::default();
        for clause in clauses(text) {
            let words: Vec<Word> = clause.split_whitespace().flat_map(self::words).collect();
            let is_clear = !words.contains(&Word::Unknown);
            let says_something = words
                .iter()
                .any(|word| !matches!(word, Word::Unknown | Word::To));
            // A remark may well have a weekday or a `weekly` in it: what was said before it counts.
            if is_clear || column.words.is_empty() && says_something {
                column.words.extend(words);
            }
            if !is_clear {
                column.remarks.push(clause);
            }
        }
        column
    }

    /// Whether a remark says that another meeting takes the weeks between.
    pub(super) fn alternates(&self) -> bool {
        let says_so = |remark: &String| remark.contains("alternat") || remark.contains("interleav");
        self.remarks.iter().any(says_so)
    }

    pub(super) fn counts_months(&self) -> bool {
        let is_month = |word: &Word| {
            matches!(
                word,
                Word::Often((_, Unit::Month)) | Word::Unit((_, Unit::Month))
            )
        };
        self.words.iter().any(is_month)
    }
}

fn clauses(text: &str) -> Vec<String> {
    let text = text
        .to_lowercase()
        .replace("bi-", "bi")
        .replace("semi-", "semi")
        .replace("second-to-last", "penultimate")
        .replace("second to last", "penultimate")
        .replace([';', '(', ')', '[', ']', ':', '—'], ",")
        .replace(" - ", ",")
        .replace(" – ", ",")
        .replace(". ", ",")
        .replace(['/', '&', '+'], " and ");
    text.split(',')
        .map(|clause| clause.trim().trim_end_matches(['.', '!']).to_owned())
        .filter(|clause| !clause.is_empty())
        .collect()
}

fn words(written: &str) -> Vec<Word> {
    match written.split_once(['-', '–']) {
        Some((first, last)) if weekday(first).is_some() && weekday(last).is_some() => {
            [self::words(first), vec![Word::To], self::words(last)].concat()
        }
        Some((first, rest)) => [self::words(first), self::words(rest)].concat(),
        None => word(written),
    }
}

fn word(written: &str) -> Vec<Word> {
    use Unit::{Day, Month, Week};
    if let Some(weekday) = weekday(written) {
        // `Tuesdays` are every Tuesday, `Tues` is an abbreviation.
        let is_plural = written.ends_with("days");
        let every = is_plural.then_some(Word::Every);
        return every.into_iter().chain([Word::Weekday(weekday)]).collect();
    }
    let word = match written {
        "" | "on" | "the" | "of" | "a" | "an" | "at" | "in" | "and" | "per" | "once" | "from"
        | "meeting" | "meetings" | "call" | "calls" | "recurring" | "basis" | "held" => {
            return Vec::new();
        }
        "every" | "each" => Word::Every,
        "other" | "alternate" | "alternating" => Word::Other,
        "twice" => Word::Twice,
        "after" | "following" => Word::After,
        "to" | "through" | "until" => Word::To,
        "daily" => Word::Often((1, Day)),
        "weekly" => Word::Often((1, Week)),
        "biweekly" | "fortnightly" => Word::Often((2, Week)),
        "triweekly" => Word::Often((3, Week)),
        "monthly" => Word::Often((1, Month)),
        "bimonthly" => Word::Often((2, Month)),
        "quarterly" => Word::Often((3, Month)),
        "semiannually" | "semiannual" | "biannually" | "biannual" => Word::Often((6, Month)),
        "yearly" | "annually" | "annual" => Word::Often((12, Month)),
        "day" | "days" => Word::Unit((1, Day)),
        "week" | "weeks" => Word::Unit((1, Week)),
        "fortnight" | "fortnights" => Word::Unit((2, Week)),
        "month" | "months" => Word::Unit((1, Month)),
        "quarter" | "quarters" => Word::Unit((3, Month)),
        "year" | "years" => Word::Unit((12, Month)),
        "weekday" | "weekdays" | "workday" | "workdays" => Word::WorkingDays,
        "last" | "final" => Word::Ordinal(-1),
        "penultimate" => Word::Ordinal(-2),
        other => counted(other),
    };
    vec![word]
}

fn counted(written: &str) -> Word {
    const ORDINALS: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];
    const NUMBERS: [&str; 8] = [
        "one", "two", "three", "four", "five", "six", "seven", "eight",
    ];
    let place = |of: &[&str]| of.iter().position(|name| *name == written).map(|n| n + 1);
    let digits = written.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = &written[digits.len()..];
    if let Some(n) = place(&ORDINALS) {
        i8::try_from(n).map_or(Word::Unknown, Word::Ordinal)
    } else if let Some(n) = place(&NUMBERS) {
        u32::try_from(n).map_or(Word::Unknown, Word::Number)
    } else if ["st", "nd", "rd", "th"].contains(&ending) {
        match digits.parse() {
            Ok(ordinal @ 1..=31) => Word::Ordinal(ordinal),
            _ => Word::Unknown,
        }
    } else {
        match written.parse() {
            Ok(number @ 1..=52) => Word::Number(number),
            _ => Word::Unknown,
        }
    }
}

/// A weekday by its name, its plural or an abbreviation of at least three letters.
pub(super) fn weekday(written: &str) -> Option<Weekday> {
    let short = written.trim_end_matches('.');
    let singular = short.strip_suffix("days").map(|stem| format!("{stem}day"));
    let name = singular.as_deref().unwrap_or(short).to_lowercase();
    Weekday::ALL.into_iter().find(|weekday| {
        let abbreviation = match weekday {
            Weekday::Wednesday if name == "weds" => return true,
            Weekday::Tuesday | Weekday::Thursday => weekday.as_str().trim_end_matches("day"),
            other => &other.as_str()[..3],
        };
        name == weekday.as_str() || name.len() >= 3 && abbreviation.starts_with(&name)
    })
}

/// What the words of a column say.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) weekdays: BTreeSet<Weekday>,
    pub(super) ordinals: BTreeSet<i8>,
    /// As often as was said in so many words; more than one where they contradict each other.
    pub(super) often: Vec<Often>,
    /// As often as a unit alone tells, such as `of the month`.
    pub(super) counted_in: Option<Often>,
    pub(super) has_every: bool,
    pub(super) is_twice: bool,
    /// Not on this weekday itself, but after it.
    pub(super) after: Option<(i8, Weekday)>,
    /// `every second Tuesday` was taken for every other one.
    pub(super) took_second_for_other: bool,
}

impl Said {
    pub(super) fn by(words: &[Word], is_monthly: bool) -> Self {
        let mut said = Self::default();
        let mut rest = words;
        while !rest.is_empty() {
            let n_read = said.step(rest, is_monthly);
            rest = &rest[n_read..];
        }
        said
    }

    /// Reads what the words begin with, and returns how many words that was.
    fn step(&mut self, words: &[Word], is_monthly: bool) -> usize {
        use Word::{
            After, Every, Number, Often, Ordinal, Other, To, Twice, Unit as In, WorkingDays,
        };
        match *words {
            [After, Ordinal(n), Word::Weekday(weekday), ..] => {
                self.after = Some((n, weekday));
                3
            }
            [Every, Other, In((n, unit)), ..] => self.often((2 * n, unit), 3),
            [Other, In((n, unit)), ..] => self.often((2 * n, unit), 2),
            [Every, Other, ..] => self.often((2, Unit::Week), 2),
            [Other, Word::Weekday(_), ..] | [Other, Every, Word::Weekday(_), ..] => {
                self.often((2, Unit::Week), 1)
            }
            // `every third week of the month`
            [Every, Ordinal(n), In((1, Unit::Week)), ..]
            | [Ordinal(n), In((1, Unit::Week)), ..]
                if is_monthly || words[0] != Every =>
            {
                self.ordinals.insert(n);
                if words[0] == Every { 3 } else { 2 }
            }
            [Every, Ordinal(n @ 1..), In((times, unit)), ..] => {
                self.often((u32::from(n.unsigned_abs()) * times, unit), 3)
            }
            [Every, Number(n), In((times, unit)), ..] => self.often((n * times, unit), 3),
            [Number(n), In((times, unit)), ..] => self.often((n * times, unit), 2),
            [Every, Ordinal(2), Word::Weekday(_), ..] if !is_monthly => {
                self.took_second_for_other = true;
                self.often((2, Unit::Week), 2)
            }
            [Every, In(often), ..] => self.often(often, 2),
            [Every, ..] => {
                self.has_every = true;
                1
            }
            [In(often), ..] => {
                if often.1 != Unit::Day {
                    self.counted_in = Some(often);
                }
                1
            }
            [Ordinal(n @ 1..), Ordinal(-1), ..] => {
                self.ordinals.insert(-n);
                2
            }
            [Ordinal(n), ..] => {
                self.ordinals.insert(n);
                1
            }
            [Word::Weekday(first), To, Word::Weekday(last), ..] => {
                let n_days = usize::try_from(first.days_until(last)).unwrap_or_default();
                let from_first = Weekday::ALL.into_iter().cycle().skip(first as usize);
                self.weekdays.extend(from_first.take(n_days + 1));
                self.has_every = true;
                3
            }
            [Word::Weekday(weekday), ..] => {
                self.weekdays.insert(weekday);
                1
            }
            [WorkingDays, ..] => {
                self.weekdays.extend(&Weekday::ALL[..5]);
                self.has_every = true;
                1
            }
            [Often(often), ..] => self.often(often, 1),
            [Twice, ..] => {
                self.is_twice = true;
                1
            }
            _ => 1,
        }
    }

    fn often(&mut self, often: Often, n_read: usize) -> usize {
        if !self.often.contains(&often) {
            self.often.push(often);
        }
        n_read
    }
}
