// Takes a picture of every screen, wide and at 320 px, light and dark: node screenshots.mjs FOLDER
//
// For looking at, not for comparing: the demonstration is as old as today.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { Demo } from "./demo.mjs";
import { Reader, launch } from "./reader.mjs";

const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write("usage: node screenshots.mjs FOLDER\n");
  process.exit(2);
}

const follow = (name) => (reader) => reader.widget().getByRole("link", { name, exact: true }).first().click();
const press = (name) => (reader) => reader.widget().getByRole("button", { name }).first().click();

const FALLS = "/clinical/preventing-falls";
const community = follow("Falls prevention");

/** Each picture: who looks, at which page, and what they do there. */
const PICTURES = [
  ["asking", "Lena Kowalska", FALLS, [press("Ask to join Dementia-friendly wards")]],
  ["joining", "Lena Kowalska", FALLS, [community, press("Join Falls prevention")]],
  ["raising", "Ama Boateng", FALLS, [community, press("Raise a problem")]],
  ["leaving", "Dilip Pradhan", FALLS, [community, press("Leave this community")]],
  ["requests", "Nadia Rahman", "/communities", [follow("People")]],
  ["home", "Lena Kowalska", "/", []],
  ["directory-topic", "Lena Kowalska", FALLS, []],
  ["community-visitor", "Lena Kowalska", FALLS, [community]],
  ["community-nobody", "Nobody", FALLS, [community]],
  ["community-steward", "Ama Boateng", FALLS, [community]],
  ["problems", "Ama Boateng", FALLS, [community, follow("Problems")]],
  ["problem", "Dilip Pradhan", FALLS, [community, follow("Who has moved handover to the bedside?")]],
  ["events", "Dilip Pradhan", FALLS, [community, follow("Events")]],
  ["people", "Ama Boateng", FALLS, [community, follow("People")]],
  ["thread", "Dilip Pradhan", FALLS, [community, follow("Who has moved handover to the bedside?"), follow("More about this problem")]],
  ["practice", "Ama Boateng", FALLS, [community, follow("Practice")]],
  ["artefact", "Dilip Pradhan", FALLS, [community, follow("Practice"), (reader) => reader.widget().locator(".rows a").first().click()]],
  ["meetings", "Ama Boateng", FALLS, [community, follow("People"), follow("Events")]],
  ["doing", "Ama Boateng", FALLS, [community, follow("How we are doing"), (reader) => reader.widget().getByText("more sign").click()]],
  ["desk", "Ama Boateng", FALLS, [community, follow("Needs you")]],
  ["mine", "Ama Boateng", FALLS, [community, follow("Mine")]],
  ["mine-all", "Ama Boateng", FALLS, [community, follow("Mine"), follow("All that is mine, in all communities"), press("Read my statement"), press("Find communities for me")]],
  ["journal", "Ama Boateng", FALLS, [community, follow("Mine"), follow("All that is mine, in all communities"), follow("Open my journal"), press("Something else")]],
  ["two-widgets", "Dilip Pradhan", "/teams/older-peoples-services", []],
  ["strict-policy", "Dilip Pradhan", "/medicines", []],
  ["communities-page", "Nadia Rahman", "/communities", []],
  ["library-hostile-css", "Lena Kowalska", "/library", []],
];

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
