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
`;
