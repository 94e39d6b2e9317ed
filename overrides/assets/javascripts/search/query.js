/** What a reader types, taken apart, and what of the index answers each piece of it. */

import { STEP, count, places, times } from "./postings.js";
import { isShort, isUnspaced, wanted } from "./words.js";

const PIECE = /(?<not>(?<=^|\s)-(?=["\p{L}\p{N}]))?(?:"(?<quoted>[^"]*)"?|(?<bare>[^\s"]+))/gu;
const ANY_ENDING = /\*$/u;
const FEWEST_LETTERS = 2;
const MOST_ENDINGS = 8;
const MOST_NEAR = 3;
const FAR = 2;

/** Take a query apart: words, “phrases”, words* with any ending, each perhaps -excluded. */
export function parse(query) {
  const straight = query.normalize("NFC").replace(/[“”„‟«»「」『』＂]/gu, '"');
  return [...straight.matchAll(PIECE)].flatMap(({ groups: { not, quoted, bare } }) => {
    const text = quoted ?? bare;
    const { units, length } = wanted(text);
    if (!units.length) return [];
    const endings = quoted === undefined && ANY_ENDING.test(text) && length === 1;
    return [{ text, units, length, endings, quoted: quoted !== undefined, excluded: Boolean(not) }];
  });
}

/**
 * Answer one piece over some archives: for each its statements, with twice how often plus one for the title; and what
 * was done beyond the letter, in all of them alike.
 */
export async function answer(piece, stores) {
  const [{ unit, begins }] = piece.units;
  const each = (ask) => Promise.all(stores.map(ask));
  if (piece.units.length > 1) return { found: await each((store) => phrase(piece, store)) };
  if (begins || piece.endings) return { found: await each((store) => all(store, unit)) };
  const found = await each((store) => word(store, unit));
  if (piece.quoted || isUnspaced(unit)) return { found };
  const others = together(await each((store) => endings(store, unit))).slice(0, MOST_ENDINGS);
  if (found.some(({ size }) => size)) return { found, others };
  if (others.length) return { found: await each((store) => all(store, unit)), widened: others };
  return { found, near: together(await each((store) => near(store, unit))).slice(0, MOST_NEAR) };
}

/** Put the words of several archives together, the nearest and then the most frequent first. */
function together(lists) {
  const found = new Map();
  for (const { word: name, count: number, far = 0 } of lists.flat()) {
    found.set(name, { word: name, far, count: (found.get(name)?.count ?? 0) + number });
  }
  return [...found.values()].sort((one, other) => one.far - other.far || other.count - one.count);
}

/** The statements of one word. */
async function word(store, unit) {
  const bytes = await store.unit("words", unit);
  return bytes ? times(bytes, store.table.bases) : new Map();
}

/** The statements of all words that begin so. */
async function all(store, letters) {
  const sums = new Map();
  for (const { bytes } of await store.beginning("words", letters)) {
    for (const [number, value] of times(bytes, store.table.bases)) {
      const before = sums.get(number) ?? 0;
      sums.set(number, (before & ~1) + (value & ~1) + ((before | value) & 1));
    }
  }
  return sums;
}

/** Longer words that begin with this one, each with how many statements have it. */
async function endings(store, unit) {
  if ([...unit].length < FEWEST_LETTERS) return [];
  const found = (await store.beginning("words", unit)).filter((each) => each.unit !== unit);
  return found.map(({ unit: longer, bytes }) => ({ word: longer, count: count(bytes, store.table.bases) }));
}

/** Words spelled nearly like one that no statement has. */
async function near(store, unit) {
  const found = await store.beginning("words", [...unit].slice(0, store.about.depth).join(""));
  const close = found
    .map(({ unit: other, bytes }) => ({ word: other, bytes, far: distance(unit, other) }))
    .filter(({ far }) => far <= Math.min(FAR, unit.length / 3));
  return close.map(({ word: other, bytes, far }) => ({ word: other, far, count: count(bytes, store.table.bases) }));
}

/** How many letters must be changed, added or taken away to make one word of another (Levenshtein). */
export function distance(one, other) {
  if (Math.abs(one.length - other.length) > FAR) return FAR + 1;
  let last = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (let row = 1; row <= one.length; row++) {
    const next = [row];
    for (let n = 1; n <= other.length; n++) {
      next[n] = Math.min(last[n] + 1, next[n - 1] + 1, last[n - 1] + (one[row - 1] === other[n - 1] ? 0 : 1));
    }
    last = next;
  }
  return last[other.length];
}

/** The statements that have the units one after the other in one paragraph. */
async function phrase({ units }, store) {
  const needed = cover(units);
  const read = await Promise.all(needed.map(({ shelf, unit, begins }) => gather(store, shelf, unit, begins)));
  if (read.some((lists) => !lists.length)) return new Map();
  const order = needed.map((_, n) => n).sort((one, other) => weight(read[one]) - weight(read[other]));
  let found;
  for (const n of order) {
    const here = joined(read[n].map((bytes) => places(bytes, store.table.bases, found)), needed[n].at);
    found = found ? common(found, here) : here;
  }
  return new Map([...found].map(([number, starts]) => [number, starts.length * 2 + (starts[0] < STEP ? 1 : 0)]));
}

const weight = (lists) => lists.reduce((sum, bytes) => sum + bytes.length, 0);

async function gather(store, shelf, unit, begins) {
  if (begins) return (await store.beginning(shelf, unit)).map(({ bytes }) => bytes);
  const bytes = await store.unit(shelf, unit);
  return bytes ? [bytes] : [];
}

/**
 * Choose what to read for a phrase: a long word's own places, a short word's with its neighbour, since the places
 * of short words alone are as many as the archive has sentences. Beside a script without spaces they have their own.
 */
export function cover(units) {
  const needed = [];
  for (let n = 0; n < units.length; n++) {
    const [before, one, next] = [units[n - 1], units[n], units[n + 1]];
    const pairs = [next, before].filter((other) => other && !isUnspaced(other.unit) && !isUnspaced(one.unit));
    const isBeside = [next, before].some((other) => other && isUnspaced(other.unit));
    if (!isShort(one.unit)) {
      const covers = pairs.includes(next) && isShort(next.unit);
      needed.push(covers ? pair(one, units[++n]) : { shelf: "places", ...one });
    } else if (isBeside) needed.push({ shelf: "places", ...one });
    else needed.push(next ? pair(one, units[++n]) : pair(before, one));
  }
  return needed;
}

const pair = (one, next) => ({ shelf: "pairs", unit: `${one.unit} ${next.unit}`, at: one.at });

/** Put lists of places together, each place as where the phrase would begin. */
function joined(lists, at) {
  const found = new Map();
  for (const list of lists) {
    for (const [number, each] of list) {
      const starts = each.map((place) => place - at);
      const before = found.get(number);
      found.set(number, before ? [...new Set([...before, ...starts])].sort((one, other) => one - other) : starts);
    }
  }
  return found;
}

/** Keep the beginnings that both have. */
function common(one, other) {
  const found = new Map();
  for (const [number, starts] of other) {
    const known = new Set(one.get(number));
    const both = starts.filter((start) => known.has(start));
    if (both.length) found.set(number, both);
  }
  return found;
}
