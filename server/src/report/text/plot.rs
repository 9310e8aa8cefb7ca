//! Plots of block characters, always beside the numbers that they show.

use super::lines::{columns, left, short, width};

/// How many columns the longest bar takes.
const BAR: usize = 24;
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar for a number, as long as it is of the most.
pub(super) fn bar(n: u64, most: u64) -> String {
    if n == 0 || most == 0 {
        return String::new();
    }
    let eighths = u128::from(n) * BAR as u128 * 8 / u128::from(most);
    // Something is never drawn as nothing.
    let eighths = usize::try_from(eighths)
        .unwrap_or(usize::MAX)
        .clamp(1, BAR * 8);
    let mut bar = "█".repeat(eighths / 8);
    bar.push_str(EIGHTHS[eighths % 8]);
    bar
}

/// A table with a bar behind each row that has a number for one.
pub(super) fn with_bars(rows: &[Vec<String>], numbers: &[Option<u64>]) -> Vec<String> {
    let lines = columns(rows);
    let most = numbers.iter().flatten().copied().max().unwrap_or(0);
    let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
    lines
        .iter()
        .zip(numbers)
        .map(|(line, n)| match n.map(|n| bar(n, most)) {
            Some(bar) if !bar.is_empty() => format!("{}  {bar}", left(line, widest)),
            _ => line.clone(),
        })
        .collect()
}

/// Numbers from each to each: none where there are too many names for a matrix.
pub(super) fn matrix(flows: &[(String, String, u64)], most: usize) -> Option<Vec<String>> {
    const NAME: usize = 10;
    let mut names: Vec<&str> = Vec::new();
    for (from, to, _) in flows {
        for name in [from, to] {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
    }
    names.sort_unstable();
    if names.is_empty() || (names.len() + 2) * (NAME + 2) > most {
        return None;
    }
    let mut head = vec!["from \\ to".to_owned()];
    head.extend(names.iter().map(|name| short(name, NAME)));
    let mut rows = vec![head];
    for from in &names {
        let mut row = vec![short(from, 2 * NAME)];
        row.extend(names.iter().map(|to| {
            let flow = flows.iter().find(|(a, b, _)| a == from && b == to);
            flow.map_or("·".to_owned(), |(_, _, n)| n.to_string())
        }));
        rows.push(row);
    }
    Some(columns(&rows))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_number_and_never_nothing_for_something() {
        assert_eq!(bar(0, 9), "");
        assert_eq!(bar(9, 9), "█".repeat(BAR));
        assert_eq!(bar(1, 1_000_000), "▏");
        assert_eq!(bar(1, 2), "█".repeat(BAR / 2));
    }

    #[test]
    fn a_matrix_has_each_from_each() {
        let flows = [("b".into(), "a".into(), 3), ("a".into(), "b".into(), 12)];
        let lines = matrix(&flows, 96).unwrap();
        assert_eq!(
            lines,
            ["from \\ to  a   b", "a          ·  12", "b          3   ·"]
        );
        assert_eq!(matrix(&flows, 20), None);
    }
}
