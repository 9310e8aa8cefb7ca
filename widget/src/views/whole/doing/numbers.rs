//! The tables behind the pictures of each measure, with what its plain numbers do not hold.

use cop_core::id::{CommunityId, EventId};
use cop_core::view;
use cop_core::wire::Value;

use super::drawn::{FOUR, Flows, RUNGS, by_month, flows_of, group_name, groups_heard};
use super::facts;
use super::tables::{self, Table};
use super::told::Told;
use super::{month_in_words, month_of, number};
use crate::messages::Key;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// The signs of stages.
const SIGNS: [(&str, Key); 18] = [
    ("purpose_stated", Key::StageSignPurposeStated),
    ("few_events", Key::StageSignFewEvents),
    ("mostly_by_roles", Key::StageSignMostlyByRoles),
    ("events", Key::StageSignEvents),
    ("worked_through", Key::StageSignWorkedThrough),
    ("joined", Key::StageSignJoined),
    ("returning", Key::StageSignReturning),
    ("purpose_revised", Key::StageSignPurposeRevised),
    ("more_contributors", Key::StageSignMoreContributors),
    ("led_by_several", Key::StageSignLedBySeveral),
    ("artefacts_from_threads", Key::StageSignArtefactsFromThreads),
    ("events_all_year", Key::StageSignEventsAllYear),
    ("thinking_all_year", Key::StageSignThinkingAllYear),
    ("became_core", Key::StageSignBecameCore),
    ("reviews_on_time", Key::StageSignReviewsOnTime),
    ("put_to_use", Key::StageSignPutToUse),
    ("fewer_contributors", Key::StageSignFewerContributors),
    ("declared", Key::StageSignDeclared),
];

/// The tables behind pictures that the plain numbers of a measure do not hold.
pub(super) fn tables(
    widget: &Widget,
    community: &CommunityId,
    name: &str,
    told: Told<'_>,
) -> Vec<Table> {
    let two = |parts: &[(&str, Key)], head: [Key; 3], fields: [&str; 2]| {
        let rows = parts.iter().filter_map(|(name, key)| {
            let part = told.at(name)?;
            let cells = fields.iter().map(|field| part.n(field)).collect();
            Some((widget.say(*key).to_owned(), cells))
        });
        tables::counted(widget, &head, rows)
    };
    let table = match name {
        "participation" => tables::counted(
            widget,
            &[Key::Month, Key::HasContributed, Key::HasObserved],
            by_month(told).into_iter().map(|(month, low, high)| {
                let words = month_of(month).map(|moment| month_in_words(widget, moment));
                let words = words.unwrap_or_else(|| month.to_owned());
                (words, vec![Some(low), Some(high)])
            }),
        ),
        "value" => two(
            &RUNGS,
            [Key::Rung, Key::TabPeople, Key::SourcesNamed],
            ["people", "sources"],
        ),
        "four_activities" => two(
            &FOUR,
            [Key::WhatIsCounted, Key::TabPeople, Key::Acts],
            ["people", "acts"],
        ),
        "mix" => return cells(widget, community, told),
        "both_ways" => return flow_tables(widget, community, told),
        "who_is_heard" => return heard_tables(widget, community, told),
        "single_links" => links(widget, community, told),
        "identity" => pulse(widget, told),
        "event_card" => meetings(widget, community, told),
        "stage" => signs(widget, told),
        _ => None,
    };
    table.into_iter().collect()
}

fn flow_tables(widget: &Widget, community: &CommunityId, told: Told<'_>) -> Vec<Table> {
    facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let Flows { groups, cells } = flows_of(widget, community, on)?;
            let mut head = vec![widget.fill(Key::FromWhere, &[("boundary", widget.say(key))])];
            head.extend(
                groups
                    .iter()
                    .map(|group| widget.fill(Key::ToWhere, &[("group", group)])),
            );
            let rows = groups.iter().zip(&cells).map(|(group, row)| {
                let mut cells = vec![group.clone()];
                cells.extend(
                    row.iter()
                        .map(|n| n.map_or_else(String::new, |n| number(widget, n))),
                );
                cells
            });
            Some(Table {
                rows: rows.collect(),
                head,
            })
        })
        .collect()
}

/// The same on every boundary.
fn heard_tables(widget: &Widget, id: &CommunityId, told: Told<'_>) -> Vec<Table> {
    facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let rows = groups_heard(widget, id, on)
                .into_iter()
                .map(|(name, contributions, members)| {
                    vec![
                        name,
                        facts::share_of(widget, on, contributions),
                        facts::share_of(widget, on, members),
                    ]
                })
                .collect();
            tables::of(widget, &[key, Key::Contributions, Key::Members], rows)
        })
        .collect()
}

/// The links that rest on one person, without the person.
fn links(widget: &Widget, id: &CommunityId, told: Told<'_>) -> Option<Table> {
    let rows: Vec<Vec<String>> = told
        .list("pairs")
        .iter()
        .filter_map(|one| {
            let one = Told(one);
            let between: Vec<String> = one
                .list("between")
                .iter()
                .filter_map(|group| Some(group_name(widget, id, Told(group).as_text()?)))
                .collect();
            let between = widget.look(|ui| ui.texts.list(&between));
            Some(vec![between, number(widget, one.n("exchanges")?)])
        })
        .collect();
    let head = [Key::BetweenGroups, Key::Exchanges];
    tables::of(widget, &head, rows)
}

/// How the pulse was answered, question by question.
fn pulse(widget: &Widget, told: Told<'_>) -> Option<Table> {
    let rows: Vec<Vec<String>> = told
        .list("pulse")
        .iter()
        .filter_map(|one| {
            let one = Told(one);
            let key = match one.text("item")? {
                "identification" => Key::PulseIdentification,
                _ => Key::PulsePurpose,
            };
            let median = facts::value(widget, one, "median", facts::Kind::Tenths)?;
            Some(vec![
                widget.say(key).to_owned(),
                median,
                number(widget, one.n("n")?),
            ])
        })
        .collect();
    let head = [Key::Question, Key::MiddleAnswer, Key::Answers];
    tables::of(widget, &head, rows)
}

/// Each meeting in a row, the latest first.
fn meetings(widget: &Widget, id: &CommunityId, told: Told<'_>) -> Option<Table> {
    let known = widget.session.look(&SliceId::of(id), view::events);
    let title = |event: &str| {
        let Known::Here(known) = &known else {
            return None;
        };
        let event = EventId::parse(event).ok()?;
        let found = known.iter().find(|other| other.id == event)?;
        Some(found.title.clone())
    };
    let rows: Vec<Vec<String>> = told
        .list("events")
        .iter()
        .rev()
        .filter_map(|one| {
            let one = Told(one);
            let day = facts::value(widget, one, "day", facts::Kind::Day)?;
            let name = one.text("event").and_then(title).unwrap_or_default();
            let cell = |path, kind| facts::value(widget, one, path, kind).unwrap_or_default();
            Some(vec![
                [&day, " ", &name].concat(),
                cell("present", facts::Kind::N),
                cell("spoke", facts::Kind::N),
                cell("effective_organisations", facts::Kind::Tenths),
                cell("carry_on", facts::Kind::Share),
                cell("insights", facts::Kind::N),
            ])
        })
        .collect();
    let head = [
        Key::KindEvent,
        Key::HasBeenThere,
        Key::HaveSpoken,
        Key::AsVariedAs,
        Key::CarriedOn,
        Key::Insights,
    ];
    tables::of(widget, &head, rows)
}

/// The signs of each stage, without a verdict.
fn signs(widget: &Widget, told: Told<'_>) -> Option<Table> {
    let stages = told.at("signs").and_then(Told::items).unwrap_or_default();
    let mut rows = Vec::new();
    for (stage, signs) in stages {
        for one in Told(signs).list("") {
            let word = Told(one).text("sign").unwrap_or_default();
            let Some((_, key)) = SIGNS.iter().find(|(known, _)| *known == word) else {
                continue;
            };
            let is_met = Told(one)
                .at("met")
                .is_some_and(|met| *met.0 == Value::Bool(true));
            rows.push(vec![
                facts::word(widget, stage),
                widget.say(*key).to_owned(),
                widget
                    .say(if is_met {
                        Key::IsToBeSeen
                    } else {
                        Key::IsNotToBeSeen
                    })
                    .to_owned(),
            ]);
        }
    }
    let head = [Key::StageAndSign, Key::ItsSign, Key::IsSeen];
    tables::of(widget, &head, rows)
}

/// How many people are of each group, rounded, on every boundary.
fn cells(widget: &Widget, id: &CommunityId, told: Told<'_>) -> Vec<Table> {
    facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let rows = on.list("cells").iter().map(Told).filter_map(|one| {
                let group = group_name(widget, id, one.text("group").unwrap_or_default());
                Some(vec![group, number(widget, one.n("people")?)])
            });
            tables::of(widget, &[key, Key::Members], rows.collect())
        })
        .collect()
}
