//! A story of value: reports that go on from one another.

use super::{Report, Value};
use crate::activity::Rung;
use crate::id::ContributionId;
use crate::order::ordered;
use crate::sorted::SortedSet;

/// Reports that go on from one another, the first one first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story<'a> {
    /// The reports, each of which follows the one before it.
    pub reports: Vec<(&'a ContributionId, &'a Report)>,
}

impl Story<'_> {
    /// Whether it tells how something was put to use and then made a difference.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        let rungs = || self.reports.iter().map(|(_, report)| report.rung);
        rungs()
            .skip_while(|rung| *rung != Rung::Applied)
            .any(|rung| matches!(rung, Rung::Realised | Rung::Reframing))
    }
}

impl Value {
    /// The story that a report ends: itself and what it follows, as far as the reports are there and stand.
    #[must_use]
    pub fn story<'a>(&'a self, report: &'a ContributionId) -> Story<'a> {
        let mut reports = Vec::new();
        let mut told = SortedSet::new();
        let mut next = Some(report);
        while let Some((id, report)) = next.and_then(|id| Some((id, self.report(id)?))) {
            // A log that was put together by hand may lead in a circle.
            if report.is_retracted || !told.insert(id.clone()) {
                break;
            }
            reports.push((id, report));
            next = report.follows.as_ref();
        }
        reports.reverse();
        Story { reports }
    }

    /// The stories of two reports or more that nobody has gone on with yet, the latest first.
    #[must_use]
    pub fn stories(&self) -> Vec<Story<'_>> {
        let followed: SortedSet<ContributionId> = self
            .reports()
            .filter(|(_, report)| !report.is_retracted)
            .filter_map(|(_, report)| report.follows.clone())
            .collect();
        let stories = self
            .reports()
            .filter(|(id, _)| !followed.contains(*id))
            .map(|(id, _)| self.story(id))
            .filter(|story| story.reports.len() > 1)
            .collect();
        let ends = |story: &Story<'_>| {
            story
                .reports
                .last()
                .map(|(id, report)| (report.at, (*id).clone()))
        };
        ordered(stories, |a, b| ends(b).cmp(&ends(a)))
    }
}
