import assert from "node:assert/strict";
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
  await reader.page.getByRole("article").filter({ hasText: "We did, on two wards." }).waitFor();
  assert.notEqual((await reader.focused()).tag, "body", "the focus is not lost after a reply");

  await keyboard.go_to("a", "Falls prevention", { back: true });
  await keyboard.press("Enter");
  await focus_is_on("h2", /^Falls prevention$/);
  await keyboard.go_to("button", "Yes");
  await keyboard.press("Space");
  await until("the answer is pressed", async () =>
    (await reader.page.getByRole("button", { name: "Yes", exact: true }).getAttribute("aria-pressed")) === "true");
  assert.equal((await reader.focused()).name, "Yes", "the focus stays on the answer");

  const { text } = await stage.server.read(`/v1/communities/${community}/events`, "ben");
  const held = JSON.parse(text).events.find(({ id }) => id === event);
  assert.deepEqual(held.going.map((person) => person.id), ["ben"]);
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

scene("what happens is said once by a live region that was there before", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }),
  );
  const join = reader.page.getByRole("button", { name: "Join", exact: true });
  await join.waitFor();
  await reader.widget().evaluate((element) => {
    window.said = [];
    const regions = element.shadowRoot.querySelectorAll("[aria-live], [role=status], [role=alert]");
    window.n_regions = regions.length;
    const listener = new MutationObserver((changes) =>
      changes.forEach(({ target }) => {
        const text = (target.nodeType === Node.TEXT_NODE ? target.data : target.textContent).trim();
        if (text) window.said.push(text);
      }),
    );
    regions.forEach((region) => listener.observe(region, { childList: true, characterData: true, subtree: true }));
  });
  await join.click();
  await until("joining is said", () => reader.page.evaluate(() => window.said.some((text) => /member/i.test(text))));
  const said = await reader.page.evaluate(() => window.said.filter((text) => /member/i.test(text)));
  assert.equal(new Set(said).size, 1, said.join(" | "));
  assert.ok((await reader.page.evaluate(() => window.n_regions)) >= 1);
});
