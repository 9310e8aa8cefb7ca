//! One community: the headline, then each measure with what it says, its numbers, and what it does not say.

use super::super::rows::decimal;
use super::super::tree::{Node, Told};
use super::CommunityReport;
use super::lines::{columns, left, short, width, wrapped};
use super::{WIDTH, plot};

/// Which measures may be the headline, the first first.
const FRONT: [&str; 4] = [
    "thinking_together",
    "network_or_community",
    "participation",
    "value",
];
/// Most entries of a list.
const MAX_ENTRIES: usize = 12;
/// Most characters of a name in a table.
const NAME: usize = 40;
const INDENT: &str = "    ";

/// What measures are called by people.
const TITLES: [(&str, &str); 19] = [
    ("three_elements", "The three elements"),
    ("network_or_community", "Passing on, or working on?"),
    ("four_activities", "Four activities"),
    ("participation", "How people take part"),
    ("concentration", "How much rests on few"),
    ("thinking_together", "Thinking together"),
    ("mix", "Mix"),
    ("across_boundaries", "Across boundaries"),
    ("both_ways", "Both ways?"),
    ("single_links", "Links resting on one person"),
    ("who_is_heard", "Who is heard"),
    ("unanswered", "Is anyone left unanswered"),
    ("concerns", "What happens to concerns"),
    ("value", "What came of it"),
    ("memory", "What the community remembers"),
    ("facilitation", "Who holds it"),
    ("identity", "What we are trying to do"),
    ("stage", "Stage, declared, with signs"),
    ("event_card", "Meetings"),
];

/// The sentence that stands first: of the first front measure that can say something.
pub(super) fn headline(told: &[Told]) -> &str {
    let front = |name: &&str| told.iter().find(|told| told.measure == **name);
    let shown = FRONT.iter().filter_map(|name| front(&name));
    let headline = shown
        .clone()
        .find(|told| told.status == "shown")
        .or_else(|| shown.clone().next());
    headline.map_or("", |told| &told.says)
}

/// The lines of a community.
pub(super) fn of(community: &CommunityReport, told: &[Told]) -> Vec<String> {
    let title = short(&format!("{} ({})", community.name, community.id), WIDTH);
    let mut text = vec![title.clone(), "=".repeat(width(&title))];
    text.push(format!(
        "{}, {}",
        counted(community.members, "member", "members"),
        counted(community.facilitators, "facilitator", "facilitators")
    ));
    text.extend(wrapped(headline(told), "", WIDTH));
    for told in told {
        text.push(String::new());
        text.extend(measure(told));
    }
    text
}

fn counted(n: usize, one: &str, more: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { more })
}

fn measure(told: &Told) -> Vec<String> {
    let title = TITLES.iter().find(|(name, _)| *name == told.measure);
    let title = title.map_or(told.measure.as_str(), |(_, title)| title);
    let mut text = vec![match told.status.as_str() {
        "shown" => format!("{:<4}{title}", told.code),
        status => format!("{:<4}{title} [{}]", told.code, status.replace('_', " ")),
    }];
    text.extend(wrapped(&told.says, INDENT, WIDTH));
    let (behind, numbers): (Vec<_>, Vec<_>) = told
        .numbers
        .iter()
        .partition(|(key, _)| ["basis", "coverage"].contains(&key.as_str()));
    for line in block(&numbers) {
        text.push(format!("{INDENT}{line}"));
    }
    text.extend(wrapped(&known(told, &behind), INDENT, WIDTH));
    let not_said = format!("It does not say: {}", told.does_not_say);
    text.extend(wrapped(&not_said, INDENT, WIDTH));
    text
}

/// How what is behind a measure is known.
fn known(told: &Told, behind: &[&(String, Node)]) -> String {
    let at = |key: &str| behind.iter().find(|(other, _)| other == key);
    let mut text = format!("From {} activities by {} people", told.n, told.n_people);
    if let Some((_, Node::Object(bases))) = at("basis") {
        let bases = bases.iter().filter(|(_, n)| n.whole() != Some(0));
        let bases: Vec<String> = bases
            .filter_map(|(basis, n)| Some(format!("{} {basis}", n.word()?)))
            .collect();
        if !bases.is_empty() {
            text.push_str(&format!(" ({})", bases.join(", ")));
        }
    }
    match (&told.from, &told.to) {
        (Some(from), Some(to)) => text.push_str(&format!(", {from} to {to}")),
        (None, Some(to)) => text.push_str(&format!(", all until {to}")),
        _ => {}
    }
    if let Some(part) = at("coverage").and_then(|(_, node)| node.part()) {
        text.push_str(&format!("; known of {} of {}", part.num, part.den));
    }
    text.push('.');
    text
}

/// Numbers under each other; what has parts under its own name.
fn block(entries: &[&(String, Node)]) -> Vec<String> {
    let mut text = Vec::new();
    let widest = entries
        .iter()
        .filter(|(_, node)| cell(node).is_some())
        .map(|(key, _)| width(&words(key)))
        .max()
        .unwrap_or(0);
    for (key, node) in entries.iter().copied() {
        let name = words(key);
        if let Some(cell) = cell(node) {
            let name = left(&name, widest);
            let under = " ".repeat(widest + 2);
            let lines = wrapped(&cell, &under, WIDTH - INDENT.len());
            let mut lines = lines.into_iter();
            let first = lines.next().unwrap_or_default();
            text.push(format!("{name}  {}", first.trim_start()));
            text.extend(lines);
            continue;
        }
        let inner = match node {
            Node::Object(entries) => block(&entries.iter().collect::<Vec<_>>()),
            Node::List(list) => listed(key, list),
            _ => continue,
        };
        if !inner.is_empty() {
            text.push(name);
            text.extend(inner.into_iter().map(|line| format!("  {line}")));
        }
    }
    text
}

fn words(key: &str) -> String {
    key.replace('_', " ")
}

/// What stands in one place: none for what has parts.
fn cell(node: &Node) -> Option<String> {
    if let Some(part) = node.part() {
        return Some(match part.interval {
            _ if part.den == 0 => "0 of 0".to_owned(),
            Some(_) => format!("{} of {}", part.num, part.den),
            None => {
                let value = decimal(part.num, part.den);
                let value = value.get(..value.len().saturating_sub(4)).unwrap_or(&value);
                format!("{value} ({}/{})", part.num, part.den)
            }
        });
    }
    match node {
        Node::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Node::Text(text) => Some(text.clone()),
        Node::List(list) if list.iter().all(|node| node.whole().is_some()) => {
            let numbers: Vec<String> = list.iter().filter_map(Node::word).collect();
            (!numbers.is_empty()).then(|| numbers.join(" "))
        }
        _ => node.word(),
    }
}

fn listed(key: &str, list: &[Node]) -> Vec<String> {
    if let Some(matrix) = flows(list).and_then(|flows| plot::matrix(&flows, WIDTH)) {
        return matrix;
    }
    // The newest months are the last, of all else the first comes first.
    let by_month = list.iter().any(|entry| entry.at("month").is_some());
    let n_left_out = list.len().saturating_sub(MAX_ENTRIES);
    let shown = match by_month {
        true => &list[n_left_out..],
        false => &list[..list.len() - n_left_out],
    };
    let mut text = match shown.iter().all(|entry| matches!(entry, Node::Object(_))) {
        true => table(shown),
        false => {
            let cells = shown.iter().filter_map(cell);
            cells
                .flat_map(|cell| wrapped(&cell, "- ", WIDTH - INDENT.len() - 2))
                .collect()
        }
    };
    if n_left_out > 0 {
        text.push(format!(
            "({n_left_out} more {} in --format csv)",
            words(key)
        ));
    }
    text
}

/// Entries with `from`, `to` and one number.
fn flows(list: &[Node]) -> Option<Vec<(String, String, u64)>> {
    list.iter()
        .map(|entry| {
            let Node::Object(entries) = entry else {
                return None;
            };
            let mut numbers = entries.iter().filter_map(|(_, node)| node.whole());
            let flow = (
                entry.at("from")?.word()?,
                entry.at("to")?.word()?,
                numbers.next()?,
            );
            (entries.len() == 3).then_some(flow)
        })
        .collect()
}

/// Entries as rows, with a bar for the first whole number of each.
fn table(list: &[Node]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let flat: Vec<Vec<(String, String)>> = list.iter().map(flat).collect();
    for (name, _) in flat.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let mut head = vec![String::new()];
    head.extend(names.iter().map(|name| words(name)));
    let mut rows = vec![head];
    let mut bars = vec![None];
    for (nth, (entry, cells)) in list.iter().zip(&flat).enumerate() {
        let label = entry.label().unwrap_or_else(|| (nth + 1).to_string());
        let mut row = vec![short(&label, NAME)];
        row.extend(names.iter().map(|name| {
            let cell = cells.iter().find(|(other, _)| other == name);
            cell.map_or("-".to_owned(), |(_, cell)| cell.clone())
        }));
        rows.push(row);
        bars.push(first_whole(entry));
    }
    match names.len() {
        0 => rows
            .drain(1..)
            .flat_map(|row| row.into_iter().take(1))
            .collect(),
        1 | 2 => plot::with_bars(&rows, &bars),
        _ => columns(&rows),
    }
}

fn first_whole(entry: &Node) -> Option<u64> {
    match entry {
        Node::Object(entries) => entries.iter().find_map(|(_, node)| node.whole()),
        _ => None,
    }
}

/// The numbers of an entry by their names, with points between those that lead to them.
fn flat(entry: &Node) -> Vec<(String, String)> {
    let Node::Object(entries) = entry else {
        return Vec::new();
    };
    let mut cells = Vec::new();
    for (key, node) in entries {
        match (node, cell(node)) {
            (Node::Text(_), _) => {}
            (_, Some(cell)) => cells.push((key.clone(), cell)),
            (node, None) => cells.extend(
                flat(node)
                    .into_iter()
                    .map(|(inner, cell)| (format!("{key}.{inner}"), cell)),
            ),
        }
    }
    cells
}
