//! How times and people are written on every page.

use cop_core::time::{CivilDate, CivilDateTime, Timestamp, Zone};
use cop_core::view::{EventView, PersonView};

use super::html::Html;
use crate::token::Caller;
use crate::zones::day;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "Friday 20 November 2026"
pub(super) fn long_day(date: CivilDate) -> String {
    let weekday = date.weekday().as_str();
    let (first, rest) = weekday.split_at(1);
    let month = usize::try_from(date.month()).map_or("", |month| MONTHS[month - 1]);
    let first = first.to_uppercase();
    format!("{first}{rest} {} {month} {}", date.day(), date.year())
}

/// "Friday 20 November 2026, 09:05"
pub(super) fn long_date(civil: CivilDateTime) -> String {
    let (day, time) = (long_day(civil.date), civil.time);
    format!("{day}, {:02}:{:02}", time.hour(), time.minute())
}

/// The day that it was where the community is.
pub(super) fn on_the_day(html: Html, at: Timestamp, zone: &Zone) -> Html {
    html.raw("<time datetime=\"")
        .text(at)
        .raw("\">")
        .text(long_day(day(zone, at)))
        .raw("</time>")
}

/// The city that a zone is named after.
pub(super) fn place_of(event: &EventView) -> String {
    let zone = event.zone.as_str();
    zone.rsplit_once('/')
        .map_or(zone, |(_, city)| city)
        .replace('_', " ")
}

/// The name of a person; where it is not known here, by what they go in the log, and to strangers that it is somebody.
pub(super) fn name<'a>(person: &'a PersonView, caller: Option<&Caller>) -> &'a str {
    match (&person.name, caller) {
        (Some(name), _) => name,
        (None, Some(_)) => person.id.as_str(),
        (None, None) => "a member",
    }
}

/// Whoever wrote something: nobody any more where they were erased.
pub(super) fn author(person: Option<&PersonView>, caller: Option<&Caller>) -> Html {
    let Some(person) = person else {
        return Html::new().raw("somebody whose name was removed");
    };
    let from = [&person.profession, &person.organisation];
    Html::new()
        .raw("<b><bdi>")
        .text(name(person, caller))
        .raw("</bdi></b>")
        .each(from.into_iter().flatten(), |html, from| {
            html.raw(", <bdi>").text(from).raw("</bdi>")
        })
}

/// People by name: "Ama, Ben and Cem".
pub(super) fn names<'a>(
    people: impl IntoIterator<Item = &'a PersonView>,
    caller: Option<&Caller>,
) -> Html {
    let people: Vec<&PersonView> = people.into_iter().collect();
    let n = people.len();
    Html::new().each(people.into_iter().enumerate(), |html, (nth, person)| {
        let html = match nth {
            0 => html,
            nth if nth + 1 == n => html.raw(" and "),
            _ => html.raw(", "),
        };
        html.raw("<bdi>").text(name(person, caller)).raw("</bdi>")
    })
}

#[cfg(test)]
mod tests {
    use cop_core::id::PersonId;

    use super::*;

    #[test]
    fn a_date_is_written_out() {
        let civil = CivilDateTime::parse("2026-11-20T09:05").unwrap();
        assert_eq!(long_date(civil), "Friday 20 November 2026, 09:05");
    }

    #[track_caller]
    fn check_names(people: &[Option<&str>], expected: &str) {
        let people: Vec<PersonView> = people
            .iter()
            .map(|name| PersonView {
                id: PersonId::parse("p1").unwrap(),
                name: name.map(str::to_owned),
                organisation: None,
                profession: None,
            })
            .collect();
        assert_eq!(names(&people, None).into_string(), expected);
    }

    #[test]
    fn names_are_joined_as_in_a_sentence() {
        check_names(&[], "");
        check_names(&[Some("<Ama>")], "<bdi>&lt;Ama&gt;</bdi>");
        check_names(
            &[Some("Ama"), Some("Ben"), None],
            "<bdi>Ama</bdi>, <bdi>Ben</bdi> and <bdi>a member</bdi>",
        );
    }
}
