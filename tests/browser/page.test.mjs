import assert from "node:assert/strict";
import { check_page_accessible } from "./accessibility.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const falls = (stage, purpose = {}) =>
  stage.server.found("ana", stage.community(), {
    name: "Falls prevention",
    domain: "Keeping people on their feet.",
    for_whom: "Whoever is there when somebody stands up.",
    ...purpose,
  });

const standing = async (stage, person, community) =>
  JSON.parse((await stage.server.read(`/v1/communities/${community}`, person)).text).standing;

scene("the community's own page works without script: it shows the community, and the form joins", async (stage) => {
  const community = await falls(stage);
  await stage.server.plan("ana", community, "Working session: handover");
  const { page } = await stage.reader({ javaScriptEnabled: false });
  await page.goto(`${stage.server.origin}/c/${community}`);
  await page.getByRole("heading", { name: "Falls prevention", level: 1 }).waitFor();
  for (const sentence of ["Keeping people on their feet.", "Whoever is there when somebody stands up.", "Working session: handover"]) {
    assert.equal(await page.getByText(sentence).first().isVisible(), true, sentence);
  }
  await page.getByLabel("What brings you?").fill("I see falls every night.");
  await page.getByLabel("Sign-in code from your intranet").fill(await stage.server.token("ben"));
  await page.getByRole("button", { name: "Join this community" }).click();
  await page.getByRole("heading", { name: "You are a member" }).waitFor();
  assert.equal(await standing(stage, "ben", community), "member");
  const { text } = await stage.server.read(`/v1/communities/${community}/people`, "ana");
  const joined = JSON.parse(text).members.find(({ id }) => id === "ben");
  assert.equal(joined.note, "I see falls every night.");
});

scene("the community's own page asks for a reason where joining is on request, without script", async (stage) => {
  const community = await falls(stage, { access: "on_request" });
  const { page } = await stage.reader({ javaScriptEnabled: false });
  await page.goto(`${stage.server.origin}/c/${community}`);
  await page.getByLabel(/Why would you like to join/).fill("I buy the services.");
  await page.getByLabel("Sign-in code from your intranet").fill(await stage.server.token("ben"));
  await page.getByRole("button", { name: "Ask to join" }).click();
  await page.getByRole("heading", { name: "You asked to join" }).waitFor();
  assert.equal(await standing(stage, "ben", community), "asked");
});

scene("a code that is none keeps what was typed, and says why", async (stage) => {
  const community = await falls(stage);
  const { page } = await stage.reader({ javaScriptEnabled: false });
  await page.goto(`${stage.server.origin}/c/${community}`);
  await page.getByLabel("What brings you?").fill("I see falls every night.");
  await page.getByLabel("Sign-in code from your intranet").fill("not a code");
  await page.getByRole("button", { name: "Join this community" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await page.getByLabel("What brings you?").inputValue(), "I see falls every night.");
});

scene("the community's own page is no page to somebody who may not see the community", async (stage) => {
  const community = await falls(stage, { name: "Apfelstrudel circle", visibility: "members", access: "by_invitation" });
  const { page } = await stage.reader({ javaScriptEnabled: false });
  const answer = await page.goto(`${stage.server.origin}/c/${community}`);
  assert.equal(answer.status(), 404);
  assert.equal((await page.content()).includes("Apfelstrudel"), false);
});

scene("the page of a problem leads to its community and back without script, and to where one signs in", async (stage) => {
  const community = await falls(stage, { visibility: "organisation" });
  const problem = await stage.server.raise("ana", community, "Who has moved handover to the bedside?");
  const { page } = await stage.reader({ javaScriptEnabled: false });
  const address = `${stage.server.origin}/c/${community}?problem=${problem}`;
  const answer = await page.goto(address);
  assert.equal(answer.status(), 404);
  await page.getByLabel("Sign-in code from your intranet").fill(await stage.server.token("ben"));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { name: "Who has moved handover to the bedside?", level: 1 }).waitFor();
  assert.equal(page.url(), address);
  await page.getByRole("link", { name: "Falls prevention" }).click();
  await page.getByRole("heading", { name: "Falls prevention", level: 1 }).waitFor();
  await page.getByRole("link", { name: "Who has moved handover to the bedside?" }).click();
  assert.equal(page.url(), address);
});

scene("somebody joins on the community's own page in Arabic, without script", async (stage) => {
  const community = await falls(stage);
  await stage.server.plan("ana", community, "Working session: handover", { capacity: 12 });
  const { page } = await stage.reader({ javaScriptEnabled: false, locale: "ar" });
  await page.goto(`${stage.server.origin}/c/${community}`);
  const html = page.locator("html");
  assert.deepEqual([await html.getAttribute("lang"), await html.getAttribute("dir")], ["ar", "rtl"]);
  await page.getByLabel("رمز الدخول من شبكتك الداخلية").fill(await stage.server.token("ben"));
  await page.getByRole("button", { name: "الانضمام إلى هذا المجتمع" }).click();
  await page.getByRole("heading", { name: "أنت من الأعضاء" }).waitFor();
  assert.equal(await standing(stage, "ben", community), "member");
  await page.getByRole("button", { name: "تسجيل الخروج" }).click();
  await page.getByRole("heading", { name: "مجتمعات الممارسة", level: 1 }).waitFor();
});

scene("axe finds nothing on the community's own page, light and dark, wide and narrow", async (stage) => {
  const community = await falls(stage);
  const event = await stage.server.plan("ana", community, "Working session: handover", { capacity: 12 });
  const problem = await stage.server.raise("ana", community, "Who has moved handover to the bedside?");
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.reply("ben", community, problem, "Ask [the carers](https://a.example): `now`.", ["ana"]);
  const reframed = { type: "reframe_problem", problem, statement: "What must the next bed not hear?", confirmed_by: ["ben"] };
  await stage.server.give("ana", community, reframed);
  const { page } = await stage.reader();
  const of_community = ["", `?problem=${problem}`, `?event=${event}`, "?problem=never-was", ...["cy", "de", "ar"].map((language) => `?lang=${language}`)];
  for (const address of [...of_community.map((about) => `/c/${community}${about}`), "/c", "/c/never-was"]) {
    await page.goto(stage.server.origin + address);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ["light", "dark"]) {
        await page.emulateMedia({ colorScheme });
        await check_page_accessible(page, `${address}, ${width} px, ${colorScheme}`);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(overflow <= 0, `${address}: ${overflow} px wider than the screen`);
      }
    }
  }
});
