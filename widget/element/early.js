// What the widget will ask the server for first, asked while the widget itself is still on its way.

/** What was asked and nobody has fetched yet, by address: for whom, and a promise of the response. */
const early = new Map();

/** The paths that an element asks for as it begins, as far as its attributes alone tell: else it asks later. */
function firstPaths(element) {
  const said = (name) => encodeURIComponent(element.getAttribute(name)?.trim() ?? "");
  const [view, community, problem, topic] = ["view", "community", "problem", "topic"].map(said);
  if (view === "mine") return [];
  if (community && view !== "directory") {
    const turns = problem && view !== "events" ? `?problem=${problem}` : "";
    return [`/v1/communities/${community}/state${turns}`];
  }
  // What the page is about the widget reads.
  return topic === "auto" ? [] : [`/v1/communities?q=${topic && `&topic=${topic}`}`];
}

async function askEarly(server, source, element) {
  const token = await source.token(true);
  const headers = { accept: "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  for (const path of [...(token ? ["/v1/me"] : []), ...firstPaths(element)]) {
    const address = server + path;
    if (early.has(address)) continue;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = fetch(address, { headers, cache: "no-store", credentials: "omit", signal });
    // Whoever takes it sees that it failed; where nobody does, nobody has to.
    answer.catch(() => {});
    early.set(address, { token, answer });
    signal.onabort = () => early.delete(address);
  }
}

/** The response to what was asked early for the same reader, once. */
function takeEarly(address, token) {
  const asked = early.get(address);
  early.delete(address);
  return asked?.token == token ? asked?.answer : undefined;
}
