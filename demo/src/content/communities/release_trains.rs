//! Release trains.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "release-trains",
    name: "Release trains",
    domain: "Changing the software of a hospital that never closes.",
    for_whom: "Developers, testers, product owners, service desk, and the wards who try things first.",
    what_we_do: "Share what broke, in the week it broke. Plan releases with the people who will be on shift.",
    terms: &["software", "releases", "digital", "testing", "electronic record"],
    visibility: Visibility::Organisation,
    access: Access::Open,
    months: 26,
    size: 38,
    held_by: &["developer", "product owner"],
    draws: &["developer", "product owner", "analyst", "nurse", "service desk"],
    tasks: &[
        "roll back on a Saturday",
        "test with real people before a release",
        "write release notes that a ward reads",
        "tell four teams about one change",
        "retire a screen that one person loves",
        "find out what a ward did to get round us",
        "run two versions for a month",
    ],
    meetings: &[
        "What broke, and what we saw too late",
        "Next train: who is on board",
        "An hour on the ward with the new release",
        "Show and tell",
    ],
    problems: &[
        problem(
            "developer 2",
            2,
            "Our change freeze is when the wards have time to test",
            "December is frozen for us. It is also when two of the wards have told us they could sit down with us. Has anyone split “release” from “try it out”?",
            &[
                turn(
                    "product owner",
                    "developer 2",
                    Stance::Build,
                    "The freeze is for what runs on every ward. Nothing says that we can’t have it switched off, on one ward, with somebody sitting next to it. Let me ask instead of assuming.",
                )
                .changed(&["developer 2"]),
                turn(
                    "nurse",
                    "product owner",
                    Stance::Challenge,
                    "Not the two weeks of Christmas, please. The week before is quiet, the week of is not. Ask us, not the calendar.",
                )
                .speaking_as("a ward tester")
                .hours_ago(5),
            ],
        ),
        problem(
            "service desk",
            12,
            "Release day is our worst day and we hear of it at nine",
            "Two hundred calls, and we learn from the callers what changed. A heads-up the evening before would do.",
            &[
                turn(
                    "developer",
                    "service desk",
                    Stance::Thanks,
                    "That is on us. Sorry.",
                ),
                turn(
                    "developer",
                    "service desk",
                    Stance::Offer,
                    "From the next train on, one of you presses the button with us, and the notes are yours to change before they go out.",
                )
                .changed(&["service desk"]),
            ],
        ),
        problem(
            "analyst",
            39,
            "How do you count clicks without watching people?",
            "We want to know whether the new drug chart is faster. We do not want to log what each nurse does.",
            &[
                turn(
                    "developer 3",
                    "analyst",
                    Stance::Offer,
                    "Count per ward and day, never per person, and throw away anything under eight people. It is enough to see a change of a third.",
                ),
                turn(
                    "nurse 2",
                    "analyst",
                    Stance::Experience,
                    "Or sit with three of us for one round with a stopwatch. We will tell you which of the clicks we mind.",
                )
                .changed(&["analyst", "developer 3"]),
            ],
        ),
        problem(
            "product owner 2",
            70,
            "The workaround is better than our feature",
            "Rede ward keeps a paper list beside the screen. It is faster, and everybody on the ward trusts it. Do we forbid it, copy it, or learn to live with it?",
            &[turn(
                "developer 2",
                "product owner 2",
                Stance::Build,
                "I went and had a look. It works because it shows five people at once. We show one. That is the whole difference, and we can do that.",
            )
            .changed(&["product owner 2"])],
        ),
    ],
    news: &[
        note(
            "Train 11 has left",
            "Four screens fewer. Two small things broke and were mended by noon.",
        ),
        note(
            "Train 12 leaves in January",
            "Room for two more changes. Say so here, with the name of a ward.",
        ),
    ],
    resources: &[resource(
        "Release notes on half a page",
        "A pattern, with three that wards really read.",
        "https://library.northmoor.example/digital/release-notes",
    )],
};
