//! M6: how mixed the members are.

use serde::Serialize;

use super::boundaries::{Behind, ByDimension, Crowd, group, groups, is_covered, why_not};
use super::history::{History, basis};
use super::live::{Here, window};
use super::{Live, Measure, NOTHING_LOGGED, Name, Ratio, Sentence, Share, Status};
use crate::affiliation::Dimension;
use crate::id::{ActivityId, GroupId, PersonId};
use crate::time::CivilDate;

/// How mixed the members are, on each boundary.
pub type Mix = ByDimension<Status<MixOn>>;

/// How mixed the members are on one boundary, as they stand now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MixOn {
    /// The month at whose end it was drawn, by its first day; none for numbers as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<CivilDate>,
    /// Members of whom it is known where they stand, of all.
    pub known: Share,
    /// Effective number of groups, 1/Σp² over members with a known group (Simpson 1949, Hill 1973).
    pub effective: Ratio,
    /// Chance that two of them, picked at random, differ: 1−Σn(n−1)/N(N−1) (Blau 1977); none for a single one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differ: Option<Ratio>,
    /// How many groups they come from; none where that is not to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub groups: Option<u64>,
    /// Members who said that they belong to no group; none where that is not to be told.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub independent: Option<u64>,
    /// How many members come from each group, by its id.
    pub cells: Vec<Cell>,
    /// The same for those who contributed in the window; none where too little is known of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributors: Option<Contributors>,
}

/// How many members come from a group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// Which; none for all that are not named, together.
    pub group: Option<GroupId>,
    /// How many.
    pub people: u64,
}

/// How mixed those are who contributed in the window, members or not, each counted once and as they stand now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Contributors {
    /// The month at whose end it was drawn, by its first day; none for numbers as they are now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<CivilDate>,
    /// Contributors of whom it is known where they stand, of all.
    pub known: Share,
    /// Effective number of groups.
    pub effective: Ratio,
    /// Chance that two of them, picked at random, differ; none for a single one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub differ: Option<Ratio>,
}

/// How mixed the members are, by the plain definition.
#[must_use]
pub fn batch(history: &History<'_>) -> Measure<Mix> {
    let contributions = || {
        history
            .recent()
            .filter(|act| act.counts().contribution && act.by().is_some())
    };
    let mut contributors: Vec<&PersonId> = contributions().filter_map(|act| act.by()).collect();
    contributors.sort_unstable();
    contributors.dedup();
    let value = ByDimension::of(|dimension| {
        let contributors = contributors.iter();
        of(
            dimension,
            &Crowd::of_members(history, dimension),
            &Crowd::of(contributors.map(|person| history.people.on(person, dimension))),
        )
    });
    let (basis, _) = basis(history.recent().filter(|act| act.counts().contribution));
    told(
        value,
        Behind {
            as_of: history.as_of,
            window: history.window(),
            basis,
            people: history.members.len() as u64,
        },
    )
}

pub(super) fn live(live: &Live, here: &Here) -> Measure<Mix> {
    let names = live.names();
    let value = ByDimension::of(|dimension| {
        let people = here.people.iter();
        let contributors = people.filter(|person| person.recent.contributions > 0);
        of(
            dimension,
            &Crowd::at_members(names, here, dimension),
            &Crowd::at(
                names,
                dimension,
                contributors.map(|person| names.profile_now(person.who)),
            ),
        )
    });
    told(
        value,
        Behind {
            as_of: live.as_of(),
            window: window(live.today(here)),
            basis: here.window.bases.contributions,
            people: here.people.members().count() as u64,
        },
    )
}

fn of(dimension: Dimension, members: &Crowd, contributors: &Crowd) -> Status<MixOn> {
    let known = members.known();
    if known.den == 0 {
        let why = Sentence::of(NOTHING_LOGGED);
        return Status::NotApplicable { why };
    }
    if !is_covered(known) {
        return Status::LowCoverage {
            known: known.num,
            total: known.den,
        };
    }
    let Some(effective) = members.effective() else {
        let why = Sentence::of("mix.no_group").sentence("group", group(dimension));
        return Status::NotApplicable { why };
    };
    let cells = members.groups.iter().map(|(group, n)| Cell {
        group: Some(group.clone()),
        people: *n,
    });
    Status::Shown(MixOn {
        month: None,
        known,
        effective,
        differ: members.differ(),
        groups: Some(members.groups.len() as u64),
        independent: Some(members.independent),
        cells: cells.collect(),
        contributors: of_contributors(contributors),
    })
}

fn of_contributors(contributors: &Crowd) -> Option<Contributors> {
    let known = contributors.known();
    if !is_covered(known) {
        return None;
    }
    Some(Contributors {
        month: None,
        known,
        effective: contributors.effective()?,
        differ: contributors.differ(),
    })
}

/// The measure with what it says, for numbers as they are and for numbers as they are shown.
pub(super) fn told(value: Mix, behind: Behind) -> Measure<Mix> {
    let says = match value.first_shown() {
        Some((dimension, mix)) => says(dimension, mix),
        None => why_not(&value.organisation, Dimension::Organisation),
    };
    Measure {
        name: Name::Mix,
        as_of: behind.as_of,
        window: behind.window,
        coverage: value.first_shown().map(|(_, mix)| mix.known),
        status: value.overall(),
        basis: behind.basis,
        people: behind.people,
        says,
    }
}

fn says(dimension: Dimension, mix: &MixOn) -> Sentence {
    let sentence = match mix.differ {
        Some(differ) => Sentence::of("mix.says").number("percent", differ.percent()),
        None => Sentence::of("mix.says_of_one"),
    };
    sentence
        .tenths("effective", mix.effective.tenths())
        .sentence("groups", groups(dimension))
}

/// The activities behind its numbers: who came in and left, where people stand, and what was contributed.
pub(super) fn evidence(history: &History<'_>) -> Vec<(&'static str, Vec<ActivityId>)> {
    vec![
        ("members", history.memberships()),
        ("known", history.affiliations()),
        (
            "contributors",
            history.behind(|act| act.counts().contribution),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::affiliation::Affiliation;

    fn crowd(sizes: &[usize], independent: usize, unknown: usize) -> Crowd {
        let groups = sizes.iter().enumerate().flat_map(|(nth, n)| {
            let group = GroupId::from_label(&format!("H{nth}")).unwrap();
            std::iter::repeat_n(Affiliation::Known(group), *n)
        });
        let independent = std::iter::repeat_n(Affiliation::NoneDeclared, independent);
        let unknown = std::iter::repeat_n(Affiliation::Unknown, unknown);
        Crowd::of(groups.chain(independent).chain(unknown))
    }

    fn on(members: &Crowd) -> Status<MixOn> {
        of(Dimension::Organisation, members, &Crowd::default())
    }

    fn ratio(num: u64, den: u64) -> Ratio {
        Ratio { num, den }
    }

    #[test]
    fn the_reference_vector_of_five_three_and_two() {
        let crowd = crowd(&[5, 3, 2], 0, 0);
        assert_eq!(crowd.effective(), Some(ratio(50, 19)));
        assert_eq!(crowd.differ(), Some(ratio(31, 45)));
        // Blau's index is what the effective number lacks to one, turned over.
        let simpson = Ratio::of(19, 50).unwrap();
        assert_eq!(simpson.rest(), ratio(31, 50));
    }

    #[test]
    fn one_organisation_is_one() {
        let mix = on(&crowd(&[9], 0, 0)).value().unwrap().clone();
        assert_eq!(mix.effective, ratio(1, 1));
        assert_eq!(mix.differ, Some(ratio(0, 1)));
    }

    #[test]
    fn one_member_differs_from_nobody() {
        let mix = on(&crowd(&[1], 0, 0)).value().unwrap().clone();
        assert_eq!((mix.effective, mix.differ), (ratio(1, 1), None));
    }

    #[test]
    fn independents_are_known_and_in_no_group() {
        let mix = on(&crowd(&[2, 2], 3, 1)).value().unwrap().clone();
        assert_eq!(mix.known, Share::of(7, 8));
        assert_eq!(mix.independent, Some(3));
        assert_eq!((mix.groups, mix.effective), (Some(2), ratio(2, 1)));
    }

    #[test]
    fn too_little_is_known_below_three_in_five() {
        assert!(on(&crowd(&[3], 0, 2)).value().is_some());
        let status = on(&crowd(&[2], 0, 2));
        assert_eq!(status, Status::LowCoverage { known: 2, total: 4 });
    }

    #[test]
    fn nobody_is_no_mix() {
        assert!(matches!(
            on(&Crowd::default()),
            Status::NotApplicable { .. }
        ));
        assert!(matches!(
            on(&crowd(&[], 3, 0)),
            Status::NotApplicable { .. }
        ));
    }
}
