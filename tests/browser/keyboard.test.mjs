import assert from "node:assert/strict";
import { join, turn } from "./acts.mjs";
import { Keyboard } from "./keyboard.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

scene("by keyboard alone somebody finds a community, joins it, answers a problem and accepts a meeting", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls prevention", terms: ["falls"] });
  const problem = await stage.server.raise("ana", community, "Who has moved handover to the bedside?");
  const event = await stage.server.plan("ana", community, "Working session");
  const reader = await stage.reader();
  const keyboard = new Keyboard(reader);
  await reader.open(
    stage.intranet.put({ person: "ben", widget: `<communities-of-practice view="directory" topic="auto"></communities-of-practice>` }),
  );
  const focus_is_on = (tag, name) =>
    until(`the focus is on ${tag} ${name}`, async () => {
      const stop = await reader.focused();
      return stop.tag === tag && name.test(stop.name);
    });

  await keyboard.go_to("input", "What do you work on?");
  await keyboard.type("fall");
  await keyboard.go_to("a", "Falls prevention");
  await keyboard.press("Enter");
  await focus_is_on("h2", /^Falls prevention$/);

  await keyboard.go_to("button", "Join Falls prevention");
  await keyboard.press("Enter");
  await focus_is_on("textarea", /^What brings you/);
  await keyboard.type("I see falls every night.");
  await keyboard.go_to("button", "Join");
  await keyboard.press("Enter");
  await reader.page.getByText("You are a member").first().waitFor();
  assert.notEqual((await reader.focused()).tag, "body", "the focus is not lost when the button is gone");

  await keyboard.go_to("a", "Who has moved handover to the bedside?");
  await keyboard.press("Enter");
  await focus_is_on("h2", /^Who has moved handover/);
  await keyboard.go_to("textarea", "Your turn");
  await keyboard.type("We did, on two wards.");
  await keyboard.go_to("button", /^Reply/);
  await keyboard.press("Space");
  await turn(reader, "We did, on two wards.").waitFor();
  assert.notEqual((await reader.focused()).tag, "body", "the focus is not lost after a reply");

  await keyboard.go_to("a", "Falls prevention", { back: true });
  await keyboard.press("Enter");
  await focus_is_on("h2", /^Falls prevention$/);
  await keyboard.go_to("button", "Yes");
  await keyboard.press("Space");
  await until("the answer is pressed", async () =>
    (await reader.page.getByRole("button", { name: "Yes", exact: true }).getAttribute("aria-pressed")) === "true");
  assert.equal((await reader.focused()).name, "Yes", "the focus stays on the answer");

  await until("the server has the answer", async () => {
    const { text } = await stage.server.read(`/v1/communities/${community}/events`, "ben");
    const held = JSON.parse(text).events.find(({ id }) => id === event);
    return held.going.map((person) => person.id).join() === "ben";
  });
  const talk = JSON.parse((await stage.server.read(`/v1/communities/${community}/problems/${problem}`)).text);
  assert.equal(talk.turns.length, 1);
});

scene("the focus never enters what cannot be seen, and leaves the widget on both ends", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice><button>After</button>` }),
  );
  await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).waitFor();
  const keyboard = new Keyboard(reader);
  await keyboard.go_to("button", "After");
  await keyboard.go_to("button", "A button of the page", { back: true });
});

scene("what somebody else says is spoken once, by a live region that was there and empty before", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const reader = await stage.reader();
  const widget = `<communities-of-practice view="problem" community="${community}" problem="${problem}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person: "ben", widget }));
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  const regions = await reader.widget().evaluate((element) => {
    window.spoken = [];
    const regions = [...element.shadowRoot.querySelectorAll("[aria-live]")];
    const listen = (region) => {
      const said = region.textContent.trim();
      if (said) window.spoken.push(`${region.getAttribute("aria-live")}: ${said}`);
    };
    for (const region of regions) {
      new MutationObserver(() => listen(region)).observe(region, { childList: true, characterData: true, subtree: true });
    }
    return regions.map((region) => [region.getAttribute("aria-live"), region.textContent]);
  });
  assert.deepEqual(regions, [["polite", ""], ["assertive", ""]]);
  await stage.server.reply("ana", community, problem, "We have not agreed on it.");
  await turn(reader, "We have not agreed on it.").waitFor();
  const spoken = () => reader.page.evaluate(() => window.spoken);
  await until("the turn is spoken", async () => (await spoken()).length > 0);
  assert.deepEqual(await spoken(), ["polite: New turn from Ana Okafor"]);
});

scene("after joining, the focus is on what one is now", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await join(reader, "Sepsis");
  assert.equal((await reader.focused()).name, "You are a member");
});
