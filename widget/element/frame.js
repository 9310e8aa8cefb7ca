// The widget in a frame, for pages that may not run it themselves: this is for the page around the frame.

const ATTRIBUTES = ["community", "view", "problem", "topic", "lang", "theme", "heading-level"];
const frames = new Map();

/**
 * Shows the widget in an iframe: as high as what is in it, and with tokens from `iframe.tokenProvider`.
 * What is not in `options` is read from the iframe's own `data-server`, `data-community` and so on.
 */
export function frame(iframe, options = {}) {
  if (frames.has(iframe)) return;
  const said = { ...iframe.dataset, ...options };
  const server = said.server ?? new URL(import.meta.url).origin;
  const address = new URL(`${server.replace(/\/+$/, "")}/embed/v1/frame`, document.baseURI);
  const lang = said.lang ?? iframe.closest("[lang]")?.lang;
  for (const name of ATTRIBUTES) {
    const value = name === "lang" ? lang : said[name.replace(/-l/, "L")];
    if (value) address.searchParams.set(name, value);
  }
  const shown = { origin: address.origin, provider: null, is_there: false };
  frames.set(iframe, shown);
  follow(iframe, shown, said.tokenProvider);
  iframe.addEventListener("load", () => {
    shown.is_there = true;
    greet(iframe, shown);
  });
  iframe.title ||= TITLES[lang?.split("-")[0].toLowerCase()] ?? TITLES.en;
  iframe.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";
  // What is in it can copy a link for the reader.
  iframe.allow ||= "clipboard-write";
  Object.assign(iframe.style, { width: "100%", border: "0" });
  iframe.src = address;
}

/** Makes `tokenProvider` a property of the iframe, as it is one of the element; one that was set before counts. */
function follow(iframe, shown, given) {
  shown.provider = given ?? iframe.tokenProvider;
  Object.defineProperty(iframe, "tokenProvider", {
    configurable: true,
    get: () => shown.provider,
    set: (provider) => {
      if (provider === shown.provider) return;
      shown.provider = provider;
      greet(iframe, shown);
    },
  });
}

/** Tells the inside who is around it. */
function greet(iframe, shown) {
  if (shown.is_there) say(iframe, shown, { type: "hello", signs_in: typeof shown.provider === "function" });
}

function say(iframe, { origin }, message) {
  // Whatever else may be in the frame by now does not get it.
  iframe.contentWindow?.postMessage({ cop: "page", ...message }, origin);
}

async function hear(iframe, shown, { type, height, id, name, detail }) {
  if (type === "height" && height > 0) {
    iframe.style.height = `${Math.ceil(height)}px`;
  } else if (type === "event" && /^cop-/.test(name)) {
    iframe.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  } else if (type === "token") {
    let token = null;
    let has_failed = false;
    try {
      token = (await shown.provider?.()) ?? null;
    } catch (error) {
      has_failed = true;
      console.warn(`communities-of-practice/frame: tokenProvider: ${error?.message ?? error}`);
    }
    say(iframe, shown, { type: "token", id, token, has_failed });
  }
}

addEventListener("message", ({ source, origin, data }) => {
  for (const [iframe, shown] of frames) {
    const is_ours = source === iframe.contentWindow && origin === shown.origin && data?.cop === "frame";
    if (is_ours) hear(iframe, shown, data);
  }
});

for (const iframe of document.querySelectorAll("iframe[data-cop]")) frame(iframe);
