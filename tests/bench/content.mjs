// What the fixture server sends: invented, of the demo's kind and in the server's own form. The same in every run.

const HOUR_MS = 3600_000;
const NOW = Date.now();

const NAMES = ["Ama Boateng", "Ben Hughes", "Cem Yildiz", "Dia Patel", "Eva Novak", "Finn Murphy", "Gwen Davies", "Hamid Rahimi"];
const PROFESSIONS = ["physiotherapist", "ward sister", "pharmacist", "porter", "carer"];
const ORGANISATIONS = ["Northmoor Hospital", "Community Trust", "Riverside Surgery", "Hillview Care Home"];
const TOPICS = ["falls", "sepsis", "discharge", "wounds", "dementia", "medicines", "night shifts", "literacy"];
const SAID = [
  "At our place we did this for a winter. It took three weeks until it felt normal and then nobody wanted to go back.",
  "When does it go wrong most often with you? Ours was always the hour after lunch, and that told us why.",
  "We do it in two steps: first ask, then come back after ten minutes. The ten minutes do most of the work.",
  "It failed with us. We did it to everybody at once.\n\nI would begin with one person who wants it.",
  "Put it at the start and not at the end. At the end there is never time, anywhere.",
];

export const COMMUNITY = "falls";
export const PROBLEM = "problem-1";
export const EPOCH = "bench";
export const POSITION = 10_000;
export const ME = { person: "p0", name: NAMES[0] };
export const N_TURNS = 1_000;
export const N_PEOPLE = 40;

const of = (list, n) => list[n % list.length];
const hours_ago = (n) => new Date(NOW - n * HOUR_MS).toISOString().replace(/\.\d+Z$/, "Z");
/** Ids sort as the things were made. */
export const uuid = (kind, n) => `00000000-0000-4000-8000-${kind}${String(n).padStart(11, "0")}`;
const name_of = (n) => (n < NAMES.length ? NAMES[n] : `${of(NAMES, n).split(" ")[0]} ${of(NAMES, n + 3).split(" ")[1]}-${n}`);

/** The texts that are referred to, by their ids. */
function written(texts, n, text) {
  const id = uuid("1", n);
  texts[id] = text;
  return { id, n_chars: [...text].length };
}

function said(texts, n) {
  const author = `p${(n * 7) % N_PEOPLE}`;
  const to = `p${(n * 3 + 1) % N_PEOPLE}`;
  const at = hours_ago(N_TURNS - n + 1);
  const marked = n % 9 === 0 ? { reception: { changed: { [`p${(n + 2) % N_PEOPLE}`]: { activity: uuid("5", n), at } } } } : {};
  return {
    activity: uuid("2", n),
    author,
    at,
    turn: {
      turn: `turn-${n}`,
      thread: PROBLEM,
      in_reply_to: n ? `turn-${n - 1}` : PROBLEM,
      to: [to],
      addressees: [to],
      stance: "experience",
      text: written(texts, n + 10, `${of(SAID, n)} (${n})`),
      ...(n % 5 === 0 ? { vantage: "a carer" } : {}),
    },
    ...marked,
  };
}

/** A community with one problem of a thousand turns, as the server sends it to fold on. */
export function state() {
  const texts = {};
  const ids = Array.from({ length: N_PEOPLE }, (_, n) => `p${n}`);
  const thread = {
    activity: uuid("3", 1),
    root: "problem",
    author: "p1",
    at: hours_ago(N_TURNS + 10),
    title: written(texts, 3, "Three falls between two and four in the morning"),
    text: written(texts, 4, "We changed the rota, the lights and the socks. What do you look at first?"),
    last_at: hours_ago(1),
    n_turns: N_TURNS,
    speakers: ids,
    n_insights: Math.ceil(N_TURNS / 9),
    turns: Array.from({ length: N_TURNS }, (_, n) => said(texts, n)),
  };
  const affiliations = (n) => ({
    organisation: { known: `organisation/${n % ORGANISATIONS.length}` },
    profession: { known: `profession/${n % PROFESSIONS.length}` },
  });
  return {
    epoch: EPOCH,
    position: POSITION,
    community: {
      id: COMMUNITY,
      founded_at: hours_ago(9_000),
      frame: {
        purpose: { name: written(texts, 1, "Falls prevention"), domain: written(texts, 2, "Fewer falls, and less fear of them.") },
        version: 1,
        revised_at: hours_ago(9_000),
      },
      visibility: "organisation",
      access: "open",
      last_at: hours_ago(1),
      membership: { members: Object.fromEntries(ids.map((id) => [id, { since: hours_ago(8_000) }])) },
      events: {},
      talk: {
        threads: { [PROBLEM]: thread },
        turns: Object.fromEntries(thread.turns.map((said) => [said.turn.turn, PROBLEM])),
      },
      fabric: { relationships: {}, practice: {}, value: {}, identity: {} },
    },
    people: { affiliations: Object.fromEntries(ids.map((id, n) => [id, affiliations(n)])) },
    particulars: {
      people: Object.fromEntries(ids.map((id, n) => [id, name_of(n)])),
      labels: Object.fromEntries([
        ...ORGANISATIONS.map((name, n) => [`organisation/${n}`, name]),
        ...PROFESSIONS.map((name, n) => [`profession/${n}`, name]),
      ]),
      texts,
    },
    server_time: hours_ago(0),
  };
}

/** The entries of the directory. */
export function communities(n_communities) {
  return Array.from({ length: n_communities }, (_, n) => ({
    id: `community-${String(n).padStart(5, "0")}`,
    name: `${of(TOPICS, n)[0].toUpperCase()}${of(TOPICS, n).slice(1)} ${n}`,
    domain: `What ${of(ORGANISATIONS, n)} has learned about ${of(TOPICS, n)}, and what it has not.`,
    terms: [of(TOPICS, n)],
    visibility: "organisation",
    access: "open",
    n_members: 5 + (n * 13) % 90,
    n_organisations: 2 + (n % 11),
    standing: "outside",
    next: {
      id: uuid("6", n),
      title: "Monthly meeting",
      starts: `2099-03-${String(1 + (n % 28)).padStart(2, "0")}T12:30:00`,
      zone: "Europe/London",
      starts_at: `2099-03-${String(1 + (n % 28)).padStart(2, "0")}T12:30:00Z`,
    },
    latest_problem: { id: uuid("7", n), title: `How do you begin with ${of(TOPICS, n + 1)}?`, at: hours_ago(n + 2) },
    n_unanswered: n % 3,
    last_at: hours_ago(n + 2),
    matches: [],
  }));
}

let n_happened = 0;

function happened(actor, community, what, particulars) {
  n_happened += 1;
  const at = new Date().toISOString();
  return {
    position: POSITION + n_happened,
    id: uuid("9", n_happened),
    v: 1,
    actor,
    community,
    at,
    recorded: at,
    basis: "seen",
    what,
    particulars,
  };
}

/** Somebody says that a turn changed how they see it. */
export function insight(turn, by) {
  return happened(by, COMMUNITY, { type: "insight_marked", about: turn }, {});
}

/** Somebody takes a turn that says this. */
export function reply(text, by) {
  const texts = {};
  const turn = `new-turn-${n_happened}`;
  const ref = written(texts, 50_000 + n_happened, text);
  const what = { type: "replied", turn, thread: PROBLEM, in_reply_to: PROBLEM, to: [], addressees: ["p1"], stance: "offer", text: ref };
  return happened(by, COMMUNITY, what, { texts });
}

/** Somebody raises a problem in a community. */
export function problem(community, by) {
  const texts = {};
  const ref = written(texts, 70_000 + n_happened, "What would you try next?");
  return happened(by, community, { type: "problem_raised", problem: `new-problem-${n_happened}`, title: ref }, { texts });
}
