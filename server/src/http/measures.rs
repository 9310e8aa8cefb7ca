//! `GET /v1/communities/{id}/measures`: how a community is doing, and which activities are behind a number.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use cop_core::activity::Activity;
use cop_core::community::Community;
use cop_core::id::{ActivityId, CommunityId, PersonId};
use cop_core::measure::{History, Language, Measures, Name, RULES, serialized_in};
use cop_core::refusal::Refusal;
use cop_core::time::{CivilDate, Timestamp};
use serde::{Deserialize, Serialize};

use super::problem::{Code, Problem};
use super::read::{CommunityAt, MeasureAt, Params};
use super::{App, blocking};
use crate::clock;
use crate::token::Caller;
use crate::zones;

/// How many ids of a number one answer has, the newest first.
const DEFAULT_IDS: usize = 200;
const MAX_IDS: usize = 1_000;

#[derive(Serialize)]
pub(super) struct Answer {
    as_of: Timestamp,
    rules: &'static str,
    /// The month that breakdowns are of, by its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    month: Option<CivilDate>,
    measures: Measures,
}

/// In which language the sentences are told.
#[derive(Deserialize)]
pub(super) struct Told {
    #[serde(default)]
    lang: String,
}

impl Told {
    /// The answer in that language, or in English.
    pub(super) fn answer(&self, answer: impl Serialize) -> Response {
        serialized_in(Language::of(&self.lang), || Json(answer).into_response())
    }
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(told): Params<Told>,
) -> Result<Response, Problem> {
    blocking(move || {
        let by = caller.as_ref().map(|caller| &caller.person);
        app.must_see(&id, by)?;
        let is_member = app.live.look(|folded| {
            let community = folded.model.community(&id);
            community
                .zip(by)
                .is_some_and(|(community, by)| community.membership.is_member(by))
        });
        let as_of = clock::now();
        // Nothing is kept of it where it was taken back just now.
        let shown = app.measures.shown(&id, as_of)?;
        let shown = shown.ok_or_else(Problem::no_such_community)?;
        Ok(told.answer(Answer {
            as_of,
            rules: RULES.version,
            month: shown.month,
            // Which post or meeting it is, is for members.
            measures: match is_member {
                true => shown.measures,
                false => shown.measures.for_strangers(),
            },
        }))
    })
    .await
}

/// Which ids are asked for.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// Of one number only.
    #[serde(default)]
    number: Option<String>,
    /// After this one, which is older.
    #[serde(default)]
    after: Option<ActivityId>,
    #[serde(default)]
    limit: Option<usize>,
}

#[derive(Serialize)]
pub(super) struct Evidence {
    measure: Name,
    as_of: Timestamp,
    evidence: Vec<Behind>,
}

/// What is behind a number.
#[derive(Serialize)]
struct Behind {
    number: &'static str,
    /// How many in all that the caller may see.
    n: usize,
    /// The newest first.
    activities: Vec<ActivityId>,
    /// What to give as `after` for the next ones.
    next: Option<ActivityId>,
}

pub(super) async fn evidence(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    MeasureAt(measure): MeasureAt,
    Params(asked): Params<Asked>,
) -> Result<Json<Evidence>, Problem> {
    blocking(move || {
        let by = caller.as_ref().map(|caller| &caller.person);
        app.must_see(&id, by)?;
        let measure = measure
            .filter(|measure| is_of_a_community(*measure))
            .ok_or_else(|| Problem::new(Code::NoSuchMeasure, "there is no such measure"))?;
        let by = by.ok_or_else(Problem::sign_in_needed)?;
        app.of_community(&id, by, |community| may_look(community, by, measure))??;
        Ok(Json(app.evidence(&id, by, measure, &asked)?))
    })
    .await
}

/// Whether it says something of a community, and not of one person to that person.
fn is_of_a_community(measure: Name) -> bool {
    !matches!(
        measure,
        Name::GoneQuiet | Name::CouldMeet | Name::CommunitiesForYou | Name::MyBridges
    )
}

/// Members see what is behind a number; on whom a link rests, those who hold the community.
fn may_look(community: &Community, by: &PersonId, measure: Name) -> Result<(), Refusal> {
    if !community.membership.members.contains_key(by) {
        return Err(Refusal::NotAMember);
    }
    if measure == Name::SingleLinks && !community.membership.holds(by) {
        return Err(Refusal::RoleNeeded);
    }
    Ok(())
}

impl App {
    /// Looks at a community that somebody may see.
    pub(super) fn of_community<T>(
        &self,
        id: &CommunityId,
        by: &PersonId,
        look: impl FnOnce(&Community) -> T,
    ) -> Result<T, Problem> {
        self.live.look(|folded| {
            let community = folded.model.visible(id, Some(by));
            community.map(look).ok_or_else(Problem::no_such_community)
        })
    }

    /// The ids behind the numbers of a measure, by its plain definition.
    fn evidence(
        &self,
        id: &CommunityId,
        by: &PersonId,
        measure: Name,
        asked: &Asked,
    ) -> Result<Evidence, Problem> {
        let as_of = clock::now();
        let head = self.live.position();
        let recorded = self.store.behind(id)?;
        let log: Vec<Activity> = recorded
            .into_iter()
            .filter(|recorded| recorded.position <= head)
            .map(|recorded| recorded.activity)
            .collect();
        let behind = History::of(&log, id, as_of, zones::day).evidence(measure);
        let is_asked = |number: &str| asked.number.as_deref().is_none_or(|asked| asked == number);
        let places: BTreeMap<ActivityId, usize> = log
            .iter()
            .enumerate()
            .map(|(nth, activity)| (activity.id, nth))
            .collect();
        let evidence = behind
            .into_iter()
            .filter(|(number, _)| is_asked(number))
            .map(|(number, ids)| {
                let mut nths: Vec<usize> = ids
                    .iter()
                    .filter_map(|id| places.get(id))
                    .copied()
                    .collect();
                nths.sort_unstable();
                nths.dedup();
                let shown = self.live.look(|folded| {
                    nths.retain(|nth| folded.model.shows(&log[*nth], Some(by)));
                    nths.iter().rev().map(|nth| log[*nth].id).collect()
                });
                Behind::page(number, shown, asked)
            });
        Ok(Evidence {
            measure,
            as_of,
            evidence: evidence.collect(),
        })
    }
}

impl Behind {
    fn page(number: &'static str, ids: Vec<ActivityId>, asked: &Asked) -> Self {
        let n = ids.len();
        let begin = asked.after.map_or(0, |after| {
            let found = ids.iter().position(|id| *id == after);
            found.map_or(n, |found| found + 1)
        });
        let limit = asked.limit.unwrap_or(DEFAULT_IDS).clamp(1, MAX_IDS);
        let activities: Vec<ActivityId> = ids.into_iter().skip(begin).take(limit).collect();
        let more = begin + activities.len() < n;
        Self {
            number,
            n,
            next: activities.last().copied().filter(|_| more),
            activities,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_come_in_pages_the_newest_first() {
        let ids: Vec<ActivityId> = [3, 2, 1].map(ActivityId::from_u128).to_vec();
        let mut asked = Asked {
            number: None,
            after: None,
            limit: Some(2),
        };
        let first = Behind::page("led", ids.clone(), &asked);
        assert_eq!((first.n, first.next), (3, Some(ids[1])));
        assert_eq!(first.activities, ids[..2]);
        asked.after = first.next;
        let last = Behind::page("led", ids.clone(), &asked);
        assert_eq!((last.activities, last.next), (ids[2..].to_vec(), None));
    }
}
