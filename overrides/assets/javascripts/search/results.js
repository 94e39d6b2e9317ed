/** Draws what was found: the list, and what was done beyond the letter of the query. */

import { wordsOf } from "./days.js";
import { element, marked } from "./dom.js";
import { excerpt, paragraphsOf, patterns, spans } from "./passages.js";
import { TEXT, number as shown } from "./text.js";
import { site } from "../wording.js";

/** Draw the first results. Gives the items, and what fetches the excerpts of those that come into view. */
export async function draw({ hits, notes, query }, size) {
  const wanted = patterns(notes);
  const titles = await Promise.all(hits.slice(0, size).map(({ store, number }) => store.title(number)));
  const items = titles.map((title) => item(title, wanted, query));
  return { items: items.map(({ node }) => node), rest: () => fillSeen(items) };
}

/** Fetch an excerpt when its result comes near the window: a phone shows four of ten. */
function fillSeen(items) {
  const fills = new Map(items.map(({ node, fill }) => [node, fill]));
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        observer.unobserve(target);
        fills.get(target)();
      }
    },
    { rootMargin: "100px" },
  );
  for (const node of fills.keys()) observer.observe(node);
}

/** What stands under a title: day, ministry, kind, and the site where there are several. */
export function facts({ store, number }) {
  const { table } = store;
  const name = (facet) => table[facet].names[table[facet].of[number]][1];
  return [wordsOf(table.day[number], table.last[number]), name("ministry"), name("kind"), store.name].filter(Boolean);
}

/** Draw one result: title, facts, and room for the excerpt. */
function item(found, wanted, query) {
  const { title, address, language: lang } = found;
  const led = new URL(address);
  if (query) led.searchParams.set("q", query);
  const link = element("a", { href: led.href, lang, dir: "auto" }, ...marked(title, spans(title, wanted)));
  const text = element("p", { className: "search-result__excerpt search-result__excerpt--later", lang, dir: "auto" });
  const about = element("p", { className: "search-result__facts" }, ...facts(found).map((fact, n) => element("span", n ? { lang: site } : {}, fact)));
  const node = element("li", { className: "search-result" }, element("h3", { className: "search-result__title" }, link), about, text);
  const fill = async () => {
    const shown = excerpt(await paragraphsOf(address), wanted);
    text.replaceChildren(...marked(shown.text, shown.spans));
  };
  return { node, fill: () => fill().catch(() => text.replaceChildren()) };
}

/** Say what was done beyond the letter: other endings, a word that nobody used, one that is nearly spelled so. */
export function remarks(notes, replace) {
  return notes.flatMap(({ piece, total, others, widened, near }) => {
    if (widened) return [remark(TEXT.widened(piece.text), widened, piece, replace)];
    if (near) return [remark(`${TEXT.unknown(piece.text)} ${near.length ? TEXT.near : ""}`, near, piece, replace)];
    if (!total && piece.quoted) return [remark(TEXT.unknown(piece.text), [], piece, replace)];
    if (!others?.length || piece.excluded) return [];
    return [remark(TEXT.others(piece.text), others, piece, replace, true)];
  });
}

function remark(words, choices, piece, replace, withAll = false) {
  const buttons = choices.map(({ word, count }) => button(word, count, () => replace(piece, word)));
  if (withAll) buttons.push(button(TEXT.anyEnding, "*", () => replace(piece, `${piece.text}*`)));
  return element("p", { className: "search-remark" }, words, ...buttons.flatMap((each) => [" ", each]));
}

function button(label, count, onclick) {
  return element("button", { type: "button", className: "search-choice", onclick }, label, " ", element("small", {}, shown(count)));
}
