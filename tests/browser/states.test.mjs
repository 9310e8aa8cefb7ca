import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { SCREENS, SCREENS_OF_WHOLE, full, whole } from "./screens.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

/** What each screen that has to wait for something waits for. */
const NEEDS = {
  directory: /\/v1\/communities\?/,
  community: /\/state/,
  "community, as its steward": /\/state/,
  "community, not signed in": /\/state/,
  problem: /\/state\?problem=/,
  events: /\/state/,
  thread: /\/state\?problem=/,
  "how we are doing": /\/measures/,
  "my place": /\/activities\?/,
  "all that is mine": /\/v1\/me$/,
};

const PARTS = ["Now", "Problems", "Events", "Practice", "People", "How we are doing"];

/** Opens a screen, and has what it needs answered by `answer` from the last step on. */
async function arrive(stage, reader, { person, attributes, steps = [] }, ids, needs, answer) {
  const widget = `<communities-of-practice loading="eager" ${attributes(ids)}></communities-of-practice>`;
  const address = stage.intranet.put({ person, widget });
  if (!steps.length) await reader.page.route(needs, answer);
  await reader.page.goto(address);
  for (const [nth, step] of steps.entries()) {
    if (nth === steps.length - 1) {
      await reader.ready();
      await reader.page.route(needs, answer);
    }
    await step(reader);
  }
}

async function check(reader, screen, state) {
  for (const width of [1280, 240]) {
    await reader.page.setViewportSize({ width, height: 900 });
    await check_accessible(reader.page, `${screen}, ${state}, ${width} px`);
    const { scrollWidth, clientWidth } = await reader.page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.scrollingElement;
      return { scrollWidth, clientWidth };
    });
    assert.ok(scrollWidth <= clientWidth, `${screen}, ${state}: ${scrollWidth} px wide on a screen of ${clientWidth}`);
  }
}

for (const [screen, needs] of Object.entries(NEEDS)) {
  scene(`says that it loads, fails and is offline, and gets there in the end: ${screen}`, async (stage) => {
    const shown = SCREENS[screen] ?? SCREENS_OF_WHOLE[screen];
    const ids = await (screen in SCREENS ? full : whole)(stage);
    const reader = await stage.reader();
    const held = [];
    let answer = (route) => void held.push(route);
    await arrive(stage, reader, shown, ids, needs, (route) => answer(route));

    await reader.widget().getByText("Loading", { exact: true }).first().waitFor({ state: "attached" });
    await check(reader, screen, "loading");

    const broken = (route) => route.fulfill({ status: 500, contentType: "application/problem+json", body: "{}" });
    answer = broken;
    for (const route of held) await broken(route);
    const again = reader.widget().getByRole("button", { name: "Try again" }).first();
    await again.waitFor();
    await check(reader, screen, "failed");

    answer = (route) => route.abort();
    await again.click();
    await reader.widget().getByText("The server can’t be reached.").first().waitFor();
    await check(reader, screen, "offline");

    answer = (route) => route.continue();
    await again.click();
    await reader.page.getByText(shown.shows).first().waitFor();
    await again.waitFor({ state: "detached" });
  });
}

scene("a community that somebody may not see is refused on every screen, and each says what to do", async (stage) => {
  const community = await stage.server.found("ana", stage.community("closed"), { name: "Sepsis", visibility: "members", access: "by_invitation" });
  for (const view of ["community", "events", "problem"]) {
    const reader = await stage.reader();
    const widget = `<communities-of-practice loading="eager" view="${view}" community="${community}"></communities-of-practice>`;
    await reader.page.goto(stage.intranet.put({ person: "dia", widget }));
    await reader.page.getByText("There is no such community").waitFor();
    await reader.page.getByRole("link", { name: "Communities of practice" }).first().waitFor();
    await check(reader, view, "refused");
  }
});

scene("every part of a community in which nothing has happened yet says something, and nothing is an empty list", async (stage) => {
  const community = await stage.server.found("ana", stage.community("new"), { name: "Sepsis" });
  const reader = await stage.reader();
  const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person: "ana", widget }));
  for (const part of [...PARTS, "Needs you", "Mine"]) {
    await go_to_part(reader, part);
    const empty = await reader.widget().evaluate((element) =>
      [...element.shadowRoot.querySelectorAll("ul, ol, dl, table")].filter((list) => !list.textContent.trim()).map((list) => list.outerHTML),
    );
    assert.deepEqual(empty, [], part);
    await check(reader, part, "empty");
  }
});

scene("whoever only reads is offered nothing on any part that they may not do", async (stage) => {
  const ids = await whole(stage);
  const reader = await stage.reader();
  const widget = `<communities-of-practice loading="eager" community="${ids.community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ widget }));
  for (const part of PARTS) {
    await go_to_part(reader, part);
    const offered = await reader.widget().getByRole("button").allTextContents();
    const others = offered.filter((name) => !/^(Ask to join|Add to calendar)/.test(name));
    assert.deepEqual(others, [], part);
    await check(reader, part, "to read");
  }
});
