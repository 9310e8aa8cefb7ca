use super::super::super::telling::{Telling, contribution, text};
use super::super::super::{Live, utc};
use super::*;
use crate::activity::{Recorded, RetractionReason, Via};
use crate::id::ProjectId;
use crate::testing::{day, falls, person};

/// The stances on a day: by the plain definition, and as they are kept when the log is taken one by one.
#[track_caller]
fn check(telling: &Telling, on: usize, expected: [Option<u64>; 3]) {
    let log = &telling.log;
    let plain = batch(&History::of(log, &falls(), day(on), utc));
    let mut live = Live::new(day(on), utc);
    for (nth, activity) in log.iter().enumerate() {
        let earlier = |id| {
            let place = log.iter().position(|earlier| earlier.id == id)?;
            Some(Recorded {
                position: place as u64 + 1,
                activity: log[place].clone(),
            })
        };
        live.take(nth as u64 + 1, activity, earlier).unwrap();
    }
    let measures = live.measures(&falls()).unwrap();
    let kept = measures.participation.status.value().unwrap().stances;
    assert_eq!(kept, plain);
    let found = [plain.producers, plain.observers, plain.raised_a_concern];
    assert_eq!(found, expected);
}

fn crowd(n: usize) -> Vec<String> {
    (0..n).map(|nth| format!("p{nth}")).collect()
}

fn project() -> ProjectId {
    ProjectId::parse("bay").unwrap()
}

fn linked(n: usize) -> Kind {
    Kind::ProjectLinked {
        project: project(),
        title: text(9),
        people: crowd(n).iter().map(|id| person(id)).collect(),
    }
}

fn taken_back(of: ActivityId) -> Kind {
    let reason = RetractionReason::Mistake;
    Kind::Retracted { of, reason }
}

#[test]
fn fewer_people_than_may_be_told_apart_are_not_shown() {
    let mut telling = Telling::new();
    for (nth, id) in crowd(8).iter().enumerate() {
        check(&telling, 9, [None; 3]);
        telling.doubt(id, 1, &format!("doubt{nth}"));
        telling.doubt(id, 2, &format!("again{nth}"));
    }
    check(&telling, 9, [None, None, Some(8)]);
    let last = telling.log.last().unwrap().id;
    telling.add("p7", 3, taken_back(last));
    check(&telling, 9, [None, None, Some(8)]);
    let before = telling.log[telling.log.len() - 3].id;
    telling.add("p7", 3, taken_back(before));
    check(&telling, 9, [None; 3]);
}

#[test]
fn whoever_contributes_observes_no_more_until_that_is_a_year_ago() {
    let mut telling = Telling::new();
    for id in crowd(9) {
        telling.join(&id, 40, Via::Open);
    }
    // With ama, who did nothing but found it and come in.
    check(&telling, 41, [None, Some(10), None]);
    for nth in 0..2 {
        telling.doubt(&format!("p{nth}"), 20, &format!("doubt{nth}"));
    }
    check(&telling, 41, [None, Some(8), None]);
    check(&telling, 384, [None, None, None]);
    check(&telling, 385, [None, Some(9), None]);
    check(&telling, 404, [None, Some(9), None]);
    check(&telling, 405, [None, None, None]);
}

#[test]
fn those_on_a_project_produce_while_it_is_linked() {
    let mut telling = Telling::new();
    let first = telling.add("ama", 10, linked(9));
    check(&telling, 20, [Some(9), None, None]);
    check(&telling, 374, [Some(9), None, None]);
    check(&telling, 375, [None; 3]);
    let again = telling.add("ama", 12, linked(10));
    check(&telling, 20, [Some(10), None, None]);
    telling.add("ama", 13, taken_back(again));
    check(&telling, 20, [Some(9), None, None]);
    let project = project();
    let unlinked = telling.add("ama", 14, Kind::ProjectUnlinked { project });
    check(&telling, 20, [None; 3]);
    telling.add("ama", 15, taken_back(unlinked));
    check(&telling, 20, [Some(9), None, None]);
    telling.add("ama", 16, taken_back(first));
    check(&telling, 20, [None; 3]);
}

#[test]
fn somebody_on_a_project_who_also_made_something_is_one_of_them() {
    let mut telling = Telling::new();
    telling.add("ama", 10, linked(7));
    let reframed = |telling: &mut Telling, by: &str| {
        let what = Kind::ProblemReframed {
            problem: contribution("falls at night"),
            statement: text(30),
            confirmed_by: vec![],
        };
        telling.add(by, 11, what)
    };
    reframed(&mut telling, "p0");
    check(&telling, 20, [None; 3]);
    let made = reframed(&mut telling, "joan");
    check(&telling, 20, [Some(8), None, None]);
    telling.add("joan", 12, taken_back(made));
    check(&telling, 20, [None; 3]);
}
