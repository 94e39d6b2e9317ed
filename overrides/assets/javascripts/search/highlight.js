/** Marks on a statement's page what led the reader here, and shows the first place. */

import { marked } from "./dom.js";
import { patterns, spans } from "./passages.js";
import { parse } from "./query.js";

/** Mark the pieces of a query in the title and the text; a word that is not there as such, as a beginning. */
export function highlight(query) {
  const roots = document.querySelectorAll(".statement h1, .statement__body");
  const texts = [...roots].flatMap(textsOf);
  const pieces = parse(query).map((piece) => ({ piece }));
  const wanted = patterns(pieces).flatMap((pattern) => {
    const isThere = texts.some(({ data }) => spans(data, [pattern]).length);
    return [isThere ? pattern : { ...pattern, goesOn: true }];
  });
  for (const text of texts) {
    const found = spans(text.data, wanted);
    if (found.length) text.replaceWith(...marked(text.data, found));
  }
  const first = document.querySelector(".statement__body mark") ?? document.querySelector(".statement mark");
  if (!location.hash) first?.scrollIntoView({ block: "center" });
}

function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) if (!walker.currentNode.parentNode.matches("a")) found.push(walker.currentNode); // no number
  return found;
}
