/** What the screens of the whole offer: a button, a form, and a sentence when it is done. */

/** The form of an act that was begun. */
export const open_form = (reader) => reader.page.locator("form.form:has(> [id^=form-])");

/** Begins an act by the button of this name, which may stand in a part that is opened on demand. */
export async function begin(reader, name) {
  const button = reader.page.getByRole("button", { name, exact: true });
  // The screen may still be on its way: what is not there yet is in no part that could be opened.
  await reader.page.getByRole("button", { name, exact: true, includeHidden: true }).first().waitFor({ state: "attached" });
  if (!(await button.first().isVisible())) {
    const closed = reader.page.locator("details.further:not([open])").filter({ has: reader.page.locator("button", { hasText: name.split(" ")[0] }) });
    for (const part of await closed.all()) {
      if ((await part.getByRole("button", { name, exact: true, includeHidden: true }).count()) > 0) {
        await part.locator("summary").first().click();
        break;
      }
    }
  }
  await button.first().click();
}

/** Fills in what a form asks for, by label: a text, the name of a choice, or true for a box. */
export async function fill(reader, fields) {
  const form = open_form(reader);
  await form.waitFor();
  for (const [label, value] of Object.entries(fields)) {
    const field = form.getByLabel(label, { exact: true });
    if (!(await field.isVisible())) await form.getByText("More to fill in (optional)").click();
    if (value === true) await field.check();
    else if ((await field.evaluate((element) => element.localName)) === "select") await field.selectOption({ label: value });
    else await field.fill(value);
  }
}

/** Sends the form that is open. */
export const send = (reader) => open_form(reader).locator("button[type=submit]").click();

/** Does an act from its button to the sentence that says that it is done, which has the focus then. */
export async function offer(reader, name, fields, said) {
  await begin(reader, name);
  if (fields) {
    await fill(reader, fields);
    await send(reader);
  }
  await reader.page.locator("#notice").getByText(said).waitFor();
}
