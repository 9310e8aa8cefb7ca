import assert from "node:assert/strict";
import { answer_request, ask, go_to_part, join, send_request, take_turn, turn, write_request } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const page_of = (stage, person, community, more = "") =>
  stage.intranet.put({ person, widget: `<communities-of-practice community="${community}" ${more}></communities-of-practice>` });

const standing = async (stage, person, community) =>
  JSON.parse((await stage.server.read(`/v1/communities/${community}`, person)).text).standing;

const EVIDENCE = "Commissioning for evidence";

const on_request = (stage) => stage.server.found("ana", stage.community("evidence"), { name: EVIDENCE, access: "on_request" });

/** Lets something happen at the server just before the next command of this reader arrives there. */
async function just_before_the_next_command(reader, happens) {
  const first = async (route) => {
    await happens();
    await route.continue();
  };
  await reader.page.route("**/v1/commands", first, { times: 1 });
}

scene("asking with a reason is approved by a steward in another browser, with a message", async (stage) => {
  const community = await on_request(stage);
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ben.open(page_of(stage, "ben", community));
  await ask(ben, EVIDENCE, "I buy falls services for three practices.");

  await ana.page.getByRole("link", { name: "1 request to join" }).click();
  const reason = ana.page.getByText("I buy falls services for three practices.");
  await reason.waitFor();
  await answer_request(ana, "Ben Hughes", "Let in", "Welcome: bring the contracts.");

  await ben.page.getByText("You are a member").first().waitFor();
  assert.equal(await standing(stage, "ben", community), "member");
  await ana.page.getByText("Ben Hughes is a member now.").waitFor();
  assert.equal(await reason.count(), 0, "the request is gone");
  await ben.page.getByText("Welcome: bring the contracts.").waitFor();
});

scene("a request that is declined shows the steward's message, and no way in", async (stage) => {
  const community = await on_request(stage);
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ben.open(page_of(stage, "ben", community));
  await ask(ben, EVIDENCE, "I am curious.");

  await go_to_part(ana, "People");
  await ana.page.getByText("I am curious.").waitFor();
  await answer_request(ana, "Ben Hughes", "Decline", "This is for those who buy services. Falls prevention is open.");

  await ben.page.getByText("This is for those who buy services. Falls prevention is open.").waitFor();
  assert.equal(await ben.page.getByRole("button", { name: /join/i }).count(), 0);
  assert.equal(await standing(stage, "ben", community), "declined");
});

scene("a request is never declined without words", async (stage) => {
  const community = await on_request(stage);
  await stage.server.give("ben", community, { type: "ask_to_join", reason: "I am curious." });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", community));
  await go_to_part(ana, "People");
  await ana.page.getByRole("button", { name: "Decline Ben Hughes" }).click();
  await ana.page.getByRole("button", { name: "Decline the request" }).click();
  const field = ana.page.getByLabel("Why not, and what instead?");
  await ana.page.getByText("Write something here").waitFor();
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.equal((await ana.focused()).name, "Why not, and what instead?", "the focus goes to the field");
  assert.equal(await standing(stage, "ben", community), "asked");
});

scene("what a page allowed and the server refuses is undone, and the reason is said", async (stage) => {
  const community = await on_request(stage);
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  await write_request(ben, EVIDENCE, "I am curious.");
  await just_before_the_next_command(ben, async () => {
    await stage.server.give("ben", community, { type: "ask_to_join", reason: "From my telephone." });
    await stage.server.give("ana", community, { type: "decline_request", person: "ben", message: "Not this time." });
  });
  await send_request(ben, EVIDENCE);
  await ben.page.getByText("Your request was turned down before.").first().waitFor();
  await ben.page.getByText("Not this time.").waitFor();
  assert.equal(await ben.page.getByText("Waiting for an answer").count(), 0);
  assert.equal((await ben.hears("cop-failed")).detail.code, "declined_before");
});

scene("a turn in a community that one has left meanwhile is undone, and what was typed is kept", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community, `view="problem" problem="${problem}"`));
  await just_before_the_next_command(ben, () => stage.server.give("ben", community, { type: "leave" }));
  await ben.page.getByLabel("Your turn").fill("Whoever finds the vein.");
  await ben.page.getByRole("button", { name: /^Reply to/ }).click();
  await ben.page.getByText("Only members can do this. Join the community first.").waitFor();
  assert.equal(await turn(ben, "Whoever finds the vein.").count(), 0);
  await stage.server.give("ben", community, { type: "join" });
  assert.equal(await ben.page.getByLabel("Your turn").inputValue(), "Whoever finds the vein.");
  const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`);
  assert.equal(JSON.parse(text).turns.length, 0);
});

scene("joining with a sentence about what brings one shows it to the others", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await go_to_part(ana, "People");
  await ben.open(page_of(stage, "ben", community));
  await join(ben, "Sepsis", "I see it every night.");
  await ana.page.getByText("I see it every night.").waitFor();
});

scene("somebody joins from the directory, leaves by a dialog, and may come back", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: `Sepsis of ${stage.community("x")}` });
  const { name } = JSON.parse((await stage.server.read(`/v1/communities/${community}`)).text);
  const ben = await stage.reader();
  await ben.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice view="directory"></communities-of-practice>` }));
  await join(ben, name);
  assert.deepEqual((await ben.hears("cop-joined")).detail, { community });
  await ben.page.getByRole("link", { name }).click();
  await ben.page.getByRole("button", { name: "Leave this community" }).click();
  const dialog = ben.page.getByRole("dialog", { name: `Leave ${name}?` });
  await ben.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal((await ben.focused()).name, "Leave this community", "the focus goes back");
  await ben.page.getByRole("button", { name: "Leave this community" }).click();
  await dialog.getByRole("button", { name: "Leave", exact: true }).click();
  await ben.page.getByText(`You have left ${name}.`).waitFor();
  assert.deepEqual((await ben.hears("cop-left")).detail, { community });
  assert.equal(await standing(stage, "ben", community), "outside");
  await join(ben, name);
});

scene("the last steward cannot leave, and is told what to do", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", community));
  await ana.page.getByRole("button", { name: "Leave this community" }).click();
  await ana.page.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
  await ana.page.getByText("Make somebody else a steward first").first().waitFor();
  assert.equal(await standing(stage, "ana", community), "member");
});

scene("somebody who is not signed in reads a public community and is told to sign in to join", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "", community));
  await reader.page.getByRole("link", { name: "Sign in to join Sepsis" }).click();
  await reader.page.getByText("You are not signed in.").waitFor();
  await reader.hears("cop-auth-required");
  assert.equal(reader.n_requests(/v1\/commands/), 0);
});

scene("observers follow without joining, answer invitations, and may stop", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", community));
  await reader.page.getByRole("button", { name: "Follow without joining" }).click();
  await reader.page.getByText("You follow this").waitFor();
  await reader.page.getByRole("button", { name: "Stop following" }).click();
  await reader.page.getByRole("button", { name: "Follow without joining" }).waitFor();
  assert.equal(await standing(stage, "ben", community), "outside");
});

scene("a member raises a problem, and another answers it from the list", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ben.open(page_of(stage, "ben", community));
  await ben.page.getByRole("button", { name: "Raise a problem" }).click();
  await ben.page.getByLabel("What is the problem?").fill("Who takes the first blood culture?");
  await ben.page.getByLabel("What else should people know? (optional)").fill("At night nobody does.");
  await ben.page.getByRole("button", { name: "Raise it" }).click();
  await ana.page.getByRole("button", { name: "Answer Who takes the first blood culture?" }).click();
  await ana.page.getByText("At night nobody does.").waitFor();
  await take_turn(ana, "The night team does, with us.");
  await ben.page.getByRole("link", { name: "Who takes the first blood culture?" }).click();
  await turn(ben, "The night team does, with us.").waitFor();
});
