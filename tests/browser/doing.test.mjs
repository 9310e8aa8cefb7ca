import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { full } from "./measures.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const MEASURES = /\/v1\/communities\/[^/]+\/measures(\?|$)/;

async function at_doing(stage, person, community, measures) {
  const reader = await stage.reader();
  if (measures) {
    await reader.page.route(MEASURES, (route) => route.fulfill({ json: measures, headers: { "access-control-allow-origin": "*" } }));
  }
  await reader.open(stage.intranet.put({ person, widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await go_to_part(reader, "How we are doing");
  return reader;
}

/** A community of which every sign has something to say. */
async function large(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls prevention" });
  await stage.server.give("ben", community, { type: "join" });
  const titles = ["Who has moved handover to the bedside?", "Sensor mats alarm too often", "Rails that nobody uses"];
  const problems = [];
  for (const [nth, title] of titles.entries()) problems.push({ id: await stage.server.raise("ana", community, title), grade: 3 - nth });
  return { community, measures: full(problems) };
}

const fact = (reader, title) => reader.page.locator("li.fact").filter({ has: reader.page.getByRole("heading", { name: title, exact: true }) });

scene("each sign says it in a sentence first, then the number, the picture, and what it does not say", async (stage) => {
  const { community, measures } = await large(stage);
  const ana = await at_doing(stage, "ana", community, measures);
  const together = fact(ana, "Thinking together");
  await together.getByText("3 problems thought through together").waitFor();
  await together.getByText("Does not say: What was learned").waitFor();
  await together.getByText("How it is known: 84 seen, 9 said by people and 3 imported.").waitFor();
  await together.getByRole("link", { name: "Who has moved handover to the bedside?" }).waitFor();
  await fact(ana, "How people take part").getByText("31 of 60").first().waitFor();
  const picture = fact(ana, "How people take part").getByRole("img", { name: "31 of 60 members contributed" });
  assert.ok((await picture.locator("rect").count()) > 12);
  await fact(ana, "Across boundaries").getByText("Organisation: 14 of 40 pairs who talked cross it. If people talked regardless of it, about 21 would").first().waitFor();
  await fact(ana, "Across boundaries").getByText("Profession, Aug 2026: about 62 in 100 pairs who talked cross it.").first().waitFor();
  // The order of the front, and the rest on demand.
  const titles = await ana.page.locator(".facts").first().getByRole("heading").allTextContents();
  assert.deepEqual(titles, [
    "Thinking together",
    "Passing on, or working on?",
    "How people take part",
    "How much rests on few",
    "How mixed we are",
    "Across boundaries",
    "Both ways?",
    "What came of it",
    "Who holds it",
  ]);
  assert.equal(await fact(ana, "Four things that communities do").isVisible(), false);
  await ana.page.getByText("more signs").click();
  await fact(ana, "Four things that communities do").getByText("31 people, acts: 120").waitFor();
});

scene("behind each picture is a table, which opens by keyboard and names its rows and columns", async (stage) => {
  const { community, measures } = await large(stage);
  const ana = await at_doing(stage, "ana", community, measures);
  const summary = fact(ana, "Both ways?").getByText("As a table");
  await summary.focus();
  await ana.page.keyboard.press("Enter");
  const table = fact(ana, "Both ways?").getByRole("table").last();
  await table.getByRole("columnheader", { name: "to community-trust" }).waitFor();
  const row = table.getByRole("row", { name: /^northmoor-general/ });
  assert.deepEqual((await row.getByRole("cell").allTextContents()).filter(Boolean), ["35", "15"]);
  await ana.page.keyboard.press("Tab");
  assert.match((await ana.focused()).name, /^Both ways\?/);
});

scene("what can't be said yet stands at the end, with what it would take", async (stage) => {
  const { community, measures } = await large(stage);
  const ana = await at_doing(stage, "ana", community, measures);
  await ana.page.getByRole("heading", { name: "What can’t be said yet" }).waitFor();
  for (const why of [
    "Too little was asked to say. There are 3 of the 5 that it takes.",
    "It is known of too few where they belong: 12 of 40.",
    "Not shown, so that nobody can be made out by it.",
    "No stage was declared.",
  ]) {
    await ana.page.getByText(why).first().waitFor();
  }
});

scene("axe finds nothing, nothing is wider than the screen, wide and narrow, light and dark", async (stage) => {
  const { community, measures } = await large(stage);
  const ana = await at_doing(stage, "ana", community, measures);
  await ana.page.getByText("more signs").click();
  for (const summary of await ana.page.getByText("As a table").all()) await summary.click();
  for (const width of [1280, 320, 240]) {
    await ana.page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"]) {
      await ana.page.emulateMedia({ colorScheme });
      await check_accessible(ana.page, `how we are doing, ${width} px, ${colorScheme}`);
    }
    const { scrollWidth, clientWidth } = await ana.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.scrollingElement;
      return { scrollWidth, clientWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px wide on a screen of ${clientWidth}`);
  }
});

scene("a community of three gets a page that makes sense", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Night lamps" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const problem = await stage.server.raise("ana", community, "Who has light enough to stand up?");
  const turn = await stage.server.reply("ben", community, problem, "We put a lamp at the height of the knee, and nobody fell for a month.", ["ana"]);
  await stage.server.reply("ana", community, turn, "At the height of the knee? Ours hang under the ceiling. Does it blind those who sleep?", ["ben"]);
  const ana = await at_doing(stage, "ana", community);
  await ana.page.getByText("3 people can see most of this for themselves.").waitFor();
  await fact(ana, "How people take part").getByText("3 members, new here: it is too early").first().waitFor();
  await ana.page.getByRole("heading", { name: "What can’t be said yet" }).waitFor();
  const text = await ana.widget().evaluate((element) => element.shadowRoot.textContent);
  assert.ok(!/\d\s*%|NaN|undefined|null|\{\w+\}/.test(text), "nothing is left unfilled, and no percentages of three people");
  await check_accessible(ana.page, "a community of three");
  await ana.page.setViewportSize({ width: 320, height: 900 });
  await check_accessible(ana.page, "a community of three, 320 px");
});

scene("an empty community says how to begin, and who can't reach the server is told so", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Night lamps" });
  const ana = await at_doing(stage, "ana", community);
  await ana.page.getByText("One person can see all of this without numbers.").waitFor();
  await check_accessible(ana.page, "nothing to say yet");
  const ben = await stage.reader();
  await ben.page.route(MEASURES, (route) => route.abort());
  await ben.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await go_to_part(ben, "How we are doing");
  await ben.page.getByText("The server can’t be reached.").waitFor();
  await check_accessible(ben.page, "how we are doing, unreachable");
  await ben.page.unroute(MEASURES);
  await ben.page.getByRole("button", { name: "Try again" }).click();
  await ben.page.getByText("Signs for a conversation, not marks.").waitFor();
});
