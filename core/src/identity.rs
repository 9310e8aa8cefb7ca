//! Who people say they are in a community, and whether its purpose is theirs.

use serde::Serialize;

use crate::activity::{Activity, Kind, PulseItem};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft};
use crate::id::PersonId;
use crate::membership::Membership;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::{Field, TextRef};
use crate::time::Timestamp;

/// Who people say they are, and whether the purpose is theirs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Identity {
    /// What members said of themselves last, by person.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub introductions: SortedMap<PersonId, TextRef>,
    /// The version of the purpose that each endorsed last, by person.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub endorsed: SortedMap<PersonId, u32>,
    /// How often each answer was given to the pulse, 1 first, by month and item. Nobody knows by whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pulse: Vec<Pulse>,
}

reads!(Identity {
    introductions,
    endorsed,
    pulse
});

/// The answers of one month to one item of the pulse.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pulse {
    /// The first of the month.
    pub month: Timestamp,
    /// What was asked.
    pub item: PulseItem,
    /// How often each answer was given, from 1 to 7.
    pub counts: Vec<u32>,
}

reads!(Pulse {
    month,
    item,
    counts
});

/// The greatest answer to the pulse.
pub const MAX_PULSE: u32 = 7;

impl Identity {
    /// The answers to the pulse, oldest month first.
    #[must_use]
    pub fn pulse(&self) -> &[Pulse] {
        &self.pulse
    }

    /// Those who endorse a version of the purpose, by id.
    pub fn endorsing(&self, version: u32) -> impl Iterator<Item = &PersonId> {
        self.endorsed
            .iter()
            .filter(move |(_, endorsed)| **endorsed == version)
            .map(|(person, _)| person)
    }

    pub(crate) fn decide(
        &self,
        membership: &Membership,
        version: u32,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        membership.must_be_member(by)?;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::IntroduceSelf { text } => {
                let text = draft.text(Field::Text, text)?;
                draft.record(Kind::SelfIntroduced { text });
            }
            Command::EndorsePurpose { version: read } => {
                if *read != version {
                    return Err(Refusal::PurposeRevisedSince);
                }
                if self.endorsed.get(by) != Some(read) {
                    draft.record(Kind::PurposeEndorsed { version: *read });
                }
            }
            Command::WithdrawEndorsement => {
                if let Some(&version) = self.endorsed.get(by) {
                    draft.record(Kind::EndorsementWithdrawn { version });
                }
            }
            Command::AnswerPulse { item, value } => {
                if !(1..=MAX_PULSE).contains(value) {
                    return Err(Refusal::OutOfRange {
                        min: 1,
                        max: MAX_PULSE,
                    });
                }
                draft.record_for_nobody(Kind::PulseAnswered {
                    item: *item,
                    value: *value,
                });
            }
            _ => unreachable!("the community hands over what is about identity only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match (&activity.what, &activity.actor) {
            (Kind::SelfIntroduced { text }, Some(person)) => {
                self.introductions.insert(person.clone(), *text);
            }
            (Kind::PurposeEndorsed { version }, Some(person)) => {
                self.endorsed.insert(person.clone(), *version);
            }
            (Kind::EndorsementWithdrawn { .. } | Kind::Left, Some(person)) => {
                self.endorsed.remove(person);
            }
            (Kind::PulseAnswered { item, value }, _) => self.count(activity.at, *item, *value),
            _ => {}
        }
    }

    fn count(&mut self, at: Timestamp, item: PulseItem, value: u32) {
        let month = at.month_utc();
        let nth = (0..MAX_PULSE).find(|nth| nth + 1 == value);
        let at = self
            .pulse
            .iter()
            .position(|pulse| (pulse.month, pulse.item) >= (month, item));
        let at = at.unwrap_or(self.pulse.len());
        if self
            .pulse
            .get(at)
            .is_none_or(|pulse| (pulse.month, pulse.item) != (month, item))
        {
            let counts = vec![0; MAX_PULSE as usize];
            self.pulse.insert(
                at,
                Pulse {
                    month,
                    item,
                    counts,
                },
            );
        }
        if let Some(nth) = nth {
            self.pulse[at].counts[nth as usize] += 1;
        }
    }

    /// What somebody may see: the pulse is for nobody before it is published.
    pub(crate) fn excerpt(&self, person: Option<&PersonId>) -> Identity {
        match person {
            Some(_) => Identity {
                introductions: self.introductions.clone(),
                endorsed: self.endorsed.clone(),
                pulse: Vec::new(),
            },
            None => Identity::default(),
        }
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.introductions.keys().cloned());
        people.extend(self.endorsed.keys().cloned());
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend(self.introductions.values().copied());
    }
}

#[cfg(test)]
mod tests;
