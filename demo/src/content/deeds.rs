//! What is said around the talk: summaries, things to use, what came of them, what meetings came to.

use cop_core::activity::{ArtefactForm, ConcernOutcome, Stage};

/// What a thread that was worked through came to.
pub const SUMMARIES: [&str; 6] = [
    "Three of us do it, each in another way. What they share: somebody says beforehand who begins. Start there.",
    "Nobody had a rule that works everywhere. Two small things help most: do it at the same hour, and ask the person first.",
    "We were looking at the wrong end. It goes wrong an hour earlier, where nobody looks. The turns above say how three teams noticed.",
    "It is not the form, it is who fills it in. Where the person does it themselves, it takes half the time.",
    "Two ways that both work. Take the first with a full team and the second at night.",
    "We do not agree, and that is worth writing down: it depends on who is there in the evening.",
];

/// How a problem was put anew.
pub const REFRAMINGS: [&str; 5] = [
    "Who notices first, and can they say so?",
    "What does the person themselves want to happen?",
    "What would we stop doing if we trusted the next team?",
    "Where does what we know get lost on the way?",
    "What makes it easy on the good days?",
];

/// Things to use: what they are, what they are called, what they say. `{task}` is what the community does.
pub const ARTEFACTS: [(ArtefactForm, &str, &str); 5] = [
    (
        ArtefactForm::Guide,
        "How to {task}: one page",
        "Read it once before the shift.\n\n- Ask the person first.\n- Agree who begins.\n- Write down what you would tell the next team.",
    ),
    (
        ArtefactForm::Case,
        "The week we tried to {task}",
        "What we planned, what happened, and what we would do again. Names are left out.",
    ),
    (
        ArtefactForm::Tool,
        "Pocket card: {task}",
        "Print it double-sided. The questions are on the front, *why we ask them* is on the back.",
    ),
    (
        ArtefactForm::Protocol,
        "Agreed way to {task}",
        "Tried on three sites for a year. It holds for day and night, and says what to do when you are alone.",
    ),
    (
        ArtefactForm::Recording,
        "Recording: {task}, told by those who do it",
        "Forty minutes. The part from minute twelve is the one to watch.",
    ),
];

/// Why something was written anew.
pub const REVISIONS: [&str; 4] = [
    "The night team could not use it as it was.",
    "Two carers read it and crossed out half. They were right.",
    "The order was wrong: people need the second part first.",
    "New numbers from the winter.",
];

/// What somebody found who looked whether something still holds.
pub const CHECKS: [&str; 3] = [
    "Read with two who use it. It still holds.",
    "Holds, but for the phone number.",
    "The picture is of the old bay; the words are fine.",
];

/// Where something was used.
pub const USES: [&str; 6] = [
    "With the new starters in September.",
    "On the bay with the four quiet rooms.",
    "At handover, for two weeks.",
    "With a family who asked what we do.",
    "As it is, printed, beside the kettle.",
    "At the second site, where nobody knew us.",
];

/// What came of it.
pub const RESULTS: [&str; 6] = [
    "The questions after handover have nearly stopped.",
    "Two people went home a day earlier, and did not come back.",
    "The team asks for it now when it is missing.",
    "It took longer than before for a month, then half as long.",
    "A carer said that it was the first time anybody had asked.",
    "We stopped after six weeks: it works with three on, not with two.",
];

/// Doubts, each with what was said to it.
pub const CONCERNS: [(&str, &str, ConcernOutcome, &str); 6] = [
    (
        "We talk about people and not with them",
        "Four meetings in a row without anybody who uses the service.",
        ConcernOutcome::Changed,
        "You are right. Every second meeting begins with somebody who does, from now on.",
    ),
    (
        "The meetings are at the time when nights sleep",
        "Those who could say most can never come.",
        ConcernOutcome::Changed,
        "One in three is at seven in the evening now.",
    ),
    (
        "The guide assumes a full team",
        "With two on it cannot be done, and everybody who reads it knows that.",
        ConcernOutcome::Explained,
        "It was written for days. A second page says what to leave out.",
    ),
    (
        "We share what worked and never what did not",
        "A newcomer would think that all of us are brilliant.",
        ConcernOutcome::Changed,
        "The case hour is for what went wrong, from next month.",
    ),
    (
        "Nobody from the paying side has ever answered",
        "We ask, they read, and that is that.",
        ConcernOutcome::Explained,
        "They may not say much here before a decision. Two of them come to the open meeting.",
    ),
    (
        "Is this the place to write down what we do on the quiet?",
        "Somebody may be blamed for it.",
        ConcernOutcome::Disagreed,
        "We think that it is, without names. Who would rather not, need not.",
    ),
];

/// What happened to somebody.
pub const STORIES: [(&str, &str); 5] = [
    (
        "The night I did not do it",
        "I had the form in my hand and put it back. I asked her instead what she was afraid of. It was the stairs at home, not us.",
    ),
    (
        "What my father said on the ward",
        "He said that everybody was kind and nobody knew what the other had done. I think of it at each handover.",
    ),
    (
        "Six weeks with a new team",
        "Nobody told me how it was done here. A message in this community did, on my third day.",
    ),
    (
        "The phone call I was dreading",
        "I rang the other team to complain and they said thank you. We speak on Fridays now.",
    ),
    (
        "How we lost a good idea",
        "It was mine, it was on paper, and I was on leave when it was needed. Now it is here.",
    ),
];

/// A part of a journal that somebody chose to share.
pub const JOURNALS: [(&str, &str); 3] = [
    (
        "I needed somebody from the other side",
        "I could not have solved it with what I know. It took somebody who sees the same person at home.",
    ),
    (
        "A team we should begin this with",
        "The drivers know more about the kitchens than we do. I want to ask them.",
    ),
    (
        "What the wider system looks like from here",
        "I understand now why the letter is late: it waits for me.",
    ),
];

/// What was written down of a meeting, and what it came to.
pub const HELD: [(&str, &str); 5] = [
    (
        "Two cases, both from nights. Long talk about who may wake whom.",
        "We try the short list for a month and look again.",
    ),
    (
        "A carer told how it was from the other bed. Few questions, much silence.",
        "Nothing to decide. It changed how we talk.",
    ),
    (
        "Walked the way from the door to the bed together, with a stopwatch.",
        "Two things are moved next week.",
    ),
    (
        "Went through what was asked here since last time.",
        "Three answers found, one question open.",
    ),
    (
        "Figures of the quarter, and what they leave out.",
        "We stop counting one thing and begin another.",
    ),
];

/// What people say of themselves.
pub const INTRODUCTIONS: [&str; 6] = [
    "Nights, mostly. I came for one answer and stayed for the questions.",
    "Fifteen years in the same corridor, and I still learn where things are.",
    "I see people when they are home again. Ask me what happened next.",
    "New. I ask what everybody else stopped asking.",
    "I buy what you do. I would like to understand it.",
    "I care for my husband. I know one case very well.",
];

/// Why two people should know each other.
pub const MATCHES: [&str; 4] = [
    "You both asked the same question, half a year apart.",
    "One of you sees the beginning of it, the other the end.",
    "You try the same thing on two sites and do not know it.",
    "She has what you were looking for on Tuesday.",
];

/// Joint work.
pub const PROJECTS: [&str; 3] = [
    "Trial on three sites",
    "Short training for new starters",
    "What the letters say: a count",
];

/// How communities said where they stand, with how many days after their beginning.
pub const STAGES: [(Stage, i64, &str); 4] = [
    (
        Stage::Potential,
        25,
        "We know of each other, and not much more.",
    ),
    (
        Stage::Coalescing,
        210,
        "Most weeks somebody answers somebody.",
    ),
    (
        Stage::Maturing,
        560,
        "What we say here is used outside of it.",
    ),
    (
        Stage::Stewardship,
        1_150,
        "Others take over what the first of us began.",
    ),
];

/// A guideline or study that a community rests on; by the id of the community.
pub const EVIDENCE: [(&str, &str); 8] = [
    ("falls-prevention", "NICE CG161"),
    ("dementia-friendly-wards", "NICE NG97"),
    ("wound-care-in-the-community", "NICE CG179"),
    ("medicines-safety", "NICE NG5"),
    ("discharge-that-holds", "NICE NG27"),
    ("end-of-life-conversations", "NICE NG142"),
    ("spotting-sepsis", "NICE NG51"),
    ("perinatal-mental-health", "NICE CG192"),
];
/// What all others rest on: what is known of communities of practice in health (Li et al. 2009).
pub const EVIDENCE_OF_ALL: &str = "10.1186/1748-5908-4-27";
