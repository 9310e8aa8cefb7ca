// The widget's own style sheets, so that laying out and painting cost the same.

import base from "../../../widget/src/base.css";
import directory from "../../../widget/src/views/directory.css";
import field from "../../../widget/src/views/field.css";
import problem from "../../../widget/src/views/problem.css";

/** Gives a shadow root the style sheet. */
export function dress(root) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + directory + field + problem);
  root.adoptedStyleSheets = [sheet];
}
