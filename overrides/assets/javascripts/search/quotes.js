/** The quote finder on the search page. */

import { element, marked } from "./dom.js";
import { find } from "./quote.js";
import { facts } from "./results.js";
import { TEXT } from "./text.js";
import { language } from "../wording.js";
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
    this.status.lang = this.list.lang = language;
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
      const found = await find(await opened(this.base), this.field.value);
      if (mine === this.turn) this.show(found);
    } catch (error) {
      console.warn("Search:", error);
      if (mine === this.turn) this.status.textContent = `${navigator.onLine ? TEXT.failed : TEXT.offline} ${TEXT.wayOn}`;
    }
  }

  show(found) {
    const first = found?.length ? facts(found[0])[0] : "";
    this.status.textContent = !found ? TEXT.quote.short : found.length ? TEXT.quote.found(found.length, first) : TEXT.quote.none;
    this.list.replaceChildren(...(found ?? []).map(drawn));
  }
}

/** Draw a statement that holds the passage, with the paragraph that has most of it. */
function drawn(found) {
  const { title, address, language: lang, share, paragraph, text, spans } = found;
  const led = new URL(`#p${paragraph + 1}`, address);
  const link = element("a", { href: led.href, lang, dir: "auto" }, title);
  const alike = share === 1 ? TEXT.quote.exact : TEXT.quote.near(share);
  return element(
    "li",
    { className: "search-result" },
    element("h2", { className: "search-result__title" }, link),
    element("p", { className: "search-result__facts" }, ...[...facts(found), alike].map((fact) => element("span", {}, fact))),
    element("p", { className: "search-result__excerpt", lang, dir: "auto" }, ...marked(text, spans)),
  );
}
