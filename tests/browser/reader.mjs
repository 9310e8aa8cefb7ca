import { chromium } from "playwright-core";
import { PATIENCE_MS, until } from "./until.mjs";

const TAG = "communities-of-practice";

/** Starts the browser that all readers of a test file share. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    chromiumSandbox: false,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A person at a browser of their own. */
export class Reader {
  #context;
  #console = [];
  #errors = [];

  static async at(browser, options = {}) {
    const reader = new Reader();
    reader.#context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      locale: "en-GB",
      timezoneId: "Europe/London",
      reducedMotion: "reduce",
      ...options,
    });
    reader.#context.setDefaultTimeout(PATIENCE_MS);
    reader.page = await reader.#context.newPage();
    /** Every request of the page, as `{ url, method }`. */
    reader.requests = [];
    reader.page.on("request", (request) => reader.requests.push({ url: request.url(), method: request.method() }));
    reader.page.on("pageerror", (error) => reader.#errors.push(error.stack ?? String(error)));
    reader.page.on("console", (message) => {
      reader.#console.push(`${message.type()}: ${message.text()}`);
      // The widget starts again after a crash; a test must not pass over it.
      if (message.text().includes("panicked at")) reader.#errors.push(message.text());
    });
    return reader;
  }

  get context() {
    return this.#context;
  }

  /** What the page wrote to the console. */
  get console() {
    return this.#console;
  }

  /** Uncaught errors of the page, and crashes of the widget. */
  get errors() {
    return this.#errors;
  }

  /** The widget, or the one of this id. */
  widget(id) {
    return this.page.locator(id ? `${TAG}#${id}` : TAG);
  }

  /** Opens a page and waits until its first widget, or the one of this id, is shown. */
  async open(url, id) {
    await this.page.goto(url);
    await this.ready(id);
  }

  ready(id) {
    return until("the widget is shown", () =>
      this.widget(id).first().evaluate((element) => {
        const not_yet = new Promise((resolve) => requestAnimationFrame(() => resolve(false)));
        return element.matches(":defined") && Promise.race([element.ready.then(() => true), not_yet]);
      }),
    );
  }

  /** What the widgets told the page, of this name only if one is given. */
  async told(name) {
    const told = await this.page.evaluate(() => window.told);
    return name ? told.filter((event) => event.name === name) : told;
  }

  /** Resolves to what was told, once it was. */
  async hears(name) {
    const [told] = await until(`${name} is dispatched`, async () => {
      const told = await this.told(name);
      return told.length > 0 && told;
    });
    return told;
  }

  /** How many requests were made for an address. */
  n_requests(pattern) {
    return this.requests.filter(({ url }) => pattern.test(url)).length;
  }

  /** The element that has the focus, within shadow roots too, as a name that a reader would hear. */
  focused() {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const label = element.labels?.[0]?.textContent ?? element.getAttribute("aria-label") ?? element.textContent;
      const is_inside = element.getRootNode() !== document;
      return { tag: element.localName, name: label.trim().replace(/\s+/g, " "), is_inside };
    });
  }

  async close() {
    await this.#context.close();
  }
}
