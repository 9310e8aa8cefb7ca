//! Discharge that holds.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "discharge-that-holds",
    name: "Discharge that holds",
    domain: "Getting people home so that they stay there, and know whom to ring.",
    for_whom: "Everyone on either side of the hospital door: ward, pharmacy, transport, social care, general practice, families.",
    what_we_do: "Follow one person’s way home each month, from both ends, and mend one thing.",
    terms: &["discharge", "transfer of care", "home first", "readmission"],
    visibility: Visibility::Organisation,
    access: Access::OnRequest,
    months: 37,
    size: 52,
    held_by: &["social worker", "nadia", "gp"],
    draws: &[
        "nurse",
        "social worker",
        "gp",
        "pharmacist",
        "ot",
        "manager",
        "district nurse",
    ],
    tasks: &[
        "get medicines ready before the transport comes",
        "tell a family on Monday about Thursday",
        "write a letter that somebody can use",
        "find out who has the key",
        "ring people on the second day at home",
        "start care at home on a Saturday",
        "plan the way home from the first day",
        "hand over somebody whom nobody has met",
    ],
    meetings: &[
        "One way home, seen from both ends",
        "The Friday afternoon problem",
        "Letters: read one aloud",
        "Second-day phone calls: what we hear",
    ],
    problems: &[
        problem(
            "nadia",
            2,
            "Who rings on the second day, if everybody could?",
            "Pharmacy rings about tablets, the ward rings to be kind, the surgery rings about the letter. Some people get three calls in one morning and some get none. Do we need one caller, or one list?",
            &[
                turn(
                    "pharmacist",
                    "nadia",
                    Stance::Build,
                    "One list. I don’t mind who rings, but I do need to hear when the box has the old tablets in it. Half of my calls end there.",
                ),
                turn(
                    "carer",
                    "nadia",
                    Stance::Challenge,
                    "We had three calls and could not reach any of the three afterwards. It is not who rings us. It is whom we can ring back.",
                )
                .speaking_as("a carer")
                .changed(&["nadia", "pharmacist"]),
                turn(
                    "nadia",
                    "carer",
                    Stance::Ask,
                    "That turns it round. If there was one number that works for a week, would you rather have that than any call at all?",
                ),
                turn(
                    "carer",
                    "nadia",
                    Stance::Offer,
                    "Both, if I may be greedy. But the number first. And somebody there who has the notes open.",
                )
                .speaking_as("a carer")
                .hours_ago(20),
            ],
        ),
        problem(
            "social worker 2",
            13,
            "Medically fit is not the same as ready",
            "The words on the board are true and nobody’s plan. I get “fit since Tuesday” on Friday. What do you write instead?",
            &[
                turn(
                    "ot",
                    "social worker 2",
                    Stance::Experience,
                    "We write what she can do today: stairs with one rail, kettle no, tablets with a box. It takes the same space on the board.",
                )
                .changed(&["social worker 2"]),
                turn(
                    "doctor",
                    "social worker 2",
                    Stance::Challenge,
                    "“Fit” is there because someone counts it at ten each morning. If we drop the word, we will be asked for it by phone. Could we have both?",
                ),
                turn(
                    "ot",
                    "doctor",
                    Stance::Build,
                    "Both, in that order. The count takes the last word, people read the first.",
                ),
            ],
        ),
        problem(
            "gp 2",
            29,
            "What I need from a letter, in the first three lines",
            "What changed, what I should do, by when. The rest I read on Sunday. What do you need to be able to write this at five to four?",
            &[
                turn(
                    "doctor",
                    "gp 2",
                    Stance::Offer,
                    "To know it. The one who writes has often met the patient once. If the ward round ended with those three lines aloud, I could type them.",
                )
                .changed(&["gp 2", "nadia"]),
                turn(
                    "gp 2",
                    "doctor",
                    Stance::Thanks,
                    "I had never thought of who is at the keyboard. Thank you.",
                ),
            ],
        ),
        problem(
            "nurse",
            64,
            "Transport at two, tablets at four",
            "Four times last week. We cancelled the car twice and sent somebody home without once.",
            &[
                turn(
                    "pharmacist",
                    "nurse",
                    Stance::Ask,
                    "Who tells us the time of the car? It arrives on a screen that I can’t see.",
                ),
                turn(
                    "nurse",
                    "pharmacist",
                    Stance::Build,
                    "Nobody did. Our clerk now writes the time of the car on the prescription. Two weeks without a wait.",
                )
                .changed(&["pharmacist"]),
            ],
        ),
        problem(
            "paramedic",
            110,
            "We bring people back to a cold house",
            "No key, no light, no milk. It is nobody’s job, and it is the first thing they remember. Which of you has a volunteer for this?",
            &[
                turn(
                    "charity worker",
                    "paramedic",
                    Stance::Offer,
                    "We do, in five villages, Monday to Saturday: heating on, bed made, bread, milk and tea. Ring us the day before.",
                )
                .changed(&["paramedic", "nadia"]),
                turn(
                    "manager",
                    "charity worker",
                    Stance::Ask,
                    "What would it take to have it in the town as well? I have a small sum until March and no idea.",
                ),
                turn(
                    "charity worker",
                    "manager",
                    Stance::Offer,
                    "Six people with a car, a place for the keys, and one of you who answers the phone. The milk is the cheap part.",
                ),
            ],
        ),
    ],
    news: &[
        note(
            "Second-day calls: the first hundred",
            "61 were fine, 22 had a question about tablets, 17 needed somebody that day. We did not expect 17.",
        ),
        note(
            "Care at home can now start on Saturdays",
            "For the three villages along the river. Six weeks’ trial.",
        ),
    ],
    resources: &[
        resource(
            "Three lines at the top of a letter",
            "What changed, what to do, by when. With five real letters, before and after.",
            "https://library.northmoor.example/discharge/three-lines",
        ),
        resource(
            "Going home: questions that families asked us",
            "Forty of them, sorted by day.",
            "https://library.northmoor.example/discharge/questions",
        ),
    ],
};
