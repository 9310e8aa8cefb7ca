//! What people can do for each other.

use cop_core::activity::{Access, Role};
use cop_core::command::{Command, StatedAffiliation};
use cop_core::id::PersonId;
use cop_core::membership::Standing;
use cop_core::view::{MemberView, PersonView};

use super::super::super::person;
use super::super::act::{Act, number};
use super::super::ask::Ask;
use super::super::words::{DIMENSIONS, ROLES, chosen, members, options, person_in};
use super::{Around, Facts};
use crate::messages::Key;
use crate::session::SliceId;
use crate::widget::Widget;

/// For how many days after they came somebody is welcomed.
const NEW_FOR_DAYS: i64 = 90;

/// What the reader can do here for themselves, and whom they can ask in.
pub(super) fn own(widget: &Widget, around: &Around<'_>) -> Vec<Act> {
    let Some(me) = &around.me else {
        return Vec::new();
    };
    let mine = around.facts.iter().find(|facts| facts.person == *me);
    let mut acts = Vec::new();
    if let Some(mine) = mine {
        acts.push(introduce_self(around.slice, mine.introduction.as_deref()));
    }
    if around.community.holds || (mine.is_some() && around.community.access == Access::Open) {
        acts.push(invite(around.slice));
    }
    if mine.is_some() {
        acts.push(state_affiliation(widget, around.slice));
        if around.open_to_others.len() > 1 {
            acts.push(introduce(widget, around));
        }
    }
    acts
}

/// Says who one is; `now` is what was said before.
pub(in super::super) fn introduce_self(slice: &SliceId, now: Option<&str>) -> Act {
    let now = now.unwrap_or_default();
    Act::new(slice, "introduce-self", "", Key::IntroduceSelf)
        .ask(
            Ask::text("text", Key::WhoAreYou)
                .needed()
                .hint(Key::WhoAreYouHint)
                .with(now),
        )
        .send(Key::SaySo)
        .said(Key::SelfIntroduced)
        .makes(|form| {
            Ok(Command::IntroduceSelf {
                text: form.typed("text").to_owned(),
            })
        })
}

fn invite(slice: &SliceId) -> Act {
    Act::new(slice, "invite", "", Key::InviteSomebody)
        .ask(
            Ask::line("person", Key::WhomToInvite)
                .needed()
                .hint(Key::WhomToInviteHint),
        )
        .send(Key::InviteThem)
        .said(Key::Invited)
        .makes(|form| {
            Ok(Command::Invite {
                person: PersonId::parse(form.typed("person").trim())
                    .map_err(|_| ("person", Key::NotAPerson))?,
            })
        })
}

/// Says where the reader works.
pub(in super::super) fn state_affiliation(widget: &Widget, slice: &SliceId) -> Act {
    let known = [
        ("known", Key::GroupIs),
        ("none", Key::GroupNone),
        ("unknown", Key::GroupUnsaid),
    ];
    let known = known
        .iter()
        .map(|(value, key)| ((*value).to_owned(), widget.say(*key).to_owned()))
        .collect();
    Act::new(slice, "affiliation", "", Key::SayWhereIWork)
        .lead(Key::SayWhereLead)
        .ask(Ask::choice(
            "dimension",
            Key::AboutMy,
            options(widget, &DIMENSIONS),
        ))
        .ask(Ask::line("group", Key::GroupName))
        .ask(Ask::choice("known", Key::GroupOr, known).rare())
        .send(Key::SaySo)
        .said(Key::AffiliationStated)
        .makes(|form| {
            let affiliation = match form.typed("known") {
                "none" => StatedAffiliation::NoneDeclared,
                "unknown" => StatedAffiliation::Unknown,
                _ => {
                    StatedAffiliation::Known(form.optional("group").ok_or(("group", Key::FillIn))?)
                }
            };
            Ok(Command::StateAffiliation {
                dimension: chosen(&DIMENSIONS, form.typed("dimension")),
                affiliation,
            })
        })
}

fn introduce(widget: &Widget, around: &Around<'_>) -> Act {
    let mut others = around.open_to_others.clone();
    others.retain(|(id, _)| around.me.as_ref().map(PersonId::as_str) != Some(id));
    Act::new(around.slice, "introduce", "", Key::IntroduceTwo)
        .lead(Key::IntroduceLead)
        .ask(Ask::open_choice(widget, "one", Key::WhoOne, others.clone()))
        .ask(Ask::open_choice(widget, "other", Key::WhoOther, others))
        .ask(Ask::text("reason", Key::WhatTheyHave))
        .send(Key::IntroduceThem)
        .said(Key::Introduced)
        .makes(|form| {
            let one = person_in(form, "one").ok_or(("one", Key::FillIn))?;
            let other = person_in(form, "other").ok_or(("other", Key::FillIn))?;
            if one == other {
                return Err(("other", Key::TwoPeople));
            }
            Ok(Command::Introduce {
                one,
                other,
                reason: form.optional("reason"),
            })
        })
}

/// Introduces these two to each other, for a reason that can be put better.
pub(in super::super) fn introduce_these(
    widget: &Widget,
    slice: &SliceId,
    (one, other): (&PersonView, &PersonView),
    reason: &str,
) -> Act {
    let names = [one, other].map(|person| person::name(widget, person));
    let (one, other) = (one.id.clone(), other.id.clone());
    let about = [one.as_str(), "-", other.as_str()].concat();
    Act::new(slice, "introduce-these", about, Key::IntroduceThese)
        .of(widget.look(|ui| ui.texts.list(&names)))
        .lead(Key::IntroduceLead)
        .ask(Ask::text("reason", Key::WhatTheyHave).with(reason))
        .send(Key::IntroduceThem)
        .said(Key::Introduced)
        .makes(move |form| {
            Ok(Command::Introduce {
                one: one.clone(),
                other: other.clone(),
                reason: form.optional("reason"),
            })
        })
}

/// What can be done for somebody who follows.
pub(super) fn on_observer(widget: &Widget, around: &Around<'_>, other: &PersonView) -> Vec<Act> {
    if !around.community.holds {
        return Vec::new();
    }
    let invite = Act::new(around.slice, "ask-in", other.id.as_str(), Key::InviteThem)
        .of(person::name(widget, other))
        .said(Key::Invited)
        .does(Command::Invite {
            person: other.id.clone(),
        });
    vec![invite]
}

/// What the reader can do for a member, or as that member for themselves.
pub(super) fn on(
    widget: &Widget,
    around: &Around<'_>,
    member: &MemberView,
    facts: &Facts,
) -> Vec<Act> {
    let Some(me) = &around.me else {
        return Vec::new();
    };
    if around.community.standing != Some(Standing::Member) {
        return Vec::new();
    }
    let steers = around.community.roles.contains(&Role::Steward);
    let name = person::name(widget, &member.person);
    let id = &member.person.id;
    let mut acts = Vec::new();
    if id == me {
        for role in member.roles.iter() {
            if around.members.len() > 1 {
                acts.push(hand_over(widget, around.slice, *role));
            }
            acts.push(end_role(widget, around.slice, id, *role, &name));
        }
        if steers {
            acts.push(give_role(widget, around.slice, id, &name));
        }
        return acts;
    }
    // A welcome after years would surprise them, and the same one twice as well.
    let is_new = member.since > widget.session.now().minus_days(NEW_FOR_DAYS);
    if is_new && member.welcomed_by.iter().all(|by| by.id != *me) {
        acts.push(welcome(around.slice, id, &name));
    }
    acts.extend(guidance(around, facts, me, &name));
    if around.community.holds {
        acts.push(note_contact(around.slice, "contact", id, &name));
    }
    if steers {
        acts.push(give_role(widget, around.slice, id, &name));
        for role in member.roles.iter() {
            acts.push(end_role(widget, around.slice, id, *role, &name));
        }
    }
    acts
}

/// Welcomes a member.
pub(in super::super) fn welcome(slice: &SliceId, id: &PersonId, name: &str) -> Act {
    let person = id.clone();
    Act::new(slice, "welcome", id.as_str(), Key::Welcome)
        .of(name)
        .ask(Ask::text("message", Key::WelcomeWords))
        .send(Key::Welcome)
        .said(Key::HasBeenWelcomed)
        .makes(move |form| {
            Ok(Command::Welcome {
                person: person.clone(),
                message: form.optional("message"),
                in_reply_to: None,
            })
        })
}

/// Keeps in mind that one spoke with a member; `act` tells it from the same act elsewhere on the screen.
pub(in super::super) fn note_contact(
    slice: &SliceId,
    act: &'static str,
    id: &PersonId,
    name: &str,
) -> Act {
    Act::new(slice, act, id.as_str(), Key::NoteContact)
        .of(name)
        .said(Key::ContactNoted)
        .does(Command::NoteContact { person: id.clone() })
}

fn guidance(around: &Around<'_>, facts: &Facts, me: &PersonId, name: &str) -> Vec<Act> {
    let other = &facts.person;
    let mut acts = Vec::new();
    for (mentor, mentee, kind) in [(me, other, "guide"), (other, me, "guided")] {
        let pair = facts
            .mentoring
            .iter()
            .find(|pair| pair.mentor == *mentor && pair.mentee == *mentee);
        let (mentor, mentee) = (mentor.clone(), mentee.clone());
        let is_mine = pair.is_some_and(|pair| pair.agreed_by.contains(me));
        if !is_mine {
            let key = match (pair.is_some(), kind) {
                (true, _) => Key::AgreeToIt,
                (false, "guide") => Key::OfferToGuide,
                (false, _) => Key::AskToBeGuided,
            };
            let command = Command::AgreeMentoring {
                mentor: mentor.clone(),
                mentee: mentee.clone(),
            };
            let about = [kind, "-", other.as_str()].concat();
            acts.push(
                Act::new(around.slice, "mentoring", about, key)
                    .of(name)
                    .said(Key::MentoringSaid)
                    .does(command),
            );
        }
        if pair.is_some() {
            let about = [kind, "-", other.as_str()].concat();
            acts.push(
                Act::new(around.slice, "end-mentoring", about, Key::EndMentoring)
                    .of(name)
                    .said(Key::MentoringEnded)
                    .does(Command::EndMentoring { mentor, mentee }),
            );
        }
    }
    acts
}

fn give_role(widget: &Widget, slice: &SliceId, id: &PersonId, name: &str) -> Act {
    let person = id.clone();
    Act::new(slice, "give-role", id.as_str(), Key::GiveRole)
        .of(name)
        .ask(Ask::open_choice(
            widget,
            "role",
            Key::WhichRole,
            options(widget, &ROLES),
        ))
        .ask(Ask::number("protected_minutes", Key::ProtectedMinutes).hint(Key::ProtectedHint))
        .ask(Ask::line("recognised_by", Key::RecognisedBy).hint(Key::RecognisedHint))
        .send(Key::GiveIt)
        .said(Key::RoleGiven)
        .makes(move |form| {
            Ok(Command::GiveRole {
                person: person.clone(),
                role: chosen(&ROLES, form.typed("role")),
                protected_minutes: number(form, "protected_minutes")?,
                recognised_by: form.optional("recognised_by"),
            })
        })
}

fn role_name(widget: &Widget, role: Role) -> &'static str {
    super::super::words::word(&ROLES, &role).map_or("", |key| widget.say(key))
}

/// Gives a role of one's own to somebody else.
pub(in super::super) fn hand_over(widget: &Widget, slice: &SliceId, role: Role) -> Act {
    let others = members(widget, slice, false);
    let word = role_name(widget, role);
    Act::new(slice, "hand-over", word, Key::HandOverRole)
        .of(word)
        .ask(Ask::open_choice(widget, "person", Key::ToWhomNow, others))
        .send(Key::HandItOver)
        .said(Key::RoleHandedOver)
        .makes(move |form| {
            Ok(Command::HandOverRole {
                person: person_in(form, "person").ok_or(("person", Key::FillIn))?,
                role,
            })
        })
}

fn end_role(widget: &Widget, slice: &SliceId, id: &PersonId, role: Role, name: &str) -> Act {
    let word = role_name(widget, role);
    Act::new(
        slice,
        "end-role",
        [id.as_str(), "-", word].concat(),
        Key::EndRole,
    )
    .of([word, ", ", name].concat())
    .lead(Key::EndRoleWhatNext)
    .said(Key::RoleEnded)
    .does(Command::EndRole {
        person: id.clone(),
        role,
    })
}
