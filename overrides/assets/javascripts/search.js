/**
 * Search the archive: a dialog on every page, and the page of all results, over Pagefind's index.
 *
 * Nothing is fetched before a reader asks. The templates hold the markup, and the form of the search page is
 * the whole state of a search: a filter added there (a `fieldset` with `data-filter`) needs no change here.
 * In order: words, engine (the only part that knows Pagefind), results, what both views share, dialog, page.
 */

/** Every word that this script shows; those of the templates stand at the top of each template. */
const TEXT = {
  loading: "Loading the search index…",
  hint: "Type words, or an exact phrase in “quotation marks”.",
  found: (all, listed) => `${all.toLocaleString("en")} found${listed < all ? `, the first ${listed} listed` : ""}.`,
  none: "No statement matches. Check the spelling, use fewer or other words, or remove filters.",
  partial: "You seem to be offline: results may be missing.",
  offline: "The search cannot run: you seem to be offline.",
  noWasm: "The search cannot run: it needs WebAssembly, which this browser lacks or has switched off.",
  failed: "The search cannot run: its index could not be loaded. Reload the page to try again.",
  wayOn: "The lists by year, ministry and tag work without it.",
};

const DIALOG_SIZE = 8;
const PAGE_SIZE = 10;
const TYPING_PAUSE = 150;
const TEXT_FIELDS = "textarea, select, input:not([type=checkbox], [type=radio])";
const SORTS = { newest: { date: "desc" }, oldest: { date: "asc" } };

/** The one Pagefind of this page, once somebody asked for it. */
let loading;

/** Import Pagefind from the addresses that the dialog carries, right at any depth and under any sub-path. */
async function start() {
  if (typeof WebAssembly === "undefined") throw new Error("no WebAssembly");
  const { bundle, base } = document.getElementById("archive-search").dataset;
  const pagefind = await import(new URL(`${bundle}pagefind.js`, document.baseURI).href);
  await pagefind.options({ baseUrl: new URL(base, document.baseURI).pathname });
  await pagefind.init();
  return pagefind;
}

/** Answer the state of a search: every result, the first of them read, and the counts of these filters. */
async function find(params, names, size) {
  const pagefind = await (loading ??= start());
  const counts = names.length ? await pagefind.filters() : {};
  const term = params.get("q")?.replace(/[“”„]/g, '"') ?? null; // null asks for all that the filters leave
  const filters = chosenFilters(params, names);
  const filtered = Object.keys(filters).length > 0;
  if (!term && !filtered) return { filtered, results: [], items: [], counts };
  const sort = SORTS[params.get("sort")] ?? (term ? {} : SORTS.newest);
  const found = await pagefind.search(term, { filters, sort });
  Object.assign(counts, found.filters, await widerCounts(pagefind, term, filters));
  const items = await Promise.all(found.results.slice(0, size).map((result) => result.data()));
  return { asked: true, filtered, results: found.results, items, counts };
}

/** Collect the chosen filters in Pagefind's form: any value within one filter, all filters together. */
function chosenFilters(params, names) {
  const chosen = names.filter((name) => params.has(name));
  return Object.fromEntries(chosen.map((name) => [name, { any: params.getAll(name) }]));
}

/** Count a chosen filter's values over what the other filters leave: what a second value would add. */
async function widerCounts(pagefind, term, filters) {
  const counts = Object.keys(filters).map(async (name) => {
    const { [name]: _, ...others } = filters;
    const wider = await pagefind.search(term, { filters: others });
    return [name, wider.filters[name]];
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Make an element; texts become text nodes, never markup. */
function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** Turn Pagefind's excerpt into text and `mark` elements; nothing else in it counts as markup. */
function excerptNodes(excerpt) {
  const parts = excerpt.split(/<mark>(.*?)<\/mark>/s);
  const texts = parts.map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  return texts.map((text, index) => (index % 2 ? element("mark", {}, text) : text));
}

/** Draw one result: title, day, ministry, kind, excerpt. */
function resultItem({ url, meta, excerpt }) {
  const facts = [meta.date, meta.ministry, meta.kind].filter(Boolean).map((fact) => element("span", {}, fact));
  const link = element("a", { href: url }, meta.title ?? url);
  const title = element("h3", { className: "search-result__title" }, link);
  const about = element("p", { className: "search-result__facts" }, ...facts);
  const text = element("p", { className: "search-result__excerpt" }, ...excerptNodes(excerpt));
  return element("li", { className: "search-result" }, title, about, text);
}

/** What dialog and page share: a field, a status that is read out, a list of results, one question at a time. */
class SearchView {
  turn = 0;

  /** Take over the markup. */
  constructor(root) {
    this.form = root.querySelector("form");
    this.field = this.form.elements.q;
    this.status = root.querySelector("[role=status]");
    this.list = root.querySelector("ol");
  }

  /** Bring the reader to the field. */
  open() {
    this.field.focus();
    this.field.select();
  }

  /** Read the form as address-bar parameters, without empty ones. */
  params() {
    const entries = [...new FormData(this.form)].map(([name, value]) => [name, value.trim()]);
    return new URLSearchParams(entries.filter(([, value]) => value));
  }

  /** Ask for what the form holds after a pause; only the newest question is answered. */
  async ask(pause, names, size) {
    const mine = ++this.turn;
    if (!this.list.children.length) this.status.textContent = TEXT.loading;
    await new Promise((resolve) => setTimeout(resolve, pause));
    if (mine !== this.turn) return;
    try {
      const answer = await find(this.params(), names, size);
      if (mine === this.turn) this.show(answer);
    } catch (error) {
      if (mine === this.turn) this.fail(error);
    }
  }

  /** Draw an answer, and say how many results there are and how many are listed, or what to try without any. */
  show({ asked, results, items }) {
    this.list.replaceChildren(...items.map(resultItem));
    const counted = results.length ? TEXT.found(results.length, items.length) : TEXT.none;
    const doubt = navigator.onLine ? "" : ` ${TEXT.partial}`;
    this.status.textContent = asked ? counted + doubt : TEXT.hint;
  }

  /** Say what could not be done, and the way on. */
  fail(error) {
    console.warn("Search:", error);
    this.list.replaceChildren();
    const cause = /no WebAssembly|CompileError/.test(error) ? TEXT.noWasm : TEXT.failed;
    this.status.textContent = `${navigator.onLine ? cause : TEXT.offline} ${TEXT.wayOn}`;
  }
}

/** The dialog of the header: the first results while one types; Enter submits its form to the search page. */
class SearchDialog extends SearchView {
  /** Take over the dialog's markup. */
  constructor(dialog) {
    super(dialog);
    this.dialog = dialog;
    this.all = dialog.querySelector("[data-search-all]");
    this.field.addEventListener("input", () => this.search(TYPING_PAUSE));
    dialog.addEventListener("keydown", (event) => this.key(event));
    dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close());
  }

  /** Open with the last query, or come back to the field; the index begins to load. */
  open() {
    if (!this.dialog.open) this.dialog.showModal();
    super.open();
    this.search(0);
  }

  /** Ask for what the field holds, and let "all results" carry it along. */
  search(pause) {
    this.all.search = this.params();
    this.ask(pause, [], DIALOG_SIZE);
  }

  /** Move by arrow keys; close on Escape, which would only empty the field; keep keys from the page behind. */
  key(event) {
    event.stopPropagation();
    const step = { ArrowDown: 1, ArrowUp: -1, Escape: 0 }[event.key];
    if (step === undefined || event.isComposing) return;
    event.preventDefault();
    if (!step) return this.dialog.close();
    const stops = [this.field, ...this.list.querySelectorAll("a")];
    stops.at((stops.indexOf(document.activeElement) + step) % stops.length).focus();
  }
}

/** The search page: its form is the state, the address bar its copy. */
class SearchPage extends SearchView {
  title = document.title;

  /** Take over the page's markup, then answer what the address bar asks. */
  constructor(root) {
    super(root);
    this.more = root.querySelector("[data-search-more]");
    this.clear = root.querySelector("[data-search-clear]");
    this.groups = new Map([...root.querySelectorAll("[data-filter]")].map((group) => [group.dataset.filter, group]));
    root.querySelector("details").open = matchMedia("(min-width: 60em)").matches;
    this.form.addEventListener("input", ({ target }) => this.edited(target === this.field));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.field.addEventListener("change", () => (this.typing = false));
    this.clear.addEventListener("click", () => this.clearFilters());
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.restore());
    this.restore();
  }

  /** Fill the form from the address bar, and search. */
  restore() {
    const params = new URLSearchParams(location.search);
    this.field.value = params.get("q") ?? "";
    this.form.elements.sort.value = params.get("sort") in SORTS ? params.get("sort") : "";
    for (const [name, group] of this.groups) chooseValues(group, params.getAll(name));
    this.typing = false;
    this.search(0);
  }

  /** Search anew after an edit; a stretch of typing is one entry of the history, each choice another. */
  edited(typing) {
    const query = this.params().toString();
    const record = typing && this.typing ? "replaceState" : "pushState";
    history[record](null, "", location.pathname + (query && `?${query}`));
    this.typing = typing;
    this.search(typing ? TYPING_PAUSE : 0);
  }

  /** Take every filter away. */
  clearFilters() {
    for (const group of this.groups.values()) chooseValues(group, []);
    this.field.focus();
    this.edited(false);
  }

  /** Ask for what the form holds; the history remembers how many results were listed. */
  search(pause) {
    const query = this.field.value.trim();
    document.title = query ? `${query} – ${this.title}` : this.title;
    this.form.elements.sort.options[0].disabled = !query;
    return this.ask(pause, [...this.groups.keys()], history.state?.shown ?? PAGE_SIZE);
  }

  /** List more, and go on to the first that is new. */
  async showMore() {
    const listed = this.list.children.length;
    history.replaceState({ shown: listed + PAGE_SIZE }, "");
    await this.search(0);
    this.list.children[listed]?.querySelector("a").focus();
  }

  /** Draw an answer, the counts of the filters, and the buttons that have something to do. */
  show(answer) {
    super.show(answer);
    this.more.hidden = answer.items.length === answer.results.length;
    this.clear.hidden = !answer.filtered;
    for (const [name, group] of this.groups) showCounts(group, answer.counts[name] ?? {});
  }
}

/** Find the checkbox of a filter's value; make it when it is new. */
function checkbox(group, value) {
  const known = [...group.elements].find((box) => box.value === value);
  if (known) return known;
  const box = element("input", { type: "checkbox", name: group.dataset.filter, value });
  const label = element("label", {}, box, element("span", {}, value), element("small", {}));
  group.querySelector("ul").append(element("li", {}, label));
  return box;
}

/** Check these values of a filter and no other, the unknown too: a reader must see them to take them away. */
function chooseValues(group, values) {
  for (const value of values) checkbox(group, value);
  for (const box of group.elements) box.checked = values.includes(box.value);
}

/** Write each value's count beside it; the first answer brings the values. */
function showCounts(group, counts) {
  const values = Object.keys(counts).sort((a, b) => a.localeCompare(b, undefined, { numeric: true }));
  if ("descending" in group.dataset) values.reverse();
  for (const value of values) checkbox(group, value);
  for (const box of group.elements) box.parentElement.lastChild.textContent = counts[box.value] ?? 0;
}

/** Open the search in place of what the event would do. */
function openSearch(event) {
  event.preventDefault();
  view.open();
}

/** Open the search on "/", and on Control or Command with K, unless the key goes into a text. */
function shortcut(event) {
  const { key, ctrlKey, metaKey, altKey, target } = event;
  const asked = ctrlKey || metaKey ? key.toLowerCase() === "k" : key === "/";
  if (asked && !altKey && !target.isContentEditable && !target.matches(TEXT_FIELDS)) openSearch(event);
}

const page = document.getElementById("search-page");
const view = page ? new SearchPage(page) : new SearchDialog(document.getElementById("archive-search"));
document.querySelector("[data-search-open]").addEventListener("submit", openSearch);
document.addEventListener("keydown", shortcut, true);
