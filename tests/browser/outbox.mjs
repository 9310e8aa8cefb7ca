// What the tests of acting without a network share: a problem over a wire that can be cut, and what waits to be sent.

import { until } from "./until.mjs";
import { Wire } from "./wire.mjs";

const LATE = /waits? to be sent/;

/** A community with a problem, and a page that shows the problem over a wire that can be cut. */
export async function at_problem(stage, { person = "ben", persist = "none", members = ["ben"], prepare = () => {} } = {}) {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  for (const member of members) await stage.server.give(member, community, { type: "join" });
  const wire = stage.closes(await Wire.to(stage.server.origin));
  const page_for = (person) =>
    stage.intranet.put({
      person,
      loader: `${wire.origin}/embed/v1/cop.js`,
      widget: `<communities-of-practice loading="eager" persist="${persist}" view="problem" community="${community}" problem="${problem}"></communities-of-practice>`,
    });
  const reader = await stage.reader();
  const page = page_for(person);
  await prepare(reader);
  await reader.open(page);
  await reader.page.getByRole("heading", { name: "Who takes the first blood culture?" }).waitFor();
  const turns = async () => {
    const { text } = await stage.server.read(`/v1/communities/${community}/problems/${problem}`, "ana");
    return JSON.parse(text).turns.map((said) => said.text);
  };
  return { community, problem, wire, reader, page, page_for, turns };
}

/** What says that something waits. */
export const outbox = (reader) => reader.page.getByText(LATE);

/** Has the page notice at once that the network is back, as a browser does. */
export async function mend(wire, ...readers) {
  wire.mend();
  for (const reader of readers) await reader.page.evaluate(() => dispatchEvent(new Event("online")));
}

/** Resolves once nothing waits any more. */
export const sent = (reader) => until("nothing waits any more", async () => (await outbox(reader).count()) === 0);

/** The words of the turns that wait, to be changed. */
export const words_that_wait = (reader) => reader.page.getByRole("textbox", { name: "Reply, not sent yet" });
