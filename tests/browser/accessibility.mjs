import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Checks that axe finds nothing against WCAG 2.2 AA in the widgets of a page; `where` names the screen. */
export async function check_accessible(page, where) {
  // Evaluated by the debugger, so that the page's own policy does not matter.
  await page.evaluate(AXE);
  const { violations, n_checked } = await page.evaluate(async (values) => {
    const context = { include: [["communities-of-practice"]] };
    const found = await window.axe.run(context, { runOnly: { type: "tag", values } });
    return {
      n_checked: found.passes.length,
      violations: found.violations.flatMap(({ id, nodes }) =>
        nodes.map((node) => `${id}: ${node.target.flat().join(" ")}: ${node.failureSummary}`),
      ),
    };
  }, WCAG_2_2_AA);
  assert.deepEqual(violations, [], where);
  assert.ok(n_checked > 5, `${where}: only ${n_checked} rules applied`);
}
