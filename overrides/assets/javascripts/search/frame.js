/** Makes the dialog of the header's search. */

import { element } from "./dom.js";
import { TEXT } from "./text.js";
import { language } from "../wording.js";

const icon = (name) => element("span", { className: `search-icon search-icon--${name}`, ariaHidden: "true" });

/** Make the dialog, with a form that leads to the search page at `action`. */
export function frame(action) {
  const heading = element("h2", { className: "search-hidden", id: "archive-search-heading" }, TEXT.heading);
  const field = element("input", {
    type: "search",
    name: "q",
    ariaLabel: TEXT.heading,
    placeholder: TEXT.heading,
    autocapitalize: "off",
    autocomplete: "off",
    spellcheck: false,
    enterKeyHint: "search",
  });
  field.setAttribute("aria-describedby", "archive-search-keys");
  field.setAttribute("autocorrect", "off");
  const form = element("form", { className: "search-field", id: "archive-search-form", action }, icon("find"), field);
  form.setAttribute("role", "search");
  const close = element("button", { className: "search-dialog__close", ariaLabel: TEXT.close }, icon("close"));
  const status = element("p", { className: "search-status" });
  status.setAttribute("role", "status");
  const remarks = element("div");
  remarks.dataset.searchRemarks = "";
  const all = element("button", {}, TEXT.allResults);
  all.setAttribute("form", form.id);
  const made = element(
    "dialog",
    { className: "search-dialog", id: "archive-search", lang: language },
    element(
      "div",
      { className: "search-dialog__inner" },
      heading,
      element("div", { className: "search-dialog__top" }, form, element("form", { method: "dialog" }, close)),
      status,
      remarks,
      element("ol", { className: "search-results", ariaLabel: TEXT.results }),
      element("p", { className: "search-dialog__foot" }, all, element("span", { className: "search-dialog__keys", id: "archive-search-keys" }, TEXT.keys)),
    ),
  );
  made.setAttribute("aria-labelledby", heading.id);
  return made;
}
