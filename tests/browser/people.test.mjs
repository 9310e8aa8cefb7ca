import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { begin, fill, offer, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

async function at_people(stage, person, community) {
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person, widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await go_to_part(reader, "People");
  await reader.page.getByText("Ana Okafor").first().waitFor();
  return reader;
}

async function three(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  return community;
}

const in_row = (reader, name) => reader.page.getByRole("listitem").filter({ has: reader.page.locator(".name", { hasText: name }) });

scene("a member says who they are, and is welcomed", async (stage) => {
  const community = await three(stage);
  const [ana, ben] = [await at_people(stage, "ana", community), await at_people(stage, "ben", community)];
  await offer(ben, "Introduce myself", { "Who are you?": "I run the night team." }, "Your words stand beside your name.");
  await in_row(ana, "Ben Hughes").getByText("I run the night team.").waitFor();
  await offer(ana, "Welcome them Ben Hughes", { "A few words (optional)": "Good that you are here." }, "They are welcomed.");
  await ben.page.getByText("Welcomed by Ana Okafor").waitFor();
  await ben.page.getByText("Good that you are here.").waitFor();
  assert.equal(await ana.page.getByRole("button", { name: "Welcome them Ben Hughes", includeHidden: true }).count(), 0);
  await offer(ana, "Note that we spoke Ben Hughes", null, "Noted: you spoke with them.");
  await check_accessible(ana.page, "people, as their steward");
});

scene("two who allow it are introduced; who does not is not offered", async (stage) => {
  const community = await three(stage);
  const ana = await at_people(stage, "ana", community);
  assert.equal(await ana.page.getByRole("button", { name: "Introduce two people" }).count(), 0);
  for (const person of ["ben", "cem"]) {
    await stage.server.give(person, community, { type: "set_preference", preference: "introductions", allowed: true });
  }
  await offer(ana, "Introduce two people", { "The one": "Ben Hughes", "The other": "Cem Yildiz" }, "They are introduced to each other.");
});

scene("one offers to guide another, who agrees, and either ends it", async (stage) => {
  const community = await three(stage);
  const [ben, cem] = [await at_people(stage, "ben", community), await at_people(stage, "cem", community)];
  await offer(ben, "Offer to guide them Cem Yildiz", null, /^That is said/);
  await cem.page.getByText("Ben Hughes offers to guide you.").waitFor();
  await offer(cem, "Agree to it Ben Hughes", null, /^That is said/);
  await ben.page.getByText("You guide Cem Yildiz.").waitFor();
  await offer(cem, "End the guidance Ben Hughes", null, "The guidance has ended.");
  await ben.page.getByText("You guide Cem Yildiz.").waitFor({ state: "detached" });
});

scene("a role is given with its time, handed over, and ended", async (stage) => {
  const community = await three(stage);
  const [ana, ben] = [await at_people(stage, "ana", community), await at_people(stage, "ben", community)];
  const role = { "Which role?": "facilitator", "How many minutes a week are kept free for it? (optional)": "60", "Which organisation recognises it? (optional)": "Northmoor" };
  await offer(ana, "Give a role Ben Hughes", role, "They have the role now.");
  await ben.page.getByText("facilitator (60 minutes a week, recognised by Northmoor)").waitFor();
  await offer(ben, "Hand over my role facilitator", { "To whom?": "Cem Yildiz" }, "The role is handed over.");
  await in_row(ana, "Cem Yildiz").getByText(/^facilitator/).waitFor();
  await offer(ana, "End the role facilitator, Cem Yildiz", {}, "The role has ended.");
  await in_row(ben, "Cem Yildiz").getByText(/^facilitator/).waitFor({ state: "detached" });
});

scene("too many minutes are said at their field", async (stage) => {
  const community = await three(stage);
  const ana = await at_people(stage, "ana", community);
  const minutes = "How many minutes a week are kept free for it? (optional)";
  await begin(ana, "Give a role Ben Hughes");
  await send(ana);
  await ana.page.getByText("Fill this in.").waitFor();
  await fill(ana, { "Which role?": "facilitator" });
  await fill(ana, { [minutes]: "9000" });
  await send(ana);
  await ana.page.getByText("That number is too small or too large.").waitFor();
  assert.equal(await ana.page.getByLabel(minutes).getAttribute("aria-invalid"), "true");
});

scene("somebody is invited by their id, and says where they work", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis", access: "by_invitation", visibility: "organisation" });
  const ana = await at_people(stage, "ana", community);
  await offer(ana, "Invite somebody", { "Whom would you like to invite?": "dia" }, "They are invited.");
  await until("the server has invited them", async () => {
    const { text } = await stage.server.read(`/v1/communities/${community}`, "dia");
    return JSON.parse(text).standing === "invited";
  });
  await offer(ana, "Say where I work", { "About my": "profession", "Its name (optional)": "Night nurse" }, "It is noted.");
  await until("the server knows it", async () => {
    const me = JSON.parse((await stage.server.read("/v1/me", "ana")).text);
    return JSON.stringify(me.affiliations).includes("Night nurse");
  });
});
