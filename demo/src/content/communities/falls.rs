//! Falls prevention: the community that the drawings of the screens show.

use cop_core::activity::{Access, Stance, Visibility};

use crate::content::{CommunityText, note, problem, resource, turn};

pub const COMMUNITY: CommunityText = CommunityText {
    id: "falls-prevention",
    name: "Falls prevention",
    domain: "Keeping people on their feet, from the ward to their own stairs.",
    for_whom: "Anybody who is there when somebody stands up: nurses, therapists, paramedics, carers, and those who buy the services.",
    what_we_do: "Bring one real problem to each meeting. Keep a guide that we use ourselves.",
    terms: &["falls", "older people", "strength and balance", "wards"],
    visibility: Visibility::Public,
    access: Access::Open,
    months: 58,
    size: 64,
    held_by: &["ama", "rhys", "joan"],
    draws: &[
        "nurse",
        "physiotherapist",
        "paramedic",
        "carer",
        "ot",
        "sister",
    ],
    tasks: &[
        "get people out of bed before breakfast",
        "find out who is afraid of falling",
        "keep glasses with the person they belong to",
        "measure standing blood pressure",
        "choose shoes for swollen feet",
        "talk about a fall with the family",
        "keep the way to the toilet clear",
        "teach somebody to get up off the floor",
        "look at the medicines that make people dizzy",
        "pass on a walking plan from ward to home",
    ],
    meetings: &[
        "Working session: a problem that one of us brings",
        "Case hour: one fall, looked at slowly",
        "Balance classes: what keeps people coming",
        "Walk the ward with us",
        "After the fall: the first ten minutes",
    ],
    problems: &[
        problem(
            "ama",
            4,
            "Who has moved handover to the bedside?",
            "We lose ten minutes a shift to questions that the patient could have answered. Has anyone done it with people listening in the next bed?",
            &[
                turn(
                    "rhys",
                    "ama",
                    Stance::Ask,
                    "What do you hand over that the next bed must not hear? Ours turned out to be two items. We keep those for the corridor.",
                ),
                turn(
                    "ama",
                    "rhys",
                    Stance::Build,
                    "Resuscitation decisions, and family. You are right, it is short. The rest they would rather be part of.",
                ),
                turn(
                    "rhys",
                    "ama",
                    Stance::Offer,
                    "Then say those two at the door and do the rest at the bed, for one week and one bay. We wrote down who spoke: by the fourth day the patients did half of it.",
                ),
                turn(
                    "thandi",
                    "ama",
                    Stance::Experience,
                    "On Kielder we start with the person’s own question of the day. It takes a minute each, and the bells in the hour after have nearly stopped.",
                ),
                turn(
                    "researcher",
                    "thandi",
                    Stance::Ask,
                    "Do you write their question down somewhere? It might be the best record we have of what people worry about before they fall.",
                ),
                turn(
                    "joan",
                    "ama",
                    Stance::Experience,
                    "When they did it at my husband’s bed he corrected the dose. Nobody had asked him for a week.",
                )
                .speaking_as("a carer")
                .changed(&["ama", "rhys"])
                .hours_ago(2),
            ],
        ),
        problem(
            "nurse 3",
            4,
            "Sensor mats alarm so often that nobody comes",
            "Eleven mats on our ward, and on a busy night one goes off every four minutes. Most of the time the person only turned over. I caught myself not looking up. What have you done, other than asking people to look up?",
            &[],
        ),
        problem(
            "paramedic",
            17,
            "We pick up the same people from the same floor",
            "Nine addresses make up a third of our lifts at weekends. We help them up, they are not hurt, we leave, and nobody else ever hears of it. Who would want to know, and what would you need from us?",
            &[
                turn(
                    "rhys",
                    "paramedic",
                    Stance::Offer,
                    "We would. A first name, an address and “lifted, not hurt” by any route you like. We can be there in three working days, and most of them have never been offered a balance class.",
                )
                .changed(&["paramedic"]),
                turn(
                    "gp",
                    "paramedic",
                    Stance::Challenge,
                    "Please not one more e-mail to a shared inbox. If it comes as a task on the record, somebody has to close it. That is the difference between knowing and doing.",
                )
                .changed(&["rhys"]),
                turn(
                    "paramedic",
                    "gp",
                    Stance::Build,
                    "A task we can do from the vehicle. It takes me forty seconds if the words are ready. I will try it with Rhys’s team for the nine addresses and tell you here what became of them.",
                ),
                turn(
                    "gp",
                    "paramedic",
                    Stance::Offer,
                    "I will write the words with you on Friday, and name who closes it. Put the nine on my list first, then we see what it costs us.",
                ),
                turn(
                    "joan",
                    "paramedic",
                    Stance::Experience,
                    "Ask what they were reaching for. With us it was the same cupboard each time. A shelf would have saved you four visits.",
                )
                .speaking_as("a carer"),
            ],
        ),
        problem(
            "physiotherapist 2",
            41,
            "People stop coming to the balance class after week five",
            "Twelve start, ten are there in week four, and then it is five. The gain comes after week eight. I have tried phoning. What keeps people?",
            &[
                turn(
                    "service user",
                    "physiotherapist 2",
                    Stance::Experience,
                    "I stopped because I got better and nobody told me that this was not yet the point. Tell people in week four what week ten is for.",
                )
                .speaking_as("somebody who fell")
                .changed(&["physiotherapist 2", "elin"]),
                turn(
                    "elin",
                    "physiotherapist 2",
                    Stance::Experience,
                    "We moved the tea from the end to the middle. It sounds silly. People who sit with each other once come back for each other.",
                ),
                turn(
                    "gareth",
                    "physiotherapist 2",
                    Stance::Ask,
                    "We pay per course started. Would it help if we paid for people who finish? I am asking, not promising.",
                )
                .speaking_as("a commissioner"),
                turn(
                    "physiotherapist 2",
                    "gareth",
                    Stance::Challenge,
                    "Careful: then we would choose the people who finish anyway. Pay for the phone call in week six and the lift for those with no bus.",
                )
                .changed(&["gareth"]),
            ],
        ),
        problem(
            "ot",
            73,
            "A rail is fitted in six weeks and needed on Friday",
            "The order is quick, the fitting is not. In the meantime people go home to the bath they fell in. How do you bridge it?",
            &[
                turn(
                    "social worker",
                    "ot",
                    Stance::Offer,
                    "The handyman service of Age Concern Northmoor fits within three days for people who come home from hospital. They do not advertise it. Ring before noon.",
                )
                .changed(&["ot"]),
                turn(
                    "ot",
                    "social worker",
                    Stance::Thanks,
                    "Rang this morning, fitted on Thursday. Thank you.",
                ),
            ],
        ),
        problem(
            "pharmacist",
            120,
            "Who stops the sleeping tablet that we started?",
            "We give it for three bad nights on the ward, it travels home with the discharge letter, and a year later somebody falls on the landing. Where does your place stop it?",
            &[
                turn(
                    "gp",
                    "pharmacist",
                    Stance::Experience,
                    "If the letter says “for the ward only, stop on discharge” I can stop it. If it stands in a list of fourteen, I have to assume that you meant it.",
                )
                .changed(&["pharmacist", "dilip"]),
                turn(
                    "dilip",
                    "gp",
                    Stance::Build,
                    "Then it should never be in the list. We now write them on the chart with an end date, and the letter takes only what has none.",
                ),
                turn(
                    "nurse 2",
                    "pharmacist",
                    Stance::Experience,
                    "Half of ours were for noise. We turned the phones down and moved the bin with the loud lid, and used eleven tablets less in a week.",
                ),
            ],
        ),
    ],
    news: &[
        note(
            "The guide is printed",
            "Two pages, large type. Ask for as many as your team can really hand over in person.",
        ),
        note(
            "Strength and balance: four new classes in village halls",
            "Alderbridge, Thorpe Moor, Kielder Road and the Mill. Anybody can send anybody, also themselves.",
        ),
        note(
            "We tried bedside handover on two wards",
            "What we learned is in the thread. Come on Thursday and take it apart with us.",
        ),
    ],
    resources: &[
        resource(
            "Bedside handover, one page",
            "What we say at the bed, what we keep for the corridor, and how to ask first.",
            "https://library.northmoor.example/falls/bedside-handover",
        ),
        resource(
            "Getting up off the floor: six pictures",
            "Drawn with people who have done it. Also good on the wall of a physiotherapy room.",
            "https://library.northmoor.example/falls/getting-up",
        ),
        resource(
            "After a fall: ten questions for ten minutes",
            "For the team, on the same day, without blame.",
            "https://library.northmoor.example/falls/ten-questions",
        ),
    ],
};
