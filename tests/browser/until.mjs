import { setTimeout as pause } from "node:timers/promises";

/** How long a condition may take before the test gives up on it, in milliseconds. */
export const PATIENCE_MS = 15_000;

/** Resolves to the first true answer of `condition`; giving up names it. */
export async function until(name, condition, { patience_ms = PATIENCE_MS } = {}) {
  const given_up_at = Date.now() + patience_ms;
  let seen;
  while (Date.now() < given_up_at) {
    seen = await condition();
    if (seen) return seen;
    await pause(20);
  }
  throw new Error(`gave up after ${patience_ms} ms waiting until ${name} (last seen: ${JSON.stringify(seen)})`);
}
