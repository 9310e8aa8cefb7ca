import assert from "node:assert/strict";
import { join } from "./acts.mjs";
import { HOSTILE_CSS } from "./hostile.css.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

/** Every computed style of every element in the widget, but for the sizes that follow from the page's font. */
function styles_inside(element) {
  const of_the_page = /^(font-family|perspective-origin|transform-origin)$/;
  const found = [];
  const walk = (node, path) => {
    [...node.children].forEach((child, n) => {
      const here = `${path} > ${child.localName}:${n}`;
      const style = getComputedStyle(child);
      const values = [...style].filter((name) => !of_the_page.test(name)).map((name) => [name, style.getPropertyValue(name)]);
      found.push([here, Object.fromEntries(values)]);
      walk(child, here);
    });
  };
  walk(element.shadowRoot, "");
  return found;
}

/** What a page can see of itself: its own elements as they look, its head, its globals, its storage. */
function page_itself() {
  const own = [...document.querySelectorAll("html, body, body *")].filter((element) => !element.closest("communities-of-practice"));
  return {
    styles: own.map((element) => {
      const style = getComputedStyle(element);
      const of_the_text = ["color", "font", "letter-spacing", "line-height", "display", "margin", "padding", "border", "outline"];
      return [element.localName, Object.fromEntries(of_the_text.map((name) => [name, style.getPropertyValue(name)]))];
    }),
    head: document.head.innerHTML,
    body_children: [...document.body.children].map((child) => child.localName),
    root: document.documentElement.getAttributeNames(),
    globals: Object.getOwnPropertyNames(window).sort(),
    adopted: document.adoptedStyleSheets.length,
    cookies: document.cookie,
    kept: [Object.keys(localStorage), Object.keys(sessionStorage)],
    address: location.href,
    state: Object.keys(history.state ?? {}).filter((name) => name !== "communities-of-practice"),
  };
}

async function lived_in(stage, community) {
  await stage.server.found("ana", community, { name: "Falls prevention", for_whom: "Ward staff", what_we_do: "Bring a problem." });
  const problem = await stage.server.raise("ana", community, "Who has moved handover to the bedside?");
  await stage.server.plan("ana", community, "Working session");
  await stage.server.give("ben", community, { type: "join" });
  await stage.server.reply("ben", community, problem, "What must the next bed not hear?", ["ana"]);
  return problem;
}

const SCREENS = {
  directory: () => `view="directory"`,
  community: (community) => `community="${community}"`,
  "community as a member": (community) => `community="${community}"`,
  problem: (community, problem) => `view="problem" community="${community}" problem="${problem}"`,
  events: (community) => `view="events" community="${community}"`,
};

for (const [screen, attributes] of Object.entries(SCREENS)) {
  scene(`the page's style sheet changes nothing inside the widget: ${screen}`, async (stage) => {
    const community = stage.community("hostile");
    const problem = await lived_in(stage, community);
    const widget = `<communities-of-practice ${attributes(community, problem)}></communities-of-practice>`;
    const styles = [];
    for (const css of ["", HOSTILE_CSS]) {
      const reader = await stage.reader();
      // How much room there is follows from the page, and is not what this test is about.
      const room = "#here { width: 700px; margin: 0; clear: both; }";
      await reader.open(stage.intranet.put({ widget, css: css + room, person: "cem" }));
      await reader.page.getByText(screen === "directory" ? "cares about" : "Falls prevention").first().waitFor();
      styles.push(await reader.widget().evaluate(styles_inside));
    }
    const [plain, hostile] = styles;
    assert.ok(plain.length > 20, `only ${plain.length} elements in the widget`);
    assert.deepEqual(hostile.map(([path]) => path), plain.map(([path]) => path), "the same elements");
    const differences = plain.flatMap(([path, style], n) =>
      Object.keys(style)
        .filter((name) => style[name] !== hostile[n][1][name])
        .map((name) => `${path} { ${name}: ${hostile[n][1][name]}; } instead of ${style[name]}`),
    );
    assert.deepEqual(differences, []);
  });
}

scene("the widget changes nothing of the page: styles, head, globals, cookies, storage, address, what it keeps in the history", async (stage) => {
  const community = stage.community("guest");
  const problem = await lived_in(stage, community);
  const reader = await stage.reader();
  const widget = `<communities-of-practice loading="eager" community="${community}"></communities-of-practice>`;
  await reader.page.goto(stage.intranet.put({ widget, person: "cem", loader: null }));
  await reader.page.evaluate(() => {
    window.told = [...window.told];
  });
  const before = await reader.page.evaluate(page_itself);

  await reader.page.evaluate((address) => import(address), `${stage.server.origin}/embed/v1/cop.js`);
  await reader.ready();
  await join(reader, "Falls prevention");
  await reader.hears("cop-joined");
  await reader.page.getByRole("link", { name: "Who has moved handover to the bedside?" }).click();
  await reader.page.getByText("What must the next bed not hear?").waitFor();

  const after = await reader.page.evaluate(page_itself);
  // Playwright and Chromium may put their own names on the window; ours would be among the new ones.
  assert.deepEqual(after, before);
  assert.ok(problem);
});

scene("a widget in a part of the page that scrolls does not make the page longer", async (stage) => {
  const community = stage.community("panel");
  await lived_in(stage, community);
  const reader = await stage.reader({ viewport: { width: 1280, height: 500 } });
  const css = "body { margin: 0; } #here { height: 200px; overflow: auto; }";
  const widget = `<communities-of-practice community="${community}"></communities-of-practice>`;
  await reader.open(stage.intranet.put({ widget, css, person: "cem" }));
  await reader.page.getByRole("link", { name: "Who has moved handover to the bedside?" }).waitFor();
  const { inside, page, viewport } = await reader.page.evaluate(() => ({
    inside: document.querySelector("#here").scrollHeight,
    page: document.scrollingElement.scrollHeight,
    viewport: innerHeight,
  }));
  assert.ok(inside > viewport, "there is something to scroll");
  assert.equal(page, viewport);
});

scene("the widget takes over the font of the page and nothing else of its text", async (stage) => {
  const community = await stage.server.found("ana", stage.community("font"), { name: "Falls prevention" });
  const reader = await stage.reader();
  const css = `body { font-family: "Courier New", monospace; }`;
  await reader.open(stage.intranet.put({ widget: `<communities-of-practice community="${community}"></communities-of-practice>`, css }));
  const heading = reader.page.getByRole("heading", { name: "Falls prevention", exact: true });
  assert.match(await heading.evaluate((element) => getComputedStyle(element).fontFamily), /Courier New/);
});

scene("the widget lies over nothing of the page above and below it", async (stage) => {
  await stage.server.found("ana", stage.community(), { name: "Sepsis" });
  const reader = await stage.reader({ colorScheme: "dark" });
  const { page } = reader;
  await reader.open(stage.intranet.put({ widget: `<communities-of-practice></communities-of-practice>`, css: "#there { block-size: 20px; background: #fff }" }));
  await page.getByRole("heading", { name: "Communities of practice" }).waitFor();
  for (const neighbour of ["#own-button", "#there"]) {
    const beside = await page.locator(neighbour).screenshot();
    await page.addStyleTag({ content: "communities-of-practice { opacity: 0 }" });
    const alone = await page.locator(neighbour).screenshot();
    assert.ok(alone.equals(beside), neighbour);
    await page.evaluate(() => document.querySelector("style").remove());
  }
});
