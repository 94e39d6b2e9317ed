/** The dialog of the header: the first results while one types; Enter leads to the search page. */

import { SearchView } from "./view.js";

const SIZE = 8;
const TYPING_PAUSE = 80;

/** The dialog. */
export class SearchDialog extends SearchView {
  /** Take over the dialog's markup. */
  constructor(dialog, base) {
    super(dialog, base);
    this.field.addEventListener("input", () => this.search(TYPING_PAUSE));
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  }

  /** Answer what is in the field already, perhaps the last query; the index begins to load. */
  open() {
    this.search(0);
  }

  /** Ask for what the field holds. */
  search(pause) {
    const query = this.field.value.trim();
    this.ask({ query, asked: Boolean(query) }, pause, SIZE);
  }

  /** Move by arrow keys; close on Escape, which would only empty the field; keep keys from the page behind. */
  key(event) {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    if (!step) {
      this.root.close();
      return;
    }
    const stops = [this.field, ...this.list.querySelectorAll("a")];
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
  }
}
