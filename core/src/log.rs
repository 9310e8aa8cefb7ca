//! A log in memory with what it folds to: for programs that keep the whole history at hand.

use crate::activity::Activity;
use crate::command::Intent;
use crate::decision::Decision;
use crate::id::ActivityId;
use crate::model::{Evolved, Model};
use crate::refusal::Refusal;
use crate::sorted::SortedMap;

/// A log in memory, folded as it grows.
///
/// ```
/// use cop_core::Log;
/// use cop_core::activity::Activity;
///
/// let lines = r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":16}},"visibility":"public","access":"open"}}"#;
/// let mut log = Log::default();
/// for line in lines.lines() {
///     let activity: Activity = serde_json::from_str(line)?;
///     log.push(activity);
/// }
/// assert_eq!(log.model().communities().count(), 1);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Log {
    activities: Vec<Activity>,
    by_id: SortedMap<ActivityId, usize>,
    model: Model,
}

impl Log {
    /// The activities, in order.
    #[must_use]
    pub fn activities(&self) -> &[Activity] {
        &self.activities
    }

    /// What they fold to.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// An activity by its id.
    #[must_use]
    pub fn get(&self, id: ActivityId) -> Option<&Activity> {
        self.by_id.get(&id).map(|nth| &self.activities[*nth])
    }

    /// What a command leads to; nothing is recorded yet. What a correction is about is looked up here.
    ///
    /// # Errors
    /// A [`Refusal`] names the rule that the command would break, as of [`Model::decide`];
    /// [`Refusal::NoSuchActivity`] where the log does not have what is to be corrected or taken back.
    pub fn decide(&self, intent: &Intent) -> Result<Decision, Refusal> {
        match intent.command.earlier() {
            None => self.model.decide(intent),
            Some(of) => {
                let mut intent = intent.clone();
                intent.context.earlier = self.get(of).cloned();
                self.model.decide(&intent)
            }
        }
    }

    /// Decides a command and records what it leads to.
    ///
    /// # Errors
    /// As [`Log::decide`]; then nothing is recorded.
    pub fn give(&mut self, intent: &Intent) -> Result<Decision, Refusal> {
        let decision = self.decide(intent)?;
        for activity in &decision.activities {
            self.push(activity.clone());
        }
        Ok(decision)
    }

    /// Records an activity, once: one whose id the log has changes nothing.
    pub fn push(&mut self, activity: Activity) {
        if self.by_id.contains_key(&activity.id) {
            return;
        }
        let evolved = self.model.evolve(&activity);
        self.by_id.insert(activity.id, self.activities.len());
        self.activities.push(activity);
        if let Evolved::FoldAgain(scope) = evolved {
            self.model.fold_again(&scope, &self.activities);
        }
    }
}

impl Extend<Activity> for Log {
    fn extend<I: IntoIterator<Item = Activity>>(&mut self, activities: I) {
        for activity in activities {
            self.push(activity);
        }
    }
}

impl FromIterator<Activity> for Log {
    fn from_iter<I: IntoIterator<Item = Activity>>(activities: I) -> Self {
        let mut log = Self::default();
        log.extend(activities);
        log
    }
}
