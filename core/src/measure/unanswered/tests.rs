use super::super::telling::Telling;
use super::*;
use crate::activity::{ConcernOutcome, RetractionReason};
use crate::testing::person;

#[track_caller]
fn value(telling: &Telling, on: usize) -> Unanswered {
    let measure = telling.measures(on).unanswered;
    measure.status.value().unwrap().clone()
}

fn retracted(of: ActivityId) -> Kind {
    Kind::Retracted {
        of,
        reason: RetractionReason::OwnWish,
    }
}

#[test]
fn what_was_not_answered_stays_in_the_whole() {
    let mut telling = Telling::new();
    // When each was raised, and first replied to.
    let posts = [
        (0, Some(1)),
        (2, None),
        (5, Some(13)),
        (6, Some(25)),
        (10, Some(14)),
        (20, None),
        (24, Some(25)),
    ];
    for (nth, (on, reply_on)) in posts.into_iter().enumerate() {
        let id = format!("post{nth}");
        telling.raise("ama", on, &id);
        if let Some(reply_on) = reply_on {
            telling.reply("rhys", reply_on, &id, "ama", 3);
        }
    }
    let value = value(&telling, 30);
    assert_eq!(value.answered, Share::of(3, 5));
    let waiting: Vec<&str> = value.waiting.iter().map(ContributionId::as_str).collect();
    assert_eq!(waiting, ["post1", "post5"]);
    assert_eq!(
        telling.measures(30).unanswered.says.english(),
        "3 of 5 problems and concerns got a reply within 14 days; 2 still waiting for a first one."
    );
}

#[test]
fn a_reply_to_oneself_is_none_and_a_retracted_one_was_none() {
    let mut telling = Telling::new();
    telling.raise("ama", 0, "post");
    telling.reply("ama", 1, "post", "ama", 99);
    assert_eq!(value(&telling, 20).answered, Share::of(0, 1));
    let reply = telling.reply("rhys", 2, "post", "ama", 99);
    telling.reply("joan", 18, "post", "ama", 99);
    assert_eq!(value(&telling, 20).answered, Share::of(1, 1));
    telling.add("rhys", 19, retracted(reply));
    assert_eq!(value(&telling, 20).answered, Share::of(0, 1));
    assert!(value(&telling, 20).waiting.is_empty());
}

#[test]
fn a_concern_is_answered_by_what_became_of_it() {
    let mut telling = Telling::new();
    telling.doubt("rhys", 0, "doubt");
    telling.answer("ama", 14, "doubt", ConcernOutcome::Explained);
    assert_eq!(value(&telling, 14).answered, Share::of(1, 1));
}

#[test]
fn it_is_too_early_before_a_post_has_had_its_time() {
    let mut telling = Telling::new();
    telling.raise("ama", 0, "post");
    let measure = telling.measures(13).unanswered;
    assert_eq!(measure.status.value().unwrap().answered, Share::of(0, 0));
    assert_eq!(
        measure.says.english(),
        "No problem or concern of this half year is 14 days old yet; 1 waiting for a first reply."
    );
    assert_eq!(value(&telling, 14).answered, Share::of(0, 1));
}

#[test]
fn nothing_is_said_where_nobody_asked() {
    let measure = Telling::new().measures(30).unanswered;
    assert!(matches!(measure.status, Status::NotApplicable { .. }));
}

#[test]
fn newcomers_count_once_they_contributed_also_those_who_left() {
    let mut telling = Telling::new();
    telling.announce("ama", 1, "news");
    for who in ["rhys", "joan", "new"] {
        telling.join(who, 2, Via::Open);
    }
    // A turn to ama, which gets no reply, and ten days later a welcome, which is late.
    telling.reply("rhys", 3, "news", "ama", 99);
    telling.add("rhys", 4, Kind::Left);
    let welcomed = Kind::Welcomed {
        person: person("rhys"),
        message: None,
        in_reply_to: None,
    };
    telling.add("ama", 13, welcomed);
    // A problem, answered to somebody else.
    telling.raise("joan", 3, "post");
    telling.reply("ama", 10, "post", "new", 9);
    telling.raise("joan", 63, "again");
    let of = value(&telling, 70);
    assert_eq!(of.newcomers, Share::of(1, 2));
    assert_eq!(of.again, Share::of(1, 2));
    // Until they are old enough they are not counted at all.
    assert_eq!(value(&telling, 9).newcomers, Share::of(0, 0));
    assert_eq!(value(&telling, 62).again, Share::of(0, 0));
}
