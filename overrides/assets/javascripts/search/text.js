/** Every word that the search's script shows; those of the templates stand at the top of each template. */

const many = (number, one, more) => `${number.toLocaleString("en")} ${number === 1 ? one : more}`;

export const TEXT = {
  heading: "Search the archive",
  close: "Close",
  results: "Results",
  allResults: "All results and filters",
  keys: "Enter shows all results, the arrow keys move through the list, Escape closes.",
  loading: "Loading the search index…",
  hint: "Type words, an exact phrase in “quotation marks”, or the beginning of a word with a star: sanction*.",
  found: (all, listed) => `${many(all, "statement", "statements")} found${listed < all ? `, the first ${listed} listed` : ""}.`,
  none: "No statement matches. Check the spelling, use fewer or other words, or remove filters.",
  widened: (word) => `No statement has the word “${word}”; shown are words that begin with it:`,
  unknown: (word) => `No statement has “${word}”.`,
  near: "Did you mean",
  others: (word) => `Only the word “${word}” is found. With other endings:`,
  anyEnding: "any ending",
  missing: (names) => `Not searched, since it cannot be reached: ${names}.`,
  dates: "Give dates as 2023, 2023-02 or 2023-02-14.",
  offline: "The search cannot run: you seem to be offline.",
  old: "The search cannot run in this browser: it is older than the compressed files that the index is made of.",
  failed: "The search cannot run: its index could not be loaded. Reload the page to try again.",
  wayOn: "The lists by year, ministry and tag work without it.",
  paragraph: (number) => `Paragraph ${number}`,
  over: (unit) => `Statements by ${unit}`,
  all: "All statements",
  period: { year: "year", month: "month" },
  bar: (when, number) => `${when}: ${many(number, "statement", "statements")}`,
  narrow: "Show only these",
  quote: {
    short: "Paste at least three words.",
    none: "No statement holds this passage or one much like it.",
    found: (number, first) => `${many(number, "statement holds", "statements hold")} this passage or one much like it, first on ${first}.`,
    exact: "word for word",
    near: (share) => `${Math.round(share * 100)} % of the words in order`,
  },
};
