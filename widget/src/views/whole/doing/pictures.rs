//! Small pictures: each is named by what it shows, and has its numbers in it.

use crate::dom::{El, el};

/// A bar: so many of so many, and where chance would be.
pub(super) fn bar(name: &str, part: (usize, usize), chance: Option<(usize, usize)>) -> El {
    let mark = chance.map(|chance| {
        el("svg:rect")
            .class("mark-line")
            .attr("x", percent(chance.0, chance.1))
            .attr("width", "3")
            .attr("height", "1.25em")
    });
    svg(name, "1.25em".to_owned())
        .child(track())
        .child(filled(part))
        .maybe(mark)
}

/// A row of a list of bars, whose words stand beside it.
pub(super) struct Row {
    pub(super) label: El,
    pub(super) value: String,
    pub(super) part: (usize, usize),
}

/// Bars one under the other, each with its words.
pub(super) fn bars(rows: Vec<Row>) -> El {
    el("ul").class("bars").children(rows.into_iter().map(|row| {
        el("li")
            .child(row.label)
            .text(" ")
            .child(el("b").text(row.value))
            .child(
                el("svg:svg")
                    .attr("aria-hidden", "true")
                    .attr("width", "100%")
                    .attr("height", "1.25em")
                    .child(track())
                    .child(filled(row.part)),
            )
    }))
}

fn track() -> El {
    el("svg:rect")
        .class("track")
        .attr("y", "0.25em")
        .attr("width", "100%")
        .attr("height", "0.75em")
}

fn filled((num, den): (usize, usize)) -> El {
    el("svg:rect")
        .class("filled")
        .attr("y", "0.25em")
        .attr("width", percent(num.min(den), den))
        .attr("height", "0.75em")
}

/// Columns beside each other, each of two parts; the number of the lower one stands above.
pub(super) fn columns(name: &str, all: &[(usize, usize)]) -> El {
    let most = all
        .iter()
        .map(|(low, high)| low + high)
        .max()
        .unwrap_or(1)
        .max(1);
    let each = all.iter().enumerate().flat_map(|(nth, (low, high))| {
        let (low_em, high_em) = (500 * low / most, 500 * high / most);
        let column = |class, top: usize, height: usize| {
            el("svg:rect")
                .class(class)
                .attr("x", percent(nth * 10 + 1, all.len() * 10))
                .attr("y", em(top))
                .attr("width", percent(8, all.len() * 10))
                .attr("height", em(height))
        };
        [
            column("track", 625 - low_em - high_em, high_em),
            column("filled", 625 - low_em, low_em),
            written(low.to_string())
                .attr("x", percent(nth * 2 + 1, all.len() * 2))
                .attr("y", em(600 - low_em - high_em)),
        ]
    });
    svg(name, "6.5em".to_owned()).children(each)
}

/// Who talks to whom: a row for each group from which, a column for each to which.
pub(super) fn matrix(name: &str, groups: &[String], n_from_to: &[Vec<Option<usize>>]) -> El {
    let most = n_from_to
        .iter()
        .flatten()
        .flatten()
        .max()
        .copied()
        .unwrap_or(1)
        .max(1);
    let n = groups.len().max(1);
    let middle = |to: usize| percent(to * 2 + 1, n * 2);
    let heads = (0..groups.len()).map(|to| {
        written((to + 1).to_string())
            .attr("x", middle(to))
            .attr("y", em(100))
    });
    let rows = groups
        .iter()
        .zip(n_from_to)
        .enumerate()
        .flat_map(|(from, (group, row))| {
            let top = 150 + from * 325;
            let label = el("svg:text")
                .attr("y", em(top + 90))
                .text([&(from + 1).to_string(), " ", group].concat());
            let cells = row.iter().enumerate().flat_map(move |(to, value)| {
                let shade = value.map_or(0, |value| 5 + 35 * value / most);
                let cell = el("svg:rect")
                    .class("cell")
                    .attr("x", percent(to, n))
                    .attr("y", em(top + 130))
                    .attr("width", percent(1, n))
                    .attr("height", em(175))
                    .attr("fill-opacity", [&shade.to_string(), "%"].concat());
                let number = value.map(|value| {
                    written(value.to_string())
                        .attr("x", middle(to))
                        .attr("y", em(top + 250))
                });
                [Some(cell), number].into_iter().flatten()
            });
            std::iter::once(label).chain(cells)
        });
    svg(name, em(175 + groups.len() * 325))
        .children(heads)
        .children(rows)
}

/// Points in time along a line, each with how far along it stands, in thousandths.
pub(in super::super) fn line(name: &str, points: &[(usize, bool)]) -> El {
    let dots = points.iter().map(|(at, is_marked)| {
        el("svg:circle")
            .class(if *is_marked { "dot marked" } else { "dot" })
            // The first and the last stand within the picture.
            .attr("cx", percent(20 + at * 960 / 1000, 1000))
            .attr("cy", "0.75em")
            .attr("r", if *is_marked { "0.5em" } else { "0.3em" })
    });
    svg(name, "1.5em".to_owned())
        .child(
            el("svg:rect")
                .class("track")
                .attr("y", "0.65em")
                .attr("width", "100%")
                .attr("height", "0.2em"),
        )
        .children(dots)
}

fn svg(name: &str, height: String) -> El {
    el("svg:svg")
        .class("picture")
        .attr("role", "img")
        .attr("width", "100%")
        .attr("height", height)
        .child(el("svg:title").text(name))
}

fn written(text: String) -> El {
    el("svg:text").attr("text-anchor", "middle").text(text)
}

/// A part of the width, to the tenth of a percent.
fn percent(num: usize, den: usize) -> String {
    let tenths = num * 1000 / den.max(1);
    [
        &(tenths / 10).to_string(),
        ".",
        &(tenths % 10).to_string(),
        "%",
    ]
    .concat()
}

/// Hundredths of the height of the letters.
fn em(hundredths: usize) -> String {
    let rest = hundredths % 100;
    let zero = if rest < 10 { "0" } else { "" };
    [
        &(hundredths / 100).to_string(),
        ".",
        zero,
        &rest.to_string(),
        "em",
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_written_in_whole_parts() {
        assert_eq!(percent(1, 3), "33.3%");
        assert_eq!(percent(0, 0), "0.0%");
        assert_eq!(em(5), "0.05em");
        assert_eq!(em(1_225), "12.25em");
    }
}
