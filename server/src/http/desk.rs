//! `GET /v1/communities/{id}/desk`: whom and what those who hold a community may look after.
//!
//! Nobody is named who did not allow it; the core sees to that.

use axum::extract::State;
use axum::response::Response;
use cop_core::measure::could_meet::{self, CouldMeet};
use cop_core::measure::gone_quiet::{self, GoneQuiet};
use cop_core::measure::single_links::Link;
use cop_core::measure::{Personal, RULES};
use cop_core::refusal::Refusal;
use cop_core::time::Timestamp;
use serde::Serialize;

use super::measures::Told;
use super::problem::Problem;
use super::read::{CommunityAt, Params};
use super::{App, blocking};
use crate::clock;
use crate::measures;
use crate::token::Caller;

#[derive(Serialize)]
pub(super) struct Answer {
    as_of: Timestamp,
    rules: &'static str,
    gone_quiet: Personal<GoneQuiet>,
    could_meet: Personal<CouldMeet>,
    /// Links between groups that rest on one person, of closed months.
    single_links: Vec<Link>,
}

pub(super) async fn get(
    State(app): State<App>,
    caller: Option<Caller>,
    CommunityAt(id): CommunityAt,
    Params(told): Params<Told>,
) -> Result<Response, Problem> {
    blocking(move || {
        let by = caller.map(|caller| caller.person);
        app.must_see(&id, by.as_ref())?;
        let by = by.ok_or_else(Problem::sign_in_needed)?;
        let holds = app.of_community(&id, &by, |community| community.membership.holds(&by))?;
        if !holds {
            return Err(Refusal::RoleNeeded.into());
        }
        let as_of = clock::now();
        let answer = app.measures.look(as_of, |publisher| {
            let live = publisher.live();
            Some(Answer {
                single_links: measures::links(publisher, &id),
                as_of,
                rules: RULES.version,
                gone_quiet: gone_quiet::for_steward(live, &id, &by)?,
                could_meet: could_meet::all(live, &id, &by)?,
            })
        })?;
        Ok(told.answer(answer.ok_or_else(Problem::no_such_community)?))
    })
    .await
}
