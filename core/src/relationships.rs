//! How people are with each other: who is away, what each allows, who welcomed, introduced and guides whom.

use serde::Serialize;

use crate::activity::{Activity, Kind, Preference};
use crate::command::{Command, Intent};
use crate::decision::{Decision, Draft};
use crate::id::{ContributionId, PersonId};
use crate::membership::Membership;
use crate::reads;
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};
use crate::text::{Field, TextRef};
use crate::time::{CivilDate, Timestamp};

/// How people are with each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Relationships {
    /// Those who are away, by id.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub away: SortedMap<PersonId, Absence>,
    /// What members said they allow or do not, by id. What is not in it is as by default.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub preferences: SortedMap<PersonId, Preferences>,
    /// Who was welcomed, by id: by whom, and with which words last.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub welcomes: SortedMap<PersonId, Welcome>,
    /// Who was introduced to whom, the lesser id first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub introductions: Vec<Introduction>,
    /// Who guides whom, by one's or both's word.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub mentoring: Vec<Mentoring>,
    /// When somebody who keeps the community going last spoke with each, by id.
    #[serde(skip_serializing_if = "SortedMap::is_empty")]
    pub contacts: SortedMap<PersonId, Timestamp>,
}

reads!(Relationships {
    away,
    preferences,
    welcomes,
    introductions,
    mentoring,
    contacts
});

/// When somebody is away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Absence {
    /// From which day.
    pub from: CivilDate,
    /// To which day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<CivilDate>,
}

reads!(Absence { from, until });

impl Absence {
    /// Whether a day lies in it.
    #[must_use]
    pub fn covers(&self, day: CivilDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// What somebody said they allow, and what they said they do not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Preferences {
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    allowed: SortedSet<Preference>,
    #[serde(skip_serializing_if = "SortedSet::is_empty")]
    refused: SortedSet<Preference>,
}

reads!(Preferences { allowed, refused });

impl Preferences {
    fn only(&self, preference: Preference) -> Self {
        let of = |said: &SortedSet<Preference>| {
            said.contains(&preference)
                .then_some(preference)
                .into_iter()
                .collect()
        };
        Self {
            allowed: of(&self.allowed),
            refused: of(&self.refused),
        }
    }
}

/// How somebody was welcomed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Welcome {
    /// By whom.
    pub by: SortedSet<PersonId>,
    /// With which words last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<TextRef>,
    /// On what they said first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_reply_to: Option<ContributionId>,
}

reads!(Welcome {
    by,
    message,
    in_reply_to
});

/// Two people who were brought together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Introduction {
    /// The one.
    pub one: PersonId,
    /// The other.
    pub other: PersonId,
    /// When, last.
    pub at: Timestamp,
    /// By whom, last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// What they have to do with each other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<TextRef>,
}

reads!(Introduction {
    one,
    other,
    at,
    by,
    reason
});

/// One who guides another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mentoring {
    /// Who guides.
    pub mentor: PersonId,
    /// Who is guided.
    pub mentee: PersonId,
    /// Which of the two said so.
    pub agreed_by: SortedSet<PersonId>,
    /// Since when.
    pub since: Timestamp,
}

reads!(Mentoring {
    mentor,
    mentee,
    agreed_by,
    since
});

impl Mentoring {
    /// Whether both said so.
    #[must_use]
    pub fn is_agreed(&self) -> bool {
        self.agreed_by.contains(&self.mentor) && self.agreed_by.contains(&self.mentee)
    }

    fn is_of(&self, mentor: &PersonId, mentee: &PersonId) -> bool {
        self.mentor == *mentor && self.mentee == *mentee
    }
}

impl Relationships {
    /// Whether a person allows something; what they never spoke of is as by default.
    #[must_use]
    pub fn allows(&self, person: &PersonId, preference: Preference) -> bool {
        match self.preferences.get(person) {
            Some(said) if said.allowed.contains(&preference) => true,
            Some(said) if said.refused.contains(&preference) => false,
            _ => preference.default_allowed(),
        }
    }

    /// Whether a person is away on a day.
    #[must_use]
    pub fn is_away(&self, person: &PersonId, day: CivilDate) -> bool {
        self.away
            .get(person)
            .is_some_and(|absence| absence.covers(day))
    }

    fn pair(&self, mentor: &PersonId, mentee: &PersonId) -> Option<&Mentoring> {
        self.mentoring
            .iter()
            .find(|pair| pair.is_of(mentor, mentee))
    }

    pub(crate) fn decide(
        &self,
        membership: &Membership,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let by = &intent.by;
        membership.must_be_member(by)?;
        let another = |person: &PersonId| {
            if person == by {
                Err(Refusal::NotOneself)
            } else if membership.is_member(person) {
                Ok(())
            } else {
                Err(Refusal::PersonNotAMember)
            }
        };
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::GoAway { from, until } => {
                if until.is_some_and(|until| until < *from) {
                    return Err(Refusal::DateRange);
                }
                let absence = Absence {
                    from: *from,
                    until: *until,
                };
                if self.away.get(by) != Some(&absence) {
                    draft.record(Kind::Away {
                        from: *from,
                        until: *until,
                    });
                }
            }
            Command::Return => {
                if self.away.contains_key(by) {
                    draft.record(Kind::Returned);
                }
            }
            Command::SetPreference {
                preference,
                allowed,
            } => {
                if self.allows(by, *preference) != *allowed {
                    draft.record_for_stewards(Kind::PreferenceSet {
                        preference: *preference,
                        allowed: *allowed,
                    });
                }
            }
            Command::Welcome {
                person,
                message,
                in_reply_to,
            } => {
                another(person)?;
                let message = draft.optional_text(Field::Message, message.as_deref())?;
                let welcome = self.welcomes.get(person);
                if message.is_some() || !welcome.is_some_and(|welcome| welcome.by.contains(by)) {
                    draft.record(Kind::Welcomed {
                        person: person.clone(),
                        message,
                        in_reply_to: in_reply_to.clone(),
                    });
                }
            }
            Command::Introduce { one, other, reason } => {
                another(one)?;
                another(other)?;
                if one == other {
                    return Err(Refusal::NotOneself);
                }
                if ![one, other]
                    .into_iter()
                    .all(|person| self.allows(person, Preference::Introductions))
                {
                    return Err(Refusal::NoConsent);
                }
                let reason = draft.optional_text(Field::Reason, reason.as_deref())?;
                draft.record(Kind::Introduced {
                    one: one.clone(),
                    other: other.clone(),
                    reason,
                });
            }
            Command::AgreeMentoring { mentor, mentee } => {
                another(other_of(by, mentor, mentee)?)?;
                let pair = self.pair(mentor, mentee);
                if !pair.is_some_and(|pair| pair.agreed_by.contains(by)) {
                    draft.record(Kind::MentoringAgreed {
                        mentor: mentor.clone(),
                        mentee: mentee.clone(),
                    });
                }
            }
            Command::EndMentoring { mentor, mentee } => {
                other_of(by, mentor, mentee)?;
                if self.pair(mentor, mentee).is_some() {
                    draft.record(Kind::MentoringEnded {
                        mentor: mentor.clone(),
                        mentee: mentee.clone(),
                    });
                }
            }
            Command::NoteContact { person } => {
                membership.must_hold(by)?;
                another(person)?;
                draft.record_for_stewards(Kind::ContactNoted {
                    person: person.clone(),
                });
            }
            _ => unreachable!("the community hands over what is between people only"),
        }
        draft.done()
    }

    pub(crate) fn evolve(&mut self, activity: &Activity) {
        let by = activity.actor.as_ref();
        match (&activity.what, by) {
            (Kind::Away { from, until }, Some(person)) => {
                let absence = Absence {
                    from: *from,
                    until: *until,
                };
                self.away.insert(person.clone(), absence);
            }
            (Kind::Returned, Some(person)) => {
                self.away.remove(person);
            }
            (
                Kind::PreferenceSet {
                    preference,
                    allowed,
                },
                Some(person),
            ) => {
                let said = self
                    .preferences
                    .get_or_insert_with(person, Preferences::default);
                let (now, before) = match allowed {
                    true => (&mut said.allowed, &mut said.refused),
                    false => (&mut said.refused, &mut said.allowed),
                };
                now.insert(*preference);
                before.remove(preference);
            }
            (
                Kind::Welcomed {
                    person,
                    message,
                    in_reply_to,
                },
                _,
            ) => {
                let welcome = self.welcomes.get_or_insert_with(person, Welcome::default);
                welcome.by.extend(by.cloned());
                if message.is_some() {
                    welcome.message = *message;
                }
                if in_reply_to.is_some() {
                    welcome.in_reply_to.clone_from(in_reply_to);
                }
            }
            (Kind::Introduced { one, other, reason }, _) => {
                let (one, other) = if one <= other {
                    (one, other)
                } else {
                    (other, one)
                };
                self.introductions
                    .retain(|pair| pair.one != *one || pair.other != *other);
                self.introductions.push(Introduction {
                    one: one.clone(),
                    other: other.clone(),
                    at: activity.at,
                    by: by.cloned(),
                    reason: *reason,
                });
            }
            (Kind::MentoringAgreed { mentor, mentee }, Some(person)) => {
                self.agree(mentor, mentee, person, activity.at);
            }
            (Kind::MentoringEnded { mentor, mentee }, _) => {
                self.mentoring.retain(|pair| !pair.is_of(mentor, mentee));
            }
            (Kind::ContactNoted { person }, _) => {
                self.contacts.insert(person.clone(), activity.at);
            }
            (Kind::Left, Some(person)) => self.leave(person),
            _ => {}
        }
    }

    fn agree(&mut self, mentor: &PersonId, mentee: &PersonId, by: &PersonId, at: Timestamp) {
        if self.pair(mentor, mentee).is_none() {
            self.mentoring.push(Mentoring {
                mentor: mentor.clone(),
                mentee: mentee.clone(),
                agreed_by: SortedSet::new(),
                since: at,
            });
        }
        for pair in &mut self.mentoring {
            if pair.is_of(mentor, mentee) {
                pair.agreed_by.insert(by.clone());
            }
        }
    }

    fn leave(&mut self, person: &PersonId) {
        self.away.remove(person);
        self.preferences.remove(person);
        self.welcomes.remove(person);
        self.contacts.remove(person);
        self.mentoring
            .retain(|pair| pair.mentor != *person && pair.mentee != *person);
    }

    /// What somebody may see: what each allows and with whom somebody spoke is for those who hold the community
    /// and for each themselves.
    pub(crate) fn excerpt(&self, person: Option<&PersonId>, holds: bool) -> Relationships {
        let Some(person) = person else {
            return Relationships::default();
        };
        let mut seen = self.clone();
        if !holds {
            // Whoever brings two people together has to know that both allow it.
            seen.preferences = self
                .preferences
                .iter()
                .map(|(whose, said)| {
                    let said = if whose == person {
                        said.clone()
                    } else {
                        said.only(Preference::Introductions)
                    };
                    (whose.clone(), said)
                })
                .collect();
            seen.contacts = SortedMap::new();
            seen.mentoring.retain(|pair| {
                pair.is_agreed() || pair.mentor == *person || pair.mentee == *person
            });
        }
        seen
    }

    pub(crate) fn people(&self, people: &mut SortedSet<PersonId>) {
        people.extend(self.away.keys().cloned());
        for (person, welcome) in self.welcomes.iter() {
            people.insert(person.clone());
            people.extend(welcome.by.iter().cloned());
        }
        for pair in &self.introductions {
            people.extend([pair.one.clone(), pair.other.clone()]);
            people.extend(pair.by.clone());
        }
        for pair in &self.mentoring {
            people.extend([pair.mentor.clone(), pair.mentee.clone()]);
        }
        people.extend(self.contacts.keys().cloned());
    }

    pub(crate) fn texts(&self, texts: &mut Vec<TextRef>) {
        texts.extend(self.welcomes.values().filter_map(|welcome| welcome.message));
        texts.extend(self.introductions.iter().filter_map(|pair| pair.reason));
    }
}

/// The other of the two, where somebody is one of them.
fn other_of<'a>(
    by: &PersonId,
    mentor: &'a PersonId,
    mentee: &'a PersonId,
) -> Result<&'a PersonId, Refusal> {
    if mentor == by {
        Ok(mentee)
    } else if mentee == by {
        Ok(mentor)
    } else {
        Err(Refusal::NotYours)
    }
}

#[cfg(test)]
mod tests;
