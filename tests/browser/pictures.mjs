const follow = (name) => (reader) => reader.widget().getByRole("link", { name, exact: true }).first().click();
const press = (name) => (reader) => reader.widget().getByRole("button", { name }).first().click();

const FALLS = "/clinical/preventing-falls";
const community = follow("Falls prevention");

/** Every screen in the demonstration: what it is called, who looks, at which page, and what they do there. */
export const PICTURES = [
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
