import assert from "node:assert/strict";

const MOST_STOPS = 80;

/** A reader's hands on the keyboard: goes from stop to stop, and sees where the focus is. */
export class Keyboard {
  #reader;

  constructor(reader) {
    this.#reader = reader;
    /** How often a key was pressed so far, without those that write. */
    this.n_presses = 0;
  }

  /** Goes on by Tab (or back by Shift+Tab) until the focus is on what is named so, and checks that each stop shows it. */
  async go_to(tag, name, { back = false } = {}) {
    const passed = [];
    for (let n = 0; n < MOST_STOPS; n += 1) {
      await this.press(back ? "Shift+Tab" : "Tab");
      const stop = await this.#reader.focused();
      passed.push(`${stop.tag} “${stop.name}”`);
      if (stop.is_inside) assert.equal(await this.#shows_focus(), true, `the focus is visible on ${passed.at(-1)}`);
      if (stop.tag === tag && (typeof name === "string" ? stop.name === name : name.test(stop.name))) return;
    }
    assert.fail(`${tag} ${name} is not reached by Tab; passed: ${passed.join(", ")}`);
  }

  press(key) {
    this.n_presses += 1;
    return this.#reader.page.keyboard.press(key);
  }

  type(text) {
    return this.#reader.page.keyboard.type(text);
  }

  /** Whether the focused element looks otherwise than without the focus, and is in sight. */
  #shows_focus() {
    return this.#reader.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const is_marked = (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
      const { top, bottom } = element.getBoundingClientRect();
      return is_marked && bottom > 0 && top < innerHeight;
    });
  }
}
