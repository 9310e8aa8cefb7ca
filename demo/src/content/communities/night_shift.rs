//! Working well at night.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "working-well-at-night",
    name: "Working well at night",
    domain: "What the night needs, said by those who are awake.",
    for_whom: "Everybody who works nights: nurses, porters, doctors, cleaners, crews, switchboard.",
    what_we_do: "Meet at two in the morning, online, for twenty minutes. Mend small things.",
    terms: &["night shift", "rest", "staffing", "wellbeing"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 14,
    size: 39,
    held_by: &["porter", "nurse"],
    draws: &["nurse", "hca", "porter", "doctor", "paramedic", "service desk"],
    tasks: &[
        "get a hot meal after midnight",
        "drive home awake",
        "rest for twenty minutes without being found",
        "wake a doctor for the right thing",
        "keep a ward dark and safe",
        "hear what was decided by day",
    ],
    meetings: &[
        "Two in the morning",
        "Nights and days: swap an hour",
    ],
    problems: &[
        problem(
            "porter",
            1,
            "Three wards order the same wheelchair at half past five",
            "There are four chairs and one of me. By six everybody is cross. Could we agree on an order, the night before?",
            &[
                turn(
                    "nurse",
                    "porter",
                    Stance::Ask,
                    "Which of us asks first? If Kielder goes at five we would not mind six. I had no idea that there are only four.",
                )
                .changed(&["porter"])
                .hours_ago(6),
            ],
        ),
        problem(
            "doctor",
            11,
            "The bleep at four about the thing for eight",
            "I would like to sleep until it matters. You would like it off your list. Both are fair.",
            &[
                turn(
                    "nurse 2",
                    "doctor",
                    Stance::Build,
                    "We bleep because the book for the morning gets lost. If there was one place where the morning team really looks, I would let you sleep.",
                )
                .changed(&["doctor"]),
                turn(
                    "hca",
                    "nurse 2",
                    Stance::Offer,
                    "The whiteboard by the kettle. It’s the only thing that everybody looks at.",
                ),
            ],
        ),
        problem(
            "hca 2",
            42,
            "Rest room is a cupboard with a copier",
            "The copier starts by itself at three.",
            &[turn(
                "service desk",
                "hca 2",
                Stance::Offer,
                "It was set to clean itself at three, when nobody would be there. Now it does so at noon. Sorry. Sleep well.",
            )
            .changed(&["hca 2"])],
        ),
        problem(
            "paramedic",
            20,
            "Where do you park when you are too tired to drive?",
            "Two of ours slept in the car by the road last month.",
            &[],
        ),
    ],
    news: &[note(
        "Toast all night",
        "The canteen leaves bread, butter and a toaster out from eight to six. Please wipe the crumbs.",
    )],
    resources: &[resource(
        "Driving home: a card for the dashboard",
        "Six signs that it is time to stop.",
        "https://library.northmoor.example/night/driving-home",
    )],
};
