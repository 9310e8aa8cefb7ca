import assert from "node:assert/strict";
import { after, before } from "node:test";
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

scene("somebody finds a community on a page, joins, answers and accepts, and somebody else sees it happen", async (stage) => {
  const [newcomer, steward] = [await stage.reader(), await stage.reader()];
  await demo.become(steward, STEWARD, TOPIC_PAGE);
  await steward.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await steward.page.getByRole("link", { name: PROBLEM }).waitFor();
  await mark(steward);

  await demo.become(newcomer, NEWCOMER, TOPIC_PAGE);
  await mark(newcomer);
  await newcomer.page.getByText(/matches this page.*falls/i).first().waitFor();
  await newcomer.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await newcomer.page.getByRole("heading", { name: "Falls prevention", exact: true }).waitFor();
  await newcomer.page.getByRole("button", { name: "Join", exact: true }).click();
  await newcomer.page.getByText("You are a member").first().waitFor();

  await steward.page.getByRole("link", { name: "People", exact: true }).click();
  await steward.page.getByText(NEWCOMER).first().waitFor();

  await newcomer.page.getByRole("link", { name: PROBLEM }).first().click();
  const turn = "We moved ours under the chair leg: it only speaks when somebody really stands.";
  await newcomer.page.getByLabel("Your turn").fill(turn);
  await newcomer.page.getByRole("button", { name: /^Reply/ }).click();
  await newcomer.page.getByRole("article").filter({ hasText: turn }).waitFor();
  await steward.page.getByRole("link", { name: "Problems", exact: true }).click();
  await steward.page.getByRole("link", { name: PROBLEM }).first().click();
  await steward.page.getByRole("article").filter({ hasText: turn }).waitFor();

  await newcomer.page.getByRole("link", { name: "Falls prevention", exact: true }).first().click();
  await newcomer.page.getByRole("button", { name: "Yes", exact: true }).first().click();
  await until("the answer is pressed", async () => {
    const pressed = newcomer.page.getByRole("button", { name: "Yes", exact: true }).first();
    return (await pressed.getAttribute("aria-pressed")) === "true";
  });
  assert.equal(await was_never_reloaded(newcomer), true);
  assert.equal(await was_never_reloaded(steward), true);
});
