import assert from "node:assert/strict";

/** What is passed over in silence on the way from one thing to the next. */
const UNHEARD = new Set(["none", "generic", "InlineTextBox", "RootWebArea", "LineBreak", "Iframe", "ListMarker"]);

/**
 * A page as a screen reader has it: roles, names, descriptions and states in reading order, from the accessibility
 * tree of the browser, and nothing that only eyes see.
 */
export class ScreenReader {
  #reader;
  #cdp;

  static async of(reader) {
    const screen_reader = new ScreenReader();
    screen_reader.#reader = reader;
    screen_reader.#cdp = await reader.context.newCDPSession(reader.page);
    await screen_reader.#cdp.send("Accessibility.enable");
    await screen_reader.#cdp.send("DOM.enable");
    return screen_reader;
  }

  /** Everything on the page in reading order; each with the widget that it is in. */
  async read() {
    const { nodes } = await this.#cdp.send("Accessibility.getFullAXTree");
    const widgets = await this.#widgets();
    const by_id = new Map(nodes.map((node) => [node.nodeId, node]));
    const heard = [];
    const walk = (node, around) => {
      const one = spoken(node);
      // A dialog lies over everything, and is read as if there were nothing else.
      const is_widget = widgets.has(node.backendDOMNodeId) || one.role === "dialog";
      const widget = around ?? (is_widget ? node.backendDOMNodeId : undefined);
      // A sentence that has been given the focus has no role, and is read all the same.
      const is_heard = !UNHEARD.has(one.role) || (one.role === "generic" && one.focused);
      if (!node.ignored && is_heard) heard.push({ ...one, widget });
      for (const id of node.childIds ?? []) if (by_id.has(id)) walk(by_id.get(id), widget);
    };
    walk(nodes.find((node) => !node.parentId));
    return heard;
  }

  /** The same of the widgets alone. */
  async read_widgets() {
    return (await this.read()).filter((one) => one.widget);
  }

  /** What has the focus: none where nothing in particular has it. */
  async focused() {
    return (await this.read()).filter((one) => one.focused).at(-1);
  }

  /**
   * Goes on from where the focus is to the next thing of this role and name (or back), from one of the role to the
   * next as the keys for links, buttons and headings do; resolves to it and how many of them that were.
   */
  async go_to(role, name, { back = false } = {}) {
    const heard = await this.read();
    const at = heard.findLastIndex((one) => one.focused);
    const way = back ? heard.slice(0, Math.max(at, 0)).reverse() : heard.slice(at + 1);
    const alike = way.filter((one) => one.role === role);
    const nth = alike.findIndex((one) => (typeof name === "string" ? one.name === name : name.test(one.name)));
    assert.notEqual(nth, -1, `no ${role} “${name}”; there are: ${alike.map((one) => one.name).join("; ")}`);
    return { found: alike[nth], n_moves: nth + 1 };
  }

  /** Does what the thing is for. */
  async activate({ dom_id }) {
    await this.#cdp.send("DOM.focus", { backendNodeId: dom_id });
    await this.#reader.page.keyboard.press("Enter");
  }

  /** Begins to listen to the widgets: to what their live regions say and where the focus goes. */
  async listen() {
    await this.#reader.page.evaluate(hear_all);
  }

  /** What was heard since the last time, as "polite: New turn from Ana Okafor", "alert: …" or "focus: You are a member". */
  async heard() {
    // What is said, is said once there is a pause.
    await this.#reader.page.evaluate(() => window.is_quiet());
    return this.#reader.page.evaluate(() => window.heard.splice(0));
  }

  async #widgets() {
    const { root } = await this.#cdp.send("DOM.getDocument", { depth: 0 });
    const { nodeIds } = await this.#cdp.send("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "communities-of-practice" });
    const described = nodeIds.map((nodeId) => this.#cdp.send("DOM.describeNode", { nodeId }));
    return new Set((await Promise.all(described)).map(({ node }) => node.backendNodeId));
  }
}

/** A node as it is spoken. */
function spoken(node) {
  const states = Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value]));
  return {
    role: node.role?.value ?? "none",
    name: (node.name?.value ?? "").trim().replace(/\s+/g, " "),
    description: node.description?.value ?? "",
    dom_id: node.backendDOMNodeId,
    ...states,
  };
}

/** Runs in the page: writes down what its widgets say. */
function hear_all() {
  const REGION = "[aria-live], [role=status], [role=alert]";
  const QUIET_MS = 400;
  let last = performance.now();
  window.heard = [];
  window.is_quiet = () =>
    new Promise((resolve) => {
      const look = () => (performance.now() - last > QUIET_MS ? resolve() : setTimeout(look, 50));
      last = performance.now();
      look();
    });
  const say = (kind, text) => {
    last = performance.now();
    if (text) window.heard.push(`${kind}: ${text}`);
  };
  const words = (element) => element.textContent.trim().replace(/\s+/g, " ");
  const speak = (region) => say(region.getAttribute("aria-live") ?? region.getAttribute("role"), words(region));
  for (const widget of document.querySelectorAll("communities-of-practice")) {
    const root = widget.shadowRoot;
    new MutationObserver((records) => {
      const changed = new Set();
      for (const { type, target, addedNodes } of records) {
        const element = target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement;
        const has_words = type === "characterData" || [...addedNodes].some((node) => node.textContent.trim());
        const region = element?.closest(REGION);
        if (region && has_words) changed.add(region);
        for (const node of addedNodes) {
          if (node.nodeType !== Node.ELEMENT_NODE) continue;
          for (const inner of [node, ...node.querySelectorAll(REGION)]) if (inner.matches(REGION)) changed.add(inner);
        }
      }
      for (const region of changed) if (region.isConnected && !region.closest("[aria-busy=true]")) speak(region);
    }).observe(root, { subtree: true, childList: true, characterData: true });
    root.addEventListener("focusin", ({ target }) => {
      const name = target.labels?.[0]?.textContent ?? target.getAttribute("aria-label") ?? target.textContent;
      say("focus", name.trim().replace(/\s+/g, " "));
    });
  }
}
