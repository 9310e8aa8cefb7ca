const TAG = "communities-of-practice";

/** Why the widget is not shown: a stable code, and what helps the editor of the page. */
class Failure extends Error {
  constructor(code, detail = "") {
    super(`${SENTENCES[code].editor} ${detail}`.trim());
    this.code = code;
  }
}
