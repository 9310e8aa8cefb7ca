/** How many there are of everything. */
export const MANY = 5_000;
/** How many meetings there were. */
export const N_MEETINGS = 200;
/** How many announcements there were: the page holds sixty of them. */
export const N_ANNOUNCEMENTS = 80;

const HOUR_MS = 3600_000;
const at = (n) => new Date(Date.UTC(2024, 0, 1) + n * HOUR_MS).toISOString().replace(/\.\d+/, "");
const sheet = (head, rows) => [head, ...rows.map((cells) => cells.join(","))].join("\n") + "\n";
const each = (n, row) => Array.from({ length: n }, (_, nth) => row(nth));

/**
 * The spreadsheets of an organisation in which there are very many of everything: communities, and in the one called
 * `many` people, problems, turns in the first problem, meetings.
 */
export function many() {
  const author = (nth) => `p${1 + (nth % (MANY - 1))}`;
  return {
    "communities.csv": sheet("community,name,domain,founded", [
      ["many", "Many of everything", "What many people care about.", at(0)],
      ...each(MANY - 1, (nth) => [`c${nth}`, `Community ${nth}`, `What community ${nth} cares about.`, at(0)]),
    ]),
    "people.csv": sheet("person,name,organisation,profession", [
      ["ana", "Ana Okafor", "Northmoor", "Nurse"],
      ...each(MANY - 1, (nth) => [`p${nth + 1}`, `Person ${String(nth + 1).padStart(4, "0")}`, `Organisation ${nth % 40}`, `Profession ${nth % 12}`]),
    ]),
    "memberships.csv": sheet("at,community,person,role,action", [
      [at(1), "many", "ana", "steward", "join"],
      ...each(MANY - 1, (nth) => [at(1), "many", `p${nth + 1}`, "member", "join"]),
    ]),
    "contributions.csv": sheet("at,community,person,kind,title,id,in_reply_to,text", [
      ...each(MANY, (nth) => [at(10 + nth), "many", author(nth), "problem", `Problem ${nth}`, `problem-${nth}`, "", "What would you do?"]),
      ...each(MANY, (nth) => [at(6_000 + nth), "many", author(nth), "reply", "", `turn-${nth}`, "problem-0", `Turn number ${nth}.`]),
      ...each(N_ANNOUNCEMENTS, (nth) => [at(12_000 + nth), "many", "ana", "announcement", `News ${nth}`, `news-${nth}`, "", "It is new."]),
    ]),
    "events.csv": sheet(
      "community,title,timezone,start,end",
      each(N_MEETINGS, (nth) => ["many", `Meeting ${nth}`, "Europe/London", at(5_000 + nth * 24), at(5_001 + nth * 24)]),
    ),
  };
}
