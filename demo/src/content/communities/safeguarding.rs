//! Safeguarding supervision: for members only.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "safeguarding-supervision",
    name: "Safeguarding supervision",
    domain: "Thinking together about the cases that we take home with us.",
    for_whom: "Named professionals for safeguarding, by invitation.",
    what_we_do: "Meet every two weeks in a closed group. No names, no recordings.",
    terms: &["safeguarding", "supervision"],
    visibility: Visibility::Members,
    access: Access::ByInvitation,
    months: 31,
    size: 17,
    held_by: &["social worker", "health visitor"],
    draws: &["social worker", "health visitor", "midwife", "gp", "psychologist"],
    tasks: &[
        "hold a worry that is not yet a case",
        "speak to a colleague who sees it differently",
        "come to a visit with an open mind the fifth time",
        "end a day like that",
    ],
    meetings: &["Closed group", "Closed group, with a guest"],
    problems: &[
        problem(
            "health visitor",
            6,
            "I no longer know whether I am worried or tired",
            "Fourth visit, small things, nothing to write down. How do you tell?",
            &[
                turn(
                    "social worker",
                    "health visitor",
                    Stance::Ask,
                    "If a colleague told you these small things about their family, what would you say to them?",
                )
                .changed(&["health visitor"]),
                turn(
                    "health visitor",
                    "social worker",
                    Stance::Build,
                    "I would say: go again, and take somebody with you. So I will.",
                ),
            ],
        ),
        problem(
            "gp",
            37,
            "What can I share before anybody is sure?",
            "I have one piece. I think that somebody else has another.",
            &[turn(
                "social worker",
                "gp",
                Stance::Offer,
                "You may always ask a question. Ring me and ask it without the name first, and we will look together at what needs to be said.",
            )
            .changed(&["gp"])],
        ),
    ],
    news: &[note(
        "Two new members from general practice",
        "Please be kind and explain the abbreviations.",
    )],
    resources: &[resource(
        "How we speak here",
        "Our five agreements, on one page.",
        "https://library.northmoor.example/safeguarding/how-we-speak",
    )],
};
