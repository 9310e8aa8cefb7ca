//! What may be done with events, and by whom.

use super::evolve::once;
use super::{Consent, Event, Events};
use crate::IS_WHOLE;
use crate::activity::{Answer, Audience, Kind};
use crate::command::{Attendance, Command, Intent};
use crate::community::Community;
use crate::decision::{Decision, Draft};
use crate::id::{CommunityId, ContributionId, EventId, PersonId};
use crate::membership::Membership;
use crate::refusal::Refusal;
use crate::schedule::{MAX_MINUTES, Schedule};
use crate::sorted::SortedSet;
use crate::text::Field;
use crate::time::{CivilDateTime, Timestamp};

/// How far back a series may have begun.
const MAX_YEARS_BACK: i64 = 50;

/// Most people whose attendance one command writes down, and most who think through a problem in one room.
const MAX_PEOPLE: u32 = 200;
/// Most people who were there, where nobody wrote down who.
const MAX_HEAD_COUNT: u32 = 100_000;
/// Most people for whom there can be room.
const MAX_CAPACITY: u32 = 1_000_000;

impl Events {
    pub(crate) fn decide(
        &self,
        community: &Community,
        intent: &Intent,
    ) -> Result<Decision, Refusal> {
        let membership = &community.membership;
        let by = &intent.by;
        let mut draft = Draft::new(intent);
        match &intent.command {
            Command::AnswerInvitation {
                event: id,
                occurrence,
                answer,
            } => {
                must_be_in_it(membership, by)?;
                let event = self.must_be_to_come(id, *occurrence, intent.at)?;
                // Who said yes to the series and says so again of one of its times has said it.
                let given = event
                    .answer(by, *occurrence)
                    .or_else(|| event.answer(by, None));
                if given != Some(*answer) {
                    draft.record(Kind::InvitationAnswered {
                        event: id.clone(),
                        occurrence: *occurrence,
                        answer: *answer,
                        as_host: false,
                    });
                }
            }
            _ if !IS_WHOLE => {}
            Command::PlanEvent { .. } => {
                membership.must_hold(by)?;
                plan(community, intent, &mut draft)?;
            }
            Command::ChangeEvent { .. } => {
                membership.must_hold(by)?;
                self.change(community, intent, &mut draft)?;
            }
            Command::CancelEvent {
                event: id,
                occurrence,
                reason,
            } => {
                membership.must_hold(by)?;
                let event = self.must_be_to_come(id, *occurrence, intent.at)?;
                event.must_be_led_here()?;
                let reason = draft.optional_text(Field::Reason, reason.as_deref())?;
                let cancelled = Kind::EventCancelled {
                    event: id.clone(),
                    occurrence: *occurrence,
                    reason,
                };
                event.record_in_both(&mut draft, cancelled);
            }
            Command::AnswerCoHosting { event, accepted } => {
                membership.must_hold(by)?;
                self.answer_co_hosting(&community.id, event, *accepted, intent.at, &mut draft)?;
            }
            Command::RecordAttendance {
                event,
                occurrence,
                people,
            } => {
                must_be_in_it(membership, by)?;
                let event_at = (event, *occurrence);
                self.record_attendance(membership, event_at, people, intent, &mut draft)?;
            }
            Command::ReportEvent { .. } => {
                membership.must_hold(by)?;
                self.report(intent, &mut draft)?;
            }
            Command::RecordSession {
                event,
                occurrence,
                problem,
                participants,
            } => {
                membership.must_be_member(by)?;
                let at = (event, *occurrence);
                let event = self.must_have_begun(at, intent.at)?;
                let worked = session(community, event, at, problem, participants)?;
                if let Some(worked) = worked {
                    draft.record(worked);
                    draft.by_word();
                }
            }
            _ => unreachable!("the community hands over what is about events only"),
        }
        draft.done()
    }

    fn change(
        &self,
        community: &Community,
        intent: &Intent,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let Command::ChangeEvent {
            event: id,
            occurrence,
            schedule,
            place,
            capacity,
            mode,
            form,
            problem,
        } = &intent.command
        else {
            return Ok(());
        };
        if let Some(problem) = problem {
            must_exist(community, problem)?;
        }
        let event = self.must_be_to_come(id, *occurrence, intent.at)?;
        event.must_be_led_here()?;
        // One time of a series does not recur by itself.
        let schedule = match occurrence {
            Some(_) => once(schedule),
            None => schedule.clone(),
        };
        check_schedule(&schedule, *capacity, intent.at)?;
        let place = draft.optional_text(Field::Place, place.as_deref())?;
        let changed = Kind::EventChanged {
            event: id.clone(),
            occurrence: *occurrence,
            schedule,
            place,
            capacity: *capacity,
            mode: *mode,
            form: *form,
            problem: problem.clone(),
        };
        if !event.is_so(&changed) {
            event.record_in_both(draft, changed);
        }
        Ok(())
    }

    fn answer_co_hosting(
        &self,
        here: &CommunityId,
        id: &EventId,
        accepted: bool,
        now: Timestamp,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let event = self
            .events
            .get(id)
            .filter(|event| !event.is_retracted)
            .ok_or(Refusal::NoSuchEvent)?;
        let other = event
            .co_host
            .as_ref()
            .filter(|other| other.is_host)
            .ok_or(Refusal::NoSuchEvent)?;
        match (other.consent, accepted) {
            (Consent::Given, true) | (Consent::Declined | Consent::Withdrawn, false) => {
                return Ok(());
            }
            // The event may have been changed since, so the other community has to ask again.
            (Consent::Declined | Consent::Withdrawn, true) => return Err(Refusal::NoSuchEvent),
            (Consent::Asked, _) | (Consent::Given, false) => {}
        }
        event.must_be_to_come(None, now)?;
        let answered = Kind::InvitationAnswered {
            event: id.clone(),
            occurrence: None,
            answer: if accepted {
                Answer::Accepted
            } else {
                Answer::Declined
            },
            as_host: true,
        };
        let audience = if accepted || other.consent == Consent::Given {
            Audience::Community
        } else {
            Audience::Stewards
        };
        draft.record_in(here, audience, answered.clone());
        if accepted {
            event.announce(id, &other.community, draft);
        }
        draft.record_in(&other.community, Audience::Community, answered);
        Ok(())
    }

    fn record_attendance(
        &self,
        membership: &Membership,
        (id, occurrence): (&EventId, Option<CivilDateTime>),
        people: &[Attendance],
        intent: &Intent,
        draft: &mut Draft<'_>,
    ) -> Result<(), Refusal> {
        let by = &intent.by;
        within(people.len(), 1, MAX_PEOPLE)?;
        let event = self.must_have_begun((id, occurrence), intent.at)?;
        let record = event.record_at(occurrence);
        for (nth, there) in people.iter().enumerate() {
            let person = &there.person;
            if person != by {
                membership.must_hold(by)?;
            }
            if must_be_in_it(membership, person).is_err() {
                return Err(Refusal::PersonNotAMember);
            }
            // Of two entries for somebody the later one counts.
            let is_last = people[nth + 1..]
                .iter()
                .all(|later| later.person != *person);
            let is_known = record
                .and_then(|record| record.attended.get(person))
                .is_some_and(|known| (known.part, known.presence) == (there.part, there.presence));
            if !is_last || is_known {
                continue;
            }
            let attended = Kind::Attended {
                event: id.clone(),
                occurrence,
                part: there.part,
                presence: there.presence,
            };
            if person == by {
                draft.record(attended);
            } else {
                draft.record_for(person, attended);
            }
            draft.by_word();
        }
        Ok(())
    }

    fn report(&self, intent: &Intent, draft: &mut Draft<'_>) -> Result<(), Refusal> {
        let Command::ReportEvent {
            event: id,
            occurrence,
            notes,
            outcome,
            head_count,
        } = &intent.command
        else {
            return Ok(());
        };
        let event = self.must_have_begun((id, *occurrence), intent.at)?;
        if head_count.is_some_and(|n| n > MAX_HEAD_COUNT) {
            return Err(Refusal::OutOfRange {
                min: 0,
                max: MAX_HEAD_COUNT,
            });
        }
        let notes = draft.optional_text(Field::Text, notes.as_deref())?;
        let outcome = draft.optional_text(Field::Text, outcome.as_deref())?;
        let held = event
            .record_at(*occurrence)
            .and_then(|record| record.held.as_ref());
        let says_more = notes.is_some()
            || outcome.is_some()
            || held.is_none_or(|held| head_count.is_some() && *head_count != held.head_count);
        if says_more {
            draft.record(Kind::EventHeld {
                event: id.clone(),
                occurrence: *occurrence,
                notes,
                outcome,
                head_count: *head_count,
            });
            draft.by_word();
        }
        Ok(())
    }

    fn known(&self, id: &EventId) -> Result<&Event, Refusal> {
        self.events
            .get(id)
            .filter(|event| event.is_ours())
            .ok_or(Refusal::NoSuchEvent)
    }

    fn must_be_to_come(
        &self,
        id: &EventId,
        occurrence: Option<CivilDateTime>,
        now: Timestamp,
    ) -> Result<&Event, Refusal> {
        let event = self.known(id)?;
        event.must_be_to_come(occurrence, now)?;
        Ok(event)
    }

    fn must_have_begun(
        &self,
        (id, occurrence): (&EventId, Option<CivilDateTime>),
        now: Timestamp,
    ) -> Result<&Event, Refusal> {
        let event = self.known(id)?;
        event.must_have(occurrence)?;
        if event.state_at(occurrence) != super::EventState::Planned {
            return Err(Refusal::EventAlreadyCancelled);
        }
        if !event.has_begun(occurrence, now) {
            return Err(Refusal::EventNotBegun);
        }
        Ok(event)
    }
}

impl Event {
    fn must_have(&self, occurrence: Option<CivilDateTime>) -> Result<(), Refusal> {
        match occurrence {
            Some(occurrence) if !self.schedule.has(occurrence) => Err(Refusal::NoSuchOccurrence),
            Some(_) | None => Ok(()),
        }
    }

    fn must_be_to_come(
        &self,
        occurrence: Option<CivilDateTime>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        self.must_have(occurrence)?;
        if self.state_at(occurrence) != super::EventState::Planned {
            return Err(Refusal::EventAlreadyCancelled);
        }
        if self.is_over(occurrence, now) {
            return Err(Refusal::EventAlreadyOver);
        }
        Ok(())
    }

    /// Of two communities that hold an event together, the one that planned it changes it; the other can withdraw.
    fn must_be_led_here(&self) -> Result<(), Refusal> {
        match &self.co_host {
            Some(other) if other.is_host => Err(Refusal::RoleNeeded),
            Some(_) | None => Ok(()),
        }
    }

    /// Whether a change leaves everything as it is. Two texts may say the same, but the core does not know texts.
    fn is_so(&self, change: &Kind) -> bool {
        let Kind::EventChanged {
            occurrence,
            schedule,
            place: None,
            capacity,
            mode,
            form,
            problem,
            ..
        } = change
        else {
            return false;
        };
        let moved = self.moved(*occurrence);
        let is_mode = moved.and_then(|moved| moved.mode).unwrap_or(self.mode);
        let is_form = moved.and_then(|moved| moved.form).unwrap_or(self.form);
        let is_about = moved.and_then(|moved| moved.problem.as_ref());
        if mode.is_some_and(|mode| mode != is_mode)
            || form.is_some_and(|form| form != is_form)
            || (problem.is_some() && problem.as_ref() != is_about.or(self.problem.as_ref()))
        {
            return false;
        }
        let is = match (occurrence, self.moved(*occurrence)) {
            (None, _) => Some((&self.schedule, self.place, self.capacity)),
            (Some(_), Some(moved)) => Some((&moved.schedule, moved.place, moved.capacity)),
            (Some(_), None) => None,
        };
        is == Some((schedule, None, *capacity))
    }

    /// Records what happened to it here and with the community that holds it too, or was asked to.
    fn record_in_both(&self, draft: &mut Draft<'_>, what: Kind) {
        let mut there = what.clone();
        if let Kind::EventChanged { problem, .. } = &mut there {
            // The other community has other problems.
            *problem = None;
        }
        if let Some(other) = &self.co_host {
            match other.consent {
                Consent::Asked => {
                    draft.record_in(&other.community, Audience::Stewards, there);
                }
                Consent::Given => {
                    draft.record_in(&other.community, Audience::Community, there);
                }
                Consent::Declined | Consent::Withdrawn => {}
            }
        }
        draft.record(what);
    }

    /// Plans it for all of the community that was asked, whose people were not told of the proposal.
    fn announce(&self, id: &EventId, host: &CommunityId, draft: &mut Draft<'_>) {
        let Some(title) = self.title else { return };
        draft.record(Kind::EventPlanned {
            event: id.clone(),
            title,
            form: self.form,
            mode: self.mode,
            schedule: self.schedule.clone(),
            place: self.place,
            capacity: self.capacity,
            problem: None,
            with: None,
            host: Some(host.clone()),
        });
        for (occurrence, occasion) in self.occasions() {
            if let Some(moved) = &occasion.moved {
                draft.record(Kind::EventChanged {
                    event: id.clone(),
                    occurrence: Some(occurrence),
                    schedule: moved.schedule.clone(),
                    place: moved.place,
                    capacity: moved.capacity,
                    mode: moved.mode,
                    form: moved.form,
                    problem: None,
                });
            }
            if occasion.is_cancelled() {
                draft.record(Kind::EventCancelled {
                    event: id.clone(),
                    occurrence: Some(occurrence),
                    reason: occasion.state.reason(),
                });
            }
        }
    }
}

fn plan(community: &Community, intent: &Intent, draft: &mut Draft<'_>) -> Result<(), Refusal> {
    let Command::PlanEvent {
        title,
        form,
        mode,
        schedule,
        place,
        capacity,
        problem,
        with,
    } = &intent.command
    else {
        return Ok(());
    };
    check_schedule(schedule, *capacity, intent.at)?;
    if let Some(problem) = problem {
        must_exist(community, problem)?;
    }
    let event = draft.ids.event();
    let title = draft.text(Field::Title, title)?;
    let place = draft.optional_text(Field::Place, place.as_deref())?;
    // What it is about is in this community alone.
    let planned = |problem, with, host| Kind::EventPlanned {
        event: event.clone(),
        title,
        form: *form,
        mode: *mode,
        schedule: schedule.clone(),
        place,
        capacity: *capacity,
        problem,
        with,
        host,
    };
    draft.record(planned(problem.clone(), with.clone(), None));
    if let Some(other) = with {
        let proposed = planned(None, None, Some(community.id.clone()));
        draft.record_in(other, Audience::Stewards, proposed);
    }
    Ok(())
}

/// What there is to record of a session: nothing where it was recorded before.
fn session(
    community: &Community,
    event: &Event,
    (id, occurrence): (&EventId, Option<CivilDateTime>),
    problem: &ContributionId,
    participants: &[PersonId],
) -> Result<Option<Kind>, Refusal> {
    let participants: SortedSet<PersonId> = participants.iter().cloned().collect();
    within(participants.len(), 2, MAX_PEOPLE)?;
    must_exist(community, problem)?;
    if !participants
        .iter()
        .all(|person| community.membership.is_member(person))
    {
        return Err(Refusal::PersonNotAMember);
    }
    let participants: Vec<PersonId> = participants.into_iter().collect();
    let is_known = event.record_at(occurrence).is_some_and(|record| {
        record
            .sessions
            .iter()
            .any(|known| known.problem == *problem && known.participants == participants)
    });
    Ok((!is_known).then(|| Kind::SessionWorked {
        event: id.clone(),
        occurrence,
        problem: problem.clone(),
        participants,
    }))
}

fn must_exist(community: &Community, problem: &ContributionId) -> Result<(), Refusal> {
    community
        .talk
        .thread(problem)
        .map(|_| ())
        .ok_or(Refusal::NoSuchContribution)
}

fn must_be_in_it(membership: &Membership, person: &PersonId) -> Result<(), Refusal> {
    if membership.observers.contains(person) {
        return Ok(());
    }
    membership.must_be_member(person)
}

fn within(n: usize, min: u32, max: u32) -> Result<(), Refusal> {
    match u32::try_from(n) {
        Ok(n) if (min..=max).contains(&n) => Ok(()),
        _ => Err(Refusal::OutOfRange { min, max }),
    }
}

fn check_schedule(
    schedule: &Schedule,
    capacity: Option<u32>,
    now: Timestamp,
) -> Result<(), Refusal> {
    if !(1..=MAX_MINUTES).contains(&schedule.minutes) {
        return Err(Refusal::EventLength);
    }
    if capacity.is_some_and(|capacity| !(1..=MAX_CAPACITY).contains(&capacity)) {
        return Err(Refusal::CapacityRange);
    }
    let earliest = match schedule.series {
        Some(_) => now.minus_days(MAX_YEARS_BACK * 366),
        None => now,
    };
    if schedule.starts_at < earliest || schedule.starts < earliest.minus_days(2).civil_utc() {
        return Err(Refusal::EventInThePast);
    }
    if let Some(series) = &schedule.series
        && let Some(last) = series.last(schedule.starts)
        && !series.has(schedule.starts, last)
    {
        return Err(Refusal::DateRange);
    }
    Ok(())
}
