//! The measures of value, memory, identity, stage and meetings, over histories that come from elsewhere: enough people
//! for breakdowns, years of it, and in no order at all.

use super::{config, kept, on};
use crate::arbitrary::{community, person};
use cop_core::activity::{
    Access, Activity, ArtefactDraft, ArtefactForm, ArtefactState, Audience, Basis, Beneficiary,
    Form, Kind, Mode, Part, PulseItem, Purpose, Reference, Relation, RetractionReason, Role, Rung,
    Source, SpeakingAs, Stage, Stance, Turn, VERSION, ValueOutcome, ValueReport, Via, Visibility,
};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{
    ActivityId, ContributionId, EventId, GroupId, PersonId, ProjectId, Term, TextId,
};
use cop_core::measure::{History, Live, Measures, Status, utc};
use cop_core::recurrence::{Recurrence, Series};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::{CivilDate, CivilDateTime, Timestamp, Zone};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

const N_PEOPLE: usize = 14;

/// Something that somebody did, on a day, about one of the things there are.
#[derive(Debug, Clone)]
struct Did {
    by: usize,
    what: u8,
    about: usize,
    how: usize,
    day: i64,
}

/// What there is so far, by kind.
#[derive(Default)]
struct Made {
    artefacts: Vec<ContributionId>,
    problems: Vec<ContributionId>,
    turns: Vec<ContributionId>,
    reports: Vec<ContributionId>,
    events: Vec<EventId>,
    version: u32,
}

/// Much that happened within weeks, or over years.
fn did() -> impl Strategy<Value = Vec<Did>> {
    prop_oneof![Just(50_i64), Just(800)].prop_flat_map(within)
}

fn within(days: i64) -> impl Strategy<Value = Vec<Did>> {
    let one = (0..N_PEOPLE, 0_u8..70, 0_usize..9, 0_usize..60, 0..days);
    let one = one.prop_map(|(by, what, about, how, day)| Did {
        by,
        what,
        about,
        how,
        day,
    });
    prop::collection::vec(one, 0..160)
}

fn text(n_chars: u32) -> TextRef {
    TextRef {
        id: TextId::from_u128(1),
        n_chars,
    }
}

fn contribution(nth: usize) -> ContributionId {
    ContributionId::parse(&format!("c{nth}")).unwrap()
}

fn pick<T: Clone>(from: &[T], nth: usize) -> Option<T> {
    from.get(nth % from.len().max(1)).cloned()
}

fn purpose(terms: &[&str]) -> Purpose {
    Purpose {
        name: text(9),
        domain: Some(text(30)),
        for_whom: None,
        what_we_do: None,
        terms: terms
            .iter()
            .map(|term| Term::parse(term).unwrap())
            .collect(),
    }
}

fn activity(nth: usize, by: Option<PersonId>, at: Timestamp, what: Kind) -> Activity {
    Activity {
        id: ActivityId::from_u128(nth as u128 + 1),
        version: VERSION,
        actor: by,
        recorder: None,
        community: Some(community()),
        at,
        recorded: at,
        basis: [Basis::Seen, Basis::Said, Basis::Imported][nth % 3],
        audience: Audience::Community,
        speaking_as: None,
        what,
    }
}

/// A founding, everybody who joins, where most of them stand, and then what they did.
fn history(did: &[Did]) -> Vec<Activity> {
    let founded = Kind::CommunityFounded {
        purpose: purpose(&["falls"]),
        visibility: Visibility::Public,
        access: Access::Open,
        zone: None,
    };
    let mut log = vec![activity(0, Some(person(0)), on(0), founded)];
    for nth in 0..N_PEOPLE {
        let joined = Kind::Joined {
            via: Via::Open,
            note: None,
        };
        let at = on(i64::try_from(nth * 40).unwrap());
        log.push(activity(log.len(), Some(person(nth)), at, joined));
        let group = GroupId::from_label(&format!("H{}", nth % 3)).unwrap();
        let stated = Kind::AffiliationStated {
            person: person(nth),
            dimension: Dimension::Organisation,
            affiliation: match nth {
                0 => Affiliation::NoneDeclared,
                _ => Affiliation::Known(group),
            },
        };
        log.push(activity(log.len(), Some(person(nth)), on(0), stated));
    }
    let mut made = Made {
        version: 1,
        ..Made::default()
    };
    for did in did {
        let nth = log.len();
        if let Some(what) = made.kind(did, nth, &log) {
            let is_pulse = matches!(what, Kind::PulseAnswered { .. });
            let at = match is_pulse {
                true => first_of_month(on(did.day)),
                false => on(did.day),
            };
            let mut activity = activity(nth, (!is_pulse).then(|| person(did.by)), at, what);
            if matches!(activity.what, Kind::Replied(_)) {
                activity.speaking_as = pick(SpeakingAs::ALL, did.how % 3);
            }
            log.push(activity);
        }
    }
    log
}

fn first_of_month(at: Timestamp) -> Timestamp {
    let first = CivilDate::first_of_month(at.date_utc().month_index()).unwrap();
    Timestamp::parse(&format!("{first}T00:00:00Z")).unwrap()
}

fn schedule(day: i64, is_series: bool) -> Schedule {
    let rule = || Recurrence::parse("FREQ=WEEKLY;COUNT=3").unwrap();
    Schedule {
        starts: on(day).civil_utc(),
        zone: Zone::utc(),
        minutes: 60,
        starts_at: on(day),
        series: is_series.then(|| Series::new(rule())),
    }
}

impl Made {
    fn kind(&mut self, did: &Did, nth: usize, log: &[Activity]) -> Option<Kind> {
        let id = contribution(nth);
        let artefact = pick(&self.artefacts, did.about);
        let problem = pick(&self.problems, did.about);
        let thread = match did.how % 3 {
            0 => pick(&self.turns, did.about),
            _ => problem.clone(),
        };
        let source = Source::from_typed(&format!("NICE CG{}", did.about)).unwrap();
        Some(match did.what {
            0..=3 => {
                self.problems.push(id.clone());
                Kind::ProblemRaised {
                    problem: id,
                    title: text(20),
                    text: None,
                    terms: match did.how % 3 {
                        0 => vec![],
                        1 => vec![Term::parse("falls").unwrap()],
                        _ => vec![Term::parse("frailty").unwrap()],
                    },
                    vantage: None,
                }
            }
            4..=15 => {
                self.turns.push(id.clone());
                Kind::Replied(Turn {
                    turn: id,
                    thread: problem.clone()?,
                    in_reply_to: problem?,
                    to: vec![],
                    addressees: vec![person(did.how % N_PEOPLE)],
                    stance: Stance::Offer,
                    text: Some(text(if did.how.is_multiple_of(4) { 5 } else { 50 })),
                    vantage: None,
                })
            }
            16..=19 => {
                self.artefacts.push(id.clone());
                Kind::ArtefactDrafted(ArtefactDraft {
                    artefact: id,
                    form: [ArtefactForm::Guide, ArtefactForm::Protocol][did.how % 2],
                    title: text(20),
                    text: None,
                    link: None,
                    authors: vec![person(did.by), person(did.how % N_PEOPLE)],
                    thread: thread.filter(|_| did.how.is_multiple_of(2)),
                    cites: if did.how.is_multiple_of(3) {
                        vec![]
                    } else {
                        vec![source]
                    },
                    terms: vec![],
                })
            }
            20..=22 => Kind::ArtefactReviewed {
                artefact: artefact?,
                state: ArtefactState::ALL[did.how % 3],
                next_review: (!did.how.is_multiple_of(4))
                    .then(|| on(did.day + 10 * i64::try_from(did.how).unwrap()).date_utc()),
                note: None,
            },
            23..=26 => Kind::ArtefactUsed {
                artefact: artefact?,
                context: thread.map(Reference::Contribution),
                note: None,
            },
            27 => Kind::Connected {
                from: pick(&self.problems, did.how)?,
                to: Reference::Contribution(artefact?),
                reason: None,
            },
            28 if did.about.is_multiple_of(2) => {
                let project = ProjectId::parse(&format!("p{}", did.about % 3)).unwrap();
                match did.how % 3 {
                    0 => Kind::ProjectUnlinked { project },
                    _ => Kind::ProjectLinked {
                        project,
                        title: text(20),
                        people: (0..did.how % N_PEOPLE).map(person).collect(),
                    },
                }
            }
            28 => Kind::ResourceShared {
                contribution: id,
                title: text(9),
                text: None,
                link: None,
                terms: vec![],
                artefact,
            },
            29 | 30 => Kind::EvidenceCited {
                by: Reference::Contribution(artefact.or(problem)?),
                source,
            },
            31..=38 => {
                let follows = pick(&self.reports, did.about).filter(|_| !did.how.is_multiple_of(5));
                self.reports.push(id.clone());
                Kind::ValueReported(ValueReport {
                    report: id,
                    rung: Rung::ALL[did.how % 5],
                    outcome: ValueOutcome::ALL[did.by % 3],
                    source: match did.how % 4 {
                        0 => Reference::Event(pick(&self.events, did.about)?),
                        1 => Reference::Contribution(problem?),
                        _ => Reference::Contribution(artefact?),
                    },
                    beneficiary: Beneficiary::Team,
                    follows,
                    evidence: did.how.is_multiple_of(3).then_some(source),
                    text: None,
                })
            }
            39 | 40 => Kind::ValueConfirmed {
                report: pick(&self.reports, did.about)?,
                relation: Relation::Colleague,
            },
            41 => Kind::Summarised {
                summary: id,
                of: Reference::Contribution(thread?),
                text: text(50),
            },
            42 if did.how.is_multiple_of(8) => {
                self.version += 1;
                Kind::PurposeRevised {
                    version: self.version,
                    purpose: purpose(&["frailty"][..did.how % 2]),
                }
            }
            42..=44 => Kind::PurposeEndorsed {
                version: self.version,
            },
            45 => Kind::EndorsementWithdrawn {
                version: self.version,
            },
            46..=48 | 66 => Kind::PulseAnswered {
                item: PulseItem::Identification,
                value: u32::try_from(did.how % 8).unwrap(),
            },
            49 => match did.how % 4 {
                0 => Kind::StageDeclared {
                    stage: Stage::ALL[did.about % 5],
                    reason: None,
                },
                1 => Kind::RoleGiven {
                    person: person(did.by),
                    role: Role::Steward,
                    protected_minutes: None,
                    recognised_by: None,
                },
                2 => Kind::RoleEnded {
                    person: person(did.by),
                    role: Role::Steward,
                },
                _ => Kind::Left,
            },
            50 | 51 => {
                let event = EventId::parse(&format!("e{nth}")).unwrap();
                self.events.push(event.clone());
                Kind::EventPlanned {
                    event,
                    title: text(9),
                    form: [Form::Working, Form::Broadcast][did.how % 2],
                    mode: Mode::Online,
                    schedule: schedule(did.day + 5, did.how.is_multiple_of(2)),
                    place: None,
                    capacity: None,
                    problem: problem.filter(|_| !did.how.is_multiple_of(3)),
                    with: None,
                    host: None,
                }
            }
            52 => Kind::EventChanged {
                event: pick(&self.events, did.about)?,
                occurrence: self.occurrence(did, log),
                schedule: schedule(did.day + 9, did.how.is_multiple_of(4)),
                place: None,
                capacity: None,
                mode: None,
                form: did.how.is_multiple_of(2).then_some(Form::Social),
                problem: problem.filter(|_| !did.how.is_multiple_of(3)),
            },
            53..=58 => Kind::Attended {
                event: pick(&self.events, did.about % 2)?,
                occurrence: self.occurrence(did, log),
                part: [Part::Present, Part::Spoke, Part::TookPart, Part::Chair][did.how % 4],
                presence: None,
            },
            59 => match did.how % 2 {
                0 => Kind::EventHeld {
                    event: pick(&self.events, did.about)?,
                    occurrence: self.occurrence(did, log),
                    notes: None,
                    outcome: None,
                    head_count: (!did.how.is_multiple_of(3)).then_some(30),
                },
                _ => Kind::SessionWorked {
                    event: pick(&self.events, did.about)?,
                    occurrence: self.occurrence(did, log),
                    problem: problem?,
                    participants: vec![],
                },
            },
            60 => Kind::InsightMarked {
                about: Reference::Event(pick(&self.events, did.about)?),
            },
            69 => Kind::ConcernRaised {
                contribution: id,
                about: None,
                title: text(20),
                text: None,
            },
            61..=65 => {
                let of = &log[29 + (did.how * 7) % (log.len() - 28).max(1) - 1];
                Kind::Retracted {
                    of: of.id,
                    reason: RetractionReason::Mistake,
                }
            }
            _ => {
                let of = &log[log.len() - 1 - did.how % log.len().min(20)];
                if of.what.is_amendment() {
                    return None;
                }
                Kind::Corrected {
                    of: of.id,
                    at: Some(on(did.day)),
                    patch: Box::new(of.what.clone()),
                }
            }
        })
    }

    /// One of the times of the series, for some.
    fn occurrence(&self, did: &Did, log: &[Activity]) -> Option<CivilDateTime> {
        let mut schedules = log.iter().filter_map(|activity| match &activity.what {
            Kind::EventPlanned { schedule, .. } => Some(schedule),
            _ => None,
        });
        let schedule = schedules.next()?;
        let nth = i64::try_from(did.how % 3).unwrap();
        (nth > 0).then(|| schedule.starts.plus_minutes(7 * 24 * 60 * nth))
    }
}

fn comes_to_the_same(did: &[Did], from: usize, moments: &[i64]) -> Result<(), TestCaseError> {
    let log = history(did);
    let moments: Vec<Timestamp> = moments.iter().map(|day| on(*day)).collect();
    let live = kept(&log, from.min(log.len()), &moments);
    let plain = Measures::batch(&History::of(&log, &community(), live.as_of(), utc));
    let told = live.measures(&community()).unwrap_or_else(|| plain.clone());
    prop_assert_eq!(&told.value, &plain.value);
    prop_assert_eq!(&told.memory, &plain.memory);
    prop_assert_eq!(&told.identity, &plain.identity);
    prop_assert_eq!(&told.stage, &plain.stage);
    prop_assert_eq!(&told.event_card, &plain.event_card);
    prop_assert_eq!(&told.three_elements, &plain.three_elements);
    prop_assert_eq!(told, plain);
    Ok(())
}

proptest! {
    // Few of them come to what is about few days, such as carrying on after a meeting.
    #![proptest_config(ProptestConfig { cases: 1500, ..config() })]

    #[test]
    fn what_came_of_it_is_kept_as_the_plain_definition_has_it(
        did in did(),
        from in 0_usize..200,
        mut moments in prop_oneof![
            prop::collection::vec(-10_i64..900, 1..6),
            prop::collection::vec(10_i64..100, 1..6),
        ],
    ) {
        moments.sort_unstable();
        comes_to_the_same(&did, from, &moments)?;
    }
}

/// A comparison of nothing with nothing would say nothing.
#[test]
fn the_histories_come_to_everything_that_can_be_shown() {
    let mut runner = TestRunner::deterministic();
    let strategy = prop::collection::vec(within(800), 10);
    let mut reached = std::collections::BTreeSet::new();
    for _ in 0..200 {
        let did: Vec<Did> = strategy.new_tree(&mut runner).unwrap().current().concat();
        let log = history(&did);
        for day in [400, 630, 820] {
            let live = Live::replay(&log, on(day), utc);
            let plain = Measures::batch(&History::of(&log, &community(), on(day), utc));
            let told = live.measures(&community()).unwrap();
            assert_eq!(told, plain);
            reached.extend(what_is_shown(&plain));
        }
    }
    let all = [
        "adopted",
        "carried on",
        "confirmed",
        "current",
        "days to trial",
        "difference",
        "effective organisations",
        "groups that spoke",
        "insights",
        "organisations",
        "others",
        "producers",
        "pulse",
        "raised a concern",
        "remembered",
        "speakers",
        "stories",
        "used by others",
    ];
    assert_eq!(reached, all.into_iter().collect());
}

fn what_is_shown(measures: &Measures) -> Vec<&'static str> {
    let mut shown = Vec::new();
    let mut reach = |word, is_shown| {
        if is_shown {
            shown.push(word);
        }
    };
    if let Some(participation) = measures.participation.status.value() {
        let stances = participation.stances;
        reach("producers", stances.producers.is_some());
        reach("raised a concern", stances.raised_a_concern.is_some());
    }
    if let Some(value) = measures.value.status.value() {
        reach("stories", value.complete_stories > 0);
        reach("confirmed", value.confirmed > 0);
    }
    if let Some(memory) = measures.memory.status.value() {
        reach("used by others", memory.used_by_others.num > 0);
        reach("current", memory.current.num > 0);
        reach("remembered", memory.remembered.num > 0);
        reach("difference", memory.evidence_path.difference > 0);
        reach("adopted", memory.evidence_path.adopted > 0);
        reach(
            "days to trial",
            memory.evidence_path.days_to_trial.is_some(),
        );
    }
    if let Some(identity) = measures.identity.status.value() {
        reach("organisations", identity.organisations.is_some());
        let mut pulse = identity.pulse.iter();
        reach("pulse", pulse.any(|pulse| pulse.answers.value().is_some()));
        if let Status::Shown(speakers) = &identity.speaking_as {
            reach("speakers", true);
            reach("others", speakers.others.is_some());
        }
    }
    for card in measures
        .event_card
        .status
        .value()
        .into_iter()
        .flat_map(|cards| &cards.events)
    {
        reach(
            "effective organisations",
            card.effective_organisations.is_some(),
        );
        reach("groups that spoke", card.groups_that_spoke.is_some());
        reach("insights", card.insights > 0);
        reach(
            "carried on",
            card.carry_on.is_some_and(|share| share.num > 0),
        );
    }
    shown
}
