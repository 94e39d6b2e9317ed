/** The quote finder on the search page. */

import { isoOf, wordsOf } from "./days.js";
import { element, marked } from "./dom.js";
import { find } from "./quote.js";
import { TEXT } from "./text.js";
import { opened } from "./view.js";

/** A field for a passage, a button, and the statements that hold it. */
export class QuoteFinder {
  turn = 0;

  /** Take over the markup. */
  constructor(root, base) {
    this.root = root;
    this.base = base;
    this.form = root.querySelector("form");
    this.field = this.form.elements.quote;
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ol");
    this.form.addEventListener("submit", (event) => this.asked(event));
  }

  /** Put a passage that the address bar holds into the field, and look for it. */
  restore(passage) {
    if (!passage) return;
    this.root.open = true;
    this.field.value = passage;
    this.search();
  }

  /** Look for the passage, and let the address bar hold it. */
  asked(event) {
    event.preventDefault();
    const params = new URLSearchParams(location.search);
    params.set("quote", this.field.value.trim());
    history.pushState(null, "", `${location.pathname}?${params}`);
    this.search();
  }

  async search() {
    const mine = ++this.turn;
    this.list.replaceChildren();
    this.status.textContent = TEXT.loading;
    try {
      const store = await opened(this.base);
      const found = await find(store, this.base, this.field.value);
      if (mine === this.turn) this.show(store, found);
    } catch (error) {
      console.warn("Search:", error);
      if (mine === this.turn) this.status.textContent = `${navigator.onLine ? TEXT.failed : TEXT.offline} ${TEXT.wayOn}`;
    }
  }

  show(store, found) {
    const first = found?.length ? wordsOf(store.table.day[found[0].number], store.table.last[found[0].number]) : "";
    this.status.textContent = !found ? TEXT.quote.short : found.length ? TEXT.quote.found(found.length, first) : TEXT.quote.none;
    this.list.replaceChildren(...(found ?? []).map((each) => this.item(store, each)));
  }

  item(store, { number, title, url, language, share, paragraph, text, spans }) {
    const address = new URL(`${url}#p${paragraph + 1}`, this.base);
    const link = element("a", { href: address.href, lang: language, dir: "auto" }, title);
    const day = element("time", { dateTime: isoOf(store.table.day[number]) }, wordsOf(store.table.day[number], store.table.last[number]));
    const ministry = store.table.ministry.names[store.table.ministry.of[number]][1];
    const facts = [day, ministry, share === 1 ? TEXT.quote.exact : TEXT.quote.near(share)].map((fact) => element("span", {}, fact));
    return element(
      "li",
      { className: "search-result" },
      element("h2", { className: "search-result__title" }, link),
      element("p", { className: "search-result__facts" }, ...facts),
      element("p", { className: "search-result__excerpt", lang: language, dir: "auto" }, ...marked(text, spans)),
    );
  }
}
