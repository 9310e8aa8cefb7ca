//! What was recorded, taken over into the events.

use super::occasion::{Attended, Held, Moved, Occasion, Record, Session};
use super::{CoHost, Consent, Event, EventState, Events};
use crate::IS_WHOLE;
use crate::activity::{Activity, Answer, Audience, Kind};
use crate::id::{EventId, PersonId};
use crate::schedule::Schedule;
use crate::sorted::SortedMap;
use crate::time::{CivilDateTime, Timestamp};

impl Events {
    pub(crate) fn evolve(&mut self, activity: &Activity) {
        match &activity.what {
            Kind::InvitationAnswered {
                event,
                occurrence,
                answer,
                as_host,
            } => {
                let Some(event) = self.events.get_mut(event) else {
                    return;
                };
                if *as_host {
                    event.consent(*answer, activity.at);
                } else if let Some(person) = &activity.actor {
                    event.take(person, *occurrence, *answer);
                }
            }
            Kind::Left | Kind::Unfollowed => {
                if let Some(person) = &activity.actor {
                    self.free_places(person, activity.at);
                }
            }
            _ if !IS_WHOLE => {}
            Kind::EventPlanned { event, .. } => self.plan(event, activity),
            Kind::EventChanged {
                event,
                occurrence,
                schedule,
                place,
                capacity,
                mode,
                form,
                problem,
            } => {
                let Some(event) = self.events.get_mut(event) else {
                    return;
                };
                event.changed(activity.at);
                match occurrence {
                    None => {
                        event.reschedule(schedule);
                        event.place = *place;
                        event.capacity = *capacity;
                        event.mode = mode.unwrap_or(event.mode);
                        event.form = form.unwrap_or(event.form);
                        if problem.is_some() {
                            event.problem.clone_from(problem);
                        }
                    }
                    Some(occurrence) => {
                        event.occasion_mut(*occurrence).moved = Some(Moved {
                            schedule: once(schedule),
                            place: *place,
                            capacity: *capacity,
                            mode: *mode,
                            form: *form,
                            problem: problem.clone(),
                        });
                    }
                }
            }
            Kind::EventCancelled {
                event,
                occurrence,
                reason,
            } => {
                if let Some(event) = self.events.get_mut(event) {
                    event.changed(activity.at);
                    let state = EventState::Cancelled { reason: *reason };
                    match occurrence {
                        None => event.state = state,
                        Some(occurrence) => event.occasion_mut(*occurrence).state = state,
                    }
                }
            }
            Kind::Attended {
                event,
                occurrence,
                part,
                presence,
            } => {
                let attended = Attended {
                    activity: activity.id,
                    part: *part,
                    presence: *presence,
                };
                if let (Some(record), Some(person)) =
                    (self.record_mut(event, *occurrence), &activity.actor)
                {
                    record.attended.insert(person.clone(), attended);
                }
            }
            Kind::EventHeld {
                event,
                occurrence,
                notes,
                outcome,
                head_count,
            } => {
                if let Some(record) = self.record_mut(event, *occurrence) {
                    // What a later report does not speak of stays.
                    let before = record.held.take();
                    let kept = before.as_ref();
                    record.held = Some(Held {
                        activity: activity.id,
                        notes: notes.or(kept.and_then(|held| held.notes)),
                        outcome: outcome.or(kept.and_then(|held| held.outcome)),
                        head_count: head_count.or(kept.and_then(|held| held.head_count)),
                    });
                }
            }
            Kind::SessionWorked {
                event,
                occurrence,
                problem,
                participants,
            } => {
                if let Some(record) = self.record_mut(event, *occurrence) {
                    record.sessions.push(Session {
                        activity: activity.id,
                        problem: problem.clone(),
                        participants: participants.clone(),
                    });
                }
            }
            _ => {}
        }
    }

    fn plan(&mut self, id: &EventId, activity: &Activity) {
        let Kind::EventPlanned {
            title,
            form,
            mode,
            schedule,
            place,
            capacity,
            problem,
            with,
            host,
            ..
        } = &activity.what
        else {
            return;
        };
        let is_proposal = host.is_some() && activity.audience == Audience::Stewards;
        let co_host = |community, is_host| CoHost {
            community,
            is_host,
            consent: if is_host && !is_proposal {
                Consent::Given
            } else {
                Consent::Asked
            },
        };
        self.events.get_or_insert_with(id, || Event {
            activity: activity.id,
            is_retracted: false,
            title: Some(*title),
            form: *form,
            mode: *mode,
            last: last(schedule),
            schedule: schedule.clone(),
            place: *place,
            capacity: *capacity,
            problem: problem.clone(),
            planned_by: activity.actor.clone(),
            changed_at: activity.at,
            revision: 0,
            state: EventState::Planned,
            co_host: match (host, with) {
                (Some(host), _) => Some(co_host(host.clone(), true)),
                (None, Some(with)) => Some(co_host(with.clone(), false)),
                (None, None) => None,
            },
            n_answers: 0,
            answers: Default::default(),
            record: Record::default(),
            occasions: SortedMap::new(),
        });
    }

    fn record_mut(
        &mut self,
        event: &EventId,
        occurrence: Option<CivilDateTime>,
    ) -> Option<&mut Record> {
        let event = self.events.get_mut(event)?;
        Some(match occurrence {
            Some(occurrence) => &mut event.occasion_mut(occurrence).record,
            None => &mut event.record,
        })
    }

    /// Frees the places of somebody who went, so that others move up; what is over stays as it was.
    fn free_places(&mut self, person: &PersonId, now: Timestamp) {
        for event in self.events.values_mut() {
            let is_over = |occurrence: &CivilDateTime| event.ends_by(*occurrence) <= now;
            let over: Vec<bool> = event.occasions.keys().map(is_over).collect();
            if !event.is_over(None, now) {
                event.answers.forget(person);
            }
            for (occasion, is_over) in event.occasions.values_mut().zip(over) {
                if !is_over {
                    occasion.answers.forget(person);
                }
            }
        }
    }

    /// Takes over that something was planned and taken back: a trace of it stays, without its words.
    pub(crate) fn bury(&mut self, activity: &Activity) {
        self.evolve(activity);
        let Kind::EventPlanned { event, .. } = &activity.what else {
            return;
        };
        // The second time that it is planned in a log is the consent to hold it, and not its beginning.
        if let Some(event) = self.events.get_mut(event)
            && event.activity == activity.id
        {
            event.is_retracted = true;
            event.title = None;
            event.place = None;
        }
    }
}

impl Event {
    fn changed(&mut self, at: Timestamp) {
        self.changed_at = at;
        self.revision += 1;
    }

    fn occasion_mut(&mut self, occurrence: CivilDateTime) -> &mut Occasion {
        self.occasions
            .get_or_insert_with(&occurrence, Occasion::default)
    }

    /// Takes another schedule over: what was planned for times that it has not is dropped, what happened then is kept.
    fn reschedule(&mut self, schedule: &Schedule) {
        self.last = last(schedule);
        self.schedule = schedule.clone();
        let has = schedule
            .series
            .as_ref()
            .map(|series| series.those_of(schedule.starts));
        for (occurrence, occasion) in self.occasions.iter_mut() {
            if !has.as_ref().is_some_and(|has| has(*occurrence)) {
                occasion.keep_record();
            }
        }
        self.occasions
            .retain(|_, occasion| *occasion != Occasion::default());
    }

    fn take(&mut self, person: &PersonId, occurrence: Option<CivilDateTime>, answer: Answer) {
        let nth = self.n_answers;
        self.n_answers += 1;
        match occurrence {
            Some(occurrence) => &mut self.occasion_mut(occurrence).answers,
            None => &mut self.answers,
        }
        .take(person, answer, nth);
    }

    /// Takes over what the community said that was asked to hold it; its own people are told that it is called off
    /// when it said yes before.
    fn consent(&mut self, answer: Answer, at: Timestamp) {
        let Some(other) = &mut self.co_host else {
            return;
        };
        let is_host = other.is_host;
        other.consent = match (answer, other.consent) {
            (Answer::Accepted, _) => Consent::Given,
            (_, Consent::Given | Consent::Withdrawn) => Consent::Withdrawn,
            (_, Consent::Asked | Consent::Declined) => Consent::Declined,
        };
        if other.consent == Consent::Withdrawn && is_host {
            self.state = EventState::Cancelled { reason: None };
            self.changed(at);
        }
    }
}

/// The last time of a series that ends.
fn last(schedule: &Schedule) -> Option<CivilDateTime> {
    schedule.series.as_ref()?.last(schedule.starts)
}

/// A schedule that recurs no more.
pub(super) fn once(schedule: &Schedule) -> Schedule {
    Schedule {
        series: None,
        ..schedule.clone()
    }
}
