import assert from "node:assert/strict";
import { raise_stage, scene } from "./stage.mjs";

raise_stage();

const SECRET = "Zwetschgenkuchen";

/** A community for members only whose every text holds a word that stands nowhere else. */
async function secret(stage) {
  const community = stage.community(`${SECRET.toLowerCase()}-circle`);
  await stage.server.found("ana", community, {
    name: `${SECRET} circle`,
    domain: `What ${SECRET} is.`,
    terms: ["falls", SECRET.toLowerCase()],
    visibility: "members",
    access: "by_invitation",
  });
  const problem = await stage.server.raise("ana", community, `Who eats ${SECRET}?`);
  await stage.server.plan("ana", community, `${SECRET} evening`);
  return { community, problem };
}

const is_secret = (text) => text.toLowerCase().includes(SECRET.toLowerCase());

/** Everything that a reader's browser received from the server, the stream as far as it has come. */
async function listen(reader, origin) {
  const received = [];
  reader.page.on("response", async (response) => {
    if (!response.url().startsWith(origin) || response.headers()["content-type"]?.includes("event-stream")) return;
    // A body is gone when its page is: what nobody could read is no leak.
    const body = await response.text().catch(() => "");
    received.push(`${response.url()} ${JSON.stringify(response.headers())} ${body}`);
  });
  const client = await reader.context.newCDPSession(reader.page);
  await client.send("Network.enable");
  client.on("Network.responseReceived", ({ requestId, response }) => {
    if (!response.mimeType.includes("event-stream")) return;
    client.send("Network.streamResourceContent", { requestId }).then(({ bufferedData }) => {
      received.push(`stream ${Buffer.from(bufferedData, "base64")}`);
    }, () => {});
  });
  client.on("Network.dataReceived", ({ data }) => data && received.push(`stream ${Buffer.from(data, "base64")}`));
  return received;
}

for (const [who, person] of [["somebody who is signed in", "ben"], ["somebody who is not signed in", ""]]) {
  scene(`${who} sees not a byte of a community for members only`, async (stage) => {
    const { community, problem } = await secret(stage);
    const name = `Falls prevention ${community}`.replace(SECRET.toLowerCase(), "beside");
    const open = await stage.server.found("ana", stage.community(), { name, terms: ["falls"] });
    const reader = await stage.reader();
    const received = await listen(reader, stage.server.origin);
    await reader.open(
      stage.intranet.put({ person, widget: `<communities-of-practice view="directory" topic="auto"></communities-of-practice>` }),
    );
    await reader.page.getByRole("link", { name, exact: true }).waitFor();

    // Things happen in there while the stream is open; what happens elsewhere afterwards is the marker.
    await stage.server.reply("ana", community, problem, `More ${SECRET}.`);
    await stage.server.raise("ana", open, "The marker that everybody sees");
    await reader.page.getByText("1 new since you opened this page").waitFor();

    assert.ok(received.some((text) => text.startsWith("stream") && text.includes("The marker")), "the stream was listened to");
    assert.ok(received.some((text) => text.includes(name)), "the directory was listened to");
    assert.deepEqual(received.filter(is_secret), []);
    assert.equal(is_secret(await reader.page.content()), false);
    const search = reader.page.getByRole("searchbox");
    await search.fill(SECRET.slice(0, 5));
    await reader.page.getByText(`No community found for “${SECRET.slice(0, 5)}”`).waitFor();
    assert.deepEqual(received.filter(is_secret), [], "searching finds nothing");
  });
}

scene("to somebody outside, a community for members only and one that never was answer alike", async (stage) => {
  const { community } = await secret(stage);
  const never = community.replace(SECRET.toLowerCase(), "apfelstrudel");
  for (const person of ["ben", undefined]) {
    for (const part of ["", "/people", "/problems", "/events", "/state"]) {
      const answers = [];
      for (const id of [community, never]) {
        const answer = await stage.server.read(`/v1/communities/${id}${part}`, person);
        answers.push({ ...answer, text: answer.text.replaceAll(id, "ID") });
      }
      assert.deepEqual(answers[0], answers[1], `${person} ${part}`);
      assert.equal(answers[0].status, 404);
    }
  }
  const reader = await stage.reader();
  for (const id of [community, never]) {
    await reader.page.goto(stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${id}"></communities-of-practice>` }));
    await reader.page.getByText("There is no such community").first().waitFor();
  }
});

scene("whoever is invited sees the community at once, and may come in", async (stage) => {
  const { community } = await secret(stage);
  const reader = await stage.reader();
  await stage.server.give("ana", community, { type: "invite", person: "ben" });
  await reader.open(stage.intranet.put({ person: "ben", widget: `<communities-of-practice community="${community}"></communities-of-practice>` }));
  await reader.page.getByRole("heading", { name: `${SECRET} circle`, exact: true }).waitFor();
  await reader.page.getByRole("button", { name: "You are invited: accept" }).click();
  await reader.page.getByRole("form").getByRole("button", { name: "Join", exact: true }).click();
  await reader.page.getByText("You are a member").first().waitFor();
});
