import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { begin, fill, offer, open_form, send } from "./offers.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const LINK = "Plan meetings, and write down what came of them";
const DAY_MS = 24 * 3600_000;
const day = (n) => new Date(Date.now() + n * DAY_MS).toISOString().slice(0, 10);

async function at_meetings(stage, person, community, options) {
  const reader = await stage.reader(options);
  await reader.open(stage.intranet.put({ person, widget: `<communities-of-practice community="${community}" view="events"></communities-of-practice>` }));
  await reader.page.getByRole("link", { name: LINK }).click();
  await reader.page.getByRole("link", { name: LINK }).waitFor({ state: "detached" });
  return reader;
}

async function two(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  await stage.server.give("ben", community, { type: "join" });
  return community;
}

const events_of = async (stage, community) =>
  JSON.parse((await stage.server.read(`/v1/communities/${community}/events`, "ana")).text).events;

scene("a meeting is planned in the zone of the one who plans it, and another answers", async (stage) => {
  const community = await two(stage);
  const ana = await at_meetings(stage, "ana", community, { timezoneId: "America/New_York" });
  const ben = await at_meetings(stage, "ben", community);
  await begin(ana, "Plan a meeting");
  await check_accessible(ana.page, "planning a meeting");
  await fill(ana, { "What will you do there?": "Case hour", "Which day?": day(9), "From when?": "10:30", "How many minutes?": "45", "Which room, which link? (optional)": "Room 4", "How many people can come? (optional)": "12" });
  await send(ana);
  await ana.page.getByText("The meeting is planned.").waitFor();
  await ben.page.getByText("Case hour. Room 4.").waitFor();
  const [event] = await events_of(stage, community);
  assert.equal(event.zone, "America/New_York");
  assert.equal(event.when.starts, `${day(9)}T10:30:00`);
  assert.match(event.when.starts_at, /T1[45]:30:00/);
  assert.equal(event.capacity, 12);
  await ben.page.getByRole("group", { name: "Are you coming?" }).getByRole("button", { name: "Yes" }).click();
  await ana.page.getByText("1 person is coming.").waitFor();
});

scene("a series every two weeks is planned, moved and called off", async (stage) => {
  const community = await two(stage);
  const [ana, ben] = [await at_meetings(stage, "ana", community), await at_meetings(stage, "ben", community)];
  await offer(ana, "Plan a meeting", { "What will you do there?": "Case hour", "Which day?": day(3), "How often?": "Every two weeks", "How many times in all? (optional)": "6" }, "The meeting is planned.");
  await ben.page.getByText(/^Then again on/).waitFor();
  assert.equal((await events_of(stage, community))[0].rule, "FREQ=WEEKLY;INTERVAL=2;COUNT=6");
  await offer(ana, "Change the meeting Case hour", { "Which one?": "All of them from now on", "From when?": "15:00" }, "The meeting is changed.");
  await ben.page.getByRole("heading").filter({ hasText: /15:00/ }).waitFor();
  await offer(ana, "Call it off Case hour", { "Which one?": "All of them from now on", "Why? (optional)": "Nobody can come." }, "The meeting is called off.");
  await ben.page.getByText("Called off. Nobody can come.").waitFor();
});

scene("one date of a series that was called off is told as such, and nobody changes it any more", async (stage) => {
  const community = await two(stage);
  const starts = `${day(3)}T10:00:00`;
  const schedule = { starts, zone: "Etc/UTC", minutes: 60, starts_at: `${starts}Z`, series: { rule: "FREQ=WEEKLY;COUNT=3" } };
  const event = await stage.server.plan("ana", community, "Case hour", { schedule });
  const [ana, ben] = [await at_meetings(stage, "ana", community), await at_meetings(stage, "ben", community)];
  await begin(ana, "Call it off Case hour");
  const dates = () => open_form(ana).getByLabel("Which one?").locator("option").count();
  const n_before = await dates();
  const occurrence = `${day(10)}T10:00:00`;
  await stage.server.give("ana", community, { type: "cancel_event", event, occurrence, reason: "The room is flooded." });
  await ben.page.getByText(/: called off\. The room is flooded\.$/).waitFor();
  await until("there is one date less to call off", async () => (await dates()) === n_before - 1);
});

scene("a day that has passed is refused at its field", async (stage) => {
  const community = await two(stage);
  const ana = await at_meetings(stage, "ana", community);
  await begin(ana, "Plan a meeting");
  await fill(ana, { "What will you do there?": "Case hour", "Which day?": day(-3) });
  await send(ana);
  await ana.page.getByText("A meeting can’t begin in the past.").waitFor();
  assert.equal((await ana.focused()).name, "Which day?");
});

/** A meeting that has just begun: it is planned for in a moment, and the moment comes. */
async function begun(stage, community, problem) {
  const starts_at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 2_000).toISOString().slice(0, 19);
  const schedule = { starts: starts_at, zone: "Etc/UTC", minutes: 60, starts_at: `${starts_at}Z` };
  const event = await stage.server.plan("ana", community, "Case hour", { schedule, problem });
  return { event, starts_at };
}

scene("who was at a meeting is written down, what it came to, and which problem was thought through there", async (stage) => {
  const community = await two(stage);
  const problem = await stage.server.raise("ben", community, "Cultures come too late");
  await begun(stage, community, problem);
  const [ana, ben] = [await at_meetings(stage, "ana", community), await at_meetings(stage, "ben", community)];
  await ana.page.getByRole("button", { name: "Write down who was there Case hour", includeHidden: true }).waitFor({ state: "attached", timeout: 70_000 });
  await offer(ana, "Write down who was there Case hour", { "Ana Okafor": "Led it", "Ben Hughes": "Spoke" }, "It is written down who was there.");
  await offer(ana, "Write down what it came to Case hour", { "What did it come to? (optional)": "We ring earlier." }, "It is written down.");
  await offer(ben, "Say which problem you worked on Case hour", { "Which problem?": "Cultures come too late", "Ana Okafor": true, "Ben Hughes": true }, "It is written down who thought it through together.");
  await offer(ben, "Sum it up Case hour", { "What did it come to?": "Ring first." }, "Your summary is there.");
  await ana.page.getByText("Ring first.").waitFor();
  await ben.page.getByText("We ring earlier.").waitFor();
  await ana.page.getByText("There: Ana Okafor and Ben Hughes.").waitFor();
  await ana.page.getByText("Worked on together:").getByRole("link", { name: "Cultures come too late" }).waitFor();
  await offer(ben, "This changed how I see it Case hour", null, "Noted: this changed how you see it.");
  await check_accessible(ana.page, "a meeting with what came of it");
});

scene("a member who holds nothing plans nothing", async (stage) => {
  const community = await two(stage);
  const ben = await at_meetings(stage, "ben", community);
  assert.equal(await ben.page.getByRole("button", { name: "Plan a meeting" }).count(), 0);
  await go_to_part(ben, "Now");
});

scene("the meetings of a public community can be subscribed to, and the address has them", async (stage) => {
  const [open, closed] = [
    await stage.server.found("ana", stage.community(), { name: "Sepsis" }),
    await stage.server.found("ana", stage.community(), { name: "Sepsis", visibility: "organisation" }),
  ];
  for (const community of [open, closed]) await stage.server.plan("ana", community, "Working session");
  const reader = await stage.reader();
  const widget = (community) => `<communities-of-practice community="${community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ person: "ana", widget: widget(open) }));
  await go_to_part(reader, "Practice");
  await go_to_part(reader, "Events");
  const address = await reader.page.getByRole("link", { name: "Subscribe in your calendar" }).getAttribute("href");
  assert.match(address, /^webcal:\/\//);
  const calendar = await fetch(address.replace("webcal:", "http:"));
  assert.match(calendar.headers.get("content-type"), /text\/calendar/);
  assert.match(await calendar.text(), /SUMMARY:Working session/);

  await reader.open(stage.intranet.put({ person: "ana", widget: widget(closed) }));
  await go_to_part(reader, "Practice");
  await go_to_part(reader, "Events");
  await reader.page.getByRole("button", { name: "Plan a meeting" }).waitFor();
  assert.equal(await reader.page.getByRole("link", { name: "Subscribe in your calendar" }).count(), 0);
});
