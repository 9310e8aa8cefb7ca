//! First year as a manager: seen by all, joined by invitation.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "first-year-as-a-manager",
    name: "First year as a manager",
    domain: "The step from doing the work to looking after those who do it.",
    for_whom: "People in their first year of leading a team. Each is invited by somebody from the year before.",
    what_we_do: "Meet for an hour once a month, and bring what you would rather not tell your boss.",
    terms: &["managers", "leading", "teams"],
    visibility: Visibility::Organisation,
    access: Access::ByInvitation,
    months: 18,
    size: 24,
    held_by: &["manager", "elin"],
    draws: &["manager", "sister", "physiotherapist", "ot", "product owner", "pharmacist"],
    tasks: &[
        "say no to somebody who was your friend last month",
        "give back a problem that is not yours",
        "ask for help upwards",
        "make a roster that is fair and works",
        "tell somebody that their work is not good enough",
        "leave on time",
    ],
    meetings: &["An hour behind closed doors", "A year on: what we wish we had known"],
    problems: &[
        problem(
            "sister",
            8,
            "I used to be on the group chat",
            "They have a new one. Of course they do. How do you stay close enough to know, and far enough to decide?",
            &[
                turn(
                    "elin",
                    "sister",
                    Stance::Experience,
                    "I missed it for a year. What helped was one fixed time when anyone could come and moan, and a promise that I would not mend anything unless asked.",
                )
                .changed(&["sister", "manager"]),
            ],
        ),
        problem(
            "pharmacist",
            31,
            "How do you start the hard talk?",
            "I have had it in my calendar three times and moved it three times.",
            &[
                turn(
                    "manager",
                    "pharmacist",
                    Stance::Offer,
                    "“I want to talk about last Tuesday, and I am a bit nervous about it.” It’s true, and it makes two of you.",
                )
                .changed(&["pharmacist"]),
                turn(
                    "pharmacist",
                    "manager",
                    Stance::Thanks,
                    "Did it. She had been waiting for me to say something.",
                ),
            ],
        ),
        problem(
            "product owner",
            13,
            "Everything lands on me on Friday at three",
            "Is it the same with you, and have you ever let it lie until Monday?",
            &[],
        ),
    ],
    news: &[note(
        "Invitations for next year’s group",
        "Each of us may invite two. Think of somebody who would never ask.",
    )],
    resources: &[resource(
        "A roster that is fair: three we tried",
        "With what people said afterwards.",
        "https://library.northmoor.example/managers/rosters",
    )],
};
