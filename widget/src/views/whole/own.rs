//! What is worked out about the reader in their own page, and shown to nobody else.

use std::rc::Rc;

use cop_core::command::Command;
use cop_core::id::{CommunityId, GroupId, PersonId};
use cop_core::measure::could_meet::CouldMeet;
use cop_core::measure::gone_quiet::{OwnRhythm, Rhythm};
use cop_core::measure::my_bridges::MyBridges;
use cop_core::measure::participation::Level;
use cop_core::measure::{Measure, Personal};
use cop_core::view::{self, PersonView};

use super::super::{failed, heading, link, loading, meta, person};
use super::act::{Act, offers};
use super::doing::table;
use super::kinds::kind;
use super::measured;
use super::place::go_away;
use super::trace::part;
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, Own, SliceId};
use crate::when;
use crate::widget::Widget;

/// What there is about the reader, as far as it has been worked out.
pub(super) fn about_you(widget: &Rc<Widget>, slice: &SliceId) -> El {
    let page = part(widget, "about-you", Key::AboutYou).child(meta(widget.say(Key::AboutYouLead)));
    widget.look(|ui| match &ui.own {
        Some((of, Known::Here(own))) if *of == slice.community => {
            page.children(all(widget, slice, own))
        }
        Some((of, Known::Failed(failure))) if *of == slice.community => {
            page.child(failed(widget, failure))
        }
        _ => page.child(loading(widget)),
    })
}

fn all(widget: &Rc<Widget>, slice: &SliceId, own: &Own) -> Vec<El> {
    let mut shown = vec![level(widget, own.level)];
    shown.push(rhythm(widget, slice, &own.rhythm));
    shown.push(carries(widget, slice, &own.bridges));
    shown.extend(could_meet(widget, slice, &own.could_meet));
    shown.push(kept(widget, own));
    shown
}

fn level(widget: &Widget, level: Option<Level>) -> El {
    let key = match level {
        Some(Level::Core) => Key::OwnCore,
        Some(Level::Active) => Key::OwnActive,
        Some(Level::Occasional) => Key::OwnOccasional,
        Some(Level::Peripheral) => Key::OwnPeripheral,
        Some(Level::New) => Key::OwnNew,
        Some(Level::NotSeen) | None => Key::OwnNotSeen,
    };
    el("p").key("level").text(widget.say(key))
}

/// How the reader's silence compares with what is usual for them; where they are missed, with what they can do.
fn rhythm(widget: &Rc<Widget>, slice: &SliceId, told: &Personal<OwnRhythm>) -> El {
    let says = measured::sentence(widget, "p", widget.told(&told.says));
    let is_missed = matches!(told.status.value(), Some(own) if own.rhythm == Rhythm::Quiet);
    if !is_missed {
        return says.key("rhythm");
    }
    let no_more = Act::new(slice, "no-nudges", "", Key::NoMoreNudges)
        .said(Key::NudgesAreOff)
        .does(Command::SetPreference {
            preference: cop_core::activity::Preference::Nudges,
            allowed: false,
        });
    let news = Route::Community(slice.community.clone(), Tab::Now);
    el("div")
        .key("missed")
        .class("missed")
        .child(says)
        .child(el("p").child(link(widget, news).text(widget.say(Key::SeeWhatIsNew))))
        .maybe(offers(
            widget,
            vec![go_away(widget, slice, "missed"), no_more],
        ))
}

/// What the reader carries from where to where, in words.
fn carries(widget: &Rc<Widget>, slice: &SliceId, told: &Measure<MyBridges>) -> El {
    let found = told.status.value().map_or(&[][..], |own| &own.carries[..]);
    let lines: Vec<String> = found
        .iter()
        .map(|carried| {
            let (from, into) = (
                group(widget, &slice.community, &carried.from),
                group(widget, &slice.community, &carried.into),
            );
            widget.fill(Key::YouCarry, &[("from", &from), ("into", &into)])
        })
        .collect();
    let says = match lines.is_empty() {
        true => vec![measured::sentence(widget, "p", widget.told(&told.says))],
        false => lines.into_iter().map(|line| el("p").text(line)).collect(),
    };
    about(widget, "bridges", Key::YourBridges)
        .children(says)
        .child(measured::does_not_say(
            widget,
            &widget.told(&told.does_not_say()),
        ))
}

/// Whom the reader could meet, each with why.
fn could_meet(widget: &Rc<Widget>, slice: &SliceId, told: &Personal<CouldMeet>) -> Option<El> {
    let me = widget.session.person()?;
    let pairs = told
        .status
        .value()
        .map_or(&[][..], |found| &found.pairs[..]);
    let known = people(widget, slice);
    let rows: Vec<El> = pairs
        .iter()
        .filter_map(|pair| {
            let other = if pair.one == me {
                &pair.other
            } else {
                &pair.one
            };
            let name = person::name(widget, find(&known, other)?);
            let why = widget.told(&pair.says);
            let line = widget.fill(Key::CouldMeetThem, &[("name", &name)]);
            let row = el("li").key(other.as_str());
            Some(measured::within(widget, row, &line, &why))
        })
        .collect();
    let there = Route::Community(slice.community.clone(), Tab::People);
    let find_them = (!rows.is_empty())
        .then(|| el("p").child(link(widget, there).text(widget.say(Key::FindUnderPeople))));
    Some(
        about(widget, "could-meet", Key::PeopleToMeet)
            .child(measured::sentence(widget, "p", widget.told(&told.says)))
            .maybe((!rows.is_empty()).then(|| el("ul").class("bullets").children(rows)))
            .maybe(find_them)
            .child(measured::does_not_say(
                widget,
                &widget.told(&told.does_not_say()),
            )),
    )
}

/// All that the log has of the reader here, by what it is.
fn kept(widget: &Rc<Widget>, own: &Own) -> El {
    let rows: Vec<Vec<String>> = own
        .kept
        .iter()
        .filter_map(|(word, (n, last))| {
            let last = widget.look(|ui| when::short_day(&ui.texts, *last));
            Some(vec![
                widget.say(kind(word)?).to_owned(),
                n.to_string(),
                last,
            ])
        })
        .collect();
    let name = widget.say(Key::KeptAboutYou);
    el("details")
        .key("kept")
        .class("behind")
        .child(el("summary").text(name))
        .maybe(table(
            widget,
            name,
            &[Key::WhichAct, Key::HowOften, Key::WhenLast],
            rows,
        ))
        .child(el("p").child(link(widget, Route::Mine).text(widget.say(Key::TakeItAll))))
}

fn about(widget: &Widget, key: &'static str, name: Key) -> El {
    el("div")
        .key(key)
        .class("of-you")
        .child(heading(widget, 2, widget.say(name)))
}

pub(super) fn people(widget: &Widget, slice: &SliceId) -> Vec<PersonView> {
    match widget
        .session
        .look(slice, |seen| view::people(seen).members)
    {
        Known::Here(members) => members.into_iter().map(|member| member.person).collect(),
        Known::Loading | Known::Failed(_) => Vec::new(),
    }
}

pub(super) fn find<'a>(known: &'a [PersonView], id: &PersonId) -> Option<&'a PersonView> {
    known.iter().find(|person| person.id == *id)
}

fn group(widget: &Widget, community: &CommunityId, id: &GroupId) -> String {
    super::doing::group_name(widget, community, id.as_str())
}
