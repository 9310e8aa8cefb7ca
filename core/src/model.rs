//! All communities and people, folded from the log: what a command is decided against.

use crate::IS_WHOLE;
use crate::activity::{Activity, Kind, Visibility};
use crate::affiliation::{Dimension, People};
use crate::amendment::{Amendments, Standing};
use crate::command::{Command, Intent, StatedAffiliation};
use crate::community::Community;
use crate::decision::{Decision, Draft};
use crate::frame;
use crate::id::{CommunityId, PersonId};
use crate::refusal::Refusal;
use crate::sorted::{SortedMap, SortedSet};

/// All communities and people.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Model {
    communities: SortedMap<CommunityId, Community>,
    people: People,
    /// Addresses at which a community was founded, be it that this was taken back.
    taken: SortedSet<CommunityId>,
    /// Whether there may be communities that it does not hold.
    is_excerpt: bool,
    amendments: Amendments,
}

/// What taking over an activity came to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "where something recorded before is changed, the model is right only after Model::fold_again"]
pub enum Evolved {
    /// The model is up to date.
    Done,
    /// The activity changes what was recorded before: this has to be folded again from the log.
    FoldAgain(Scope),
}

impl Evolved {
    /// Leaves what was folded before as it is: for whoever holds no log, or has no need of it.
    pub fn pass_over(self) {}
}

/// How much of the log has to be folded again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    /// One community.
    Community(CommunityId),
    /// Everything, as after an erased person.
    Everything,
}

impl Scope {
    fn has(&self, activity: &Activity) -> bool {
        match self {
            Scope::Everything => true,
            Scope::Community(id) => activity.community.as_ref() == Some(id),
        }
    }
}

impl Model {
    /// Folds a log from its beginning.
    ///
    /// The log is gone through once, and once more for what was corrected in it.
    ///
    /// ```
    /// use cop_core::Model;
    /// use cop_core::activity::Activity;
    ///
    /// let founded: Activity = serde_json::from_str(r#"{"id":"019a9f3e-7c00-7000-8000-000000000001","v":1,"actor":"ama","community":"falls","at":"2026-11-20T09:00:00Z","recorded":"2026-11-20T09:00:00Z","basis":"seen","what":{"type":"community_founded","purpose":{"name":{"id":"019a9f3e-7c00-7000-8000-000000000002","n_chars":16}},"visibility":"public","access":"open"}}"#)?;
    /// let model = Model::replay(&[founded]);
    /// assert_eq!(model.communities().count(), 1);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn replay<'a, L>(log: L) -> Self
    where
        L: IntoIterator<Item = &'a Activity> + Clone,
    {
        let mut model = Self::default();
        let mut again = SortedSet::new();
        for activity in log.clone() {
            if let Evolved::FoldAgain(scope) = model.evolve(activity) {
                again.insert(scope);
            }
        }
        if again.contains(&Scope::Everything) {
            model.fold_again(&Scope::Everything, log);
        } else {
            for scope in &again {
                model.fold_again(scope, log.clone());
            }
        }
        model
    }

    /// A community by its id, whoever asks.
    #[must_use]
    pub fn community(&self, id: &CommunityId) -> Option<&Community> {
        self.communities.get(id)
    }

    /// A community by its id, where it exists for this person, or for anybody where none is named.
    #[must_use]
    pub fn visible(&self, id: &CommunityId, person: Option<&PersonId>) -> Option<&Community> {
        self.community(id)
            .filter(|community| community.is_visible_to(person))
    }

    /// All communities, by id.
    pub fn communities(&self) -> impl Iterator<Item = &Community> {
        self.communities.values()
    }

    /// What is known of everybody.
    #[must_use]
    pub fn people(&self) -> &People {
        &self.people
    }

    /// What was said later of activities and people.
    #[must_use]
    pub fn amendments(&self) -> &Amendments {
        &self.amendments
    }

    /// A model that holds one community and some people, for deciding and folding in a page.
    #[must_use]
    pub fn from_excerpt(community: Community, people: People) -> Self {
        let mut communities = SortedMap::new();
        communities.insert(community.id.clone(), community);
        Self {
            communities,
            people,
            taken: SortedSet::new(),
            is_excerpt: true,
            amendments: Amendments::default(),
        }
    }

    /// Whether a person may see an activity: of communities by their visibility and the activity's audience;
    /// what is true of a person everywhere, if it is about themselves. What was taken back nobody sees.
    #[must_use]
    pub fn shows(&self, activity: &Activity, person: Option<&PersonId>) -> bool {
        let is_taken_back = match &activity.what {
            Kind::Corrected { of, .. } => self.amendments.is_retracted(*of),
            _ => false,
        };
        !is_taken_back
            && !self.amendments.is_retracted(activity.id)
            && self.showed(activity, person)
    }

    /// Whether a person may see an activity, or might if it were not taken back.
    pub(crate) fn showed(&self, activity: &Activity, person: Option<&PersonId>) -> bool {
        match &activity.community {
            // One by one, answers would tell by when they came who gave them; their sums are for everybody.
            _ if matches!(activity.what, Kind::PulseAnswered { .. }) => false,
            Some(id) => self
                .community(id)
                .is_some_and(|community| community.shows(activity, person)),
            // Whoever holds names and texts of somebody who was erased has to forget them.
            None if matches!(activity.what, Kind::Erased { .. }) => true,
            None => person.is_some_and(|person| activity.concerns(person)),
        }
    }

    /// What a command leads to.
    ///
    /// ```
    /// use cop_core::Model;
    /// use cop_core::command::{Command, Context, Intent};
    /// use cop_core::id::{CommandId, CommunityId, PersonId};
    /// use cop_core::refusal::Refusal;
    /// use cop_core::time::Timestamp;
    ///
    /// let intent = Intent {
    ///     id: CommandId::from_u128(1),
    ///     by: PersonId::parse("rhys")?,
    ///     at: Timestamp::parse("2026-11-20T09:00:00Z")?,
    ///     community: Some(CommunityId::parse("falls")?),
    ///     command: Command::Join { note: None },
    ///     context: Context::default(),
    /// };
    /// // Nobody has founded it.
    /// assert_eq!(Model::default().decide(&intent), Err(Refusal::NoSuchCommunity));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// A [`Refusal`] names the rule that it would break; each [`Command`] says who may give it.
    /// To somebody who may not see a community, every command for it is [`Refusal::NoSuchCommunity`], and one that
    /// names none where one is needed is [`Refusal::CommunityNeeded`]. Whoever may not is told
    /// [`Refusal::NotAMember`], [`Refusal::RoleNeeded`], [`Refusal::NotYours`] or [`Refusal::OperatorNeeded`];
    /// what is typed is held to [`Refusal::TextLength`] and [`Refusal::WordFormat`].
    pub fn decide(&self, intent: &Intent) -> Result<Decision, Refusal> {
        match &intent.command {
            _ if !IS_WHOLE => match self.community_of(intent) {
                Ok(community) => community.decide(intent),
                Err(_) => Ok(Decision::default()),
            },
            Command::StateAffiliation {
                dimension,
                affiliation,
            } => self.decide_affiliation(intent, *dimension, affiliation),
            Command::Erase { .. } | Command::RecordSamePerson { .. } => {
                self.decide_amendment(intent)
            }
            Command::Correct { .. } | Command::Retract { .. } => {
                // What somebody did is theirs, also where they no longer are.
                let is_own = intent.context.earlier.as_ref().is_some_and(|earlier| {
                    [&earlier.actor, &earlier.recorder].contains(&&Some(intent.by.clone()))
                });
                if let Some(id) = &intent.community
                    && !is_own
                    && self.visible(id, Some(&intent.by)).is_none()
                {
                    return Err(Refusal::NoSuchCommunity);
                }
                self.decide_amendment(intent)
            }
            _ => {
                let id = intent.community.as_ref().ok_or(Refusal::CommunityNeeded)?;
                if let Command::PlanEvent {
                    with: Some(other), ..
                } = &intent.command
                {
                    self.may_ask(id, other, &intent.by)?;
                }
                match self.communities.get(id) {
                    Some(community) => community.decide(intent),
                    // Whoever took their founding back may take that back, and would find somebody else's then.
                    None if self.taken.contains(id)
                        && matches!(intent.command, Command::FoundCommunity { .. }) =>
                    {
                        Err(Refusal::CommunityExists)
                    }
                    None => Community::decide_founding(intent),
                }
            }
        }
    }

    /// Whether a person may ask another community for something in the name of this one.
    ///
    /// A hidden community would be known by its id to all who see this one, so only those who hold it may.
    fn may_ask(&self, id: &CommunityId, other: &CommunityId, by: &PersonId) -> Result<(), Refusal> {
        if id == other {
            return Err(Refusal::NotOneself);
        }
        match self.visible(other, Some(by)) {
            // A page holds one community and leaves it to the server whether there is another.
            None if self.is_excerpt => Ok(()),
            None => Err(Refusal::NoSuchCommunity),
            Some(other)
                if other.visibility == Visibility::Members && !other.membership.holds(by) =>
            {
                Err(Refusal::RoleNeeded)
            }
            Some(_) => Ok(()),
        }
    }

    fn community_of(&self, intent: &Intent) -> Result<&Community, Refusal> {
        let id = intent.community.as_ref().ok_or(Refusal::CommunityNeeded)?;
        self.communities.get(id).ok_or(Refusal::NoSuchCommunity)
    }

    fn decide_affiliation(
        &self,
        intent: &Intent,
        dimension: Dimension,
        stated: &StatedAffiliation,
    ) -> Result<Decision, Refusal> {
        let everywhere = intent.everywhere();
        let mut draft = Draft::new(&everywhere);
        let affiliation = frame::affiliation(&mut draft, stated)?;
        if self.people.on(&intent.by, dimension) == affiliation {
            return Ok(Decision::default());
        }
        draft.record(Kind::AffiliationStated {
            person: intent.by.clone(),
            dimension,
            affiliation,
        });
        draft.done()
    }

    /// Takes over what was recorded. An activity of a community that was never founded changes nothing.
    ///
    /// Where the activity changes what was recorded before, that part of the log has to be folded again.
    pub fn evolve(&mut self, activity: &Activity) -> Evolved {
        if activity.what.is_amendment() {
            // A page holds no log that could be folded again; it reads the state anew.
            if IS_WHOLE && !self.amendments.take(activity) {
                return Evolved::Done;
            }
            return Evolved::FoldAgain(match (&activity.what, &activity.community) {
                (Kind::Corrected { .. } | Kind::Retracted { .. }, Some(id)) => {
                    Scope::Community(id.clone())
                }
                _ => Scope::Everything,
            });
        }
        self.fold(activity);
        Evolved::Done
    }

    /// Folds a part of the log again, as it counts after all that was said of it later.
    ///
    /// `log` has all activities of that part, from the first one on and in order; others in it are passed over.
    pub fn fold_again<'a>(&mut self, scope: &Scope, log: impl IntoIterator<Item = &'a Activity>) {
        self.forget(scope);
        for activity in log {
            self.recount(scope, activity);
        }
    }

    /// Forgets what a part of the log came to, to fold it again page by page with [`Model::recount`].
    pub fn forget(&mut self, scope: &Scope) {
        match scope {
            Scope::Community(id) => {
                self.communities.remove(id);
            }
            Scope::Everything => {
                self.communities = SortedMap::new();
                self.people = People::default();
            }
        }
    }

    /// Takes over the next activity of a log that is folded again; what is not in its part is passed over.
    pub fn recount(&mut self, scope: &Scope, activity: &Activity) {
        if scope.has(activity) && !activity.what.is_amendment() {
            self.fold(activity);
        }
    }

    fn fold(&mut self, activity: &Activity) {
        if let (Kind::CommunityFounded { .. }, Some(id)) = (&activity.what, &activity.community)
            && IS_WHOLE
        {
            self.taken.insert(id.clone());
        }
        let standing = match IS_WHOLE {
            true => self.amendments.standing(activity),
            false => Standing::AsRecorded,
        };
        match standing {
            Standing::AsRecorded => self.count(activity),
            Standing::As(counts) => self.count(&counts),
            Standing::Retracted if activity.what.is_referred_to() => {
                let renamed = self.amendments.renamed(activity);
                if let (Some(renamed), Some(id)) = (renamed, &activity.community)
                    && let Some(community) = self.communities.get_mut(id)
                {
                    community.bury(&renamed);
                }
            }
            Standing::Retracted | Standing::Nothing => {}
        }
    }

    fn count(&mut self, activity: &Activity) {
        if let Kind::AffiliationStated {
            person,
            dimension,
            affiliation,
        } = &activity.what
        {
            self.people.state(person, *dimension, affiliation.clone());
        }
        let Some(id) = &activity.community else {
            return;
        };
        if let Some(community) = self.communities.get_mut(id) {
            community.evolve(activity);
        } else if let Some(community) = Community::founded(activity) {
            self.communities.insert(id.clone(), community);
        }
    }
}
