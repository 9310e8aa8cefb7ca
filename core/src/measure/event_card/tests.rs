use super::*;
use crate::activity::{Activity, Mode, Recorded, RetractionReason, Stance};
use crate::command::{Attendance, Command};
use crate::id::ActivityId;
use crate::measure::utc;
use crate::testing::{AMA, RHYS, day, falls, log_after, open, person};
use crate::time::Zone;

fn card(there: &[(Part, Option<Option<u32>>)]) -> EventCard {
    let event = EventId::parse("e1").unwrap();
    EventCard::of(&event, None, CivilDate::parse("2026-11-20").unwrap(), there)
}

/// So many people of each of these groups, all of whom did the same.
fn of_groups(part: Part, n_each: &[usize]) -> Vec<(Part, Option<Option<u32>>)> {
    (0..)
        .zip(n_each)
        .flat_map(|(group, n)| std::iter::repeat_n((part, Some(Some(group))), *n))
        .collect()
}

#[test]
fn organisations_are_counted_as_those_who_came_are_spread_over_them() {
    let nobody = card(&of_groups(Part::Present, &[4, 3]));
    assert_eq!(nobody.effective_organisations, Ratio::of(49, 25));
    assert_eq!(nobody.groups_that_spoke, None);
    let ten = card(&of_groups(Part::Spoke, &[5, 3, 2]));
    assert_eq!(ten.effective_organisations, Ratio::of(50, 19));
    assert_eq!(ten.groups_that_spoke, Some(3));
}

#[test]
fn somebody_of_whom_nothing_is_known_is_in_no_organisation() {
    let mut there = of_groups(Part::Present, &[4, 3]);
    there.push((Part::Present, None));
    assert_eq!(card(&there).effective_organisations, Ratio::of(49, 25));
    there.push((Part::Present, Some(None)));
    // Four, three and one of none: 64 / (16 + 9 + 1).
    assert_eq!(card(&there).effective_organisations, Ratio::of(32, 13));
}

#[test]
fn that_nobody_spoke_is_not_said_where_nobody_wrote_down_who_did() {
    let silent = card(&of_groups(Part::Present, &[2]));
    assert_eq!(
        (silent.present, silent.spoke, silent.took_part),
        (2, None, None)
    );
    let mut there = of_groups(Part::TookPart, &[2]);
    there.push((Part::Chair, None));
    let worked = card(&there);
    assert_eq!((worked.spoke, worked.took_part), (Some(1), Some(2)));
}

fn made(nth: u128) -> String {
    ActivityId::from_u128(nth * 100).to_string()
}

/// Founded, joined, a problem raised, a meeting about it on the fifth day to which both came, and a turn that one
/// took on it two days later.
fn log() -> Vec<Activity> {
    let problem = ContributionId::parse(&made(2)).unwrap();
    let event = EventId::parse(&made(3)).unwrap();
    let raise = Command::RaiseProblem {
        title: "Who has moved handover?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    let starts_at = day(4);
    let plan = Command::PlanEvent {
        title: "Working session".into(),
        form: Form::Working,
        mode: Mode::Online,
        schedule: Schedule {
            starts: starts_at.civil_utc(),
            zone: Zone::utc(),
            minutes: 60,
            starts_at,
            series: None,
        },
        place: None,
        capacity: None,
        problem: Some(problem.clone()),
        with: None,
    };
    let came = |id| Attendance {
        person: person(id),
        part: Part::TookPart,
        presence: None,
    };
    let record = Command::RecordAttendance {
        event: event.clone(),
        occurrence: None,
        people: vec![came(AMA), came(RHYS)],
    };
    let insight = Command::MarkInsight {
        about: Reference::Event(event),
    };
    let turn = Command::Reply {
        in_reply_to: problem,
        to: vec![],
        stance: Stance::Offer,
        text: "We keep two items for the corridor and say the rest.".into(),
        vantage: None,
    };
    let given = [
        open(),
        (RHYS, Command::Join { note: None }),
        (AMA, raise),
        (AMA, plan),
        (AMA, record),
        (RHYS, insight),
        (RHYS, turn),
    ];
    log_after(&given).activities().to_vec()
}

#[track_caller]
fn measured(activities: &[Activity], on: usize) -> Vec<EventCard> {
    let plain = batch(&History::of(activities, &falls(), day(on), utc));
    let mut kept = Live::replay(&activities[..6], day(on), utc);
    for nth in 6..activities.len() {
        let earlier = |id| {
            let place = activities.iter().position(|one| one.id == id)?;
            Some(Recorded {
                position: place as u64 + 1,
                activity: activities[place].clone(),
            })
        };
        let taken = kept.take(nth as u64 + 1, &activities[nth], earlier);
        assert_eq!(taken, Ok(()));
    }
    assert_eq!(kept.measures(&falls()).unwrap().event_card, plain);
    let cards = plain.status.value();
    cards.map(|cards| cards.events.clone()).unwrap_or_default()
}

#[test]
fn who_gives_something_to_the_problem_within_two_weeks_carries_on() {
    let mut activities = log();
    let cards = measured(&activities, 20);
    assert_eq!(cards.len(), 1);
    assert_eq!(cards[0].day, day(4).date_utc());
    assert_eq!((cards[0].present, cards[0].insights), (2, 1));
    assert_eq!(cards[0].carry_on, Some(Share::of(1, 2)));
    let last = activities.last().unwrap().clone();
    activities.push(Activity {
        id: ActivityId::from_u128(9_999),
        what: Kind::Retracted {
            of: last.id,
            reason: RetractionReason::OwnWish,
        },
        ..last
    });
    assert_eq!(measured(&activities, 20)[0].carry_on, Some(Share::of(0, 2)));
}

#[test]
fn a_meeting_is_shown_as_long_as_it_is_in_the_window() {
    let activities = log();
    assert_eq!(measured(&activities, 183).len(), 1);
    assert_eq!(measured(&activities, 184).len(), 0);
}
