import assert from "node:assert/strict";
import { go_to_part, turn } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";
import { Wire } from "./wire.mjs";

raise_stage();

const STREAM = /\/v1\/activities/;
const PROBLEM = "Who takes the first blood culture?";

/** A page that shows a problem, over a wire that can be cut; `before` is done to it before it is opened. */
async function at_problem(stage, before = async () => {}) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, PROBLEM);
  const wire = stage.closes(await Wire.to(stage.server.origin));
  const reader = await stage.reader();
  await before(reader);
  const widget = `<communities-of-practice loading="eager" view="problem" community="${community}" problem="${problem}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person: "ben", widget, loader: `${wire.origin}/embed/v1/cop.js` }));
  await reader.page.getByRole("heading", { name: PROBLEM }).waitFor();
  await until("the stream is open", () => reader.n_requests(STREAM) === 1);
  return { reader, wire, say: (sentence) => stage.server.reply("ana", community, problem, sentence) };
}

/** How often a turn that says this is shown. */
const n_shown = (reader, sentence) => turn(reader, sentence).count();

/** Runs in the page: takes note of when bytes come over the network, and when which words are in the widget. */
function take_times() {
  window.bytes_at = 0;
  window.shown = [];
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function (...given) {
    const piece = await read.apply(this, given);
    window.bytes_at = performance.now();
    return piece;
  };
  window.watch = (root) =>
    new MutationObserver((records) => {
      const added = records.flatMap(({ addedNodes }) => [...addedNodes]).map((node) => node.textContent);
      window.shown.push({ text: added.join("\n"), after_bytes_ms: performance.now() - window.bytes_at, at: Date.now() });
    }).observe(root, { childList: true, subtree: true });
}

scene("what others do comes over the one stream, with nothing asked for, and is shown as it comes", async (stage) => {
  const { reader, say } = await at_problem(stage, (reader) => reader.page.addInitScript(take_times));
  await reader.widget().evaluate((element) => window.watch(element.shadowRoot));
  reader.requests.length = 0;
  const times = [];
  for (let nth = 0; nth < 10; nth += 1) {
    const sentence = `Sentence ${nth} of ten.`;
    const begun_at = Date.now();
    await say(sentence);
    const shown = await until(`“${sentence}” is shown`, async () => {
      const shown = await reader.page.evaluate(() => window.shown);
      return shown.find(({ text }) => text.includes(sentence));
    });
    times.push({ from_bytes: shown.after_bytes_ms, from_act: shown.at - begun_at });
  }
  assert.deepEqual(reader.requests.map(({ url }) => url), [], "nothing was asked for");
  const middle = (name) => times.map((time) => time[name]).sort((a, b) => a - b)[times.length / 2];
  const worst = (name) => Math.max(...times.map((time) => time[name]));
  for (const [name, from] of [["from_bytes", "the bytes"], ["from_act", "the act"]]) {
    process.stdout.write(`from ${from} to the page: ${middle(name).toFixed(1)} ms, at most ${worst(name).toFixed(1)} ms\n`);
  }
});

scene("each tab has one stream, whatever the number of widgets on its page", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, PROBLEM);
  const n_streams = () => stage.server.metric("cop_streams");
  await until("nobody else listens any more", async () => (await n_streams()) === 0);
  const one = `<communities-of-practice loading="eager" id="one" community="${community}"></communities-of-practice>`;
  const other = `<communities-of-practice loading="eager" id="other" view="problem" community="${community}" problem="${problem}"></communities-of-practice>`;
  const page = stage.intranet.put({ person: "ben", widget: one + other });
  const reader = await stage.reader();
  await reader.open(page, "one");
  await reader.ready("other");
  await until("the page listens", async () => (await n_streams()) === 1);
  const tab = await reader.context.newPage();
  await tab.goto(page);
  await tab.getByRole("heading", { name: PROBLEM }).first().waitFor();
  await until("the tab listens as well", async () => (await n_streams()) === 2);
  await stage.server.reply("ana", community, problem, "We have not agreed on it.");
  for (const page of [reader.page, tab]) {
    await page.locator("#other").getByText("We have not agreed on it.").waitFor();
  }
  assert.equal(reader.n_requests(STREAM), 1);
  await tab.close();
  await until("the tab is gone", async () => (await n_streams()) === 1);
});

scene("a page that was asleep catches up when it wakes, with nothing twice", async (stage) => {
  const { reader, wire, say } = await at_problem(stage);
  const cdp = await reader.context.newCDPSession(reader.page);
  const said = ["Said before.", "Said while it slept.", "Said while it slept, too.", "Said afterwards."];
  await say(said[0]);
  await turn(reader, said[0]).waitFor();
  await cdp.send("Page.setWebLifecycleState", { state: "frozen" });
  wire.cut();
  for (const sentence of said.slice(1, 3)) await say(sentence);
  wire.mend();
  await cdp.send("Page.setWebLifecycleState", { state: "active" });
  await turn(reader, said[2]).waitFor();
  await say(said[3]);
  await turn(reader, said[3]).waitFor();
  for (const sentence of said) assert.equal(await n_shown(reader, sentence), 1, sentence);
});

scene("a connection that says nothing any more is given up, though nobody closes it", async (stage) => {
  const { reader, wire, say } = await at_problem(stage, (reader) => reader.page.clock.install());
  await say("Said into a line that is alive.");
  await until("the line is there", async () => {
    await reader.page.clock.runFor(100);
    return (await n_shown(reader, "Said into a line that is alive.")) === 1;
  });
  wire.hush();
  await say("Said into a line that is dead.");
  await reader.page.clock.runFor(30_000);
  assert.equal(reader.n_requests(STREAM), 1, "the server may just have nothing to say");
  // Other connections of the page are dead as well, and tried first.
  await until("the line is given up", async () => {
    await reader.page.clock.runFor(10_000);
    return (await n_shown(reader, "Said into a line that is dead.")) === 1;
  });
});

scene("the stream is tried again less and less often, and the reader is told", async (stage) => {
  const { reader, wire, say } = await at_problem(stage, (reader) => reader.page.clock.install());
  const TICK_MS = 250;
  let n_failed = 0;
  reader.page.on("requestfailed", (request) => (n_failed += STREAM.test(request.url())));
  // From now on time passes only as it is told to.
  await reader.page.clock.pauseAt(Date.now() + 5_000);
  wire.cut();
  await until("the stream is gone", () => n_failed === 1);
  const tried_at = [0];
  for (let now = TICK_MS; now <= 150_000; now += TICK_MS) {
    await reader.page.clock.runFor(TICK_MS);
    const n_tried = reader.n_requests(STREAM);
    if (n_tried === tried_at.length) continue;
    assert.equal(n_tried, tried_at.length + 1, "one at a time");
    await until("it has failed", () => n_failed === n_tried);
    tried_at.push(now);
  }
  const waits = tried_at.slice(1).map((at, nth) => at - tried_at[nth]);
  process.stdout.write(`waits, in ms: ${waits.join(", ")}\n`);
  waits.forEach((wait, nth) => {
    const longest = Math.min(1_000 * 2 ** nth, 30_000);
    assert.ok(wait >= longest / 2 - 2 * TICK_MS && wait <= longest + 4 * TICK_MS, `wait ${nth + 1} is ${wait} ms`);
  });
  assert.ok(waits.length >= 7, `${waits.length} waits`);
  const told = reader.page.getByText("No connection. What others write shows here when it is back.");
  await told.waitFor();
  wire.mend();
  await say("Said meanwhile.");
  // In small steps: a try that is not answered in time is given up, and the server has only the real time to answer.
  await until("what was said meanwhile is shown", async () => {
    await reader.page.clock.runFor(TICK_MS);
    return (await n_shown(reader, "Said meanwhile.")) === 1;
  }, { patience_ms: 60_000 });
  await told.waitFor({ state: "detached" });
});

scene("what comes above what somebody reads does not push it away", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  for (let nth = 1; nth <= 8; nth += 1) await stage.server.raise("ana", community, `Problem ${nth} of eight`);
  const reader = await stage.reader({ viewport: { width: 800, height: 500 } });
  const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person: "ben", widget }));
  await go_to_part(reader, "Problems");
  const read = reader.page.getByRole("link", { name: "Problem 1 of eight" });
  await read.scrollIntoViewIfNeeded();
  const top = () => read.evaluate((link) => link.getBoundingClientRect().top);
  const before = await top();
  assert.ok((await reader.page.evaluate(() => scrollY)) > 100, "there is something above");
  await stage.server.raise("ana", community, "A ninth problem, first in the list");
  await reader.page.getByText("A ninth problem, first in the list").waitFor();
  await until("it is drawn", () => reader.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => drawn(true))))));
  assert.ok(Math.abs((await top()) - before) < 2, `from ${before} to ${await top()}`);
});
