/**
 * The menu beside words that a reader selects in a statement's text. Each module that has something to offer there
 * calls `offer`; the menu is the next thing after the paragraph, so that the keyboard reaches it from there.
 */

import { gettext, language } from "./wording.js";

const text = document.querySelector(".statement__body");
const menu = document.createElement("div");
menu.className = "passage";
menu.lang = language;
menu.setAttribute("role", "group");
menu.setAttribute("aria-label", gettext("The selected words"));
menu.hidden = true;
text.after(menu);

const offers = [];

/** Return the selected words, the number of the paragraph in which they begin ("" where unknown), it and their place. */
export function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0);
  const words = selection.toString().replace(/\s+/g, " ").trim();
  if (!words || !text.contains(range.commonAncestorContainer)) return undefined;
  const { startContainer: start } = range;
  const inside = start.nodeType === Node.ELEMENT_NODE ? (start.childNodes[range.startOffset] ?? start) : start;
  const near = (inside.nodeType === Node.ELEMENT_NODE ? inside : inside.parentElement).closest("p[id]");
  const number = near && text.contains(near) ? (/^p(\d+)$/.exec(near.id)?.[1] ?? "") : "";
  return { words, paragraph: number, after: number ? near : text, place: range.getBoundingClientRect() };
}

/** Add an element to the menu; `prepare` is called with what is selected each time the menu is shown, at once too. */
export function offer(element, prepare) {
  element.classList.add("passage__way");
  offers.push(prepare);
  menu.append(element);
  show(); // what was selected before this script came
}

/** Show the menu beside what is selected, or hide it where nothing is. */
function show() {
  const found = selected();
  menu.hidden = !found;
  if (!found) return;
  if (menu.previousElementSibling !== found.after) found.after.after(menu);
  for (const prepare of offers) prepare(found);
  const width = document.documentElement.clientWidth;
  menu.style.top = `${Math.max(0, found.place.bottom + scrollY + 6)}px`;
  menu.style.left = `${Math.max(8, Math.min(found.place.left + scrollX, width - menu.offsetWidth - 8))}px`;
}

document.addEventListener("selectionchange", show);
menu.addEventListener("pointerdown", (event) => event.preventDefault()); // the selection stays
