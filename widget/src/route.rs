//! Which screen is shown, and the address that leads to it from elsewhere.

use cop_core::id::{CommunityId, ContributionId, EventId};

use crate::attributes::{Attributes, View};

/// A screen.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(
    not(feature = "whole"),
    allow(
        dead_code,
        reason = "the first part never leads to some screens of the whole"
    )
)]
pub enum Route {
    /// All communities.
    Directory,
    /// One community.
    Community(CommunityId, Tab),
    /// One problem of a community.
    Problem(CommunityId, ContributionId),
    /// The same with all that came of it.
    Thread(CommunityId, ContributionId),
    /// Something that was written for others to use.
    Artefact(CommunityId, ContributionId),
    /// One meeting, or a series of them.
    Event(CommunityId, EventId),
    /// What is the reader's own.
    Mine,
    /// What the reader notes for themselves.
    Journal,
    /// How a community begins.
    Founding,
}

/// A part of a community's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// What it is, what is next, what it thinks through.
    Now,
    /// The problems that were last added to.
    Problems,
    /// All problems, as the server lists them.
    AllProblems,
    /// All events.
    Events,
    /// The same with what there is to plan and to write down.
    Meetings,
    /// What it has learned.
    Practice,
    /// Everybody in it.
    People,
    /// Whether it works, and for whom.
    Doing,
    /// What those who hold it have to see to.
    Desk,
    /// How the reader stands to it.
    Place,
}

impl Tab {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Tab; 10] = [
        Tab::Now,
        Tab::Problems,
        Tab::AllProblems,
        Tab::Events,
        Tab::Meetings,
        Tab::Practice,
        Tab::People,
        Tab::Doing,
        Tab::Desk,
        Tab::Place,
    ];

    fn fragment(self) -> &'static str {
        match self {
            Tab::Now => "",
            Tab::Problems => "#problems",
            Tab::AllProblems => "#all-problems",
            Tab::Events => "#events",
            Tab::Meetings => "#meetings",
            Tab::Practice => "#practice",
            Tab::People => "#people",
            Tab::Doing => "#doing",
            Tab::Desk => "#desk",
            Tab::Place => "#mine",
        }
    }

    /// Whether only the whole widget has it.
    fn is_of_whole(self) -> bool {
        match self {
            Tab::Now | Tab::Problems => false,
            // The whole shows more of them.
            Tab::Events => cfg!(feature = "whole"),
            Tab::AllProblems
            | Tab::Meetings
            | Tab::Practice
            | Tab::People
            | Tab::Doing
            | Tab::Desk
            | Tab::Place => true,
        }
    }
}

impl Route {
    /// The screen that an element's attributes ask for: none where they ask for what there is not.
    pub fn from_attributes(attributes: &Attributes) -> Option<Self> {
        let community = attributes.community();
        match (attributes.view(), community) {
            (View::Directory, _) | (View::Unsaid, None) => Some(Route::Directory),
            (View::Mine, None) => Some(Route::Mine),
            (View::Mine, Some(community)) => Some(Route::Community(community, Tab::Place)),
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
            (View::Unknown, _) => None,
        }
    }

    /// The screen at an address, as [`Route::address`] writes it without the server.
    #[cfg(any(feature = "whole", test))]
    pub fn from_address(address: &str) -> Option<Self> {
        let (path, fragment) = address.split_at(address.find('#').unwrap_or(address.len()));
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if path == "/c" {
            return Some(match fragment {
                "#mine" => Route::Mine,
                "#journal" => Route::Journal,
                "#begin" => Route::Founding,
                _ => Route::Directory,
            });
        }
        let community = CommunityId::parse(&unescaped(path.strip_prefix("/c/")?)?).ok()?;
        if let Some((what, id)) = query.split_once('=') {
            let id = unescaped(id)?;
            if what == "event" {
                return Some(Route::Event(community, EventId::parse(&id).ok()?));
            }
            let id = ContributionId::parse(&id).ok()?;
            return match (what, fragment) {
                ("problem", "") => Some(Route::Problem(community, id)),
                ("problem", _) => Some(Route::Thread(community, id)),
                ("artefact", _) => Some(Route::Artefact(community, id)),
                _ => None,
            };
        }
        let tab = Tab::ALL
            .into_iter()
            .find(|tab| tab.fragment() == fragment)?;
        Some(Route::Community(community, tab))
    }

    /// Whether only the whole widget has it.
    pub fn is_of_whole(&self) -> bool {
        match self {
            Route::Directory => false,
            Route::Community(_, tab) => tab.is_of_whole(),
            // The whole shows more of it.
            Route::Problem(..) => cfg!(feature = "whole"),
            Route::Thread(..)
            | Route::Artefact(..)
            | Route::Event(..)
            | Route::Mine
            | Route::Journal
            | Route::Founding => true,
        }
    }

    /// The community that it is in.
    pub fn community(&self) -> Option<&CommunityId> {
        match self {
            Route::Directory | Route::Mine | Route::Journal | Route::Founding => None,
            Route::Community(community, _)
            | Route::Problem(community, _)
            | Route::Thread(community, _)
            | Route::Artefact(community, _)
            | Route::Event(community, _) => Some(community),
        }
    }

    /// The name of the screen, without whose it is.
    pub fn name(&self) -> &'static str {
        match self {
            Route::Directory => "directory",
            Route::Community(_, Tab::Now) => "community",
            Route::Community(_, Tab::Problems | Tab::AllProblems) => "problems",
            Route::Community(_, Tab::Events | Tab::Meetings) => "events",
            Route::Community(_, Tab::Practice) => "practice",
            Route::Community(_, Tab::People) => "people",
            Route::Community(_, Tab::Doing) => "doing",
            Route::Community(_, Tab::Desk) => "desk",
            Route::Community(_, Tab::Place) | Route::Mine => "mine",
            Route::Problem(..) | Route::Thread(..) => "problem",
            Route::Artefact(..) => "artefact",
            Route::Event(..) => "event",
            Route::Journal => "journal",
            Route::Founding => "founding",
        }
    }

    /// The id of the heading that the screen begins with, for somebody who comes from another one.
    pub fn heading(&self) -> &'static str {
        match self {
            Route::Community(_, Tab::Now) => "title",
            Route::Community(..) => "part",
            _ => "title",
        }
    }

    /// The screen to send somebody to: how much of it they see is up to them.
    #[cfg(feature = "whole")]
    pub fn as_sent(&self) -> Self {
        match self {
            Route::Thread(community, problem) => Route::Problem(community.clone(), problem.clone()),
            route => route.clone(),
        }
    }

    /// The address of the screen at the server, for opening it in a tab of its own or sending it to somebody.
    pub fn address(&self, server: &str) -> String {
        let mut address = String::from(server);
        address.push_str("/c");
        if let Some(community) = self.community() {
            address.push('/');
            address.push_str(&escaped(community.as_str()));
        }
        let (query, about, fragment) = match self {
            Route::Directory => ("", None, ""),
            Route::Mine => ("", None, "#mine"),
            Route::Journal => ("", None, "#journal"),
            Route::Founding => ("", None, "#begin"),
            Route::Community(_, tab) => ("", None, tab.fragment()),
            Route::Problem(_, problem) => ("?problem=", Some(problem.as_str()), ""),
            Route::Thread(_, problem) => ("?problem=", Some(problem.as_str()), "#all"),
            Route::Artefact(_, artefact) => ("?artefact=", Some(artefact.as_str()), ""),
            Route::Event(_, event) => ("?event=", Some(event.as_str()), ""),
        };
        address.push_str(query);
        if let Some(about) = about {
            address.push_str(&escaped(about));
        }
        address.push_str(fragment);
        address
    }
}

/// A text as one part of an address (RFC 3986: what is not unreserved is escaped, but for marks that mean nothing here:
/// `encodeURIComponent`, by which the element asks early, leaves them too).
pub fn escaped(text: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!'()*".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push('%');
            escaped.push(char::from(DIGITS[usize::from(byte >> 4)]));
            escaped.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
    }
    escaped
}

/// The text that was escaped.
#[cfg(any(feature = "whole", test))]
fn unescaped(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                u8::try_from(digit()? * 16 + digit()?).ok()?
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).ok()
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
        check(
            r#"{"view":"mine"}"#,
            Some("mine"),
            "https://cop.example/c#mine",
        );
        check(
            r#"{"view":"mine","community":"falls"}"#,
            Some("mine"),
            "https://cop.example/c/falls#mine",
        );
        check(r#"{"view":"nonsense"}"#, None, "");
        let long = "x".repeat(200);
        check(&format!(r#"{{"community":"{long}"}}"#), None, "");
        check(
            &format!(r#"{{"community":"a","problem":"{long}"}}"#),
            None,
            "",
        );
    }

    #[test]
    fn an_address_leads_back_to_its_screen() {
        let falls = || CommunityId::parse("falls").unwrap();
        let about = || ContributionId::parse("p 1").unwrap();
        let routes = Tab::ALL
            .into_iter()
            .map(|tab| Route::Community(falls(), tab))
            .chain([
                Route::Directory,
                Route::Mine,
                Route::Journal,
                Route::Founding,
                Route::Problem(falls(), about()),
                Route::Thread(falls(), about()),
                Route::Artefact(falls(), about()),
                Route::Event(falls(), EventId::parse("e 1").unwrap()),
            ]);
        for route in routes {
            assert_eq!(Route::from_address(&route.address("")), Some(route));
        }
        for nowhere in [
            "",
            "/",
            "/c/",
            "/c/falls#elsewhere",
            "/c/%",
            "/c/%zz",
            "/c/%ff",
        ] {
            assert_eq!(Route::from_address(nowhere), None, "{nowhere}");
        }
    }

    #[test]
    fn an_id_cannot_leave_its_place_in_an_address() {
        assert_eq!(escaped("a/b?c#d é"), "a%2Fb%3Fc%23d%20%C3%A9");
        assert_eq!(escaped("-._~!'()*"), "-._~!'()*");
    }
}
