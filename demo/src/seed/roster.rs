//! Who is in a community when: founded by one, joined in waves, left by some.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Access, Role, Visibility};
use cop_core::command::Command;
use cop_core::id::{CommunityId, PersonId};
use cop_core::time::Timestamp;

use super::calendar::{Calendar, days_between};
use super::plan::Plan;
use super::population::Person;
use super::random::Random;
use crate::content::phrases::{DECLINES, NOTES, REASONS, WELCOMES};
use crate::content::{CommunityText, people::CAST};

/// A community's people over the years.
#[derive(Debug)]
pub struct Roster<'a> {
    /// What the community is.
    pub text: &'static CommunityText,
    /// Its id.
    pub id: CommunityId,
    /// When it began.
    pub founded: Timestamp,
    /// Who holds it, the steward first.
    pub holders: Vec<&'a Person>,
    keyed: BTreeMap<&'static str, &'a Person>,
    spells: Vec<Spell<'a>>,
    /// Everybody who ever joined, asked or followed.
    known: BTreeSet<PersonId>,
}

/// The time that somebody is a member.
#[derive(Debug)]
struct Spell<'a> {
    person: &'a Person,
    from: Timestamp,
    to: Option<Timestamp>,
    /// How much they say, compared with others.
    voice: u32,
}

impl<'a> Roster<'a> {
    /// Draws who comes when, and plans it.
    pub fn draw(
        text: &'static CommunityText,
        people: &'a [Person],
        calendar: Calendar,
        plan: &mut Plan,
    ) -> Self {
        let mut random = Random::named(text.id);
        let keyed = keyed(text, people, &mut random);
        let founded = calendar.day(i64::from(text.months) * 304 / 10, &mut random);
        let mut roster = Self {
            text,
            id: CommunityId::parse(text.id).expect("ids in the texts are ids"),
            founded,
            holders: text.held_by.iter().map(|key| keyed[key]).collect(),
            keyed,
            spells: Vec::new(),
            known: BTreeSet::new(),
        };
        roster.found(calendar, plan, &mut random);
        roster.fill(people, calendar, plan, &mut random);
        roster.turn_some_down(people, calendar, plan, &mut random);
        roster.follow(people, calendar, plan, &mut random);
        roster
    }

    /// The person whom texts of this community call so.
    #[must_use]
    pub fn by_key(&self, key: &str) -> &'a Person {
        self.keyed
            .get(key)
            .unwrap_or_else(|| panic!("{}: nobody is called {key}", self.text.id))
    }

    /// Members at a moment, who came at least a day before.
    pub fn members_at(&self, at: Timestamp) -> impl Iterator<Item = &'a Person> {
        self.voices_at(at).map(|(person, _)| person)
    }

    /// Members at a moment with how much they say.
    pub fn voices_at(&self, at: Timestamp) -> impl Iterator<Item = (&'a Person, u32)> {
        self.spells
            .iter()
            .filter(move |spell| spell.from.plus_days(1) < at && spell.to.is_none_or(|to| at < to))
            .map(|spell| (spell.person, spell.voice))
    }

    /// Somebody who may plan meetings and let people in at a moment.
    #[must_use]
    pub fn holder_at(&self, at: Timestamp, random: &mut Random) -> &'a Person {
        let n_here = self
            .holders
            .iter()
            .filter(|holder| self.held_from(holder).plus_days(7) < at)
            .count();
        self.holders[random.below(n_here.max(1))]
    }

    /// When people first came, for what is known of them by then.
    pub fn arrivals(&self) -> impl Iterator<Item = (&PersonId, Timestamp)> {
        self.spells
            .iter()
            .map(|spell| (&spell.person.id, spell.from))
    }

    /// Whether somebody ever joined, asked or followed.
    #[must_use]
    pub fn knows(&self, person: &PersonId) -> bool {
        self.known.contains(person)
    }

    fn held_from(&self, holder: &Person) -> Timestamp {
        self.spells
            .iter()
            .find(|spell| spell.person.id == holder.id)
            .map_or(self.founded, |spell| spell.from)
    }

    fn found(&mut self, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
        let text = self.text;
        let steward = &self.holders[0].id;
        plan.add(
            self.founded,
            steward,
            &self.id,
            Command::FoundCommunity {
                zone: None,
                name: text.name.to_owned(),
                domain: text.domain.to_owned(),
                // Said later, when there was somebody to say it with.
                for_whom: None,
                what_we_do: None,
                terms: text.terms.iter().map(|&term| term.to_owned()).collect(),
                visibility: text.visibility,
                access: text.access,
            },
        );
        self.known.insert(steward.clone());
        self.spells.push(Spell {
            person: self.holders[0],
            from: self.founded,
            to: None,
            voice: 8,
        });
        for holder in self.holders.clone().into_iter().skip(1) {
            let from = self.founded.plus_minutes(random.between(2_000, 12_000));
            self.come(holder, from, None, 8, plan, random);
            plan.add(
                calendar.before_now(from.plus_minutes(random.between(900, 4_000))),
                steward,
                &self.id,
                Command::GiveRole {
                    protected_minutes: random.chance(40).then_some(90),
                    recognised_by: holder
                        .place
                        .filter(|_| random.chance(60))
                        .map(str::to_owned),
                    person: holder.id.clone(),
                    role: Role::Facilitator,
                },
            );
        }
    }

    /// Those whom the texts name come early and stay; the others come in waves, and a quarter of them leave.
    fn fill(
        &mut self,
        people: &'a [Person],
        calendar: Calendar,
        plan: &mut Plan,
        random: &mut Random,
    ) {
        let age = days_between(self.founded, calendar.now);
        let named: Vec<&Person> = self.keyed.values().copied().collect();
        for person in named {
            if self.holders.iter().all(|holder| holder.id != person.id) {
                let days = random.between(12, (age / 3).max(20));
                let at = self
                    .founded
                    .plus_days(days)
                    .plus_minutes(random.between(1, 500));
                self.come(person, at, None, 5, plan, random);
            }
        }
        let waves: Vec<i64> = (0..=age / 200)
            .map(|_| random.between(10, age - 8))
            .collect();
        let n_more = (self.text.size * 4 / 3).saturating_sub(self.known.len());
        for _ in 0..n_more {
            let person = self.newcomer(people, random);
            let wave = random.pick(&waves);
            let days = if random.chance(70) {
                wave + random.between(0, 12)
            } else {
                random.between(10, age - 6)
            };
            let from = calendar.day((age - days).max(6), random);
            let stays = days_between(from, calendar.now);
            let to = (stays > 120 && random.chance(32))
                .then(|| calendar.day(random.between(3, stays - 90), random));
            let voice = random.pick(&[1, 1, 1, 1, 2, 2, 3, 5, 9]);
            self.come(person, from, to, voice, plan, random);
        }
    }

    /// Somebody who has had nothing to do with the community so far.
    fn newcomer(&mut self, people: &'a [Person], random: &mut Random) -> &'a Person {
        let weight = |person: &Person| {
            // The cast is only where a text names it.
            if self.knows(&person.id) || CAST.iter().any(|cast| cast.key == person.key) {
                0
            } else if self.text.draws.contains(&person.key) {
                10
            } else if self.text.visibility == Visibility::Members {
                0
            } else {
                1
            }
        };
        let weights: Vec<u32> = people.iter().map(weight).collect();
        let person = &people[random.weighted(weights.into_iter())];
        self.known.insert(person.id.clone());
        person
    }

    fn come(
        &mut self,
        person: &'a Person,
        from: Timestamp,
        to: Option<Timestamp>,
        voice: u32,
        plan: &mut Plan,
        random: &mut Random,
    ) {
        let steward = &self.holders[0].id;
        match self.text.access {
            Access::Open => {
                let note = random.chance(45).then(|| random.pick(&NOTES).to_owned());
                plan.add(from, &person.id, &self.id, Command::Join { note });
            }
            Access::OnRequest => {
                let asked = from
                    .plus_minutes(-random.between(30, 1_200))
                    .max(self.founded);
                let reason = random.pick(&REASONS).to_owned();
                plan.add(asked, &person.id, &self.id, Command::AskToJoin { reason });
                let message = random.chance(70).then(|| random.pick(&WELCOMES).to_owned());
                let person = person.id.clone();
                plan.add(
                    from,
                    steward,
                    &self.id,
                    Command::ApproveRequest { person, message },
                );
            }
            Access::ByInvitation => {
                let asked = from
                    .plus_minutes(-random.between(30, 1_200))
                    .max(self.founded);
                let invited = person.id.clone();
                plan.add(
                    asked,
                    steward,
                    &self.id,
                    Command::Invite { person: invited },
                );
                plan.add(from, &person.id, &self.id, Command::Join { note: None });
            }
        }
        if let Some(to) = to {
            plan.add(to, &person.id, &self.id, Command::Leave);
        }
        self.known.insert(person.id.clone());
        self.spells.push(Spell {
            person,
            from,
            to,
            voice,
        });
    }

    fn turn_some_down(
        &mut self,
        people: &'a [Person],
        calendar: Calendar,
        plan: &mut Plan,
        random: &mut Random,
    ) {
        if self.text.access != Access::OnRequest {
            return;
        }
        for message in DECLINES {
            let person = self.newcomer(people, random);
            let asked = calendar.day(random.between(20, 400), random);
            let reason = random.pick(&REASONS).to_owned();
            plan.add(asked, &person.id, &self.id, Command::AskToJoin { reason });
            plan.add(
                asked.plus_minutes(random.between(300, 4_000)),
                &self.holders[0].id,
                &self.id,
                Command::DeclineRequest {
                    person: person.id.clone(),
                    message: message.to_owned(),
                },
            );
        }
        let person = self.newcomer(people, random);
        let asked = calendar.day(random.between(20, 200), random);
        let reason = random.pick(&REASONS).to_owned();
        plan.add(asked, &person.id, &self.id, Command::AskToJoin { reason });
        let later = asked.plus_minutes(95);
        plan.add(later, &person.id, &self.id, Command::WithdrawRequest);
    }

    fn follow(
        &mut self,
        people: &'a [Person],
        calendar: Calendar,
        plan: &mut Plan,
        random: &mut Random,
    ) {
        if self.text.visibility == Visibility::Members {
            return;
        }
        for nth in 0..self.text.size / 6 {
            let person = self.newcomer(people, random);
            let age = days_between(self.founded, calendar.now);
            let at = calendar.day(random.between(2, age - 10), random);
            plan.add(at, &person.id, &self.id, Command::Follow);
            if nth % 7 == 4 {
                let later = calendar.before_now(at.plus_days(60));
                plan.add(later, &person.id, &self.id, Command::Unfollow);
            }
        }
    }
}

/// The people whom the texts of a community refer to, each key always the same person.
fn keyed<'a>(
    text: &'static CommunityText,
    people: &'a [Person],
    random: &mut Random,
) -> BTreeMap<&'static str, &'a Person> {
    let mut keys: Vec<&'static str> = text.held_by.to_vec();
    for problem in text.problems {
        keys.push(problem.by);
        for turn in problem.turns {
            keys.push(turn.by);
            keys.extend(turn.changed);
        }
    }
    let mut keyed: BTreeMap<&'static str, &'a Person> = BTreeMap::new();
    for key in keys {
        if keyed.contains_key(key) {
            continue;
        }
        // "nurse 2" is a nurse, and another one than "nurse".
        let kind = key
            .trim_end_matches(|letter: char| letter.is_ascii_digit())
            .trim_end();
        let choices: Vec<&Person> = people
            .iter()
            .filter(|person| person.key == kind)
            .filter(|person| keyed.values().all(|other| other.id != person.id))
            .collect();
        assert!(!choices.is_empty(), "{}: there is no {kind}", text.id);
        keyed.insert(key, random.pick(&choices));
    }
    keyed
}
