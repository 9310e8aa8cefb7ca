//! The thresholds that the measures use, in one value with a version.

/// The thresholds that the measures use: ours, not the literature's, so every result names their version.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rules {
    /// The name of these thresholds; it changes with any of them.
    pub version: &'static str,
    /// Days that a measure looks back (W).
    pub window_days: i32,
    /// Smallest share of known affiliations, in percent, below which a measure by groups is not shown.
    pub coverage_percent: u64,
    /// Fewest people behind a cell of a breakdown (P1).
    pub k: u64,
    /// Fewest people behind a sum of attitudes (P1).
    pub k_attitudes: u64,
    /// What counts in a breakdown are rounded to (P1).
    pub round_to: u64,

    /// M0: months after which a purpose counts as not looked at lately.
    pub purpose_months: u32,
    /// M0: fewest people with whom half of those in an exchange had one, to speak of more than pairs.
    pub exchange_partners: u64,

    /// M1: fewest acts of passing on and working on to say anything.
    pub network_acts: u64,
    /// M1 and M11: days after which a post counts as having had its time to be answered.
    pub answer_days: i64,

    /// M3: calendar months that levels look back.
    pub level_months: u32,
    /// M3: months with a contribution that make a member core, with [`Rules::core_lead_months`].
    pub core_months: u32,
    /// M3: months with a lead act that make a member core.
    pub core_lead_months: u32,
    /// M3: months with a contribution that make a member active.
    pub active_months: u32,
    /// M3: events held in the window from which attendance counts for being active.
    pub events_for_attendance: usize,
    /// M3: full months before a member is more than new.
    pub new_months: i64,
    /// M3: days that stances look back.
    pub stance_days: i64,

    /// M4: fewest people for a Gini coefficient.
    pub gini_people: usize,
    /// M4: fewest people for the shares of the first hundredth, the next nine and the rest.
    pub band_people: usize,

    /// M5: fewest turns that two people take to each other to guide each other.
    pub mutual_turns: u32,

    /// M9: fewest exchanges between two groups to speak of a link.
    pub link_exchanges: u64,

    /// M11: days in which a newcomer's first contribution should be answered.
    pub newcomer_answer_days: i64,
    /// M11: days in which a newcomer contributes again.
    pub newcomer_again_days: i64,

    /// M12: days in which a concern should be answered.
    pub concern_days: i64,

    /// M14: age in days from which an artefact can be said to be used or not.
    pub artefact_days: i64,
    /// M14: days without a turn after which a problem is quiet enough to be harvested.
    pub harvest_days: i64,
    /// M14: fewest cases for a median.
    pub median_cases: usize,

    /// M15: days in which a welcomed newcomer contributes.
    pub welcome_days: i64,
    /// M15: days in which two who were introduced exchange something.
    pub introduction_days: i64,
    /// M15: days in which somebody else goes on from a summary.
    pub summary_days: i64,

    /// M16: fewest gaps between active days to know somebody's rhythm.
    pub quiet_gaps: usize,
    /// M16: active days that are looked at.
    pub quiet_last_days: usize,
    /// M16: fewest days of silence that count as quiet.
    pub quiet_days: i64,
    /// M16: how many of their own usual gaps count as quiet.
    pub quiet_times: i64,
    /// M16: days of silence after which nobody is asked any more.
    pub lapsed_days: i64,
    /// M16: most nudges that a steward gets in a week.
    pub nudges_a_week: usize,
    /// M16: days of such a week.
    pub nudge_week_days: i64,

    /// M17: fewest topics that two people share.
    pub shared_topics: usize,
    /// M17: most people on a topic for it to say anything.
    pub topic_people: usize,
    /// M17: months without an exchange.
    pub apart_months: u32,
    /// M17: days in which neither was introduced to anybody.
    pub introduced_days: i64,

    /// M19: fewest events to say that people meet.
    pub stage_events: usize,
    /// M19: fewest people who lead to say that several do.
    pub stage_leaders: u64,
    /// M19: months of which both halves are looked at, and in which somebody may have become core.
    pub stage_months: i64,
    /// M19: quarters that are over and are looked at for the best of them.
    pub stage_quarters: usize,

    /// M20: how much more a word of the purpose weighs than one use of it in a thread.
    pub purpose_weight: u64,
    /// M20: how many threads a word is counted in at most.
    pub thread_terms: u64,
    /// M20: most words that are given as the reason.
    pub reason_terms: usize,
    /// M20: most communities that are named.
    pub communities_named: usize,

    /// M21: days in which those who were there carry on.
    pub carry_on_days: i64,
}

/// The thresholds in force.
pub const RULES: Rules = Rules {
    version: "2",
    window_days: 180,
    coverage_percent: 60,
    k: 8,
    k_attitudes: 11,
    round_to: 5,
    purpose_months: 12,
    exchange_partners: 2,
    network_acts: 20,
    answer_days: 14,
    level_months: 6,
    core_months: 4,
    core_lead_months: 2,
    active_months: 2,
    events_for_attendance: 3,
    new_months: 2,
    stance_days: 365,
    gini_people: 8,
    band_people: 100,
    mutual_turns: 3,
    link_exchanges: 3,
    newcomer_answer_days: 7,
    newcomer_again_days: 60,
    concern_days: 30,
    artefact_days: 180,
    harvest_days: 30,
    median_cases: 5,
    welcome_days: 30,
    introduction_days: 60,
    summary_days: 60,
    quiet_gaps: 3,
    quiet_last_days: 10,
    quiet_days: 45,
    quiet_times: 3,
    lapsed_days: 365,
    nudges_a_week: 5,
    nudge_week_days: 7,
    shared_topics: 2,
    topic_people: 50,
    apart_months: 24,
    introduced_days: 30,
    stage_events: 3,
    stage_leaders: 3,
    purpose_weight: 2,
    thread_terms: 3,
    reason_terms: 2,
    stage_months: 12,
    stage_quarters: 8,
    communities_named: 3,
    carry_on_days: 14,
};
