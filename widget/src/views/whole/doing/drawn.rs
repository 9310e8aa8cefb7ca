//! What is drawn of each measure.

use std::rc::Rc;

use cop_core::id::{CommunityId, ContributionId, GroupId};
use cop_core::view::{self, CommunityView};

use super::super::super::link;
use super::super::measured;
use super::facts;
use super::pictures::{self, Row};
use super::told::Told;
use super::{month_in_words, month_of, number, share};
use crate::dom::{El, el};
use crate::messages::Key;
use crate::route::Route;
use crate::session::{Known, SliceId};
use crate::widget::Widget;

/// How many months are drawn, so that each has its number on a small screen.
const N_MONTHS: usize = 12;
/// How many groups are drawn against each other.
const N_GROUPS: usize = 8;
/// How many problems are named.
const N_PROBLEMS: usize = 5;

/// The rungs of value, the highest first.
pub(super) const RUNGS: [(&str, Key); 5] = [
    ("reframing", Key::RungReframing),
    ("realised", Key::RungRealised),
    ("applied", Key::RungApplied),
    ("potential", Key::RungPotential),
    ("immediate", Key::RungImmediate),
];

/// What people do in communities.
pub(super) const FOUR: [(&str, Key); 4] = [
    ("social_interaction", Key::ActSocial),
    ("knowledge_sharing", Key::ActSharing),
    ("knowledge_creation", Key::ActCreating),
    ("identity_building", Key::ActBelonging),
];

pub(super) fn nothing(_: &Rc<Widget>, _: &CommunityView, _: Told<'_>, _: &str) -> Vec<El> {
    Vec::new()
}

/// How far problems have come: their steps, and those that came furthest by name.
pub(super) fn problems(
    widget: &Rc<Widget>,
    community: &CommunityView,
    told: Told<'_>,
    _: &str,
) -> Vec<El> {
    let graded: Vec<(&str, usize)> = told
        .list("problems")
        .iter()
        .filter_map(|one| Some((Told(one).text("id")?, Told(one).n("grade")?)))
        .collect();
    if graded.is_empty() {
        return Vec::new();
    }
    let steps = [
        (0, Key::StepRaised),
        (1, Key::StepWorked),
        (2, Key::StepTogether),
        (3, Key::StepAcross),
    ];
    let rows = steps.into_iter().map(|(grade, key)| {
        let n = graded
            .iter()
            .filter(|(_, reached)| *reached >= grade)
            .count();
        Row {
            label: el("span").text(widget.say(key)),
            value: share(widget, (n, graded.len())),
            part: (n, graded.len()),
        }
    });
    let mut furthest: Vec<(&str, usize)> = graded.iter().copied().filter(|(_, g)| *g > 1).collect();
    furthest.sort_by_key(|(_, grade)| std::cmp::Reverse(*grade));
    furthest.truncate(N_PROBLEMS);
    let mut shown = vec![
        pictures::bars(rows.collect()).key("life"),
        super::meta(widget.say(Key::HowStepsRead)).key("steps"),
    ];
    shown.extend(named(widget, community, &furthest));
    shown
}

fn named(widget: &Rc<Widget>, community: &CommunityView, all: &[(&str, usize)]) -> Option<El> {
    let known = widget
        .session
        .look(&SliceId::of(&community.id), view::problems);
    let Known::Here(known) = known else {
        return None;
    };
    let rows: Vec<El> = all
        .iter()
        .filter_map(|(id, _)| {
            let id = ContributionId::parse(id).ok()?;
            let line = known.iter().find(|line| line.id == id)?;
            let route = Route::Thread(community.id.clone(), id);
            let named = link(widget, route)
                .attr("dir", "auto")
                .text(line.title.clone());
            Some(el("li").key(line.id.as_str()).child(named))
        })
        .collect();
    (!rows.is_empty()).then(|| el("ul").key("named").class("bullets").children(rows))
}

/// One share as a bar: the first that the measure has.
pub(super) fn share_of(
    widget: &Rc<Widget>,
    _: &CommunityView,
    told: Told<'_>,
    says: &str,
) -> Vec<El> {
    let found = ["share", "in_time", "answered", "endorsed"]
        .iter()
        .find_map(|path| told.share(path));
    let bar = found.filter(|(_, den)| *den > 0);
    bar.map(|part| measured::marked(widget, pictures::bar(says, part, None)).key("bar"))
        .into_iter()
        .collect()
}

/// How many people it takes for half of what was contributed.
pub(super) fn half(widget: &Rc<Widget>, _: &CommunityView, told: Told<'_>, says: &str) -> Vec<El> {
    let part = told.n("absence_factor").zip(told.n("people"));
    part.map(|part| measured::marked(widget, pictures::bar(says, part, None)).key("bar"))
        .into_iter()
        .collect()
}

/// Who contributed in each month, and who was there.
pub(super) fn months(
    widget: &Rc<Widget>,
    _: &CommunityView,
    told: Told<'_>,
    says: &str,
) -> Vec<El> {
    let all = by_month(told);
    let all = &all[all.len().saturating_sub(N_MONTHS)..];
    let (Some(first), Some(last)) = (all.first(), all.last()) else {
        return Vec::new();
    };
    let columns: Vec<(usize, usize)> = all
        .iter()
        .map(|(_, contributed, observed)| (*contributed, *observed))
        .collect();
    let month = |text: &str| {
        let moment = month_of(text);
        moment.map_or_else(|| text.to_owned(), |moment| month_in_words(widget, moment))
    };
    vec![
        measured::marked(widget, pictures::columns(says, &columns)).key("columns"),
        el("p")
            .key("axis")
            .class("axis")
            .child(el("span").text(month(first.0)))
            .child(el("span").text(month(last.0))),
        super::meta(widget.say(Key::HowMonthsRead)).key("legend"),
    ]
}

pub(super) fn by_month(told: Told<'_>) -> Vec<(&str, usize, usize)> {
    told.list("months")
        .iter()
        .filter_map(|one| {
            let one = Told(one);
            Some((
                one.text("month")?,
                one.n("contributed")?,
                one.n("observed")?,
            ))
        })
        .collect()
}

/// How often two members differ, on each boundary.
pub(super) fn mix(widget: &Rc<Widget>, _: &CommunityView, told: Told<'_>, _: &str) -> Vec<El> {
    let rows: Vec<Row> = facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let value = facts::value(widget, on, "effective", facts::Kind::Tenths)?;
            Some(Row {
                label: el("span").text(facts::named(widget, key, on)),
                value: widget.fill(Key::AsVariedAsN, &[("n", &value)]),
                part: on.share("differ")?,
            })
        })
        .collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![
        pictures::bars(rows).key("mix"),
        super::meta(widget.say(Key::HowMixReads)).key("legend"),
    ]
}

/// How many pairs who talk cross each boundary, and how many would by chance.
pub(super) fn across(widget: &Rc<Widget>, _: &CommunityView, told: Told<'_>, _: &str) -> Vec<El> {
    facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let ties = on.share("ties").filter(|(_, den)| *den > 0)?;
            let chance = on.share("chance");
            let mut words = widget.fill(
                Key::PairsAcrossOn,
                &[
                    ("boundary", &facts::named(widget, key, on)),
                    ("share", &facts::share_of(widget, on, ties)),
                ],
            );
            if let Some((num, den)) = chance {
                let expected = (2 * num * ties.1 + den) / (2 * den.max(1));
                words.push(' ');
                words.push_str(&widget.fill(Key::ChanceIs, &[("n", &number(widget, expected))]));
            }
            Some(
                el("div")
                    .key(widget.say(key))
                    .child(el("p").text(words.clone()))
                    .child(pictures::bar(&words, ties, chance)),
            )
        })
        .collect()
}

/// Who talks to whom, on the first boundary for which it may be told; the others stand in the tables.
pub(super) fn flows(
    widget: &Rc<Widget>,
    community: &CommunityView,
    told: Told<'_>,
    says: &str,
) -> Vec<El> {
    let found = facts::by_boundary(told)
        .into_iter()
        .find_map(|(key, on)| Some((key, on, flows_of(widget, &community.id, on)?)));
    let Some((key, on, Flows { groups, cells })) = found else {
        return both_ways(widget, told);
    };
    let boundary = facts::named(widget, key, on);
    let legend = widget.fill(Key::FlowsOn, &[("boundary", &boundary)]);
    vec![
        super::meta(legend).key("legend"),
        measured::marked(widget, pictures::matrix(says, &groups, &cells)).key("matrix"),
    ]
}

/// How much goes both ways, where it may not be told between whom.
fn both_ways(widget: &Widget, told: Told<'_>) -> Vec<El> {
    let rows: Vec<Row> = facts::by_boundary(told)
        .into_iter()
        .filter_map(|(key, on)| {
            let part = on.as_share().filter(|(_, den)| *den > 0)?;
            Some(Row {
                label: el("span").text(facts::named(widget, key, on)),
                value: facts::share_of(widget, on, part),
                part,
            })
        })
        .collect();
    let list = (!rows.is_empty()).then(|| pictures::bars(rows).key("both-ways"));
    list.into_iter().collect()
}

pub(super) struct Flows {
    pub(super) groups: Vec<String>,
    pub(super) cells: Vec<Vec<Option<usize>>>,
}

/// The groups that exchange most, and what goes from each to each; those without a name are the others together.
pub(super) fn flows_of(widget: &Widget, id: &CommunityId, on: Told<'_>) -> Option<Flows> {
    let mut flows: Vec<(&str, &str, usize)> = Vec::new();
    let mut totals: Vec<(&str, usize)> = Vec::new();
    for one in on.list("flows") {
        let one = Told(one);
        let [from, to] = ["from", "to"].map(|end| one.text(end).unwrap_or_default());
        let (Some(n), Some(back)) = (one.n("n"), one.n("back")) else {
            continue;
        };
        flows.extend([(from, to, n), (to, from, back)]);
        for group in [from, to] {
            match totals.iter_mut().find(|(known, _)| *known == group) {
                Some((_, total)) => *total += n + back,
                None => totals.push((group, n + back)),
            }
        }
    }
    totals.sort_by(|a, b| (a.0.is_empty(), b.1, a.0).cmp(&(b.0.is_empty(), a.1, b.0)));
    totals.truncate(N_GROUPS);
    let cell = |from: &str, to: &str| {
        let is_it = |flow: &&(&str, &str, usize)| flow.0 == from && flow.1 == to;
        flows.iter().find(is_it).map(|flow| flow.2)
    };
    (totals.len() > 1).then(|| Flows {
        cells: totals
            .iter()
            .map(|(from, _)| totals.iter().map(|(to, _)| cell(from, to)).collect())
            .collect(),
        groups: totals
            .iter()
            .map(|(group, _)| group_name(widget, id, group))
            .collect(),
    })
}

/// What a group is called, as far as the reader may know.
pub(in super::super) fn group_name(
    widget: &Widget,
    community: &CommunityId,
    group: &str,
) -> String {
    if group.is_empty() {
        return widget.say(Key::OthersTogether).to_owned();
    }
    let known = widget.session.look(&SliceId::of(community), |seen| {
        let id = GroupId::parse(group).ok()?;
        seen.particulars.labels.get(&id).cloned()
    });
    match known {
        Known::Here(Some(label)) => label,
        _ => group.to_owned(),
    }
}

/// The ladder of value, and what made no difference beside it.
pub(super) fn ladder(widget: &Rc<Widget>, _: &CommunityView, told: Told<'_>, _: &str) -> Vec<El> {
    let rungs = people_and(
        widget,
        told,
        &RUNGS,
        ("people", "sources"),
        Key::PeopleFromSources,
    );
    let list = (!rungs.is_empty()).then(|| pictures::bars(rungs).key("ladder"));
    list.into_iter().collect()
}

/// The four activities, side by side and never added up.
pub(super) fn four(widget: &Rc<Widget>, _: &CommunityView, told: Told<'_>, _: &str) -> Vec<El> {
    let rows = people_and(widget, told, &FOUR, ("people", "acts"), Key::PeopleInActs);
    let list = (!rows.is_empty()).then(|| pictures::bars(rows).key("four"));
    list.into_iter().collect()
}

/// Of what somebody cared for.
pub(super) fn cared_for(
    widget: &Rc<Widget>,
    _: &CommunityView,
    told: Told<'_>,
    _: &str,
) -> Vec<El> {
    shares(
        widget,
        told,
        &[
            ("covered.events", Key::MeetingsCovered),
            ("covered.problems", Key::ProblemsCovered),
        ],
    )
}

/// What became of what the community has learned.
pub(super) fn remembered(
    widget: &Rc<Widget>,
    _: &CommunityView,
    told: Told<'_>,
    _: &str,
) -> Vec<El> {
    shares(
        widget,
        told,
        &[
            ("used_by_others", Key::UsedByOthers),
            ("current", Key::StillChecked),
            ("harvested", Key::ProblemsHarvested),
            ("remembered", Key::ProblemsRemembered),
        ],
    )
}

/// Shares that stand beside each other and are not added up.
fn shares(widget: &Widget, told: Told<'_>, parts: &[(&str, Key)]) -> Vec<El> {
    let rows: Vec<Row> = parts
        .iter()
        .filter_map(|(path, key)| {
            let part = told.share(path).filter(|(_, den)| *den > 0)?;
            Some(Row {
                label: el("span").text(widget.say(*key)),
                value: share(widget, part),
                part,
            })
        })
        .collect();
    let list = (!rows.is_empty()).then(|| pictures::bars(rows).key("shares"));
    list.into_iter().collect()
}

/// How much of the contributions and of the members is of each group, on the first boundary for which it may be told.
pub(super) fn heard(
    widget: &Rc<Widget>,
    community: &CommunityView,
    told: Told<'_>,
    _: &str,
) -> Vec<El> {
    let Some((key, on)) = facts::by_boundary(told).into_iter().next() else {
        return Vec::new();
    };
    let rows: Vec<Row> = groups_heard(widget, &community.id, on)
        .into_iter()
        .map(|(name, contributions, members)| Row {
            label: el("bdi").text(name),
            value: widget.fill(
                Key::HeardBeside,
                &[
                    ("contributions", &facts::share_of(widget, on, contributions)),
                    ("members", &facts::share_of(widget, on, members)),
                ],
            ),
            part: contributions,
        })
        .collect();
    vec![
        super::meta(facts::named(widget, key, on)).key("legend"),
        pictures::bars(rows).key("heard"),
    ]
}

pub(super) type Heard = (String, (usize, usize), (usize, usize));

pub(super) fn groups_heard(widget: &Widget, id: &CommunityId, on: Told<'_>) -> Vec<Heard> {
    let of = |one: Told<'_>, name: String| {
        Some((name, one.share("contributions")?, one.share("members")?))
    };
    let groups = on.list("groups").iter().map(Told).filter_map(|one| {
        let group = one.text("group").unwrap_or_default();
        of(one, group_name(widget, id, group))
    });
    let rest = [
        ("others", Key::OthersTogether),
        ("independent", Key::InNoGroup),
    ];
    let rest = rest
        .into_iter()
        .filter_map(|(name, key)| of(on.at(name)?, widget.say(key).to_owned()));
    groups.chain(rest).collect()
}

/// Rows that have people and something else, each drawn against the one with most people.
fn people_and(
    widget: &Widget,
    told: Told<'_>,
    parts: &[(&str, Key)],
    (people, other): (&str, &str),
    says: Key,
) -> Vec<Row> {
    let found: Vec<(Key, usize, usize)> = parts
        .iter()
        .filter_map(|(name, key)| {
            let part = told.at(name)?;
            Some((*key, part.n(people)?, part.n(other)?))
        })
        .collect();
    let most = found.iter().map(|(_, n, _)| *n).max().unwrap_or(0).max(1);
    found
        .into_iter()
        .map(|(key, n, n_other)| Row {
            label: el("span").text(widget.say(key)),
            value: widget.count_with(says, n, &[("other", &number(widget, n_other))]),
            part: (n, most),
        })
        .collect()
}
