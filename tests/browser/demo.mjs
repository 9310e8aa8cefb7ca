import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { program, ROOT } from "./built.mjs";
import { Child, free_port } from "./child.mjs";
import { until } from "./until.mjs";

/** The demonstration, as `cargo run -p cop-demo` starts it: its server and its intranet on ports of their own. */
export class Demo {
  #child;
  #folder;

  static async start() {
    const demo = new Demo();
    const [listen, intranet] = [await free_port(), await free_port()];
    demo.server = `http://127.0.0.1:${listen}`;
    demo.intranet = `http://127.0.0.1:${intranet}`;
    demo.#folder = await mkdtemp(path.join(tmpdir(), "cop-demo-"));
    const what = ["--listen", `127.0.0.1:${listen}`, "--intranet", `127.0.0.1:${intranet}`];
    what.push("--store", path.join(demo.#folder, "demo.db"));
    demo.#child = new Child(await program("cop-demo"), what, { cwd: ROOT });
    const answers = async () => {
      if (!demo.#child.is_running) throw new Error(`cop-demo ended: ${demo.#child.printed}`);
      return demo.#child.printed.includes(demo.intranet);
    };
    // It builds the widget first, and writes five years of history.
    await until("the demonstration prints its address", answers, { patience_ms: 600_000 });
    return demo;
  }

  /** Becomes somebody of the organisation by the bar on top of each page; the label begins with the name. */
  async become(reader, name, path = "/") {
    await reader.page.goto(this.intranet + path);
    const bar = reader.page.locator(".demo-bar");
    const option = await bar.locator("option", { hasText: name }).first().getAttribute("value");
    await bar.locator("select").selectOption(option);
    await bar.getByRole("button", { name: "Switch" }).click();
    await this.#arrive(reader);
  }

  async #arrive(reader) {
    // The widget is fetched when it comes into sight.
    await reader.widget().first().scrollIntoViewIfNeeded();
    await reader.ready();
  }

  /** Has the page that a reader is at say something else, as if it had been written so: `change` is of its HTML. */
  async rewrite(reader, change) {
    // A page that comes from here is on no network that the browser knows, and has to be allowed to reach this machine.
    await reader.context.grantPermissions(["local-network-access"]);
    await reader.page.route(`${this.intranet}/**`, async (route) => {
      if (route.request().resourceType() !== "document") return route.fallback();
      const response = await route.fetch();
      return route.fulfill({ response, body: change(await response.text()) });
    });
    await reader.page.reload();
    await this.#arrive(reader);
  }

  async close() {
    await this.#child.stop();
    await rm(this.#folder, { recursive: true });
  }
}
