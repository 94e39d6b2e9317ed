/** Days as numbers: 1 is 1 January of year 1, as Python's date.toordinal counts. */

import { written } from "../wording.js";

const UNIX = 719163; // 1 January 1970
const DAY = 86_400_000;
const GIVEN = /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?$/u;

/** The date of a number, in UTC. */
export const dateOf = (number) => new Date((number - UNIX) * DAY);

/** `2023-02-02` of a number. */
export const isoOf = (number) => dateOf(number).toISOString().slice(0, 10);

/** `2023` of a number. */
export const yearOf = (number) => isoOf(number).slice(0, 4);

/** The first and last day that `2023`, `2023-02` or `2023-02-02` means; undefined for anything else. */
export function spanOf(text) {
  const given = GIVEN.exec(text.trim());
  if (!given) return undefined;
  const [year, month, day] = given.slice(1).map((part) => part && Number(part));
  if (month === 0 || day === 0) return undefined;
  const first = utc(year, (month ?? 1) - 1, day ?? 1);
  const last = day ? first : utc(month ? year : year + 1, month ?? 0, 0);
  const isReal = (!month || month <= 12) && (!day || new Date(first).getUTCDate() === day);
  return isReal ? [number(first), number(last)] : undefined;
}

const number = (time) => Math.round(time / DAY) + UNIX;

/** A time in UTC; `Date.UTC` takes years below 100 for those of a century. */
function utc(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime();
}

/** A day as people write it; of a date that means a month or a year, these. */
export function wordsOf(first, last) {
  const parts = last > first ? { month: last - first <= 31 } : { month: true, day: true };
  return written(dateOf(first), parts);
}
