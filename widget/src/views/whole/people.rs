//! Who could I talk to?

mod acts;

pub(super) use acts::{
    hand_over, introduce_self, introduce_these, note_contact, state_affiliation, welcome,
};

use std::rc::Rc;

use cop_core::activity::Role;
use cop_core::id::{CommunityId, PersonId};
use cop_core::relationships::Mentoring;
use cop_core::view::{self, CommunityView, MemberView, PeopleView, PersonView, Seen};

use super::super::directory::people_from;
use super::super::field::typed;
use super::super::{community, heading, meta, not_here, paged, person};
use super::act::{further, offers};
use super::ask::Named;
use super::requests;
use super::trace::names;
use super::words::{ROLES, named, word};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Tab;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// From how many people on they are found by typing, too.
const N_IN_SIGHT: usize = 50;

/// How the people of a community are with each other, as far as the reader may know.
struct Around<'a> {
    slice: &'a SliceId,
    community: &'a CommunityView,
    me: Option<PersonId>,
    facts: Vec<Facts>,
    /// Those who may be introduced to somebody.
    open_to_others: Vec<Named>,
    members: Vec<Named>,
}

/// What is known of a member beside who they are.
#[derive(Clone)]
struct Facts {
    person: PersonId,
    introduction: Option<String>,
    is_away: bool,
    terms: Vec<(Role, Option<u32>, Option<String>)>,
    /// With the reader.
    mentoring: Vec<Mentoring>,
}

fn facts(seen: &Seen<'_>, member: &MemberView) -> Facts {
    let community = seen.community;
    let person = &member.person.id;
    let between = &community.fabric.relationships;
    let held = community.membership.members.get(person);
    let me = seen.by;
    Facts {
        person: person.clone(),
        introduction: community
            .fabric
            .identity
            .introductions
            .get(person)
            .and_then(|text| seen.particulars.text(*text))
            .map(str::to_owned),
        is_away: between.is_away(person, seen.now.date_utc()),
        terms: held
            .iter()
            .flat_map(|held| held.terms.iter())
            .map(|(role, terms)| {
                let group = terms.recognised_by.as_ref();
                let label = group.and_then(|group| seen.particulars.labels.get(group));
                (*role, terms.protected_minutes, label.cloned())
            })
            .collect(),
        mentoring: between
            .mentoring
            .iter()
            .filter(|pair| {
                let is = |who: &PersonId| pair.mentor == *who || pair.mentee == *who;
                is(person) && me.is_some_and(is) && Some(person) != me
            })
            .cloned()
            .collect(),
    }
}

/// The people of a community, those who hold it first.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget.session.look(&slice, |seen| {
        let people = view::people(seen);
        let facts: Vec<Facts> = people
            .members
            .iter()
            .map(|other| facts(seen, other))
            .collect();
        (view::community(seen), people, facts)
    });
    let (shown, people, facts) = match known {
        Known::Here(all) => all,
        known => return not_here(widget, &known),
    };
    let members: Vec<Named> = people
        .members
        .iter()
        .map(|other| named(widget, &other.person))
        .collect();
    let around = Around {
        slice: &slice,
        community: &shown,
        me: widget.session.person(),
        open_to_others: members
            .iter()
            .zip(&people.members)
            .filter(|(_, member)| member.allows_introductions)
            .map(|(named, _)| named.clone())
            .collect(),
        members,
        facts,
    };
    let n_holders = shown.held_by.len();
    let is_long = people.members.len() > N_IN_SIGHT;
    let words = widget.look(|ui| ui.person_words.to_lowercase());
    let is_found = |person: &PersonView| {
        !is_long
            || described(widget, person)
                .to_lowercase()
                .contains(words.trim())
    };
    let all: Vec<usize> = (0..people.members.len())
        .filter(|nth| is_found(&people.members[*nth].person))
        .collect();
    let (holders, others) = all.split_at(all.partition_point(|nth| *nth < n_holders));
    let group = |id: &'static str, name: Key, nths: &[usize]| {
        (!nths.is_empty()).then(|| {
            let of = (nths.len(), Key::ShowMorePeople);
            let rows = el("ul").class("people");
            let row = |nth: usize| member(widget, &around, &people.members[nths[nth]], nths[nth]);
            el("div")
                .key(widget.say(name))
                .class("part")
                .child(heading(widget, 2, widget.say(name)))
                .child(paged::list(widget, id, rows, of, &row))
        })
    };
    community::part(widget, &shown, Tab::People, Key::TabPeople)
        .child(meta(people_from(widget, shown.n_members, shown.n_organisations)).key("count"))
        .maybe(offers(widget, acts::own(widget, &around)))
        .maybe(requests::list(widget, id, &people.requests))
        .maybe(invited(widget, &people.invited))
        .maybe(is_long.then(|| search(widget)))
        .maybe(
            (all.is_empty() && is_long).then(|| meta(widget.say(Key::NobodyFound)).key("nobody")),
        )
        .maybe(group("holders", Key::HeldByHeading, holders))
        .maybe(group("members", Key::Members, others))
        .maybe((!people.observers.is_empty()).then(|| {
            el("div")
                .key("observers")
                .class("part")
                .child(heading(widget, 2, widget.say(Key::Observers)))
                .child(observers(widget, &around, &people))
        }))
}

/// Who a person is, in all the words by which somebody may look for them.
fn described(widget: &Widget, person: &PersonView) -> String {
    [
        &person::name(widget, person),
        " ",
        &person::where_from(widget, person),
    ]
    .concat()
}

/// The field that finds people in a long list, as the reader types.
fn search(widget: &Rc<Widget>) -> El {
    let typing = Rc::clone(widget);
    el("div")
        .key("find")
        .class("field")
        .attr("role", "search")
        .child(
            el("label")
                .attr("for", "find-person")
                .text(widget.say(Key::FindAPerson)),
        )
        .child(
            el("input")
                .attr("type", "search")
                .id("find-person")
                .part("input")
                .attr("autocomplete", "off")
                .attr("value", widget.look(|ui| ui.person_words.clone()))
                .on("input", move |event| {
                    let words = typed(&event);
                    typing.update(|ui| ui.person_words = words);
                }),
        )
}

fn observers(widget: &Rc<Widget>, around: &Around<'_>, people: &PeopleView) -> El {
    let of = (people.observers.len(), Key::ShowMorePeople);
    let rows = el("ul").class("people");
    paged::list(widget, "observers", rows, of, &|nth| {
        let other = &people.observers[nth];
        let is_invited = people.invited.iter().any(|who| who.id == other.id);
        let acts = match is_invited {
            true => Vec::new(),
            false => acts::on_observer(widget, around, other),
        };
        observer(widget, other).maybe(offers(widget, acts))
    })
}

fn invited(widget: &Widget, invited: &[PersonView]) -> Option<El> {
    (!invited.is_empty()).then(|| {
        let names = super::trace::names(widget, invited);
        meta(widget.fill(Key::InvitedSoFar, &[("names", &names)])).key("invited")
    })
}

/// A member, the `nth` of all.
fn member(widget: &Rc<Widget>, around: &Around<'_>, member: &MemberView, nth: usize) -> El {
    let facts = around.facts.get(nth);
    let roles: Vec<String> = member
        .roles
        .iter()
        .filter_map(|role| Some(role_in_words(widget, *role, facts?)))
        .collect();
    let roles = (!roles.is_empty()).then(|| {
        el("p")
            .class("role")
            .text(widget.look(|ui| ui.texts.list(&roles)))
    });
    let said = facts.and_then(|facts| facts.introduction.as_ref());
    let away = facts.is_some_and(|facts| facts.is_away);
    let name = person::name(widget, &member.person);
    let acts = facts.map_or_else(Vec::new, |facts| acts::on(widget, around, member, facts));
    observer(widget, &member.person)
        .maybe(roles)
        .maybe(away.then(|| meta(widget.say(Key::IsAway))))
        .children(
            said.or(member.note.as_ref())
                .map(|note| el("p").class("note").attr("dir", "auto").text(note.clone())),
        )
        .maybe(welcomed(widget, around, member))
        .maybe(facts.and_then(|facts| mentoring(widget, around, facts, &name)))
        .maybe(further(widget, Key::More, &name, acts))
}

/// With which words somebody was welcomed, for themselves.
fn welcomed(widget: &Widget, around: &Around<'_>, member: &MemberView) -> Option<El> {
    if around.me.as_ref() != Some(&member.person.id) || member.welcomed_by.is_empty() {
        return None;
    }
    let names = names(widget, &member.welcomed_by);
    let words = member.welcome.as_ref();
    Some(
        el("div")
            .key("welcome")
            .child(
                el("p")
                    .class("mark")
                    .text(widget.fill(Key::WelcomedBy, &[("names", &names)])),
            )
            .children(
                words.map(|text| el("p").class("note").attr("dir", "auto").text(text.clone())),
            ),
    )
}

/// "facilitator (60 minutes a week, recognised by Northmoor)"
fn role_in_words(widget: &Widget, role: Role, facts: &Facts) -> String {
    let name = word(&ROLES, &role).map_or("", |key| widget.say(key));
    let Some((_, minutes, group)) = facts.terms.iter().find(|(held, _, _)| *held == role) else {
        return name.to_owned();
    };
    let mut terms: Vec<String> = Vec::new();
    terms.extend(minutes.map(|minutes| widget.count(Key::NMinutesAWeek, minutes as usize)));
    terms.extend(
        group
            .as_ref()
            .map(|group| widget.fill(Key::RecognisedByWhom, &[("name", group)])),
    );
    let terms = cop_core::text::joined(&terms, widget.say(Key::Comma));
    [name, " (", &terms, ")"].concat()
}

fn mentoring(widget: &Widget, around: &Around<'_>, facts: &Facts, name: &str) -> Option<El> {
    let me = around.me.as_ref()?;
    let lines: Vec<String> = facts
        .mentoring
        .iter()
        .map(|pair| {
            let key = match (
                pair.mentor == *me,
                pair.is_agreed(),
                pair.agreed_by.contains(me),
            ) {
                (true, true, _) => Key::YouGuide,
                (false, true, _) => Key::GuidesYou,
                (true, false, true) => Key::YouOffered,
                (false, false, true) => Key::YouAsked,
                (true, false, false) => Key::WantsYourGuidance,
                (false, false, false) => Key::OffersGuidance,
            };
            widget.fill(key, &[("name", name)])
        })
        .collect();
    (!lines.is_empty()).then(|| el("p").class("mark").text(lines.join(" ")))
}

fn observer(widget: &Widget, person: &PersonView) -> El {
    let place = person::where_from(widget, person);
    el("li")
        .key(person.id.as_str())
        .class("person")
        .child(
            el("p")
                .class("name")
                .child(person::bold(person::name(widget, person))),
        )
        .maybe((!place.is_empty()).then(|| meta(place)))
}
