// What the server writes as a calendar, read and expanded by another calendar program's reader.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import ICAL from "ical.js";
import { Server } from "../browser/server.mjs";

const COMMUNITY = "falls";
const FROM = ICAL.Time.fromString("2027-01-01T00:00:00Z");
const TO = Date.parse("2028-01-01T00:00:00Z");

let server;
before(async () => (server = await Server.start()));
after(() => server?.stop());

/** Plans an event of the clock of a zone and resolves to its id. */
async function plan(community, title, starts, starts_at, more = {}) {
  const { series, zone = "Europe/London", minutes = 60, ...rest } = more;
  const schedule = { starts, zone, minutes, starts_at, ...(series && { series }) };
  const command = { type: "plan_event", title, form: "working", mode: "online", schedule, ...rest };
  const [planned] = await server.give("ana", community, command);
  return planned.what.event;
}

/** The calendar at an address, as its reader has it. */
async function calendar(address, person) {
  const { status, text } = await server.read(address, person);
  assert.equal(status, 200, text);
  for (const line of text.split("\r\n")) assert.ok(Buffer.byteLength(line) <= 75, line);
  const root = new ICAL.Component(ICAL.parse(text));
  for (const zone of root.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  return root;
}

/** Every meeting of a calendar within the year, as `title at moment for minutes`, in order. */
function meetings(root) {
  const events = root.getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
  const series = events.filter((event) => !event.isRecurrenceException());
  for (const exception of events.filter((event) => event.isRecurrenceException())) {
    const whole = series.find((event) => event.uid === exception.uid);
    assert.ok(whole, `${exception.uid} has a series`);
    whole.relateException(exception);
  }
  const found = [];
  const take = (event, start, end) => {
    if (event.component.getFirstPropertyValue("status") === "CANCELLED") return;
    const begins = start.toJSDate();
    if (begins >= FROM.toJSDate() && begins.getTime() < TO) {
      found.push([begins.toISOString(), `${event.summary} at ${begins.toISOString()} for ${(end.toJSDate() - begins) / 60_000}`]);
    }
  };
  for (const event of series) {
    if (!event.isRecurring()) {
      take(event, event.startDate, event.endDate);
      continue;
    }
    const times = event.iterator();
    for (let next = times.next(); next && next.toJSDate().getTime() < TO; next = times.next()) {
      const details = event.getOccurrenceDetails(next);
      take(details.item, details.startDate, details.endDate);
    }
  }
  return found.sort(([a], [b]) => a.localeCompare(b)).map(([, line]) => line);
}

test("another program meets at the same moments, over the change of the clocks, with every exception", async () => {
  await server.found("ana", COMMUNITY, { name: "Falls; prevention, \\ and “more” 🙂" });
  const weekly = await plan(COMMUNITY, "Huddle", "2027-03-18T10:00:00", "2027-03-18T10:00:00Z", {
    series: { rule: "FREQ=WEEKLY;COUNT=5", extra: ["2027-03-20T09:30:00"] },
  });
  const moved = { starts: "2027-04-02T14:00:00", zone: "Europe/London", minutes: 90, starts_at: "2027-04-02T13:00:00Z" };
  await server.give("ana", COMMUNITY, { type: "change_event", event: weekly, occurrence: "2027-04-01T10:00:00", schedule: moved });
  await server.give("ana", COMMUNITY, { type: "cancel_event", event: weekly, occurrence: "2027-04-08T10:00:00" });
  await plan(COMMUNITY, "Third Wednesday", "2027-09-15T17:00:00", "2027-09-15T21:00:00Z", {
    zone: "America/New_York",
    series: { rule: "FREQ=MONTHLY;BYDAY=3WE;COUNT=4" },
  });
  await plan(COMMUNITY, "Last day", "2027-01-31T08:00:00", "2027-01-31T08:00:00Z", {
    zone: "Etc/UTC",
    series: { rule: "FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270430T080000" },
  });
  const title = "A very long title, with a comma; a semicolon, a \\ and ünïcödé 🙂 that has to be folded more than once";
  await plan(COMMUNITY, title, "2027-06-01T12:00:00", "2027-06-01T11:00:00Z", { place: "Room 4, second floor; ring twice" });
  const off = await plan(COMMUNITY, "Not any more", "2027-06-02T12:00:00", "2027-06-02T11:00:00Z");
  await server.give("ana", COMMUNITY, { type: "cancel_event", event: off, reason: "Nobody can." });

  const root = await calendar(`/v1/communities/${COMMUNITY}/calendar.ics`, "ana");
  assert.equal(root.getFirstPropertyValue("version"), "2.0");
  assert.deepEqual(meetings(root), [
    "Last day at 2027-01-31T08:00:00.000Z for 60",
    "Last day at 2027-02-28T08:00:00.000Z for 60",
    "Huddle at 2027-03-18T10:00:00.000Z for 60",
    "Huddle at 2027-03-20T09:30:00.000Z for 60",
    "Huddle at 2027-03-25T10:00:00.000Z for 60",
    "Last day at 2027-03-31T08:00:00.000Z for 60",
    "Huddle at 2027-04-02T13:00:00.000Z for 90",
    "Huddle at 2027-04-15T09:00:00.000Z for 60",
    "Last day at 2027-04-30T08:00:00.000Z for 60",
    `${title} at 2027-06-01T11:00:00.000Z for 60`,
    "Third Wednesday at 2027-09-15T21:00:00.000Z for 60",
    "Third Wednesday at 2027-10-20T21:00:00.000Z for 60",
    "Third Wednesday at 2027-11-17T22:00:00.000Z for 60",
    "Third Wednesday at 2027-12-15T22:00:00.000Z for 60",
  ]);
  const places = root.getAllSubcomponents("vevent").map((event) => event.getFirstPropertyValue("location"));
  assert.ok(places.includes("Room 4, second floor; ring twice"));
});

test("a person's calendar has what their communities hold, without what they declined", async () => {
  const other = await server.found("ana", "handover");
  await server.give("ben", other, { type: "join" });
  const weekly = await plan(other, "Round", "2027-05-03T10:00:00", "2027-05-03T09:00:00Z", { series: { rule: "FREQ=WEEKLY;COUNT=3" } });
  const once = await plan(other, "Once", "2027-05-04T10:00:00", "2027-05-04T09:00:00Z");
  await server.give("ben", other, { type: "answer_invitation", event: weekly, answer: "accepted" });
  await server.give("ben", other, { type: "answer_invitation", event: weekly, occurrence: "2027-05-10T10:00:00", answer: "declined" });
  await server.give("ben", other, { type: "answer_invitation", event: once, answer: "declined" });
  assert.deepEqual(meetings(await calendar("/v1/me/calendar.ics", "ben")), [
    "Round at 2027-05-03T09:00:00.000Z for 60",
    "Round at 2027-05-17T09:00:00.000Z for 60",
  ]);
});
