/** The search page: its form is the whole state of a search, the address bar its copy. */

import { draw as drawChart, periods, unitFor } from "./chart.js";
import { spanOf } from "./days.js";
import { element } from "./dom.js";
import { FACETS, search } from "./engine.js";
import { QuoteFinder } from "./quotes.js";
import { TEXT, number as shown } from "./text.js";
import { SearchView } from "./view.js";
import { named as languageName } from "../wording.js";

const SIZE = 10;
const TYPING_PAUSE = 80;
const SORTS = ["newest", "oldest"];
const FIELDS = ["q", "vs", "from", "to", "by"];

/** The page. */
export class SearchPage extends SearchView {
  title = document.title;

  /** Take over the page's markup, then answer what the address bar asks. */
  constructor(root, base) {
    super(root, base);
    this.more = root.querySelector("[data-search-more]");
    this.clear = root.querySelector("[data-search-clear]");
    this.chart = root.querySelector("[data-search-chart]");
    this.groups = new Map([...root.querySelectorAll("[data-filter]")].map((group) => [group.dataset.filter, group]));
    for (const part of [root.querySelector(".search-page__filters"), this.chart]) part.open = matchMedia("(min-width: 60em)").matches;
    this.chart.addEventListener("toggle", () => this.redraw?.());
    root.addEventListener("input", ({ target }) => this.edited(target.matches("[type=search], [type=text]")));
    root.addEventListener("change", () => (this.typing = false));
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.clear.addEventListener("click", () => this.clearFilters());
    this.more.addEventListener("click", () => this.showMore());
    addEventListener("popstate", () => this.restore());
    this.quotes = new QuoteFinder(root.parentElement.querySelector("[data-quote]"), base);
    this.restore();
  }

  /** Fill the form from the address bar, and search. */
  restore() {
    const params = new URLSearchParams(location.search);
    for (const name of FIELDS) this.form.elements[name].value = params.get(name) ?? "";
    this.form.elements.sort.value = SORTS.includes(params.get("sort")) ? params.get("sort") : "";
    for (const [name, group] of this.groups) chooseValues(group, params.getAll(name));
    this.typing = false;
    this.quotes.restore(params.get("quote"));
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
    for (const name of ["from", "to"]) this.form.elements[name].value = "";
    this.field.focus();
    this.edited(false);
  }

  /** The state of the form, as the engine takes it. */
  state() {
    const params = this.params();
    const filters = Object.fromEntries(FACETS.map((name) => [name, params.getAll(name)]));
    const given = ["from", "to"].map((name) => params.get(name));
    const spans = given.map((text) => text && spanOf(text));
    const wrong = given.some((text, n) => text && !spans[n]);
    const query = params.get("q") ?? "";
    const filtered = given.some(Boolean) || Object.values(filters).some(({ length }) => length);
    const order = params.get("sort");
    return { query, versus: params.get("vs"), filters, from: spans[0]?.[0], to: spans[1]?.[1], sort: order, filtered, wrong, asked: !wrong && Boolean(query || filtered) };
  }

  /** Ask for what the form holds; the history remembers how many results were listed. */
  search(pause) {
    const state = this.state();
    document.title = state.query ? `${state.query} – ${this.title}` : this.title;
    this.form.elements.sort.options[0].disabled = !state.query;
    return this.ask(state, pause, history.state?.shown ?? SIZE);
  }

  /** List more, and go on to the first that is new. */
  async showMore() {
    const listed = this.list.children.length;
    history.replaceState({ shown: listed + SIZE }, "");
    await this.search(0);
    this.list.children[listed]?.querySelector("a").focus();
  }

  /** Show an answer, the counts of the filters, the chart, and the buttons that have something to do. */
  show(stores, state, found, drawn) {
    super.show(stores, state, found, drawn);
    if (state.wrong) this.status.textContent = TEXT.dates;
    this.more.hidden = !state.asked || drawn.items.length === found.hits.length;
    this.clear.hidden = !state.filtered;
    for (const [name, group] of this.groups) showCounts(group, found.counts[name] ?? []);
    this.showChart(stores, state, found);
  }

  /** Show mentions over time, beside those of a second query where one is given; its place is taken before it is found. */
  async showChart(stores, state, { hits }) {
    const mine = this.turn;
    if (!state.versus) return this.drawSeries(state, [hits]);
    if (hits.length) this.drawSeries(state, [hits, []]);
    const others = await search(stores, { ...state, query: state.versus });
    if (mine === this.turn) this.drawSeries(state, [hits, others.hits]);
  }

  /** Draw the chart of what the query found, and perhaps a second. */
  drawSeries(state, series) {
    const labels = [state.query || TEXT.all, state.versus].slice(0, series.length);
    this.chart.hidden = !series.some(({ length }) => length);
    if (this.chart.hidden) return;
    const unit = this.form.elements.by.value || unitFor(series);
    const all = periods(series, unit);
    this.redraw = () => drawChart(this.chart, all, labels, unit, (name) => this.narrow(name));
    this.redraw();
  }

  /** Narrow the search to a period. */
  narrow(name) {
    for (const field of ["from", "to"]) this.form.elements[field].value = name;
    this.edited(false);
  }
}

/** Find the checkbox of a filter's value; make it when it is new. */
function checkbox(group, { id, label, depth = 0 }) {
  const known = [...group.elements].find((box) => box.value === id);
  if (known) {
    if (label) known.nextElementSibling.textContent = label;
    known.closest("li").className = depth ? "search-filter__part" : "";
    return known;
  }
  const box = element("input", { type: "checkbox", name: group.dataset.filter, value: id });
  const text = element("label", {}, box, element("span", {}, label ?? id), element("small", {}));
  group.querySelector("ul").append(element("li", { className: depth ? "search-filter__part" : "" }, text));
  return box;
}

/** Check these values of a filter and no other, the unknown too: a reader must see them to take them away. */
function chooseValues(group, ids) {
  for (const id of ids) checkbox(group, { id });
  for (const box of group.elements) box.checked = ids.includes(box.value);
}

/** Write each value's count beside it; what nothing is left of is not shown, unless it is chosen. */
function showCounts(group, entries) {
  const counts = new Map(entries.map((entry) => [entry.id, entry.count]));
  for (const entry of entries) checkbox(group, { ...entry, label: named(group.dataset.filter, entry) });
  for (const box of group.elements) {
    const count = counts.get(box.value) ?? 0;
    box.parentElement.lastChild.textContent = shown(count);
    box.closest("li").hidden = !count && !box.checked;
  }
  group.hidden = [...group.elements].every((box) => box.closest("li").hidden);
}

function named(facet, { label }) {
  return facet === "language" ? languageName(label) : label;
}
