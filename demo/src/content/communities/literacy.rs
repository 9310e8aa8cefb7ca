//! Words people can use: reading and health literacy.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "reading-and-health-literacy",
    name: "Words people can use",
    domain: "Letters, leaflets and talks that people understand the first time.",
    for_whom: "Anybody who writes to patients, and anybody who has had to read it.",
    what_we_do: "Rewrite one real letter a month with the people who got it.",
    terms: &["health literacy", "reading", "plain language", "leaflets", "library"],
    visibility: Visibility::Public,
    access: Access::Open,
    months: 29,
    size: 34,
    held_by: &["librarian", "charity worker"],
    draws: &["librarian", "nurse", "charity worker", "service user", "gp", "health visitor"],
    tasks: &[
        "explain a risk without a percentage",
        "write an appointment letter that brings people in",
        "find out whether somebody can read the leaflet",
        "translate a leaflet without losing the point",
        "name a part of the body without blushing",
        "ask people to say it back",
    ],
    meetings: &[
        "One letter, rewritten together",
        "Saying it back: practise on each other",
        "Pictures that explain",
    ],
    problems: &[
        problem(
            "librarian",
            3,
            "“Your results are negative” made three people cry this month",
            "Good news, read as bad news. What do you write?",
            &[
                turn(
                    "service user",
                    "librarian",
                    Stance::Offer,
                    "“We did not find cancer.” Put it first, on a line of its own. I would have kept that letter.",
                )
                .speaking_as("a patient")
                .changed(&["librarian"]),
                turn(
                    "doctor",
                    "service user",
                    Stance::Challenge,
                    "I worry about promising. We did not find it in this test. Is there a plain way to say just that much?",
                ),
                turn(
                    "librarian",
                    "doctor",
                    Stance::Build,
                    "“This test did not find cancer. Ring us if you notice anything new.” Four readers out of four told us the right thing back.",
                )
                .changed(&["doctor"])
                .hours_ago(18),
            ],
        ),
        problem(
            "health visitor",
            21,
            "Parents nod, and then do something else",
            "I explain feeding for reflux, they nod, and next week it turns out that we meant different spoons.",
            &[
                turn(
                    "nurse",
                    "health visitor",
                    Stance::Experience,
                    "I say: “I want to check that I explained it well. How will you do it tonight?” It tests me and not them. That changed the whole visit.",
                )
                .changed(&["health visitor"]),
            ],
        ),
        problem(
            "charity worker",
            45,
            "Nobody says that they can’t read",
            "They forgot their glasses. They will look at it at home. How do you make it easy to say?",
            &[
                turn(
                    "librarian 2",
                    "charity worker",
                    Stance::Offer,
                    "We ask everyone: “Would you like me to go through it with you?” Half say yes, professors too. Nobody has to explain why.",
                )
                .changed(&["charity worker"]),
            ],
        ),
        problem(
            "gp",
            10,
            "Does anyone have a good drawing of how a statin works?",
            "All I find has arrows, arteries and a smiling heart. I need something a farmer will believe.",
            &[],
        ),
    ],
    news: &[note(
        "The letter of the month has gone out to 4,000 people",
        "Missed appointments in that clinic went from 14 in a hundred to 9. We don’t know yet whether it lasts.",
    )],
    resources: &[resource(
        "Thirty words we stopped using, and what we say now",
        "Begins with “negative”.",
        "https://library.northmoor.example/words/thirty",
    )],
};
