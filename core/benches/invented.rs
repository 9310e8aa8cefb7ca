//! Invented logs of any size: of the demo's shape, and of a large organisation's.
//!
//! What happens how often is what the demo's five years come to, in thousandths.

use cop_core::activity::{
    Access, Activity, Answer, ArtefactDraft, ArtefactForm, Audience, Basis, Beneficiary, Form,
    Kind, Mode, Part, Presence, PulseItem, Purpose, Reaction, Reference, Rung, Stance, Turn,
    VERSION, ValueOutcome, ValueReport, Via, Visibility,
};
use cop_core::affiliation::{Affiliation, Dimension};
use cop_core::id::{ActivityId, CommunityId, ContributionId, EventId, GroupId, PersonId, TextId};
use cop_core::schedule::Schedule;
use cop_core::text::TextRef;
use cop_core::time::{Timestamp, Zone};

/// How an organisation is made up.
#[derive(Debug, Clone, Copy)]
pub struct Shape {
    /// Activities in all.
    pub n_activities: usize,
    /// Communities that they are in.
    pub n_communities: usize,
    /// People who may be in them.
    pub n_people: usize,
}

impl Shape {
    /// As dense as the demo: a community for each 1,800 activities, 44 people for each community.
    pub fn of_the_demo(n_activities: usize) -> Self {
        let n_communities = (n_activities / 1_800).max(1);
        Self {
            n_activities,
            n_communities,
            n_people: n_communities * 44,
        }
    }

    /// One community only, however much happens in it.
    pub fn of_one_community(n_activities: usize) -> Self {
        Self {
            n_activities,
            n_communities: 1,
            n_people: 700,
        }
    }

    /// 10,000 communities and 300,000 people.
    pub fn of_a_large_organisation(n_activities: usize) -> Self {
        Self {
            n_activities,
            n_communities: 10_000,
            n_people: 300_000,
        }
    }
}

/// The last moment of an invented log.
pub fn end() -> Timestamp {
    Timestamp::parse("2026-11-28T12:00:00Z").expect("it is a moment")
}

/// A sequence that looks like chance and is the same each time (Vigna 2015, splitmix64).
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % n as u64).expect("it is below a usize")
    }
}

/// What a community has by now that others refer to.
#[derive(Default)]
struct Made {
    people: Vec<PersonId>,
    problems: Vec<(ContributionId, PersonId)>,
    /// Turns of the newest threads: turn, thread, author.
    turns: Vec<(ContributionId, ContributionId, PersonId)>,
    events: Vec<EventId>,
    artefacts: Vec<ContributionId>,
    reports: Vec<ContributionId>,
}

/// A log of that shape: five years up to [`end`].
pub fn log(shape: Shape) -> Vec<Activity> {
    let mut chance = Chance(7);
    let mut writer = Writer {
        nth: 0,
        shape,
        log: Vec::with_capacity(shape.n_activities),
    };
    let people: Vec<PersonId> = (0..shape.n_people)
        .map(|nth| PersonId::parse(&format!("p{nth:06}")).expect("it is an id"))
        .collect();
    let groups: Vec<GroupId> = (0..40)
        .map(|nth| GroupId::from_label(&format!("Group {nth}")).expect("it is a label"))
        .collect();
    let mut communities: Vec<(CommunityId, Made)> = (0..shape.n_communities)
        .map(|nth| {
            let id = CommunityId::parse(&format!("community-{nth:05}")).expect("it is an id");
            (id, Made::default())
        })
        .collect();
    let near = people.len() / shape.n_communities;
    while writer.log.len() < shape.n_activities {
        let nth = chance.below(communities.len());
        let (community, made) = &mut communities[nth];
        if made.people.is_empty() {
            writer.found(community, &people[near * nth]);
        }
        happen(
            &mut writer,
            &mut chance,
            community,
            made,
            (&people, &groups),
        );
    }
    writer.log.truncate(shape.n_activities);
    writer.log
}

struct Writer {
    nth: u128,
    shape: Shape,
    log: Vec<Activity>,
}

impl Writer {
    fn id(&mut self) -> u128 {
        self.nth += 1;
        self.nth
    }

    fn made(&mut self, kind: &str) -> String {
        format!("{kind}-{:09}", self.id())
    }

    fn text(&mut self, n_chars: usize) -> TextRef {
        TextRef {
            id: TextId::from_u128(self.id()),
            n_chars: u32::try_from(n_chars).expect("texts are short"),
        }
    }

    fn write(&mut self, community: Option<&CommunityId>, actor: &PersonId, what: Kind) {
        const FIVE_YEARS_MINUTES: u64 = 5 * 365 * 24 * 60;
        let n = self.shape.n_activities as u64;
        let left = n.saturating_sub(self.log.len() as u64);
        let ago = FIVE_YEARS_MINUTES * left / n.max(1);
        let at = end().plus_minutes(-i64::try_from(ago).expect("five years are short"));
        let id = ActivityId::from_u128(self.id());
        self.log.push(Activity {
            id,
            version: VERSION,
            actor: Some(actor.clone()),
            recorder: None,
            community: community.cloned(),
            at,
            recorded: at,
            basis: Basis::Seen,
            audience: Audience::Community,
            speaking_as: None,
            what,
        });
    }

    fn found(&mut self, community: &CommunityId, by: &PersonId) {
        let name = self.text(20);
        let purpose = Purpose {
            name,
            domain: None,
            for_whom: None,
            what_we_do: None,
            terms: Vec::new(),
        };
        let what = Kind::CommunityFounded {
            purpose,
            visibility: Visibility::Organisation,
            access: Access::Open,
            zone: None,
        };
        self.write(Some(community), by, what);
    }
}

fn happen(
    writer: &mut Writer,
    chance: &mut Chance,
    community: &CommunityId,
    made: &mut Made,
    (everybody, groups): (&[PersonId], &[GroupId]),
) {
    let here = Some(community);
    let word = chance.below(1_000);
    if made.people.is_empty() || word < 30 {
        // Most people are in the communities near them.
        let near = everybody.len() / writer.shape.n_communities;
        let first = community.as_str()[10..].parse::<usize>().unwrap_or(0) * near;
        let person = everybody[(first + chance.below(near.max(8) * 2)) % everybody.len()].clone();
        let via = Via::Open;
        writer.write(here, &person, Kind::Joined { via, note: None });
        for dimension in Dimension::ALL {
            if chance.below(10) < 8 {
                let group = groups[chance.below(groups.len())].clone();
                let what = Kind::AffiliationStated {
                    person: person.clone(),
                    dimension,
                    affiliation: Affiliation::Known(group),
                };
                writer.write(None, &person, what);
            }
        }
        if !made.people.contains(&person) {
            made.people.push(person);
        }
        return;
    }
    // Few give most.
    let n = made.people.len();
    let nth = (chance.below(n) as u64 * chance.below(n) as u64 / n as u64) as usize;
    let actor = made.people[nth].clone();
    let other = made.people[chance.below(n)].clone();
    let what = match word {
        30..600 if !made.events.is_empty() => answer(chance, made),
        600..690 if !made.events.is_empty() => Kind::Attended {
            event: newest(chance, &made.events, 3).clone(),
            occurrence: None,
            part: [Part::Present, Part::Present, Part::TookPart, Part::Spoke][chance.below(4)],
            presence: Some(Presence::Online),
        },
        690..800 if !made.problems.is_empty() => reply(writer, chance, made, &actor),
        800..835 => plan(writer, made),
        835..870 => raise(writer, made, &actor),
        870..900 if !made.turns.is_empty() => Kind::InsightMarked {
            about: newest(chance, &made.turns, 12).0.clone().into(),
        },
        900..925 if !made.turns.is_empty() => Kind::Reacted {
            to: newest(chance, &made.turns, 12).0.clone().into(),
            reaction: Reaction::Thanks,
        },
        925..943 => Kind::PulseAnswered {
            item: PulseItem::Identification,
            value: 1 + u32::try_from(chance.below(7)).expect("it is small"),
        },
        943..958 => Kind::Welcomed {
            person: other,
            message: None,
            in_reply_to: None,
        },
        958..968 if !made.problems.is_empty() => Kind::Summarised {
            summary: ContributionId::parse(&writer.made("summary")).expect("it is an id"),
            of: newest(chance, &made.problems, 8).0.clone().into(),
            text: writer.text(200),
        },
        968..976 => Kind::PurposeEndorsed { version: 1 },
        976..982 => draft(writer, chance, made, &actor),
        982..988 if !made.artefacts.is_empty() => Kind::ArtefactUsed {
            artefact: newest(chance, &made.artefacts, 20).clone(),
            context: None,
            note: None,
        },
        988..994 if !made.artefacts.is_empty() => report(writer, chance, made),
        994..997 => Kind::Introduced {
            one: actor.clone(),
            other,
            reason: None,
        },
        _ => Kind::ContactNoted { person: other },
    };
    writer.write(here, &actor, what);
}

fn newest<'a, T>(chance: &mut Chance, all: &'a [T], n: usize) -> &'a T {
    &all[all.len() - 1 - chance.below(all.len().min(n))]
}

fn answer(chance: &mut Chance, made: &Made) -> Kind {
    Kind::InvitationAnswered {
        event: newest(chance, &made.events, 3).clone(),
        occurrence: None,
        answer: [Answer::Accepted, Answer::Tentative, Answer::Declined][chance.below(3)],
        as_host: false,
    }
}

fn plan(writer: &mut Writer, made: &mut Made) -> Kind {
    let event = EventId::parse(&writer.made("event")).expect("it is an id");
    made.events.push(event.clone());
    let starts_at = end();
    Kind::EventPlanned {
        event,
        title: writer.text(20),
        form: [Form::Working, Form::Broadcast][made.events.len() % 2],
        mode: Mode::Online,
        schedule: Schedule {
            starts: starts_at.civil_utc(),
            zone: Zone::utc(),
            minutes: 60,
            starts_at,
            series: None,
        },
        place: None,
        capacity: None,
        problem: made.problems.last().map(|(problem, _)| problem.clone()),
        with: None,
        host: None,
    }
}

fn raise(writer: &mut Writer, made: &mut Made, actor: &PersonId) -> Kind {
    let problem = ContributionId::parse(&writer.made("problem")).expect("it is an id");
    made.problems.push((problem.clone(), actor.clone()));
    Kind::ProblemRaised {
        problem,
        title: writer.text(60),
        text: None,
        terms: Vec::new(),
        vantage: None,
    }
}

fn reply(writer: &mut Writer, chance: &mut Chance, made: &mut Made, actor: &PersonId) -> Kind {
    let (thread, raiser) = newest(chance, &made.problems, 8).clone();
    let before = made
        .turns
        .iter()
        .rev()
        .take(20)
        .find(|(_, of, _)| *of == thread);
    let (in_reply_to, to) = match before {
        Some((turn, _, author)) => (turn.clone(), author.clone()),
        None => (thread.clone(), raiser),
    };
    let turn = ContributionId::parse(&writer.made("turn")).expect("it is an id");
    made.turns
        .push((turn.clone(), thread.clone(), actor.clone()));
    let addressees = if to == *actor { Vec::new() } else { vec![to] };
    Kind::Replied(Turn {
        turn,
        thread,
        in_reply_to,
        to: Vec::new(),
        addressees,
        stance: [Stance::Offer, Stance::Ask, Stance::Build, Stance::Thanks][chance.below(4)],
        text: Some(writer.text(20 + chance.below(200))),
        vantage: None,
    })
}

fn draft(writer: &mut Writer, chance: &mut Chance, made: &mut Made, actor: &PersonId) -> Kind {
    let artefact = ContributionId::parse(&writer.made("artefact")).expect("it is an id");
    made.artefacts.push(artefact.clone());
    let thread = made.problems.last().filter(|_| chance.below(2) == 0);
    Kind::ArtefactDrafted(ArtefactDraft {
        artefact,
        form: ArtefactForm::Guide,
        title: writer.text(30),
        text: Some(writer.text(900)),
        link: None,
        authors: vec![actor.clone()],
        thread: thread.map(|(problem, _)| problem.clone()),
        cites: Vec::new(),
        terms: Vec::new(),
    })
}

fn report(writer: &mut Writer, chance: &mut Chance, made: &mut Made) -> Kind {
    let report = ContributionId::parse(&writer.made("report")).expect("it is an id");
    let follows = made
        .reports
        .last()
        .filter(|_| chance.below(2) == 0)
        .cloned();
    made.reports.push(report.clone());
    Kind::ValueReported(ValueReport {
        report,
        rung: Rung::ALL[chance.below(Rung::ALL.len())],
        outcome: ValueOutcome::Helped,
        source: Reference::Contribution(newest(chance, &made.artefacts, 20).clone()),
        beneficiary: Beneficiary::Team,
        follows,
        evidence: None,
        text: Some(writer.text(80)),
    })
}
