import assert from "node:assert/strict";
import { join } from "./acts.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const FALLBACK = "Falls prevention: a community of practice";
const widget = (community, more = "") =>
  `<communities-of-practice community="${community}" ${more}><a href="/c/${community}">${FALLBACK}</a></communities-of-practice>`;

/** What a page that is locked down allows: nothing inline, named origins only, no raw HTML from scripts. */
const strict = (server, { wasm = "'wasm-unsafe-eval'", connect = server, types = "communities-of-practice" } = {}) =>
  `default-src 'none'; script-src 'self' ${server} ${wasm}; connect-src 'self' ${connect}; style-src 'self'; img-src data:; ` +
  `base-uri 'none'; require-trusted-types-for 'script'; trusted-types ${types}`;

async function check_fallback(stage, address, code, reason) {
  const reader = await stage.reader();
  await reader.page.goto(address);
  const told = await reader.hears("cop-failed");
  assert.deepEqual(told.detail, { code });
  assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), true, "the fallback stays");
  await reader.page.getByRole("status").filter({ hasText: reason }).waitFor();
  assert.equal(await reader.widget().evaluate((element) => element.ready.catch((error) => error.code)), code);
  return reader;
}

scene("a policy that forbids Wasm leaves the page's own content, with the reason in a sentence", async (stage) => {
  const community = await stage.server.found("ana", stage.community());
  const policy = strict(stage.server.origin, { wasm: "" });
  await check_fallback(
    stage,
    stage.intranet.put({ widget: widget(community), policy }),
    "wasm_forbidden",
    "This part of the page cannot start, because the security policy of the page does not allow it.",
  );
});

scene("a policy that does not name our Trusted Types policy is told as such", async (stage) => {
  const community = await stage.server.found("ana", stage.community());
  const policy = strict(stage.server.origin, { types: "some-other" });
  await check_fallback(
    stage,
    stage.intranet.put({ widget: widget(community), policy }),
    "trusted_types_forbidden",
    "This part of the page cannot start, because the security policy of the page does not allow it.",
  );
});

scene("a policy that does not let the page connect to the server is told as a file out of reach", async (stage) => {
  const community = await stage.server.found("ana", stage.community());
  const policy = strict(stage.server.origin, { connect: "" });
  await check_fallback(
    stage,
    stage.intranet.put({ widget: widget(community), policy }),
    "wasm_unavailable",
    "This part of the page could not be fetched. The network or the server may be down.",
  );
});

const BREAKAGES = {
  "no network": (route) => route.abort("internetdisconnected"),
  "404 for the Wasm": (route) => route.fulfill({ status: 404, body: "gone" }),
  "Wasm that is not what was published": (route) =>
    route.fulfill({ status: 200, contentType: "application/wasm", headers: { "access-control-allow-origin": "*" }, body: "\0asm" }),
};

for (const [breakage, answer] of Object.entries(BREAKAGES)) {
  scene(`${breakage} leaves the page's own content, and asking again brings the widget`, async (stage) => {
    const community = await stage.server.found("ana", stage.community(), { name: "Falls prevention" });
    const reader = await stage.reader();
    await reader.page.route("**/*.wasm", answer);
    await reader.page.goto(stage.intranet.put({ widget: widget(community) }));
    assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "wasm_unavailable" });
    assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), true);

    await reader.page.unroute("**/*.wasm");
    await reader.widget().evaluate((element) => element.refresh());
    await reader.page.getByRole("heading", { name: "Falls prevention", exact: true }).waitFor();
    assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), false);
  });
}

scene("under a strict policy with Trusted Types a reader finds a community and joins it", async (stage) => {
  const community = await stage.server.found("ana", stage.community("strict"), { name: "Medicines safety" });
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({
      person: "ben",
      policy: strict(stage.server.origin),
      widget: `<communities-of-practice view="directory"></communities-of-practice>`,
    }),
  );
  await reader.page.getByRole("link", { name: "Medicines safety" }).click();
  await join(reader, "Medicines safety");
  await reader.hears("cop-joined");
  const { text } = await stage.server.read(`/v1/communities/${community}`, "ben");
  assert.equal(JSON.parse(text).standing, "member");
  const blocked = reader.console.filter((line) => /Content Security Policy|Trusted/i.test(line));
  assert.deepEqual(blocked, [], "the policy had nothing to object to");
});

scene("without scripts the page's own content is what there is", async (stage) => {
  const community = await stage.server.found("ana", stage.community());
  const reader = await stage.reader({ javaScriptEnabled: false });
  await reader.page.goto(stage.intranet.put({ widget: widget(community) }));
  assert.equal(await reader.page.getByRole("link", { name: FALLBACK }).isVisible(), true);
});
