// All elements of a page share, of each Wasm file, one compiled module and, while nothing crashes, one instance of it.

const MAX_RESTARTS = 2;
let n_restarts = 0;

class Part {
  #file;
  #compiled = null;
  #running = null;
  /** Whether it was there before: then it is again at once. */
  isHere = false;

  constructor(file) {
    this.#file = file;
  }

  /** Resolves to the instance that is running; rejects with a `Failure`. */
  instance() {
    return (this.#running ??= this.#instantiate().catch((failure) => {
      this.#running = null;
      throw failure;
    }));
  }

  async #instantiate() {
    if (n_restarts > MAX_RESTARTS) throw new Failure("crashed");
    const module = await (this.#compiled ??= compile(this.#file).catch((failure) => {
      this.#compiled = null;
      throw failure;
    }));
    const made = { mount: null, dead: false, onCrash: new Set() };
    try {
      const glue = makeGlue(() => this.#crash(made));
      await glue(module);
      made.mount = glue.mount;
    } catch (error) {
      // An older browser compiles the module, yet lacks what it asks for.
      throw new Failure(made.dead ? "crashed" : "wasm_unsupported", error.message);
    }
    this.isHere = true;
    return made;
  }

  // After a crash the old instance must never be called again, and its closures hang on what is shown:
  // every element empties itself and mounts in a fresh one.
  #crash(made) {
    if (made.dead) return;
    made.dead = true;
    this.#running = null;
    n_restarts += 1;
    queueMicrotask(() => made.onCrash.forEach((recover) => recover()));
  }
}

/** What every page fetches, and all screens, for whoever opens one that the first part does not have. */
const firstPart = new Part("cop.wasm");
const wholePart = new Part("cop-whole.wasm");

/** Where a file of this release is. */
function addressOf(file) {
  // An alias is replaced at each release, so it must not be asked for what belongs to this one.
  return FILES[file].href.replace("/embed/v1/", `/embed/${VERSION}/`);
}

/** A file of this release, and nothing in its place. */
function fetched(file, signal) {
  return fetch(addressOf(file), { integrity: INTEGRITY[file], mode: "cors", credentials: "omit", signal });
}

async function compile(file) {
  checkBrowser();
  allowHtml();
  const url = addressOf(file);
  const response = await fetched(file).catch((error) => {
    throw new Failure("wasm_unavailable", `${url}: ${error.message}`);
  });
  if (!response.ok) throw new Failure("wasm_unavailable", `${url}: ${response.status}`);
  const type = response.headers.get("content-type");
  if (type?.toLowerCase() !== "application/wasm") throw new Failure("wasm_wrong_type", `${url}: ${type}`);
  return WebAssembly.compileStreaming(response).catch((error) => {
    // The policy was asked before: what does not compile now is beyond this browser, or was cut off.
    const code = error instanceof WebAssembly.CompileError ? "wasm_unsupported" : "wasm_unavailable";
    throw new Failure(code, error.message);
  });
}

function checkBrowser() {
  if (typeof WebAssembly !== "object" || !WebAssembly.compileStreaming || !("adoptedStyleSheets" in document)) {
    throw new Failure("wasm_unsupported");
  }
  try {
    // The empty module. WebKit refuses only the instance, the others already the module.
    new WebAssembly.Instance(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));
  } catch (error) {
    throw new Failure("wasm_forbidden", error.message);
  }
}

let policy = null;

/** Readies the one policy under which the static parts of views become elements. */
function allowHtml() {
  try {
    policy ??= globalThis.trustedTypes?.createPolicy("communities-of-practice", { createHTML: (html) => html });
  } catch (error) {
    try {
      document.createElement("template").innerHTML = "";
    } catch {
      throw new Failure("trusted_types_forbidden", error.message);
    }
  }
}

/** The only way by which the binding code may set HTML; `cop-bundle` puts it there. */
function trustedHtml(html) {
  return policy ? policy.createHTML(html) : html;
}
