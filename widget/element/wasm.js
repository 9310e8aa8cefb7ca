// All elements of a page share one compiled module and, while nothing crashes, one instance of it.

const MAX_RESTARTS = 2;
let n_restarts = 0;
let compiled = null;
let running = null;

/** Resolves to the instance that is running; rejects with a `Failure`. */
function instance() {
  return (running ??= instantiate().catch((failure) => {
    running = null;
    throw failure;
  }));
}

async function instantiate() {
  if (n_restarts > MAX_RESTARTS) throw new Failure("crashed");
  const module = await (compiled ??= compile().catch((failure) => {
    compiled = null;
    throw failure;
  }));
  const made = { mount: null, dead: false, onCrash: new Set() };
  try {
    const glue = makeGlue(() => crash(made));
    await glue(module);
    made.mount = glue.mount;
  } catch (error) {
    // An older browser compiles the module, yet lacks what it asks for.
    throw new Failure(made.dead ? "crashed" : "wasm_unsupported", error.message);
  }
  return made;
}

async function compile() {
  checkBrowser();
  allowHtml();
  // An alias is replaced at each release, so it must not be asked for the Wasm of this one.
  const alias = /\/embed\/v1\/[^/]*$/.test(new URL(import.meta.url).pathname);
  const url = alias ? new URL(`../${VERSION}/cop.wasm`, import.meta.url) : new URL("./cop.wasm", import.meta.url);
  const response = await fetch(url, { integrity: WASM_INTEGRITY, mode: "cors", credentials: "omit" }).catch((error) => {
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

// After a crash the old instance must never be called again, and its closures hang on what is shown:
// every element empties itself and mounts in a fresh one.
function crash(made) {
  if (made.dead) return;
  made.dead = true;
  running = null;
  n_restarts += 1;
  queueMicrotask(() => made.onCrash.forEach((recover) => recover()));
}
