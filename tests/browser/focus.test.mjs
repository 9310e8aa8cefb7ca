import assert from "node:assert/strict";
import { answer, answer_request, go_to_part, join, write_request } from "./acts.mjs";
import { begin, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";
import { Wire } from "./wire.mjs";

// Where the focus goes when what had it is gone: never to nowhere, and never to where nobody would look for it.
raise_stage();

const NAME = "Sepsis";

async function open(stage, person, community, more = "") {
  const reader = await stage.reader();
  const widget = `<communities-of-practice community="${community}" ${more}></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person, widget }));
  return reader;
}

const press = (reader, name) => reader.page.getByRole("button", { name, exact: true }).first().press("Enter");

/** Waits until the focus is on what is named so; what is waited for may still be on its way. */
const focus_is_on = (reader, name) =>
  until(`the focus is on ${name}`, async () => {
    const stop = await reader.focused();
    return typeof name === "string" ? stop.name === name : name.test(stop.name);
  });

scene("a request that is taken back leaves the focus where one can ask again", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME, access: "on_request" });
  const ben = await open(stage, "ben", community);
  await write_request(ben, NAME, "I am curious.");
  await press(ben, "Send");
  await focus_is_on(ben, "Waiting for an answer");
  await press(ben, `Take back ${NAME}`);
  await focus_is_on(ben, `Ask to join ${NAME}`);
});

scene("a form that is closed leaves the focus on the button that opened it", async (stage) => {
  const [open_one, asked] = [
    await stage.server.found("ana", stage.community(), { name: NAME }),
    await stage.server.found("ana", stage.community(), { name: NAME, access: "on_request" }),
  ];
  await stage.server.give("ben", asked, { type: "ask_to_join", reason: "I am curious." });
  const [cem, dia, ana] = [await open(stage, "cem", open_one), await open(stage, "dia", asked), await open(stage, "ana", asked)];
  await go_to_part(ana, "People");
  for (const [reader, opener] of [
    [cem, `Join ${NAME}`],
    [dia, `Ask to join ${NAME}`],
    [ana, "Let in Ben Hughes"],
    [ana, "Decline Ben Hughes"],
  ]) {
    await press(reader, opener);
    await reader.page.getByRole("form").getByRole("textbox").first().waitFor();
    await press(reader, "Not now");
    await focus_is_on(reader, new RegExp(`^${opener}`));
  }
  await go_to_part(ana, "Problems");
  await press(ana, "Raise a problem");
  await press(ana, "Not now");
  await focus_is_on(ana, "Raise a problem");
  await go_to_part(ana, "Practice");
  await press(ana, "Raise a concern");
  await press(ana, "Not now");
  await focus_is_on(ana, /^Raise a concern/);
});

scene("following and leaving leave the focus on what is there then", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const ben = await open(stage, "ben", community);
  await press(ben, "Follow without joining");
  await focus_is_on(ben, "Stop following");
  await press(ben, "Stop following");
  await focus_is_on(ben, "Follow without joining");
  await join(ben, NAME);
  await focus_is_on(ben, "You are a member");
  await press(ben, "Leave this community");
  await press(ben, "Leave");
  await focus_is_on(ben, /^You have left Sepsis\./);
  await press(ben, "Close");
  await focus_is_on(ben, NAME);
});

scene("a request that is answered leaves the focus on the sentence that says so", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME, access: "on_request" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "ask_to_join", reason: "I am curious." });
  const ana = await open(stage, "ana", community);
  await go_to_part(ana, "Needs you");
  await answer_request(ana, "Ben Hughes", "Let in", "Welcome.");
  await focus_is_on(ana, /^Ben Hughes is a member now\./);
  await answer_request(ana, "Cem Yildiz", "Decline", "Not this time.");
  await focus_is_on(ana, /^Cem Yildiz has your answer\./);
});

scene("what is not sent after all leaves the focus on the heading", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  await stage.server.plan("ana", community, "Working session");
  await stage.server.give("ben", community, { type: "join" });
  const wire = stage.closes(await Wire.to(stage.server.origin));
  const ben = await stage.reader();
  const widget = `<communities-of-practice community="${community}"></communities-of-practice>`;
  await ben.open(stage.intranet.put({ person: "ben", widget, loader: `${wire.origin}/embed/v1/cop.js` }));
  await answer(ben, "Yes").waitFor();
  wire.cut();
  await answer(ben, "Yes").press("Enter");
  await press(ben, "Do not send: Answer to a meeting, not sent yet");
  await focus_is_on(ben, NAME);
});

scene("a mark that can be set once leaves the focus on the sentence that says so", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const ben = await open(stage, "ben", community, `view="problem" problem="${problem}"`);
  await press(ben, "This changed how I see it (what Ana Okafor said)");
  await focus_is_on(ben, /^Noted: this changed how you see it\./);
});

scene("what is taken back leaves the focus on the sentence that says so", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.reply("ana", community, problem, "We have not agreed on it.");
  const ana = await open(stage, "ana", community, `view="problem" problem="${problem}"`);
  await ana.page.getByRole("link", { name: "More about this problem" }).press("Enter");
  await begin(ana, "Take it back what Ana Okafor said");
  await send(ana);
  await focus_is_on(ana, /^It is taken back\./);
});

scene("where somebody else's act takes away what has the focus, it goes to what stands beside it, and nothing scrolls", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const event = await stage.server.plan("ana", community, "Working session");
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const ben = await open(stage, "ben", community);
  const scrolled = () => ben.page.evaluate(() => scrollY);

  await ben.page.getByRole("button", { name: "Answer Who takes the first blood culture?" }).focus();
  const before = await scrolled();
  await stage.server.reply("cem", community, problem, "The night team does.");
  await focus_is_on(ben, "Who takes the first blood culture?");
  assert.equal(await scrolled(), before);

  await answer(ben, "Yes").focus();
  await stage.server.give("ana", community, { type: "cancel_event", event, reason: "The room is flooded." });
  await ben.page.getByText("No meeting is planned yet.").waitFor();
  await until("the focus is in the widget", async () => (await ben.focused()).is_inside);
});

scene("the focus stays in the page where it is when something goes from the widget", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const ben = await open(stage, "ben", community);
  const button = ben.page.getByRole("button", { name: "Answer Who takes the first blood culture?" });
  await button.focus();
  await ben.page.locator("#own-button").focus();
  await stage.server.reply("cem", community, problem, "The night team does.");
  await button.waitFor({ state: "detached" });
  assert.equal((await ben.focused()).name, "A button of the page");
});
