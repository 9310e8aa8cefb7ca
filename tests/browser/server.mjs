import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import { bundle, program } from "./built.mjs";
import { Child, free_port, output } from "./child.mjs";
import { NAMES } from "./people.mjs";
import { until } from "./until.mjs";

/** `cop-server` with a store of its own, driven by its command line and HTTP alone. */
export class Server {
  #program;
  #child;
  #folder;
  #tokens = new Map();

  /** Starts one; `flags` are more of `cop-server serve`, `sheets` are spreadsheets by name, which are imported first. */
  static async start({ flags = [], sheets = {} } = {}) {
    const server = new Server();
    server.#program = await program("cop-server");
    server.#folder = await mkdtemp(path.join(tmpdir(), "cop-browser-"));
    await server.#import(sheets);
    // A copy, so that a bundle that is built meanwhile does not change under the tests.
    const widget = path.join(server.#folder, "widget");
    await cp(await bundle(), widget, { recursive: true });
    const port = await free_port();
    server.origin = `http://127.0.0.1:${port}`;
    const what = ["serve", "--store", server.store, "--listen", `127.0.0.1:${port}`, "--widget", widget, ...flags];
    server.#child = new Child(server.#program, what, { cwd: server.#folder });
    await until("the server answers", async () => {
      if (!server.#child.is_running) throw new Error(`cop-server ended: ${server.#child.printed}`);
      const answer = await fetch(`${server.origin}/readyz`).catch(() => null);
      return answer?.ok;
    });
    return server;
  }

  async #import(sheets) {
    if (!Object.keys(sheets).length) return;
    const folder = path.join(this.#folder, "sheets");
    await mkdir(folder);
    for (const [name, text] of Object.entries(sheets)) await writeFile(path.join(folder, name), text);
    await output(this.#program, ["import", folder, "--store", this.store]);
  }

  get store() {
    return `sqlite:${path.join(this.#folder, "communities.db")}`;
  }

  get printed() {
    return this.#child.printed;
  }

  async stop() {
    await this.#child.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** A token for a person, made by the command line: the same one for the same person. */
  token(person) {
    if (!this.#tokens.has(person)) this.#tokens.set(person, this.#issue(person));
    return this.#tokens.get(person);
  }

  async #issue(person) {
    if (!NAMES[person]) throw new Error(`${person} is not of the cast`);
    const token = await output(this.#program, ["token", "--person", person, "--name", NAMES[person], "--store", this.store]);
    return token.trim();
  }

  /** Gives a command for a person, and resolves to the activities it recorded. */
  async give(person, community, command) {
    const answer = await this.#post(person, community, command);
    const body = await answer.json();
    if (!answer.ok) throw new Error(`${person} may not ${command.type} in ${community}: ${JSON.stringify(body)}`);
    return body.activities;
  }

  /** Founds a community of this person. */
  async found(steward, community, purpose = {}) {
    await this.give(steward, community, {
      type: "found_community",
      name: community,
      domain: `What ${community} cares about.`,
      visibility: "public",
      access: "open",
      ...purpose,
    });
    return community;
  }

  /** Raises a problem and resolves to its id. */
  async raise(person, community, title, text = "It happens every week, and we have not found out why.") {
    const [raised] = await this.give(person, community, { type: "raise_problem", title, text });
    return raised.what.problem;
  }

  /** Replies to a turn and resolves to the id of the reply. */
  async reply(person, community, in_reply_to, text, to = []) {
    const [replied] = await this.give(person, community, { type: "reply", in_reply_to, to, stance: "build", text });
    return replied.what.turn;
  }

  /** Plans a meeting in a week from now and resolves to its id. */
  async plan(person, community, title, more = {}) {
    const day = new Date(Date.now() + 7 * 24 * 3600_000).toISOString().slice(0, 10);
    const schedule = {
      starts: `${day}T12:30:00`,
      zone: "Europe/London",
      minutes: 60,
      starts_at: `${day}T12:30:00Z`,
    };
    const [planned] = await this.give(person, community, {
      type: "plan_event",
      title,
      form: "working",
      mode: "online",
      schedule,
      ...more,
    });
    return planned.what.event;
  }

  /** What anybody reads at an address, as text; a person's token goes along where one is named. */
  async read(address, person) {
    const headers = person ? { authorization: `Bearer ${await this.token(person)}` } : {};
    const answer = await fetch(this.origin + address, { headers });
    return { status: answer.status, text: await answer.text() };
  }

  /** The sum of a metric over its labels. */
  async metric(name) {
    const { text } = await this.read("/metrics");
    const lines = text.split("\n").filter((line) => line.startsWith(name) && /[ {]/.test(line[name.length]));
    if (!lines.length) throw new Error(`/metrics has no ${name}:\n${text}`);
    return lines.reduce((sum, line) => sum + Number(line.split(" ").pop()), 0);
  }

  async #post(person, community, command) {
    return fetch(`${this.origin}/v1/commands`, {
      method: "POST",
      headers: { authorization: `Bearer ${await this.token(person)}`, "content-type": "application/json" },
      body: JSON.stringify({ id: randomUUID(), community, command }),
    });
  }
}
