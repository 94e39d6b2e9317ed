/** What the dialog and the search page share: a field, a status that is read out, a list, one question at a time. */

import { search } from "./engine.js";
import { draw, remarks } from "./results.js";
import { Store } from "./store.js";
import { TEXT } from "./text.js";
import { language } from "../wording.js";

let opening;

/**
 * Open the index of this site, and those of the sites that are searched with it, once; a failure is forgotten, so that
 * the next question tries again. A site beside this one that cannot be reached is left out, and told.
 */
export function opened(base) {
  opening ??= openAll(base).catch((error) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

async function openAll(base) {
  const given = JSON.parse(document.querySelector("[data-search-open]").dataset.archives || "[]");
  const own = new Store(base, given.length ? document.querySelector(".md-header a")?.textContent.trim() : "").open();
  const others = given.map(({ name, url }) => new Store(new URL(url), name).open());
  const tried = await Promise.allSettled(others);
  const missing = given.filter((_, n) => tried[n].status === "rejected").map(({ name }) => name);
  return Object.assign([await own, ...tried.flatMap(({ value }) => value ?? [])], { missing });
}

/** A view of the search. */
export class SearchView {
  turn = 0;

  /** Take over the markup; `base` is the address of the site. */
  constructor(root, base) {
    this.root = root;
    this.base = base;
    this.form = root.querySelector("form");
    this.field = this.form.elements.q;
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ol");
    this.remarks = root.querySelector("[data-search-remarks]");
    for (const element of [this.status, this.remarks, this.list]) element.lang = language;
  }

  /** Be ready for the reader, who is in the field. */
  open() {}

  /** Read the form as address-bar parameters, without empty ones. */
  params() {
    const entries = [...new FormData(this.form)].map(([name, value]) => [name, value.trim()]);
    return new URLSearchParams(entries.filter(([, value]) => value));
  }

  /** Answer a state after a pause; only the newest question is answered. */
  async ask(state, pause, size) {
    const mine = ++this.turn;
    if (!this.list.children.length) this.status.textContent = TEXT.loading;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== this.turn) return;
    try {
      const stores = await opened(this.base);
      const found = await search(stores, state);
      const drawn = await draw({ ...found, query: state.query }, state.asked ? size : 0);
      if (mine === this.turn) this.show(stores, state, found, drawn);
    } catch (error) {
      if (mine === this.turn) this.fail(error);
    }
  }

  /** Show an answer, and say how many results there are and how many are listed, or what to try without any. */
  show({ missing }, state, { hits, notes }, { items, rest }) {
    this.list.replaceChildren(...items);
    const counted = hits.length ? TEXT.found(hits.length, items.length) : TEXT.none;
    const without = missing.length ? ` ${TEXT.missing(missing.join(", "))}` : "";
    this.status.textContent = (state.asked ? counted : TEXT.hint) + without;
    this.remarks.replaceChildren(...remarks(notes, (piece, word) => this.replace(piece, word)));
    rest();
  }

  /** Put a word in place of a piece of the query, and ask again. */
  replace(piece, word) {
    this.field.value = this.field.value.replace(piece.text, word);
    this.field.dispatchEvent(new Event("input", { bubbles: true }));
    this.field.focus();
  }

  /** Say what could not be done, and the way on. */
  fail(error) {
    console.warn("Search:", error);
    this.list.replaceChildren();
    const cause = typeof DecompressionStream === "undefined" ? TEXT.old : TEXT.failed;
    this.status.textContent = `${navigator.onLine ? cause : TEXT.offline} ${TEXT.wayOn}`;
  }
}
