import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import path from "node:path";

/** The root of the repository. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The bundle as it is published. */
export const BUNDLE = path.join(ROOT, "target/widget");

/** The path of a built program, which is built first where it is missing. */
export async function program(name) {
  const built = path.join(ROOT, "target/debug", name);
  if (!existsSync(built)) await cargo("build", "--locked", "-p", name);
  return built;
}

/** The path of the bundle, which is built first where it is missing. */
export async function bundle() {
  if (!existsSync(path.join(BUNDLE, "cop.js"))) await cargo("bundle");
  return BUNDLE;
}

async function cargo(...what) {
  process.stderr.write(`cargo ${what.join(" ")}\n`);
  // Progress goes to standard error: standard output belongs to the test report.
  const child = spawn("cargo", what, { cwd: ROOT, stdio: ["ignore", 2, 2] });
  const code = await new Promise((resolve, reject) => child.once("exit", resolve).once("error", reject));
  if (code !== 0) throw new Error(`cargo ${what.join(" ")} failed with ${code}`);
}
