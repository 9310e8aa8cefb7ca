//! How times and people are written on every page.

use cop_core::time::{CivilDateTime, Timestamp, Zone};
use cop_core::view::{EventView, PersonView};

use super::html::Html;
use crate::http::texts::{Key, Texts};
use crate::token::Caller;
use crate::zones::day;

/// A time of a meeting: what machines read, and by the clocks of its place.
pub(super) fn moment(texts: &Texts, at: Timestamp, civil: CivilDateTime) -> Html {
    time(at, &texts.date(civil))
}

/// The day that it was where the community is.
pub(super) fn on_the_day(texts: &Texts, at: Timestamp, zone: &Zone) -> Html {
    time(at, &texts.day(day(zone, at)))
}

fn time(at: Timestamp, written: &str) -> Html {
    Html::new()
        .raw("<time datetime=\"")
        .text(at)
        .raw("\">")
        .text(written)
        .raw("</time>")
}

/// The city that a zone is named after.
pub(super) fn place_of(event: &EventView) -> String {
    let zone = event.zone.as_str();
    zone.rsplit_once('/')
        .map_or(zone, |(_, city)| city)
        .replace('_', " ")
}

/// A number that the core has in 32 bits.
pub(super) fn count_of(n: u32) -> usize {
    usize::try_from(n).expect("a server has more than 16 bits")
}

/// A text that is not in the language of the page, or not known to be.
pub(super) fn apart(text: &str) -> Html {
    Html::new().raw("<bdi>").text(text).raw("</bdi>")
}

/// The name of a person; where it is not known here, by what they go in the log, and to strangers that it is somebody.
fn name<'a>(person: &'a PersonView, texts: &Texts, caller: Option<&Caller>) -> &'a str {
    match (&person.name, caller) {
        (Some(name), _) => name,
        (None, Some(_)) => person.id.as_str(),
        (None, None) => texts.say(Key::AMember),
    }
}

/// Whoever wrote something: nobody any more where they were erased.
pub(super) fn author(person: Option<&PersonView>, texts: &Texts, caller: Option<&Caller>) -> Html {
    let Some(person) = person else {
        return Html::new().text(texts.say(Key::Unnamed));
    };
    let name = Html::new()
        .raw("<b>")
        .add(apart(name(person, texts, caller)))
        .raw("</b>");
    let from = [&person.profession, &person.organisation];
    let from = from.into_iter().flatten().map(|from| apart(from));
    joined(texts, std::iter::once(name).chain(from))
}

/// People by name: "Ama, Ben, Cem".
pub(super) fn names<'a>(
    people: impl IntoIterator<Item = &'a PersonView>,
    texts: &Texts,
    caller: Option<&Caller>,
) -> Html {
    let names = people.into_iter();
    joined(
        texts,
        names.map(|person| apart(name(person, texts, caller))),
    )
}

/// One after another, as the language lists them.
pub(super) fn joined(texts: &Texts, pieces: impl IntoIterator<Item = Html>) -> Html {
    let comma = texts.say(Key::Comma);
    Html::new().each(pieces.into_iter().enumerate(), |html, (nth, piece)| {
        let html = if nth == 0 { html } else { html.text(comma) };
        html.add(piece)
    })
}

#[cfg(test)]
mod tests {
    use cop_core::id::PersonId;

    use super::*;

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
        let written = names(&people, &Texts::english(), None);
        assert_eq!(written.into_string(), expected);
    }

    #[test]
    fn names_are_listed_and_never_markup() {
        check_names(&[], "");
        check_names(&[Some("<Ama>")], "<bdi>&lt;Ama&gt;</bdi>");
        check_names(
            &[Some("Ama"), Some("Ben"), None],
            "<bdi>Ama</bdi>, <bdi>Ben</bdi>, <bdi>A member</bdi>",
        );
    }
}
