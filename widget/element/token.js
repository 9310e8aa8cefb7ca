const EARLY_MS = 60_000;
const PATIENCE_MS = 20_000;
const sources = new Map();

/** The source of tokens for one server, the same for all elements that talk to it. */
function sourceFor(server) {
  if (!sources.has(server)) sources.set(server, new TokenSource(server));
  return sources.get(server);
}

class TokenSource {
  #server;
  #elements = new Set();
  #provider = null;
  #token = null;
  #until = 0;
  #asked = null;
  #rejected = null;
  #isAwaited = false;
  #told = null;

  constructor(server) {
    this.#server = server;
  }

  add(element) {
    this.#elements.add(element);
    this.follow();
  }

  delete(element) {
    this.#elements.delete(element);
    this.follow();
    if (!this.#elements.size) sources.delete(this.#server);
  }

  /** Takes the provider of the first element that has one; another one than before is another reader. */
  follow() {
    const provider = this.#owner()?.tokenProvider ?? null;
    if (provider === this.#provider) return;
    this.#provider = provider;
    this.#token = this.#asked = this.#rejected = this.#told = null;
    this.#elements.forEach((element) => element.refresh());
  }

  /**
   * Resolves to a token that is good for a while, or to null: no provider, or it has none. Rejects where that could not
   * be found out. Who asks early does not tell the page that there is none: the widget will.
   */
  token(isEarly) {
    this.#isAwaited ||= !isEarly;
    if (!this.#provider) return Promise.resolve(null);
    if (this.#token && Date.now() < this.#until) return Promise.resolve(this.#token);
    return (this.#asked ??= this.#ask(this.#provider));
  }

  /** Drops a token that the server did not accept, unless another has come in the meantime. */
  reject(token = this.#token) {
    if (!token || token !== this.#token) return;
    this.#rejected = token;
    this.#token = null;
  }

  async #ask(provider) {
    let token = null;
    let failed = null;
    let reason = "token_provider_failed";
    try {
      token = (await soon(provider())) || null;
    } catch (error) {
      failed = new Error(error?.message ?? error);
      console.warn(`<${TAG}> tokenProvider: ${failed.message}`);
    }
    // Somebody else may have signed in while this was under way.
    if (provider !== this.#provider) return this.token(true);
    this.#asked = null;
    if (token && token === this.#rejected) {
      token = null;
      reason = "token_rejected";
    }
    this.#token = token;
    this.#until = token ? (claims(token).exp * 1000 || Infinity) - EARLY_MS : 0;
    if (token) reason = null;
    if (this.#isAwaited && reason !== this.#told) {
      // Once, and not each time that it is tried again.
      this.#told = reason;
      if (reason) this.#owner()?.dispatchEvent(copEvent("cop-auth-required", { reason }));
    }
    if (failed) throw failed;
    return token;
  }

  #owner() {
    const able = [...this.#elements].filter((element) => element.tokenProvider);
    // One that has left the page, and stays until what it did is sent, may be another reader's.
    return able.find((element) => element.isConnected) ?? able[0];
  }
}

/** The same, unless that takes too long. */
function soon(answer) {
  const late = (_, reject) => setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  return Promise.race([answer, new Promise(late)]);
}

/** What a JWT says; a token that cannot be read says nothing, and is good until it is rejected. */
function claims(token) {
  try {
    return JSON.parse(atob(token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/"))) ?? {};
  } catch {
    return {};
  }
}
