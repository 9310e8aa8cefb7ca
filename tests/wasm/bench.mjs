// How long the measures of an invented log take in Wasm beside natively, one after the other in one run.
//
// `node tests/wasm/bench.mjs [N …]` builds both and prints the ratios; the sums of what the measures say must agree.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const ROUNDS = 9;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [10_000, 100_000, 1_000_000];

const target = process.env.CARGO_TARGET_DIR ?? `${root}/target`;
const build = ["build", "--quiet", "--release", "--locked", "-p", "cop-wasm-fold"];
execFileSync("cargo", [...build, "--bin", "cop-wasm-fold"], { cwd: root, stdio: "inherit" });
execFileSync("cargo", [...build, "--lib", "--target", "wasm32-unknown-unknown"], { cwd: root, stdio: "inherit" });

const module = new WebAssembly.Module(readFileSync(`${target}/wasm32-unknown-unknown/release/cop_wasm_fold.wasm`));
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

for (const n of sizes) {
  const { invent, measure, memory } = new WebAssembly.Instance(module, {}).exports;
  invent(n);
  const native = spawn(`${target}/release/cop-wasm-fold`, ["measure", String(n)], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface({ input: native.stdout });
  const times = { native: [], wasm: [] };
  for (let round = 0; round < ROUNDS; round++) {
    native.stdin.write("\n");
    const [line] = await once(lines, "line");
    const [sum, nanoseconds] = line.split(" ");
    times.native.push(Number(nanoseconds));
    const begun = process.hrtime.bigint();
    const sumInWasm = BigInt.asUintN(64, measure());
    times.wasm.push(Number(process.hrtime.bigint() - begun));
    assert.equal(sumInWasm.toString(), sum, "Wasm and native came to different measures");
  }
  native.stdin.end();
  const [natively, inWasm] = [median(times.native), median(times.wasm)];
  const each = (time) => `${Math.round(time / n)} ns`;
  console.log(`${n} activities: native ${each(natively)}, Wasm ${each(inWasm)} an activity; ratio ${(inWasm / natively).toFixed(2)};`
    + ` ${Math.round(memory.buffer.byteLength / 1e6)} MB of Wasm memory with the log`);
}
