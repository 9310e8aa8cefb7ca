// The twin in Preact, as somebody who writes Preact would write it: state, keys, and rows that are not drawn again
// while what they show is the same.

import { Component, h, render } from "preact";
import { fold, follow, read } from "./source.mjs";
import { dress } from "./style.mjs";
import { day, facts, latest, n_new, numbers, turn_words } from "./words.mjs";

const PAGE = 50;
const SEARCH_PAUSE_MS = 200;

const n_of = (n_shown, n) => h("span", { class: "meta" }, `${numbers.format(n_shown)} of ${numbers.format(n)} are shown`);

class TwinPreact extends HTMLElement {
  #root = this.attachShadow({ mode: "open" });

  connectedCallback() {
    dress(this.#root);
    const Screen = this.getAttribute("view") === "problem" ? Problem : Directory;
    const { tokenProvider } = this;
    const shown = h(Screen, { token: () => (tokenProvider ?? this.tokenProvider)(), community: this.getAttribute("community"), problem: this.getAttribute("problem") });
    render(h("section", { class: "cop", "aria-labelledby": "title", lang: "en-GB" }, shown), this.#root);
  }

  disconnectedCallback() {
    render(null, this.#root);
  }
}

/** A screen that reads, then follows the stream while it is shown. */
class Screen extends Component {
  #ending = new AbortController();

  componentDidMount() {
    this.#begin(this.#ending.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  componentWillUnmount() {
    this.#ending.abort();
  }

  async #begin(signal) {
    this.token = await this.props.token();
    const position = await this.begin();
    if (!signal.aborted) await follow(position, this.token, signal, (item) => this.take(item));
  }
}

class Problem extends Screen {
  async begin() {
    const path = `/v1/communities/${this.props.community}/state?problem=${this.props.problem}`;
    const [me, known] = await Promise.all([read("/v1/me", this.token), read(path, this.token)]);
    const { turns } = known.community.talk.threads[this.props.problem];
    this.setState({ me, known, n_changes: 0, begin: Math.max(0, turns.length - PAGE) });
    return known;
  }

  take(item) {
    fold(this.state.known, item);
    this.setState({ n_changes: this.state.n_changes + 1 });
  }

  render({ problem }, { me, known, begin }) {
    if (!known) return h("p", { role: "status" }, "Loading");
    const { community, particulars } = known;
    const thread = community.talk.threads[problem];
    const n_shown = thread.turns.length - begin;
    return h("div", null,
      h("p", { class: "crumb" }, h("a", { href: "/" }, particulars.texts[community.frame.purpose.name.id])),
      h("h2", { class: "title", id: "title", tabindex: "-1" }, particulars.texts[thread.title.id]),
      h("div", { class: "root" },
        h("div", { class: "rich lead" }, h("p", null, particulars.texts[thread.text.id])),
        h("p", { class: "meta" }, `${particulars.people[thread.author]}. ${day(thread.at)}.`),
        h("button", { type: "button", class: "quiet mark-it" }, "This changed how I see it")),
      begin > 0 && h("p", { class: "actions" },
        h("button", { type: "button", class: "secondary", onClick: () => this.setState({ begin: Math.max(0, begin - n_shown) }) }, "Show earlier turns"),
        n_of(n_shown, thread.turns.length)),
      h("ol", { class: "turns", "aria-label": "Turns so far" }, thread.turns.slice(begin).map((said) =>
        h(Turn, { key: said.turn.turn, known, said, me, reception: said.reception }))),
      h(Reply, { known, thread, me }));
  }
}

class Turn extends Component {
  shouldComponentUpdate({ said, reception }) {
    return said !== this.props.said || reception !== this.props.reception;
  }

  render({ known, said, me }) {
    const words = turn_words(known, said, me);
    return h("li", { class: words.changed ? "turn marked" : "turn" },
      h("p", { class: "from" },
        h("b", null, h("bdi", null, words.name)), ", ", h("bdi", null, words.place),
        words.vantage && [", ", h("bdi", null, words.vantage)],
        " ", h("span", { class: "to" }, words.to),
        " ", h("time", { class: "to", datetime: said.at }, words.ago)),
      h("div", { class: "rich", dir: "auto" }, words.paragraphs.map((text) => h("p", null, text))),
      words.changed && h("p", { class: "mark" }, words.changed),
      words.may_mark && h("button", { type: "button", class: "quiet mark-it" }, "This changed how I see it",
        h("span", { class: "hidden" }, ` (what ${words.name} said)`)));
  }
}

class Reply extends Component {
  shouldComponentUpdate({ thread }) {
    return thread.speakers !== this.props.thread.speakers;
  }

  render({ known, thread, me }) {
    const { people } = known.particulars;
    const others = thread.speakers.filter((person) => person !== me.person);
    return h("form", { class: "form", "aria-label": "Take a turn" },
      h("h3", { class: "section-title" }, "Take a turn"),
      h("div", { class: "field choice" }, h("label", { for: "to" }, "To"),
        h("select", { id: "to" }, others.map((person) => h("option", { value: person }, people[person])), h("option", { value: "" }, "Everybody"))),
      h("div", { class: "field" }, h("label", { for: "turn" }, "Your turn"), h("textarea", { id: "turn", rows: "4" })),
      h("p", { class: "actions" }, h("button", { type: "submit", class: "primary" }, "Reply")));
  }
}

class Directory extends Screen {
  state = { words: "", communities: null, next: null, total: 0, news: {} };

  async begin() {
    const [, answer] = await Promise.all([read("/v1/me", this.token), this.#ask("")]);
    this.setState({ communities: answer.communities, next: answer.next, total: answer.total });
    return answer;
  }

  take({ community }) {
    const { news } = this.state;
    this.setState({ news: { ...news, [community]: (news[community] ?? 0) + 1 } });
  }

  #ask(after) {
    return read(`/v1/communities?q=${encodeURIComponent(this.state.words)}${after ? `&after=${after}` : ""}`, this.token);
  }

  #typed = (event) => {
    this.setState({ words: event.target.value });
    clearTimeout(this.timer);
    this.timer = setTimeout(async () => {
      const { communities, next, total } = await this.#ask("");
      this.setState({ communities, next, total });
    }, SEARCH_PAUSE_MS);
  };

  #more = async () => {
    const { communities, next } = await this.#ask(this.state.next);
    this.setState({ communities: [...this.state.communities, ...communities], next });
  };

  render(_, { words, communities, next, total, news }) {
    return h("div", null,
      h("h2", { class: "title", id: "title", tabindex: "-1" }, "Communities of practice"),
      h("p", { class: "lead" }, "People here who care about the same problems, and get better at them together."),
      h("form", { class: "search", role: "search" },
        h("label", { for: "words" }, "What do you work on?"),
        h("input", { type: "search", id: "words", autocomplete: "off", value: words, onInput: this.#typed }),
        h("label", { class: "tick" }, h("input", { type: "checkbox" }), h("span", null, "Open to join"))),
      communities && h("div", { class: "part" }, h("h3", { class: "section-title" }, "All communities"),
        h("ul", { class: "rows" }, communities.map((entry) => h(Entry, { key: entry.id, entry, n: news[entry.id] ?? 0 })))),
      next && h("p", { class: "actions" },
        h("button", { type: "button", class: "secondary", onClick: this.#more }, "Show more communities"), n_of(communities.length, total)));
  }
}

class Entry extends Component {
  shouldComponentUpdate({ entry, n }) {
    return entry !== this.props.entry || n !== this.props.n;
  }

  render({ entry, n }) {
    return h("li", { class: "row", "data-id": entry.id },
      h("div", { class: "about" },
        h("h4", { class: "entry-title" }, h("a", { href: `/c/${entry.id}` }, entry.name)),
        h("p", { dir: "auto" }, entry.domain),
        h("p", { class: "meta" }, facts(entry)),
        h("p", { class: "meta" }, latest(entry)),
        n > 0 && h("p", { class: "new" }, n_new(n))),
      h("div", { class: "act" }, h("button", { type: "button", class: "primary" }, "Join",
        h("span", { class: "hidden" }, ` ${entry.name}`))));
  }
}

customElements.define("twin-preact", TwinPreact);
