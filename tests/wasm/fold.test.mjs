// The core in Wasm, without the widget's glue, folds a log to the same bytes as natively.
//
// COP_FOLD_WASM and COP_FOLD_NATIVE name what was built before; otherwise it is built here.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const NOW = "2026-11-20T09:00:00Z";

/** Runs a program from the root of the repository, and gives what it wrote. */
function run(program, args, input) {
  return execFileSync(program, args, { cwd: root, input, maxBuffer: 1 << 28, stdio: ["pipe", "pipe", "inherit"] });
}

/** Builds one artefact of the crate, and says where it is. */
function built(ending, ...options) {
  const messages = run("cargo", ["build", "--quiet", "--locked", "-p", "cop-wasm-fold", "--message-format=json", ...options]);
  const files = messages.toString().trim().split("\n").map((line) => JSON.parse(line))
    .filter((message) => message.reason === "compiler-artifact" && message.target.name.replaceAll("-", "_") === "cop_wasm_fold")
    .flatMap((message) => (ending === "" ? [message.executable] : message.filenames));
  return files.find((file) => file?.endsWith(ending));
}

const native = process.env.COP_FOLD_NATIVE ?? built("", "--bin", "cop-wasm-fold");
const wasm = process.env.COP_FOLD_WASM
  ?? built(".wasm", "--lib", "--target", "wasm32-unknown-unknown", "--target-dir", "target/wasm");

/** One activity of every kind ever written, the foundings first. */
function golden() {
  const folder = join(root, "core/tests/golden/activities");
  const activities = readdirSync(folder).sort().map((name) => JSON.parse(readFileSync(join(folder, name))));
  const isLater = (activity) => Number(activity.what.type !== "community_founded");
  return activities.sort((a, b) => isLater(a) - isLater(b));
}

async function foldInWasm(log, now) {
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {});
  const { memory, alloc, fold, free } = instance.exports;
  const at = alloc(log.length);
  new Uint8Array(memory.buffer, at, log.length).set(log);
  const answer = BigInt.asUintN(64, fold(at, log.length, BigInt(Date.parse(now))));
  const [place, length] = [Number(answer >> 32n), Number(answer & 0xffff_ffffn)];
  const views = Buffer.from(memory.buffer, place, length);
  const copy = Buffer.from(views);
  free(place, length);
  return copy;
}

async function both(log) {
  const inWasm = await foldInWasm(log, NOW);
  const natively = run(native, ["fold", NOW], log);
  assert.ok(natively.equals(inWasm), `${natively.length} bytes natively, ${inWasm.length} in Wasm, or others`);
  return JSON.parse(inWasm);
}

test("a log of some months folds to the same bytes in Wasm as natively", async () => {
  const log = run(native, ["log"]);
  assert.ok(log.toString().split("\n").length > 400);
  const folded = await both(log);
  assert.deepEqual(folded.map(({ state }) => state.id), ["discharge", "falls", "night-shifts", "sepsis"]);
  for (const { screens, measures } of folded) {
    assert.ok(screens.length > 3 && measures.participation.members === screens.length - 1);
    assert.ok(screens.every(({ problems, events }) => problems.length > 0 && events.length === 1));
  }
});

test("one activity of every kind folds to the same bytes in Wasm as natively", async () => {
  const lines = golden().map((activity) => JSON.stringify(activity)).join("\n");
  const folded = await both(Buffer.from(lines));
  assert.deepEqual(folded.map(({ state }) => state.id), ["falls-prevention", "night-shifts"]);
});

test("what is no activity is said, and nothing breaks", async () => {
  const answer = await foldInWasm(Buffer.from("{}"), NOW);
  assert.equal(answer[0], 0);
  assert.match(answer.subarray(1).toString(), /id/);
});
