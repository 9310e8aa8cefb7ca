import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { check_page_accessible } from "./accessibility.mjs";
import { ROOT } from "./built.mjs";
import { Server } from "./server.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const FALLBACK = "Falls prevention: a community of practice";
const read = async (file) => JSON.parse(await readFile(path.join(ROOT, "widget", file), "utf8"));
/** What the editor of the page is told, by the codes of the element. */
const EDITOR = await read("element/failures.json");
const LANGUAGES = { en: "ltr", cy: "ltr", de: "ltr", ar: "rtl" };
const CATALOGUES = Object.fromEntries(
  await Promise.all(Object.keys(LANGUAGES).map(async (language) => [language, await read(`messages/${language}.json`)])),
);
/** What the reader is told, by the element or, at `unreachable`, by the widget. */
const told = (code, language = "en") => CATALOGUES[language][`failed_${code}`] ?? CATALOGUES[language][`refused_${code}`];

const tag = (attributes, server = "") =>
  `<communities-of-practice ${attributes} ${server && `server="${server}"`}><a href="/falls">${FALLBACK}</a></communities-of-practice>`;
const policy = (server, scripts, more = "") =>
  `default-src 'none'; script-src 'self' ${server} ${scripts}; connect-src 'self' ${server}; style-src 'self'; img-src data:; ${more}`;
const WASM = { status: 200, contentType: "application/wasm", path: path.join(ROOT, "target/widget/cop.wasm") };
const typed = (contentType) => (route) => route.fulfill({ ...WASM, contentType, headers: { "access-control-allow-origin": "*" } });
// Named, because the browser's driver lets every site read an answer that names none.
const FOR_ANOTHER_SITE = { "access-control-allow-origin": "https://elsewhere.example" };

/** For each code of the element, the ways in which it comes about: what is put up, and what is done to the browser. */
const CAUSES = {
  wasm_unsupported: {
    "a browser without streaming Wasm": { before: () => delete WebAssembly.compileStreaming },
    "a browser without constructable style sheets": {
      before: () => [Document, ShadowRoot].forEach((kind) => delete kind.prototype.adoptedStyleSheets),
    },
    "a browser that does not know the Wasm's instructions": {
      before: () => {
        WebAssembly.compileStreaming = () => Promise.reject(new WebAssembly.CompileError("unknown opcode"));
      },
    },
  },
  wasm_forbidden: { "a policy without Wasm": { policy: (server) => policy(server, "") } },
  trusted_types_forbidden: {
    "a policy without the name": {
      policy: (server) => policy(server, "'wasm-unsafe-eval'", "require-trusted-types-for 'script'; trusted-types other"),
    },
  },
  wasm_unavailable: {
    "no network": { wasm: (route) => route.abort("internetdisconnected") },
    "a server that does not let other sites read its files": {
      wasm: (route) => route.fulfill({ ...WASM, headers: FOR_ANOTHER_SITE }),
    },
  },
  wasm_wrong_type: {
    "Wasm as any file": { wasm: typed("application/octet-stream") },
    "Wasm as text in a character set": { wasm: typed("application/wasm; charset=utf-8") },
  },
  bad_server: {
    "a server that is not of the web": { attributes: `server="ftp://files.example"` },
    "a snapshot that is not of the web": { attributes: `src="file:///snapshot/"` },
  },
  bad_attribute: {
    "a view that there is not": { attributes: `view="nonsense"` },
    "a community whose id is none": { attributes: `community="${"x".repeat(200)}"` },
  },
  unreachable: {
    "a server that gives no answer": {
      in_widget: true,
      attributes: `view="directory"`,
      api: (route) => route.abort("connectionrefused"),
    },
    "a server that does not let this site read what it answers": {
      in_widget: true,
      attributes: `view="directory"`,
      api: (route) => route.fulfill({ status: 200, contentType: "application/json", headers: FOR_ANOTHER_SITE, body: "{}" }),
    },
  },
  crashed: {
    "Wasm that stops each time that it starts": {
      before: () => {
        // The instance runs, and whatever is called in it fails at once.
        const real = WebAssembly.instantiate;
        WebAssembly.instantiate = async (...given) => {
          const instance = await real.call(WebAssembly, ...given);
          const broken = { ...instance.exports, mount: () => { throw new WebAssembly.RuntimeError("unreachable"); } };
          return { exports: broken };
        };
      },
    },
  },
};

/** Opens a page on which a cause is at work. */
async function suffer(stage, reader, { before, policy, wasm, api, attributes = "" }, more = {}) {
  if (before) await reader.page.addInitScript(before);
  if (wasm) await reader.page.route("**/*.wasm", wasm);
  if (api) await reader.page.route("**/v1/communities**", api);
  await reader.page.goto(stage.intranet.put({ widget: tag(attributes), policy: policy?.(stage.server.origin), ...more }));
}

/** Whether the page's own content stays with the reader's sentence, or the widget says it in its place. */
async function check_said(reader, code, in_widget, language = "en") {
  const sentence = told(code, language);
  const said = reader.page.getByRole(in_widget ? "alert" : "status").filter({ hasText: sentence });
  await said.waitFor();
  assert.equal(await said.textContent(), sentence);
  const [lang, direction] = await said.evaluate((element) => [element.closest("[lang]").lang, getComputedStyle(element).direction]);
  assert.deepEqual([lang, direction], [language, LANGUAGES[language]]);
  assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), !in_widget);
  assert.equal(await reader.widget().evaluate((element) => element.ready.catch((error) => error.code)), code);
  const is_told = () => reader.console.some((line) => line.includes(code) && line.includes(EDITOR[code]));
  await until("the console has the editor's sentence", async () => is_told());
}

for (const code of Object.keys(EDITOR)) {
  for (const [cause, ways] of Object.entries(CAUSES[code] ?? { "no cause": {} })) {
    scene(`${code}, ${cause}: reader, editor and page are told why`, async (stage) => {
      const reader = await stage.reader();
      await suffer(stage, reader, ways);
      assert.deepEqual((await reader.hears("cop-failed")).detail, { code });
      await check_said(reader, code, ways.in_widget ?? false);
    });
  }
}

for (const language of Object.keys(LANGUAGES).filter((language) => language !== "en")) {
  scene(`every failure is told in the language of the page: ${language}`, async (stage) => {
    for (const code of Object.keys(EDITOR)) {
      const [ways] = Object.values(CAUSES[code]);
      const reader = await stage.reader();
      await suffer(stage, reader, ways, { lang: language });
      assert.deepEqual((await reader.hears("cop-failed")).detail, { code });
      await check_said(reader, code, ways.in_widget ?? false, language);
      assert.notEqual(told(code, language), told(code), `${code} is translated`);
    }
  });

  scene(`where not even the explanation can be fetched, the reader is told so, in ${language} as well`, async (stage) => {
    const reader = await stage.reader();
    await reader.page.route("**/failures.json", (route) => route.abort("internetdisconnected"));
    await suffer(stage, reader, Object.values(CAUSES.wasm_unavailable)[0], { lang: language });
    const status = reader.page.getByRole("status").filter({ hasText: told("wasm_unavailable", language) });
    await status.waitFor();
    assert.equal(await status.getAttribute("lang"), language);
    await check_page_accessible(reader.page, `a failure in ${language}`);
    const is_told = () => reader.console.some((line) => line.includes("<communities-of-practice> wasm_unavailable"));
    await until("the console has the code", async () => is_told());
  });
}

scene("a failure is told in the language of the element before that of the page, anew where it changes, and else in English", async (stage) => {
  const reader = await stage.reader();
  await suffer(stage, reader, { attributes: `view="nonsense" lang="de-CH"` }, { lang: "cy" });
  await check_said(reader, "bad_attribute", false, "de");
  await reader.widget().evaluate((element) => element.removeAttribute("lang"));
  await check_said(reader, "bad_attribute", false, "cy");
  await reader.widget().evaluate((element) => element.setAttribute("lang", "fi"));
  await check_said(reader, "bad_attribute", false, "en");
});

scene("an explanation that was altered on its way is not shown", async (stage) => {
  const reader = await stage.reader();
  const body = JSON.stringify({ en: { bad_attribute: "Call this number." } });
  await reader.page.route("**/failures.json", (route) =>
    route.fulfill({ status: 200, contentType: "application/json", headers: { "access-control-allow-origin": "*" }, body }),
  );
  await suffer(stage, reader, { attributes: `view="nonsense"` });
  await reader.page.getByRole("status").filter({ hasText: told("wasm_unavailable") }).waitFor();
});

scene("a widget that starts fetches no explanation", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: tag(`community="${community}"`) }));
  assert.equal(reader.n_requests(/failures\.json/), 0);
});

scene("a wrong attribute that is put right brings the widget", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: tag(`community="${community}" view="nonsense"`) }));
  await reader.hears("cop-failed");
  await reader.widget().evaluate((element) => element.setAttribute("view", "community"));
  await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).waitFor();
  await reader.ready();
});

scene("an attribute that goes wrong while the widget is open puts the page's own content back", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: tag(`community="${community}"`) }));
  await reader.widget().evaluate((element) => element.setAttribute("view", "nonsense"));
  assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "bad_attribute" });
  assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), true);
  assert.equal(await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).count(), 0);
});

scene("a server that is back is asked again at a press", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.page.route("**/v1/communities/**", (route) => route.abort("connectionrefused"));
  await reader.page.goto(stage.intranet.put({ widget: tag(`community="${community}"`) }));
  await reader.hears("cop-failed");
  await reader.page.unroute("**/v1/communities/**");
  await reader.page.getByRole("button", { name: "Try again" }).click();
  await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).waitFor();
});

scene("a server that has a list without this site is told as out of reach", async (stage) => {
  const server = await Server.start({ flags: ["--allow-origin", "https://elsewhere.example"] });
  stage.closes({ close: () => server.stop() });
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: tag(`view="directory"`, server.origin) }));
  assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "unreachable" });
  await check_said(reader, "unreachable", true);
});
