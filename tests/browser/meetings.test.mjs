import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { read_calendar } from "./calendar.mjs";
import { answer } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const page_of = (stage, person, community) =>
  stage.intranet.put({ person, widget: `<communities-of-practice view="events" community="${community}"></communities-of-practice>` });

async function meeting(stage, more = {}) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  for (const person of ["ben", "cem"]) await stage.server.give(person, community, { type: "join" });
  const event = await stage.server.plan("ana", community, "Case hour; bring one, please", more);
  return { community, event };
}

const is_pressed = (reader, word) =>
  until(`${word} is pressed`, async () => (await answer(reader, word).getAttribute("aria-pressed")) === "true");

scene("a full meeting makes the next one wait, who moves up by themselves when a place is given back", async (stage) => {
  const { community, event } = await meeting(stage, { capacity: 1 });
  const [ben, cem] = [await stage.reader(), await stage.reader()];
  await ben.open(page_of(stage, "ben", community));
  await cem.open(page_of(stage, "cem", community));
  await answer(ben, "Yes").click();
  await is_pressed(ben, "Yes");
  await cem.page.getByText("0 places left").waitFor();
  await answer(cem, "Yes").click();
  const waits = cem.page.getByText("You are on the waiting list, and next.");
  await waits.waitFor();

  await answer(ben, "No").click();
  await waits.waitFor({ state: "detached" });
  await is_pressed(cem, "Yes");
  await cem.page.getByText("1 person is coming. 0 places left.").waitFor();
  const { text } = await stage.server.read(`/v1/communities/${community}/events`, "cem");
  const held = JSON.parse(text).events.find(({ id }) => id === event);
  assert.deepEqual(held.going.map((person) => person.id), ["cem"]);
  assert.equal(held.n_waiting, 0);
});

scene("the answer of another person is counted by itself", async (stage) => {
  const { community, event } = await meeting(stage, { capacity: 12 });
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  await answer(ben, "Maybe").click();
  await is_pressed(ben, "Maybe");
  await stage.server.give("cem", community, { type: "answer_invitation", event, answer: "accepted" });
  await ben.page.getByText("1 person is coming. 11 places left.").waitFor();
});

scene("a meeting that is called off says so, and why, on a page that is open", async (stage) => {
  const { community, event } = await meeting(stage);
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  await answer(ben, "Yes").waitFor();
  await stage.server.give("ana", community, { type: "cancel_event", event, reason: "The room is flooded." });
  await ben.page.getByText("Called off. The room is flooded.").waitFor();
  assert.equal(await answer(ben, "Yes").count(), 0);
});

async function saved(reader) {
  const download = reader.page.waitForEvent("download");
  await reader.page.getByRole("button", { name: /^Add to calendar/ }).click();
  const file = await download;
  assert.match(file.suggestedFilename(), /\.ics$/);
  await reader.page.locator("[aria-live=polite]", { hasText: file.suggestedFilename() }).waitFor({ state: "attached" });
  const [calendar] = read_calendar(await readFile(await file.path(), "utf8"));
  assert.equal(calendar.name, "VCALENDAR");
  assert.equal(calendar.properties.VERSION, "2.0");
  return calendar.components;
}

scene("a meeting is saved as a file that a calendar can read", async (stage) => {
  const place = "Room 4, Northmoor General; ring twice, then wait at the door beside the old chapel until somebody comes";
  const { community, event } = await meeting(stage, { place });
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  const [meeting_saved] = (await saved(ben)).filter(({ name }) => name === "VEVENT");
  const { UID, SUMMARY, LOCATION, DTSTART, DURATION, DTSTAMP, SEQUENCE } = meeting_saved.properties;
  assert.ok(UID.includes(event));
  assert.equal(SUMMARY, "Case hour; bring one, please");
  assert.equal(LOCATION, place);
  assert.match(DTSTART, /^\d{8}T1[12]3000Z$/);
  assert.equal(DURATION, "PT60M");
  assert.match(DTSTAMP, /^\d{8}T\d{6}Z$/);
  assert.equal(SEQUENCE, "0");
});

scene("a series is saved with its rule and its time zone", async (stage) => {
  const day = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  const schedule = { starts: `${day}T08:00:00`, zone: "America/Los_Angeles", minutes: 60, starts_at: `${day}T16:00:00Z`, series: { rule: "FREQ=WEEKLY;INTERVAL=2" } };
  const { community } = await meeting(stage, { schedule });
  const ben = await stage.reader();
  await ben.open(page_of(stage, "ben", community));
  const components = await saved(ben);
  const { RRULE, DTSTART } = components.find(({ name }) => name === "VEVENT").properties;
  assert.match(RRULE, /FREQ=WEEKLY/);
  assert.match(RRULE, /INTERVAL=2/);
  assert.equal(DTSTART, `${day.replaceAll("-", "")}T080000`);
  const zone = components.find(({ name }) => name === "VTIMEZONE");
  assert.equal(zone.properties.TZID, "America/Los_Angeles");
  assert.ok(zone.components.length >= 1, "the zone says how far it is from UTC");
});

scene("the time is shown in the reader's zone and in that of the meeting", async (stage) => {
  const day = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
  const schedule = { starts: `${day}T12:30:00`, zone: "Asia/Tokyo", minutes: 60, starts_at: `${day}T03:30:00Z` };
  const { community } = await meeting(stage, { schedule });
  const reader = await stage.reader({ timezoneId: "America/New_York" });
  await reader.open(page_of(stage, "ben", community));
  const hour = /22:30|10:30\s?pm/i;
  await reader.page.getByRole("heading").filter({ hasText: hour }).waitFor();
  await reader.page.getByText(/That is 12:30.* in Tokyo\./).waitFor();
});
