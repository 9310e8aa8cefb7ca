import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const SIZES = [1280, 320];
const THEMES = ["light", "dark"];

/** Everything that a screen of a community can show, at once. */
async function full(stage) {
  const community = await stage.server.found("ana", stage.community("full"), {
    name: "Falls prevention",
    for_whom: "Whoever is there when somebody stands up.",
    what_we_do: "Bring one real problem to each meeting.",
    terms: ["falls", "older people"],
    access: "on_request",
  });
  await stage.server.give("ben", community, { type: "ask_to_join", reason: "I see falls every night." });
  await stage.server.give("ana", community, { type: "approve_request", person: "ben", message: "Welcome" });
  await stage.server.give("cem", community, { type: "ask_to_join", reason: "I buy the services." });
  await stage.server.give("dia", community, { type: "follow" });
  const problem = await stage.server.raise("ana", community, "Who has moved handover to the bedside?");
  const turn = await stage.server.reply("ben", community, problem, "What must the next bed **not** hear?\n\n- a\n- b", ["ana"]);
  await stage.server.give("ana", community, { type: "mark_insight", about: turn });
  await stage.server.raise("ben", community, "Sensor mats alarm so often that nobody comes");
  const event = await stage.server.plan("ana", community, "Working session", { capacity: 1, place: "Room 4" });
  await stage.server.give("ana", community, { type: "answer_invitation", event, answer: "accepted" });
  await stage.server.give("ben", community, { type: "answer_invitation", event, answer: "accepted" });
  return { community, problem };
}

/** Each screen: who looks, at what, and what is there once it is shown. */
const SCREENS = {
  directory: { person: "dia", attributes: () => `view="directory" topic="auto"`, shows: "Falls prevention" },
  community: { person: "dia", attributes: ({ community }) => `community="${community}"`, shows: "Working session" },
  "community, as its steward": { person: "ana", attributes: ({ community }) => `community="${community}"`, shows: "Working session" },
  problem: {
    person: "ben",
    attributes: ({ community, problem }) => `view="problem" community="${community}" problem="${problem}"`,
    shows: "What must the next bed",
  },
  events: { person: "ben", attributes: ({ community }) => `view="events" community="${community}"`, shows: "Working session" },
  people: { person: "ana", attributes: ({ community }) => `community="${community}"`, tab: "People", shows: "I buy the services." },
  problems: { person: "ana", attributes: ({ community }) => `community="${community}"`, tab: "Problems", shows: "Sensor mats alarm" },
  "community, not signed in": { person: "", attributes: ({ community }) => `community="${community}"`, shows: "Working session" },
  "no such community": { person: "ben", attributes: () => `community="never-was"`, shows: "There is no such community" },
};

for (const [screen, { person, attributes, tab, shows }] of Object.entries(SCREENS)) {
  scene(`axe finds nothing, and nothing is wider than the screen: ${screen}`, async (stage) => {
    const ids = await full(stage);
    const widget = `<communities-of-practice ${attributes(ids)}></communities-of-practice>`;
    const css = "body { margin: 8px } @media (prefers-color-scheme: dark) { body { background: #182028; color: #e8eef2 } }";
    const reader = await stage.reader();
    await reader.page.goto(stage.intranet.put({ person, widget, css }));
    if (tab) await go_to_part(reader, tab);
    await reader.page.getByText(shows).first().waitFor();
    for (const width of SIZES) {
      await reader.page.setViewportSize({ width, height: 900 });
      for (const colorScheme of THEMES) {
        await reader.page.emulateMedia({ colorScheme });
        await check_accessible(reader.page, `${screen}, ${width} px, ${colorScheme}`);
      }
      const { scrollWidth, clientWidth } = await reader.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.scrollingElement;
        return { scrollWidth, clientWidth };
      });
      assert.ok(scrollWidth <= clientWidth, `${screen}: ${scrollWidth} px wide on a screen of ${clientWidth}`);
    }
    const small = await reader.widget().evaluate(small_targets);
    assert.deepEqual(small, [], `${screen}: targets under 44 px`);
  });
}

/** Buttons and fields that are lower than a finger needs; links in a sentence are excepted. */
function small_targets(element) {
  return [...element.shadowRoot.querySelectorAll("button, select, textarea, input:not([type=checkbox], [type=radio])")]
    .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 43.5)
    .map((control) => `${control.localName} ${control.textContent.trim()}: ${control.getBoundingClientRect().height}`);
}

scene("an empty community says how to begin, and axe finds nothing", async (stage) => {
  const community = await stage.server.found("ana", stage.community("empty"), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ana", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).waitFor();
  await reader.page.getByRole("button", { name: "Raise a problem" }).waitFor();
  for (const tab of ["Now", "Problems", "Events", "People"]) {
    await go_to_part(reader, tab);
    for (const colorScheme of THEMES) {
      await reader.page.emulateMedia({ colorScheme });
      await check_accessible(reader.page, `empty ${tab}, ${colorScheme}`);
    }
  }
});

scene("a search that finds nothing says so, and axe finds nothing", async (stage) => {
  await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: `<communities-of-practice view="directory"></communities-of-practice>` }));
  await reader.page.getByRole("searchbox").fill("xylophone");
  await reader.page.getByText("No community found for “xylophone”").waitFor();
  await check_accessible(reader.page, "nothing found");
});

scene("the directory has roles, names and an order that make sense out of context", async (stage) => {
  await stage.server.found("ana", stage.community(), { name: "Sepsis at night" });
  await stage.server.found("ana", stage.community(), { name: "Wound care", access: "on_request" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice view="directory"></communities-of-practice>` }));
  await reader.page.getByRole("heading", { name: "Communities of practice", level: 2 }).waitFor();
  await reader.page.getByRole("searchbox", { name: "What do you work on?" }).waitFor();
  await reader.page.getByRole("button", { name: "Join Sepsis at night" }).waitFor();
  await reader.page.getByRole("button", { name: "Ask to join Wound care" }).waitFor();
});
