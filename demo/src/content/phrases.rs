//! The talk of earlier years, made of parts that read naturally together.

use cop_core::activity::Stance;

/// How a problem of earlier years is put; `{task}` is what the community's people do all day.
pub const QUESTIONS: [&str; 12] = [
    "How do you {task} when you are two short?",
    "Who has found a good way to {task}?",
    "We used to {task}. Why did we stop?",
    "What helps you {task} with people you have just met?",
    "Is there a kinder way to {task}?",
    "New in the team: how do you {task}?",
    "How do you {task} at the weekend?",
    "Can one person {task}, or does it take two?",
    "We tried to {task} and it went wrong. Yours?",
    "How long does it take you to {task}?",
    "What do you do when there is no time to {task}?",
    "Whom do you ask when you can’t {task}?",
];

/// What is added to the question.
pub const DETAILS: [&str; 14] = [
    "We have talked about it in the team for a month and go round in circles. I would like to hear what you do, also if it is not pretty.",
    "It came up again on Tuesday. Nobody was hurt, but it was luck.",
    "I know how the policy puts it. I would like to know what you really do.",
    "We are a small team and can’t do it the way the big places do.",
    "Two of us do it one way and two the other. Both think that they are right.",
    "A relative asked me this last week, and I had no good answer.",
    "We have a new colleague who asked why. I noticed that I did not know.",
    "It works by day. It does not work after eight in the evening.",
    "Last year we had a system for this. Then the person who kept it left.",
    "If somebody has it on one page, I would be glad of it.",
    "I am not looking for a course. I am looking for somebody who has done it.",
    "We are going to try something in the new year and would rather not begin at nothing.",
    "I have an hour a week for this until Easter.",
    "It is a small thing. It is also the thing that people mention when they leave.",
];

/// What is said in reply, by how it relates to the problem; `{place}` is where the speaker works.
pub const REPLIES: [(Stance, &str); 32] = [
    (
        Stance::Ask,
        "When does it go wrong most often with you? Ours was always the hour after lunch, and that told us why.",
    ),
    (
        Stance::Ask,
        "Have you asked the people themselves? I mean it as a question. We had not.",
    ),
    (
        Stance::Ask,
        "What would be good enough? We were stuck until we stopped aiming for always.",
    ),
    (
        Stance::Ask,
        "Who else is in the room when it happens? I ask because in our case it was the visitors who noticed.",
    ),
    (
        Stance::Ask,
        "Could we come and watch for an hour? We have the same and can’t see it any more.",
    ),
    (
        Stance::Ask,
        "Do you write it down anywhere? Even ten lines on paper would be more than any of us has.",
    ),
    (
        Stance::Experience,
        "At {place} we did this for a winter. It took three weeks until it felt normal and then nobody wanted to go back.",
    ),
    (
        Stance::Experience,
        "We tried. It worked while two people cared about it. When both were on leave it stopped, and that taught us something.",
    ),
    (
        Stance::Experience,
        "We had this at {place}. In the end it was a matter of where the trolley stood, and not of people at all.",
    ),
    (
        Stance::Experience,
        "It failed with us, honestly. We did it to everybody at once. I would begin with one person who wants it.",
    ),
    (
        Stance::Experience,
        "The first week was worse than before. I am glad that somebody had warned us, or we would have stopped.",
    ),
    (
        Stance::Experience,
        "I was on the other side of this last year, as a relative. Nobody said why we waited. That was the worst of it, not the wait.",
    ),
    (
        Stance::Experience,
        "Our students noticed it before we did. They still ask. We now let them ask first, on purpose.",
    ),
    (
        Stance::Experience,
        "At {place} it got better when we told the next team what we did not manage. It felt like owning up. It was useful.",
    ),
    (
        Stance::Offer,
        "I have a page that we use. It is not pretty. I can bring twenty copies to the next meeting.",
    ),
    (
        Stance::Offer,
        "Ring me. It is quicker to say than to write, and I would like to hear what you have tried.",
    ),
    (
        Stance::Offer,
        "We do it in two steps: first ask, then come back after ten minutes. The ten minutes do most of the work.",
    ),
    (
        Stance::Offer,
        "One thing that costs nothing: say it aloud, to the person, before you do it. It slows everybody down in a good way.",
    ),
    (
        Stance::Offer,
        "We could swap two people for a week. {place} would be glad of fresh eyes, too.",
    ),
    (
        Stance::Offer,
        "Put it at the start and not at the end. At the end there is never time, anywhere.",
    ),
    (
        Stance::Offer,
        "Give it to one named person each day. With us it went round until it was nobody’s.",
    ),
    (
        Stance::Build,
        "Taking this further: if it is the start of the shift that matters, then handover is the place and not the form.",
    ),
    (
        Stance::Build,
        "Then there are two questions in this one, who knows and who may. I think that we have only talked about the first.",
    ),
    (
        Stance::Build,
        "We put both ideas together: ask first, and one named person. Two weeks now, and it holds so far.",
    ),
    (
        Stance::Build,
        "I tried it yesterday with one small change: I let the person choose the time. It took less time, not more.",
    ),
    (
        Stance::Build,
        "So it is not that people forget. It is that remembering has no place to stand. That makes me look at our board differently.",
    ),
    (
        Stance::Challenge,
        "I am not sure that it is a question of time. We had time in summer and it was no better.",
    ),
    (
        Stance::Challenge,
        "I would be careful. At {place} it helped those who were easy to help, and we did not see the others.",
    ),
    (
        Stance::Challenge,
        "Is this ours to mend? If we do it well, nobody will ever see that it is missing.",
    ),
    (Stance::Agree, "Same here."),
    (Stance::Thanks, "Thank you, I will try that on Monday."),
    (
        Stance::Thanks,
        "That helps a lot. Thank you for being so open about it.",
    ),
];

/// What brings somebody, said on joining.
pub const NOTES: [&str; 18] = [
    "A colleague told me that this is where people say how it really is.",
    "New in post, and this is half of my work now.",
    "I would like to listen for a while, if I may.",
    "I have a problem that I can’t solve alone.",
    "We did something that worked and I would like to know why.",
    "I cared for my father at home for six years.",
    "I write the policy for this and have not done the work for ten years.",
    "I come from another trust where we did this differently.",
    "My team sent me, and I am glad that they did.",
    "Three of us will take turns to come.",
    "I read along for months. Now I have a question.",
    "I would like to learn from people outside my own ward.",
    "I teach this and want to hear what students will meet.",
    "We buy this service. I would like to understand it.",
    "I saw the last meeting’s notes on the wall.",
    "Because of what happened in March.",
    "I am retiring in a year and have things to pass on.",
    "I have been on the other side of it, as a patient.",
];

/// Why somebody asks to join, where joining is on request.
pub const REASONS: [&str; 10] = [
    "I work on the receiving end of this and think that both sides should be here.",
    "We are about to begin the same thing, and I would rather learn from your mistakes than repeat them.",
    "I lead a small team in which nobody else does this. I need people to ask.",
    "I was at the open meeting in spring and would like to stay.",
    "I have twelve years of this behind me and would be glad to be of use.",
    "My patients go through your hands. I would like to know how it is there.",
    "I am doing a project on this and can offer what I find.",
    "I see the numbers and not the people. That should change.",
    "A member told me to ask. I can bring one real case to start with.",
    "I have been doing this alone for a year.",
];

/// What a steward answers when letting somebody in.
pub const WELCOMES: [&str; 6] = [
    "Welcome. Bring your question to the next meeting.",
    "Good to have you here. Listen first if you like, most of us did.",
    "Welcome! We have been hoping for somebody from your side.",
    "Come in. If you can, tell us in a line what you do all day.",
    "Welcome. Your case would fit well in spring.",
    "Glad that you asked.",
];

/// What a steward answers when turning somebody down.
pub const DECLINES: [&str; 3] = [
    "We are a working group for those who do this every week. The open meeting in spring may suit you better: you will be very welcome there.",
    "This needs somebody from inside the service, and you have written that you sell to it. Please talk to the procurement team.",
    "We have four people from your team already and would like to keep a balance. Ask whether one of them would swap with you.",
];

/// Where meetings take place.
pub const PLACES: [&str; 8] = [
    "Room 4, Northmoor General",
    "Seminar room, the Mill",
    "Old chapel, Northmoor General",
    "Library, second floor",
    "Online: meet.northmoor.example/room-12",
    "Online: meet.northmoor.example/room-3",
    "Health centre, Alderbridge",
    "Village hall, Thorpe Moor",
];

/// Why a meeting was called off.
pub const CANCELLATIONS: [&str; 4] = [
    "Snow. We will find another day.",
    "Too many of us are on the wards this week.",
    "Our guest is ill. We hope to hear her in spring.",
    "The room is needed for vaccinations.",
];
