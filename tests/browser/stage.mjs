// The stage of the browser suite: the built server and the built widget on pages of another origin, in a real Chromium.
//
// What this suite cannot reach:
// - TLS, HTTP/2, real proxies and their buffers: everything here is HTTP/1.1 on one machine.
// - Third-party cookies and partitioned storage: the intranet and the server differ by port, so they are one site.
// - Real single sign-on: the intranet hands out tokens without asking anybody.
// - Other engines than Chromium, old browsers, phones themselves: a small screen and a finger are emulated.
// - Screen readers themselves: what the accessibility tree has, live regions and axe stand in for them.
// - Private networks behind a permission prompt, offline pages, service workers of the page.
// - The postal side of a calendar: a file is read here as RFC 5545 says, not by Outlook.

import { after, before, test } from "node:test";
import { Intranet } from "./intranet.mjs";
import { Reader, launch } from "./reader.mjs";
import { Server } from "./server.mjs";

const shared = {};
let n_communities = 0;

/**
 * Starts what the tests of a file share: a browser and, unless it brings its own, a server with an intranet.
 * `sheets` are spreadsheets by name that the server begins with.
 */
export function raise_stage({ own_server = true, sheets = {} } = {}) {
  before(async () => {
    shared.browser = await launch();
    if (own_server) {
      shared.server = await Server.start({ sheets });
      shared.intranet = await Intranet.start(shared.server);
    }
  });
  after(async () => {
    await shared.browser?.close();
    await shared.intranet?.stop();
    await shared.server?.stop();
  });
}

/** A test: a sentence, and what happens on the stage. */
export function scene(sentence, body) {
  test(sentence, { timeout: 120_000 }, async () => {
    const readers = [];
    const closing = [];
    const stage = {
      ...shared,
      /** Sits somebody down at a browser of their own. */
      reader: async (options) => {
        const reader = await Reader.at(shared.browser, options);
        readers.push(reader);
        return reader;
      },
      /** The id of a community that no other test has. */
      community: (word = "falls") => `${word}-${++n_communities}`,
      /** Closes something when the test is over. */
      closes: (thing) => {
        closing.push(thing);
        return thing;
      },
    };
    try {
      await body(stage);
      const errors = readers.flatMap((reader) => reader.errors);
      if (errors.length) throw new Error(`uncaught in the page:\n${errors.join("\n")}`);
    } catch (error) {
      explain(readers);
      throw error;
    } finally {
      for (const reader of readers) await reader.close();
      for (const thing of closing) await thing.close();
    }
  });
}

function explain(readers) {
  readers.forEach((reader, n) => {
    const lines = [...reader.errors, ...reader.console].map((line) => `  ${line}\n`);
    process.stderr.write(`browser ${n + 1} at ${reader.page.url()} says:\n${lines.join("")}`);
  });
}
