//! What a member's own page works out, from what that member may see, is what everything recorded comes to.

use cop_core::activity::{Access, Activity, Kind, Preference, Visibility};
use cop_core::measure::{
    Live, could_meet, gone_quiet, my_bridges, participation, single_links, utc,
};
use proptest::prelude::*;

use super::super::arbitrary::{N_PEOPLE, Step, community, person, steps, tell};
use super::{config, on};

/// The log, and of it what a member may see and whatever `also` lets through; all of it for somebody who is no member.
fn seen_by(steps: &[Step], who: usize, also: fn(&Kind) -> bool) -> (Vec<Activity>, Vec<Activity>) {
    let log = tell(Visibility::Organisation, Access::Open, steps, |_, _, _| {});
    let all = log.activities().to_vec();
    let person = person(who);
    let falls = log.model().community(&community());
    let is_member = falls.is_some_and(|falls| falls.membership.members.contains_key(&person));
    let shown = |activity: &&Activity| {
        let may_see = log.model().shows(activity, Some(&person));
        may_see || also(&activity.what) || !is_member
    };
    let seen = all.iter().filter(shown).cloned().collect();
    (all, seen)
}

fn live(log: &[Activity]) -> Live {
    Live::replay(log, on(20), utc)
}

/// Steps after which nobody was erased and nobody is two people: of accounts that are one, others are not told.
fn steps_of_lasting_people() -> impl Strategy<Value = Vec<Step>> {
    steps().prop_map(|mut steps| {
        steps.retain(|step| !(step.act == 66 && step.whom < 2));
        steps
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..config() })]

    #[test]
    fn ones_own_rhythm_and_level_need_no_more_than_one_may_see(
        steps in steps(),
        who in 0..N_PEOPLE,
    ) {
        let (all, seen) = seen_by(&steps, who, |_| false);
        let (all, seen) = (live(&all), live(&seen));
        let (falls, person) = (community(), person(who));
        prop_assert_eq!(
            gone_quiet::own(&seen, &falls, &person),
            gone_quiet::own(&all, &falls, &person)
        );
        prop_assert_eq!(
            participation::own_level(&seen, &falls, &person),
            participation::own_level(&all, &falls, &person)
        );
    }

    #[test]
    fn ones_own_bridges_and_links_need_where_others_stand_too(
        steps in steps_of_lasting_people(),
        who in 0..N_PEOPLE,
    ) {
        let stated = |kind: &Kind| matches!(kind, Kind::AffiliationStated { .. });
        let (all, seen) = seen_by(&steps, who, stated);
        let (all, seen) = (live(&all), live(&seen));
        let (falls, person) = (community(), person(who));
        prop_assert_eq!(
            single_links::own(&seen, &falls, &person),
            single_links::own(&all, &falls, &person)
        );
        let value = |live| my_bridges::own(live, &falls, &person).map(|told| told.status);
        prop_assert_eq!(value(&seen), value(&all));
    }

    #[test]
    fn whom_one_could_meet_needs_what_others_allow_too(steps in steps_of_lasting_people(), who in 0..N_PEOPLE) {
        let told = |kind: &Kind| match kind {
            Kind::AffiliationStated { .. } => true,
            Kind::PreferenceSet { preference, .. } => *preference == Preference::Introductions,
            _ => false,
        };
        let (all, seen) = seen_by(&steps, who, told);
        let (all, seen) = (live(&all), live(&seen));
        let (falls, person) = (community(), person(who));
        prop_assert_eq!(
            could_meet::for_person(&seen, &falls, &person),
            could_meet::for_person(&all, &falls, &person)
        );
    }
}
