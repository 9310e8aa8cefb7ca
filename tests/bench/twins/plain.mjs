// The twin in plain JavaScript: elements are made once and changed by hand where something happens.

import { fold, follow, read } from "./source.mjs";
import { dress } from "./style.mjs";
import { day, facts, latest, n_new, numbers, turn_words } from "./words.mjs";

const PAGE = 50;
const SEARCH_PAUSE_MS = 200;

function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== ""));
  return element;
}

const n_of = (n_shown, n) => h("span", { class: "meta" }, `${numbers.format(n_shown)} of ${numbers.format(n)} are shown`);

class TwinPlain extends HTMLElement {
  #ending = null;
  #root = this.attachShadow({ mode: "open" });

  connectedCallback() {
    this.#ending = new AbortController();
    dress(this.#root);
    this.#begin(this.#ending.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  disconnectedCallback() {
    this.#ending.abort();
    this.#root.replaceChildren();
  }

  async #begin(signal) {
    const token = await this.tokenProvider();
    const screen = this.getAttribute("view") === "problem" ? new Problem(this, token) : new Directory(token);
    const shown = h("section", { class: "cop", "aria-labelledby": "title", lang: "en-GB" }, await screen.begin());
    if (signal.aborted) return;
    this.#root.replaceChildren(shown);
    await follow(screen.position, token, signal, (item) => screen.take(item));
  }
}

class Problem {
  #community;
  #problem;
  #token;
  #state;
  #me;
  #begin;
  #turns = h("ol", { class: "turns", "aria-label": "Turns so far" });
  #earlier = h("p", { class: "actions" });
  #rows = new Map();

  constructor(element, token) {
    this.#community = element.getAttribute("community");
    this.#problem = element.getAttribute("problem");
    this.#token = token;
  }

  get position() {
    return this.#state;
  }

  get #all() {
    return this.#state.community.talk.threads[this.#problem].turns;
  }

  async begin() {
    const path = `/v1/communities/${this.#community}/state?problem=${this.#problem}`;
    [this.#me, this.#state] = await Promise.all([read("/v1/me", this.#token), read(path, this.#token)]);
    const { community, particulars } = this.#state;
    const thread = community.talk.threads[this.#problem];
    this.#begin = Math.max(0, this.#all.length - PAGE);
    this.#turns.append(...this.#all.slice(this.#begin).map((said) => this.#row(said)));
    this.#show_earlier();
    return h("div", {},
      h("p", { class: "crumb" }, h("a", { href: "/" }, particulars.texts[community.frame.purpose.name.id])),
      h("h2", { class: "title", id: "title", tabindex: "-1" }, particulars.texts[thread.title.id]),
      h("div", { class: "root" },
        h("div", { class: "rich lead" }, h("p", {}, particulars.texts[thread.text.id])),
        h("p", { class: "meta" }, `${particulars.people[thread.author]}. ${day(thread.at)}.`),
        h("button", { type: "button", class: "quiet mark-it" }, "This changed how I see it")),
      this.#earlier,
      this.#turns,
      this.#reply(thread));
  }

  take(item) {
    const said = fold(this.#state, item);
    const before = this.#rows.get(said.turn.turn);
    const row = this.#row(said);
    if (before) before.replaceWith(row);
    else this.#turns.append(row);
    this.#show_earlier();
  }

  #show_earlier() {
    this.#earlier.replaceChildren();
    if (!this.#begin) return;
    const n_shown = this.#all.length - this.#begin;
    const more = () => {
      const begin = Math.max(0, this.#begin - n_shown);
      this.#turns.prepend(...this.#all.slice(begin, this.#begin).map((said) => this.#row(said)));
      this.#begin = begin;
      this.#show_earlier();
    };
    this.#earlier.append(h("button", { type: "button", class: "secondary", click: more }, "Show earlier turns"), n_of(n_shown, this.#all.length));
  }

  #row(said) {
    const words = turn_words(this.#state, said, this.#me);
    const row = h("li", { class: words.changed ? "turn marked" : "turn" },
      h("p", { class: "from" },
        h("b", {}, h("bdi", {}, words.name)), ", ", h("bdi", {}, words.place),
        ...(words.vantage ? [", ", h("bdi", {}, words.vantage)] : []),
        " ", h("span", { class: "to" }, words.to),
        " ", h("time", { class: "to", datetime: said.at }, words.ago)),
      h("div", { class: "rich", dir: "auto" }, ...words.paragraphs.map((text) => h("p", {}, text))),
      words.changed ? h("p", { class: "mark" }, words.changed) : "",
      words.may_mark ? h("button", { type: "button", class: "quiet mark-it" }, "This changed how I see it",
        h("span", { class: "hidden" }, ` (what ${words.name} said)`)) : "");
    this.#rows.set(said.turn.turn, row);
    return row;
  }

  #reply(thread) {
    const { people } = this.#state.particulars;
    const others = thread.speakers.filter((person) => person !== this.#me.person);
    const options = others.map((person) => h("option", { value: person }, people[person]));
    return h("form", { class: "form", "aria-label": "Take a turn" },
      h("h3", { class: "section-title" }, "Take a turn"),
      h("div", { class: "field choice" }, h("label", { for: "to" }, "To"),
        h("select", { id: "to" }, ...options, h("option", { value: "" }, "Everybody"))),
      h("div", { class: "field" }, h("label", { for: "turn" }, "Your turn"), h("textarea", { id: "turn", rows: "4" })),
      h("p", { class: "actions" }, h("button", { type: "submit", class: "primary" }, "Reply")));
  }
}

class Directory {
  #token;
  #answer;
  #words = "";
  #timer = 0;
  #news = new Map();
  #list = h("ul", { class: "rows" });
  #more = h("p", { class: "actions" });

  constructor(token) {
    this.#token = token;
  }

  get position() {
    return this.#answer;
  }

  async begin() {
    [, this.#answer] = await Promise.all([read("/v1/me", this.#token), this.#ask("")]);
    this.#show(this.#answer, true);
    const typed = (event) => {
      this.#words = event.target.value;
      clearTimeout(this.#timer);
      this.#timer = setTimeout(async () => this.#show(await this.#ask(""), true), SEARCH_PAUSE_MS);
    };
    return h("div", {},
      h("h2", { class: "title", id: "title", tabindex: "-1" }, "Communities of practice"),
      h("p", { class: "lead" }, "People here who care about the same problems, and get better at them together."),
      h("form", { class: "search", role: "search" },
        h("label", { for: "words" }, "What do you work on?"),
        h("input", { type: "search", id: "words", autocomplete: "off", input: typed }),
        h("label", { class: "tick" }, h("input", { type: "checkbox" }), h("span", {}, "Open to join"))),
      h("div", { class: "part" }, h("h3", { class: "section-title" }, "All communities"), this.#list),
      this.#more);
  }

  take(item) {
    const row = this.#list.querySelector(`[data-id="${item.community}"]`);
    const n = (this.#news.get(item.community) ?? 0) + 1;
    this.#news.set(item.community, n);
    if (!row) return;
    row.querySelector(".new")?.remove();
    row.firstElementChild.append(h("p", { class: "new" }, n_new(n)));
  }

  #ask(after) {
    return read(`/v1/communities?q=${encodeURIComponent(this.#words)}${after ? `&after=${after}` : ""}`, this.#token);
  }

  #show({ communities, next, total }, afresh) {
    const rows = communities.map((entry) => this.#row(entry));
    if (afresh) this.#list.replaceChildren(...rows);
    else this.#list.append(...rows);
    const more = async () => this.#show(await this.#ask(next), false);
    this.#more.replaceChildren();
    if (next) this.#more.append(h("button", { type: "button", class: "secondary", click: more }, "Show more communities"), n_of(this.#list.children.length, total));
  }

  #row(entry) {
    const n = this.#news.get(entry.id) ?? 0;
    return h("li", { class: "row", "data-id": entry.id },
      h("div", { class: "about" },
        h("h4", { class: "entry-title" }, h("a", { href: `/c/${entry.id}` }, entry.name)),
        h("p", { dir: "auto" }, entry.domain),
        h("p", { class: "meta" }, facts(entry)),
        h("p", { class: "meta" }, latest(entry)),
        n ? h("p", { class: "new" }, n_new(n)) : ""),
      h("div", { class: "act" }, h("button", { type: "button", class: "primary" }, "Join",
        h("span", { class: "hidden" }, ` ${entry.name}`))));
  }
}

customElements.define("twin-plain", TwinPlain);
