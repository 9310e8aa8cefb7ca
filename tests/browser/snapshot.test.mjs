import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { check_accessible } from "./accessibility.mjs";
import { program } from "./built.mjs";
import { output } from "./child.mjs";
import { Site } from "./site.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const widget = (attributes) => `<communities-of-practice ${attributes}>The own content of the page</communities-of-practice>`;
const heading = (reader, name) => reader.page.getByRole("heading", { name, exact: true });

/** A snapshot of the server's store in a folder, on a site that allows pages of other origins. */
async function publish(stage, { headers = { "access-control-allow-origin": "*" } } = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), "cop-snapshot-"));
  stage.closes({ close: () => rm(folder, { recursive: true, force: true }) });
  const write = async () => output(await program("cop-server"), ["snapshot", path.join(folder, "copy"), "--store", stage.server.store]);
  await write();
  const site = stage.closes(await Site.start(folder, { headers }));
  return { site, src: `${site.origin}/copy/`, folder: path.join(folder, "copy"), write };
}

scene("a snapshot shows the directory, a community and a problem with no server, and nothing that would need one", async (stage) => {
  const community = await stage.server.found("ana", stage.community("copy"), { name: "Sepsis at night" });
  const other = await stage.server.found("ana", stage.community("copy"), { name: "Wound care" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.reply("ben", community, problem, "Whoever finds the vein.");
  await stage.server.plan("ana", community, "Working session");
  const { src } = await publish(stage);
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: widget(`src="${src}"`) }));

  await reader.page.getByText(/^As of .*\. Read only\.$/).waitFor();
  await check_accessible(reader.page, "the directory");
  await reader.page.getByRole("searchbox").fill("SEPSIS nig");
  await reader.page.getByRole("link", { name: "Wound care" }).waitFor({ state: "detached" });
  await reader.page.getByRole("link", { name: "Sepsis at night" }).click();
  await heading(reader, "Sepsis at night").waitFor();
  await reader.page.getByText("Working session").first().waitFor();
  assert.deepEqual(await reader.page.getByRole("navigation", { name: "Sepsis at night" }).getByRole("link").allTextContents(), [
    "Now",
    "Problems",
    "Events",
  ]);
  await check_accessible(reader.page, "a community");
  await reader.page.getByRole("link", { name: "Who takes the first blood culture?" }).click();
  await reader.page.getByText("Whoever finds the vein.").waitFor();
  await check_accessible(reader.page, "a problem");
  assert.deepEqual(await reader.page.getByRole("button").allTextContents(), ["A button of the page"]);
  await reader.page.getByRole("link", { name: "Sepsis at night" }).click();
  await heading(reader, "Sepsis at night").waitFor();
  await reader.page.getByRole("link", { name: "Communities of practice" }).click();
  await reader.page.getByRole("searchbox").fill("");
  await reader.page.getByRole("link", { name: "Wound care" }).waitFor();
  assert.ok(other);

  assert.equal(await reader.page.evaluate(() => window.n_tokens_asked), 0);
  const asked = reader.requests.map(({ url }) => url);
  assert.deepEqual(asked.filter((url) => url.includes("/v1/") && !url.endsWith("/embed/v1/cop.js")), []);
  assert.deepEqual(asked.filter((url) => url.includes("cop-whole")), []);
  const links = await reader.page.locator("communities-of-practice a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
  assert.deepEqual([...new Set(links)], ["#"]);
});

scene("a page opens a problem of a snapshot, and a screen that needs the server says so", async (stage) => {
  const community = await stage.server.found("ana", stage.community("copy"), { name: "Sepsis" });
  const problem = await stage.server.raise("ana", community, "Who takes the first blood culture?");
  const { src } = await publish(stage);
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: widget(`src="${src}" community="${community}" problem="${problem}"`) }));
  await heading(reader, "Who takes the first blood culture?").waitFor();
  await reader.widget().evaluate((element) => element.setAttribute("view", "mine"));
  await reader.page.getByText("This needs the server of the communities. What you see here is a copy without one.").waitFor();
});

scene("what is not public is in no file of a snapshot, and what no longer is goes with the next", async (stage) => {
  const shown = await stage.server.found("ana", stage.community("copy"), { name: "Openly shown" });
  const inside = await stage.server.found("ana", stage.community("copy"), { name: "Only inside", visibility: "organisation" });
  const hidden = await stage.server.found("ana", stage.community("copy"), { name: "Quite hidden", visibility: "members" });
  for (const community of [shown, inside, hidden]) await stage.server.raise("ana", community, "A problem of its own");
  const { folder, write } = await publish(stage);
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith(".json"));
  assert.ok(files.includes(path.join("communities", `${shown}.json`)));
  for (const file of files) {
    const text = await readFile(path.join(folder, file), "utf8");
    for (const secret of ["Only inside", "Quite hidden", inside, hidden]) {
      assert.ok(!text.includes(secret) && !file.includes(secret), `${file} tells of ${secret}`);
    }
  }
  const [raised] = await stage.server.give("ana", shown, { type: "raise_problem", title: "A second problem" });
  const file = path.join(folder, "communities", shown, `${raised.what.problem}.json`);
  await write();
  assert.match(await readFile(file, "utf8"), /A second problem/);
  await stage.server.give("ana", shown, { type: "retract", of: raised.id, reason: "mistake" });
  assert.match(await write(), / 1 old ones removed/);
  await assert.rejects(readFile(file), { code: "ENOENT" });
});

scene("a snapshot that cannot be had says so, and is there when it can be", async (stage) => {
  await stage.server.found("ana", stage.community("copy"), { name: "Sepsis" });
  const { src } = await publish(stage);
  const reader = await stage.reader();
  await reader.page.route(`${src}**`, (route) => route.abort("connectionrefused"));
  await reader.page.goto(stage.intranet.put({ widget: widget(`src="${src}"`) }));
  assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "unreachable" });
  await reader.page.getByText("The server can’t be reached. Check your connection, then try again.").waitFor();
  await reader.page.unroute(`${src}**`);
  await reader.page.getByRole("button", { name: "Try again" }).click();
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().waitFor();
});

for (const [what, attributes, options] of [
  ["a folder without a snapshot", (src) => `src="${src}nothing/"`],
  ["a site that does not let other pages read it", (src) => `src="${src}"`, { headers: {} }],
]) {
  scene(`${what} is told as out of reach`, async (stage) => {
    const { src } = await publish(stage, options);
    const reader = await stage.reader();
    await reader.page.goto(stage.intranet.put({ widget: widget(attributes(src)) }));
    assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "unreachable" });
    await reader.page.getByText("The server can’t be reached. Check your connection, then try again.").waitFor();
  });
}

scene("a community that is not in a snapshot is told as one that there is not", async (stage) => {
  const { src } = await publish(stage);
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: widget(`src="${src}" community="nowhere"`) }));
  assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "no_such_community" });
  await reader.page.getByRole("link", { name: "See all communities" }).click();
  await reader.page.getByRole("heading", { name: "Communities of practice", exact: true }).waitFor();
});

scene("an address that is none leaves the page's own content, and a right one brings the snapshot", async (stage) => {
  await stage.server.found("ana", stage.community("copy"), { name: "Sepsis" });
  const { src } = await publish(stage);
  const reader = await stage.reader();
  await reader.page.goto(stage.intranet.put({ widget: widget(`src="file:///snapshot/"`) }));
  assert.deepEqual((await reader.hears("cop-failed")).detail, { code: "bad_server" });
  await reader.page.getByText("This part of the page cannot start, because the address of its server is not valid.").waitFor();
  assert.equal(await reader.page.getByText("The own content of the page").isVisible(), true);
  await reader.widget().evaluate((element, address) => element.setAttribute("src", address), src);
  await reader.page.getByRole("link", { name: "Sepsis", exact: true }).first().waitFor();
});
