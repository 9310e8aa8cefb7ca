import assert from "node:assert/strict";
import { answer, join, take_turn } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const widget = (attributes) => `<communities-of-practice ${attributes}></communities-of-practice>`;
const heading = (reader, name) => reader.page.getByRole("heading", { name, exact: true });
const open_streams = (server, n) =>
  until(`the server has ${n} open streams`, async () => (await server.metric("cop_streams")) === n);

scene("a widget that is moved in the page keeps what was typed into it", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls prevention" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`view="directory"`) }));
  await reader.page.getByRole("searchbox").fill("fal");
  await reader.page.evaluate(() => {
    document.querySelector("#there").append(document.querySelector("communities-of-practice"));
  });
  await reader.page.locator("#there").getByRole("searchbox").waitFor();
  assert.equal(await reader.page.getByRole("searchbox").inputValue(), "fal");
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
  assert.ok(community);
});

scene("a widget that is removed closes its stream and leaves nothing; put back, it works again", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`community="${community}"`), person: "ben" }));
  await heading(reader, "Sepsis").waitFor();
  await open_streams(stage.server, 1);

  await reader.page.evaluate(() => {
    window.kept = document.querySelector("communities-of-practice");
    window.kept.remove();
  });
  await open_streams(stage.server, 0);
  assert.equal(await reader.page.evaluate(() => window.kept.shadowRoot.querySelectorAll("button, a, input").length), 0);

  // What would wake something that was left behind; the request that the page makes afterwards is the marker.
  const n_before = reader.requests.length;
  await stage.server.give("cem", community, { type: "join" });
  await reader.page.evaluate(async () => {
    for (const name of ["focus", "online", "resize", "visibilitychange", "pagehide"]) window.dispatchEvent(new Event(name));
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    await fetch("/intranet.js");
  });
  assert.equal(reader.requests.length, n_before + 1, JSON.stringify(reader.requests.slice(n_before)));

  await reader.page.evaluate(() => document.querySelector("#there").append(window.kept));
  await reader.ready();
  await join(reader, "Sepsis");
  await reader.hears("cop-joined");
  await open_streams(stage.server, 1);
  assert.equal(reader.n_requests(/cop\.wasm/), 1, "the Wasm is fetched once");
});

scene("an attribute that changes while the widget is open changes what it shows", async (stage) => {
  const first = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const second = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`community="${first}" heading-level="3" theme="light"`) }));
  await reader.page.getByRole("heading", { name: "Sepsis", level: 3, exact: true }).waitFor();
  await reader.widget().evaluate((element, id) => element.setAttribute("community", id), second);
  await reader.page.getByRole("heading", { name: "Wound care", level: 3, exact: true }).waitFor();
  assert.equal(await heading(reader, "Sepsis").count(), 0);
  await reader.widget().evaluate((element) => element.setAttribute("heading-level", "2"));
  await reader.page.getByRole("heading", { name: "Wound care", level: 2, exact: true }).waitFor();

  const background = () =>
    heading(reader, "Wound care").evaluate((element) => getComputedStyle(element).color);
  const light = await background();
  await reader.widget().evaluate((element) => element.setAttribute("theme", "dark"));
  await until("the colours are the dark ones", async () => (await background()) !== light);
});

scene("a script that is loaded twice defines the element once and says nothing", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`community="${community}"`) }));
  await reader.page.evaluate((address) => import(address), `${stage.server.origin}/embed/v1/cop.js?again`);
  await heading(reader, "Sepsis").waitFor();
  assert.equal(await heading(reader, "Sepsis").count(), 1);
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
  assert.deepEqual(reader.console.filter((line) => line.includes("already defined")), []);
});

scene("two widgets on a page share one Wasm, one stream and one token", async (stage) => {
  const first = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const second = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  const both = widget(`id="a" loading="eager" community="${first}"`) + widget(`id="b" loading="eager" community="${second}"`);
  await reader.open(stage.intranet.put({ widget: both, person: "ben" }), "a");
  await reader.ready("b");
  await heading(reader, "Sepsis").waitFor();
  await heading(reader, "Wound care").waitFor();
  await open_streams(stage.server, 1);

  await stage.server.give("cem", first, { type: "join" });
  await stage.server.give("cem", second, { type: "join" });
  await reader.widget("a").getByText("2 people").first().waitFor();
  await reader.widget("b").getByText("2 people").first().waitFor();
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
  assert.equal(await stage.server.metric("cop_streams"), 1);
  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 1);

  await reader.widget("a").evaluate((element) => element.remove());
  await stage.server.give("dia", second, { type: "join" });
  await reader.widget("b").getByText("3 people").first().waitFor();
});

scene("the server is asked while the Wasm is on its way, and for nothing twice", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const shows = {
    [`view="directory"`]: ["/v1/me", "/v1/communities?q="],
    [`topic="nurses' falls (at night)!"`]: ["/v1/me", "/v1/communities?q=&topic=nurses%27%20falls%20(at%20night)!"],
    [`community="${community}"`]: ["/v1/me", `/v1/communities/${community}/state`],
    [`community="${community}" problem="${problem}"`]: ["/v1/me", `/v1/communities/${community}/state?problem=${problem}`],
  };
  for (const [attributes, paths] of Object.entries(shows)) {
    const reader = await stage.reader();
    const asked = () => reader.requests.filter(({ url, method }) => url.includes("/v1/") && !url.includes("/v1/activities") && method === "GET").map(({ url }) => url.slice(stage.server.origin.length));
    let early;
    await reader.page.route("**/cop.wasm", async (route) => {
      await until("all of it is asked", () => paths.every((path) => asked().includes(path)));
      early = asked().sort();
      await route.continue();
    });
    await reader.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice ${attributes}></communities-of-practice>` }));
    assert.deepEqual(early.filter((path) => path.startsWith("/v1/")), paths.toSorted(), attributes);
    const again = asked().filter((path) => paths.includes(path));
    assert.deepEqual(again.toSorted(), paths.toSorted(), `${attributes}: nothing is asked twice`);
  }
});

scene("the Wasm is fetched only when the widget comes near the viewport", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: widget(`community="${community}"`), css: "#here { margin-top: 5000px; }" }));
  await reader.widget().evaluate((element) => customElements.whenDefined(element.localName));
  // Two frames after which an observer would have spoken.
  await reader.page.evaluate(() => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen))));
  assert.equal(reader.n_requests(/cop\.wasm/), 0);
  await reader.widget().scrollIntoViewIfNeeded();
  await heading(reader, "Sepsis").waitFor();
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
});

scene("properties that were set before the element is defined count, and a token is asked for once", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis", visibility: "organisation" });
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: widget(`community="${community}"`), person: "ben", loader: null }));
  await reader.page.evaluate((address) => import(address), `${stage.server.origin}/embed/v1/cop.js`);
  await reader.ready();
  await join(reader, "Sepsis");
  await reader.hears("cop-joined");
  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 1);
});

scene("a token that the server no longer accepts is asked for once more, and the act goes through", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const good = await stage.server.token("ben");
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: widget(`community="${community}"`), loader: null }));
  await reader.page.evaluate((good) => {
    window.n_tokens_asked = 0;
    document.querySelector("communities-of-practice").tokenProvider = async () => {
      window.n_tokens_asked += 1;
      return window.n_tokens_asked === 1 ? "stale" : good;
    };
  }, good);
  await reader.page.evaluate((address) => import(address), `${stage.server.origin}/embed/v1/cop.js`);
  await reader.ready();
  await join(reader, "Sepsis");
  await reader.hears("cop-joined");
  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 2);
});

scene("what the page is told comes after it happened, and names nobody", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.plan("ana", community, "Working session");
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`id="w" community="${community}"`), person: "ben" }));
  await join(reader, "Sepsis");
  assert.deepEqual((await reader.hears("cop-joined")).detail, { community });
  const { text } = await stage.server.read(`/v1/communities/${community}`, "ben");
  assert.equal(JSON.parse(text).standing, "member");

  await answer(reader, "Yes").click();
  await reader.hears("cop-answered-invitation");
  await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).click();
  assert.deepEqual((await reader.hears("cop-navigated")).detail, { view: "problem", community, problem });
  await take_turn(reader, "Whoever finds the vein. We wrote it on the trolley.");
  await reader.hears("cop-contributed");

  const told = await reader.told();
  const token = await stage.server.token("ben");
  for (const { name, detail, from, composed } of told) {
    assert.equal(from, "w", name);
    assert.equal(composed, true, name);
    const said = JSON.stringify(detail);
    for (const secret of [token, "ben", "Ben", "ana", "Ana", "vein"]) assert.ok(!said.includes(secret), `${name}: ${said}`);
  }
});
