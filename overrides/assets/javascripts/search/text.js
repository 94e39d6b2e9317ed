/** Every word that the search's script shows; those of the templates stand in each template. */

import { gettext, ngettext, number } from "../wording.js";

export const TEXT = {
  heading: gettext("Search the archive"),
  close: gettext("Close"),
  results: gettext("Results"),
  allResults: gettext("All results and filters"),
  keys: gettext("Enter shows all results, the arrow keys move through the list, Escape closes."),
  loading: gettext("Loading the search index…"),
  hint: gettext("Type words, an exact phrase in “quotation marks”, or the beginning of a word with a star: sanction*."),
  found: (all, listed) =>
    listed < all
      ? ngettext("{count} statement found, the first {listed} listed.", "{count} statements found, the first {listed} listed.", all, { listed })
      : ngettext("{count} statement found.", "{count} statements found.", all),
  none: gettext("No statement matches. Check the spelling, use fewer or other words, or remove filters."),
  widened: (word) => gettext("No statement has the word “{word}”; shown are words that begin with it:", { word }),
  unknown: (word) => gettext("No statement has “{word}”.", { word }),
  near: gettext("Did you mean"),
  others: (word) => gettext("Only the word “{word}” is found. With other endings:", { word }),
  anyEnding: gettext("any ending"),
  missing: (names) => gettext("Not searched, since it cannot be reached: {names}.", { names }),
  dates: gettext("Give dates as 2023, 2023-02 or 2023-02-14."),
  offline: gettext("The search cannot run: you seem to be offline."),
  old: gettext("The search cannot run in this browser: it is older than the compressed files that the index is made of."),
  failed: gettext("The search cannot run: its index could not be loaded. Reload the page to try again."),
  wayOn: gettext("The lists by year, ministry and tag work without it."),
  over: { year: gettext("Statements by year"), month: gettext("Statements by month") },
  all: gettext("All statements"),
  period: { year: gettext("year"), month: gettext("month") },
  bar: (when, count) => ngettext("{when}: {count} statement", "{when}: {count} statements", count, { when }),
  narrow: gettext("Show only these"),
  quote: {
    short: gettext("Paste at least three words."),
    none: gettext("No statement holds this passage or one much like it."),
    found: (count, first) =>
      ngettext("{count} statement holds this passage or one much like it, first on {day}.", "{count} statements hold this passage or one much like it, first on {day}.", count, { day: first }),
    exact: gettext("word for word"),
    near: (share) => gettext("{share} % of the words in order", { share: Math.round(share * 100) }),
  },
};

export { number };
