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
/// Most characters of anything else in it.
const CELL: usize = 20;
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
    let front = |name: &str| told.iter().find(|told| told.measure == name);
    let shown = FRONT.iter().filter_map(|name| front(name));
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

pub(super) fn measure(told: &Told) -> Vec<String> {
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
    let lines = match told.status.as_str() {
        "shown" => block(&numbers),
        "not_applicable" => Vec::new(),
        status => vec![not_shown(status, |key| at(&numbers, key))],
    };
    text.extend(lines.into_iter().map(|line| format!("{INDENT}{line}")));
    text.extend(wrapped(&known(told, &behind), INDENT, WIDTH));
    let not_said = format!("It does not say: {}", told.does_not_say);
    text.extend(wrapped(&not_said, INDENT, WIDTH));
    text
}

/// How what is behind a measure is known.
fn known(told: &Told, behind: &[&(String, Node)]) -> String {
    let counted = |n: &str, one: &str, more: &str| match n {
        "1" => format!("1 {one}"),
        n => format!("{n} {more}"),
    };
    let mut text = match told.n.as_str() {
        // Of what is published, nobody is told how much is behind it.
        "0" => "Of the log".to_owned(),
        n => {
            let activities = counted(n, "activity", "activities");
            let people = counted(&told.n_people, "person", "people");
            format!("From {activities} by {people}")
        }
    };
    if let Some(Node::Object(bases)) = at(behind, "basis") {
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
    if let Some(part) = at(behind, "coverage").and_then(Node::part) {
        let between = if part.den == 100 && part.interval.is_none() {
            "in"
        } else {
            "of"
        };
        text.push_str(&format!("; known of {} {between} {}", part.num, part.den));
    }
    text.push('.');
    text
}

/// Numbers under each other; what has parts under its own name.
fn block(entries: &[&(String, Node)]) -> Vec<String> {
    let mut text = Vec::new();
    let cells = entries.iter().filter(|(_, node)| cell(node).is_some());
    let widest = cells.map(|(key, _)| width(&words(key))).max().unwrap_or(0);
    let mut rest = entries;
    while let [(key, node), after @ ..] = rest {
        let n_alike = alike(rest);
        if n_alike > 2 {
            text.extend(ladder(&rest[..n_alike]));
            rest = &rest[n_alike..];
            continue;
        }
        rest = after;
        if let Some(cell) = cell(node) {
            text.extend(named(&left(&words(key), widest), &cell));
        }
        if let Node::List(list) = node
            && cell(node).is_none()
        {
            text.extend(listed(key, list));
            continue;
        }
        let inner = match node {
            Node::Object(_) if node.status().is_none_or(|status| status == "shown") => {
                block(&node.beside_part())
            }
            _ => continue,
        };
        if !inner.is_empty() {
            if cell(node).is_none() {
                text.push(words(key));
            }
            text.extend(inner.into_iter().map(|line| format!("  {line}")));
        }
    }
    text
}

/// A name, and what stands behind it in lines under each other.
fn named(name: &str, cell: &str) -> Vec<String> {
    let under = " ".repeat(width(name) + 2);
    let mut lines = wrapped(cell, &under, WIDTH - INDENT.len());
    if let Some(first) = lines.first_mut() {
        *first = format!("{name}  {}", first.trim_start());
    }
    lines
}

/// How many entries from the first on are made of the same whole numbers, as the rungs of a ladder are.
fn alike(entries: &[&(String, Node)]) -> usize {
    let shape = |node: &Node| -> Option<Vec<String>> {
        if cell(node).is_some() {
            return None;
        }
        let numbers = node.entries().iter();
        let keys = numbers.map(|(key, node)| node.whole().map(|_| key.clone()));
        let keys: Option<Vec<String>> = keys.collect();
        keys.filter(|keys| !keys.is_empty())
    };
    let Some(first) = entries.first().and_then(|(_, node)| shape(node)) else {
        return 0;
    };
    let same = |(_, node): &&&(String, Node)| shape(node).as_ref() == Some(&first);
    entries.iter().take_while(same).count()
}

fn ladder(rungs: &[&(String, Node)]) -> Vec<String> {
    let mut head = vec![String::new()];
    head.extend(rungs[0].1.entries().iter().map(|(key, _)| words(key)));
    let mut rows = vec![head];
    let mut bars = vec![None];
    for (key, rung) in rungs.iter().copied() {
        let mut row = vec![words(key)];
        row.extend(rung.entries().iter().filter_map(|(_, node)| node.word()));
        rows.push(row);
        bars.push(first_whole(rung));
    }
    plot::with_bars(&rows, &bars)
}

fn words(key: &str) -> String {
    key.replace('_', " ")
}

/// What stands in one place: none for what has parts.
fn cell(node: &Node) -> Option<String> {
    if let Some(status) = node.status().filter(|status| *status != "shown") {
        return Some(not_shown(status, |key| node.at(key)));
    }
    if let Some(part) = node.part() {
        return Some(match part.interval {
            _ if part.den == 0 => "0 of 0".to_owned(),
            // Rounded to hundredths, of people who are not counted here.
            None if part.den == 100 => format!("{} in 100", part.num),
            Some(_) => format!("{} of {}", part.num, part.den),
            None => format!("{} ({}/{})", decimal(part, 2), part.num, part.den),
        });
    }
    match node {
        Node::Flag(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Node::List(list) if list.iter().all(|node| node.word().is_some()) => {
            let words: Vec<String> = list.iter().filter_map(Node::word).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        _ => node.word(),
    }
}

/// Why a number is not there.
fn not_shown<'a>(status: &str, at: impl Fn(&str) -> Option<&'a Node>) -> String {
    let word = |key: &str| at(key).map(Node::name).unwrap_or_default();
    match status {
        "too_few" => format!("too few: {} of at least {}", word("have"), word("need")),
        "low_coverage" => format!(
            "too little is known: {} of {}",
            word("known"),
            word("total")
        ),
        "suppressed" => format!("suppressed, by rule {}", word("rule")),
        _ => word("why"),
    }
}

fn at<'a>(entries: &[&'a (String, Node)], key: &str) -> Option<&'a Node> {
    let entry = entries.iter().find(|(other, _)| other == key)?;
    Some(&entry.1)
}

/// A list under its name.
fn listed(key: &str, list: &[Node]) -> Vec<String> {
    if list.is_empty() {
        return vec![format!("{}  none", words(key))];
    }
    if let Some(matrix) = flows(list).and_then(|flows| plot::matrix(&flows, WIDTH)) {
        let lines = matrix.into_iter().map(|line| format!("  {line}"));
        return std::iter::once(words(key)).chain(lines).collect();
    }
    // The newest months are the last, of all else the first comes first.
    let by_month = list.iter().any(|entry| entry.at("month").is_some());
    let n_left_out = list.len().saturating_sub(MAX_ENTRIES);
    let shown = match by_month {
        true => &list[n_left_out..],
        false => &list[..list.len() - n_left_out],
    };
    let mut text = match shown.iter().all(|entry| matches!(entry, Node::Object(_))) {
        true => table(key, shown),
        false => {
            let cells = shown.iter().filter_map(cell);
            let lines = cells.flat_map(|cell| wrapped(&cell, "  - ", WIDTH - INDENT.len()));
            std::iter::once(words(key)).chain(lines).collect()
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

/// What goes from where to where, and back.
fn flows(list: &[Node]) -> Option<Vec<(String, String, u64)>> {
    let mut flows = Vec::new();
    for entry in list {
        let (from, to) = (entry.at("from")?.name(), entry.at("to")?.name());
        flows.push((from.clone(), to.clone(), entry.at("n")?.whole()?));
        if let Some(back) = entry.at("back").and_then(Node::whole) {
            flows.push((to, from, back));
        }
    }
    Some(flows)
}

/// Entries as rows, with a bar for the first whole number of each.
fn table(key: &str, list: &[Node]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let flat: Vec<Vec<(String, String)>> = list.iter().map(flat).collect();
    for (name, _) in flat.iter().flatten() {
        if !names.contains(name) {
            names.push(name.clone());
        }
    }
    let mut head = vec![words(key)];
    head.extend(names.iter().map(|name| words(name)));
    let mut rows = vec![head];
    let mut bars = vec![None];
    for (nth, (entry, cells)) in list.iter().zip(&flat).enumerate() {
        let label = entry.label().map(|(label, _)| label);
        let label = label.unwrap_or_else(|| (nth + 1).to_string());
        let mut row = vec![short(&label, NAME)];
        row.extend(names.iter().map(|name| {
            let cell = cells.iter().find(|(other, _)| other == name);
            cell.map_or("-".to_owned(), |(_, cell)| cell.clone())
        }));
        rows.push(row);
        bars.push(first_whole(entry));
    }
    let lines = match names.len() {
        0 => columns(&rows),
        1 | 2 => plot::with_bars(&rows, &bars),
        _ => columns(&rows),
    };
    let room = WIDTH - INDENT.len() - 2;
    match lines.iter().all(|line| width(line) <= room) {
        true => lines,
        false => {
            let rows = rows[1..].iter().flat_map(|row| in_words(&names, row));
            std::iter::once(words(key)).chain(rows).collect()
        }
    }
}

/// A row that is too wide for a table: its name, and its numbers with their names.
fn in_words(names: &[String], row: &[String]) -> Vec<String> {
    let cells = names.iter().zip(&row[1..]).filter(|(_, cell)| *cell != "-");
    let cells: Vec<String> = cells
        .map(|(name, cell)| format!("{} {cell}", words(name)))
        .collect();
    let mut lines = vec![format!("  {}", row[0])];
    lines.extend(wrapped(&cells.join("; "), "    ", WIDTH - INDENT.len() - 2));
    lines
}

fn first_whole(entry: &Node) -> Option<u64> {
    entry.entries().iter().find_map(|(_, node)| node.whole())
}

/// The numbers of an entry by their names, with points between those that lead to them.
fn flat(entry: &Node) -> Vec<(String, String)> {
    if let Some(status) = entry.status().filter(|status| *status != "shown") {
        return vec![(String::new(), not_shown(status, |key| entry.at(key)))];
    }
    let naming = entry.label().map(|(_, keys)| keys).unwrap_or_default();
    let mut cells = Vec::new();
    for (key, node) in entry.entries() {
        if naming.contains(&key.as_str()) {
            continue;
        }
        match cell(node) {
            Some(cell) => cells.push((key.clone(), short(&cell, CELL))),
            None => cells.extend(
                flat(node)
                    .into_iter()
                    .map(|(inner, cell)| (format!("{key}.{inner}"), cell)),
            ),
        }
    }
    cells
}
