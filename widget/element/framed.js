// Inside the frame: tells the page around it how high it is and what happens, and asks it for tokens.

const EVENTS = [
  "cop-ready",
  "cop-joined",
  "cop-left",
  "cop-contributed",
  "cop-answered-invitation",
  "cop-navigated",
  "cop-auth-required",
  "cop-failed",
];
const element = document.querySelector("communities-of-practice");
const allowed = [location.origin, ...document.documentElement.dataset.allowed.split(" ")];
const asked = new Map();
// The origin of the page around, once it has said hello and may be there.
let around = null;
let n_asked = 0;

function say(message) {
  if (around) parent.postMessage({ cop: "frame", ...message }, around);
}

function sayHeight() {
  say({ type: "height", height: document.body.getBoundingClientRect().height });
}

function token() {
  return new Promise((resolve, reject) => {
    n_asked += 1;
    asked.set(n_asked, { resolve, reject });
    say({ type: "token", id: n_asked });
  });
}

addEventListener("message", ({ source, origin, data }) => {
  if (parent === window || source !== parent || !allowed.includes(origin) || data?.cop !== "page") return;
  if (data.type === "hello") {
    around = origin;
    // Another function each time: whoever says hello again has another reader.
    element.tokenProvider = data.signs_in ? () => token() : null;
    sayHeight();
  } else if (data.type === "token" && origin === around) {
    const { resolve, reject } = asked.get(data.id) ?? {};
    if (data.has_failed) reject?.(new Error("the page could not be asked"));
    else resolve?.(data.token);
    asked.delete(data.id);
  }
});

for (const name of EVENTS) {
  document.addEventListener(name, ({ detail }) => say({ type: "event", name, detail }));
}
new ResizeObserver(sayHeight).observe(document.body);
