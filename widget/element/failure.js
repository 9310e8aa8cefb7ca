const TAG = "communities-of-practice";

/** Why the widget is not shown: a stable code, and what the browser says of it. */
class Failure extends Error {
  constructor(code, detail) {
    super(detail ? `${code}: ${detail}` : code);
    this.code = code;
  }
}

let explained;

/**
 * What readers and the editor of the page are told of each failure. It is fetched only where something has failed; where
 * it does not come either, that is what readers are told.
 */
function explanations() {
  return (explained ??= fetched("failures.json", AbortSignal.timeout?.(5000))
    .then((response) => response.json())
    .catch(() => {
      explained = null;
      return {};
    }));
}

/** Tells the editor of the page, in the console. */
async function warn({ code, message = code }) {
  const { editor } = await explanations();
  console.warn(`<${TAG}> ${message}\n${editor?.[code] ?? ""}`);
}

/** What a reader is told, and in which language: that of the nearest element with one, or else English. */
async function sentence({ code }, element) {
  const wanted = element.closest("[lang]")?.lang.split("-")[0].toLowerCase();
  const lang = wanted in FAILED ? wanted : "en";
  const said = (await explanations())[lang]?.[code];
  return { lang, textContent: said ?? FAILED[lang] };
}
