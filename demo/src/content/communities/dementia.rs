//! Dementia-friendly wards.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "dementia-friendly-wards",
    name: "Dementia-friendly wards",
    domain: "What a hospital feels like when you can’t hold on to where you are.",
    for_whom: "Ward teams, therapists, porters, families, and people who live with dementia.",
    what_we_do: "Visit each other’s wards with fresh eyes, try one change at a time, and tell what happened.",
    terms: &["dementia", "older people", "delirium", "wards"],
    visibility: Visibility::Public,
    access: Access::OnRequest,
    months: 44,
    size: 31,
    held_by: &["thandi", "psychologist"],
    draws: &["nurse", "ot", "hca", "carer", "psychologist", "doctor"],
    tasks: &[
        "find out what somebody liked to be called",
        "make a bay quiet enough to sleep in",
        "help somebody who looks for the way home",
        "tell delirium from dementia on a Friday night",
        "keep a person’s own clothes on the ward",
        "feed somebody who forgets that lunch is for eating",
        "move a bed without losing the person",
        "let families stay as long as they want",
    ],
    meetings: &[
        "Ward visit with fresh eyes",
        "One patient’s day, told by the family",
        "What we changed, and whether anybody noticed",
        "Delirium: the first night",
    ],
    problems: &[
        problem(
            "hca",
            3,
            "He packs his bag every day at four",
            "He was a postman and is sure that the late round is waiting. We talk him out of it, he gets angry, we get security. There must be a better quarter of an hour than this one.",
            &[
                turn(
                    "carer",
                    "hca",
                    Stance::Experience,
                    "My mother did this with the school run. It was never about the school. She was tired and wanted to be needed. Give him something to deliver.",
                )
                .speaking_as("a daughter")
                .changed(&["hca", "thandi"]),
                turn(
                    "hca",
                    "carer",
                    Stance::Build,
                    "He took the menus round with me today, bed by bed, and said good afternoon to everyone. At half past four he sat down and asked for tea.",
                ),
                turn(
                    "psychologist",
                    "hca",
                    Stance::Ask,
                    "Could you write down the time when it starts for one week? If it is always after the lights change, we can do something about the lights as well.",
                ),
            ],
        ),
        problem(
            "sister",
            22,
            "Bed moves at night undo a week of work",
            "Two moves between midnight and five last week, both people with dementia, both for good reasons elsewhere. Next day they did not know us. How do you say no, and to whom?",
            &[
                turn(
                    "thandi",
                    "sister",
                    Stance::Experience,
                    "We put one line on the board in the site office: who must not move, and why, in seven words. They do not refuse us since they can see it. They had never known.",
                )
                .changed(&["sister"]),
                turn(
                    "manager",
                    "thandi",
                    Stance::Challenge,
                    "I run that office at night. With four lines I can keep the promise, with fourteen I can’t. Who decides which four?",
                )
                .speaking_as("a site manager"),
                turn(
                    "sister",
                    "manager",
                    Stance::Build,
                    "Fair. We would rather choose than be surprised. Let us bring last week’s list to the meeting and try choosing four together.",
                ),
            ],
        ),
        problem(
            "ot",
            58,
            "Blue plates: does anybody have numbers of their own?",
            "Everyone quotes the same study. Has somebody here weighed what was left over, before and after?",
            &[
                turn(
                    "dietitian",
                    "ot",
                    Stance::Offer,
                    "We weighed for two weeks on Rede: 38 people, a quarter less left over at lunch, no change at breakfast. Small, and the chef was new. I can send the sheet.",
                ),
                turn(
                    "ot",
                    "dietitian",
                    Stance::Ask,
                    "Yes please. Could it be the chef? I would like to do two weeks here with ours, who has been here since 1998.",
                ),
            ],
        ),
        problem(
            "nurse",
            96,
            "“This is me” stays in the drawer",
            "Families fill it in with care. Then it lies in the folder, and the night shift has never seen it.",
            &[
                turn(
                    "carer 2",
                    "nurse",
                    Stance::Experience,
                    "I wrote three lines with a thick pen and put them above the bed. Everybody read those. The four pages were for me, I think.",
                )
                .speaking_as("a husband")
                .changed(&["nurse"]),
                turn(
                    "nurse 2",
                    "nurse",
                    Stance::Build,
                    "We now ask for the three lines first. The long form comes later, for those who like it.",
                ),
            ],
        ),
        problem(
            "physiotherapist",
            9,
            "Has anybody found a clock that helps?",
            "Ours says the right time and still nobody believes it. Day and night look the same in the middle bays.",
            &[],
        ),
    ],
    news: &[
        note(
            "The reminiscence trolley has a home",
            "It lives outside Kielder. Take it, use it, bring it back with one story.",
        ),
        note(
            "Ward visits in spring",
            "Six wards said yes. You need soft shoes and an hour and a half.",
        ),
    ],
    resources: &[
        resource(
            "Three lines above the bed",
            "A card to print, with room for a name, a comfort and a warning.",
            "https://library.northmoor.example/dementia/three-lines",
        ),
        resource(
            "Fresh eyes: what to look for on a ward visit",
            "Written by families. Start at the car park.",
            "https://library.northmoor.example/dementia/fresh-eyes",
        ),
    ],
};
