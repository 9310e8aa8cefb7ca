//! How I stand to a community: whether its purpose is mine, when I am away, what I allow.

use std::rc::Rc;

use cop_core::activity::{Preference, PulseItem};
use cop_core::command::Command;
use cop_core::id::CommunityId;
use cop_core::membership::Standing;
use cop_core::relationships::Absence;
use cop_core::view::{self, CommunityView, Seen};

use super::super::{community, leaving, link, meta, not_here};
use super::act::{Act, Wrong, day, offers};
use super::ask::{Ask, Named};
use super::own;
use super::trace::part;
use super::words::{PREFERENCES, ROLES, word};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::{Route, Tab};
use crate::session::{Known, SliceId};
use crate::when;
use crate::widget::{Deed, Widget};

/// What the reader said about themselves here.
struct Stand {
    version: u32,
    endorsed: Option<u32>,
    absence: Option<Absence>,
    allowed: Vec<(Preference, bool)>,
}

fn stand(seen: &Seen<'_>) -> Option<Stand> {
    let me = seen.by?;
    let between = &seen.community.fabric.relationships;
    Some(Stand {
        version: seen.community.frame.version,
        endorsed: seen.community.fabric.identity.endorsed.get(me).copied(),
        absence: between.away.get(me).copied(),
        allowed: PREFERENCES
            .iter()
            .map(|(preference, _)| (*preference, between.allows(me, *preference)))
            .collect(),
    })
}

/// How the reader stands to a community.
pub(super) fn screen(widget: &Rc<Widget>, id: &CommunityId) -> El {
    let slice = SliceId::of(id);
    let known = widget
        .session
        .look(&slice, |seen| (view::community(seen), stand(seen)));
    let (shown, stand) = match known {
        Known::Here(both) => both,
        known => return not_here(widget, &known),
    };
    let page = community::part(widget, &shown, Tab::Place, Key::MyPlaceHere);
    let all = el("p")
        .key("all")
        .child(link(widget, Route::Mine).text(widget.say(Key::AllThatIsMine)));
    match (&stand, shown.standing) {
        (Some(stand), Some(Standing::Member)) => page
            .maybe(roles(widget, &shown))
            .child(purpose(widget, &slice, &shown, stand))
            .child(absence(widget, &slice, stand))
            .child(preferences(widget, &slice, stand))
            .child(pulse(widget, &slice))
            .child(own::about_you(widget, &slice))
            .child(all)
            .child(leaving::leave(widget, &shown)),
        (_, Some(Standing::Observer)) => {
            let unfollow = Act::new(&slice, "unfollow", "", Key::Unfollow)
                .said(Key::FollowsNoLonger)
                .does(Command::Unfollow);
            page.child(meta(widget.say(Key::YouFollow)))
                .maybe(offers(widget, vec![unfollow]))
                .child(all)
        }
        _ => page
            .child(meta(widget.say(Key::PlaceForMembers)))
            .child(all),
    }
}

fn roles(widget: &Rc<Widget>, shown: &CommunityView) -> Option<El> {
    let roles: Vec<String> = shown
        .roles
        .iter()
        .filter_map(|role| word(&ROLES, role))
        .map(|key| widget.say(key).to_owned())
        .collect();
    (!roles.is_empty()).then(|| {
        let roles = widget.look(|ui| ui.texts.list(&roles));
        let people = Route::Community(shown.id.clone(), Tab::People);
        el("p")
            .key("roles")
            .text(widget.fill(Key::YourRoles, &[("roles", &roles)]))
            .text(" ")
            .child(link(widget, people).text(widget.say(Key::HandOverThere)))
    })
}

fn purpose(widget: &Rc<Widget>, slice: &SliceId, shown: &CommunityView, stand: &Stand) -> El {
    let is_endorsed = stand.endorsed == Some(stand.version);
    let act = if is_endorsed {
        Act::new(slice, "withdraw", "", Key::WithdrawEndorsement)
            .said(Key::EndorsementWithdrawn)
            .does(Command::WithdrawEndorsement)
    } else {
        Act::new(slice, "endorse", "", Key::EndorsePurpose)
            .said(Key::PurposeEndorsed)
            .does(Command::EndorsePurpose {
                version: stand.version,
            })
    };
    let says = match (is_endorsed, stand.endorsed) {
        (true, _) => Key::PurposeIsMine,
        (false, Some(_)) => Key::PurposeChangedSince,
        (false, None) => Key::IsPurposeMine,
    };
    part(widget, "purpose", Key::WhatWeAreFor)
        .children(
            [&shown.domain, &shown.what_we_do]
                .into_iter()
                .flatten()
                .map(|text| el("blockquote").attr("dir", "auto").text(text.clone())),
        )
        .child(el("p").text(widget.say(says)))
        .maybe(offers(widget, vec![act]))
}

/// Says when one is away; `about` tells it from the same act elsewhere on the screen.
pub(super) fn go_away(widget: &Widget, slice: &SliceId, about: &str) -> Act {
    let today = widget.session.now().date_utc().to_string();
    Act::new(slice, "away", about, Key::GoAway)
        .ask(Ask::day("from", Key::AwayFrom).needed().with(today))
        .ask(Ask::day("until", Key::AwayUntil))
        .send(Key::SaySo)
        .said(Key::YouAreAway)
        .makes(|form| {
            Ok(Command::GoAway {
                from: day(form, "from")?.ok_or(("from", Key::FillIn))?,
                until: day(form, "until")?,
            })
        })
}

fn absence(widget: &Rc<Widget>, slice: &SliceId, stand: &Stand) -> El {
    let go = go_away(widget, slice, "");
    let back = Act::new(slice, "back", "", Key::ComeBack)
        .said(Key::YouAreBack)
        .does(Command::Return);
    let says = stand.absence.map(|absence| {
        let written = |date: cop_core::time::CivilDate| {
            let midday = [&date.to_string(), "T12:00:00Z"].concat();
            cop_core::time::Timestamp::parse(&midday).map_or_else(
                |_| date.to_string(),
                |at| widget.look(|ui| when::short_day(&ui.texts, at)),
            )
        };
        match absence.until {
            Some(until) => widget.fill(
                Key::AwayFromUntil,
                &[("from", &written(absence.from)), ("until", &written(until))],
            ),
            None => widget.fill(Key::AwaySince, &[("from", &written(absence.from))]),
        }
    });
    let acts = match stand.absence {
        Some(_) => vec![back, go],
        None => vec![go],
    };
    part(widget, "away", Key::WhenIAmAway)
        .child(meta(
            says.unwrap_or_else(|| widget.say(Key::AwayWhatFor).to_owned()),
        ))
        .maybe(offers(widget, acts))
}

/// What the reader allows: each box acts at once.
fn preferences(widget: &Rc<Widget>, slice: &SliceId, stand: &Stand) -> El {
    let boxes = stand
        .allowed
        .iter()
        .enumerate()
        .map(|(nth, (preference, allowed))| {
            let (preference, allowed) = (*preference, *allowed);
            let (ticking, slice) = (Rc::clone(widget), slice.clone());
            let id = ["allow-", &nth.to_string()].concat();
            let tick = el("input")
                .attr("type", "checkbox")
                .id(id.clone())
                .flag("checked", allowed)
                .on("change", move |_| {
                    ticking.act(Deed {
                        slice: slice.clone(),
                        command: Command::SetPreference {
                            preference,
                            allowed: !allowed,
                        },
                        form: None,
                        said: None,
                        focus: None,
                    });
                });
            let label = word(&PREFERENCES, &preference).map_or("", |key| widget.say(key));
            el("li").key(id.clone()).child(
                el("label")
                    .class("tick")
                    .attr("for", id)
                    .child(tick)
                    .child(el("span").text(label)),
            )
        });
    part(widget, "preferences", Key::WhatIAllow)
        .child(meta(widget.say(Key::AllowLead)))
        .child(el("ul").class("ticks").children(boxes))
}

/// Two questions, of which nobody learns who answered what.
fn pulse(widget: &Rc<Widget>, slice: &SliceId) -> El {
    let answers: Vec<Named> = (1..=7)
        .map(|value: u32| {
            let key = match value {
                1 => Some(Key::PulseLeast),
                7 => Some(Key::PulseMost),
                _ => None,
            };
            let value = value.to_string();
            let label = match key {
                Some(key) => [&value, ": ", widget.say(key)].concat(),
                None => value.clone(),
            };
            (value, label)
        })
        .collect();
    let questions = [
        (
            PulseItem::Identification,
            "identification",
            Key::PulseIdentification,
        ),
        (PulseItem::SharedPurpose, "purpose", Key::PulsePurpose),
    ];
    let acts = questions
        .into_iter()
        .map(|(item, about, key)| {
            Act::new(slice, "pulse", about, key)
                .ask(Ask::open_choice(
                    widget,
                    "value",
                    Key::HowMuch,
                    answers.clone(),
                ))
                .send(Key::AnswerIt)
                .said(Key::PulseAnswered)
                .makes(move |form| -> Result<Command, Wrong> {
                    Ok(Command::AnswerPulse {
                        item,
                        value: form.typed("value").parse().unwrap_or(4),
                    })
                })
        })
        .collect();
    part(widget, "pulse", Key::Pulse)
        .child(meta(widget.say(Key::PulseLead)))
        .maybe(offers(widget, acts))
}
