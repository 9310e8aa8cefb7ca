// How fast the widget is beside two twins of it, one in plain JavaScript and one in Preact: the same answers of a
// server, the same rows, the same style sheet, one after the other in one run.
//
// `node tests/bench/run.mjs [ROUNDS]` prints medians in milliseconds, and as ratios to each of the twins.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = path.join(HERE, "../..");
if (!existsSync(path.join(HERE, "node_modules"))) {
  execFileSync("npm", ["ci", "--silent", "--no-audit", "--no-fund"], { cwd: HERE, stdio: "inherit" });
}
const { build } = await import("esbuild");
const { chromium } = await import("playwright-core");
const { Fixture } = await import("./fixture.mjs");
const { N_PEOPLE, N_TURNS, insight, problem, reply } = await import("./content.mjs");

const ROUNDS = Number(process.argv[2] ?? 7);
const N_COMMUNITIES = 500;
const N_ACTS = 12;
const N_MOUNTS = 50;
const PATIENCE_MS = 15_000;
const WHICH = ["widget", "plain", "preact"];
/** How much more the page may hold after all mounts than after the first few: less than one of them leaves behind. */
const MOST_LEFT_BYTES = 300_000;
const PROBE = readFileSync(path.join(HERE, "probe.js"), "utf8");

const bundle = process.env.COP_BUNDLE ?? path.join(ROOT, "target/widget");
if (!existsSync(path.join(bundle, "cop.js"))) execFileSync("cargo", ["bundle"], { cwd: ROOT, stdio: "inherit" });

/** A twin as it would be published: one file, made small. */
async function twin(name) {
  const { outputFiles } = await build({
    entryPoints: [path.join(HERE, `twins/${name}.mjs`)],
    bundle: true,
    minify: true,
    write: false,
    format: "esm",
    target: "es2022",
    loader: { ".css": "text" },
  });
  return outputFiles[0].contents;
}

const measured = new Map();

function note(what, which, ms) {
  if (!measured.has(what)) measured.set(what, Object.fromEntries(WHICH.map((which) => [which, []])));
  measured.get(what)[which].push(ms);
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Sets the eyes on what is looked for, does something, and resolves to how long after the bytes came it was there. */
async function timed(page, is_shown, argument, act) {
  await page.evaluate(([look, argument]) => {
    const is_shown = new Function("root", "argument", `return (${look})(root, argument)`);
    window.seen = window.probe.until((root) => is_shown(root, argument));
  }, [String(is_shown), argument]);
  await act();
  const { came_at, there_at, drawn_at } = await page.evaluate(([patience_ms, argument]) => {
    const gave_up = (_, reject) => setTimeout(() => reject(new Error(`not shown: ${JSON.stringify(argument)}`)), patience_ms);
    return Promise.race([window.seen, new Promise(gave_up)]);
  }, [PATIENCE_MS, argument]);
  assert.ok(came_at <= there_at && there_at <= drawn_at, "it was shown after it came, and drawn after that");
  return { there: there_at - came_at, drawn: drawn_at - came_at };
}

function noted(which, what, { there, drawn }) {
  note(`${what}: in the page`, which, there);
  note(`${what}: drawn`, which, drawn);
}

/** Opens a page with nothing in any cache, and resolves once its first row was drawn. */
async function opened(browser, fixture, which, screen, { is_slow = false } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "Europe/London" });
  context.setDefaultTimeout(PATIENCE_MS);
  const page = await context.newPage();
  const errors = [];
  page.on("pageerror", (error) => {
    process.stderr.write(`${which} ${screen}: ${error.stack}\n`);
    errors.push(error);
  });
  await page.addInitScript(PROBE);
  if (is_slow) {
    const wire = await context.newCDPSession(page);
    await wire.send("Network.enable");
    // What browsers call "fast 4G".
    await wire.send("Network.emulateNetworkConditions", { offline: false, latency: 60, downloadThroughput: 9e6 / 8, uploadThroughput: 1.5e6 / 8 });
  }
  await page.goto(fixture.page(which, screen));
  const { drawn_at } = await page.evaluate(() => window.probe.first);
  await until(() => fixture.n_streams === 1, "the page follows the stream");
  const close = async () => {
    await context.close();
    await until(() => fixture.n_streams === 0, "the stream is closed");
    assert.deepEqual(errors, [], `${which} ${screen}`);
  };
  return { page, drawn_at, close };
}

async function until(condition, name) {
  const given_up_at = Date.now() + PATIENCE_MS;
  while (!condition()) {
    if (Date.now() > given_up_at) throw new Error(`gave up waiting until ${name}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

const rows = (page, selector) => page.evaluate((selector) => window.probe.rows(selector), selector);

/** Presses a button, and resolves to whether there is one. */
const pressed = (page, label) =>
  page.evaluate((label) => {
    const button = [...window.probe.root().querySelectorAll("button")].find((button) => button.textContent === label);
    button?.click();
    return Boolean(button);
  }, label);

async function one_problem(browser, fixture, which) {
  const { page, drawn_at, close } = await opened(browser, fixture, which, "problem");
  note("a problem: first content", which, drawn_at);
  const shown = await rows(page, ".turn");
  await acts(page, fixture, which, "a problem", shown.length);
  while (await pressed(page, "Show earlier turns")) await page.evaluate(() => new Promise(requestAnimationFrame));
  await acts(page, fixture, which, "with all turns shown", N_TURNS + N_ACTS);
  await close();
  return shown;
}

async function acts(page, fixture, which, screen, n_before) {
  assert.equal((await rows(page, ".turn")).length, n_before, `${which}: ${screen} begins with its turns`);
  for (let n = 0; n < N_ACTS; n += 1) {
    const about = N_TURNS - 2 - n;
    const by = `p${(n * 5 + n_before) % N_PEOPLE}`;
    const nth = (await rows(page, ".turn")).findIndex((row) => row.includes(`(${about})`));
    const mark = (row) => row.querySelector(".mark")?.textContent ?? "";
    const before = await page.evaluate(`(${mark})(window.probe.root().querySelector(".turns").children[${nth}])`);
    const is_marked = (root, { nth, before }) =>
      (root.querySelector(".turns").children[nth].querySelector(".mark")?.textContent ?? "") !== before;
    noted(which, `${screen}: update of one turn`, await timed(page, is_marked, { nth, before }, () => fixture.tell(insight(`turn-${about}`, by))));
    const [row] = (await rows(page, ".turn")).slice(nth);
    assert.ok(row.includes(`(${about})`) && row.includes("Changed how"), `the turn is marked: ${row}`);
  }
  for (let n = 0; n < N_ACTS; n += 1) {
    const sentence = `A turn that has just been taken, ${screen}, ${n}.`;
    const is_there = (root, sentence) => root.querySelector(".turns").lastElementChild.textContent.includes(sentence);
    noted(which, `${screen}: a new turn`, await timed(page, is_there, sentence, () => fixture.tell(reply(sentence, `p${n + 3}`))));
    assert.equal((await rows(page, ".turn")).filter((row) => row.includes(sentence)).length, 1, "it is there once");
  }
}

async function one_directory(browser, fixture, which) {
  const { page, drawn_at, close } = await opened(browser, fixture, which, "directory");
  note("directory: first content", which, drawn_at);
  const shown = await rows(page, ".row");
  assert.equal(shown.length, 50, which);
  for (let n = 0; n < N_ACTS; n += 1) {
    const is_news = (root, n) => root.querySelectorAll(".row .new").length === n + 1;
    const community = `community-${String(n * 3).padStart(5, "0")}`;
    noted(which, "directory: update of one community", await timed(page, is_news, n, () => fixture.tell(problem(community, "p2"))));
  }
  for (let n = 2; n <= 5; n += 1) {
    const is_longer = (root, n) => root.querySelectorAll(".row").length === n * 50;
    const more = () => pressed(page, "Show more communities");
    noted(which, "directory: 50 more", await timed(page, is_longer, n, more));
  }
  for (const words of ["falls", "sepsis 1", "wounds", "night", "dementia 2", "medi", "literacy", "s"]) {
    const is_found = (root, words) => {
      const rows = [...root.querySelectorAll(".row .entry-title")];
      return rows.length > 0 && rows.length <= 50 && rows.every((row) => row.textContent.toLowerCase().includes(words));
    };
    const type = () => page.evaluate((words) => {
      const input = window.probe.root().querySelector("#words");
      input.value = words;
      input.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }, words);
    noted(which, "directory: filter while typing", await timed(page, is_found, words, type));
  }
  await close();
  return shown;
}

/** Mounts and unmounts the element many times, and resolves to what the page holds after a few and after all. */
async function memory(browser, fixture, which, screen) {
  const { page, close } = await opened(browser, fixture, which, screen);
  const wire = await page.context().newCDPSession(page);
  const mount = (n) => page.evaluate(async (n) => {
    const element = document.querySelector("communities-of-practice, twin-plain, twin-preact");
    const parent = element.parentElement;
    for (let nth = 0; nth < n; nth += 1) {
      element.remove();
      await new Promise((resolve) => setTimeout(resolve));
      if (window.probe.root().querySelector(".turn, .row")) throw new Error("it is still shown");
      parent.append(element);
      await window.probe.until((root) => root.querySelector(".turn, .row"));
    }
    element.remove();
    await new Promise((resolve) => setTimeout(resolve));
    parent.append(element);
    await window.probe.until((root) => root.querySelector(".turn, .row"));
  }, n);
  const held = async () => {
    await wire.send("HeapProfiler.collectGarbage");
    const { usedSize } = await wire.send("Runtime.getHeapUsage");
    const { nodes } = await wire.send("Memory.getDOMCounters");
    const wasm = await page.evaluate(() => window.probe.memories.map((memory) => memory.buffer.byteLength));
    return { script: usedSize, wasm: wasm.reduce((sum, bytes) => sum + bytes, 0), nodes };
  };
  await mount(10);
  const before = await held();
  await mount(N_MOUNTS);
  const after = await held();
  await until(() => fixture.n_streams <= 1, "those that were unmounted do not follow the stream");
  await close();
  assert.ok(after.script - before.script < MOST_LEFT_BYTES, `${which} ${screen} holds ${after.script - before.script} bytes more`);
  assert.equal(after.wasm, before.wasm, `${which} ${screen}: the memory of Wasm has grown`);
  assert.ok(after.nodes - before.nodes < 100, `${which} ${screen} holds ${after.nodes - before.nodes} nodes more`);
  return { before, after };
}

function print() {
  const line = (cells) => console.log(cells.map((cell, n) => (n ? String(cell).padStart(10) : String(cell).padEnd(52))).join(" "));
  line(["median ms", ...WHICH, "/ plain", "/ preact"]);
  for (const [what, by] of measured) {
    const [widget, plain, preact] = WHICH.map((which) => median(by[which]));
    line([what, ...[widget, plain, preact].map((ms) => ms.toFixed(1)), (widget / plain).toFixed(2), (widget / preact).toFixed(2)]);
  }
}

const twins = { plain: await twin("plain"), preact: await twin("preact") };
const fixture = await Fixture.start({ bundle, twins, n_communities: N_COMMUNITIES });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  chromiumSandbox: false,
  args: ["--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
try {
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = WHICH.map((_, n) => WHICH[(n + round) % WHICH.length]);
    const [turns, entries] = [{}, {}];
    for (const which of order) turns[which] = await one_problem(browser, fixture, which);
    for (const which of order) entries[which] = await one_directory(browser, fixture, which);
    for (const which of order) {
      const { drawn_at, close } = await opened(browser, fixture, which, "directory", { is_slow: true });
      note("directory: first content over 9 Mbit/s, 60 ms", which, drawn_at);
      await close();
    }
    for (const twin of ["plain", "preact"]) {
      assert.deepEqual(turns.widget, turns[twin], `the turns of the widget and of the ${twin} twin`);
      assert.deepEqual(entries.widget, entries[twin], `the communities of the widget and of the ${twin} twin`);
    }
    process.stderr.write(`round ${round + 1} of ${ROUNDS}\n`);
  }
  print();
  console.log(`\nbytes to fetch, brotli: ${(await Promise.all(WHICH.map(async (which) => `${which} ${await fixture.weight(which)}`))).join(", ")}`);
  for (const screen of ["directory", "problem"]) {
    for (const which of WHICH) {
      const { before, after } = await memory(browser, fixture, which, screen);
      const kb = (bytes) => `${Math.round(bytes / 1024)} KiB`;
      console.log(`${screen}, ${which}: after 10 mounts ${kb(before.script)} of script and ${kb(before.wasm)} of Wasm, after ${N_MOUNTS} more ${kb(after.script)} and ${kb(after.wasm)}`);
    }
  }
} finally {
  await browser.close();
  await fixture.stop();
}
