//! The bar on top of each page: who one is in the demonstration.

use cop_core::id::PersonId;

use super::page::{escaped, percent_encoded};

/// The intranet's own cookie.
pub const COOKIE_NAME: &str = "northmoor_person";
/// What the cookie holds for somebody who is not signed in.
pub const NOBODY: &str = "nobody";

/// Somebody whom one can be.
#[derive(Debug, Clone)]
pub struct Visitor {
    /// The pseudonym.
    pub id: PersonId,
    /// What they are called.
    pub name: String,
    /// What to expect of being them.
    pub introduced: String,
}

/// The visitor of this id; none for nobody and for everybody else.
pub fn by_id<'a>(visitors: &'a [Visitor], id: &str) -> Option<&'a Visitor> {
    visitors.iter().find(|visitor| visitor.id.as_str() == id)
}

/// The visitor whom the cookie holds.
pub fn by_cookie<'a>(visitors: &'a [Visitor], value: &str) -> Option<&'a Visitor> {
    visitors
        .iter()
        .find(|visitor| percent_encoded(visitor.id.as_str()) == value)
}

/// The choices of the bar, as HTML.
pub fn options(visitors: &[Visitor], chosen: Option<&Visitor>) -> String {
    let mut html = String::new();
    for visitor in visitors {
        let is_chosen = chosen.is_some_and(|chosen| chosen.id == visitor.id);
        html.push_str(&option(
            visitor.id.as_str(),
            is_chosen,
            &format!("{}: {}", visitor.name, visitor.introduced),
        ));
    }
    html.push_str(&option(NOBODY, chosen.is_none(), "Nobody: not signed in"));
    html
}

fn option(value: &str, is_chosen: bool, label: &str) -> String {
    let selected = if is_chosen { " selected" } else { "" };
    format!(
        "<option value=\"{}\"{selected}>{}</option>\n",
        escaped(value),
        escaped(label)
    )
}
