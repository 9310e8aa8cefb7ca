import { readFile } from "node:fs/promises";

/** Where the story begins, and what it is about. */
export const TOPIC_PAGE = "/clinical/preventing-falls";
export const NEWCOMER = "Lena Kowalska";
export const COMMUNITY = "Falls prevention";
export const PROBLEM = "Sensor mats alarm so often that nobody comes";
export const MEETING = "Working session: the bedside handover problem";
export const NOTE = "I started on Monday, and two people have fallen since.";
export const ANSWER = "We put ours under the chair leg: it only speaks when somebody really stands.";

/**
 * Somebody who has never heard of communities of practice finds the right one on the page of a topic, joins it with a
 * sentence, answers a colleague's problem, says that they come to the next meeting and takes it along for their
 * calendar: with these hands, in this language. `after` is called with the name of each step, `answered` is what the
 * reader is told of their answer; resolves to the file.
 */
export async function two_minutes(hands, says, { after = () => {}, answered = says.turn_taken } = {}) {
  const { reader } = hands;
  await after("the page of a topic");
  await hands.press("link", COMMUNITY);
  await hands.arrive(COMMUNITY);
  await hands.see(says.next_meeting);
  await after("the community");

  await hands.press("button", `${says.join} ${COMMUNITY}`);
  await hands.write(says.join_note, NOTE);
  await after("joining");
  await hands.press("button", says.join);
  await hands.see(says.you_are_a_member);
  await after("a member");

  await hands.press("button", `${says.answer_it} ${PROBLEM}`);
  await hands.write(says.your_turn, ANSWER);
  await after("the answer");
  await hands.press("button", reply_to(says));
  await hands.see(answered);
  await hands.see(ANSWER);
  await after("answered");

  await hands.press("link", COMMUNITY, { back: true });
  await hands.arrive(COMMUNITY);
  await hands.press("button", says.yes);
  await hands.see_pressed(says.yes);
  await after("coming");
  const download = reader.page.waitForEvent("download");
  await hands.press("button", `${says.add_to_calendar} ${MEETING}`);
  const file = await readFile(await (await download).path(), "utf8");
  await after("in the calendar");
  return file;
}

/** The button that sends a turn, to whomever it is. */
const reply_to = (says) => new RegExp(`^${says.reply_to.replace("{name}", ".+")}$`);
