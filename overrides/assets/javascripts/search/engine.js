/** Answers a search: which statements, in which order, with which counts beside the filters. */

import { answer, parse } from "./query.js";

const K1 = 1.2;
const B = 0.75;
const TITLE = 1.5;
const EXCLUDED = 255;

export const FACETS = ["ministry", "kind", "tag", "issuer", "language", "year"];

/**
 * Answer the state of a search over some archives: `{ query, filters: { facet: [ids] }, from, to, sort }`, days as numbers.
 * Gives the statements found, `{ store, number }` in order, the counts of every facet, and notes of what was done
 * beyond the letter.
 */
export async function search(stores, { query, filters = {}, from, to, sort }) {
  const pieces = parse(query ?? "");
  const answers = await Promise.all(pieces.map((piece) => answer(piece, stores)));
  const all = { size: sum(stores.map(({ size }) => size)), found: answers.map(({ found }) => sum(found.map(({ size }) => size))) };
  const narrowed = stores.map((store, n) => {
    const { hits, scores } = combine(pieces, answers.map(({ found }) => found[n]), all, store);
    return { store, scores, ...narrow(store.table, hits, filters, from, to) };
  });
  const hits = ordered(narrowed, pieces.length ? sort : sort || "newest");
  const notes = pieces.map((piece, n) => ({ piece, ...answers[n], total: all.found[n] }));
  return { hits, counts: together(narrowed.map(({ counts }) => counts)), notes, pieces };
}

const sum = (numbers) => numbers.reduce((total, each) => total + each, 0);

/** Join the pieces in one archive: every one must be found, none that is excluded. */
function combine(pieces, answers, all, store) {
  const scores = new Float32Array(store.size);
  const needed = pieces.filter(({ excluded }) => !excluded).length;
  const seen = new Uint8Array(store.size);
  const mean = sum([...store.table.length]) / Math.max(1, store.size);
  pieces.forEach(({ excluded }, n) => {
    const rarity = Math.log(1 + (all.size - all.found[n] + 0.5) / (all.found[n] + 0.5));
    for (const [number, value] of answers[n]) {
      if (excluded) {
        seen[number] = EXCLUDED;
        continue;
      }
      if (seen[number] < EXCLUDED) seen[number]++;
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

/** Sort: in each archive the statements are numbered from the oldest. */
function ordered(narrowed, sort) {
  const each = narrowed.map(({ store, scores, numbers }) =>
    numbers.map((number) => ({ store, number, key: sort ? store.table.day[number] : scores[number] })),
  );
  const [hits, isOne] = [each.flat(), each.length === 1];
  if (!sort) return hits.sort((one, other) => other.key - one.key || other.number - one.number);
  if (!isOne) hits.sort((one, other) => one.key - other.key);
  return sort === "oldest" ? hits : hits.reverse();
}

/** Add the counts of several archives up, value by value. */
function together(counts) {
  if (counts.length === 1) return counts[0];
  return Object.fromEntries(
    FACETS.map((name) => {
      const found = new Map();
      for (const entry of counts.flatMap((each) => each[name])) {
        found.set(entry.id, { ...entry, count: entry.count + (found.get(entry.id)?.count ?? 0) });
      }
      return [name, [...found.values()]];
    }),
  );
}
