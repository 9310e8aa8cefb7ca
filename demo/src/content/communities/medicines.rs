//! Medicines safety.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "medicines-safety",
    name: "Medicines safety",
    domain: "The right medicine, for the right reason, and no longer than it helps.",
    for_whom: "Whoever prescribes, gives, makes up, brings or takes medicines.",
    what_we_do: "Share near misses within a week, without names. Change the chart, not only the people.",
    terms: &[
        "medicines",
        "high-risk medicines",
        "insulin",
        "near misses",
        "prescribing",
    ],
    visibility: Visibility::Public,
    access: Access::Open,
    months: 60,
    size: 71,
    held_by: &["pharmacist", "doctor", "nurse"],
    draws: &[
        "pharmacist",
        "nurse",
        "doctor",
        "gp",
        "technician",
        "district nurse",
    ],
    tasks: &[
        "check insulin at a change of shift",
        "explain a new tablet in two minutes",
        "stop what nobody remembers starting",
        "keep two similar boxes apart",
        "tell a family about a mistake",
        "give medicines on time at a busy hour",
        "reconcile a list on a Sunday",
        "watch a patch that should come off",
    ],
    meetings: &[
        "Near misses of the month, no names",
        "Insulin: what the chart makes us do",
        "Stopping: a clinic for fewer tablets",
        "Look-alike boxes: bring yours",
    ],
    problems: &[
        problem(
            "nurse 2",
            5,
            "The new grey pens look like the old ones from behind",
            "Twice the strength, same grey. Three of us picked up the wrong one in a week and noticed in time. It will not always be in time. What do you do until the supplier changes it?",
            &[
                turn(
                    "pharmacist",
                    "nurse 2",
                    Stance::Offer,
                    "We can keep the strong ones in a different place: pharmacy only, in a bag with the name of one person. Slower, I know. Would your ward accept slower for six weeks?",
                ),
                turn(
                    "district nurse",
                    "pharmacist",
                    Stance::Experience,
                    "In people’s homes both lie in the same fridge door. We put a rubber band round the strong one. You feel it before you read it.",
                )
                .changed(&["nurse 2", "pharmacist"]),
                turn(
                    "nurse 2",
                    "district nurse",
                    Stance::Build,
                    "Bands on since this morning, and the night shift noticed without being told. Pharmacy will put them on before they leave the building.",
                )
                .hours_ago(26),
            ],
        ),
        problem(
            "gp",
            19,
            "Two blood thinners after discharge, again",
            "The hospital starts the new one, our repeat list still has the old one, and the pharmacy delivers both. Nobody did anything wrong. Third time this year.",
            &[
                turn(
                    "technician",
                    "gp",
                    Stance::Ask,
                    "We see both names come by on the same day. Would you want us to hold the bag and ring? We never know whether we may.",
                )
                .changed(&["gp"]),
                turn(
                    "gp",
                    "technician",
                    Stance::Offer,
                    "Yes. Hold it and ring, on the bypass number. I will say so in writing, so that you may.",
                ),
                turn(
                    "pharmacist 2",
                    "gp",
                    Stance::Challenge,
                    "That catches it at the last door. The first door is our letter: “started” without “stops what”. Let us mend both.",
                ),
            ],
        ),
        problem(
            "doctor 2",
            47,
            "How do you talk about a mistake on the same day?",
            "We gave a dose twice. No harm done. I told the family with my hands shaking and do not think that I did it well.",
            &[
                turn(
                    "service user",
                    "doctor 2",
                    Stance::Experience,
                    "It was done to us once. I remember that she sat down, that she said “we” and not “there was”, and that she came back the next day. The words were not good. It did not matter.",
                )
                .speaking_as("a patient")
                .changed(&["doctor 2", "nurse"]),
                turn(
                    "nurse",
                    "doctor 2",
                    Stance::Offer,
                    "Take somebody with you, not for the family but for you. I would come.",
                ),
            ],
        ),
        problem(
            "care home nurse",
            81,
            "Morning round: 140 tablets before nine",
            "Somebody is always late, and being late matters for three of them only. How do you sort a round by what can wait?",
            &[
                turn(
                    "pharmacist",
                    "care home nurse",
                    Stance::Offer,
                    "Send me the list without names. In most homes a third can move to lunch and some can go for good.",
                ),
                turn(
                    "care home nurse",
                    "pharmacist",
                    Stance::Build,
                    "From 140 to 96. The ones for Parkinson’s come first and on time. I have had breakfast with residents twice.",
                )
                .changed(&["pharmacist"]),
            ],
        ),
        problem(
            "technician 2",
            8,
            "Where do you put the “do not crush” list?",
            "It is on the intranet, in a folder, in a folder. People crush because the pestle is nearer.",
            &[],
        ),
    ],
    news: &[
        note(
            "Near misses: 214 shared this year",
            "A fifth were about look-alike boxes. Eleven boxes have moved.",
        ),
        note(
            "The insulin chart changes in January",
            "Made with the people who fill it in at four in the morning.",
        ),
    ],
    resources: &[
        resource(
            "Telling people that something went wrong",
            "Half a page. Sit down, say “we”, come back.",
            "https://library.northmoor.example/medicines/telling",
        ),
        resource(
            "Rubber bands and other cheap ideas",
            "Twelve changes that cost less than a lunch.",
            "https://library.northmoor.example/medicines/cheap-ideas",
        ),
    ],
};
