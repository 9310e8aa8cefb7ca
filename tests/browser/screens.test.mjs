import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { go_to_part } from "./acts.mjs";
import { cut, small_targets } from "./looks.mjs";
import { SCREENS, SCREENS_OF_WHOLE, full, show, whole } from "./screens.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const SIZES = [1280, 320, 240];
const THEMES = ["light", "dark"];

for (const [screen, shown] of Object.entries({ ...SCREENS, ...SCREENS_OF_WHOLE })) {
  scene(`axe finds nothing, and nothing is wider than the screen: ${screen}`, async (stage) => {
    const ids = await (screen in SCREENS ? full : whole)(stage);
    const reader = await stage.reader();
    await show(stage, reader, shown, ids);
    for (const width of SIZES) {
      await reader.page.setViewportSize({ width, height: 900 });
      for (const colorScheme of THEMES) {
        await reader.page.emulateMedia({ colorScheme });
        await check_accessible(reader.page, `${screen}, ${width} px, ${colorScheme}`);
      }
      const { scrollWidth, clientWidth } = await reader.page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.scrollingElement;
        return { scrollWidth, clientWidth };
      });
      assert.ok(scrollWidth <= clientWidth, `${screen}: ${scrollWidth} px wide on a screen of ${clientWidth}`);
      assert.deepEqual(await reader.widget().evaluate(cut), [], `${screen}, ${width} px`);
    }
    assert.deepEqual(await reader.widget().evaluate(small_targets), [], `${screen}: targets under 44 px`);
  });
}

scene("an empty community says how to begin, and axe finds nothing", async (stage) => {
  const community = await stage.server.found("ana", stage.community("empty"), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ana", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await reader.page.getByRole("heading", { name: "Sepsis", exact: true }).waitFor();
  await reader.page.getByRole("button", { name: "Raise a problem" }).waitFor();
  for (const tab of ["Now", "Problems", "Events", "People"]) {
    await go_to_part(reader, tab);
    for (const colorScheme of THEMES) {
      await reader.page.emulateMedia({ colorScheme });
      await check_accessible(reader.page, `empty ${tab}, ${colorScheme}`);
    }
  }
});

scene("a search that finds nothing says so, and axe finds nothing", async (stage) => {
  await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: `<communities-of-practice view="directory"></communities-of-practice>` }));
  await reader.page.getByRole("searchbox").fill("xylophone");
  await reader.page.getByText("No community found for “xylophone”").waitFor();
  await check_accessible(reader.page, "nothing found");
});

scene("the directory has roles, names and an order that make sense out of context", async (stage) => {
  await stage.server.found("ana", stage.community(), { name: "Sepsis at night" });
  await stage.server.found("ana", stage.community(), { name: "Wound care", access: "on_request" });
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice view="directory"></communities-of-practice>` }));
  await reader.page.getByRole("heading", { name: "Communities of practice", level: 2 }).waitFor();
  await reader.page.getByRole("searchbox", { name: "What do you work on?" }).waitFor();
  await reader.page.getByRole("button", { name: "Join Sepsis at night" }).waitFor();
  await reader.page.getByRole("button", { name: "Ask to join Wound care" }).waitFor();
});
