//! What came of the talk: summaries, things to use, who used them and what that did, doubts and stories.

use cop_core::activity::{
    ArtefactForm, ArtefactState, Beneficiary, JournalQuestion, Reaction, Reference, Relation, Rung,
    ValueOutcome,
};
use cop_core::command::{Command, NewArtefact, NewReport};
use cop_core::id::PersonId;
use cop_core::time::{CivilDate, Timestamp};

use super::calendar::Calendar;
use super::plan::{Plan, contribution};
use super::population::Person;
use super::random::Random;
use super::roster::Roster;
use super::talk::Told;
use crate::content::deeds::{
    ARTEFACTS, CHECKS, CONCERNS, EVIDENCE, EVIDENCE_OF_ALL, JOURNALS, REFRAMINGS, RESULTS,
    REVISIONS, STORIES, SUMMARIES, USES,
};

/// Plans what a community learned from what was said in it.
pub fn practice(roster: &Roster<'_>, told: &[Told<'_>], calendar: Calendar, plan: &mut Plan) {
    let mut random = Random::named(&format!("{} practice", roster.text.id));
    let mut tasks = roster.text.tasks.to_vec();
    random.shuffle(&mut tasks);
    for (nth, thread) in told.iter().enumerate() {
        received(roster, thread, calendar, plan, &mut random);
        if thread.speakers.len() < 2 {
            continue;
        }
        if random.chance(18) {
            reframe(roster, thread, calendar, plan, &mut random);
        }
        if random.chance(40) {
            sum_up(roster, thread, calendar, plan, &mut random);
        }
        if nth % 8 == 3
            && let Some(task) = tasks.pop()
        {
            artefact(roster, thread, task, calendar, plan, &mut random);
        }
        if nth % 10 == 6
            && let Some(earlier) = nth.checked_sub(3)
        {
            connect(roster, thread, &told[earlier], calendar, plan, &mut random);
        }
    }
    doubts(roster, calendar, plan, &mut random);
    stories(roster, calendar, plan, &mut random);
}

/// A moment some days after another, where this person is a member then.
fn after(
    roster: &Roster<'_>,
    person: &PersonId,
    at: Timestamp,
    days: (i64, i64),
    calendar: Calendar,
    random: &mut Random,
) -> Option<Timestamp> {
    let minutes = random.between(days.0 * 1_440, days.1 * 1_440);
    let at = at.plus_minutes(minutes);
    let is_there = roster.members_at(at).any(|member| member.id == *person);
    (is_there && at < calendar.now.plus_minutes(-10)).then_some(at)
}

/// Some of what was said is liked or thanked for.
fn received(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    for (speaker, turn) in thread.speakers.iter().zip(&thread.turns) {
        if !random.chance(24) {
            continue;
        }
        let at = thread.last_at.plus_minutes(random.between(5, 3_000));
        let readers: Vec<&Person> = roster.members_at(at).collect();
        let Some(reader) = readers.get(random.below(readers.len().max(1))) else {
            continue;
        };
        if reader.id == speaker.id || at > calendar.now {
            continue;
        }
        plan.add(
            at,
            &reader.id,
            &roster.id,
            Command::React {
                to: contribution(turn).into(),
                reaction: random.pick(&[Reaction::Like, Reaction::Like, Reaction::Thanks]),
            },
        );
    }
}

fn reframe(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let by = &thread.author.id;
    let Some(at) = after(roster, by, thread.last_at, (1, 6), calendar, random) else {
        return;
    };
    let confirmed_by = thread.speakers.iter().filter(|speaker| speaker.id != *by);
    let confirmed_by =
        confirmed_by.filter(|speaker| roster.members_at(at).any(|member| member.id == speaker.id));
    plan.add(
        at,
        by,
        &roster.id,
        Command::ReframeProblem {
            problem: contribution(&thread.root),
            statement: random.pick(&REFRAMINGS).to_owned(),
            confirmed_by: confirmed_by
                .take(1)
                .map(|speaker| speaker.id.clone())
                .collect(),
        },
    );
}

fn sum_up(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let by = roster.holder_at(thread.last_at, random).id.clone();
    if let Some(at) = after(roster, &by, thread.last_at, (6, 25), calendar, random) {
        plan.add(
            at,
            &by,
            &roster.id,
            Command::Summarise {
                of: contribution(&thread.root).into(),
                text: random.pick(&SUMMARIES).to_owned(),
            },
        );
    }
}

fn connect(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    earlier: &Told<'_>,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let by = roster.holder_at(thread.last_at, random).id.clone();
    if let Some(at) = after(roster, &by, thread.last_at, (1, 9), calendar, random) {
        plan.add(
            at,
            &by,
            &roster.id,
            Command::Connect {
                from: contribution(&thread.root),
                to: contribution(&earlier.root).into(),
                reason: Some("The same question from another side.".to_owned()),
            },
        );
    }
}

/// Something to use that came from a thread, with all that came of it over the years.
fn artefact(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    task: &str,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let author = &thread.author.id;
    let Some(drafted) = after(roster, author, thread.last_at, (8, 40), calendar, random) else {
        return;
    };
    let (form, title, text) = random.pick(&ARTEFACTS);
    let title = title.replace("{task}", task);
    let handle = format!("{}/artefact", thread.root);
    let artefact = || contribution(&handle);
    let source = EVIDENCE
        .iter()
        .find(|(id, _)| *id == roster.text.id)
        .map_or(EVIDENCE_OF_ALL, |(_, source)| source);
    let mut others = thread.speakers.iter().filter(|speaker| {
        speaker.id != *author
            && roster
                .members_at(drafted)
                .any(|member| member.id == speaker.id)
    });
    plan.make(
        drafted,
        author,
        &roster.id,
        &handle,
        Command::DraftArtefact(NewArtefact {
            form,
            title: title.clone(),
            text: Some(text.to_owned()),
            link: (form == ArtefactForm::Recording)
                .then(|| "https://media.northmoor.example/recordings".to_owned()),
            authors: others
                .next()
                .map(|other| other.id.clone())
                .into_iter()
                .collect(),
            thread: Some(contribution(&thread.root)),
            cites: if form == ArtefactForm::Protocol {
                vec![source.to_owned()]
            } else {
                Vec::new()
            },
            terms: Vec::new(),
        }),
    );
    if random.chance(40)
        && let Some(at) = after(roster, author, drafted, (90, 200), calendar, random)
    {
        plan.add(
            at,
            author,
            &roster.id,
            Command::ReviseArtefact {
                artefact: artefact(),
                title,
                text: Some(format!("{text}\n\n- Ask whoever was on last night.")),
                link: None,
                note: Some(random.pick(&REVISIONS).to_owned()),
            },
        );
        plan.add(
            at.plus_minutes(3),
            author,
            &roster.id,
            Command::CiteEvidence {
                by: artefact().into(),
                source: source.to_owned(),
            },
        );
    }
    reviews(roster, &handle, drafted, calendar, plan, random);
    uses(roster, thread, &handle, drafted, calendar, plan, random);
}

/// Whether it still holds was looked at once a year, and now and then nobody did.
fn reviews(
    roster: &Roster<'_>,
    handle: &str,
    drafted: Timestamp,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let mut last = drafted;
    loop {
        let holder = roster.holder_at(last, random).id.clone();
        let Some(at) = after(roster, &holder, last, (290, 350), calendar, random) else {
            return;
        };
        last = at;
        if random.chance(12) {
            continue;
        }
        let next_review = CivilDate::from_days(at.date_utc().days_since_epoch() + 365);
        plan.add(
            at,
            &holder,
            &roster.id,
            Command::ReviewArtefact {
                artefact: contribution(handle),
                state: random.pick(&[
                    ArtefactState::Current,
                    ArtefactState::Current,
                    ArtefactState::Current,
                    ArtefactState::NeedsWork,
                ]),
                next_review: Some(next_review),
                note: Some(random.pick(&CHECKS).to_owned()),
            },
        );
    }
}

/// Who used it, what that did, and who saw that too.
fn uses(
    roster: &Roster<'_>,
    thread: &Told<'_>,
    handle: &str,
    drafted: Timestamp,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let written = roster.members_at(drafted.plus_days(30));
    let users: Vec<&Person> = written
        .filter(|member| member.id != thread.author.id)
        .filter(|member| {
            thread
                .speakers
                .iter()
                .all(|speaker| speaker.id != member.id)
        })
        .collect();
    if users.len() < 2 {
        return;
    }
    for nth in 0..random.between(0, 4) {
        let user = users[random.below(users.len())];
        let Some(at) = after(roster, &user.id, drafted, (20, 260), calendar, random) else {
            continue;
        };
        plan.add(
            at,
            &user.id,
            &roster.id,
            Command::UseArtefact {
                artefact: contribution(handle),
                context: None,
                note: Some(random.pick(&USES).to_owned()),
            },
        );
        if nth == 0 {
            stories_of_value(roster, handle, user, &users, at, calendar, plan, random);
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "a story has as many parts")]
fn stories_of_value(
    roster: &Roster<'_>,
    handle: &str,
    user: &Person,
    users: &[&Person],
    at: Timestamp,
    calendar: Calendar,
    plan: &mut Plan,
    random: &mut Random,
) {
    let mut follows = None;
    for (rung, days, beneficiary) in [
        (Rung::Potential, (0, 1), Beneficiary::Oneself),
        (Rung::Applied, (30, 45), Beneficiary::Team),
        (Rung::Realised, (90, 130), Beneficiary::ServiceUsers),
    ] {
        let Some(said) = after(roster, &user.id, at, days, calendar, random) else {
            return;
        };
        let report = format!("{handle}/{rung:?}");
        let outcome = match random.below(10) {
            // What somebody took away did nothing yet.
            _ if rung == Rung::Potential => ValueOutcome::Helped,
            0 => ValueOutcome::NoDifference,
            1 => ValueOutcome::Worse,
            _ => ValueOutcome::Helped,
        };
        plan.make(
            said.plus_minutes(5),
            &user.id,
            &roster.id,
            &report,
            Command::ReportValue(NewReport {
                rung,
                outcome,
                source: contribution(handle).into(),
                beneficiary,
                follows: follows.as_deref().map(contribution),
                evidence: None,
                text: (rung != Rung::Potential).then(|| random.pick(&RESULTS).to_owned()),
            }),
        );
        let other = users[random.below(users.len())];
        if rung == Rung::Realised
            && other.id != user.id
            && let Some(seen) = after(roster, &other.id, said, (2, 20), calendar, random)
        {
            plan.add(
                seen,
                &other.id,
                &roster.id,
                Command::ConfirmValue {
                    report: contribution(&report),
                    relation: random.pick(&[
                        Relation::Colleague,
                        Relation::Colleague,
                        Relation::Manager,
                    ]),
                },
            );
        }
        if random.chance(35) {
            return;
        }
        follows = Some(report);
    }
}

/// Doubts, most of which were answered.
fn doubts(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let mut concerns = CONCERNS;
    random.shuffle(&mut concerns);
    for (nth, (title, text, outcome, answer)) in concerns.into_iter().take(4).enumerate() {
        let at = calendar.day(18 + 85 * nth as i64 + random.between(0, 30), random);
        let members: Vec<&Person> = roster.members_at(at).collect();
        if members.is_empty() {
            return;
        }
        let by = members[random.below(members.len())];
        let handle = format!("{}/concern-{nth}", roster.text.id);
        plan.make(
            at,
            &by.id,
            &roster.id,
            &handle,
            Command::RaiseConcern {
                title: title.to_owned(),
                text: Some(text.to_owned()),
                about: None,
            },
        );
        let holder = roster.holder_at(at, random);
        if nth > 0 && holder.id != by.id {
            plan.add(
                at.plus_days(random.between(2, 16)),
                &holder.id,
                &roster.id,
                Command::AnswerConcern {
                    concern: contribution(&handle),
                    outcome,
                    text: Some(answer.to_owned()),
                },
            );
        }
    }
}

/// What happened to people, and what some of them chose to share of their journal.
fn stories(roster: &Roster<'_>, calendar: Calendar, plan: &mut Plan, random: &mut Random) {
    let mut stories = STORIES;
    random.shuffle(&mut stories);
    for (nth, (title, text)) in stories.into_iter().take(3).enumerate() {
        let at = calendar.day(30 + 120 * nth as i64 + random.between(0, 60), random);
        let members: Vec<&Person> = roster.members_at(at).collect();
        if members.is_empty() {
            return;
        }
        let by = &members[random.below(members.len())].id;
        let handle = format!("{}/story-{nth}", roster.text.id);
        let command = Command::TellStory {
            title: title.to_owned(),
            text: text.to_owned(),
        };
        plan.make(at, by, &roster.id, &handle, command);
        let later = at.plus_days(2);
        let readers: Vec<&Person> = roster.members_at(later).collect();
        for reader in readers
            .into_iter()
            .take(3)
            .filter(|reader| reader.id != *by)
        {
            let to: Reference = contribution(&handle).into();
            let reaction = Reaction::Thanks;
            plan.add(
                later,
                &reader.id,
                &roster.id,
                Command::React { to, reaction },
            );
        }
    }
    let questions = [
        JournalQuestion::SkillsOutside,
        JournalQuestion::Opportunities,
        JournalQuestion::WiderSystem,
    ];
    let nth = random.below(JOURNALS.len());
    let (title, text) = JOURNALS[nth];
    let at = calendar.day(random.between(40, 160), random);
    if let Some(by) = roster.members_at(at).last() {
        plan.add(
            at,
            &by.id,
            &roster.id,
            Command::ShareJournal {
                question: questions[nth],
                title: title.to_owned(),
                text: text.to_owned(),
            },
        );
    }
}
