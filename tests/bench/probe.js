// Runs in every page of the benchmark before anything else, and is the same for all: when bytes came, when the page
// shows what they say, and when that was drawn.

(() => {
  const now = () => performance.now();
  const roots = [];
  const probe = (window.probe = { came_at: 0, first: null, memories: [] });

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, options);
    roots.push(root);
    if (!probe.first) probe.first = probe.until((root) => root.querySelector(".turn, .row"));
    return root;
  };

  // The moment at which a piece of the stream, or a whole answer, is handed to whoever asked for it.
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = function () {
    return read.call(this).then((result) => {
      probe.came_at = now();
      return result;
    });
  };
  for (const whole of ["text", "arrayBuffer"]) {
    const given = Response.prototype[whole];
    Response.prototype[whole] = function () {
      return given.call(this).then((result) => {
        probe.came_at = now();
        return result;
      });
    };
  }

  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...what) => {
    const made = await instantiate(...what);
    probe.memories.push((made.instance ?? made).exports.memory);
    return made;
  };

  const drawn = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        // A message that is sent while a frame is made comes when it is done.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(now());
        port2.postMessage(null);
      }),
    );

  /** Resolves to when the element shows what is looked for, and to when that was drawn. */
  probe.until = (is_shown) =>
    new Promise((resolve) => {
      const root = roots.at(-1);
      const look = () => {
        if (!is_shown(root)) return false;
        const [came_at, there_at] = [probe.came_at, now()];
        drawn().then((drawn_at) => resolve({ came_at, there_at, drawn_at }));
        return true;
      };
      if (look()) return;
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(root, { subtree: true, childList: true, characterData: true, attributes: true });
    });

  probe.root = () => roots.at(-1);

  /** What the rows say, as somebody reads them. */
  probe.rows = (selector) => [...probe.root().querySelectorAll(selector)].map((row) => row.textContent.replace(/\s+/g, " ").trim());
})();
