import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { check_accessible } from "./accessibility.mjs";
import { ROOT } from "./built.mjs";
import { cut, small_targets } from "./looks.mjs";
import { SCREENS, SCREENS_OF_WHOLE, full, show, whole } from "./screens.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

/** The widget's own look, and those that the example intranet shows. */
const THEMES = ["its own", "health-trust", "university", "plain-dark"];
const sheet = (theme) => (theme === "its own" ? "" : readFile(path.join(ROOT, `demo/pages/themes/${theme}.css`), "utf8"));
const more = (theme) => (theme === "plain-dark" ? `theme="dark"` : "");

/** What is read on which ground: 4.5 to 1. */
const READ = [
  ...["text", "text-muted", "accent", "mark", "wrong"].flatMap((role) => [[role, "surface"], [role, "sunken"]]),
  ["accent-text", "accent"],
  ["surface", "text"],
  ["text", "accent-soft"],
  ["accent", "accent-soft"],
  ["mark", "mark-soft"],
];
/** What tells where a control is, on which ground: 3 to 1. */
const SEEN = [
  ["text-muted", "surface"],
  ["text-muted", "sunken"],
  ["accent", "surface"],
  ["accent", "sunken"],
  ["accent", "line"],
];

/** How many times lighter one colour is than another, as WCAG counts it. */
function contrast(one, other) {
  const [light, dark] = [one, other].map(luminance).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour) {
  const parts = colour.match(/[\d.]+/g).map(Number);
  assert.equal(parts.length, 3, `${colour} is opaque`);
  const [red, green, blue] = parts.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The colours of the roles, as they come out where they are used. */
function colours(element, roles) {
  const probe = document.createElement("i");
  element.shadowRoot.querySelector(".cop").append(probe);
  const found = roles.map((role) => {
    probe.style.color = `var(--cop-color-${role})`;
    return [role, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found);
}

for (const theme of THEMES) {
  scene(`each colour of a theme is told from its ground, light and dark: ${theme}`, async (stage) => {
    const reader = await stage.reader();
    await show(stage, reader, SCREENS.community, await full(stage), { css: await sheet(theme), more: more(theme) });
    const grounds = [];
    for (const colorScheme of ["light", "dark"]) {
      await reader.page.emulateMedia({ colorScheme });
      const roles = [...new Set([...READ, ...SEEN].flat())];
      const found = await reader.widget().evaluate(colours, roles);
      const weak = [[READ, 4.5], [SEEN, 3]].flatMap(([pairs, least]) =>
        pairs
          .map(([role, ground]) => [role, ground, contrast(found[role], found[ground])])
          .filter(([, , reached]) => reached < least)
          .map(([role, ground, reached]) => `${role} on ${ground}: ${reached.toFixed(2)} of ${least}`),
      );
      assert.deepEqual(weak, [], `${theme}, ${colorScheme}`);
      grounds.push(found.surface);
    }
    assert.equal(grounds[0] !== grounds[1], theme !== "plain-dark", "light and dark differ");
  });

  scene(`axe finds nothing, and everything finds room, under a theme: ${theme}`, async (stage) => {
    const ids = await whole(stage);
    for (const screen of ["community, as its steward", "people", "thread"]) {
      const shown = SCREENS[screen] ?? SCREENS_OF_WHOLE[screen];
      const reader = await stage.reader();
      await show(stage, reader, shown, ids, { css: await sheet(theme), more: more(theme) });
      for (const width of [1280, 240]) {
        await reader.page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ["light", "dark"]) {
          await reader.page.emulateMedia({ colorScheme });
          await check_accessible(reader.page, `${theme}, ${screen}, ${width} px, ${colorScheme}`);
        }
        assert.deepEqual(await reader.widget().evaluate(cut), [], `${theme}, ${screen}, ${width} px`);
      }
      assert.deepEqual(await reader.widget().evaluate(small_targets), [], `${theme}, ${screen}`);
    }
  });
}

scene("a page's theme reaches what is drawn: colours, font, distances, corners, and the parts it names", async (stage) => {
  const ids = await whole(stage);
  const look = async (css) => {
    const reader = await stage.reader();
    await show(stage, reader, SCREENS.problem, ids, { css });
    return reader.widget().evaluate((element) => {
      const style = (selector) => getComputedStyle(element.shadowRoot.querySelector(selector));
      const [widget, title, button] = [".cop", ".title", ".primary"].map(style);
      return [widget.backgroundColor, widget.fontFamily, widget.fontSize, title.fontWeight, button.backgroundColor, button.borderRadius];
    });
  };
  const [plain, university] = [await look(""), await look(await sheet("university"))];
  assert.deepEqual(university.filter((value, nth) => value === plain[nth]), []);
});
