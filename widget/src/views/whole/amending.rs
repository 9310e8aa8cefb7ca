//! Putting right, taking back and removing what was recorded before.

use cop_core::activity::{Erasure, Part, RetractionReason};
use cop_core::command::{Command, Patch};
use cop_core::id::ActivityId;

use super::act::{Act, words};
use super::ask::Ask;
use super::words::{PARTS, chosen, options, value_of};
use crate::messages::Key;
use crate::route::Tab;
use crate::session::SliceId;
use crate::widget::Widget;

/// What of something can be put right, as it is now: none where it has nothing of the kind.
#[derive(Clone, Default)]
pub(super) struct Now {
    pub(super) title: Option<String>,
    pub(super) text: Option<String>,
    pub(super) link: Option<String>,
    pub(super) terms: Option<String>,
    pub(super) vantage: Option<String>,
    pub(super) part: Option<Part>,
}

/// Puts something right.
pub(super) fn correct(
    widget: &Widget,
    slice: &SliceId,
    of: ActivityId,
    whose: &str,
    now: Now,
) -> Act {
    let texts = [
        (Ask::line("title", Key::TitleNow).needed(), &now.title),
        (Ask::text("text", Key::TextNow), &now.text),
        (Ask::line("link", Key::Link), &now.link),
        (
            Ask::line("terms", Key::Terms).hint(Key::TermsHint),
            &now.terms,
        ),
        (Ask::line("vantage", Key::SpeakingAsWho), &now.vantage),
    ];
    let asks = texts
        .into_iter()
        .filter_map(|(ask, now)| Some(ask.with(now.as_ref()?.clone())));
    let part = now.part.map(|part| {
        Ask::choice("part", Key::WhichPart, options(widget, &PARTS)).with(value_of(&PARTS, &part))
    });
    let asks: Vec<Ask> = asks.chain(part).collect();
    Act::new(slice, "correct", of.to_string(), Key::Correct)
        .of(whose)
        .asks(asks)
        .said(Key::Corrected)
        .makes(move |form| {
            // Only what differs is said to have been different.
            let typed = |name: &str, before: &Option<String>| {
                let typed = form.typed(name).trim().to_owned();
                before
                    .as_ref()
                    .filter(|before| **before != typed)
                    .map(|_| typed)
            };
            Ok(Command::Correct {
                of,
                patch: Patch {
                    at: None,
                    title: typed("title", &now.title),
                    text: typed("text", &now.text),
                    link: typed("link", &now.link),
                    terms: typed("terms", &now.terms).map(|_| words(form, "terms")),
                    vantage: typed("vantage", &now.vantage),
                    part: now
                        .part
                        .map(|_| chosen(&PARTS, form.typed("part")))
                        .filter(|part| Some(*part) != now.part),
                },
            })
        })
}

/// Takes something back: what others said on it stays.
pub(super) fn retract(
    slice: &SliceId,
    of: ActivityId,
    whose: &str,
    reason: RetractionReason,
) -> Act {
    let (label, lead) = match reason {
        RetractionReason::Moderation => (Key::TakeDown, Key::TakeDownWhatNext),
        RetractionReason::OwnWish | RetractionReason::Mistake => {
            (Key::TakeItBack, Key::TakeBackWhatNext)
        }
    };
    Act::new(slice, "retract", of.to_string(), label)
        .of(whose)
        .lead(lead)
        .takes_away()
        .said(Key::TakenBack)
        .does(Command::Retract { of, reason })
}

/// Removes something with its words.
fn erase(slice: &SliceId, of: ActivityId, whose: &str) -> Act {
    Act::new(slice, "erase", of.to_string(), Key::RemoveForGood)
        .of(whose)
        .lead(Key::RemoveWhatNext)
        .takes_away()
        .said(Key::Removed)
        .does(Command::Erase {
            of: Erasure::Activity(of),
        })
}

/// What may be done with what was recorded before, by whoever did it, or else by those who hold the community.
pub(super) fn amendments(
    widget: &Widget,
    slice: &SliceId,
    of: ActivityId,
    whose: &str,
    (is_mine, holds): (bool, bool),
    now: Now,
) -> Vec<Act> {
    let retract = |reason| retract(slice, of, whose, reason);
    match (is_mine, holds) {
        (true, _) => vec![
            correct(widget, slice, of, whose, now),
            retract(RetractionReason::OwnWish),
            erase(slice, of, whose),
        ],
        (false, true) => vec![retract(RetractionReason::Moderation)],
        (false, false) => Vec::new(),
    }
}

/// The same for what a screen is about: what takes it away leads on to a list.
pub(super) fn of_screen(amendments: Vec<Act>, list: Tab) -> Vec<Act> {
    let lead_on = |act: Act| match act.keeps_what_it_is_about() {
        true => act,
        false => act.leads_to(list),
    };
    amendments.into_iter().map(lead_on).collect()
}
