import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { cut } from "./looks.mjs";
import { full as measured } from "./measures.mjs";
import { SCREENS, SCREENS_OF_WHOLE, full, show, whole } from "./screens.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const ALL = Object.entries({ ...SCREENS, ...SCREENS_OF_WHOLE });
const community_for = (screen) => (screen in SCREENS ? full : whole);

/** What a reader may set for themselves: WCAG 2.2, 1.4.12. */
const SPACED = `
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
`;

/** Puts a style sheet of the reader over that of the widget. */
async function adopt(reader, css) {
  await reader.widget().evaluate((element, css) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    element.shadowRoot.adoptedStyleSheets = [...element.shadowRoot.adoptedStyleSheets, sheet];
  }, css);
}

for (const [screen, shown] of ALL) {
  scene(`nothing is cut with letters of twice the size, and with wide spaces: ${screen}`, async (stage) => {
    const reader = await stage.reader();
    await show(stage, reader, shown, await community_for(screen)(stage), { css: "html { font-size: 200% }" });
    const [size] = await reader.widget().evaluate((element) => [getComputedStyle(element.shadowRoot.querySelector("p")).fontSize]);
    assert.ok(parseFloat(size) >= 30, `letters of ${size}`);
    for (const width of [1280, 320]) {
      await reader.page.setViewportSize({ width, height: 900 });
      await check_accessible(reader.page, `${screen}, 200 %, ${width} px`);
      assert.deepEqual(await reader.widget().evaluate(cut), [], `${screen}, 200 %, ${width} px`);
    }
    await reader.page.evaluate(() => document.styleSheets[0].insertRule("html { font-size: 100% !important }"));
    await adopt(reader, SPACED);
    const line = await reader.widget().evaluate((element) => getComputedStyle(element.shadowRoot.querySelector("p")).letterSpacing);
    assert.notEqual(line, "normal");
    for (const width of [1280, 320, 240]) {
      await reader.page.setViewportSize({ width, height: 900 });
      await check_accessible(reader.page, `${screen}, spaced, ${width} px`);
      assert.deepEqual(await reader.widget().evaluate(cut), [], `${screen}, spaced, ${width} px`);
    }
  });

  scene(`axe finds nothing from right to left, and nothing is cut: ${screen}`, async (stage) => {
    const reader = await stage.reader();
    await show(stage, reader, shown, await community_for(screen)(stage));
    await reader.widget().evaluate((element) => element.shadowRoot.querySelector(".cop").setAttribute("dir", "rtl"));
    for (const width of [1280, 320, 240]) {
      await reader.page.setViewportSize({ width, height: 900 });
      await check_accessible(reader.page, `${screen}, right to left, ${width} px`);
      assert.deepEqual(await reader.widget().evaluate(cut), [], `${screen}, right to left, ${width} px`);
    }
    const ends_at = await reader.widget().evaluate((element) => {
      const side = (one) => one.getBoundingClientRect().right;
      const widget = element.shadowRoot.querySelector(".cop");
      const first = widget.querySelector(".tabs li") ?? widget.querySelector(".crumb a") ?? widget.querySelector("label");
      return side(widget) - side(first);
    });
    assert.ok(ends_at < 2, `what comes first begins ${ends_at} px from the right`);
  });

  scene(`axe finds nothing in forced colours, and what is chosen is told apart: ${screen}`, async (stage) => {
    const reader = await stage.reader({ forcedColors: "active" });
    await show(stage, reader, shown, await community_for(screen)(stage));
    assert.ok(await reader.page.evaluate(() => matchMedia("(forced-colors: active)").matches));
    for (const colorScheme of ["light", "dark"]) {
      await reader.page.emulateMedia({ colorScheme, forcedColors: "active" });
      await check_accessible(reader.page, `${screen}, forced colours, ${colorScheme}`);
    }
    const alike = await reader.widget().evaluate((element) => {
      const root = element.shadowRoot;
      const pairs = [
        [".tabs [aria-current]", ".tabs a:not([aria-current])", ["borderBottomStyle", "borderBottomWidth"]],
        [".answers [aria-pressed=true]", ".answers [aria-pressed=false]", ["backgroundColor"]],
        [".life .on", ".life i:not(.on)", ["backgroundColor"]],
        [".turn.marked", ".turn:not(.marked)", ["borderLeftWidth"]],
        // What is open already asks for nothing more.
        [".primary:not([aria-expanded=true])", "button:not(.primary, [aria-pressed=true])", ["backgroundColor"]],
      ];
      return pairs.flatMap(([chosen, other, names]) => {
        const both = [chosen, other].map((selector) => root.querySelector(selector));
        if (both.includes(null)) return [];
        const [a, b] = both.map((one) => names.map((name) => getComputedStyle(one)[name]).join());
        return a === b ? [`${chosen} is as ${other}: ${a}`] : [];
      });
    });
    assert.deepEqual(alike, []);
  });

  scene(`on paper everything is unfolded, black on white, with nothing to press: ${screen}`, async (stage) => {
    const reader = await stage.reader({ colorScheme: "dark" });
    const css = "communities-of-practice { --cop-color-text: #fff; --cop-color-surface: #000; --cop-color-accent: #ff0; }";
    await show(stage, reader, shown, await community_for(screen)(stage), { css, more: `theme="dark"` });
    await reader.widget().evaluate((element) => element.shadowRoot.querySelector("dialog")?.close());
    await reader.page.setViewportSize({ width: 700, height: 900 });
    await reader.page.emulateMedia({ media: "print", colorScheme: "dark" });
    const wrong = await reader.widget().evaluate((element) => {
      const root = element.shadowRoot;
      const is_seen = (one) => one.checkVisibility() && !one.closest(".hidden");
      const all = [...root.querySelectorAll(".cop, .cop *")];
      const seen = all.filter(is_seen);
      // A box that stands by itself says what somebody has chosen, which is of use on paper too.
      const pressed = seen.filter((one) => one.matches("button, input:not([type=checkbox]), select, textarea, form, nav"));
      const folded = all.filter((one) => {
        const details = one.parentElement?.closest("details");
        return details && is_seen(details) && !one.closest("summary, svg, .hidden, form, .offers") && !is_seen(one);
      });
      const says = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
      const coloured = seen.filter((one) => {
        const { color, backgroundColor } = getComputedStyle(one);
        const is_white = ["rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"].includes(backgroundColor);
        return (says(one) && color !== "rgb(0, 0, 0)") || (!is_white && !one.closest(".life"));
      });
      const name = (one) => `${one.localName}.${one.className.baseVal ?? one.className} ${one.textContent.trim().slice(0, 30)}`;
      return { n: seen.length, pressed: pressed.map(name), folded: folded.map(name), coloured: coloured.map(name) };
    });
    assert.ok(wrong.n > 3, `only ${wrong.n} elements on paper`);
    assert.deepEqual({ ...wrong, n: 0 }, { n: 0, pressed: [], folded: [], coloured: [] });
    assert.deepEqual(await reader.widget().evaluate(cut), [], `${screen}, on paper`);
  });
}

scene("on paper, links of people say where they lead", async (stage) => {
  const reader = await stage.reader();
  await show(stage, reader, SCREENS.problem, await full(stage));
  const link = reader.page.getByRole("link", { name: "the guidance" });
  const after = () => link.evaluate((one) => getComputedStyle(one, "::after").content);
  assert.equal(await after(), "none");
  await reader.page.emulateMedia({ media: "print" });
  assert.match(await after(), /example\.org\/handover/);
});

scene("nothing moves for those who want no movement", async (stage) => {
  const moving = (element) =>
    [...element.shadowRoot.querySelectorAll("*")].filter((one) => {
      const { animationName, transitionDuration } = getComputedStyle(one);
      return animationName !== "none" || transitionDuration !== "0s";
    }).length;
  const ids = await full(stage);
  for (const [reducedMotion, moves] of [["reduce", false], ["no-preference", true]]) {
    const reader = await stage.reader({ reducedMotion });
    let let_through;
    const held = new Promise((resolve) => (let_through = resolve));
    await reader.page.route(/\/v1\/(activities|communities)/, async (route) => {
      await held;
      await route.continue();
    });
    const widget = `<communities-of-practice community="${ids.community}"></communities-of-practice>`;
    await reader.page.goto(stage.intranet.put({ person: "ana", widget }));
    await reader.widget().locator(".skeleton").waitFor();
    assert.equal((await reader.widget().evaluate(moving)) > 0, moves, `while it loads, ${reducedMotion}`);
    let_through();
    await reader.page.getByRole("button", { name: "Raise a problem" }).waitFor();
    assert.equal((await reader.widget().evaluate(moving)) > 0, moves, reducedMotion);
  }
});

scene("pictures grow from the right where the writing does, and their words are not mirrored", async (stage) => {
  const { community, problem } = await whole(stage);
  const reader = await stage.reader();
  const json = measured([{ id: problem, grade: 3 }]);
  await reader.page.route(/\/measures$/, (route) => route.fulfill({ json, headers: { "access-control-allow-origin": "*" } }));
  const shown = { ...SCREENS_OF_WHOLE["how we are doing"], shows: "Signs for a conversation, not marks." };
  await show(stage, reader, shown, { community });
  const drawn = (element) => {
    const root = element.shadowRoot;
    const at = (one) => one.getBoundingClientRect();
    const is_drawn = (svg) => svg.checkVisibility() && at(svg.querySelector(".filled")).width > 0;
    const bars = [...root.querySelectorAll("svg:has(> .track[width='100%'] + .filled)")].filter(is_drawn);
    const words = [...root.querySelectorAll("svg text")].filter((text) => text.checkVisibility());
    return {
      n_bars: bars.length,
      n_words: words.length,
      from_right: bars.filter((svg) => Math.abs(at(svg).right - at(svg.querySelector(".filled")).right) < 1).length,
      from_left: bars.filter((svg) => Math.abs(at(svg).left - at(svg.querySelector(".filled")).left) < 1).length,
      outside: words.filter((text) => at(text).left < at(text.ownerSVGElement).left - 1 || at(text).right > at(text.ownerSVGElement).right + 1).map((text) => text.textContent),
      mirrored: words.filter((text) => text.getScreenCTM().a < 0).map((text) => text.textContent),
    };
  };
  const left = await reader.widget().evaluate(drawn);
  assert.ok(left.n_bars > 3 && left.n_words > 12, JSON.stringify(left));
  assert.equal(left.from_left, left.n_bars);
  await reader.widget().evaluate((element) => element.shadowRoot.querySelector(".cop").setAttribute("dir", "rtl"));
  const right = await reader.widget().evaluate(drawn);
  assert.equal(right.from_right, right.n_bars);
  assert.deepEqual([right.outside, right.mirrored], [[], []]);
});
