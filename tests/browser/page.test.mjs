import assert from "node:assert/strict";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

scene("the community's own page works without script: it shows the community, and the form joins", async (stage) => {
  const community = await stage.server.found("ana", stage.community(), {
    name: "Falls prevention",
    domain: "Keeping people on their feet.",
    for_whom: "Whoever is there when somebody stands up.",
  });
  await stage.server.plan("ana", community, "Working session: handover");
  const reader = await stage.reader({ javaScriptEnabled: false });
  await reader.page.goto(`${stage.server.origin}/c/${community}`);
  await reader.page.getByRole("heading", { name: "Falls prevention" }).first().waitFor();
  for (const sentence of ["Keeping people on their feet.", "Whoever is there when somebody stands up.", "Working session: handover"]) {
    assert.equal(await reader.page.getByText(sentence).first().isVisible(), true, sentence);
  }
  const { text } = await stage.server.read(`/v1/communities/${community}`);
  assert.equal(JSON.parse(text).n_members, 1);
});

scene("the community's own page is no page to somebody who may not see the community", async (stage) => {
  const community = await stage.server.found("ana", stage.community("closed"), {
    name: "Apfelstrudel circle",
    visibility: "members",
    access: "by_invitation",
  });
  const reader = await stage.reader({ javaScriptEnabled: false });
  const answer = await reader.page.goto(`${stage.server.origin}/c/${community}`);
  assert.equal(answer.status(), 404);
  assert.equal((await reader.page.content()).includes("Apfelstrudel"), false);
});
