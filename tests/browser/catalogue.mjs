import { readFile } from "node:fs/promises";

/** The sentences of a language, by their names. */
export const catalogue = async (language) =>
  JSON.parse(await readFile(new URL(`../../widget/messages/${language}.json`, import.meta.url), "utf8"));
