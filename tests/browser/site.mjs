import { once } from "node:events";
import { readFile } from "node:fs/promises";
import http from "node:http";
import path from "node:path";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/** Any web server: hands out the files of a folder, and what else is answered under a path. */
export class Site {
  #listener;
  #folder;
  #headers;
  #answers;

  static async start(folder, { headers = {}, answers = {} } = {}) {
    const site = new Site();
    site.#folder = folder;
    site.#headers = headers;
    site.#answers = answers;
    site.#listener = http.createServer((request, response) => {
      site.#answer(new URL(request.url, site.origin), response).catch((error) => {
        response.writeHead(500).end(String(error));
      });
    });
    site.#listener.listen(0, "127.0.0.1");
    await once(site.#listener, "listening");
    site.origin = `http://127.0.0.1:${site.#listener.address().port}`;
    return site;
  }

  async close() {
    this.#listener.close();
    this.#listener.closeAllConnections();
    await once(this.#listener, "close");
  }

  async #answer({ pathname }, response) {
    const answer = this.#answers[pathname];
    if (answer) {
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(await answer());
      return;
    }
    const name = decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    const file = path.join(this.#folder, path.normalize(name));
    const body = await readFile(file).catch(() => null);
    const type = TYPES[path.extname(file)] ?? "application/octet-stream";
    response.writeHead(body ? 200 : 404, { "content-type": type, ...this.#headers }).end(body ?? "not here");
  }
}
