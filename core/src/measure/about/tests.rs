use super::*;
use crate::activity::{PulseItem, Via};
use crate::measure::telling::Telling;
use crate::measure::utc;
use crate::testing::{day, falls, person};

fn telling() -> Telling {
    let mut telling = Telling::new();
    telling.join("rhys", 1, Via::Open);
    telling.raise("ama", 2, "handover");
    telling.reply("rhys", 3, "handover", "ama", 50);
    telling.reply("ama", 4, "handover", "rhys", 50);
    telling.reply("mo", 5, "handover", "ama", 50);
    telling.add(
        "ama",
        6,
        Kind::ContactNoted {
            person: person("rhys"),
        },
    );
    telling
}

fn behind(told: &[(Name, Evidence)], name: Name, number: &str) -> Vec<u128> {
    let evidence = told.iter().filter(|(of, _)| *of == name);
    let numbers = evidence.flat_map(|(_, evidence)| evidence);
    let numbers = numbers.filter(|(of, _)| *of == number);
    let ids = numbers.flat_map(|(_, ids)| ids);
    ids.map(|id| ActivityId::as_u128(*id)).collect()
}

#[test]
fn everybody_sees_what_they_did_and_what_was_said_to_them() {
    let telling = telling();
    let history = History::of(&telling.log, &falls(), day(10), utc);
    let told = history.evidence_about(&person("rhys"));
    assert_eq!(told.len(), Name::ALL.len());
    // Founded, ama joined, rhys joined, raised, rhys to ama, ama to rhys, mo to ama, a word with rhys.
    assert_eq!(behind(&told, Name::Participation, "members"), [3]);
    assert_eq!(behind(&told, Name::AcrossBoundaries, "exchanges"), [5, 6]);
    assert_eq!(behind(&told, Name::MyBridges, "exchanges"), [5, 6]);
    assert_eq!(behind(&told, Name::GoneQuiet, "contacts"), [8]);
    assert_eq!(behind(&told, Name::GoneQuiet, "days"), [3, 5]);
}

#[test]
fn what_only_others_did_is_not_about_somebody() {
    let telling = telling();
    let history = History::of(&telling.log, &falls(), day(10), utc);
    for (_, evidence) in history.evidence_about(&person("rhys")) {
        for (number, ids) in evidence {
            let others = ids.iter().any(|id| [1, 2, 4, 7].contains(&id.as_u128()));
            assert!(!others, "{number}");
        }
    }
}

#[test]
fn an_answer_to_the_pulse_is_about_nobody() {
    let mut telling = telling();
    let answer = Kind::PulseAnswered {
        item: PulseItem::SharedPurpose,
        value: 5,
    };
    let id = telling.add("rhys", 7, answer);
    telling.log.last_mut().unwrap().actor = None;
    let history = History::of(&telling.log, &falls(), day(10), utc);
    let told = history.evidence_about(&person("rhys"));
    let mut all = told.iter().flat_map(|(_, evidence)| evidence);
    assert!(!all.any(|(_, ids)| ids.contains(&id)));
}
