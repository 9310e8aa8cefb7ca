//! `contributions.csv`: what people gave, and what they said to each other.

use std::collections::{BTreeMap, HashSet};

use cop_core::activity::{Kind, Stance, Turn};
use cop_core::id::{ActivityId, CommunityId, ContributionId, IdFault, PersonId, Term};
use cop_core::time::Timestamp;

use super::derived::Repeats;
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (
    &["at", "community", "person", "kind", "title"],
    &["id", "in_reply_to", "to", "text"],
);

/// A row that is right in itself.
pub(super) struct ContributionRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) at: Timestamp,
    pub(super) community: CommunityId,
    pub(super) person: PersonId,
    pub(super) to: Vec<PersonId>,
    gift: Gift,
    id: Option<ContributionId>,
    in_reply_to: Option<ContributionId>,
    number: u128,
}

/// What kind of contribution it is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Gift {
    Problem,
    Reply,
    Announcement,
    Concern,
    Story,
    Insight,
    /// Any other word is a resource that goes by it.
    Resource(Term),
}

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<ContributionRow<'a>> {
    let mut repeats = Repeats::default();
    let mut rows = Vec::new();
    for row in table.rows() {
        let at = row.required("at", Timestamp::parse_lenient, findings);
        let community = row.required("community", CommunityId::parse, findings);
        let person = row.required("person", PersonId::parse, findings);
        let gift = row.required("kind", gift, findings);
        let id = row.optional("id", ContributionId::parse, findings);
        let in_reply_to = row.optional("in_reply_to", ContributionId::parse, findings);
        let to = row.optional("to", people, findings);
        let (Some(at), Some(community), Some(person), Some(gift)) = (at, community, person, gift)
        else {
            continue;
        };
        let (Some(id), Some(in_reply_to), Some(to)) = (id, in_reply_to, to) else {
            continue;
        };
        if !is_complete(row, &gift, in_reply_to.as_ref(), findings) {
            continue;
        }
        note_what_is_lost(row, &gift, findings);
        let parts = [
            &at.to_string(),
            community.as_str(),
            person.as_str(),
            row.field("kind"),
            row.field("title"),
            row.field("id"),
            row.field("in_reply_to"),
            row.field("to"),
            row.field("text"),
        ];
        let to = to.unwrap_or_default();
        rows.push(ContributionRow {
            number: repeats.number("contribution", &parts),
            row,
            at,
            community,
            to: to.into_iter().filter(|other| *other != person).collect(),
            person,
            gift,
            id,
            in_reply_to,
        });
    }
    rows
}

fn gift(text: &str) -> Result<Gift, IdFault> {
    Ok(match text.to_ascii_lowercase().as_str() {
        "problem" => Gift::Problem,
        "reply" => Gift::Reply,
        "announcement" => Gift::Announcement,
        "concern" => Gift::Concern,
        "story" => Gift::Story,
        "insight" => Gift::Insight,
        _ => Gift::Resource(Term::from_typed(text)?),
    })
}

fn people(text: &str) -> Result<Vec<PersonId>, IdFault> {
    let mut people = Vec::new();
    for word in text.split_whitespace() {
        let person = PersonId::parse(word)?;
        if !people.contains(&person) {
            people.push(person);
        }
    }
    Ok(people)
}

fn is_complete(
    row: Row<'_>,
    gift: &Gift,
    in_reply_to: Option<&ContributionId>,
    findings: &mut Findings,
) -> bool {
    match gift {
        Gift::Reply | Gift::Insight => {
            if in_reply_to.is_none() {
                row.fault(
                    "in_reply_to",
                    "this is empty, and has to say what is answered",
                    findings,
                );
            }
            in_reply_to.is_some()
        }
        Gift::Problem | Gift::Announcement | Gift::Concern | Gift::Story | Gift::Resource(_) => {
            if row.field("title").is_empty() {
                row.fault("title", "this is empty", findings);
            }
            !row.field("title").is_empty()
        }
    }
}

/// Names what a row says and the log has no place for.
fn note_what_is_lost(row: Row<'_>, gift: &Gift, findings: &mut Findings) {
    let has = |column| !row.field(column).is_empty();
    match gift {
        Gift::Reply => {
            if has("title") && has("text") {
                row.note("a reply with a text is kept without its title", findings);
            }
            return;
        }
        Gift::Insight => {
            if has("title") || has("text") {
                row.note(
                    "an insight marks what it replies to, and is kept without title and text",
                    findings,
                );
            }
        }
        Gift::Concern => {}
        Gift::Problem | Gift::Announcement | Gift::Story | Gift::Resource(_) => {
            if has("in_reply_to") {
                row.note(
                    "only a reply, an insight or a concern is about something: in_reply_to was ignored",
                    findings,
                );
            }
        }
    }
    if has("to") {
        row.note("only a reply is to somebody: `to` was ignored", findings);
    }
}

/// Checks that every id is given once, and that what is answered was there before the answer.
pub(super) fn check(
    table: &Table,
    rows: &[ContributionRow<'_>],
    history: &History,
    findings: &mut Findings,
) {
    let mut by_id: BTreeMap<(&CommunityId, &ContributionId), (usize, &ContributionRow<'_>)> =
        BTreeMap::new();
    for (nth, row) in rows.iter().enumerate() {
        let Some(id) = &row.id else { continue };
        match by_id.get(&(&row.community, id)) {
            None => {
                by_id.insert((&row.community, id), (nth, row));
            }
            Some((_, first)) => {
                let line = first.row.line();
                row.row.fault(
                    "id",
                    format!("{id} stands in line {line} already"),
                    findings,
                );
            }
        }
    }
    let written: HashSet<_> = table
        .rows()
        .map(|row| (row.field("community"), row.field("id")))
        .collect();
    for (nth, row) in rows.iter().enumerate() {
        let Some(answered) = row.in_reply_to.as_ref().filter(|_| row.refers()) else {
            continue;
        };
        match by_id.get(&(&row.community, answered)) {
            Some((_, first)) if first.gift == Gift::Insight => {
                row.row.fault(
                    "in_reply_to",
                    format!("{answered} is an insight, which has no answers"),
                    findings,
                );
            }
            Some((first_nth, first)) if (first.at, *first_nth) >= (row.at, nth) => {
                let line = first.row.line();
                row.row.fault(
                    "in_reply_to",
                    format!("{answered} (line {line}) comes later than what answers it"),
                    findings,
                );
            }
            Some(_) => {}
            None if row.is_answerable(answered, history) => {}
            // A row that is wrong in another way is named for that only.
            None if written.contains(&(row.community.as_str(), answered.as_str())) => {}
            None => {
                row.row.fault(
                    "in_reply_to",
                    format!("{} has no contribution {answered}", row.community),
                    findings,
                );
            }
        }
    }
}

impl ContributionRow<'_> {
    fn refers(&self) -> bool {
        matches!(self.gift, Gift::Reply | Gift::Insight | Gift::Concern)
    }

    fn is_answerable(&self, id: &ContributionId, history: &History) -> bool {
        history
            .model()
            .community(&self.community)
            .is_some_and(|community| community.talk.root_of(id).is_some())
    }

    /// Records the contribution.
    pub(super) fn record(&self, history: &mut History, findings: &mut Findings) {
        let id = ActivityId::from_u128(self.number);
        if history.is_recorded(id) {
            history.repeat();
            return;
        }
        if let Some(own) = self
            .id
            .as_ref()
            .filter(|own| self.is_answerable(own, history))
        {
            self.row.note(
                format!(
                    "{own} is in the log with other words, which stay: history is not rewritten"
                ),
                findings,
            );
            return;
        }
        let what = self.what(id, history);
        history.record(id, self.at, Some(&self.person), Some(&self.community), what);
    }

    fn what(&self, id: ActivityId, history: &mut History) -> Kind {
        let contribution = self.id.clone().unwrap_or_else(|| {
            ContributionId::parse(&id.to_string()).expect("a UUID is short and printable")
        });
        match (&self.gift, &self.in_reply_to) {
            (Gift::Reply, Some(answered)) => {
                Kind::Replied(self.turn(id, contribution, answered, history))
            }
            (Gift::Insight, Some(about)) => Kind::InsightMarked {
                about: about.clone().into(),
            },
            (Gift::Reply | Gift::Insight, None) => {
                unreachable!("a row is not right unless it says what is answered")
            }
            (Gift::Problem, _) => Kind::ProblemRaised {
                problem: contribution,
                title: history.text(id, "title", self.row.field("title")),
                text: history.optional_text(id, "text", self.row.field("text")),
                terms: Vec::new(),
                vantage: None,
            },
            (Gift::Announcement, _) => Kind::Announced {
                original: None,
                contribution,
                title: history.text(id, "title", self.row.field("title")),
                text: history.optional_text(id, "text", self.row.field("text")),
                terms: Vec::new(),
            },
            (Gift::Concern, about) => Kind::ConcernRaised {
                contribution,
                about: about.clone().map(Into::into),
                title: history.text(id, "title", self.row.field("title")),
                text: history.optional_text(id, "text", self.row.field("text")),
            },
            (Gift::Story, _) => Kind::StoryTold {
                contribution,
                title: history.text(id, "title", self.row.field("title")),
                text: history.optional_text(id, "text", self.row.field("text")),
            },
            (Gift::Resource(term), _) => Kind::ResourceShared {
                artefact: None,
                contribution,
                title: history.text(id, "title", self.row.field("title")),
                text: history.optional_text(id, "text", self.row.field("text")),
                link: None,
                terms: vec![term.clone()],
            },
        }
    }

    fn turn(
        &self,
        id: ActivityId,
        turn: ContributionId,
        answered: &ContributionId,
        history: &mut History,
    ) -> Turn {
        // Where a reply came with a title only, that is what was said.
        let said = match self.row.field("text") {
            "" => self.row.field("title"),
            text => text,
        };
        let text = history.optional_text(id, "text", said);
        let talk = &history
            .model()
            .community(&self.community)
            .expect("a community is founded before anybody acts in it")
            .talk;
        let root = talk
            .root_of(answered)
            .expect("rows are recorded after what they answer");
        let thread = talk.thread(root).expect("a root begins a thread");
        Turn {
            turn,
            thread: root.clone(),
            in_reply_to: answered.clone(),
            addressees: thread.addressees(&self.person, &self.to, answered, root),
            to: self.to.clone(),
            // The rows don't say; offering is what most replies do, and length decides what counts.
            stance: Stance::Offer,
            text,
            vantage: None,
        }
    }
}
