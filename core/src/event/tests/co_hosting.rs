use super::*;
use crate::activity::{Access, Activity, Audience, Visibility};
use crate::command::{Context, Intent};
use crate::id::{CommandId, CommunityId};
use crate::testing::founding;
use crate::{Decision, Evolved, Model};

const BEN: &str = "ben";

fn rehab() -> CommunityId {
    CommunityId::parse("rehab").unwrap()
}

/// Two communities: falls, which Ama holds and Rhys is in, and rehab, which Ben holds and Joan is in.
struct Stage {
    model: Model,
    n: usize,
}

impl Stage {
    fn new(visibility: Visibility) -> Self {
        let mut stage = Self {
            model: Model::default(),
            n: 0,
        };
        stage.takes(
            &falls(),
            AMA,
            founding(Visibility::Organisation, Access::Open).1,
        );
        stage.takes(&rehab(), BEN, founding(visibility, Access::Open).1);
        stage.takes(&falls(), RHYS, join());
        if visibility == Visibility::Organisation {
            stage.takes(&rehab(), JOAN, join());
        }
        stage
    }

    fn gives(
        &self,
        community: &CommunityId,
        by: &str,
        command: Command,
    ) -> Result<Decision, Refusal> {
        self.model.decide(&Intent {
            id: CommandId::from_u128(self.n as u128 * 100),
            by: person(by),
            at: day(self.n),
            community: Some(community.clone()),
            command,
            context: Context::default(),
        })
    }

    #[track_caller]
    fn takes(&mut self, community: &CommunityId, by: &str, command: Command) -> Vec<Activity> {
        let decision = self.gives(community, by, command).unwrap();
        for activity in &decision.activities {
            assert_eq!(self.model.evolve(activity), Evolved::Done);
        }
        self.n += 1;
        decision.activities
    }

    #[track_caller]
    fn refuses(&self, community: &CommunityId, by: &str, command: Command, then: Refusal) {
        assert_eq!(self.gives(community, by, command), Err(then));
    }

    fn asked() -> Self {
        let mut stage = Self::new(Visibility::Organisation);
        stage.takes(&falls(), AMA, propose());
        stage
    }

    fn agreed() -> Self {
        let mut stage = Self::asked();
        stage.takes(&rehab(), BEN, consent(true));
        stage
    }

    fn event(&self, community: &CommunityId) -> &Event {
        let events = &self.model.community(community).unwrap().events;
        events.get(&joint()).unwrap()
    }

    fn consents(&self) -> [Consent; 2] {
        [falls(), rehab()].map(|community| self.event(&community).co_host.as_ref().unwrap().consent)
    }
}

/// The event that the fifth command plans.
fn joint() -> EventId {
    EventId::parse("00000000-0000-0000-0000-000000000190").unwrap()
}

fn propose() -> Command {
    let (_, mut command) = plan(50, Some(1));
    if let Command::PlanEvent { with, .. } = &mut command {
        *with = Some(rehab());
    }
    command
}

fn consent(accepted: bool) -> Command {
    Command::AnswerCoHosting {
        event: joint(),
        accepted,
    }
}

fn come() -> Command {
    Command::AnswerInvitation {
        event: joint(),
        occurrence: None,
        answer: Answer::Accepted,
    }
}

fn to_day(on_day: usize) -> Command {
    Command::ChangeEvent {
        event: joint(),
        occurrence: None,
        schedule: schedule(on_day),
        place: None,
        capacity: Some(1),
        mode: None,
        form: None,
        problem: None,
    }
}

fn off() -> Command {
    Command::CancelEvent {
        event: joint(),
        occurrence: None,
        reason: None,
    }
}

fn where_to(activities: &[Activity]) -> Vec<(CommunityId, Audience)> {
    activities
        .iter()
        .map(|activity| (activity.community.clone().unwrap(), activity.audience))
        .collect()
}

#[test]
fn a_proposal_is_seen_by_those_who_hold_the_other_community_and_nobody_else() {
    let mut stage = Stage::new(Visibility::Organisation);
    let told = stage.takes(&falls(), AMA, propose());
    assert_eq!(
        where_to(&told),
        [
            (falls(), Audience::Community),
            (rehab(), Audience::Stewards)
        ]
    );
    let events_for = |by: &str| {
        let rehab = stage.model.community(&rehab()).unwrap();
        let events = rehab.excerpt(Some(&person(by)), None).unwrap().events;
        (events.iter().count(), events.proposals().count())
    };
    assert_eq!((events_for(BEN), events_for(JOAN)), ((0, 1), (0, 0)));
    stage.refuses(&rehab(), JOAN, come(), Refusal::NoSuchEvent);
    stage.refuses(&rehab(), BEN, come(), Refusal::NoSuchEvent);
}

#[test]
fn a_proposal_tells_no_more_than_the_event() {
    let mut stage = Stage::new(Visibility::Organisation);
    let told = stage.takes(&falls(), AMA, propose());
    let Kind::EventPlanned {
        with,
        host,
        problem,
        ..
    } = &told[1].what
    else {
        panic!("the second is the proposal");
    };
    assert_eq!(
        (with, host.as_ref(), problem),
        (&None, Some(&falls()), &None)
    );
}

#[test]
fn what_both_agreed_to_is_an_event_of_both_and_each_fills_its_own_places() {
    let mut stage = Stage::agreed();
    assert_eq!(stage.consents(), [Consent::Given; 2]);
    stage.takes(&falls(), RHYS, come());
    stage.takes(&rehab(), JOAN, come());
    check_roll(&stage.event(&falls()).roll(None), &[RHYS], &[]);
    check_roll(&stage.event(&rehab()).roll(None), &[JOAN], &[]);
    stage.refuses(&rehab(), RHYS, come(), Refusal::NotAMember);
}

#[test]
fn consent_plans_the_event_for_all_who_were_not_told_of_the_proposal() {
    let mut stage = Stage::asked();
    let told = stage.takes(&rehab(), BEN, consent(true));
    // A page of somebody in rehab that follows the log has not seen the proposal.
    let mut page = Events::default();
    for activity in &told {
        if activity.community == Some(rehab()) {
            assert_eq!(activity.audience, Audience::Community);
            page.evolve(activity);
        }
    }
    assert_eq!(page.iter().count(), 1);
    assert_eq!(told.last().unwrap().community, Some(falls()));
}

#[test]
fn a_community_that_says_no_has_no_such_event_and_the_other_learns_it() {
    let mut stage = Stage::asked();
    stage.takes(&rehab(), BEN, consent(false));
    assert_eq!(stage.consents(), [Consent::Declined; 2]);
    stage.refuses(&rehab(), JOAN, come(), Refusal::NoSuchEvent);
    stage.refuses(&rehab(), BEN, consent(true), Refusal::NoSuchEvent);
    assert_eq!(stage.takes(&rehab(), BEN, consent(false)), []);
    stage.takes(&falls(), RHYS, come());
}

#[test]
fn only_those_who_hold_a_community_speak_for_it() {
    let stage = Stage::asked();
    stage.refuses(&rehab(), JOAN, consent(true), Refusal::RoleNeeded);
    stage.refuses(&rehab(), NEW, consent(true), Refusal::NotAMember);
    // The community that asks has consented by asking.
    stage.refuses(&falls(), AMA, consent(true), Refusal::NoSuchEvent);
}

#[test]
fn the_community_that_planned_it_changes_it_in_both() {
    let mut stage = Stage::agreed();
    let told = stage.takes(&falls(), AMA, to_day(60));
    assert_eq!(
        where_to(&told),
        [
            (rehab(), Audience::Community),
            (falls(), Audience::Community)
        ]
    );
    assert_eq!(stage.event(&rehab()).schedule.starts_at, day(60));
    stage.refuses(&rehab(), BEN, to_day(61), Refusal::RoleNeeded);
    stage.refuses(&rehab(), BEN, off(), Refusal::RoleNeeded);
    stage.takes(&falls(), AMA, off());
    assert!(stage.event(&rehab()).is_cancelled());
    stage.refuses(
        &rehab(),
        BEN,
        consent(false),
        Refusal::EventAlreadyCancelled,
    );
}

#[test]
fn a_proposal_is_answered_as_it_was_changed_to() {
    let mut stage = Stage::asked();
    let told = stage.takes(&falls(), AMA, to_day(60));
    assert_eq!(where_to(&told)[0], (rehab(), Audience::Stewards));
    stage.takes(&rehab(), BEN, consent(true));
    assert_eq!(stage.event(&rehab()).schedule.starts_at, day(60));
}

#[test]
fn a_community_that_withdraws_calls_it_off_for_its_own_people() {
    let mut stage = Stage::agreed();
    stage.takes(&rehab(), BEN, consent(false));
    assert_eq!(stage.consents(), [Consent::Withdrawn; 2]);
    assert!(stage.event(&rehab()).is_cancelled() && !stage.event(&falls()).is_cancelled());
    let told = stage.takes(&falls(), AMA, to_day(60));
    assert_eq!(where_to(&told), [(falls(), Audience::Community)]);
}

#[test]
fn nobody_asks_a_community_that_is_not_there_for_them_or_names_a_hidden_one() {
    let mut stage = Stage::new(Visibility::Members);
    stage.refuses(&falls(), AMA, propose(), Refusal::NoSuchCommunity);
    stage.takes(
        &rehab(),
        BEN,
        Command::Invite {
            person: person(AMA),
        },
    );
    stage.takes(&rehab(), AMA, join());
    stage.refuses(&falls(), AMA, propose(), Refusal::RoleNeeded);
    let mut itself = propose();
    if let Command::PlanEvent { with, .. } = &mut itself {
        *with = Some(falls());
    }
    stage.refuses(&falls(), AMA, itself, Refusal::NotOneself);
}

#[test]
fn what_two_hold_together_is_put_right_in_neither_log_alone() {
    let mut stage = Stage::new(Visibility::Organisation);
    let planned = stage.takes(&falls(), AMA, propose());
    let agreed = stage.takes(&rehab(), BEN, consent(true));
    let asks = |what: &Activity, by: &str, command: Command| {
        let mut intent = Intent {
            id: CommandId::from_u128(7_700),
            by: person(by),
            at: day(20),
            community: what.community.clone(),
            command,
            context: Context::default(),
        };
        intent.context.earlier = Some(what.clone());
        stage.model.decide(&intent)
    };
    let here = |log: &CommunityId, all: &[Activity]| {
        let found = all
            .iter()
            .find(|activity| activity.community.as_ref() == Some(log));
        found.unwrap().clone()
    };
    let retract = |of: &Activity| Command::Retract {
        of: of.id,
        reason: crate::activity::RetractionReason::Mistake,
    };
    let (proposal, answer) = (here(&falls(), &planned), here(&rehab(), &agreed));
    for (what, by) in [(&proposal, AMA), (&answer, BEN)] {
        assert_eq!(asks(what, by, retract(what)), Err(Refusal::HeldTogether));
    }
    let renamed = Command::Correct {
        of: proposal.id,
        patch: crate::command::Patch {
            title: Some("Another".into()),
            ..crate::command::Patch::default()
        },
    };
    assert_eq!(asks(&proposal, AMA, renamed), Err(Refusal::HeldTogether));
}

#[test]
fn a_meeting_moves_to_the_screen_and_about_another_problem() {
    let mut stage = Stage::agreed();
    let problem = Command::RaiseProblem {
        title: "Who is free?".into(),
        text: None,
        terms: vec![],
        vantage: None,
    };
    let raised = stage.takes(&falls(), RHYS, problem);
    let Kind::ProblemRaised { problem: about, .. } = &raised[0].what else {
        panic!("{raised:?}");
    };
    let mut moved = to_day(50);
    if let Command::ChangeEvent { mode, problem, .. } = &mut moved {
        (*mode, *problem) = (Some(Mode::InPerson), Some(about.clone()));
    }
    stage.takes(&falls(), AMA, moved.clone());
    assert!(stage.takes(&falls(), AMA, moved).is_empty());
    assert_eq!(stage.event(&falls()).problem.as_ref(), Some(about));
    // The other community has other problems.
    assert_eq!(stage.event(&rehab()).problem, None);
    for community in [falls(), rehab()] {
        assert_eq!(stage.event(&community).mode, Mode::InPerson);
    }
}
