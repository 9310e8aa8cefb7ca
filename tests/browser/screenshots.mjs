// Takes a picture of every screen, wide and at 320 px, light and dark: node screenshots.mjs FOLDER
//
// For looking at, not for comparing: the demonstration is as old as today.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Demo } from "./demo.mjs";
import { PICTURES } from "./pictures.mjs";
import { Reader, launch } from "./reader.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write("usage: node screenshots.mjs FOLDER\n");
  process.exit(2);
}

await mkdir(folder, { recursive: true });
const browser = await launch();
const demo = await Demo.start();
try {
  for (const width of [1280, 320]) {
    for (const colorScheme of ["light", "dark"]) {
      const reader = await Reader.at(browser, { viewport: { width, height: 900 }, colorScheme });
      for (const [name, person, at, steps] of PICTURES) {
        const file = path.join(folder, `${name}-${width}-${colorScheme}.png`);
        try {
          await demo.become(reader, person, at);
          for (const step of steps) await step(reader);
          for (const widget of await reader.widget().all()) {
            await widget.scrollIntoViewIfNeeded();
            await widget.getByText("Loading", { exact: true }).first().waitFor({ state: "detached" });
          }
          await reader.page.evaluate(() => scrollTo(0, 0));
          await reader.page.screenshot({ path: file, fullPage: true });
          process.stdout.write(`${file}\n`);
        } catch (error) {
          process.stdout.write(`${file}: ${error.message.split("\n")[0]}\n`);
        }
      }
      for (const error of reader.errors) process.stdout.write(`uncaught in the page: ${error}\n`);
      await reader.close();
    }
  }
} finally {
  await browser.close();
  await demo.close();
}
