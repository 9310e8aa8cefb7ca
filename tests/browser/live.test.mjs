import assert from "node:assert/strict";
import { take_turn, turn } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";
import { Wire } from "./wire.mjs";

raise_stage();

const widget = (attributes) => `<communities-of-practice ${attributes}></communities-of-practice>`;

/** How often each of the sentences stands in the widget. */
async function counts(reader, sentences) {
  const text = await reader.widget().evaluate((element) => {
    const shown = [];
    const walker = document.createTreeWalker(element.shadowRoot, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) shown.push(walker.currentNode.data);
    return shown.join("\n");
  });
  return sentences.map((sentence) => text.split(sentence).length - 1);
}

scene("a stream that is cut resumes with nothing missing and nothing twice, however often", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const wire = stage.closes(await Wire.to(stage.server.origin));
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({
      person: "ben",
      loader: `${wire.origin}/embed/v1/cop.js`,
      widget: widget(`view="problem" community="${community}" problem="${problem}"`),
    }),
  );
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();

  const said = [];
  const say = async (sentence) => {
    said.push(sentence);
    await stage.server.reply("ana", community, problem, sentence);
  };
  await say("Sentence 0, while all is well.");
  await reader.page.getByText(said.at(-1)).waitFor();
  for (let round = 1; round <= 3; round += 1) {
    wire.cut();
    await say(`Sentence ${round}a, while the wire is cut.`);
    await say(`Sentence ${round}b, while the wire is cut.`);
    wire.mend();
    await say(`Sentence ${round}c, while it is being mended.`);
    await reader.page.getByText(said.at(-1)).waitFor();
  }
  assert.deepEqual(await counts(reader, said), said.map(() => 1));
});

scene("what the reader did while the wire was cut is done once it is mended, and once", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const wire = stage.closes(await Wire.to(stage.server.origin));
  const reader = await stage.reader();
  const page = { person: "ben", loader: `${wire.origin}/embed/v1/cop.js` };
  await reader.open(
    stage.intranet.put({ ...page, widget: widget(`view="problem" community="${community}" problem="${problem}"`) }),
  );
  const sentence = "Whoever finds the vein.";
  await reader.page.getByLabel("Your turn").fill(sentence);
  // The command reaches the server and the answer is lost: the worst moment for a line to break.
  let is_lost = false;
  await reader.page.route("**/v1/commands", async (route) => {
    if (is_lost || route.request().method() !== "POST") return route.continue();
    is_lost = true;
    await route.fetch();
    return route.abort("connectionreset");
  });
  await reader.page.getByRole("button", { name: /^Reply/ }).click();
  await until("the answer was lost", () => is_lost);

  const turns = async () => {
    const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`);
    return JSON.parse(text).turns.filter((said) => said.text === sentence).length;
  };
  await until("the server has the turn", async () => (await turns()) === 1);
  const marker = "A later turn of somebody else.";
  await stage.server.reply("ana", community, problem, marker);
  await reader.page.getByText(marker).waitFor();
  assert.equal(await turns(), 1, "once on the server");
  assert.deepEqual(await counts(reader, [sentence, marker]), [1, 1], "once in the page");
});

scene("others' acts appear by themselves, and what the reader is typing stays", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({ person: "ben", widget: widget(`view="problem" community="${community}" problem="${problem}"`) }),
  );
  const field = reader.page.getByLabel("Your turn");
  await field.click();
  await reader.page.keyboard.type("Whoever ");
  await stage.server.reply("ana", community, problem, "We have not agreed on it.");
  await reader.page.getByText("We have not agreed on it.").waitFor();
  await reader.page.keyboard.type("finds the vein.");
  assert.equal(await field.inputValue(), "Whoever finds the vein.");
});

scene("a reply goes to whom it names, and the mark of an insight reaches its author by itself", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  await stage.server.reply("cem", community, problem, "The night team does, with us.", ["ana"]);
  const attributes = `view="problem" community="${community}" problem="${problem}"`;
  const [ana, ben] = [await stage.reader(), await stage.reader()];
  await ana.open(stage.intranet.put({ person: "ana", widget: widget(attributes) }));
  await ben.open(stage.intranet.put({ person: "ben", widget: widget(attributes) }));

  await ben.page.getByLabel("To", { exact: true }).selectOption({ label: "Cem Yildiz" });
  await take_turn(ben, "Who wakes you, and how?");
  const heard = turn(ana, "Who wakes you, and how?");
  await heard.waitFor();
  assert.match(await heard.textContent(), /to Cem/);
  const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`);
  const said = JSON.parse(text).turns.find((said) => said.text === "Who wakes you, and how?");
  assert.deepEqual(said.to.map((person) => person.id), ["cem"]);

  await heard.getByRole("button", { name: /^This changed how I see it/ }).click();
  await heard.getByText("Changed how you sees it").or(heard.getByText("Changed how you see it")).waitFor();
  await turn(ben, "Who wakes you, and how?").getByText("Changed how Ana sees it").waitFor();
});

scene("two widgets whose communities were read at different moments miss nothing in between", async (stage) => {
  const early = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const late = await stage.server.found("ana", stage.community(), { name: "Wound care" });
  const reader = await stage.reader();
  let has_joined;
  const joined = new Promise((resolve) => (has_joined = resolve));
  // The first is read before somebody joins it and arrives last; the second is read after that and opens the stream.
  await reader.page.route(`**/v1/communities/${early}/state*`, async (route) => {
    const response = await route.fetch();
    await stage.server.give("cem", early, { type: "join" });
    has_joined();
    await until("the stream is open", async () => (await stage.server.metric("cop_streams")) === 1);
    await route.fulfill({ response });
  });
  await reader.page.route(`**/v1/communities/${late}/state*`, async (route) => {
    await joined;
    await route.continue();
  });
  const both = widget(`id="early" loading="eager" community="${early}"`) + widget(`id="late" loading="eager" community="${late}"`);
  await reader.open(stage.intranet.put({ person: "ben", widget: both }), "early");
  await stage.server.give("dia", early, { type: "join" });
  await reader.widget("early").getByText(/[23] people/).first().waitFor();
  await reader.widget("early").getByText("3 people").first().waitFor();
});

scene("a widget that comes back beside another hears what others do, like the other", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const shown = `loading="eager" view="problem" community="${community}" problem="${problem}"`;
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: widget(`id="stays" ${shown}`) + widget(`id="goes" ${shown}`) }), "stays");
  await reader.ready("goes");
  await reader.widget("goes").evaluate(async (element) => {
    const place = element.parentElement;
    element.remove();
    // It has left the page by the next turn of the page's loop.
    await new Promise((left) => setTimeout(left));
    place.append(element);
  });
  await reader.ready("goes");
  await stage.server.reply("ana", community, problem, "We have not agreed on it.");
  for (const id of ["stays", "goes"]) await reader.widget(id).getByText("We have not agreed on it.").waitFor();
});
