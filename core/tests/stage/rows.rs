//! Every command, with the stage on which it is given: the frame, people, events.

use cop_core::Log;
use cop_core::activity::{
    Access, Answer, Kind, Part, Preference, Role, Stage as LifeStage, Visibility,
};
use cop_core::affiliation::Dimension;
use cop_core::command::{Attendance, Command, StatedAffiliation, StatedStandpoint};
use cop_core::id::CommunityId;

use super::{Stage, allow, at, busy, content, day, give_role, person, plan, schedule};

/// Every command, with the stage on which it is given and what is particular about it.
pub fn rows() -> Vec<(&'static str, Stage, Command)> {
    let open = Stage::new("falls", Access::Open);
    let nowhere = Stage {
        log: Log::default(),
        community: "new-one",
    };
    let mut on_request = Stage::new("falls", Access::OnRequest);
    let ask = Command::AskToJoin {
        reason: "I see falls every week".into(),
    };
    on_request.give("asker", ask.clone());
    let by_invitation = Stage::new("falls", Access::ByInvitation);
    let mut rows = vec![
        ("a new address", nowhere, founding()),
        ("an address that is taken", open.clone(), founding()),
    ];
    rows.extend(of_the_frame(&open));
    rows.extend(of_roles(&open));
    rows.extend([
        ("open", open.clone(), Command::Join { note: None }),
        (
            "on request",
            on_request.clone(),
            Command::Join { note: None },
        ),
        (
            "by invitation",
            by_invitation.clone(),
            Command::Join { note: None },
        ),
        ("open", open.clone(), ask.clone()),
        ("on request", on_request.clone(), ask.clone()),
        ("by invitation", by_invitation.clone(), ask),
        ("on request", on_request.clone(), Command::WithdrawRequest),
        (
            "on request",
            on_request.clone(),
            Command::ApproveRequest {
                person: person("asker"),
                message: None,
            },
        ),
        (
            "on request",
            on_request.clone(),
            Command::DeclineRequest {
                person: person("asker"),
                message: "This is for ward staff".into(),
            },
        ),
        (
            "open",
            open.clone(),
            Command::Invite {
                person: person("somebody"),
            },
        ),
        (
            "by invitation",
            by_invitation,
            Command::Invite {
                person: person("somebody"),
            },
        ),
        ("any", open.clone(), Command::Leave),
        ("any", open.clone(), Command::Follow),
        ("any", open.clone(), Command::Unfollow),
    ]);
    rows.extend(between_people(&open));
    rows.extend(of_events());
    rows.extend(content::of_talk());
    rows.extend(content::of_practice());
    rows.extend(content::of_identity());
    rows.extend(content::of_corrections());
    rows
}

fn founding() -> Command {
    Command::FoundCommunity {
        name: "Wound care".into(),
        domain: "Wounds that heal.".into(),
        for_whom: None,
        what_we_do: None,
        terms: vec![],
        visibility: Visibility::Public,
        access: Access::Open,
        zone: None,
    }
}

fn of_the_frame(open: &Stage) -> Vec<(&'static str, Stage, Command)> {
    let seek = Command::SeekConstituency {
        name: "Commissioners".into(),
        standpoints: vec![StatedStandpoint {
            dimension: Dimension::Profession,
            affiliation: StatedAffiliation::Known("Commissioner".into()),
        }],
    };
    let link = Command::LinkProject {
        title: "Bay nursing trial".into(),
        people: vec![person("member")],
    };
    let mut framed = open.clone();
    framed.give("steward", seek.clone());
    framed.give("steward", link.clone());
    let drop = Command::DropConstituency {
        constituency: framed.made(|kind| match kind {
            Kind::ConstituencySought { constituency, .. } => Some(constituency.clone()),
            _ => None,
        }),
    };
    let unlink = Command::UnlinkProject {
        project: framed.made(|kind| match kind {
            Kind::ProjectLinked { project, .. } => Some(project.clone()),
            _ => None,
        }),
    };
    vec![
        (
            "any",
            open.clone(),
            Command::RevisePurpose {
                name: "Falls and frailty".into(),
                domain: "Staying on one's feet.".into(),
                for_whom: None,
                what_we_do: None,
                terms: vec![],
            },
        ),
        (
            "any",
            open.clone(),
            Command::DeclareStage {
                stage: LifeStage::Maturing,
                reason: None,
            },
        ),
        ("any", open.clone(), seek),
        ("one that is sought", framed.clone(), drop),
        ("any", open.clone(), link),
        ("one that is linked", framed, unlink),
        (
            "any",
            open.clone(),
            Command::StateAffiliation {
                dimension: Dimension::Profession,
                affiliation: StatedAffiliation::Known("Nurse".into()),
            },
        ),
    ]
}

fn of_roles(open: &Stage) -> Vec<(&'static str, Stage, Command)> {
    vec![
        (
            "to a member",
            open.clone(),
            give_role("member", Role::Facilitator),
        ),
        (
            "to an outsider",
            open.clone(),
            give_role("outsider", Role::Facilitator),
        ),
        (
            "the facilitator's, to a member",
            open.clone(),
            Command::HandOverRole {
                person: person("member"),
                role: Role::Facilitator,
            },
        ),
        (
            "the facilitator's",
            open.clone(),
            Command::EndRole {
                person: person("facilitator"),
                role: Role::Facilitator,
            },
        ),
        (
            "the last steward's",
            open.clone(),
            Command::EndRole {
                person: person("steward"),
                role: Role::Steward,
            },
        ),
    ]
}

fn between_people(open: &Stage) -> Vec<(&'static str, Stage, Command)> {
    let introduce = Command::Introduce {
        one: person("author"),
        other: person("curator"),
        reason: None,
    };
    let mut willing = open.clone();
    willing.give("author", allow(Preference::Introductions));
    willing.give("curator", allow(Preference::Introductions));
    let mentoring = Command::AgreeMentoring {
        mentor: person("author"),
        mentee: person("member"),
    };
    let mut mentored = open.clone();
    mentored.give("author", mentoring.clone());
    let away = Command::GoAway {
        from: day("2026-03-02"),
        until: None,
    };
    let mut gone = open.clone();
    for who in ["member", "author"] {
        gone.give(who, away.clone());
    }
    vec![
        ("any", open.clone(), away),
        ("member and author are away", gone, Command::Return),
        ("any", open.clone(), allow(Preference::Introductions)),
        (
            "the author",
            open.clone(),
            Command::Welcome {
                person: person("author"),
                message: None,
                in_reply_to: None,
            },
        ),
        ("who did not allow it", open.clone(), introduce.clone()),
        ("who allow it", willing, introduce),
        ("author and member", open.clone(), mentoring),
        (
            "author and member",
            mentored,
            Command::EndMentoring {
                mentor: person("author"),
                mentee: person("member"),
            },
        ),
        (
            "the author",
            open.clone(),
            Command::NoteContact {
                person: person("author"),
            },
        ),
    ]
}

fn of_events() -> Vec<(&'static str, Stage, Command)> {
    let busy = busy();
    let mut ahead = busy.clone();
    let later = at(500);
    ahead.give("facilitator", plan(later));
    let (begun, coming) = (busy.event(), ahead.event());
    let mut asked = Stage {
        community: "wounds",
        ..busy.clone()
    };
    asked.give("steward", founding());
    asked.give("facilitator", Command::Join { note: None });
    asked.give("steward", give_role("facilitator", Role::Facilitator));
    let mut together = asked.clone();
    together.community = "falls";
    let Command::PlanEvent {
        title,
        form,
        mode,
        schedule: planned,
        place,
        capacity,
        problem,
        ..
    } = plan(later)
    else {
        unreachable!("a plan is a plan")
    };
    let plan_together = Command::PlanEvent {
        title,
        form,
        mode,
        schedule: planned,
        place,
        capacity,
        problem,
        with: Some(CommunityId::parse("wounds").unwrap()),
    };
    let mut proposed = together.clone();
    proposed.give("facilitator", plan_together.clone());
    let shared = proposed.event();
    proposed.community = "wounds";
    vec![
        ("any", busy.clone(), plan(later)),
        ("with another community", together, plan_together),
        (
            "asked by another community",
            proposed,
            Command::AnswerCoHosting {
                event: shared,
                accepted: true,
            },
        ),
        (
            "to come",
            ahead.clone(),
            Command::ChangeEvent {
                event: coming.clone(),
                occurrence: None,
                schedule: schedule(later.plus_minutes(60)),
                place: None,
                capacity: None,
                mode: None,
                form: None,
                problem: None,
            },
        ),
        (
            "to come",
            ahead.clone(),
            Command::CancelEvent {
                event: coming.clone(),
                occurrence: None,
                reason: None,
            },
        ),
        (
            "to come",
            ahead.clone(),
            Command::AnswerInvitation {
                event: coming.clone(),
                occurrence: None,
                answer: Answer::Accepted,
            },
        ),
        (
            "to come",
            ahead,
            Command::ReportEvent {
                event: coming,
                occurrence: None,
                notes: None,
                outcome: None,
                head_count: None,
            },
        ),
        (
            "the author was there",
            busy.clone(),
            Command::RecordAttendance {
                event: begun.clone(),
                occurrence: None,
                people: vec![Attendance {
                    person: person("author"),
                    part: Part::Spoke,
                    presence: None,
                }],
            },
        ),
        (
            "begun",
            busy.clone(),
            Command::ReportEvent {
                event: begun.clone(),
                occurrence: None,
                notes: Some("We tried it on paper.".into()),
                outcome: None,
                head_count: Some(9),
            },
        ),
        (
            "begun",
            busy.clone(),
            Command::RecordSession {
                event: begun,
                occurrence: None,
                problem: busy.problem(),
                participants: vec![person("author"), person("member")],
            },
        ),
    ]
}
