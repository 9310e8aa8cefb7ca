import assert from "node:assert/strict";
import { answer, join, take_turn, turn } from "./acts.mjs";
import { check_accessible as check_axe } from "./accessibility.mjs";
import { at_problem, mend, outbox, sent, words_that_wait } from "./outbox.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";
import { Wire } from "./wire.mjs";

raise_stage();

/** All that is in the database. */
const kept_texts = (reader) =>
  reader.page.evaluate(
    () =>
      new Promise((resolve) => {
        const asked = indexedDB.open("communities-of-practice");
        asked.onsuccess = () => {
          const all = asked.result.transaction("kept").objectStore("kept").getAll();
          all.onsuccess = () => resolve(all.result.join("\n"));
        };
      }),
  );

scene("what is done without a network is shown, waits where it can be seen, and is sent in order, once", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  const said = ["First, whoever finds the vein.", "Second, the night team.", "Third, we write it down."];
  for (const sentence of said) await take_turn(reader, sentence);
  await reader.page.getByText("3 things you did wait to be sent.").waitFor();
  await reader.page.getByText("Keep this page open until the network is back.").waitFor();
  for (const sentence of said) await turn(reader, sentence).getByText("Not sent yet", { exact: true }).waitFor();
  assert.equal(await reader.page.getByText("Your turn is in the thread.").count(), 0, "it is not called done before it is");
  await check_axe(reader.page, "the outbox");
  assert.deepEqual(await turns(), []);

  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), said);
  for (const sentence of said) assert.equal(await turn(reader, sentence).count(), 1, sentence);
  assert.equal(await reader.page.getByText("Not sent yet").count(), 0, "nothing says any more that it waits");
  await reader.page.getByText("Your turn is in the thread.").waitFor();
  assert.equal((await reader.told("cop-contributed")).length, 3, "the page is told once each is recorded");
});

scene("what waits can be changed, or not be sent at all", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vain.");
  await take_turn(reader, "Never mind.");
  const first = reader.page.getByRole("textbox", { name: "Reply, not sent yet" }).first();
  await first.fill("Whoever finds the vein.");
  await first.press("Tab");
  await turn(reader, "Whoever finds the vein.").waitFor();
  await reader.page.getByRole("button", { name: "Do not send: Reply, not sent yet" }).nth(1).click();
  await until("it is shown no longer", async () => (await turn(reader, "Never mind.").count()) === 0);
  assert.equal((await reader.focused()).name, "Try again Reply, not sent yet", "the focus is at what still waits");
  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("what the server refuses after it waited stays with the reason, until the reader decides", async (stage) => {
  const { community, wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await stage.server.give("ben", community, { type: "leave" });
  await mend(wire, reader);
  await reader.page.getByRole("alert").getByText("Only members can do this. Join the community first. Change it, or do not send it.").waitFor();
  assert.equal(await reader.page.getByRole("textbox", { name: "Reply, not sent yet" }).first().inputValue(), "Whoever finds the vein.");
  assert.equal(await turn(reader, "Whoever finds the vein.").count(), 0, "it is not shown as if it were said");
  await check_axe(reader.page, "the outbox");

  await stage.server.give("ben", community, { type: "join" });
  const words = reader.page.getByRole("textbox", { name: "Reply, not sent yet" }).first();
  await words.fill("Whoever finds the vein, with a witness.");
  await words.press("Tab");
  await sent(reader);
  assert.deepEqual(await turns(), ["Whoever finds the vein, with a witness."]);
});

scene("where the page keeps nothing, nothing is on the device afterwards", async (stage) => {
  const { wire, reader } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  const left = await reader.page.evaluate(async () => ({
    databases: (await indexedDB.databases()).length,
    texts: localStorage.length + sessionStorage.length,
    cookies: document.cookie,
  }));
  assert.deepEqual(left, { databases: 0, texts: 0, cookies: "" });
});

for (const persist of ["device", "tab"]) {
  scene(`with persist="${persist}", what waits survives a reload without a network, and what was read is there`, async (stage) => {
    const { wire, reader, turns } = await at_problem(stage, { persist });
    wire.cut();
    await take_turn(reader, "Whoever finds the vein.");
    await outbox(reader).waitFor();
    await reader.page.reload();
    await reader.ready();
    await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
    await outbox(reader).waitFor();
    assert.equal(await reader.page.getByRole("textbox", { name: "Reply, not sent yet" }).first().inputValue(), "Whoever finds the vein.");
    await reader.page.getByText("It stays on this device until the network is back.").waitFor();
    await mend(wire, reader);
    await sent(reader);
    await turn(reader, "Whoever finds the vein.").waitFor();
    assert.deepEqual(await turns(), ["Whoever finds the vein."]);
  });
}

scene("what waits on the device survives a closed page, and is sent by whichever page comes first", async (stage) => {
  const { wire, reader, page, turns } = await at_problem(stage, { persist: "device" });
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  const before = reader.page;
  reader.page = await reader.context.newPage();
  await before.close();
  wire.mend();
  await reader.open(page);
  await turn(reader, "Whoever finds the vein.").waitFor();
  await sent(reader);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("two tabs share what waits, and it is sent once", async (stage) => {
  const { wire, reader, page, turns } = await at_problem(stage, { persist: "device" });
  const other = { page: await reader.context.newPage() };
  await other.page.goto(page);
  await other.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await outbox(other).waitFor();
  await mend(wire, reader, other);
  await sent(reader);
  await sent(other);
  await turn(other, "Whoever finds the vein.").waitFor();
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("whoever signs in next finds nothing of the one before, and sends nothing of theirs", async (stage) => {
  const { wire, reader, page_for, turns } = await at_problem(stage, { persist: "device", members: ["ben", "cem"] });
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  wire.mend();
  await reader.page.goto(page_for("cem"));
  await reader.ready();
  await take_turn(reader, "I am somebody else.");
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), ["I am somebody else."]);
  const kept = await kept_texts(reader);
  assert.match(kept, /"cem"/, "what the next one reads is kept");
  assert.doesNotMatch(kept, /finds the vein/);
});

scene("what is not to be sent any more in one tab is not sent by the tab where it was typed either", async (stage) => {
  const { wire, reader, page, turns } = await at_problem(stage, { persist: "device" });
  const other = { page: await reader.context.newPage() };
  await other.page.goto(page);
  await other.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  wire.cut();
  await take_turn(reader, "Never mind.");
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await until("the other tab has both", async () => (await words_that_wait(other).count()) === 2);
  await other.page.getByRole("button", { name: "Do not send: Reply, not sent yet" }).first().click();
  await until("the tab where it was typed has heard of it", async () => (await words_that_wait(reader).count()) === 1);
  assert.equal(await turn(reader, "Never mind.").count(), 0, "it is shown no longer");
  await mend(wire, reader, other);
  await sent(reader);
  await sent(other);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("what waits is sent in the order in which it was done, by a device whose clock is slow", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage, { persist: "device" });
  await reader.page.addInitScript(() => {
    const { now } = Date;
    Date.now = () => now() - 600_000;
  });
  await reader.page.reload();
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  wire.cut();
  for (const sentence of ["First, the vein.", "Second, the night team."]) {
    await take_turn(reader, sentence);
    await outbox(reader).waitFor();
    await reader.page.reload();
    await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
    await outbox(reader).waitFor();
  }
  await mend(wire, reader);
  await sent(reader);
  assert.deepEqual(await turns(), ["First, the vein.", "Second, the night team."]);
});

scene("an element that leaves the page without a network still sends what waits once that is back", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await reader.page.evaluate(() => {
    window.left = document.querySelector("communities-of-practice");
    window.left.remove();
  });
  await reader.page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  await mend(wire, reader);
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
  await until("the element has let go of the widget", () => reader.page.evaluate(() => window.left.shadowRoot.querySelector("slot") !== null));
});

scene("whoever has signed out leaves nothing that waits on the screen, and finds it again", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await reader.page.evaluate(() => {
    const element = document.querySelector("communities-of-practice");
    window.provider = element.tokenProvider;
    element.tokenProvider = null;
  });
  await sent(reader);
  assert.doesNotMatch(await reader.page.locator("communities-of-practice").innerText(), /finds the vein/);
  wire.mend();
  await reader.page.evaluate(() => (document.querySelector("communities-of-practice").tokenProvider = window.provider));
  await until("the server has the turn", async () => (await turns()).length > 0);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("a server that is asked too much at once is asked again", async (stage) => {
  const { reader, turns } = await at_problem(stage);
  let n_commands = 0;
  await reader.page.route("**/v1/commands", (route) => {
    n_commands += 1;
    return n_commands <= 2 ? route.fulfill({ status: 429, headers: { "access-control-allow-origin": "*" }, body: "slow down" }) : route.continue();
  });
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await sent(reader);
  assert.deepEqual(await turns(), ["Whoever finds the vein."]);
});

scene("what the server refused goes along to the screens of the whole, and can be changed there", async (stage) => {
  const { community, wire, reader, turns } = await at_problem(stage);
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await outbox(reader).waitFor();
  await stage.server.give("ben", community, { type: "leave" });
  await mend(wire, reader);
  const refused = reader.page.getByRole("alert").getByText("Only members can do this. Join the community first. Change it, or do not send it.");
  await refused.waitFor();
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  await reader.page.getByRole("link", { name: "People", exact: true }).click();
  await reader.page.getByText("Ana Okafor").first().waitFor();
  await refused.waitFor();
  await stage.server.give("ben", community, { type: "join" });
  await words_that_wait(reader).fill("Whoever finds the vein, with a witness.");
  await words_that_wait(reader).press("Tab");
  await sent(reader);
  assert.deepEqual(await turns(), ["Whoever finds the vein, with a witness."]);
});

scene("what may stay on the device can be changed while the widget is open", async (stage) => {
  const { wire, reader, turns } = await at_problem(stage);
  const persist = (value) => reader.page.evaluate((value) => document.querySelector("communities-of-practice").setAttribute("persist", value), value);
  await persist("device");
  await until("what was read is kept", async () => (await kept_texts(reader)).includes("first blood culture"));
  await persist("none");
  await until("nothing is kept", async () => (await kept_texts(reader)) === "");
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  await take_turn(reader, "Whoever finds the vein.");
  await until("it is sent", async () => (await turns()).length === 1);
  assert.equal(await kept_texts(reader), "");

  await persist("device");
  await until("what was read is kept", async () => (await kept_texts(reader)).includes("first blood culture"));
  wire.cut();
  await take_turn(reader, "With a witness.");
  await reader.page.getByText("It stays on this device until the network is back.").waitFor();
  await persist("none");
  await reader.page.getByText("Keep this page open until the network is back.").waitFor();
  await until("nothing is kept", async () => (await kept_texts(reader)) === "");
  await mend(wire, reader);
  await until("it is sent", async () => (await turns()).length === 2);
});

scene("a page that was opened without a network comes by itself once that is back", async (stage) => {
  const { wire, reader } = await at_problem(stage);
  wire.cut();
  await reader.page.evaluate(() => document.querySelector("communities-of-practice").refresh());
  await reader.page.getByRole("button", { name: "Try again" }).waitFor();
  await mend(wire, reader);
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
});

const NO_ROOM = {
  "has no room": () => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (text, key) {
      if (/ (o|journal)/.test(key)) throw new DOMException("full", "QuotaExceededError");
      return put.call(this, text, key);
    };
  },
  "opens no database": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("private", "SecurityError");
    };
  },
};

for (const [how, deny] of Object.entries(NO_ROOM)) {
  scene(`where the browser ${how}, the reader is told to keep the page open`, async (stage) => {
    const { wire, reader, turns } = await at_problem(stage, { persist: "device", prepare: (reader) => reader.page.addInitScript(deny) });
    wire.cut();
    await take_turn(reader, "Whoever finds the vein.");
    await reader.page.getByText("Keep this page open until the network is back.").waitFor();
    await mend(wire, reader);
    await sent(reader);
    assert.deepEqual(await turns(), ["Whoever finds the vein."]);
  });
}

scene("what was read makes room for what waits", async (stage) => {
  const { wire, reader } = await at_problem(stage, { persist: "tab" });
  await reader.page.evaluate(() => {
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = function (key, text) {
      const is_full = Object.keys(this).some((known) => / r\//.test(known));
      if (is_full) throw new DOMException("full", "QuotaExceededError");
      setItem.call(this, key, text);
    };
  });
  wire.cut();
  await take_turn(reader, "Whoever finds the vein.");
  await until("it is kept", () => reader.page.evaluate(() => Object.values(sessionStorage).some((text) => text.includes("finds the vein"))));
});

/** The main story, a step at a time. */
const STORY = {
  joins: (reader) => join(reader, "Sepsis", "I take blood every night."),
  answers: async (reader) => {
    await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).first().click();
    await take_turn(reader, "Whoever finds the vein.");
    await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
  },
  "accepts the meeting": async (reader) => {
    await answer(reader, "Yes").click();
    await reader.page.locator("[aria-pressed=true]", { hasText: "Yes" }).waitFor();
  },
};

for (const cut_before of Object.keys(STORY)) {
  scene(`somebody ${Object.keys(STORY).join(", ")}: the network is gone from when they would be the one who ${cut_before}`, async (stage) => {
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
    await stage.server.plan("ana", community, "Working session: cultures");
    const wire = stage.closes(await Wire.to(stage.server.origin));
    const reader = await stage.reader();
    await reader.open(
      stage.intranet.put({
        person: "ben",
        loader: `${wire.origin}/embed/v1/cop.js`,
        widget: `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`,
      }),
    );
    // The thread is read while there is a network: what was never read cannot be there without one.
    await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).first().click();
    await reader.page.getByRole("list", { name: "Turns so far" }).waitFor({ state: "attached" });
    await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().click();
    for (const [step, act] of Object.entries(STORY)) {
      if (step === cut_before) wire.cut();
      await act(reader);
    }
    await outbox(reader).waitFor();
    await mend(wire, reader);
    await sent(reader);
    const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`, "ana");
    assert.deepEqual(JSON.parse(text).turns.map((said) => said.text), ["Whoever finds the vein."]);
    const events = JSON.parse((await stage.server.read(`/v1/communities/${community}/events`, "ben")).text);
    assert.match(JSON.stringify(events), /"mine":"going"/);
    for (const name of ["cop-joined", "cop-contributed", "cop-answered-invitation"]) {
      assert.equal((await reader.told(name)).length, 1, `${name} is told once`);
    }
  });
}
