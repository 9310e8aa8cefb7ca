const ATTRIBUTES = [
  "server",
  "src",
  "view",
  "community",
  "problem",
  "topic",
  "lang",
  "theme",
  "heading-level",
  "loading",
  "persist",
];
/** What of them the page asks for by: the others say how it is shown. */
const ASKED = ATTRIBUTES.slice(0, 5);

// What stands inside the tag shows through the slot until the widget takes its place.
const sheet = "adoptedStyleSheets" in document ? new CSSStyleSheet() : null;
sheet?.replaceSync(":host{display:block}:host([hidden]){display:none}p{margin:0}");

/**
 * The element `<communities-of-practice>`: fetches the widget when it comes near the viewport,
 * lends it a `Host`, and shows its own content with the reason where the widget cannot run.
 */
class CommunitiesOfPractice extends HTMLElement {
  static version = VERSION;
  static observedAttributes = ATTRIBUTES;

  #root = this.attachShadow({ mode: "open" });
  #status = document.createElement("p");
  #observer = null;
  #tokenProvider = null;
  // Replaced at each start and stop, so that what comes late can see that it is.
  #turn = null;
  #source = null;
  #wasm = null;
  #mounted = null;
  // Undefined while it is open whether the widget will be shown, then null or the failure.
  #outcome;
  #asked = null;

  constructor() {
    super();
    this.#keepFocus();
    this.#status.setAttribute("role", "status");
    this.#status.dir = "auto";
    this.#showContent();
    if (Object.prototype.hasOwnProperty.call(this, "tokenProvider")) {
      const early = this.tokenProvider;
      delete this.tokenProvider;
      this.tokenProvider = early;
    }
  }

  connectedCallback() {
    if (!this.#turn) this.#start();
    this.#source?.follow();
  }

  disconnectedCallback() {
    // An element that is only moved is back by then, and keeps what was typed into it.
    // One that leaves while something waits to be sent stays until it is.
    const leave = () => {
      if (this.isConnected) return;
      this.#source?.follow();
      if (this.#mounted?.is_waiting()) setTimeout(leave, 1000);
      else this.#stop();
    };
    queueMicrotask(leave);
  }

  attributeChangedCallback(name, before, value) {
    if (before === value || !this.#turn) return;
    if (this.#observer) {
      if (name === "loading" && value === "eager") this.#open();
    } else if (name === "server" || name === "src" || this.#outcome) this.#restart();
    else {
      if (ASKED.includes(name) && visited.has(this)) visited.get(this).place = "";
      this.#mounted?.set_attribute(name, value);
    }
  }

  get tokenProvider() {
    return this.#tokenProvider;
  }

  set tokenProvider(provider) {
    this.#tokenProvider = typeof provider === "function" ? provider : null;
    this.#source?.follow();
  }

  /** Settles when the widget is shown, or rejects with an error that carries the code of `cop-failed`. */
  get ready() {
    if (this.#outcome) return Promise.reject(this.#outcome);
    if (this.#outcome === null) return Promise.resolve();
    if (!this.#asked) {
      this.#asked = {};
      this.#asked.promise = new Promise((resolve, reject) => Object.assign(this.#asked, { resolve, reject }));
    }
    return this.#asked.promise;
  }

  /** Asks the server again; where the widget has failed, starts it again. */
  refresh() {
    if (this.#mounted) this.#wasm.dead || this.#mounted.refresh();
    else if (this.#turn && this.#outcome) this.#restart();
  }

  #start() {
    this.#turn = {};
    if (this.getAttribute("loading") === "eager" || !globalThis.IntersectionObserver) {
      this.#open();
      return;
    }
    const near = (entries) => entries.some((entry) => entry.isIntersecting) && this.#open();
    this.#observer = new IntersectionObserver(near, { rootMargin: "400px", scrollMargin: "400px" });
    this.#observer.observe(this);
  }

  #stop() {
    this.#turn = null;
    this.#unobserve();
    const mounted = this.#mounted;
    this.#leave();
    this.#source = null;
    try {
      mounted?.free();
    } finally {
      this.#showContent();
    }
  }

  #restart() {
    this.#stop();
    this.#turn = {};
    this.#open();
  }

  /** Opens the widget at a place, or where the reader has left it. */
  async #open(place = placeIn(history.state, this) ?? "") {
    this.#unobserve();
    const turn = (this.#turn = {});
    try {
      const server = this.#server();
      this.#source = sourceFor(server);
      this.#source.add(this);
      const isSnapshot = this.getAttribute("src");
      // The screens of the whole are about what only a server knows, and it alone can read where the reader was.
      let isWhole = !isSnapshot && (wholePart.isHere || place);
      // What cannot be asked early is asked by the widget.
      if (!(isWhole || isSnapshot || firstPart.isHere)) askEarly(server, this.#source, this).catch(() => {});
      const wasm = await (isWhole ? wholePart : firstPart).instance().catch((failure) => {
        if (!isWhole || failure.code !== "wasm_unavailable") throw failure;
        // Without a network the first part may be there all the same, and with it what waits to be sent.
        isWhole = false;
        return firstPart.instance();
      });
      // The wait also sees to it that no view is mounted from within a call of another.
      if (turn === this.#turn) this.#mount(wasm, server, isWhole ? { place } : {});
    } catch (failure) {
      if (turn === this.#turn) this.#fail(failure);
    }
  }

  /**
   * Shows the widget: at the `place` where the reader has left it, or with the `luggage` that the first part hands on
   * to the whole, such as the screen that the reader is at.
   */
  #mount(wasm, server, { place = "", luggage }) {
    const turn = this.#turn;
    this.#wasm = wasm;
    wasm.onCrash.add(this.#recover);
    const source = this.#source;
    const host = {
      server,
      token: () => source.token(),
      asked_early: takeEarly,
      token_rejected: (token) => source.reject(token),
      dispatch: (name, detail) => queueMicrotask(() => turn === this.#turn && this.#tell(name, JSON.parse(detail))),
      keep,
      kept,
      call_tabs,
      subject: (token) => claims(token).sub?.toString(),
      message_file: (language) => addressOf(`messages/${language}.json`),
      is_plain: (click) => !(click.button || click.ctrlKey || click.metaKey || click.shiftKey || click.altKey),
      whole: () => wholePart.instance().catch((failure) => this.#lack(turn, failure)),
      enter_whole: (luggage) => host.whole().then(() => wasm === this.#wasm && this.#enterWhole(server, luggage), () => {}),
    };
    const present = ATTRIBUTES.filter((name) => this.hasAttribute(name));
    const attributes = Object.fromEntries(present.map((name) => [name, this.getAttribute(name)]));
    Object.assign(attributes, { place, luggage }, this.#root.activeElement && { focused: "" });
    if (!visited.has(this)) enterHistory(this, place, (place, next) => this.#comeBack(place, server + next));
    this.#root.replaceChildren();
    this.#root.adoptedStyleSheets = [];
    try {
      this.#mounted = wasm.mount(this.#root, JSON.stringify(attributes), host);
      awake.add(this.#mounted);
    } catch (error) {
      // A crash starts all elements again; anything else would only repeat itself.
      if (!wasm.dead) throw new Failure("crashed", error?.message);
    }
  }

  /** Goes back or forward to a place, and in there to the link by which the reader has left it. */
  #comeBack(place, href) {
    const toLink = () => {
      if (!(this.#root.activeElement?.tabIndex < 0)) return;
      this.#root.removeEventListener("focusin", toLink);
      this.#root.querySelector(`a[href="${href}"]`)?.focus();
    };
    this.#root.addEventListener("focusin", toLink);
    this.#mounted.set_attribute("place", place || null);
    // A heading that both screens have keeps the focus, and nothing tells of that.
    setTimeout(toLink);
  }

  /** Where somebody else's act takes away what has the focus, what stands next to it has it from then on. */
  #keepFocus() {
    let around = [];
    this.#root.addEventListener("focusin", (event) => (around = event.composedPath()));
    const move = () => {
      if (document.activeElement !== document.body) return;
      const near = (one) => one.isConnected && (one.querySelector("#title") ?? one.querySelector("a,button,[tabindex]"));
      around.map(near).find(Boolean)?.focus({ preventScroll: true });
    };
    // Whoever took it away may know better where to go on, and does so before that.
    new MutationObserver(() => around[0]?.isConnected === false && setTimeout(move)).observe(this.#root, { childList: true, subtree: true });
  }

  /** Goes on in the whole where the reader is; what the first part had under way it still finishes. */
  async #enterWhole(server, luggage) {
    const turn = this.#turn;
    try {
      const wasm = await wholePart.instance();
      if (turn !== this.#turn) return;
      const before = this.#mounted;
      this.#wasm.onCrash.delete(this.#recover);
      this.#mounted = null;
      awake.delete(before);
      try {
        this.#mount(wasm, server, { luggage });
      } finally {
        before.free();
      }
    } catch (failure) {
      if (turn === this.#turn) this.#fail(failure);
    }
  }

  /** Says why the whole did not come; what is shown stays. */
  #lack(turn, failure) {
    warn(failure);
    if (turn === this.#turn) this.#tell("cop-failed", { code: failure.code });
    throw failure;
  }

  #recover = () => {
    // Or the garbage collector would free the view in the instance that is gone.
    this.#mounted?.__destroy_into_raw();
    this.#leave();
    this.#showContent();
    // Not where it was: what crashes there would do so again.
    this.#open("");
  };

  /** Lets go of the instance and of the source of tokens, without a call into the widget. */
  #leave() {
    this.#wasm?.onCrash.delete(this.#recover);
    this.#source?.delete(this);
    awake.delete(this.#mounted);
    leaveHistory(this);
    this.#wasm = this.#source = this.#mounted = null;
    this.#outcome = undefined;
  }

  #fail(error) {
    const failure = error instanceof Failure ? error : new Failure("crashed", error?.message);
    this.#leave();
    this.#showContent();
    warn(failure);
    this.#explain(failure);
    this.#tell("cop-failed", { code: failure.code }, failure);
  }

  /** Says why beside the element's own content, once it is known how. */
  async #explain(failure) {
    const turn = this.#turn;
    const said = await sentence(failure, this);
    if (turn === this.#turn) Object.assign(this.#status, said);
  }

  #tell(name, { place, ...detail }, failure) {
    if (place) went(this, place);
    if (name === "cop-ready") {
      // It was ready before it went on in the whole.
      if (this.#outcome === null) return;
      this.#settle(null);
    }
    if (detail.code === "bad_attribute" && !failure) {
      this.#stop();
      this.#turn = {};
      this.#fail(new Failure(detail.code));
      return;
    }
    if (detail.code === "unreachable") warn(detail);
    // Once the widget is shown, an act that was refused does not make it less ready.
    if (name === "cop-failed" && (failure || this.#outcome !== null)) {
      this.#settle(failure ?? Object.assign(new Error(detail.code), detail));
    }
    this.dispatchEvent(copEvent(name, detail));
  }

  #settle(outcome) {
    this.#outcome = outcome;
    if (outcome) this.#asked?.reject(outcome);
    else this.#asked?.resolve();
    this.#asked = null;
  }

  #showContent() {
    this.#status.textContent = "";
    this.#root.replaceChildren(document.createElement("slot"), this.#status);
    if (sheet) this.#root.adoptedStyleSheets = [sheet];
  }

  #unobserve() {
    this.#observer?.disconnect();
    this.#observer = null;
  }

  /** The address to ask: that of a snapshot ends with a slash, that of a server does not. */
  #server() {
    const src = this.getAttribute("src");
    const given = src || this.getAttribute("server");
    try {
      const url = new URL(given ?? new URL(import.meta.url).origin, document.baseURI);
      if (!/^https?:$/.test(url.protocol)) throw new TypeError(`${url.protocol} is not http`);
      return (url.origin + url.pathname).replace(/\/*$/, src ? "/" : "");
    } catch (error) {
      throw new Failure("bad_server", `${given}: ${error.message}`);
    }
  }
}

function copEvent(name, detail) {
  return new CustomEvent(name, { detail, bubbles: true, composed: true });
}

// A name can be defined once: another copy of the script leaves the first in place.
const first = customElements.get(TAG);
if (!first) customElements.define(TAG, CommunitiesOfPractice);
else if (first.version !== VERSION) {
  console.warn(`<${TAG}> is already defined in version ${first.version}; this copy, ${VERSION}, is not used.`);
}
