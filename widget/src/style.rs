//! The one style sheet of all widgets on a page: what every screen shares, then what stands beside each view.

/// Its text.
pub const SHEET: &str = include_str!(concat!(env!("OUT_DIR"), "/style.css"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_holds_what_stands_beside_the_views() {
        for class in [".cop", ".meeting", ".turn", ".tabs", ".row"] {
            assert!(SHEET.contains(class), "{class} is missing");
        }
        assert!(!SHEET.contains("/*") && !SHEET.contains('\n'));
    }

    #[test]
    fn every_token_is_used() {
        let names = SHEET.split("--cop-").skip(1);
        for name in names.filter_map(|rest| rest.split_once(':').map(|(name, _)| name)) {
            let is_name = name
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let used = format!("var(--cop-{name}");
            assert!(
                !is_name || SHEET.contains(&used),
                "--cop-{name} is not used"
            );
        }
    }
}
