import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { catalogue } from "./catalogue.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

/** What a sentence may be once its gaps are filled. */
const filled = (sentence) => new RegExp(`^${sentence.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, ".+")}$`);

for (const [language, direction] of [["cy", "ltr"], ["de", "ltr"], ["ar", "rtl"]]) {
  scene(`somebody joins, answers and accepts in the language of the page: ${language}`, async (stage) => {
    const says = await catalogue(language);
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    await stage.server.raise("ana", community, "Who takes the first blood culture?");
    await stage.server.plan("ana", community, "Working session: cultures");
    const reader = await stage.reader();
    const { page } = reader;
    await reader.open(
      stage.intranet.put({
        person: "ben",
        lang: language,
        widget: `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`,
      }),
    );
    const root = page.locator("communities-of-practice section").first();
    assert.equal(await root.getAttribute("dir"), direction);
    assert.equal(await root.getAttribute("lang"), language);
    await check_accessible(page, `the community in ${language}`);

    await page.getByRole("button", { name: `${says.join} Sepsis`, exact: true }).click();
    await page.getByLabel(says.join_note).fill("I take blood every night.");
    await page.getByRole("form").getByRole("button", { name: says.join, exact: true }).click();
    await page.getByText(says.you_are_a_member).first().waitFor();
    await page.getByRole("button", { name: says.yes, exact: true }).first().click();
    await page.locator("[aria-pressed=true]", { hasText: says.yes }).waitFor();

    await page.getByRole("link", { name: "Who takes the first blood culture?" }).first().click();
    await page.getByLabel(says.your_turn, { exact: true }).fill("Whoever finds the vein.");
    await page.getByRole("button", { name: filled(says.reply_to) }).click();
    const turns = page.getByRole("list", { name: says.turns });
    await turns.getByRole("listitem").filter({ hasText: "Whoever finds the vein." }).waitFor();
    await check_accessible(page, `the problem in ${language}`);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(overflow <= 0, `${overflow} px wider than the screen`);
  });
}

/** A day of the coming week as the names of the catalogue have it, or as the browser writes it where that knows the language. */
const day_in = async (page, language, says, moment) =>
  page.evaluate(
    ([language, weekdays, months, pattern, ms]) => {
      const day = new Date(ms);
      if (Intl.DateTimeFormat.supportedLocalesOf(language).length) {
        return new Intl.DateTimeFormat(language, { weekday: "long", day: "numeric", month: "long" }).format(day);
      }
      const gaps = { weekday: weekdays[(day.getDay() + 6) % 7], day: day.getDate(), month: months[day.getMonth()], year: day.getFullYear() };
      return pattern.replace(/{(\w+)}/g, (_, gap) => gaps[gap]);
    },
    [language, says.weekdays.split(", "), says.months.split(", "), says.day_this_year, moment],
  );

for (const language of ["cy", "de", "ar"]) {
  scene(`days, times gone by and lists are in the language of the page, whatever the browser knows of it: ${language}`, async (stage) => {
    const says = await catalogue(language);
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    await stage.server.plan("ana", community, "Working session: cultures");
    for (const person of ["ben", "cem"]) {
      await stage.server.give(person, community, { type: "join" });
      await stage.server.give("ana", community, { type: "give_role", person, role: "facilitator" });
    }
    const { text } = await stage.server.read(`/v1/communities/${community}/events`, "ana");
    const [event] = JSON.parse(text).events;
    const reader = await stage.reader();
    const { page } = reader;
    const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
    await reader.open(stage.intranet.put({ person: "ana", lang: language, widget }));
    await page.getByText(await day_in(page, language, says, Date.parse(event.when.starts_at))).first().waitFor();
    const said = await reader.widget().evaluate((element) => element.shadowRoot.textContent);
    assert.doesNotMatch(said, /day \d|\d (January|February|March|April|May|June|July|August|September|October|November|December)| ago\b|, and /);
  });
}

for (const [language, of_measures] of [["cy", "cy"], ["de", "en"], ["ar", "en"]]) {
  scene(`all screens are in the language of the page, and what is not says so: ${language}`, async (stage) => {
    const says = await catalogue(language);
    const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
    await stage.server.raise("ana", community, "Who takes the first blood culture?");
    const reader = await stage.reader();
    const { page } = reader;
    const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
    await reader.open(stage.intranet.put({ person: "ana", lang: language, widget }));
    const section = page.locator("communities-of-practice section").first();
    for (const part of ["practice", "people", "desk", "mine", "doing"]) {
      await page.getByRole("link", { name: says[`tab_${part}`], exact: true }).first().click();
      await page.locator("communities-of-practice [aria-current]", { hasText: says[`tab_${part}`] }).waitFor();
      // The whole is there a little before its sentences are.
      await until(`${part} is in ${language}`, async () => (await section.getAttribute("lang")) === language);
    }
    const sentence = page.locator("communities-of-practice .missing span span").first();
    await sentence.waitFor();
    assert.equal(await sentence.evaluate((element) => element.closest("[lang]").lang), of_measures);
    assert.equal(await sentence.evaluate((element) => getComputedStyle(element).direction), "ltr");
    await check_accessible(page, `how we are doing in ${language}`);
  });
}

scene("a language that nobody has translated, and one that cannot be fetched, are English, and said to be", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
  for (const lang of ["fi", "cy"]) {
    const reader = await stage.reader();
    await reader.page.route("**/messages/cy.json", (route) => route.abort());
    await reader.open(stage.intranet.put({ person: "ben", lang, widget }));
    await reader.page.getByRole("button", { name: "Join Sepsis" }).waitFor();
    assert.equal(await reader.page.locator("communities-of-practice section").first().getAttribute("lang"), "en");
  }
});

scene("the attribute lang goes before the page's language, and can change while the widget is open", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const [welsh, german] = [await catalogue("cy"), await catalogue("de")];
  const reader = await stage.reader();
  await reader.open(
    stage.intranet.put({
      person: "ben",
      widget: `<communities-of-practice loading="eager" lang="cy" community="${community}"></communities-of-practice>`,
    }),
  );
  const joins = (says) => reader.page.getByRole("button", { name: `${says.join} Sepsis`, exact: true });
  await joins(welsh).waitFor();
  await reader.widget().first().evaluate((element) => element.setAttribute("lang", "de-AT"));
  await joins(german).waitFor();
  await reader.widget().first().evaluate((element) => element.removeAttribute("lang"));
  await reader.page.getByRole("button", { name: "Join Sepsis", exact: true }).waitFor();
});

scene("what measures say is said in Welsh as well", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const told = async (lang) => JSON.parse((await stage.server.read(`/v1/communities/${community}/measures?lang=${lang}`, "ana")).text);
  const [welsh, english] = [await told("cy"), await told("en")];
  assert.deepEqual(Object.keys(welsh.measures), Object.keys(english.measures));
  for (const [name, measure] of Object.entries(welsh.measures)) {
    assert.notEqual(measure.does_not_say, english.measures[name].does_not_say, name);
  }
});
