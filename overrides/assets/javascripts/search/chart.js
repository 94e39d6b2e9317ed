/** Mentions over time: bars for the eye, a table for everybody, and both narrow the search. */

import { isoOf, spanOf } from "./days.js";
import { drawn, element } from "./dom.js";
import { TEXT, number as shown } from "./text.js";

const HEIGHT = 140;
const FOOT = 18;
const NARROWEST = 4;
const LETTERS = { year: 4, month: 7 };

/** Count statements by year or month; every period between the first and the last is there. */
export function periods(series, unit) {
  const size = LETTERS[unit];
  const sums = series.map((hits) => {
    const counted = new Map();
    for (const { store, number } of hits) {
      const day = store.table.day[number];
      const name = unit === "year" ? store.table.year[number] : isoOf(day).slice(0, size);
      counted.set(name, (counted.get(name) ?? 0) + 1);
    }
    return counted;
  });
  const names = sums.flatMap((counted) => [...counted.keys()]).sort();
  if (!names.length) return [];
  const all = [];
  for (let name = names[0]; name <= names.at(-1); name = isoOf(spanOf(name)[1] + 1).slice(0, size)) {
    all.push({ name, counts: sums.map((counted) => counted.get(name) ?? 0) });
  }
  return all;
}

/** Choose months where they fit. */
export function unitFor(series) {
  const days = series.flatMap((hits) => hits.map(({ store, number }) => store.table.day[number]));
  const [first, last] = days.reduce(([low, high], day) => [Math.min(low, day), Math.max(high, day)], [Infinity, -Infinity]);
  return last - first > 366 * 4 ? "year" : "month";
}

/** Draw the chart into its section; `narrow` is called with the name of a period that was chosen. */
export function draw(section, all, labels, unit, narrow) {
  const [figure, body] = [section.querySelector("[data-chart]"), section.querySelector("tbody")];
  const head = section.querySelector("thead tr");
  head.replaceChildren(...[TEXT.period[unit], ...labels].map((label) => element("th", { scope: "col" }, label)));
  body.replaceChildren(...all.filter(({ counts }) => counts.some(Boolean)).map((period) => row(period, narrow)));
  const key = labels.length > 1 ? labels.map((label, n) => element("span", { className: `search-chart__key search-chart__key--${n}` }, label)) : [];
  section.querySelector("[data-chart-key]").replaceChildren(...key);
  figure.replaceChildren(bars(all, figure.clientWidth || 640, unit, narrow));
}

function row({ name, counts }, narrow) {
  const choose = element("button", { type: "button", className: "search-choice", title: TEXT.narrow, onclick: () => narrow(name) }, name);
  const cells = counts.map((count) => element("td", {}, shown(count)));
  return element("tr", {}, element("th", { scope: "row" }, choose), ...cells);
}

function bars(all, width, unit, narrow) {
  const most = Math.max(1, ...all.flatMap(({ counts }) => counts));
  const step = width / all.length;
  const svg = drawn("svg", { viewBox: `0 0 ${width} ${HEIGHT + FOOT}`, width, height: HEIGHT + FOOT, role: "img", "aria-label": TEXT.over[unit] });
  const every = Math.ceil((LETTERS[unit] * 9) / step);
  all.forEach(({ name, counts }, n) => {
    const group = drawn("g", { class: "search-chart__period" });
    const slot = Math.max(step - (step > NARROWEST ? 1 : 0), 0.5) / counts.length;
    counts.forEach((count, which) => {
      const height = count ? Math.max(2, (count / most) * HEIGHT) : 0;
      group.append(drawn("rect", { class: `search-chart__bar search-chart__bar--${which}`, x: n * step + which * slot, y: HEIGHT - height, width: slot, height }));
    });
    group.append(drawn("rect", { class: "search-chart__hit", x: n * step, y: 0, width: step, height: HEIGHT }), drawn("title", {}, counts.map((count) => TEXT.bar(name, count)).join(" / ")));
    group.addEventListener("click", () => narrow(name));
    if (n % every === 0 && n * step + LETTERS[unit] * 7 < width) group.append(drawn("text", { x: n * step, y: HEIGHT + FOOT - 4 }, name));
    svg.append(group);
  });
  return svg;
}
