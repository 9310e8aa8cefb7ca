import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const PROBLEM = "Who has moved handover to the bedside?";

/** Opens the problem in the whole widget; `prepare` is run in the page before all else. */
async function open_thread(stage, prepare) {
  const community = await stage.server.found("ana", stage.community("copying"), { name: "Falls prevention" });
  const problem = await stage.server.raise("ana", community, PROBLEM);
  const reader = await stage.reader({ permissions: ["clipboard-read", "clipboard-write"] });
  if (prepare) await reader.page.addInitScript(prepare);
  const widget = `<communities-of-practice community="${community}" problem="${problem}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ widget, person: "ana" }));
  await reader.page.getByRole("link", { name: "More about this problem" }).click();
  await reader.page.getByRole("heading", { name: "What came of it" }).waitFor();
  return { reader, address: `${stage.server.origin}/c/${community}?problem=${problem}` };
}

scene("the link to a problem is copied, and that is said once", async (stage) => {
  const { reader, address } = await open_thread(stage);
  const { page } = reader;
  const spoken = () => page.locator("[aria-live=polite]").textContent();
  await page.getByRole("button", { name: `Copy the link ${PROBLEM}` }).click();
  await until("it is said", async () => (await spoken()) === "The link is copied.");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), address);
  assert.equal(await page.getByText("The link is copied.").count(), 2, "said by the live region, and shown");
  assert.match((await reader.focused()).name, /^Copy the link/);
  await check_accessible(page, "with a link that is copied");
  const opened = await stage.server.read(address.slice(stage.server.origin.length), "ben");
  assert.match(opened.text, /Who has moved handover/);
});

scene("where the browser refuses to copy, the link stands there and has the focus", async (stage) => {
  const refusing = () => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  };
  const { reader, address } = await open_thread(stage, refusing);
  await reader.page.getByRole("button", { name: /^Copy the link/ }).click();
  const link = reader.page.getByRole("link", { name: address });
  assert.equal(await link.getAttribute("href"), address);
  await until("it has the focus", async () => (await reader.focused()).name === address);
});

scene("where there is no clipboard, the link stands there as text", async (stage) => {
  const without = () => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined });
  const { reader, address } = await open_thread(stage, without);
  await reader.page.getByRole("link", { name: address }).waitFor();
  assert.equal(await reader.page.getByRole("button", { name: /^Copy the link/ }).count(), 0);
});
