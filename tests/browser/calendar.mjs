import assert from "node:assert/strict";

/** Reads an iCalendar file as RFC 5545 says, and returns its components as `{ name, properties, components }`. */
export function read_calendar(text) {
  assert.ok(text.endsWith("\r\n"), "the last line ends");
  const lines = text.slice(0, -2).split("\r\n");
  for (const line of lines) {
    assert.ok(!/[\r\n]/.test(line), `a bare line break in ${JSON.stringify(line)}`);
    assert.ok(Buffer.byteLength(line) <= 75, `over 75 octets: ${line}`);
  }
  const unfolded = lines.join("\r\n").replace(/\r\n[ \t]/g, "").split("\r\n");
  const root = { components: [] };
  const open = [root];
  for (const line of unfolded) {
    const [, name, value] = line.match(/^([A-Za-z0-9-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/) ?? assert.fail(`not a line: ${line}`);
    if (name === "BEGIN") {
      const component = { name: value, properties: {}, components: [] };
      open.at(-1).components.push(component);
      open.push(component);
    } else if (name === "END") {
      assert.equal(open.pop().name, value, "components nest");
    } else {
      assert.ok(open.length > 1, `${name} stands outside`);
      open.at(-1).properties[name] = unescaped(value);
    }
  }
  assert.equal(open.length, 1, "everything that begins ends");
  return root.components;
}

function unescaped(value) {
  return value.replace(/\\([\\;,nN])/g, (_, sign) => (sign.toLowerCase() === "n" ? "\n" : sign));
}
