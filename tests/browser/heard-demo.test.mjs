import assert from "node:assert/strict";
import { after, before } from "node:test";
import { Demo } from "./demo.mjs";
import { alike, broken_outline, empty_lists, nameless } from "./heard.mjs";
import { PICTURES } from "./pictures.mjs";
import { ScreenReader } from "./screen-reader.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage({ own_server: false });

let demo;
before(async () => (demo = await Demo.start()));
after(async () => demo?.close());

const unfold = (element) => element.shadowRoot.querySelectorAll("details").forEach((details) => (details.open = true));

for (const [screen, person, page, steps] of PICTURES) {
  scene(`in an organisation of some size, too, every name makes sense out of context: ${screen}`, async (stage) => {
    const reader = await stage.reader();
    await demo.become(reader, person, page);
    for (const step of steps) await step(reader);
    const loading = reader.widget().getByText("Loading", { exact: true });
    for (const widget of await reader.widget().all()) {
      await widget.scrollIntoViewIfNeeded();
      await loading.first().waitFor({ state: "detached" });
      await widget.evaluate(unfold);
    }
    const screen_reader = await ScreenReader.of(reader);
    const heard = await screen_reader.read_widgets();
    const is_one = (await reader.widget().count()) === 1 && !heard.some(({ role }) => role === "dialog");
    const found = { alike: alike(heard), nameless: nameless(heard), outline: is_one ? broken_outline(heard) : [], empty: [] };
    for (const widget of await reader.widget().all()) found.empty.push(...(await widget.evaluate(empty_lists)));
    assert.deepEqual(found, { alike: [], nameless: [], outline: [], empty: [] });
  });
}
