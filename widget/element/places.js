// Where the reader is in each widget, in the history of the tab: so that back and forward go from screen to screen.

/** The elements that are shown: at which place each is (none: where the page asks it to be), and how it goes to one. */
const visited = new Map();
let address = location.href;

/** What tells an element from the others of its page, and from what it was before the page asked it for something else. */
function nameOf(element) {
  const nth = element.id || [...document.querySelectorAll(TAG)].indexOf(element);
  return JSON.stringify([nth, ...ASKED.map((name) => element.getAttribute(name))]);
}

/** The place that an entry of the history has of an element. */
const placeIn = (state, element) => state?.[TAG]?.[nameOf(element)];

/** Notes in the entry, beside what the page keeps there, where all elements are, and where the reader goes on to. */
function note(how, next) {
  try {
    const state = history.state ?? {};
    // What is no plain object cannot carry anything more.
    if (Object.getPrototypeOf(state) !== Object.prototype) return;
    const places = { ...state[TAG], next };
    visited.forEach(({ place }, element) => (places[nameOf(element)] = place));
    history[how]({ ...state, [TAG]: places }, "");
    address = location.href;
  } catch {
    // A browser that takes no more entries goes back further at once.
  }
}

/** Makes an entry for where the reader has gone. */
function went(element, place) {
  note("replaceState", place);
  visited.get(element).place = place;
  note("pushState");
}

/** Has all elements go where they were. */
function comeBack({ state }) {
  const [before, now] = [address, location.href];
  address = now;
  // A link within the page leads to an entry that says nothing yet: it is where the elements are.
  const isLink = !state?.[TAG] && before !== now && before.split("#")[0] === now.split("#")[0];
  if (isLink) return note("replaceState");
  visited.forEach((at, element) => {
    const place = placeIn(state, element) ?? "";
    if (place === at.place) return;
    at.place = place;
    at.go(place, state?.[TAG]?.next);
  });
}

function enterHistory(element, place, go) {
  if (!visited.size) addEventListener("popstate", comeBack);
  visited.set(element, { place, go });
}

function leaveHistory(element) {
  visited.delete(element);
  if (!visited.size) removeEventListener("popstate", comeBack);
}
