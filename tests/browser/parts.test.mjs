import assert from "node:assert/strict";
import { answer_request, go_to_part, join } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const WHOLE = /cop-whole\.wasm/;

const page_of = (stage, person, ...widgets) =>
  stage.intranet.put({
    person,
    widget: widgets.map((attributes) => `<communities-of-practice loading="eager" ${attributes}></communities-of-practice>`).join(""),
  });

/** Waits until the focus is on the heading of the people of a community, and those are there. */
async function at_people(reader, name) {
  await reader.page.getByText(name).first().waitFor();
  await until("the focus is on the heading", async () => {
    const { tag, name, is_inside } = await reader.focused();
    return tag === "h3" && name === "People" && is_inside;
  });
}

/** Breaks what the reader would fetch of the whole, until the function that this resolves to is called. */
async function broken(reader, answer = (route) => route.abort("internetdisconnected")) {
  await reader.page.route("**/cop-whole.wasm", answer);
  return () => reader.page.unroute("**/cop-whole.wasm");
}

scene("the whole is fetched when something is opened that only it has, once for the page", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const other = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", `id="a" community="${community}"`, `id="b" community="${other}"`), "a");
  await reader.ready("b");
  for (const part of ["Problems", "Events", "Now"]) {
    await reader.widget("a").getByRole("link", { name: part, exact: true }).click();
    await reader.widget("a").locator("[aria-current=page]", { hasText: part }).waitFor();
  }
  assert.equal(reader.n_requests(WHOLE), 0, "nobody has opened it");

  for (const id of ["a", "b", "a"]) {
    await reader.widget(id).getByRole("link", { name: "Now", exact: true }).click();
    await reader.widget(id).getByRole("link", { name: "People", exact: true }).click();
    await reader.widget(id).getByText("Ana Okafor").first().waitFor();
  }
  assert.equal(reader.n_requests(WHOLE), 1);
  assert.equal(reader.n_requests(/cop\.wasm/), 1);
  assert.equal((await reader.told("cop-ready")).length, 2, "each widget is ready once");
  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 1);
});

scene("whoever opens a screen of the whole lands on its heading, and acts there as before", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Evidence", access: "on_request" });
  await stage.server.give("ben", community, { type: "ask_to_join", reason: "I buy the services." });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `community="${community}"`));
  await ana.page.getByRole("link", { name: "1 request to join" }).click();
  await at_people(ana, "I buy the services.");
  assert.deepEqual((await ana.hears("cop-navigated")).detail, { view: "people", community });
  await answer_request(ana, "Ben Hughes", "Let in", "Welcome.");
  await ana.page.getByText("Ben Hughes is a member now.").waitFor();

  await go_to_part(ana, "Now");
  await ana.page.getByText("2 people").first().waitFor();
  await stage.server.give("cem", community, { type: "ask_to_join", reason: "I see it at night." });
  await ana.page.getByRole("link", { name: "1 request to join" }).waitFor();
});

scene("another widget of the page keeps its place and what is typed into it, and still works", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const other = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", `id="a" community="${community}"`, `id="b" community="${other}"`), "a");
  await reader.ready("b");
  await reader.widget("b").getByRole("button", { name: "Join Wound care" }).click();
  await reader.widget("b").getByLabel("What brings you? (optional)").fill("I dress them every day.");

  await reader.widget("a").getByRole("link", { name: "People", exact: true }).click();
  await at_people(reader, "Ana Okafor");
  const note = reader.widget("b").getByLabel("What brings you? (optional)");
  assert.equal(await note.inputValue(), "I dress them every day.");
  await reader.widget("b").getByRole("button", { name: "Join", exact: true }).click();
  await reader.widget("b").getByText("You are a member").first().waitFor();
  await reader.hears("cop-joined");

  await reader.widget("b").getByRole("link", { name: "People", exact: true }).click();
  await reader.widget("b").getByText("I dress them every day.").waitFor();
  await stage.server.give("cem", community, { type: "join", note: "I see it every night." });
  await reader.widget("a").getByText("I see it every night.").waitFor();
});

scene("while the whole is on its way that is said in its place, and the rest of the screen works", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  let come;
  const coming = new Promise((resolve) => (come = resolve));
  await broken(reader, async (route) => {
    await coming;
    await route.continue();
  });
  await reader.open(page_of(stage, "ben", `community="${community}"`));
  await go_to_part(reader, "People");
  assert.equal((await reader.page.getByRole("status").textContent()).trim(), "Loading");
  assert.equal((await reader.focused()).name, "People", "the heading is there already");

  await go_to_part(reader, "Problems");
  await reader.page.getByRole("heading", { name: "Thinking through" }).waitFor();
  come();
  await reader.page.waitForResponse(WHOLE);
  await join_from(reader);
  assert.equal((await reader.page.locator("[aria-current=page]").textContent()).trim(), "Now", "the reader stays where they went");
  await go_to_part(reader, "People");
  await at_people(reader, "Ben Hughes");
});

async function join_from(reader) {
  await go_to_part(reader, "Now");
  await join(reader, "Sepsis");
}

const BREAKAGES = {
  "no network": undefined,
  "404 for the whole": (route) => route.fulfill({ status: 404, body: "gone" }),
  "a whole that is not what was published": (route) =>
    route.fulfill({ status: 200, contentType: "application/wasm", headers: { "access-control-allow-origin": "*" }, body: "\0asm" }),
};

for (const [breakage, answer] of Object.entries(BREAKAGES)) {
  scene(`${breakage} is said where the screen would be, what was there stays, and trying again brings it`, async (stage) => {
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    const reader = await stage.reader();
    const mend = await broken(reader, answer);
    await reader.open(page_of(stage, "ben", `community="${community}"`));
    await go_to_part(reader, "People");
    await reader.page.getByRole("alert").getByText("This part could not be opened.").waitFor();
    assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "wasm_unavailable" });
    await go_to_part(reader, "Now");
    await join(reader, "Sepsis");

    await go_to_part(reader, "People");
    const again = reader.page.getByRole("button", { name: "Try again" });
    await again.waitFor();
    await mend();
    await again.click();
    await at_people(reader, "Ben Hughes");
    assert.equal(await reader.page.getByRole("alert").count(), 0);
  });
}

for (const comes_first of ["the whole", "the refusal"]) {
  scene(`what is still on its way when the whole is entered is not lost where the server refuses it: ${comes_first} comes first`, async (stage) => {
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
    await stage.server.give("ben", community, { type: "join" });
    const ben = await stage.reader();
    await ben.page.addInitScript(() => {
      const instantiate = WebAssembly.instantiate;
      window.n_running = 0;
      WebAssembly.instantiate = async (...module) => {
        const instance = await instantiate(...module);
        window.n_running += 1;
        return instance;
      };
    });
    let refuse, let_whole_through;
    const refused = new Promise((resolve) => (refuse = resolve));
    const held = new Promise((resolve) => (let_whole_through = resolve));
    // A route that is gone after its first request lets go of what it holds, so these stay and count.
    let n_commands = 0;
    await ben.page.route("**/v1/commands", async (route) => {
      n_commands += 1;
      if (n_commands === 1) {
        await refused;
        await stage.server.give("ben", community, { type: "leave" });
      }
      await route.continue();
    });
    await ben.page.route(WHOLE, async (route) => {
      await held;
      await route.continue();
    });
    await ben.open(page_of(stage, "ben", `community="${community}" view="problem" problem="${problem}"`));
    await ben.page.getByLabel("Your turn").fill("Whoever finds the vein.");
    await ben.page.getByRole("button", { name: /^Reply to/ }).click();
    await ben.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
    const whole = ben.page.waitForResponse(WHOLE);
    const told = ben.page.getByText("Only members can do this. Join the community first.");
    await go_to_part(ben, "People");
    if (comes_first === "the whole") {
      let_whole_through();
      await whole;
      refuse();
    } else {
      refuse();
      await told.waitFor();
      let_whole_through();
      await until("the whole runs", () => ben.page.evaluate(() => window.n_running === 2));
      // What the widget does then, it has done when the page is drawn the time after next.
      await ben.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    }
    await told.waitFor();
    await go_to_part(ben, "Now");
    await join(ben, "Sepsis");
  });
}

scene("what was typed goes along into the whole, and is there where it was begun", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Blood cultures" });
  const other = await stage.server.found("ana", stage.community(), { name: "Hydration" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", `view="directory"`));
  await reader.page.getByRole("button", { name: "Join Hydration" }).click();
  await reader.page.getByLabel("What brings you? (optional)").fill("I dress them\nevery “day”.");
  await reader.page.getByRole("link", { name: "Blood cultures", exact: true }).first().click();
  await go_to_part(reader, "Problems");
  await reader.page.getByRole("button", { name: "Raise a problem" }).click();
  await reader.page.getByLabel("What is the problem?").fill("Who labels the bottles?");
  await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).first().click();
  await reader.page.getByLabel("Your turn").fill("Whoever finds the vein.");
  await reader.page.getByLabel("To", { exact: true }).selectOption({ label: "Everybody here" });
  await reader.page.getByRole("link", { name: "Blood cultures", exact: true }).first().click();
  await go_to_part(reader, "People");
  await at_people(reader, "Ana Okafor");
  assert.equal(reader.n_requests(WHOLE), 1);

  await go_to_part(reader, "Now");
  await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).first().click();
  assert.equal(await reader.page.getByLabel("Your turn").inputValue(), "Whoever finds the vein.");
  await reader.page.getByRole("button", { name: "Reply to everybody" }).waitFor();
  await reader.page.getByRole("link", { name: "Blood cultures", exact: true }).first().click();
  await reader.page.getByRole("link", { name: "Communities of practice", exact: true }).first().click();
  const note = reader.page.getByLabel("What brings you? (optional)");
  if ((await note.count()) === 0) await reader.page.getByRole("button", { name: "Join Hydration" }).click();
  assert.equal(await note.inputValue(), "I dress them\nevery “day”.");
  assert.ok(other);
});

/** Takes out what the test itself brought about, and what is still called of the instance that is gone. */
function forgive(reader) {
  for (const error of reader.errors.splice(0)) assert.match(error, /a crash for the test|Critical error|Module terminated/);
}

/** Lets the widget crash at what it draws next. */
async function crash(reader, act) {
  await reader.page.evaluate(() => {
    document.createTextNode = () => {
      delete document.createTextNode;
      throw new Error("a crash for the test");
    };
  });
  await act();
  await until("it has crashed", () => reader.errors.length > 0);
  forgive(reader);
}

scene("a crash of either part starts it again, and leaves the other alone", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const other = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", `id="a" community="${community}"`, `id="b" community="${other}"`), "a");
  await reader.ready("b");
  const open = (id, part) => reader.widget(id).getByRole("link", { name: part, exact: true }).click();
  const is_at = (id, part) => reader.widget(id).locator("[aria-current=page]", { hasText: part }).waitFor();
  await open("a", "People");
  await reader.widget("a").getByText("Ana Okafor").first().waitFor();

  await open("b", "Events");
  await is_at("b", "Events");
  await crash(reader, () => open("a", "Problems"));
  await is_at("a", "Now");
  await is_at("b", "Events");

  await open("a", "Problems");
  await is_at("a", "Problems");
  await crash(reader, () => open("b", "Problems"));
  await is_at("b", "Now");
  await is_at("a", "Problems");

  await open("b", "People");
  await reader.widget("b").getByText("Ana Okafor").first().waitFor();
  await open("a", "Now");
  await join(reader, "Sepsis");
  assert.equal(reader.n_requests(WHOLE), 1, "it is compiled already");
  forgive(reader);
});
