//! `memberships.csv`: who came in, took on a role and left, when.

use std::collections::{BTreeMap, BTreeSet};

use cop_core::activity::{Kind, Role, Via};
use cop_core::id::{ActivityId, CommunityId, PersonId};
use cop_core::time::Timestamp;

use super::derived::{Repeats, number};
use super::findings::Findings;
use super::history::History;
use super::table::{Columns, Row, Table};

/// The columns that have to be there, and those that may.
pub(super) const COLUMNS: Columns = (&["at", "community", "person", "role", "action"], &[]);

/// A row that is right in itself.
pub(super) struct MembershipRow<'a> {
    pub(super) row: Row<'a>,
    pub(super) at: Timestamp,
    pub(super) community: CommunityId,
    pub(super) person: PersonId,
    /// The role above member, where there is one.
    role: Option<Role>,
    action: Action,
    number: u128,
}

#[derive(Clone, Copy)]
enum Action {
    Join,
    Leave,
    Role,
}

/// Who is in which community with which roles, by the rows alone.
///
/// The log is not asked, because what a row comes to must not depend on what happened since it was imported.
#[derive(Default)]
pub(super) struct Roster {
    members: BTreeMap<Membership, BTreeSet<Role>>,
    /// The last change of each membership that the log did not have.
    added: BTreeMap<Membership, ActivityId>,
}

type Membership = (CommunityId, PersonId);

pub(super) fn read<'a>(table: &'a Table, findings: &mut Findings) -> Vec<MembershipRow<'a>> {
    let mut repeats = Repeats::default();
    let mut rows = Vec::new();
    for row in table.rows() {
        let at = row.required("at", Timestamp::parse_lenient, findings);
        let community = row.required("community", CommunityId::parse, findings);
        let person = row.required("person", PersonId::parse, findings);
        let role = row.required("role", role, findings);
        let action = row.required("action", action, findings);
        let (Some(at), Some(community), Some(person), Some(role), Some(action)) =
            (at, community, person, role, action)
        else {
            continue;
        };
        let parts = [
            &at.to_string(),
            community.as_str(),
            person.as_str(),
            &row.field("role").to_ascii_lowercase(),
            &row.field("action").to_ascii_lowercase(),
        ];
        rows.push(MembershipRow {
            number: repeats.number("membership", &parts),
            row,
            at,
            community,
            person,
            role,
            action,
        });
    }
    rows
}

fn role(text: &str) -> Result<Option<Role>, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "member" => Ok(None),
        "lead" => Ok(Some(Role::Convenor)),
        "facilitator" => Ok(Some(Role::Facilitator)),
        "steward" => Ok(Some(Role::Steward)),
        _ => Err("the role is member, lead, facilitator or steward"),
    }
}

fn action(text: &str) -> Result<Action, &'static str> {
    match text.to_ascii_lowercase().as_str() {
        "join" => Ok(Action::Join),
        "leave" => Ok(Action::Leave),
        "role" => Ok(Action::Role),
        _ => Err("the action is join, leave or role"),
    }
}

impl MembershipRow<'_> {
    /// Records what the row changes, and nothing where it changes nothing.
    pub(super) fn record(
        &self,
        roster: &mut Roster,
        history: &mut History,
        findings: &mut Findings,
    ) {
        let key = (self.community.clone(), self.person.clone());
        match (self.action, self.role) {
            (Action::Leave, _) => {
                if roster.members.remove(&key).is_some() {
                    self.record_as("left", Some(&self.person), Kind::Left, roster, history);
                }
            }
            (Action::Role, None) => {
                if !roster.members.contains_key(&key) {
                    self.row.note(
                        "the role member makes nobody a member, only `join` does: nothing was recorded",
                        findings,
                    );
                }
            }
            (Action::Join | Action::Role, role) => {
                let is_new = !roster.members.contains_key(&key);
                let roles = roster.members.entry(key).or_default();
                let role = role.filter(|role| roles.insert(*role));
                if is_new {
                    let joined = Kind::Joined {
                        via: Via::Import,
                        note: None,
                    };
                    self.record_as("joined", Some(&self.person), joined, roster, history);
                }
                if let Some(role) = role {
                    let given = Kind::RoleGiven {
                        protected_minutes: None,
                        recognised_by: None,
                        person: self.person.clone(),
                        role,
                    };
                    // The rows don't say who gave it.
                    self.record_as("role", None, given, roster, history);
                }
            }
        }
    }

    /// Records a change.
    ///
    /// The log goes by position: where an earlier change came late, the ones after it are recorded once more.
    fn record_as(
        &self,
        what: &str,
        actor: Option<&PersonId>,
        kind: Kind,
        roster: &mut Roster,
        history: &mut History,
    ) {
        let own = self.number.to_string();
        let mut id = ActivityId::from_u128(number(what, &[&own]));
        let membership = (self.community.clone(), self.person.clone());
        if !history.is_recorded(id) {
            roster.added.insert(membership, id);
        } else if let Some(late) = roster.added.get(&membership) {
            id = ActivityId::from_u128(number(what, &[&own, &late.to_string()]));
        }
        history.record(id, self.at, actor, Some(&self.community), kind);
    }
}
