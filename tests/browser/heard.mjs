/** What can go wrong with how a screen is heard, found in what a screen reader reads of it. */

const PRESSED = new Set(["link", "button", "DisclosureTriangle"]);
const FIELDS = new Set(["textbox", "searchbox", "combobox", "checkbox", "radio", "spinbutton", "listbox"]);

const told = ({ role, name, description }) => `${role} “${name}”${description ? ` (${description})` : ""}`;

/** Things to press that have one name in a widget and lead to different places or do different things. */
export function alike(heard) {
  const to_press = heard.filter(({ role }) => PRESSED.has(role));
  return to_press.flatMap((one, nth) => {
    const before = to_press.slice(0, nth).find((other) => other.widget === one.widget && told(other) === told(one));
    const leads_elsewhere = before && (one.role !== "link" || one.url !== before.url);
    return leads_elsewhere ? [told(one)] : [];
  });
}

/** What has no name though somebody has to tell it from others. */
export function nameless(heard) {
  const named = (role) => PRESSED.has(role) || FIELDS.has(role) || ["heading", "dialog", "image", "navigation", "region", "form"].includes(role);
  return heard.filter(({ role, name }) => named(role) && !name).map(({ role, dom_id }) => `${role} ${dom_id}`);
}

/** Headings whose level leaves one out, or that stand over the first one's. */
export function broken_outline(heard) {
  const headings = heard.filter(({ role }) => role === "heading");
  if (!headings.length) return ["there is no heading"];
  const first = headings[0].level;
  return headings.slice(1).flatMap(({ level, name }, nth) => {
    const before = headings[nth];
    const skips = level > before.level + 1;
    return skips || level <= first ? [`“${name}” (${level}) after “${before.name}” (${before.level})`] : [];
  });
}

/** Lists that say they have nothing in them: a function for `widget.evaluate`. */
export function empty_lists(element) {
  return [...element.shadowRoot.querySelectorAll("ul, ol, dl")]
    .filter((list) => list.checkVisibility() && !list.querySelector(":scope > li, :scope dt"))
    .map((list) => list.outerHTML.slice(0, 80));
}
