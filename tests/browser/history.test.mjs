import assert from "node:assert/strict";
import { go_to_part, join } from "./acts.mjs";
import { Intranet } from "./intranet.mjs";
import { Server } from "./server.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const PROBLEM = "Who has moved handover to the bedside?";
const heading = (within, name) => within.getByRole("heading", { name, exact: true });
// By the page: a browser without a window has no keys for it, and Playwright waits for the page, not for a frame in it.
const back = (page) => page.evaluate(() => history.back());
const n_entries = (reader) => reader.page.evaluate(() => history.length);

/** A community with a problem, a meeting and enough before them that the page has to be scrolled. */
async function lived_in(stage, name = "Falls prevention") {
  const community = await stage.server.found("ana", stage.community("history"), { name });
  const problem = await stage.server.raise("ana", community, PROBLEM);
  await stage.server.plan("ana", community, "Working session");
  return { community, problem };
}

const element = (community, more = "") => `<communities-of-practice community="${community}" ${more}></communities-of-practice>`;

async function open_problem(reader, within = reader.page) {
  await within.getByRole("link", { name: PROBLEM }).first().click();
  await heading(within, PROBLEM).waitFor();
}

scene("back and forward lead from screen to screen, in the first part and in the whole, at one address of the page", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(community), person: "ana" }));
  const [address, before] = [page.url(), await n_entries(reader)];
  await open_problem(reader);
  await page.getByRole("link", { name: "More about this problem" }).click();
  await page.getByRole("button", { name: /^Copy the link/ }).waitFor();
  await page.getByRole("link", { name: "Falls prevention" }).click();
  await go_to_part(reader, "People");
  assert.equal(await n_entries(reader), before + 4);

  await page.goBack();
  await heading(page, "Next meeting").waitFor();
  await page.goBack();
  await page.getByRole("button", { name: /^Copy the link/ }).waitFor();
  await page.goBack();
  await heading(page, PROBLEM).waitFor();
  await page.goBack();
  await heading(page, "Next meeting").waitFor();
  for (const name of [PROBLEM, PROBLEM, "Next meeting", "People"]) {
    await page.goForward();
    await heading(page, name).first().waitFor();
  }
  assert.equal(page.url(), address);
  assert.equal(await n_entries(reader), before + 4);
  const views = (await reader.told("cop-navigated")).map(({ detail }) => detail);
  assert.deepEqual(views.at(-1), { view: "people", community }, "the page hears of it, and of no more than before");
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
});

scene("going where one is already makes no entry", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: element(community) }));
  const before = await n_entries(reader);
  await go_to_part(reader, "Now");
  await go_to_part(reader, "Problems");
  await go_to_part(reader, "Problems");
  assert.equal(await n_entries(reader), before + 1);
});

scene("whoever goes back finds the link by which they went, where it was; whoever goes forward the heading", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader({ viewport: { width: 1280, height: 500 } });
  const { page } = reader;
  const css = "#here { margin-block: 600px; }";
  await reader.open(stage.intranet.put({ widget: element(community), css }));
  const link = page.getByRole("link", { name: PROBLEM }).first();
  await link.focus();
  const scrolled = () => page.evaluate(() => Math.round(scrollY));
  const before = await scrolled();
  await page.keyboard.press("Enter");
  await heading(page, PROBLEM).waitFor();
  await until("the heading has the focus", async () => (await reader.focused()).name === PROBLEM);
  await back(page);
  await heading(page, "Next meeting").waitFor();
  await until("the link has the focus", async () => (await reader.focused()).tag === "a");
  assert.equal((await reader.focused()).name, PROBLEM);
  await until("the page stands where it stood", async () => Math.abs((await scrolled()) - before) < 2);
  await page.evaluate(() => history.forward());
  await until("the heading has the focus", async () => (await reader.focused()).tag === "h2");
  assert.equal((await reader.focused()).name, PROBLEM);
});

scene("two widgets of a page go back in the order in which the reader went, and each only in its own screens", async (stage) => {
  const [first, second] = [await lived_in(stage, "Falls prevention"), await lived_in(stage, "Release trains")];
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(first.community) + element(second.community, `loading="eager"`) }));
  await page.getByRole("heading", { name: "Release trains" }).waitFor();
  const [falls, trains] = [reader.widget().nth(0), reader.widget().nth(1)];
  const is_at = async (at_falls, at_trains) => {
    await heading(falls, at_falls).first().waitFor();
    await heading(trains, at_trains).first().waitFor();
  };
  await open_problem(reader, falls);
  await open_problem(reader, trains);
  await falls.getByRole("link", { name: "Falls prevention" }).click();
  await is_at("Next meeting", PROBLEM);
  await page.goBack();
  await is_at(PROBLEM, PROBLEM);
  await page.goBack();
  await is_at(PROBLEM, "Next meeting");
  await page.goBack();
  await is_at("Next meeting", "Next meeting");
  await page.evaluate(() => history.go(3));
  await is_at("Next meeting", PROBLEM);
});

scene("a reload opens the place where the reader was, and back still leads back", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(community), person: "ana" }));
  await open_problem(reader);
  await page.reload();
  await heading(page, PROBLEM).waitFor();
  assert.equal((await reader.focused()).is_inside, false, "a page that opens moves no focus");
  await page.goBack();
  await heading(page, "Next meeting").waitFor();
  await go_to_part(reader, "People");
  await heading(page, "Held by").waitFor();
  await page.reload();
  await page.locator("[aria-current=page]", { hasText: "People" }).waitFor();
  await heading(page, "Held by").waitFor();
});

scene("what the page asks for makes no entry, and an entry of what it asked before says nothing any more", async (stage) => {
  const [falls, trains] = [await lived_in(stage, "Falls prevention"), await lived_in(stage, "Release trains")];
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(falls.community) }));
  await open_problem(reader);
  const before = await n_entries(reader);
  await reader.widget().evaluate((widget, community) => widget.setAttribute("community", community), trains.community);
  await page.getByRole("heading", { name: "Release trains", exact: true }).waitFor();
  assert.equal(await n_entries(reader), before);
  await go_to_part(reader, "Problems");
  assert.equal(await n_entries(reader), before + 1);
  for (const _ of ["to Now of the trains", "to what was an entry of falls"]) {
    await page.goBack();
    await page.locator("[aria-current=page]", { hasText: "Now" }).waitFor();
    await page.getByRole("heading", { name: "Release trains", exact: true }).waitFor();
  }
});

scene("the page's own entries and what it keeps in them stay its own", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(community) }));
  await page.evaluate(() => history.replaceState({ page: 1 }, ""));
  await open_problem(reader);
  const own = () => page.evaluate(() => history.state?.page);
  assert.equal(await own(), 1, "the new entry is one of the same page");
  await page.goBack();
  await heading(page, "Next meeting").waitFor();
  assert.equal(await own(), 1);
  await page.goForward();
  await heading(page, PROBLEM).waitFor();
  await page.locator("a[href='#top']").click();
  assert.match(page.url(), /#top$/);
  await heading(page, PROBLEM).waitFor();
  await page.evaluate(() => history.pushState({ page: 2 }, "", "#more"));
  await page.goBack();
  await page.goBack();
  assert.equal(await own(), 1);
  assert.equal(await heading(page, PROBLEM).count(), 1, "links within the page leave the widget where it is");
});

scene("where the history takes nothing more, or holds what is no object, the widget goes from screen to screen all the same", async (stage) => {
  const { community } = await lived_in(stage);
  const refusing = () => {
    for (const name of ["pushState", "replaceState"]) {
      history[name] = () => {
        throw new DOMException("too often", "SecurityError");
      };
    }
  };
  for (const prepare of [refusing, () => history.replaceState("a word", "")]) {
    const reader = await stage.reader();
    await reader.open(stage.intranet.put({ widget: element(community) }));
    await reader.page.evaluate(prepare);
    const before = await reader.page.evaluate(() => [history.length, history.state]);
    await open_problem(reader);
    await reader.page.getByRole("link", { name: "Falls prevention" }).click();
    await heading(reader.page, "Next meeting").waitFor();
    assert.deepEqual(await reader.page.evaluate(() => [history.length, history.state]), before);
  }
});

scene("in a document without an origin it goes from screen to screen too", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  const inside = `<script type="module" src="${stage.server.origin}/embed/v1/cop.js"></script>${element(community, `loading="eager"`)}`;
  const srcdoc = inside.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  const widget = `<iframe sandbox="allow-scripts" width="700" height="900" srcdoc="${srcdoc}"></iframe>`;
  await reader.page.goto(stage.intranet.put({ widget, loader: null }));
  const frame = reader.page.frameLocator("iframe");
  await frame.getByRole("link", { name: PROBLEM }).first().click();
  await heading(frame, PROBLEM).waitFor();
  await back(reader.page);
  await heading(frame, "Next meeting").waitFor();
});

scene("inside the frame of the server back and forward work as well", async (stage) => {
  const intranet = await Intranet.start(stage.server);
  stage.closes({ close: () => intranet.stop() });
  const server = await Server.start({ flags: ["--allow-frame", intranet.origin] });
  stage.closes({ close: () => server.stop() });
  intranet.follow(server);
  const community = await server.found("ana", stage.community("framed"), { name: "Falls prevention" });
  await server.raise("ana", community, PROBLEM);
  const reader = await stage.reader();
  const widget = `<iframe data-cop data-community="${community}"></iframe>`;
  await reader.page.goto(intranet.put({ widget, loader: `${server.origin}/embed/v1/frame.js` }));
  const frame = reader.page.frameLocator("iframe");
  await frame.getByRole("link", { name: PROBLEM }).first().click();
  await heading(frame, PROBLEM).waitFor();
  await back(reader.page);
  await heading(frame, "Next meeting").waitFor();
  await reader.page.evaluate(() => history.forward());
  await heading(frame, PROBLEM).waitFor();
});

scene("an element that has left hears nothing more of back and forward", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  await reader.page.addInitScript(() => {
    window.n_listening = 0;
    for (const [name, step] of [["addEventListener", 1], ["removeEventListener", -1]]) {
      const own = window[name];
      window[name] = function (type, ...rest) {
        if (type === "popstate") window.n_listening += step;
        return own.call(this, type, ...rest);
      };
    }
  });
  await reader.open(stage.intranet.put({ widget: element(community) + element(community, `loading="eager"`) }));
  await until("both are shown", async () => (await heading(reader.page, "Next meeting").count()) === 2);
  assert.equal(await reader.page.evaluate(() => window.n_listening), 1);
  await open_problem(reader, reader.widget().first());
  await reader.widget().first().evaluate((widget) => widget.remove());
  await reader.page.goBack();
  assert.equal(await reader.page.evaluate(() => window.n_listening), 1);
  await reader.widget().first().evaluate((widget) => widget.remove());
  await until("nobody listens", () => reader.page.evaluate(() => window.n_listening === 0));
});

scene("going back closes a dialog with the screen that it was asked on", async (stage) => {
  const { community } = await lived_in(stage);
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(community), person: "ben" }));
  await join(reader, "Falls prevention");
  await open_problem(reader);
  await page.getByRole("link", { name: "Falls prevention" }).click();
  await page.getByRole("button", { name: /^Leave/ }).click();
  await page.getByRole("dialog").waitFor();
  await page.goBack();
  await heading(page, PROBLEM).waitFor();
  assert.equal(await page.getByRole("dialog").count(), 0);
  await page.goForward();
  await page.getByRole("button", { name: /^Leave/ }).click();
  await page.getByRole("dialog").waitFor();
});

scene("a meeting has an address, and a link by which it is opened in the widget", async (stage) => {
  const { community } = await lived_in(stage);
  const event = await stage.server.plan("ana", community, "Reading circle");
  const reader = await stage.reader();
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: element(community, `view="events"`), person: "ben" }));
  const link = page.getByRole("link", { name: "Reading circle" });
  assert.equal(await link.getAttribute("href"), `${stage.server.origin}/c/${community}?event=${event}`);
  await link.click();
  await page.getByRole("heading", { name: "Reading circle" }).waitFor();
  await until("the heading has the focus", async () => (await reader.focused()).name === "Reading circle");
  assert.equal(await page.getByText("Working session").count(), 0, "it stands by itself");
  assert.equal(await page.getByRole("link", { name: "Reading circle" }).count(), 0, "no link leads to where one is");
  await page.goBack();
  await until("the link has the focus", async () => (await reader.focused()).tag === "a");
  assert.equal((await reader.focused()).name, "Reading circle");
});
