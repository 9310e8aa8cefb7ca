//! Perinatal mental health.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "perinatal-mental-health",
    name: "Perinatal mental health",
    domain: "How parents are, before and after a birth, and who asks them.",
    for_whom: "Midwives, health visitors, psychologists, surgeries, charities, and parents who have been there.",
    what_we_do: "Learn from one family’s year at a time. Keep the map of who can help, and how soon.",
    terms: &["perinatal", "mental health", "maternity", "parents"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 22,
    size: 36,
    held_by: &["midwife", "psychologist"],
    draws: &["midwife", "health visitor", "psychologist", "gp", "charity worker", "service user"],
    tasks: &[
        "ask a father how he is",
        "ask twice without prying",
        "get somebody seen before the baby is six weeks old",
        "talk about a birth that went badly",
        "keep mother and baby in one place",
        "reach people who do not come to groups",
    ],
    meetings: &[
        "One family’s year",
        "Asking: we practise on each other",
        "The map: who can help, how soon",
    ],
    problems: &[
        problem(
            "health visitor",
            7,
            "The form says she is fine",
            "Every answer a zero, in under a minute, with the phone in the other hand. I think she has filled it in before.",
            &[
                turn(
                    "service user",
                    "health visitor",
                    Stance::Experience,
                    "I gave zeros because the last time I told the truth there was a phone call I did not expect. Tell her first what happens with an honest answer.",
                )
                .speaking_as("a mother")
                .changed(&["health visitor", "psychologist"]),
                turn(
                    "psychologist",
                    "health visitor",
                    Stance::Build,
                    "Could we write that on top of the form, in three sentences? What we do with it, whom we tell, what stays between us.",
                ),
            ],
        ),
        problem(
            "midwife",
            30,
            "Waiting list: fourteen weeks. Pregnancy: twelve to go",
            "What do you do in between that is more than a leaflet?",
            &[
                turn(
                    "charity worker",
                    "midwife",
                    Stance::Offer,
                    "We walk with a pram on Tuesdays, bump counts as pram. Two of us have been through it. It is not therapy, and nobody has to talk.",
                )
                .changed(&["midwife"]),
                turn(
                    "midwife",
                    "charity worker",
                    Stance::Thanks,
                    "Three of mine went. Two are going again.",
                ),
            ],
        ),
        problem(
            "gp",
            62,
            "Six-week check: ten minutes for two people",
            "One of them is screaming. When do you ask the other one?",
            &[turn(
                "health visitor 2",
                "gp",
                Stance::Offer,
                "I see her two days before. If I may write you one line, you can begin with it: “You told Meera that nights are bad.” Then you do not have to ask cold.",
            )
            .changed(&["gp"])],
        ),
        problem(
            "psychologist 2",
            12,
            "Fathers come once",
            "Seven came to the first evening. One to the second. It was about feelings, on a Thursday. I have two guesses.",
            &[],
        ),
    ],
    news: &[note(
        "The map is up to date",
        "Twenty-three places, each rung up this month, with the true wait.",
    )],
    resources: &[resource(
        "What happens if I answer honestly?",
        "Three sentences to read out before the form.",
        "https://library.northmoor.example/perinatal/honestly",
    )],
};
