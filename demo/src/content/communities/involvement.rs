//! Nothing about us without us: involving people who use services.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "service-user-involvement",
    name: "Nothing about us without us",
    domain: "Making services with the people who use them, from the first meeting on.",
    for_whom: "People who use services, carers, and staff who want to do this properly.",
    what_we_do: "Sit in on each other’s projects, and say afterwards what it was like to be asked.",
    terms: &["involvement", "service users", "carers", "co-production"],
    visibility: Visibility::Public,
    access: Access::Open,
    months: 40,
    size: 49,
    held_by: &["joan", "involvement lead", "service user"],
    draws: &["service user", "carer", "charity worker", "involvement lead", "researcher", "manager"],
    tasks: &[
        "pay people on time for their day",
        "choose a room that people can get to",
        "ask at the start and not at the end",
        "tell people what became of their idea",
        "find somebody who is not always asked",
        "chair a meeting so that everybody speaks",
    ],
    meetings: &[
        "What became of it? Ideas from last year",
        "First meeting: how to begin",
        "Being asked: what it was like",
    ],
    problems: &[
        problem(
            "service user 2",
            2,
            "I was thanked and never heard of it again",
            "I gave three afternoons to the new outpatients’ desk. It opened in summer. Nobody told me, and I can’t tell whether anything of mine is in it.",
            &[
                turn(
                    "manager",
                    "service user 2",
                    Stance::Ask,
                    "That was my project. Two of your ideas are in it, the low desk and the door. I should have told you. May I show you round, and would you tell me what is still wrong?",
                )
                .changed(&["service user 2"]),
                turn(
                    "joan",
                    "manager",
                    Stance::Build,
                    "Could “who tells them, and when” be a line in the plan, with a name? Then it does not depend on somebody being kind.",
                )
                .changed(&["manager", "involvement lead"])
                .hours_ago(29),
            ],
        ),
        problem(
            "involvement lead",
            25,
            "The payment form needs a bank letter",
            "Three people gave up. One said she felt like a supplier. We do want to pay.",
            &[
                turn(
                    "researcher",
                    "involvement lead",
                    Stance::Offer,
                    "At the university we pay vouchers up to a day’s fee on a signature. It took finance one meeting to agree, after they had met the people.",
                ),
                turn(
                    "carer",
                    "involvement lead",
                    Stance::Challenge,
                    "Vouchers are not money. I needed it for the sitter, who does not take vouchers. Ask people.",
                )
                .changed(&["researcher"]),
            ],
        ),
        problem(
            "researcher 2",
            48,
            "We always ask the same six people",
            "They are wonderful. They are also all retired and own a car.",
            &[turn(
                "charity worker",
                "researcher 2",
                Stance::Offer,
                "Come to where people already are. Our Wednesday lunch has forty of them. Do not bring slides, bring one question and peel something.",
            )
            .changed(&["researcher 2"])],
        ),
        problem(
            "carer",
            8,
            "Meetings at two are for people who don’t collect children",
            "Could one in three be in the evening, and online?",
            &[],
        ),
    ],
    news: &[note(
        "Paid within ten days",
        "Finance said yes. Tell us if it is not so.",
    )],
    resources: &[resource(
        "Before you ask us: eight questions to ask yourselves",
        "Written by people who have been asked too late.",
        "https://library.northmoor.example/involvement/before-you-ask",
    )],
};
