// What the widget will ask the server for first, asked while the widget itself is still on its way.

/** What was asked and nobody has taken yet, by address: for whom, and a promise of the status and the bytes. */
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
    const response = fetch(address, { headers, cache: "no-store", credentials: "omit", signal });
    // Whole, so that it is there before anything is drawn without it.
    const answer = response.then(async (response) => ({ status: response.status, bytes: await response.arrayBuffer() }));
    // The widget may have better luck.
    answer.catch(() => early.delete(address));
    early.set(address, { token, answer });
    signal.onabort = () => early.delete(address);
  }
  // The first of its kind takes the browser as long as all else that is drawn; the widget will want one.
  new Intl.DateTimeFormat(navigator.language, { weekday: "long" });
}

/** The answer to what was asked early for the same reader, once. */
function takeEarly(address, token) {
  const asked = early.get(address);
  early.delete(address);
  return asked?.token == token ? asked?.answer : undefined;
}
