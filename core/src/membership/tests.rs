use super::*;
use crate::activity::Visibility;
use crate::testing::{AMA, JOAN, NEW, RHYS, after, check, falls, founding, open, person, refused};

fn join() -> Command {
    Command::Join { note: None }
}

fn ask() -> Command {
    Command::AskToJoin {
        reason: "I see falls every week".into(),
    }
}

fn invite(whom: &str) -> Command {
    Command::Invite {
        person: person(whom),
    }
}

fn approve(whom: &str) -> Command {
    Command::ApproveRequest {
        person: person(whom),
        message: None,
    }
}

fn decline(whom: &str) -> Command {
    Command::DeclineRequest {
        person: person(whom),
        message: "This is for ward staff".into(),
    }
}

fn give(whom: &str, role: Role) -> Command {
    Command::GiveRole {
        protected_minutes: None,
        recognised_by: None,
        person: person(whom),
        role,
    }
}

fn end(whom: &str, role: Role) -> Command {
    Command::EndRole {
        person: person(whom),
        role,
    }
}

fn on_request() -> (&'static str, Command) {
    founding(Visibility::Organisation, Access::OnRequest)
}

fn by_invitation() -> (&'static str, Command) {
    founding(Visibility::Organisation, Access::ByInvitation)
}

fn hidden() -> (&'static str, Command) {
    founding(Visibility::Members, Access::ByInvitation)
}

fn joined(via: Via) -> Result<Vec<Kind>, Refusal> {
    Ok(vec![Kind::Joined { via, note: None }])
}

#[test]
fn nobody_joins_a_community_that_was_never_founded() {
    refused(&[], (RHYS, join()), Refusal::NoSuchCommunity);
}

#[test]
fn the_founder_is_a_member_and_the_steward() {
    let model = after(&[open()]);
    let membership = &model.community(&falls()).unwrap().membership;
    assert!(membership.has_role(&person(AMA), Role::Steward));
}

#[test]
fn an_id_is_founded_once_and_looks_like_an_address() {
    refused(&[open()], (RHYS, open().1), Refusal::CommunityExists);
    let mut intent = crate::testing::intent(0, AMA, &open().1);
    intent.community = crate::id::CommunityId::parse("Falls!").ok();
    let decided = crate::Model::default().decide(&intent);
    assert_eq!(decided, Err(Refusal::CommunityIdFormat));
    intent.community = None;
    let decided = crate::Model::default().decide(&intent);
    assert_eq!(decided, Err(Refusal::CommunityNeeded));
}

#[test]
fn an_open_community_is_joined_once() {
    check(&[open()], (RHYS, join()), joined(Via::Open));
    check(&[open(), (RHYS, join())], (RHYS, join()), Ok(vec![]));
    refused(&[open()], (RHYS, ask()), Refusal::OpenToJoin);
}

#[test]
fn who_left_may_come_back() {
    let given = [open(), (RHYS, join()), (RHYS, Command::Leave)];
    check(&given, (RHYS, join()), joined(Via::Open));
    refused(&given, (RHYS, Command::Leave), Refusal::NotAMember);
}

#[test]
fn a_community_on_request_is_asked_and_answers() {
    refused(&[on_request()], (RHYS, join()), Refusal::AskFirst);
    let given = [on_request(), (RHYS, ask())];
    check(&given, (RHYS, ask()), Ok(vec![]));
    refused(&given, (RHYS, join()), Refusal::AskFirst);
    let then = vec![
        Kind::RequestApproved {
            person: person(RHYS),
            message: None,
        },
        Kind::Joined {
            via: Via::Request,
            note: None,
        },
    ];
    check(&given, (AMA, approve(RHYS)), Ok(then));
}

#[test]
fn a_declined_person_stays_out_until_invited() {
    let mut given = vec![on_request(), (RHYS, ask()), (AMA, decline(RHYS))];
    refused(&given, (RHYS, join()), Refusal::DeclinedBefore);
    refused(&given, (RHYS, ask()), Refusal::DeclinedBefore);
    refused(&given, (AMA, approve(RHYS)), Refusal::NoSuchRequest);
    given.push((RHYS, Command::Follow));
    refused(&given, (RHYS, join()), Refusal::DeclinedBefore);
    given.push((AMA, invite(RHYS)));
    check(&given, (RHYS, join()), joined(Via::Invitation));
}

#[test]
fn an_invitation_answers_a_request() {
    let given = [on_request(), (RHYS, ask()), (AMA, invite(RHYS))];
    refused(&given, (AMA, decline(RHYS)), Refusal::NoSuchRequest);
    refused(&given, (AMA, approve(RHYS)), Refusal::NoSuchRequest);
    check(&given, (RHYS, join()), joined(Via::Invitation));
}

#[test]
fn a_request_can_be_taken_back() {
    let given = [
        on_request(),
        (RHYS, ask()),
        (RHYS, Command::WithdrawRequest),
    ];
    refused(&given, (AMA, approve(RHYS)), Refusal::NoSuchRequest);
    refused(&given, (AMA, decline(RHYS)), Refusal::NoSuchRequest);
}

#[test]
fn only_the_invited_enter_a_community_by_invitation() {
    refused(
        &[by_invitation()],
        (RHYS, join()),
        Refusal::InvitationNeeded,
    );
    refused(&[by_invitation()], (RHYS, ask()), Refusal::InvitationNeeded);
    let given = [by_invitation(), (AMA, invite(RHYS))];
    check(&given, (AMA, invite(RHYS)), Ok(vec![]));
    check(&given, (RHYS, join()), joined(Via::Invitation));
    refused(&given, (AMA, invite(AMA)), Refusal::AlreadyAMember);
}

#[test]
fn an_invitation_serves_once() {
    let given = [
        by_invitation(),
        (AMA, invite(RHYS)),
        (RHYS, join()),
        (RHYS, Command::Leave),
    ];
    refused(&given, (RHYS, join()), Refusal::InvitationNeeded);
}

#[test]
fn members_invite_where_joining_is_open_and_holders_everywhere() {
    refused(&[open()], (RHYS, invite(NEW)), Refusal::NotAMember);
    let given = [by_invitation(), (AMA, invite(RHYS)), (RHYS, join())];
    refused(&given, (RHYS, invite(NEW)), Refusal::RoleNeeded);
    let then = vec![Kind::Invited {
        person: person(NEW),
    }];
    check(&[open(), (RHYS, join())], (RHYS, invite(NEW)), Ok(then));
}

#[test]
fn to_an_outsider_a_hidden_community_does_not_exist() {
    for command in [
        join(),
        ask(),
        Command::Follow,
        Command::Leave,
        invite(NEW),
        approve(NEW),
    ] {
        refused(&[hidden()], (RHYS, command), Refusal::NoSuchCommunity);
    }
    let given = [hidden(), (AMA, invite(RHYS))];
    check(&given, (RHYS, join()), joined(Via::Invitation));
}

#[test]
fn observers_follow_without_joining() {
    check(&[open()], (RHYS, Command::Follow), Ok(vec![Kind::Followed]));
    let given = [open(), (RHYS, Command::Follow)];
    check(&given, (RHYS, Command::Follow), Ok(vec![]));
    check(
        &given,
        (RHYS, Command::Unfollow),
        Ok(vec![Kind::Unfollowed]),
    );
    let model = after(&given);
    let membership = &model.community(&falls()).unwrap().membership;
    assert_eq!(membership.standing(&person(RHYS)), Standing::Observer);
}

#[test]
fn the_last_steward_hands_over_before_going() {
    let given = [open(), (RHYS, join())];
    refused(&given, (AMA, Command::Leave), Refusal::LastSteward);
    refused(&given, (AMA, end(AMA, Role::Steward)), Refusal::LastSteward);
    let given = [open(), (RHYS, join()), (AMA, give(RHYS, Role::Steward))];
    check(&given, (AMA, Command::Leave), Ok(vec![Kind::Left]));
}

#[test]
fn whoever_alone_steers_in_a_steward_s_place_stays_too() {
    let mut community = after(&[open(), (RHYS, join()), (AMA, give(RHYS, Role::Convenor))])
        .community(&falls())
        .unwrap()
        .clone();
    // As imported: a lead, and nobody who is called a steward.
    community.membership.members.remove(&person(AMA));
    let model = crate::Model::from_excerpt(community, crate::affiliation::People::default());
    for command in [Command::Leave, end(RHYS, Role::Convenor)] {
        let decided = model.decide(&crate::testing::intent(9, RHYS, &command));
        assert_eq!(decided, Err(Refusal::LastSteward));
    }
}

#[test]
fn stewards_give_roles_to_members() {
    let given = [open(), (RHYS, join()), (JOAN, join())];
    refused(
        &given,
        (RHYS, give(JOAN, Role::Curator)),
        Refusal::RoleNeeded,
    );
    refused(
        &given,
        (NEW, give(JOAN, Role::Curator)),
        Refusal::NotAMember,
    );
    refused(
        &given,
        (AMA, give(NEW, Role::Curator)),
        Refusal::PersonNotAMember,
    );
    let then = vec![Kind::RoleGiven {
        protected_minutes: None,
        recognised_by: None,
        person: person(JOAN),
        role: Role::Curator,
    }];
    check(&given, (AMA, give(JOAN, Role::Curator)), Ok(then));
}

#[test]
fn whoever_holds_a_role_may_give_it_back() {
    let given = [open(), (RHYS, join()), (AMA, give(RHYS, Role::Facilitator))];
    let then = vec![Kind::RoleEnded {
        person: person(RHYS),
        role: Role::Facilitator,
    }];
    check(&given, (RHYS, end(RHYS, Role::Facilitator)), Ok(then));
    check(&given, (AMA, end(RHYS, Role::Sponsor)), Ok(vec![]));
}

#[test]
fn a_reason_is_no_empty_box() {
    let command = Command::AskToJoin {
        reason: "  ".into(),
    };
    let (min_chars, max_chars) = Field::Reason.bounds();
    let then = Refusal::TextLength {
        field: Field::Reason,
        n_chars: 0,
        min_chars,
        max_chars,
    };
    refused(&[on_request()], (RHYS, command), then);
}

#[test]
fn a_request_is_seen_by_those_who_hold_the_community_and_by_who_asked() {
    let given = [on_request(), (JOAN, Command::Follow)];
    let mut model = after(&given);
    let asked = model
        .decide(&crate::testing::intent(9, RHYS, &ask()))
        .unwrap()
        .activities;
    assert_eq!(model.evolve(&asked[0]), crate::Evolved::Done);
    for (who, sees) in [(AMA, true), (RHYS, true), (JOAN, false)] {
        assert_eq!(model.shows(&asked[0], Some(&person(who))), sees, "{who}");
        let community = model.community(&falls()).unwrap();
        let excerpt = community.excerpt(Some(&person(who)), None).unwrap();
        assert_eq!(excerpt.membership.requests.is_empty(), !sees, "{who}");
    }
}

#[test]
fn a_role_is_held_on_terms_that_can_change() {
    let give = |minutes, group: Option<&str>| Command::GiveRole {
        person: person(AMA),
        role: Role::Steward,
        protected_minutes: minutes,
        recognised_by: group.map(Into::into),
    };
    check(&[open()], (AMA, give(None, None)), Ok(vec![]));
    let given = [open(), (AMA, give(Some(120), Some("Northmoor Trust")))];
    let model = after(&given);
    let membership = &model.community(&falls()).unwrap().membership;
    let terms = membership.terms(&person(AMA), Role::Steward).unwrap();
    assert_eq!(terms.protected_minutes, Some(120));
    assert_eq!(
        terms.recognised_by.as_ref().unwrap().as_str(),
        "northmoor trust"
    );
    check(
        &given,
        (AMA, give(Some(120), Some("Northmoor Trust"))),
        Ok(vec![]),
    );
    refused(
        &[open()],
        (AMA, give(Some(2_401), None)),
        Refusal::OutOfRange { min: 0, max: 2_400 },
    );
}

#[test]
fn a_role_is_handed_over_by_who_holds_it_even_by_the_last_steward() {
    let hand_over = |to: &str| Command::HandOverRole {
        person: person(to),
        role: Role::Steward,
    };
    let given = [open(), (RHYS, join())];
    refused(&given, (RHYS, hand_over(AMA)), Refusal::RoleNeeded);
    refused(&given, (AMA, hand_over(AMA)), Refusal::NotOneself);
    refused(&given, (AMA, hand_over(JOAN)), Refusal::PersonNotAMember);
    refused(&given, (JOAN, hand_over(RHYS)), Refusal::NotAMember);
    let model = after(&[open(), (RHYS, join()), (AMA, hand_over(RHYS))]);
    let membership = &model.community(&falls()).unwrap().membership;
    assert!(membership.has_role(&person(RHYS), Role::Steward));
    assert!(!membership.has_role(&person(AMA), Role::Steward));
}
