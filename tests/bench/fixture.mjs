import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { COMMUNITY, EPOCH, ME, POSITION, PROBLEM, communities, state } from "./content.mjs";

const PAGE = 50;
const TYPES = { ".js": "text/javascript", ".wasm": "application/wasm" };
const QUICK = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** A server that answers what the widget and its twins read, with invented content, and tells what it is given to tell. */
export class Fixture {
  #listener;
  #streams = new Set();
  #entries;
  #state;
  #files = new Map();
  #bundle;

  /** `bundle` is the folder of the built widget, `twins` the scripts of the twins by name. */
  static async start({ bundle, twins, n_communities }) {
    const fixture = new Fixture();
    fixture.#bundle = bundle;
    fixture.#entries = communities(n_communities);
    fixture.#state = packed(state());
    for (const [name, script] of Object.entries(twins)) fixture.#files.set(`/twins/${name}.js`, as_published(script, ".js"));
    fixture.#listener = http.createServer((request, response) => {
      fixture.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
    fixture.#listener.listen(0, "127.0.0.1");
    await once(fixture.#listener, "listening");
    fixture.origin = `http://127.0.0.1:${fixture.#listener.address().port}`;
    return fixture;
  }

  async stop() {
    this.#listener.close();
    this.#listener.closeAllConnections();
    await once(this.#listener, "close");
  }

  /** The address of a page that shows a screen: `widget`, `plain` or `preact`, and `directory` or `problem`. */
  page(which, screen) {
    return `${this.origin}/${which}/${screen}`;
  }

  /** How many pages follow the stream. */
  get n_streams() {
    return this.#streams.size;
  }

  /** Tells every page that follows what has happened. */
  tell(item) {
    const message = `id: ${item.position}\ndata: ${JSON.stringify(item)}\n\n`;
    for (const stream of this.#streams) stream.write(message);
  }

  /** How many bytes a page fetches until it shows something, as they are sent. */
  async weight(which) {
    const names = which === "widget" ? ["/embed/v1/cop.js", "/embed/v1/cop.wasm"] : [`/twins/${which}.js`];
    const files = await Promise.all(names.map((name) => this.#file(name)));
    return files.reduce((sum, file) => sum + file.body.length, 0);
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.origin);
    const answers = {
      "/v1/me": () => packed(ME),
      "/v1/communities": () => packed(this.#directory(url.searchParams)),
      [`/v1/communities/${COMMUNITY}/state`]: () => this.#state,
    };
    if (url.pathname === "/v1/activities") {
      response.writeHead(200, { "content-type": "text/event-stream", "cache-control": "no-store" });
      response.write(": hello\n\n");
      this.#streams.add(response);
      response.on("close", () => this.#streams.delete(response));
    } else if (answers[url.pathname]) {
      send(response, answers[url.pathname](), "no-store");
    } else if (url.pathname.startsWith("/embed/") || url.pathname.startsWith("/twins/")) {
      send(response, await this.#file(url.pathname), "max-age=3600");
    } else if (url.pathname === "/favicon.ico") {
      response.writeHead(204).end();
    } else {
      const [which, screen] = url.pathname.slice(1).split("/");
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(html(which, screen));
    }
  }

  #directory(query) {
    const words = query.get("q") ?? "";
    const found = this.#entries.filter((entry) => entry.name.toLowerCase().includes(words.toLowerCase()));
    const after = query.get("after");
    const begin = after ? found.findIndex((entry) => entry.id === after) + 1 : 0;
    const page = found.slice(begin, begin + PAGE);
    const next = begin + PAGE < found.length ? page.at(-1).id : null;
    return { epoch: EPOCH, position: POSITION, communities: page, next, total: found.length };
  }

  async #file(name) {
    if (!this.#files.has(name)) {
      const file = path.basename(name);
      this.#files.set(name, as_published(await readFile(path.join(this.#bundle, file)), path.extname(file)));
    }
    return this.#files.get(name);
  }
}

function as_published(bytes, ending) {
  return { type: TYPES[ending], body: brotliCompressSync(bytes) };
}

function packed(json) {
  return { type: "application/json", body: brotliCompressSync(JSON.stringify(json), QUICK) };
}

function send(response, { type, body }, cache) {
  response.writeHead(200, { "content-type": type, "content-encoding": "br", "content-length": body.length, "cache-control": cache });
  response.end(body);
}

/** The same page for all: the element, its script, and a function that hands out a token. */
function html(which, screen) {
  const tag = which === "widget" ? "communities-of-practice" : `twin-${which}`;
  const script = which === "widget" ? "/embed/v1/cop.js" : `/twins/${which}.js`;
  const shows = screen === "problem" ? `view="problem" community="${COMMUNITY}" problem="${PROBLEM}"` : "";
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Bench</title>
<script type="module" src="${script}"></script></head>
<body><h1>Bench</h1><${tag} loading="eager" ${shows}></${tag}>
<script>document.querySelector("${tag}").tokenProvider = async () => "token";</script></body></html>`;
}
