use super::super::telling::Telling;
use super::*;
use crate::activity::RetractionReason;

#[test]
fn the_sentence_tells_what_became_of_them() {
    let mut telling = Telling::new();
    for (nth, (on, outcome)) in [
        (0, Some(ConcernOutcome::Changed)),
        (1, Some(ConcernOutcome::Changed)),
        (2, Some(ConcernOutcome::Explained)),
        (3, Some(ConcernOutcome::Explained)),
        (4, Some(ConcernOutcome::Disagreed)),
        (9, None),
        (40, None),
    ]
    .into_iter()
    .enumerate()
    {
        let id = format!("doubt{nth}");
        telling.doubt("rhys", on, &id);
        if let Some(outcome) = outcome {
            telling.answer("ama", on + 10, &id, outcome);
        }
    }
    let measure = telling.measures(50).concerns;
    assert_eq!(
        measure.says.english(),
        "7 concerns; 5 answered: 2 changed something, 2 explained, 1 seen otherwise; 2 open (the oldest for 41 days)."
    );
    let value = measure.status.value().unwrap();
    assert_eq!(value.in_time, Share::of(5, 6));
}

#[test]
fn whoever_raised_it_cannot_answer_it_and_the_latest_answer_holds() {
    let mut telling = Telling::new();
    telling.doubt("rhys", 0, "doubt");
    telling.answer("rhys", 1, "doubt", ConcernOutcome::Changed);
    let value = |telling: &Telling| {
        let measure = telling.measures(60).concerns;
        measure.status.value().unwrap().clone()
    };
    assert_eq!((value(&telling).open, value(&telling).answered), (1, 0));
    telling.answer("ama", 40, "doubt", ConcernOutcome::Explained);
    assert_eq!(value(&telling).in_time, Share::of(0, 1), "it came late");
    // Recorded later, and given before.
    telling.answer("joan", 20, "doubt", ConcernOutcome::Disagreed);
    assert_eq!(value(&telling).in_time, Share::of(1, 1));
    assert_eq!(
        (value(&telling).explained, value(&telling).disagreed),
        (1, 0)
    );
    let of = telling.log[telling.log.len() - 2].id;
    let reason = RetractionReason::Mistake;
    telling.add("ama", 50, Kind::Retracted { of, reason });
    assert_eq!(
        (value(&telling).explained, value(&telling).disagreed),
        (0, 1)
    );
}

#[test]
fn an_open_concern_is_not_forgotten_when_it_leaves_the_window() {
    let mut telling = Telling::new();
    assert!(matches!(
        telling.measures(9).concerns.status,
        Status::NotApplicable { .. }
    ));
    telling.doubt("rhys", 0, "doubt");
    let measure = telling.measures(300).concerns;
    let value = measure.status.value().unwrap();
    assert_eq!((value.raised, value.open, value.open_earlier), (0, 0, 1));
    assert_eq!(
        measure.says.english(),
        "No concern was raised in the last 180 days. Still open from before: 1."
    );
}
