use super::super::telling::{Telling, contribution};
use super::*;
use crate::activity::{Mode, Part, Reference, Via};
use crate::schedule::Schedule;
use crate::testing::day;
use crate::time::Zone;

#[track_caller]
fn value(telling: &Telling, on: usize) -> NetworkOrCommunity {
    let measure = telling.measures(on).network_or_community;
    measure.status.value().unwrap().clone()
}

/// So many announcements, and a dialogue of so many turns that was thought through together, or not.
fn told(n_announced: usize, n_turns: usize, is_attested: bool) -> Telling {
    let mut telling = Telling::new();
    for nth in 0..n_announced {
        telling.announce("ama", 1, &format!("news{nth}"));
    }
    telling.raise("ama", 2, "post");
    for nth in 0..n_turns {
        let (by, to) = [("rhys", "ama"), ("ama", "rhys")][nth % 2];
        telling.reply(by, 3, "post", to, 99);
    }
    if is_attested {
        let about = Reference::Contribution(contribution("post"));
        telling.add("rhys", 4, Kind::InsightMarked { about });
    }
    telling
}

#[test]
fn most_that_is_passed_on_is_a_network_and_most_that_is_worked_on_a_community() {
    let check = |telling: Telling, verdict, share| {
        let value = value(&telling, 30);
        assert_eq!((value.verdict, value.share), (verdict, share));
    };
    check(told(15, 5, false), Verdict::Network, Share::of(5, 20));
    check(told(10, 9, true), Verdict::Community, Share::of(10, 20));
    check(told(10, 10, false), Verdict::Both, Share::of(10, 20));
    check(told(15, 4, true), Verdict::Both, Share::of(5, 20));
    check(told(14, 7, false), Verdict::Both, Share::of(7, 21));
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let measure = told(10, 9, false).measures(30).network_or_community;
    let needs = Status::TooFew { have: 19, need: 20 };
    assert_eq!(measure.status, needs);
    assert!(
        measure
            .says
            .english()
            .starts_with("Too little logged to say")
    );
    let measure = Telling::new().measures(30).network_or_community;
    assert!(matches!(measure.status, Status::NotApplicable { .. }));
}

#[test]
fn neither_is_said_to_be_better() {
    for telling in [told(15, 5, false), told(10, 9, true), told(10, 10, false)] {
        let says = telling.measures(30).network_or_community.says.english();
        assert!(says.ends_with("neither is the better one."), "{says}");
    }
}

#[test]
fn a_mailing_list_that_was_imported_is_said_to_be() {
    let mut telling = told(25, 0, false);
    assert_eq!(value(&telling, 30).imported, Share::of(0, 25));
    for activity in &mut telling.log {
        activity.basis = Basis::Imported;
    }
    assert_eq!(value(&telling, 30).imported, Share::of(25, 25));
    let says = telling.measures(30).network_or_community.says.english();
    assert!(says.contains("came in with an import"), "{says}");
}

#[test]
fn posts_are_two_way_when_another_replies_in_substance() {
    let mut telling = told(25, 0, false);
    assert_eq!(value(&telling, 30).two_way, Share::of(0, 26));
    telling.reply("rhys", 20, "news0", "ama", 39);
    telling.reply("ama", 20, "news1", "rhys", 99);
    assert_eq!(value(&telling, 30).two_way, Share::of(0, 26));
    telling.reply("rhys", 29, "news2", "ama", 40);
    assert_eq!(value(&telling, 30).two_way, Share::of(1, 26));
    assert_eq!(value(&telling, 15).two_way, Share::of(0, 25));
}

#[test]
fn whoever_contributed_in_both_closed_quarters_comes_back() {
    let mut telling = Telling::new();
    // Day 0 is the first of January.
    for (who, on) in [
        ("ama", 10),
        ("rhys", 10),
        ("ama", 100),
        ("joan", 100),
        ("joan", 190),
    ] {
        telling.raise(who, on, &format!("{who}{on}"));
    }
    for nth in 0..20 {
        telling.announce("new", 190, &format!("news{nth}"));
    }
    assert_eq!(value(&telling, 200).coming_back, Share::of(1, 2));
    assert_eq!(value(&telling, 300).coming_back, Share::of(1, 2));
}

#[test]
fn meetings_stand_beside_by_their_form() {
    let mut telling = told(25, 0, false);
    telling.join("rhys", 1, Via::Open);
    for (id, form) in [("webinar", Form::Broadcast), ("clinic", Form::Working)] {
        let event = EventId::parse(id).unwrap();
        let starts_at = day(9);
        let planned = Kind::EventPlanned {
            event: event.clone(),
            title: super::super::telling::text(9),
            form,
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
            problem: None,
            with: None,
            host: None,
        };
        telling.add("ama", 5, planned);
        for who in ["ama", "rhys"] {
            let attended = Kind::Attended {
                event: event.clone(),
                occurrence: None,
                part: Part::Present,
                presence: None,
            };
            telling.add(who, 9, attended);
        }
    }
    let value = value(&telling, 30);
    assert_eq!((value.events.broadcast, value.events.working), (1, 1));
    assert_eq!(value.share, Share::of(0, 25), "attendance is left out");
}
