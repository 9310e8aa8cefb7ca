//! Commissioning for evidence.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "commissioning-for-evidence",
    name: "Commissioning for evidence",
    domain: "Buying what works, and finding out whether it did.",
    for_whom: "Commissioners, analysts, researchers, and the people whose services are bought.",
    what_we_do: "Take one decision that is due, ask what would change our mind, and come back a year later to look.",
    terms: &["commissioning", "evidence", "evaluation", "contracts"],
    visibility: Visibility::Organisation,
    access: Access::OnRequest,
    months: 33,
    size: 22,
    held_by: &["commissioner", "researcher"],
    draws: &["commissioner", "researcher", "analyst", "manager", "charity worker"],
    tasks: &[
        "end a contract that everybody likes",
        "ask for numbers that a small charity can give",
        "judge a pilot after six months",
        "read a study in an hour",
        "write down what would change our mind",
        "compare places that are not alike",
        "hear the people who did not come",
    ],
    meetings: &[
        "A decision that is due",
        "One year on: were we right?",
        "Reading group: one study, one hour",
    ],
    problems: &[
        problem(
            "gareth",
            6,
            "We are about to stop something that might have worked",
            "The home exercise scheme ran for nine months. Falls did not change, but they are rare, and 140 people are too few to see it. Money ends in March. What would you look at instead?",
            &[
                turn(
                    "researcher",
                    "gareth",
                    Stance::Offer,
                    "Look at what must change first if it works: do people stand up from a chair faster after twelve weeks? With 140 you could see that. If not even that moved, stop with a good conscience.",
                )
                .changed(&["gareth"]),
                turn(
                    "charity worker",
                    "gareth",
                    Stance::Experience,
                    "We have the chair tests, on paper, in a box. Nobody asked for them. I can type in a hundred by Tuesday.",
                )
                .hours_ago(31),
            ],
        ),
        problem(
            "analyst",
            24,
            "Everybody wants a dashboard, nobody wants a question",
            "I built four this year. Two were opened last month, both by me. How do you get people to say what they would do differently?",
            &[
                turn(
                    "commissioner",
                    "analyst",
                    Stance::Experience,
                    "Ask for the e-mail they would send if the number was bad. If there is no e-mail, there is no dashboard.",
                )
                .changed(&["analyst"]),
            ],
        ),
        problem(
            "commissioner 2",
            66,
            "How small may a pilot be and still tell us something?",
            "Two surgeries, ten weeks, and a promise to decide afterwards.",
            &[
                turn(
                    "researcher 2",
                    "commissioner 2",
                    Stance::Challenge,
                    "Small enough to stop, large enough to be wrong. Ten weeks will tell you whether it can be done. It will not tell you whether it helps. Promise only the first.",
                )
                .changed(&["commissioner 2"]),
                turn(
                    "manager",
                    "researcher 2",
                    Stance::Ask,
                    "And who tells the board the difference? They hear “it worked” either way.",
                ),
            ],
        ),
        problem(
            "charity worker 2",
            15,
            "Four funders, four forms, one part-time worker",
            "A day a month goes into counting the same people in four ways. Could you agree among yourselves?",
            &[],
        ),
    ],
    news: &[note(
        "One year on: three decisions looked at again",
        "We were right once, wrong once, and do not know once. Notes are in the resources.",
    )],
    resources: &[resource(
        "What would change our mind? A page to fill in before deciding",
        "Five questions, signed by whoever decides.",
        "https://library.northmoor.example/commissioning/change-our-mind",
    )],
};
