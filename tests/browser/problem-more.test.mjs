import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { turn } from "./acts.mjs";
import { begin, fill, offer, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const TITLE = "Who takes the first blood culture?";

async function thread(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const problem = await stage.server.raise("ben", community, TITLE);
  const said = await stage.server.reply("cem", community, problem, "Whoever finds the vein.", ["ben"]);
  return { community, problem, said };
}

/** Somebody at all that came of a problem, by way of its first screen. */
async function at_thread(stage, person, { community, problem }) {
  const reader = await stage.reader();
  const widget = `<communities-of-practice community="${community}" problem="${problem}" view="problem"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person, widget }));
  await reader.page.getByRole("link", { name: "More about this problem" }).click();
  await reader.page.getByRole("heading", { name: "What came of it" }).waitFor();
  await reader.page.getByRole("heading", { name: TITLE, level: 2 }).waitFor();
  return reader;
}

scene("a problem is put anew with somebody who sees it so too, and the first words stay", async (stage) => {
  const ids = await thread(stage);
  const [ben, cem] = [await at_thread(stage, "ben", ids), await at_thread(stage, "cem", ids)];
  await offer(ben, "Put the problem anew", { "How would you put the problem now?": "Who is free to take it?", "Cem Yildiz": true }, "The problem is reworded.");
  await cem.page.getByText("Who is free to take it?").first().waitFor();
  await cem.page.getByText("Cem Yildiz agrees.").waitFor();
  await cem.page.getByRole("heading", { name: TITLE, level: 2 }).waitFor();
  await offer(cem, "Put the problem anew", { "How would you put the problem now?": "Who is asked?" }, "The problem is reworded.");
  await ben.page.getByText("How it was put before").click();
  await ben.page.getByText("Who is free to take it?").first().waitFor();
});

scene("a thread is summed up, gives something to use, is connected, and rests on evidence", async (stage) => {
  const ids = await thread(stage);
  await stage.server.raise("cem", ids.community, "Cultures come too late");
  const [ana, cem] = [await at_thread(stage, "ana", ids), await at_thread(stage, "cem", ids)];
  await offer(ana, `Sum it up ${TITLE}`, { "What did it come to?": "The night team takes it." }, "Your summary is there.");
  await cem.page.getByText("The night team takes it.").waitFor();
  await offer(ana, `Write something to use ${TITLE}`, { "What is it?": "Protocol", "What is it called?": "Blood cultures at night", "What does it say? (optional)": "Night team first." }, "It is there for everybody to use.");
  await cem.page.getByRole("link", { name: "Blood cultures at night" }).waitFor();
  await offer(ana, `Say what came of it ${TITLE}`, { "What happened? (optional)": "Faster by an hour.", "How far did it go?": "Things went better", "What did it do?": "it helped" }, "Your report is there.");
  await cem.page.getByText("Faster by an hour.").waitFor();
  await offer(ana, "Connect it", { "With what, or with whom?": "Cultures come too late", "What do they have to do with each other? (optional)": "The same night." }, "They are connected");
  await cem.page.getByRole("link", { name: "Cultures come too late" }).click();
  await cem.page.getByRole("link", { name: TITLE }).waitFor();
  await offer(ana, `Name what it rests on ${TITLE}`, { "Where it stands": "NICE NG51" }, "Your source is there.");
  await ana.page.getByText("NICE NG51").waitFor();
  await check_accessible(ana.page, "a thread with all that came of it");
});

scene("a turn is liked and thanked for, each of which can be taken back", async (stage) => {
  const ids = await thread(stage);
  const ben = await at_thread(stage, "ben", ids);
  const like = turn(ben, "Whoever finds the vein.").getByRole("button", { name: /^Like/ });
  const is_pressed = (yes) =>
    until(`liking is ${yes}`, async () => (await like.getAttribute("aria-pressed")) === String(yes));
  const sent = ben.page.waitForResponse((answer) => answer.url().endsWith("/v1/commands"));
  await like.click();
  await is_pressed(true);
  await sent;
  await stage.server.give("ana", ids.community, { type: "react", to: ids.said, reaction: "like" });
  await until("both are counted", async () => /2/.test(await like.textContent()));
  await like.click();
  await is_pressed(false);
  await until("one is left", async () => /1/.test(await like.textContent()));
});

scene("one's own turn is corrected, taken back and erased; that of others by those who hold the community", async (stage) => {
  const ids = await thread(stage);
  const [ben, cem] = [await at_thread(stage, "ben", ids), await at_thread(stage, "cem", ids)];
  await begin(cem, "Correct it what Cem Yildiz said");
  await fill(cem, { "How it should read (optional)": "Whoever finds a vein first." });
  await send(cem);
  await ben.page.getByText("Whoever finds a vein first.").waitFor();
  assert.equal(await turn(ben, "Whoever finds the vein.").count(), 0);
  await check_accessible(cem.page, "a corrected turn");

  await offer(cem, "Take it back what Cem Yildiz said", {}, "It is taken back.");
  await turn(ben, "Whoever finds a vein first.").waitFor({ state: "detached" });

  const [{ what }] = await stage.server.give("cem", ids.community, { type: "reply", in_reply_to: ids.problem, to: [], stance: "offer", text: "Nobody, at night." });
  await turn(cem, "Nobody, at night.").waitFor();
  await offer(cem, "Remove it for good what Cem Yildiz said", {}, "It is removed.");
  await turn(ben, "Nobody, at night.").waitFor({ state: "detached" });
  const { text } = await stage.server.read(`/v1/communities/${ids.community}/problems/${ids.problem}`, "ben");
  assert.ok(!text.includes("Nobody, at night."), what.turn);

  const ana = await at_thread(stage, "ana", ids);
  await offer(ana, `Take it down ${TITLE}`, {}, "It is taken back.");
});

scene("a concern about a turn shows at the turn's thread and can be answered there", async (stage) => {
  const ids = await thread(stage);
  const [ben, cem] = [await at_thread(stage, "ben", ids), await at_thread(stage, "cem", ids)];
  await offer(ben, "Raise a concern what Cem Yildiz said", { "What worries you?": "New nurses are left alone" }, "Your concern is there");
  await offer(cem, "Answer this concern New nurses are left alone", { "What became of it?": "It was explained" }, "Your answer is there.");
  await ben.page.getByText("It was explained").waitFor();
});
