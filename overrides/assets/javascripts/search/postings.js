/** What stands for a unit: its statements, with how often or where; builder/search/part.py and shelf.py write it. */

export const STEP = 1 << 13;

/** Reads numbers of seven bits a byte, the lowest first. */
class Numbers {
  at = 0;

  constructor(bytes) {
    this.bytes = bytes;
  }

  get more() {
    return this.at < this.bytes.length;
  }

  next() {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  }
}

/** Go through the statements of a unit: calls `each` with the number of every one, to read what follows it. */
function statements(bytes, bases, each) {
  const numbers = new Numbers(bytes);
  let part = -1;
  while (numbers.more) {
    part += numbers.next();
    let number = bases[part] - 1;
    for (let left = numbers.next(); left > 0; left--) each((number += numbers.next()), numbers);
  }
}

/** The statements that have a word: number to how often; whether the title has it is the lowest bit. */
export function times(bytes, bases) {
  const found = new Map();
  statements(bytes, bases, (number, numbers) => found.set(number, numbers.next()));
  return found;
}

/** How many statements have a word. */
export function count(bytes, bases) {
  let found = 0;
  statements(bytes, bases, (_, numbers) => (numbers.next(), found++));
  return found;
}

/** The places of a unit: number to ascending places; of these statements only, where some are given. */
export function places(bytes, bases, only) {
  const found = new Map();
  statements(bytes, bases, (number, numbers) => {
    const kept = only && !only.has(number) ? undefined : [];
    let place = -1;
    for (let left = numbers.next(); left > 0; left--) {
      place += numbers.next();
      kept?.push(place);
    }
    if (kept) found.set(number, kept);
  });
  return found;
}
