//! Spotting sepsis early.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "spotting-sepsis",
    name: "Spotting sepsis early",
    domain: "Noticing the one among the many before the numbers do.",
    for_whom: "Wards, emergency department, ambulance, surgeries, care homes, and people who have had it.",
    what_we_do: "Look back at one hour each month: what was there to see, and who saw it?",
    terms: &["sepsis", "deterioration", "antibiotics", "emergency care"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 55,
    size: 58,
    held_by: &["doctor", "nurse", "paramedic"],
    draws: &["nurse", "doctor", "paramedic", "gp", "care home nurse", "midwife"],
    tasks: &[
        "take a mother’s worry seriously",
        "give antibiotics within the hour at shift change",
        "take blood cultures before the first dose",
        "call a doctor who has nine other calls",
        "spot it in somebody who is always confused",
        "stop antibiotics that are not needed",
        "pass on “I don’t like the look of him”",
    ],
    meetings: &[
        "One hour, looked at again",
        "The score and the hunch",
        "Stopping antibiotics: who dares",
    ],
    problems: &[
        problem(
            "care home nurse",
            4,
            "His score is always five",
            "On a good day. So nobody comes when I ring with a five, and I can’t say what is different, only that it is.",
            &[
                turn(
                    "paramedic",
                    "care home nurse",
                    Stance::Offer,
                    "Give me his usual and his now. “Usually sits up and swears at me, today he does not” gets my foot down faster than any number.",
                )
                .changed(&["care home nurse", "doctor"]),
                turn(
                    "doctor",
                    "paramedic",
                    Stance::Build,
                    "We could put “usual” beside “now” on the form. One more line. I would read that line first.",
                ),
                turn(
                    "nurse 2",
                    "doctor",
                    Stance::Challenge,
                    "One more line on a form with sixty. Take two off and I am with you.",
                )
                .hours_ago(7),
            ],
        ),
        problem(
            "midwife",
            18,
            "Normal after birth looks like the start of sepsis",
            "Shivering, fast pulse, tired. The chart goes red for half of them, and we learn not to look.",
            &[
                turn(
                    "doctor 2",
                    "midwife",
                    Stance::Ask,
                    "How many reds in a week, and how many of those did you worry about by yourself, without the chart? I would trust the second number.",
                ),
                turn(
                    "midwife",
                    "doctor 2",
                    Stance::Experience,
                    "Thirty-one, and two. Both of the two had said “I don’t feel right” before the chart said anything.",
                )
                .changed(&["doctor 2"]),
            ],
        ),
        problem(
            "nurse",
            57,
            "The first dose waits for the second signature",
            "It takes eleven minutes to find one at night. What do you do?",
            &[turn(
                "pharmacist",
                "nurse",
                Stance::Offer,
                "For that one dose you don’t need it. It has been in the policy since last year, on page nineteen. I will put it on page one.",
            )
            .changed(&["nurse"])],
        ),
        problem(
            "gp",
            14,
            "What should I tell parents to look for, in one breath?",
            "They leave with a leaflet of two pages and ring at night about the rash on page two.",
            &[],
        ),
    ],
    news: &[note(
        "First dose within the hour: 7 of 10, it was 5",
        "Nights are as good as days now. Weekends are not.",
    )],
    resources: &[resource(
        "Usual and now: a line for your handover",
        "A card, tried out in four homes.",
        "https://library.northmoor.example/sepsis/usual-and-now",
    )],
};
