import assert from "node:assert/strict";
import { alike, broken_outline, empty_lists, nameless } from "./heard.mjs";
import { ScreenReader } from "./screen-reader.mjs";
import { SCREENS, SCREENS_OF_WHOLE, full, show, whole } from "./screens.mjs";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

/** Opens everything that is folded away: its names are read like all others then. */
const unfold = (element) => element.shadowRoot.querySelectorAll("details").forEach((details) => (details.open = true));

for (const [screen, shown] of Object.entries({ ...SCREENS, ...SCREENS_OF_WHOLE })) {
  scene(`every name makes sense out of context, and the headings are an outline: ${screen}`, async (stage) => {
    // Others are in the directory as well: each has a name of its own, as in life.
    const ids = await (screen in SCREENS ? full : whole)(stage, `Falls prevention: ${screen}`);
    const reader = await stage.reader();
    await show(stage, reader, shown, ids);
    const screen_reader = await ScreenReader.of(reader);
    if (shown.steps) {
      const at = await screen_reader.focused();
      assert.ok(["heading", "textbox", "button"].includes(at?.role), `the focus is on ${at?.role} ${at?.name}`);
    }
    await reader.widget().evaluate(unfold);
    const heard = await screen_reader.read_widgets();
    assert.ok(heard.length > 5, `only ${heard.length} things are read`);
    assert.deepEqual(alike(heard), [], `${screen}: have the name of another`);
    assert.deepEqual(nameless(heard), [], `${screen}: have no name`);
    const is_dialog = heard.some(({ role }) => role === "dialog");
    if (!is_dialog) assert.deepEqual(broken_outline(heard), [], `${screen}: headings`);
    assert.deepEqual(await reader.widget().evaluate(empty_lists), [], `${screen}: empty lists`);
  });
}
