//! The measures as a tree of words and numbers, in the order in which they are written: a new measure, or a new number
//! of one, is in every format of the report without a line of code.

use std::fmt;

use cop_core::measure::{Measures, Name};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

/// Whether a number is there.
const STATUSES: [&str; 5] = [
    "shown",
    "too_few",
    "low_coverage",
    "suppressed",
    "not_applicable",
];

/// The keys by which entries of a list are told from each other.
const NAMING: [&str; 12] = [
    "id",
    "event",
    "occurrence",
    "month",
    "dimension",
    "group",
    "between",
    "from",
    "to",
    "constituency",
    "item",
    "speaking_as",
];

/// What a measure is made of.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Node {
    Nothing,
    Flag(bool),
    Number(Number),
    Text(String),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
}

/// So many of so many, or a ratio.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Part {
    /// Below nothing for an index that can be.
    pub(super) num: i64,
    pub(super) den: u64,
    /// Where the share may lie, for a share of few.
    pub(super) interval: Option<[f64; 2]>,
}

/// What one measure says of a community.
pub(super) struct Told {
    pub(super) measure: String,
    /// Its place in the table of measures, such as `M5`.
    pub(super) code: String,
    pub(super) status: String,
    pub(super) says: String,
    pub(super) does_not_say: String,
    pub(super) from: Option<String>,
    pub(super) to: Option<String>,
    /// How many activities and people are behind it.
    pub(super) n: String,
    pub(super) n_people: String,
    /// Everything else, which is what it is made of.
    pub(super) numbers: Vec<(String, Node)>,
}

/// What each measure says of a community, in the order of the table of measures.
pub(super) fn told(measures: &Measures) -> Vec<Told> {
    let written = serde_json::to_string(measures).expect("measures have text keys only");
    read(&written).expect("what was just written can be read")
}

/// What each measure says, from its JSON.
pub(super) fn read(written: &str) -> serde_json::Result<Vec<Told>> {
    let Node::Object(measures) = serde_json::from_str(written)? else {
        return Ok(Vec::new());
    };
    let mut told: Vec<Told> = measures
        .into_iter()
        .map(|(measure, tree)| Told::of(measure, tree))
        .collect();
    told.sort_by_key(|told| {
        let place = |name: &Name| name.as_str() == told.measure;
        Name::ALL.iter().position(place)
    });
    Ok(told)
}

impl Told {
    fn of(measure: String, tree: Node) -> Self {
        let mut numbers = match tree {
            Node::Object(entries) => entries,
            _ => Vec::new(),
        };
        let mut take = |key: &str| {
            let nth = numbers.iter().position(|(other, _)| other == key)?;
            Some(numbers.remove(nth).1)
        };
        let window = take("window");
        let day = |key: &str| window.as_ref()?.at(key)?.word();
        let mut word = |key: &str| take(key).and_then(|node| node.word()).unwrap_or_default();
        // They stand once, over all measures.
        word("rules");
        word("as_of");
        Self {
            code: word("measure"),
            status: word("status"),
            says: word("says"),
            does_not_say: word("does_not_say"),
            n: word("n"),
            n_people: word("n_people"),
            from: day("from"),
            to: day("to"),
            measure,
            numbers,
        }
    }
}

impl Node {
    pub(super) fn at(&self, key: &str) -> Option<&Node> {
        match self {
            Node::Object(entries) => {
                let entry = entries.iter().find(|(other, _)| other == key)?;
                Some(&entry.1)
            }
            _ => None,
        }
    }

    /// What stands in a cell: none where it has parts, or is nothing.
    pub(super) fn word(&self) -> Option<String> {
        match self {
            Node::Flag(flag) => Some(flag.to_string()),
            Node::Number(number) => Some(number.to_string()),
            Node::Text(text) => Some(text.clone()),
            Node::Nothing | Node::List(_) | Node::Object(_) => None,
        }
    }

    pub(super) fn whole(&self) -> Option<u64> {
        match self {
            Node::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    fn integer(&self) -> Option<i64> {
        match self {
            Node::Number(number) => number.as_i64(),
            _ => None,
        }
    }

    /// The share or ratio that it is.
    pub(super) fn part(&self) -> Option<Part> {
        Some(Part {
            num: self.at("num")?.integer()?,
            den: self.at("den")?.whole()?,
            interval: self.at("interval").and_then(Node::interval),
        })
    }

    /// What it is made of beside the share or ratio that it is.
    pub(super) fn beside_part(&self) -> Vec<&(String, Node)> {
        let part: &[&str] = match self.part() {
            Some(_) => &["num", "den", "interval"],
            None => &[],
        };
        let entries = self.entries().iter();
        entries
            .filter(|(key, _)| !part.contains(&key.as_str()))
            .collect()
    }

    fn interval(&self) -> Option<[f64; 2]> {
        match self {
            Node::List(ends) => match ends.as_slice() {
                [Node::Number(low), Node::Number(high)] => Some([low.as_f64()?, high.as_f64()?]),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether there is a value, where it says so.
    pub(super) fn status(&self) -> Option<&str> {
        match self.at("status")? {
            Node::Text(status) if STATUSES.contains(&status.as_str()) => Some(status),
            _ => None,
        }
    }

    /// Its parts, without the word that there is a value.
    pub(super) fn entries(&self) -> &[(String, Node)] {
        match self {
            Node::Object(entries) => match entries.first() {
                Some((key, _)) if key == "status" && self.status().is_some() => &entries[1..],
                _ => entries,
            },
            _ => &[],
        }
    }

    /// What an entry of a list is called, and the keys of what it is called by.
    pub(super) fn label(&self) -> Option<(String, Vec<&str>)> {
        let entries = self.entries();
        let mut keys: Vec<&str> = entries
            .iter()
            .filter(|(key, _)| NAMING.contains(&key.as_str()))
            .map(|(key, _)| key.as_str())
            .collect();
        if keys.is_empty() {
            let is_text = |(_, node): &&(String, Node)| matches!(node, Node::Text(_));
            keys.push(&entries.iter().find(is_text)?.0);
        }
        let words = keys.iter().filter_map(|key| self.at(key)).map(Node::name);
        let label = words.collect::<Vec<_>>().join(" · ");
        Some((label, keys))
    }

    /// A name, or several; nothing stands for all that are not named.
    pub(super) fn name(&self) -> String {
        match self {
            Node::List(names) => names.iter().map(Node::name).collect::<Vec<_>>().join(" · "),
            _ => self.word().unwrap_or_else(|| "others".to_owned()),
        }
    }
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AsWritten)
    }
}

struct AsWritten;

impl<'de> Visitor<'de> for AsWritten {
    type Value = Node;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Nothing)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Node, E> {
        Ok(Node::Flag(flag))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Nothing, Node::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut list = Vec::new();
        while let Some(entry) = entries.next_element()? {
            list.push(entry);
        }
        Ok(Node::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Node, A::Error> {
        let mut object = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            object.push(entry);
        }
        Ok(Node::Object(object))
    }
}
