/** Words as search sees them: builder/search/words.py makes the same of every statement. */

export const SHORT = 3;

const UNSPACED =
  "\\u3005-\\u3007\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u31f0-\\u31ff" +
  "\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7a3\\uf900-\\ufaff\\u{20000}-\\u{2fa1f}";
const HIDDEN =
  "\\u00ad\\u0300-\\u036f\\u0591-\\u05bd\\u061c\\u064b-\\u065f\\u0670\\u180e\\u1ab0-\\u1aff\\u1dc0-\\u1dff" +
  "\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u20d0-\\u20ff\\ufe00-\\ufe0f\\ufe20-\\ufe2f\\ufeff";
const UNIT = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{N}_])+`, "gu");
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, "u");
const MARKS = new RegExp(`[${HIDDEN}]`, "gu");
const WRITTEN = new RegExp(`[\\p{L}\\p{N}_\\p{M}${HIDDEN}]+`, "gu");

/** Fold case, accents, marks without width and compatible forms. */
export function fold(text) {
  return text.normalize("NFKD").toLowerCase().replaceAll("ς", "σ").replace(MARKS, "").normalize("NFC");
}

/** Whether a unit is of a script that is found by pairs of characters. */
export const isUnspaced = (unit) => IS_UNSPACED.test(unit);

/** Whether a unit is a word that a phrase finds by its neighbour. */
export const isShort = (unit) => [...unit].length <= SHORT && !isUnspaced(unit);

/** The runs of a folded text: words, and stretches of a script without spaces. */
const runs = (text) => fold(text).match(UNIT) ?? [];

/**
 * The units of a text, each with its place: words, and single characters of scripts without spaces.
 * What a reader types is compared with a text by these.
 */
export function letters(text) {
  return runs(text).flatMap((run) => (isUnspaced(run) ? [...run] : [run]));
}

/** What a text needs of the index: units and their places; a character alone is the beginning of any pair. */
export function wanted(text) {
  const found = [];
  let at = 0;
  for (const run of runs(text)) {
    if (!isUnspaced(run)) {
      found.push({ at: at++, unit: run });
      continue;
    }
    const characters = [...run];
    if (characters.length === 1) found.push({ at, unit: run, begins: true });
    for (let n = 0; n + 1 < characters.length; n++) found.push({ at: at + n, unit: characters[n] + characters[n + 1] });
    at += characters.length;
  }
  return { units: found, length: at };
}

/** The letters of a text as it is written, with where each begins and ends. */
export function located(text) {
  const found = [];
  for (const { 0: written, index } of text.matchAll(WRITTEN)) {
    const units = letters(written);
    const characters = [...written];
    if (units.length === characters.length && units.length > 1) {
      let start = index;
      units.forEach((unit, n) => {
        found.push({ unit, start, end: start + characters[n].length });
        start += characters[n].length;
      });
    } else if (units.length > 1) {
      found.push(...within(written, index));
    } else if (units.length) {
      found.push({ unit: units[0], start: index, end: index + written.length });
    }
  }
  return found;
}

/** The letters of a word that mixes scripts, such as 6월, found piece by piece. */
function within(written, index) {
  const pieces = written.match(new RegExp(`[${UNSPACED}]|[^${UNSPACED}]+`, "gu")) ?? [];
  let start = index;
  return pieces.flatMap((piece) => {
    const span = { start, end: (start += piece.length) };
    return letters(piece).map((unit) => ({ unit, ...span }));
  });
}

/** The group of files that holds a unit. */
export function group(unit, depth) {
  const [first, second = ""] = unit.split(" ");
  const term = [...first].length > [...second].length ? first : second || first;
  const head = [...term].slice(0, depth).join("");
  return /^[0-9a-z]+$/i.test(head) ? head : `u${(term.codePointAt(0) >> (depth > 1 ? 4 : 8)).toString(16)}`;
}
