import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { turn } from "./acts.mjs";
import { read_calendar } from "./calendar.mjs";
import { catalogue } from "./catalogue.mjs";
import { Demo } from "./demo.mjs";
import { Ears, Finger, Keys, Mouse } from "./hands.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { ANSWER, COMMUNITY, MEETING, NEWCOMER, NOTE, PROBLEM, TOPIC_PAGE, two_minutes } from "./two-minutes.mjs";
import { Wire } from "./wire.mjs";

raise_stage({ own_server: false });

// Each scene has the organisation as it was before anybody joined.
const a_demo = async (stage) => stage.closes(await Demo.start());

/** Where to put a picture of each step, for looking at. */
const PICTURES = process.env.PICTURES;

const pictured = (reader, story) => {
  let n = 0;
  return async (step) => {
    if (!PICTURES) return;
    await mkdir(PICTURES, { recursive: true });
    const file = `${story} ${(n += 1)} ${step}.png`.replaceAll(" ", "-");
    await reader.page.screenshot({ path: path.join(PICTURES, file) });
  };
};

/** What is heard of each step, where the focus goes and what is said: one thing for each change. */
const HEARD = {
  "the page of a topic": [],
  "the community": [`focus: ${COMMUNITY}`, `focus: ${COMMUNITY}`],
  joining: [`focus: Join ${COMMUNITY}`, "focus: What brings you? (optional)"],
  "a member": ["focus: Join", "focus: You are a member"],
  "the answer": [`focus: Answer ${PROBLEM}`, `focus: Answer ${PROBLEM}`, "focus: Your turn"],
  answered: ["focus: Reply to Niamh", "focus: Your turn is in the thread.Close"],
  coming: [`focus: ${COMMUNITY}`, `focus: ${COMMUNITY}`, "focus: Yes"],
  "in the calendar": [`focus: Add to calendar ${MEETING}`, "polite: The file meeting.ics is saved on your device."],
};

/** How many answers there are by which somebody comes to a meeting of the community. */
async function n_coming(demo) {
  const answer = await fetch(`${demo.server}/v1/communities/falls-prevention/events`);
  const { events } = await answer.json();
  return events.reduce((n, { going }) => n + going.length, 0);
}

/** Checks that it all happened, for everybody: the meeting in the file, one more who comes, the answer, the sentence. */
async function check_done(demo, stage, { file, n_before }) {
  assert.equal(await n_coming(demo), n_before + 1);
  const [calendar] = read_calendar(file);
  assert.equal(calendar.name, "VCALENDAR");
  const meetings = calendar.components.filter(({ name }) => name === "VEVENT");
  assert.equal(meetings.length, 1);
  const other = await stage.reader();
  await demo.become(other, "Ama Boateng", TOPIC_PAGE);
  const { page } = other;
  await page.getByRole("link", { name: COMMUNITY, exact: true }).first().click();
  await page.getByRole("link", { name: PROBLEM }).first().click();
  await turn(other, ANSWER).waitFor();
  await page.getByRole("link", { name: COMMUNITY, exact: true }).first().click();
  await page.getByRole("link", { name: "People", exact: true }).click();
  await page.getByText(NOTE).waitFor();
}

const STORIES = {
  "by mouse": { hands: (reader) => new Mouse(reader), at_most: 8 },
  "by keyboard alone": { hands: (reader) => new Keys(reader), at_most: 70 },
  "by ear": { hands: (reader) => Ears.of(reader), at_most: 40 },
  "with a finger, at 320 px": {
    hands: (reader) => new Finger(reader),
    screen: { viewport: { width: 320, height: 568 }, hasTouch: true, isMobile: true },
    at_most: 20,
  },
  "in Welsh": { hands: (reader) => new Mouse(reader), language: "cy", at_most: 8 },
};

for (const [how, { hands, screen, language = "en", at_most }] of Object.entries(STORIES)) {
  scene(`a newcomer joins, answers a problem and has the next meeting in their calendar: ${how}`, async (stage) => {
    const demo = await a_demo(stage);
    const n_before = await n_coming(demo);
    const reader = await stage.reader(screen);
    await demo.become(reader, NEWCOMER, TOPIC_PAGE);
    if (language !== "en") await demo.rewrite(reader, (html) => html.replace('<html lang="en-GB"', `<html lang="${language}"`));
    const used = await hands(reader);
    const picture = pictured(reader, how);
    const after = async (step) => {
      if (used instanceof Ears) await used.hears(step, ...HEARD[step]);
      await picture(step);
    };
    const file = await two_minutes(used, await catalogue(language), { after });
    await check_done(demo, stage, { file, n_before });
    process.stdout.write(`${how}: ${used.n_acts} acts\n`);
    assert.ok(used.n_acts <= at_most, `${used.n_acts} acts`);
  });
}

scene("a newcomer joins, answers a problem and has the next meeting in their calendar: with the network gone half way", async (stage) => {
  const demo = await a_demo(stage);
  const n_before = await n_coming(demo);
  const wire = stage.closes(await Wire.to(demo.server));
  const reader = await stage.reader();
  await demo.become(reader, NEWCOMER, TOPIC_PAGE);
  await demo.rewrite(reader, (html) => html.replaceAll(demo.server, wire.origin));
  const picture = pictured(reader, "with the network gone");
  const says = await catalogue("en");
  const file = await two_minutes(new Mouse(reader), says, {
    answered: says.late_other,
    after: async (step) => {
      // They are at their answer when it goes, and do not wait for it.
      if (step === "the answer") wire.cut();
      await picture(step);
    },
  });
  await reader.page.getByText("2 things you did wait to be sent.").waitFor();
  wire.mend();
  await reader.page.evaluate(() => dispatchEvent(new Event("online")));
  await reader.page.getByText("wait to be sent").waitFor({ state: "detached" });
  await picture("back");
  await check_done(demo, stage, { file, n_before });
});
