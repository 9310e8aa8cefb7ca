//! Who may give each command, and what it comes to: one row for each, compared with `command-table.txt`.
//!
//! The cells are found by giving every command as everybody. `UPDATE_EXPECT=1` writes the table anew, for a reader
//! to look at. A command that has no row does not compile, or fails.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use super::stage::{CAST, OPERATOR, Stage, rows};
use cop_core::command::Command;

/// The word of each command; a new one has to be added here, and then to the rows.
fn word(command: &Command) -> &'static str {
    match command {
        Command::FoundCommunity { .. } => "found_community",
        Command::RevisePurpose { .. } => "revise_purpose",
        Command::DeclareStage { .. } => "declare_stage",
        Command::SeekConstituency { .. } => "seek_constituency",
        Command::DropConstituency { .. } => "drop_constituency",
        Command::LinkProject { .. } => "link_project",
        Command::UnlinkProject { .. } => "unlink_project",
        Command::GiveRole { .. } => "give_role",
        Command::HandOverRole { .. } => "hand_over_role",
        Command::EndRole { .. } => "end_role",
        Command::StateAffiliation { .. } => "state_affiliation",
        Command::Invite { .. } => "invite",
        Command::Join { .. } => "join",
        Command::AskToJoin { .. } => "ask_to_join",
        Command::WithdrawRequest => "withdraw_request",
        Command::ApproveRequest { .. } => "approve_request",
        Command::DeclineRequest { .. } => "decline_request",
        Command::Leave => "leave",
        Command::Follow => "follow",
        Command::Unfollow => "unfollow",
        Command::GoAway { .. } => "go_away",
        Command::Return => "return",
        Command::SetPreference { .. } => "set_preference",
        Command::Welcome { .. } => "welcome",
        Command::Introduce { .. } => "introduce",
        Command::AgreeMentoring { .. } => "agree_mentoring",
        Command::EndMentoring { .. } => "end_mentoring",
        Command::NoteContact { .. } => "note_contact",
        Command::PlanEvent { .. } => "plan_event",
        Command::ChangeEvent { .. } => "change_event",
        Command::CancelEvent { .. } => "cancel_event",
        Command::AnswerInvitation { .. } => "answer_invitation",
        Command::AnswerCoHosting { .. } => "answer_co_hosting",
        Command::RecordAttendance { .. } => "record_attendance",
        Command::ReportEvent { .. } => "report_event",
        Command::RecordSession { .. } => "record_session",
        Command::RaiseProblem { .. } => "raise_problem",
        Command::Reply { .. } => "reply",
        Command::Announce { .. } => "announce",
        Command::ShareResource { .. } => "share_resource",
        Command::MarkInsight { .. } => "mark_insight",
        Command::RaiseConcern { .. } => "raise_concern",
        Command::AnswerConcern { .. } => "answer_concern",
        Command::ReframeProblem { .. } => "reframe_problem",
        Command::Summarise { .. } => "summarise",
        Command::Connect { .. } => "connect",
        Command::React { .. } => "react",
        Command::MarkRead { .. } => "mark_read",
        Command::TellStory { .. } => "tell_story",
        Command::DraftArtefact(_) => "draft_artefact",
        Command::ReviseArtefact { .. } => "revise_artefact",
        Command::ReviewArtefact { .. } => "review_artefact",
        Command::UseArtefact { .. } => "use_artefact",
        Command::CiteEvidence { .. } => "cite_evidence",
        Command::ReportValue(_) => "report_value",
        Command::ConfirmValue { .. } => "confirm_value",
        Command::IntroduceSelf { .. } => "introduce_self",
        Command::EndorsePurpose { .. } => "endorse_purpose",
        Command::WithdrawEndorsement => "withdraw_endorsement",
        Command::ShareJournal { .. } => "share_journal",
        Command::AnswerPulse { .. } => "answer_pulse",
        Command::Correct { .. } => "correct",
        Command::Retract { .. } => "retract",
        Command::Erase { .. } => "erase",
        Command::RecordSamePerson { .. } => "record_same_person",
    }
}

/// What a command comes to for somebody: the kinds recorded, or the code of the refusal.
fn cell(stage: &Stage, by: &str, command: &Command) -> String {
    match stage.log.decide(&stage.intent(by, command)) {
        Ok(decision) if decision.activities.is_empty() => "nothing to record".to_owned(),
        Ok(decision) => {
            let kinds = decision.activities.iter();
            let kinds: Vec<&str> = kinds.map(|activity| activity.what.word()).collect();
            format!("+ {}", kinds.join(", "))
        }
        Err(refusal) => format!("- {}", refusal.code()),
    }
}

fn table() -> String {
    let mut table = String::from(
        "# What each command comes to, by who gives it: `+` and the activities recorded, or `-` and the refusal.\n",
    );
    for (title, stage, command) in rows() {
        writeln!(table, "\n{} ({title})", word(&command)).unwrap();
        let mut groups: Vec<(String, Vec<&str>)> = Vec::new();
        for by in CAST.iter().copied().chain([OPERATOR]) {
            let cell = cell(&stage, by, &command);
            match groups.iter_mut().find(|(other, _)| *other == cell) {
                Some((_, people)) => people.push(by),
                None => groups.push((cell, vec![by])),
            }
        }
        for (cell, people) in groups {
            writeln!(table, "  {cell}: {}", people.join(", ")).unwrap();
        }
    }
    table
}

#[test]
fn every_command_has_a_row_for_everybody() {
    let table = table();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/command-table.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap();
    assert!(
        table == expected,
        "who may do what has changed: look at the difference that UPDATE_EXPECT=1 makes to {}",
        path.display()
    );
}

#[test]
fn every_command_is_in_the_table_and_accepted_from_somebody() {
    let mut accepted = BTreeSet::new();
    for (_, stage, command) in rows() {
        let mut everybody = CAST.iter().copied().chain([OPERATOR]);
        if everybody.any(|by| cell(&stage, by, &command).starts_with('+')) {
            accepted.insert(word(&command));
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/commands");
    let known: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| std::fs::read_to_string(entry.unwrap().path()).unwrap())
        .map(|text| {
            let golden: serde_json::Value = serde_json::from_str(&text).unwrap();
            golden["type"].as_str().unwrap().to_owned()
        })
        .collect();
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    assert_eq!(accepted, known);
}
