/** Names that drizzle-kit makes of keys. https://orm.drizzle.team/docs/sql-schema-declaration#camel-and-snake-casing */

export type Casing = 'snake_case' | 'camelCase' | null;

const words = (key: string): ReadonlyArray<string> =>
  key.replace(/['\u2019]/g, '').match(/[\da-z]+|[A-Z]+(?![a-z])|[A-Z][\da-z]+/g) ?? [];

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

export const cased = (key: string, casing: Casing): string => {
  if (casing === null) return key;
  const parts = words(key);
  return casing === 'snake_case'
    ? parts.map((w) => w.toLowerCase()).join('_')
    : parts.map((w, i) => (i === 0 ? w.toLowerCase() : capital(w))).join('');
};
