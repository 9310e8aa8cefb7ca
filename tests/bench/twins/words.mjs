// Names, dates and sentences as the widget writes them, by the browser's `Intl`.

const LOCALE = "en-GB";
const relative = new Intl.RelativeTimeFormat(LOCALE, { numeric: "auto" });
const lists = new Intl.ListFormat(LOCALE);
const short_day = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "short", year: "numeric" });
const day_of_year = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const day_and_year = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
const time = new Intl.DateTimeFormat(LOCALE, { hour: "2-digit", minute: "2-digit", timeZoneName: "short" });
const plural = new Intl.PluralRules(LOCALE);
const numbers = new Intl.NumberFormat(LOCALE);

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function ago(at) {
  const passed = Date.now() - Date.parse(at);
  if (passed < MINUTE) return "just now";
  if (passed < HOUR) return relative.format(-Math.floor(passed / MINUTE), "minute");
  if (passed < DAY) return relative.format(-Math.floor(passed / HOUR), "hour");
  if (passed < 14 * DAY) return relative.format(-Math.floor(passed / DAY), "day");
  if (passed < 60 * DAY) return relative.format(-Math.floor(passed / (7 * DAY)), "week");
  return short_day.format(Date.parse(at));
}

export function day(at) {
  const date = new Date(at);
  return (date.getFullYear() === new Date().getFullYear() ? day_of_year : day_and_year).format(date);
}

const count = (n, one, other) => `${numbers.format(n)} ${plural.select(n) === "one" ? one : other}`;

/** "64 people from 12 organisations. Next: Thursday 26 November, 12:30 GMT." */
export function facts(entry) {
  const people = `${count(entry.n_members, "person", "people")} from ${count(entry.n_organisations, "organisation", "organisations")}.`;
  return `${people} Next: ${day(entry.next.starts_at)}, ${time.format(Date.parse(entry.next.starts_at))}.`;
}

export function latest({ n_unanswered, latest_problem }) {
  if (n_unanswered > 1) return `${n_unanswered} problems are waiting for a first reply.`;
  return `Asked ${ago(latest_problem.at)}: “${latest_problem.title}”`;
}

export const n_new = (n) => `${numbers.format(n)} new since you opened this page`;

/** What a turn shows. */
export function turn_words(state, said, me) {
  const { people, labels, texts } = state.particulars;
  const group = (dimension) => labels[state.people.affiliations[said.author]?.[dimension]?.known];
  const first = (person) => people[person].split(" ")[0];
  const marks = Object.keys(said.reception?.changed ?? {});
  const sees = marks.length === 1 && marks[0] !== me.person ? "sees" : "see";
  const names = lists.format(marks.map((person) => (person === me.person ? "you" : first(person))).sort());
  return {
    name: people[said.author],
    place: [group("profession"), group("organisation")].filter(Boolean).join(", "),
    vantage: said.turn.vantage ? `speaking as ${said.turn.vantage}` : "",
    to: `to ${lists.format(said.turn.addressees.map(first))}`,
    ago: ago(said.at),
    paragraphs: texts[said.turn.text.id].split("\n\n"),
    changed: marks.length ? `Changed how ${names} ${sees} it` : "",
    may_mark: said.author !== me.person && !marks.includes(me.person),
  };
}

export { numbers };
