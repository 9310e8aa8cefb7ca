import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { MANY, N_ANNOUNCEMENTS, N_MEETINGS, many } from "./many.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage({ sheets: many() });

const HELD = 60;
const number = (n) => n.toLocaleString("en-GB");

async function at(stage, attributes) {
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ana", widget: `<communities-of-practice ${attributes}></communities-of-practice>` }));
  return reader;
}

/** Presses a button by keyboard, and waits until the focus has gone to the row that says this. */
async function ask_for_more(reader, button, row) {
  await reader.page.getByRole("button", { name: button }).focus();
  await reader.page.keyboard.press("Enter");
  const focused = await until(`the focus is on ${row}`, async () => {
    const { tag, name } = await reader.focused();
    return tag === "li" && row.test(name) && name;
  });
  assert.match(focused, row);
}

/** Checks what everybody is owed of a long list, on wide and narrow screens. */
async function check_screen(reader, screen) {
  for (const width of [1280, 320, 240]) {
    await reader.page.setViewportSize({ width, height: 900 });
    await check_accessible(reader.page, `${screen}, ${width} px`);
    const { scrollWidth, clientWidth } = await reader.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.scrollingElement;
      return { scrollWidth, clientWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${screen}: ${scrollWidth} px wide on a screen of ${clientWidth}`);
  }
  await reader.page.setViewportSize({ width: 1280, height: 900 });
}

/** How often it is said to those who do not see it. */
async function is_said_once(reader, sentence) {
  const spoken = () =>
    reader.widget().evaluate((element) => [...element.shadowRoot.querySelectorAll("[aria-live]")].map((region) => region.textContent));
  await until(`“${sentence}” is said`, async () => (await spoken()).includes(sentence));
  assert.equal((await spoken()).filter((said) => said === sentence).length, 1);
}

scene("five thousand communities come page by page, and typing finds one of them", async (stage) => {
  const reader = await at(stage, `view="directory"`);
  const rows = reader.page.getByRole("main").getByRole("listitem");
  await reader.page.getByText(`50 of ${number(MANY)} are shown`).waitFor();
  assert.equal(await rows.count(), 50);
  const first = await rows.nth(0).textContent();
  await ask_for_more(reader, "Show more communities", /^Community|^Many/);
  await reader.page.getByText(`100 of ${number(MANY)} are shown`).waitFor();
  assert.equal(await rows.count(), 100);
  assert.equal(await rows.nth(0).textContent(), first, "what was there stays where it was");
  const { name } = await reader.focused();
  assert.equal(name, (await rows.nth(50).textContent()).trim().replace(/\s+/g, " "), "the focus is on the first that is new");
  await check_screen(reader, "directory");
  await reader.page.getByRole("searchbox").fill("Community 4321");
  await reader.page.getByRole("link", { name: "Community 4321", exact: true }).waitFor();
});

scene("of five thousand people the first are shown, more by keyboard, and any of them by typing", async (stage) => {
  const reader = await at(stage, `community="many"`);
  await go_to_part(reader, "People");
  const people = reader.page.locator(".person");
  await reader.page.getByText(`50 of ${number(MANY - 1)} are shown`).waitFor();
  await ask_for_more(reader, "Show more people", /^Person 0051/);
  await is_said_once(reader, `100 of ${number(MANY - 1)} are shown`);
  assert.equal(await people.count(), 101, "Ana, who holds it, and a hundred others");
  await reader.page.keyboard.press("Tab");
  assert.match((await reader.focused()).name, /Person 0051/, "reading goes on from there");
  await check_screen(reader, "people");
  await reader.page.getByLabel("Find a person by name, profession or organisation").fill("person 4321");
  await until("one is found", async () => (await people.count()) === 1);
  assert.match(await people.textContent(), /Person 4321/);
  await reader.page.getByRole("searchbox").fill("nobody at all");
  await reader.page.getByText("Nobody here is called so.").waitFor();
  await check_screen(reader, "people, none found");
});

scene("of five thousand turns the last are shown, and earlier ones above them", async (stage) => {
  const reader = await at(stage, `view="problem" community="many" problem="problem-0"`);
  const turns = reader.page.getByRole("list", { name: "Turns so far" }).locator("> li");
  await reader.page.getByText(`50 of ${number(MANY)} are shown`).waitFor();
  assert.equal(await turns.count(), 50);
  await ask_for_more(reader, "Show earlier turns", new RegExp(`Turn number ${MANY - 100}\\.`));
  await is_said_once(reader, `100 of ${number(MANY)} are shown`);
  const said = await turns.allTextContents();
  assert.deepEqual(said.map((text) => Number(/Turn number (\d+)/.exec(text)[1])), Array.from({ length: 100 }, (_, nth) => MANY - 100 + nth));
  await check_screen(reader, "problem");
  await stage.server.reply("ana", "many", "problem-0", "One more while it is read.");
  await turns.filter({ hasText: "One more while it is read." }).waitFor();
  assert.equal(await turns.count(), 101);
  assert.match(await turns.first().textContent(), new RegExp(`Turn number ${MANY - 100}\\.`), "nothing is pushed out");
});

scene("all of five thousand problems can be reached", async (stage) => {
  const reader = await at(stage, `community="many"`);
  await go_to_part(reader, "Problems");
  const rows = reader.page.getByRole("main").locator(".row");
  await reader.page.getByText(`50 of ${HELD} are shown`).waitFor();
  await ask_for_more(reader, "Show more problems", /^Problem \d+/);
  assert.equal(await rows.count(), HELD);
  await check_screen(reader, "problems");
  await reader.page.getByRole("link", { name: "All problems of this community" }).click();
  await reader.page.getByText(`100 of ${number(MANY)} are shown`).waitFor();
  await ask_for_more(reader, "Show more problems", /^Problem \d+/);
  await reader.page.getByText(`200 of ${number(MANY)} are shown`).waitFor();
  const titles = await rows.locator(".entry-title").allTextContents();
  assert.equal(new Set(titles).size, 200, "each of them once");
  await check_screen(reader, "all problems");
  await rows.nth(150).getByRole("link").click();
  await reader.page.getByRole("heading", { name: titles[150], exact: true }).waitFor();
});

scene("all meetings that were can be looked up", async (stage) => {
  const reader = await at(stage, `view="events" community="many"`);
  await reader.page.getByText("Earlier meetings").click();
  const shown = reader.page.getByText(/^50 of \d+ are shown$/);
  await shown.waitFor();
  assert.ok(Number(/of (\d+)/.exec(await shown.textContent())[1]) > N_MEETINGS - 20);
  await ask_for_more(reader, "Show more meetings", /Meeting \d+/);
  await check_screen(reader, "events");
});

scene("what a community has told is paged too", async (stage) => {
  const reader = await at(stage, `community="many"`);
  await go_to_part(reader, "Practice");
  await reader.page.getByText(`50 of ${Math.min(N_ANNOUNCEMENTS, HELD)} are shown`).waitFor();
  await ask_for_more(reader, "Show more entries", /^News \d+/);
  await check_screen(reader, "practice");
});
