/** Arrays are spelled as the type of their elements. https://www.postgresql.org/docs/18/arrays.html */
import { type QName, qname } from '../../ir/name.js';
import type { DataType } from '../../ir/type.js';

/** `mood[]`, `"my Mood"[]`, `app.mood[]`: the type of an array's elements. */
export const elementOf = (type: DataType): QName | null => {
  const found =
    type.kind === 'Native'
      ? /^(?:([a-z_][\w$]*|"(?:[^"]|"")+")\.)?([a-z_][\w$]*|"(?:[^"]|"")+")(?:\[\d*\])+$/.exec(type.spelling)
      : null;
  const plain = (word: string): string =>
    word.startsWith('"') ? word.slice(1, -1).replaceAll('""', '"') : word.toLowerCase();
  const [space, name] = [found?.[1], found?.[2]];
  return name === undefined ? null : qname(plain(name), space === undefined ? null : plain(space));
};
