import { spawn } from "node:child_process";
import { once } from "node:events";
import net from "node:net";

/** A program that runs beside the tests; what it prints is kept for when something fails. */
export class Child {
  #child;
  #printed = "";

  constructor(program, what, options = {}) {
    this.#child = spawn(program, what, { stdio: ["ignore", "pipe", "pipe"], ...options });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream.setEncoding("utf8").on("data", (text) => (this.#printed += text));
    }
    // Without it a program that cannot be started would end the whole test process.
    this.#child.on("error", (error) => (this.#printed += `${error}\n`));
  }

  get printed() {
    return this.#printed;
  }

  get is_running() {
    return this.#child.exitCode === null && this.#child.signalCode === null && this.#child.pid !== undefined;
  }

  async stop(signal = "SIGTERM") {
    if (!this.is_running) return;
    const ended = once(this.#child, "exit");
    this.#child.kill(signal);
    await ended;
  }
}

/** A port of this machine on which nobody listens. */
export async function free_port() {
  const listener = net.createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const { port } = listener.address();
  listener.close();
  await once(listener, "close");
  return port;
}

/** Runs a program to its end and resolves to what it wrote to standard output. */
export async function output(program, what) {
  const child = spawn(program, what, { stdio: ["ignore", "pipe", "pipe"] });
  let written = "";
  let complained = "";
  child.stdout.setEncoding("utf8").on("data", (text) => (written += text));
  child.stderr.setEncoding("utf8").on("data", (text) => (complained += text));
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`${program} ${what.join(" ")} failed with ${code}: ${complained}`);
  return written;
}
