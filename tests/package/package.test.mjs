// The npm package in other people's projects: packed, installed, built with what they build with, opened in a browser.
//
// What this suite cannot reach: a registry, other bundlers than Vite and webpack, other engines than Chromium.

import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import ts from "typescript";
import { build, createServer } from "vite";
import webpack from "webpack";
import { join } from "../browser/acts.mjs";
import { BUNDLE, ROOT } from "../browser/built.mjs";
import { Site } from "../browser/site.mjs";
import { raise_stage, scene } from "../browser/stage.mjs";
import { until } from "../browser/until.mjs";
import { Project } from "./project.mjs";

const TAG = "communities-of-practice";
const NAME = "Falls prevention";
let project;

raise_stage();
before(async () => {
  project = await Project.make();
  await project.write("main.js", `import "communities-of-practice";\n`);
});
after(() => project?.close());

async function element(stage) {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  return `<${TAG} server="${stage.server.origin}" community="${community}"></${TAG}>`;
}

/** Has the widget speak Welsh: the file with the sentences is found. */
async function check_languages(reader) {
  await reader.widget().evaluate((element) => element.setAttribute("lang", "cy"));
  await reader.page.getByRole("link", { name: "Cymunedau ymarfer" }).waitFor();
}

/** Opens a page, sees the community, and opens a screen of the whole: both Wasm files are found. */
async function check_shown(stage, url) {
  const reader = await stage.reader();
  await reader.open(url);
  await reader.page.getByRole("heading", { name: NAME, exact: true }).waitFor();
  await reader.page.getByRole("link", { name: "People" }).click();
  await reader.page.getByText("Ana").first().waitFor();
  return reader;
}

async function serve(stage, folder, answers) {
  return stage.closes(await Site.start(folder, { answers }));
}

test("the package holds what it exports, and nothing else", async () => {
  const { default: manifest } = await import(path.join(BUNDLE, "package.json"), { with: { type: "json" } });
  const exported = Object.values(manifest.exports)
    .flatMap((entry) => (typeof entry === "string" ? [entry] : Object.values(entry)))
    .map((file) => file.replace("./", ""));
  const packed = project.packed.files.map((file) => file.path.replace(/^messages\/.*/, "messages/*"));
  assert.deepEqual([...new Set(packed)].sort(), [...new Set([...exported, "README.md"])].sort());
});

test("the types know the element, its events and the frame", async () => {
  const file = await project.write(
    "types.ts",
    `import "communities-of-practice";
import { frame } from "communities-of-practice/frame";
const element = document.querySelector("communities-of-practice")!;
element.tokenProvider = async () => "token";
element.addEventListener("cop-joined", (event) => event.detail.community.length);
element.ready.then(() => element.refresh());
frame(document.createElement("iframe"), { community: "falls", headingLevel: "3" });
// @ts-expect-error a token is a text
element.tokenProvider = async () => 1;
// @ts-expect-error there is no such level
frame(document.createElement("iframe"), { headingLevel: "9" });
`,
  );
  const program = ts.createProgram([file], {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  });
  const faults = ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
  assert.deepEqual(faults, []);
});

scene("Vite builds it into a page, and finds the Wasm by itself", async (stage) => {
  const script = `<script type="module" src="/main.js"></script>`;
  await project.write("index.html", project.page(await element(stage), script));
  const outDir = path.join(project.folder, "built-by-vite");
  await build({ root: project.folder, configFile: false, logLevel: "warn", build: { outDir } });
  const site = await serve(stage, outDir);
  const reader = await check_shown(stage, `${site.origin}/`);
  await check_languages(reader);
  assert.equal(reader.n_requests(new RegExp(`^${site.origin}/assets/cop(-whole)?-[^/]+[.]wasm$`)), 2);
});

scene("Vite's development server shows it where it is told to leave it in place", async (stage) => {
  const script = `<script type="module" src="/main.js"></script>`;
  await project.write("index.html", project.page(await element(stage), script));
  const server = await createServer({
    root: project.folder,
    configFile: false,
    logLevel: "warn",
    cacheDir: path.join(project.folder, "vite"),
    optimizeDeps: { exclude: [TAG] },
    server: { host: "127.0.0.1", port: 0, hmr: false },
  });
  stage.closes(server);
  await server.listen();
  const { port } = server.httpServer.address();
  await check_languages(await check_shown(stage, `http://127.0.0.1:${port}/`));
});

scene("webpack builds it into a page, and finds the Wasm by itself", async (stage) => {
  const folder = path.join(project.folder, "built-by-webpack");
  const compiler = webpack({
    mode: "production",
    context: project.folder,
    entry: "./main.js",
    output: { path: folder, filename: "main.js" },
    performance: false,
  });
  const stats = await new Promise((resolve, reject) =>
    compiler.run((error, stats) => (error ? reject(error) : resolve(stats))),
  );
  assert.deepEqual(stats.toJson({ errors: true, warnings: true }).errors, []);
  await new Promise((resolve) => compiler.close(resolve));
  const page = project.page(await element(stage), `<script defer src="main.js"></script>`);
  const site = await serve(stage, folder, { "/": () => page });
  const reader = await check_shown(stage, `${site.origin}/`);
  await check_languages(reader);
  assert.equal(reader.n_requests(new RegExp(`^${site.origin}/[0-9a-f]+[.]wasm$`)), 2);
});

scene("with no bundler, a page points at the script in the package", async (stage) => {
  const script = `<script type="module" src="/node_modules/${TAG}/cop.js"></script>`;
  const page = project.page(await element(stage), script);
  const site = await serve(stage, project.folder, { "/": () => page });
  await check_languages(await check_shown(stage, `${site.origin}/`));
});

scene("the React example of the demonstration shows a community, signs its reader in and hears of their joining", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: NAME });
  const root = path.join(ROOT, "demo/react");
  await access(path.join(root, "node_modules/react")).catch(() => {
    throw new Error("run 'npm ci' in demo/react first");
  });
  Object.assign(process.env, { VITE_SERVER: stage.server.origin, VITE_COMMUNITY: community });
  const outDir = path.join(project.folder, "built-with-react");
  await build({ root, logLevel: "warn", build: { outDir, emptyOutDir: true } });
  const site = await serve(stage, outDir, { "/token": () => stage.server.token("ben") });
  const reader = await check_shown(stage, `${site.origin}/`);
  await reader.page.getByRole("link", { name: NAME }).first().click();
  await join(reader, NAME);
  await until("React has heard of it", () => reader.page.getByText(`You joined ${community}.`).isVisible());
});
