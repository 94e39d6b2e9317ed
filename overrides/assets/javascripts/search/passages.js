/** Where in a text the pieces of a search are. */

import { letters, located } from "./words.js";

const BEFORE = 60;
const LENGTH = 240;

/** What to look for: for each piece that is not excluded its letters, and whether the last may go on. */
export function patterns(notes) {
  return notes
    .filter(({ piece }) => !piece.excluded)
    .map(({ piece, widened }) => ({ letters: letters(piece.text), goesOn: piece.endings || Boolean(widened) }))
    .filter(({ letters: wanted }) => wanted.length);
}

/** The spans of a text that the patterns are found at, in order. */
export function spans(text, wanted) {
  const here = located(text);
  const found = wanted.flatMap(({ letters: units, goesOn }) =>
    here.flatMap((_, at) => {
      const fits = units.every((unit, n) => {
        const word = here[at + n]?.unit;
        return word === unit || (goesOn && n === units.length - 1 && word?.startsWith(unit));
      });
      return fits ? [{ start: here[at].start, end: here[at + units.length - 1].end, pattern: units }] : [];
    }),
  );
  return found.sort((one, other) => one.start - other.start || other.end - one.end);
}

/** The paragraph that shows most of the search, cut to a length to read: its number, its text, its spans. */
export function excerpt(paragraphs, wanted) {
  let best = { number: 0, text: paragraphs[0] ?? "", spans: [], kinds: -1 };
  paragraphs.forEach((text, number) => {
    const found = spans(text, wanted);
    const kinds = new Set(found.map(({ pattern }) => pattern)).size;
    if (kinds > best.kinds) best = { number, text, spans: found, kinds };
  });
  return { ...cut(best.text, best.spans), number: best.number };
}

/** Cut a text around its first span, at white space. */
function cut(text, found) {
  if (text.length <= LENGTH) return { text, spans: found };
  const from = Math.max(0, (found[0]?.start ?? 0) - BEFORE);
  const start = from && text.indexOf(" ", from) >= 0 ? Math.min(text.indexOf(" ", from) + 1, found[0].start) : from;
  const stop = text.lastIndexOf(" ", start + LENGTH);
  const end = start + LENGTH >= text.length ? text.length : stop > start ? stop : start + LENGTH;
  const [head, tail] = [start ? "… " : "", end < text.length ? " …" : ""];
  const moved = found
    .filter((span) => span.start >= start && span.end <= end)
    .map((span) => ({ ...span, start: span.start - start + head.length, end: span.end - start + head.length }));
  return { text: head + text.slice(start, end) + tail, spans: moved };
}

/** Read the paragraphs of a statement from its page. */
export async function paragraphsOf(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const hidden of page.querySelectorAll("bdi.mark")) hidden.remove(); // a mark for the eye, not a letter
  const blocks = page.querySelectorAll(".statement__body :is(p, li, h1, h2, h3, h4, h5, h6, pre)");
  return [...blocks].map(({ textContent }) => textContent.replace(/\s+/gu, " ").trim()).filter(Boolean);
}
