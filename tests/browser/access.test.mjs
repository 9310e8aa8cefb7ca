import assert from "node:assert/strict";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const page_of = (stage, person, community, more = "") =>
  stage.intranet.put({ person, widget: `<communities-of-practice community="${community}" ${more}></communities-of-practice>` });

const standing = async (stage, person, community) =>
  JSON.parse((await stage.server.read(`/v1/communities/${community}`, person)).text).standing;

async function on_request(stage) {
  const community = stage.community("evidence");
  return stage.server.found("ana", community, { name: "Commissioning for evidence", access: "on_request" });
}

/** Asks to join with a reason, and waits until the page says that the request is made. */
async function ask(reader, reason) {
  await reader.page.getByRole("button", { name: "Ask to join" }).first().click();
  await reader.page.getByLabel(/reason|why/i).fill(reason);
  await reader.page.getByRole("button", { name: "Ask to join" }).last().click();
  await reader.page.getByText("You have asked to join").waitFor();
}

scene("asking with a reason is approved by a steward in another browser, with a message", async (stage) => {
  const community = await on_request(stage);
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ben.open(page_of(stage, "ben", community));
  await ask(ben, "I buy falls services for three practices.");

  await ana.page.getByRole("link", { name: "People", exact: true }).click();
  await ana.page.getByText("I buy falls services for three practices.").waitFor();
  await ana.page.getByLabel(/message/i).fill("Welcome: bring the contracts.");
  await ana.page.getByRole("button", { name: /approve|let .* in/i }).click();

  await ben.page.getByText("You are a member").first().waitFor();
  assert.equal(await standing(stage, "ben", community), "member");
  assert.equal(await ana.page.getByText("I buy falls services for three practices.").count(), 0, "the request is gone");
});

scene("a request that is declined shows the steward's message, and no way in", async (stage) => {
  const community = await on_request(stage);
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ben.open(page_of(stage, "ben", community));
  await ask(ben, "I am curious.");

  await ana.page.getByRole("link", { name: "People", exact: true }).click();
  await ana.page.getByText("I am curious.").waitFor();
  await ana.page.getByLabel(/message/i).fill("This is for those who buy services. Falls prevention is open.");
  await ana.page.getByRole("button", { name: /decline/i }).click();

  await ben.page.getByText("This is for those who buy services. Falls prevention is open.").waitFor();
  assert.equal(await ben.page.getByRole("button", { name: /join/i }).count(), 0);
  assert.notEqual(await standing(stage, "ben", community), "member");
});

scene("what a page allowed and the server refuses is undone, and the reason is said", async (stage) => {
  const community = await on_request(stage);
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  await ben.page.getByRole("button", { name: "Ask to join" }).first().click();
  await ben.page.getByLabel(/reason|why/i).fill("I am curious.");

  // Meanwhile, behind the back of this page: its stream stands still while somebody turns the person down.
  await ben.page.route("**/v1/commands", async (route) => {
    await ben.page.unroute("**/v1/commands");
    await stage.server.give("ben", community, { type: "ask_to_join", reason: "From my telephone." });
    await stage.server.give("ana", community, { type: "decline_request", person: "ben", message: "Not this time." });
    await route.continue();
  });
  await ben.page.getByRole("button", { name: "Ask to join" }).last().click();
  await ben.page.getByText("This request was turned down before").first().waitFor();
  await ben.page.getByText("Not this time.").waitFor();
  assert.equal(await ben.page.getByText("You have asked to join").count(), 0);
});

scene("a reply to a community that one was taken out of is undone, and what was typed is kept", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community, `view="problem" problem="${problem}"`));
  await ben.page.getByLabel("Your turn").fill("Whoever finds the vein.");
  await ben.page.route("**/v1/commands", async (route) => {
    await ben.page.unroute("**/v1/commands");
    await stage.server.give("ben", community, { type: "leave" });
    await route.continue();
  });
  await ben.page.getByRole("button", { name: /^Reply/ }).click();
  await ben.page.getByText("Only members may do this").first().waitFor();
  assert.equal(await ben.page.getByRole("article").filter({ hasText: "Whoever finds the vein." }).count(), 0);
  const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`);
  assert.equal(JSON.parse(text).turns.length, 0);
});

scene("joining with a sentence about what brings one shows it to the others", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(page_of(stage, "ana", community));
  await ana.page.getByRole("link", { name: "People", exact: true }).click();
  await ben.open(page_of(stage, "ben", community));
  await ben.page.getByRole("button", { name: "Join", exact: true }).click();
  await ben.page.getByLabel(/brings you/i).fill("I see it every night.");
  await ben.page.getByRole("button", { name: "Join", exact: true }).click();
  await ben.page.getByText("You are a member").first().waitFor();
  await ana.page.getByText("I see it every night.").waitFor();
});

scene("somebody who is not signed in reads a public community and is told how to join", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "", community));
  await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).waitFor();
  await reader.page.getByText(/sign in/i).first().waitFor();
  assert.equal(reader.n_requests(/v1\/commands/), 0);
});

scene("observers follow without joining, and may stop", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(page_of(stage, "ben", community));
  await reader.page.getByRole("button", { name: "Follow without joining" }).click();
  await reader.page.getByText(/you follow/i).first().waitFor();
  assert.equal(await standing(stage, "ben", community), "observer");
});
