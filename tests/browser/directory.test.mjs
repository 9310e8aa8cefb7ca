import assert from "node:assert/strict";
import { check_accessible } from "./accessibility.mjs";
import { raise_stage, scene } from "./stage.mjs";
import { until } from "./until.mjs";

raise_stage();

const WIDGET = `<communities-of-practice view="directory"></communities-of-practice>`;

const works = (stage, person, community, dimension, group) =>
  stage.server.give(person, community, { type: "state_affiliation", dimension, affiliation: { known: group } });

/** The communities that are shown, once they are these. */
const shows = (reader, names) =>
  until(`${names} are shown`, async () => {
    const links = await reader.page.getByRole("main").getByRole("listitem").getByRole("link").allTextContents();
    return JSON.stringify(links.toSorted()) === JSON.stringify(names.toSorted());
  });

scene("the directory is narrowed to what is open, and to people from one's own organisation and profession", async (stage) => {
  const { server } = stage;
  await server.found("ana", "falls", { name: "Falls" });
  await server.found("cem", "wounds", { name: "Wounds", access: "on_request" });
  await works(stage, "ana", "falls", "profession", "Porter");
  await works(stage, "ben", "falls", "profession", "Porter");
  await works(stage, "cem", "wounds", "organisation", "Northmoor");
  await works(stage, "ben", "wounds", "organisation", "Northmoor");

  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ person: "ben", widget: WIDGET }));
  const [open, organisation, profession] = ["Open to join", "People from my organisation", "People from my profession"].map((name) =>
    reader.page.getByRole("checkbox", { name, exact: true }),
  );
  await shows(reader, ["Falls", "Wounds"]);
  await open.check();
  await shows(reader, ["Falls"]);
  await open.uncheck();
  await organisation.check();
  await shows(reader, ["Wounds"]);
  await check_accessible(reader.page, "directory, narrowed");
  await profession.check();
  await reader.page.getByText(/no community with somebody else from your organisation or profession/).waitFor();
  await reader.page.getByRole("button", { name: "Show all communities" }).click();
  await shows(reader, ["Falls", "Wounds"]);
  assert.equal(await profession.isChecked(), false);
  assert.equal(await organisation.isChecked(), false);
});

scene("whoever is not signed in is not asked where they work", async (stage) => {
  const reader = await stage.reader();
  await reader.open(stage.intranet.put({ widget: WIDGET }));
  await reader.page.getByRole("checkbox", { name: "Open to join" }).waitFor();
  assert.equal(await reader.page.getByRole("checkbox").count(), 1);
});
