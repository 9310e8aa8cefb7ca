/** A style sheet of a page that is aimed at every element there is. */
export const HOSTILE_CSS = `
* { letter-spacing: .2em; word-spacing: 1em; text-transform: uppercase; font-style: italic; text-indent: 3em; cursor: wait; }
communities-of-practice { color: rgb(200, 0, 200); line-height: 4; text-align: right; white-space: pre; visibility: visible; }
h1, h2, h3, h4 { text-transform: uppercase !important; color: red !important; float: right; font-size: 9px !important; }
p, dl, dt, dd, ul, ol, li { display: inline !important; list-style: square !important; margin: 30px !important; }
a { text-decoration: none !important; color: lime !important; pointer-events: none; }
button { min-height: 1px !important; padding: 0 !important; border: 9px outset red !important; font: 9px monospace !important; }
input, select, textarea { display: none !important; }
label { float: right !important; font-size: 8px !important; }
section, form, fieldset, nav, header, footer, article { float: left !important; width: 10% !important; border: 2px dashed red !important; }
div { line-height: 5 !important; } svg, img { max-width: 3px !important; }
:focus, :focus-visible { outline: none !important; box-shadow: none !important; }
*, *::before, *::after { box-sizing: content-box !important; }
[hidden] { display: block !important; }
* {
  direction: rtl !important; unicode-bidi: bidi-override; user-select: none !important; -webkit-user-select: none !important;
  letter-spacing: 9px !important; word-spacing: 9px !important; line-height: 5 !important; text-transform: uppercase !important;
  font-variant: small-caps !important; font-weight: 900 !important; font-stretch: 50% !important; text-shadow: 3px 3px red !important;
  text-align: right !important; white-space: pre !important; word-break: break-all !important; hyphens: auto !important;
  -webkit-text-fill-color: red !important; -webkit-text-stroke: 2px lime !important; text-underline-offset: 9px !important;
  list-style: square inside !important; border-collapse: collapse; border-spacing: 9px; quotes: "<" ">"; tab-size: 1;
  cursor: none !important; pointer-events: auto; caret-color: lime !important; accent-color: lime !important; fill: red; stroke: lime;
  visibility: visible; text-orientation: upright; text-emphasis: dot; orphans: 9; widows: 9; color: red !important;
}
communities-of-practice { all: unset !important; display: block !important; writing-mode: vertical-rl !important; }
`;
