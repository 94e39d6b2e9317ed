/**
 * On the first page: the statements of today's day of the year. A build knows no day, so the reader's clock picks one of
 * the 366 pages that are there. Without script, or where that page cannot be fetched, the link to all days stays.
 */
import { anniversary, gettext, language } from "./wording.js";

const MOST = 3;

/** Show the first lines of today's page below the heading, and the way to all of them. */
const show = async (section) => {
  const now = new Date();
  const [month, day] = [now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0"));
  const address = new URL(`${section.dataset.today}${month}/${day}/`, document.baseURI);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const link = document.createElement("a");
  link.href = address.href;
  link.lang = language;
  link.textContent = gettext("On {day}", { day: anniversary(now.getMonth() + 1, now.getDate()) });
  const lines = [...page.querySelectorAll(".lines")];
  const list = document.createElement("ol");
  list.className = "lines lines--dated";
  for (const line of lines.flatMap((each) => [...each.children]).slice(0, MOST)) {
    for (const anchor of line.querySelectorAll("a")) anchor.href = new URL(anchor.getAttribute("href"), address).href;
    const time = line.querySelector("time");
    time.textContent = time.dateTime.slice(0, 4);
    list.append(document.importNode(line, true));
  }
  const text = section.querySelector("p");
  text.replaceChildren(link, list.children.length ? "" : gettext(": no statement"), ". ", ...text.childNodes);
  if (list.children.length) text.before(list);
};

const section = document.querySelector("[data-today]");
if (section) show(section).catch(() => {});
