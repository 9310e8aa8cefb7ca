//! Lines and columns, as wide as a terminal shows their characters.

/// How many columns a terminal takes for a text.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(char_width).sum()
}

/// None for a mark that is put on the letter before it, two for a letter of East Asia, one for all others.
fn char_width(letter: char) -> usize {
    match u32::from(letter) {
        0x0300..=0x036F | 0x200B..=0x200F | 0x20D0..=0x20FF | 0xFE00..=0xFE0F => 0,
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0xA4CF
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0xFF00..=0xFF60
        | 0xFFE0..=0xFFE6
        | 0x1F300..=0x1FAFF
        | 0x20000..=0x3FFFD => 2,
        _ => 1,
    }
}

/// A text in at most so many columns, without what would move the terminal's cursor.
pub(super) fn short(text: &str, most: usize) -> String {
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let text: String = text.chars().map(plain).collect();
    if width(&text) <= most {
        return text;
    }
    let mut cut = String::new();
    for letter in text.chars() {
        if width(&cut) + char_width(letter) >= most {
            break;
        }
        cut.push(letter);
    }
    cut.push('…');
    cut
}

pub(super) fn left(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{text}{}", " ".repeat(missing))
}

pub(super) fn right(text: &str, columns: usize) -> String {
    let missing = columns.saturating_sub(width(text));
    format!("{}{text}", " ".repeat(missing))
}

/// Rows of cells under each other: the first column to the left, all others to the right.
pub(super) fn columns(rows: &[Vec<String>]) -> Vec<String> {
    let n = rows.iter().map(Vec::len).max().unwrap_or_default();
    let of_column = |nth: usize| rows.iter().filter_map(move |row| row.get(nth));
    let widths: Vec<usize> = (0..n)
        .map(|nth| of_column(nth).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).enumerate();
            let cells: Vec<String> = cells
                .map(|(nth, (cell, widest))| match nth {
                    0 => left(cell, *widest),
                    _ => right(cell, *widest),
                })
                .collect();
            cells.join("  ").trim_end().to_owned()
        })
        .collect()
}

/// A text in lines of at most so many columns, each behind an indent.
pub(super) fn wrapped(text: &str, indent: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let word = short(word, most);
        if !line.is_empty() && width(indent) + width(&line) + 1 + width(&word) > most {
            lines.push(format!("{indent}{line}"));
            line.clear();
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&word);
    }
    if !line.is_empty() {
        lines.push(format!("{indent}{line}"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_whatever_the_script() {
        let rows = [
            ["Zürich", "1"],
            ["東京", "20"],
            ["e\u{301}te\u{301}", "300"],
        ];
        let rows: Vec<Vec<String>> = rows
            .iter()
            .map(|row| row.iter().map(|cell| (*cell).to_owned()).collect())
            .collect();
        let widths: Vec<usize> = columns(&rows).iter().map(|line| width(line)).collect();
        assert_eq!(widths, [11, 11, 11]);
    }

    #[test]
    fn a_line_breaks_between_words() {
        assert_eq!(wrapped("one two three", "  ", 9), ["  one two", "  three"]);
        assert_eq!(wrapped("", "  ", 9), [""; 0]);
    }

    #[test]
    fn a_long_name_is_cut_and_no_name_moves_the_cursor() {
        assert_eq!(short("Falls prevention", 8), "Falls p…");
        assert_eq!(short("a\u{1b}[2J", 8), "a [2J");
    }
}
