//! What people said: the problems of this year as written, those of earlier years made of phrases.

use std::collections::BTreeSet;

use cop_core::activity::Stance;
use cop_core::command::Command;
use cop_core::id::PersonId;
use cop_core::time::Timestamp;

use super::calendar::{Calendar, by_day, days_between};
use super::plan::{Plan, contribution};
use super::population::Person;
use super::random::Random;
use super::roster::Roster;
use crate::content::phrases::{DETAILS, QUESTIONS, REPLIES};
use crate::content::{NoteText, ProblemText, TurnText};

/// How many days before the demonstration the phrases end and the written problems take over.
const PHRASES_UNTIL: i64 = 60;

/// A thread of earlier years, for what came of it.
pub struct Told<'a> {
    /// The handle of the problem.
    pub root: String,
    /// Who raised it.
    pub author: &'a Person,
    /// When.
    pub raised: Timestamp,
    /// Who took each turn.
    pub speakers: Vec<&'a Person>,
    /// The handle of each turn.
    pub turns: Vec<String>,
    /// When it was last added to.
    pub last_at: Timestamp,
}

/// Plans everything that is said in a community, and gives the threads of earlier years, the oldest first.
pub fn talk<'a>(roster: &Roster<'a>, calendar: Calendar, plan: &mut Plan) -> Vec<Told<'a>> {
    let mut random = Random::named(&format!("{} talk", roster.text.id));
    for (nth, problem) in roster.text.problems.iter().enumerate() {
        written(roster, calendar, nth, problem, plan, &mut random);
    }
    let told = earlier(roster, calendar, plan, &mut random);
    notes(roster, calendar, plan, &mut random);
    told
}

/// The handle of a written problem, for a meeting that is about it.
#[must_use]
pub fn problem_handle(roster: &Roster<'_>, nth: usize) -> String {
    format!("{}/{nth}", roster.text.id)
}

fn written(
    roster: &Roster<'_>,
    calendar: Calendar,
    nth: usize,
    problem: &'static ProblemText,
    plan: &mut Plan,
    random: &mut Random,
) {
    let root = problem_handle(roster, nth);
    let raised = calendar.day(i64::from(problem.days_ago), random);
    plan.make(
        raised,
        &roster.by_key(problem.by).id,
        &roster.id,
        &root,
        Command::RaiseProblem {
            title: problem.title.to_owned(),
            text: Some(problem.text.to_owned()),
            terms: Vec::new(),
            vantage: None,
        },
    );
    let moments = moments(calendar, raised, problem.turns, random);
    for (place, (turn, at)) in problem.turns.iter().zip(moments).enumerate() {
        // A turn answers what its addressee said last, or what the thread began with.
        let answered = problem.turns[..place]
            .iter()
            .rposition(|earlier| earlier.by == turn.to)
            .map_or_else(|| root.clone(), |earlier| format!("{root}/{earlier}"));
        let handle = format!("{root}/{place}");
        plan.make(
            at,
            &roster.by_key(turn.by).id,
            &roster.id,
            &handle,
            Command::Reply {
                in_reply_to: contribution(&answered),
                to: vec![roster.by_key(turn.to).id.clone()],
                stance: turn.stance,
                text: turn.text.to_owned(),
                vantage: turn.vantage.map(str::to_owned),
            },
        );
        for key in turn.changed {
            let later = at.plus_minutes(random.between(10, 90));
            mark(
                roster,
                &roster.by_key(key).id,
                &handle,
                calendar.before_now(later),
                plan,
            );
        }
    }
}

/// When the turns of a thread were taken: spread over some days, the last ones where the text says so.
fn moments(
    calendar: Calendar,
    raised: Timestamp,
    turns: &[TurnText],
    random: &mut Random,
) -> Vec<Timestamp> {
    let mut moments = Vec::with_capacity(turns.len());
    let fixed = turns
        .iter()
        .filter_map(|turn| turn.hours_ago)
        .map(|hours| calendar.hours_ago(hours))
        .min();
    let end = fixed.unwrap_or_else(|| calendar.hours_ago(30).min(raised.plus_days(8)));
    let n_free = turns.iter().filter(|turn| turn.hours_ago.is_none()).count();
    let step_minutes = ((end.ms() - raised.ms()) / 60_000 / (n_free as i64 + 1)).max(12);
    let mut last = raised;
    for turn in turns {
        last = match turn.hours_ago {
            Some(hours) => calendar.hours_ago(hours),
            None => by_day(last.plus_minutes(step_minutes - random.between(0, step_minutes / 3)))
                .min(end.plus_minutes(-8))
                .max(last.plus_minutes(1)),
        };
        moments.push(last);
    }
    moments
}

fn mark(roster: &Roster<'_>, by: &PersonId, handle: &str, at: Timestamp, plan: &mut Plan) {
    plan.add(
        at,
        by,
        &roster.id,
        Command::MarkInsight {
            about: contribution(handle).into(),
        },
    );
}

fn earlier<'a>(
    roster: &Roster<'a>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) -> Vec<Told<'a>> {
    let mut told = Vec::new();
    let mut titles: Vec<String> = QUESTIONS
        .iter()
        .flat_map(|question| {
            let tasks = roster.text.tasks.iter();
            tasks.map(|task| question.replace("{task}", task))
        })
        .collect();
    random.shuffle(&mut titles);
    let interval = (820 / roster.text.size as i64).clamp(12, 45);
    let mut ago = days_between(roster.founded, calendar.now) - 20;
    let mut nth = 0;
    while ago > PHRASES_UNTIL {
        let raised = calendar.day(ago, random);
        if let (Some(title), Some(author)) = (titles.pop(), voice(roster, raised, &[], random)) {
            let root = format!("{}/earlier-{nth}", roster.text.id);
            plan.make(
                raised,
                &author.id,
                &roster.id,
                &root,
                Command::RaiseProblem {
                    title,
                    text: random.chance(85).then(|| random.pick(&DETAILS).to_owned()),
                    terms: Vec::new(),
                    vantage: None,
                },
            );
            let mut thread = Told {
                root,
                author,
                raised,
                speakers: Vec::new(),
                turns: Vec::new(),
                last_at: raised,
            };
            replies(roster, calendar, &mut thread, plan, random);
            told.push(thread);
        }
        ago -= random.between(interval / 2, interval * 3 / 2);
        nth += 1;
    }
    told
}

fn replies<'a>(
    roster: &Roster<'a>,
    calendar: Calendar,
    thread: &mut Told<'a>,
    plan: &mut Plan,
    random: &mut Random,
) {
    let (author, raised, root) = (thread.author, thread.raised, thread.root.clone());
    let n_turns = random.pick(&[0, 1, 2, 2, 3, 4, 4, 5, 6, 8]);
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let (mut last, mut last_at, mut last_handle) = (author, raised, root.clone());
    for nth in 0..n_turns {
        let at = calendar.before_now(last_at.plus_minutes(random.between(25, 2_600)));
        // The one who asked comes back in almost every second turn.
        let is_there = |person: &Person| roster.members_at(at).any(|other| other.id == person.id);
        let speaker = if last.id != author.id && random.chance(45) {
            Some(author).filter(|author| is_there(author))
        } else {
            voice(roster, at, &[&last.id, &author.id], random)
        };
        let Some(speaker) = speaker else { return };
        let (to, answered) = if random.chance(65) || last.id == speaker.id {
            (last, last_handle.clone())
        } else {
            (author, root.clone())
        };
        let (stance, text) = phrase(speaker, &mut used, speaker.id == author.id, random);
        let handle = format!("{root}/{nth}");
        plan.make(
            at,
            &speaker.id,
            &roster.id,
            &handle,
            Command::Reply {
                in_reply_to: contribution(&answered),
                to: if to.id == speaker.id {
                    Vec::new()
                } else {
                    vec![to.id.clone()]
                },
                stance,
                text,
                vantage: None,
            },
        );
        if speaker.id != author.id && stance != Stance::Thanks && random.chance(22) {
            let later = at.plus_minutes(random.between(20, 2_000));
            if roster
                .members_at(later)
                .any(|member| member.id == author.id)
            {
                mark(
                    roster,
                    &author.id,
                    &handle,
                    calendar.before_now(later),
                    plan,
                );
            }
        }
        thread.speakers.push(speaker);
        thread.turns.push(handle.clone());
        thread.last_at = at;
        (last, last_at, last_handle) = (speaker, at, handle);
    }
}

/// What somebody says: thanks come from whoever asked, and places only from those who have one.
fn phrase(
    speaker: &Person,
    used: &mut BTreeSet<usize>,
    asked: bool,
    random: &mut Random,
) -> (Stance, String) {
    let fits = |nth: usize| {
        let (stance, text) = REPLIES[nth];
        let by_asker = matches!(stance, Stance::Thanks | Stance::Build);
        !used.contains(&nth)
            && (by_asker || !asked)
            && (stance != Stance::Thanks || asked)
            && (speaker.place.is_some() || !text.contains("{place}"))
    };
    let weights = (0..REPLIES.len()).map(|nth| u32::from(fits(nth)));
    // There are more phrases of each sort than a thread has turns.
    let nth = random.weighted(weights.collect::<Vec<_>>().into_iter());
    used.insert(nth);
    let (stance, text) = REPLIES[nth];
    (stance, text.replace("{place}", speaker.place.unwrap_or("")))
}

/// A member at a moment, drawn by how much they say.
fn voice<'a>(
    roster: &Roster<'a>,
    at: Timestamp,
    but: &[&PersonId],
    random: &mut Random,
) -> Option<&'a Person> {
    let voices: Vec<(&Person, u32)> = roster
        .voices_at(at)
        .filter(|(person, _)| !but.contains(&&person.id))
        .collect();
    if voices.is_empty() {
        return None;
    }
    let nth = random.weighted(voices.iter().map(|(_, voice)| *voice));
    Some(voices[nth].0)
}

fn notes(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let news = roster.text.news;
    for (nth, note) in news.iter().enumerate() {
        let ago = 9 + 55 * (news.len() - 1 - nth) as i64 + random.between(0, 20);
        let at = calendar.day(ago, random);
        let by = roster.holder_at(at, random);
        let NoteText { title, text, .. } = note;
        plan.add(
            at,
            &by.id,
            &roster.id,
            Command::Announce {
                original: None,
                terms: vec![],
                title: (*title).to_owned(),
                text: Some((*text).to_owned()),
            },
        );
    }
    let resources = roster.text.resources;
    for (nth, resource) in resources.iter().enumerate() {
        let ago = 15 + 70 * (resources.len() - 1 - nth) as i64 + random.between(0, 30);
        let at = calendar.day(ago, random);
        let by = roster.holder_at(at, random);
        plan.add(
            at,
            &by.id,
            &roster.id,
            Command::ShareResource {
                artefact: None,
                title: resource.title.to_owned(),
                text: Some(resource.text.to_owned()),
                link: Some(resource.link.to_owned()),
                terms: Vec::new(),
            },
        );
    }
}
