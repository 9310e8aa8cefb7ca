// What both twins know: they read the same answers and follow the same stream as the widget, each in its own page.

const SERVER = location.origin;

/** Reads an answer of the server. */
export async function read(path, token) {
  const response = await fetch(SERVER + path, { headers: { authorization: `Bearer ${token}` } });
  return JSON.parse(await response.text());
}

/** Hands over everything that happens after a position; ends when `signal` says so. */
export async function follow({ epoch, position }, token, signal, take) {
  const address = `${SERVER}/v1/activities?after=${position}&epoch=${epoch}`;
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` }, signal });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += decoder.decode(value, { stream: true });
    const messages = rest.split("\n\n");
    rest = messages.pop();
    for (const message of messages) {
      const line = message.split("\n").find((line) => line.startsWith("data: "));
      if (line) take(JSON.parse(line.slice("data: ".length)));
    }
  }
}

/** Takes an activity over into the state of a community, and gives the turn that it adds or changes. */
export function fold({ community: { talk }, particulars }, { id, actor, at, what, particulars: { texts } }) {
  Object.assign(particulars.texts, texts);
  if (what.type === "replied") {
    const { type, ...turn } = what;
    const said = { activity: id, author: actor, at, turn };
    talk.threads[turn.thread].turns.push(said);
    talk.turns[turn.turn] = turn.thread;
    return said;
  }
  const said = talk.threads[talk.turns[what.about]].turns.find((said) => said.turn.turn === what.about);
  said.reception = { ...said.reception, changed: { ...said.reception?.changed, [actor]: { activity: id, at } } };
  return said;
}
