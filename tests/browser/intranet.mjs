import { once } from "node:events";
import http from "node:http";

// The intranet's own script, the same on every page: who is signed in, and what the widgets tell the page.
const SCRIPT = `
window.told = [];
window.n_tokens_asked = 0;
const { person } = document.documentElement.dataset;
const names = ["ready", "joined", "left", "contributed", "answered-invitation", "navigated", "auth-required", "failed"];
for (const name of names) {
  document.addEventListener("cop-" + name, (event) => {
    window.told.push({ name: event.type, detail: event.detail, from: event.target.id, composed: event.composed });
  });
}
if (person) {
  for (const element of document.querySelectorAll("communities-of-practice")) {
    element.tokenProvider = async () => {
      window.n_tokens_asked += 1;
      const answer = await fetch("/token?person=" + encodeURIComponent(person), { cache: "no-store" });
      return answer.text();
    };
  }
}
`;

/** Somebody else's intranet, on another origin than the server: pages are composed for each test. */
export class Intranet {
  #listener;
  #pages = new Map();
  #server;

  static async start(server) {
    const intranet = new Intranet();
    intranet.#server = server;
    intranet.#listener = http.createServer((request, response) => {
      intranet.#answer(request, response).catch((error) => {
        response.writeHead(500).end(String(error));
      });
    });
    intranet.#listener.listen(0, "127.0.0.1");
    await once(intranet.#listener, "listening");
    intranet.origin = `http://127.0.0.1:${intranet.#listener.address().port}`;
    return intranet;
  }

  /** Takes another server for its own. */
  follow(server) {
    this.#server = server;
  }

  async stop() {
    this.#listener.close();
    this.#listener.closeAllConnections();
    await once(this.#listener, "close");
  }

  /** The origin that the pages of this intranet are to load the widget from. */
  get server() {
    return this.#server.origin;
  }

  /**
   * Puts a page up and returns its address.
   * `person` is who is signed in; `widget` is the HTML of the widgets; `css` is the page's own style sheet.
   */
  put({ widget, person = "", css = "", policy = null, loader = `${this.server}/embed/v1/cop.js`, lang = "en-GB" }) {
    const n = this.#pages.size + 1;
    const scripts = loader ? `<script type="module" src="${loader}"></script>` : "";
    const html = `<!doctype html>
<html lang="${lang}" data-person="${person}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preventing falls in hospital</title><meta name="description" content="What our wards do about falls">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style/${n}.css">
<script src="/intranet.js" defer></script>${scripts}</head>
<body><header><a href="#content">Skip to the content</a></header>
<main id="content"><h1>Preventing falls in hospital</h1><p class="own">A paragraph of the <a href="#top">page</a>.</p>
<h2 class="own">A heading of the page</h2><button class="own" id="own-button">A button of the page</button>
<div id="here">${widget}</div><div id="there"></div></main></body></html>`;
    this.#pages.set(`/${n}`, { html, css, policy });
    return `${this.origin}/${n}`;
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    if (url.pathname === "/token") {
      const token = await this.#server.token(url.searchParams.get("person"));
      response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-store" }).end(token);
    } else if (url.pathname === "/intranet.js") {
      response.writeHead(200, { "content-type": "text/javascript" }).end(SCRIPT);
    } else if (url.pathname.startsWith("/style/")) {
      const page = this.#pages.get(url.pathname.replace(/^\/style(\/\d+)\.css$/, "$1"));
      response.writeHead(page ? 200 : 404, { "content-type": "text/css" }).end(page?.css);
    } else {
      const page = this.#pages.get(url.pathname);
      const headers = { "content-type": "text/html; charset=utf-8" };
      if (page?.policy) headers["content-security-policy"] = page.policy;
      response.writeHead(page ? 200 : 404, headers).end(page?.html);
    }
  }
}
