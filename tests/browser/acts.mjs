/** What a reader does in a widget, as they would by mouse: each act ends when the screen shows it. */

/** Joins the community of this name, with a sentence on what brings them where one is given. */
export async function join(reader, name, note = "") {
  await reader.page.getByRole("button", { name: `Join ${name}`, exact: true }).click();
  const form = reader.page.getByRole("form", { name: `Join ${name}`, exact: true });
  if (note) await form.getByLabel("What brings you? (optional)").fill(note);
  await form.getByRole("button", { name: "Join", exact: true }).click();
  await reader.page.getByText("You are a member").first().waitFor();
}

/** Opens the form that asks to join the community of this name, and writes the reason. */
export async function write_request(reader, name, reason) {
  await reader.page.getByRole("button", { name: `Ask to join ${name}`, exact: true }).click();
  await request_form(reader, name).getByLabel("Why would you like to join?").fill(reason);
}

/** Sends the request that was written. */
export async function send_request(reader, name) {
  await request_form(reader, name).getByRole("button", { name: "Send" }).click();
}

/** Asks to join the community of this name. */
export async function ask(reader, name, reason) {
  await write_request(reader, name, reason);
  await send_request(reader, name);
  await reader.page.getByText("Waiting for an answer").first().waitFor();
}

/** Answers the request of somebody, with words: "Let in" or "Decline". */
export async function answer_request(reader, person, how, words) {
  await reader.page.getByRole("button", { name: `${how} ${person}`, exact: true }).click();
  const form = reader.page.getByRole("form", { name: `Answer to ${person}` });
  await form.getByRole("textbox").fill(words);
  await form.locator("button[type=submit]").click();
  await form.waitFor({ state: "detached" });
}

/** Goes to a part of the community: "Now", "Problems", "Events", "People". */
export async function go_to_part(reader, part) {
  await reader.page.getByRole("link", { name: part, exact: true }).click();
  await reader.page.locator("[aria-current=page]", { hasText: part }).waitFor();
}

/** Takes a turn in the problem that is shown, and waits until it stands among the turns. */
export async function take_turn(reader, text) {
  await reader.page.getByLabel("Your turn").fill(text);
  await reader.page.getByRole("button", { name: /^Reply to / }).click();
  await turn(reader, text).waitFor();
}

/** The turn that says this. */
export function turn(reader, text) {
  return reader.page.getByRole("list", { name: "Turns so far" }).getByRole("listitem").filter({ hasText: text });
}

/** The answer to the first meeting that is shown: "Yes", "Maybe" or "No". */
export function answer(reader, word) {
  return reader.page.getByRole("group", { name: "Are you coming?" }).first().getByRole("button", { name: word, exact: true });
}

function request_form(reader, name) {
  return reader.page.getByRole("form", { name: `Ask to join ${name}`, exact: true });
}
