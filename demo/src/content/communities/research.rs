//! Research into practice.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "research-into-practice",
    name: "Research into practice",
    domain: "From a good study to a Tuesday afternoon, and back with better questions.",
    for_whom: "Researchers who would like to be used, and staff who would like to be asked.",
    what_we_do: "Pair one researcher with one team for a season. Both tell what they learned.",
    terms: &["research", "implementation", "evidence", "improvement"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 46,
    size: 41,
    held_by: &["researcher", "librarian"],
    draws: &["researcher", "librarian", "physiotherapist", "nurse", "doctor", "analyst"],
    tasks: &[
        "ask a question that can be answered by spring",
        "get ethics approval for something small",
        "tell a team that it did not work",
        "read a paper together at lunch",
        "keep going when the researcher has left",
        "write up what a ward already knows",
    ],
    meetings: &[
        "A season together: what we found",
        "Journal lunch",
        "Questions from the wards",
    ],
    problems: &[
        problem(
            "researcher 2",
            5,
            "The ward changed the method, and it got better",
            "We agreed on a protocol. They left out step three because it upset people. Results are good. What have I now tested?",
            &[
                turn(
                    "nurse",
                    "researcher 2",
                    Stance::Experience,
                    "You have tested whether a ward can make it its own. I would trust that more than step three.",
                ),
                turn(
                    "researcher",
                    "nurse",
                    Stance::Challenge,
                    "Half agree. If nobody writes down what they did instead, the next ward can’t do it. Could somebody there describe it in a page?",
                )
                .changed(&["researcher 2"]),
                turn(
                    "nurse",
                    "researcher",
                    Stance::Offer,
                    "I can. Give me until Friday, and somebody to laugh at the spelling.",
                )
                .hours_ago(40),
            ],
        ),
        problem(
            "physiotherapist",
            34,
            "Two good studies say the opposite",
            "Early or late after a hip. My team is split, and so are the patients.",
            &[turn(
                "librarian",
                "physiotherapist",
                Stance::Offer,
                "I read both again. They agree for people over eighty. They differ for the younger ones, and there one of them has thirty people in it.",
            )
            .changed(&["physiotherapist"])],
        ),
        problem(
            "analyst",
            76,
            "Who may look at what for a question of our own?",
            "Not a trial, just “did it get better here?” I have had four answers from three offices.",
            &[turn(
                "researcher",
                "analyst",
                Stance::Offer,
                "There is a one-page route for that: the service evaluation form, five days. I will put it in the resources, because nobody finds it.",
            )],
        ),
        problem(
            "doctor",
            16,
            "What do you read when you have twenty minutes a week?",
            "Honest answers, please.",
            &[],
        ),
    ],
    news: &[note(
        "Six pairs for the spring season",
        "Two wards still look for a researcher who can be there on Mondays.",
    )],
    resources: &[resource(
        "Is it research, audit or evaluation? One page",
        "With the right form for each.",
        "https://library.northmoor.example/research/which-form",
    )],
};
