import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { answer_request, go_to_part } from "./acts.mjs";
import { offer } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

async function at_desk(stage, person, community) {
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person, widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await go_to_part(reader, "Needs you");
  await reader.page.getByRole("heading", { name: "What needs you" }).waitFor();
  return reader;
}

scene("what waits for those who hold a community stands in one place, each with its one step", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis", access: "on_request" });
  await stage.server.give("ben", community, { type: "ask_to_join", reason: "I see it every night." });
  await stage.server.give("ana", community, { type: "approve_request", person: "ben" });
  await stage.server.give("cem", community, { type: "ask_to_join", reason: "I buy the services." });
  await stage.server.raise("ben", community, "Cultures come too late");
  await stage.server.give("ben", community, { type: "raise_concern", title: "Nobody asks the families" });
  const today = new Date().toISOString().slice(0, 10);
  const [drafted] = await stage.server.give("ana", community, { type: "draft_artefact", form: "guide", title: "First hour", text: "Begin." });
  await stage.server.give("ana", community, { type: "review_artefact", artefact: drafted.what.artefact, state: "current", next_review: today });

  const ana = await at_desk(stage, "ana", community);
  for (const heading of ["New here, and not welcomed yet", "Problems without a reply", "Concerns without an answer", "To be checked again"]) {
    await ana.page.getByRole("heading", { name: heading }).waitFor();
  }
  await check_accessible(ana.page, "a full desk");
  await answer_request(ana, "Cem Yildiz", "Let in", "Welcome.");
  await ana.page.getByText("I buy the services.").waitFor({ state: "detached" });
  await offer(ana, "Welcome them Ben Hughes", {}, "They are welcomed.");
  await offer(ana, "Answer this concern Nobody asks the families", { "What became of it?": "Something was changed" }, "Your answer is there.");
  await ana.page.getByRole("heading", { name: "Concerns without an answer" }).waitFor({ state: "detached" });
  await ana.page.getByRole("link", { name: "First hour" }).click();
  await offer(ana, "Check if it still holds First hour", { "What did you find?": "Still holds", "When should somebody look again? (optional)": "2030-01-01" }, "Your check is there.");
  await ana.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await go_to_part(ana, "Needs you");
  await ana.page.getByRole("heading", { name: "Problems without a reply" }).waitFor();
  assert.equal(await ana.page.getByRole("heading", { name: "To be checked again" }).count(), 0);
});

scene("a steward says what the community is for, where it stands, who is missing and what it works on", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  const ana = await at_desk(stage, "ana", community);
  await ana.page.getByText("Nothing waits for you today.").or(ana.page.getByText("not welcomed yet")).first().waitFor();
  await offer(ana, "Change what we are for", { "What does it care about?": "Sepsis seen early." }, "The purpose is changed.");
  await offer(ana, "Say where we stand", { "Where does the community stand?": "We are beginning to meet" }, "Saved: everybody can read where you stand.");
  await ana.page.getByText("Where we stand: We are beginning to meet.").waitFor();
  await offer(ana, "Say who is missing", { "Who is missing?": "Families", "What they share is their": "sector", "Its name": "Home" }, "Noted: they are missing here.");
  await offer(ana, "Add joint work", { "What is it called?": "One chart for all wards", "Ben Hughes": true }, "Saved: it is joint work of this community.");
  await check_accessible(ana.page, "a desk with a frame");
  await offer(ana, "They are not missing any more Families", null, "They are not looked for any more.");
  await offer(ana, "Take it off the list One chart for all wards", null, "It is off the list.");
  await ana.page.getByText("One chart for all wards").waitFor({ state: "detached" });
  const { text } = await stage.server.read(`/v1/communities/${community}`);
  assert.equal(JSON.parse(text).domain, "Sepsis seen early.");
});

scene("the desk is for those who hold the community", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  const ben = await stage.reader();
  await ben.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await ben.page.getByRole("link", { name: "Mine", exact: true }).waitFor();
  assert.equal(await ben.page.getByRole("link", { name: "Needs you" }).count(), 0);
});

scene("a problem without a reply names who has faced the like elsewhere, and asks them in one step", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.give("cem", community, { type: "join" });
  for (const [person, group] of [["ben", "Northmoor General"], ["cem", "Community Trust"]]) {
    await stage.server.give(person, community, { type: "state_affiliation", dimension: "organisation", affiliation: { known: group } });
  }
  const raise = async (person, title) => {
    const [raised] = await stage.server.give(person, community, { type: "raise_problem", title, text: "It happens every week.", terms: ["cultures"] });
    return raised.what.problem;
  };
  const earlier = await raise("ana", "Cultures get lost");
  await stage.server.reply("cem", community, earlier, "Ours carry a red label since March, and none was lost in six months.");
  const problem = await raise("ben", "Cultures come too late");
  const ana = await at_desk(stage, "ana", community);
  await ana.page.getByText("Cem Yildiz, Community Trust, took part in “Cultures get lost”.").waitFor();
  await check_accessible(ana.page, "a desk that suggests whom to ask");
  const answered = ana.page.waitForResponse(/v1\/commands/);
  await offer(ana, "Ask somebody across the boundary Cultures come too late", {}, "They are asked: it shows on the problem.");
  assert.equal((await answered).status(), 200);
  const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`, "cem");
  assert.ok(text.includes("You may have faced this where you work."), text);
});

scene("an artefact is checked, and a role handed over, from the line that suggests it", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  const today = new Date().toISOString().slice(0, 10);
  const [drafted] = await stage.server.give("ana", community, { type: "draft_artefact", form: "guide", title: "First hour", text: "Begin." });
  await stage.server.give("ana", community, { type: "review_artefact", artefact: drafted.what.artefact, state: "current", next_review: today });
  const ana = await at_desk(stage, "ana", community);
  await offer(ana, "Check if it still holds First hour", { "What did you find?": "Still holds", "When should somebody look again? (optional)": "2030-01-01" }, "Your check is there.");
  await ana.page.getByRole("heading", { name: "To be checked again" }).waitFor({ state: "detached" });
  await ana.page.getByRole("heading", { name: "This community rests on you alone" }).waitFor();
  await offer(ana, "Hand over my role steward", { "To whom?": "Ben Hughes" }, "The role is handed over.");
});

scene("whom to ask how they are, and whom to introduce, come from the server with the reason", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  for (const person of ["ben", "cem"]) {
    await stage.server.give(person, community, { type: "join" });
    await stage.server.give(person, community, { type: "set_preference", preference: "introductions", allowed: true });
  }
  const sent = {
    gone_quiet: {
      status: "shown",
      says: "1 member has gone quiet and would not mind being asked how they are.",
      does_not_say: "Why.",
      members: [{ person: "ben", last: "2026-08-01", due: "2026-09-15" }],
      waiting: 0,
    },
    could_meet: {
      status: "shown",
      says: "1 pair.",
      does_not_say: "That two people should talk.",
      pairs: [{ one: "ben", other: "cem", score: 1, shared: [], differ: ["organisation"], says: "Both took part in 2 things, and they work for different organisations." }],
    },
  };
  const ana = await stage.reader();
  await ana.page.route(/\/desk$/, (route) => route.fulfill({ json: sent, headers: { "access-control-allow-origin": "*" } }));
  await ana.open(stage.intranet.put({ person: "ana", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await go_to_part(ana, "Needs you");
  await ana.page.getByText("Last here 1 Aug 2026.").waitFor();
  await check_accessible(ana.page, "a desk with somebody who has gone quiet");
  const answered = ana.page.waitForResponse(/v1\/commands/);
  await offer(ana, "Introduce them to each other Ben Hughes and Cem Yildiz", {}, "They are introduced to each other.");
  assert.equal((await answered).status(), 200);
  const { text } = await stage.server.read(`/v1/activities?community=${community}`, "ana");
  assert.ok(text.includes('"introduced"'));
});
