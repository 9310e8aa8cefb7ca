import assert from "node:assert/strict";
import { join } from "./acts.mjs";
import { Intranet } from "./intranet.mjs";
import { Server } from "./server.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const NAME = "Falls prevention";
const inside = (reader) => reader.page.frameLocator("iframe >> nth=0");
const height = (reader) => reader.page.locator("iframe").evaluate((iframe) => iframe.clientHeight);

/** A server that lets the pages of an intranet show its frame, which is a community's. */
async function framed(stage) {
  const intranet = await Intranet.start(stage.server);
  stage.closes({ close: () => intranet.stop() });
  const server = await Server.start({ flags: ["--allow-frame", intranet.origin] });
  stage.closes({ close: () => server.stop() });
  intranet.follow(server);
  const community = await server.found("ana", stage.community("framed"), { name: NAME });
  const loader = `${server.origin}/embed/v1/frame.js`;
  const put = (more = {}) =>
    intranet.put({ loader, widget: `<iframe data-cop data-community="${community}" data-heading-level="3"></iframe>`, ...more });
  return { server, intranet, community, put };
}

scene("a frame shows the widget on a page of another site, as high as what is in it", async (stage) => {
  const { put } = await framed(stage);
  const reader = await stage.reader();
  await reader.page.goto(put());
  await inside(reader).getByRole("heading", { name: NAME, level: 3, exact: true }).waitFor();
  await reader.hears("cop-ready");
  const fits = () =>
    inside(reader).locator("html").evaluate((html) => {
      const [shown, needed] = [html.clientHeight, document.body.getBoundingClientRect().height];
      return shown >= needed && shown < needed + 2 && needed > 200;
    });
  await until("the frame is as high as what is in it", fits);
  const before = await height(reader);
  await reader.page.setViewportSize({ width: 320, height: 640 });
  await until("the frame has grown with its text", async () => (await height(reader)) > before);
  await until("nothing is cut off", fits);
  const blocked = reader.console.filter((line) => /Content Security Policy|Trusted|Refused/i.test(line));
  assert.deepEqual(blocked, [], "the policy of the frame had nothing to object to");
});

scene("a reader who is signed in to the page around a frame joins inside it, and the page hears of it", async (stage) => {
  const { server, community, put } = await framed(stage);
  const reader = await stage.reader();
  await reader.page.goto(put({ person: "ben" }));
  await reader.page.locator("iframe").evaluate((iframe) => {
    window.n_tokens_asked = 0;
    iframe.tokenProvider = async () => {
      window.n_tokens_asked += 1;
      return (await fetch("/token?person=ben")).text();
    };
  });
  await join({ page: inside(reader) }, NAME);
  const { detail } = await reader.hears("cop-joined");
  assert.deepEqual(detail, { community });
  const { text } = await server.read(`/v1/communities/${community}`, "ben");
  assert.equal(JSON.parse(text).standing, "member");
  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 1);
  const token = await server.token("ben");
  assert.deepEqual(reader.requests.filter(({ url }) => url.includes(token)), [], "the token is in no address");
});

/** Puts another frame into the page, whose script speaks to whom it likes and ends by telling the page that it is done. */
function speak_from_elsewhere(reader, script, { in_place = false } = {}) {
  return reader.page.evaluate(
    async ({ script, in_place }) => {
      const done = new Promise((resolve) => addEventListener("message", ({ data }) => data === "done" && resolve()));
      const elsewhere = in_place ? document.querySelector("iframe") : document.createElement("iframe");
      if (!in_place) elsewhere.sandbox = "allow-scripts";
      elsewhere.srcdoc = `<script>${script}; parent.postMessage("done", "*")</` + `script>`;
      if (!in_place) document.body.append(elsewhere);
      await done;
    },
    { script, in_place },
  );
}

scene("the inside of a frame listens to nobody but the page around it", async (stage) => {
  const { put } = await framed(stage);
  const reader = await stage.reader();
  await reader.page.goto(put());
  await reader.hears("cop-ready");
  await inside(reader).locator("communities-of-practice").evaluate((element) => {
    window.given = [];
    Object.defineProperty(element, "tokenProvider", { set: (provider) => window.given.push(typeof provider) });
  });
  await speak_from_elsewhere(reader, `parent.frames[0].postMessage({ cop: "page", type: "hello", signs_in: true }, "*")`);
  // What the page itself says comes after it, and is heard.
  await reader.page.locator("iframe").first().evaluate((iframe) => (iframe.tokenProvider = null));
  const given = () => inside(reader).locator("html").evaluate(() => window.given);
  await until("the frame has heard the page", async () => (await given()).length > 0);
  assert.deepEqual(await given(), ["object"]);
});

scene("the page around a frame listens to nobody but the server's own page inside it", async (stage) => {
  const { put } = await framed(stage);
  const reader = await stage.reader();
  await reader.page.goto(put());
  await reader.hears("cop-ready");
  await reader.page.locator("iframe").evaluate((iframe) => {
    window.n_tokens_asked = 0;
    iframe.tokenProvider = async () => {
      window.n_tokens_asked += 1;
      return (await fetch("/token?person=ben")).text();
    };
  });
  await inside(reader).getByRole("button", { name: `Join ${NAME}`, exact: true }).waitFor();
  const lie = `for (const message of [{ type: "height", height: 9 }, { type: "token", id: 1 }, { type: "event", name: "cop-left" }]) {
    parent.postMessage({ cop: "frame", ...message }, "*");
  }`;
  for (const in_place of [false, true]) {
    await speak_from_elsewhere(reader, lie, { in_place });
    const height = await reader.page.locator("iframe").first().evaluate((iframe) => iframe.style.height);
    assert.notEqual(height, "9px", `in place: ${in_place}`);
    assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 1, `in place: ${in_place}`);
    assert.deepEqual(await reader.told("cop-left"), []);
  }
});

scene("a site that is not on the list cannot show the frame", async (stage) => {
  const community = await stage.server.found("ana", stage.community("framed"), { name: NAME });
  const reader = await stage.reader();
  const src = `${stage.server.origin}/embed/v1/frame?community=${community}`;
  await reader.page.goto(stage.intranet.put({ loader: null, widget: `<iframe src="${src}"></iframe>` }));
  await until("the browser has refused it", async () => reader.console.some((line) => line.includes("frame-ancestors")));
  assert.equal(await inside(reader).getByRole("heading", { name: NAME }).count(), 0);
});

scene("a frame without its script shows the widget to whoever is not signed in", async (stage) => {
  const { server, community, put } = await framed(stage);
  const reader = await stage.reader();
  const src = `${server.origin}/embed/v1/frame?community=${community}&server=https://evil.example&theme=dark`;
  await reader.page.goto(put({ loader: null, widget: `<iframe src="${src}" width="600" height="700"></iframe>` }));
  await inside(reader).getByRole("heading", { name: NAME, level: 2, exact: true }).waitFor();
  await inside(reader).getByRole("link", { name: `Sign in to join ${NAME}` }).waitFor();
});
