import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { begin, fill, offer, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const page_of = (stage, person, attributes) =>
  stage.intranet.put({ person, widget: `<communities-of-practice ${attributes}></communities-of-practice>` });

async function at_place(stage, person, community) {
  const reader = await stage.reader();
  await reader.open(page_of(stage, person, `community="${community}"`));
  await go_to_part(reader, "Mine");
  await reader.page.getByRole("heading", { name: "My place here" }).waitFor();
  return reader;
}

scene("a member says when they are away and that they are back, and others see it", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  const ben = await at_place(stage, "ben", community);
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `community="${community}"`));
  await go_to_part(ana, "People");
  await offer(ben, "Say when I am away", {}, "Noted.");
  await ana.page.getByText("Away at the moment.").waitFor();
  await check_accessible(ben.page, "my place, away");
  await offer(ben, "I am back", null, "Welcome back.");
  await ana.page.getByText("Away at the moment.").waitFor({ state: "detached" });
});

scene("a day before the first is said at its field", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const ana = await at_place(stage, "ana", community);
  await begin(ana, "Say when I am away");
  await fill(ana, { "Until which day? (optional)": "2020-01-01" });
  await send(ana);
  await ana.page.getByText("This day lies before the one it must follow.").waitFor();
  assert.equal((await ana.focused()).name, "Until which day? (optional)");
});

scene("what a member allows counts at once", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const ana = await at_place(stage, "ana", community);
  const box = ana.page.getByLabel("Others may introduce me to somebody");
  assert.equal(await box.isChecked(), false);
  const answered = ana.page.waitForResponse(/v1\/commands/);
  await box.check();
  assert.equal((await answered).status(), 200);
  await ana.page.reload();
  await ana.ready();
  await go_to_part(ana, "Mine");
  assert.equal(await ana.page.getByLabel("Others may introduce me to somebody").isChecked(), true);
});

scene("the purpose is endorsed, asked again when it changes, and withdrawn", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const ana = await at_place(stage, "ana", community);
  await offer(ana, "This is what I am here for", null, "Noted: this is what you are here for.");
  await stage.server.give("ana", community, { type: "revise_purpose", name: "Sepsis", domain: "Seen early." });
  await ana.page.getByText("The purpose was changed since you said that it is yours.").waitFor();
  await offer(ana, "This is what I am here for", null, "Noted: this is what you are here for.");
  await offer(ana, "It is not what I am here for any more", null, "Noted: it is not any more.");
});

scene("the pulse is answered, and the page learns nothing of it", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const ana = await at_place(stage, "ana", community);
  await offer(ana, "Do you feel part of this community?", { "From 1 to 7": "7: fully" }, "Thank you. Your answer is counted without your name.");
  await offer(ana, "Do you know what we are trying to do?", { "From 1 to 7": "3" }, "Thank you. Your answer is counted without your name.");
  await check_accessible(ana.page, "my place");
});

scene("all that is mine stands in one place, and can be taken along", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis at night" });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `view="mine"`));
  await ana.page.getByRole("link", { name: "Sepsis at night" }).first().waitFor();
  await check_accessible(ana.page, "mine");
  for (const [button, name, holds] of [["Take all my data", "my-data.json", community], ["Take my statement", "facilitation-statement.txt", "Sepsis at night\nsteward"]]) {
    const saving = ana.page.waitForEvent("download");
    await ana.page.getByRole("button", { name: button }).click();
    const file = await saving;
    assert.equal(file.suggestedFilename(), name);
    assert.ok((await readFile(await file.path(), "utf8")).includes(holds), name);
    await ana.page.getByText(`The file ${name} is saved on your device.`).waitFor();
  }
  await ana.page.getByRole("link", { name: "My place Sepsis at night" }).click();
  await ana.page.getByRole("heading", { name: "My place here" }).waitFor();
});

scene("who is in nothing is told so, and who is not signed in is asked to sign in", async (stage) => {
  const dia = await stage.reader();
  await dia.open(page_of(stage, "dia", `view="mine"`));
  await dia.page.getByText("You are in no community yet.").waitFor();
  await check_accessible(dia.page, "nothing is mine");
  const nobody = await stage.reader();
  await nobody.page.goto(page_of(stage, "", `view="mine" loading="eager"`));
  await nobody.page.getByRole("button", { name: "Sign in" }).waitFor();
});

scene("somebody begins a community from the directory, and is its steward", async (stage) => {
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", `view="directory"`));
  await ben.page.getByRole("link", { name: "Begin a community" }).click();
  await begin(ben, "Describe it");
  await check_accessible(ben.page, "beginning a community");
  const address = stage.community("lamps");
  await fill(ben, { "What is the community called?": "Night lamps", "What does it care about?": "Light enough to stand up.", "Its address (optional)": "Not An Address" });
  await send(ben);
  await ben.page.getByText("An address of a community has 2 to 60").waitFor();
  await fill(ben, { "Its address (optional)": address });
  await send(ben);
  await ben.page.getByRole("heading", { name: "Night lamps" }).waitFor();
  await ben.page.getByText("Your community has begun.").waitFor();
  await ben.page.getByText("You are a member").waitFor();
  const { text } = await stage.server.read(`/v1/communities/${address}`, "ben");
  assert.deepEqual(JSON.parse(text).roles, ["steward"]);
});

scene("somebody erases themselves after a question, and is nobody then", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("cem", community, { type: "join" });
  await stage.server.raise("cem", community, "Cultures come too late");
  const cem = await stage.reader();
  await cem.open(page_of(stage, "cem", `view="mine"`));
  await cem.page.getByRole("button", { name: "Erase me" }).click();
  const dialog = cem.page.getByRole("dialog", { name: "Erase all that is yours?" });
  await dialog.waitFor();
  await check_accessible(cem.page, "the question before erasing");
  await cem.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.equal((await cem.focused()).name, "Erase me", "the focus goes back");
  await cem.page.getByRole("button", { name: "Erase me" }).click();
  await dialog.getByRole("button", { name: "Erase me for good" }).click();
  await cem.page.getByText("You have been erased.").waitFor();
  const { text } = await stage.server.read(`/v1/communities/${community}/people`, "ana");
  assert.ok(!text.includes("Cem Yildiz"));
});

scene("what is worked out about a member is seen by them alone, in words, and with what the log has of them", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.raise("ben", community, "Cultures come too late");
  const ben = await at_place(stage, "ben", community);
  await ben.page.getByRole("heading", { name: "About you, seen only by you" }).waitFor();
  await ben.page.getByText("You are new here.").waitFor();
  await ben.page.locator("summary", { hasText: "What the log has about you here" }).click();
  await ben.page.getByRole("row", { name: /^Raised a problem 1 / }).waitFor();
  await check_accessible(ben.page, "about me");
  assert.equal(ben.n_requests(/own|personal|level/), 0, "nobody but the page knows");
});

scene("the facilitation statement can be read here, not only taken along", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis at night" });
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.give("ana", community, { type: "welcome", person: "ben" });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `view="mine"`));
  await ana.page.getByRole("button", { name: "Read my statement" }).click();
  await ana.page.getByRole("heading", { name: "My facilitation statement" }).waitFor();
  await ana.page.getByRole("row", { name: "Welcomed somebody 1" }).waitFor();
  assert.equal((await ana.focused()).name, "My facilitation statement");
  await check_accessible(ana.page, "a statement to read");
});

scene("communities are found for somebody by their own words, with the reason", async (stage) => {
  const mine = await stage.server.found("ana", stage.community(), { name: "Sepsis", terms: ["sepsis"] });
  const other = await stage.server.found("ben", stage.community(), { name: "Cultures", terms: ["blood cultures"] });
  await stage.server.give("ana", mine, { type: "raise_problem", title: "Cultures come too late", text: "Every week.", terms: ["blood cultures"] });
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `view="mine"`));
  await ana.page.getByRole("button", { name: "Find communities for me" }).click();
  await ana.page.getByText("You both care about blood cultures.").waitFor();
  await check_accessible(ana.page, "communities for me");
  await ana.page.getByRole("link", { name: "Cultures", exact: true }).click();
  await ana.page.getByText("You are a member").or(ana.page.getByRole("button", { name: "Join Cultures" })).first().waitFor();
  assert.ok(other);
});

scene("a community that somebody opens says why it may be for them, by their profession and what they would bring", async (stage) => {
  const mine = await stage.server.found("ben", stage.community(), { name: "Sepsis", terms: ["sepsis"] });
  await stage.server.give("ben", mine, { type: "state_affiliation", dimension: "profession", affiliation: { known: "Nurse" } });
  const community = await stage.server.found("ana", stage.community(), { name: "Nursing at night", terms: ["nurse"] });
  const sought = { type: "seek_constituency", name: "nurses", standpoints: [{ dimension: "profession", affiliation: { known: "Nurse" } }] };
  await stage.server.give("ana", community, sought);
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", `view="mine"`));
  await ben.page.getByRole("button", { name: "Find communities for me" }).click();
  await ben.page.getByText("You both care about nurse. They look for people like you, and have nobody yet.").waitFor();
  await ben.page.getByRole("link", { name: "Nursing at night", exact: true }).click();
  await ben.page.getByRole("heading", { name: "Why this may be for you" }).waitFor();
  await ben.page.getByText("You both care about nurse.", { exact: true }).waitFor();
  await ben.page.getByText("They look for this view and have nobody yet: nurses. You would bring it.").waitFor();
  await check_accessible(ben.page, "why a community may be for me");
  await ben.page.getByRole("link", { name: "Communities of practice", exact: true }).first().click();
  await ben.page.getByText("You both care about nurse. They look for people like you").waitFor();
  const ana = await stage.reader();
  await ana.open(page_of(stage, "ana", `community="${community}"`));
  await go_to_part(ana, "Mine");
  await go_to_part(ana, "Now");
  await ana.page.getByRole("heading", { name: "Next meeting" }).waitFor();
  assert.equal(await ana.page.getByText("Why this may be for you").count(), 0, "who is in it knows why");
});
