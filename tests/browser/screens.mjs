import { go_to_part } from "./acts.mjs";

const GUIDE = "Bedside handover, one page";
const PROBLEM = "Who has moved handover to the bedside?";

/** Everything that a screen of a community can show, at once; `name` is what it is called. */
export async function full(stage, name = "Falls prevention") {
  const { server } = stage;
  const community = await server.found("ana", stage.community("full"), {
    name,
    for_whom: "Whoever is there when somebody stands up.",
    what_we_do: "Bring one real problem to each meeting.",
    terms: ["falls", "older people"],
    access: "on_request",
  });
  await server.give("ben", community, { type: "ask_to_join", reason: "I see falls every night." });
  await server.give("ana", community, { type: "approve_request", person: "ben", message: "Welcome" });
  await server.give("cem", community, { type: "ask_to_join", reason: "I buy the services." });
  await server.give("dia", community, { type: "follow" });
  const problem = await server.raise("ana", community, PROBLEM);
  const turn = await server.reply("ben", community, problem, "What must the next bed **not** hear?\n\n- a\n- b", ["ana"]);
  await server.give("ana", community, { type: "mark_insight", about: turn });
  await server.give("ana", community, { type: "react", to: turn, reaction: "thanks" });
  const answer = `Less than we thought: [the guidance](https://example.org/handover) says so. ${"Incomprehensibilities".repeat(3)}`;
  await server.reply("ana", community, turn, answer, ["ben"]);
  await server.raise("ben", community, "Sensor mats alarm so often that nobody comes");
  const event = await server.plan("ana", community, "Working session", { capacity: 1, place: "Room 4" });
  await server.give("ana", community, { type: "answer_invitation", event, answer: "accepted" });
  await server.give("ben", community, { type: "answer_invitation", event, answer: "accepted" });
  return { community, problem, turn };
}

/** The same with all that came of it. */
export async function whole(stage, name) {
  const ids = await full(stage, name);
  const { community, problem, turn } = ids;
  const give = (person, command) => stage.server.give(person, community, command);
  await give("ben", { type: "reframe_problem", problem, statement: "Who else knows what is wrong with the plan?", confirmed_by: ["ana"] });
  await give("ana", { type: "summarise", of: problem, text: "Two items stay in the corridor, all else is said at the bed." });
  await give("ana", { type: "cite_evidence", by: turn, source: "https://doi.org/10.1186/1748-5908-4-27" });
  await give("ben", { type: "raise_concern", title: "Nobody asks the families" });
  const [drafted] = await give("ana", { type: "draft_artefact", form: "guide", title: GUIDE, text: "Say it **at the bed**.", from: problem });
  const { artefact } = drafted.what;
  await give("ben", { type: "use_artefact", artefact, note: "On two wards." });
  await give("ben", { type: "report_value", rung: "applied", outcome: "helped", source: artefact, beneficiary: "team", text: "Two fewer calls a shift." });
  return { ...ids, artefact };
}

const of_community = ({ community }) => `community="${community}"`;
const of_problem = ({ community, problem }) => `view="problem" community="${community}" problem="${problem}"`;
const opens = (name) => (reader) => reader.page.getByRole("link", { name, exact: true }).first().click();
const presses = (name) => (reader) => reader.page.getByRole("button", { name, exact: true }).first().click();
const part = (name) => (reader) => go_to_part(reader, name);

/** Each screen of the first part: who looks, at what, what they do there, and what is there once it is shown. */
export const SCREENS = {
  directory: { person: "dia", attributes: () => `view="directory" topic="auto"`, shows: "Falls prevention" },
  community: { person: "dia", attributes: of_community, shows: "Working session" },
  "community, as its steward": { person: "ana", attributes: of_community, shows: "Working session" },
  "community, not signed in": { person: "", attributes: of_community, shows: "Working session" },
  problems: { person: "ana", attributes: of_community, steps: [part("Problems")], shows: "Sensor mats alarm" },
  "raising a problem": { person: "ana", attributes: of_community, steps: [presses("Raise a problem")], shows: "What is the problem?" },
  problem: { person: "ben", attributes: of_problem, shows: "What must the next bed" },
  events: { person: "ben", attributes: (ids) => `view="events" ${of_community(ids)}`, shows: "Working session" },
  leaving: { person: "ben", attributes: of_community, steps: [presses("Leave this community")], shows: "Stay" },
  "no such community": { person: "ben", attributes: () => `community="never-was"`, shows: "There is no such community" },
};

/** Each screen that only the whole has. */
export const SCREENS_OF_WHOLE = {
  thread: { person: "ana", attributes: of_problem, steps: [opens("More about this problem")], shows: "Two items stay in the corridor" },
  practice: { person: "ana", attributes: of_community, steps: [part("Practice")], shows: GUIDE },
  "something to use": { person: "ana", attributes: of_community, steps: [part("Practice"), opens(GUIDE)], shows: "Two fewer calls a shift." },
  people: { person: "ana", attributes: of_community, steps: [part("People")], shows: "I buy the services." },
  "how we are doing": { person: "ana", attributes: of_community, steps: [part("How we are doing")], shows: "can see" },
  desk: { person: "ana", attributes: of_community, steps: [part("Needs you")], shows: "Concerns without an answer" },
  "my place": { person: "ana", attributes: of_community, steps: [part("Mine")], shows: "My place here" },
  "all that is mine": { person: "ana", attributes: () => `view="mine"`, shows: "Falls prevention" },
  "planning a meeting": {
    person: "ana",
    attributes: of_community,
    steps: [part("People"), part("Events"), presses("Plan a meeting")],
    shows: "What will you do there?",
  },
};

/** Opens a screen as somebody; `more` are attributes of the element. */
export async function show(stage, reader, { person, attributes, steps = [], shows }, ids, { more = "", css = "" } = {}) {
  const widget = `<communities-of-practice ${attributes(ids)} ${more}></communities-of-practice>`;
  const page = "body { margin: 8px } @media (prefers-color-scheme: dark) { body { background: #182028; color: #e8eef2 } }";
  await reader.page.goto(stage.intranet.put({ person, widget, css: page + css }));
  for (const step of steps) await step(reader);
  await reader.page.getByText(shows).first().waitFor();
}
