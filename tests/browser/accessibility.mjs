import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Checks that axe finds nothing against WCAG 2.2 AA in the widgets of a page; `where` names the screen. */
export function check_accessible(page, where) {
  return check(page, { include: [["communities-of-practice"]] }, where);
}

/** Checks that axe finds nothing against WCAG 2.2 AA on a whole page. */
export function check_page_accessible(page, where) {
  return check(page, { include: [["html"]] }, where);
}

async function check(page, context, where) {
  // Evaluated by the debugger, so that the page's own policy does not matter.
  await page.evaluate(AXE);
  const look = async ({ context, values }) => {
    const found = await window.axe.run(context, { runOnly: { type: "tag", values } });
    // A label that names the id of two fields is the label of the first; axe sees only those that have none.
    const ids = [...document.querySelectorAll("communities-of-practice")].flatMap((widget) => {
      const own = [...widget.shadowRoot.querySelectorAll("[id]")].map((element) => element.id);
      return own.filter((id, nth) => own.indexOf(id) !== nth);
    });
    return {
      twice: ids,
      n_applied: found.passes.length,
      violations: found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`),
      ),
    };
  };
  const { violations, n_applied, twice } = await page.evaluate(look, { context, values: WCAG_2_2_AA });
  assert.deepEqual(violations, [], where);
  assert.deepEqual(twice, [], `${where}: ids that two elements have`);
  assert.ok(n_applied > 5, `${where}: only ${n_applied} rules applied`);
}
