//! The one style sheet of all widgets on a page: what every screen shares, then what stands beside each view.

/// Its text.
pub const SHEET: &str = concat!(
    include_str!("base.css"),
    include_str!("views/field.css"),
    include_str!("views/person.css"),
    include_str!("views/joining.css"),
    include_str!("views/leaving.css"),
    include_str!("views/meeting.css"),
    include_str!("views/directory.css"),
    include_str!("views/community.css"),
    include_str!("views/problems.css"),
    include_str!("views/problem.css"),
    include_str!("views/events.css"),
    include_str!("views/people.css"),
    include_str!("views/requests.css"),
);
