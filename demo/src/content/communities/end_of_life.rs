//! Conversations near the end of life.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "end-of-life-conversations",
    name: "Conversations near the end of life",
    domain: "Saying what needs to be said while there is time to say it.",
    for_whom: "Staff in wards, homes, hospices and surgeries, chaplains, volunteers, and families who want to help others.",
    what_we_do: "Meet once a month to tell one conversation that went well or badly. What is said stays here.",
    terms: &["end of life", "palliative care", "advance care planning", "families"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 48,
    size: 43,
    held_by: &["nurse", "chaplain"],
    draws: &["nurse", "chaplain", "doctor", "district nurse", "care home nurse", "volunteer"],
    tasks: &[
        "begin when the person does not",
        "ask where somebody wants to be",
        "tell a son in another country",
        "stop treatment without stopping care",
        "write a plan that the ambulance can find",
        "sit with somebody who has nobody",
        "look after each other afterwards",
    ],
    meetings: &[
        "One conversation, told slowly",
        "Practising the first sentence",
        "Plans that could not be found",
        "For ourselves: an hour with no agenda",
    ],
    problems: &[
        problem(
            "care home nurse",
            5,
            "The family wants everything done, she wanted none of it",
            "She told me in spring, over knitting. It is not written down. Her daughter came from Leeds last night and asks for the ambulance each time the breathing changes.",
            &[
                turn(
                    "chaplain",
                    "care home nurse",
                    Stance::Offer,
                    "Tell the daughter about the knitting. Not as an argument. She has missed those months, and you were there.",
                )
                .changed(&["care home nurse"]),
                turn(
                    "gp",
                    "care home nurse",
                    Stance::Offer,
                    "I can come at six. Let us sit down three together, and I will write it up while we talk, with her mother’s words in it.",
                ),
                turn(
                    "care home nurse",
                    "chaplain",
                    Stance::Experience,
                    "I took the scarf with me. She cried and then asked what else her mother had said. We did not need to decide anything that evening.",
                )
                .changed(&["gp", "nurse"])
                .hours_ago(14),
            ],
        ),
        problem(
            "doctor",
            27,
            "What is your first sentence?",
            "I have learned twelve and use none. In the room I talk about potassium.",
            &[
                turn(
                    "nurse",
                    "doctor",
                    Stance::Offer,
                    "“What do you understand about how things are?” And then nothing, for as long as it takes.",
                ),
                turn(
                    "volunteer",
                    "doctor",
                    Stance::Experience,
                    "A doctor asked my father what a good day looked like. Nobody had to say the word. He talked for an hour.",
                )
                .speaking_as("a son")
                .changed(&["doctor"]),
            ],
        ),
        problem(
            "paramedic",
            52,
            "The plan exists and we can’t see it at the door",
            "Somebody took trouble over it. At three in the morning there is a purple folder, or there is not.",
            &[
                turn(
                    "district nurse",
                    "paramedic",
                    Stance::Offer,
                    "Ours hang inside the fridge door in a green bottle, with a sticker on the door frame. It’s old-fashioned and it works at three.",
                )
                .changed(&["paramedic"]),
            ],
        ),
        problem(
            "hca",
            9,
            "Nobody asks the night staff how it was",
            "We were with him at four. By handover it is a line. I went home and peeled potatoes.",
            &[],
        ),
    ],
    news: &[note(
        "A quiet room on the third floor",
        "It has a window, two chairs and no computer. The key is with the site manager.",
    )],
    resources: &[resource(
        "First sentences",
        "Nineteen that people here have really used, with what came next.",
        "https://library.northmoor.example/end-of-life/first-sentences",
    )],
};
