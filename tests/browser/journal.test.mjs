import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { check_accessible } from "./accessibility.mjs";
import { Keyboard } from "./keyboard.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const MARK = "zwiebelfisch";
const SKILLS = "A challenge that needed skills from outside my own area";

/** Everything that leaves the page: addresses, and what is sent along. */
function overhear(reader) {
  const sent = [];
  reader.page.on("request", (request) => sent.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
  return sent;
}

async function at_journal(stage, person, attributes = "") {
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person, widget: `<communities-of-practice view="mine" ${attributes}></communities-of-practice>` }));
  await reader.page.getByRole("link", { name: "Open my journal" }).click();
  await reader.page.getByRole("heading", { name: "Journal", level: 2 }).waitFor();
  return reader;
}

async function write(reader, question, text) {
  await reader.page.getByRole("button", { name: question }).click();
  await reader.page.getByLabel("Your note").fill(text);
  await reader.page.getByRole("button", { name: "Keep this note" }).click();
  await note(reader, text.split("\n")[0]).waitFor();
}

const notes = (reader) => reader.page.locator("ol.rows > li");
const note = (reader, text) => notes(reader).filter({ hasText: text });

scene("nothing of a journal is sent while it is written, changed, taken along, read back and deleted", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls" });
  const ana = await at_journal(stage, "ana");
  const sent = overhear(ana);
  await ana.page.getByText("Nothing stays on this device").waitFor();
  await check_accessible(ana.page, "an empty journal");
  await write(ana, SKILLS, `I asked a ${MARK} for help.`);
  assert.equal((await ana.focused()).name, "Your note is there.Close");
  await write(ana, "Something else", `A second ${MARK}.\n\nIn two parts.`);
  assert.match(await notes(ana).first().textContent(), /In two parts/, "the newest is first");
  await check_accessible(ana.page, "a journal with notes");

  await note(ana, "I asked a").getByRole("button", { name: /^Change note of/ }).click();
  await check_accessible(ana.page, "changing a note");
  await ana.page.getByLabel("Your note").fill(`I asked two ${MARK}s for help.`);
  await ana.page.getByRole("button", { name: "Keep this note" }).click();
  await note(ana, "I asked two").waitFor();
  assert.equal(await notes(ana).count(), 2);

  const saving = ana.page.waitForEvent("download");
  await ana.page.getByRole("button", { name: "Take my notes along" }).click();
  const file = await saving;
  assert.equal(file.suggestedFilename(), "journal.md");
  const taken = await readFile(await file.path(), "utf8");
  assert.ok(taken.includes(SKILLS) && taken.includes(`I asked two ${MARK}s`), taken);

  await note(ana, "I asked two").getByRole("button", { name: /^Delete note of/ }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Delete this note?" });
  await check_accessible(ana.page, "the question before deleting");
  await ana.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  assert.match((await ana.focused()).name, /^Delete note of/, "the focus goes back");
  await note(ana, "I asked two").getByRole("button", { name: /^Delete note of/ }).click();
  await dialog.getByRole("button", { name: "Delete it for good" }).click();
  await note(ana, "I asked two").waitFor({ state: "detached" });

  await ana.page.getByLabel("Read notes from a file").setInputFiles(await file.path());
  await note(ana, "I asked two").waitFor();
  assert.equal(await notes(ana).count(), 2, "what is there already is not doubled");
  await ana.page.getByText("1 note is read in.").waitFor();
  assert.deepEqual(sent.filter((what) => what.includes(MARK)), []);
  assert.ok(community);
});

scene("a part is shared only after it was shown as it is sent, and only that part", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Falls at home", visibility: "members" });
  const ana = await at_journal(stage, "ana");
  const sent = overhear(ana);
  await write(ana, SKILLS, `Alone I was a ${MARK}. With a porter it went well.`);
  await ana.page.getByRole("button", { name: /^Share a part note of/ }).click();
  await ana.page.getByLabel("With which community?").selectOption({ label: "Falls at home" });
  await ana.page.getByLabel("In a sentence").fill("It takes a porter");
  await ana.page.getByLabel("The part you want to share").fill("With a porter it went well.");
  await check_accessible(ana.page, "choosing a part of a note");
  await ana.page.getByRole("button", { name: "See what will be sent" }).click();
  const dialog = ana.page.getByRole("dialog", { name: "Share this with Falls at home?" });
  await dialog.waitFor();
  assert.match(await dialog.textContent(), /This is sent, with your name, and nothing else:.*skills from outside.*It takes a porter.*With a porter it went well\..*1 member of the community can read it/s);
  await check_accessible(ana.page, "what will be sent");
  assert.deepEqual(sent.filter((what) => what.startsWith("POST")), [], "nothing is sent before");
  await ana.page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  await ana.page.getByRole("button", { name: "See what will be sent" }).click();
  await dialog.getByRole("button", { name: "Share it" }).click();
  await ana.page.getByText("That part is shared now.").waitFor();
  await until("it is sent", async () => sent.some((what) => what.startsWith("POST") && what.includes("share_journal")));
  assert.deepEqual(sent.filter((what) => what.includes(MARK)), []);
  // The page shows it before the server has recorded it.
  const told = await until("the community has it", async () => {
    const { text } = await stage.server.read(`/v1/communities/${community}/stories`, "ana");
    return text.includes("It takes a porter") && text;
  });
  assert.ok(!told.includes(MARK), told);
});

scene("a note is written and deleted by keyboard alone", async (stage) => {
  const dia = await at_journal(stage, "dia");
  const keyboard = new Keyboard(dia);
  await keyboard.go_to("button", "Something else");
  await keyboard.press("Enter");
  assert.equal((await dia.focused()).tag, "textarea");
  await keyboard.type("By hand");
  await keyboard.press("Escape");
  await until("the form is closed", async () => (await dia.focused()).name.startsWith("Something else"));
  await keyboard.press("Enter");
  assert.equal(await dia.page.getByLabel("Your note").inputValue(), "By hand", "what was typed is kept");
  await keyboard.go_to("button", "Keep this note");
  await keyboard.press("Enter");
  await note(dia, "By hand").waitFor();
  await keyboard.go_to("button", /^Delete note of/);
  await keyboard.press("Enter");
  await keyboard.go_to("button", "Delete it for good");
  await keyboard.press("Enter");
  await note(dia, "By hand").waitFor({ state: "detached" });
});

for (const [persist, where] of [["device", "Your notes stay in this browser on this device"], ["tab", "Your notes stay until you close this tab"]]) {
  scene(`with persist="${persist}", notes are there after a reload, and for nobody else`, async (stage) => {
    const ana = await at_journal(stage, "ana", `persist="${persist}"`);
    const sent = overhear(ana);
    await ana.page.getByText(where).waitFor();
    await write(ana, SKILLS, `Kept: ${MARK}`);
    await write(ana, "Something else", `Gone: ${MARK}`);
    await note(ana, "Gone").getByRole("button", { name: /^Delete note of/ }).click();
    await ana.page.getByRole("button", { name: "Delete it for good" }).click();
    await note(ana, "Gone").waitFor({ state: "detached" });
    const open = async (person) => {
      await ana.open(stage.intranet.put({ person, widget: `<communities-of-practice view="mine" persist="${persist}"></communities-of-practice>` }));
      await ana.page.getByRole("link", { name: "Open my journal" }).click();
      await ana.page.getByText(where).waitFor();
    };
    await open("ana");
    await note(ana, "Kept").waitFor();
    assert.equal(await notes(ana).count(), 1, "what was deleted stays deleted");
    await note(ana, "Kept").getByText(SKILLS).waitFor();
    await open("ben");
    await ana.page.getByText("There is no note yet.").waitFor();
    await open("ana");
    await ana.page.getByText("There is no note yet.").waitFor();
    assert.deepEqual(sent.filter((what) => what.includes(MARK)), []);
  });
}

scene("two tabs share the notes, and a note that both change is kept as each has it", async (stage) => {
  const ana = await at_journal(stage, "ana", `persist="device"`);
  await write(ana, SKILLS, "As it began.");
  const other = { page: await ana.context.newPage() };
  await other.page.goto(ana.page.url());
  await other.page.getByRole("link", { name: "Open my journal" }).click();
  await note(other, "As it began.").waitFor();
  for (const tab of [ana, other]) await note(tab, "As it began.").getByRole("button", { name: /^Change note of/ }).click();
  for (const [tab, text] of [[other, "There I asked a porter."], [ana, "Here I asked a nurse."]]) {
    await tab.page.getByLabel("Your note").fill(text);
    await tab.page.getByRole("button", { name: "Keep this note" }).click();
    await note(tab, text).waitFor();
  }
  await ana.page.getByText("You changed this note in another tab too.").waitFor();
  for (const tab of [ana, other]) {
    await note(tab, "There I asked a porter.").waitFor();
    await note(tab, "Here I asked a nurse.").waitFor();
    assert.equal(await notes(tab).count(), 2);
  }
  await note(other, "Here I asked a nurse.").getByRole("button", { name: /^Delete note of/ }).click();
  await other.page.getByRole("button", { name: "Delete it for good" }).click();
  await note(ana, "Here I asked a nurse.").waitFor({ state: "detached" });
});

scene("another tab is told of a note once it can see it", async (stage) => {
  const ana = await at_journal(stage, "ana", `persist="device"`);
  await ana.page.evaluate(() => {
    window.happened = [];
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (text, key) {
      if (key.includes(" journal/")) this.transaction.addEventListener("complete", () => window.happened.push("kept"));
      return put.call(this, text, key);
    };
    const { postMessage } = BroadcastChannel.prototype;
    BroadcastChannel.prototype.postMessage = function (message) {
      window.happened.push("told");
      return postMessage.call(this, message);
    };
  });
  await write(ana, SKILLS, "Seen next door.");
  const happened = () => ana.page.evaluate(() => window.happened);
  await until("both have happened", async () => new Set(await happened()).size === 2);
  assert.equal((await happened())[0], "kept");
});

scene("a note for which the browser has no room is there, and the reader is told that it does not stay", async (stage) => {
  const ana = await at_journal(stage, "ana", `persist="device"`);
  await write(ana, SKILLS, "There was room.");
  await ana.page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (text, key) {
      if (key.includes(" journal/")) throw new DOMException("full", "QuotaExceededError");
      return put.call(this, text, key);
    };
    window.make_room = () => (IDBObjectStore.prototype.put = put);
  });
  await write(ana, "Something else", "There was none.");
  const told = ana.page.getByRole("alert").getByText("This browser has no room for your last note");
  await told.waitFor();
  await check_accessible(ana.page, "a journal without room");
  await ana.page.evaluate(() => window.make_room());
  await write(ana, "Something else", "There is again.");
  await told.waitFor({ state: "detached" });
});

scene("somebody else who signs in on the same page sees no note", async (stage) => {
  const ana = await at_journal(stage, "ana");
  await write(ana, "Something else", `Mine alone: ${MARK}`);
  await ana.page.evaluate(() => {
    document.querySelector("communities-of-practice").tokenProvider = async () => (await fetch("/token?person=ben", { cache: "no-store" })).text();
  });
  await note(ana, MARK).waitFor({ state: "detached" });
  await ana.page.getByText("There is no note yet.").waitFor();
});

scene("who is not signed in is asked to sign in first", async (stage) => {
  const nobody = await stage.reader();
  await nobody.page.goto(stage.intranet.put({ widget: `<communities-of-practice view="mine" loading="eager"></communities-of-practice>` }));
  await nobody.page.getByRole("button", { name: "Sign in" }).waitFor();
  assert.equal(await nobody.page.getByRole("link", { name: "Open my journal" }).count(), 0);
});
