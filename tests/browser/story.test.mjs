import assert from "node:assert/strict";
import { after, before } from "node:test";
import { answer, go_to_part, join, take_turn, turn } from "./acts.mjs";
import { Demo } from "./demo.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage({ own_server: false });

let demo;
before(async () => (demo = await Demo.start()));
after(async () => demo?.close());

const TOPIC_PAGE = "/clinical/preventing-falls";
const NEWCOMER = "Lena Kowalska";
const STEWARD = "Ama Boateng";
const PROBLEM = "Sensor mats alarm so often that nobody comes";

/** Marks the page, so that a reload would be noticed. */
const mark = (reader) => reader.page.evaluate(() => (window.never_reloaded = true));
const was_never_reloaded = (reader) => reader.page.evaluate(() => window.never_reloaded === true);

const n_coming = async (reader) => {
  const sentence = await reader.page.getByText(/\d+ (person is|people are) coming\./).first().textContent();
  return Number(sentence.match(/(\d+) (person is|people are) coming/)[1]);
};

scene("somebody finds a community on a page, joins, answers and accepts, and somebody else sees it happen", async (stage) => {
  const [newcomer, steward] = [await stage.reader(), await stage.reader()];
  await demo.become(steward, STEWARD, TOPIC_PAGE);
  await steward.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await steward.page.getByRole("heading", { name: "Falls prevention", level: 2 }).waitFor();
  await mark(steward);

  await demo.become(newcomer, NEWCOMER, TOPIC_PAGE);
  await mark(newcomer);
  const about = newcomer.page.getByRole("listitem").filter({ has: newcomer.page.getByRole("link", { name: "Falls prevention", exact: true }) });
  await about.first().getByText(/matches this page: .*falls/).waitFor();
  await newcomer.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await newcomer.page.getByRole("heading", { name: "Falls prevention", level: 2 }).waitFor();

  await go_to_part(steward, "People");
  assert.equal(await steward.widget().getByText(NEWCOMER).count(), 0);
  await join(newcomer, "Falls prevention", "I started on Monday, and two people have fallen since.");
  await steward.page.getByText("I started on Monday, and two people have fallen since.").waitFor();

  await go_to_part(steward, "Problems");
  await steward.page.getByRole("link", { name: PROBLEM }).first().click();
  await newcomer.page.getByRole("link", { name: PROBLEM }).first().click();
  const words = "We put ours under the chair leg: it only speaks when somebody really stands.";
  await take_turn(newcomer, words);
  await turn(steward, words).waitFor();

  await steward.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  const n_before = await n_coming(steward);
  await newcomer.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await answer(newcomer, "Yes").click();
  await until("the answer is pressed", async () => (await answer(newcomer, "Yes").getAttribute("aria-pressed")) === "true");
  await until("the steward sees one more coming", async () => (await n_coming(steward)) === n_before + 1);

  assert.equal(await was_never_reloaded(newcomer), true);
  assert.equal(await was_never_reloaded(steward), true);
});

scene("the page that was locked down by its owner shows its community, and the policy objects to nothing", async (stage) => {
  const reader = await stage.reader();
  await demo.become(reader, STEWARD, "/medicines");
  await reader.page.getByRole("heading", { name: "Medicines safety", level: 2 }).waitFor();
  assert.deepEqual(reader.console.filter((line) => /Content Security Policy|Trusted/i.test(line)), []);
});

scene("the team page shows two widgets, and the steward of one sees what waits there", async (stage) => {
  const reader = await stage.reader();
  await demo.become(reader, STEWARD);
  reader.requests.length = 0;
  await reader.page.goto(`${demo.intranet}/teams/older-peoples-services`);
  for (const n of [0, 1]) {
    await reader.widget().nth(n).scrollIntoViewIfNeeded();
    await reader.widget().nth(n).evaluate((element) => element.ready);
  }
  await reader.widget().nth(0).getByRole("heading", { name: "Falls prevention" }).first().waitFor();
  await reader.widget().nth(1).getByRole("heading", { name: "Dementia-friendly wards" }).first().waitFor();
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
});

scene("the plain page shows a community to whoever comes, and the page with a frame to whoever is signed in", async (stage) => {
  const reader = await stage.reader();
  await demo.become(reader, STEWARD);
  await reader.page.goto(`${demo.intranet}/examples/plain`);
  await reader.page.getByRole("heading", { name: "Falls prevention", level: 2 }).waitFor();
  await reader.page.getByRole("link", { name: "Sign in to join Falls prevention" }).waitFor();
  await reader.page.getByRole("link", { name: "in a frame" }).click();
  const inside = reader.page.frameLocator("iframe");
  await inside.getByRole("heading", { name: "Falls prevention", level: 2 }).waitFor();
  await inside.getByText("You are a member").first().waitFor();
});
