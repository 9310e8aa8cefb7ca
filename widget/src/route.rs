//! Which screen is shown, and the address that leads to it from elsewhere.

use cop_core::id::{CommunityId, ContributionId};

use crate::attributes::{Attributes, View};

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// All communities.
    Directory,
    /// One community.
    Community(CommunityId, Tab),
    /// One problem of a community.
    Problem(CommunityId, ContributionId),
}

/// A part of a community's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What it is, what is next, what it thinks through.
    Now,
    /// All problems.
    Problems,
    /// All events.
    Events,
    /// Everybody in it.
    People,
}

impl Tab {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Tab; 4] = [Tab::Now, Tab::Problems, Tab::Events, Tab::People];

    fn fragment(self) -> &'static str {
        match self {
            Tab::Now => "",
            Tab::Problems => "#problems",
            Tab::Events => "#events",
            Tab::People => "#people",
        }
    }
}

impl Route {
    /// The screen that an element's attributes ask for: none where they ask for what is not there yet.
    pub fn from_attributes(attributes: &Attributes) -> Option<Self> {
        let community = attributes.community();
        match (attributes.view(), community) {
            (View::Directory, _) | (View::Unsaid, None) => Some(Route::Directory),
            (View::Problem | View::Unsaid | View::Community, Some(community)) => {
                Some(match attributes.problem() {
                    Some(problem) => Route::Problem(community, problem),
                    None if attributes.view() == View::Problem => {
                        Route::Community(community, Tab::Problems)
                    }
                    None => Route::Community(community, Tab::Now),
                })
            }
            (View::Events, Some(community)) => Some(Route::Community(community, Tab::Events)),
            (View::Community | View::Problem | View::Events, None) => Some(Route::Directory),
            (View::NotYet, _) => None,
        }
    }

    /// The community that it is in.
    pub fn community(&self) -> Option<&CommunityId> {
        match self {
            Route::Directory => None,
            Route::Community(community, _) | Route::Problem(community, _) => Some(community),
        }
    }

    /// The name of the screen, without whose it is.
    pub fn name(&self) -> &'static str {
        match self {
            Route::Directory => "directory",
            Route::Community(_, Tab::Now) => "community",
            Route::Community(_, Tab::Problems) => "problems",
            Route::Community(_, Tab::Events) => "events",
            Route::Community(_, Tab::People) => "people",
            Route::Problem(..) => "problem",
        }
    }

    /// The id of the heading that the screen begins with, for somebody who comes from another one.
    pub fn heading(&self) -> &'static str {
        match self {
            Route::Directory | Route::Problem(..) | Route::Community(_, Tab::Now) => "title",
            Route::Community(..) => "part",
        }
    }

    /// The address of the screen at the server, for opening it in a tab of its own or sending it to somebody.
    pub fn address(&self, server: &str) -> String {
        let mut address = String::from(server);
        match self {
            Route::Directory => address.push_str("/c"),
            Route::Community(community, tab) => {
                address.push_str("/c/");
                address.push_str(&escaped(community.as_str()));
                address.push_str(tab.fragment());
            }
            Route::Problem(community, problem) => {
                address.push_str("/c/");
                address.push_str(&escaped(community.as_str()));
                address.push_str("?problem=");
                address.push_str(&escaped(problem.as_str()));
            }
        }
        address
    }
}

/// A text as one part of an address (RFC 3986: what is not unreserved is escaped).
pub fn escaped(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push(char::from(DIGITS[usize::from(byte >> 4)]));
            escaped.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(attributes: &str, route: Option<&str>, address: &str) {
        let found = Route::from_attributes(&Attributes::parse(attributes));
        assert_eq!(found.as_ref().map(Route::name), route);
        let found = found.map(|route| route.address("https://cop.example"));
        assert_eq!(found.unwrap_or_default(), address);
    }

    #[test]
    fn attributes_say_which_screen_is_shown() {
        check("{}", Some("directory"), "https://cop.example/c");
        check(
            r#"{"community":"falls"}"#,
            Some("community"),
            "https://cop.example/c/falls",
        );
        check(
            r#"{"community":"falls","view":"events"}"#,
            Some("events"),
            "https://cop.example/c/falls#events",
        );
        check(
            r#"{"community":"falls","problem":"p 1"}"#,
            Some("problem"),
            "https://cop.example/c/falls?problem=p%201",
        );
        check(
            r#"{"community":"falls","view":"directory"}"#,
            Some("directory"),
            "https://cop.example/c",
        );
        check(r#"{"view":"mine"}"#, None, "");
    }

    #[test]
    fn an_id_cannot_leave_its_place_in_an_address() {
        assert_eq!(escaped("a/b?c#d é"), "a%2Fb%3Fc%23d%20%C3%A9");
    }
}
