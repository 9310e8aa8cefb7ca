import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part, join, turn } from "./acts.mjs";
import { Keyboard } from "./keyboard.mjs";
import { begin, fill, offer, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const TITLE = "Sensor mats alarm so often that nobody comes";

const state = (stage, community, person, dimension, group) =>
  stage.server.give(person, community, { type: "state_affiliation", dimension, affiliation: { known: group } });

/** Somebody at a community in the whole widget, by way of its people. */
async function in_whole(stage, person, community) {
  const reader = await stage.reader();
  const widget = `<communities-of-practice community="${community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person, widget }));
  await go_to_part(reader, "People");
  // The first part of the widget shows the way to it only.
  await reader.page.getByRole("heading", { name: "Held by" }).waitFor();
  await go_to_part(reader, "Problems");
  return reader;
}

const steps = (reader) =>
  reader.page
    .getByRole("list", { name: "How far this problem has come" })
    .getByRole("listitem")
    .allTextContents();

const sum_up = "Sum it up " + TITLE;

scene("while somebody puts a problem, those who faced it are named, here and elsewhere, once, and no word leaves the page", async (stage) => {
  const here = await stage.server.found("ana", stage.community(), { name: "Falls", terms: ["falls"] });
  const elsewhere = await stage.server.found("cem", stage.community("wards"), { name: "Night wards", terms: ["sensor mats"] });
  await stage.server.give("ben", here, { type: "join" });
  const known = await stage.server.raise("ana", here, TITLE);
  await stage.server.give("ana", here, { type: "summarise", of: known, text: "Fewer mats, and each with a name on it." });
  await stage.server.raise("cem", elsewhere, "A sensor mat that goes off by itself");
  await stage.server.raise("ana", here, "Bed rails at home");
  const ben = await in_whole(stage, "ben", here);
  await ben.page.getByRole("button", { name: "Raise a problem" }).click();
  const box = ben.page.getByLabel("What is the problem?");
  assert.equal(await ben.page.getByLabel("What else should people know? (optional)").isVisible(), false, "it is one box");
  await box.pressSequentially("Our sensor mats");
  const found = ben.page.getByRole("list", { name: "Others have faced something like it:" });
  await found.getByRole("link", { name: TITLE }).waitFor();
  await found.getByText("It came to this: Fewer mats, and each with a name on it.").waitFor();
  await found.getByRole("link", { name: "A sensor mat that goes off by itself" }).waitFor();
  await found.getByText("Cem Yildiz. Night wards").waitFor();
  assert.equal(await found.getByText("Bed rails").count(), 0);
  const spoken = ben.page.locator("[aria-live=polite]");
  await until("it is said", async () => /listed under the field/.test(await spoken.textContent()));
  const said = await spoken.textContent();
  await box.pressSequentially(" wake the sleepers");
  await until("the whole sentence is looked for", async () => (await found.getByRole("listitem").count()) > 0);
  assert.equal(await spoken.textContent(), said, "it is said once");
  assert.equal(ben.n_requests(/sensor|Our/i), 0, "nothing that was typed is in an address");
  await check_accessible(ben.page, "putting a problem that others faced");
  await found.getByRole("link", { name: "A sensor mat that goes off by itself" }).click();
  await ben.page.getByRole("heading", { name: "A sensor mat that goes off by itself", level: 2 }).waitFor();
});

scene("what was typed is kept when the screen is left, and by Escape", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  const problem = await stage.server.raise("ana", community, TITLE);
  await stage.server.give("ben", community, { type: "join" });
  const ben = await in_whole(stage, "ben", community);
  await ben.page.getByRole("link", { name: TITLE }).click();
  await ben.page.getByLabel("Your turn").fill("Ours are too old.");
  await begin(ben, sum_up);
  await fill(ben, { "What did it come to?": "Fewer mats." });
  await ben.page.keyboard.press("Escape");
  await ben.page.getByRole("form", { name: sum_up.replace("up ", "up: ") }).waitFor({ state: "detached" });
  assert.match((await ben.focused()).name, /^Sum it up \(begun\)/, "the focus is where the form was opened");
  await ben.page.getByRole("link", { name: "Falls", exact: true }).first().click();
  await ben.page.getByRole("button", { name: "Raise a problem" }).click();
  await ben.page.getByLabel("What is the problem?").fill("Half a sentence");
  await ben.page.getByRole("link", { name: TITLE }).first().click();
  await ben.page.getByRole("heading", { name: TITLE, level: 2 }).waitFor();
  assert.equal(await ben.page.getByLabel("Your turn").inputValue(), "Ours are too old.");
  await ben.page.getByRole("button", { name: /^Sum it up \(begun\)/ }).click();
  assert.equal(await ben.page.getByLabel("What did it come to?").inputValue(), "Fewer mats.");
  await send(ben);
  await ben.page.locator("#notice").getByText("Your summary is there.").waitFor();
  await ben.page.getByRole("link", { name: "Falls", exact: true }).first().click();
  await ben.page.getByRole("button", { name: "Raise a problem (begun)" }).click();
  assert.equal(await ben.page.getByLabel("What is the problem?").inputValue(), "Half a sentence");
  assert.ok(problem);
});

scene("what somebody typed is not there for the next one who signs in", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  await stage.server.give("ben", community, { type: "join" });
  const ben = await in_whole(stage, "ben", community);
  await ben.page.getByRole("button", { name: "Raise a problem" }).click();
  await ben.page.getByLabel("What is the problem?").fill("Only mine");
  await ben.page.evaluate(() => {
    const element = document.querySelector("communities-of-practice");
    element.tokenProvider = async () => (await fetch("/token?person=ana", { cache: "no-store" })).text();
  });
  await ben.page.getByRole("link", { name: "Needs you" }).waitFor();
  await ben.page.getByRole("button", { name: "Raise a problem" }).click();
  assert.equal(await ben.page.getByLabel("What is the problem?").inputValue(), "");
});

scene("the life of a problem is told in words, and goes on with what people do", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const problem = await stage.server.raise("ana", community, TITLE);
  const ana = await in_whole(stage, "ana", community);
  await ana.page.getByRole("link", { name: TITLE }).click();
  const reached = async () => (await steps(ana)).filter((step) => step.endsWith("(done)")).length;
  await until("it is raised", async () => (await reached()) === 1);
  await ana.page.getByText("Next: an answer from somebody else, even a short one.").waitFor();
  await stage.server.reply("ben", community, problem, "Ours are quieter since we moved them.");
  await until("it is answered", async () => (await reached()) === 2);
  await stage.server.reply("cem", community, problem, "We took half of them away.");
  await until("it is thought through", async () => (await reached()) === 3);
  await turn(ana, "We took half of them away.").getByRole("button", { name: /^This changed how I see it/ }).click();
  await until("it changed a view", async () => (await reached()) === 4);
  await ana.page.getByText("Next: sum it up for the next person who faces this.").waitFor();
  await offer(ana, sum_up, { "What did it come to?": "Half as many." }, "Your summary is there.");
  await until("it is summed up", async () => (await reached()) === 5);
  assert.deepEqual((await steps(ana)).at(-1), "Something came of it (not yet)");
  await check_accessible(ana.page, "the life of a problem");
});

scene("somebody who faced it elsewhere is asked by keyboard, and the thread shows to whom that is", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  for (const person of ["ben", "cem", "dia"]) await stage.server.give(person, community, { type: "join" });
  await state(stage, community, "ana", "organisation", "Northmoor General");
  await state(stage, community, "cem", "organisation", "Northmoor General");
  await state(stage, community, "ben", "organisation", "Community Trust");
  await state(stage, community, "dia", "organisation", "Community Trust");
  await stage.server.raise("ben", community, "A mat with a sensor that nobody hears");
  await stage.server.raise("ana", community, TITLE);
  const ana = await in_whole(stage, "ana", community);
  await ana.page.getByRole("link", { name: TITLE }).click();
  const keyboard = new Keyboard(ana);
  await keyboard.go_to("button", "Ask someone who has faced this");
  await keyboard.press("Enter");
  assert.equal((await ana.focused()).tag, "select");
  const groups = await ana.page.getByLabel("Whom do you ask?").locator("optgroup").evaluateAll((all) =>
    all.map((group) => [group.label, [...group.querySelectorAll("option")].map((option) => option.textContent)]),
  );
  assert.deepEqual(groups.slice(-3), [
    ["Took part in something like it", ["Ben Hughes, Community Trust: “A mat with a sensor that nobody hears”"]],
    ["See it from elsewhere", ["Dia Rossi, Community Trust"]],
    ["Others here", ["Cem Yildiz, Northmoor General"]],
  ]);
  await check_accessible(ana.page, "asking somebody");
  await ana.page.getByLabel("Whom do you ask?").selectOption({ label: groups.at(-3)[1][0] });
  await keyboard.go_to("textarea", "What do you ask them?");
  await keyboard.type("What did you do about yours?");
  await keyboard.go_to("button", "Ask them");
  await keyboard.press("Enter");
  await turn(ana, "What did you do about yours?").getByText("to Ben").waitFor();
  assert.equal((await ana.focused()).name, "Your question is in the thread, addressed to them.Close");
});

scene("turns show from where somebody speaks, and few buttons until they are asked for", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  await stage.server.give("ben", community, { type: "join" });
  const problem = await stage.server.raise("ana", community, TITLE);
  await stage.server.give("ben", community, { type: "reply", in_reply_to: problem, to: ["ana"], stance: "experience", text: "At my father’s bed nobody came.", vantage: "a carer" });
  const ana = await in_whole(stage, "ana", community);
  await ana.page.getByRole("link", { name: TITLE }).click();
  const said = turn(ana, "At my father’s bed nobody came.");
  await said.getByText("speaking as a carer").waitFor();
  await said.getByText("to Ana").waitFor();
  const seen = [];
  for (const button of await said.getByRole("button").all()) if (await button.isVisible()) seen.push((await button.textContent()).split(/ ?what| \(what/)[0].trim());
  assert.deepEqual(seen, ["This changed how I see it", "Like", "Say thank you"]);
  await said.locator("summary", { hasText: "More" }).click();
  await said.getByRole("button", { name: /^Raise a concern/ }).waitFor();
});

scene("who has joined is offered what to do next, until they have said who they are", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  await stage.server.raise("ana", community, TITLE);
  const ben = await in_whole(stage, "ben", community);
  await go_to_part(ben, "Now");
  await join(ben, "Falls");
  await ben.page.getByRole("heading", { name: "You are in. What next?" }).waitFor();
  await check_accessible(ben.page, "what to do next");
  await offer(ben, "Introduce myself", { "Who are you?": "I work nights." }, "Your words stand beside your name.");
  await ben.page.getByRole("heading", { name: "You are in. What next?" }).waitFor({ state: "detached" });
});
