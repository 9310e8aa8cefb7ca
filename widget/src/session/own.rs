//! What only the reader learns of themselves: worked out in the page, from the log that they may see, and kept nowhere.

use cop_core::activity::{Activity, Audience, Basis, Kind, VERSION};
use cop_core::affiliation::{Affiliation, Dimension, People};
use cop_core::id::{ActivityId, CommunityId, PersonId};
use cop_core::measure::could_meet::{self, CouldMeet};
use cop_core::measure::gone_quiet::{self, OwnRhythm};
use cop_core::measure::my_bridges::{self, MyBridges};
use cop_core::measure::participation::{self, Level};
use cop_core::measure::{History, Measure, Personal};
use cop_core::reads;
use cop_core::sorted::SortedMap;
use cop_core::time::{CivilDate, Timestamp, Zone};
use cop_core::wire::{Fields, Read, Reading, Value};

use super::{Failure, Known, Session, SliceId};
use crate::platform;
use crate::route::escaped;

/// How long to wait before looking again whether something has come.
const WAIT_MS: u32 = 100;

/// What a community's log tells the reader of themselves.
#[derive(Debug, Clone)]
pub struct Own {
    /// How they take part.
    pub level: Option<Level>,
    /// Whether they have gone quiet.
    pub rhythm: Personal<OwnRhythm>,
    /// What they carry from where to where.
    pub bridges: Measure<MyBridges>,
    /// Whom they could meet.
    pub could_meet: Personal<CouldMeet>,
    /// What the log has of them, by kind: how often, and when last.
    pub kept: SortedMap<&'static str, (usize, Timestamp)>,
}

/// A page of the log.
struct Page {
    activities: Vec<Line>,
    position: u64,
    more: bool,
}

reads!(Page {
    activities,
    position,
    more
});

/// An activity without the names and texts that come along.
pub(super) struct Line(pub(super) Activity);

impl Read for Line {
    fn read(value: Value, reading: &mut Reading) -> Self {
        Self(Fields::of(value, reading).rest())
    }
}

cop_core::deserializes!(Line);

impl Session {
    /// What the log of a community tells the reader of themselves.
    pub async fn own(&self, id: &CommunityId) -> Result<Own, Failure> {
        let mut log = Vec::new();
        let mut after = 0;
        loop {
            let path = [
                "/v1/activities?community=",
                &escaped(id.as_str()),
                "&after=",
                &after.to_string(),
            ]
            .concat();
            let page: Page = self.get(&path).await?;
            log.extend(page.activities.into_iter().map(|Line(activity)| activity));
            after = page.position;
            if !page.more {
                break;
            }
        }
        let people = self.people_of(id).await;
        let me = self.person().ok_or(Failure::SignIn)?;
        Ok(told(id, &me, log, &people, self.now()))
    }

    /// Where the people of a community stand, once its state is there.
    async fn people_of(&self, id: &CommunityId) -> People {
        loop {
            match self.look(&SliceId::of(id), |seen| seen.people.clone()) {
                Known::Here(people) => return people,
                Known::Failed(_) => return People::default(),
                Known::Loading => platform::pause(WAIT_MS).await,
            }
        }
    }
}

fn told(
    id: &CommunityId,
    me: &PersonId,
    log: Vec<Activity>,
    people: &People,
    now: Timestamp,
) -> Own {
    let mut kept: SortedMap<&'static str, (usize, Timestamp)> = SortedMap::new();
    for activity in log.iter().filter(|activity| activity.concerns(me)) {
        let (n, last) = kept.get_or_insert_with(&activity.what.word(), || (0, activity.at));
        *n += 1;
        *last = (*last).max(activity.at);
    }
    let mut whole = affiliations(&log, people);
    whole.extend(log);
    // Whoever reads of themselves now and then needs nothing that is kept up to date, which would weigh a hundred
    // kilobytes; both come to the same.
    let history = History::of(&whole, id, now, day);
    Own {
        level: participation::own_level_batch(&history, me),
        rhythm: gone_quiet::own_batch(&history, me),
        bridges: my_bridges::batch(&history, me),
        could_meet: could_meet::for_person_batch(&history, me),
        kept,
    }
}

/// Where people stand now, as if they had said so first: the log of a community does not hold it, the state does.
fn affiliations(log: &[Activity], people: &People) -> Vec<Activity> {
    let mut actors: Vec<&PersonId> = log
        .iter()
        .filter_map(|activity| activity.actor.as_ref())
        .collect();
    actors.sort_unstable();
    actors.dedup();
    let begin = log
        .iter()
        .map(|activity| activity.at)
        .min()
        .unwrap_or(Timestamp::from_ms(0));
    let mut stated = Vec::new();
    for person in actors {
        for dimension in Dimension::ALL {
            let affiliation = people.on(person, dimension);
            if affiliation == Affiliation::Unknown {
                continue;
            }
            stated.push(Activity {
                // No id of the log is as small.
                id: ActivityId::from_u128(stated.len() as u128 + 1),
                version: VERSION,
                actor: Some(person.clone()),
                recorder: None,
                community: None,
                at: begin,
                recorded: begin,
                basis: Basis::Said,
                audience: Audience::Community,
                speaking_as: None,
                what: Kind::AffiliationStated {
                    person: person.clone(),
                    dimension,
                    affiliation,
                },
            });
        }
    }
    stated
}

/// The day in a zone, by the browser's own table of zones.
fn day(zone: &Zone, at: Timestamp) -> CivilDate {
    let minutes = platform::offset_minutes(zone.as_str(), at.ms()).unwrap_or(0);
    Timestamp::from_ms(at.ms() + minutes * 60_000).date_utc()
}
