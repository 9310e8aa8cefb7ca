import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { begin, fill, offer, open_form, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const page_of = (stage, person, community) =>
  stage.intranet.put({ person, widget: `<communities-of-practice community="${community}"></communities-of-practice>` });

const GUIDE = "Bedside handover, one page";

async function community_of_two(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls prevention" });
  await stage.server.give("ben", community, { type: "join" });
  return community;
}

/** Somebody of the community at its practice. */
async function at_practice(stage, person, community) {
  const reader = await stage.reader();
  await reader.open(page_of(stage, person, community));
  await go_to_part(reader, "Practice");
  await reader.page.getByRole("heading", { name: "What we have learned" }).waitFor();
  return reader;
}

scene("a guide is written, used, written anew, checked, and what came of it is told and seen by another", async (stage) => {
  const community = await community_of_two(stage);
  const ana = await at_practice(stage, "ana", community);
  await offer(ana, "Write something to use", { "What is it called?": GUIDE, "What does it say? (optional)": "Say it **at the bed**." }, "It is there for everybody to use.");
  await check_accessible(ana.page, "practice with a guide");

  const ben = await at_practice(stage, "ben", community);
  await ben.page.getByRole("link", { name: GUIDE }).click();
  await ben.page.getByRole("heading", { name: GUIDE, level: 2 }).waitFor();
  await offer(ben, `I used it ${GUIDE}`, { "How did it go? (optional)": "On two wards." }, "Noted: you used it.");
  await ben.page.getByText("1 other person used it.").waitFor();
  await offer(ben, `Say what came of it ${GUIDE}`, { "What happened? (optional)": "Two fewer calls a shift.", "How far did it go?": "Put to use", "For whom?": "my team" }, "Your report is there.");
  await ben.page.getByText("Put to use: it helped, for my team.").waitFor();
  await offer(ben, `This changed how I see it ${GUIDE}`, null, "Noted: this changed how you see it.");
  const likes = ben.page.getByRole("button", { name: /^Like/ }).first();
  await likes.click();
  await ben.page.locator("[aria-pressed=true]", { hasText: "Like" }).first().waitFor();
  await offer(ben, `Edit it ${GUIDE}`, { "What does it say? (optional)": "Say it at the bed, and ask.", "What did you change, and why? (optional)": "People want to ask." }, "The new version is there.");
  await ben.page.getByText("Version 2").waitFor();
  await offer(ben, `Name what it rests on ${GUIDE}`, { "Where it stands": "10.1186/1748-5908-4-27" }, "Your source is there.");
  await ben.page.getByRole("link", { name: "doi:10.1186/1748-5908-4-27" }).waitFor();
  await check_accessible(ben.page, "a guide with all that came of it");

  await ana.page.getByRole("link", { name: GUIDE }).first().click();
  await ana.page.getByText("Two fewer calls a shift.").waitFor();
  await begin(ana, await ana.page.getByRole("button", { name: /^I saw that too/ }).first().evaluate((button) => button.textContent));
  await fill(ana, { "How do you know?": "We work together" });
  await send(ana);
  await ana.page.getByText("Seen by Ana Okafor too").waitFor();
  await offer(ana, `Check if it still holds ${GUIDE}`, { "What did you find?": "Needs work", "When should somebody look again? (optional)": "2027-05-01" }, "Your check is there.");
  await ben.page.getByText(/Needs work, looked at on/).waitFor();

  const { text } = await stage.server.read(`/v1/communities/${community}/artefacts`, "ben");
  assert.ok(text.includes(GUIDE));
});

scene("a story, a part of a journal, news and a link are shared, and others read them", async (stage) => {
  const community = await community_of_two(stage);
  const [ana, ben] = [await at_practice(stage, "ana", community), await at_practice(stage, "ben", community)];
  await offer(ben, "Tell a story", { "In a sentence": "The night we turned the lamp", "What happened?": "He saw the floor." }, "Your story is there.");
  await offer(ben, "Share from my journal", { "Which question does it answer?": "A chance to learn with other teams", "In a sentence": "A day with the ambulance", "The part you want to share": "They lift otherwise." }, "That part is shared now.");
  await offer(ben, "Share a document or a link", { "What is it called?": "Footwear advice", "Web address (optional)": "https://example.org/shoes" }, "It is shared.");
  await offer(ben, "Tell the community something", { "What is it, in a sentence?": "New lamps on all wards" }, "Everybody here can read it now.");
  for (const title of ["The night we turned the lamp", "A day with the ambulance", "Footwear advice", "New lamps on all wards"]) {
    await ana.page.getByRole("link", { name: title }).waitFor();
  }
  await check_accessible(ana.page, "practice with stories");
  await ana.page.getByRole("link", { name: "The night we turned the lamp" }).click();
  await ana.page.getByText("He saw the floor.").waitFor();
});

scene("a concern is raised, answered by another, and no longer open", async (stage) => {
  const community = await community_of_two(stage);
  const [ana, ben] = [await at_practice(stage, "ana", community), await at_practice(stage, "ben", community)];
  await offer(ben, "Raise a concern", { "What worries you?": "We talk about patients who are not there" }, "Your concern is there");
  await ana.page.getByText("Nobody has answered this yet.").waitFor();
  await offer(ana, "Answer this concern We talk about patients who are not there", { "What became of it?": "Something was changed", "In your own words (optional)": "Carers come from May." }, "Your answer is there.");
  await ben.page.getByText("Carers come from May.").waitFor();
  assert.equal(await ben.page.getByText("Nobody has answered this yet.").count(), 0);
});

scene("what is missing or wrong in a form is said at the field, which gets the focus", async (stage) => {
  const community = await community_of_two(stage);
  const ana = await at_practice(stage, "ana", community);
  await begin(ana, "Write something to use");
  assert.equal((await ana.focused()).name, "What is it?");
  await send(ana);
  const title = open_form(ana).getByLabel("What is it called?");
  await ana.page.getByText("Fill this in.").waitFor();
  assert.equal(await title.getAttribute("aria-invalid"), "true");
  assert.equal((await ana.focused()).name, "What is it called?");
  await fill(ana, { "What is it called?": GUIDE, "Web address (optional)": "ftp://example.org" });
  await check_accessible(ana.page, "a form with an error");
  await send(ana);
  await ana.page.getByText("A link begins with https:// or http://.").waitFor();
  assert.equal(await open_form(ana).getByLabel("Web address (optional)").getAttribute("aria-invalid"), "true");
  assert.equal(await title.inputValue(), GUIDE, "what was typed is kept");
  await ana.page.getByRole("button", { name: "Not now" }).click();
  assert.equal((await ana.focused()).name, "Write something to use (begun)", "the focus goes back");
});

scene("somebody who is not a member reads the practice, and is offered nothing that they may not do", async (stage) => {
  const community = await community_of_two(stage);
  await stage.server.give("ana", community, { type: "draft_artefact", form: "guide", title: GUIDE, text: "Say it." });
  const dia = await at_practice(stage, "dia", community);
  await dia.page.getByRole("link", { name: GUIDE }).click();
  await dia.page.getByText("Say it.").waitFor();
  assert.deepEqual(await dia.widget().getByRole("button").allTextContents(), [`Copy the link ${GUIDE}`]);
});

scene("what the screen is about is taken back, and the reader is told so on the list", async (stage) => {
  const community = await community_of_two(stage);
  await stage.server.give("ana", community, { type: "draft_artefact", form: "guide", title: GUIDE, text: "Say it." });
  const ana = await at_practice(stage, "ana", community);
  await ana.page.getByRole("link", { name: GUIDE }).click();
  await offer(ana, `Take it back ${GUIDE}`, {}, "It is taken back.");
  await ana.page.getByRole("heading", { name: "What we have learned" }).waitFor();
  await ana.page.getByRole("link", { name: GUIDE }).waitFor({ state: "detached" });
});

scene("a guide that is saved as it was is no new version", async (stage) => {
  const community = await community_of_two(stage);
  await stage.server.give("ana", community, { type: "draft_artefact", form: "guide", title: GUIDE, text: "Say it." });
  const ana = await at_practice(stage, "ana", community);
  await ana.page.getByRole("link", { name: GUIDE }).click();
  await begin(ana, `Edit it ${GUIDE}`);
  await send(ana);
  await ana.page.getByText("Nothing was changed. Change something first.").waitFor();
});

scene("a long address does not make the page wider than a small screen", async (stage) => {
  const community = await community_of_two(stage);
  const address = "https://library.northmoor.example/falls/ten-questions";
  const ana = await at_practice(stage, "ana", community);
  await offer(ana, "Share a document or a link", { "What is it called?": "Ten questions", "Web address (optional)": address }, "It is shared.");
  await ana.page.getByRole("link", { name: address }).waitFor();
  await ana.page.setViewportSize({ width: 320, height: 800 });
  const { scrollWidth, clientWidth } = await ana.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    return { scrollWidth, clientWidth };
  });
  assert.ok(scrollWidth <= clientWidth, `${scrollWidth} px wide on a screen of ${clientWidth}`);
});
