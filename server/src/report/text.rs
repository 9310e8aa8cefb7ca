//! The report to read: a table of all communities, then each in a section of its own, where there are few of them.
//!
//! The table is in the order of ids and ranks nobody.

mod lines;
mod plot;
mod section;

use lines::{columns, short, wrapped};

use super::tree::{self, Node, Told};
use super::{CommunityReport, Report, Scope};

/// Most characters of a line.
const WIDTH: usize = 96;
/// Most characters of a community in the table.
const NAME: usize = 28;
/// Most communities that get a section each when all are asked for.
const MAX_SECTIONS: usize = 5;

const HEAD: [&str; 10] = [
    "Community",
    "Members",
    "Facil.",
    "Core",
    "Active",
    "Occas.",
    "Edge",
    "New",
    "Half from",
    "Together",
];

/// The report as text.
pub(super) fn written(report: &Report, scope: &Scope) -> String {
    let told: Vec<(&CommunityReport, Vec<Told>)> = report
        .communities
        .iter()
        .map(|community| (community, tree::told(&community.measures)))
        .collect();
    let how = match scope.is_raw {
        true => "; raw: without suppression and rounding",
        false => "",
    };
    let mut text = vec![
        format!("As of {}, by rules {}{how}.", report.as_of, report.rules),
        String::new(),
    ];
    if told.is_empty() {
        text.push("There is no community yet.".to_owned());
    } else {
        let mut rows = vec![HEAD.map(str::to_owned).to_vec()];
        rows.extend(told.iter().map(|(community, told)| row(community, told)));
        text.extend(columns(&rows));
        text.extend(legend(&told));
    }
    if told.len() <= MAX_SECTIONS {
        for (community, told) in &told {
            text.push(String::new());
            text.extend(section::of(community, told));
        }
    } else {
        text.extend(in_a_line_each(&told));
    }
    text.push(String::new());
    text.join("\n")
}

fn row(community: &CommunityReport, told: &[Told]) -> Vec<String> {
    let level = |level: &str| {
        let found = number(told, "participation", level).and_then(Node::word);
        found.unwrap_or_else(|| "-".to_owned())
    };
    let half = |key: &str| number(told, "concentration", key).and_then(Node::word);
    let half = half("absence_factor").zip(half("people"));
    vec![
        called(community),
        community.members.to_string(),
        community.facilitators.to_string(),
        level("core"),
        level("active"),
        level("occasional"),
        level("peripheral"),
        level("new"),
        half.map_or("-".to_owned(), |(few, all)| format!("{few} of {all}")),
        together(told).unwrap_or_else(|| "-".to_owned()),
    ]
}

/// A community by its name and id, and where both are too long, by its id, which commands take.
fn called(community: &CommunityReport) -> String {
    let called = format!("{} ({})", community.name, community.id);
    match lines::width(&called) <= NAME {
        true => short(&called, NAME),
        false => short(community.id.as_str(), NAME),
    }
}

/// How many problems people thought through together in the window.
fn together(told: &[Told]) -> Option<String> {
    let grade = |grade: &str| number(told, "thinking_together", grade)?.whole();
    Some((grade("grade_2")? + grade("grade_3")?).to_string())
}

fn number<'a>(told: &'a [Told], measure: &str, key: &str) -> Option<&'a Node> {
    let told = told.iter().find(|told| told.measure == measure)?;
    let (_, node) = told.numbers.iter().find(|(other, _)| other == key)?;
    Some(node)
}

/// A number never stands without the sentence of what it does not say.
fn legend(told: &[(&CommunityReport, Vec<Told>)]) -> Vec<String> {
    let mut text = vec![String::new(), "What the table does not say:".to_owned()];
    let Some((_, told)) = told.first() else {
        return Vec::new();
    };
    for (columns, measure) in [
        ("Core to New", "participation"),
        ("Half from", "concentration"),
        ("Together", "thinking_together"),
    ] {
        if let Some(told) = told.iter().find(|told| told.measure == measure) {
            text.extend(wrapped(
                &format!("{columns}: {}", told.does_not_say),
                "  ",
                WIDTH,
            ));
        }
    }
    text.push(
        "  - is not shown, or too few to say; the community's own section says why.".to_owned(),
    );
    text
}

fn in_a_line_each(told: &[(&CommunityReport, Vec<Told>)]) -> Vec<String> {
    let mut text = vec![String::new()];
    for (community, told) in told {
        text.push(format!("{} ({})", community.name, community.id));
        text.extend(wrapped(section::headline(told), "  ", WIDTH));
    }
    let (one, _) = &told[0];
    text.push(String::new());
    text.push(format!(
        "All measures of one of them: cop-server report --community {}",
        one.id
    ));
    text
}

#[cfg(test)]
mod tests;
