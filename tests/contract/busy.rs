//! A community in which one person did everything that leaves something of them, and others answered.

use cop_core::measure::Name;
use serde_json::{Value, json};

use crate::reach::Ids;
use crate::stage::{Stage, new_id};

/// Who did everything.
pub const ZANELE: &str = "p-zanele-77";
/// What stands in every text that she wrote, and in where she says that she works.
pub const HERS: &str = "Xhosaquill";
/// Who steers the community and answers her.
pub const AMA: &str = "ama";

/// What she and the others made.
pub struct Busy {
    pub problem: String,
    pub hers: Vec<String>,
    pub artefact: String,
    pub report: String,
    /// Activities of hers, by their kind.
    pub raised: String,
}

impl Stage {
    /// Gives a command that is accepted, and tells the activities that it led to.
    pub async fn give(&self, person: &str, community: &str, command: Value) -> Vec<Value> {
        let body = json!({ "id": new_id(), "community": community, "command": command });
        let answer = self.post(&body, Some(person)).await;
        assert_eq!(answer.status, 200, "{command}: {}", answer.body);
        answer.json()["activities"].as_array().unwrap().clone()
    }

    /// Gives a command that makes something, and tells its id and that of the activity.
    pub async fn make(&self, person: &str, community: &str, command: Value) -> (String, String) {
        let activities = self.give(person, community, command.clone()).await;
        let made = activities.last().expect("the command makes something");
        let fields = [
            "problem",
            "contribution",
            "turn",
            "summary",
            "artefact",
            "report",
            "event",
        ];
        let what = &made["what"];
        let mut ids = fields.iter().filter_map(|field| what[*field].as_str());
        let id = ids
            .next()
            .unwrap_or_else(|| panic!("{command} makes nothing"));
        (id.to_owned(), made["id"].as_str().unwrap().to_owned())
    }
}

fn says(what: &str) -> String {
    format!("{HERS} {what}, said at some length so that it counts as more than a word or two.")
}

/// Has Zanele do everything in a community that Ama steers, and Ama answer.
pub async fn busy(stage: &Stage) -> Busy {
    let falls = "falls";
    stage.found(AMA, falls, "public", "open").await;
    let (hers_to_do, answered) = before(stage).await;
    let problem = &answered;
    let by_her = |command: Value| stage.make(ZANELE, falls, command);

    let (hers, raised) = hers_to_do;
    let (turn, _) = by_her(json!({
        "type": "reply", "in_reply_to": problem, "to": [AMA], "stance": "experience",
        "text": says("reply"), "vantage": "as a xhosaquill",
    }))
    .await;
    let (concern, _) = by_her(
        json!({ "type": "raise_concern", "title": says("concern"), "text": says("why"), "about": problem }),
    )
    .await;
    let (story, _) =
        by_her(json!({ "type": "tell_story", "title": says("story"), "text": says("end") })).await;
    let (journal, _) = by_her(json!({
        "type": "share_journal", "question": "opportunities", "title": says("journal"), "text": says("part"),
    }))
    .await;
    let (news, _) = by_her(
        json!({ "type": "announce", "title": says("news"), "original": "https://example.org/Xhosaquill" }),
    )
    .await;
    let (resource, _) = by_her(
        json!({ "type": "share_resource", "title": says("film"), "link": "https://example.org/Xhosaquill" }),
    )
    .await;
    let (artefact, _) = by_her(json!({
        "type": "draft_artefact", "form": "guide", "title": says("guide"), "text": says("page"),
        "authors": [AMA], "thread": problem,
    }))
    .await;
    by_her(json!({ "type": "revise_artefact", "artefact": artefact, "title": says("guide again"), "note": says("why") }))
        .await;
    let (report, _) = by_her(json!({
        "type": "report_value", "rung": "applied", "outcome": "helped", "source": artefact,
        "beneficiary": "team", "text": says("use"),
    }))
    .await;
    by_her(json!({ "type": "summarise", "of": problem, "text": says("summary") })).await;
    for command in [
        json!({ "type": "review_artefact", "artefact": artefact, "state": "current", "note": says("look") }),
        json!({ "type": "use_artefact", "artefact": artefact, "note": says("use") }),
        json!({ "type": "introduce_self", "text": says("I") }),
        json!({ "type": "endorse_purpose", "version": 1 }),
        json!({ "type": "go_away", "from": "2026-12-01" }),
        json!({ "type": "set_preference", "preference": "introductions", "allowed": true }),
        json!({ "type": "connect", "from": problem, "to": artefact, "reason": says("link") }),
        json!({ "type": "reframe_problem", "problem": problem, "statement": says("anew") }),
        json!({ "type": "react", "to": problem, "reaction": "like" }),
        json!({ "type": "agree_mentoring", "mentor": ZANELE, "mentee": AMA }),
        json!({ "type": "welcome", "person": AMA, "message": says("welcome") }),
    ] {
        stage.give(ZANELE, falls, command).await;
    }
    after(stage, &turn, &concern, &report, &artefact).await;
    Busy {
        problem: problem.clone(),
        hers: vec![hers, concern, story, journal, news, resource],
        artefact,
        report,
        raised,
    }
}

/// She joins and raises a problem, and so does Ama.
async fn before(stage: &Stage) -> ((String, String), String) {
    let porter = json!({ "known": "Xhosaquill Porter" });
    let stated =
        json!({ "type": "state_affiliation", "dimension": "profession", "affiliation": porter });
    stage.give(ZANELE, "falls", stated).await;
    let note = says("note");
    stage
        .give(ZANELE, "falls", json!({ "type": "join", "note": note }))
        .await;
    let raise = json!({
        "type": "raise_problem", "title": says("problem"), "text": says("more"), "vantage": "as a xhosaquill",
    });
    let hers = stage.make(ZANELE, "falls", raise).await;
    let raise = json!({ "type": "raise_problem", "title": "Night falls" });
    let (problem, _) = stage.make(AMA, "falls", raise).await;
    (hers, problem)
}

/// Ama answers, with texts of her own.
async fn after(stage: &Stage, turn: &str, concern: &str, report: &str, artefact: &str) {
    let long = "Ama's own words, which stay whatever becomes of those that they answer.";
    for command in [
        json!({ "type": "reply", "in_reply_to": turn, "to": [ZANELE], "stance": "build", "text": long }),
        json!({ "type": "answer_concern", "concern": concern, "outcome": "changed", "text": "Ama's answer." }),
        json!({ "type": "confirm_value", "report": report, "relation": "colleague" }),
        json!({ "type": "mark_insight", "about": turn }),
        json!({ "type": "welcome", "person": ZANELE, "message": "Ama's welcome." }),
        json!({ "type": "agree_mentoring", "mentor": ZANELE, "mentee": AMA }),
        json!({ "type": "give_role", "person": ZANELE, "role": "curator" }),
        json!({ "type": "note_contact", "person": ZANELE }),
        json!({ "type": "link_project", "title": "Ama's trial", "people": [ZANELE, AMA] }),
        json!({ "type": "use_artefact", "artefact": artefact, "note": "Ama used it." }),
    ] {
        stage.give(AMA, "falls", command).await;
    }
}

impl Busy {
    /// All that can stand in an address.
    pub fn ids(&self) -> Ids<'static> {
        let mut threads = self.hers.clone();
        threads.push(self.problem.clone());
        let measures = Name::ALL.iter().map(|name| name.as_str().to_owned());
        Ids::from([
            ("community", vec!["falls".to_owned()]),
            ("problem", threads),
            ("artefact", vec![self.artefact.clone()]),
            ("measure", measures.collect()),
        ])
    }
}
