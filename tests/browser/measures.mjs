/** An answer of `/measures` in which every sign has something to say, as a large community would have it. */

const AS_OF = "2026-11-28T09:00:00Z";
const WINDOW = { from: "2026-06-02", to: "2026-11-28" };

const shown = (measure, says, does_not_say, values = {}) => ({
  status: "shown",
  says,
  does_not_say,
  measure,
  rules: "2",
  as_of: AS_OF,
  window: WINDOW,
  n: 96,
  n_people: 31,
  basis: { seen: 84, said: 9, imported: 3 },
  ...values,
});

const unsaid = (measure, says, status) => ({ ...shown(measure, says, "Anything yet."), ...status });
const part = (num, den) => ({ num, den, interval: [0.1234, 0.5678] });

const months = Array.from({ length: 24 }, (_, nth) => {
  const month = new Date(Date.UTC(2024, 11 + nth, 1)).toISOString().slice(0, 10);
  return { month, contributed: (nth * 7) % 23, observed: (nth * 5) % 11 };
});

const on = (values) => ({ status: "shown", known: part(58, 64), ...values });
const apart = { status: "not_applicable", why: "Everybody is from one band." };

/** The same for a community with these problems. */
export const full = (problems) => ({
  as_of: AS_OF,
  rules: "2",
  month: "2026-10-01",
  measures: {
    three_elements: shown("M0", "All three can be seen: what it cares about, people who talk, and something in use.", "That what is not seen is not there.", {
      domain: { status: "present", purpose_months_ago: 3, problems_with_terms: part(12, 16) },
      community: { status: "present", exchanging: part(31, 64), partners: part(5, 2) },
      practice: { status: "thin", artefacts_used: 4, applied: 0 },
    }),
    network_or_community: shown("M1", "Working as a community of practice: 58 of 96 acts worked on something.", "That one is better. Networks and communities do different jobs; neither is the better one.", {
      share: part(58, 96),
    }),
    four_activities: shown("M2", "All four can be seen.", "How much of each there should be.", {
      social_interaction: { people: 31, acts: 120 },
      knowledge_sharing: { people: 28, acts: 96 },
      knowledge_creation: { people: 11, acts: 34 },
      identity_building: { people: 19, acts: 22 },
    }),
    participation: shown("M3", "31 of 60 members contributed in the last 6 months, 14 of them in more than one. 4 new members are not counted yet.", "Who: levels are counts, not labels.", {
      members: 64, core: 6, active: 8, occasional: 17, peripheral: 20, not_seen: 9, new: 4, transactional: 3, contributed: { num: 31, den: 60 }, several: 14, months,
    }),
    concentration: shown("M4", "Half of what was contributed came from 4 of 64 people.", "Whether this is good or bad: in most communities few people give most.", {
      absence_factor: 4, people: 64, contributors: 31, contributions: 96, gini: { num: 5, den: 9 }, gini_all: { num: 7, den: 9 },
    }),
    thinking_together: shown("M5", "3 problems thought through together in the last 180 days, by 11 people from 4 organisations; the last one 12 days ago.", "What was learned, or what was talked through in rooms that this log never sees.", {
      grade_1: 2, grade_2: 2, grade_3: 1, people: 11, organisations: 4, said: 1, worked_on: 5, last_at: "2026-11-16T10:00:00Z", problems,
    }),
    mix: shown("M6", "As varied as 5.2 equally large organisations.", "Whether people from different groups talk to each other, or should.", {
      organisation: on({ effective: { num: 26, den: 5 }, differ: { num: 21, den: 40 }, groups: 12 }),
      profession: on({ effective: { num: 4, den: 1 }, differ: { num: 3, den: 4 } }),
      sector: on({ effective: { num: 3, den: 2 }, differ: { num: 1, den: 3 } }),
      band: apart,
    }),
    across_boundaries: shown("M7", "14 of 40 pairs who talked are from different organisations, a little fewer than chance would give.", "Whether the exchange was of use.", {
      organisation: on({ ties: part(14, 40), exchanges: part(30, 120), chance: { num: 21, den: 40 }, groups: [] }),
      profession: on({ month: "2026-08-01", ties: { num: 62, den: 100 }, exchanges: { num: 58, den: 100 }, chance: { num: 75, den: 100 }, groups: [] }),
      sector: apart,
      band: apart,
    }),
    both_ways: shown("M8", "30 of 50 exchanges between organisations are matched by one the other way.", "Whether an even flow would be better.", {
      organisation: on({
        num: 30,
        den: 50,
        flows: [
          { from: "northmoor-general", to: "community-trust", n: 35, back: 15 },
          { from: "northmoor-general", to: "a-university-with-a-very-long-name", n: 15, back: 5 },
          { from: "community-trust", to: null, n: 10, back: 10 },
        ],
      }),
      profession: { status: "suppressed", rule: "P1" },
      sector: apart,
      band: apart,
    }),
    single_links: shown("M9", "2 of 5 links between groups rest on one person.", "That somebody holds too much.", {
      links: 5,
      single: 2,
      dimensions: ["organisation"],
      pairs: [{ dimension: "organisation", between: ["northmoor-general", "community-trust"], exchanges: 9, people: [1, 6] }],
    }),
    who_is_heard: shown("M10", "Nurses are 40 of 64 members and made 70 of 96 contributions.", "Who should speak more.", {
      organisation: on({
        groups: [
          { group: "northmoor-general", contributions: part(60, 96), members: part(30, 64) },
          { group: "community-trust", contributions: part(20, 96), members: part(20, 64) },
        ],
        independent: { contributions: part(5, 96), members: part(10, 64) },
      }),
      profession: apart,
      sector: apart,
      band: apart,
      constituencies: [],
    }),
    unanswered: unsaid("M11", "Too little was asked to say.", { status: "too_few", have: 3, need: 5 }),
    concerns: unsaid("M12", "Where people belong is known of too few.", { status: "low_coverage", known: 12, total: 40 }),
    value: shown("M13", "9 people used something, and 2 say that it made a difference; 2 say that it made none.", "That one thing caused another: it is what people testify.", {
      immediate: { people: 14, sources: 9 },
      potential: { people: 12, sources: 8 },
      applied: { people: 9, sources: 4 },
      realised: { people: 2, sources: 2 },
      reframing: { people: 1, sources: 1 },
      helped: 20, no_difference: 2, worse: 0, confirmed: 3, complete_stories: 1, not_linked: 1,
    }),
    memory: shown("M14", "3 of 8 artefacts are used by others.", "How much the community knows.", {
      used_by_others: part(3, 8), current: part(6, 8), never_reviewed: 1, harvested: part(2, 5), remembered: part(1, 7),
      evidence_path: { cited: 6, tried: 3, difference: 1, adopted: 1 },
    }),
    facilitation: shown("M15", "31 acts of facilitation a month, by 9 people. Recognised time: none.", "How much work it was.", {
      acts: 186, people: 9, absence_factor: 2,
      covered: { events: part(6, 6), problems: part(14, 16) },
      took_hold: { welcomed: part(3, 9), introduced: part(1, 4), summaries: part(2, 7) },
      reached: 17,
      recognised: { roles: part(0, 3), minutes: 0, other_minutes: 60 },
    }),
    identity: unsaid("M18", "Not shown, so that nobody can be made out by it.", { status: "suppressed", rule: "P1" }),
    stage: unsaid("M19", "Nothing is logged yet.", { status: "not_applicable", why: "No stage was declared." }),
    event_card: shown("M21", "6 meetings, 4 of them to work on something.", "What was learned, and who stayed away.", {
      forms: { working: 4, broadcast: 1, social: 1, mixed: 0, unknown: 0 },
      events: [{ event: "e1", day: "2026-11-20", form: "working", present: 14, spoke: 5, effective_organisations: { num: 7, den: 2 }, carry_on: part(3, 14), insights: 2 }],
    }),
  },
});
