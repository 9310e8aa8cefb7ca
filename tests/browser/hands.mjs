import assert from "node:assert/strict";
import { Keyboard } from "./keyboard.mjs";
import { ScreenReader } from "./screen-reader.mjs";
import { until } from "./until.mjs";

/** With what somebody uses a page. Each counts its acts: what they press, click or tap, and how far they go to get there. */
class Hands {
  constructor(reader) {
    this.reader = reader;
    this.n_acts = 0;
  }

  /** The first of this role and name in the widget. */
  one(role, name) {
    return this.reader.widget().getByRole(role, { name, exact: true }).first();
  }

  /** Waits until what was done has put the cursor into the field of this name, and writes. */
  async write(label, text) {
    await until(`the cursor is in “${label}”`, async () => (await this.reader.focused()).name === label);
    await this.reader.page.keyboard.type(text);
  }

  /** Waits until this is to be seen. */
  async see(text) {
    await this.reader.widget().getByText(text).first().waitFor();
  }

  /** Waits until a screen has come, whose heading has the focus. */
  async arrive(heading) {
    await until(`the screen “${heading}” is there`, async () => {
      const { tag, name } = await this.reader.focused();
      return /^h[2-6]$/.test(tag) && name === heading;
    });
  }

  /** Waits until the button says that it is pressed. */
  async see_pressed(name) {
    await until(`“${name}” is pressed`, async () => (await this.one("button", name).getAttribute("aria-pressed")) === "true");
  }
}

export class Mouse extends Hands {
  async press(role, name) {
    await this.one(role, name).click();
    this.n_acts += 1;
  }
}

export class Keys extends Hands {
  #keyboard;

  constructor(reader) {
    super(reader);
    this.#keyboard = new Keyboard(reader);
  }

  async press(role, name, { back = false } = {}) {
    await this.one(role, name).waitFor();
    await this.#keyboard.go_to({ link: "a", button: "button" }[role], name, { back });
    await this.#keyboard.press("Enter");
    this.n_acts = this.#keyboard.n_presses;
  }
}

/** A finger on a small screen: what is out of sight has to be brought there, nearly a screen at a time. */
export class Finger extends Hands {
  async press(role, name) {
    const one = this.one(role, name);
    await one.waitFor();
    for (let way = await this.#way_to(one); way !== 0; way = await this.#way_to(one)) {
      await this.reader.page.evaluate((way) => scrollBy({ top: way * innerHeight * 0.8, behavior: "instant" }), way);
      this.n_acts += 1;
    }
    await one.tap();
    this.n_acts += 1;
  }

  /** Which way it lies: 0 where it is in sight. */
  #way_to(one) {
    return one.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top < 0 ? -1 : bottom > innerHeight ? 1 : 0;
    });
  }
}

/** Ears: everything is found by what the accessibility tree says of it, going on from where the focus is. */
export class Ears extends Hands {
  static async of(reader) {
    const ears = new Ears(reader);
    ears.screen_reader = await ScreenReader.of(reader);
    await ears.screen_reader.listen();
    return ears;
  }

  async press(role, name, { back = false } = {}) {
    const { found, n_moves } = await until(`a ${role} “${name}” is read`, () =>
      this.screen_reader.go_to(role, name, { back }).catch((error) => (this.missing = error) && false),
    ).catch(() => { throw this.missing; });
    await this.screen_reader.activate(found);
    this.n_acts += n_moves + 1;
  }

  async write(label, text) {
    await until(`the cursor is in “${label}”`, async () => {
      const at = await this.screen_reader.focused();
      return at?.role === "textbox" && at.name === label;
    });
    await this.reader.page.keyboard.type(text);
  }

  async see(text) {
    await until(`“${text}” is read`, async () => (await this.screen_reader.read_widgets()).some((one) => one.name.includes(text)));
  }

  async arrive(heading) {
    await until(`the focus is on the heading “${heading}”`, async () => {
      const at = await this.screen_reader.focused();
      return at?.role === "heading" && at.name === heading;
    });
  }

  async see_pressed(name) {
    const at = () => this.screen_reader.focused();
    await until(`“${name}” is pressed, and has the focus`, async () => {
      const { name: named, pressed } = (await at()) ?? {};
      return named === name && pressed === "true";
    });
  }

  /** Checks that exactly this was heard since the last time; whether something was slow enough to say so is left open. */
  async hears(step, ...said) {
    const heard = await this.screen_reader.heard();
    assert.deepEqual(heard.filter((one) => one !== "status: Loading"), said, step);
  }
}
