/** Answers a search: which statements, in which order, with which counts beside the filters. */

import { answer, parse } from "./query.js";

const K1 = 1.2;
const B = 0.75;
const TITLE = 1.5;

export const FACETS = ["ministry", "kind", "tag", "issuer", "language", "year"];

/**
 * Answer the state of a search: `{ query, filters: { facet: [ids] }, from, to, sort }`, days as numbers.
 * Gives the numbers of the statements in order, the counts of every facet, and notes of what was done beyond the letter.
 */
export async function search(store, { query, filters = {}, from, to, sort }) {
  const pieces = parse(query ?? "");
  const answers = await Promise.all(pieces.map((piece) => answer(piece, store)));
  const { hits, scores } = combine(pieces, answers, store);
  const { numbers, counts } = narrow(store.table, hits, filters, from, to);
  const notes = pieces.map((piece, n) => ({ piece, ...answers[n] }));
  return { numbers: ordered(numbers, scores, pieces.length ? sort : sort || "newest"), counts, notes, pieces };
}

/** Join the pieces: every one must be found, none that is excluded. */
function combine(pieces, answers, store) {
  const scores = new Float32Array(store.size);
  const needed = pieces.filter(({ excluded }) => !excluded).length;
  const seen = new Uint8Array(store.size);
  const mean = store.table.length.reduce((sum, each) => sum + each, 0) / Math.max(1, store.size);
  pieces.forEach(({ excluded }, n) => {
    const { found } = answers[n];
    const rarity = Math.log(1 + (store.size - found.size + 0.5) / (found.size + 0.5));
    for (const [number, value] of found) {
      if (excluded) {
        seen[number] = 255;
        continue;
      }
      if (seen[number] < 255) seen[number]++;
      const length = 1 - B + (B * store.table.length[number]) / mean;
      const often = value >> 1;
      scores[number] += rarity * ((often * (K1 + 1)) / (often + K1 * length) + (value & 1) * TITLE);
    }
  });
  const hits = [];
  for (let number = 0; number < store.size; number++) if (seen[number] === needed) hits.push(number);
  return { hits, scores };
}

/** Keep what all filters leave; count for each facet what its values would leave beside the other filters. */
function narrow(table, hits, filters, from = -Infinity, to = Infinity) {
  const facets = FACETS.map((name) => facet(table, name, filters[name] ?? []));
  const numbers = [];
  for (const number of hits) {
    if (table.day[number] > to || table.last[number] < from) continue;
    const failing = facets.filter(({ passes }) => !passes(number));
    if (!failing.length) numbers.push(number);
    for (const each of failing.length ? (failing.length === 1 ? failing : []) : facets) each.count(number);
  }
  return { numbers, counts: Object.fromEntries(facets.map(({ name, entries }) => [name, entries()])) };
}

/** One facet of the table: whether a statement passes the chosen values, and how many have each value. */
function facet(table, name, chosen) {
  if (name === "year") return years(table, chosen);
  const { of, values, names } = table[name];
  const wanted = new Set(chosen.map((id) => names.findIndex(([known]) => known === id)));
  const fits = values.map((each) => !wanted.size || each.some((value) => wanted.has(value)));
  const sums = new Uint32Array(names.length);
  return {
    name,
    passes: (number) => fits[of[number]],
    count: (number) => values[of[number]].forEach((value) => sums[value]++),
    entries: () => family(names.flatMap(([id, label, [parent]], n) => (sums[n] && id ? [{ id, label, count: sums[n], n, parent }] : []))),
  };
}

/** Order values by how many statements have them, each followed by its parts; `depth` says how deep a part is. */
function family(entries, parent, depth = 0) {
  const known = new Set(entries.map(({ n }) => n));
  const own = entries.filter((entry) => (depth ? entry.parent === parent : !known.has(entry.parent)));
  return own
    .sort((one, other) => other.count - one.count || one.n - other.n)
    .flatMap((entry) => [{ ...entry, depth }, ...family(entries, entry.n, depth + 1)]);
}

function years(table, chosen) {
  const sums = new Map();
  return {
    name: "year",
    passes: (number) => !chosen.length || chosen.includes(table.year[number]),
    count: (number) => {
      const year = table.year[number];
      sums.set(year, (sums.get(year) ?? 0) + 1);
    },
    entries: () => [...sums].sort().reverse().map(([id, count]) => ({ id, label: id, count, depth: 0 })),
  };
}

/** Sort: the statements are numbered from the oldest. */
function ordered(numbers, scores, sort) {
  if (sort === "oldest") return numbers;
  if (sort === "newest") return numbers.reverse();
  return numbers.sort((one, other) => scores[other] - scores[one] || other - one);
}
