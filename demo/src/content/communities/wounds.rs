//! Wound care in the community.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "wound-care-in-the-community",
    name: "Wound care in the community",
    domain: "Healing at home, with the hands and the hours we have.",
    for_whom: "District nurses, practice nurses, podiatrists, care home staff, and people who dress their own wounds.",
    what_we_do: "Look at one wound together each fortnight, with the person’s consent. Keep a short list of dressings that we trust.",
    terms: &["wound care", "leg ulcers", "pressure ulcers", "dressings"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 51,
    size: 47,
    held_by: &["district nurse", "podiatrist"],
    draws: &[
        "district nurse",
        "practice nurse",
        "podiatrist",
        "care home nurse",
        "pharmacist",
    ],
    tasks: &[
        "teach somebody to dress their own leg",
        "measure a wound the same way twice",
        "order dressings that arrive in time",
        "tell infection from healing",
        "bandage a leg that nobody else may touch",
        "take a photograph in bad light",
        "rest a heel in a house with one chair",
        "hand over a wound to the weekend team",
    ],
    meetings: &[
        "One wound, looked at together",
        "Compression: hands-on practice",
        "The short list of dressings: what stays, what goes",
        "Care homes and us",
    ],
    problems: &[
        problem(
            "practice nurse",
            1,
            "The same leg, three teams, three bandages",
            "Monday it is us, Wednesday the district team, Saturday the clinic. Each undoes what the other did. The person keeps a drawer of leftovers and a diary of who was right.",
            &[
                turn(
                    "district nurse",
                    "practice nurse",
                    Stance::Ask,
                    "May we see the diary? If he has kept it for months, it is better than all our notes. Would he bring it?",
                )
                .hours_ago(9),
            ],
        ),
        problem(
            "care home nurse",
            6,
            "Nobody told us when to stop the silver dressing",
            "It came with her from hospital in June. It is still on the chart. I do not want to be the one who stops it, and I do not think that anybody else will.",
            &[],
        ),
        problem(
            "podiatrist",
            11,
            "Photographs: what do you do where there is no signal?",
            "Two of our valleys have none. The app wants to send at once and gives up. We are back to paper outlines.",
            &[],
        ),
        problem(
            "district nurse 2",
            33,
            "He will not keep his leg up because of the dog",
            "Lovely man, large dog, one sofa. The wound will not close while the leg hangs. I have said it eleven times.",
            &[
                turn(
                    "service user",
                    "district nurse 2",
                    Stance::Experience,
                    "I had the same with my grandson. Somebody asked me when I could have my leg up, not whether. I said during the news and during the football. That made ninety minutes.",
                )
                .speaking_as("somebody with a leg ulcer")
                .changed(&["district nurse 2", "podiatrist"]),
                turn(
                    "district nurse 2",
                    "service user",
                    Stance::Build,
                    "Asked him that today. He has a list now, in his own writing. The dog gets the other end of the sofa.",
                ),
            ],
        ),
        problem(
            "district nurse",
            88,
            "How small can a dressing list be?",
            "Ours has 64 lines. I use nine. I suspect that we all use a different nine.",
            &[
                turn(
                    "pharmacist",
                    "district nurse",
                    Stance::Offer,
                    "I can tell you what was really ordered in a year, without names. Guess first, it is more fun.",
                ),
                turn(
                    "practice nurse 2",
                    "district nurse",
                    Stance::Challenge,
                    "Nine is fine until the one person with the odd allergy. Keep a door open for that and make it a short walk.",
                ),
                turn(
                    "district nurse",
                    "pharmacist",
                    Stance::Build,
                    "Guessed 14, it was 19. We agreed on 22 and a phone call for anything else.",
                )
                .changed(&["practice nurse 2"]),
            ],
        ),
    ],
    news: &[
        note(
            "Compression workshop is full, a second one follows",
            "Bring your own tape measure. Legs will be provided, mostly ours.",
        ),
        note(
            "The short list is down to 22",
            "It hangs in the stores at the Mill. Shout if something you need is missing.",
        ),
    ],
    resources: &[
        resource(
            "Measuring a wound: one way for all of us",
            "Longest length, widest width, same position, same light.",
            "https://library.northmoor.example/wounds/measuring",
        ),
        resource(
            "When can you have your leg up? A sheet to fill in together",
            "Made after the thread about the dog.",
            "https://library.northmoor.example/wounds/leg-up",
        ),
    ],
};
