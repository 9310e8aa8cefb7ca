//! Who could I talk to?

mod acts;

pub(super) use acts::{
    hand_over, introduce_self, introduce_these, note_contact, state_affiliation, welcome,
};

use std::rc::Rc;

use cop_core::activity::Role;
use cop_core::id::{CommunityId, PersonId};
use cop_core::relationships::Mentoring;
use cop_core::view::{self, CommunityView, MemberView, PersonView, Seen};

use super::super::directory::people_from;
use super::super::{community, heading, meta, not_here, person};
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
    let (holders, others) = people.members.split_at(n_holders.min(people.members.len()));
    let group = |name: Key, members: &[MemberView]| {
        (!members.is_empty()).then(|| {
            el("div")
                .key(widget.say(name))
                .class("part")
                .child(heading(widget, 2, widget.say(name)))
                .child(
                    el("ul")
                        .class("people")
                        .children(members.iter().map(|other| member(widget, &around, other))),
                )
        })
    };
    community::part(widget, &shown, Tab::People, Key::TabPeople)
        .child(meta(people_from(widget, shown.n_members, shown.n_organisations)).key("count"))
        .maybe(offers(widget, acts::own(widget, &around)))
        .maybe(requests::list(widget, id, &people.requests))
        .maybe(invited(widget, &people.invited))
        .maybe(group(Key::HeldByHeading, holders))
        .maybe(group(Key::Members, others))
        .maybe((!people.observers.is_empty()).then(|| {
            el("div")
                .key("observers")
                .class("part")
                .child(heading(widget, 2, widget.say(Key::Observers)))
                .child(
                    el("ul")
                        .class("people")
                        .children(people.observers.iter().map(|other| {
                            let is_invited = people.invited.iter().any(|who| who.id == other.id);
                            let acts = match is_invited {
                                true => Vec::new(),
                                false => acts::on_observer(widget, &around, other),
                            };
                            observer(widget, other).maybe(offers(widget, acts))
                        })),
                )
        }))
}

fn invited(widget: &Widget, invited: &[PersonView]) -> Option<El> {
    (!invited.is_empty()).then(|| {
        let names = super::trace::names(widget, invited);
        meta(widget.fill(Key::InvitedSoFar, &[("names", &names)])).key("invited")
    })
}

fn member(widget: &Rc<Widget>, around: &Around<'_>, member: &MemberView) -> El {
    let facts = around
        .facts
        .iter()
        .find(|facts| facts.person == member.person.id);
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
    [name, " (", &terms.join(", "), ")"].concat()
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
    let place = person::where_from(person);
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
