/**
 * The words that scripts show, in the language that the reader chose, else the site's; and the switch between them in the
 * header. Messages are English; what they are in another language is in `assets/locale/`, made from the catalogues when the
 * site is built, and fetched only where it is needed. `translate.js` turns the words of the page itself.
 */
const SOURCE = "en";
const KEY = "archive-language";
const COUNTED = 200; // numbers whose plural form a catalogue tells; beyond them the last two digits decide

const place = document.querySelector("[data-languages]");
const offered = place?.dataset.languages.split(" ") ?? [];

/** The language of the site, in which the page was made. */
export const site = document.documentElement.lang || SOURCE;

/** Return the reader's choice, or null; storage may be closed to us. */
function chosen() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** The language of the interface. */
export const language = offered.includes(chosen()) ? chosen() : site;

/** Fetch what a language says; nothing where it cannot be fetched, and the words are English then. */
export async function words(tag) {
  try {
    const answer = await fetch(new URL(`../locale/${tag}.json`, import.meta.url));
    return answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

const known = language === SOURCE ? undefined : await words(language);

/** Put values into their places: `{name}`. */
export const filled = (text, values) => text.replace(/\{([a-z_]+)\}/g, (whole, name) => values[name] ?? whole);

/** Return which of a language's plural forms a number takes. */
export function formOf({ plurals }, number) {
  return plurals ? Number(plurals[number < COUNTED ? number : COUNTED / 2 + (number % (COUNTED / 2))]) : Number(number !== 1);
}

/** Return a message in the language of the interface, with its values. */
export function gettext(message, values = {}) {
  return filled(known?.messages[message]?.[0] ?? message, values);
}

/** Return the form of a message for a number, `{count}` being the number. */
export function ngettext(one, more, count, values = {}) {
  const text = known?.messages[one]?.[formOf(known, count)] ?? (count === 1 ? one : more);
  return filled(text, { count: number(count), ...values });
}

/** Return a whole number with its thousands parted. */
export const number = (value) => value.toLocaleString("en").replaceAll(",", known?.calendar.group ?? ",");

/** Return a date, given in UTC, as it is written: with `parts` of `{ month, day }` beside its year. */
export function written(date, { month, day }) {
  const year = String(date.getUTCFullYear()).padStart(4, "0");
  if (!known) {
    const parts = { year: "numeric", ...(month && { month: "long" }), ...(day && { day: "numeric" }) };
    return new Intl.DateTimeFormat("en-GB", { ...parts, timeZone: "UTC" }).format(date);
  }
  const { calendar } = known;
  const form = month ? (day ? calendar.days : calendar.months)[date.getUTCMonth()] : calendar.year;
  return filled(form, { year, day: date.getUTCDate() });
}

/** Return a day of every year. */
export function anniversary(month, day) {
  if (known) return filled(known.calendar.yearless[month - 1], { day });
  return new Intl.DateTimeFormat("en-GB", { month: "long", day: "numeric", timeZone: "UTC" }).format(Date.UTC(2000, month - 1, day));
}

/** Return what a language is called in another, the interface's where none is given. */
export function named(tag, inside = language) {
  try {
    return new Intl.DisplayNames(inside, { type: "language" }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** Keep the reader's choice, and show the page anew in it; the switch has the focus again then. */
function choose(tag) {
  localStorage.setItem(KEY, tag);
  sessionStorage.setItem(KEY, "switched");
  location.reload();
}

/** Return the switch: a button that says the other language's own name, or a list where there are several. */
function made() {
  if (offered.length === 2) {
    const other = offered.find((tag) => tag !== language);
    const button = Object.assign(document.createElement("button"), { type: "button", lang: other, textContent: named(other, other) });
    button.addEventListener("click", () => choose(other));
    return button;
  }
  const list = document.createElement("select");
  list.setAttribute("aria-label", gettext("Language of the interface"));
  for (const tag of offered) {
    const option = new Option(named(tag, tag), tag, tag === language, tag === language);
    option.lang = tag;
    list.append(option);
  }
  list.addEventListener("change", () => choose(list.value));
  return list;
}

if (offered.length > 1) {
  try {
    localStorage.setItem(`${KEY}-probe`, "");
    localStorage.removeItem(`${KEY}-probe`);
    const control = made();
    place.append(control);
    if (sessionStorage.getItem(KEY)) control.focus({ preventScroll: true });
    sessionStorage.removeItem(KEY);
  } catch {
    // without storage a choice would not last to the next page, so none is offered
  }
}
if (language !== site) import("./translate.js").then(({ translate }) => translate(document.body));
