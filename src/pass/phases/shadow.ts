/** What a column in its new type is called while the old one has the name. */
import type { Dialect } from '../../dialect/dialect.js';
import type { Table } from '../../ir/schema.js';

const ending = '__new';
const bytes = (text: string): number => new TextEncoder().encode(text).length;

/** Cheap to ask of a whole schema; whose shadow it is, `shadowOf` says. */
export const hasShadows = (t: Table): boolean => t.columns.some((c) => c.name.endsWith(ending));

/** `age__new`, cut where the engine's limit for names is. */
export const shadowOf = (column: string, dialect: Dialect): string => {
  const { max, unit } = dialect.capabilities.identifier;
  const length = (text: string): number => (unit === 'bytes' ? bytes(text) : text.length);
  let name = column;
  while (length(name) + ending.length > max) name = [...name].slice(0, -1).join('');
  return name + ending;
};
