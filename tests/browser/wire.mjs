import net from "node:net";
import { once } from "node:events";

/** The network between a reader and the server: a TCP relay that can be cut and mended. */
export class Wire {
  #listener;
  #open = new Set();
  #is_cut = false;

  static async to(origin) {
    const wire = new Wire();
    const { hostname, port } = new URL(origin);
    wire.#listener = net.createServer((near) => wire.#relay(near, Number(port), hostname));
    wire.#listener.listen(0, "127.0.0.1");
    await once(wire.#listener, "listening");
    wire.origin = `http://127.0.0.1:${wire.#listener.address().port}`;
    return wire;
  }

  /** Breaks every connection, and every one that is tried from now on. */
  cut() {
    this.#is_cut = true;
    for (const socket of this.#open) socket.destroy();
  }

  mend() {
    this.#is_cut = false;
  }

  /** Lets nothing more through the connections that are open, and closes none: as a router does that has forgotten them. */
  hush() {
    for (const socket of this.#open) socket.unpipe().resume();
  }

  async close() {
    this.cut();
    this.#listener.close();
    await once(this.#listener, "close");
  }

  #relay(near, port, hostname) {
    if (this.#is_cut) {
      near.destroy();
      return;
    }
    const far = net.connect(port, hostname);
    for (const [socket, other] of [[near, far], [far, near]]) {
      this.#open.add(socket);
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        this.#open.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  }
}
