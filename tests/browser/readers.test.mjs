// Acting without a network where more goes wrong than the wire: who the reader is cannot be found out, or has changed;
// the server refuses what was done; the reader goes on meanwhile.

import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { answer, take_turn, turn } from "./acts.mjs";
import { at_problem, mend, outbox, sent, words_that_wait } from "./outbox.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const ASKED = "Who takes the first blood culture?";
const VEIN = "Whoever finds the vein.";
const NIGHT = "The night team.";

const element = (reader, act, argument) =>
  reader.page.evaluate(([act, argument]) => new Function("element", "argument", act)(document.querySelector("communities-of-practice"), argument), [act, argument]);

/** Has the token that the page gave run out. */
const outlive_token = (reader) =>
  reader.page.evaluate(() => {
    const { now } = Date;
    Date.now = () => now() + 86_400_000;
  });

/**
 * Has what the page fetches from addresses like this answered so, or not at all, from now on and in all its pages: not by
 * a route of the browser's, which would take away its cache.
 */
async function bend(reader, like, answer) {
  const bend = () => {
    const fetched = (window.fetched ??= window.fetch);
    window.fetch = async (address, how) => {
      const { like, answer } = JSON.parse(localStorage.getItem("bent") ?? "{}");
      if (!like || !`${address}`.includes(like)) return fetched(address, how);
      if (!answer) throw new TypeError("no network");
      return new Response(answer.body, { status: answer.status });
    };
  };
  await reader.page.evaluate((bent) => localStorage.setItem("bent", bent), JSON.stringify({ like, answer }));
  await reader.page.addInitScript(bend);
  await reader.page.evaluate(bend);
}

const REFUSED = { status: 403, headers: { "access-control-allow-origin": "*" }, contentType: "application/problem+json", body: JSON.stringify({ code: "not_a_member" }) };

scene("a turn that is refused does not take away what was typed since", async (stage) => {
  const { reader, turns } = await at_problem(stage);
  let refuse;
  await reader.page.route("**/v1/commands", async (route) => {
    await new Promise((resolve) => (refuse = resolve));
    await route.fulfill(REFUSED);
  });
  await take_turn(reader, VEIN);
  await reader.page.getByLabel("Your turn").fill(NIGHT);
  await until("it is on its way", () => refuse);
  refuse();
  await reader.page.getByText("Only members can do this.").first().waitFor();
  const typed = await reader.page.getByLabel("Your turn").inputValue();
  assert.ok(typed.includes(VEIN) && typed.includes(NIGHT), typed);
  assert.deepEqual(await turns(), []);
});

scene("where the page cannot be asked for a token, what was done waits, and is nobody's refusal", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await outlive_token(reader);
  await bend(reader, "/token?");
  await mend(wire, reader);
  await until("the page was asked", async () => (await reader.told("cop-auth-required")).length > 0);
  await outbox(reader).waitFor();
  assert.equal(await reader.page.getByRole("alert").count(), 0, "nothing was refused");
  await bend(reader, "");
  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("a page that does not answer when it is asked for a token does not hide what waits", async (stage) => {
  const { wire, reader, page, turns } = await at_problem(stage, { persist: "device" });
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await bend(reader, "/token?");
  await reader.page.goto(page);
  await outbox(reader).waitFor();
  await reader.page.getByRole("heading", { name: ASKED }).waitFor();
  await bend(reader, "");
  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("whoever has signed out sees nothing of what waits, with and without the server", async (stage) => {
  const { wire, reader, page, turns } = await at_problem(stage, { persist: "device" });
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await bend(reader, "/token?", { status: 200, body: "" });
  const shown = () => reader.page.locator("communities-of-practice").innerText();
  await reader.page.goto(page);
  await reader.page.getByRole("button", { name: "Try again" }).waitFor();
  assert.equal(await outbox(reader).count(), 0);
  assert.doesNotMatch(await shown(), /finds the vein/);
  await mend(wire, reader);
  await reader.page.getByRole("heading", { name: ASKED }).waitFor();
  assert.equal(await outbox(reader).count(), 0);
  assert.doesNotMatch(await shown(), /finds the vein/);
  await bend(reader, "");
  await reader.page.goto(page);
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("what waits of somebody who has signed out is not in the thread that others read on their page", async (stage) => {
  const { wire, reader } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await element(reader, "element.tokenProvider = null");
  await sent(reader);
  await mend(wire, reader);
  await element(reader, "element.refresh()");
  await reader.page.getByRole("heading", { name: ASKED }).waitFor();
  assert.equal(await turn(reader, VEIN).count(), 0);
});

scene("an element that has left and still waits gives nobody else its reader", async (stage) => {
  const { community, problem, wire, reader, turns } = await at_problem(stage, { members: ["ben", "cem"] });
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await reader.page.evaluate(([community, problem]) => {
    const before = document.querySelector("communities-of-practice");
    const after = before.cloneNode();
    before.remove();
    after.setAttribute("community", community);
    after.setAttribute("problem", problem);
    after.tokenProvider = async () => (await fetch("/token?person=cem", { cache: "no-store" })).text();
    setTimeout(() => document.querySelector("#here").append(after), 50);
  }, [community, problem]);
  await reader.page.locator("communities-of-practice").waitFor();
  await mend(wire, reader);
  await reader.page.getByRole("heading", { name: ASKED }).waitFor();
  assert.equal(await outbox(reader).count(), 0, "what waits is another reader's");
  await take_turn(reader, NIGHT);
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), [NIGHT]);
  const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`, "ana");
  assert.match(JSON.parse(text).turns[0].author.name, /^Cem/);
});

scene("after a reload without a network what waits is there, also on the screen of the whole where the reader was", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage, { persist: "device" });
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await reader.page.getByRole("link", { name: ASKED }).first().click();
  await reader.page.getByLabel("Your turn").waitFor();
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await reader.page.reload();
  await reader.ready();
  await outbox(reader).waitFor();
  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("trying again without a network keeps what was read, and what waits is sent though nobody says that it is back", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, VEIN);
  await outbox(reader).waitFor();
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await reader.page.getByRole("button", { name: "Try again", exact: true }).click();
  await reader.page.evaluate(() => history.back());
  await turn(reader, VEIN).waitFor();
  wire.mend();
  await until("it is sent", async () => (await outbox(reader).count()) === 0, { patience_ms: 40_000 });
  assert.deepEqual(await turns(), [VEIN]);
});

scene("a correction that is being typed is what is sent once the network is back", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vain.");
  await words_that_wait(reader).fill("Whoever finds the vei");
  const before = reader.requests.findLast(({ url }) => url.includes("/v1/activities"));
  await mend(wire, reader);
  await until("the stream is tried again", () => reader.requests.findLast(({ url }) => url.includes("/v1/activities")) !== before);
  await words_that_wait(reader).pressSequentially("n.");
  await words_that_wait(reader).press("Tab");
  await sent(reader);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("words that the reader has begun to look at wait for what they make of them", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein");
  await words_that_wait(reader).click();
  await words_that_wait(reader).press("End");
  const before = reader.requests.findLast(({ url }) => url.includes("/v1/activities"));
  await mend(wire, reader);
  await until("the stream is tried again", () => reader.requests.findLast(({ url }) => url.includes("/v1/activities")) !== before);
  await words_that_wait(reader).pressSequentially(".");
  await words_that_wait(reader).press("Tab");
  await sent(reader);
  assert.deepEqual(await turns(), [VEIN]);
});

scene("an answer to a meeting that waits says so where it was given", async (stage) => {
  const { community, wire, reader } = await at_problem(stage);
  await stage.server.plan("ana", community, "Case hour");
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await answer(reader, "Yes").waitFor();
  wire.cut();
  await answer(reader, "Yes").click();
  const meeting = reader.page.locator(".meeting", { hasText: "Case hour" });
  await meeting.getByText("Not sent yet", { exact: true }).waitFor();
  await mend(wire, reader);
  await meeting.getByText("Not sent yet", { exact: true }).waitFor({ state: "detached" });
  assert.equal(await answer(reader, "Yes").getAttribute("aria-pressed"), "true");
});

scene("what was refused can be tried again with the same words, and all of its words are there to read", async (stage) => {
  const { community, wire, reader } = await at_problem(stage);
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await reader.page.getByRole("link", { name: "Problems", exact: true }).click();
  await reader.page.getByRole("button", { name: "Raise a problem" }).click();
  wire.cut();
  await reader.page.getByLabel("What is the problem?").fill("Who knows where the sets are?");
  await reader.page.getByLabel("What else should people know? (optional)").fill("They were moved in spring.");
  await reader.page.getByRole("button", { name: "Raise it" }).click();
  await outbox(reader).waitFor();
  await stage.server.give("ben", community, { type: "leave" });
  await mend(wire, reader);
  await reader.page.getByRole("alert").getByText("Only members can do this.").waitFor();
  await reader.page.locator("[part=outbox]").getByText("They were moved in spring.").waitFor();
  await check_accessible(reader.page, "an outbox with what was refused");
  await stage.server.give("ben", community, { type: "join" });
  await reader.page.getByRole("button", { name: "Try again Problem, not sent yet" }).click();
  await sent(reader);
  const { text } = await stage.server.read(`/v1/communities/${community}/problems`, "ana");
  assert.match(text, /where the sets are/);
  assert.equal((await reader.told("cop-contributed")).length, 1);
});

scene("one answer of something else than the server does not take away what was read", async (stage) => {
  const { wire, reader, page } = await at_problem(stage, { persist: "device" });
  for (const answer of [{ status: 500, body: "" }, { status: 200, body: "<h1>Sign in to the network</h1>" }]) {
    await bend(reader, "/v1/", answer);
    await reader.page.goto(page);
    await reader.page.getByRole("button", { name: "Try again" }).waitFor();
    await bend(reader, "");
    wire.cut();
    await reader.page.goto(page);
    await reader.page.getByRole("heading", { name: ASKED }).waitFor();
    wire.mend();
  }
});

scene("whoever was taken for nobody, because the page could not be asked, is themselves once it can", async (stage) => {
  const { wire, reader, page } = await at_problem(stage);
  await bend(reader, "/token?");
  wire.cut();
  await reader.page.goto(page);
  const again = reader.page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  await bend(reader, "");
  wire.mend();
  await again.click();
  await reader.page.getByLabel("Your turn").waitFor();
});

scene("leaving the words of what was refused, by keyboard, does not end at the button that throws them away", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vain.");
  await outbox(reader).waitFor();
  await bend(reader, "/v1/commands", { status: 500, body: "" });
  await mend(wire, reader);
  await reader.page.getByRole("button", { name: "Try again Reply, not sent yet" }).waitFor();
  await words_that_wait(reader).fill(VEIN);
  await reader.page.keyboard.press("Tab");
  await reader.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  assert.equal((await reader.focused()).name, "Try again Reply, not sent yet");
  await reader.page.keyboard.press("Enter");
  await bend(reader, "");
  await mend(wire, reader);
  await reader.page.evaluate(() => document.querySelector("communities-of-practice").refresh());
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), [VEIN]);
});
